import { Show, type JSX } from "solid-js";
import { ownAccount } from "../../../app/world";
import type { Item } from "../../../engine/client";
import { harmless, readable, shortName } from "../../../words/names";
import { t } from "../../../words/words";

type Quote = NonNullable<Item["reply_to"]>;

/** What a message answers, above it; pressing it leads there. */
export function Quoted(props: { quote: Quote; onJump: (seq: number) => void }): JSX.Element {
  return (
    <Show when={props.quote.sender} fallback={<span class="quoted soft small">{t("quote-gone")}</span>}>
      {(sender) => (
        <button
          type="button"
          class="quoted"
          aria-label={t("quote-jump")}
          disabled={props.quote.seq === null}
          onClick={() => {
            if (props.quote.seq !== null) props.onJump(props.quote.seq);
          }}
        >
          <bdi class="quoted-who" dir="auto">{harmless(shortName(sender(), ownAccount()))}</bdi>
          <span class="quoted-text" dir="auto">{readable(props.quote.text)}</span>
        </button>
      )}
    </Show>
  );
}

export function quoteInWords(quote: Quote): string {
  return quote.sender === null ? t("quote-gone") : t("quote-said", { who: shortName(quote.sender, ownAccount()) });
}
