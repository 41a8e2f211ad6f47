import { createSignal, Index, Show, type JSX } from "solid-js";
import { t } from "../../words/words";
import { keyStep, Shown } from "./CornerStage";
import { bounded, type Point } from "./geometry";
import type { Box } from "./straighten";

const STEP = 0.01;

/** Smaller is a slip of the finger. */
const LEAST = 0.01;

/** Where one that is placed by keys begins. */
const FIRST: Box = { x: 0.35, y: 0.45, width: 0.3, height: 0.1 };

interface Props {
  page: OffscreenCanvas;
  boxes: readonly Box[];
  onBoxes: (boxes: readonly Box[]) => void;
}

/** Black boxes: drawn with a finger, or put there and moved by keys. */
export function BoxStage(props: Props): JSX.Element {
  let stage: HTMLDivElement | undefined;
  const [from, setFrom] = createSignal<Point>();
  const [to, setTo] = createSignal<Point>();
  const placeOf = (event: PointerEvent): Point => {
    const box = (stage as HTMLDivElement).getBoundingClientRect();
    return { x: bounded((event.clientX - box.left) / box.width), y: bounded((event.clientY - box.top) / box.height) };
  };
  const between = (a: Point, b: Point): Box => ({ x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) });
  const drawn = () => {
    const [a, b] = [from(), to()];
    return a === undefined || b === undefined ? undefined : between(a, b);
  };
  const up = () => {
    const box = drawn();
    setFrom(undefined);
    setTo(undefined);
    if (box !== undefined && box.width >= LEAST && box.height >= LEAST) props.onBoxes([...props.boxes, box]);
  };
  const put = (at: number, { x, y, width, height }: Box) => {
    const wide = Math.min(1, Math.max(LEAST, width));
    const high = Math.min(1, Math.max(LEAST, height));
    const box = { x: Math.min(1 - wide, Math.max(0, x)), y: Math.min(1 - high, Math.max(0, y)), width: wide, height: high };
    props.onBoxes(props.boxes.map((one, place) => (place === at ? box : one)));
  };
  const focusBox = (at: number) => queueMicrotask(() => stage?.querySelectorAll<HTMLElement>(".prepare-box")[at]?.focus());
  const add = () => {
    props.onBoxes([...props.boxes, FIRST]);
    focusBox(props.boxes.length - 1);
  };
  const key = (at: number) => (event: KeyboardEvent) => {
    const box = props.boxes[at];
    if (box === undefined) return;
    const by = keyStep(event, STEP);
    if (event.key === "Delete" || event.key === "Backspace") {
      props.onBoxes(props.boxes.filter((_, place) => place !== at));
      if (props.boxes.length > 0) focusBox(Math.min(at, props.boxes.length - 1));
      else document.querySelector<HTMLElement>("[data-act=page-box]")?.focus();
    } else if (by === undefined) return;
    else if (event.shiftKey) put(at, { ...box, width: box.width + by.x, height: box.height + by.y });
    else put(at, { ...box, x: box.x + by.x, y: box.y + by.y });
    event.preventDefault();
  };
  return (
    <>
      <div
        ref={stage}
        class="prepare-stage"
        // Places on a picture are from its left in every script.
        dir="ltr"
        onPointerDown={(event) => {
          if (event.button !== 0 || (event.target instanceof HTMLElement && event.target.closest(".prepare-box") !== null)) return;
          stage?.setPointerCapture(event.pointerId);
          setFrom(placeOf(event));
          setTo(placeOf(event));
        }}
        onPointerMove={(event) => {
          if (from() !== undefined) setTo(placeOf(event));
        }}
        onPointerUp={up}
        onPointerCancel={() => setFrom(undefined)}
      >
        <Shown page={props.page} />
        <svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
          <Show when={drawn()}>{(box) => <rect class="prepare-drawn" {...box()} />}</Show>
        </svg>
        <Index each={props.boxes}>
          {(box, at) => (
            <button
              type="button"
              class="prepare-box"
              aria-label={t("page-box", { number: at + 1, x: Math.round(box().x * 100), y: Math.round(box().y * 100) })}
              aria-description={t("page-box-keys")}
              style={{ "inset-inline-start": `${box().x * 100}%`, "inset-block-start": `${box().y * 100}%`, "inline-size": `${box().width * 100}%`, "block-size": `${box().height * 100}%` }}
              onKeyDown={(event) => key(at)(event)}
            />
          )}
        </Index>
      </div>
      <div class="page-line">
        <button type="button" class="button" data-kind="quiet" data-act="page-box" onClick={add}>{t("page-box-add")}</button>
        <button type="button" class="button" data-kind="quiet" disabled={props.boxes.length === 0} onClick={() => props.onBoxes(props.boxes.slice(0, -1))}>{t("page-box-remove")}</button>
      </div>
      <p class="soft small">{t("page-box-hint")}<span class="for-keys">{" "}{t("page-box-keys")}</span></p>
    </>
  );
}
