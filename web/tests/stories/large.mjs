// A room of 50,000 messages in real Chromium, over a real relay: how long a browser takes to catch up with them,
// and to search them. Printed, and deciding one thing alone: that what is sought is found.
//
//   node tests/stories/large.mjs RELAY CORRIDOR SITE [MESSAGES]

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";

import { startRelay } from "../engine/relay.mjs";
import { CommandLine } from "./command_line.mjs";
import { Person } from "./person.mjs";

const [relayProgram, commandLine, site, wanted = "50000"] = process.argv.slice(2);
const COUNT = Number(wanted);
const ROOM = "Fisheries, article 7";
/** So many texts wait in a writer's outbox at most. */
const AT_ONCE = 100;
/** One: what several write, each of them has to read as well. */
const WRITERS = ["dora"];
const WORDS = `the of and to in paragraph text delegation proposal amendment we could accept with our colleagues would prefer deletion
  agreed language consult capital subject fishery coast quota annual vessel flag state port inspection measures committee chair`.split(/\s+/u);
const UNITS = ["第七条", "渔业", "修正案", "主席", "代表团", "同意", "海岸", "配额"];

// What a relay lets one account ask in a second would be all that is measured.
process.env.CORRIDOR_RELAY_LIMITS_REQUESTS_PER_SECOND = "100000";
const base = await mkdtemp(path.join(tmpdir(), "corridor-large-"));
const relay = await startRelay(relayProgram, path.join(base, "relay"), site);
const alice = new Person("alice", path.join(base, "alice"), relay.origin);
const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(1)} s`;

/** The same texts in every run: words by a generator that is anything but random. */
function textOf(number) {
  let state = number * 2_654_435_761;
  const next = (limit) => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 1) >>> 0;
    return state % limit;
  };
  if (number % 10 === 9) return `${number}. ${Array.from({ length: 6 }, () => UNITS[next(UNITS.length)]).join("")}。`;
  return `${number}. ${Array.from({ length: 8 + next(20) }, () => WORDS[next(WORDS.length)]).join(" ")}.`;
}

/** Says the texts in a room, as a bot does: some, and the next when all of them have arrived. */
async function say(writer, texts) {
  const child = spawn(commandLine, ["--profile", `${writer.folder}/`, "rpc"], { stdio: ["pipe", "pipe", "inherit"] });
  let arrived;
  let failed;
  createInterface({ input: child.stdout }).on("line", (line) => {
    const message = JSON.parse(line);
    if (message.error !== undefined) failed?.(new Error(line));
    if (message.id === "all") arrived?.();
  });
  child.once("exit", (code) => failed?.(new Error(`the bot ended (${code})`)));
  const ask = (id, method, params) => child.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", id, method, params })}\n`);
  for (let at = 0; at < texts.length; at += AT_ONCE) {
    const done = new Promise((resolve, reject) => [arrived, failed] = [resolve, reject]);
    for (const text of texts.slice(at, at + AT_ONCE)) ask(at, "send_text", { room: ROOM, text });
    ask("all", "sync", { timeout_ms: 600_000 });
    await done;
  }
  failed = undefined;
  child.stdin.end();
}

/** Types it into the field at once; answers how long it took until the page says what was found, and how much. */
const search = (label, value) =>
  alice.page.evaluate(([title, sought]) => {
    const labels = [...document.querySelectorAll("search label")];
    const field = labels.find((element) => element.textContent === title).control;
    const status = document.querySelector("[role=status].small");
    const tasks = [];
    const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map((entry) => entry.duration)));
    observer.observe({ entryTypes: ["longtask"] });
    const start = performance.now();
    return new Promise((resolve) => {
      const watcher = new MutationObserver(() => {
        if (status.textContent === "") return;
        watcher.disconnect();
        const milliseconds = performance.now() - start;
        requestAnimationFrame(() => setTimeout(() => {
          observer.disconnect();
          resolve({ milliseconds, found: document.querySelectorAll(".found").length, longest: Math.max(0, ...tasks) });
        }, 100));
      });
      watcher.observe(status, { childList: true, characterData: true, subtree: true });
      field.value = sought;
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    });
  }, [label, value]);

try {
  await alice.accept(relay.invite());
  const writers = WRITERS.map((name) => new CommandLine(commandLine, name, path.join(base, name)));
  for (const writer of writers) await writer.accept(relay.invite());
  await alice.makeRoom(ROOM, WRITERS);
  await alice.say("The floor is open.");
  await alice.untilSent();
  for (const writer of writers) await writer.texts(ROOM);
  await alice.untilKeptOffline();
  await alice.kill();

  const begun = performance.now();
  const texts = Array.from({ length: COUNT }, (_, number) => textOf(number));
  texts[Math.floor(COUNT / 7)] += " Zanzibar";
  await Promise.all(writers.map((writer, at) => say(writer, texts.filter((_, number) => number % WRITERS.length === at))));
  console.log(`  ${COUNT} messages said by ${WRITERS.length}: ${seconds(performance.now() - begun)}`);

  const opened = performance.now();
  await alice.open();
  await alice.line(ROOM).first().waitFor();
  console.log(`  the browser is open again: ${seconds(performance.now() - opened)}`);
  await alice.page.waitForFunction(
    (count) => [...document.querySelectorAll("a.line")].some((line) => line.textContent.replaceAll(/\D/gu, "").includes(String(count))),
    COUNT,
    { timeout: 3_600_000 },
  );
  console.log(`  it has caught up with all of them: ${seconds(performance.now() - opened)}`);
  const entered = performance.now();
  await alice.enter(ROOM);
  await alice.page.locator(".message-text").first().waitFor();
  console.log(`  the room opens: ${(performance.now() - entered).toFixed(0)} ms`);

  await alice.page.keyboard.press("Alt+f");
  await alice.page.getByLabel("Words", { exact: true }).waitFor();
  const tell = async (what, label, value, isFound) => {
    const { milliseconds, found, longest } = await search(label, value);
    console.log(`  search, ${what}: ${milliseconds.toFixed(0)} ms, ${found} found, longest task of the page ${longest.toFixed(0)} ms`);
    assert.ok(isFound(found), `${what}: ${found} found`);
  };
  await tell("a word of one message far back", "Words", "zanzibar", (found) => found === 1);
  await tell("a word that nobody said", "Words", "harbourmaster", (found) => found === 0);
  await tell("two Chinese signs that nobody wrote", "Words", "条七", (found) => found === 0);
  await tell("a word of every second message", "Words", "quota", (found) => found === 100);
  await tell("two letters that nobody wrote", "Words", "zx", (found) => found === 0);
} catch (error) {
  await alice.tellTrouble();
  throw error;
} finally {
  await alice.kill().catch(() => undefined);
  await relay.stop();
  await rm(base, { recursive: true, force: true, maxRetries: 5 });
}
