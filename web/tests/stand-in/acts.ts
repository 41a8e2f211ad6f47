// What people do to messages, really done to the stand-in's own: a screen that asks for it sees it.

import type { AllMethods, Conversation, Event, Item, MethodName, Quote } from "../../src/engine/client";
import { made } from "./item";
import { NOW, OWN } from "./people";

interface World {
  timelines: ReadonlyMap<string, Item[]>;
  find: (room: string) => Conversation;
  tell: (event: Event) => void;
  nextId: () => number;
  refuse: (name: string) => never;
}

type Answers = { [Name in MethodName]?: (parameters: AllMethods[Name]["parameters"]) => AllMethods[Name]["answer"] };

const DONE = { room: null, local_id: null };

export function quoteOf(item: Item): Quote {
  const { local_id, seq, sender, kind, text, nudge } = item;
  return { local_id, seq, sender, kind, text: [...text].slice(0, 200).join(""), phrase: nudge?.phrase ?? null };
}

export function acts(world: World): Answers {
  const versions = new Map<number, { text: string; markdown: boolean; sent_at: number }[]>();
  const all = () => [...world.timelines].flatMap(([room, items]) => items.map((item) => ({ room, item })));
  const subject = (local_id: number): { room: string; item: Item } =>
    all().find(({ item }) => item.local_id === local_id) ?? world.refuse("no_message");
  const change = (local_id: number, with_it: (item: Item) => Partial<Item>) => {
    const { room, item } = subject(local_id);
    Object.assign(item, with_it(item));
    // A quote says what its message says now.
    for (const other of world.timelines.get(room) ?? []) if (other.reply_to?.local_id === local_id) other.reply_to = quoteOf(item);
    world.tell({ event: "timeline", room });
    return DONE;
  };
  const said = (item: Item) => ({ text: item.text, markdown: item.markdown, sent_at: item.edited_at ?? item.sent_at });

  return {
    react: ({ local_id, reaction, on }) =>
      change(local_id, ({ reactions }) => {
        const others = (reactions.find((one) => one.reaction === reaction)?.people ?? []).filter((person) => person !== OWN);
        const people = on ? [...others, OWN] : others;
        const rest = reactions.filter((one) => one.reaction !== reaction);
        return { reactions: people.length === 0 ? rest : [...rest, { reaction, people, own: on }] };
      }),
    edit: ({ local_id, text, markdown }) =>
      change(local_id, (item) => {
        if (item.sender !== OWN) world.refuse("not_allowed");
        versions.set(local_id, [...(versions.get(local_id) ?? []), said(item)]);
        return { text, markdown, edits: item.edits + 1, edited_at: NOW };
      }),
    history: ({ local_id }) => {
      const { item } = subject(local_id);
      const known = versions.get(local_id) ?? (item.edits > 0 ? [{ text: item.text.replaceAll(/\*+|~~/gu, ""), markdown: false, sent_at: item.sent_at }] : []);
      return [...known, said(item)];
    },
    withdraw: ({ local_id }) =>
      change(local_id, () => ({ withdrawn_by: OWN, text: "", file: null, reactions: [], pinned: false, edits: 0, edited_at: null })),
    hide: ({ local_id }) => {
      const { room, item } = subject(local_id);
      const items = world.timelines.get(room) ?? [];
      items.splice(items.indexOf(item), 1);
      world.tell({ event: "timeline", room });
      return DONE;
    },
    pin: ({ local_id, on }) => change(local_id, () => ({ pinned: on })),
    star: ({ local_id, on }) => change(local_id, () => ({ starred: on })),
    pinned: ({ room }) => all().filter((found) => found.room === room && found.item.pinned).toReversed(),
    starred: () => all().filter((found) => found.item.starred).toSorted((one, other) => other.item.sent_at - one.item.sent_at),
    forward: ({ local_id, room }) => {
      world.find(room);
      const { text, kind, markdown, file } = subject(local_id).item;
      const local = world.nextId();
      world.timelines.get(room)?.push(made({ seq: local, local_id: local, sender: OWN, kind, text, markdown, file, forwarded: true, sent_at: NOW, delivery: "sent" }));
      world.tell({ event: "timeline", room });
      return { room: null, local_id: local };
    },
  };
}
