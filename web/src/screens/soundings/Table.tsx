import { createSignal, createUniqueId, For, Index, Show, type JSX } from "solid-js";
import { coverOf } from "../../app/aliases";
import { glance } from "../../app/glance";
import { keyOf } from "../../app/notices";
import { addressOf } from "../../app/route";
import { ask, roomOf, rooms } from "../../app/world";
import type { AskedPerson, Sounding, Totals } from "../../engine/client";
import { Field } from "../../parts/Field";
import { Icon } from "../../parts/Icon";
import { Name } from "../../parts/Person";
import { Sentence } from "../../parts/Sentence";
import { harmless, isolated, readable } from "../../words/names";
import { fullDate, machineTime, shortMoment } from "../../words/when";
import { t } from "../../words/words";
import { answerInWords } from "../conversation/sounding/inWords";
import { isPast } from "../conversation/sounding/over";
import { TotalsList } from "../conversation/sounding/TotalsBody";

/** One question: who was asked, what came of it, and since when; or how many of a room have answered. */
export function Table(props: { sounding: Sounding }): JSX.Element {
  const id = createUniqueId();
  const [wrong, setWrong] = createSignal<string>();
  const [done, setDone] = createSignal("");
  const isOver = isPast(() => props.sounding.deadline);
  const silent = () => props.sounding.people.some((one) => one.answer === null && !one.blocked);
  const give = (act: () => Promise<unknown>, said: string) => {
    setWrong(undefined);
    setDone("");
    act().then(() => setDone(said)).catch((error: unknown) => setWrong(keyOf(error)));
  };
  return (
    <article class="stack" aria-labelledby={id}>
      <h2 id={id} dir="auto">{readable(props.sounding.question)}</h2>
      <p role="status">{t("sounding-count", { answered: props.sounding.answered, asked: props.sounding.asked })}</p>
      <Show when={props.sounding.deadline}>{(at) => <p class="soft small">{isOver() ? t("sounding-over") : t("poll-until", { when: fullDate(at()) })}</p>}</Show>
      <Show when={props.sounding.room} fallback={<People sounding={props.sounding} />}>
        {(room) => <p><a href={addressOf({ at: "room", room: room() })}><Name account={roomOf(room())?.title ?? ""} /></a></p>}
      </Show>
      <Show when={totalsOf(props.sounding)}>
        {(totals) => <section class="soundings-totals" aria-label={t("sounding-totals")}><TotalsList totals={{ ...totals(), asked: 0 }} /></section>}
      </Show>
      <Show when={props.sounding.room === null} fallback={<Publishing sounding={props.sounding} onGive={give} />}>
        <Show when={silent() && !isOver()}>
          <div class="row"><button type="button" class="button" onClick={() => give(() => ask("remind_sounding", { sounding: props.sounding.sounding }), t("sounding-reminder-sent"))}><Icon name="clock" size="18" />{t("sounding-remind")}</button></div>
        </Show>
        <Sharing sounding={props.sounding} onGive={give} />
      </Show>
      <p class="small" role="status"><Sentence text={done()} /></p>
      <Show when={wrong()}>{(key) => <p class="wax" role="alert">{t(key())}</p>}</Show>
    </article>
  );
}

function People(props: { sounding: Sounding }): JSX.Element {
  return (
    <table class="soundings-table">
      <caption class="said-only">{t("sounding-table")}</caption>
      <thead>
        <tr><th scope="col">{t("sounding-who")}</th><th scope="col">{t("sounding-answer")}</th><th scope="col">{t("sounding-since")}</th></tr>
      </thead>
      <tbody>
        <Index each={props.sounding.people}>
          {(person) => (
            <tr>
              <th scope="row"><a href={addressOf({ at: "room", room: person().room })}><Name account={person().account} /></a></th>
              <td>
                <Show when={person().answer} fallback={<span class={person().delivery === "held" ? "wax" : "soft"}>{stateOf(person())}</span>}>
                  {(answer) => <bdi dir="auto">{answerInWords(answer(), props.sounding.answers)}</bdi>}
                </Show>
              </td>
              <td class="soft small soundings-since">
                <Show when={person().answer?.answered_at ?? props.sounding.asked_at}>
                  {(at) => <time datetime={machineTime(at())} title={fullDate(at())}>{shortMoment(at(), Date.now())}</time>}
                </Show>
              </td>
            </tr>
          )}
        </Index>
      </tbody>
    </table>
  );
}

function stateOf(person: AskedPerson): string {
  if (person.blocked) return t("asked-blocked");
  const state = t(`asked-${person.delivery === "only_here" || person.delivery === "received" ? "queued" : person.delivery}`);
  return person.reminded_at === null ? state : `${state}${t("roster-separator")}${t("sounding-reminded", { when: shortMoment(person.reminded_at, Date.now()) })}`;
}

type Giving = { sounding: Sounding; onGive: (act: () => Promise<unknown>, said: string) => void };

/** Into a room: how many answered what, and never who. */
function Sharing(props: Giving): JSX.Element {
  const [room, setRoom] = createSignal("");
  const share = (event: SubmitEvent) => {
    event.preventDefault();
    const title = roomOf(room())?.title ?? "";
    props.onGive(() => ask("share_totals", { sounding: props.sounding.sounding, room: room() }), t("sounding-shared", { room: isolated(title) }));
  };
  return (
    <form class="stack" onSubmit={share}>
      <Field label={t("sounding-share-in")} hint={t("sounding-share-hint")}>
        {(ids) => (
          <select id={ids.id} class="input" required aria-describedby={ids.describedBy} value={room()} onChange={(event) => setRoom(event.currentTarget.value)}>
            <option value="" />
            <For each={rooms().filter((one) => one.status === "active" && one.may_post)}>{(one) => <option value={one.room}>{glance() ? coverOf(one.title) : harmless(one.title)}</option>}</For>
          </select>
        )}
      </Field>
      <div class="row"><button class="button">{t("sounding-share")}</button></div>
    </form>
  );
}

function Publishing(props: Giving): JSX.Element {
  const publish = () => props.onGive(() => ask("publish_sounding", { sounding: props.sounding.sounding }), t("sounding-published"));
  return (
    <Show when={!props.sounding.published} fallback={<p class="soft">{t("sounding-published")}</p>}>
      <p class="soft small">{t("sounding-publish-hint")}</p>
      <div class="row"><button type="button" class="button" data-kind="main" onClick={publish}>{t("sounding-publish")}</button></div>
    </Show>
  );
}

/** Counted from the table; of a room only when the room knows them too. */
function totalsOf(sounding: Sounding): Totals | undefined {
  if (sounding.room !== null) return sounding.totals ?? undefined;
  const given = sounding.people.flatMap((person) => (person.answer === null ? [] : [person.answer]));
  if (given.length === 0) return undefined;
  return {
    answers: sounding.answers.map((text, place) => ({ text, count: given.filter((one) => one.choice === place).length })),
    free: given.filter((one) => one.choice === null).length,
    asked: sounding.asked,
    of_room: false,
  };
}
