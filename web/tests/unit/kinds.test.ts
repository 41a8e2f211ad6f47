// Voice notes, albums, contacts, places and links: what is decided before anything is drawn.

import { beforeAll, describe, expect, test, vi } from "vitest";
import { rowsOf } from "../../src/screens/conversation/kinds/albums";
import { coordinates, durationInWords, fileInWords, kindInWords, mapAddress } from "../../src/screens/conversation/kinds/inWords";
import { linksIn } from "../../src/screens/conversation/kinds/links";
import { clock, levelsOf, LEVELS, loudness, soundType } from "../../src/screens/conversation/kinds/sound";
import { wordsOf } from "../../src/screens/conversation/events";
import { showLanguage } from "../../src/words/words";
import { made } from "../stand-in/item";
import { kindItems } from "../stand-in/kinds";

beforeAll(async () => {
  vi.stubGlobal("document", { documentElement: {} });
  await showLanguage("en");
});

const bare = (text: string | undefined) => text?.replaceAll(/[\u2066-\u2069]/gu, "");

describe("a voice note", () => {
  test("has as many levels as fit, and its loudest fills a bar", () => {
    expect(levelsOf([])).toEqual([]);
    expect(levelsOf([0, 0.1, 0.2])).toEqual([0, 128, 255]);
    const long = levelsOf(Array.from({ length: 10_000 }, (_, at) => (at % 7) / 100));
    expect(long).toHaveLength(LEVELS);
    expect(long.every((level) => level >= 0 && level <= 255)).toBe(true);
    // Silence is not blown up into noise.
    expect(levelsOf([0.001, 0])).toEqual([13, 0]);
  });
  test("is as loud as its waves are high", () => {
    expect(loudness(new Uint8Array([128, 128]))).toBe(0);
    expect(loudness(new Uint8Array([0, 255]))).toBeGreaterThan(0.9);
    expect(loudness(new Uint8Array())).toBe(0);
  });
  test("says how long it is, to eyes and to ears", () => {
    expect(clock(65_400)).toBe("1:06");
    expect(durationInWords(12_345)).toBe("13 seconds");
    expect(durationInWords(65_400)).toBe("1 minute, 6 seconds");
    expect(durationInWords(60_000)).toBe("1 minute");
    expect(durationInWords(0)).toBe("0 seconds");
  });
  test("plays as nothing but sound", () => {
    expect(soundType("audio/webm")).toBe("audio/webm");
    for (const other of ["text/html", "audio/x-evil", "image/svg+xml", ""]) expect(soundType(other)).toBe("audio/ogg");
  });
});

describe("an album", () => {
  const picture = (seq: number, album: string | null, change = {}) =>
    made({ seq, local_id: seq, kind: "file", album, file: { name: `${seq}.jpg`, media_type: "image/jpeg", bytes: 1, bytes_done: 1, state: "here", has_preview: false }, ...change });
  const rows = (items: ReturnType<typeof made>[]) => {
    const { items: shown, albums } = rowsOf(items);
    return shown.map((item) => albums.get(item.local_id)?.map((one) => one.local_id) ?? item.local_id);
  };
  test("is pictures of one person that follow each other", () => {
    expect(rows([picture(1, "a"), picture(2, "a"), picture(3, null), picture(4, "b"), picture(5, "b"), picture(6, "b")])).toEqual([[1, 2], 3, [4, 5, 6]]);
    expect(rows([picture(1, "a"), made({ seq: 2, local_id: 2 }), picture(3, "a")])).toEqual([1, 2, 3]);
    expect(rows([picture(1, "a"), picture(2, "a", { sender: "mallory@a.example" })])).toEqual([1, 2]);
    expect(rows([picture(1, "a"), picture(2, "a", { view_once: "closed" }), picture(3, "a", { withdrawn_by: "x@y" })])).toEqual([1, 2, 3]);
  });
  test("leaves a list without one the same object", () => {
    const items = [made({ local_id: 1 }), picture(2, null)];
    expect(rowsOf(items).items).toBe(items);
  });
});

test("links are found as they stand, without what closes a sentence", () => {
  expect(linksIn("See https://a.example/b?c=1, and (http://d.example). https://a.example/b?c=1!")).toEqual(["https://a.example/b?c=1", "http://d.example"]);
  expect(linksIn("javascript:alert(1) ftp://a.example https://")).toEqual([]);
});

test("a place opens in the system's map, and is said in degrees", () => {
  const place = { latitude: -46_226_500, longitude: 6_140_200, accuracy: 25 };
  expect(mapAddress(place)).toBe("geo:-46.226500,6.140200;u=25");
  expect(mapAddress({ ...place, accuracy: null })).toBe("geo:-46.226500,6.140200");
  expect(bare(coordinates(place))).toBe("-46.22650, 6.14020");
});

test("what newcomers are told is named by what it tells, in lists and to screen readers", () => {
  const told = (name: string) => {
    const file = { name, media_type: "application/vnd.corridor.told+cbor", bytes: 108, bytes_done: 108, state: "here", has_preview: false } as const;
    return [bare(wordsOf(made({ kind: "file", file }))), bare(fileInWords(file))];
  };
  const [at, later] = [new Date(2026, 2, 3).getTime(), new Date(2026, 2, 5).getTime()];
  expect(told(`told-14-${at}-${later}.cbor`)[0]).toMatch(/^Tells of 14 messages, 3\W+5 Mar 2026$/u);
  expect(told(`told-14-${at}-${later}.cbor`)[1]).toContain("Tells of 14 messages, ");
  expect(told(`told-1-${at}-${at}.cbor`)[0]).toBe("Tells of 1 message, 3 Mar 2026");
  expect(told("elsewhere.cbor")[0]).toBe("What was said before");
});

test("each of the stand-in's items has words", () => {
  const said = kindItems().map((item) => bare(wordsOf(item)));
  expect(said).toContain("Voice note, 1 minute, 6 seconds.");
  expect(said).toContain("To be opened once. For your eyes.");
  expect(said).toContain("Was to be opened once, and is gone.");
  expect(said).toContain("Contact: Kofi, of the island states.");
  expect(said).toContain("Place: Hall XX, the south door.");
  expect(kindInWords(made({}))).toBeUndefined();
});
