// What a person should know and no screen is about: it stands until it is put away.

import { createSignal } from "solid-js";
import { EngineError, type Event } from "../engine/client";

export interface Notice {
  id: number;
  /** A Fluent key and what it is filled with. */
  key: string;
  values?: Record<string, string>;
  /** The Fluent key of why. */
  why?: string | undefined;
  /** What the engine said, in English, for somebody who reports a problem. */
  detail?: string | undefined;
  /** Whose safety number to compare. */
  person?: string;
}

const [notices, setNotices] = createSignal<readonly Notice[]>([]);
export { notices };

let last = 0;

export function notify(notice: Omit<Notice, "id">): void {
  last += 1;
  const id = last;
  setNotices((before) => [...before.filter((one) => one.key !== notice.key || one.person !== notice.person), { ...notice, id }]);
}

export function putAway(id: number): void {
  setNotices((before) => before.filter((one) => one.id !== id));
}

/** The failures that have words of their own; a test compares them with the Fluent files. */
export const FAILURES = [
  "no_account", "has_account", "name", "recovery_words", "title", "text_length", "no_room", "not_a_member", "not_queued",
  "unknown_person", "unknown_device", "roster_changed", "already_member", "not_allowed", "already_sent", "direct_room",
  "last_owner", "not_in_room", "damaged", "invitation", "database", "disk_full", "newer_schema", "wrong_key", "no_cipher", "corrupt",
  "sealing", "no_storage", "invitation_invalid", "invitation_expired", "invitation_used", "name_taken", "foreign_account",
  "account_unknown", "too_many_devices", "device_unknown", "device_revoked", "unsupported_version", "other_relay", "device_refused",
  "local_storage", "wrong_secret", "passphrase_short", "lock_damaged", "passkey", "owner_gone", "malformed_frame", "no_key_package",
  "rate_limited", "too_many_connections", "storage_full",
] as const;

/** What the engine says of something that it could not do, where there are words for it. */
const REASONS: Readonly<Record<string, (typeof FAILURES)[number]>> = {
  "there is no such account": "account_unknown",
  "the account belongs to another relay": "foreign_account",
  "none of the account's devices can be added at the moment": "no_key_package",
  "you are no longer in the room": "not_in_room",
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

/** Events that are for a person to read. */
export function noticeOf(event: Event): Omit<Notice, "id"> | undefined {
  switch (event.event) {
    case "refused":
      return { key: "notice-refused", why: reasonKey(event.why), detail: `${event.what}: ${event.why}` };
    case "contradiction":
      return { key: "notice-contradiction", detail: event.what };
    case "key_changed":
      return { key: "notice-key-changed", person: event.account };
    case "own_device":
      return { key: "notice-own-device" };
    default:
      return undefined;
  }
}
