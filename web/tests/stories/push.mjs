// A push message comes to a browser in which the app is closed, and to one in which somebody looks at it. Real
// Chromium, with the message handed in where its push service would: the relay's half is tried in crates/relay-server.
//
//   node tests/stories/push.mjs RELAY SITE

import assert from "node:assert/strict";

import { openScene } from "./scene.mjs";

const { relay, person, play } = await openScene("push");
const alice = person("alice");

/** What stands among the notices of the machine, as the browser tells the page. */
const notices = (page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    return (await registration.getNotifications()).map(({ title, body, tag }) => ({ title, body, tag }));
  });

await play(async () => {
  await alice.accept(relay.invite());
  await alice.untilKeptOffline();
  const { context } = alice.browser;
  await context.grantPermissions(["notifications"], { origin: relay.origin });

  const aside = await context.newPage();
  const session = await context.newCDPSession(aside);
  const registered = new Promise((resolve) => {
    session.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const found = registrations.find(({ scopeURL, isDeleted }) => scopeURL.startsWith(relay.origin) && !isDeleted);
      if (found !== undefined) resolve(found.registrationId);
    });
  });
  await session.send("ServiceWorker.enable");
  const registrationId = await registered;
  const deliver = (data) => session.send("ServiceWorker.deliverPushMessage", { origin: relay.origin, registrationId, data });

  await alice.page.bringToFront();
  await alice.page.waitForFunction(() => document.visibilityState === "visible");
  await deliver("");
  await alice.page.waitForTimeout(1000);
  assert.deepEqual(await notices(alice.page), [], "whoever looks at the app is not told that something is there");
  console.log("  somebody looks at the app: no notice");

  await alice.page.close();
  // Whatever a push service puts into it, nobody sees it.
  await deliver("Dora in Fisheries: the coast is clear");
  await deliver("");
  alice.page = await context.newPage();
  await alice.page.goto(`${relay.origin}/`);
  await alice.page.waitForFunction(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    return (await registration.getNotifications()).length > 0;
  });
  const told = await notices(alice.page);
  assert.equal(told.length, 1, "two messages, one notice");
  assert.equal(told[0].tag, "corridor");
  assert.equal(told[0].title, "Corridor");
  assert.doesNotMatch(JSON.stringify(told), /Dora|coast|Fisheries/u);
  console.log("  the app is closed: one notice, without a name or a word");
});
