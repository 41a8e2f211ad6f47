import { For, onMount, type JSX } from "solid-js";
import { t } from "../../words/words";
import { bounded, type Corners, type Point } from "./geometry";

const NAMES = ["upper-left", "upper-right", "lower-right", "lower-left"] as const;
const STEP = 0.005;
const LONG_STEP = 0.05;

interface Props {
  page: OffscreenCanvas;
  corners: Corners;
  onCorners: (corners: Corners) => void;
}

/** Four corners, each moved by a finger or by arrow keys. */
export function CornerStage(props: Props): JSX.Element {
  let stage: HTMLDivElement | undefined;
  const put = (at: number, { x, y }: Point) => props.onCorners(props.corners.map((corner, place) => (place === at ? { x: bounded(x), y: bounded(y) } : corner)) as unknown as Corners);
  const move = (at: number) => (event: PointerEvent & { currentTarget: HTMLElement }) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId) || stage === undefined) return;
    const box = stage.getBoundingClientRect();
    put(at, { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height });
  };
  const key = (at: number) => (event: KeyboardEvent) => {
    const by = keyStep(event, event.shiftKey ? LONG_STEP : STEP);
    const corner = props.corners[at];
    if (by === undefined || corner === undefined) return;
    event.preventDefault();
    put(at, { x: corner.x + by.x, y: corner.y + by.y });
  };
  return (
    // Places on a picture are from its left in every script.
    <div ref={stage} class="prepare-stage" dir="ltr">
      <Shown page={props.page} />
      <svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true"><polygon class="prepare-edge" points={props.corners.map(({ x, y }) => `${x},${y}`).join(" ")} /></svg>
      <For each={NAMES}>
        {(name, at) => (
          <button
            type="button"
            class="prepare-handle"
            role="slider"
            aria-label={t("page-corner", { corner: name })}
            aria-valuemin={0}
            aria-valuemax={100}
            aria-valuenow={Math.round((props.corners[at()]?.x ?? 0) * 100)}
            aria-valuetext={t("page-aim", { x: Math.round((props.corners[at()]?.x ?? 0) * 100), y: Math.round((props.corners[at()]?.y ?? 0) * 100) })}
            style={{ "inset-inline-start": `${(props.corners[at()]?.x ?? 0) * 100}%`, "inset-block-start": `${(props.corners[at()]?.y ?? 0) * 100}%` }}
            onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
            onPointerMove={(event) => move(at())(event)}
            onKeyDown={(event) => key(at())(event)}
          />
        )}
      </For>
    </div>
  );
}

/** Which way an arrow key goes. */
export function keyStep(event: KeyboardEvent, step: number): Point | undefined {
  return { ArrowLeft: { x: -step, y: 0 }, ArrowRight: { x: step, y: 0 }, ArrowUp: { x: 0, y: -step }, ArrowDown: { x: 0, y: step } }[event.key];
}

/** Pixels that are only looked at. */
export function Shown(props: { page: OffscreenCanvas }): JSX.Element {
  let canvas: HTMLCanvasElement | undefined;
  onMount(() => canvas?.getContext("2d")?.drawImage(props.page, 0, 0));
  return <canvas ref={canvas} width={props.page.width} height={props.page.height} role="img" aria-label={t("page-picture")} />;
}
