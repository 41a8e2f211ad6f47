// One WebSocket to the relay that served the page, opened again when it breaks.
//
//   idle --want--> connecting --open--> connected
//                      ^  \                /
//                      +-- waiting <--lost-+

import type { Connection as State, Failure } from "./generated";

const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 30_000;

/** A relay that has said why it will not talk is asked again this seldom. */
const AFTER_REFUSAL_MS = 60_000;

/** A connection that does not open in this time is given up. */
const PATIENCE_MS = 15_000;

interface Handlers {
  opened(): void;
  frame(bytes: Uint8Array): void;
  lost(): void;
  /** `state` or `trouble` is another. */
  changed(): void;
}

export class Connection {
  readonly #handlers: Handlers;
  #socket: WebSocket | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  state: State = "idle";
  /** Why there is none, where the relay or the network said. */
  trouble: Failure | undefined;

  constructor(handlers: Handlers) {
    this.#handlers = handlers;
    self.addEventListener("online", () => {
      if (this.state === "waiting") this.#connect();
    });
  }

  /** There is an account: connect, unless that is under way. */
  want(): void {
    if (this.state === "idle") this.#connect();
  }

  send(bytes: Uint8Array): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(bytes as Uint8Array<ArrayBuffer>);
  }

  /** The relay has let this device in: what went wrong before is over. */
  proven(): void {
    this.#failures = 0;
    if (this.trouble === undefined) return;
    this.trouble = undefined;
    this.#handlers.changed();
  }

  /** The engine wants no more of this connection; another try is pointless for a while. */
  refuse(why: Failure): void {
    this.trouble = why;
    this.#lose(AFTER_REFUSAL_MS);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#drop();
    this.state = "idle";
  }

  #connect(): void {
    clearTimeout(this.#timer);
    const url = new URL("/v1/connect", self.location.origin);
    url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(url);
    socket.binaryType = "arraybuffer";
    this.#socket = socket;
    this.#timer = setTimeout(() => this.#lose(), PATIENCE_MS);
    socket.onopen = () => {
      clearTimeout(this.#timer);
      this.#set("connected");
      this.#handlers.opened();
    };
    socket.onmessage = ({ data }: MessageEvent<unknown>) => {
      // A relay speaks in binary messages only (docs/protocol.md).
      if (data instanceof ArrayBuffer) this.#handlers.frame(new Uint8Array(data));
      else this.#lose();
    };
    socket.onclose = () => this.#lose();
    this.#set("connecting");
  }

  #lose(atLeast = 0): void {
    clearTimeout(this.#timer);
    const wasOpen = this.state === "connected";
    this.#drop();
    // Doubles, and is spread over its last half, for those who lost the same relay at one moment.
    const step = Math.min(FIRST_WAIT_MS * 2 ** this.#failures, LONGEST_WAIT_MS);
    this.#failures += 1;
    const wait = Math.max(step * (0.5 + Math.random() / 2), atLeast);
    this.#timer = setTimeout(() => this.#connect(), wait);
    if (this.trouble === undefined)
      this.trouble = { name: "unreachable", message: "the relay cannot be reached" };
    this.#set("waiting");
    if (wasOpen) this.#handlers.lost();
  }

  /** Lets go of the socket so that nothing more comes from it. */
  #drop(): void {
    const socket = this.#socket;
    this.#socket = undefined;
    if (socket === undefined) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }

  #set(state: State): void {
    if (this.state === state) return;
    this.state = state;
    this.#handlers.changed();
  }
}
