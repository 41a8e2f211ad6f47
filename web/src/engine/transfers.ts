// Blobs over HTTP: `PUT` in parts and `GET` of what is missing, so that a transfer that broke off goes
// on where it was. docs/protocol.md, "Blobs".

/** One request's part: small enough that a lost one costs little, large enough to fill a line. */
const PART_BYTES = 4 * 1024 * 1024;

/** Attempts without a byte of progress before the engine is told; it asks again later. */
const ATTEMPTS = 4;

/** Transfers side by side; the rest wait. */
const AT_ONCE = 2;

type Finished = (
  transfer: number,
  how: "uploaded" | "downloaded" | "interrupted" | "refused",
  bytes: Uint8Array,
  reason: string,
) => void;

/** The relay said no: not worth another try. */
class Refused extends Error {}

const NONE = new Uint8Array();

export class Transfers {
  readonly #finished: Finished;
  readonly #queue: (() => Promise<void>)[] = [];
  #running = 0;

  constructor(finished: Finished) {
    this.#finished = finished;
  }

  upload(transfer: number, blob: string, token: Uint8Array, bytes: Uint8Array): void {
    this.#start(transfer, async () => {
      const done = await upload(new Place(blob, token), bytes);
      this.#finished(transfer, done ? "uploaded" : "interrupted", NONE, "");
    });
  }

  download(transfer: number, blob: string, token: Uint8Array, total: number): void {
    this.#start(transfer, async () => {
      const bytes = await download(new Place(blob, token), total);
      this.#finished(transfer, bytes ? "downloaded" : "interrupted", bytes ?? NONE, "");
    });
  }

  #start(transfer: number, act: () => Promise<void>): void {
    this.#queue.push(async () => {
      try {
        await act();
      } catch (thrown) {
        const how = thrown instanceof Refused ? "refused" : "interrupted";
        this.#finished(transfer, how, NONE, thrown instanceof Error ? thrown.message : "");
      }
    });
    this.#next();
  }

  #next(): void {
    if (this.#running >= AT_ONCE) return;
    const job = this.#queue.shift();
    if (job === undefined) return;
    this.#running += 1;
    void job().finally(() => {
      this.#running -= 1;
      this.#next();
    });
  }
}

/** One blob at the relay that served the page, and the capability to use it. */
class Place {
  readonly #url: string;
  readonly #authorization: string;

  constructor(blob: string, token: Uint8Array) {
    this.#url = `/v1/blobs/${blob}`;
    const text = btoa(String.fromCharCode(...token));
    const bare = text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
    this.#authorization = `Bearer ${bare}`;
  }

  send(method: string, headers: Record<string, string>, body?: Uint8Array): Promise<Response> {
    return fetch(this.#url, {
      method,
      headers: { ...headers, Authorization: this.#authorization },
      body: (body as Uint8Array<ArrayBuffer> | undefined) ?? null,
      cache: "no-store",
      credentials: "omit",
      redirect: "error",
    });
  }
}

async function upload(place: Place, bytes: Uint8Array): Promise<boolean> {
  const total = bytes.length;
  let offset = 0;
  for (let failures = 0; failures < ATTEMPTS; ) {
    const end = Math.min(total, offset + PART_BYTES);
    const range = `bytes ${offset}-${Math.max(end - 1, 0)}/${total}`;
    const part = bytes.subarray(offset, end);
    let answer = await attempt(place.send("PUT", { "Content-Range": range }, part));
    if (answer?.status === 200 || answer?.status === 201) return true;
    if (answer !== undefined && answer.status !== 202 && answer.status !== 409)
      await judge(answer);
    // How much of a part arrived is the relay's to say.
    if (answer === undefined) answer = await attempt(place.send("HEAD", {}));
    const at = Number(answer?.headers.get("Upload-Offset") ?? Number.NaN);
    if (at > offset && at <= total) {
      offset = at;
      failures = 0;
    } else {
      if (at <= total) offset = at;
      failures += 1;
      await pause(failures);
    }
  }
  return false;
}

async function download(place: Place, total: number): Promise<Uint8Array | undefined> {
  const bytes = new Uint8Array(total);
  let have = 0;
  for (let failures = 0; have < total; ) {
    if (failures === ATTEMPTS) return undefined;
    const from = have;
    const answer = await attempt(place.send("GET", { Range: `bytes=${from}-` }));
    // The whole of it again: what came before is dropped.
    if (answer?.status === 200) have = 0;
    else if (answer !== undefined && answer.status !== 206) await judge(answer);
    const reader = answer?.ok ? answer.body?.getReader() : undefined;
    try {
      for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
        if (have + part.value.length > total) throw new Refused("longer than announced");
        bytes.set(part.value, have);
        have += part.value.length;
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
