// A statement as a room works on it: alternatives, signatures, and silence that has not reached everybody.

import type { Item, Silence, Statement, StatementVersion, Suggestion } from "../../src/engine/client";
import { EngineError, type Answers, type StandIn } from "./client";
import { made } from "./item";
import { NOW, OWN } from "./people";

const MINUTE = 60_000;
const DONE = { room: null, local_id: null };
const at = (name: string) => `${name}@relay.example`;
const ID = 900;
const HASHES = ["9f3c1e60a7d24b8805c1f2e9d3b64a7712e8c05f9a6d4b3170c2e5f8819a4d6b", "4be81d07c2965fa3e0b7d416f98c25a36d10e7bb52c84f9e13a05d7cc6f2b981"];

function version(number: number, texts: readonly string[]): StatementVersion {
  return { number, hash: HASHES[number - 1] ?? "", title: "Communiqué on the fisheries talks", paragraphs: texts.map((text, place) => ({ id: `p${place}`, text })), at: NOW - (300 - 60 * number) * MINUTE, local_id: ID + number - 1, sent: true };
}

const FIRST = ["The parties met in Geneva on 23 November 2026.", "They agreed on [all / most] points of article 7.", "They will meet again before the end of the year."];
const SECOND = ["The parties met in Geneva on 23 November 2026.", "They agreed on most points of article 7, and took note of the concerns of small island States.", "They will meet again before the end of the year.", "وتشكر الأطراف البلد المضيف على حسن ضيافته."];

function suggestion(local_id: number, change: Partial<Suggestion>): Suggestion {
  return { local_id, by: at("mona.haddad"), own: false, at: NOW - 40 * MINUTE, delegation: "Norway", paragraph: "p1", change: "replace", text: "They agreed on most points of article 7 and of its annex.", reason: "The annex was settled on Friday.", version: 2, fits: true, state: "open", taken_in: null, sent: true, ...change };
}

const silence = (change: Partial<Silence>): Silence => ({
  local_id: 930, by: OWN, at: NOW - 200 * MINUTE, number: 2, deadline: NOW - 20 * MINUTE, state: "undelivered", undelivered: ["Atlantis"], objections: [], caught_up: true,
  asked: [
    { account: at("henrik"), delegation: "Atlantis", delivered_at: null, read: false },
    { account: at("mona.haddad"), delegation: "Norway", delivered_at: NOW - 190 * MINUTE, read: true },
    { account: at("li.wei"), delegation: null, delivered_at: NOW - 199 * MINUTE, read: false },
    { account: OWN, delegation: null, delivered_at: NOW - 200 * MINUTE, read: false },
  ],
  ...change,
});

const statement = (room: string): Statement => ({
  local_id: ID, room, by: OWN, own: true, versions: [version(1, FIRST), version(2, SECOND)], void: [],
  suggestions: [
    suggestion(901, { state: "taken", taken_in: 2, text: SECOND[1] ?? "", version: 1 }),
    suggestion(902, {}),
    suggestion(903, { by: at("li.wei"), delegation: null, change: "strike", text: "", reason: "" }),
    suggestion(904, { by: at("henrik"), delegation: "Atlantis", paragraph: "p2", change: "insert_after", text: "A secretariat will be named by then.", reason: "", version: 1 }),
  ],
  sign_offs: [
    { local_id: 910, by: at("mona.haddad"), own: false, at: NOW - 30 * MINUTE, said: "Norway", delegation: "Norway", version: 2, counts: true, sent: true },
    { local_id: 911, by: at("henrik"), own: false, at: NOW - 200 * MINUTE, said: "Atlantis", delegation: "Atlantis", version: 1, counts: false, sent: true },
  ],
  delegations: [
    { name: "Atlantis", people: [at("henrik")], signed: [] },
    { name: "Norway", people: [at("mona.haddad")], signed: [at("mona.haddad")] },
    { name: null, people: [at("li.wei")], signed: [] },
    { name: null, people: [OWN], signed: [] },
  ],
  silences: [silence({}), silence({ local_id: 931, deadline: NOW + 180 * MINUTE, state: "running", undelivered: ["Atlantis"] })],
  may_post: true, may_silence: true,
});

export function statementItem(): Item {
  const card = { title: "Communiqué on the fisheries talks", number: 2, hash: HASHES[1] ?? "", paragraphs: 4, open: 3, signed: [at("mona.haddad")], silence: { state: "undelivered", deadline: NOW - 20 * MINUTE, undelivered: ["Atlantis"] } } as const;
  return made({ seq: 103, local_id: ID, kind: "statement", text: "Communiqué on the fisheries talks", sent_at: NOW - 240 * MINUTE, delivery: "read", statement: { ...card, signed: [...card.signed], silence: { ...card.silence, undelivered: [...card.silence.undelivered] } } });
}

export function statementAnswers({ timelines, tell, next }: StandIn): Answers {
  const room = [...timelines.keys()][0] ?? "";
  const here = statement(room);
  const done = () => {
    tell({ event: "timeline", room });
    return DONE;
  };
  return {
    statement: ({ local_id }) => (local_id === ID ? structuredClone(here) : null),
    propose_statement: () => DONE,
    suggest: ({ number, change, text, reason, version: seen }) => {
      if (seen !== here.versions.at(-1)?.hash) throw new EngineError({ name: "statement_changed", message: "statement_changed" });
      here.suggestions.push(suggestion(next(), { by: OWN, own: true, delegation: null, paragraph: `p${number - 1}`, change, text, reason }));
      return done();
    },
    revise_statement: ({ taken, declined }) => {
      for (const one of here.suggestions) {
        if (taken.includes(one.local_id)) Object.assign(one, { state: "taken", taken_in: 2 });
        if (declined.includes(one.local_id)) one.state = "declined";
      }
      return done();
    },
    sign_statement: () => {
      here.sign_offs.push({ local_id: next(), by: OWN, own: true, at: NOW, said: "", delegation: null, version: 2, counts: true, sent: true });
      here.delegations.at(-1)?.signed.push(OWN);
      return done();
    },
    take_back: () => DONE,
    silence_statement: () => DONE,
    object_to: ({ reason }) => {
      const last = here.silences.at(-1);
      if (last !== undefined) Object.assign(last, { state: "broken", objections: [{ by: OWN, at: NOW, reason, in_time: true, sent: true }] });
      return done();
    },
  };
}
