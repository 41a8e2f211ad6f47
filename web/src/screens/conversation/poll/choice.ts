// What somebody chooses in a poll: places of answers, from 0, in their order.

import type { Poll } from "../../../engine/client";

export function ownChoice(poll: Poll): readonly number[] {
  return poll.options.flatMap((option, place) => (option.own ? [place] : []));
}

export function withChoice(before: readonly number[], place: number, is: boolean, isMultiple: boolean): readonly number[] {
  if (!isMultiple) return is ? [place] : [];
  const others = before.filter((one) => one !== place);
  return (is ? [...others, place] : others).toSorted((one, other) => one - other);
}

export function isSameChoice(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && one.every((place, at) => place === other[at]);
}

/** What the answers of a new poll come to: those that say something, each once; a poll needs two. */
export function answersIn(typed: readonly string[]): string[] {
  return [...new Set(typed.map((text) => text.trim()).filter((text) => text !== ""))];
}
