// Bytes as a text that JSON holds.

export const bytesOf = (text: string): Uint8Array => Uint8Array.from(atob(text), (one) => one.codePointAt(0) ?? 0);

export function textOf(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCodePoint(byte);
  return btoa(text);
}
