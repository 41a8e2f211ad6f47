// Marks as sentences: for the list, and for whoever hears it.

import { called } from "../../app/aliases";
import type { PageMark } from "../../engine/client";
import { isolated } from "../../words/names";
import { t } from "../../words/words";
import { fromParts, placeOf, type Point } from "./geometry";

const inWords = (point: Point | undefined): string => t("page-place", { place: point === undefined ? "" : placeOf(fromParts(point)) });

/** The middle of it, for strokes. */
function middleOf(points: readonly Point[]): Point | undefined {
  if (points.length === 0) return undefined;
  const sum = points.reduce((before, { x, y }) => ({ x: before.x + x, y: before.y + y }), { x: 0, y: 0 });
  return { x: sum.x / points.length, y: sum.y / points.length };
}

export function sentenceOf(mark: PageMark): string {
  const author = called(mark.author);
  const text = isolated(mark.text.replaceAll("\n", " "));
  const [first] = mark.points;
  switch (mark.shape) {
    case "pin":
      return t("mark-pin", { number: mark.number ?? 0, author, place: inWords(first), text });
    case "note":
      return t("mark-note", { author, place: inWords(first), text });
    case "arrow":
      return t("mark-arrow", { author, from: inWords(first), to: inWords(mark.points.at(-1)) });
    case "pen":
      return t("mark-pen", { author, place: inWords(middleOf(mark.points)) });
    case "highlighter":
      return t("mark-highlighter", { author, place: inWords(middleOf(mark.points)) });
  }
}
