// Right-to-left is free as long as nothing says left or right.

import { expect, test } from "vitest";

const SHEETS = import.meta.glob<string>("../../src/**/*.css", { query: "?raw", import: "default", eager: true });

const SIDES = /(?:margin|padding|border|inset|scroll-margin)-(?:left|right|top|bottom)\b[^;}]*/gu;
const SIZES = /(?<![\w-])(?:left|right|top|bottom|width|height|(?:min|max)-(?:width|height))\s*:[^;}]*/gu;
const ALIGNMENTS = /(?:text-align|float|clear)\s*:\s*(?:left|right)/gu;

function physical(sheet: string): string[] {
  // A window has a width, however one writes.
  const rules = sheet.replaceAll(/@media[^{]*\{/gu, "{").replaceAll(/\/\*[\s\S]*?\*\//gu, "");
  return [SIDES, SIZES, ALIGNMENTS].flatMap((pattern) => rules.match(pattern) ?? []);
}

test("a planted physical property is found", () => {
  expect(physical(".a { margin-left: 1px; max-height: 2px } .b { text-align: left; top: 0; }")).toEqual(["margin-left: 1px", "max-height: 2px ", "top: 0", "text-align: left"]);
  expect(physical("@media (max-width: 40rem) { .a { margin-inline: 1px; text-align: start; line-height: 1; inset-inline: 0; } }")).toEqual([]);
});

test.each(Object.entries(SHEETS))("%s names no side", (_, sheet) => {
  expect(sheet.length).toBeGreaterThan(0);
  expect(physical(sheet)).toEqual([]);
});
