// What is settled about the stand-in's rooms, by everybody or on this device.

import type { Conversation, Item, RoleName } from "../../src/engine/client";
import type { Answers, StandIn } from "./client";
import { made } from "./item";

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
  return {
    rename: ({ room, title }) => set(room, { title }, { kind: "renamed", text: title }),
    set_description: ({ room, text }) => set(room, { description: text }, { kind: "described", text }),
    set_expiry: ({ room, seconds }) => set(room, { expiry_seconds: seconds }, { kind: "expiry_changed", text: `${seconds ?? ""}` }),
    set_posting: ({ room, role }) =>
      set(room, { post_role: role, may_post: ROLES.indexOf(find(room).role) <= ROLES.indexOf(role) }, { kind: "posting_changed", text: role }),
    mute: ({ room, until }) => set(room, { muted_until: until }),
    archive: ({ room, on }) => set(room, { archived: on }),
  };
}
