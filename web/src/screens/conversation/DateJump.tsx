import { createSignal, type JSX } from "solid-js";
import { keyOf } from "../../app/notices";
import { go } from "../../app/route";
import { ask } from "../../app/world";
import { Field } from "../../parts/Field";
import { Modal } from "../../parts/Modal";
import { t } from "../../words/words";

export function DateJump(props: { room: string; onClose: () => void }): JSX.Element {
  const [date, setDate] = createSignal("");
  const [wrong, setWrong] = createSignal<string>();

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    try {
      // Midnight of this device, as the day lines are.
      const seq = await ask("find_date", { room: props.room, at: new Date(`${date()}T00:00`).getTime() });
      if (seq === null) {
        setWrong("date-none");
        return;
      }
      props.onClose();
      go({ at: "room", room: props.room, seq });
    } catch (error) {
      setWrong(keyOf(error));
    }
  };

  return (
    <Modal title={t("key-date")} onClose={props.onClose} focusesInside>
      <form class="stack" onSubmit={(event) => void submit(event)}>
        <Field label={t("date")} wrong={wrong() === undefined ? undefined : t(wrong() ?? "")}>
          {(ids) => (
            <input id={ids.id} class="input" type="date" required autofocus aria-describedby={ids.describedBy} value={date()} onInput={(event) => setDate(event.currentTarget.value)} />
          )}
        </Field>
        <div class="modal-foot"><button class="button" data-kind="main">{t("go-there")}</button></div>
      </form>
    </Modal>
  );
}
