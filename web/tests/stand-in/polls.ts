// Polls that count: what is asked, and who has chosen what.

import type { Item, Poll } from "../../src/engine/client";
import { made } from "./item";
import { NOW, OWN } from "./people";

export interface Asked {
  options: readonly string[];
  multiple: boolean;
  open: boolean;
  deadline: number | null;
  isOver: boolean;
  votes: Map<string, readonly number[]>;
}

const asked = new Map<number, Asked>();
const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;

/** A poll as the engine would count it: nothing of a hidden one before it is over. */
function counted(poll: Asked): Poll {
  const isPast = poll.deadline !== null && poll.deadline <= Date.now();
  const isCounted = poll.open || poll.isOver || isPast;
  const votes = [...poll.votes].filter(([, choices]) => choices.length > 0);
  return {
    options: poll.options.map((text, place) => {
      const people = votes.filter(([, choices]) => choices.includes(place)).map(([person]) => person);
      return { text, votes: isCounted ? people.length : null, people: poll.open ? people : [], own: people.includes(OWN) };
    }),
    multiple: poll.multiple, open: poll.open, deadline: poll.deadline, over: poll.isOver, voters: votes.length,
  };
}

export function pollItem(change: Partial<Item>, poll: Asked): Item {
  const item = made({ kind: "poll", ...change });
  asked.set(item.local_id, poll);
  return Object.assign(item, { poll: counted(poll) });
}

/** Answers whether there is such a poll and it still goes on. */
export function changePoll(item: Item, act: (poll: Asked) => void): boolean {
  const poll = asked.get(item.local_id);
  if (poll === undefined || poll.isOver || (poll.deadline !== null && poll.deadline <= Date.now())) return false;
  act(poll);
  item.poll = counted(poll);
  return true;
}

/** As the clock has it now: a hidden poll shows its votes once its deadline has passed. */
export function recounted(item: Item): Item {
  const poll = asked.get(item.local_id);
  return poll === undefined ? item : { ...item, poll: counted(poll) };
}

const at = (name: string) => `${name}@relay.example`;

/** An open one that one has voted in, a hidden one of one's own, and one that is over. */
export function polls(): Item[] {
  return [
    pollItem(
      { seq: 201, local_id: 201, sender: at("henrik"), text: "Which footnote can your capital live with?", sent_at: NOW - 7 * DAY },
      { options: ["The one of the chair", "The one of Norway", "None at all"], multiple: false, open: true, deadline: null, isOver: true,
        votes: new Map([[at("mona.haddad"), [0]], [at("li.wei"), [2]], [at("kofi.mensah"), [0]], [OWN, [0]]]) },
    ),
    pollItem(
      { seq: 202, local_id: 202, sender: at("mona.haddad"), text: "متى نجتمع مجددًا؟", sent_at: NOW - 6.5 * DAY },
      { options: ["الثلاثاء 9:00", "الثلاثاء 14:00", "الأربعاء 9:00"], multiple: true, open: true, deadline: NOW + 20 * HOUR, isOver: false,
        votes: new Map([[at("henrik"), [0, 1]], [at("olga.petrova"), [1]], [OWN, [1]], [at("jean-marc.diallo"), [1, 2]]]) },
    ),
    pollItem(
      { seq: 203, local_id: 203, sender: OWN, text: "Do we accept the package as it stands?", sent_at: NOW - 6.4 * DAY, delivery: "read" },
      { options: ["Yes", "Yes, if paragraph 3 is dropped", "No"], multiple: false, open: false, deadline: null, isOver: false,
        votes: new Map([[at("henrik"), [0]], [at("li.wei"), [1]], [at("tomas"), [2]]]) },
    ),
  ];
}
