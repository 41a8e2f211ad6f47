import { describe, expect, test } from "vitest";
import { matches } from "../../src/app/find";
import { addressOf, parseRoute, type Route } from "../../src/app/route";
import { keysOf } from "../../src/app/shortcuts";
import type { Item } from "../../src/engine/client";
import { isAccountName } from "../../src/screens/arrival/names";
import { peopleIn } from "../../src/screens/conversations/people";
import { firstUnread, indexOfDay, placeOf } from "../../src/screens/conversation/grouping";
import { merged } from "../../src/screens/conversation/timeline";
import { mayRemove, rolesToGive } from "../../src/screens/room/rank";
import { codeOf, compare } from "../../src/screens/verify/code";
import { made } from "../stand-in/item";
import { dayNumber } from "../../src/words/when";

const NOON = new Date(2026, 10, 23, 12).getTime();
const MINUTE = 60_000;

function item(seq: number | null, change: Partial<Item> = {}): Item {
  return made({ seq, local_id: seq ?? 1000, sender: "bob@a.example", text: `message ${seq}`, sent_at: NOON, ...change });
}

describe("addresses", () => {
  const routes: Route[] = [
    { at: "home" },
    { at: "room", room: "ab12" },
    { at: "room", room: "ab12", panel: "people" },
    { at: "room", room: "ab12", seq: 42 },
    { at: "search" },
    { at: "search", room: "ab12" },
    { at: "new" },
    { at: "knock" },
    { at: "settings" },
    { at: "devices" },
    { at: "storage" },
    { at: "room", room: "ab12", panel: "gallery" },
    { at: "verify", person: "bob@relay.example" },
  ];
  test.each(routes)("%j survives its address", (route) => expect(parseRoute(addressOf(route))).toEqual(route));
  test("what means nothing leads home", () => {
    for (const address of ["", "#", "#/nowhere", "#/room", "#/verify/%E0%A4%A"]) expect(parseRoute(address)).toEqual({ at: "home" });
  });
});

describe("the timeline in memory", () => {
  test("takes what is new, keeps what is the same object, and drops what was queued", () => {
    const before = [item(1), item(2), item(3), item(null, { local_id: 9, delivery: "queued" })];
    const after = merged(before, [item(2), item(3, { delivery: "read" }), item(4, { local_id: 9, delivery: "sent" })]);
    expect(after.map((one) => one.seq)).toEqual([1, 2, 3, 4]);
    expect(after[0]).toBe(before[0]);
    expect(after[1]).toBe(before[1]);
    expect(after[2]?.delivery).toBe("read");
  });
  test("loses a queued message that was discarded", () => {
    expect(merged([item(1), item(null)], [item(1)])).toEqual([item(1)]);
    expect(merged([item(null)], [])).toEqual([]);
  });
});

describe("grouping", () => {
  test("a name stands above the first of several, and again after a pause or another person", () => {
    const first = item(1);
    expect(placeOf(first, undefined)).toEqual({ opensDay: true, opensGroup: true });
    expect(placeOf(item(2, { sent_at: NOON + MINUTE }), first)).toEqual({ opensDay: false, opensGroup: false });
    expect(placeOf(item(2, { sent_at: NOON + 6 * MINUTE }), first).opensGroup).toBe(true);
    expect(placeOf(item(2, { sender: "ana@a.example" }), first).opensGroup).toBe(true);
    expect(placeOf(item(2, { sent_at: NOON + 24 * 60 * MINUTE }), first).opensDay).toBe(true);
  });
  test("a day is found, or the end", () => {
    const items = [item(1), item(2, { sent_at: NOON + 24 * 60 * MINUTE })];
    expect(indexOfDay(items, dayNumber(NOON))).toBe(0);
    expect(indexOfDay(items, dayNumber(NOON) + 1)).toBe(1);
    expect(indexOfDay(items, dayNumber(NOON) + 2)).toBe(1);
  });
  test("own messages and events are not unread", () => {
    const items = [item(1), item(2), item(3, { delivery: "sent" }), item(4, { kind: "joined" }), item(5)];
    expect(firstUnread(items, 2)).toBe(1);
    expect(firstUnread(items, 0)).toBeUndefined();
    expect(firstUnread(items, 99)).toBe(0);
  });
});

describe("what people type", () => {
  test("names are found without accents, in any order, from their beginnings", () => {
    expect(matches("Pêche, article 7", "peche")).toBe(true);
    expect(matches("Fisheries, article 7", "7 fish")).toBe(true);
    expect(matches("Fisheries", "eries")).toBe(false);
    expect(matches("渔业第七条", "第七")).toBe(true);
    expect(matches("a.*b", ".*")).toBe(true);
  });
  test("people stand between commas of any script, at one's own relay unless they say another", () => {
    expect(peopleIn("Bob, carol@b.example، dave", "ana@a.example")).toEqual(["bob@a.example", "carol@b.example", "dave@a.example"]);
    expect(peopleIn("bob bob", "ana@a.example")).toEqual(["bob@a.example"]);
    expect(peopleIn(" , ", "ana@a.example")).toEqual([]);
  });
  test("a name is what the relay will take", () => {
    for (const name of ["a", "ana.lopez", "x_1-y"]) expect(isAccountName(name), name).toBe(true);
    for (const name of ["", "Ana", ".a", "a-", "a b", "x".repeat(33), "ана"]) expect(isAccountName(name), name).toBe(false);
  });
  test("a key is named the same on a Mac", () => {
    expect(keysOf({ key: "K", ctrlKey: false, metaKey: true, altKey: false })).toBe("Ctrl+k");
    expect(keysOf({ key: "ArrowUp", ctrlKey: false, metaKey: false, altKey: true })).toBe("Alt+ArrowUp");
  });
});

test("roles offer what the engine allows", () => {
  expect(rolesToGive("owner", "admin")).toEqual(["owner", "admin", "member", "guest"]);
  expect(rolesToGive("admin", "guest")).toEqual(["member", "guest"]);
  expect(rolesToGive("admin", "admin")).toEqual([]);
  expect(rolesToGive("member", "guest")).toEqual([]);
  expect(mayRemove("admin", "member")).toBe(true);
  expect(mayRemove("admin", "admin")).toBe(false);
  expect(mayRemove("owner", "owner")).toBe(true);
  expect(mayRemove("guest", "guest")).toBe(false);
});

test("a code is the same number, another number, or none of ours", () => {
  const digits = "12345 67890 12345 67890 12345 67890 12345 67890 12345 67890 12345 67890";
  expect(compare(codeOf(digits), digits)).toBe("same");
  expect(compare(codeOf(digits.replace("1", "2")), digits)).toBe("different");
  expect(compare("https://example.org", digits)).toBe("other-code");
});
