// A person whose lock is a passkey, in real Chromium with its own authenticator in software: made when
// joining, asked for at each start, and nothing else opens what is stored.
//
//   node tests/stories/passkey.mjs RELAY SITE

import assert from "node:assert/strict";

import { openScene } from "./scene.mjs";

const { relay, person, play } = await openScene("passkey");
const alice = person("alice");

/** The platform's own lock, as far as a page can tell. */
async function addAuthenticator(who) {
  const session = await who.browser.context.newCDPSession(who.page);
  await session.send("WebAuthn.enable");
  const { authenticatorId } = await session.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      ctap2Version: "ctap2_1",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      hasPrf: true,
      automaticPresenceSimulation: true,
      isUserVerified: true,
    },
  });
  return {
    credentials: async () => (await session.send("WebAuthn.getCredentials", { authenticatorId })).credentials,
    /** Whether somebody is there who touches it. */
    isTouched: (enabled) => session.send("WebAuthn.setAutomaticPresenceSimulation", { authenticatorId, enabled }),
  };
}

await play(async () => {
  await alice.open();
  // Before the page that asks what this browser can do.
  const authenticator = await addAuthenticator(alice);
  await alice.page.goto(relay.invite());
  await alice.page.getByRole("heading", { name: "Welcome to Corridor", level: 1 }).waitFor();
  await alice.page.getByLabel("Your name").fill("alice");
  await alice.page.getByRole("radio", { name: /^A passkey/u }).check();
  await alice.button("Join").click();
  await alice.page.getByRole("heading", { name: "Your 24 recovery words", level: 1 }).waitFor();
  await alice.page.getByRole("checkbox").check();
  await alice.button("Continue").click();
  await alice.button("Look around first").click();
  assert.equal((await authenticator.credentials()).length, 1, "one passkey");
  console.log("  joined with a passkey");

  await alice.page.reload();
  await alice.page.getByRole("heading", { name: "This device is locked", level: 1 }).waitFor();
  await authenticator.isTouched(false);
  await alice.button("Unlock with a passkey").click();
  await alice.page.waitForFunction(() => document.querySelector("button[data-kind=main]").disabled);
  assert.equal(await alice.page.getByRole("navigation", { name: "Conversations" }).count(), 0, "still locked");
  await alice.page.reload();
  await alice.page.getByRole("heading", { name: "This device is locked", level: 1 }).waitFor();
  console.log("  without a touch nothing opens");

  await authenticator.isTouched(true);
  await alice.button("Unlock with a passkey").click();
  await alice.page.getByRole("navigation", { name: "Conversations" }).waitFor();
  console.log("  the passkey opens it");
});
