// Whom a text names: "@" and the beginning of a name, completed from those who are in the room.

import type { Person } from "../../../engine/client";

/** More than this the engine does not take. */
const MOST = 32;

/** Shown at once. */
const SHOWN = 6;

export interface Asked {
  /** Where the `@` stands, and where the word behind it ends. */
  from: number;
  to: number;
  found: readonly Person[];
}

function nameOf(account: string): string {
  return account.slice(0, account.lastIndexOf("@"));
}

/** What is being named where the cursor stands; nothing elsewhere. */
export function askedFor(text: string, cursor: number, people: readonly Person[], own: string | undefined): Asked | undefined {
  const before = text.slice(Math.max(0, cursor - 40), cursor);
  const begun = /(?:^|[^\p{L}\p{N}@])@(?<name>[\p{L}\p{N}._-]*)$/u.exec(before)?.groups?.["name"];
  if (begun === undefined) return undefined;
  const found = people.filter((person) => person.account !== own && nameOf(person.account).startsWith(begun.toLowerCase()));
  return found.length === 0 ? undefined : { from: cursor - begun.length - 1, to: cursor, found: found.slice(0, SHOWN) };
}

export function completed(text: string, asked: Asked, person: Person): { text: string; cursor: number } {
  const name = `@${nameOf(person.account)} `;
  return { text: text.slice(0, asked.from) + name + text.slice(asked.to), cursor: asked.from + name.length };
}

/** The accounts of those in the room that a text names. */
export function mentionedIn(text: string, people: readonly Person[], own: string | undefined): string[] {
  const names = new Set([...text.matchAll(/(?:^|[^\p{L}\p{N}@])@(?<name>[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?)/gu)].map((match) => match.groups?.["name"]));
  return people.filter((person) => person.account !== own && names.has(nameOf(person.account))).map((person) => person.account).slice(0, MOST);
}
