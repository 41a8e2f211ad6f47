// What is asked of the composer about a text that waits for its time: the composer knows the roster that
// a text goes out to, and holds what is being written.

import { createEffect, createSignal, on } from "solid-js";
import type { Item } from "../../../engine/client";

interface Wish {
  what: "now" | "draft";
  item: Item;
}

const [wish, setWish] = createSignal<Wish>();

export function askComposer(what: Wish["what"], item: Item): void {
  setWish({ what, item });
}

/** For the composer of the room that is open. */
export function answerWishes(answer: (wish: Wish) => void): void {
  setWish(undefined);
  createEffect(on(wish, (asked) => {
    if (asked === undefined) return;
    setWish(undefined);
    answer(asked);
  }));
}
