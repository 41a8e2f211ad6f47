// A statement with its changes marked, each with whose it is: between two versions, or with what is suggested.

import type { Statement, StatementVersion, Suggested, Suggestion } from "../../engine/client";
import { differences, type Piece } from "./diff";

/** A piece of text; one that was changed has an author, and the time by their clock. */
export interface Mark extends Piece {
  by: string;
  at: number;
}

export interface Block {
  /** The number of the paragraph in the later version; nothing for one that is gone. */
  number: number | undefined;
  marks: Mark[];
}

export const present = (statement: Statement): StatementVersion => {
  const last = statement.versions.at(-1);
  if (last === undefined) throw new TypeError("a statement begins with a version");
  return last;
};

/** A paragraph of its own, beside the one that it names. */
export const isInserted = (change: Suggested): boolean => change === "insert_after" || change === "insert_before";

export const isOpen = (suggestion: Suggestion): boolean => suggestion.state === "open";

/** Who changed a paragraph last up to that version: whoever suggested it, and the pen otherwise. */
function changedBy(statement: Statement, id: string, until: number): { by: string; at: number } {
  const taken = statement.suggestions.filter((one) => one.taken_in !== null && one.taken_in <= until && (one.paragraph === id || isInserted(one.change)));
  const text = (number: number) => statement.versions[number - 1]?.paragraphs.find((one) => one.id === id)?.text;
  for (let number = until; number > 1; number -= 1) {
    if (text(number) === text(number - 1)) continue;
    const own = taken.find((one) => one.taken_in === number && (isInserted(one.change) ? one.text === text(number) && text(number - 1) === undefined : one.paragraph === id));
    return { by: own?.by ?? statement.by, at: statement.versions[number - 1]?.at ?? 0 };
  }
  return { by: statement.by, at: statement.versions[until - 1]?.at ?? 0 };
}

/** What `to` says otherwise than `from`: paragraphs that are gone stand where they stood. */
export function changesBetween(statement: Statement, from: StatementVersion, to: StatementVersion): Block[] {
  const blocks: Block[] = [];
  const whole = (id: string, kind: Piece["kind"], text: string): Mark[] => [{ kind, text, ...changedBy(statement, id, to.number) }];
  const gone = (after: number) => {
    for (const one of from.paragraphs.slice(after)) {
      if (to.paragraphs.some((kept) => kept.id === one.id)) return;
      blocks.push({ number: undefined, marks: whole(one.id, "struck", one.text) });
    }
  };
  gone(0);
  for (const [place, paragraph] of to.paragraphs.entries()) {
    const stood = from.paragraphs.findIndex((one) => one.id === paragraph.id);
    const author = changedBy(statement, paragraph.id, to.number);
    const marks = stood < 0 ? whole(paragraph.id, "inserted", paragraph.text) : differences(from.paragraphs[stood]?.text ?? "", paragraph.text).map(({ kind, text }) => ({ kind, text, by: author.by, at: author.at }));
    blocks.push({ number: place + 1, marks });
    if (stood >= 0) gone(stood + 1);
  }
  return blocks;
}

/** The present version with what is suggested: the first for a paragraph word by word, others as bracketed alternatives. */
export function withSuggestions(statement: Statement): Block[] {
  return present(statement).paragraphs.flatMap((paragraph, place) => {
    const made = statement.suggestions.filter((one) => isOpen(one) && one.fits && one.paragraph === paragraph.id);
    const [first, ...others] = made.filter((one) => !isInserted(one.change));
    const block: Block = { number: place + 1, marks: [{ kind: "same", text: paragraph.text, by: statement.by, at: 0 }] };
    if (first !== undefined) block.marks = differences(paragraph.text, first.text).map(({ kind, text }) => ({ kind, text, by: first.by, at: first.at }));
    for (const one of others.filter((other) => other.change === "replace")) block.marks.push({ kind: "inserted", text: ` [${one.text}]`, by: one.by, at: one.at });
    const inserted = (change: Suggested) => made.filter((one) => one.change === change).map((one): Block => ({ number: undefined, marks: [{ kind: "inserted", text: one.text, by: one.by, at: one.at }] }));
    return inserted("insert_before").concat(block, inserted("insert_after"));
  });
}

/** As people read it out: groups of four. */
export const grouped = (hash: string): string => hash.replaceAll(/(.{4})(?=.)/gu, "$1 ");

/** Paragraphs of a field, with an empty line between two. */
export const paragraphsIn = (text: string): string[] => text.split(/\n\s*\n/u).map((one) => one.trim()).filter((one) => one !== "");
