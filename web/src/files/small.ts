// A picture for a room, small enough to stand in its state: the middle of it, as a square, drawn anew.

import { isDecodable, pictureKind } from "./kind";

/** As the engine has it. */
export const ROOM_PICTURE_BYTES = 8 * 1024;

/** Read to be drawn anew. */
const MOST_READ_BYTES = 64 * 1024 * 1024;

/** Sides in pixels, and qualities for each, in the order in which they are tried. */
const SIDES = [128, 96, 64];
const QUALITIES = [0.85, 0.7, 0.55, 0.4, 0.25];

/** Nothing where it is no picture that may be decoded here. */
export async function smallPicture(file: File): Promise<Uint8Array | undefined> {
  if (file.size > MOST_READ_BYTES) return undefined;
  const content = new Uint8Array(await file.arrayBuffer());
  if (pictureKind(content) === undefined || !isDecodable(content)) return undefined;
  let bitmap: ImageBitmap;
  try {
    // Turned as its maker held the camera.
    bitmap = await createImageBitmap(new Blob([content as Uint8Array<ArrayBuffer>]), { imageOrientation: "from-image" });
  } catch {
    return undefined;
  }
  try {
    for (const side of SIDES) {
      for (const quality of QUALITIES) {
        const bytes = await drawn(bitmap, side, quality);
        if (bytes.length <= ROOM_PICTURE_BYTES) return bytes;
      }
    }
    return undefined;
  } finally {
    bitmap.close();
  }
}

async function drawn(bitmap: ImageBitmap, side: number, quality: number): Promise<Uint8Array> {
  const shorter = Math.min(bitmap.width, bitmap.height);
  const canvas = new OffscreenCanvas(side, side);
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("no canvas");
  // What is transparent is paper.
  context.fillStyle = "white";
  context.fillRect(0, 0, side, side);
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, (bitmap.width - shorter) / 2, (bitmap.height - shorter) / 2, shorter, shorter, 0, 0, side, side);
  let blob = await canvas.convertToBlob({ type: "image/webp", quality });
  // A browser that writes no WebP makes a PNG of it, whatever the quality.
  if (blob.type !== "image/webp") blob = await canvas.convertToBlob({ type: "image/jpeg", quality });
  return new Uint8Array(await blob.arrayBuffer());
}
