// The engine's worker: one for each tab. The one that holds the lock runs the engine; the others pass
// their page's requests on to it, and its events to their page.
//
//   page --Request--> worker --+-- owner:    Keeper { Host (WebAssembly), Connection, Transfers }
//                              +-- follower: BroadcastChannel --> the owner's worker
//
// When the owner's tab closes, however it dies, the browser frees the lock and the next worker in line
// opens the database where the last one left it. Whoever was not answered asks the new owner. Each request
// that is passed on has 16 random bytes of its own, and the engine carries out a command of the same bytes
// once. What is no command of the engine, and a file that is opened once (`NOT_AGAIN`), is answered with the
// failure `owner_gone`: it may or may not have been done.

import type { Reply, Request, WorkerMethods } from "./client";
import type { Event, Status } from "./generated";
import { toFailure } from "./failure";
import { isLongFile, Keeper } from "./keeper";

const LOCK = "corridor-engine";
const CHANNEL = "corridor-engine";

/** What cannot be asked again without knowing what came of it. */
const NOT_AGAIN: ReadonlySet<string> = new Set<keyof WorkerMethods>(["create", "erase", "protect", "open_once"]);

/** A request of a page that follows, and what names it at whichever owner. */
interface Asked {
  request: Request;
  once: Uint8Array;
}

/** Between workers. `from` names a follower; a request keeps its page's number. */
type Passed =
  | ({ kind: "request"; from: string } & Asked)
  | { kind: "reply"; to: string; reply: Reply }
  | { kind: "event"; event: Event }
  | { kind: "owner"; from: string; status: Status }
  | { kind: "who" };

interface Page {
  postMessage(message: Reply): void;
  onmessage: ((message: MessageEvent<Request>) => void) | null;
}

const page = self as unknown as Page;
const channel = new BroadcastChannel(CHANNEL);
const name = crypto.randomUUID();

let keeper: Keeper | undefined;
/** Requests that came while the database was being opened wait for this. */
let opening: Promise<void> = Promise.resolve();
/** What the owner last said of itself, where that is another worker; and which one that is. */
let followed: Status | undefined;
let owner: string | undefined;
/** Requests of this page that the owner has not answered. */
const passed = new Map<number, Asked>();
/** Of those, what waits for a new owner to be open. */
let orphaned: Asked[] = [];
/** Requests that came before it was known whose they are. */
let early: Request[] = [];

const starting: Status = {
  phase: "starting",
  protection: null,
  connection: "idle",
  owner: false,
  trouble: null,
  detail: null,
};

function pass(message: Passed): void {
  channel.postMessage(message);
}

function toAll(event: Event): void {
  page.postMessage(event);
  if (event.event === "status") pass({ kind: "owner", from: name, status: event.status });
  else pass({ kind: "event", event });
  if (event.event === "status") askAgain(event.status);
}

async function answer(request: Request, once?: Uint8Array): Promise<Reply> {
  const { id, method, parameters } = request;
  try {
    if (method !== "status") await opening;
    if (keeper === undefined) throw { name: "owner_gone", message: "no engine here" };
    return { id, answer: await keeper.call(method, parameters, once) };
  } catch (thrown) {
    return { id, failure: toFailure(thrown) };
  }
}

function handle(request: Request): void {
  if (keeper !== undefined) {
    void answer(request).then((reply) => page.postMessage(reply));
  } else if (followed !== undefined) {
    if (request.method === "status") {
      page.postMessage({ id: request.id, answer: followed });
      return;
    }
    passOn({ request, once: crypto.getRandomValues(new Uint8Array(16)) });
  } else if (request.method === "status") {
    page.postMessage({ id: request.id, answer: starting });
  } else {
    early.push(request);
  }
}

/** Asks whoever owns the engine now. */
function passOn(asked: Asked): void {
  const { request, once } = asked;
  if (keeper !== undefined) {
    void answer(request, once).then((reply) => page.postMessage(reply));
    return;
  }
  passed.set(request.id, asked);
  pass({ kind: "request", from: name, ...asked });
}

function isForOnce({ request: { method, parameters } }: Asked): boolean {
  return NOT_AGAIN.has(method) || (method === "send_file" && isLongFile(parameters));
}

/** Whoever was asked is gone: another is asked as soon as it is open. */
function takeBackPassed(): void {
  for (const asked of passed.values()) {
    if (isForOnce(asked)) {
      const failure = { name: "owner_gone", message: "the tab that ran the engine was closed" };
      page.postMessage({ id: asked.request.id, failure });
    } else {
      orphaned.push(asked);
    }
  }
  passed.clear();
}

/** A database under a passphrase opens when somebody has typed it: until then nothing is refused. */
function askAgain({ phase }: Status): void {
  if (phase === "starting" || phase === "locked") return;
  const waiting = orphaned;
  orphaned = [];
  waiting.forEach(passOn);
}

function flush(): void {
  const requests = early;
  early = [];
  requests.forEach(handle);
}

page.onmessage = ({ data }) => handle(data);

channel.onmessage = ({ data }: MessageEvent<Passed>) => {
  if (keeper !== undefined) {
    if (data.kind === "request") {
      const { from, request, once } = data;
      void answer(request, once).then((reply) => pass({ kind: "reply", to: from, reply }));
    } else if (data.kind === "who") {
      pass({ kind: "owner", from: name, status: keeper.status() });
    }
    return;
  }
  if (data.kind === "reply" && data.to === name && "id" in data.reply) {
    if (passed.delete(data.reply.id)) page.postMessage(data.reply);
  } else if (data.kind === "event") {
    page.postMessage(data.event);
  } else if (data.kind === "owner") {
    // What was passed to the owner before this one is answered by nobody.
    if (owner !== undefined && owner !== data.from) takeBackPassed();
    owner = data.from;
    followed = { ...data.status, owner: false };
    page.postMessage({ event: "status", status: followed });
    flush();
    askAgain(followed);
  }
};

// Who owns the engine now says so; nobody does while the lock is free.
pass({ kind: "who" });

void navigator.locks.request(LOCK, async () => {
  followed = undefined;
  keeper = new Keeper(toAll);
  takeBackPassed();
  opening = keeper.start();
  await opening;
  flush();
  askAgain(keeper.status());
  // Held until this worker ends.
  await new Promise(() => undefined);
});
