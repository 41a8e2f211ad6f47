// The part of a room's timeline that is in memory: its newest end, and what was scrolled to.

import { createSignal, onCleanup, type Accessor } from "solid-js";
import { createMutable, modifyMutable, reconcile } from "solid-js/store";
import { reportTrouble } from "../../app/notices";
import { ask, hear } from "../../app/world";
import type { Item } from "../../engine/client";

/** Items fetched at first, and each time somebody scrolls to the top. */
const PAGE = 200;

/** The most that the engine hands out at once. */
const MOST = 1000;

/** So many at the end are looked at again when something changes: what is older rarely does. */
const FRESH = 100;

export interface Timeline {
  items: Accessor<readonly Item[]>;
  /** The items went in at the front, so what is looked at has to stay where it is. */
  grewAtFront: Accessor<boolean>;
  isWhole: Accessor<boolean>;
  isLoaded: Accessor<boolean>;
  loadOlder: () => Promise<void>;
  /** Loads back to this position, if it is not there yet. */
  loadBackTo: (seq: number) => Promise<void>;
}

export function watchTimeline(room: string, unread: number): Timeline {
  const [items, setItems] = createSignal<readonly Item[]>([]);
  const [grewAtFront, setGrewAtFront] = createSignal(false);
  const [isWhole, setWhole] = createSignal(false);
  const [isLoaded, setLoaded] = createSignal(false);
  let busy: Promise<void> = Promise.resolve();

  /** One after the other: an answer that was overtaken would put back what is gone. */
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    busy = busy.then(work).catch(reportTrouble);
    return busy;
  };

  const loadFirst = async () => {
    const limit = Math.min(MOST, Math.max(PAGE, unread + PAGE / 2));
    const page = await ask("timeline", { room, limit });
    setWhole(!page.has_earlier);
    setItems(page.items.map((item) => createMutable(item)));
    setLoaded(true);
  };

  const loadOlder = async (limit: number) => {
    const oldest = items()[0]?.seq ?? undefined;
    if (isWhole() || oldest === undefined) return;
    const page = await ask("timeline", { room, before: oldest, limit });
    setWhole(!page.has_earlier);
    setGrewAtFront(true);
    setItems((before) => [...page.items.map((item) => createMutable(item)), ...before]);
  };

  const loadBackTo = async (seq: number) => {
    while (!isWhole() && (items()[0]?.seq ?? 0) > seq) await loadOlder(MOST);
  };

  const refresh = async () => {
    const before = items();
    const after = before[before.length - FRESH]?.seq ?? undefined;
    const found: Item[] = [];
    let page = await ask("timeline", after === undefined ? { room, limit: MOST } : { room, after, limit: MOST });
    found.push(...page.items);
    for (let last = found.at(-1)?.seq ?? null; page.has_later && last !== null; last = found.at(-1)?.seq ?? null) {
      page = await ask("timeline", { room, after: last, limit: MOST });
      found.push(...page.items);
    }
    setGrewAtFront(false);
    setItems(merged(before, found));
  };

  let isStale = false;
  const refreshSoon = () => {
    // A page of entries tells of itself once for each; one look sees them all.
    if (isStale) return;
    isStale = true;
    void inTurn(async () => {
      isStale = false;
      await refresh();
    });
  };

  void inTurn(loadFirst);
  onCleanup(
    hear((event) => {
      if ((event.event === "timeline" || event.event === "delivery") && event.room === room) refreshSoon();
    }),
  );
  return {
    items,
    grewAtFront,
    isWhole,
    isLoaded,
    loadOlder: () => inTurn(() => loadOlder(PAGE)),
    loadBackTo: (seq) => inTurn(() => loadBackTo(seq)),
  };
}

/** `found` in place of the end of `before`; an item that is there already stays the same object, so
 *  that its row on the screen stays the same row. */
export function merged(before: readonly Item[], found: readonly Item[]): readonly Item[] {
  const first = found.find((item) => item.seq !== null)?.seq ?? Number.POSITIVE_INFINITY;
  // Back from the end, so that a long timeline is not walked for one new message.
  let kept = before.length;
  while (kept > 0 && (before[kept - 1]?.seq ?? first) >= first) kept -= 1;
  const known = new Map(before.slice(kept).map((item) => [item.local_id, item]));
  const end = found.map((item) => {
    const same = known.get(item.local_id);
    if (same === undefined) return createMutable(item);
    // Changed where it stands: its row stays, with what somebody has just pressed or opened in it.
    modifyMutable(same, reconcile(item));
    return same;
  });
  return [...before.slice(0, kept), ...end];
}
