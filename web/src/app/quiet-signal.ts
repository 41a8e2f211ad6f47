// That a nudge has come, for a hand and, where somebody wants it, an ear: unlike anything that a text makes.

import { preferences } from "./preferences";

/** Two short touches, in milliseconds: a telephone's own messages make one long. */
const TOUCHES = [40, 90, 40];

/** A low third, softer than speech, over before anybody turns round. */
const TONES = [330, 392] as const;
const LOUDNESS = 0.04;
const TONE_SECONDS = 0.16;

/** Whoever nudges without end is felt this often, in milliseconds. */
const PAUSE = 3_000;
let last = -PAUSE;

export function signalQuietly(now = performance.now()): void {
  if (now - last < PAUSE) return;
  last = now;
  // A page that nobody has touched yet may not, and says so in the console.
  if (navigator.userActivation?.hasBeenActive !== false) navigator.vibrate?.(TOUCHES);
  if (preferences().nudgeTone) play();
}

function play(): void {
  const sound = new AudioContext();
  const begin = sound.currentTime;
  for (const [at, hertz] of TONES.entries()) {
    const from = begin + at * TONE_SECONDS;
    const tone = new OscillatorNode(sound, { type: "sine", frequency: hertz });
    const volume = new GainNode(sound, { gain: 0 });
    // A tone that begins at once clicks.
    volume.gain.setValueAtTime(0, from);
    volume.gain.linearRampToValueAtTime(LOUDNESS, from + TONE_SECONDS / 4);
    volume.gain.linearRampToValueAtTime(0, from + TONE_SECONDS);
    tone.connect(volume).connect(sound.destination);
    tone.start(from);
    tone.stop(from + TONE_SECONDS);
    if (at === TONES.length - 1) tone.addEventListener("ended", () => void sound.close());
  }
}
