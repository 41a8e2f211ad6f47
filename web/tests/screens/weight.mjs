// What the screens weigh without the engine: everything, every language and what is loaded late.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const BUILT = join(import.meta.dirname, "../../dist-stand-in");

/** What a phone on a bad line fetches before it shows anything has to be less than a picture. */
export const MOST_KILOBYTES = 150;

export function weigh() {
  const files = readdirSync(BUILT, { recursive: true, encoding: "utf8" }).filter((name) => /\.(?:js|css|html|svg)$/u.test(name));
  const bytes = files.reduce((sum, name) => sum + gzipSync(readFileSync(join(BUILT, name)), { level: 9 }).length, 0);
  return { files: files.length, bytes };
}
