// What the screens weigh without the engine, as a relay hands them out on a first visit: everything, what is
// loaded late too, and the words of one language, the longest, as build/compress.mjs counts them. The
// stand-in is handed out by nobody, and not counted.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";

const BUILT = join(import.meta.dirname, "../../dist-stand-in");

/** What a phone on a bad line fetches before it shows anything has to be less than a picture. */
export const MOST_KILOBYTES = 240;

const LANGUAGE = /(?:^|[/\\])(?:ar|en|es|fr|ru|zh)-[\w-]+\.js$/u;

const STAND_IN = /(?:^|[/\\])stand-in-[\w-]+\.js$/u;

/** What is loaded when somebody opens or makes one kind of file: build/compress.mjs weighs it apart. */
const TOOL = /(?:^|[/\\])(?:pdf|docx)[\w.-]*\.m?js$/u;

export function weigh() {
  const files = readdirSync(BUILT, { recursive: true, encoding: "utf8" }).filter((name) => /\.(?:js|css|html|svg)$/u.test(name) && !STAND_IN.test(name) && !TOOL.test(name));
  const weights = files.map((name) => ({ name, bytes: brotliCompressSync(readFileSync(join(BUILT, name))).length }));
  const words = weights.filter(({ name }) => LANGUAGE.test(name)).map(({ bytes }) => bytes);
  const rest = weights.filter(({ name }) => !LANGUAGE.test(name) && !TOOL.test(name)).reduce((sum, { bytes }) => sum + bytes, 0);
  return { files: files.length, bytes: rest + Math.max(0, ...words) };
}
