// Made from the Rust types of crates/browser; do not edit.
// CORRIDOR_WRITE_TYPES=1 cargo test -p corridor-browser --test typescript

export type Account = { account: string, account_key: string, device: string, 
/**
 * The relay's address.
 */
relay: string, registered: boolean, };

export type Acknowledge = { room: string, mark: number, };

export type Connection = "idle" | "connecting" | "connected" | "waiting";

/**
 * A room as a list shows it.
 */
export type Conversation = { 
/**
 * The newest item, queued or not.
 */
latest: Item | null, 
/**
 * What is written here and not sent.
 */
draft: string, 
/**
 * Everything up to here has been read.
 */
read_seq: number, 
/**
 * In a direct room: the other person.
 */
other: string | null, room: string, short_id: string, title: string, kind: RoomKind, status: StatusName, 
/**
 * Why it is damaged.
 */
status_detail?: string, role: RoleName, people: number, devices: number, unread: number, newcomers: Array<string>, queued: number, held: number, seq: number, last_activity: number, skipped: number, contradiction: string | null, };

export type CreateRoom = { title: string, with: Array<string>, };

export type DateIn = { room: string, 
/**
 * Milliseconds since 1970.
 */
at: number, };

export type Delivery = "received" | "queued" | "held" | "sent" | "delivered" | "read" | "only_here";

export type Device = { device: string, added_by: string | null, added_at: number, is_new: boolean, };

export type Draft = { room: string, text: string, };

export type Event = { "event": "joined", account: string, } | { "event": "join_refused", code: string, detail: string, } | { "event": "room", room: string, } | { "event": "timeline", room: string, } | { "event": "delivery", room: string, } | { "event": "refused", room: string | null, undone: Undone, what: string, why: string, } | { "event": "contradiction", room: string, what: string, } | { "event": "key_changed", account: string, } | { "event": "own_device", device: string, } | { "event": "settled" } | { "event": "progress", local_id: number, done: number, total: number, } | { "event": "status", status: Status, };

/**
 * What a rejected promise carries.
 */
export type Failure = { 
/**
 * Stable: a command's names are those of docs/command-line.md; the worker's are in `status`.
 */
name: string, 
/**
 * In English, for a log or a report of a problem; screens have their own words for `name`.
 */
message: string, 
/**
 * With `roster_changed`: who has joined.
 */
joined?: Array<string>, 
/**
 * With `roster_changed`: the mark that an acknowledgement names.
 */
mark?: number, };

/**
 * Name, type and preview are the sender's word.
 */
export type File = { name: string, media_type: string, bytes: number, state: FileState, has_preview: boolean, };

export type FileState = "uploading" | "paused" | "waiting" | "sent" | "elsewhere" | "fetching" | "here" | "gone";

export type Found = { room: string, item: Item, };

export type InRoom = { room: string, };

export type InvitationLink = { link: string, };

export type Item = { 
/**
 * Null while queued.
 */
seq: number | null, sender: string, kind: ItemKind, text: string, 
/**
 * Milliseconds since 1970, by the sender's clock.
 */
sent_at: number, delivery: Delivery, local_id: number, 
/**
 * Null for everything that is not a file; the text is what was said with it.
 */
file: File | null, };

export type ItemKind = "text" | "joined" | "device_joined" | "removed" | "device_removed" | "leaving" | "renamed" | "role_changed" | "unknown" | "readded" | "file";

export type Join = { link: string, name: string, };

/**
 * What is left to do.
 */
export type Left = { to_send: number, held: number, to_receive: number, transfers: number, };

/**
 * Makes an empty database, or puts the one there is under another lock. `credential` is kept beside
 * the lock, as base64url, so that the page can ask for the same passkey again.
 */
export type Lock = { credential?: string, } & ({ "protection": "browser" } | { "protection": "passphrase", passphrase: string, } | { "protection": "passkey", secret: string, });

/**
 * What a passkey is asked with.
 */
export type LockHint = { protection: Protection | null, 
/**
 * The passkey's id, as base64url.
 */
credential: string | null, 
/**
 * What the passkey's `prf` is evaluated at, as base64url; stays the same for ever.
 */
prf_input: string, };

export type MarkRead = { room: string, through_seq: number, };

export type Nothing = Record<symbol, never>;

export type OfDevice = { device: string, };

export type OfItem = { local_id: number, };

export type OfPerson = { account: string, };

/**
 * A part of a timeline.
 */
export type Page = { 
/**
 * Oldest first; what is queued stands last, in the newest page only.
 */
items: Array<Item>, 
/**
 * Whether there are items before the first of these, and after the last.
 */
has_earlier: boolean, has_later: boolean, };

export type PageOf = { room: string, 
/**
 * Items below this sequence.
 */
before?: number, 
/**
 * Items above this sequence.
 */
after?: number, 
/**
 * How many, about: an entry of the log is never cut in two.
 */
limit: number, };

export type People = { room: string, people: Array<string>, };

export type Person = { account: string, account_key: string, role: RoleName, devices: Array<Device>, is_new: boolean, is_leaving: boolean, verified: boolean, };

export type Phase = "starting" | "new" | "locked" | "open" | "failed";

/**
 * What unlocks the key of the stored database.
 */
export type Protection = "browser" | "passphrase" | "passkey";

/**
 * Being woken while away.
 */
export type Push = { 
/**
 * What the browser is given to subscribe with, in hexadecimal; null while there is no connection, or
 * when its relay wakes nobody.
 */
key: string | null, state: PushState, };

/**
 * What the relay has said on this connection.
 */
export type PushState = "unasked" | "asked" | "on" | "off" | "refused";

/**
 * What came of it at once: the room that was made or found, or the number of what waits to be sent.
 */
export type Queued = { room: string | null, local_id: number | null, };

/**
 * Which receipts this device sends.
 */
export type Receipts = { delivered: boolean, read: boolean, };

export type Recover = { 
/**
 * The relay's address, or any invitation to it.
 */
relay: string, account: string, words: string, };

export type Refound = { room: string, without: Array<string>, };

export type Rename = { room: string, title: string, };

export type RoleName = "owner" | "admin" | "member" | "guest";

export type RoomKind = "group" | "direct";

export type Roster = { people: Array<Person>, 
/**
 * What a send or an acknowledgement may name.
 */
mark: number, acknowledged: number, };

export type Safety = { account: string, digits: string, words: Array<string>, verified: boolean, };

export type Search = { text: string, 
/**
 * In this room alone.
 */
room?: string, limit: number, };

/**
 * The content and the preview go beside it.
 */
export type SendFile = { room: string, name: string, media_type: string, caption: string, 
/**
 * As of a text.
 */
seen?: number, };

export type SendText = { room: string, text: string, 
/**
 * The mark of the roster that the writer saw; what was acknowledged last where it is left out.
 */
seen?: number, };

export type SetPush = { endpoint: string | null, };

export type SetRole = { room: string, account: string, role: RoleName, };

/**
 * What a screen shows before anything else.
 */
export type Status = { phase: Phase, 
/**
 * Set in every phase but `starting` and `new`.
 */
protection: Protection | null, connection: Connection, 
/**
 * Whether this tab's worker runs the engine; the others follow it.
 */
owner: boolean, 
/**
 * Why the connection or the engine does not work, where it does not: a failure's name.
 */
trouble: string | null, 
/**
 * For a person to read beside it, in English.
 */
detail: string | null, };

/**
 * A room's status, without the reason that one of them has.
 */
export type StatusName = "active" | "damaged" | "halted" | "left" | "removed";

export type StorageUse = { used_bytes: number, quota_bytes: number, 
/**
 * Whether the browser has promised not to clear it by itself.
 */
persistent: boolean, };

/**
 * What was asked for and is not done.
 */
export type Undone = { "kind": "send_text", text: string | null, } | { "kind": "send_file", text: string, } | { "kind": "send_queued", count: number, } | { "kind": "send_receipts" } | { "kind": "add", people: Array<string>, } | { "kind": "add_device", people: Array<string>, } | { "kind": "remove", people: Array<string>, } | { "kind": "remove_device" } | { "kind": "rename", text: string, } | { "kind": "set_role", people: Array<string>, } | { "kind": "leave" } | { "kind": "take_out_leaving" } | { "kind": "refresh_keys" } | { "kind": "found_room", text: string, } | { "kind": "withdraw_device" } | { "kind": "write_to_device", people: Array<string>, };

/**
 * What opens the lock. `secret` is what the passkey's `prf` gave, 32 bytes as base64url: a worker
 * cannot ask for it, so the page does (`passkey.ts`).
 */
export type Unlocking = { "protection": "browser" } | { "protection": "passphrase", passphrase: string, } | { "protection": "passkey", secret: string, };

/** The engine's methods. */
export interface Methods {
  /** Who this device belongs to; null before `join` or `recover`. */
  account: { parameters: Nothing; answer: Account | null };
  /** Every room, the one with the latest activity first. */
  conversations: { parameters: Nothing; answer: Array<Conversation> };
  conversation: { parameters: InRoom; answer: Conversation };
  /** Items of a room's timeline, oldest first; the newest ones unless `before` or `after` says from where. */
  timeline: { parameters: PageOf; answer: Page };
  /** Where the first item that was sent at a time or later stands; null when there is none. */
  find_date: { parameters: DateIn; answer: number | null };
  /** Messages that have the text in them, the newest first; letters' case does not matter. */
  search: { parameters: Search; answer: Array<Found> };
  roster: { parameters: InRoom; answer: Roster };
  /** What to compare with a person; null while this device has not met them. */
  safety: { parameters: OfPerson; answer: Safety | null };
  /** The devices of this account that share a room with this one. */
  devices: { parameters: Nothing; answer: Array<Device> };
  receipts: { parameters: Nothing; answer: Receipts };
  /** Whether the relay can wake this device while it is away, and whether it will. */
  push: { parameters: Nothing; answer: Push };
  /** What stands between this device and having nothing left to do. */
  pending: { parameters: Nothing; answer: Left };
  /** 24 words from which the account can be had again; null before there is an account. */
  recovery_words: { parameters: Nothing; answer: string | null };
  /** Whom an invitation's link leads to: the relay's address. */
  read_invitation: { parameters: InvitationLink; answer: string };
  /** Makes a new account. The event `joined` or `join_refused` says what the relay made of it. */
  join: { parameters: Join; answer: Queued };
  /** Makes a new device for an account whose 24 words are known; then as `join`. */
  recover: { parameters: Recover; answer: Queued };
  create_room: { parameters: CreateRoom; answer: Queued };
  /** The direct room with a person: the one there is, or a new one. */
  open_direct_room: { parameters: OfPerson; answer: Queued };
  add_people: { parameters: People; answer: Queued };
  remove_people: { parameters: People; answer: Queued };
  leave: { parameters: InRoom; answer: Queued };
  rename: { parameters: Rename; answer: Queued };
  set_role: { parameters: SetRole; answer: Queued };
  /** Fails with `roster_changed` when somebody has joined since the roster that `seen` names. */
  send_text: { parameters: SendText; answer: Queued };
  /** The person has looked at who is in the room; what was held goes out. */
  acknowledge_roster: { parameters: Acknowledge; answer: Queued };
  /** Takes back something that has not left this device. */
  discard: { parameters: OfItem; answer: Queued };
  /** Begins to fetch a file; its item says when it is here. */
  fetch_file: { parameters: OfItem; answer: Queued };
  /** Stops a file on its way, up or down. */
  pause_file: { parameters: OfItem; answer: Queued };
  /** Goes on with an upload where it stopped. */
  resume_file: { parameters: OfItem; answer: Queued };
  mark_read: { parameters: MarkRead; answer: Queued };
  /** The person has compared safety numbers and they were the same. */
  mark_verified: { parameters: OfPerson; answer: Queued };
  accept_new_key: { parameters: OfPerson; answer: Queued };
  set_receipts: { parameters: Receipts; answer: Queued };
  /** Founds a room anew that cannot go on. */
  refound: { parameters: Refound; answer: Queued };
  /** Withdraws another device of this account, everywhere. */
  revoke_device: { parameters: OfDevice; answer: Queued };
  /** The address at a push service where the relay wakes this device; null ends it. To be told again on each connection; the event `settled` comes when `push` knows what the relay says. */
  set_push: { parameters: SetPush; answer: Push };
  /** Keeps what is written and not sent; an empty text forgets it. */
  set_draft: { parameters: Draft; answer: Queued };
}
