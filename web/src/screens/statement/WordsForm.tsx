import { createSignal, Show, type JSX } from "solid-js";
import { keyOf } from "../../app/notices";
import { Field } from "../../parts/Field";
import { t } from "../../words/words";
import { paragraphsIn } from "./marked";

/** Characters of any script that fit into a title. */
const TITLE = 85;

/** A title and paragraphs, for the first version and for each that follows. */
export function WordsForm(props: { title: string; paragraphs: readonly string[]; send: string; onSend: (title: string, paragraphs: string[]) => Promise<unknown> }): JSX.Element {
  const [title, setTitle] = createSignal(props.title);
  const [text, setText] = createSignal(props.paragraphs.join("\n\n"));
  const [wrong, setWrong] = createSignal<string>();
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    setWrong(undefined);
    try {
      await props.onSend(title().trim(), paragraphsIn(text()));
    } catch (error) {
      setWrong(keyOf(error));
    }
  };
  return (
    <form class="stack" onSubmit={(event) => void submit(event)}>
      <Field label={t("statement-title")}>
        {(ids) => <input id={ids.id} class="input" dir="auto" required maxlength={TITLE} aria-describedby={ids.describedBy} value={title()} onInput={(event) => setTitle(event.currentTarget.value)} />}
      </Field>
      <Field label={t("statement-paragraphs")} hint={t("statement-paragraphs-hint")}>
        {(ids) => <textarea id={ids.id} class="input statement-field" rows="14" dir="auto" required aria-describedby={ids.describedBy} value={text()} onInput={(event) => setText(event.currentTarget.value)} />}
      </Field>
      <Show when={wrong()}>{(key) => <p class="wax" role="alert">{t(key())}</p>}</Show>
      <div class="row"><button class="button" data-kind="main">{props.send}</button></div>
    </form>
  );
}
