// Telling the others that somebody writes. The engine tells nobody unless the person has turned it on; here it
// is only kept from being asked at every key.

import { ask } from "../../app/world";

/** The engine tells it this often at most. */
const AGAIN_MS = 3_000;
/** A hand that rests for so long has stopped. */
const RESTS_MS = 6_000;

export interface Telling {
  /** The field holds this after a key. */
  wrote: (text: string) => void;
  /** It was sent: the message itself says so. */
  ended: () => void;
  /** The room was left with it unsent. */
  left: () => void;
}

export function tellTyping(room: string, now: () => number = () => performance.now()): Telling {
  let last: number | undefined;
  let rest: ReturnType<typeof setTimeout> | undefined;
  const tell = (writes: boolean) => void ask("tell_typing", { room, writes }).catch(() => undefined);
  const ended = () => {
    clearTimeout(rest);
    last = undefined;
  };
  const stopped = () => {
    if (last !== undefined) tell(false);
    ended();
  };
  return {
    wrote: (text) => {
      if (text.trim() === "") {
        stopped();
        return;
      }
      clearTimeout(rest);
      rest = setTimeout(stopped, RESTS_MS);
      if (last !== undefined && now() - last < AGAIN_MS) return;
      last = now();
      tell(true);
    },
    ended,
    left: stopped,
  };
}
