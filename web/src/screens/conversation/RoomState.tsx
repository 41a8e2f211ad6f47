import { createSignal, Show, type JSX } from "solid-js";
import { reportTrouble } from "../../app/notices";
import { go } from "../../app/route";
import { ask } from "../../app/world";
import type { Conversation } from "../../engine/client";
import { Icon } from "../../parts/Icon";
import { t } from "../../words/words";

/** In the composer's place where nothing can be written: why, and what one can do. */
export function RoomState(props: { room: Conversation }): JSX.Element {
  return (
    <Show when={props.room.blocked ? props.room.other : null} fallback={<Standing room={props.room} />}>
      {(other) => (
        <div class="room-state" role="status">
          <Icon name="room" />
          <strong class="grow">{t("blocked-here")}</strong>
          <button type="button" class="button" onClick={() => void ask("block", { account: other(), on: false }).catch(reportTrouble)}>{t("unblock")}</button>
        </div>
      )}
    </Show>
  );
}

function Standing(props: { room: Conversation }): JSX.Element {
  const [isBusy, setBusy] = createSignal(false);
  const refound = () => {
    setBusy(true);
    ask("refound", { room: props.room.room, without: [] })
      .then((made) => {
        if (made.room !== null) go({ at: "room", room: made.room });
      })
      .catch(reportTrouble)
      .finally(() => setBusy(false));
  };
  const isReadOnly = () => props.room.status === "active";
  return (
    <div class="room-state" role="status">
      <Icon name={props.room.status === "left" || props.room.status === "removed" || isReadOnly() ? "room" : "warning"} />
      <div class="grow">
        <strong>{isReadOnly() ? t("read-only-title") : t(`status-${props.room.status}`)}</strong>
        <div class="soft small">{isReadOnly() ? t("read-only-hint", { people: t(`post-${props.room.post_role}`) }) : t(`status-${props.room.status}-hint`)}</div>
      </div>
      <Show when={props.room.status === "halted" || props.room.status === "damaged"}>
        <button type="button" class="button" disabled={isBusy()} onClick={refound}>{t("refound")}</button>
      </Show>
    </div>
  );
}
