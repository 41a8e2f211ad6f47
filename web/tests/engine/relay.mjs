// A relay of the test's own, in a folder that goes with it.

import { execFileSync, spawn } from "node:child_process";
import { createServer } from "node:net";
import { createInterface } from "node:readline";

/** A port that was free a moment ago: a relay that is stopped and started again has to be found again. */
async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export async function startRelay(program, folder, site) {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  execFileSync(program, ["init", "--dir", folder, "--listen", `127.0.0.1:${port}`, "--public-url", origin]);
  let child;
  let ended;
  const start = async () => {
    child = spawn(program, ["serve", "--dir", folder], {
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, CORRIDOR_RELAY_WEB_FOLDER: site, CORRIDOR_RELAY_LOG_LEVEL: "warn" },
    });
    ended = new Promise((resolve) => child.once("exit", resolve));
    await new Promise((resolve, reject) => {
      createInterface({ input: child.stdout }).on("line", (line) => {
        if (line.includes("is ready at")) resolve();
      });
      child.once("exit", (code) => reject(new Error(`the relay ended (${code})`)));
    });
  };
  await start();
  return {
    origin,
    start,
    invite: () =>
      execFileSync(program, ["invite", "--dir", folder, "--count", "1"], { encoding: "utf8" }).trim(),
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}
