// Links as they stand in a text.

/** Each once, in their order; what closes a sentence is none of a link. */
export function linksIn(text: string): string[] {
  const found = text.match(/https?:\/\/[^\s<>"]+/gu) ?? [];
  const trimmed = found.map((link) => link.replace(/[.,;:!?)\]}'»”]+$/u, "")).filter((link) => URL.canParse(link) && link.length <= 2048);
  return [...new Set(trimmed)];
}
