// Rooms that stand under one heading. A group is its number: names are claims of admins, and each room has its own.

import type { Conversation } from "../../engine/client";
import { harmless, isolated } from "../../words/names";
import { t } from "../../words/words";

export interface Group {
  id: string;
  /** As most of its rooms call it; as the first by number where they are as many. */
  name: string;
  rooms: Conversation[];
}

/** In the order of the list: a group stands where the first of its rooms does. */
export function groupsOf(rooms: readonly Conversation[]): Group[] {
  const byId = new Map<string, Conversation[]>();
  for (const room of rooms) {
    if (room.group === null) continue;
    const others = byId.get(room.group.id);
    if (others === undefined) byId.set(room.group.id, [room]);
    else others.push(room);
  }
  return [...byId].map(([id, of]) => ({ id, name: nameOf(of), rooms: of }));
}

function nameOf(rooms: readonly Conversation[]): string {
  const claims = new Map<string, number>();
  for (const room of rooms.toSorted((one, other) => (one.room < other.room ? -1 : 1))) {
    const name = room.group?.name ?? "";
    claims.set(name, (claims.get(name) ?? 0) + 1);
  }
  return [...claims].toSorted(([, one], [, other]) => other - one)[0]?.[0] ?? "";
}

/** What a heading says: with the beginning of its number where another group could be taken for it. */
export function headingOf(group: Pick<Group, "id" | "name">, all: readonly Pick<Group, "id" | "name">[]): string {
  const name = harmless(group.name);
  const isTaken = all.some((other) => other.id !== group.id && alike(other.name) === alike(group.name));
  return isTaken ? t("group-numbered", { name: isolated(name), number: isolated(group.id.slice(0, 6)) }) : name;
}

/** What a reader would hardly tell apart: signs that look alike are the same here, and spaces nothing. */
function alike(name: string): string {
  return harmless(name).normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}
