// Who and what the stand-in's rooms are made of.

import { made } from "./item";
import type { Affiliation, Conversation, Device, Item, Person, RoleName } from "../../src/engine/client";

/** The clock of every picture. */
export const NOW = Date.UTC(2026, 10, 23, 15, 40);
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

export const OWN = "ana.lopez@relay.example";
const at = (name: string) => `${name}@relay.example`;

export function device(seed: number, added_by: string | null = null, is_new = false): Device {
  const id = (seed * 2_654_435_761).toString(16).padStart(16, "0").repeat(4).slice(0, 64);
  return { device: id, added_by, added_at: NOW - (is_new ? 40 * MINUTE : seed * DAY), is_new };
}

function person(name: string, role: RoleName, devices: number, change: Partial<Person> = {}): Person {
  const account = at(name);
  return {
    account,
    account_key: "00".repeat(32),
    role,
    devices: Array.from({ length: devices }, (_, one) => device(name.length * 7 + one, change.is_new === true ? at("henrik") : null, change.is_new)),
    is_new: false,
    is_leaving: false,
    verified: false,
    blocked: false,
    profile: null,
    affiliation: null,
    ...change,
  };
}

const SECRETARIAT = `corridor-organisation:${"Q".repeat(43)}`;
/** As the secretariat signs it, which the stand-in's person believes. */
function speaks(name: string, title: string, affiliation: string, organisation: string | null = "Secretariat of the Conference"): { affiliation: Affiliation } {
  return { affiliation: { name, title, affiliation, until: NOW + 60 * DAY, key: SECRETARIAT, organisation } };
}

export const PEOPLE: Person[] = [
  person("ana.lopez", "owner", 2, speaks("Ana López", "Minister-counsellor", "Green Island")),
  person("henrik", "admin", 2, { verified: true, ...speaks("Henrik Lund", "Chair of the drafting group", "Northern Lakes") }),
  person("mona.haddad", "member", 1, { verified: true, ...speaks("منى حداد", "مستشارة", "وفد الواحات") }),
  person("li.wei", "member", 2, { profile: { name: "李伟", status: "Fisheries, second committee", has_picture: true } }),
  person("olga.petrova", "member", 1, speaks("Ольга Петрова", "", "Northern Lakes")),
  person("kofi.mensah", "member", 1, speaks("Kofi Mensah", "Second secretary", "Gold Coast")),
  person("jean-marc.diallo", "member", 2),
  person("rania", "guest", 1, { is_leaving: true, blocked: true }),
  person("sofia.reyes", "member", 1),
  person("tomas", "member", 3),
  person("priya.nair", "member", 1),
  person("yusuf", "guest", 1, { is_new: true, ...speaks("Yusuf Demir", "Adviser", "Green Island", null) }),
];

interface Said {
  by: string;
  text: string;
  /** Minutes before now. */
  ago: number;
  change?: Partial<Item>;
  /** Which of these it answers, by its place. */
  answers?: number;
}

const CONVERSATION: Said[] = [
  { by: "henrik", ago: 1630, text: at("mona.haddad"), change: { kind: "joined" } },
  { by: "henrik", ago: 1622, text: "Good morning. The chair wants a joint text on article 7 before the afternoon session." },
  { by: "henrik", ago: 1621, text: "Paragraphs 2 and 3 are open; 1 is agreed ad referendum.", change: { reactions: [{ reaction: "👍", people: [at("mona.haddad"), OWN, at("li.wei")], own: true }] } },
  { by: "ana.lopez", ago: 1600, text: "We can live with 2 if “shall endeavour to” stays.", change: { delivery: "read" } },
  { by: "mona.haddad", ago: 1590, text: "نوافق على الفقرة 2. لدينا ملاحظة على الفقرة 3: نقترح حذف «عند الاقتضاء».", answers: 3 },
  { by: "li.wei", ago: 1585, text: "第三款我们需要请示，今晚给答复。" },
  { by: "olga.petrova", ago: 320, text: "Мы поддерживаем, если сохранится ссылка на приложение II." },
  { by: "jean-marc.diallo", ago: 318, text: "D’accord avec Olga. Notre collègue de la pêche confirme dans l’heure.", change: { starred: true } },
  { by: "sofia.reyes", ago: 316, text: "", change: { withdrawn_by: at("sofia.reyes") } },
  { by: "henrik", ago: 300, text: "Article 7, drafting group", change: { kind: "renamed" } },
  { by: "ana.lopez", ago: 180, text: "Here is where we are, **for the record**:\n\n2. Parties shall *endeavour to* exchange data annually.\n3. ~~Where appropriate,~~ they shall notify the Secretariat.\n\nAnnex II: https://relay.example/annex-2", change: { delivery: "read", markdown: true, pinned: true, edits: 1, edited_at: NOW - 170 * MINUTE, reactions: [{ reaction: "👍", people: [at("henrik"), at("olga.petrova")], own: false }, { reaction: "👀", people: [at("kofi.mensah")], own: false }] } },
  { by: "ana.lopez", ago: 178, text: "Only the square brackets are left.", change: { delivery: "delivered" } },
  { by: "henrik", ago: 40, text: at("yusuf"), change: { kind: "joined" } },
  { by: "kofi.mensah", ago: 31, text: "We can drop the brackets if the footnote on small island states stays.", answers: 11 },
  { by: "kofi.mensah", ago: 30, text: "@ana.lopez could you read the footnote out before the plenary?", change: { mentions_me: true } },
  { by: "mona.haddad", ago: 12, text: "شكرًا كوفي، هذا مقبول لدينا." },
];

export function talk(): Item[] {
  const items: Item[] = [];
  for (const [index, { by, text, ago, change, answers }] of CONVERSATION.entries()) {
    const answered = answers === undefined ? undefined : items[answers];
    const reply_to = answered === undefined ? null : { local_id: answered.local_id, seq: answered.seq, sender: answered.sender, kind: answered.kind, text: answered.text, phrase: null };
    items.push(made({ seq: 99 + index, local_id: 99 + index, sender: at(by), kind: "text", text, sent_at: NOW - ago * MINUTE, delivery: "received", reply_to, ...change }));
  }
  return items;
}

export function room(title: string, ago: number, last: Partial<Item> | null, change: Partial<Conversation> = {}): Conversation {
  const id = [...title].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 0xffff_ffff, 7).toString(16).padStart(8, "0").repeat(8);
  const latest: Item | null =
    last === null ? null : made({ seq: 114, local_id: id.length + ago, sender: at("henrik"), kind: "text", text: "", sent_at: NOW - ago * MINUTE, delivery: "received", ...last });
  return {
    room: id, short_id: id.slice(0, 6), title, kind: "group", status: "active", role: "member", people: 12, delegations: 0, devices: 18, unread: 0, mentions: 0,
    newcomers: [], queued: 0, held: 0, seq: 114, last_activity: NOW - ago * MINUTE, skipped: 0, contradiction: null, latest, draft: "",
    read_seq: 114, other: null, description: "", expiry_seconds: null, post_role: "guest", may_post: true,
    may_configure: change.role === "owner", muted_until: null, archived: false, knocks: 0, blocked: false, shares_profile: false, picture: null, group: null, huddle: null,
    lets_announcements_through: true,
    may_announce: change.kind !== "direct" && (change.role === "owner" || change.role === "admin"),
    may_rename: change.kind !== "direct" && (change.role === "owner" || change.role === "admin"),
    may_add: change.kind !== "direct" && (change.role === "owner" || change.role === "admin"), ...change,
  };
}

const BLUE = { id: "1f2e3d4c5b6a79880011223344556677", name: "Delegation of Blue" };

export function rooms(): Conversation[] {
  const direct = (name: string) => ({ kind: "direct", other: at(name), people: 2, devices: 3, role: "owner" }) as const;
  return [
    room("Fisheries, article 7", 12, { sender: at("mona.haddad"), text: "شكرًا كوفي، هذا مقبول لدينا." }, { role: "owner", delegations: 4, unread: 3, mentions: 1, newcomers: [at("yusuf")], read_seq: 111, knocks: 1, picture: "seal" }),
    room(at("henrik"), 25, { sender: OWN, text: "Could you speak in support?", delivery: "read" }, direct("henrik")),
    room("مجموعة الصياغة العربية", 55, { sender: at("mona.haddad"), text: "النسخة المنقحة بعد الغداء." }, { people: 6, unread: 1, group: { id: "aa".repeat(16), name: "مجموعة العمل" } }),
    room(at("li.wei"), 190, { sender: at("li.wei"), text: "今晚给答复。" }, { ...direct("li.wei"), draft: "Thank you. If it helps, we could" }),
    room("Coordination, Monday 8:00", 1500, { sender: at("priya.nair"), text: "Same room as last week." }, { people: 27, devices: 41, group: BLUE }),
    room("Mediation support", 3100, { sender: OWN, text: "I will ask the capital tonight.", delivery: "held" }, { group: { ...BLUE, id: "ff".repeat(16) }, held: 1, newcomers: [at("tomas"), at("sofia.reyes")] }),
    room("Groupe francophone", 4600, { sender: at("jean-marc.diallo"), text: "La note est chez les traducteurs." }, { people: 9, group: BLUE }),
    room("Delegation travel", 9000, { sender: at("sofia.reyes"), kind: "leaving", text: at("sofia.reyes") }, { status: "halted" }),
    room("Where we stand", 9100, { sender: OWN, kind: "poll", text: "Do we accept the package as it stands?", delivery: "read" }, { role: "owner", people: 9, devices: 14, expiry_seconds: 604_800, description: "Straw polls of the drafting group. Nothing here binds anybody." }),
    room("Secretariat notices", 9600, { sender: at("henrik"), text: "Badges are at the north gate from 7:30." }, { people: 140, devices: 212, post_role: "admin", may_post: false, expiry_seconds: 86_400, description: "What the secretariat has to tell everybody. Questions go to the desk.", muted_until: Number.MAX_SAFE_INTEGER }),
    room("Preparatory meeting, June", 220_000, { sender: at("li.wei"), text: "谢谢大家。" }, { people: 14, archived: true }),
  ];
}
