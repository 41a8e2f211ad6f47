// How long the app takes to be usable: the first time over a slow line, and when it is there already.
// Printed, and deciding nothing: it depends on the machine.
//
//   node tests/stories/load.mjs RELAY SITE

import { openScene } from "./scene.mjs";
import { slowLine } from "./slow_line.mjs";

const LINE = { kilobitsPerSecond: 400, roundTripMs: 400 };

const { relay, person, atEnd, play } = await openScene("load");
const line = await slowLine(Number(new URL(relay.origin).port), LINE);
atEnd(() => line.close());
const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(2)} s`;

await play(async () => {
  const far = person("far", { origin: `http://localhost:${line.port}` });
  await far.open("about:blank", () => undefined);
  const start = performance.now();
  await far.page.goto(`${far.origin}/`);
  await far.page.getByRole("heading", { name: "Welcome to Corridor" }).waitFor();
  console.log(`cold, ${LINE.kilobitsPerSecond} kbit/s and ${LINE.roundTripMs} ms: usable after ${seconds(performance.now() - start)}`);
  await far.kill();

  const near = person("near");
  await near.accept(relay.invite());
  await near.untilKeptOffline();
  const session = await near.browser.context.newCDPSession(near.page);
  await session.send("Performance.enable");
  const again = performance.now();
  await near.page.reload();
  await near.page.getByRole("navigation", { name: "Conversations" }).waitFor();
  const whole = performance.now() - again;
  const { metrics } = await session.send("Performance.getMetrics");
  const { value } = metrics.find(({ name }) => name === "ScriptDuration");
  console.log(`warm: the list of conversations after ${seconds(whole)}, scripts of the page ${seconds(value * 1000)}`);
  await near.kill();
});
