import { Show, type JSX } from "solid-js";
import { reportTrouble } from "../../../app/notices";
import { openRoom } from "../../../app/route";
import { ask, roomOf } from "../../../app/world";
import type { Item } from "../../../engine/client";
import { t } from "../../../words/words";
import { askComposer } from "./wishes";

/** What can be done with a text that waits for its time. */
export function WaitingActs(props: { item: Item }): JSX.Element {
  const mayWrite = () => {
    const room = roomOf(openRoom() ?? "");
    return room?.status === "active" && room.may_post;
  };
  return (
    <div class="message-acts">
      <Show when={mayWrite()}>
        <button type="button" class="button" data-kind="quiet" onClick={() => askComposer("now", props.item)}>{t("later-now")}</button>
        <button type="button" class="button" data-kind="quiet" onClick={() => askComposer("draft", props.item)}>{t("later-draft")}</button>
      </Show>
      <button type="button" class="button" data-kind="quiet" onClick={() => ask("discard", { local_id: props.item.local_id }).catch(reportTrouble)}>{t("discard")}</button>
    </div>
  );
}
