// A link to a room that opened this page: it leaves the address, and waits until there is an account to knock with.

import { createSignal } from "solid-js";
import { go } from "../../app/route";

const [link, setLink] = createSignal("");
export { link, setLink };

export function isLink(text: string): boolean {
  return /^https?:\/\/[^\s/]+\/knock#\S+$/u.test(text.trim());
}

/** Takes the link out of the address, where it would stay in the browser's history. */
export function takeLink(): void {
  if (!isLink(location.href)) return;
  setLink(location.href);
  history.replaceState(null, "", "/");
  go({ at: "knock" });
}
