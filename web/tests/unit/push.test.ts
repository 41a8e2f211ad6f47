// What the service worker does when it is woken: one notification that says nothing, and none where the
// app is seen.

import { beforeEach, expect, test, vi } from "vitest";

type Handler = (event: { waitUntil(work: Promise<unknown>): void; notification?: { close(): void }; data?: unknown }) => void;

const handlers = new Map<string, Handler>();
const showNotification = vi.fn(async () => undefined);
const openWindow = vi.fn(async () => undefined);
const kept = new Map<string, string>();
let pages: { visibilityState: string; focus: () => Promise<void>; postMessage: (message: string) => void }[] = [];

const page = (visibilityState: string) => ({ visibilityState, focus: vi.fn(async () => undefined), postMessage: vi.fn() });

async function happens(kind: string, more: object = {}): Promise<void> {
  const work: Promise<unknown>[] = [];
  handlers.get(kind)?.({ waitUntil: (one) => work.push(one), ...more });
  expect(work, kind).toHaveLength(1);
  await Promise.all(work);
}

vi.stubGlobal("self", {
  addEventListener: (kind: string, handler: Handler) => handlers.set(kind, handler),
  clients: { matchAll: async () => pages, openWindow, claim: async () => undefined },
  registration: { showNotification },
  location: new URL("https://relay.example/service-worker.js"),
});
vi.stubGlobal("caches", {
  open: async (name: string) => ({
    match: async (at: string) => {
      const text = kept.get(`${name} ${at}`);
      return text === undefined ? undefined : new Response(text);
    },
  }),
});
// A script and no module: there is nothing to import from it, only what it does.
await import.meta.glob("../../src/offline/service-worker.ts")["../../src/offline/service-worker.ts"]?.();

beforeEach(() => {
  vi.clearAllMocks();
  kept.clear();
  pages = [];
});

test("a push shows the words that the page put away, and nothing of what it holds", async () => {
  kept.set("push-words /push-words", JSON.stringify({ title: "Corridor", body: "Quelque chose vous attend", lang: "fr", dir: "ltr" }));
  await happens("push", { data: { text: () => "planted" } });
  expect(showNotification).toHaveBeenCalledTimes(1);
  expect(showNotification).toHaveBeenCalledWith("Corridor", expect.objectContaining({ body: "Quelque chose vous attend", lang: "fr", tag: "corridor" }));
  expect(JSON.stringify(showNotification.mock.calls)).not.toContain("planted");
});

test("without words, or with damaged ones, the name has to do", async () => {
  await happens("push");
  kept.set("push-words /push-words", "{");
  await happens("push");
  expect(showNotification).toHaveBeenCalledTimes(2);
  for (const call of showNotification.mock.calls as unknown[][]) expect(call[0]).toBe("Corridor");
});

test("nothing is shown where the app is seen, and it is where the app is hidden", async () => {
  pages = [page("hidden"), page("visible")];
  await happens("push");
  expect(showNotification).not.toHaveBeenCalled();
  pages = [page("hidden")];
  await happens("push");
  expect(showNotification).toHaveBeenCalledTimes(1);
});

test("a click brings the app that is open, or opens it", async () => {
  const notification = { close: vi.fn() };
  const open = page("hidden");
  pages = [open];
  await happens("notificationclick", { notification });
  expect(open.focus).toHaveBeenCalledTimes(1);
  expect(openWindow).not.toHaveBeenCalled();
  pages = [];
  await happens("notificationclick", { notification });
  expect(openWindow).toHaveBeenCalledWith("/");
  expect(notification.close).toHaveBeenCalledTimes(2);
});

test("another address is told to every page that is open", async () => {
  pages = [page("hidden"), page("visible")];
  await happens("pushsubscriptionchange");
  for (const one of pages) expect(one.postMessage).toHaveBeenCalledWith("push-changed");
});
