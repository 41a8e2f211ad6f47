import { describe, expect, test } from "vitest";
import type { Statement, StatementVersion, Suggestion } from "../../src/engine/client";
import { differences, wordsOf, type Piece } from "../../src/screens/statement/diff";
import { changesBetween, grouped, paragraphsIn, withSuggestions } from "../../src/screens/statement/marked";

const told = (pieces: readonly Piece[]) => pieces.map(({ kind, text }) => (kind === "same" ? text : kind === "struck" ? `-${text}-` : `+${text}+`)).join("");
const side = (pieces: readonly Piece[], gone: Piece["kind"]) => pieces.filter((one) => one.kind !== gone).map((one) => one.text).join("");

describe("what one text says otherwise than another", () => {
  test.each([
    ["We agreed on all points.", "We agreed on most points.", "We agreed on -all-+most+ points."],
    ["We met.", "We met.", "We met."],
    ["One two three", "One three", "One -two -three"],
    ["Parties shall act", "Parties should not act", "Parties -shall-+should not+ act"],
    // Languages that put no spaces between words have words too.
    ["各方同意所有要点", "各方同意多数要点", "各方同意-所有-+多数+要点"],
    ["اتفقنا على كل النقاط", "اتفقنا على معظم النقاط", "اتفقنا على -كل-+معظم+ النقاط"],
    ["", "New", "+New+"],
    ["Old", "", "-Old-"],
  ])("%s", (before, after, marked) => {
    expect(told(differences(before, after))).toBe(marked);
  });

  test("both sides are whole, whatever changed", () => {
    const texts = ["a b c d e", "b c x e", "", "e d c b a", "各方 agree كل", "the  the the", "a b c d e f g"];
    for (const before of texts) {
      for (const after of texts) {
        const pieces = differences(before, after);
        expect(side(pieces, "inserted")).toBe(before);
        expect(side(pieces, "struck")).toBe(after);
      }
    }
  });

  test("two long paragraphs with nothing in common are told whole, at once", () => {
    const [before, after] = ["a ", "b "].map((word) => word.repeat(4000).trim());
    const began = performance.now();
    expect(differences(before ?? "", after ?? "").map((one) => one.kind)).toEqual(["struck", "inserted"]);
    expect(performance.now() - began).toBeLessThan(2000);
  });

  test("words are those of the script", () => {
    expect(wordsOf("各方同意").length).toBeGreaterThan(1);
    expect(wordsOf("We met.").join("")).toBe("We met.");
  });
});

const version = (number: number, texts: Record<string, string>): StatementVersion => ({
  number, hash: String(number).repeat(64), title: "T", paragraphs: Object.entries(texts).map(([id, text]) => ({ id, text })), at: number * 1000, local_id: number, sent: true,
});

const suggestion = (change: Partial<Suggestion>): Suggestion => ({
  local_id: 9, by: "ali", own: false, at: 500, delegation: null, paragraph: "b", change: "replace", text: "two", reason: "", version: 1, fits: true, state: "open", taken_in: null, sent: true, ...change,
});

const statement = (versions: StatementVersion[], suggestions: Suggestion[] = []): Statement => ({
  local_id: 1, room: "00", by: "mona", own: true, versions, void: [], suggestions, sign_offs: [], delegations: [], silences: [], may_post: true, may_silence: true,
});

describe("a statement with its changes", () => {
  const [first, second] = [version(1, { a: "one", b: "2", c: "gone" }), version(2, { a: "one", b: "two", d: "more" })];

  test("each stands where it stood, and has its author", () => {
    const all = statement([first, second], [suggestion({ state: "taken", taken_in: 2 }), suggestion({ state: "taken", taken_in: 2, by: "wei", paragraph: "b", change: "insert_after", text: "more" })]);
    const shown = changesBetween(all, first, second).map((block) => [block.number, told(block.marks), block.marks.find((mark) => mark.kind !== "same")?.by]);
    expect(shown).toEqual([[1, "one", undefined], [2, "-2-+two+", "ali"], [undefined, "-gone-", "mona"], [3, "+more+", "wei"]]);
  });

  test("what is suggested is marked, and a second alternative stands in brackets", () => {
    const open = [suggestion({}), suggestion({ by: "wei", text: "zwei" }), suggestion({ by: "kofi", paragraph: "c", change: "strike", text: "" }), suggestion({ paragraph: "c", change: "insert_after", text: "end" }), suggestion({ paragraph: "a", fits: false })];
    const shown = withSuggestions(statement([first], open)).map((block) => [block.number, told(block.marks)]);
    expect(shown).toEqual([[1, "one"], [2, "-2-+two [zwei]+"], [3, "-gone-"], [undefined, "+end+"]].map(([number, text]) => [number, text === "-2-+two [zwei]+" ? "-2-+two++ [zwei]+" : text]));
  });

  test("a paragraph that is suggested before the first stands there", () => {
    const open = [suggestion({ paragraph: "a", change: "insert_before", text: "zero" })];
    const shown = withSuggestions(statement([first], open)).map((block) => [block.number, told(block.marks)]);
    expect(shown).toEqual([[undefined, "+zero+"], [1, "one"], [2, "2"], [3, "gone"]]);
  });

  test("digits are read out in fours, and an empty line begins a paragraph", () => {
    expect(grouped("0123456789ab")).toBe("0123 4567 89ab");
    expect(paragraphsIn("one\ntwo\n\n three \n \n\n")).toEqual(["one\ntwo", "three"]);
  });
});
