// Where one is, in the address behind the `#`: the relay is never told, and "back" works.

import { createSignal } from "solid-js";

export type Route =
  | { at: "home" }
  | { at: "room"; room: string; panel?: "people" | "settings" | "gallery"; seq?: number }
  | { at: "search"; room?: string }
  | { at: "new"; group?: string }
  | { at: "knock" }
  | { at: "ask"; room?: string }
  | { at: "soundings"; sounding?: number }
  | { at: "draft"; room: string }
  | { at: "statement"; item: number; view?: "compare" | "print"; from?: number }
  | { at: "settings" }
  | { at: "devices" }
  | { at: "storage" }
  | { at: "marked" }
  | { at: "verify"; person: string };

export function parseRoute(hash: string): Route {
  const [at, name, panel, seq] = hash.replace(/^#\/?/u, "").split("/").map(decoded);
  if (at === "room" && name) {
    if (panel === "people" || panel === "settings" || panel === "gallery") return { at, room: name, panel };
    return panel === "at" && /^\d+$/u.test(seq ?? "") ? { at, room: name, seq: Number(seq) } : { at, room: name };
  }
  if (at === "search") return name ? { at, room: name } : { at };
  if (at === "ask") return name ? { at, room: name } : { at };
  if (at === "soundings") return /^\d+$/u.test(name ?? "") ? { at, sounding: Number(name) } : { at };
  if (at === "draft" && name) return { at, room: name };
  if (at === "statement" && /^\d+$/u.test(name ?? "")) {
    const item = Number(name);
    if (panel === "compare") return { at, item, view: panel };
    if (panel === "print") return /^\d+$/u.test(seq ?? "") ? { at, item, view: panel, from: Number(seq) } : { at, item, view: panel };
    return { at, item };
  }
  if (at === "verify" && name) return { at, person: name };
  if (at === "new") return /^[\da-f]{32}$/u.test(name ?? "") ? { at, group: name ?? "" } : { at };
  if (at === "knock" || at === "settings" || at === "devices" || at === "storage" || at === "marked") return { at };
  return { at: "home" };
}

export function addressOf(route: Route): string {
  switch (route.at) {
    case "room": {
      const part = route.seq === undefined ? route.panel : `at/${route.seq}`;
      return `#/room/${route.room}${part === undefined ? "" : `/${part}`}`;
    }
    case "verify":
      return `#/verify/${encodeURIComponent(route.person)}`;
    case "search":
      return route.room === undefined ? "#/search" : `#/search/${route.room}`;
    case "ask":
      return route.room === undefined ? "#/ask" : `#/ask/${route.room}`;
    case "soundings":
      return route.sounding === undefined ? "#/soundings" : `#/soundings/${route.sounding}`;
    case "draft":
      return `#/draft/${route.room}`;
    case "statement":
      return ["#/statement", route.item, ...(route.view === undefined ? [] : [route.view]), ...(route.from === undefined ? [] : [route.from])].join("/");
    case "new":
      return route.group === undefined ? "#/new" : `#/new/${route.group}`;
    case "home":
      return "#/";
    default:
      return `#/${route.at}`;
  }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return "";
  }
}

const [current, setCurrent] = createSignal<Route>(parseRoute(location.hash));
addEventListener("hashchange", () => setCurrent(parseRoute(location.hash)));

export const route = current;

export function go(to: Route): void {
  location.hash = addressOf(to);
}

/** The room that is on the screen, if one is. */
export function openRoom(): string | undefined {
  const here = route();
  return here.at === "room" ? here.room : undefined;
}
