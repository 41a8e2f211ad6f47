// Pages of a PDF as pixels. Loaded when somebody opens one: nobody else needs it. No script of the document runs, and
// nothing is fetched for it: fonts and pictures are those that it holds itself.

import { getDocument, GlobalWorkerOptions, type PDFDocumentProxy } from "pdfjs-dist";

/** Read whole; more is no page to mark up. */
export const MOST_PDF_BYTES = 64 * 1024 * 1024;

export const MOST_PDF_PAGES = 2_000;

/** The longer side of a page, in pixels: as a picture is sent. */
const LONGEST = 2048;

export interface Pages {
  count: number;
  /** One of them, counted from 1. */
  draw: (number: number) => Promise<HTMLCanvasElement>;
  close: () => Promise<void>;
}

export type PdfRefusal = "too-large" | "too-many" | "locked" | "unreadable";

export function isPdf(bytes: Uint8Array): boolean {
  return [0x25, 0x50, 0x44, 0x46, 0x2d].every((byte, at) => bytes[at] === byte);
}

export async function pagesOf(file: File): Promise<Pages | PdfRefusal> {
  if (file.size > MOST_PDF_BYTES) return "too-large";
  const worker = new Worker(new URL("pdfjs-dist/build/pdf.worker.min.mjs", import.meta.url), { type: "module" });
  GlobalWorkerOptions.workerPort = worker;
  const task = getDocument({
    data: new Uint8Array(await file.arrayBuffer()),
    enableXfa: false,
    useWasm: false,
    useWorkerFetch: false,
    disableAutoFetch: true,
    stopAtErrors: false,
    canvasMaxAreaInBytes: 64 * 1024 * 1024,
  });
  const close = async () => {
    await task.destroy().catch(() => undefined);
    worker.terminate();
  };
  let document: PDFDocumentProxy;
  try {
    document = await task.promise;
  } catch (error) {
    await close();
    return error instanceof Error && error.name === "PasswordException" ? "locked" : "unreadable";
  }
  if (document.numPages > MOST_PDF_PAGES) {
    await close();
    return "too-many";
  }
  return { count: document.numPages, draw: (number) => draw(document, number), close };
}

async function draw(document: PDFDocumentProxy, number: number): Promise<HTMLCanvasElement> {
  const page = await document.getPage(number);
  const plain = page.getViewport({ scale: 1 });
  const viewport = page.getViewport({ scale: LONGEST / Math.max(plain.width, plain.height) });
  const canvas = globalThis.document.createElement("canvas");
  [canvas.width, canvas.height] = [Math.max(1, Math.round(viewport.width)), Math.max(1, Math.round(viewport.height))];
  await page.render({ canvas, viewport, background: "white" }).promise;
  return canvas;
}
