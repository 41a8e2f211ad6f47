// A slow line between a browser and a relay: so many bytes a second in each direction for all connections
// together, and half of the round trip's time each way. The browser's own emulation leaves workers out.

import { connect, createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** One direction: parts leave one after the other, each as long after the one before as it takes to send. */
function direction(bytesPerSecond, delayMs) {
  let freeAt = 0;
  return async (from, to) => {
    let sent = Promise.resolve();
    for await (const part of from) {
      const now = performance.now();
      freeAt = Math.max(freeAt, now) + (part.length / bytesPerSecond) * 1000;
      const arrivesIn = freeAt + delayMs - now;
      // The next part is read when this one is on the line: a sender feels the line's speed.
      const before = sent;
      sent = sleep(arrivesIn).then(async () => {
        await before;
        if (!to.destroyed) to.write(part);
      });
      await sleep(freeAt - now);
    }
    await sent;
    to.end();
  };
}

/** Answers the port of the line's near end. */
export async function slowLine(targetPort, { kilobitsPerSecond, roundTripMs }) {
  const bytesPerSecond = (kilobitsPerSecond * 1000) / 8;
  const [up, down] = [0, 1].map(() => direction(bytesPerSecond, roundTripMs / 2));
  const server = createServer(async (near) => {
    near.on("error", () => near.destroy());
    // What a connection costs before its first byte.
    await sleep(roundTripMs);
    const far = connect(targetPort, "127.0.0.1");
    far.on("error", () => near.destroy());
    await Promise.allSettled([up(near, far), down(far, near)]);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { port: server.address().port, close: () => server.close() };
}
