import "./poll.css";
import { createSignal, createUniqueId, Show, type JSX } from "solid-js";
import { keyOf } from "../../../app/notices";
import type { SendPoll } from "../../../engine/client";
import { AnswerList } from "../../../parts/AnswerList";
import { Field } from "../../../parts/Field";
import { Icon } from "../../../parts/Icon";
import { Modal } from "../../../parts/Modal";
import { Moment } from "../../../parts/Moment";
import { t } from "../../../words/words";
import { answersIn } from "./choice";

/** The protocol's limits. */
const MOST_ANSWERS = 12;
const LEAST_ANSWERS = 2;

/** Characters of any script that fit into the 512 bytes of a line. */
const LINE = 170;

interface Props {
  /** Asks the room; answers whether it is durable here. Rejects with why it is not. */
  onSend: (poll: Omit<SendPoll, "room" | "seen">) => Promise<boolean>;
  onClose: () => void;
}

/** A new poll: the question, its answers, and who will see what of the votes. */
export default function PollSheet(props: Props): JSX.Element {
  const [question, setQuestion] = createSignal("");
  const [answers, setAnswers] = createSignal<readonly string[]>(["", ""]);
  const [isMultiple, setMultiple] = createSignal(false);
  const [isOpen, setOpen] = createSignal(true);
  const [deadline, setDeadline] = createSignal<number>();
  const [wrong, setWrong] = createSignal<string>();
  const id = createUniqueId();

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const options = answersIn(answers());
    if (options.length < LEAST_ANSWERS) {
      setWrong("failure-poll");
      return;
    }
    const until = deadline();
    try {
      const poll = { question: question().trim(), options, multiple: isMultiple(), open: isOpen() };
      if (await props.onSend(until === undefined ? poll : { ...poll, deadline: until })) props.onClose();
    } catch (error) {
      setWrong(keyOf(error));
    }
  };

  return (
    <Modal title={t("poll-new")} onClose={() => props.onClose()} focusesInside>
      <form class="stack" onSubmit={(event) => void submit(event)}>
        <Field label={t("poll-question")}>
          {(ids) => <input id={ids.id} class="input" dir="auto" required autofocus maxlength={LINE} value={question()} onInput={(event) => setQuestion(event.currentTarget.value)} />}
        </Field>
        <AnswerList
          answers={answers()}
          least={LEAST_ANSWERS}
          most={MOST_ANSWERS}
          line={LINE}
          onChange={(changed) => {
            setWrong(undefined);
            setAnswers(changed);
          }}
        />
        <label class="choice">
          <input type="checkbox" checked={isMultiple()} onChange={(event) => setMultiple(event.currentTarget.checked)} />
          <span>{t("poll-multiple")}</span>
        </label>
        <fieldset class="choices" aria-describedby={`${id}-honest`}>
          <legend>{t("poll-votes-title")}</legend>
          <label class="choice">
            <input type="radio" name={id} checked={isOpen()} onChange={() => setOpen(true)} />
            <span>{t("poll-show")}</span>
          </label>
          <label class="choice">
            <input type="radio" name={id} checked={!isOpen()} onChange={() => setOpen(false)} />
            <span>{t("poll-hide")}</span>
          </label>
          <p class="soft small" id={`${id}-honest`}>{t("poll-honest")}</p>
        </fieldset>
        <Field label={t("poll-deadline")} hint={t("poll-deadline-hint")}>
          {(ids) => <Moment id={ids.id} describedBy={ids.describedBy} value={deadline()} onInput={setDeadline} />}
        </Field>
        <Show when={wrong()}>{(key) => <p class="wax" role="alert">{t(key())}</p>}</Show>
        <div class="modal-foot"><button class="button" data-kind="main"><Icon name="send" />{t("poll-ask")}</button></div>
      </form>
    </Modal>
  );
}
