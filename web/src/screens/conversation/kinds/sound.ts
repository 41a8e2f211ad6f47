// Voice notes: how loud they are along the way, how long, and how they are played and recorded.

/** Bars of a waveform, as the protocol has them at most. */
export const LEVELS = 64;

/** What a browser records, in the order of what most others play. */
export const RECORDED = ["audio/webm;codecs=opus", "audio/ogg;codecs=opus", "audio/mp4"] as const;

/** `samples` from 0 to 1 as at most 64 levels from 0 to 255, where the loudest fills a bar: a quiet voice is seen too. */
export function levelsOf(samples: readonly number[]): number[] {
  const count = Math.min(LEVELS, samples.length);
  const loudest = Math.max(...samples, 0.02);
  return Array.from({ length: count }, (_, at) => {
    const from = Math.floor((at * samples.length) / count);
    const until = Math.max(from + 1, Math.floor(((at + 1) * samples.length) / count));
    return Math.round((255 * Math.max(...samples.slice(from, until), 0)) / loudest);
  });
}

/** How loud a stretch of sound is: a browser gives its waves as bytes around 128. */
export function loudness(waves: Uint8Array): number {
  let sum = 0;
  for (const wave of waves) sum += ((wave - 128) / 128) ** 2;
  return waves.length === 0 ? 0 : Math.sqrt(sum / waves.length);
}

/** "1:05", in the digits that every language here is shown in. */
export function clock(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** What a sender calls a sound is handed to the browser only where it is one that cannot be anything else. */
export function soundType(mediaType: string): string {
  return /^audio\/(?:webm|ogg|mp4|mpeg|wav|aac|flac)$/u.test(mediaType) ? mediaType : "audio/ogg";
}
