import { createUniqueId, onMount, type JSX } from "solid-js";
import { t } from "../words/words";
import { Icon } from "./Icon";
import { Sentence } from "./Sentence";

interface Props {
  title: string;
  onClose: () => void;
  children: JSX.Element;
  /** What stands at the end: the buttons. */
  foot?: JSX.Element;
  class?: string;
  /** Something inside has `autofocus`; else the title is read out first, and nothing is pressed by chance. */
  focusesInside?: boolean;
}

/** A native dialog: it keeps the focus inside, closes with Escape, and gives the focus back. */
export function Modal(props: Props): JSX.Element {
  const title = createUniqueId();
  let dialog: HTMLDialogElement | undefined;
  onMount(() => dialog?.showModal());
  return (
    <dialog
      ref={dialog}
      class={props.class}
      aria-labelledby={title}
      onClose={() => props.onClose()}
      onClick={(event) => {
        // The backdrop belongs to the dialog; what is inside covers the rest.
        if (event.target === dialog) dialog.close();
      }}
    >
      <div class="modal-head">
        <h2 id={title} class="grow" tabindex="-1" autofocus={props.focusesInside !== true}><Sentence text={props.title} /></h2>
        <button type="button" class="button" data-kind="icon" aria-label={t("close")} onClick={() => dialog?.close()}>
          <Icon name="close" />
        </button>
      </div>
      <div class="modal-body">
        {props.children}
        {props.foot === undefined ? null : <div class="modal-foot">{props.foot}</div>}
      </div>
    </dialog>
  );
}
