// An answer to a question in words.

import type { Answered } from "../../../engine/client";
import { readable } from "../../../words/names";

/** What was chosen, and what was said with it or instead of it. */
export function answerInWords(answer: Answered, answers: readonly string[]): string {
  const chosen = answer.choice === null ? undefined : answers[answer.choice];
  return [chosen, answer.text].filter((part) => part !== undefined && part !== "").map((part) => readable(part ?? "")).join(": ");
}
