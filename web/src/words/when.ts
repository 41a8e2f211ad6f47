// Dates and times as the reader's language writes them. Day borders are those of this device.

import { language, locale, t } from "./words";

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format costs a hundred times what using it does. */
function format(name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale()} ${name}`;
  let made = formats.get(key);
  if (made === undefined) {
    made = new Intl.DateTimeFormat(locale(), options);
    formats.set(key, made);
  }
  return made;
}

/** A day short of what a date can be at either end (ECMA-262, 21.4.1.1): a zone moves a time by less. */
const FURTHEST_MS = 8.64e15 - 86_400_000;

/** A sender may claim any time; one that no date can have is shown as the furthest that one can, and breaks no screen. */
const within = (millis: number): number => Math.min(Math.max(millis, -FURTHEST_MS), FURTHEST_MS);

/** The number of the day on this device's calendar, to tell days apart. */
export function dayNumber(millis: number): number {
  const date = new Date(within(millis));
  return Math.floor(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / 86_400_000);
}

export function clockTime(millis: number): string {
  return format("time", { hour: "2-digit", minute: "2-digit" }).format(within(millis));
}

/** For machines: the `datetime` of an element. */
export function machineTime(millis: number): string {
  return new Date(within(millis)).toISOString();
}

export function fullDate(millis: number): string {
  return format("full", { dateStyle: "full", timeStyle: "short" }).format(within(millis));
}

const SHORT = { day: "numeric", month: "short", year: "numeric" } as const;

export function shortDate(millis: number): string {
  return format("short", SHORT).format(within(millis));
}

/** A day and a time, where the day alone says too little. */
export function dateAndTime(millis: number): string {
  return format("moment", { dateStyle: "medium", timeStyle: "short" }).format(within(millis));
}

/** "3 – 5 Mar 2026", and one day where it is one. */
export function dateSpan(from: number, until: number): string {
  const [first, last] = [Math.min(from, until), Math.max(from, until)];
  return format("short", SHORT).formatRange(within(first), within(last));
}

/** "Today", "Yesterday", "Tuesday 17 November", and the year where it is another. */
export function dayName(millis: number, now: number): string {
  const days = dayNumber(now) - dayNumber(millis);
  if (days === 0) return t("day-today");
  if (days === 1) return t("day-yesterday");
  const sameYear = new Date(within(millis)).getFullYear() === new Date(now).getFullYear();
  const day = { weekday: "long", day: "numeric", month: "long" } as const;
  return sameYear ? format("day", day).format(within(millis)) : format("year", { ...day, year: "numeric" }).format(within(millis));
}

/** For a list: the time today, a weekday this week, else a date. */
export function shortMoment(millis: number, now: number): string {
  const days = dayNumber(now) - dayNumber(millis);
  if (days <= 0) return clockTime(millis);
  if (days === 1) return t("day-yesterday");
  if (days < 7) return format("weekday", { weekday: "long" }).format(within(millis));
  return format("date", { day: "numeric", month: "numeric", year: "2-digit" }).format(within(millis));
}

/** A time that is near, past or to come: the clock today, else the date. */
export function nearMoment(millis: number): string {
  return dayNumber(millis) === dayNumber(Date.now()) ? clockTime(millis) : format("near", { day: "numeric", month: "numeric" }).format(within(millis));
}

/** As a field for a day and a time has it: without a zone, which is this device's. */
export function fieldTime(millis: number): string {
  const zone = new Date(within(millis)).getTimezoneOffset() * 60_000;
  return new Date(within(millis) - zone).toISOString().slice(0, 16);
}

const SECONDS = { week: 604_800, day: 86_400, hour: 3600, minute: 60 } as const;

/** "5 minutes", "1 day": in the largest unit that needs no fraction. */
export function secondsInWords(seconds: number): string {
  const units = Object.keys(SECONDS) as (keyof typeof SECONDS)[];
  const unit = units.find((one) => seconds >= SECONDS[one] && seconds % SECONDS[one] === 0) ?? "minute";
  return new Intl.NumberFormat(locale(), { style: "unit", unit, unitDisplay: "long", maximumFractionDigits: 1 }).format(seconds / SECONDS[unit]);
}

const lists = new Map<string, Intl.ListFormat>();

/** "Ana, Bo and Cy". Names come isolated. */
export function listed(names: readonly string[]): string {
  let made = lists.get(language());
  if (made === undefined) {
    made = new Intl.ListFormat(locale(), { type: "conjunction" });
    lists.set(language(), made);
  }
  return made.format(names);
}

export function bytesInWords(bytes: number): string {
  const [unit, size] = bytes < 1000 ? (["byte", 1] as const) : bytes < 1_000_000 ? (["kilobyte", 1000] as const) : (["megabyte", 1_000_000] as const);
  // The short form of a byte has no plural.
  const unitDisplay = unit === "byte" ? "long" : "short";
  const number = new Intl.NumberFormat(locale(), { style: "unit", unit, unitDisplay, maximumFractionDigits: 1 });
  return number.format(bytes / size);
}
