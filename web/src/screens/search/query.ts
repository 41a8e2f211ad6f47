// What is looked for, kept while one jumps to a hit and comes back; and how hits are shown.

import { createStore } from "solid-js/store";
import type { Found, Search } from "../../engine/client";
import { SOUGHT } from "../conversation/actions/acting";
import { peopleIn } from "../conversations/people";

export const KINDS = ["any", ...SOUGHT] as const;

export interface Query {
  text: string;
  /** Empty for all of them. */
  room: string;
  /** As it is typed: a name, or a whole account. */
  person: string;
  kind: (typeof KINDS)[number];
  /** Days of this device's calendar, as a date field writes them. */
  from: string;
  to: string;
}

const NOTHING: Query = { text: "", room: "", person: "", kind: "any", from: "", to: "" };
const [query, setQuery] = createStore<Query>({ ...NOTHING });
export { query, setQuery };

export function searchFor(text: string): void {
  setQuery({ ...NOTHING, text });
}

const midnight = (day: string, later = 0) => {
  const [year, month, date] = day.split("-").map(Number);
  return new Date(year ?? 0, (month ?? 1) - 1, (date ?? 1) + later).getTime();
};

/** What the engine is asked; nothing as long as there is nothing to look for. */
export function searchOf(sought: Query, own: string | undefined, limit: number): Search | undefined {
  const text = sought.text.trim();
  const [sender] = peopleIn(sought.person, own);
  const search: Search = { text, limit };
  if (sought.room !== "") search.room = sought.room;
  if (sender !== undefined) search.sender = sender;
  if (sought.kind !== "any") search.kinds = [sought.kind];
  if (sought.from !== "") search.since = midnight(sought.from);
  if (sought.to !== "") search.until = midnight(sought.to, 1);
  const isNarrow = sender !== undefined || sought.kind !== "any" || sought.from !== "" || sought.to !== "";
  return text.length > 1 || isNarrow ? search : undefined;
}

/** By conversation, in the order of each one's newest hit. */
export function byRoom(found: readonly Found[]): [string, Found[]][] {
  const groups = new Map<string, Found[]>();
  for (const hit of found) groups.set(hit.room, [...(groups.get(hit.room) ?? []), hit]);
  return [...groups];
}

/** Characters before what was found. */
const BEFORE = 40;

/** The text around what was looked for: before it, itself, and after it. */
export function around(text: string, sought: string): [string, string, string] {
  const wanted = sought.trim().toLowerCase();
  const at = wanted === "" ? -1 : text.toLowerCase().indexOf(wanted);
  // A letter that grows when it is made small would shift the places.
  if (at < 0 || text.toLowerCase().length !== text.length) return [text, "", ""];
  const from = at <= BEFORE ? 0 : text.indexOf(" ", at - BEFORE) + 1;
  const before = text.slice(from > at ? at : from, at);
  return [from > 0 ? `…${before}` : before, text.slice(at, at + wanted.length), text.slice(at + wanted.length)];
}
