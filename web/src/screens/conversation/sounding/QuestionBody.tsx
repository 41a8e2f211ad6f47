import "./sounding.css";
import { createSignal, createUniqueId, For, Show, type JSX } from "solid-js";
import { called } from "../../../app/aliases";
import { keyOf } from "../../../app/notices";
import { addressOf, openRoom } from "../../../app/route";
import { ask, ownAccount, roomOf } from "../../../app/world";
import type { Item, Question } from "../../../engine/client";
import { Icon } from "../../../parts/Icon";
import { Sentence } from "../../../parts/Sentence";
import { isolated, readable } from "../../../words/names";
import { fullDate } from "../../../words/when";
import { t } from "../../../words/words";
import { answerInWords } from "./inWords";
import { isPast } from "./over";

/** Characters of any script that fit into the 512 bytes of an answer. */
const LINE = 170;

/** A question that is answered to its asker alone: one press of an answer sends it, and another one changes it. */
export default function QuestionBody(props: { item: Item; question: Question }): JSX.Element {
  const id = createUniqueId();
  const [words, setWords] = createSignal("");
  const [wrong, setWrong] = createSignal<string>();
  const isPastDeadline = isPast(() => props.question.deadline);
  const isOver = () => props.question.told || isPastDeadline();
  const isAsker = () => props.item.sender === ownAccount();
  const who = () => called(props.item.sender);
  const mayAnswer = () => !isAsker() && !isOver() && props.item.seq !== null && roomOf(openRoom() ?? "")?.status === "active";

  const answer = async (choice: number | undefined, text: string) => {
    setWrong(undefined);
    try {
      await ask("answer_sounding", { local_id: props.item.local_id, text, ...(choice === undefined ? {} : { choice }) });
      setWords("");
    } catch (error) {
      setWrong(keyOf(error));
    }
  };

  return (
    <div class="sounding" role="group" aria-labelledby={`${id}-question`} aria-describedby={`${id}-about`}>
      <p class="sounding-question" id={`${id}-question`} dir="auto">{readable(props.item.text)}</p>
      <p class="soft small" id={`${id}-about`}><Sentence text={props.question.of_room ? t("sounding-of-room", { who: who() }) : t(isAsker() ? "sounding-own" : "sounding-alone", { who: who() })} /></p>
      <Show when={!isOver()} fallback={<p class="soft small">{t("sounding-over")}</p>}>
        <Show when={props.question.deadline}>{(at) => <p class="soft small">{t("poll-until", { when: fullDate(at()) })}</p>}</Show>
      </Show>
      <Show when={isAsker()}>
        <Show when={props.question.sounding}>{(sounding) => <a class="button" href={addressOf({ at: "soundings", sounding: sounding() })}>{t("sounding-see")}</a>}</Show>
      </Show>
      <Show when={!isAsker()}>
        <ul class="sounding-answers">
          <For each={props.question.answers}>
            {(text, place) => (
              <li>
                <button type="button" class="button" dir="auto" disabled={!mayAnswer()} aria-pressed={props.question.answer?.choice === place()} onClick={() => void answer(place(), "")}>
                  <Show when={props.question.answer?.choice === place()}><Icon name="check" size="18" /></Show>{readable(text)}
                </button>
              </li>
            )}
          </For>
        </ul>
        <Show when={props.question.free && mayAnswer()}>
          <form class="row sounding-words" onSubmit={(event) => { event.preventDefault(); void answer(undefined, words().trim()); }}>
            <input class="input grow" dir="auto" maxlength={LINE} required aria-label={t("sounding-words")} placeholder={t("sounding-words")} value={words()} onInput={(event) => setWords(event.currentTarget.value)} />
            <button class="button" data-kind="icon" aria-label={t("sounding-answer-send")}><Icon name="send" /></button>
          </form>
        </Show>
        <p class="small" role="status">
          <Show when={props.question.answer}>{(own) => <Sentence text={t("sounding-answered", { text: isolated(answerInWords(own(), props.question.answers)) })} />}</Show>
        </p>
        <Show when={wrong()}>{(key) => <p class="wax small" role="alert">{t(key())}</p>}</Show>
      </Show>
    </div>
  );
}
