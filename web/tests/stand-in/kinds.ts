// Voice notes, what is opened once, albums, contacts, places and described links at the stand-in; galleries,
// and what files take.

import type { GalleryKind, Item } from "../../src/engine/client";
import { linksIn } from "../../src/screens/conversation/kinds/links";
import { EngineError, type Answers, type StandIn } from "./client";
import { made } from "./item";
import { NOW } from "./people";

const DONE = { room: null, local_id: null };
const MINUTE = 60_000;
const LEVELS = Array.from({ length: 64 }, (_, at) => Math.round(128 + 110 * Math.sin(at / 3) * Math.cos(at / 11)));

function file(name: string, media_type: string, state: NonNullable<Item["file"]>["state"], has_preview = false) {
  return { name, media_type, bytes: 240_000, bytes_done: 0, state, has_preview };
}

/** A conversation in which all of them are. */
export function kindItems(): Item[] {
  const album = "0a".repeat(16);
  const of = (seq: number, change: Partial<Item>) => made({ seq, local_id: 700 + seq, sender: "priya.nair@relay.example", sent_at: NOW - (200 - seq) * MINUTE, delivery: "received", ...change });
  return [
    of(101, { text: "The room for tomorrow: https://relay.example/plan", link: { url: "https://relay.example/plan", title: "Floor plan of the conference centre", description: "Hall XX is on the second floor." } }),
    of(102, { kind: "file", file: file("voice.webm", "audio/webm", "here"), voice: { duration_ms: 65_400, levels: LEVELS } }),
    of(103, { kind: "file", text: "Page 2, as marked up.", album, file: file("page 2.jpg", "image/jpeg", "here", true) }),
    of(104, { kind: "file", album, file: file("page 3.jpg", "image/jpeg", "here", true), reactions: [{ reaction: "👍", people: ["henrik@relay.example"], own: false }] }),
    of(105, { kind: "file", album, file: file("page 4.jpg", "image/jpeg", "elsewhere", true) }),
    of(106, { kind: "file", text: "For your eyes.", view_once: "closed", file: file("bracket.jpg", "image/jpeg", "here") }),
    of(107, { kind: "file", view_once: "opened" }),
    of(108, { kind: "contact", text: "Kofi, of the island states", contact: { account: "kofi.mensah@relay.example", name: "Kofi, of the island states" } }),
    of(109, { kind: "place", text: "Hall XX, the south door", place: { latitude: 46_226_500, longitude: 6_140_200, accuracy: 25, label: "Hall XX, the south door" } }),
    of(110, { kind: "file", text: "", file: file("agenda, draft 2.pdf", "application/pdf", "here") }),
  ];
}

function isOf(kind: GalleryKind, item: Item): boolean {
  if (kind === "links") return item.kind === "text" && linksIn(item.text).length > 0;
  if (item.file === null || item.view_once !== null) return false;
  if (item.voice !== null) return kind === "voice";
  return kind === (item.file.media_type.startsWith("image/") ? "pictures" : "files");
}

export function kindAnswers({ timelines, tell, next }: StandIn, drawn: () => Promise<Uint8Array>): Answers {
  const say = (room: string, change: Partial<Item>) => {
    const local_id = next();
    timelines.get(room)?.push(made({ seq: local_id, local_id, delivery: "sent", sent_at: Date.now(), ...change }));
    tell({ event: "timeline", room });
    return { room: null, local_id };
  };
  const filesOf = (room: string) => (timelines.get(room) ?? []).filter((item) => item.file?.state === "here");
  return {
    send_contact: ({ room, contact }) => {
      if (!contact.account.includes("@")) throw new EngineError({ name: "kind", message: "no account" });
      return say(room, { kind: "contact", text: contact.name === "" ? contact.account : contact.name, contact });
    },
    send_place: ({ room, place }) => say(room, { kind: "place", text: place.label, place }),
    gallery: ({ room, kind, before, limit }) =>
      structuredClone((timelines.get(room) ?? []).filter((item) => isOf(kind, item) && item.local_id < (before ?? Number.POSITIVE_INFINITY)).reverse().slice(0, limit)),
    room_storage: () =>
      [...timelines.keys()].flatMap((room) => {
        const bytes = filesOf(room).reduce((sum, item) => sum + (item.file?.bytes ?? 0), 0);
        return bytes === 0 ? [] : [{ room, files: filesOf(room).length, bytes, freeable: bytes }];
      }),
    free_files: ({ rooms }) => {
      for (const room of rooms) {
        for (const item of filesOf(room)) if (item.file !== null) item.file.state = "elsewhere";
        tell({ event: "timeline", room });
      }
      return DONE;
    },
    open_once: (({ local_id }: { local_id: number }) => {
      for (const [room, items] of timelines) {
        const item = items.find((one) => one.local_id === local_id);
        if (item?.view_once !== "closed") continue;
        Object.assign(item, { view_once: "opened", file: null });
        tell({ event: "timeline", room });
        return drawn();
      }
      throw new EngineError({ name: "no_file", message: "there is no such file" });
    }) as never,
  };
}
