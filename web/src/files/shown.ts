// Bytes that others sent, as an address that an <img> may have: a picture by its first bytes, or nothing.

import { createSignal, onCleanup, untrack, type Accessor } from "solid-js";
import { ask } from "../app/world";
import { isDecodable, MOST_PIXELS, pictureKind } from "./kind";

/** The address is good as long as who asked for it is on the screen. A signal: a resource would hide the whole
 *  conversation behind the nearest Suspense while a preview is read. */
export function addressOfPicture(load: () => Promise<Uint8Array>, mostPixels = MOST_PIXELS): Accessor<string | undefined> {
  const [address, setAddress] = createSignal<string>();
  let isGone = false;
  const make = (bytes: Uint8Array) => {
    const kind = pictureKind(bytes);
    // Who asked may have gone while it was read: nobody would revoke the address.
    if (isGone || kind === undefined || !isDecodable(bytes, mostPixels)) return;
    setAddress(URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: `image/${kind}` })));
  };
  load().then(make).catch(() => undefined);
  onCleanup(() => {
    isGone = true;
    const made = untrack(address);
    if (made !== undefined) URL.revokeObjectURL(made);
  });
  return address;
}

/** Whether what is here may be opened as a picture at all; the bytes decide again. */
export function mayBePicture(mediaType: string): boolean {
  return /^image\/(?:jpeg|png|gif|webp)$/u.test(mediaType);
}

/** All of a file's content, which the browser may keep on disk: it comes in parts. */
export async function contentOf(local_id: number): Promise<Blob> {
  const parts: Blob[] = [];
  for (;;) {
    const part = await ask("file_part", { local_id, part: parts.length });
    if (part === null) return new Blob(parts);
    parts.push(new Blob([part as Uint8Array<ArrayBuffer>]));
  }
}

/** Hands the content to the browser's downloads. Never as something that it would open by itself. */
export function save(content: Blob, name: string): void {
  const address = URL.createObjectURL(new Blob([content], { type: "application/octet-stream" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = harmlessFile(name);
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** No folders, nothing hidden, nothing that turns the end of the name around. */
export function harmlessFile(name: string): string {
  const plain = name.replace(/[^\p{L}\p{M}\p{N}._ ()-]/gu, "").trim().replace(/^\.+/u, "");
  return plain === "" ? "file" : plain;
}
