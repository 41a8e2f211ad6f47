// How long a huddle is for.

const MINUTE_MS = 60_000;

/** Until somebody rises, and no longer than any sitting. */
export const UNTIL_WE_RISE = 12 * 60;

/** In minutes. */
export const LENGTHS = [UNTIL_WE_RISE, 15, 30, 60, 240] as const;

export const endOf = (minutes: number): number => Date.now() + minutes * MINUTE_MS;
