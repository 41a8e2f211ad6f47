// What this person has, as a file they can keep: one JSON object a line, in the order of each log.

import { ask } from "../../app/world";
import type { Conversation, Item } from "../../engine/client";

/** The most that the engine hands out at once. */
const PAGE = 1000;

export async function exportLines(rooms: readonly Conversation[]): Promise<string[]> {
  const lines: string[] = [];
  for (const room of rooms) {
    lines.push(JSON.stringify({ room: room.room, title: room.title, kind: room.kind }));
    const items = await wholeTimeline(room.room);
    for (const item of items) lines.push(JSON.stringify({ in: room.room, ...item }));
  }
  return lines;
}

async function wholeTimeline(room: string): Promise<Item[]> {
  const pages: Item[][] = [];
  let page = await ask("timeline", { room, limit: PAGE });
  pages.unshift(page.items);
  for (let before = page.items[0]?.seq; page.has_earlier && typeof before === "number"; before = page.items[0]?.seq) {
    page = await ask("timeline", { room, before, limit: PAGE });
    pages.unshift(page.items);
  }
  return pages.flat();
}

/** The file is in the clear: it is for the person who asked, on a disk of theirs. */
export async function saveExport(rooms: readonly Conversation[]): Promise<void> {
  const lines = await exportLines(rooms);
  const file = new Blob(lines.map((line) => `${line}\n`), { type: "application/jsonl" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = `corridor-${new Date().toISOString().slice(0, 10)}.jsonl`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
