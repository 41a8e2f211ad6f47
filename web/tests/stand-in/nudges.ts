// Nudges at the stand-in: some that have come, one's own phrases, and what is said of new ones.

import type { Item } from "../../src/engine/client";
import { made } from "./item";
import { NOW, OWN } from "./people";

const MINUTE = 60_000;

/** A conversation that ends with nudges: one answered, one still to be. */
export function nudgeItems(sender: string): Item[] {
  const of = (seq: number, change: Partial<Item>) => made({ seq, local_id: 800 + seq, sender, kind: "nudge", sent_at: NOW - (220 - seq) * MINUTE, delivery: "received", ...change });
  return [
    of(201, { nudge: { phrase: "wait", subject: "" } }),
    of(202, { sender: OWN, nudge: { phrase: "in_a_moment", subject: "" }, delivery: "read", reply_to: { local_id: 1001, seq: 201, sender, kind: "nudge", text: "", phrase: "wait" } }),
    of(203, { nudge: { phrase: "own", subject: "Coffee, second floor" }, text: "Coffee, second floor" }),
    of(204, { nudge: { phrase: "speak", subject: "" } }),
  ];
}

export const OWN_PHRASES = ["Read the footnote out", "Coffee, second floor"];
