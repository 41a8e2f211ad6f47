// How long a huddle is for, and when it ends.

import { clockTime, dateAndTime } from "../../words/when";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Until somebody rises, and no longer than any sitting. */
export const UNTIL_WE_RISE = 12 * 60;

/** In minutes. */
export const LENGTHS = [UNTIL_WE_RISE, 15, 30, 60, 240] as const;

export const endOf = (minutes: number): number => Date.now() + minutes * MINUTE_MS;

/** The clock for what ends within a day, over midnight too: nobody takes it for another day. */
export function endMoment(millis: number): string {
  return millis - Date.now() < DAY_MS ? clockTime(millis) : dateAndTime(millis);
}
