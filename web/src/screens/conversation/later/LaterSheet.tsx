import { createSignal, type JSX } from "solid-js";
import { keyOf } from "../../../app/notices";
import { Field } from "../../../parts/Field";
import { Modal } from "../../../parts/Modal";
import { Moment } from "../../../parts/Moment";
import { t } from "../../../words/words";

const HOUR = 60 * 60_000;

interface Props {
  /** Puts it off to that time; answers whether it was. Rejects with why it was not. */
  onSend: (at: number) => Promise<boolean>;
  onClose: () => void;
}

/** When what is written goes out, and what that depends on. */
export default function LaterSheet(props: Props): JSX.Element {
  // The full hour after the next one: near, and never past while somebody reads this.
  const [at, setAt] = createSignal<number | undefined>((Math.floor(Date.now() / HOUR) + 2) * HOUR);
  const [wrong, setWrong] = createSignal<string>();

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const chosen = at();
    if (chosen === undefined) return;
    try {
      if (await props.onSend(chosen)) props.onClose();
    } catch (error) {
      setWrong(keyOf(error));
    }
  };

  return (
    <Modal title={t("later-title")} onClose={() => props.onClose()} focusesInside>
      <form class="stack" onSubmit={(event) => void submit(event)}>
        <Field label={t("later-when")} hint={t("later-honest")} wrong={wrong() === undefined ? undefined : t(wrong() ?? "")}>
          {(ids) => <Moment id={ids.id} describedBy={ids.describedBy} value={at()} isRequired onInput={(millis) => { setWrong(undefined); setAt(millis); }} />}
        </Field>
        <div class="modal-foot"><button class="button" data-kind="main">{t("later-send")}</button></div>
      </form>
    </Modal>
  );
}
