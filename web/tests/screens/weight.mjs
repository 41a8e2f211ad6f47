// What the screens weigh without the engine, as a relay hands them out: everything, every language and what is
// loaded late. (The stand-in is in it too, some seven kilobytes.)

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";

const BUILT = join(import.meta.dirname, "../../dist-stand-in");

/** What a phone on a bad line fetches before it shows anything has to be less than a picture. */
export const MOST_KILOBYTES = 150;

export function weigh() {
  const files = readdirSync(BUILT, { recursive: true, encoding: "utf8" }).filter((name) => /\.(?:js|css|html|svg)$/u.test(name));
  const bytes = files.reduce((sum, name) => sum + brotliCompressSync(readFileSync(join(BUILT, name))).length, 0);
  return { files: files.length, bytes };
}
