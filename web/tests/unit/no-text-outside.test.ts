// No text outside the Fluent files: what a person reads stands in JSX text, in attributes that are
// read or heard, and nowhere else.

import { parseSync } from "rolldown/utils";
import { expect, test } from "vitest";

const SCREENS = import.meta.glob<string>("../../src/**/*.tsx", { query: "?raw", import: "default", eager: true });

/** Attributes whose value reaches eyes or ears. */
const READ = new Set(["aria-label", "aria-description", "aria-roledescription", "aria-valuetext", "title", "placeholder", "alt", "label", "hint", "wrong"]);

/** A word: two letters in a row. Marks and single letters say nothing in any language. */
const WORD = /\p{L}{2}/u;

interface Node {
  type: string;
  value?: unknown;
  name?: { name?: string };
  start: number;
}

export function textsIn(name: string, source: string): string[] {
  const { program, errors } = parseSync(name, source);
  expect(errors, name).toEqual([]);
  const found: string[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(visit);
    if (typeof node !== "object" || node === null) return;
    const here = node as Node;
    if (here.type === "JSXText" && WORD.test(String(here.value))) found.push(String(here.value).trim());
    if (here.type === "JSXExpressionContainer") {
      const { expression } = node as unknown as { expression: Node };
      if (expression.type === "Literal" && typeof expression.value === "string" && WORD.test(expression.value)) found.push(expression.value);
    }
    if (here.type === "JSXAttribute" && READ.has(here.name?.name ?? "")) {
      const value = here.value as Node | null;
      if (value?.type === "Literal" && WORD.test(String(value.value))) found.push(String(value.value));
    }
    // An attribute's expression may be a class or a role: only those that are read count.
    for (const [key, child] of Object.entries(node)) {
      if (here.type === "JSXAttribute" && key === "value" && !READ.has(here.name?.name ?? "") && (child as Node | null)?.type === "JSXExpressionContainer") {
        visit((child as unknown as { expression: unknown }).expression);
      } else visit(child);
    }
  };
  visit(program);
  return found;
}

test("a planted text is found, wherever it stands", () => {
  expect(textsIn("a.tsx", "<p>Hello there</p>")).toEqual(["Hello there"]);
  expect(textsIn("a.tsx", `<input placeholder="Search" class="input" />`)).toEqual(["Search"]);
  expect(textsIn("a.tsx", `<b title={"Close"} class={"wide"}>{"Done"}</b>`)).toEqual(["Close", "Done"]);
  expect(textsIn("a.tsx", "<p>{t(\"key\")} · 1</p>")).toEqual([]);
});

test.each(Object.entries(SCREENS))("%s has no text of its own", (name, source) => {
  expect(textsIn(name, source)).toEqual([]);
});
