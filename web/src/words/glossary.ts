// The glossary at work on a text: each name that stands in it as a word of its own becomes its alias.

import type { Alias } from "../engine/generated";

/** Scripts that put no space between words: a name may stand beside any other letter. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const LETTER = /[\p{L}\p{N}\p{M}_]/u;
/** "And", "so", "with", "like" and "to", which Arabic writes as one letter at the beginning of a name. */
const ARABIC_PREFIX = /[وفبكل]/u;

/** Phrases by their letters: a text is walked through once, however many there are. */
interface Node {
  next: Map<string, Node>;
  phrase: string | undefined;
}

interface Match {
  from: number;
  to: number;
  phrase: string;
}

const same = (letter: string): string => letter;
const folded = (letter: string): string => letter.toLowerCase();
const lettersOf = (text: string): string[] => [...text.normalize("NFC")];
const isLetter = (letter: string | undefined): boolean => letter !== undefined && LETTER.test(letter);
const needsEdge = (letter: string | undefined): boolean => isLetter(letter) && !UNSPACED.test(letter ?? "");

function treeOf(phrases: Iterable<string>, fold: (letter: string) => string): Node {
  const root: Node = { next: new Map(), phrase: undefined };
  for (const phrase of phrases) {
    let at = root;
    for (const letter of lettersOf(phrase.replaceAll(/\s+/gu, " "))) {
      const key = fold(letter);
      const next = at.next.get(key) ?? { next: new Map(), phrase: undefined };
      at.next.set(key, next);
      at = next;
    }
    at.phrase ??= phrase;
  }
  return root;
}

/** Whether a word may begin there: behind no letter, but for the one that Arabic writes together with it. */
function beginsWord(letters: readonly string[], at: number): boolean {
  const before = letters[at - 1];
  // "bob@anna" is somebody else's address.
  if (before === "@") return !isLetter(letters[at - 2]);
  if (!needsEdge(letters[at]) || !isLetter(before)) return true;
  const isPrefixed = ARABIC_PREFIX.test(before ?? "") && /\p{Script=Arabic}/u.test(letters[at] ?? "");
  return isPrefixed && !isLetter(letters[at - 2]);
}

/** The longest phrase that stands there as words of its own. */
function matchAt(letters: readonly string[], from: number, tree: Node, fold: (letter: string) => string): Match | undefined {
  let found: Match | undefined;
  let at = from;
  let node = tree;
  while (at < letters.length) {
    const isSpace = /\s/u.test(letters[at] ?? "");
    const next = node.next.get(isSpace ? " " : fold(letters[at] ?? ""));
    if (next === undefined) break;
    node = next;
    at += 1;
    if (isSpace) while (/\s/u.test(letters[at] ?? "")) at += 1;
    const isWhole = !needsEdge(letters[at - 1]) || !isLetter(letters[at]);
    if (node.phrase !== undefined && isWhole) found = { from, to: at, phrase: node.phrase };
  }
  return found;
}

function matchesIn(letters: readonly string[], tree: Node, fold: (letter: string) => string): Match[] {
  const found: Match[] = [];
  for (let at = 0; at < letters.length; at += 1) {
    const match = beginsWord(letters, at) ? matchAt(letters, at, tree, fold) : undefined;
    if (match === undefined) continue;
    found.push(match);
    at = match.to - 1;
  }
  return found;
}

/** What a name is looked for as: an account also by what people write of it, unless that has an alias of its own. */
function spellings(glossary: readonly Alias[]): Map<string, string> {
  const found = new Map(glossary.map(({ name, alias }) => [name, alias]));
  const taken = new Set([...found.keys()].map(folded));
  for (const { name, alias } of glossary) {
    const short = name.slice(0, Math.max(0, name.lastIndexOf("@")));
    if (short !== "" && !taken.has(folded(short))) found.set(short, alias);
  }
  return found;
}

/** The text with aliases, and how many names it had. */
export function replaced(text: string, glossary: readonly Alias[]): { text: string; count: number } {
  const names = spellings(glossary);
  const letters = lettersOf(text);
  const matches = matchesIn(letters, treeOf(names.keys(), folded), folded);
  if (matches.length === 0) return { text, count: 0 };
  let made = "";
  let at = 0;
  for (const { from, to, phrase } of matches) {
    // "@anna" says no more of her than her name: the sign goes with it.
    const begin = letters[from - 1] === "@" && from > at ? from - 1 : from;
    made += letters.slice(at, begin).join("") + (names.get(phrase) ?? "");
    at = to;
  }
  return { text: made + letters.slice(at).join(""), count: matches.length };
}

/** Markings that official texts bear, in the languages of those who write them. A person may choose others. */
export const MARKINGS: readonly string[] = [
  "OFFICIAL", "NOTE VERBALE", "NON-PAPER", "AIDE-MEMOIRE", "DRAFT RESOLUTION",
  "OFFICIEL", "AIDE-MÉMOIRE", "PROJET DE RÉSOLUTION",
  "OFICIAL", "NOTA VERBAL", "NO-DOCUMENTO", "PROYECTO DE RESOLUCIÓN",
  "ОФИЦИАЛЬНО", "ВЕРБАЛЬНАЯ НОТА", "НОН-ПЕЙПЕР", "ПРОЕКТ РЕЗОЛЮЦИИ",
  "وثيقة رسمية", "مذكرة شفوية", "ورقة غير رسمية", "مشروع قرار",
  "正式文件", "普通照会", "非文件", "决议草案",
];

/** More of either is none of these. */
export const MOST_MARKINGS = 100;
export const MARKING_CHARACTERS = 100;

/** One a line, as a person writes them. */
export function markingsIn(lines: string): string[] {
  const found = lines.split("\n").map((line) => line.trim().replaceAll(/\s+/gu, " ").slice(0, MARKING_CHARACTERS));
  return [...new Set(found.filter((line) => line !== ""))].slice(0, MOST_MARKINGS);
}

/**
 * The marking that a text bears. In scripts that have capitals it counts in these anywhere, and otherwise at the beginning
 * of a line alone: "the official dinner" is no marking, "Note verbale" over a text is one.
 */
export function markingOf(text: string, markings: readonly string[]): string | undefined {
  const letters = lettersOf(text);
  const capitals = matchesIn(letters, treeOf(markings.map((one) => one.toUpperCase()), same), same)[0];
  if (capitals !== undefined) return markings.find((one) => one.toUpperCase() === capitals.phrase);
  const opensLine = ({ from }: Match) => {
    let at = from;
    while (at > 0 && letters[at - 1] !== "\n" && !isLetter(letters[at - 1])) at -= 1;
    return at === 0 || letters[at - 1] === "\n";
  };
  return matchesIn(letters, treeOf(markings, folded), folded).find(opensLine)?.phrase;
}
