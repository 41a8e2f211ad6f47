// How this browser shows things. Nothing here is secret or about anybody, so it lies in the open,
// where it can be had before the database is unlocked.

import { createSignal } from "solid-js";
import { markingsIn } from "../words/glossary";
import { drawKey } from "../words/marks";
import { isLanguage, preferredLanguage, showLanguage, type Language } from "../words/words";

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

export const TEXT_SIZES = [0.875, 1, 1.125, 1.25, 1.5] as const;

interface Preferences {
  language: Language;
  theme: Theme;
  textSize: number;
  notify: boolean;
  /** Woken while the app is closed. */
  push: boolean;
  sendWithEnter: boolean;
  /** A soft tone with each nudge. */
  nudgeTone: boolean;
  /** An alias stands for its person also where names are not covered. */
  aliasesAlways: boolean;
  /** What marks of names are chosen by: drawn here, and nobody else's. */
  markKey: string;
  /** What official texts are marked with; the app's own list where nobody has chosen. */
  markings: readonly string[] | undefined;
}

const KEY = "corridor-preferences";

function stored(): Partial<Preferences> {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<Preferences>;
  } catch {
    return {};
  }
}

function read(): Preferences {
  const found = stored();
  return {
    language: isLanguage(String(found.language)) ? (found.language as Language) : preferredLanguage(navigator.languages),
    theme: THEMES.find((theme) => theme === found.theme) ?? "system",
    textSize: TEXT_SIZES.find((size) => size === found.textSize) ?? 1,
    notify: found.notify === true,
    push: found.push === true,
    sendWithEnter: found.sendWithEnter !== false,
    nudgeTone: found.nudgeTone === true,
    aliasesAlways: found.aliasesAlways === true,
    markKey: /^[0-9a-f]{32}$/u.test(String(found.markKey)) ? String(found.markKey) : drawKey(),
    markings: Array.isArray(found.markings) ? markingsIn(found.markings.join("\n")) : undefined,
  };
}

const [preferences, setPreferences] = createSignal<Preferences>(read());
export { preferences };

function keep(): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(preferences()));
  } catch {
    // A browser that keeps nothing still shows what was chosen, until it is closed.
  }
}

// Marks are learnt: the first ones stay.
if (stored().markKey === undefined) keep();

export async function prefer(change: Partial<Preferences>): Promise<void> {
  setPreferences({ ...preferences(), ...change });
  keep();
  await apply();
}

/** Puts what was chosen on the page; called once at the start, and after every change. */
export async function apply(): Promise<void> {
  const { theme, textSize, language } = preferences();
  const page = document.documentElement;
  if (theme === "system") delete page.dataset["theme"];
  else page.dataset["theme"] = theme;
  page.style.setProperty("--text-scale", String(textSize));
  await showLanguage(language);
}
