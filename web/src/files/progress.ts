// How far files are on their way: by item, as the engine's worker tells.

import { createStore } from "solid-js/store";
import { hear } from "../app/world";

export interface Progress {
  done: number;
  total: number;
}

const [progress, setProgress] = createStore<Record<number, Progress | undefined>>({});

hear((event) => {
  if (event.event !== "progress") return;
  const { local_id, done, total } = event;
  setProgress(local_id, done < total ? { done, total } : undefined);
});

export const progressOf = (localId: number): Progress | undefined => progress[localId];
