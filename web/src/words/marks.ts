// A mark for each name, for whoever knows which is whose: an animal and a shape. Which one it is follows from a key that
// was drawn on this device, so that nobody else's screen, and no list of names, tells whom a mark stands for.

const ANIMALS = [..."🐶🐱🐭🐹🐰🦊🐻🐼🐨🐯🦁🐮🐷🐸🐵🐔🐧🐦🐤🦆🦅🦉🦇🐺🐗🐴🦄🐝🐛🦋🐌🐞🐜🦂🐢🐍🦎🐙🦑🦐🦀🐡🐠🐟🐬🐳🦈🐊🐘🦏🐪🦒🐃🐏🐐🦌🐓🦃🦜🦢🦩🐇🦝🦔"];
const SHAPES = [..."🔴🟠🟡🟢🔵🟣🟤🟥🟧🟨🟩🟦🟪🟫🔶🔷"];

/** FNV-1a, of 32 bits, spread by the end of MurmurHash3: marks need to differ, and hide nothing that a hash could. */
function spread(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

export function markOf(name: string, key: string): string {
  const hash = spread(`${key} ${name}`);
  return `${ANIMALS[hash % ANIMALS.length] ?? ""}${SHAPES[Math.floor(hash / ANIMALS.length) % SHAPES.length] ?? ""}`;
}

/** A new key, in hexadecimal digits. */
export function drawKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
