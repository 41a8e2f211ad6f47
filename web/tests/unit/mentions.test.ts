import { describe, expect, it } from "vitest";
import type { Person } from "../../src/engine/client";
import { askedFor, completed, mentionedIn } from "../../src/screens/conversation/actions/mentions";

const OWN = "ana@relay.example";
const people = ["ana", "henrik", "henri", "li.wei", "mona"].map((name) => ({ account: `${name}@relay.example` }) as Person);
const names = (asked: ReturnType<typeof askedFor>) => asked?.found.map((person) => person.account.split("@")[0]);

describe("whom a text names", () => {
  it("is asked where an @ was just begun, among those who are in the room", () => {
    expect(names(askedFor("@hen", 4, people, OWN))).toEqual(["henrik", "henri"]);
    expect(names(askedFor("thank you @", 11, people, OWN))).toEqual(["henrik", "henri", "li.wei", "mona"]);
    expect(names(askedFor("(@LI", 4, people, OWN))).toEqual(["li.wei"]);
    for (const [text, cursor] of [["mail me at x@hen", 16], ["@nobody", 7], ["@ana", 4], ["@henrik ", 8], ["hen", 3]] as const) expect(askedFor(text, cursor, people, OWN), text).toBeUndefined();
  });

  it("is completed where the cursor stands", () => {
    const asked = askedFor("So @hen, please", 7, people, OWN);
    expect(asked && completed("So @hen, please", asked, people[1] as Person)).toEqual({ text: "So @henrik , please", cursor: 11 });
  });

  it("is what goes along, whole names only, and never oneself", () => {
    expect(mentionedIn("@henrik and @li.wei, not @hen nor x@mona nor @ana.", people, OWN)).toEqual(["henrik@relay.example", "li.wei@relay.example"]);
    expect(mentionedIn("@mona.", people, OWN)).toEqual(["mona@relay.example"]);
    expect(mentionedIn("nobody", people, OWN)).toEqual([]);
  });
});
