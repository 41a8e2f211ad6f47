// What is said at the stand-in: texts at once or later, polls and votes, and what is found of it all.

import type { AllMethods, Found, Item } from "../../src/engine/client";
import { EngineError, type Answers, type StandIn } from "./client";
import { quoteOf } from "./acts";
import { made } from "./item";
import { OWN_PHRASES } from "./nudges";
import { OWN } from "./people";
import { changePoll, pollItem } from "./polls";

const NUDGE_WAITS_MS = 5000;
const DONE = { room: null, local_id: null };

export function sayAnswers({ timelines, tell, next }: StandIn): Answers {
  let phrases: readonly string[] = OWN_PHRASES;
  const timers = new Map<number, ReturnType<typeof setTimeout>>();

  /** Goes out after `wait`; stands at the end until then. */
  const queue = (room: string, item: Item, wait: number) => {
    timelines.get(room)?.push(item);
    tell({ event: "timeline", room });
    timers.set(item.local_id, setTimeout(() => {
      Object.assign(item, { seq: item.local_id, delivery: "sent", send_at: null });
      tell({ event: "timeline", room });
    }, wait));
    return { room: null, local_id: item.local_id };
  };

  const withItem = (local_id: number, act: (item: Item, room: string, items: Item[]) => void) => {
    for (const [room, items] of timelines) {
      const item = items.find((one) => one.local_id === local_id);
      if (item === undefined) continue;
      act(item, room, items);
      tell({ event: "timeline", room });
      return DONE;
    }
    throw new EngineError({ name: "no_message", message: "there is no such message" });
  };

  return {
    send_text: ({ room, text, markdown, send_at, reply_to, link }) => {
      const answered = timelines.get(room)?.find((one) => one.local_id === reply_to);
      const item = made({ local_id: next(), text, reply_to: answered === undefined ? null : quoteOf(answered), delivery: "queued", sent_at: send_at ?? Date.now(), send_at: send_at ?? null, markdown: markdown === true, link: link ?? null });
      return queue(room, item, send_at === undefined ? 50 : send_at - Date.now());
    },
    send_poll: ({ room, question, options, multiple, open, deadline }) => {
      const poll = { options, multiple, open, deadline: deadline ?? null, isOver: false, votes: new Map() };
      return queue(room, pollItem({ local_id: next(), text: question, delivery: "queued", sent_at: Date.now() }, poll), 50);
    },
    send_nudge: ({ room, nudge, reply_to }) => {
      const answered = timelines.get(room)?.find((one) => one.local_id === reply_to);
      const goes = Date.now() + NUDGE_WAITS_MS;
      const item = made({ local_id: next(), kind: "nudge", text: nudge.subject, nudge, reply_to: answered === undefined ? null : quoteOf(answered), delivery: "queued", sent_at: goes, send_at: goes });
      return queue(room, item, NUDGE_WAITS_MS);
    },
    own_phrases: () => [...phrases],
    keep_phrases: (kept) => {
      phrases = kept.phrases;
      return DONE;
    },
    vote: ({ local_id, choices }) =>
      withItem(local_id, (item) => {
        if (!changePoll(item, (poll) => poll.votes.set(OWN, choices))) throw new EngineError({ name: "vote", message: "the poll is over" });
      }),
    end_poll: ({ local_id }) => withItem(local_id, (item) => changePoll(item, (poll) => (poll.isOver = true))),
    discard: ({ local_id }) =>
      withItem(local_id, (item, _, items) => {
        clearTimeout(timers.get(local_id));
        items.splice(items.indexOf(item), 1);
      }),
  };
}

export function sought(timelines: StandIn["timelines"], search: AllMethods["search"]["parameters"]): Found[] {
  const wanted = search.text.toLowerCase();
  return [...timelines]
    .filter(([room]) => search.room === undefined || search.room === room)
    .flatMap(([room, items]) =>
      items
        .filter((item) => ["text", "file", "poll", "contact", "place", "nudge", "announcement"].includes(item.kind) && item.seq !== null)
        .filter((item) => search.kinds === undefined || search.kinds.length === 0 || search.kinds.includes(item.kind))
        .filter((item) => search.sender === undefined || search.sender === item.sender)
        .filter((item) => item.sent_at >= (search.since ?? 0) && item.sent_at < (search.until ?? Number.POSITIVE_INFINITY))
        .filter((item) => `${item.file?.name ?? ""}\n${item.text}`.toLowerCase().includes(wanted))
        .map((item) => ({ room, item })),
    )
    .slice(0, search.limit);
}
