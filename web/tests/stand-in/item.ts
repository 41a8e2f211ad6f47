// An item, with what most items do not have left out.

import type { Item } from "../../src/engine/client";
import { NOW, OWN } from "./people";

export function made(change: Partial<Item>): Item {
  return {
    seq: null, local_id: 0, sender: OWN, kind: "text", text: "", sent_at: NOW, delivery: "received", file: null, poll: null,
    markdown: false, forwarded: false, reply_to: null, reactions: [], edits: 0, edited_at: null, withdrawn_by: null,
    pinned: false, starred: false, mentions_me: false, send_at: null, expires_at: null, blocked: false,
 voice: null, view_once: null, album: null, link: null, contact: null, place: null, nudge: null, announcement: null, question: null, totals: null, marks: null, statement: null, ...change,
  };
}
