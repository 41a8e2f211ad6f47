// Links to the stand-in's rooms, who knocks at them, and who is blocked.

import type { OwnProfile, RoomLink } from "../../src/engine/client";
import type { Answers, StandIn } from "./client";
import { NOW, OWN } from "./people";

const DAY = 24 * 60 * 60_000;
/** A grey square, as a WebP. */
const PICTURE = "UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA";
const CODE = "A".repeat(96);

export function doorAnswers({ timelines, people, tell, find, next }: StandIn): Answers {
  const links: RoomLink[] = [];
  let knocks = [{ knock: 1, room: "", account: "amara@relay.example", account_key: "00".repeat(32), verified: false, word: "Amara, of the island states’ delegation", came_at: NOW }];
  let own = [{ knock: 7, account: "henrik@relay.example", word: "Ana, article 8", knocked_at: NOW - DAY, sent: true }];
  let profile: OwnProfile | null = { name: "Ana", status: "Drafting group, until six", picture: PICTURE };
  let organisations = [{ key: `corridor-organisation:${"Q".repeat(43)}`, name: "Secretariat of the Conference" }];
  let blocked = ["rania@relay.example"];
  let aliases = [{ name: "henrik@relay.example", alias: "👽" }, { name: "the harbour paper", alias: "the menu" }];
  const done = { room: null, local_id: null };
  let asked = "";
  const answered = (knock: number) => {
    knocks = knocks.filter((one) => one.knock !== knock);
    find(asked).knocks = knocks.length;
    tell({ event: "room", room: asked });
    return done;
  };
  const made = (room: string, expires_at: number, most: number): RoomLink => ({
    link: next(), room, url: `https://relay.example/knock#ana.lopez@relay.example.${CODE}`, made_at: NOW, expires_at, most, let_in: 0,
  });
  return {
    links: ({ room }) => {
      if (!links.some((link) => link.room === room)) links.push({ ...made(room, NOW + 5 * DAY, 10), let_in: 3 });
      return structuredClone(links.filter((link) => link.room === room));
    },
    make_link: ({ room, expires_at, most }) => {
      const link = made(room, expires_at, most);
      links.push(link);
      tell({ event: "room", room });
      return link;
    },
    revoke_link: ({ link }) => {
      const at = links.findIndex((one) => one.link === link);
      const [gone] = links.splice(at, 1);
      if (gone !== undefined) tell({ event: "room", room: gone.room });
      return done;
    },
    knocks: ({ room }) => {
      if (find(room).knocks === 0) return [];
      asked = room;
      return knocks.map((knock) => Object.assign(structuredClone(knock), { room }));
    },
    let_in: ({ knock }) => answered(knock),
    turn_away: ({ knock }) => answered(knock),
    read_link: () => ({ account: "henrik@relay.example", expires_at: NOW + 5 * DAY }),
    own_knocks: () => structuredClone(own),
    profile: ({ account }) => (account === "ana.lopez@relay.example" ? profile : { name: "", status: "", picture: PICTURE }),
    set_profile: (next_profile) => {
      profile = next_profile;
      return done;
    },
    share_profile: ({ room, on }) => {
      find(room).shares_profile = on;
      tell({ event: "room", room });
      return done;
    },
    told: () => [
      { sender: "henrik@relay.example", sent_at: NOW - 2 * DAY, text: "The chair wants a joint text before the afternoon session." },
      { sender: "mona.haddad@relay.example", sent_at: NOW - 2 * DAY + 60_000, text: "نوافق على الفقرة 2." },
    ],
    affiliation: () => people.find((person) => person.account === OWN)?.affiliation ?? null,
    set_affiliation: ({ affiliation }) => {
      for (const person of people) if (person.account === OWN && affiliation === null) person.affiliation = null;
      return done;
    },
    organisations: () => structuredClone(organisations),
    trust_organisation: ({ key, name }) => {
      organisations = organisations.filter((one) => one.key !== key);
      if (name !== null) organisations.push({ key, name });
      return done;
    },
    aliases: () => [...aliases],
    set_alias: ({ name, alias }) => {
      aliases = [...aliases.filter((one) => one.name !== name), ...(alias === null ? [] : [{ name, alias }])];
      return { room: null, local_id: null };
    },
    blocked: () => [...blocked],
    block: ({ account, on }) => {
      blocked = on ? [...blocked, account] : blocked.filter((one) => one !== account);
      for (const person of people) if (person.account === account) person.blocked = on;
      for (const items of timelines.values()) for (const item of items) if (item.sender === account) item.blocked = on;
      for (const room of timelines.keys()) {
        tell({ event: "room", room });
        tell({ event: "timeline", room });
      }
      return done;
    },
    knock: ({ word }) => {
      own = [...own, { knock: next(), account: "henrik@relay.example", word, knocked_at: NOW, sent: true }];
      tell({ event: "own_knocks" });
      return done;
    },
    forget_knock: ({ knock }) => {
      own = own.filter((one) => one.knock !== knock);
      tell({ event: "own_knocks" });
      return done;
    },
  };
}
