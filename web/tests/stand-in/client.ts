// An engine that remembers nothing: stands in for src/engine/client.ts where screens are looked at
// and measured. It answers what a relay and an engine would, and is never shipped.

import type { AllMethods, Conversation, Engine, Event, Item, MethodName, Person, Status } from "../../src/engine/client";
import { acts } from "./acts";
import { announcementAnswers, announcementItems } from "./announcements";
import { doorAnswers } from "./door";
import { made } from "./item";
import { device, NOW, OWN, PEOPLE, room as madeRoom, rooms, talk } from "./people";
import { kindAnswers, kindItems } from "./kinds";
import { markAnswers, pageItem } from "./marks";
import { nudgeItems } from "./nudges";
import { polls, recounted } from "./polls";
import { roomAnswers } from "./rooms";
import { sayAnswers, sought } from "./say";
import { askedItem, askedRoom, soundingAnswers } from "./soundings";
import { statementAnswers, statementItem } from "./statements";

export type * from "../../src/engine/generated";

export class EngineError extends Error {
  readonly failure: { name: string; message: string };
  constructor(failure: { name: string; message: string }) {
    super(failure.message);
    this.failure = failure;
  }
}

const WORDS = "anchor basket candle dolphin ember falcon garden harbor island jacket kettle lantern meadow needle orchard pepper quarry ribbon saddle timber umbrella velvet walnut zebra";
const SAFETY_WORDS = WORDS.split(" ").slice(3, 15);

/** What the parts of the stand-in work on. */
export interface StandIn {
  timelines: Map<string, Item[]>;
  people: Person[];
  tell: (event: Event) => void;
  find: (room: string) => Conversation;
  /** The next item's number. */
  next: () => number;
}

export type Answers = { [Name in MethodName]?: (parameters: AllMethods[Name]["parameters"]) => AllMethods[Name]["answer"] };

/** `?world=` chooses one: new, joined, locked, failed, empty, offline, notices, nudges, announcements, page, cards, big, or the full one. */
export function connect(): Engine {
  const world = new URLSearchParams(location.search).get("world") ?? "full";
  const listeners = new Set<(event: Event) => void>();
  const tell = (event: Event) => {
    for (const listener of listeners) listener(event);
  };
  let hasAccount = world !== "new";
  const status: Status = {
    phase: world === "new" ? "new" : world === "locked" ? "locked" : world === "failed" ? "failed" : "open",
    protection: world === "locked" ? "passphrase" : world === "new" ? null : "browser",
    connection: world === "offline" ? "waiting" : "connected",
    owner: true,
    trouble: world === "failed" ? "no_storage" : null,
    detail: null,
  };
  const list: Conversation[] = world === "empty" || world === "new" ? [] : rooms();
  const timelines = new Map(list.map((room, at) => [room.room, at === 0 ? talk() : some(room)]));
  const other = list[1]?.other ?? null;
  if (world === "nudges" && other !== null) timelines.get(list[1]?.room ?? "")?.push(...nudgeItems(other));
  if (world === "announcements" && list[0] !== undefined) {
    timelines.get(list[0].room)?.push(...announcementItems());
    Object.assign(list[0], { unread: 0, mentions: 0, newcomers: [], seq: 121, read_seq: 121 });
  }
  const francophone = list.find((room) => room.title.startsWith("Groupe"))?.room ?? "";
  if (world === "cards") timelines.set(francophone, twice(timelines.get(francophone) ?? []));
  if (world === "page") timelines.get(list[0]?.room ?? "")?.push(pageItem());
  const people: Person[] = structuredClone(PEOPLE);
  const find = (id: string): Conversation => {
    const room = list.find((one) => one.room === id);
    if (room === undefined) throw new EngineError({ name: "no_room", message: "there is no such room" });
    return room;
  };
  let last = 1_000_000;
  const stand: StandIn = { timelines, people, tell, find, next: () => (last += 1) };

  const answers: Answers = {
    ...sayAnswers(stand),
    ...roomAnswers(stand),
    ...doorAnswers(stand),
    ...kindAnswers(stand, () => drawn(1200, 800)),
    ...soundingAnswers(stand),
    ...announcementAnswers(stand),
    ...markAnswers(stand),
    ...statementAnswers(stand),
    ...acts({
      timelines,
      find,
      tell,
      nextId: () => {
        last += 1;
        return last;
      },
      refuse: (name) => {
        throw new EngineError({ name, message: name });
      },
    }),
    status: () => status,
    create: () => {
      status.phase = "open";
      status.protection = "browser";
      tell({ event: "status", status: { ...status } });
      return null;
    },
    unlock: () => {
      throw new EngineError({ name: "wrong_key", message: "the key does not open this database" });
    },
    lock_hint: () => ({ protection: status.protection, credential: null, prf_input: "AAAA" }),
    protect: () => null,
    erase: () => null,
    storage: () => ({ used_bytes: 48_300_000, quota_bytes: 2_147_000_000, persistent: true }),
    account: () => (hasAccount ? { account: OWN, account_key: "00".repeat(32), device: device(63).device, relay: "https://relay.example", registered: true, report_to: "desk@relay.example" } : null),
    conversations: () => structuredClone(list),
    conversation: ({ room }) => structuredClone(find(room)),
    timeline: ({ room, before, after, limit }) => (world === "big" ? bigPage(before, after, limit) : page(timelines.get(room) ?? [], before, after, limit)),
    find_date: ({ room, at }) => (timelines.get(room) ?? []).find((item) => item.sent_at >= at)?.seq ?? null,
    search: (search) => sought(timelines, search),
    roster: ({ room }) => ({ people: people.slice(0, find(room).people), mark: 12, acknowledged: 11 }),
    safety: ({ account }) => ({ account, digits: "04119 77132 90845 61203 38857 20461 99018 55372 18406 73325 40962 68817", words: SAFETY_WORDS, verified: account.startsWith("mona") }),
    devices: () => [device(63), device(31)],
    push: () => ({ key: "04".repeat(65), state: "off" }),
    set_push: ({ endpoint }) => ({ key: "04".repeat(65), state: endpoint === null ? "off" : "on" }),
    wakes: () => true,
    is_silent: () => false,
    set_waking: () => ({ room: null, local_id: null }),
    set_room_waking: () => ({ room: null, local_id: null }),
    tells_typing: () => false,
    typing: ({ room }) => (find(room).kind === "direct" ? [] : people.slice(1, 3).map((person) => person.account)),
    set_typing: () => ({ room: null, local_id: null }),
    tell_typing: () => ({ room: null, local_id: null }),
    receipts: () => ({ delivered: true, read: false }),
    pending: () => ({ to_send: 0, held: 0, to_receive: 0, transfers: 0 }),
    recovery_words: () => WORDS,
    read_invitation: () => "https://relay.example",
    join: () => {
      hasAccount = true;
      setTimeout(() => tell({ event: "joined", account: OWN }), 0);
      return { room: null, local_id: null };
    },
    send_file: ({ room, name, media_type, caption, content, preview, voice, view_once, album }) => {
      const local_id = stand.next();
      const bytes = "size" in content ? content.size : content.length;
      const file = { name, media_type, bytes, bytes_done: bytes, state: "waiting", has_preview: preview !== null } as const;
      timelines.get(room)?.push(made({ local_id, kind: "file", text: caption, delivery: "queued", file, voice: voice ?? null, view_once: view_once === true ? "closed" : null, album: album ?? null }));
      tell({ event: "timeline", room });
      return { room: null, local_id };
    },
    file_preview: () => drawn(240, 160) as never,
    file_part: (async ({ part }: { part: number }) => (part === 0 ? drawn(1200, 800) : null)) as never,
    file_content: () => drawn(1200, 800) as never,
    acknowledge_roster: ({ room }) => {
      find(room).newcomers = [];
      for (const person of people) person.is_new = false;
      tell({ event: "room", room });
      return { room: null, local_id: null };
    },
    mark_read: ({ room, through_seq }) => {
      // The pictures show what is unread, so it stays unread.
      if (world === "big") find(room).read_seq = through_seq;
      return { room: null, local_id: null };
    },
    set_draft: ({ room, text }) => {
      find(room).draft = text;
      return { room: null, local_id: null };
    },
    open_direct_room: () => ({ room: list[1]?.room ?? null, local_id: null }),
    create_room: () => ({ room: list[0]?.room ?? null, local_id: null }),
    form_huddle: ({ title, with: others, ends_at }) => {
      const huddle = { ends_at, keepers: people.slice(1, 3).map((person) => person.account), may_end: true };
      const formed = madeRoom(title, 0, null, { role: "owner", people: others.length + 1, devices: others.length + 3, huddle });
      list.unshift(formed);
      timelines.set(formed.room, []);
      tell({ event: "room", room: formed.room });
      return { room: formed.room, local_id: null };
    },
    keep_huddle: ({ room, on }) => {
      const { huddle } = find(room);
      if (huddle !== null) huddle.keepers = [...huddle.keepers.filter((account) => account !== OWN), ...(on ? [OWN] : [])];
      tell({ event: "room", room });
      return { room: null, local_id: null };
    },
    end_huddle: ({ room }) => {
      list.splice(list.indexOf(find(room)), 1);
      tell({ event: "room", room });
      return { room: null, local_id: null };
    },
  };

  if (world === "notices") {
    setTimeout(() => {
      tell({ event: "key_changed", account: "li.wei@relay.example" });
      tell({ event: "refused", room: null, undone: { kind: "add", people: ["bo@relay.example"] }, what: "add bo@relay.example", why: "account_unknown" });
    }, 0);
  }
  if (world === "big" && list[0] !== undefined) Object.assign(list[0], { unread: 0, newcomers: [], seq: BIG, read_seq: BIG });

  return {
    async request(method, parameters) {
      const answer = answers[method] as ((parameters: unknown) => never) | undefined;
      // As with a worker, nothing is answered at once.
      await new Promise((resolve) => setTimeout(resolve, 0));
      const answered = await (answer?.(parameters) ?? (null as never));
      // For the test that covers all of it.
      ((globalThis as { answered?: unknown[] }).answered ??= []).push(answered);
      return answered;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => undefined,
  };
}

/** A page with lines on it and a note in the margin: a picture, as a sender's browser would make one. */
async function drawn(width: number, height: number): Promise<Uint8Array> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d");
  if (context === null) return new Uint8Array();
  context.fillStyle = "#f4efe4";
  context.fillRect(0, 0, width, height);
  context.fillStyle = "#3b4450";
  for (let line = 1; line < 9; line += 1) context.fillRect(width * 0.12, (height * line) / 9.5, width * (line % 3 === 0 ? 0.5 : 0.68), height * 0.02);
  context.strokeStyle = "#a4342c";
  context.lineWidth = height * 0.015;
  context.beginPath();
  context.ellipse(width * 0.4, height * 0.44, width * 0.3, height * 0.09, 0, 0, 7);
  context.stroke();
  return new Uint8Array(await (await canvas.convertToBlob({ type: "image/jpeg", quality: 0.8 })).arrayBuffer());
}

function some(room: Conversation): Item[] {
  if (room.latest?.kind === "poll") return polls();
  if (room.title.startsWith("Coordination")) return kindItems();
  if (room.title.startsWith("Groupe")) return [...askedRoom(), statementItem()];
  const before: Item[] =
    room.kind === "direct"
      ? [
          made({ seq: 1, local_id: 1, sender: room.title, kind: "text", text: "Are you in the room already?", sent_at: NOW - 5_400_000, delivery: "received" }),
          made({ seq: 2, local_id: 2, sender: OWN, kind: "text", text: "Outside, by the coffee.", sent_at: NOW - 5_300_000, delivery: "read" }),
          made({ seq: 3, local_id: 13, sender: room.title, kind: "file", text: "Page 2, with the chair’s notes.", sent_at: NOW - 4_200_000, delivery: "received", file: { name: "page 2.jpg", media_type: "image/jpeg", bytes: 1_240_000, bytes_done: 0, state: "elsewhere", has_preview: true } }),
          made({ seq: 4, local_id: 14, sender: room.title, kind: "file", text: "", sent_at: NOW - 4_100_000, delivery: "received", file: { name: "article 7, consolidated.docx", media_type: "application/octet-stream", bytes: 86_000, bytes_done: 43_000, state: "fetching", has_preview: false } }),
          made({ seq: 5, local_id: 15, sender: OWN, kind: "file", text: "The map that Norway means.", sent_at: NOW - 3_000_000, delivery: "read", file: { name: "map.jpg", media_type: "image/jpeg", bytes: 420_000, bytes_done: 420_000, state: "sent", has_preview: true } }),
          made({ seq: null, local_id: 16, sender: OWN, kind: "file", text: "", sent_at: NOW - 1_000_000, delivery: "queued", file: { name: "statement-final.pdf", media_type: "application/pdf", bytes: 9_700_000, bytes_done: 3_100_000, state: "uploading", has_preview: false } }),
          made({ seq: 5, local_id: 17, sender: room.title, kind: "file", text: "", sent_at: NOW - 2_000_000, delivery: "received", file: { name: `told-2-${NOW - 200_000_000}-${NOW - 199_000_000}.cbor`, media_type: "application/vnd.corridor.told+cbor", bytes: 260, bytes_done: 260, state: "here", has_preview: false } }),
          made({ seq: 6, local_id: 3, sender: room.title, kind: "text", text: "Norway will speak next. Then you?", sent_at: NOW - 1_900_000, delivery: "received" }),
        ]
      : talk().slice(0, 6);
  if (room.title.startsWith("li.wei")) before.push(askedItem());
  return room.latest === null ? before : [...before, { ...room.latest, seq: room.latest.delivery === "held" ? null : 114 }];
}

/** Cards of each kind at the beginning and at the end, with more talk between than a window shows. */
function twice(cards: readonly Item[]): Item[] {
  const among = talk().filter((item) => item.kind === "text" && item.text.length > 30).slice(0, 6);
  return [...cards, ...among, ...cards].map((item, place) => Object.assign(structuredClone(item), { seq: 101 + place, local_id: 840 + place }));
}

function page(items: readonly Item[], before: number | undefined, after: number | undefined, limit: number) {
  const within = items.filter((item) => item.seq === null ? before === undefined : (before === undefined || item.seq < before) && (after === undefined || item.seq > after));
  const shown = after === undefined ? within.slice(-limit) : within.slice(0, limit);
  return { items: structuredClone(shown.map(recounted)), has_earlier: after === undefined && within.length > limit, has_later: after !== undefined && within.length > limit };
}

/** Messages of the room that is measured. */
export const BIG = 50_000;

const PHRASES = talk().filter((item) => item.kind === "text").map((item) => item.text);

/** Made when asked for: heights differ, senders and days change. */
function bigItem(seq: number): Item {
  const person = PEOPLE[(seq * 7 + Math.floor(seq / 5)) % PEOPLE.length];
  const text = `${seq}. ${PHRASES[(seq * 13) % PHRASES.length] ?? ""} ${seq % 9 === 0 ? PHRASES[seq % PHRASES.length] : ""}`;
  const own = person?.account === OWN;
  return made({ seq, local_id: seq, sender: person?.account ?? OWN, kind: "text", text, sent_at: NOW - (BIG - seq) * 70_000, delivery: own ? "read" : "received" });
}

function bigPage(before: number | undefined, after: number | undefined, limit: number) {
  const from = after === undefined ? Math.max(1, (before ?? BIG + 1) - limit) : after + 1;
  const end = after === undefined ? (before ?? BIG + 1) : Math.min(BIG + 1, from + limit);
  const items = Array.from({ length: Math.max(0, end - from) }, (_, index) => bigItem(from + index));
  return { items, has_earlier: from > 1, has_later: end <= BIG };
}
