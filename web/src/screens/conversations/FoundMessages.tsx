import { For, Show, type JSX } from "solid-js";
import { called } from "../../app/aliases";
import { addressOf } from "../../app/route";
import { roomOf } from "../../app/world";
import type { Found } from "../../engine/client";
import { Name } from "../../parts/Person";
import { Sentence } from "../../parts/Sentence";
import { shortMoment } from "../../words/when";
import { t } from "../../words/words";
import { wordsOf } from "../conversation/events";

/** Messages with what was typed in them; one leads to its place in the conversation. */
export function FoundMessages(props: { found: readonly Found[]; isBusy: boolean }): JSX.Element {
  return (
    <section aria-labelledby="found-messages">
      <h2 id="found-messages" class="list-heading">{t("messages")}</h2>
      <p class="said-only" role="status">{props.isBusy ? "" : t("found-count", { count: props.found.length })}</p>
      <Show when={props.found.length > 0 || props.isBusy} fallback={<p class="empty soft">{t("no-message-found")}</p>}>
        <ul>
          <For each={props.found}>
            {(hit) => <FoundLine hit={hit} />}
          </For>
        </ul>
      </Show>
    </section>
  );
}

/** A message that leads to its place in its conversation. */
export function FoundLine(props: { hit: Found }): JSX.Element {
  return (
    <li>
      <a class="line" href={addressOf({ at: "room", room: props.hit.room, ...(props.hit.item.seq === null ? {} : { seq: props.hit.item.seq }) })}>
        <span class="line-text">
          <span class="line-top">
            <span class="line-title clip"><Name account={roomOf(props.hit.room)?.title ?? ""} /></span>
            <span class="soft small">{shortMoment(props.hit.item.sent_at, Date.now())}</span>
          </span>
          <span class="line-last small soft">
            <Sentence text={t("said-by", { who: called(props.hit.item.sender) })} />{" "}
            <bdi dir="auto">{wordsOf(props.hit.item)}</bdi>
          </span>
        </span>
      </a>
    </li>
  );
}
