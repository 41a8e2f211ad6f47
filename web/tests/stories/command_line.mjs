// A person who uses the program `corridor` in a terminal.

import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** What a person waits for on a slow machine before the test fails. */
const PATIENCE_MS = 90_000;

const run = promisify(execFile);

export class CommandLine {
  constructor(program, name, folder) {
    Object.assign(this, { program, name, folder });
  }

  async run(...words) {
    const { stdout } = await run(this.program, ["--profile", `${this.folder}/`, ...words], { timeout: 120_000 });
    return stdout;
  }

  // In a file, because a keyring on the machine that runs the tests is somebody's own.
  accept(invitation) {
    return this.run("join", invitation, "--name", this.name, "--key", "file");
  }

  send(room, text) {
    return this.run("send", room, text, "--acknowledge");
  }

  /** Until somebody has brought this person into the room. */
  async untilIn(room) {
    const deadline = performance.now() + PATIENCE_MS;
    while (!(await this.run("rooms")).includes(room)) {
      if (performance.now() > deadline) throw new Error(`${this.name} waited in vain to be let into ${room}`);
      await this.run("sync", "--timeout", "5").catch(() => undefined);
    }
  }

  /** All that this person has of a room, as `read` tells it to programs. */
  async items(room) {
    await this.run("sync", "--timeout", "60");
    const lines = (await this.run("read", room, "--limit", "100000", "--json")).trim().split("\n");
    return lines.map((line) => JSON.parse(line));
  }

  async texts(room) {
    return (await this.items(room)).filter((item) => item.kind === "text").map((item) => item.text);
  }
}
