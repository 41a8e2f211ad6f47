// What somebody is about to do to a message of the conversation that is open: one thing at a time.

import { createSignal, type Accessor } from "solid-js";
import { reportTrouble } from "../../../app/notices";
import { ask, ownAccount } from "../../../app/world";
import type { Conversation, Item } from "../../../engine/client";

export type Sheet = { kind: "menu"; item: Item; anchor: DOMRect } | { kind: "delete" | "forward" | "history"; item: Item };

export interface Acting {
  /** What the next message answers, and which one the next text takes the place of. */
  replyTo: Accessor<Item | undefined>;
  editing: Accessor<Item | undefined>;
  sheet: Accessor<Sheet | undefined>;
  reply: (item: Item) => void;
  edit: (item: Item) => void;
  open: (sheet: Sheet) => void;
  /** Neither an answer nor an edit any more. */
  stop: () => void;
  close: () => void;
}

export function makeActing(): Acting {
  const [replyTo, setReplyTo] = createSignal<Item>();
  const [editing, setEditing] = createSignal<Item>();
  const [sheet, setSheet] = createSignal<Sheet>();
  return {
    replyTo,
    editing,
    sheet,
    reply: (item) => {
      setEditing(undefined);
      setReplyTo(item);
    },
    edit: (item) => {
      setReplyTo(undefined);
      setEditing(item);
    },
    open: (next) => setSheet(next),
    stop: () => {
      setReplyTo(undefined);
      setEditing(undefined);
    },
    close: () => setSheet(undefined),
  };
}

/** What people say, and not what happens in a room. */
export const SAID = ["text", "file", "poll", "contact", "place", "sounding", "sounding_totals", "nudge", "announcement", "statement"] as const;

/** What one looks for by its kind. */
export const SOUGHT = ["text", "file", "poll", "contact", "place", "sounding", "nudge", "announcement", "statement"] as const;

export function isSaid(item: Item): boolean {
  return SAID.some((kind) => kind === item.kind);
}

export function isOwn(item: Item): boolean {
  return item.delivery !== "received" || item.sender === ownAccount();
}

/** What may be done to a message here; the engine decides again. */
export function mayDo(item: Item, room: Conversation): Record<"reply" | "react" | "edit" | "copy" | "forward" | "pin" | "star" | "withdraw" | "hide", boolean> {
  const isThere = isSaid(item) && item.withdrawn_by === null;
  const isOpen = room.status === "active";
  const isSent = item.seq !== null;
  const isAdmin = room.role === "owner" || room.role === "admin";
  return {
    reply: isThere && isOpen && isSent && room.may_post,
    react: isThere && isOpen && isSent,
    edit: isThere && isOpen && isOwn(item) && (item.kind === "text" || item.kind === "file") && room.may_post && item.send_at === null,
    copy: isThere && item.text !== "" && item.kind !== "nudge",
    forward: isThere && item.kind !== "nudge" && item.poll === null && item.question === null && item.totals === null && item.statement === null && item.view_once === null && (item.file === null || ["sent", "here"].includes(item.file.state)),
    pin: isThere && isOpen && isSent && (isAdmin || room.kind === "direct"),
    star: isThere,
    withdraw: isThere && isOpen && isSent && (isOwn(item) || (isAdmin && room.kind !== "direct")),
    hide: isSent && item.kind !== "joined",
  };
}

/** Asks for something about a message; what goes wrong is said where everything is. */
export function act<Name extends "pin" | "star">(method: Name, item: Item, on: boolean): void {
  ask(method, { local_id: item.local_id, on }).catch(reportTrouble);
}

export function react(item: Item, reaction: string): void {
  const isGiven = item.reactions.some((one) => one.own && one.reaction === reaction);
  ask("react", { local_id: item.local_id, reaction, on: !isGiven }).catch(reportTrouble);
}

/** The engine takes a reaction of 1 to 64 bytes. */
export function isReaction(text: string): boolean {
  const bytes = new TextEncoder().encode(text).length;
  return bytes > 0 && bytes <= 64;
}
