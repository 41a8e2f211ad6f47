import { Show, type JSX } from "solid-js";
import { Modal } from "../../../parts/Modal";
import { Sentence } from "../../../parts/Sentence";
import { isolated } from "../../../words/names";
import { t } from "../../../words/words";
import type { AliasUse as Use } from "./use";

/** What became of the text, and the question before an official one is changed. */
export function AliasUse(props: { use: Use; onLeave: () => void }): JSX.Element {
  const leave = () => {
    props.use.leave();
    props.onLeave();
  };
  return (
    <>
      <div role="status">
        <Show when={props.use.done()}>
          {(done) => (
            <div class="composer-about">
              <span class="grow soft">{t("aliases-used", { count: done().count })}</span>
              <Show when={done().count > 0}><button type="button" class="button" data-kind="quiet" data-act="aliases-undo" onClick={() => props.use.undo()}>{t("aliases-undo")}</button></Show>
            </div>
          )}
        </Show>
      </div>
      <Show when={props.use.asked()}>
        {(marking) => (
          <Modal
            title={t("official-title")}
            onClose={leave}
            foot={
              <>
                <button type="button" class="button" data-act="official-replace" onClick={() => props.use.goOn()}>{t("official-replace")}</button>
                <button type="button" class="button" data-kind="main" onClick={leave}>{t("official-leave")}</button>
              </>
            }
          >
            <p><Sentence text={t("official-why", { marking: isolated(marking()) })} /></p>
          </Modal>
        )}
      </Show>
    </>
  );
}
