// Words: one bundle for the language that is shown. Every text on a screen comes through `t`.

import { FluentBundle, FluentResource, type FluentVariable } from "@fluent/bundle";
import { createSignal } from "solid-js";

export const LANGUAGES = ["ar", "zh", "en", "fr", "ru", "es"] as const;
export type Language = (typeof LANGUAGES)[number];

/** Each language by the name that its readers look for. */
export const LANGUAGE_NAMES: Record<Language, string> = {
  ar: "العربية",
  zh: "中文",
  en: "English",
  fr: "Français",
  ru: "Русский",
  es: "Español",
};

/** Arabic digits differ by country, Western ones are read everywhere; and a Gregorian calendar is
 *  what meetings are dated by. */
const LOCALES: Record<Language, string> = {
  ar: "ar-u-nu-latn-ca-gregory",
  zh: "zh-Hans",
  en: "en-GB",
  fr: "fr",
  ru: "ru",
  es: "es",
};

// Both are made by build/words.ts: the names of all messages, and each language's texts in their order.
const FILES = import.meta.glob<string>("./*.ftl", { query: "?texts", import: "default" });
const NAMES = import.meta.glob<string>("./en.ftl", { query: "?names", import: "default", eager: true });

interface Shown {
  language: Language;
  bundle: FluentBundle;
}

const [shown, setShown] = createSignal<Shown>({ language: "en", bundle: new FluentBundle("en") });

export const language = (): Language => shown().language;
export const locale = (): string => LOCALES[language()];

export function isLanguage(text: string): text is Language {
  return (LANGUAGES as readonly string[]).includes(text);
}

/** The first language the browser asks for that there is, else English. */
export function preferredLanguage(wanted: readonly string[]): Language {
  const known = wanted.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLanguage);
  return known ?? "en";
}

export function makeBundle(chosen: Language, text: string): FluentBundle {
  const bundle = new FluentBundle(LOCALES[chosen]);
  const errors = bundle.addResource(new FluentResource(text));
  if (errors.length > 0) throw new AggregateError(errors, `${chosen}.ftl`);
  return bundle;
}

/** A Fluent file again, of names and texts. */
export function joined(names: string, texts: string): string {
  const all = texts.split("\n\n");
  return names.split(" ").map((name, at) => `${name} = ${all[at] ?? ""}`).join("\n");
}

export async function showLanguage(chosen: Language): Promise<void> {
  const load = FILES[`./${chosen}.ftl`];
  if (load === undefined) throw new Error(chosen);
  setShown({ language: chosen, bundle: makeBundle(chosen, joined(Object.values(NAMES).join(""), await load())) });
  document.documentElement.lang = chosen;
  document.documentElement.dir = chosen === "ar" ? "rtl" : "ltr";
}

/** What is written runs as it is written; a field that is empty runs as the page, for its placeholder. */
export function directionOf(typed: string): "auto" | undefined {
  return typed === "" ? undefined : "auto";
}

/** The text for `key` in the language that is shown. A missing key shows as itself: a test finds it. */
export function t(key: string, values?: Record<string, FluentVariable>): string {
  const { bundle } = shown();
  const pattern = bundle.getMessage(key)?.value;
  return pattern ? bundle.formatPattern(pattern, values, []) : key;
}
