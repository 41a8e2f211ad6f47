import { FluentResource } from "@fluent/bundle";
import { describe, expect, test } from "vitest";
import { FAILURES, failureKey, undoneNotice } from "../../src/app/notices";
import type { Undone } from "../../src/engine/generated";
import { joined, LANGUAGES, makeBundle, type Language } from "../../src/words/words";

const FILES = import.meta.glob<string>("../../src/words/*.ftl", { query: "?raw", import: "default", eager: true });
const SOURCES = import.meta.glob<string>(["../../src/**/*.{ts,tsx}", "!../../src/engine/**"], { query: "?raw", import: "default", eager: true });

function textOf(language: Language): string {
  return FILES[`../../src/words/${language}.ftl`] ?? "";
}

/** The variables that a pattern fills in, wherever they stand in it. */
function variablesIn(node: unknown, found = new Set<string>()): Set<string> {
  if (Array.isArray(node)) for (const one of node) variablesIn(one, found);
  else if (typeof node === "object" && node !== null) {
    const { type, name } = node as { type?: string; name?: string };
    if (type === "var" && name !== undefined) found.add(name);
    for (const one of Object.values(node)) variablesIn(one, found);
  }
  return found;
}

function messagesOf(language: Language): Map<string, string[]> {
  const { body } = new FluentResource(textOf(language));
  return new Map(body.map((message) => [message.id, [...variablesIn(message.value)].sort()]));
}

/** Plural forms that a message of this language chooses between. */
function formsIn(language: Language, key: string): string[] {
  const block = textOf(language).split(/\n(?=[a-z][a-z0-9-]* =)/u).find((one) => one.startsWith(`${key} =`)) ?? "";
  return [...block.matchAll(/\[(zero|one|two|few|many|other)\]/gu)].map((match) => match[1] ?? "");
}

const english = messagesOf("en");
const sources = Object.values(SOURCES).join("\n");

describe.each(LANGUAGES)("%s", (language) => {
  test("has every message, once, with the same variables, and no other", () => {
    expect(Object.fromEntries(messagesOf(language))).toEqual(Object.fromEntries(english));
    const ids = [...textOf(language).matchAll(/^([a-z][a-z0-9-]*) =/gmu)].map((match) => match[1]);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBe(english.size);
  });

  test("parses without errors, and nothing in it is left in English", () => {
    expect(() => makeBundle(language, textOf(language))).not.toThrow();
    if (language === "en") return;
    // A word or two may be the same in both; a sentence is not.
    const words = (line: string) => line.replaceAll(/\{[^}]*\}/gu, "").match(/\p{L}+/gu) ?? [];
    const lines = (text: string) => new Set(text.split("\n").filter((line) => words(line.split(" = ")[1] ?? "").length > 2));
    const inEnglish = lines(textOf("en"));
    const same = [...lines(textOf(language))].filter((line) => inEnglish.has(line));
    expect(same).toEqual([]);
  });

  test("counts with every plural form that the language has for whole numbers", () => {
    const rules = new Intl.PluralRules(language);
    const needed = new Set(Array.from({ length: 200 }, (_, number) => rules.select(number)));
    // Chinese has one form, which needs no choice.
    if (needed.size === 1) return;
    for (const key of ["roster-people", "roster-devices", "held-count", "found-count", "words-typed"]) {
      expect(new Set(formsIn(language, key)), key).toEqual(new Set([...needed, "other"]));
    }
  });
});

test("what is right for 1, 2, 5 and 21 people, in Russian and in Arabic", () => {
  const count = (language: Language, people: number) => {
    const bundle = makeBundle(language, textOf(language));
    const pattern = bundle.getMessage("roster-people")?.value ?? "";
    return bundle.formatPattern(pattern, { count: people }).replaceAll(/[\u2068\u2069]/gu, "");
  };
  expect([1, 2, 5, 21].map((people) => count("ru", people))).toEqual(["1 человек", "2 человека", "5 человек", "21 человек"]);
  expect([1, 2, 5, 21].map((people) => count("ar", people))).toEqual(["شخص واحد", "شخصان", "5 أشخاص", "21 شخصًا"]);
});

test("a built language says what its file says", async () => {
  const names = Object.values(import.meta.glob<string>("../../src/words/en.ftl", { query: "?names", import: "default", eager: true })).join("");
  const built = import.meta.glob<string>("../../src/words/*.ftl", { query: "?texts", import: "default", eager: true });
  for (const language of LANGUAGES) {
    const [small, whole] = [joined(names, built[`../../src/words/${language}.ftl`] ?? ""), textOf(language)].map((text) => makeBundle(language, text));
    for (const key of english.keys()) {
      const said = [small, whole].map((bundle) => bundle?.formatPattern(bundle.getMessage(key)?.value ?? "", { count: 5 }, []));
      expect(said[0], key).toBe(said[1]);
    }
  }
});

test("every message that a screen names exists", () => {
  const named = [...sources.matchAll(/\b(?:t\(|does: |key: (?="notice-))"([a-z][a-z0-9-]*)"/gu)].map((match) => match[1] ?? "");
  expect(named.length).toBeGreaterThan(150);
  expect([...new Set(named)].filter((key) => !english.has(key))).toEqual([]);
});

test("every message is used by a screen", () => {
  const prefixes = [...sources.matchAll(/`([a-z]+-)\$\{/gu)].map((match) => match[1] ?? "");
  const unused = [...english.keys()].filter(
    (key) => !sources.includes(`"${key}"`) && !prefixes.some((prefix) => key.startsWith(prefix)),
  );
  expect(unused).toEqual([]);
});

test("every failure has words of its own", () => {
  expect(FAILURES.map(failureKey).filter((key) => !english.has(key))).toEqual([]);
  expect(failureKey("something_new")).toBe("failure-other");
});

test("everything that can be left undone has words of its own", () => {
  const generated = import.meta.glob<string>("../../src/engine/generated.ts", { query: "?raw", import: "default", eager: true });
  const union = /export type Undone = (.*);/u.exec(Object.values(generated).join(""))?.[1] ?? "";
  const kinds = [...union.matchAll(/"kind": "([a-z_]+)"/gu)].map((match) => match[1] as Undone["kind"]);
  expect(kinds.length).toBeGreaterThan(10);
  const filled = { count: 2, people: ["ana@relay.example"], text: "a".repeat(200) };
  const notices = kinds.map((kind) => undoneNotice({ ...filled, kind } as Undone));
  expect(notices.map((notice) => notice.key).filter((key) => !english.has(key))).toEqual([]);
  expect(undoneNotice({ kind: "send_text", text: null })).toEqual({ key: "undone-send-text-unknown" });
  const { values } = undoneNotice({ kind: "rename", text: "\u202Eevil" });
  expect(values?.["text"]).not.toContain("\u202E");
  expect(String(undoneNotice({ kind: "rename", text: filled.text }).values?.["text"]).length).toBeLessThan(100);
});

/** Names that a person never meets: what they say is that the page itself is wrong. */
const DEFECTS = ["internal", "parameters", "unknown_method", "derivation", "new", "locked", "not_locked", "not_new", "closed", "file_part"];

/** Said by the line about the connection. */
const CONNECTION = ["unreachable"];

test("what the engine and its worker can fail with has words", () => {
  const rust = import.meta.glob<string>(
    ["../../../crates/browser/src/**/*.rs", "../../../crates/engine/src/command.rs", "../../../crates/engine/src/storage_error.rs", "../../../crates/engine/src/link_use.rs", "../../../crates/engine/src/output.rs"],
    { query: "?raw", import: "default", eager: true },
  );
  const worker = import.meta.glob<string>("../../src/engine/*.ts", { query: "?raw", import: "default", eager: true });
  const text = (files: Record<string, string>) => Object.values(files).join("\n");
  const names = [
    ...text(rust).matchAll(/Failure::new\("([a-z_]+)"|Self::\w+(?:\([^)]*\)| \{ \.\. \})? => "([a-z_]+)"/gu),
    ...text(worker).matchAll(/name: "([a-z_]+)", message/gu),
  ].map((match) => match[1] ?? match[2] ?? "");
  expect(names.length).toBeGreaterThan(40);
  const known = new Set<string>([...FAILURES, ...DEFECTS, ...CONNECTION]);
  expect([...new Set(names)].filter((name) => !known.has(name))).toEqual([]);
});
