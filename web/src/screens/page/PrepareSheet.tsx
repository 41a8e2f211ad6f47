import { createEffect, createSignal, For, Match, on, onCleanup, Show, Switch, type JSX } from "solid-js";
import { isDecodable, pictureKind } from "../../files/kind";
import type { Pages } from "../../files/pdf";
import { flatPicture } from "../../files/outgoing";
import { Icon } from "../../parts/Icon";
import { Modal } from "../../parts/Modal";
import { t } from "../../words/words";
import { BoxStage } from "./BoxStage";
import { CornerStage } from "./CornerStage";
import { isPage, WHOLE, type Corners } from "./geometry";
import { blackened, drawn, encoded, straightened, turned, type Box } from "./straighten";
import "./page.css";

interface Props {
  /** What was chosen already; without it somebody chooses here. */
  file: File | undefined;
  /** Gets the one flat picture. Nothing else is kept of what it was made of. */
  onDone: (flat: File) => void;
  onClose: () => void;
}

/** Read to be drawn anew. */
const MOST_READ_BYTES = 64 * 1024 * 1024;

/** What a page is called that is black somewhere: names tell too. */
const NEUTRAL_NAME = "page.jpg";

/** A page before it is sent: straightened, cropped, turned, blacked out. */
export default function PrepareSheet(props: Props): JSX.Element {
  const [pages, setPages] = createSignal<Pages>();
  const [number, setNumber] = createSignal(1);
  const [source, setSource] = createSignal<OffscreenCanvas>();
  const [corners, setCorners] = createSignal<Corners>(WHOLE);
  const [straight, setStraight] = createSignal<OffscreenCanvas>();
  const [boxes, setBoxes] = createSignal<readonly Box[]>([]);
  const [isBusy, setBusy] = createSignal(false);
  const [wrong, setWrong] = createSignal<string>();
  let name = NEUTRAL_NAME;

  onCleanup(() => void pages()?.close());

  const begin = (page: OffscreenCanvas) => {
    setCorners(WHOLE);
    setBoxes([]);
    setStraight(undefined);
    setSource(page);
  };
  const busily = async (act: () => Promise<void>) => {
    setBusy(true);
    setWrong(undefined);
    await act().catch(() => setWrong("page-unreadable"));
    setBusy(false);
  };
  const open = (file: File | undefined) => busily(async () => {
    if (file === undefined) return;
    if (file.size > MOST_READ_BYTES) {
      setWrong("page-too-large");
      return;
    }
    name = `${file.name.replace(/\.[^.]{1,9}$/u, "")}.jpg`;
    const head = new Uint8Array(await file.slice(0, 64 * 1024).arrayBuffer());
    if (pictureKind(head) !== undefined) {
      const bytes = new Uint8Array(await file.arrayBuffer());
      if (!isDecodable(bytes)) throw new Error("no picture");
      const bitmap = await createImageBitmap(new Blob([bytes]), { imageOrientation: "from-image" });
      begin(drawn(bitmap));
      bitmap.close();
      return;
    }
    const { isPdf, pagesOf } = await import("../../files/pdf");
    if (!isPdf(head)) throw new Error("neither a picture nor a PDF");
    const found = await pagesOf(file);
    if (typeof found === "string") {
      setWrong(`page-${found}`);
      return;
    }
    setPages(found);
    begin(drawn(await found.draw(1)));
  });
  void open(props.file);

  createEffect(on(number, (wanted) => {
    const found = pages();
    if (found !== undefined) void busily(async () => begin(drawn(await found.draw(wanted))));
  }, { defer: true }));

  const next = () => busily(async () => {
    const page = source();
    if (page !== undefined) setStraight(corners() === WHOLE ? page : straightened(page, corners()));
  });
  const done = () => busily(async () => {
    const page = straight();
    if (page === undefined) return;
    const flat = await encoded(blackened(page, boxes()), boxes().length > 0 ? NEUTRAL_NAME : name);
    flatPicture(flat);
    props.onDone(flat);
  });

  return (
    <Modal title={t("page-prepare")} class="page-view" onClose={() => props.onClose()}>
      <Show when={wrong()}>{(key) => <p class="wax" role="alert">{t(key())}</p>}</Show>
      <Switch>
        <Match when={straight()} keyed>
          {(page) => (
            <>
              <div class="prepare-body">
                <p class="soft small">{t("page-black-hint")}</p>
                <BoxStage page={page} boxes={boxes()} onBoxes={setBoxes} />
              </div>
              <div class="page-foot page-line">
                <button type="button" class="button" data-kind="quiet" onClick={() => setStraight(undefined)}>{t("page-to-corners")}</button>
                <button type="button" class="button" data-kind="main" disabled={isBusy()} onClick={() => void done()}>{t("page-use")}</button>
              </div>
            </>
          )}
        </Match>
        <Match when={source()} keyed>
          {(page) => (
            <>
              <div class="prepare-body">
                <p class="soft small">{t("page-corners-hint")}</p>
                <Show when={(pages()?.count ?? 0) > 1}>
                  <label class="page-line">
                    <span>{t("page-of-document")}</span>
                    <select class="input" value={number()} onChange={(event) => setNumber(Number(event.currentTarget.value))}>
                      <For each={Array.from({ length: pages()?.count ?? 0 }, (_, at) => at + 1)}>{(at) => <option value={at}>{at}</option>}</For>
                    </select>
                  </label>
                </Show>
                <CornerStage page={page} corners={corners()} onCorners={setCorners} />
                <Show when={!isPage(corners())}><p class="wax small" role="alert">{t("page-crossed")}</p></Show>
              </div>
              <div class="page-foot page-line">
                <button type="button" class="button" data-kind="quiet" disabled={isBusy()} onClick={() => begin(turned(page))}>{t("page-turn")}</button>
                <button type="button" class="button" data-kind="main" disabled={isBusy() || !isPage(corners())} onClick={() => void next()}>{t("page-next")}</button>
              </div>
            </>
          )}
        </Match>
        <Match when={true}>
          <Show when={!isBusy()} fallback={<p class="soft" role="status">{t("file-opening")}</p>}>
            <p>{t("page-choose")}</p>
            <div class="page-line">
              <Chooser label={t("page-photograph")} icon="camera" accept="image/*" isCamera onChoose={(file) => void open(file)} />
              <Chooser label={t("page-open-file")} icon="file" accept="image/jpeg,image/png,image/webp,application/pdf" onChoose={(file) => void open(file)} />
            </div>
          </Show>
        </Match>
      </Switch>
    </Modal>
  );
}

function Chooser(props: { label: string; icon: "camera" | "file"; accept: string; isCamera?: boolean; onChoose: (file: File | undefined) => void }): JSX.Element {
  let picker: HTMLInputElement | undefined;
  return (
    <>
      <input ref={picker} type="file" hidden accept={props.accept} {...(props.isCamera === true ? { capture: "environment" as const } : {})} aria-label={props.label} onChange={(event) => props.onChoose(event.currentTarget.files?.[0])} />
      <button type="button" class="button" onClick={() => picker?.click()}><Icon name={props.icon} />{props.label}</button>
    </>
  );
}
