// Where things are on a page: corners onto a page and back, strokes with few points, places in words.

import { expect, test } from "vitest";
import { fromParts, isPage, mapped, MOST_POINTS, ontoCorners, placeOf, simplified, sizeBetween, stroke, toParts, WHOLE, type Corners, type Point } from "../../src/screens/page/geometry";

/** The same numbers each time. */
function* drawn(seed: number): Generator<number, never> {
  let state = seed;
  for (;;) {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    yield state / 4_294_967_296;
  }
}

function corners(numbers: Generator<number, never>): Corners {
  const off = () => (numbers.next().value - 0.5) * 0.6;
  const near = ({ x, y }: Point): Point => ({ x: Math.min(1, Math.max(0, x + off())), y: Math.min(1, Math.max(0, y + off())) });
  return WHOLE.map(near) as unknown as Corners;
}

test("a page's corners go onto the corners, and lines stay lines", () => {
  const numbers = drawn(7);
  let pages = 0;
  for (let round = 0; round < 500; round += 1) {
    const wanted = corners(numbers);
    if (!isPage(wanted)) continue;
    pages += 1;
    const map = ontoCorners(wanted);
    if (map === undefined) throw new Error("no map");
    for (const [at, corner] of WHOLE.entries()) {
      const found = mapped(map, corner);
      expect(found.x).toBeCloseTo(wanted[at]?.x ?? -1, 6);
      expect(found.y).toBeCloseTo(wanted[at]?.y ?? -1, 6);
    }
    const [a, b, c] = [0.1, 0.5, 0.8].map((part) => mapped(map, { x: part, y: 0.2 + part / 2 })) as [Point, Point, Point];
    expect((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)).toBeCloseTo(0, 6);
  }
  expect(pages).toBeGreaterThan(100);
});

test("the whole is itself, and what goes round no page is none", () => {
  const map = ontoCorners(WHOLE);
  expect(map && mapped(map, { x: 0.3, y: 0.7 })).toEqual({ x: 0.3, y: 0.7 });
  expect(sizeBetween(WHOLE, 640, 480)).toEqual({ width: 640, height: 480 });
  const [a, b, c, d] = WHOLE;
  expect(isPage([b, a, c, d])).toBe(false);
  expect(isPage([d, c, b, a])).toBe(false);
  expect(isPage([a, a, c, d])).toBe(false);
});

test("a stroke keeps its ends and its shape within what is allowed", () => {
  const numbers = drawn(11);
  for (const count of [1, 2, 3, 600, 5_000]) {
    const points = Array.from({ length: count }, () => ({ x: numbers.next().value, y: numbers.next().value }));
    const short = stroke(points);
    expect(short.length).toBeLessThanOrEqual(MOST_POINTS);
    expect([short[0], short.at(-1)]).toEqual([points[0], points.at(-1)]);
  }
  const straight = Array.from({ length: 100 }, (_, at) => ({ x: at / 100, y: at / 200 }));
  expect(stroke(straight)).toHaveLength(2);
  const bent = [...straight, { x: 0.2, y: 0.9 }];
  expect(simplified(bent, 0.001)).toEqual([straight[0], straight[99], bent[100]]);
});

test("a place is told in thirds, and goes to the engine and back", () => {
  expect([placeOf({ x: 0.1, y: 0.1 }), placeOf({ x: 0.5, y: 0.5 }), placeOf({ x: 0.9, y: 0.4 })]).toEqual(["upper-left", "middle-middle", "middle-right"]);
  expect(toParts({ x: 2, y: -1 })).toEqual({ x: 65_535, y: 0 });
  const there = fromParts(toParts({ x: 0.123, y: 0.877 }));
  expect(there.x).toBeCloseTo(0.123, 4);
  expect(there.y).toBeCloseTo(0.877, 4);
});
