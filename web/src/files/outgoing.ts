// What a person has chosen to send, made ready: a picture is drawn anew, so that nothing goes along of
// what a camera wrote into it, and gets a small preview.

import { isDecodable, pictureKind } from "./kind";

/** As the engine has it. */
export const MOST_BYTES = 2 * 1024 * 1024 * 1024;
/** What goes to the engine at once; longer files in parts, without a preview. */
const MOST_AT_ONCE = 16 * 1024 * 1024;
const PREVIEW_BYTES = 24 * 1024;

/** A picture is read, to be drawn anew; anything longer goes from the disk as it is, a part at a time. */
const MOST_READ_BYTES = 64 * 1024 * 1024;

/** What cameras write and not every browser can draw, by its name: the system tells no type of some. */
const RAW = /\.(?:heic|heif|avif|tiff?|dng|cr[23]|nef|arw|raf|orf|rw2|jxl|bmp|jpe?g|png|gif|webp)$/iu;

/** The longest side of a picture that is sent as one, and of its preview. */
const LONGEST = 2048;
const PREVIEW_LONGEST = 320;

const QUALITIES = [0.8, 0.6, 0.45, 0.3, 0.2, 0.1];

export interface Ready {
  name: string;
  mediaType: string;
  content: Uint8Array | File;
  preview: Uint8Array | null;
}

export interface Outgoing {
  name: string;
  /** As it was chosen. */
  unchanged: Ready;
  /** Drawn anew; nothing where it is no picture that may be decoded here. */
  picture: Ready | undefined;
  /** By its bytes or its name a picture all the same: it goes with all that is written in it. */
  isRaw: boolean;
}

/** Why something that was chosen cannot be sent. */
export type Refusal = { name: string; why: "empty" } | { name: string; why: "too-large"; bytes: number } | { name: string; why: "unreadable" };

/** Pictures that were drawn here, pixel by pixel: they are sent as they are, and nothing else of them is there. */
const flat = new WeakSet<File>();
export const flatPicture = (file: File): void => void flat.add(file);

export async function prepare(file: File): Promise<Outgoing | Refusal> {
  const name = fitting(file.name);
  if (file.size === 0) return { name, why: "empty" };
  if (file.size > MOST_BYTES) return { name, why: "too-large", bytes: file.size };
  if (file.size > MOST_READ_BYTES) return asItIs(file, name);
  let content: Uint8Array;
  try {
    content = new Uint8Array(await file.arrayBuffer());
  } catch {
    // A folder, or a file that is gone or locked.
    return { name, why: "unreadable" };
  }
  const kind = pictureKind(content);
  const picture = kind !== undefined && kind !== "gif" && isDecodable(content) ? await redrawn(content, name) : undefined;
  if (flat.has(file) && kind !== undefined) {
    return { name, unchanged: { name, mediaType: `image/${kind}`, content, preview: picture?.preview ?? null }, picture: undefined, isRaw: false };
  }
  const mediaType = kind === undefined ? plainType(file.type) : `image/${kind}`;
  return { name, unchanged: { name, mediaType, content: content.length > MOST_AT_ONCE ? file : content, preview: picture?.preview ?? null }, picture, isRaw: picture === undefined && (kind !== undefined || file.type.startsWith("image/") || RAW.test(file.name)) };
}

export const bytesOf = ({ content }: Ready): number => ("size" in content ? content.size : content.length);

function asItIs(file: File, name: string): Outgoing {
  const isRaw = file.type.startsWith("image/") || RAW.test(file.name);
  return { name, unchanged: { name, mediaType: plainType(file.type), content: file, preview: null }, picture: undefined, isRaw };
}

/** Controls and what is beyond 255 bytes go; the end stays, because it says what a file is. */
export function fitting(name: string): string {
  const plain = name.replace(/\p{Cc}/gu, "").trim() || "file";
  const points = [...plain];
  const dot = points.lastIndexOf(".");
  const end = dot > 0 && points.length - dot <= 10 ? points.splice(dot) : [];
  while (new TextEncoder().encode(points.join("") + end.join("")).length > 255) points.pop();
  return points.join("") + end.join("");
}

function plainType(type: string): string {
  return /^[\w.+-]+\/[\w.+-]+$/u.test(type) && type.length <= 127 ? type : "application/octet-stream";
}

async function redrawn(content: Uint8Array, name: string): Promise<Ready | undefined> {
  try {
    // Turned as its maker held the camera.
    const bitmap = await createImageBitmap(new Blob([content as Uint8Array<ArrayBuffer>]), { imageOrientation: "from-image" });
    try {
      const drawn = await draw(bitmap, LONGEST, "image/jpeg", 0.85);
      return { name: fitting(renamed(name)), mediaType: "image/jpeg", content: drawn, preview: await previewOf(bitmap) };
    } finally {
      bitmap.close();
    }
  } catch {
    return undefined;
  }
}

function renamed(name: string): string {
  return `${name.replace(/\.[^.]{1,9}$/u, "")}.jpg`;
}

async function previewOf(bitmap: ImageBitmap): Promise<Uint8Array | null> {
  for (const quality of QUALITIES) {
    const bytes = await draw(bitmap, PREVIEW_LONGEST, "image/jpeg", quality);
    if (bytes.length <= PREVIEW_BYTES) return bytes;
  }
  return null;
}

async function draw(bitmap: ImageBitmap, longest: number, type: string, quality: number): Promise<Uint8Array> {
  const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height));
  const [width, height] = [Math.max(1, Math.round(bitmap.width * scale)), Math.max(1, Math.round(bitmap.height * scale))];
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("no canvas");
  // What is transparent is paper.
  context.fillStyle = "white";
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, width, height);
  const blob = await canvas.convertToBlob({ type, quality });
  return new Uint8Array(await blob.arrayBuffer());
}
