// Joining and recovering end alike: the engine keeps the wish, and the relay's answer is an event.

import { createSignal, onCleanup } from "solid-js";
import { failureKey, keyOf } from "../../app/notices";
import { account, ask, hear, status } from "../../app/world";
import type { Lock } from "../../engine/client";

export interface Entering {
  isBusy: () => boolean;
  /** The Fluent key of why it did not work. */
  wrong: () => string | undefined;
  enter: (lock: () => Promise<Lock>, wish: () => Promise<unknown>) => Promise<void>;
}

export function useEntering(onJoined: () => void): Entering {
  // A page that was reloaded before the relay answered goes on waiting for it.
  const [isBusy, setBusy] = createSignal(account()?.registered === false);
  const [wrong, setWrong] = createSignal<string>();

  onCleanup(
    hear((event) => {
      if (event.event === "joined") onJoined();
      if (event.event === "join_refused") {
        setWrong(failureKey(event.code));
        setBusy(false);
      }
    }),
  );

  const enter = async (lock: () => Promise<Lock>, wish: () => Promise<unknown>) => {
    setWrong(undefined);
    setBusy(true);
    try {
      if (status().phase === "new") await ask("create", await lock());
      await wish();
    } catch (error) {
      setWrong(keyOf(error));
      setBusy(false);
    }
  };
  return { isBusy, wrong, enter };
}
