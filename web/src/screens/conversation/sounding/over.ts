// A deadline that comes while one looks.

import { createEffect, createSignal, onCleanup } from "solid-js";

/** Timers of browsers reach no further. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Whether that moment has come, by this device's clock; never where there is none. */
export function isPast(moment: () => number | null): () => boolean {
  const [now, setNow] = createSignal(Date.now());
  createEffect(() => {
    const left = (moment() ?? 0) - now();
    if (left <= 0) return;
    const timer = setTimeout(() => setNow(Date.now()), Math.min(left + 1, LONGEST_TIMER_MS));
    onCleanup(() => clearTimeout(timer));
  });
  return () => {
    const at = moment();
    return at !== null && at <= now();
  };
}
