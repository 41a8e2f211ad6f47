// What a file is, by its first bytes: neither its name nor what a sender calls it proves anything.

/** Pictures that a browser may be shown. Anything that can carry script or outside links is not among them. */
export type PictureKind = "jpeg" | "png" | "gif" | "webp";

export interface Size {
  width: number;
  height: number;
}

/** More pixels than this are a mistake or an attack: decoded they would take half a gigabyte. */
export const MOST_PIXELS = 100_000_000;

function starts(bytes: Uint8Array, at: number, ...expected: number[]): boolean {
  return expected.every((byte, index) => bytes[at + index] === byte);
}

export function pictureKind(bytes: Uint8Array): PictureKind | undefined {
  if (starts(bytes, 0, 0xff, 0xd8, 0xff)) return "jpeg";
  if (starts(bytes, 0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return "png";
  if (starts(bytes, 0, 0x47, 0x49, 0x46, 0x38)) return "gif";
  if (starts(bytes, 0, 0x52, 0x49, 0x46, 0x46) && starts(bytes, 8, 0x57, 0x45, 0x42, 0x50)) return "webp";
  return undefined;
}

/** How many pixels a picture says it has, before anything decodes it; nothing where it does not say. */
export function pictureSize(bytes: Uint8Array): Size | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    switch (pictureKind(bytes)) {
      case "png":
        return { width: view.getUint32(16), height: view.getUint32(20) };
      case "gif":
        return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
      case "webp":
        return webpSize(bytes, view);
      case "jpeg":
        return jpegSize(view);
      default:
        return undefined;
    }
  } catch {
    // It ends before it says.
    return undefined;
  }
}

/** The same for what is shown unasked. */
export const MOST_PREVIEW_PIXELS = 1_000_000;

/** Whether a picture may be decoded here. */
export function isDecodable(bytes: Uint8Array, most = MOST_PIXELS): boolean {
  const size = pictureSize(bytes);
  return size !== undefined && size.width > 0 && size.height > 0 && size.width * size.height <= most;
}

function webpSize(bytes: Uint8Array, view: DataView): Size | undefined {
  const uint24 = (at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
  switch (String.fromCharCode(...bytes.subarray(12, 16))) {
    case "VP8X":
      return { width: uint24(24) + 1, height: uint24(27) + 1 };
    case "VP8L": {
      const bits = view.getUint32(21, true);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case "VP8 ":
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
    default:
      return undefined;
  }
}

/** From segment to segment up to the one that begins a frame. */
function jpegSize(view: DataView): Size | undefined {
  let at = 2;
  while (at + 9 < view.byteLength) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    // Fill bytes, and markers without a segment.
    if (marker === 0xff) at += 1;
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) at += 2;
    else at += 2 + view.getUint16(at + 2);
  }
  return undefined;
}
