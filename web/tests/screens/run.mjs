// `node tests/screens/run.mjs [--pictures FOLDER] [--only NAME]`: opens every screen in both themes
// and in Arabic, lets axe look at it, and makes pictures where one asks for them.

import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { MOST_KILOBYTES, weigh } from "./weight.mjs";
import { buildStandIn, launch, openPage, openScene, openWindow, serve } from "./browser.mjs";
import { SCENES } from "./scenes.mjs";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const WIDE = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };

const WINDOWS = [
  { name: "en-1280", language: "en", theme: "light", ...WIDE, pictures: true },
  { name: "en-390", language: "en", theme: "light", ...PHONE, pictures: true },
  { name: "ar-1280", language: "ar", theme: "light", ...WIDE, pictures: true },
  { name: "ar-390", language: "ar", theme: "light", ...PHONE, pictures: true },
  { name: "en-1280-dark", language: "en", theme: "dark", ...WIDE, pictures: false },
];

/** Seen in the dark as well: the ones that show most of the colours. */
const DARK_PICTURES = new Set(["conversation", "people"]);

const { values } = parseArgs({ options: { pictures: { type: "string" }, only: { type: "string" }, window: { type: "string" } } });
const folder = values.pictures;
const scenes = SCENES.filter((scene) => values.only === undefined || values.only.split(",").includes(scene.name));
const windows = WINDOWS.filter((window) => values.window === undefined || window.name === values.window);

await buildStandIn();
const weight = weigh();
const server = await serve();
const browser = await launch();
const findings = [];
let looked = 0;
if (folder !== undefined) {
  mkdirSync(folder, { recursive: true });
  if (values.only === undefined && values.window === undefined) {
    for (const name of readdirSync(folder)) if (name.endsWith(".png")) rmSync(join(folder, name));
  }
}

try {
  for (const window of windows) {
    const context = await openWindow(browser, window);
    for (const scene of scenes) {
      const where = `${scene.name} ${window.name}`;
      try {
        await look(context, window, scene, where);
      } catch (error) {
        // A fault of ours fails again. A browser that was slow at the wrong moment does not; it is said all the same.
        process.stdout.write(`${where}: once more, after ${firstLine(error)}\n`);
        await look(context, window, scene, where).catch((again) => findings.push(`${where}: ${firstLine(again)}`));
      }
    }
    await context.close();
  }
} finally {
  await browser.close();
  server.close();
}

if (folder !== undefined) compress(folder);
process.stdout.write(`shell: ${(weight.bytes / 1024).toFixed(1)} KB compressed, ${weight.files} files, the words of one language; at most ${MOST_KILOBYTES} KB\n`);
if (weight.bytes > MOST_KILOBYTES * 1024) findings.push("the shell is too heavy");
for (const finding of findings) process.stderr.write(`${finding}\n`);
process.stdout.write(`axe: ${looked} of ${windows.length * scenes.length} screens looked at, ${findings.length} findings that are serious, critical or errors\n`);
process.exitCode = findings.length > 0 ? 1 : 0;

function firstLine(error) {
  return String(error).split("\n")[0];
}

/** One screen in one window: what is wrong with it is a finding, and that it does not come an error. */
async function look(context, window, scene, where) {
  const { page, troubles } = await openPage(context);
  try {
    await openScene(page, server.origin, scene).catch((error) => {
      throw new Error(`${firstLine(error)} ${troubles.join("; ")}`);
    });
    for (const found of await findingsOn(page)) findings.push(`${where}: ${found}`);
    for (const wide of await page.evaluate(widerThanItsPlace)) findings.push(`${where}: wider than its place: ${wide}`);
    for (const trouble of troubles) findings.push(`${where}: ${trouble}`);
    const wanted = scene.isPictured !== false && (window.pictures || DARK_PICTURES.has(scene.name));
    if (folder !== undefined && wanted) {
      await page.screenshot({ path: join(folder, `${scene.name}-${window.name}.png`), animations: "disabled", caret: "hide" });
    }
    looked += 1;
  } finally {
    await page.close();
  }
}

/** What would have to be scrolled sideways. Runs in the page. */
function widerThanItsPlace() {
  const places = document.querySelectorAll("html, .screen-body, .conversations-scroll, .messages-scroll, .modal-body, .arrival");
  return [...places].filter((place) => place.scrollWidth > place.clientWidth + 1).map((place) => `${place.className || "page"} by ${place.scrollWidth - place.clientWidth} px`);
}

/** What axe finds serious or critical, and where. */
async function findingsOn(page) {
  await page.addScriptTag({ path: AXE });
  const result = await page.evaluate(
    (tags) => globalThis.axe.run(document, { runOnly: tags, resultTypes: ["violations"] }),
    RULES,
  );
  return result.violations
    .filter((one) => one.impact === "serious" || one.impact === "critical")
    .map((one) => `${one.impact} ${one.id}: ${one.nodes.map((node) => node.target.join(" ")).slice(0, 3).join(", ")}`);
}

/** 256 colours are enough for paper and ink, and a quarter of the size. */
function compress(into) {
  const pictures = readdirSync(into).filter((name) => name.endsWith(".png")).map((name) => join(into, name));
  if (pictures.length === 0) return;
  try {
    execFileSync("pngquant", ["--force", "--ext", ".png", "--speed", "3", "--strip", "--skip-if-larger", "64", "--", ...pictures], { stdio: "inherit" });
  } catch (failure) {
    // Some were as small as they get: those of an earlier run, which this one did not take again.
    if (failure.status !== 98) throw failure;
  }
}
