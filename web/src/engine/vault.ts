// The key of the database, under its lock, in IndexedDB.
//
// 32 random bytes are the key. They are kept sealed: under a passphrase or a passkey's secret by the
// engine's code (crates/browser/src/locked_key.rs), or by a WebCrypto key that the browser keeps and
// hands out to nobody, for who would rather not be asked.

import {
  lock_with_passkey,
  lock_with_passphrase,
  unlock_with_passkey,
  unlock_with_passphrase,
} from "./wasm/corridor_browser.js";
import type { Lock, LockHint, Protection, Unlocking } from "./generated";

const DATABASE = "corridor-lock";
const STORE = "lock";
const ROW = "lock";

const KEY_BYTES = 32;
/** Random bytes of one sealing: a salt and a nonce (locked_key.rs, RANDOM_BYTES). */
const LOCK_RANDOM_BYTES = 40;
const GCM_NONCE_BYTES = 12;

interface Row {
  protection: Protection;
  locked: Uint8Array<ArrayBuffer>;
  /** What the passkey's `prf` is evaluated at. */
  prf_input: Uint8Array<ArrayBuffer>;
  credential: string | null;
  /** Cannot be exported; there under the protection `browser` alone. */
  browser_key?: CryptoKey;
}

export class Vault {
  #row: Row | null = null;
  /** Until something is stored, what a passkey would be asked with. */
  #fresh = random(KEY_BYTES);
  /** The open database's key, to put it under another lock. */
  #key: Uint8Array<ArrayBuffer> | undefined;

  get protection(): Protection | null {
    return this.#row?.protection ?? null;
  }

  /** What is stored, and nothing where nothing is. */
  async load(): Promise<Protection | null> {
    this.#row = (await inStore("readonly", (store) => store.get(ROW) as IDBRequest<Row>)) ?? null;
    return this.protection;
  }

  hint(): LockHint {
    return {
      protection: this.protection,
      credential: this.#row?.credential ?? null,
      prf_input: toText(this.#row?.prf_input ?? this.#fresh),
    };
  }

  /** A new key, stored under `lock` before it is used. The caller wipes what it gets. */
  async create(lock: Lock): Promise<Uint8Array> {
    const key = random(KEY_BYTES);
    await this.#store(lock, key);
    this.#key = key;
    return key.slice();
  }

  async unlock(unlocking: Unlocking): Promise<Uint8Array> {
    const row = this.#row;
    if (row === null) throw { name: "new", message: "nothing is stored here" };
    if (unlocking.protection !== row.protection)
      throw { name: "wrong_secret", message: `this is locked with: ${row.protection}` };
    this.#key = await open(row, unlocking);
    return this.#key.slice();
  }

  async protect(lock: Lock): Promise<void> {
    if (this.#key === undefined) throw { name: "locked", message: "unlock it first" };
    await this.#store(lock, this.#key);
  }

  async erase(): Promise<void> {
    await inStore("readwrite", (store) => store.delete(ROW));
    this.#row = null;
    this.#key?.fill(0);
    this.#key = undefined;
  }

  async #store(lock: Lock, key: Uint8Array<ArrayBuffer>): Promise<void> {
    const row: Row = {
      protection: lock.protection,
      locked: new Uint8Array(),
      prf_input: this.#row?.prf_input ?? this.#fresh,
      credential: lock.credential ?? null,
    };
    switch (lock.protection) {
      case "passphrase":
        row.locked = own(lock_with_passphrase(lock.passphrase, key, random(LOCK_RANDOM_BYTES)));
        break;
      case "passkey":
        row.locked = own(lock_with_passkey(toBytes(lock.secret), key, random(LOCK_RANDOM_BYTES)));
        break;
      case "browser":
        await sealInBrowser(row, key);
        break;
    }
    await inStore("readwrite", (store) => store.put(row, ROW));
    this.#row = row;
  }
}

async function sealInBrowser(row: Row, key: Uint8Array<ArrayBuffer>): Promise<void> {
  const browserKey = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, [
    "encrypt",
    "decrypt",
  ]);
  const iv = random(GCM_NONCE_BYTES);
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, browserKey, key);
  row.browser_key = browserKey;
  row.locked = new Uint8Array([...iv, ...new Uint8Array(sealed)]);
}

async function open(row: Row, unlocking: Unlocking): Promise<Uint8Array<ArrayBuffer>> {
  switch (unlocking.protection) {
    case "passphrase":
      return own(unlock_with_passphrase(unlocking.passphrase, row.locked));
    case "passkey":
      return own(unlock_with_passkey(toBytes(unlocking.secret), row.locked));
    case "browser": {
      if (row.browser_key === undefined)
        throw { name: "lock_damaged", message: "the browser's key is gone" };
      const iv = row.locked.subarray(0, GCM_NONCE_BYTES);
      const sealed = row.locked.subarray(GCM_NONCE_BYTES);
      try {
        const opened = crypto.subtle.decrypt({ name: "AES-GCM", iv }, row.browser_key, sealed);
        return new Uint8Array(await opened);
      } catch {
        throw { name: "lock_damaged", message: "the browser's key does not open the lock" };
      }
    }
  }
}

/** One request in one transaction that is on disk when this resolves. */
async function inStore<T>(
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const opening = indexedDB.open(DATABASE, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
  const database = await settled(opening);
  try {
    const transaction = database.transaction(STORE, mode, { durability: "strict" });
    const request = act(transaction.objectStore(STORE));
    await new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error ?? new Error("the lock was not stored"));
    });
    return request.result;
  } finally {
    database.close();
  }
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("IndexedDB failed"));
  });
}

function random(length: number): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(length));
}

/** Bytes from WebAssembly come in a buffer of their own. */
function own(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytes as Uint8Array<ArrayBuffer>;
}

function toText(bytes: Uint8Array): string {
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function toBytes(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}
