// Blobs over HTTP: `PUT` in parts and `GET` of what is missing, so that a transfer that broke off goes
// on where it was. docs/protocol.md, "Blobs".

/** One request's part: small enough that a lost one costs little, large enough to fill a line. How fast a line
 *  is shows when the first is through; a browser does not tell how far one is. */
const SMALLEST_PART_BYTES = 64 * 1024;
const FIRST_PART_BYTES = 256 * 1024;
const LARGEST_PART_BYTES = 4 * 1024 * 1024;

/** A part that took less is followed by one of twice the size, one that took four times as long by half. */
const PART_MS = 500;

/** Attempts without a byte of progress before the engine is told; it asks again later. */
const ATTEMPTS = 4;

/** Transfers side by side; the rest wait. */
const AT_ONCE = 2;

/** Screens are told of progress no more often. */
const PROGRESS_MS = 100;

interface Told {
  finished: (
    transfer: number,
    how: "uploaded" | "at" | "downloaded" | "interrupted" | "refused",
    bytes: Uint8Array,
    reason: string,
  ) => void;
  /** Of a file of the timeline: so many bytes of its sealed form are there. */
  progress: (file: number, done: number, total: number) => void;
}

/** A transfer, and the item of the timeline that it is for; 0 where it is for none. */
export interface Numbers {
  transfer: number;
  file: number;
}

/** Where in its blob a transfer begins, and how long the blob (going up) or the transfer (coming down) is. */
export interface Range {
  offset: number;
  total: number;
}

/** The relay has so many bytes of a blob, and these are not the ones that follow. */
class Elsewhere extends Error {}

/** The relay said no: not worth another try. */
class Refused extends Error {}

const NONE = new Uint8Array();

export class Transfers {
  readonly #told: Told;
  readonly #queue: { transfer: number; run: () => Promise<void> }[] = [];
  readonly #stops = new Map<number, AbortController>();
  #running = 0;

  constructor(told: Told) {
    this.#told = told;
  }

  upload(numbers: Numbers, place: Place, bytes: Uint8Array, range: Range): void {
    this.#start(numbers, range.total, async (progress, stop) => {
      const done = await upload(place.until(stop), bytes, range, progress);
      return done ? ["uploaded", NONE] : ["interrupted", NONE];
    });
  }

  download(numbers: Numbers, place: Place, range: Range): void {
    this.#start(numbers, range.total, async (progress, stop) => {
      const bytes = await download(place.until(stop), range, progress);
      return bytes ? ["downloaded", bytes] : ["interrupted", NONE];
    });
  }

  /** Ends it in the middle; nobody is told. What the relay has of an upload, it keeps. */
  cancel(transfer: number): void {
    this.#stops.get(transfer)?.abort();
    this.#stops.delete(transfer);
  }

  #start(
    { transfer, file }: Numbers,
    total: number,
    act: (
      progress: (done: number) => void,
      stop: AbortSignal,
    ) => Promise<["uploaded" | "downloaded" | "interrupted", Uint8Array]>,
  ): void {
    const stop = new AbortController();
    this.#stops.set(transfer, stop);
    const finish = (how: Parameters<Told["finished"]>[1], bytes: Uint8Array, reason: string) => {
      this.#stops.delete(transfer);
      if (stop.signal.aborted) return;
      this.#told.finished(transfer, how, bytes, reason);
    };
    let last = 0;
    const progress = (done: number) => {
      if (file === 0 || stop.signal.aborted || (done < total && Date.now() - last < PROGRESS_MS)) return;
      last = Date.now();
      this.#told.progress(file, done, total);
    };
    this.#queue.push({
      transfer,
      run: async () => {
        try {
          progress(0);
          finish(...(await act(progress, stop.signal)), "");
        } catch (thrown) {
          const how = thrown instanceof Refused ? "refused" : thrown instanceof Elsewhere ? "at" : "interrupted";
          finish(how, NONE, thrown instanceof Error ? thrown.message : "");
        }
      },
    });
    this.#next();
  }

  #next(): void {
    if (this.#running >= AT_ONCE) return;
    const job = this.#queue.shift();
    if (job === undefined) return;
    // Cancelled before its turn came.
    if (!this.#stops.has(job.transfer)) {
      this.#next();
      return;
    }
    this.#running += 1;
    void job.run().finally(() => {
      this.#running -= 1;
      this.#next();
    });
  }
}

/** One blob at the relay that served the page, and the capability to use it. */
export class Place {
  readonly #url: string;
  readonly #authorization: string;
  #stop: AbortSignal | undefined;

  constructor(blob: string, token: Uint8Array) {
    this.#url = `/v1/blobs/${blob}`;
    const text = btoa(String.fromCharCode(...token));
    const bare = text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
    this.#authorization = `Bearer ${bare}`;
  }

  /** The same place, where every request ends with `stop`. */
  until(stop: AbortSignal): this {
    this.#stop = stop;
    return this;
  }

  get isStopped(): boolean {
    return this.#stop?.aborted === true;
  }

  send(method: string, headers: Record<string, string>, body?: Uint8Array): Promise<Response> {
    return fetch(this.#url, {
      method,
      headers: { ...headers, Authorization: this.#authorization },
      body: (body as Uint8Array<ArrayBuffer> | undefined) ?? null,
      cache: "no-store",
      credentials: "omit",
      redirect: "error",
      signal: this.#stop ?? null,
    });
  }
}

async function upload(
  place: Place,
  bytes: Uint8Array,
  { offset: start, total }: Range,
  progress: (done: number) => void,
): Promise<boolean> {
  const stop = start + bytes.length;
  // It may have been begun before: nothing is sent twice.
  let offset = within(offsetOf(await attempt(place.send("HEAD", {})), total) ?? start, start, stop);
  let partBytes = FIRST_PART_BYTES;
  for (let failures = 0; failures < ATTEMPTS && !place.isStopped; ) {
    progress(offset);
    if (offset === stop && stop < total) return true;
    const begun = performance.now();
    const end = Math.min(stop, offset + partBytes);
    // All of it there already, and no answer that said so: the last byte once more.
    const from = offset === stop ? Math.max(start, stop - 1) : offset;
    const range = `bytes ${from}-${Math.max(end - 1, 0)}/${total}`;
    const body = bytes.subarray(from - start, end - start);
    let answer = await attempt(place.send("PUT", { "Content-Range": range }, body));
    if (answer?.status === 200 || answer?.status === 201) {
      progress(total);
      return true;
    }
    if (answer !== undefined && answer.status !== 202 && answer.status !== 409)
      await judge(answer);
    const took = performance.now() - begun;
    if (took < PART_MS) partBytes = Math.min(2 * partBytes, LARGEST_PART_BYTES);
    if (took > 4 * PART_MS || answer === undefined) partBytes = Math.max(partBytes / 2, SMALLEST_PART_BYTES);
    // How much of a part arrived is the relay's to say.
    if (answer === undefined) answer = await attempt(place.send("HEAD", {}));
    const at = offsetOf(answer, total);
    if (at !== undefined && within(at, start, stop) > offset) {
      offset = at;
      failures = 0;
    } else {
      offset = at ?? offset;
      failures += 1;
      await pause(failures);
    }
  }
  return false;
}

/** Where an upload goes on, if that is among the bytes at hand. */
function within(at: number, start: number, stop: number): number {
  if (at < start || at > stop) throw new Elsewhere(String(at));
  return at;
}

/** Up to where the relay has an upload; nothing where it does not say. */
function offsetOf(answer: Response | undefined, total: number): number | undefined {
  const at = Number(answer?.headers.get("Upload-Offset") ?? Number.NaN);
  return at >= 0 && at <= total ? at : undefined;
}

async function download(
  place: Place,
  { offset, total }: Range,
  progress: (done: number) => void,
): Promise<Uint8Array | undefined> {
  const last = offset + total - 1;
  const bytes = new Uint8Array(total);
  let have = 0;
  for (let failures = 0; have < total; ) {
    if (failures === ATTEMPTS || place.isStopped) return undefined;
    const from = have;
    const answer = await attempt(place.send("GET", { Range: `bytes=${offset + from}-${last}` }));
    // The whole of it again: what came before is dropped.
    if (answer?.status === 200) {
      if (offset > 0) throw new Refused("no part of a blob");
      have = 0;
    }
    if (answer !== undefined && answer.status !== 200 && answer.status !== 206) await judge(answer);
    const reader = answer?.ok ? answer.body?.getReader() : undefined;
    try {
      for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
        if (have + part.value.length > total) throw new Refused("longer than announced");
        bytes.set(part.value, have);
        have += part.value.length;
        progress(have);
      }
    } catch (thrown) {
      if (thrown instanceof Refused) throw thrown;
    }
    failures = have > from ? 0 : failures + 1;
    if (failures > 0) await pause(failures);
  }
  return bytes;
}

/** Nothing when the network failed. */
async function attempt(answer: Promise<Response>): Promise<Response | undefined> {
  return answer.catch(() => undefined);
}

/** Throws when another try is pointless. */
async function judge(answer: Response): Promise<void> {
  if (answer.status === 429 || answer.status >= 500) return;
  const detail = await answer.text().catch(() => "");
  throw new Refused(`HTTP ${answer.status} ${detail.slice(0, 4096)}`);
}

function pause(failures: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 250 * failures));
}
