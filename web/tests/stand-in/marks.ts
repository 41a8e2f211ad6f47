// A page on which three people have drawn and written, at the stand-in.

import type { Item, PageMark } from "../../src/engine/client";
import { EngineError, type Answers, type StandIn } from "./client";
import { made } from "./item";
import { NOW, OWN } from "./people";

const at = (x: number, y: number) => ({ x: Math.round(x * 65_535), y: Math.round(y * 65_535) });
const WAVE = Array.from({ length: 24 }, (_, step) => at(0.15 + step / 60, 0.3 + 0.01 * Math.sin(step)));

const PAGE = 790;

export function pageItem(): Item {
  const file = { name: "page 2.jpg", media_type: "image/jpeg", bytes: 240_000, bytes_done: 0, state: "here", has_preview: true } as const;
  return made({ seq: 120, local_id: PAGE, kind: "file", text: "Page 2, for your marks.", sender: "priya.nair@relay.example", sent_at: NOW - 60_000, delivery: "received", file, marks: { marks: 6, people: 3 } });
}

/** Marks by the picture on which they are. */
export function markAnswers({ timelines, tell, next }: StandIn): Answers {
  const mark = (author: string, change: Partial<PageMark>): PageMark => ({ local_id: next(), author, own: author === OWN, shape: "pin", points: [at(0.5, 0.5)], text: "", number: null, sent_at: NOW, delivery: author === OWN ? "sent" : "received", ...change });
  const of = new Map<number, PageMark[]>([
    [PAGE, [
      mark("mona.haddad@relay.example", { text: "This number is last year’s.", points: [at(0.2, 0.15)], number: 1 }),
      mark("mona.haddad@relay.example", { shape: "highlighter", points: WAVE }),
      mark("henrik@relay.example", { shape: "arrow", points: [at(0.8, 0.8), at(0.55, 0.5)] }),
      mark("henrik@relay.example", { shape: "note", text: "“shall”, as agreed in May", points: [at(0.6, 0.7)] }),
      mark(OWN, { shape: "pen", points: [at(0.1, 0.8), at(0.3, 0.82), at(0.35, 0.78)] }),
      mark(OWN, { text: "Ask the capital.", points: [at(0.35, 0.85)], number: 2 }),
    ]],
  ]);
  const changed = () => {
    for (const room of timelines.keys()) tell({ event: "timeline", room });
  };
  return {
    marks: ({ local_id }) => structuredClone(of.get(local_id) ?? []),
    send_mark: ({ local_id, mark: wanted }) => {
      if (wanted.points.length === 0) throw new EngineError({ name: "kind", message: "a mark has points" });
      const marks = of.get(local_id) ?? [];
      const number = wanted.shape === "pin" ? marks.filter((one) => one.shape === "pin").length + 1 : null;
      const one = mark(OWN, { ...wanted, number });
      of.set(local_id, [...marks, one]);
      changed();
      return { room: null, local_id: one.local_id };
    },
  };
}
