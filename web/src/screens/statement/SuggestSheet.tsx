import { createSignal, createUniqueId, For, Show, type JSX } from "solid-js";
import { keyOf } from "../../app/notices";
import { ask } from "../../app/world";
import type { Statement, Suggested } from "../../engine/client";
import { Field } from "../../parts/Field";
import { Modal } from "../../parts/Modal";
import { t } from "../../words/words";
import { isInserted, present } from "./marked";

const CHANGES = ["replace", "strike", "insert_after", "insert_before"] as const;

/** Characters of any script that fit into a paragraph and a reason. */
const PARAGRAPH = 2700;
const REASON = 170;

/** Other words for a paragraph: what it says stands in the field already. */
export function SuggestSheet(props: { statement: Statement; number: number; onClose: () => void }): JSX.Element {
  const name = createUniqueId();
  // Of the version that was on the screen when this was opened: the engine refuses words for another one.
  const version = present(props.statement);
  const said = version.paragraphs[props.number - 1]?.text ?? "";
  const [change, setChange] = createSignal<Suggested>("replace");
  const [text, setText] = createSignal(said);
  const [reason, setReason] = createSignal("");
  const [wrong, setWrong] = createSignal<string>();
  const choose = (next: Suggested) => {
    if (isInserted(next) && text() === said) setText("");
    if (next === "replace" && text() === "") setText(said);
    setChange(next);
  };
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    setWrong(undefined);
    try {
      await ask("suggest", { local_id: props.statement.local_id, version: version.hash, number: props.number, change: change(), text: change() === "strike" ? "" : text().trim(), reason: reason().trim() });
      props.onClose();
    } catch (error) {
      setWrong(keyOf(error));
    }
  };
  return (
    <Modal title={t("statement-suggest-for", { number: props.number })} onClose={props.onClose} focusesInside>
      <form class="stack" onSubmit={(event) => void submit(event)}>
        <fieldset class="segments">
          <legend class="said-only">{t("statement-change")}</legend>
          {/* What stands before another paragraph stands behind the one above. */}
          <For each={CHANGES.filter((one) => one !== "insert_before" || props.number === 1)}>
            {(one) => (
              <label>
                <input type="radio" name={name} checked={change() === one} onChange={() => choose(one)} />
                <span>{t(`statement-${one.replace("_", "-")}`)}</span>
              </label>
            )}
          </For>
        </fieldset>
        <Show when={change() !== "strike"}>
          <Field label={t("statement-words")}>
            {(ids) => <textarea id={ids.id} class="input" rows="6" dir="auto" required autofocus maxlength={PARAGRAPH} aria-describedby={ids.describedBy} value={text()} onInput={(event) => setText(event.currentTarget.value)} />}
          </Field>
        </Show>
        <Field label={t("statement-reason")}>
          {(ids) => <input id={ids.id} class="input" dir="auto" maxlength={REASON} aria-describedby={ids.describedBy} value={reason()} onInput={(event) => setReason(event.currentTarget.value)} />}
        </Field>
        <Show when={wrong()}>{(key) => <p class="wax" role="alert">{t(key())}</p>}</Show>
        <div class="modal-foot"><button class="button" data-kind="main">{t("statement-suggest-send")}</button></div>
      </form>
    </Modal>
  );
}
