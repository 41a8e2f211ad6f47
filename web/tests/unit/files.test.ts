// What is chosen to be sent and what others have sent: by bytes, never by names.

import { describe, expect, it } from "vitest";
import { fitting, prepare } from "../../src/files/outgoing";
import { isDecodable, MOST_PIXELS, MOST_PREVIEW_PIXELS, pictureKind, pictureSize } from "../../src/files/kind";
import { harmlessFile, mayBePicture } from "../../src/files/shown";

const bytes = (...parts: (string | readonly number[])[]) =>
  new Uint8Array(parts.flatMap((part) => (typeof part === "string" ? [...part].map((letter) => letter.charCodeAt(0)) : part)));
const uint32 = (number: number) => [number >>> 24, (number >>> 16) & 255, (number >>> 8) & 255, number & 255];
const uint16 = (number: number) => uint32(number).slice(2);

const png = (width: number, height: number) => bytes([0x89], "PNG\r\n", [0x1a, 0x0a], uint32(13), "IHDR", uint32(width), uint32(height), [8, 6]);
const gif = (width: number, height: number) => bytes("GIF89a", uint16(width).reverse(), uint16(height).reverse(), [0, 0]);
/** As a camera writes it: what it tells of itself comes before the frame, with a small picture inside. */
const jpeg = (width: number, height: number) => {
  const inner = [0xff, 0xc0, ...uint16(17), 8, ...uint16(1), ...uint16(1)];
  const about = [...uint16(2 + 6 + inner.length), ..."Exif\0\0".split("").map((letter) => letter.charCodeAt(0)), ...inner];
  return bytes([0xff, 0xd8, 0xff, 0xe1], about, [0xff, 0xc4], uint16(4), [0, 0], [0xff, 0xc2], uint16(17), [8], uint16(height), uint16(width), [3, 0, 0, 0]);
};
const webp = (kind: string, ...rest: number[]) => bytes("RIFF", [0, 0, 0, 0], "WEBP", kind, [0, 0, 0, 0], rest, [0, 0, 0, 0, 0, 0]);

describe("pictures, by their first bytes", () => {
  it("knows those that it may show, and how many pixels they say they have", () => {
    const size = { width: 640, height: 401 };
    expect(pictureSize(png(640, 401))).toEqual(size);
    expect(pictureSize(gif(640, 401))).toEqual(size);
    expect(pictureSize(jpeg(640, 401))).toEqual(size);
    expect(pictureSize(webp("VP8X", 0, 0, 0, 0, 0x7f, 0x02, 0, 0x90, 0x01, 0))).toEqual(size);
    expect(pictureSize(webp("VP8 ", 0, 0, 0, 0x9d, 0x01, 0x2a, 0x80, 0x02, 0x91, 0x01))).toEqual(size);
    // 14 bits of each, less one.
    const bits = 639 | (400 << 14);
    expect(pictureSize(webp("VP8L", 0x2f, ...uint32(bits).reverse()))).toEqual(size);
  });

  it("takes nothing else for a picture, whatever it is called", () => {
    for (const other of ["<svg xmlns='http://www.w3.org/2000/svg'/>", "%PDF-1.7", "<!doctype html>", "", "\x89PNG"]) {
      expect(pictureKind(bytes(other))).toBeUndefined();
      expect(isDecodable(bytes(other))).toBe(false);
    }
    expect(mayBePicture("image/svg+xml")).toBe(false);
    expect(mayBePicture("text/html")).toBe(false);
  });

  it("decodes no bomb and nothing that breaks off", () => {
    expect(isDecodable(png(10_000, MOST_PIXELS / 10_000))).toBe(true);
    expect(isDecodable(png(10_001, MOST_PIXELS / 10_000))).toBe(false);
    expect(isDecodable(png(0xffff_ffff, 0xffff_ffff))).toBe(false);
    expect(isDecodable(png(0, 10))).toBe(false);
    expect(isDecodable(png(1000, 1001), MOST_PREVIEW_PIXELS)).toBe(false);
    for (const whole of [png(8, 8), gif(8, 8), jpeg(8, 8), webp("VP8X", 0, 0, 0, 0, 7, 0, 0, 7, 0, 0)])
      for (let length = 0; length < 10; length += 1) expect(isDecodable(whole.slice(0, length))).toBe(false);
  });
});

describe("what is chosen", () => {
  const made = async (file: File) => {
    const one = await prepare(file);
    return "why" in one ? one.why : [one.picture !== undefined, one.isRaw, one.unchanged.mediaType];
  };

  it("is a picture that cannot be drawn anew, and says so, by its bytes, its type or its name", async () => {
    const octets = "application/octet-stream";
    expect(await made(new File([png(20_000, 20_000)], "bomb"))).toEqual([false, true, "image/png"]);
    expect(await made(new File(["ftypheic"], "IMG_1.HEIC"))).toEqual([false, true, octets]);
    expect(await made(new File(["?"], "photo", { type: "image/heic" }))).toEqual([false, true, "image/heic"]);
    expect(await made(new File([gif(8, 8)], "a.gif"))).toEqual([false, true, "image/gif"]);
    expect(await made(new File(["%PDF"], "article 7.pdf", { type: "application/pdf" }))).toEqual([false, false, "application/pdf"]);
  });

  it("is refused in words where it is empty or too large", async () => {
    expect(await made(new File([], "nothing"))).toBe("empty");
    expect(await made(sized(2 * 1024 ** 3 + 1))).toBe("too-large");
  });

  it("is read only where it has to be, and goes from the disk where it is long", async () => {
    const [short, long, longest] = [1024, 16 * 1024 * 1024 + 1, 2 * 1024 ** 3];
    const content = async (file: File) => {
      const ready = await prepare(file);
      return "why" in ready ? ready.why : ready.unchanged.content;
    };
    expect(await content(new File([new Uint8Array(short)], "short"))).toBeInstanceOf(Uint8Array);
    expect(await content(new File([new Uint8Array(long)], "long"))).toBeInstanceOf(File);
    expect(await content(sized(longest))).toBeInstanceOf(File);
  });
});

/** As long as it says: nobody reads it. */
function sized(length: number): File {
  return Object.defineProperty(new File(["?"], "large"), "size", { value: length });
}

describe("names", () => {
  it("fit what the engine takes, and keep their end", () => {
    expect(fitting("article 7.pdf")).toBe("article 7.pdf");
    expect(fitting("a\nb\u0007.txt")).toBe("ab.txt");
    expect(fitting("")).toBe("file");
    const long = fitting(`${"مسودة ".repeat(60)}.docx`);
    expect(new TextEncoder().encode(long).length).toBeLessThanOrEqual(255);
    expect(long.endsWith(".docx")).toBe(true);
  });

  it("lead nowhere and hide nothing when they are saved", () => {
    expect(harmlessFile("../../.ssh/config")).toBe("sshconfig");
    expect(harmlessFile("photo\u202Egnp.exe")).toBe("photognp.exe");
    expect(harmlessFile(".bashrc")).toBe("bashrc");
    expect(harmlessFile("مسودة (1).pdf")).toBe("مسودة (1).pdf");
    expect(harmlessFile("///")).toBe("file");
  });
});
