import { Show, type JSX } from "solid-js";
import { called } from "../../../app/aliases";
import type { Item } from "../../../engine/client";
import { Name } from "../../../parts/Person";
import { readable } from "../../../words/names";
import { t } from "../../../words/words";
import { nudgeWords } from "../nudge/phrases";

type Quote = NonNullable<Item["reply_to"]>;

/** What a message answers, above it; pressing it leads there. */
export function Quoted(props: { quote: Quote; isTabStop: boolean; onJump: (seq: number) => void }): JSX.Element {
  return (
    <Show when={props.quote.sender} fallback={<span class="quoted soft small">{t("quote-gone")}</span>}>
      {(sender) => (
        <button
          type="button"
          class="quoted"
          title={t("quote-jump")}
          tabindex={props.isTabStop ? 0 : -1}
          disabled={props.quote.seq === null}
          onClick={() => {
            if (props.quote.seq !== null) props.onJump(props.quote.seq);
          }}
        >
          <span class="said-only">{t("quote-said", { who: called(sender()) })}{" "}</span>
          <span class="quoted-who" aria-hidden="true"><Name account={sender()} /></span>
          <span class="quoted-text" dir="auto">{props.quote.phrase === null ? readable(props.quote.text) : nudgeWords({ phrase: props.quote.phrase, subject: props.quote.text })}</span>
        </button>
      )}
    </Show>
  );
}
