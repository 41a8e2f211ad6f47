// Puts the compressed forms of each file beside it, which the relay then serves as they are; writes
// the list of all files with their hashes, for people and for the service worker; and weighs the whole.
//
//   node web/build/compress.mjs FOLDER

import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

/** What a first visit may cost, compressed, with WebAssembly: it transfers the words of one language, and the
 *  longest of them counts. The others, which the service worker puts away later, are printed beside it. */
const BUDGET_BYTES = 900 * 1024;

/** Of it, what a first visit needs before one can talk: what the page names, joining and unlocking, the worker, the
 *  service worker, one language. What is loaded when somebody opens it (a camera's codes, settings, search) is not of it. */
const SHELL_BUDGET_BYTES = 150 * 1024;
const SHELL = /^(?:index\.html|service-worker\.js|manifest\.webmanifest|assets\/(?:worker|Arrival|Unlock|RecoveryWords)-[\w-]+\.js)$/;

/** What fails the build: the budget is not reached yet (docs/web.md), and it shall not get worse. */
const CEILING_BYTES = 1376 * 1024;

/** What reads or writes one kind of file, and is loaded when somebody opens or makes such a file: most people never do.
 *  No part of a first visit; weighed apart. */
const TOOL = /^assets\/(?:pdf|docx)[\w.-]*\.m?js$/;
const TOOLS_CEILING_BYTES = 640 * 1024;

/** Smaller files gain nothing. */
const LEAST_BYTES = 512;

const LIST = "build.txt";
const SERVICE_WORKER = "service-worker.js";

const [folder] = process.argv.slice(2);
const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => path.join(entry.parentPath, entry.name))
  .filter((file) => !/\.(br|gz)$/.test(file) && path.basename(file) !== LIST)
  .toSorted();

const hashOf = (bytes) => createHash("sha256").update(bytes).digest("hex");
const nameOf = (file) => path.relative(folder, file).split(path.sep).join("/");

const serviceWorker = files.find((file) => nameOf(file) === SERVICE_WORKER);
if (serviceWorker !== undefined) {
  const others = files.filter((file) => file !== serviceWorker);
  const hashes = Object.fromEntries(others.map((file) => [`/${nameOf(file)}`, hashOf(readFileSync(file))]));
  const text = readFileSync(serviceWorker, "utf8");
  const filled = text.replace(/(["'`])__FILES__\1/, () => JSON.stringify(hashes));
  if (filled === text) throw new Error(`${SERVICE_WORKER} has no place for the list of files`);
  writeFileSync(serviceWorker, filled);
}

const page = readFileSync(path.join(folder, "index.html"), "utf8");
const isShell = (name) => SHELL.test(name) || (!name.endsWith(".png") && page.includes(`"/${name}"`));

let total = 0;
let shell = 0;
let opened = 0;
let tools = 0;
/** Words by language: nobody reads more than one at a time. */
const languages = [];
const rows = [["", "raw", "gzip", "brotli"]];
const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;
const lines = [];

for (const file of files) {
  const bytes = readFileSync(file);
  const name = nameOf(file);
  lines.push(`${hashOf(bytes)}  ${name}`);
  const options = { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } };
  const forms = { br: brotliCompressSync(bytes, options), gz: gzipSync(bytes, { level: 9 }) };
  for (const [end, form] of Object.entries(forms)) {
    const beside = `${file}.${end}`;
    if (bytes.length >= LEAST_BYTES && form.length < bytes.length) writeFileSync(beside, form);
    else rmSync(beside, { force: true });
  }
  const least = Math.min(forms.br.length, bytes.length);
  rows.push([name, ...[bytes, forms.gz, forms.br].map((form) => kilobytes(form.length))]);
  if (TOOL.test(name)) {
    tools += least;
    continue;
  }
  total += least;
  if (/\/(?:ar|en|es|fr|ru|zh)-[\w-]+\.js$/.test(name)) languages.push(least);
  else if (isShell(name)) shell += least;
  else if (!name.endsWith(".wasm")) opened += least;
}

const others = languages.toSorted((one, next) => next - one).slice(1);
const later = others.reduce((sum, bytes) => sum + bytes, 0);
shell += Math.max(0, ...languages);
total -= later;
const list = `${lines.join("\n")}\n`;
writeFileSync(path.join(folder, LIST), list);
const width = Math.max(...rows.map(([name]) => name.length));
for (const [name, ...sizes] of rows)
  console.log(`${name.padEnd(width)}${sizes.map((size) => size.padStart(12)).join("")}`);
console.log(`build ${hashOf(list)}`);
console.log(`shell, compressed: ${kilobytes(shell)} of ${kilobytes(SHELL_BUDGET_BYTES)}`);
console.log(`screens that are loaded when they are opened, and icons: ${kilobytes(opened)}`);
console.log(`all, compressed: ${kilobytes(total)} of ${kilobytes(BUDGET_BYTES)}`);
console.log(`${others.length} further languages, when they are asked for: ${kilobytes(later)}`);
console.log(`tools for single kinds of files, when one is opened or made: ${kilobytes(tools)} of ${kilobytes(TOOLS_CEILING_BYTES)}`);
const ceilings = [["shell", shell, SHELL_BUDGET_BYTES], ["web app", total, CEILING_BYTES], ["tools", tools, TOOLS_CEILING_BYTES]];
for (const [what, bytes, most] of ceilings) {
  if (bytes <= most) continue;
  console.error(`the ${what} weighs more than ${kilobytes(most)}`);
  process.exitCode = 1;
}
