// Times in words: also those that no clock ever shows, because a sender may claim any.

import { beforeAll, describe, expect, test, vi } from "vitest";
import { bytesInWords, clockTime, dateAndTime, dayName, dayNumber, fieldTime, fullDate, machineTime, nearMoment, secondsInWords, shortDate, shortMoment } from "../../src/words/when";
import { showLanguage } from "../../src/words/words";

beforeAll(async () => {
  vi.stubGlobal("document", { documentElement: {} });
  await showLanguage("en");
});

test("a length of time is said in the largest unit that fits", () => {
  expect([300, 3600, 28_800, 86_400, 604_800, 2_592_000, 5400].map(secondsInWords)).toEqual(["5 minutes", "1 hour", "8 hours", "1 day", "1 week", "30 days", "90 minutes"]);
});

test("a size is said in a unit that has a plural", () => {
  expect([1, 108, 61_100, 3_000_000].map(bytesInWords)).toEqual(["1 byte", "108 bytes", "61.1 kB", "3 MB"]);
});

test("a moment is written as this device's clock has it", () => {
  expect(fieldTime(new Date(2026, 10, 23, 9, 5).getTime())).toBe("2026-11-23T09:05");
});

describe("a time beyond what a date can be", () => {
  const NOW = new Date(2026, 10, 23).getTime();
  const far = [Number.MAX_SAFE_INTEGER, 2 ** 64, Number.POSITIVE_INFINITY, 8.64e15, 8.64e15 + 1];

  test.each([...far, ...far.map((millis) => -millis)])("is shown as the last or the first that can be: %d", (millis) => {
    const edge = Math.sign(millis) * (8.64e15 - 86_400_000);
    for (const show of [clockTime, dateAndTime, fullDate, shortDate, nearMoment, machineTime, fieldTime]) {
      expect(show(millis)).toBe(show(edge));
      expect(show(millis)).not.toContain("Invalid");
    }
    expect(dayName(millis, NOW)).toContain(millis > 0 ? "275760" : "271822");
    expect(shortMoment(millis, NOW)).toBe(shortMoment(edge, NOW));
    expect(Number.isSafeInteger(dayNumber(millis))).toBe(true);
  });
});
