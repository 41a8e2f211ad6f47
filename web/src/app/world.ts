// The engine's view of the world, followed: what the engine tells becomes signals that screens read.
// Nothing is decided here; a screen that wants something changed asks the engine.

import { createSignal } from "solid-js";
import { createStore, reconcile } from "solid-js/store";
import { noticeOf, notify, reportTrouble } from "./notices";
import type { Account, AllMethods, Conversation, Engine, Event, MethodName, Status } from "../engine/client";

const STARTING: Status = {
  phase: "starting",
  protection: null,
  connection: "idle",
  owner: false,
  trouble: null,
  detail: null,
};

const [status, setStatus] = createSignal<Status>(STARTING);
const [account, setAccount] = createSignal<Account | undefined>(undefined);
const [accountIsKnown, setAccountIsKnown] = createSignal(false);
const [conversations, setConversations] = createStore<{ list: Conversation[] }>({ list: [] });

export { account, accountIsKnown, status };
/** Also those with people who are blocked. */
export const allRooms = (): Conversation[] => conversations.list;
export const rooms = (): Conversation[] => allRooms().filter((room) => !room.blocked);
export const roomOf = (id: string): Conversation | undefined => allRooms().find((one) => one.room === id);
/** Whether this person wants no notices of the room now. */
export const isMuted = (room: Conversation): boolean => room.muted_until !== null && room.muted_until > Date.now();
export const ownAccount = (): string | undefined => account()?.account;

let engine: Engine | undefined;
const listeners = new Set<(event: Event) => void>();

/** Asks the engine; fails with what `Failure` says. */
export function ask<Name extends MethodName>(
  name: Name,
  parameters: AllMethods[Name]["parameters"],
): Promise<AllMethods[Name]["answer"]> {
  if (engine === undefined) return Promise.reject(new Error(name));
  return engine.request(name, parameters);
}

/** Hears everything that the engine tells, until what comes back is called. */
export function hear(listener: (event: Event) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export async function follow(connected: Engine): Promise<void> {
  engine = connected;
  engine.subscribe((event) => {
    if (event.event === "status") void enter(event.status);
    if (event.event === "room" || event.event === "timeline" || event.event === "delivery") refreshSoon();
    if (event.event === "joined") void refreshAccount();
    const notice = noticeOf(event);
    if (notice !== undefined) notify(notice);
    for (const listener of [...listeners]) listener(event);
  });
  await enter(await engine.request("status", {}));
}

async function enter(next: Status): Promise<void> {
  const opened = next.phase === "open" && status().phase !== "open";
  setStatus(next);
  if (opened) await Promise.all([refreshAccount(), refreshRooms()]);
}

export async function refreshAccount(): Promise<void> {
  setAccount((await ask("account", {})) ?? undefined);
  setAccountIsKnown(true);
}

export async function refreshRooms(): Promise<void> {
  setConversations("list", reconcile(await ask("conversations", {}), { key: "room", merge: true }));
}

let waiting = false;

/** A page of entries changes a room once for each: the list is fetched once a frame. */
function refreshSoon(): void {
  if (waiting) return;
  waiting = true;
  setTimeout(() => {
    waiting = false;
    refreshRooms().catch(reportTrouble);
  }, 16);
}
