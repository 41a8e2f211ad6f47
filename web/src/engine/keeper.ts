// Runs the engine: opens the database under its lock, and carries out what the engine hands back.
//
//   Loading --> New --create--> Open
//          \--> Locked --unlock--> Open       Failed: no storage, wrong key, newer version...

import initialize, { erase_storage, Host, prepare_storage } from "./wasm/corridor_browser.js";
import program from "./wasm/corridor_browser_bg.wasm?url";
import type { WorkerMethods } from "./client";
import { Connection } from "./connection";
import { toFailure } from "./failure";
import type { Event, Failure, Lock, LockHint, Queued, SendFile, Status, StorageUse, Unlocking } from "./generated";
import { Vault } from "./vault";
import { Place, Transfers } from "./transfers";

/** setTimeout takes no more than this; a later wake is asked for again. */
const LONGEST_TIMER_MS = 0x7fffffff;

/** The engine takes so much at once; a longer file is given in parts of a mebibyte. */
const LONGEST_AT_ONCE = 16 * 1024 * 1024;
const PART_BYTES = 1024 * 1024;

/** What a call of the engine needs besides: the time and a seed. */
function entropy(): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(32));
}

/** No name that a command is to have once. */
const UNNAMED: Uint8Array = new Uint8Array();

type FileToSend = WorkerMethods["send_file"]["parameters"];

/** Whether it takes many commands to send this file. */
export function isLongFile(parameters: unknown): boolean {
  const { content } = parameters as FileToSend;
  return content instanceof Blob && content.size > LONGEST_AT_ONCE;
}

export class Keeper {
  readonly #tell: (event: Event) => void;
  readonly #vault = new Vault();
  #host: Host | undefined;
  #phase: Status["phase"] = "starting";
  #trouble: Failure | undefined;
  #wake: ReturnType<typeof setTimeout> | undefined;
  readonly #connection = new Connection({
    opened: () => this.#input((host) => host.connected(Date.now(), entropy())),
    frame: (bytes) => this.#input((host) => host.frame(Date.now(), entropy(), bytes)),
    lost: () => this.#input((host) => host.disconnected(Date.now())),
    changed: () => this.#tellStatus(),
  });
  readonly #transfers = new Transfers({
    finished: (transfer, how, bytes, reason) =>
      this.#input((host) => host.transferred(Date.now(), entropy(), transfer, how, bytes, reason)),
    progress: (local_id, done, total) => this.#tell({ event: "progress", local_id, done, total }),
  });

  constructor(tell: (event: Event) => void) {
    this.#tell = tell;
  }

  /** Loads what there is; a database under the browser's own key opens at once. */
  async start(): Promise<void> {
    try {
      await initialize({ module_or_path: program });
      await prepare_storage();
      const protection = await this.#vault.load();
      this.#phase = protection === null ? "new" : "locked";
      if (protection === "browser") await this.#unlock({ protection: "browser" });
    } catch (thrown) {
      this.#fail(thrown);
    }
    this.#tellStatus();
  }

  status(): Status {
    const trouble = this.#trouble ?? this.#connection.trouble;
    return {
      phase: this.#phase,
      protection: this.#vault.protection,
      connection: this.#connection.state,
      owner: true,
      trouble: trouble?.name ?? null,
      detail: trouble?.message ?? null,
    };
  }

  /** A command with the same 16 bytes in `once` is carried out once, and answered as it was then. */
  async call(method: string, parameters: unknown, once: Uint8Array = UNNAMED): Promise<unknown> {
    switch (method) {
      case "status":
        return this.status();
      case "lock_hint":
        return this.#vault.hint() satisfies LockHint;
      case "create":
        return this.#create(parameters as Lock);
      case "unlock":
        await this.#unlock(parameters as Unlocking);
        this.#tellStatus();
        return null;
      case "protect":
        await this.#vault.protect(parameters as Lock);
        this.#tellStatus();
        return null;
      case "erase":
        return this.#erase();
      case "storage":
        return storage();
      case "send_file":
        return this.#sendFile(parameters as FileToSend, once);
      case "file_content":
        return this.#opened().file_content((parameters as { local_id: number }).local_id);
      case "file_part": {
        const { local_id, part } = parameters as WorkerMethods["file_part"]["parameters"];
        return this.#opened().file_part(local_id, part) ?? null;
      }
      case "open_once":
        return this.#openOnce((parameters as { local_id: number }).local_id);
      case "file_preview":
        return this.#opened().file_preview((parameters as { local_id: number }).local_id);
      default:
        return this.#callEngine(method, parameters, once);
    }
  }

  #opened(): Host {
    if (this.#host === undefined)
      throw { name: this.#phase === "new" ? "new" : "locked", message: "the engine is not open" };
    return this.#host;
  }

  #callEngine(method: string, parameters: unknown, once: Uint8Array = UNNAMED): unknown {
    const host = this.#opened();
    try {
      const text = JSON.stringify(parameters ?? {});
      return JSON.parse(host.call(Date.now(), entropy(), once, method, text));
    } finally {
      this.#drain();
    }
  }

  #openOnce(local_id: number): Uint8Array {
    const host = this.#opened();
    try {
      return host.open_once(Date.now(), entropy(), local_id);
    } finally {
      this.#drain();
    }
  }

  /** Bytes are no JSON: they go beside it. */
  async #sendFile({ content: given, preview, ...rest }: FileToSend, once: Uint8Array): Promise<unknown> {
    if (given instanceof Blob && given.size > LONGEST_AT_ONCE) return this.#sendLongFile(given, rest);
    const content = given instanceof Blob ? new Uint8Array(await given.arrayBuffer()) : given;
    const host = this.#opened();
    try {
      const text = JSON.stringify(rest);
      const small = preview ?? new Uint8Array();
      return JSON.parse(host.send_file(Date.now(), entropy(), once, text, content, small));
    } finally {
      this.#drain();
    }
  }

  /** A part after the other, so that never more than one is in memory. */
  async #sendLongFile(content: Blob, { room, name, media_type, caption, seen, view_once, voice }: SendFile): Promise<unknown> {
    // What is long is no voice note and is not opened once: refused, for a promise is no detail. It stands in no album.
    if (view_once === true || (voice ?? null) !== null) throw { name: "file_size", message: "too long for that" };
    const about = { room, name, media_type, caption, ...(seen === undefined ? {} : { seen }) };
    const begun = this.#callEngine("begin_file", { ...about, bytes: content.size }) as Queued;
    const local_id = begun.local_id ?? 0;
    try {
      for (let at = 0; at < content.size; at += PART_BYTES) {
        const part = new Uint8Array(await content.slice(at, at + PART_BYTES).arrayBuffer());
        this.#opened().add_file_part(Date.now(), entropy(), local_id, part);
        this.#drain();
        this.#tell({ event: "progress", local_id, done: at + part.length, total: content.size });
      }
    } catch (thrown) {
      // Half a file is none.
      this.#callEngine("discard", { local_id });
      throw thrown;
    }
    return begun;
  }

  async #create(lock: Lock): Promise<null> {
    if (this.#phase !== "new") throw { name: "not_new", message: "something is stored here" };
    // Asked for once; whether the browser promises it shows in `storage`.
    void navigator.storage.persist?.();
    // What an interrupted `erase` has left: nothing has its key any more.
    await erase_storage();
    this.#open(await this.#vault.create(lock));
    this.#tellStatus();
    return null;
  }

  async #unlock(unlocking: Unlocking): Promise<void> {
    if (this.#host !== undefined) return;
    if (this.#phase !== "locked") throw { name: "not_locked", message: "nothing is locked here" };
    this.#open(await this.#vault.unlock(unlocking));
  }

  #open(key: Uint8Array): void {
    try {
      this.#host = Host.open(key);
      this.#phase = "open";
    } catch (thrown) {
      this.#fail(thrown);
      throw thrown;
    } finally {
      key.fill(0);
    }
    this.#drain();
  }

  async #erase(): Promise<null> {
    this.#connection.close();
    clearTimeout(this.#wake);
    // First the key, without which the rest is noise should this be interrupted.
    await this.#vault.erase();
    this.#host?.free();
    this.#host = undefined;
    await erase_storage();
    this.#phase = "new";
    this.#trouble = undefined;
    this.#tellStatus();
    return null;
  }

  /** Gives the engine one input. A failure of the local database ends the connection, not the worker. */
  #input(act: (host: Host) => void): void {
    if (this.#host === undefined) return;
    try {
      act(this.#host);
      this.#trouble = undefined;
    } catch (thrown) {
      this.#trouble = toFailure(thrown);
      this.#tellStatus();
    }
    this.#drain();
  }

  #drain(): void {
    const host = this.#host;
    if (host === undefined) return;
    for (let step = host.poll(); step !== undefined; step = host.poll()) {
      switch (step.kind) {
        case "send":
          this.#connection.send(step.take_bytes());
          break;
        case "upload":
          this.#transfers.upload(
            { transfer: step.transfer, file: step.local_id },
            new Place(step.text, step.take_token()),
            step.take_bytes(),
            { offset: step.offset, total: step.stored_bytes },
          );
          break;
        case "download":
          this.#transfers.download(
            { transfer: step.transfer, file: step.local_id },
            new Place(step.text, step.take_token()),
            { offset: step.offset, total: step.stored_bytes },
          );
          break;
        case "cancel":
          this.#transfers.cancel(step.transfer);
          break;
        case "event":
          this.#tell(JSON.parse(step.text) as Event);
          break;
        case "disconnect":
          this.#connection.refuse({ name: step.text, message: step.detail });
          break;
      }
      step.free();
    }
    if (host.is_authenticated()) this.#connection.proven();
    if (host.wants_connection()) this.#connection.want();
    clearTimeout(this.#wake);
    const at = host.next_wake();
    if (at !== undefined) {
      const wait = Math.min(Math.max(at - Date.now(), 1), LONGEST_TIMER_MS);
      this.#wake = setTimeout(() => this.#input((open) => open.wake(Date.now(), entropy())), wait);
    }
  }

  #fail(thrown: unknown): void {
    this.#phase = "failed";
    this.#trouble = toFailure(thrown);
  }

  #tellStatus(): void {
    this.#tell({ event: "status", status: this.status() });
  }
}

async function storage(): Promise<StorageUse> {
  const { usage = 0, quota = 0 } = await navigator.storage.estimate();
  const persistent = await navigator.storage.persisted();
  return { used_bytes: usage, quota_bytes: quota, persistent };
}
