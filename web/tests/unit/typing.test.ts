import { afterEach, beforeEach, expect, test, vi } from "vitest";

const told: boolean[] = [];
vi.mock("../../src/app/world", () => ({
  ask: (_: string, { writes }: { writes: boolean }) => {
    told.push(writes);
    return Promise.resolve();
  },
}));

const { tellTyping } = await import("../../src/screens/conversation/typing");

beforeEach(() => {
  told.length = 0;
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("it is told at the first key and every few seconds, and that it ended when the hand rests", () => {
  const telling = tellTyping("r", Date.now);
  for (let key = 0; key < 40; key += 1) {
    telling.wrote("a".repeat(key + 1));
    vi.advanceTimersByTime(100);
  }
  expect(told).toEqual([true, true]);
  vi.advanceTimersByTime(6_000);
  expect(told).toEqual([true, true, false]);
  vi.advanceTimersByTime(60_000);
  expect(told).toHaveLength(3);
});

test("an empty field and a room that is left end it; what was sent needs no word", () => {
  const telling = tellTyping("r", Date.now);
  telling.wrote("  ");
  expect(told).toEqual([]);
  telling.wrote("Paragraph 4");
  telling.wrote("");
  expect(told).toEqual([true, false]);
  telling.wrote("Paragraph 4");
  telling.ended();
  telling.left();
  expect(told).toEqual([true, false, true]);
  vi.advanceTimersByTime(60_000);
  expect(told).toHaveLength(3);
});
