// The invitation that opened this page, and whether somebody is on the way in.

import { createSignal } from "solid-js";

const [invitation, setInvitation] = createSignal("");
/** Stays set from the first screen to the last, while the engine already has an account. */
const [arriving, setArriving] = createSignal(false);

export { arriving, invitation, setArriving, setInvitation };

export function isInvitation(text: string): boolean {
  return /^https?:\/\/[^\s/]+\/join#\S+$/u.test(text.trim());
}

/** Takes the invitation out of the address, where it would stay in the browser's history. */
export function takeInvitation(): void {
  if (!isInvitation(location.href)) return;
  setInvitation(location.href);
  history.replaceState(null, "", "/");
}
