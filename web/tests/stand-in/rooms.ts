// What is settled about the stand-in's rooms, by everybody or on this device.

import type { Conversation, GroupWanted, Item, RoleName } from "../../src/engine/client";
import type { Answers, StandIn } from "./client";
import { made } from "./item";
import { rooms } from "./people";

/** A square of one colour, as a PNG. */
const SEAL = "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR42mPQ98/HihiGlgQAFyE7QQS5wx0AAAAASUVORK5CYII=";

const ROLES: readonly RoleName[] = ["owner", "admin", "member", "guest"];

export function roomAnswers({ timelines, tell, find, next }: StandIn): Answers {
  /** Changes the room and, where the room is told of it, says so in its timeline. */
  const set = (id: string, change: Partial<Conversation>, event?: Pick<Item, "kind" | "text">) => {
    Object.assign(find(id), change);
    if (event !== undefined) {
      const number = next();
      timelines.get(id)?.push(made({ seq: number, local_id: number, delivery: "sent", sent_at: Date.now(), ...event }));
      tell({ event: "timeline", room: id });
    }
    tell({ event: "room", room: id });
    return { room: null, local_id: null };
  };
  const pictures = new Map([["seal", SEAL]]);
  const grouped = (wanted: GroupWanted) => {
    if ("new" in wanted) return { id: `${next()}`.padStart(32, "0"), name: wanted.new };
    return rooms().find((room) => room.group?.id === wanted.known)?.group ?? null;
  };
  return {
    rename: ({ room, title }) => set(room, { title }, { kind: "renamed", text: title }),
    set_description: ({ room, text }) => set(room, { description: text }, { kind: "described", text }),
    room_picture: ({ room }) => pictures.get(find(room).picture ?? "") ?? null,
    set_picture: ({ room, picture }) => {
      const mark = picture === null ? null : `${next()}`;
      if (mark !== null && picture !== null) pictures.set(mark, picture);
      return set(room, { picture: mark }, { kind: "picture_changed", text: mark === null ? "" : "picture" });
    },
    set_group: ({ room, group }) => {
      const chosen = group === null ? null : grouped(group);
      return set(room, { group: chosen }, { kind: "group_changed", text: chosen?.name ?? "" });
    },
    set_expiry: ({ room, seconds }) => set(room, { expiry_seconds: seconds }, { kind: "expiry_changed", text: `${seconds ?? ""}` }),
    set_posting: ({ room, role }) =>
      set(room, { post_role: role, may_post: ROLES.indexOf(find(room).role) <= ROLES.indexOf(role) }, { kind: "posting_changed", text: role }),
    mute: ({ room, until }) => set(room, { muted_until: until }),
    archive: ({ room, on }) => set(room, { archived: on }),
  };
}
