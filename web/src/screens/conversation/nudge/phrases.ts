// Phrases of nudges: which there are, and each in the reader's language.

import type { Item, Nudge, Phrase } from "../../../engine/client";
import { isolated, readable } from "../../../words/names";
import { t } from "../../../words/words";
import { isOwn } from "../actions/acting";

/** What one says first, in the order in which a thumb finds them; own ones stand behind. */
export const PHRASES = ["speak", "interrupt", "wait", "meet_outside", "vote_yes", "vote_no", "abstain", "call_me"] as const satisfies readonly Phrase[];

export const ANSWERS = ["yes", "no", "in_a_moment"] as const satisfies readonly Phrase[];

export const isAnswer = (phrase: Phrase): boolean => (ANSWERS as readonly Phrase[]).includes(phrase);

/** A subject in bytes of UTF-8, as the protocol bounds it. */
const SUBJECT_BYTES = 64;

/** Phrases of one's own that a device keeps. */
export const MOST_OWN = 12;

export function fits(subject: string): boolean {
  return new TextEncoder().encode(subject).length <= SUBJECT_BYTES && !/\p{Cc}/u.test(subject);
}

export function phraseWords({ phrase, subject }: Nudge): string {
  if (phrase === "own") return readable(subject);
  if (phrase === "speak" && subject !== "") return t("nudge-speak-for", { subject: isolated(readable(subject)) });
  return t(`nudge-${phrase.replaceAll("_", "-")}`);
}

/** What this person has answered with a nudge already, by its number. */
export function answeredIn(items: readonly Item[]): ReadonlySet<number> {
  const answers = items.filter((item) => item.kind === "nudge" && item.withdrawn_by === null && isOwn(item));
  return new Set(answers.flatMap(({ reply_to }) => (typeof reply_to?.local_id === "number" ? [reply_to.local_id] : [])));
}

/** In a list, a quote or an announcement, where nothing else says what it is. */
export function nudgeWords(nudge: Nudge): string {
  return t("nudge-said", { text: phraseWords(nudge) });
}
