import "./conversation.css";
import "./kinds/kinds.css";
import "./nudge/nudge.css";
import { createEffect, createSignal, lazy, Match, Show, Suspense, Switch, type JSX } from "solid-js";
import { answerOf } from "../../app/answer";
import { reportTrouble } from "../../app/notices";
import { addressOf, go, route } from "../../app/route";
import { useShortcuts } from "../../app/shortcuts";
import { ask, roomOf } from "../../app/world";
import type { Conversation as Room } from "../../engine/client";
import { Icon } from "../../parts/Icon";
import { Menu } from "../../parts/Menu";
import { Name } from "../../parts/Person";
import { RoomMark } from "../../parts/RoomMark";
import { ScreenHead } from "../../parts/ScreenHead";
import { t } from "../../words/words";
import { People } from "../room/People";
import { RoomSettings } from "../room/RoomSettings";
import { makeActing, mayDo } from "./actions/acting";
import { PinnedBar } from "./actions/PinnedBar";
import { Composer } from "./Composer";
import { DateJump } from "./DateJump";
import { Messages } from "./Messages";
import { NudgeStrip } from "./nudge/NudgeStrip";
import { RoomState } from "./RoomState";
import { watchTimeline } from "./timeline";
import { TypingLine } from "./TypingLine";

const HuddleBar = lazy(() => import("../huddle/HuddleBar"));
const HuddleSheet = lazy(() => import("../huddle/HuddleSheet"));
const Gallery = lazy(() => import("../gallery/Gallery"));
const Sheets = lazy(() => import("./actions/Sheets"));

export function Conversation(props: { room: string }): JSX.Element {
  const [isHuddle, setHuddle] = createSignal(false);
  createEffect(() => {
    const room = roomOf(props.room);
    if (room !== undefined) setHuddle(room.huddle !== null);
  });
  return (
    <Show when={roomOf(props.room)} fallback={<p class="empty soft" role="status">{t(isHuddle() ? "failure-huddle-over" : "failure-no-room")}</p>}>
      {(room) => <Open room={room()} />}
    </Show>
  );
}

function Open(props: { room: Room }): JSX.Element {
  const id = props.room.room;
  const timeline = watchTimeline(id, props.room.unread);
  const roster = answerOf(() => id, (room) => ask("roster", { room }), (event) => event.event === "room" && event.room === id);
  const [isJumping, setJumping] = createSignal(false);
  const [isHuddling, setHuddling] = createSignal(false);
  const acting = makeActing();
  const [jumps, setJumps] = createSignal(0);
  const jump = (seq: number) => {
    if (target() === seq) setJumps((before) => before + 1);
    else go({ at: "room", room: id, seq });
  };
  const panel = () => {
    const here = route();
    return here.at === "room" ? here.panel : undefined;
  };
  const target = () => {
    const here = route();
    return here.at === "room" ? here.seq : undefined;
  };

  useShortcuts([
    { keys: "Alt+p", does: "key-people", run: () => go({ at: "room", room: id, panel: "people" }) },
    { keys: "Alt+f", does: "search-here", run: () => go({ at: "search", room: id }) },
    { keys: "Alt+d", does: "key-date", run: () => setJumping(true) },
    { keys: "Alt+h", does: "key-huddle", run: () => setHuddling(true) },
  ]);

  return (
    <div class="room" data-panel={panel()}>
      <section class="room-talk" aria-labelledby="room-title">
        <ScreenHead back={{ at: "home" }} mark={<Show when={props.room.picture}><RoomMark room={props.room} /></Show>} title={<span id="room-title"><Name account={props.room.title} beside={true} class="clip-name" /></span>}>
          <button type="button" class="button wide-only" data-kind="icon" aria-label={t("key-date")} onClick={() => setJumping(true)}><Icon name="calendar" /></button>
          <Menu label={t("room-menu")} icon="more">
            <a href={addressOf({ at: "room", room: id, panel: "people" })}><Icon name="people" />{t("people")}</a>
            <a href={addressOf({ at: "room", room: id, panel: "settings" })}><Icon name="settings" />{t("room-settings")}</a>
            <a href={addressOf({ at: "room", room: id, panel: "gallery" })}><Icon name="camera" />{t("gallery")}</a>
            <a href={addressOf({ at: "search", room: id })}><Icon name="search" />{t("search-here")}</a>
            <button type="button" class="narrow-only" onClick={() => setJumping(true)}><Icon name="calendar" />{t("key-date")}</button>
            <button type="button" onClick={() => setHuddling(true)}><Icon name="fade" />{t("huddle")}</button>
            <button type="button" onClick={() => ask("archive", { room: id, on: !props.room.archived }).catch(reportTrouble)}>
              <Icon name="archive" />{props.room.archived ? t("archive-not") : t("archive")}
            </button>
            <Show when={props.room.other}>
              {(other) => <a href={addressOf({ at: "verify", person: other() })}><Icon name="shield" />{t("verify")}</a>}
            </Show>
          </Menu>
        </ScreenHead>
        <Show when={props.room.contradiction}>
          <div class="notice" data-kind="wax" role="alert">
            <Icon name="warning" />
            <div class="grow"><strong>{t("contradiction")}</strong><bdi lang="en">{props.room.contradiction}</bdi></div>
          </div>
        </Show>
        <Show when={props.room.huddle}>{(huddle) => <Suspense><HuddleBar room={props.room} huddle={huddle()} /></Suspense>}</Show>
        <PinnedBar room={id} onJump={jump} />
        <Messages
          acting={acting}
          onJump={jump}
          room={props.room}
          timeline={timeline}
          target={target()}
          jumps={jumps()}
          onReadThrough={(seq) => ask("mark_read", { room: id, through_seq: seq }).catch(reportTrouble)}
          onShowPeople={() => go({ at: "room", room: id, panel: "people" })}
        />
        <NudgeStrip item={timeline.items().findLast((item) => item.kind === "nudge" && item.send_at !== null)} />
        <Show when={props.room.status === "active" && props.room.may_post && !props.room.blocked} fallback={<RoomState room={props.room} />}>
          <TypingLine room={id} />
          <Composer room={props.room} roster={roster()} acting={acting} lastOwn={() => timeline.items().findLast((item) => mayDo(item, props.room).edit)} />
        </Show>
      </section>
      <Switch>
        <Match when={panel() === "people"}><People room={props.room} roster={roster()} onHuddle={() => setHuddling(true)} /></Match>
        <Match when={panel() === "gallery"}><Suspense><Gallery room={props.room} /></Suspense></Match>
        <Match when={panel() === "settings"}><RoomSettings room={props.room} /></Match>
      </Switch>
      <Show when={acting.sheet() !== undefined && acting.sheet()?.kind !== "menu"}><Suspense><Sheets acting={acting} room={props.room} /></Suspense></Show>
      <Show when={isHuddling()}><Suspense><HuddleSheet room={id} people={roster()?.people ?? []} onClose={() => setHuddling(false)} /></Suspense></Show>
      <Show when={isJumping()}><DateJump room={id} onClose={() => setJumping(false)} /></Show>
    </div>
  );
}
