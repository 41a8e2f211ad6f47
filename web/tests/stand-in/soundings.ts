// Questions that people are asked alone, and rooms: as somebody is asked, as the asker sees them, and totals.

import type { Answered, AskedPerson, Item, Sounding } from "../../src/engine/client";
import { EngineError, type Answers, type StandIn } from "./client";
import { made } from "./item";
import { NOW, OWN } from "./people";

const MINUTE = 60_000;
const DONE = { room: null, local_id: null };
const at = (name: string) => `${name}@relay.example`;
const QUESTION = "What would you accept for the transition?";
const ANSWERS = ["Ten years", "Five years", "None"];

/** As it stands with somebody who is asked. */
export function askedItem(): Item {
  const question = { answers: ANSWERS, free: true, deadline: NOW + 120 * MINUTE, of_room: false, told: false, answer: null, sounding: null };
  return made({ seq: 113, local_id: 820, sender: at("li.wei"), kind: "sounding", text: QUESTION, sent_at: NOW - 200 * MINUTE, question });
}

/** A room that is asked, is reminded of nothing, and is told what came of it. */
export function askedRoom(): Item[] {
  const asker = at("jean-marc.diallo");
  const text = "Peut-on accepter cinq ans ?";
  const question = { answers: ["Oui", "Non"], free: false, deadline: null, of_room: true, told: true, answer: { choice: 0, text: "", answered_at: NOW - 80 * MINUTE }, sounding: null };
  const totals = { answers: [{ text: "Oui", count: 5 }, { text: "Non", count: 2 }], free: 0, asked: 8, of_room: true };
  return [
    made({ seq: 101, local_id: 821, sender: asker, kind: "sounding", text, sent_at: NOW - 90 * MINUTE, question }),
    made({ seq: 102, local_id: 822, sender: asker, kind: "sounding_totals", text, sent_at: NOW - 20 * MINUTE, totals }),
  ];
}

const answered = (choice: number | null, text: string, ago: number): Answered => ({ choice, text, answered_at: NOW - ago * MINUTE });

function person(name: string, answer: Answered | null, change: Partial<AskedPerson> = {}): AskedPerson {
  return { account: at(name), room: "00", local_id: 0, delivery: "read", answer, reminded_at: null, blocked: false, ...change };
}

const asked = (): Sounding[] => [
  {
    sounding: 2, question: QUESTION, answers: ANSWERS, free: true, deadline: NOW + 120 * MINUTE, room: null, asked_at: NOW - 60 * MINUTE, asked: 6, answered: 3, totals: null, published: false,
    people: [
      person("henrik", answered(0, "", 31)),
      person("kofi.mensah", answered(null, "Seven, if the footnote on small island states stays", 12)),
      person("li.wei", null, { delivery: "delivered", reminded_at: NOW - 5 * MINUTE }),
      person("mona.haddad", answered(1, "", 40)),
      person("olga.petrova", null, { delivery: "queued" }),
      person("tomas", null, { delivery: "held" }),
    ],
  },
  { sounding: 1, question: "Is the bracket in paragraph 3 worth a night?", answers: ["Yes", "No"], free: false, deadline: null, room: null, asked_at: NOW - 2000 * MINUTE, asked: 11, answered: 4, totals: null, published: false, people: [] },
];

export function soundingAnswers({ timelines, tell, next }: StandIn): Answers {
  const list = asked();
  for (const one of list) if (one.people.length === 0) one.room = [...timelines.keys()][0] ?? null;
  const find = (id: number) => list.find((one) => one.sounding === id) ?? refuse("no_sounding");
  const begin = (question: string, answers: string[], free: boolean, room: string | null, people: readonly string[]) => {
    const sounding = next();
    const known = people.map((account) => ({ ...person("", null, { delivery: "queued" }), account }));
    list.unshift({ sounding, question, answers, free, deadline: null, room, asked_at: Date.now(), people: known, asked: room === null ? people.length : 11, answered: 0, totals: null, published: false });
    return { sounding };
  };
  return {
    soundings: () => structuredClone(list),
    ask_people: ({ people, question, answers, free }) => (people.includes(OWN) ? refuse("not_allowed") : begin(question, answers, free, null, people)),
    ask_room: ({ room, question, answers, free }) => begin(question, answers, free, room, []),
    answer_sounding: ({ local_id, choice, text }) => {
      for (const [room, items] of timelines) {
        const item = items.find((one) => one.local_id === local_id);
        if (item?.question === undefined || item.question === null) continue;
        item.question.answer = { choice: choice ?? null, text, answered_at: Date.now() };
        tell({ event: "timeline", room });
      }
      return DONE;
    },
    remind_sounding: ({ sounding }) => {
      for (const one of find(sounding).people) if (one.answer === null) one.reminded_at = Date.now();
      tell({ event: "soundings" });
      return DONE;
    },
    publish_sounding: ({ sounding }) => (find(sounding).answered < 5 ? refuse("too_few_answers") : DONE),
    share_totals: () => DONE,
  };
}

function refuse(name: string): never {
  throw new EngineError({ name, message: name });
}
