import { createSignal, type JSX } from "solid-js";
import { keyOf } from "../../app/notices";
import { ask, ownAccount } from "../../app/world";
import { Field } from "../../parts/Field";
import { t } from "../../words/words";
import { peopleIn } from "../conversations/people";

export function AddPeople(props: { room: string }): JSX.Element {
  const [typed, setTyped] = createSignal("");
  const [wrong, setWrong] = createSignal<string>();

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    setWrong(undefined);
    try {
      await ask("add_people", { room: props.room, people: peopleIn(typed(), ownAccount()) });
      setTyped("");
    } catch (error) {
      setWrong(keyOf(error));
    }
  };

  return (
    <form class="add-people" onSubmit={(event) => void submit(event)}>
      <Field label={t("add-people")} hint={t("people-hint")} wrong={wrong() === undefined ? undefined : t(wrong() ?? "")}>
        {(ids) => (
          <div class="row">
            <input id={ids.id} class="input grow" dir="ltr" required autocapitalize="none" spellcheck={false} aria-describedby={ids.describedBy} value={typed()} onInput={(event) => setTyped(event.currentTarget.value)} />
            <button class="button">{t("add")}</button>
          </div>
        )}
      </Field>
    </form>
  );
}
