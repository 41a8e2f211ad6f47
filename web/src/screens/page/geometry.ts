// Where things are on a page. Everything is in parts of its width and height, from 0 to 1, whatever the size it is shown in.

export interface Point {
  x: number;
  y: number;
}

/** What the engine counts in. */
const PARTS = 65_535;

/** As the engine has it: points of one stroke. */
export const MOST_POINTS = 512;

export const bounded = (part: number): number => Math.min(1, Math.max(0, part));

export const toParts = ({ x, y }: Point): Point => ({ x: Math.round(bounded(x) * PARTS), y: Math.round(bounded(y) * PARTS) });
export const fromParts = ({ x, y }: Point): Point => ({ x: x / PARTS, y: y / PARTS });

function distance(point: Point, from: Point, to: Point): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : bounded(((point.x - from.x) * dx + (point.y - from.y) * dy) / length);
  return Math.hypot(point.x - from.x - along * dx, point.y - from.y - along * dy);
}

/** The points without which a stroke would look another (Ramer, Douglas and Peucker). */
export function simplified(points: readonly Point[], tolerance: number): Point[] {
  if (points.length < 3) return [...points];
  const kept = new Set([0, points.length - 1]);
  const spans: [number, number][] = [[0, points.length - 1]];
  for (let span = spans.pop(); span !== undefined; span = spans.pop()) {
    const [first, last] = span;
    let [farthest, most] = [first, tolerance];
    for (let at = first + 1; at < last; at += 1) {
      const off = distance(points[at] as Point, points[first] as Point, points[last] as Point);
      if (off > most) [farthest, most] = [at, off];
    }
    if (farthest === first) continue;
    kept.add(farthest);
    spans.push([first, farthest], [farthest, last]);
  }
  return points.filter((_, at) => kept.has(at));
}

/** A stroke that fits a mark, as fine as that allows. */
export function stroke(points: readonly Point[]): Point[] {
  for (let tolerance = 0.001; ; tolerance *= 2) {
    const fitting = simplified(points, tolerance);
    if (fitting.length <= MOST_POINTS) return fitting;
  }
}

/** Four corners: upper left, upper right, lower right, lower left. */
export type Corners = readonly [Point, Point, Point, Point];

export const WHOLE: Corners = [{ x: 0, y: 0 }, { x: 1, y: 0 }, { x: 1, y: 1 }, { x: 0, y: 1 }];

/** A map of places to places by a matrix of nine numbers, the last of which is 1. */
export type Homography = readonly [number, number, number, number, number, number, number, number];

/** From the unit square to any four corners (Heckbert, "Fundamentals of Texture Mapping", 2.2.3); nothing where three
 *  of them are in a line. */
export function ontoCorners([a, b, c, d]: Corners): Homography | undefined {
  const [dx1, dx2, sx] = [b.x - c.x, d.x - c.x, a.x - b.x + c.x - d.x];
  const [dy1, dy2, sy] = [b.y - c.y, d.y - c.y, a.y - b.y + c.y - d.y];
  const under = dx1 * dy2 - dx2 * dy1;
  if (Math.abs(under) < 1e-9) return undefined;
  const g = (sx * dy2 - dx2 * sy) / under;
  const h = (dx1 * sy - sx * dy1) / under;
  return [b.x - a.x + g * b.x, d.x - a.x + h * d.x, a.x, b.y - a.y + g * b.y, d.y - a.y + h * d.y, a.y, g, h];
}

export function mapped([a, b, c, d, e, f, g, h]: Homography, { x, y }: Point): Point {
  const under = g * x + h * y + 1;
  return { x: (a * x + b * y + c) / under, y: (d * x + e * y + f) / under };
}

/** Whether the corners go round a page: each turn is to the same side, so that no edge crosses another. */
export function isPage(corners: Corners): boolean {
  return corners.every((corner, at) => {
    const next = corners[(at + 1) % 4] as Point;
    const after = corners[(at + 2) % 4] as Point;
    return (next.x - corner.x) * (after.y - next.y) - (next.y - corner.y) * (after.x - next.x) > 0.001;
  });
}

/** How large the page is that lies between the corners, in pixels of the picture. */
export function sizeBetween([a, b, c, d]: Corners, width: number, height: number): { width: number; height: number } {
  const length = (from: Point, to: Point) => Math.hypot((to.x - from.x) * width, (to.y - from.y) * height);
  return { width: Math.max(1, Math.round(Math.max(length(a, b), length(d, c)))), height: Math.max(1, Math.round(Math.max(length(a, d), length(b, c)))) };
}

/** What a list says of where something is. */
export function placeOf({ x, y }: Point): string {
  const third = (part: number, names: readonly [string, string, string]) => names[part < 1 / 3 ? 0 : part < 2 / 3 ? 1 : 2];
  return `${third(y, ["upper", "middle", "lower"])}-${third(x, ["left", "middle", "right"])}`;
}
