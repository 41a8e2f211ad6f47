// Being woken while the app is closed. The browser makes an address at its maker's push service; the
// relay is told it, on every connection anew, so that one restored from a backup knows it again.

import { createEffect, createMemo, createRoot, createSignal } from "solid-js";
import type { Push } from "../engine/client";
import { language, t } from "../words/words";
import { prefer, preferences } from "./preferences";
import { ask, hear, status } from "./world";

/** What a service worker can read: it knows neither the person's language nor the Fluent files. */
const WORDS = { cache: "push-words", at: "/push-words" } as const;

/** What the relay and the browser say of it. */
const [push, setPush] = createSignal<Push>();
export { push };

/** Not in a private window, not in a browser without push, not without a service worker. */
export const browserCanPush = (): boolean => "serviceWorker" in navigator && "PushManager" in globalThis && "Notification" in globalThis;

const bytesOf = (hex: string): Uint8Array<ArrayBuffer> => Uint8Array.from(hex.match(/../gu) ?? [], (pair) => Number.parseInt(pair, 16));

const isSame = (one: ArrayBuffer | null | undefined, other: Uint8Array): boolean =>
  one !== null && one !== undefined && new Uint8Array(one).join() === other.join();

async function registered(): Promise<ServiceWorkerRegistration> {
  const found = await navigator.serviceWorker.getRegistration();
  if (found === undefined) throw new Error("no service worker");
  return found;
}

/** The browser's subscription for the key; one for another key is of a relay that is no more. */
async function subscribed(key: Uint8Array<ArrayBuffer>): Promise<PushSubscription> {
  const { pushManager } = await registered();
  const there = await pushManager.getSubscription();
  if (there !== null && isSame(there.options.applicationServerKey, key)) return there;
  await there?.unsubscribe();
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
}

async function putWordsAway(): Promise<void> {
  const words = { title: t("notification-title"), body: t("push-body"), lang: document.documentElement.lang, dir: document.documentElement.dir };
  await (await caches.open(WORDS.cache)).put(WORDS.at, new Response(JSON.stringify(words)));
}

/** Tells the relay where this browser is woken now, if the person wants that. */
async function tellRelay(): Promise<void> {
  const now = await ask("push", {});
  setPush(now);
  if (!preferences().push || now.key === null || !browserCanPush() || Notification.permission !== "granted") return;
  const { endpoint } = await subscribed(bytesOf(now.key));
  await putWordsAway();
  setPush(await ask("set_push", { endpoint }));
}

/** The browser asks the person once; after a no, only its own settings help. */
export async function turnPushOn(): Promise<void> {
  if ((await Notification.requestPermission()) !== "granted") return;
  await prefer({ push: true });
  try {
    await tellRelay();
  } catch (error) {
    await prefer({ push: false });
    throw error;
  }
}

export async function turnPushOff(): Promise<void> {
  await prefer({ push: false });
  await ask("set_waking", { on: false });
  setPush(await ask("set_push", { endpoint: null }));
  await forgetPush();
}

/** The rooms are asked, and the relay is told that they may. */
export async function wakeForRooms(on: boolean): Promise<void> {
  await ask("set_waking", { on });
  await tellRelay();
}

/** The browser's side of it, also where nobody is there to be told. */
export async function forgetPush(): Promise<void> {
  if (!browserCanPush()) return;
  await caches.delete(WORDS.cache);
  await (await (await navigator.serviceWorker.getRegistration())?.pushManager.getSubscription())?.unsubscribe();
}

/** From the start on: whenever there is a connection, another language, or another address. */
export function keepPush(): void {
  const tell = () => void tellRelay().catch(() => undefined);
  createRoot(() => {
    const isConnected = createMemo(() => status().phase === "open" && status().connection === "connected");
    createEffect(() => {
      if (isConnected()) tell();
    });
    createEffect(() => {
      if (language() && preferences().push) void putWordsAway().catch(() => undefined);
    });
  });
  hear((event) => {
    // It is said again when the relay has answered.
    if (event.event === "settled") void ask("push", {}).then(setPush).catch(() => undefined);
  });
  if (!browserCanPush()) return;
  navigator.serviceWorker.addEventListener("message", (message) => {
    if (message.data === "push-changed") tell();
  });
}
