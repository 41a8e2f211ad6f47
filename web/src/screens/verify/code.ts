// What the picture holds: the safety number, which is the same for both and no secret.

const PREFIX = "CORRIDOR:";

export function codeOf(digits: string): string {
  return PREFIX + digits.replaceAll(" ", "");
}

export type Comparison = "same" | "different" | "other-code";

/** A code of something else is passed over: the camera may see a poster on its way. */
export function compare(read: string, digits: string): Comparison {
  if (!read.startsWith(PREFIX)) return "other-code";
  return read === codeOf(digits) ? "same" : "different";
}
