import "../conversation/poll/poll.css";
import { createSignal, createUniqueId, For, Show, type JSX } from "solid-js";
import { coverOf } from "../../app/aliases";
import { glance } from "../../app/glance";
import { keyOf } from "../../app/notices";
import { go, route } from "../../app/route";
import { ask, ownAccount, rooms } from "../../app/world";
import { AnswerList } from "../../parts/AnswerList";
import { Field } from "../../parts/Field";
import { Icon } from "../../parts/Icon";
import { Moment } from "../../parts/Moment";
import { ScreenHead } from "../../parts/ScreenHead";
import { harmless } from "../../words/names";
import { t } from "../../words/words";
import { answersIn } from "../conversation/poll/choice";
import { peopleIn } from "../conversations/people";

/** The protocol's limits, and characters of any script that fit into a question and an answer. */
const MOST_ANSWERS = 8;
const QUESTION_LINE = 170;
const ANSWER_LINE = 21;

/** One question to several people, each asked alone; or to everybody in a room. */
export default function AskAround(): JSX.Element {
  const id = createUniqueId();
  const begun = () => {
    const here = route();
    return here.at === "ask" ? here.room : undefined;
  };
  const [isOfRoom, setOfRoom] = createSignal(begun() !== undefined);
  const [room, setRoom] = createSignal(begun() ?? "");
  const [typed, setTyped] = createSignal("");
  const [question, setQuestion] = createSignal("");
  const [answers, setAnswers] = createSignal<readonly string[]>(["", ""]);
  const [isFree, setFree] = createSignal(true);
  const [deadline, setDeadline] = createSignal<number>();
  const [wrong, setWrong] = createSignal<string>();
  const people = () => peopleIn(typed(), ownAccount());
  const ofMany = () => rooms().filter((one) => one.kind === "group" && one.status === "active");

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    setWrong(undefined);
    const until = deadline();
    const asked = { question: question().trim(), answers: answersIn(answers()), free: isFree(), ...(until === undefined ? {} : { deadline: until }) };
    try {
      const { sounding } = isOfRoom() ? await ask("ask_room", { ...asked, room: room() }) : await ask("ask_people", { ...asked, people: people() });
      go(sounding === null ? { at: "soundings" } : { at: "soundings", sounding });
    } catch (error) {
      setWrong(keyOf(error));
    }
  };

  return (
    <div class="screen">
      <ScreenHead back={{ at: "soundings" }} title={t("sounding-title")} />
      <div class="screen-body">
        <form class="stack" onSubmit={(event) => void submit(event)}>
          <fieldset class="segments" aria-describedby={`${id}-honest`}>
            <legend class="said-only">{t("sounding-whom")}</legend>
            <label>
              <input type="radio" name={id} checked={!isOfRoom()} onChange={() => setOfRoom(false)} />
              <span>{t("sounding-people")}</span>
            </label>
            <label>
              <input type="radio" name={id} checked={isOfRoom()} onChange={() => setOfRoom(true)} />
              <span>{t("sounding-room")}</span>
            </label>
          </fieldset>
          <p class="soft small" id={`${id}-honest`}>{t(isOfRoom() ? "sounding-honest-room" : "sounding-honest-people")}</p>
          <Show
            when={isOfRoom()}
            fallback={
              <Field label={t("people")} hint={t("sounding-people-hint")}>
                {(ids) => <input id={ids.id} class="input" dir="ltr" required autocapitalize="none" spellcheck={false} aria-describedby={ids.describedBy} value={typed()} onInput={(event) => setTyped(event.currentTarget.value)} />}
              </Field>
            }
          >
            <Field label={t("sounding-which-room")}>
              {(ids) => (
                <select id={ids.id} class="input" required value={room()} onChange={(event) => setRoom(event.currentTarget.value)}>
                  <option value="" />
                  <For each={ofMany()}>{(one) => <option value={one.room} selected={one.room === room()}>{glance() ? coverOf(one.title) : harmless(one.title)}</option>}</For>
                </select>
              )}
            </Field>
          </Show>
          <Show when={!isOfRoom() && people().length > 0}>
            <ul class="row" aria-label={t("people")}>
              <For each={people()}>{(person) => <li class="chip"><bdi dir="ltr">{person}</bdi></li>}</For>
            </ul>
          </Show>
          <Field label={t("poll-question")}>
            {(ids) => <input id={ids.id} class="input" dir="auto" required maxlength={QUESTION_LINE} value={question()} onInput={(event) => setQuestion(event.currentTarget.value)} />}
          </Field>
          <AnswerList answers={answers()} onChange={setAnswers} least={0} most={MOST_ANSWERS} line={ANSWER_LINE} />
          <label class="choice">
            <input type="checkbox" checked={isFree()} onChange={(event) => setFree(event.currentTarget.checked)} />
            <span>{t("sounding-free")}</span>
          </label>
          <Field label={t("poll-deadline")} hint={t(isOfRoom() ? "sounding-deadline-room" : "sounding-deadline-hint")}>
            {(ids) => <Moment id={ids.id} describedBy={ids.describedBy} value={deadline()} onInput={setDeadline} />}
          </Field>
          <Show when={wrong()}>{(key) => <p class="wax" role="alert">{t(key())}</p>}</Show>
          <div class="row"><button class="button" data-kind="main"><Icon name="send" />{t("poll-ask")}</button></div>
        </form>
      </div>
    </div>
  );
}
