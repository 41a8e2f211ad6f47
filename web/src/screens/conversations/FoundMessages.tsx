import { For, Show, type JSX } from "solid-js";
import { addressOf } from "../../app/route";
import { ownAccount, roomOf } from "../../app/world";
import type { Found } from "../../engine/client";
import { Name } from "../../parts/Person";
import { isolated, shortName } from "../../words/names";
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
            {(hit) => (
              <li>
                <a class="line" href={addressOf({ at: "room", room: hit.room, ...(hit.item.seq === null ? {} : { seq: hit.item.seq }) })}>
                  <span class="line-text">
                    <span class="line-top">
                      <span class="line-title clip"><Name account={roomOf(hit.room)?.title ?? ""} /></span>
                      <span class="soft small">{shortMoment(hit.item.sent_at, Date.now())}</span>
                    </span>
                    <span class="line-last small soft">
                      {t("said-by", { who: isolated(shortName(hit.item.sender, ownAccount())) })}{" "}
                      <bdi dir="auto">{wordsOf(hit.item)}</bdi>
                    </span>
                  </span>
                </a>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </section>
  );
}
