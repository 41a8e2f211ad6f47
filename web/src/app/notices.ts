// What a person should know and no screen is about: it stands until it is put away.

import { createSignal } from "solid-js";
import { EngineError, type Event } from "../engine/client";
import type { Undone } from "../engine/generated";
import { isolated } from "../words/names";

export interface Notice {
  id: number;
  /** A Fluent key and what it is filled with. */
  key: string;
  values?: Readonly<Record<string, string | number>>;
  /** The Fluent key of why. */
  why?: string | undefined;
  /** What the engine said, in English, for somebody who reports a problem. */
  detail?: string | undefined;
  /** Whose safety number to compare. */
  person?: string;
  /** Who knocks, and where one answers. */
  knock?: { room: string; account: string };
}

const [notices, setNotices] = createSignal<readonly Notice[]>([]);
export { notices };

let last = 0;

/** The same thing said again takes the place of what stands there. */
function isSame(one: Notice, other: Omit<Notice, "id">): boolean {
  return one.key === other.key && one.person === other.person && one.knock?.room === other.knock?.room && JSON.stringify(one.values) === JSON.stringify(other.values);
}

export function notify(notice: Omit<Notice, "id">): void {
  last += 1;
  const id = last;
  setNotices((before) => [...before.filter((one) => !isSame(one, notice)), { ...notice, id }]);
}

export function putAway(id: number): void {
  setNotices((before) => before.filter((one) => one.id !== id));
}

/** Somebody was let in, or turned away. */
export function putAwayKnock(room: string, account: string): void {
  setNotices((before) => before.filter(({ knock }) => knock?.room !== room || knock.account !== account));
}

/** The failures that have words of their own; a test compares them with the Fluent files. */
export const FAILURES = [
  "no_account", "has_account", "name", "recovery_words", "title", "text_length", "no_room", "not_a_member", "not_queued",
  "unknown_person", "unknown_device", "roster_changed", "already_member", "not_allowed", "already_sent", "direct_room",
  "last_owner", "not_in_room", "damaged", "invitation", "database", "disk_full", "newer_schema", "wrong_key", "no_cipher", "corrupt",
  "sealing", "no_storage", "invitation_invalid", "invitation_expired", "invitation_used", "name_taken", "foreign_account",
  "account_unknown", "too_many_devices", "device_unknown", "device_revoked", "unsupported_version", "other_relay", "device_refused",
  "local_storage", "wrong_secret", "passphrase_short", "lock_damaged", "passkey", "passkey_unused", "owner_gone", "malformed_frame", "no_key_package",
  "rate_limited", "too_many_connections", "file_size", "file_name", "media_type", "preview", "no_file", "file_not_here", "storage_full", "too_long_away", "too_large", "push_refused",
  "no_message", "not_sent_yet", "reaction", "poll", "vote", "mentions", "send_at", "description", "expiry", "kind",
  "link", "link_expired", "link_own", "link_other_relay", "link_other_key", "link_too_many", "link_terms", "knock_word", "no_link", "blocked", "own_account", "profile", "telling",
  "picture", "group_name", "no_group", "affiliation", "not_your_affiliation", "organisation",
  "picture", "group_name", "no_group",
  "huddle_terms", "no_huddle", "huddle_over",
  "statement", "no_statement", "statement_changed", "no_paragraph", "no_suggestion", "not_the_pen", "no_silence", "silence_shorter",
  "sounding", "sounding_people", "sounding_room", "sounding_answer", "no_sounding", "nobody_to_remind", "too_few_answers", "published",
  "picture", "group_name", "no_group", "alias", "alias_too_many", "no_alias",
] as const;

/** What the engine says of something that it could not do, where there are words for it. */
const REASONS: Readonly<Record<string, (typeof FAILURES)[number]>> = {
  "there is no such account": "account_unknown",
  "the account belongs to another relay": "foreign_account",
  "none of the account's devices can be added at the moment": "no_key_package",
  "you are no longer in the room": "not_in_room",
  "this device was away for so long that nobody can tell whether it was sent": "too_long_away",
  "it is too large for the relay": "too_large",
  "the huddle is over": "huddle_over",
};

/** The key of why something was not done; nothing where only the engine's own words say it. */
export function reasonKey(why: string): string | undefined {
  const key = failureKey(REASONS[why] ?? why);
  return key === "failure-other" ? undefined : key;
}

/** The key of what to say about a failure's name, or a relay's code. */
export function failureKey(name: string | null | undefined): string {
  return (FAILURES as readonly string[]).includes(String(name)) ? `failure-${String(name).replaceAll("_", "-")}` : "failure-other";
}

export function keyOf(error: unknown): string {
  return failureKey(error instanceof EngineError ? error.failure.name : undefined);
}

export function reportTrouble(error: unknown): void {
  notify({ key: keyOf(error), detail: error instanceof Error ? error.message : String(error) });
}

/** More of a text than this is not needed to know which one it was. */
const SHOWN = 80;

function shortened(text: string): string {
  const points = [...text];
  return points.length > SHOWN ? `${points.slice(0, SHOWN).join("")}…` : text;
}

/** What was asked for and is not done, in the language that is shown. */
export function undoneNotice(undone: Undone): Pick<Notice, "key" | "values"> {
  const key = `undone-${undone.kind.replaceAll("_", "-")}`;
  if ("count" in undone) return { key, values: { count: undone.count } };
  if ("people" in undone) return { key, values: { people: isolated(undone.people.join(", ")) } };
  if (!("text" in undone)) return { key };
  return undone.text === null ? { key: `${key}-unknown` } : { key, values: { text: isolated(shortened(undone.text)) } };
}

/** Events that are for a person to read. */
export function noticeOf(event: Event): Omit<Notice, "id"> | undefined {
  switch (event.event) {
    case "refused": {
      const why = reasonKey(event.why);
      // Where there are words for the reason, nobody has to read the engine's English.
      return { ...undoneNotice(event.undone), why, detail: why === undefined ? event.why : undefined };
    }
    case "contradiction":
      return { key: "notice-contradiction", detail: event.what };
    case "key_changed":
      return { key: "notice-key-changed", person: event.account };
    case "knocked":
      return { key: "notice-knocked", values: { who: isolated(event.account) }, knock: { room: event.room, account: event.account } };
    case "own_device":
      return { key: "notice-own-device" };
    default:
      return undefined;
  }
}
