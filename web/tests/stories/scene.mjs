// What every story stands on: its programs, a folder of its own, a relay, its people, how long each part took,
// pictures where somebody wants them, what was on the screens when it failed, and nothing left behind.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { startRelay } from "../engine/relay.mjs";
import { CommandLine } from "./command_line.mjs";
import { Person } from "./person.mjs";

/** Two screens of a person: at a desk, and in a hand. */
const DESK = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };

/**
 * Reads `RELAY [CORRIDOR] SITE [--pictures FOLDER]` and starts a relay. The command line is named where the story
 * has somebody in a terminal.
 */
export async function openScene(name, { hasTerminal = false } = {}) {
  const words = process.argv.slice(2);
  const relayProgram = words.shift();
  const commandLine = hasTerminal ? words.shift() : undefined;
  const [site, ...options] = words;
  const pictures = options[0] === "--pictures" ? options[1] : undefined;
  const folder = await mkdtemp(path.join(tmpdir(), `corridor-${name}-`));
  const relay = await startRelay(relayProgram, path.join(folder, "relay"), site);
  const people = [];
  const atEnd = [];

  const end = async () => {
    for (const who of people) await who.kill().catch(() => undefined);
    for (const act of atEnd) await act();
    await relay.stop().catch(() => undefined);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };

  return {
    folder,
    relay,

    /** Somebody at the app's screens; `origin` where they reach the relay by another way, `flags` for their browser. */
    person(called, { origin = relay.origin, flags = [] } = {}) {
      const who = new Person(called, path.join(folder, called), origin, flags);
      people.push(who);
      return who;
    },

    terminal: (called) => new CommandLine(commandLine, called, path.join(folder, called)),

    /** Done at the end, whatever happened. */
    atEnd: (act) => atEnd.push(act),

    /** A part of the story, and how long it took. */
    async story(title, act) {
      const start = performance.now();
      await act();
      console.log(`  ${title}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
    },

    async picture(who, title) {
      if (pictures !== undefined) await who.page.screenshot({ path: path.join(pictures, `${title}.png`), animations: "disabled" });
    },

    /** The same at the width of a phone beside it. */
    async pictures(who, title) {
      if (pictures === undefined) return;
      await who.page.screenshot({ path: path.join(pictures, `${title}.png`), animations: "disabled" });
      await who.page.setViewportSize(PHONE);
      await who.page.screenshot({ path: path.join(pictures, `${title}-phone.png`), animations: "disabled" });
      await who.page.setViewportSize(DESK);
    },

    /** The story itself: what fails in it is told with what everybody saw. */
    async play(act) {
      try {
        await act();
      } catch (error) {
        for (const who of people) await who.tellTrouble();
        throw error;
      } finally {
        await end();
      }
    },
  };
}
