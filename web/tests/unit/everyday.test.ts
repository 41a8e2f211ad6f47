// Polls and searches: what is decided before anything is drawn.

import { describe, expect, test } from "vitest";
import { answersIn, isSameChoice, ownChoice, withChoice } from "../../src/screens/conversation/poll/choice";
import { around, byRoom, KINDS, searchOf, type Query } from "../../src/screens/search/query";
import { made } from "../stand-in/item";
import { changePoll, polls, pollItem, recounted } from "../stand-in/polls";

describe("a choice", () => {
  test("is one answer, or several in their order", () => {
    expect(withChoice([0], 2, true, false)).toEqual([2]);
    expect(withChoice([2], 0, true, true)).toEqual([0, 2]);
    expect(withChoice([0, 2], 0, false, true)).toEqual([2]);
    expect(isSameChoice([0, 2], [0, 2])).toBe(true);
    expect(isSameChoice([], [0])).toBe(false);
  });
  test("of a new poll leaves out what is empty or said twice", () => {
    expect(answersIn([" Yes", "", "No ", "Yes"])).toEqual(["Yes", "No"]);
  });
});

describe("the stand-in's polls", () => {
  test("count one's own vote, and hide what is hidden until it is over", () => {
    const poll = { options: ["a", "b"], multiple: false, open: false, deadline: null, isOver: false, votes: new Map() };
    const item = pollItem({ local_id: 7, text: "?" }, poll);
    expect(changePoll(item, (one) => one.votes.set("ana.lopez@relay.example", [1]))).toBe(true);
    expect(item.poll === null ? [] : ownChoice(item.poll)).toEqual([1]);
    expect(item.poll?.options.map((option) => option.votes)).toEqual([null, null]);
    changePoll(item, (one) => (one.isOver = true));
    expect(recounted(item).poll?.options.map((option) => option.votes)).toEqual([0, 1]);
    expect(changePoll(item, (one) => one.votes.clear())).toBe(false);
    expect(polls().every((one) => one.poll !== null)).toBe(true);
  });
});

describe("a search", () => {
  const nothing: Query = { text: "", room: "", person: "", kind: "any", from: "", to: "" };
  const own = "ana@a.example";
  test("needs a word or a filter, and a room alone is none", () => {
    expect(searchOf(nothing, own, 9)).toBeUndefined();
    expect(searchOf({ ...nothing, text: "a", room: "r" }, own, 9)).toBeUndefined();
    expect(searchOf({ ...nothing, text: " as " }, own, 9)).toEqual({ text: "as", limit: 9 });
    expect(searchOf({ ...nothing, person: "Bob", kind: "poll", room: "r" }, own, 9)).toEqual({ text: "", room: "r", sender: "bob@a.example", kinds: ["poll"], limit: 9 });
  });
  test("asks for each kind that people say", () => {
    expect(KINDS).toEqual(["any", "text", "file", "poll", "contact", "place", "sounding", "nudge", "announcement", "statement"]);
    expect(KINDS.slice(1).map((kind) => searchOf({ ...nothing, kind }, own, 9)?.kinds)).toEqual([["text"], ["file"], ["poll"], ["contact"], ["place"], ["sounding"], ["nudge"], ["announcement"], ["statement"]]);
  });
  test("takes days as this device's calendar has them, the last one whole", () => {
    const search = searchOf({ ...nothing, from: "2026-11-23", to: "2026-11-30" }, own, 9);
    expect(search?.since).toBe(new Date(2026, 10, 23).getTime());
    expect(search?.until).toBe(new Date(2026, 11, 1).getTime());
  });
  test("shows what was found with a little before it", () => {
    expect(around("Article 7 is open.", "ARTICLE")).toEqual(["", "Article", " 7 is open."]);
    expect(around("nothing", "else")).toEqual(["nothing", "", ""]);
    const long = `${"word ".repeat(30)}article 7`;
    const [before, hit, after] = around(long, "article");
    expect(before.startsWith("…word")).toBe(true);
    expect(before.length).toBeLessThan(50);
    expect(hit + after).toBe("article 7");
    expect(around(`${"x".repeat(90)}article`, "article")[1]).toBe("article");
    expect(around("İstanbul article", "article").join("")).toBe("İstanbul article");
  });
  test("is grouped by room, each as the newest hit has it", () => {
    const hit = (room: string, local_id: number) => ({ room, item: made({ local_id }) });
    const groups = byRoom([hit("b", 3), hit("a", 2), hit("b", 1)]);
    expect(groups.map(([room, hits]) => [room, hits.map((one) => one.item.local_id)])).toEqual([["b", [3, 1]], ["a", [2]]]);
  });
});
