// What is asked of the composer about nudges: it knows the roster that one goes out to. And which nudge was
// tapped last, so that the strip that takes it back has the focus.

import { createEffect, createSignal, on } from "solid-js";
import type { Nudge } from "../../../engine/client";

export type Wish =
  /** To choose a phrase for the room. */
  | { room: string; what: "choose" }
  | { room: string; what: "say"; nudge: Nudge; replyTo: number };

const [wish, setWish] = createSignal<Wish>();
const [tapped, setTapped] = createSignal<number>();

export { setTapped, tapped };

export function wishNudge(next: Wish): void {
  setWish(next);
}

/** For the composer of that room, also where it is opened for this. */
export function answerNudges(room: string, answer: (wish: Wish) => void): void {
  createEffect(on(wish, (asked) => {
    if (asked?.room !== room) return;
    setWish(undefined);
    answer(asked);
  }));
}
