// Which messages belong together on the screen, and where a day begins.

import { dayNumber } from "../../words/when";

/** What grouping needs to know of a timeline item. */
export interface Placed {
  sender: string;
  kind: string;
  sent_at: number;
}

/** Within this time a second message of the same person stands under the same name. */
const GROUP_MS = 5 * 60_000;

export interface Place {
  /** A day line stands above. */
  opensDay: boolean;
  /** The sender's name stands above. */
  opensGroup: boolean;
}

export function placeOf(item: Placed, before: Placed | undefined): Place {
  if (before === undefined) return { opensDay: true, opensGroup: true };
  const opensDay = dayNumber(item.sent_at) !== dayNumber(before.sent_at);
  const continues =
    !opensDay &&
    item.kind === before.kind &&
    item.sender === before.sender &&
    Math.abs(item.sent_at - before.sent_at) < GROUP_MS;
  return { opensDay, opensGroup: !continues };
}

/** The first item, in the order of the log, that reaches the day. Senders' clocks may be wrong, so
 *  the items are not sorted by them and no bisection would do. */
export function indexOfDay(items: readonly Placed[], day: number): number {
  const found = items.findIndex((item) => dayNumber(item.sent_at) >= day);
  return found < 0 ? items.length - 1 : found;
}

/** Where the unread ones begin: the engine counts them, and they are the newest of others. */
export function firstUnread(items: readonly (Placed & { delivery: string })[], unread: number): number | undefined {
  let left = unread;
  for (let at = items.length - 1; at >= 0 && left > 0; at -= 1) {
    const item = items[at];
 const counts = item?.delivery === "received" && ["text", "file", "poll", "contact", "place", "sounding", "sounding_totals", "sounding_reminder", "nudge", "announcement", "statement", "statement_version", "silence", "objection", "unknown"].includes(item.kind);
    if (counts) left -= 1;
    if (left === 0) return at;
  }
  return unread > 0 && items.length > 0 ? 0 : undefined;
}
