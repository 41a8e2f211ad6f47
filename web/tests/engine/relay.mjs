// A relay of the test's own, in a folder that goes with it.

import { execFileSync, spawn } from "node:child_process";
import { createInterface } from "node:readline";

export async function startRelay(program, folder, site) {
  execFileSync(program, ["init", "--dir", folder, "--listen", "127.0.0.1:0"]);
  const child = spawn(program, ["serve", "--dir", folder], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, CORRIDOR_RELAY_WEB_FOLDER: site, CORRIDOR_RELAY_LOG_LEVEL: "warn" },
  });
  const origin = await new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      const found = line.match(/is ready at (http\S+)/);
      if (found) resolve(found[1]);
    });
    child.once("exit", (code) => reject(new Error(`the relay ended (${code})`)));
  });
  return {
    origin,
    invite: () =>
      execFileSync(program, ["invite", "--dir", folder, "--count", "1"], { encoding: "utf8" }).trim(),
    stop() {
      child.removeAllListeners("exit");
      child.kill("SIGTERM");
    },
  };
}
