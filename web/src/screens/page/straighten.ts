// Pixels of a page before it is sent: straightened, turned, and with what shall not be seen painted over. What comes of
// it is one flat picture; nothing of the one it was made of is in it.

import { isPage, mapped, ontoCorners, sizeBetween, type Corners } from "./geometry";

/** The longest side of what is sent, as of any picture. */
export const LONGEST = 2048;

/** Something painted black, in parts of the page. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

function contextOf(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (context === null) throw new Error("no canvas");
  return context;
}

/** As large as is sent at most. Over white: what is transparent is paper. */
export function drawn(source: ImageBitmap | OffscreenCanvas | HTMLCanvasElement): OffscreenCanvas {
  const scale = Math.min(1, LONGEST / Math.max(source.width, source.height));
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(source.width * scale)), Math.max(1, Math.round(source.height * scale)));
  const context = contextOf(canvas);
  context.fillStyle = "white";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = "high";
  context.drawImage(source, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/** A quarter of a turn to the right. */
export function turned(source: OffscreenCanvas): OffscreenCanvas {
  const canvas = new OffscreenCanvas(source.height, source.width);
  const context = contextOf(canvas);
  context.translate(canvas.width, 0);
  context.rotate(Math.PI / 2);
  context.drawImage(source, 0, 0);
  return canvas;
}

/** The page between the corners, as if it had lain straight under the camera. */
export function straightened(source: OffscreenCanvas, corners: Corners): OffscreenCanvas {
  const map = isPage(corners) ? ontoCorners(corners) : undefined;
  if (map === undefined) throw new Error("no page");
  const { width, height } = sizeBetween(corners, source.width, source.height);
  const canvas = new OffscreenCanvas(width, height);
  const context = contextOf(canvas);
  const from = contextOf(source).getImageData(0, 0, source.width, source.height);
  const to = context.createImageData(width, height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = mapped(map, { x: (x + 0.5) / width, y: (y + 0.5) / height });
      sample(from, at.x * source.width - 0.5, at.y * source.height - 0.5, to.data, 4 * (y * width + x));
    }
  }
  context.putImageData(to, 0, 0);
  return canvas;
}

/** Between four pixels, by how near each is. */
function sample(from: ImageData, x: number, y: number, to: Uint8ClampedArray, at: number): void {
  const { width, height, data } = from;
  const [left, upper] = [Math.floor(x), Math.floor(y)];
  const [dx, dy] = [x - left, y - upper];
  const column = (offset: number) => Math.min(width - 1, Math.max(0, left + offset));
  const row = (offset: number) => Math.min(height - 1, Math.max(0, upper + offset)) * width;
  const [a, b, c, d] = [4 * (row(0) + column(0)), 4 * (row(0) + column(1)), 4 * (row(1) + column(0)), 4 * (row(1) + column(1))];
  for (let channel = 0; channel < 4; channel += 1) {
    const above = (data[a + channel] ?? 0) * (1 - dx) + (data[b + channel] ?? 0) * dx;
    const below = (data[c + channel] ?? 0) * (1 - dx) + (data[d + channel] ?? 0) * dx;
    to[at + channel] = above * (1 - dy) + below * dy;
  }
}

/** The same page with black where the boxes are, in its pixels. A box covers every pixel that it touches. */
export function blackened(source: OffscreenCanvas, boxes: readonly Box[]): OffscreenCanvas {
  const canvas = drawn(source);
  const context = contextOf(canvas);
  context.fillStyle = "black";
  for (const { x, y, width, height } of boxes) {
    const [left, upper] = [Math.floor(x * canvas.width), Math.floor(y * canvas.height)];
    context.fillRect(left, upper, Math.ceil((x + width) * canvas.width) - left, Math.ceil((y + height) * canvas.height) - upper);
  }
  return canvas;
}

export async function encoded(page: OffscreenCanvas, name: string): Promise<File> {
  const blob = await page.convertToBlob({ type: "image/jpeg", quality: 0.9 });
  return new File([blob], name, { type: "image/jpeg" });
}
