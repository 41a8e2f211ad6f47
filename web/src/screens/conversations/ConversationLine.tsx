import { Match, Show, Switch, type JSX } from "solid-js";
import { called } from "../../app/aliases";
import { addressOf } from "../../app/route";
import { isMuted } from "../../app/world";
import type { Conversation } from "../../engine/client";
import { Icon } from "../../parts/Icon";
import { Name } from "../../parts/Person";
import { RoomMark } from "../../parts/RoomMark";
import { Sentence } from "../../parts/Sentence";
import { Ticks } from "../../parts/Ticks";
import { readable } from "../../words/names";
import { shortMoment } from "../../words/when";
import { t } from "../../words/words";
import { isSaid } from "../conversation/actions/acting";
import { endMoment } from "../huddle/ends";
import { eventWords, withdrawnWords, wordsOf } from "../conversation/events";

/** One line of the list: whose, since when, what was said last, and what waits. */
export function ConversationLine(props: { room: Conversation; isOpen: boolean }): JSX.Element {
  const room = () => props.room;
  return (
    <li>
      <a
        class="line"
        href={addressOf({ at: "room", room: room().room })}
        aria-current={props.isOpen ? "page" : undefined}
        data-over={room().status === "left" || room().status === "removed"}
      >
        <RoomMark room={room()} isNew={room().newcomers.length > 0} />
        <span class="line-text">
          <span class="line-top">
            <span class="line-title clip"><Name account={room().title} class="clip-name" /></span>
            <span class="soft small">{shortMoment(room().last_activity, Date.now())}</span>
          </span>
          <span class="line-bottom">
            <span class="line-last clip small"><LastSaid room={room()} /></span>
            <Show when={room().huddle}>
              {(huddle) => <span class="line-until wax small"><Icon name="fade" size="16" />{t("huddle-until", { when: endMoment(huddle().ends_at) })}</span>}
            </Show>
            <Show when={room().held > 0}>
              <span class="wax" title={t("held-count", { count: room().held })}><Icon name="hold" size="16" /><span class="said-only">{t("held-count", { count: room().held })}</span></span>
            </Show>
            <Show when={room().newcomers.length > 0}>
              <span class="wax small">{t("new-people", { count: room().newcomers.length })}</span>
            </Show>
            <Show when={isMuted(room())}><span class="soft" title={t("muted")}><Icon name="mute" size="16" /><span class="said-only">{t("muted")}</span></span></Show>
            <Show when={room().mentions > 0}>
              <span class="count" data-kind="wax"><span aria-hidden="true">@</span><span class="said-only">{t("mention-count", { count: room().mentions })}</span></span>
            </Show>
            <Show when={room().unread > 0}>
              <span class="count" data-kind={isMuted(room()) && room().mentions === 0 ? "muted" : undefined}><span aria-hidden="true">{room().unread}</span><span class="said-only">{t("unread-count", { count: room().unread })}</span></span>
            </Show>
          </span>
        </span>
      </a>
    </li>
  );
}

function LastSaid(props: { room: Conversation }): JSX.Element {
  const item = () => props.room.latest;
  const saidLast = () => {
    const last = item();
    return last !== null && isSaid(last) ? last : undefined;
  };
  return (
    <Switch fallback={<span class="soft">{t("nothing-said")}</span>}>
      <Match when={props.room.draft !== ""}>
        <span class="line-said"><span class="accent">{t("draft")}</span><bdi dir="auto" class="clip-name soft">{readable(props.room.draft)}</bdi></span>
      </Match>
      <Match when={props.room.status !== "active"}>
        <span class="wax">{t(`status-${props.room.status}`)}</span>
      </Match>
      <Match when={item()?.blocked}><span class="soft">{t("blocked-message")}</span></Match>
      <Match when={item()?.withdrawn_by ? item() : undefined}>
        {(gone) => <span class="soft"><Sentence text={withdrawnWords(gone())} /></span>}
      </Match>
      <Match when={saidLast()}>
        {(said) => (
          <span class="line-said soft">
            <Show when={said().delivery !== "received"}>
              <span class="line-tick"><Ticks state={tickOf(said().delivery)} /><span class="said-only">{t(`delivery-${said().delivery}`)}</span></span>
            </Show>
            <Show when={said().delivery === "received" && props.room.kind === "group"}>
              <span class="clip"><Sentence text={t("said-by", { who: called(said().sender) })} /></span>
            </Show>
            <bdi dir="auto" class="clip-name">{wordsOf(said())}</bdi>
          </span>
        )}
      </Match>
      <Match when={item()}>{(event) => <span class="soft"><Sentence text={eventWords(event())} /></span>}</Match>
    </Switch>
  );
}

function tickOf(delivery: string): "queued" | "held" | "sent" | "delivered" | "read" {
  return delivery === "held" || delivery === "sent" || delivery === "delivered" || delivery === "read" ? delivery : "queued";
}
