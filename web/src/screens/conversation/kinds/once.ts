// What is opened once: asked for in a row, and looked at beside the messages, whose rows come and go. The engine hands
// it out a single time; a row that goes just then would take it along unseen.

import { createSignal } from "solid-js";
import { ask } from "../../../app/world";
import type { Item } from "../../../engine/client";
import { mayBePicture, save } from "../../../files/shown";
import { late } from "../../../parts/late";

export const Viewer = late(() => import("../Viewer"));

export interface OpenedOnce {
  local_id: number;
  name: string;
  content: Uint8Array;
}

/** Kept for as long as it is looked at, and nowhere. */
const [openedOnce, setOpened] = createSignal<OpenedOnce>();
export { openedOnce };

export async function openOnce({ local_id, file }: Item): Promise<void> {
  if (file === null) return;
  const { name, media_type } = file;
  // What shows it is there before it is taken: it cannot be had again.
  if (mayBePicture(media_type)) await Viewer.load();
  const content = await ask("open_once", { local_id });
  if (mayBePicture(media_type)) setOpened({ local_id, name, content });
  else save(new Blob([content as Uint8Array<ArrayBuffer>]), name);
}

export const closeOnce = (): void => void setOpened(undefined);
