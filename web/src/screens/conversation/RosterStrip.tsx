import { Show, type JSX } from "solid-js";
import { addressOf, route } from "../../app/route";
import type { Conversation } from "../../engine/client";
import { Icon } from "../../parts/Icon";
import { secondsInWords } from "../../words/when";
import { t } from "../../words/words";

/** Who will read what is written here: a part of writing it, and the way to the roster. */
export function RosterStrip(props: { room: Conversation }): JSX.Element {
  const here = () => route();
  const isOpen = () => {
    const now = here();
    return now.at === "room" && now.panel === "people";
  };
  const added = () => props.room.newcomers.length;
  return (
    <a
      class="roster-strip"
      href={addressOf(isOpen() ? { at: "room", room: props.room.room } : { at: "room", room: props.room.room, panel: "people" })}
      data-new={added() > 0}
      aria-current={isOpen() ? "true" : undefined}
    >
      <Icon name={added() > 0 ? "seal" : "people"} size="18" />
      <span class="grow">
        {t("roster-people", { count: props.room.people })}
        <Show when={props.room.delegations > 0}>
          {t("roster-separator")}
          {t("roster-delegations", { count: props.room.delegations })}
        </Show>
        {t("roster-separator")}
        {t("roster-devices", { count: props.room.devices })}
        <Show when={props.room.expiry_seconds}>
          {(seconds) => <>{t("roster-separator")}{t("roster-expiry", { time: secondsInWords(seconds()) })}</>}
        </Show>
        <Show when={added() > 0}>
          {t("roster-separator")}
          <strong class="wax">{t("roster-new", { count: added() })}</strong>
        </Show>
        <Show when={props.room.knocks > 0}>
          {t("roster-separator")}
          <strong class="wax">{t("knocks", { count: props.room.knocks })}</strong>
        </Show>
      </span>
      <span class="small">{added() > 0 ? t("look-who") : t("see-everybody")}</span>
      <Icon name="next" size="16" />
    </a>
  );
}
