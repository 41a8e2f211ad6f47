import { createEffect, createSignal, on, onCleanup, onMount, Show, type JSX } from "solid-js";
import { readable } from "../../words/names";
import { t } from "../../words/words";
import { bounded, stroke, type Point } from "./geometry";
import { looksOf, paint, type Painted } from "./paint";
import type { Tool } from "./Tools";

interface Props {
  address: string;
  alt: string;
  painted: readonly Painted[];
  tool: Tool;
  /** Where an arrow begins that has no end yet. */
  begun: Point | undefined;
  isReadOnly: boolean;
  /** A pin, a note, or an end of an arrow. */
  onPlace: (at: Point) => void;
  onStroke: (points: Point[]) => void;
}

/** How far one press of an arrow key goes, and one with Shift. */
const STEP = 0.01;
const LONG_STEP = 0.1;

/** The layers are drawn as large as the picture is shown, twice as fine. */
const FINENESS = 2;

/** The least that a thousandth of a page is in a window, in its pixels: so letters have ten and more. */
const LEAST = 0.8;

/** The page: one picture, and over it what is drawn on it. A finger draws, arrow keys and Enter place. */
export function Stage(props: Props): JSX.Element {
  let stage: HTMLDivElement | undefined;
  let canvas: HTMLCanvasElement | undefined;
  const [cursor, setCursor] = createSignal<Point>({ x: 0.5, y: 0.5 });
  const [isAimed, setAimed] = createSignal(false);
  const [drawn, setDrawn] = createSignal<readonly Point[]>([]);
  const draws = () => props.tool === "pen" || props.tool === "highlighter";

  const repaint = () => {
    if (canvas === undefined || stage === undefined) return;
    canvas.width = Math.max(1, stage.clientWidth * FINENESS);
    canvas.height = Math.max(1, stage.clientHeight * FINENESS);
    const context = canvas.getContext("2d");
    if (context !== null) paint(context, props.painted, looksOf(stage), LEAST * FINENESS);
  };
  onMount(() => {
    const observer = new ResizeObserver(repaint);
    if (stage !== undefined) observer.observe(stage);
    onCleanup(() => observer.disconnect());
  });
  createEffect(on(() => props.painted, repaint));

  const placeOf = (event: PointerEvent): Point => {
    const box = (stage as HTMLDivElement).getBoundingClientRect();
    return { x: bounded((event.clientX - box.left) / box.width), y: bounded((event.clientY - box.top) / box.height) };
  };
  const down = (event: PointerEvent) => {
    if (props.isReadOnly || event.button !== 0) return;
    stage?.setPointerCapture(event.pointerId);
    setDrawn([placeOf(event)]);
  };
  const move = (event: PointerEvent) => {
    if (drawn().length > 0) setDrawn((before) => [...before, placeOf(event)]);
  };
  const up = (event: PointerEvent) => {
    const points = drawn();
    setDrawn([]);
    const [first] = points;
    if (first === undefined) return;
    const last = placeOf(event);
    setCursor(last);
    if (draws()) props.onStroke(stroke(points));
    else if (props.tool === "arrow" && Math.hypot(last.x - first.x, last.y - first.y) > 0.02) {
      // Drawn in one go.
      props.onPlace(first);
      props.onPlace(last);
    } else props.onPlace(last);
  };
  const key = (event: KeyboardEvent) => {
    if (props.isReadOnly) return;
    const step = event.shiftKey ? LONG_STEP : STEP;
    const [dx, dy] = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[event.key] ?? [];
    if (dx !== undefined && dy !== undefined) {
      setCursor(({ x, y }) => ({ x: bounded(x + dx), y: bounded(y + dy) }));
      setAimed(true);
    } else if (event.key === "Enter" || event.key === " ") {
      if (draws()) props.onStroke([cursor()]);
      else props.onPlace(cursor());
    } else return;
    event.preventDefault();
  };
  const line = (points: readonly Point[]) => points.map(({ x, y }) => `${x * 1000},${y * 1000}`).join(" ");

  return (
    <>
      <div
        ref={stage}
        class="page-stage"
        role="application"
        tabindex="0"
        aria-label={t("page-stage")}
        data-tool={props.tool}
        onPointerDown={down}
        onPointerMove={move}
        onPointerUp={up}
        onPointerCancel={() => setDrawn([])}
        onKeyDown={key}
        onFocus={() => setAimed(true)}
        onBlur={() => setAimed(false)}
      >
        <img src={props.address} alt={readable(props.alt)} draggable={false} onLoad={repaint} />
        <canvas ref={canvas} aria-hidden="true" />
        <svg viewBox="0 0 1000 1000" preserveAspectRatio="none" aria-hidden="true">
          <Show when={drawn().length > 1}><polyline class="page-drawn" points={line(drawn())} /></Show>
          <Show when={props.begun}>{(begun) => <polyline class="page-drawn" points={line([begun(), cursor()])} />}</Show>
          <Show when={isAimed() && !props.isReadOnly}>
            <path class="page-aim-ground" d={cross(cursor())} />
            <path class="page-aim" d={cross(cursor())} />
          </Show>
        </svg>
      </div>
      <p class="said-only" role="status">{isAimed() ? t("page-aim", { x: Math.round(cursor().x * 100), y: Math.round(cursor().y * 100) }) : ""}</p>
    </>
  );
}

function cross({ x, y }: Point): string {
  const [a, b] = [x * 1000, y * 1000];
  return `M${a} ${b - 40}V${b - 8}M${a} ${b + 8}V${b + 40}M${a - 40} ${b}H${a - 8}M${a + 8} ${b}H${a + 40}`;
}
