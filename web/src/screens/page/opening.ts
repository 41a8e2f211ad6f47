// Which picture's page is open: asked for by a button at the picture or by a key, and shown beside the messages, whose
// rows come and go as one scrolls.

import { createSignal } from "solid-js";
import type { Item } from "../../engine/client";
import { mayBePicture } from "../../files/shown";

const [openedPage, setOpened] = createSignal<Item>();
export { openedPage };

/** What is longer would have to be whole in memory. */
const MOST_BYTES = 16 * 1024 * 1024;

export function mayMark(item: Item): boolean {
  const { file } = item;
  const isHere = file !== null && ["waiting", "sent", "here"].includes(file.state);
  return isHere && item.view_once === null && item.seq !== null && item.withdrawn_by === null && !item.blocked && mayBePicture(file.media_type) && file.bytes <= MOST_BYTES;
}

export function openPage(item: Item): void {
  if (mayMark(item)) setOpened(item);
}

export const closePage = (): void => void setOpened(undefined);
