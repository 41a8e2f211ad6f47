import "./conversations.css";
import { createMemo, createSignal, For, Show, type JSX } from "solid-js";
import { answerOf } from "../../app/answer";
import { matches } from "../../app/find";
import { addressOf, openRoom, route } from "../../app/route";
import { useShortcuts } from "../../app/shortcuts";
import { ask, rooms } from "../../app/world";
import type { Conversation } from "../../engine/client";
import { Wordmark } from "../../look/Wordmark";
import { GlanceButton } from "../../parts/GlanceButton";
import { Icon } from "../../parts/Icon";
import { harmless, isolated } from "../../words/names";
import { directionOf, t } from "../../words/words";
import { searchFor } from "../search/query";
import { ConversationLine } from "./ConversationLine";
import { FoundMessages } from "./FoundMessages";
import { groupsOf, headingOf, type Group } from "./groups";

/** Hits shown under the conversations; whoever needs more types more. */
const MOST_FOUND = 30;

/** One letter finds everything. */
const SHORTEST_SEARCH = 2;

export function ConversationList(props: { onSwitch: () => void }): JSX.Element {
  const [typed, setTyped] = createSignal("");
  let field: HTMLInputElement | undefined;
  const shown = createMemo(() => rooms().filter((room) => matches(room.title, typed())));
  // Who looks for something looks everywhere.
  const isPutAway = (room: Conversation) => room.archived && typed() === "";
  const current = () => shown().filter((room) => !isPutAway(room));
  const groups = createMemo(() => groupsOf(current()));
  const putAway = () => shown().filter(isPutAway);
  // Decided when it changes, so that what somebody has unfolded stays so when something is said.
  const isPutAwayOpen = createMemo(() => putAway().some((room) => room.room === openRoom()));
  const sought = () => (typed().trim().length >= SHORTEST_SEARCH ? typed().trim() : undefined);
  const found = answerOf(sought, (text) => ask("search", { text, limit: MOST_FOUND }));
  useShortcuts([{ keys: "/", does: "key-search", run: () => field?.focus() }]);

  return (
    <nav class="conversations" aria-label={t("conversations")}>
      <header class="conversations-head">
        <a href={addressOf({ at: "home" })} class="home-link" aria-label={t("app-name")}><Wordmark height="24" /></a>
        <span class="grow" />
        <a class="button" data-kind="icon" href={addressOf({ at: "soundings" })} aria-label={t("sounding-asked")} aria-current={route().at === "soundings" || route().at === "ask" ? "page" : undefined}><Icon name="ask" /></a>
        <GlanceButton />
        <a class="button" data-kind="icon" href={addressOf({ at: "marked" })} aria-label={t("marked-title")} aria-current={route().at === "marked" ? "page" : undefined}><Icon name="mark" /></a>
        <a class="button" data-kind="icon" href={addressOf({ at: "settings" })} aria-label={t("settings")} aria-current={route().at === "settings" ? "page" : undefined}><Icon name="settings" /></a>
        <a class="button" data-kind="icon" href={addressOf({ at: "new" })} aria-label={t("new-conversation")} aria-current={route().at === "new" ? "page" : undefined}><Icon name="compose" /></a>
      </header>
      <div class="search">
        <Icon name="search" size="18" />
        <input
          ref={field}
          class="input"
          type="search"
          dir={directionOf(typed())}
          placeholder={t("search")}
          aria-label={t("search")}
          value={typed()}
          onInput={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => { if (event.key === "Escape") setTyped(""); }}
        />
        <button type="button" class="button" data-kind="icon" aria-label={t("key-switch")} onClick={() => props.onSwitch()}><Icon name="keyboard" /></button>
      </div>
      <div class="conversations-scroll">
        <Show when={shown().length > 0} fallback={<Empty isSearching={typed() !== ""} />}>
          <ul>
            <For each={current().filter((room) => room.group === null)}>{(room) => <ConversationLine room={room} isOpen={openRoom() === room.room} />}</For>
          </ul>
          <For each={groups().map((group) => group.id)}>{(id) => <GroupOf id={id} groups={groups()} />}</For>
        </Show>
        <Show when={putAway().length > 0}>
          <details class="archived" open={isPutAwayOpen()}>
            <summary><Icon name="archive" size="18" />{t("archived", { count: putAway().length })}</summary>
            <ul><For each={putAway()}>{(room) => <ConversationLine room={room} isOpen={openRoom() === room.room} />}</For></ul>
          </details>
        </Show>
        <Show when={sought()}>
          {(text) => <a class="search-more" href={addressOf({ at: "search" })} onClick={() => searchFor(text())}><Icon name="filter" size="18" />{t("search-more")}</a>}
        </Show>
        <Show when={sought()}>
          <FoundMessages found={found() ?? []} isBusy={found.isBusy()} />
        </Show>
      </div>
    </nav>
  );
}

/** Rooms under their heading, and the way to one more of them. */
function GroupOf(props: { id: string; groups: readonly Group[] }): JSX.Element {
  const group = () => props.groups.find((one) => one.id === props.id);
  return (
    <Show when={group()}>
      {(found) => (
        <section aria-labelledby={`group-${props.id}`}>
          <header class="group-head">
            <h2 class="list-heading clip grow" id={`group-${props.id}`}><bdi dir="auto">{headingOf(found(), props.groups)}</bdi></h2>
            <a class="button" data-kind="icon" href={addressOf({ at: "new", group: props.id })} aria-label={t("group-new-room", { name: isolated(harmless(found().name)) })}><Icon name="add" size="18" /></a>
          </header>
          <ul>
            <For each={found().rooms}>{(room) => <ConversationLine room={room} isOpen={openRoom() === room.room} />}</For>
          </ul>
        </section>
      )}
    </Show>
  );
}

function Empty(props: { isSearching: boolean }): JSX.Element {
  return (
    <p class="empty soft">{props.isSearching ? t("no-conversation-found") : t("no-conversation")}</p>
  );
}
