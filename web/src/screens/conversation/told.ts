// What newcomers are told of what was said before: a file whose name says how much it is, in its sender's words.

import type { File as SentFile } from "../../engine/client";
import { dateSpan } from "../../words/when";
import { t } from "../../words/words";

const TOLD = "application/vnd.corridor.told+cbor";

export const isTold = (file: Pick<SentFile, "media_type">): boolean => file.media_type === TOLD;

/** "Tells of 14 messages, 3 – 5 Mar 2026": nothing where the name is another one. */
export function toldWords(file: Pick<SentFile, "name">): string {
  const [, count, from, until] = /^told-(\d{1,4})-(\d{1,15})-(\d{1,15})\.cbor$/u.exec(file.name) ?? [];
  if (count === undefined) return t("told");
  return t("told-messages", { count: Number(count), when: dateSpan(Number(from), Number(until)) });
}
