import { createEffect, createMemo, createSignal, lazy, on, onCleanup, onMount, Show, Suspense, untrack, type JSX } from "solid-js";
import { Virtualizer, type VirtualizerHandle } from "virtua/solid";
import { useShortcuts } from "../../app/shortcuts";
import type { Conversation, Item } from "../../engine/client";
import { Icon } from "../../parts/Icon";
import { t } from "../../words/words";
import { ActionMenu } from "./actions/ActionMenu";
import { mayDo, type Acting } from "./actions/acting";
import { firstUnread, placeOf } from "./grouping";
import { rowsOf } from "./kinds/albums";
import { closeOnce, openedOnce, Viewer } from "./kinds/once";
import { MessageRow } from "./MessageRow";
import { answeredIn } from "./nudge/phrases";
import { closePage, openedPage, openPage } from "../page/opening";
import type { Timeline } from "./timeline";

const PageView = lazy(() => import("../page/PageView"));

interface Props {
  room: Conversation;
  timeline: Timeline;
  acting: Acting;
  onJump: (seq: number) => void;
  /** A position to show, and the row to mark. */
  target: number | undefined;
  /** Counts how often one wanted to go there again. */
  jumps: number;
  onReadThrough: (seq: number) => void;
  onShowPeople: () => void;
}

/** This close to the end one wants to stay there when more comes. */
const END_PX = 60;

/** This close to the beginning older ones are fetched, before anybody sees an end. */
const BEGINNING_PX = 1500;

export function Messages(props: Props): JSX.Element {
  const [list, setList] = createSignal<VirtualizerHandle>();
  const [isAtEnd, setAtEnd] = createSignal(true);
  const [unreadId, setUnreadId] = createSignal<number>();
  const [isUnreadAbove, setUnreadAbove] = createSignal(false);
  const [reachedId, setReachedId] = createSignal<number>();
  const [focusedId, setFocusedId] = createSignal<number>();
  let scroller: HTMLDivElement | undefined;
  /** Whether the focus was among the messages last; what opens above them does not count. */
  let isInside = false;
  const rows = createMemo(() => rowsOf(props.timeline.items()));
  const items = () => rows().items;
  const answered = createMemo(() => answeredIn(props.timeline.items()));
  const lastSeqOf = (item: Item) => rows().albums.get(item.local_id)?.at(-1)?.seq ?? item.seq;
  // Looked up once for all rows: a search through 50,000 of them for each row and frame would show.
  const focusedIndex = createMemo<number>((before) => {
    const [focused, last] = [focusedId(), items().length - 1];
    if (focused === undefined) return last;
    const at = items().findLastIndex((item) => item.local_id === focused);
    // Where one was deleted its neighbour is next.
    return at < 0 ? Math.min(before, last) : at;
  }, -1);
  const unreadIndex = createMemo(() => {
    const unread = unreadId();
    const all = items();
    return unread === undefined ? -1 : untrack(() => all.findLastIndex((item) => item.local_id === unread));
  });
  const keptMounted = createMemo(() => (items().length > 0 ? [focusedIndex()] : []));

  /** What somebody presses stays where it is until they let go: a press that ends beside its button is lost. */
  let isPressed = false;
  let isOwed = false;
  const toEnd = () => {
    isOwed = isPressed;
    if (!isPressed) list()?.scrollToIndex(items().length - 1, { align: "end" });
  };
  const press = (event: PointerEvent) => {
    isPressed = event.isPrimary && event.button === 0;
  };
  const letGo = (event: PointerEvent) => {
    isPressed = false;
    // The click follows at once, and then the end. A touch that is cancelled scrolls by itself.
    if (isOwed && event.type === "pointerup" && isAtEnd()) requestAnimationFrame(toEnd);
    isOwed = false;
  };
  const toUnread = () => {
    if (unreadIndex() >= 0) list()?.scrollToIndex(unreadIndex(), { align: "start" });
  };

  // Asked of the page: the list learns a frame later that the composer has grown.
  const isNearEnd = () => scroller !== undefined && scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < END_PX;
  let lastTop = 0;
  const see = () => {
    const handle = list();
    if (handle === undefined || scroller === undefined) return;
    // Only somebody who scrolls upwards leaves the end: what grows there (votes in a poll) does not.
    if (isNearEnd() || scroller.scrollTop < lastTop) setAtEnd(isNearEnd());
    lastTop = scroller.scrollTop;
    setUnreadAbove(unreadIndex() >= 0 && handle.getItemOffset(unreadIndex()) < handle.scrollOffset);
    if (handle.scrollOffset < BEGINNING_PX) void props.timeline.loadOlder();
    markRead();
  };

  /** What is above the lower edge has been seen, if somebody is looking. */
  const markRead = () => {
    const handle = list();
    if (handle === undefined || !document.hasFocus()) return;
    const last = handle.findItemIndex(handle.scrollOffset + handle.viewportSize - 8);
    const row = items()[isAtEnd() ? items().length - 1 : last];
    const seq = (row === undefined ? undefined : lastSeqOf(row)) ?? items().findLast((item) => item.seq !== null)?.seq;
    if (seq !== undefined && seq !== null && seq > props.room.read_seq) props.onReadThrough(seq);
  };

  // Where one begins: at the first unread message, or at the end.
  createEffect(on(() => props.timeline.isLoaded() && list() !== undefined, (ready) => {
    if (!ready) return;
    const all = props.timeline.items();
    const unread = firstUnread(all, untrack(() => props.room.unread));
    const unreadSeq = unread === undefined ? undefined : all[unread]?.seq;
    const found = unreadSeq === undefined || unreadSeq === null ? -1 : items().findIndex((item) => (lastSeqOf(item) ?? -1) >= unreadSeq);
    const at = found < 0 ? unread : found;
    const first = at === undefined ? undefined : items()[at];
    setUnreadId(first?.local_id);
    if (props.target !== undefined) return;
    if (at !== undefined) setAtEnd(false);
    requestAnimationFrame(() => {
      if (at === undefined) toEnd();
      else list()?.scrollToIndex(at, { align: "start", offset: -48 });
      see();
    });
  }));

  // One who is at the end stays there; own words always come into sight.
  createEffect(on(items, (now, before) => {
    if (before === undefined || before.length === 0 || props.timeline.grewAtFront()) return;
    const isOwn = now.length > before.length && now.at(-1)?.delivery === "queued";
    if (isOwn) setAtEnd(true);
    if (isAtEnd()) requestAnimationFrame(toEnd);
  }));

  // What fits into the window comes into sight without a scroll.
  createEffect(on(() => [items(), isAtEnd()], () => requestAnimationFrame(markRead)));

  createEffect(on(() => [props.target, list() !== undefined, props.timeline.isLoaded(), props.jumps] as const, ([target, hasList, loaded]) => {
    if (target === undefined || !hasList || !loaded) return;
    void props.timeline.loadBackTo(target).then(() => {
      const at = items().findIndex((item) => item.seq !== null && (lastSeqOf(item) ?? -1) >= target);
      if (at < 0) return;
      setAtEnd(false);
      setReachedId(items()[at]?.local_id);
      setFocusedId(items()[at]?.local_id);
      requestAnimationFrame(() => {
        list()?.scrollToIndex(at, { align: "center" });
        // From a quote or a pin one goes there to read; who is writing or searching goes on with that.
        if (isInside || document.activeElement?.closest(".pinned-bar") !== null) requestAnimationFrame(focusRow);
      });
    });
  }));

  const focusRow = () => scroller?.querySelector<HTMLElement>('article[tabindex="0"]')?.focus({ preventScroll: true });
  /** A row that changed or went may have had the focus: the one in its place has it then. */
  const keepFocus = () => requestAnimationFrame(() => {
    if (isInside && document.activeElement === document.body) focusRow();
  });
  const noticeFocus = (event: FocusEvent) => {
    if (!(event.target instanceof Element) || event.target.closest("dialog, [popover]") !== null) return;
    isInside = scroller?.contains(event.target) === true;
  };
  createEffect(on(() => [items(), props.acting.sheet()], keepFocus, { defer: true }));

  onMount(() => {
    addEventListener("focus", markRead);
    document.addEventListener("focusin", noticeFocus);
    for (const end of ["pointerup", "pointercancel"] as const) document.addEventListener(end, letGo);
    // A line above, a composer that grows, or votes that come to a poll take room from the end that one is reading.
    const watcher = new ResizeObserver(() => {
      if (isAtEnd()) toEnd();
      // Rows that turn out shorter than they were thought bring the end into sight.
      else setAtEnd(isNearEnd());
    });
    for (const part of [scroller, scroller?.lastElementChild]) if (part) watcher.observe(part);
    onCleanup(() => {
      removeEventListener("focus", markRead);
      document.removeEventListener("focusin", noticeFocus);
      for (const end of ["pointerup", "pointercancel"] as const) document.removeEventListener(end, letGo);
      watcher.disconnect();
    });
  });

  /** What was opened once and stands here still: not where it has been taken back or has expired meanwhile. */
  const lookedAt = createMemo(() => {
    const opened = openedOnce();
    if (opened === undefined) return undefined;
    return props.timeline.items().some((item) => item.local_id === opened.local_id && item.withdrawn_by === null) ? opened : undefined;
  });
  const putAway = () => {
    closeOnce();
    keepFocus();
  };
  createEffect(on(lookedAt, (now, before) => {
    if (now === undefined && before !== undefined) closeOnce();
  }));
  onCleanup(() => {
    if (untrack(lookedAt) !== undefined) closeOnce();
  });

  const menu = () => {
    const open = props.acting.sheet();
    return open?.kind === "menu" ? open : undefined;
  };

  /** Arrow keys walk from message to message; the row is mounted before it gets the focus. */
  const walk = (event: KeyboardEvent) => {
    if (!(event.target instanceof HTMLElement) || !event.target.matches("article")) return;
    const last = items().length - 1;
    const to = { ArrowUp: focusedIndex() - 1, ArrowDown: focusedIndex() + 1, Home: 0, End: last }[event.key];
    if (to === undefined || to < 0 || to > last) return;
    event.preventDefault();
    setFocusedId(items()[to]?.local_id);
    list()?.scrollToIndex(to, { align: "nearest" });
    requestAnimationFrame(focusRow);
  };

  /** The message that has the focus: what a key means. */
  const focused = (): { item: Item; element: HTMLElement } | undefined => {
    const element = document.activeElement?.closest<HTMLElement>("article[data-item]") ?? undefined;
    const item = element === undefined ? undefined : items()[focusedIndex()];
    return element === undefined || item === undefined || String(item.local_id) !== element.dataset["item"] ? undefined : { item, element };
  };
  const openMenu = () => {
    const here = focused();
    if (here !== undefined) props.acting.open({ kind: "menu", item: here.item, anchor: here.element.getBoundingClientRect() });
  };
  const withFocused = (may: keyof ReturnType<typeof mayDo>, run: (item: Item) => void) => () => {
    const here = focused();
    if (here !== undefined && mayDo(here.item, props.room)[may]) run(here.item);
  };
  useShortcuts([
    { keys: "r", does: "key-reply", run: withFocused("reply", props.acting.reply) },
    { keys: "e", does: "key-edit", run: withFocused("edit", props.acting.edit) },
    { keys: "f", does: "key-forward", run: withFocused("forward", (item) => props.acting.open({ kind: "forward", item })) },
    { keys: "+", does: "key-react", run: openMenu },
    { keys: "m", does: "key-actions", run: openMenu },
    { keys: "Alt+m", does: "key-page", run: withFocused("react", openPage) },
    { keys: "Delete", does: "key-delete", run: withFocused("hide", (item) => props.acting.open({ kind: "delete", item })) },
  ]);

  return (
    <div class="messages">
      <div ref={scroller} class="messages-scroll" role="region" aria-label={t("messages")} onKeyDown={walk} onPointerDown={press}>
        <Show when={props.timeline.isLoaded() && items().length === 0}>
          <p class="empty soft">{t("nothing-said")}</p>
        </Show>
        <div class="messages-fill" />
        <Virtualizer
          ref={(handle) => setList(handle)}
          data={items()}
          shift={props.timeline.grewAtFront()}
          {...(scroller === undefined ? {} : { scrollRef: scroller })}
          keepMounted={keptMounted()}
          onScroll={see}
        >
          {(item, index) => (
            <MessageRow
              item={item}
              album={rows().albums.get(item.local_id)}
              place={placeOf(item, items()[index() - 1])}
              isFirstUnread={item.local_id === unreadId()}
              isReached={item.local_id === reachedId()}
              isTabStop={index() === focusedIndex()}
              isAnswered={answered().has(item.local_id)}
              room={props.room}
              acting={props.acting}
              onJump={props.onJump}
              onFocus={() => setFocusedId(item.local_id)}
              onShowPeople={() => props.onShowPeople()}
            />
          )}
        </Virtualizer>
      </div>
      <Show when={menu()} keyed>{(open) => <ActionMenu item={open.item} anchor={open.anchor} room={props.room} acting={props.acting} />}</Show>
      <Suspense><Show when={openedPage()} keyed>{(item) => <PageView item={item} room={props.room} onClose={closePage} />}</Show></Suspense>
      <Show when={lookedAt()} keyed>{(opened) => <Viewer name={opened.name} caption={t("once-now")} load={() => Promise.resolve(opened.content)} onClose={putAway} />}</Show>
      <div class="messages-jumps">
        <Show when={!isAtEnd()}>
          <button type="button" class="button jump" onClick={toEnd}>
            <Icon name="down" />
            {props.room.unread > 0 ? t("unread-count", { count: props.room.unread }) : t("to-newest")}
          </button>
        </Show>
        <Show when={isUnreadAbove()}>
          <button type="button" class="button jump" onClick={toUnread}>{t("to-unread")}</button>
        </Show>
      </div>
    </div>
  );
}
