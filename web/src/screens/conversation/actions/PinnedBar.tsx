import { createSignal, For, Show, type JSX } from "solid-js";
import { answerOf } from "../../../app/answer";
import { ask } from "../../../app/world";
import type { Found } from "../../../engine/client";
import { Icon } from "../../../parts/Icon";
import { Modal } from "../../../parts/Modal";
import { t } from "../../../words/words";
import { wordsOf } from "../events";

/** What is kept in everybody's sight: the latest in a line, all of them in a list. */
export function PinnedBar(props: { room: string; onJump: (seq: number) => void }): JSX.Element {
  const pinned = answerOf(() => props.room, async (room) => (await ask("pinned", { room })).filter((one) => !one.item.blocked), (event) => event.event === "timeline" && event.room === props.room);
  const [isOpen, setOpen] = createSignal(false);
  const jump = (found: Found) => {
    setOpen(false);
    if (found.item.seq !== null) props.onJump(found.item.seq);
  };
  return (
    <Show when={pinned()?.[0]}>
      {(first) => (
        <div class="pinned-bar">
          <Icon name="pin" size="16" />
          <button type="button" class="pinned-first clip" dir="auto" title={t("pin-jump")} onClick={() => jump(first())}>{wordsOf(first().item)}</button>
          <Show when={(pinned()?.length ?? 0) > 1}>
            <button type="button" class="button" data-kind="quiet" onClick={() => setOpen(true)}>{t("pins-all", { count: pinned()?.length ?? 0 })}</button>
          </Show>
          <Show when={isOpen()}>
            <Modal title={t("pins")} onClose={() => setOpen(false)}>
              <ul class="plain-list">
                <For each={pinned()}>{(one) => <li><button type="button" class="pinned-line" onClick={() => jump(one)}><bdi dir="auto">{wordsOf(one.item)}</bdi></button></li>}</For>
              </ul>
            </Modal>
          </Show>
        </div>
      )}
    </Show>
  );
}
