import { createEffect, createSignal, onCleanup, untrack, type JSX } from "solid-js";
import type { Conversation } from "../engine/client";
import { isSaid } from "../screens/conversation/actions/acting";
import { wordsOf } from "../screens/conversation/events";
import { isolated, shortName } from "../words/names";
import { t } from "../words/words";
import { preferences } from "./preferences";
import { signalQuietly } from "./quiet-signal";
import { isMuted, ownAccount, rooms } from "./world";

/** What was said stays readable for so long: words that are taken back must not stand here for ever. */
const SAID_MS = 10_000;

/** Tells a screen reader, and where one asked for it the system, of messages as they come. */
export function LiveMessages(): JSX.Element {
  const [said, setSaid] = createSignal("");
  const seen = new Map<string, number>();
  let isFirst = true;
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));

  createEffect(() => {
    const fresh = rooms().filter((room) => isNews(room, seen.get(room.room), isFirst));
    for (const room of rooms()) if (room.latest !== null) seen.set(room.room, room.latest.local_id);
    isFirst = false;
    if (fresh.length === 0) return;
    untrack(() => {
      setSaid(fresh.map(sentence).join(" "));
      clearTimeout(timer);
      timer = setTimeout(() => setSaid(""), SAID_MS);
      const isNudge = fresh.some((room) => room.latest?.kind === "nudge" && !isMuted(room));
      if (isNudge) signalQuietly();
      const isAnnounced = fresh.some((room) => room.latest?.kind === "announcement");
      if (document.hidden && preferences().notify) announce(isNudge ? "nudge-notification" : isAnnounced ? "announcement-notification" : "notification-body");
    });
  });

  return <div class="said-only" role="log" aria-live="polite" aria-label={t("live-messages")}>{said()}</div>;
}

function isNews(room: Conversation, seen: number | undefined, isFirst: boolean): boolean {
  const { latest } = room;
  if (latest?.blocked === true) return false;
  if (isMuted(room) && latest?.mentions_me !== true) return false;
  return !isFirst && latest !== null && isSaid(latest) && latest.delivery === "received" && latest.local_id !== seen;
}

function sentence(room: Conversation): string {
  const who = isolated(shortName(room.latest?.sender ?? "", ownAccount()));
  const text = room.latest === null ? "" : wordsOf(room.latest);
  return room.kind === "direct" ? t("live-direct", { who, text }) : t("live-room", { who, room: isolated(room.title), text });
}

/** Who wrote and what, and which phrase, stays in the app: a lock screen is read by others. */
function announce(body: string): void {
  try {
    const notification = new Notification(t("notification-title"), { body: t(body), tag: "corridor" });
    notification.addEventListener("click", () => {
      window.focus();
      notification.close();
    });
  } catch {
    // Chromium on Android shows notifications for service workers only.
  }
}
