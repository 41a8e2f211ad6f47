import { Index, Show, type JSX } from "solid-js";
import { t } from "../words/words";
import { Icon } from "./Icon";

interface Props {
  answers: readonly string[];
  onChange: (answers: readonly string[]) => void;
  /** How many there are at least, and at most; and characters of each. */
  least: number;
  most: number;
  line: number;
}

/** Answers that people are to choose from, one a line. Enter leads to the next, as in a list. */
export function AnswerList(props: Props): JSX.Element {
  let list: HTMLOListElement | undefined;
  const focusOn = (at: number) => list?.querySelectorAll<HTMLInputElement>("input")[at]?.focus();
  const add = () => {
    props.onChange([...props.answers, ""]);
    focusOn(props.answers.length - 1);
  };
  const remove = (at: number) => {
    props.onChange(props.answers.filter((_, place) => place !== at));
    focusOn(Math.max(0, at - 1));
  };
  const onKeyDown = (event: KeyboardEvent, at: number) => {
    if (event.key !== "Enter" || event.isComposing || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (at + 1 < props.answers.length) focusOn(at + 1);
    else if (props.answers.length < props.most && props.answers[at] !== "") add();
  };
  return (
    <fieldset class="plain">
      <legend>{t("poll-answers")}</legend>
      <ol ref={list} class="poll-answers">
        <Index each={props.answers}>
          {(answer, at) => (
            <li class="row">
              <input
                class="input grow"
                dir="auto"
                maxlength={props.line}
                required={at < props.least}
                aria-label={t("poll-answer", { count: at + 1 })}
                value={answer()}
                onKeyDown={(event) => onKeyDown(event, at)}
                onInput={(event) => props.onChange(props.answers.with(at, event.currentTarget.value))}
              />
              <Show when={props.answers.length > props.least}>
                <button type="button" class="button" data-kind="icon" aria-label={t("poll-remove-answer", { count: at + 1 })} onClick={() => remove(at)}><Icon name="close" /></button>
              </Show>
            </li>
          )}
        </Index>
      </ol>
      <button type="button" class="button" data-kind="quiet" disabled={props.answers.length >= props.most} onClick={add}><Icon name="add" size="18" />{t("poll-add-answer")}</button>
    </fieldset>
  );
}
