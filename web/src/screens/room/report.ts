// A report: what somebody chose to reveal, in plain words, with what it is worth in it.

import type { Item } from "../../engine/client";
import { harmless, readable } from "../../words/names";
import { fullDate } from "../../words/when";
import { t } from "../../words/words";
import { wordsOf } from "../conversation/events";

export function reportText(by: string, why: string, items: readonly Item[], now: number): string {
  const said = items.map((item) => `${fullDate(item.sent_at)} ${harmless(item.sender)}\n  ${wordsOf(item).replaceAll("\n", "\n  ")}`);
  const reason = readable(why.trim());
  const parts = [t("report-by", { who: harmless(by), date: fullDate(now) }), ...(reason === "" ? [] : [reason]), ...said, t("report-worth")];
  return `${parts.join("\n\n")}\n`;
}
