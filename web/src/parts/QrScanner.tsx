import { createSignal, onCleanup, onMount, Show, type JSX } from "solid-js";
import { t } from "../words/words";

/** How often a picture is taken: often enough to feel at once, seldom enough for an old phone. */
const PICTURE_EVERY_MS = 200;

/** A picture this wide holds a code of this size with room to spare. */
const PICTURE_PX = 480;

/** Reads codes from the camera until it is taken off the screen. Pictures go nowhere. */
export function QrScanner(props: { onRead: (text: string) => void }): JSX.Element {
  const [trouble, setTrouble] = createSignal(false);
  let video: HTMLVideoElement | undefined;
  let stream: MediaStream | undefined;
  let timer: ReturnType<typeof setInterval> | undefined;
  let gone = false;

  onMount(async () => {
    try {
      const decode = import("qr/decode.js");
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      const { decodeQR } = await decode;
      if (gone || video === undefined) return stop();
      video.srcObject = stream;
      await video.play();
      const canvas = document.createElement("canvas");
      timer = setInterval(() => {
        const text = video === undefined ? undefined : read(video, canvas, decodeQR);
        if (text !== undefined) props.onRead(text);
      }, PICTURE_EVERY_MS);
    } catch {
      setTrouble(true);
    }
  });

  function stop() {
    clearInterval(timer);
    for (const track of stream?.getTracks() ?? []) track.stop();
  }
  onCleanup(() => {
    gone = true;
    stop();
  });

  return (
    <Show when={!trouble()} fallback={<p class="wax" role="alert">{t("camera-trouble")}</p>}>
      <video ref={video} class="scanner" muted playsinline aria-label={t("camera-picture")} />
    </Show>
  );
}

type Decode = (picture: { width: number; height: number; data: Uint8ClampedArray }) => string;

function read(video: HTMLVideoElement, canvas: HTMLCanvasElement, decode: Decode): string | undefined {
  if (video.videoWidth === 0) return undefined;
  canvas.width = PICTURE_PX;
  canvas.height = Math.round((PICTURE_PX * video.videoHeight) / video.videoWidth);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (context === null) return undefined;
  context.drawImage(video, 0, 0, canvas.width, canvas.height);
  const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height);
  try {
    return decode({ data, width, height });
  } catch {
    // No code in this picture; the next one may have it.
    return undefined;
  }
}
