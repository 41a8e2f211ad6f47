// Bytes that others sent, as an address that an <img> may have: a picture by its first bytes, or nothing.

import { createResource, onCleanup, type Accessor } from "solid-js";
import { isDecodable, MOST_PIXELS, pictureKind } from "./kind";

/** The address is good as long as who asked for it is on the screen. */
export function addressOfPicture(load: () => Promise<Uint8Array>, mostPixels = MOST_PIXELS): Accessor<string | undefined> {
  let made: string | undefined;
  const [address] = createResource(async () => {
    const bytes = await load().catch(() => undefined);
    const kind = bytes === undefined ? undefined : pictureKind(bytes);
    if (bytes === undefined || kind === undefined || !isDecodable(bytes, mostPixels)) return undefined;
    made = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: `image/${kind}` }));
    return made;
  });
  onCleanup(() => {
    if (made !== undefined) URL.revokeObjectURL(made);
  });
  return () => address();
}

/** Whether what is here may be opened as a picture at all; the bytes decide again. */
export function mayBePicture(mediaType: string): boolean {
  return /^image\/(?:jpeg|png|gif|webp)$/u.test(mediaType);
}

/** Hands the bytes to the browser's downloads. Never as something that it would open by itself. */
export function save(bytes: Uint8Array, name: string): void {
  const address = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: "application/octet-stream" }));
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
