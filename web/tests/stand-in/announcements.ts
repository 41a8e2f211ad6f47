// What headquarters announces at the stand-in: to its person, who has it to acknowledge, and by them, with who has seen it.

import type { Item, Reached, Tally } from "../../src/engine/client";
import type { Answers, StandIn } from "./client";
import { made } from "./item";
import { NOW, OWN } from "./people";

const MINUTE = 60_000;
const DONE = { room: null, local_id: null };
const at = (name: string) => `${name}@relay.example`;

const reached = (name: string, reach: Reached["reach"], ago?: number): Reached => ({ account: at(name), reach, acknowledged_at: ago === undefined ? null : NOW - ago * MINUTE });

function counted(people: Reached[]): Tally {
  const count = (reach: Reached["reach"]) => people.filter((person) => person.reach === reach).length;
  return { people, all: people.length - count("gone"), seen: count("seen"), undelivered: count("undelivered") };
}

export function announcementItems(): Item[] {
  const announced = { people: [], for_me: true, acknowledged_at: null, tally: null };
  const tally = counted([
    reached("henrik", "seen", 4),
    reached("mona.haddad", "seen", 3),
    reached("li.wei", "delivered"),
    reached("olga.petrova", "undelivered"),
    reached("kofi.mensah", "seen", 1),
    reached("jean-marc.diallo", "seen", 2),
    reached("sofia.reyes", "undelivered"),
    reached("tomas", "gone"),
  ]);
  return [
    made({ seq: 120, local_id: 920, sender: at("henrik"), kind: "announcement", text: "The plenary is moved to Hall XX.", sent_at: NOW - 9 * MINUTE, mentions_me: true, announcement: announced }),
    made({ seq: 121, local_id: 921, sender: OWN, kind: "announcement", text: "We vote at four, before the speaker’s hour ends.\nWhoever has the floor yields to Green Island.", sent_at: NOW - 5 * MINUTE, delivery: "sent", announcement: { ...announced, for_me: false, tally } }),
  ];
}

export function announcementAnswers({ timelines, people: roster, tell, find, next }: StandIn): Answers {
  return {
    announce: ({ room, text, people }) => {
      const named = people.length === 0 ? roster.map((person) => person.account).filter((account) => account !== OWN) : people;
      const tally = counted(named.map((account) => ({ account, reach: "undelivered", acknowledged_at: null })));
      const number = next();
      timelines.get(room)?.push(made({ seq: number, local_id: number, kind: "announcement", text, delivery: "sent", sent_at: Date.now(), announcement: { people, for_me: false, acknowledged_at: null, tally } }));
      tell({ event: "timeline", room });
      return { room: null, local_id: number };
    },
    acknowledge_announcement: ({ local_id }) => {
      for (const [room, items] of timelines) {
        const item = items.find((one) => one.local_id === local_id);
        if (item?.announcement === undefined || item.announcement === null) continue;
        item.announcement.acknowledged_at = Date.now();
        tell({ event: "timeline", room });
      }
      return DONE;
    },
    let_announcements_through: ({ room, on }) => {
      find(room).lets_announcements_through = on;
      tell({ event: "room", room });
      return DONE;
    },
  };
}
