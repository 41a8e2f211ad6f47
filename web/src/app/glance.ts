// Names and words covered, at once and in every window, against eyes at one's shoulder. It is against eyes alone:
// a screen reader still says what stands there, for its person hears it and nobody sees it.

import { createSignal } from "solid-js";

/** In the open, and read before anything is drawn: a page that was covered comes back covered. */
const KEY = "corridor-glance";

function kept(): boolean {
  try {
    return localStorage.getItem(KEY) === "on";
  } catch {
    return false;
  }
}

const [isOn, setOn] = createSignal(false);
/** Whether names and words are covered. */
export const glance = isOn;

/** The sheet of styles does the covering, by this attribute: it takes effect with the next frame, whatever else is busy. */
function show(on: boolean): void {
  setOn(on);
  document.documentElement.toggleAttribute("data-glance", on);
}

export function setGlance(on: boolean): void {
  show(on);
  try {
    if (on) localStorage.setItem(KEY, "on");
    else localStorage.removeItem(KEY);
  } catch {
    // A browser that keeps nothing covers what it shows until it is closed.
  }
}

/** A tap is short, and its fingers stay where they are: what moves scrolls or zooms. */
const LONGEST_TAP_MS = 400;
const FARTHEST_PX = 16;

interface Finger {
  id: number;
  x: number;
  y: number;
}

type Touched = Pick<TouchEvent, "type" | "timeStamp"> & { touches: ArrayLike<Pick<Touch, "identifier" | "clientX" | "clientY">> };

/** Says of each touch whether a tap of exactly two fingers has just ended. */
export function twoFingerTap(): (event: Touched) => boolean {
  let begun = 0;
  let fingers: Finger[] = [];
  let isTap = false;
  return ({ type, timeStamp, touches }) => {
    const now = Array.from(touches, ({ identifier, clientX, clientY }) => ({ id: identifier, x: clientX, y: clientY }));
    if (type === "touchstart") {
      if (now.length === 1) {
        begun = timeStamp;
        isTap = false;
      } else if (fingers.length === 0) begun = timeStamp;
      isTap = now.length === 2;
      fingers = now;
      return false;
    }
    const hasStayed = now.every((one) => fingers.some((at) => at.id === one.id && Math.hypot(at.x - one.x, at.y - one.y) <= FARTHEST_PX));
    if (!hasStayed || type === "touchcancel") isTap = false;
    if (type !== "touchend" || now.length > 0) return false;
    const hasEnded = isTap && timeStamp - begun <= LONGEST_TAP_MS;
    isTap = false;
    fingers = [];
    return hasEnded;
  };
}

/** Called once, before anything is drawn. */
export function watchGlance(): void {
  show(kept());
  addEventListener("storage", (event) => {
    if (event.key === KEY || event.key === null) show(kept());
  });
  const isTapped = twoFingerTap();
  const hear = (event: TouchEvent) => {
    if (isTapped(event)) setGlance(!isOn());
  };
  for (const type of ["touchstart", "touchmove", "touchend", "touchcancel"] as const) {
    document.addEventListener(type, hear, { passive: true, capture: true });
  }
}
