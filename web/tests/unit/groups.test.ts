import { beforeAll, describe, expect, test, vi } from "vitest";
import { parseRoute } from "../../src/app/route";
import { groupsOf, headingOf } from "../../src/screens/conversations/groups";
import { showLanguage } from "../../src/words/words";
import { room } from "../stand-in/people";

beforeAll(async () => {
  vi.stubGlobal("document", { documentElement: {} });
  await showLanguage("en");
});

const [ONE, TWO] = ["1".repeat(32), "2".repeat(32)];
const inGroup = (title: string, id: string, name: string) => room(title, 5, null, { group: { id, name } });

describe("groups of rooms", () => {
  test("are told apart by their numbers, whatever they are called", () => {
    const groups = groupsOf([inGroup("a", ONE, "Blue"), room("alone", 5, null), inGroup("b", TWO, "Blue"), inGroup("c", ONE, "Blue")]);
    expect(groups.map((group) => [group.id, group.rooms.map((one) => one.title)])).toEqual([[ONE, ["a", "c"]], [TWO, ["b"]]]);
    const headings = groups.map((group) => headingOf(group, groups));
    expect(headings[0]).toContain("111111");
    expect(headings[1]).toContain("222222");
  });
  test("are called as most of their rooms call them: one room's admin renames no heading", () => {
    const [group] = groupsOf([inGroup("a", ONE, "Purple"), inGroup("b", ONE, "Blue"), inGroup("c", ONE, "Blue")]);
    expect(group?.name).toBe("Blue");
    expect(headingOf({ id: ONE, name: "Blue" }, [{ id: TWO, name: "Green" }])).toBe("Blue");
  });
  test("of names that a reader takes for each other have their numbers", () => {
    for (const other of ["blue", "Blue ", "B\u200Blue", "Ｂlue", "\u202EBlue"]) {
      expect(headingOf({ id: ONE, name: "Blue" }, [{ id: TWO, name: other }]), other).toContain("111111");
    }
    expect(headingOf({ id: ONE, name: "\u202Eeulb" }, [])).not.toContain("\u202E");
  });
});

test("the way to a new room in a group has the group's number and nothing else", () => {
  expect(parseRoute(`#/new/${ONE}`)).toEqual({ at: "new", group: ONE });
  for (const other of ["#/new", "#/new/x", `#/new/${ONE}0`]) expect(parseRoute(other)).toEqual({ at: "new" });
});
