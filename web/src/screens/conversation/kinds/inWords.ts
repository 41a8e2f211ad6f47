// Files, voice notes, what is opened once, contacts and places in words: for lists, for screen readers.

import type { File as SentFile, Item } from "../../../engine/client";
import { mayBePicture } from "../../../files/shown";
import { harmless, isolated, readable } from "../../../words/names";
import { bytesInWords } from "../../../words/when";
import { language, locale, t } from "../../../words/words";
import { nudgeWords } from "../nudge/phrases";
import { isTold, toldWords } from "../told";

type Spoken = Pick<Item, "voice" | "view_once" | "contact" | "place" | "nudge">;

/** "12 seconds", "1 minute and 5 seconds". */
export function durationInWords(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  const unit = (count: number, name: string) => new Intl.NumberFormat(locale(), { style: "unit", unit: name, unitDisplay: "long" }).format(count);
  const parts = [...(seconds >= 60 ? [unit(Math.floor(seconds / 60), "minute")] : []), ...(seconds % 60 > 0 || seconds < 60 ? [unit(seconds % 60, "second")] : [])];
  return new Intl.ListFormat(language(), { type: "unit" }).format(parts);
}

/** What an item is that is neither a text, nor a poll, nor any other file; nothing for those. */
export function kindInWords(item: Spoken): string | undefined {
  if (item.view_once !== null) return t("once-said", { state: item.view_once });
  if (item.voice !== null) return t("voice-said", { time: durationInWords(item.voice.duration_ms) });
  if (item.contact !== null) return t("contact-said", { name: isolated(harmless(item.contact.name === "" ? item.contact.account : item.contact.name)) });
  if (item.place !== null) return t("place-said", { place: item.place.label === "" ? coordinates(item.place) : isolated(readable(item.place.label)) });
  return item.nudge === null ? undefined : nudgeWords(item.nudge);
}

/** As its sender has named it; what newcomers are told has a name for machines, and is named by what it tells. */
export function fileName(file: Pick<SentFile, "name" | "media_type">): string {
  return isTold(file) ? toldWords(file) : harmless(file.name);
}

/** What a screen reader hears of a file in the message's sentence. */
export function fileInWords(file: SentFile): string {
  return t("file-said", { kind: mayBePicture(file.media_type) ? "picture" : "file", name: fileName(file), size: bytesInWords(file.bytes), state: t(`file-${file.state}`) });
}

/** Degrees, north and east; isolated, because numbers with a minus turn in a right-to-left line. */
export function coordinates(place: { latitude: number; longitude: number }): string {
  return `\u2066${(place.latitude / 1e6).toFixed(5)}, ${(place.longitude / 1e6).toFixed(5)}\u2069`;
}

/** As RFC 5870 has it: the system's own map opens, and nothing is fetched here. */
export function mapAddress(place: { latitude: number; longitude: number; accuracy: number | null }): string {
  const uncertainty = place.accuracy === null ? "" : `;u=${place.accuracy}`;
  return `geo:${(place.latitude / 1e6).toFixed(6)},${(place.longitude / 1e6).toFixed(6)}${uncertainty}`;
}
