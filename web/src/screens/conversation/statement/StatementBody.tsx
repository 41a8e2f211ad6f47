import "./statement-card.css";
import { Show, type JSX } from "solid-js";
import { called } from "../../../app/aliases";
import { addressOf } from "../../../app/route";
import type { Item, StatementCard } from "../../../engine/client";
import { Sentence } from "../../../parts/Sentence";
import { readable } from "../../../words/names";
import { fullDate, listed } from "../../../words/when";
import { t } from "../../../words/words";
import { grouped } from "../../statement/marked";
import { silenceWords } from "../../statement/SilencePanel";

/** What a statement has come to, in a few lines, and the way to all of it. */
export default function StatementBody(props: { item: Item; statement: StatementCard }): JSX.Element {
  return (
    <div class="statement-card">
      <p class="statement-card-title" dir="auto">{readable(props.statement.title)}</p>
      <p class="small">{t("statement-card", { number: props.statement.number, paragraphs: props.statement.paragraphs })}</p>
      <p class="small"><kbd dir="ltr">{grouped(props.statement.hash.slice(0, 16))} …</kbd></p>
      <Show when={props.statement.open > 0}><p class="small">{t("statement-open-count", { count: props.statement.open })}</p></Show>
      <Show when={props.statement.signed.length > 0}><p class="small"><Sentence text={t("statement-card-signed", { who: listed(props.statement.signed.map(called)) })} /></p></Show>
      <Show when={props.statement.silence}>
        {(silence) => <p class="small"><Sentence text={t("silence-card", { when: fullDate(silence().deadline), state: silenceWords(silence()) })} /></p>}
      </Show>
      <a class="button" href={addressOf({ at: "statement", item: props.item.local_id })}>{t("statement-open")}</a>
    </div>
  );
}
