// Keys. A screen says which it answers while it is shown; `?` lists those that are answered now.

import { createSignal, onCleanup } from "solid-js";

export interface Shortcut {
  /** As `KeyboardEvent.key` names it, with `Ctrl+` or `Alt+` before it. */
  keys: string;
  /** The Fluent key of what it does. */
  does: string;
  /** Also over an open dialog or menu. */
  everywhere?: boolean;
  run: () => void;
}

const [active, setActive] = createSignal<readonly Shortcut[]>([]);
export const shortcuts = active;

export function useShortcuts(list: readonly Shortcut[]): void {
  setActive((before) => [...before, ...list]);
  onCleanup(() => setActive((before) => before.filter((one) => !list.includes(one))));
}

/** A Mac's command key stands for the control key of others. */
export function keysOf(event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey"> & { code?: string }): string {
  // With another alphabet on the keys, and on a Mac with Alt, it is the key's place that says which letter is meant.
  const placed = event.altKey && !/^[\x20-\x7e]+$/u.test(event.key) ? /^Key([A-Z])$/u.exec(event.code ?? "")?.[1] : undefined;
  const key = (placed ?? event.key).length === 1 ? (placed ?? event.key).toLowerCase() : event.key;
  return `${event.ctrlKey || event.metaKey ? "Ctrl+" : ""}${event.altKey ? "Alt+" : ""}${key}`;
}

function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable]");
}

function handle(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const keys = keysOf(event);
  // A bare letter is text to somebody who is writing, and an open dialog or menu has its own keys.
  const isBare = !/^(Ctrl|Alt)\+/u.test(keys) && keys !== "Escape";
  if (isBare && isWriting(event.target)) return;
  const found = active().findLast((one) => one.keys === keys);
  if (found === undefined) return;
  if (found.everywhere !== true && document.querySelector("dialog[open], :popover-open") !== null) return;
  event.preventDefault();
  found.run();
}

addEventListener("keydown", handle);
