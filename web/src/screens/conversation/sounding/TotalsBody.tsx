import "../poll/poll.css";
import "./sounding.css";
import { createUniqueId, For, Show, type JSX } from "solid-js";
import type { Totals } from "../../../engine/client";
import { readable } from "../../../words/names";
import { t } from "../../../words/words";

export function answeredIn(totals: Totals): number {
  return totals.answers.reduce((sum, one) => sum + one.count, totals.free);
}

/** What came of a question, in a room. */
export default function TotalsBody(props: { text: string; totals: Totals }): JSX.Element {
  const id = createUniqueId();
  return (
    <div class="sounding" role="group" aria-labelledby={id}>
      <p class="sounding-question" id={id} dir="auto">{readable(props.text)}</p>
      <TotalsList totals={props.totals} />
      <p class="soft small">{t(props.totals.of_room ? "sounding-totals-room" : "sounding-totals-shared")}</p>
    </div>
  );
}

/** How many answered what: bars for eyes, words for ears. */
export function TotalsList(props: { totals: Totals }): JSX.Element {
  const rows = () => [
    ...props.totals.answers.map((one) => ({ text: readable(one.text), count: one.count })),
    ...(props.totals.free > 0 ? [{ text: t("sounding-in-words"), count: props.totals.free }] : []),
  ];
  return (
    <>
      <ul class="poll-options">
        <For each={rows()}>
          {(row) => (
            <li class="poll-option">
              <div class="sounding-count">
                <bdi dir="auto">{row.text}</bdi>
                <span class="poll-votes" aria-hidden="true">{t("number", { count: row.count })}</span>
                <span class="said-only">{t("roster-separator")}{t("sounding-people-count", { count: row.count })}</span>
              </div>
              <div class="poll-bar" aria-hidden="true"><div style={{ "inline-size": `${(100 * row.count) / Math.max(1, answeredIn(props.totals))}%` }} /></div>
            </li>
          )}
        </For>
      </ul>
      <Show when={props.totals.asked > 0}><p class="small">{t("sounding-count", { answered: answeredIn(props.totals), asked: props.totals.asked })}</p></Show>
    </>
  );
}
