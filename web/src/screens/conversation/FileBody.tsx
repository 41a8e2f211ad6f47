import { createSignal, Match, Show, Switch, type JSX } from "solid-js";
import { reportTrouble } from "../../app/notices";
import { ask } from "../../app/world";
import type { File as SentFile, Item } from "../../engine/client";
import { MOST_PREVIEW_PIXELS } from "../../files/kind";
import { progressOf } from "../../files/progress";
import { addressOfPicture, contentOf, mayBePicture, save } from "../../files/shown";
import { Formatted } from "../../parts/Formatted";
import { Icon } from "../../parts/Icon";
import { late } from "../../parts/late";
import { readable } from "../../words/names";
import { bytesInWords } from "../../words/when";
import { t } from "../../words/words";
import { fileName } from "./kinds/inWords";
import { mayMark, openPage } from "../page/opening";
import { isTold } from "./told";

/** What is longer can be saved; to be shown it would have to be whole in memory. */
const MOST_SHOWN_BYTES = 16 * 1024 * 1024;

const Told = late(() => import("./Told"));
const Viewer = late(() => import("./Viewer"));

interface Props {
  item: Item;
  file: SentFile;
}

/** A file in the timeline: what it is, how far it has come, and what can be done with it. */
export function FileBody(props: Props): JSX.Element {
  const [isOpen, setOpen] = createSignal(false);
  const local_id = () => props.item.local_id;
  const isHere = () => ["uploading", "paused", "waiting", "sent", "here"].includes(props.file.state);
  const isMoving = () => ["copying", "uploading", "fetching"].includes(props.file.state);
  const isPicture = () => mayBePicture(props.file.media_type) && props.file.bytes <= MOST_SHOWN_BYTES;
  const load = () => ask("file_content", { local_id: local_id() });
  const act = (method: "fetch_file" | "pause_file" | "resume_file" | "discard") => () => {
    ask(method, { local_id: local_id() }).catch(reportTrouble);
  };
  return (
    <>
      <div class="file">
        <Show when={props.file.has_preview} fallback={<span class="file-sign"><Icon name={isPicture() ? "camera" : "file"} size="24" /></span>}>
          <Preview load={() => ask("file_preview", { local_id: local_id() })} canOpen={isHere() && isPicture()} onOpen={() => setOpen(true)} />
        </Show>
        <div class="file-about">
          <bdi class="file-name" dir="auto">{fileName(props.file)}</bdi>
          <span class="soft small">{bytesInWords(props.file.bytes)}<Show when={props.file.state !== "sent" && props.file.state !== "here"}> · {t(`file-${props.file.state}`)}</Show></span>
          <Show when={isMoving()}>
            <progress
              class="file-progress"
              aria-label={t("file-progress")}
              value={progressOf(local_id())?.done ?? props.file.bytes_done}
              max={progressOf(local_id())?.total ?? props.file.bytes}
            />
          </Show>
        </div>
      </div>
      <Show when={props.item.text !== ""}>
        <Show when={props.item.markdown} fallback={<span class="message-text" dir="auto">{readable(props.item.text)}</span>}><Formatted text={props.item.text} /></Show>
      </Show>
      <div class="file-acts">
        <Switch>
          <Match when={props.file.state === "uploading"}><button type="button" class="button" data-kind="quiet" onClick={act("pause_file")}>{t("file-stop")}</button></Match>
          <Match when={props.file.state === "paused"}><button type="button" class="button" data-kind="quiet" onClick={act("resume_file")}>{t("file-go-on")}</button></Match>
          <Match when={props.file.state === "elsewhere"}><button type="button" class="button" data-kind="quiet" onClick={act("fetch_file")}><Icon name="down" size="16" />{t("file-fetch")}</button></Match>
          <Match when={props.file.state === "fetching"}><button type="button" class="button" data-kind="quiet" onClick={act("pause_file")}>{t("file-stop")}</button></Match>
        </Switch>
        <Show when={["copying", "uploading", "paused"].includes(props.file.state)}>
          <button type="button" class="button" data-kind="quiet" onClick={act("discard")}>{t("discard")}</button>
        </Show>
        <Show when={isHere()}>
          <Show when={isTold(props.file)}><button type="button" class="button" data-kind="quiet" data-act="told" onClick={() => setOpen(true)}>{t("told-read")}</button></Show>
          <Show when={isPicture()}><button type="button" class="button" data-kind="quiet" onClick={() => setOpen(true)}>{t("file-open")}</button></Show>
          <Show when={mayMark(props.item)}>
            <button type="button" class="button" data-kind="quiet" data-act="page" onClick={() => openPage(props.item)}>
              <Show when={props.item.marks} fallback={t("page-mark-up")}>{(on) => <>{t("page-open", { marks: on().marks, people: on().people })}</>}</Show>
            </button>
          </Show>
          <button type="button" class="button" data-kind="quiet" onClick={() => contentOf(local_id()).then((content) => save(content, props.file.name)).catch(reportTrouble)}>{t("file-save")}</button>
        </Show>
      </div>
      <Show when={isOpen()}>
        <Show when={!isTold(props.file)} fallback={<Told item={props.item} onClose={() => setOpen(false)} />}><Viewer name={props.file.name} caption={props.item.text} load={load} onClose={() => setOpen(false)} /></Show>
      </Show>
    </>
  );
}

function Preview(props: { load: () => Promise<Uint8Array>; canOpen: boolean; onOpen: () => void }): JSX.Element {
  // It is decoded before anybody has asked for it.
  const address = addressOfPicture(() => props.load(), MOST_PREVIEW_PIXELS);
  return (
    <Show when={address()} fallback={<span class="file-sign"><Icon name="camera" size="24" /></span>}>
      {(source) => (
        <Show when={props.canOpen} fallback={<img class="file-preview" src={source()} alt={t("file-preview")} />}>
          <button type="button" class="file-opens" onClick={() => props.onOpen()}><img class="file-preview" src={source()} alt={t("file-open")} /></button>
        </Show>
      )}
    </Show>
  );
}
