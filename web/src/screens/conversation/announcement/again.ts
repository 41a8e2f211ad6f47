// An announcement that is to be made again, to those who have not acknowledged it: the composer knows the roster
// that it goes out to.

import { createEffect, createSignal, on } from "solid-js";

export interface Again {
  room: string;
  text: string;
  people: readonly string[];
}

const [wish, setWish] = createSignal<Again>();

export { setWish as wishAgain };

/** For the composer of that room. */
export function answerAgain(room: string, answer: (wish: Again) => void): void {
  createEffect(on(wish, (asked) => {
    if (asked?.room !== room) return;
    setWish(undefined);
    answer(asked);
  }));
}
