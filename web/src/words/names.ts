// What other people chose (names, titles, file names) can hold characters that reorder the text
// around them or hide: "photo\u202Egnp.exe" reads as "photoexe.png". They are shown, not obeyed.

/** Embeddings, overrides, isolates and their ends, and the marks that set a direction (UAX #9). */
const BIDI = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;

/** Controls, line and paragraph separators, and what takes no room. A zero-width joiner and
 *  non-joiner stay: Persian and many emoji are misspelt without them. */
const INVISIBLE = /\u034F|\u17B4|\u17B5|[\p{Cc}\u00AD\u115F\u1160\u180E\u200B\u2028\u2029\u2060-\u2065\u206A-\u206F\u3164\uFEFF\uFFA0\uFFF9-\uFFFB\u{E0000}-\u{E0FFF}]/u;

const HARMFUL = new RegExp(`${BIDI.source}|${INVISIBLE.source}`, "gu");

/** Stands where a character was that one must not obey and should not miss. */
export const REPLACEMENT = "\u{FFFD}";

const FIRST_STRONG_ISOLATE = "\u2068";
const POP_ISOLATE = "\u2069";

/** A name or title with its harmful characters visible. For an element of its own with `dir=auto`. */
export function harmless(name: string): string {
  return name.replace(HARMFUL, REPLACEMENT);
}

/** The same, closed off so that it can stand inside a sentence of any direction. */
export function isolated(name: string): string {
  return FIRST_STRONG_ISOLATE + harmless(name) + POP_ISOLATE;
}

/** Joiners between letters that need none make two names that look alike; so does any other pair
 *  of equal looks, which is why people compare safety numbers and not names. */
export function initials(name: string): string {
  // Of an account, the person's part.
  const words = harmless(name.split("@")[0] ?? "").split(/[\s._-]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const first = (word: string | undefined) => (word === undefined ? "" : ([...word][0] ?? ""));
  const one = first(words[0]);
  // One character is a whole word in Chinese, and Arabic letters would join into one.
  const joins = /[\p{Script=Han}\p{Script=Arabic}]/u.test(one);
  return (joins ? one : one + first(words[1])).toLocaleUpperCase();
}

/** `name` of `name@relay.example`; the relay is shown only where it is another than one's own. */
export function shortName(account: string, ownAccount: string | undefined): string {
  const at = account.lastIndexOf("@");
  if (at <= 0) return harmless(account);
  const ownRelay = ownAccount?.slice(ownAccount.lastIndexOf("@"));
  return harmless(account.slice(at) === ownRelay ? account.slice(0, at) : account);
}

/** What people write keeps its lines; an override that is left open ends with the message, because
 *  the element isolates it. Only characters that
 *  can hide text are made visible; the flags of England and Scotland are spelt with tags. */
export function readable(text: string): string {
  return text.replace(/[\u202A-\u202E]|(?![\n\t])\p{Cc}|(?<!\u{1F3F4}[\u{E0020}-\u{E007E}]*)[\u{E0000}-\u{E007F}]/gu, REPLACEMENT);
}

/** A sentence in parts: the app's own words, and what was closed off in it. Inside of that nothing opens or closes. */
export function isolatedParts(sentence: string): { text: string; isIsolated: boolean }[] {
  const parts = sentence.split(/([\u2066\u2068][^\u2066\u2068\u2069]*\u2069)/u).filter((part) => part !== "");
  return parts.map((part) => {
    const isIsolated = /^[\u2066\u2068].*\u2069$/su.test(part);
    return { text: isIsolated ? part.slice(1, -1) : part, isIsolated };
  });
}
