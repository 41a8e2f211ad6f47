// What screens call: one object for each tab, over the tab's worker.
//
//   const engine = connect();
//   engine.subscribe((event) => ...);                      // what has changed; ask again for what is shown
//   const rooms = await engine.request("conversations", {});
//   await engine.request("send_text", { room, text });     // durable when it resolves, delivered later
//
// Which tab's worker owns the engine is nobody's business here: the others pass requests on.

import type {
  Event,
  Failure,
  Lock,
  LockHint,
  Methods,
  Queued,
  SendFile,
  Status,
  StorageUse,
  Unlocking,
} from "./generated";

export type * from "./generated";

/** What the worker itself does, beside the engine's methods. */
export interface WorkerMethods {
  status: { parameters: Record<string, never>; answer: Status };
  /** What the page needs to ask for a passkey. */
  lock_hint: { parameters: Record<string, never>; answer: LockHint };
  /** Makes an empty database under this lock; the engine is open then. */
  create: { parameters: Lock; answer: null };
  unlock: { parameters: Unlocking; answer: null };
  /** Puts the key of the open database under another lock. */
  protect: { parameters: Lock; answer: null };
  /** Forgets everything that is stored here, for ever. */
  erase: { parameters: Record<string, never>; answer: null };
  storage: { parameters: Record<string, never>; answer: StorageUse };
  /** As `send_text`: durable when it is answered. The preview is a small JPEG or WebP. */
  send_file: { parameters: SendFile & { content: Uint8Array | Blob; preview: Uint8Array | null }; answer: Queued };
  /** The content of an item's file; fails with `file_not_here` until it has been fetched. */
  file_content: { parameters: { local_id: number }; answer: Uint8Array };
  /** A mebibyte of it, by its place from 0; null behind the last one. A file need never be whole in memory. */
  file_part: { parameters: { local_id: number; part: number }; answer: Uint8Array | null };
  file_preview: { parameters: { local_id: number }; answer: Uint8Array };
  /** The content of a file that is opened once, at the first call alone: nothing of it stays here. */
  open_once: { parameters: { local_id: number }; answer: Uint8Array };
}

export type AllMethods = Methods & WorkerMethods;
export type MethodName = keyof AllMethods;

/** What `request` rejects with. Screens choose their words by `failure.name`. */
export class EngineError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.name = "EngineError";
    this.failure = failure;
  }
}

/** From the page to its worker. */
export interface Request {
  id: number;
  method: string;
  parameters: unknown;
}

/** From the worker to its page. */
export type Reply = { id: number; answer: unknown } | { id: number; failure: Failure } | Event;

export interface Engine {
  request<Name extends MethodName>(
    method: Name,
    parameters: AllMethods[Name]["parameters"],
  ): Promise<AllMethods[Name]["answer"]>;
  /** Answers what ends the subscription. */
  subscribe(listener: (event: Event) => void): () => void;
  /** Ends this tab's worker; another tab takes over what it owned. */
  close(): void;
}

/** The part of a `Worker` that is used here, so that tests can stand in for one. */
export interface Port {
  postMessage(message: unknown): void;
  terminate(): void;
  onmessage: ((message: MessageEvent<Reply>) => void) | null;
}

export function connect(port: Port = startWorker()): Engine {
  const waiting = new Map<
    number,
    { resolve: (answer: never) => void; reject: (error: EngineError) => void }
  >();
  const listeners = new Set<(event: Event) => void>();
  let next = 0;

  port.onmessage = ({ data }) => {
    if ("event" in data) {
      for (const listener of [...listeners]) listener(data);
      return;
    }
    const request = waiting.get(data.id);
    waiting.delete(data.id);
    if ("failure" in data) request?.reject(new EngineError(data.failure));
    else request?.resolve(data.answer as never);
  };

  return {
    request(method, parameters) {
      const id = next++;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        port.postMessage({ id, method, parameters } satisfies Request);
      });
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      port.terminate();
      for (const { reject } of waiting.values())
        reject(new EngineError({ name: "closed", message: "the engine was closed" }));
      waiting.clear();
    },
  };
}

function startWorker(): Port {
  return new Worker(new URL("./worker.ts", import.meta.url), {
    type: "module",
    name: "corridor-engine",
  });
}
