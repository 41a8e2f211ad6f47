// Pictures that were sent together stand together: the first of them has the row, and the others in it.

import { untrack } from "solid-js";
import type { Item } from "../../../engine/client";
import { mayBePicture } from "../../../files/shown";

export interface Rows {
  items: readonly Item[];
  /** By the first one's number: all of an album that has more than one. */
  albums: ReadonlyMap<number, readonly Item[]>;
}

/** Rows are made anew with every change of the list, so nothing inside an item is followed here. */
export function rowsOf(items: readonly Item[]): Rows {
  return untrack(() => {
    const albums = new Map<number, Item[]>();
    const rows: Item[] = [];
    let first: Item | undefined;
    for (const item of items) {
      if (first !== undefined && belong(first, item)) {
        const together = albums.get(first.local_id);
        if (together === undefined) albums.set(first.local_id, [first, item]);
        else together.push(item);
        continue;
      }
      first = item.album === null ? undefined : item;
      rows.push(item);
    }
    return albums.size === 0 ? { items, albums } : { items: rows, albums };
  });
}

function belong(first: Item, item: Item): boolean {
  return item.album === first.album && item.sender === first.sender && isPicture(first) && isPicture(item);
}

function isPicture(item: Item): boolean {
  return item.withdrawn_by === null && item.view_once === null && item.file !== null && mayBePicture(item.file.media_type);
}

/** Drawn for the pictures of one album: 32 hexadecimal digits. */
export function newAlbum(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
