// Serves the app's files from this browser, so that it starts without a network, and every file of one
// build: what is put away has the hash that the build gave it, or nothing is put away at all.
//
//   install   fetch every file, compare its hash, put all of them away; one that differs ends it
//   waiting   the pages of the build before go on with theirs until the last of them is closed
//   activate  the files of other builds are thrown away
//
// The relay's own addresses (/v1/...) never come here.
//
//   push      something waits: one notification without a name or a word of it, unless the app is seen
//   click     the app that is open comes forward, or one is opened

/** The part of a service worker's scope that is used here: the library's types clash with a page's. */
interface Scope {
  addEventListener(kind: "install" | "activate", listener: (event: ExtendableEvent) => void): void;
  addEventListener(kind: "fetch", listener: (event: FetchEvent) => void): void;
  addEventListener(kind: "push" | "pushsubscriptionchange", listener: (event: ExtendableEvent) => void): void;
  addEventListener(kind: "notificationclick", listener: (event: ClickEvent) => void): void;
  clients: {
    claim(): Promise<void>;
    matchAll(options: { type: "window"; includeUncontrolled: true }): Promise<readonly Page[]>;
    openWindow(url: string): Promise<unknown>;
  };
  registration: ServiceWorkerRegistration;
  location: Location;
}

interface ExtendableEvent {
  waitUntil(work: Promise<unknown>): void;
}

interface ClickEvent extends ExtendableEvent {
  notification: { close(): void };
}

interface Page {
  visibilityState: DocumentVisibilityState;
  focus(): Promise<unknown>;
  postMessage(message: string): void;
}

interface FetchEvent {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}

/** Path and SHA-256 of every file but this one; build/compress.mjs writes it in. */
const FILES = "__FILES__" as unknown as Readonly<Record<string, string>>;

/** The list that a person compares names this file too, so its own hash cannot stand in it. */
const LIST = "/build.txt";
const SELF = "/service-worker.js";
const PAGE = "/index.html";

const PREFIX = "corridor-";
const scope = self as unknown as Scope;

const hashOf = async (bytes: BufferSource): Promise<string> => {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
};

/** Another build has another name. */
const cacheName = async (): Promise<string> =>
  PREFIX + (await hashOf(new TextEncoder().encode(JSON.stringify(FILES))));

/** The file as the build made it; fails when the relay sends another. */
async function fetched(path: string): Promise<Response> {
  const answer = await fetch(path, { cache: "no-cache", credentials: "omit", redirect: "error" });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  const bytes = await answer.clone().arrayBuffer();
  const isRight = path === LIST ? isListed(new TextDecoder().decode(bytes)) : (await hashOf(bytes)) === FILES[path];
  if (!isRight) throw new Error(`${path} is not the file of this build`);
  return answer;
}

/** Whether the list says of every file what this worker was built with. */
function isListed(list: string): boolean {
  const lines = list.trim().split("\n").map((line) => line.split("  "));
  const others = lines.filter(([, name]) => `/${name}` !== SELF);
  return others.length === Object.keys(FILES).length && others.every(([hash, name]) => FILES[`/${name}`] === hash);
}

async function install(): Promise<void> {
  const paths = [...Object.keys(FILES), LIST];
  const answers = await Promise.all(paths.map(fetched));
  const cache = await caches.open(await cacheName());
  await Promise.all(answers.map((found, index) => cache.put(paths[index] ?? LIST, found)));
}

async function activate(): Promise<void> {
  const kept = await cacheName();
  const others = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== kept);
  await Promise.all(others.map((name) => caches.delete(name)));
  await scope.clients.claim();
}

async function serve(request: Request, path: string): Promise<Response> {
  const cache = await caches.open(await cacheName());
  return (await cache.match(path)) ?? fetch(request);
}

scope.addEventListener("install", (event) => event.waitUntil(install()));
scope.addEventListener("activate", (event) => event.waitUntil(activate()));
scope.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== scope.location.origin) return;
  const path = ["/", "/join", "/knock"].includes(url.pathname) ? PAGE : url.pathname;
  if (path in FILES || path === LIST) event.respondWith(serve(request, path));
});

/** Where the page puts the words of the person's language; without them the app's name has to do. */
const WORDS = { cache: "push-words", at: "/push-words", name: "Corridor" } as const;

interface Words {
  title: string;
  body?: string;
  lang?: string;
  dir?: NotificationDirection;
}

async function words(): Promise<Words> {
  const found = await (await caches.open(WORDS.cache)).match(WORDS.at);
  return found === undefined ? { title: WORDS.name } : ((await found.json()) as Words);
}

const pages = (): Promise<readonly Page[]> => scope.clients.matchAll({ type: "window", includeUncontrolled: true });

/** What the message holds is not looked at: there is nothing in it. */
async function wake(): Promise<void> {
  if ((await pages()).some((page) => page.visibilityState === "visible")) return;
  const { title, ...options } = await words().catch((): Words => ({ title: WORDS.name }));
  // One tag: however many there are, one stands there.
  await scope.registration.showNotification(title, { ...options, tag: "corridor", icon: "/icon-192.png", badge: "/icon-192.png" });
}

async function come(): Promise<void> {
  const [first] = await pages();
  await (first === undefined ? scope.clients.openWindow("/") : first.focus());
}

/** Only the engine can tell the relay: an open page does, and otherwise the next one to be opened. */
async function changed(): Promise<void> {
  for (const page of await pages()) page.postMessage("push-changed");
}

scope.addEventListener("push", (event) => event.waitUntil(wake()));
scope.addEventListener("pushsubscriptionchange", (event) => event.waitUntil(changed()));
scope.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(come());
});
