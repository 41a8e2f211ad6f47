import { For, Show, type JSX } from "solid-js";
import { answerOf } from "../../app/answer";
import { ask, ownAccount } from "../../app/world";
import type { Item } from "../../engine/client";
import { Modal } from "../../parts/Modal";
import { Sentence } from "../../parts/Sentence";
import { harmless, isolated, readable, shortName } from "../../words/names";
import { fullDate } from "../../words/when";
import { t } from "../../words/words";

/** What was said before one came, as somebody tells it: apart from the timeline, and never as it. */
export default function Told(props: { item: Item; onClose: () => void }): JSX.Element {
  const told = answerOf(() => props.item.local_id, (local_id) => ask("told", { local_id }));
  const by = () => isolated(shortName(props.item.sender, ownAccount()));
  return (
    <Modal title={t("told-by", { who: by() })} onClose={props.onClose}>
      <p class="wax"><Sentence text={t("told-worth", { who: by() })} /></p>
      <Show when={told() !== null} fallback={<p role="alert">{t("told-broken")}</p>}>
        <ul class="told" tabindex="0" aria-label={t("told")}>
          <For each={told()}>
            {(one) => (
              <li>
                <strong><bdi dir="auto">{harmless(one.sender)}</bdi></strong> <span class="soft small">{fullDate(one.sent_at)}</span>
                <p class="message-text" dir="auto">{readable(one.text)}</p>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </Modal>
  );
}
