import { createSignal, Show, type JSX } from "solid-js";
import { addressOfPicture } from "../../files/shown";
import { Modal } from "../../parts/Modal";
import { harmless, isolated, readable } from "../../words/names";
import { t } from "../../words/words";

interface Props {
  name: string;
  caption: string;
  load: () => Promise<Uint8Array>;
  onClose: () => void;
}

/** A picture as large as the window; what is none, by its first bytes, says so. */
export default function Viewer(props: Props): JSX.Element {
  const [isDone, setDone] = createSignal(false);
  const address = addressOfPicture(() => props.load().finally(() => setDone(true)));
  return (
    <Modal class="viewer" title={isolated(props.name)} onClose={() => props.onClose()}>
      <Show when={address()} fallback={<p class="soft" role="status">{isDone() ? t("file-no-picture") : t("file-opening")}</p>}>
        {(source) => <img src={source()} alt={props.caption === "" ? harmless(props.name) : readable(props.caption)} />}
      </Show>
      <Show when={props.caption !== ""}><p class="message-text" dir="auto">{readable(props.caption)}</p></Show>
    </Modal>
  );
}
