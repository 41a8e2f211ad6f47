import { createMemo, createSignal, createUniqueId, For, onCleanup, Show, type JSX } from "solid-js";
import { keyOf } from "../../app/notices";
import { ask, hear } from "../../app/world";
import type { Conversation, Item, PageMark } from "../../engine/client";
import { isDecodable, pictureKind } from "../../files/kind";
import { addressOfPicture, save } from "../../files/shown";
import { Icon } from "../../parts/Icon";
import { Modal } from "../../parts/Modal";
import { Name } from "../../parts/Person";
import { isolated } from "../../words/names";
import { t } from "../../words/words";
import { toParts, type Point } from "./geometry";
import { MarkList } from "./MarkList";
import { flattened, looksOf, LOOKS } from "./paint";
import { Stage } from "./Stage";
import { Tools, type Tool } from "./Tools";
import "./page.css";

interface Props {
  item: Item;
  room: Conversation;
  onClose: () => void;
}

/** A picture on which a room draws and writes together: each author a layer, and all of it a list. */
export default function PageView(props: Props): JSX.Element {
  const local_id = () => props.item.local_id;
  const load = () => ask("file_content", { local_id: local_id() });
  const [isRead, setRead] = createSignal(false);
  const address = addressOfPicture(() => load().finally(() => setRead(true)));
  const [marks, setMarks] = createSignal<readonly PageMark[]>([]);
  const [hidden, setHidden] = createSignal<ReadonlySet<string>>(new Set());
  const [chosen, setChosen] = createSignal<number>();
  const [tool, setTool] = createSignal<Tool>("pin");
  const [begun, setBegun] = createSignal<Point>();
  const [worded, setWorded] = createSignal<Point>();
  const [wrong, setWrong] = createSignal<string>();
  let body: HTMLDivElement | undefined;

  const refresh = () => ask("marks", { local_id: local_id() }).then(setMarks, (error: unknown) => setWrong(keyOf(error)));
  void refresh();
  onCleanup(hear((event) => {
    if ((event.event === "timeline" || event.event === "delivery") && event.room === props.room.room) void refresh();
  }));

  const mayWrite = () => props.room.status === "active" && props.room.may_post;
  const authors = createMemo(() => [...new Set(marks().map((mark) => mark.author))]);
  const lookOf = (author: string) => authors().indexOf(author) % LOOKS;
  const shown = createMemo(() => marks().filter((mark) => !hidden().has(mark.author)));
  const painted = createMemo(() => shown().map((mark) => ({ mark, look: lookOf(mark.author), isChosen: mark.local_id === chosen() })));
  const lastOwn = () => marks().findLast((mark) => mark.own);
  const isAdmin = () => props.room.kind !== "direct" && (props.room.role === "owner" || props.room.role === "admin");

  const set = async (shape: Tool, points: readonly Point[], text = ""): Promise<boolean> => {
    setWrong(undefined);
    try {
      await ask("send_mark", { local_id: local_id(), mark: { shape, points: points.map(toParts), text } });
      await refresh();
      return true;
    } catch (error) {
      setWrong(keyOf(error));
      return false;
    }
  };
  const place = (at: Point) => {
    if (tool() === "pin" || tool() === "note") setWorded(at);
    else if (tool() === "arrow") {
      const from = begun();
      setBegun(from === undefined ? at : undefined);
      if (from !== undefined) void set("arrow", [from, at]);
    }
  };
  const takeBack = async (mark: PageMark) => {
    setWrong(undefined);
    await ask("withdraw", { local_id: mark.local_id }).catch((error: unknown) => setWrong(keyOf(error)));
    await refresh();
    toStage();
  };
  const toStage = () => body?.querySelector<HTMLElement>(".page-stage")?.focus();
  const showLayer = (author: string, isShown: boolean) => setHidden((before) => {
    const after = new Set(before);
    if (isShown) after.delete(author);
    else after.add(author);
    return after;
  });
  const exportFlat = async () => {
    const bytes = await load();
    if (pictureKind(bytes) === undefined || !isDecodable(bytes) || body === undefined) return;
    const bitmap = await createImageBitmap(new Blob([bytes as Uint8Array<ArrayBuffer>]));
    try {
      const layers = shown().map((mark) => ({ mark, look: lookOf(mark.author), isChosen: false }));
      save(await flattened(bitmap, layers, looksOf(body)), "page.png");
    } finally {
      bitmap.close();
    }
  };

  return (
    <Modal class="page-view" title={isolated(props.item.file?.name ?? "")} onClose={() => props.onClose()}>
      <div ref={body} class="page-body">
        <Show when={address()} fallback={<p class="soft" role="status">{isRead() ? t("file-no-picture") : t("file-opening")}</p>}>
          {(source) => <Stage address={source()} alt={props.item.text === "" ? t("page-picture") : props.item.text} painted={painted()} tool={tool()} begun={begun()} isReadOnly={!mayWrite()} onPlace={place} onStroke={(points) => void set(tool(), points)} />}
        </Show>
        <div class="page-beside">
          <Show when={authors().length > 0}>
            <fieldset class="page-layers">
              <legend>{t("page-layers")}</legend>
              <For each={authors()}>
                {(author) => (
                  <label class="choice">
                    <input type="checkbox" checked={!hidden().has(author)} onChange={(event) => showLayer(author, event.currentTarget.checked)} />
                    <span class="page-swatch" data-look={lookOf(author) + 1} aria-hidden="true" />
                    <span><Name account={author} /> <span class="soft small">{t("page-layer-marks", { count: marks().filter((mark) => mark.author === author).length })}</span></span>
                  </label>
                )}
              </For>
            </fieldset>
          </Show>
          <MarkList marks={shown()} lookOf={lookOf} chosen={chosen()} mayTakeBack={(mark) => props.room.status === "active" && (mark.own || isAdmin())} onChoose={setChosen} onTakeBack={(mark) => void takeBack(mark)} />
          <button type="button" class="button" data-kind="quiet" onClick={() => void exportFlat().catch((error: unknown) => setWrong(keyOf(error)))}><Icon name="down" />{t("page-export")}</button>
        </div>
      </div>
      <div class="page-foot">
        <Show when={wrong()}>{(key) => <p class="wax small" role="alert">{t(key())}</p>}</Show>
        <Show when={mayWrite()} fallback={<p class="soft small">{t("page-read-only")}</p>}>
          <Show when={worded()} fallback={
            <div class="page-line">
              <Tools tool={tool()} onTool={(chosenTool) => {
                setTool(chosenTool);
                setBegun(undefined);
              }} />
              <button type="button" class="button" data-kind="quiet" disabled={lastOwn() === undefined} onClick={() => {
                const last = lastOwn();
                if (last !== undefined) void takeBack(last);
              }}>{t("page-undo")}</button>
            </div>
          }>
            {(at) => (
              <Words
                tool={tool()}
                onSet={async (text) => {
                  if (!(await set(tool(), [at()], text))) return;
                  setWorded(undefined);
                  toStage();
                }}
                onLeave={() => {
                  setWorded(undefined);
                  toStage();
                }}
              />
            )}
          </Show>
          <p class="soft small page-hint">{t(begun() === undefined ? "page-hint" : "page-hint-arrow")}</p>
        </Show>
      </div>
    </Modal>
  );
}

const MOST_WORDS_BYTES = 512;

/** What a pin or a note says. */
function Words(props: { tool: Tool; onSet: (text: string) => Promise<void>; onLeave: () => void }): JSX.Element {
  const id = createUniqueId();
  const [text, setText] = createSignal("");
  const bytes = () => new TextEncoder().encode(text().trim()).length;
  const set = () => {
    if (bytes() > 0 && bytes() <= MOST_WORDS_BYTES) void props.onSet(text().trim());
  };
  return (
    <div class="page-words">
      <label for={id}>{t(props.tool === "pin" ? "page-pin-words" : "page-note-words")}</label>
      <textarea
        ref={(field) => queueMicrotask(() => field.focus())}
        id={id}
        class="input"
        rows={2}
        dir="auto"
        maxlength={MOST_WORDS_BYTES}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
            event.preventDefault();
            set();
          } else if (event.key === "Escape") {
            event.preventDefault();
            props.onLeave();
          }
        }}
      />
      <Show when={bytes() > MOST_WORDS_BYTES}><p class="wax small" role="alert">{t("page-too-long")}</p></Show>
      <div class="page-line">
        <button type="button" class="button" data-kind="main" disabled={bytes() === 0 || bytes() > MOST_WORDS_BYTES} onClick={set}>{t("page-set")}</button>
        <button type="button" class="button" data-kind="quiet" onClick={() => props.onLeave()}>{t("back")}</button>
      </div>
    </div>
  );
}
