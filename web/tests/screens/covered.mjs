// Every screen with names and words covered: no text that the engine has told of people may be painted, nor stand in the
// page's title, nor in what shows under a pointer. `node tests/screens/covered.mjs [--only NAMES]`.

import { parseArgs } from "node:util";
import { buildStandIn, launch, openPage, openScene, openWindow, serve } from "./browser.mjs";
import { SCENES } from "./scenes.mjs";

const { values } = parseArgs({ options: { only: { type: "string" }, built: { type: "boolean" } } });
// The scenes that uncover what they begin with.
const scenes = SCENES.filter(({ name }) => !name.startsWith("glance") && (values.only === undefined || values.only.split(",").includes(name)));

if (values.built !== true) await buildStandIn();
const server = await serve();
const browser = await launch();
const findings = [];
let texts = 0;

try {
  const context = await openWindow(browser, { language: "en", theme: "light", width: 1280, height: 800 });
  await context.addInitScript(() => localStorage.setItem("corridor-glance", "on"));
  for (const scene of scenes) {
    const { page } = await openPage(context);
    try {
      // What waits for a newcomer to be looked at says so instead.
      await openScene(page, server.origin, scene);
      const found = await page.evaluate(uncovered);
      texts += found.covered;
      for (const one of found.seen) findings.push(`${scene.name}: ${one}`);
    } catch (error) {
      findings.push(`${scene.name}: ${String(error).split("\n")[0]}`);
    } finally {
      await page.close();
    }
  }
} finally {
  await browser.close();
  server.close();
}

for (const finding of findings) process.stderr.write(`${finding}\n`);
if (texts === 0) findings.push("nothing was covered");
process.stdout.write(`covered: ${scenes.length} screens, ${texts} texts of people covered, ${findings.length} seen\n`);
process.exitCode = findings.length > 0 ? 1 : 0;

/** Runs in the page. */
function uncovered() {
  // What the app itself says by these fields: kinds, states, ids, and numbers that stand for nobody.
 const OWN = new Set(["kind", "shape", "state", "delivery", "room", "device", "role", "own_role", "phase", "protection", "connection", "account_key", "id", "picture", "media_type", "status", "reaction", "relay", "change", "hash", "post_role", "own", "view_once", "album", "group", "key", "recovery_words", "reach"]);
  const told = new Set();
  const collect = (value, field) => {
    if (typeof value === "string") {
      if (OWN.has(field)) return;
      for (const line of value.split("\n")) {
        const part = line.trim().slice(0, 24).trim();
        if (part.length >= 4) told.add(part);
      }
      if (/^[\w.-]+@[\w.-]+$/u.test(value)) told.add(value.split("@")[0]);
    } else if (Array.isArray(value)) for (const one of value) collect(one, field);
    else if (value !== null && typeof value === "object" && !ArrayBuffer.isView(value)) for (const [name, one] of Object.entries(value)) collect(one, name);
  };
  for (const answer of globalThis.answered ?? []) collect(answer, "answer");
  const seen = [];
  let covered = 0;
  const has = (text) => [...told].find((one) => text.includes(one));
  const isPainted = (element) => {
    if (element.closest(".said-only, option, style, title") !== null) return false;
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
    return !/^rgba\(.*, 0\)$/u.test(getComputedStyle(element).webkitTextFillColor);
  };
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const found = has(node.data);
    if (found === undefined || node.parentElement === null || node.parentElement.closest("script, .name-cover") !== null) continue;
    if (isPainted(node.parentElement)) seen.push(`"${found}" in <${node.parentElement.tagName.toLowerCase()} class="${node.parentElement.className}">`);
    else covered += 1;
  }
  for (const mark of document.querySelectorAll(".name-cover")) if (!isPainted(mark) && mark.checkVisibility()) seen.push("a mark that nobody sees");
  for (const element of document.querySelectorAll("[title]")) {
    const found = has(element.getAttribute("title"));
    if (found !== undefined) seen.push(`"${found}" under the pointer over <${element.tagName.toLowerCase()}>`);
  }
  for (const field of document.querySelectorAll("input, textarea")) {
    if (has(field.value) !== undefined && getComputedStyle(field).webkitTextSecurity !== "disc") seen.push(`a field says "${has(field.value)}"`);
  }
  for (const option of document.querySelectorAll("option")) {
    if (has(option.textContent) !== undefined && isPainted(option.parentElement)) seen.push(`a choice says "${has(option.textContent)}"`);
  }
  for (const picture of document.querySelectorAll("img, video, canvas, svg.qr")) {
    if (picture.checkVisibility({ opacityProperty: true })) seen.push(`a picture shows: <${picture.tagName.toLowerCase()} class="${picture.getAttribute("class")}">`);
  }
  if (has(document.title) !== undefined) seen.push("the title of the page");
  return { seen, covered };
}
