import "./poll.css";
import { createEffect, createSignal, createUniqueId, For, on, Show, type JSX } from "solid-js";
import { called } from "../../../app/aliases";
import { keyOf, reportTrouble } from "../../../app/notices";
import { openRoom } from "../../../app/route";
import { ask, ownAccount, roomOf } from "../../../app/world";
import type { Item, Poll, PollOption } from "../../../engine/client";
import { Icon } from "../../../parts/Icon";
import { Modal } from "../../../parts/Modal";
import { Sentence } from "../../../parts/Sentence";
import { readable } from "../../../words/names";
import { fullDate, listed } from "../../../words/when";
import { t } from "../../../words/words";
import { isPast } from "../sounding/over";
import { isSameChoice, ownChoice, withChoice } from "./choice";

/** A question in the timeline: its answers, one's own choice, and what has come of it. A choice goes out when
 *  its button is pressed and not before: arrow keys walk over answers that one does not mean. */
export function PollBody(props: { item: Item; poll: Poll }): JSX.Element {
  const id = createUniqueId();
  const [chosen, setChosen] = createSignal<readonly number[]>();
  const [wrong, setWrong] = createSignal<string>();
  const [isEnding, setEnding] = createSignal(false);
  const isOver = overByClock(() => props.poll);
  const own = () => ownChoice(props.poll);
  const picked = () => chosen() ?? own();
  const isChanged = () => !isSameChoice(picked(), own());
  const mayVote = () => !isOver() && props.item.seq !== null && roomOf(openRoom() ?? "")?.status === "active";
  // What stands is what counts: a vote of another device of this person, or one that was not taken.
  createEffect(on(() => own().join(), () => setChosen(undefined), { defer: true }));

  const vote = (choices: readonly number[]) => {
    setWrong(undefined);
    ask("vote", { local_id: props.item.local_id, choices: [...choices] }).catch((error: unknown) => setWrong(keyOf(error)));
  };

  return (
    <form class="poll" onSubmit={(event) => { event.preventDefault(); vote(picked()); }}>
      <fieldset class="plain">
        <legend class="poll-question" dir="auto">{readable(props.item.text)}</legend>
        <p class="soft small" id={`${id}-about`}>{aboutPoll(props.poll, isOver())}</p>
        <ul class="poll-options">
          <For each={props.poll.options.map((_, place) => place)}>
            {(place) => (
              <Show when={props.poll.options[place]}>
                {(option) => (
                  <Option option={option()} voters={props.poll.voters}>
                    <Show when={!isOver()} fallback={<Show when={option().own}><span class="accent"><Icon name="check" size="18" /><span class="said-only">{t("poll-own")}</span></span></Show>}>
                      <input
                        type={props.poll.multiple ? "checkbox" : "radio"}
                        name={id}
                        checked={picked().includes(place)}
                        disabled={!mayVote()}
                        onChange={(event) => setChosen(withChoice(picked(), place, event.currentTarget.checked, props.poll.multiple))}
                      />
                    </Show>
                  </Option>
                )}
              </Show>
            )}
          </For>
        </ul>
      </fieldset>
      <p class="small">{t("poll-voters", { count: props.poll.voters })}</p>
      <Show when={props.poll.open && props.poll.voters > 0}><WhoChose poll={props.poll} /></Show>
      <Show when={wrong()}>{(key) => <p class="wax small" role="alert">{t(key())}</p>}</Show>
      <Show when={mayVote()}>
        <div class="file-acts">
          <Show when={isChanged() && picked().length > 0}>
            <button class="button" data-kind="main">{own().length > 0 ? t("poll-change") : t("poll-vote")}</button>
          </Show>
          <Show when={own().length > 0 && (!isChanged() || picked().length === 0)}>
            <button type="button" class="button" data-kind="quiet" onClick={() => vote([])}>{t("poll-take-back")}</button>
          </Show>
          <Show when={props.item.sender === ownAccount()}>
            <button type="button" class="button" data-kind="quiet" onClick={() => setEnding(true)}>{t("poll-end")}</button>
          </Show>
        </div>
      </Show>
      <Show when={isEnding()}><EndQuestion item={props.item} onClose={() => setEnding(false)} /></Show>
    </form>
  );
}

/** An answer and how many have chosen it: a bar for eyes, words for ears. */
function Option(props: { option: PollOption; voters: number; children: JSX.Element }): JSX.Element {
  const share = () => (100 * (props.option.votes ?? 0)) / Math.max(1, props.voters);
  return (
    <li class="poll-option" data-own={props.option.own}>
      <label>
        <span class="poll-sign">{props.children}</span>
        <bdi dir="auto">{readable(props.option.text)}</bdi>
        <Show when={props.option.votes !== null}>
          <span class="poll-votes" aria-hidden="true">{t("number", { count: props.option.votes ?? 0 })}</span>
          <span class="said-only">{t("roster-separator")}{t("poll-votes", { count: props.option.votes ?? 0 })}</span>
        </Show>
      </label>
      <Show when={props.option.votes !== null}>
        <div class="poll-bar" aria-hidden="true"><div style={{ "inline-size": `${share()}%` }} /></div>
      </Show>
    </li>
  );
}

function WhoChose(props: { poll: Poll }): JSX.Element {
  const names = (option: PollOption) => listed(option.people.map(called));
  return (
    <details class="poll-who small">
      <summary>{t("poll-who")}</summary>
      <dl>
        <For each={props.poll.options.filter((option) => option.people.length > 0)}>
          {(option) => <><dt class="soft"><bdi dir="auto">{readable(option.text)}</bdi></dt><dd><Sentence text={names(option)} /></dd></>}
        </For>
      </dl>
    </details>
  );
}

function EndQuestion(props: { item: Item; onClose: () => void }): JSX.Element {
  const end = () => {
    ask("end_poll", { local_id: props.item.local_id }).then(() => props.onClose()).catch(reportTrouble);
  };
  return (
    <Modal
      title={t("poll-end-title")}
      onClose={() => props.onClose()}
      foot={
        <>
          <button type="button" class="button" onClick={() => props.onClose()}>{t("gate-wait")}</button>
          <button type="button" class="button" data-kind="main" onClick={end}>{t("poll-end")}</button>
        </>
      }
    >
      <p>{t("poll-end-hint")}</p>
    </Modal>
  );
}

function aboutPoll(poll: Poll, isOver: boolean): string {
  if (isOver) return t("poll-over");
  const parts = [t(poll.multiple ? "poll-several" : "poll-one"), t(poll.open ? "poll-open" : "poll-hidden")];
  if (poll.deadline !== null) parts.push(t("poll-until", { when: fullDate(poll.deadline) }));
  return parts.join(t("roster-separator"));
}

/** Ended by its author, or by its deadline. */
function overByClock(poll: () => Poll): () => boolean {
  const isAtEnd = isPast(() => poll().deadline);
  return () => poll().over || isAtEnd();
}
