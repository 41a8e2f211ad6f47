// Marks on a canvas: one painter for the screen and for what is saved, so that the file shows what was seen.

import type { PageMark } from "../../engine/client";
import { initials, readable } from "../../words/names";
import { fromParts, type Point } from "./geometry";

/** How many looks there are; further authors begin again, and their initials tell them apart. */
export const LOOKS = 6;

/** Not by colour alone: each author's lines are broken in another way too. In widths of the line. */
const DASHES: readonly (readonly number[])[] = [[], [4, 2], [1, 2], [6, 2, 1, 2], [2, 1], [8, 3]];

const NOTE_WIDTH = 0.3;

export interface Painted {
  mark: PageMark;
  /** Which look its author has, from 0. */
  look: number;
  isChosen: boolean;
}

/** Colours are the tokens' (tokens.css), on paper in either theme. */
export function looksOf(element: Element): string[] {
  const style = getComputedStyle(element);
  return Array.from({ length: LOOKS }, (_, at) => style.getPropertyValue(`--mark-${at + 1}`).trim());
}

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** On a small screen signs stay as large as one reads: nothing is thinner than `least`. */
export function paint(context: Context, painted: readonly Painted[], colours: readonly string[], least = 0): void {
  const { width, height } = context.canvas;
  const unit = Math.max(width, height, 1000 * least) / 1000;
  for (const { mark, look, isChosen } of painted) {
    const points = mark.points.map(fromParts).map(({ x, y }) => ({ x: x * width, y: y * height }));
    const [first] = points;
    if (first === undefined) continue;
    const colour = colours[look % LOOKS] ?? "";
    context.save();
    Object.assign(context, { strokeStyle: colour, fillStyle: colour, lineCap: "round", lineJoin: "round", lineWidth: 3.5 * unit });
    const dashes = DASHES[look % LOOKS] ?? [];
    if (mark.shape === "highlighter") {
      context.globalAlpha = 0.35;
      context.lineWidth = 18 * unit;
      line(context, points);
      context.globalAlpha = 1;
    } else if (mark.shape === "pen" || mark.shape === "arrow") {
      context.setLineDash(dashes.map((part) => part * 3.5 * unit));
      line(context, points);
      context.setLineDash([]);
      if (mark.shape === "arrow") head(context, points, 16 * unit);
    } else if (mark.shape === "note") note(context, first, mark.text, { unit, colour });
    if (mark.shape === "pin") disc(context, first, String(mark.number ?? ""), 15 * unit);
    label(context, first, initials(mark.author), unit, mark.shape === "pin" ? 17 : 6);
    if (isChosen) ring(context, points, unit);
    context.restore();
  }
}

function line(context: Context, points: readonly Point[]): void {
  context.beginPath();
  for (const { x, y } of points) context.lineTo(x, y);
  // A line of one point is a dot.
  if (points.length === 1) context.lineTo((points[0] as Point).x + 0.1, (points[0] as Point).y);
  context.stroke();
}

function head(context: Context, points: readonly Point[], size: number): void {
  const [from, to] = [points[0], points.at(-1)];
  if (from === undefined || to === undefined) return;
  const angle = Math.atan2(to.y - from.y, to.x - from.x);
  context.beginPath();
  context.moveTo(to.x, to.y);
  for (const turn of [2.6, -2.6]) context.lineTo(to.x + size * Math.cos(angle + turn), to.y + size * Math.sin(angle + turn));
  context.closePath();
  context.fill();
}

function disc(context: Context, at: Point, text: string, radius: number): void {
  context.beginPath();
  context.arc(at.x, at.y, radius, 0, 2 * Math.PI);
  context.fill();
  Object.assign(context, { fillStyle: "white", textAlign: "center", textBaseline: "middle", font: `600 ${radius * 1.15}px sans-serif` });
  context.fillText(text, at.x, at.y);
}

/** Whose it is, beside where it begins. */
function label(context: Context, at: Point, text: string, unit: number, off: number): void {
  const size = 13 * unit;
  Object.assign(context, { textAlign: "left", textBaseline: "bottom", font: `600 ${size}px sans-serif`, lineWidth: 3 * unit });
  const x = Math.min(at.x + off * unit, context.canvas.width - context.measureText(text).width - unit);
  const y = Math.max(at.y - off * unit, size);
  const colour = context.strokeStyle;
  context.strokeStyle = "white";
  context.strokeText(text, x, y);
  context.fillStyle = colour;
  context.fillText(text, x, y);
  context.strokeStyle = colour;
}

function note(context: Context, at: Point, text: string, { unit, colour }: { unit: number; colour: string }): void {
  const size = 18 * unit;
  context.font = `${size}px sans-serif`;
  const most = NOTE_WIDTH * context.canvas.width;
  const lines = readable(text).split("\n").flatMap((words) => wrapped(context, words, most));
  const width = Math.max(...lines.map((words) => context.measureText(words).width)) + size;
  const height = lines.length * size * 1.3 + size * 0.6;
  const [x, y] = [Math.max(0, Math.min(at.x, context.canvas.width - width)), Math.max(0, Math.min(at.y, context.canvas.height - height))];
  context.fillStyle = "white";
  context.fillRect(x, y, width, height);
  context.lineWidth = 2 * unit;
  context.strokeRect(x, y, width, height);
  context.fillStyle = colour;
  context.textBaseline = "top";
  // As its own letters go.
  const goesLeft = /^[^\p{L}]*[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(text);
  Object.assign(context, { textAlign: goesLeft ? "right" : "left", direction: goesLeft ? "rtl" : "ltr" });
  for (const [row, words] of lines.entries()) context.fillText(words, goesLeft ? x + width - size / 2 : x + size / 2, y + size * 0.4 + row * size * 1.3);
  context.direction = "ltr";
}

function wrapped(context: Context, text: string, most: number): string[] {
  const lines = [""];
  // Chinese has no spaces to break at: there each sign may begin a line.
  for (const piece of text.match(/\p{Script=Han}|[^\s\p{Script=Han}]+\s*|\s+/gu) ?? []) {
    const longer = `${lines.at(-1) ?? ""}${piece}`;
    if (lines.at(-1) === "" || context.measureText(longer).width <= most) lines[lines.length - 1] = longer;
    else lines.push(piece);
  }
  return lines;
}

/** Around what the list's focus is on. */
function ring(context: Context, points: readonly Point[], unit: number): void {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const off = 22 * unit;
  const [left, upper] = [Math.min(...xs) - off, Math.min(...ys) - off];
  for (const [colour, width] of [["white", 6], ["black", 2.5]] as const) {
    Object.assign(context, { strokeStyle: colour, lineWidth: width * unit });
    context.strokeRect(left, upper, Math.max(...xs) + off - left, Math.max(...ys) + off - upper);
  }
}

/** The page with its marks as one picture, drawn anew: nothing in it but pixels. */
export async function flattened(picture: ImageBitmap, painted: readonly Painted[], colours: readonly string[]): Promise<Blob> {
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("no canvas");
  context.drawImage(picture, 0, 0);
  paint(context, painted, colours);
  return canvas.convertToBlob({ type: "image/png" });
}
