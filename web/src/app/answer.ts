// An answer of the engine as a signal: the last one stays on the screen until the next is there.
// (Solid's resources would hide the whole screen behind the nearest Suspense meanwhile.)

import { createEffect, createSignal, on, onCleanup, type Accessor } from "solid-js";
import type { Event } from "../engine/client";
import { EngineError } from "../engine/client";
import { reportTrouble } from "./notices";
import { hear } from "./world";

export interface Answer<Value> {
  (): Value | undefined;
  isBusy: Accessor<boolean>;
  again: () => void;
}

/** Asks when `source` changes, and again at every event that `changes` it; asks nothing for `undefined`. */
export function answerOf<Source, Value>(
  source: Accessor<Source | undefined>,
  fetch: (source: Source) => Promise<Value>,
  changes: (event: Event) => boolean = () => false,
): Answer<Value> {
  const [value, setValue] = createSignal<Value>();
  const [isBusy, setBusy] = createSignal(false);
  let newest = 0;

  const again = () => {
    const wanted = source();
    newest += 1;
    const own = newest;
    if (wanted === undefined) {
      setValue(undefined);
      return;
    }
    setBusy(true);
    fetch(wanted)
      .then((found) => {
        if (own === newest) setValue(() => found);
      })
      .catch((error: unknown) => {
        // A huddle that ends goes with all that is known of it: its screen closes, and nothing has failed.
        const isGone = error instanceof EngineError && error.failure.name === "no_room";
        if (!isGone) reportTrouble(error);
      })
      .finally(() => {
        if (own === newest) setBusy(false);
      });
  };

  createEffect(on(source, again));
  onCleanup(hear((event) => {
    if (changes(event)) again();
  }));
  onCleanup(() => {
    newest += 1;
  });
  return Object.assign(value, { isBusy, again });
}
