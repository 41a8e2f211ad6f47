// A person whose screen is a program that speaks JSON-RPC: it is told what changes, as a bot is.

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** What a person waits for on a slow machine before the test fails. */
const PATIENCE_MS = 90_000;

export class RpcScreen {
  #waiting = new Map();
  #last = 0;
  #listeners = new Set();

  /** `who` is a `CommandLine` that has joined. */
  constructor(who) {
    this.name = who.name;
    /** All that it was told, unasked. */
    this.told = [];
    this.process = spawn(who.program, ["--profile", `${who.folder}/`, "rpc"], { stdio: ["pipe", "pipe", "inherit"] });
    createInterface({ input: this.process.stdout }).on("line", (line) => this.#hear(JSON.parse(line)));
  }

  #hear(message) {
    if (message.id === undefined) {
      this.told.push(message);
      for (const listener of [...this.#listeners]) listener();
      return;
    }
    const { resolve, reject } = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.error === undefined) resolve(message.result);
    else reject(new Error(`${this.name}: ${JSON.stringify(message.error)}`));
  }

  ask(method, params = {}) {
    this.#last += 1;
    const id = this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.process.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", id, method, params })}\n`);
    });
  }

  async titles() {
    return (await this.ask("rooms")).rooms.map((room) => room.title);
  }

  /** Until its rooms are as wished, looking whenever it is told of something. */
  async until(isAsWished) {
    const deadline = performance.now() + PATIENCE_MS;
    while (!isAsWished(await this.titles())) {
      if (performance.now() > deadline) throw new Error(`${this.name} waited in vain`);
      await new Promise((resolve) => {
        const done = () => {
          clearTimeout(timer);
          this.#listeners.delete(done);
          resolve();
        };
        const timer = setTimeout(done, 1000);
        this.#listeners.add(done);
      });
    }
  }

  async stop() {
    this.process.stdin.end();
    await new Promise((resolve) => this.process.once("close", resolve));
  }
}
