import { describe, expect, test } from "vitest";
import { noticeOf, notices, notify, putAwayKnock } from "../../src/app/notices";
import { isLink } from "../../src/screens/door/link";
import { reportText } from "../../src/screens/room/report";
import { t } from "../../src/words/words";
import { made } from "../stand-in/item";

describe("links to rooms", () => {
  test("are told from invitations, and from everything else", () => {
    expect(isLink("https://relay.example/knock#alice@relay.example.AAAA")).toBe(true);
    expect(isLink("  http://127.0.0.1:4430/knock#x \n")).toBe(true);
    for (const text of ["https://relay.example/join#x", "https://relay.example/knock", "https://relay.example/knock#", "knock#x", "https://a b/knock#x"]) {
      expect(isLink(text), text).toBe(false);
    }
  });
});

test("a knock is told until it is answered, and says where that is done", () => {
  const knock = (room: string, account: string) => noticeOf({ event: "knocked", room, account });
  const told = () => notices().map((notice) => notice.knock);
  for (const notice of [knock("a", "bob@relay.example"), knock("b", "bob@relay.example"), knock("a", "eve@relay.example")]) if (notice) notify(notice);
  const [bob, other, eve] = [{ room: "a", account: "bob@relay.example" }, { room: "b", account: "bob@relay.example" }, { room: "a", account: "eve@relay.example" }];
  expect(told()).toEqual([bob, other, eve]);
  putAwayKnock("a", "bob@relay.example");
  expect(told()).toEqual([other, eve]);
});

describe("a report", () => {
  const text = reportText("ana@relay.example", "  please look  ", [made({ sender: "rania@relay.example", text: "one\ntwo" }), made({ sender: "rania@relay.example", text: "three\u202E" })], 0);
  test("holds what was chosen in its order, and what it is worth", () => {
    expect(text.indexOf("one\n  two")).toBeGreaterThan(0);
    expect(text.indexOf("three")).toBeGreaterThan(text.indexOf("one"));
    expect(text).toContain("please look");
    expect(text.trimEnd().endsWith(t("report-worth"))).toBe(true);
  });
  test("does not obey what turns text around", () => expect(text).not.toContain("\u202E"));
});
