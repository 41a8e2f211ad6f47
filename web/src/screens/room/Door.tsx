import { createSignal, For, Show, type JSX } from "solid-js";
import { answerOf } from "../../app/answer";
import { keyOf, putAwayKnock, reportTrouble } from "../../app/notices";
import { ask } from "../../app/world";
import type { Conversation, Event, Knock, RoomLink } from "../../engine/client";
import { Field } from "../../parts/Field";
import { Modal } from "../../parts/Modal";
import { Monogram, Name } from "../../parts/Person";
import { QrCode } from "../../parts/QrCode";
import { harmless } from "../../words/names";
import { dateAndTime, secondsInWords } from "../../words/when";
import { t } from "../../words/words";

const DAY = 86_400;
const SPANS = [3600, DAY, 7 * DAY, 30 * DAY];

interface Props {
  room: Conversation;
}

const isAbout = (props: Props) => (event: Event) => (event.event === "room" || event.event === "knocked") && event.room === props.room.room;

/** Who knocks: let in, or turned away. */
export function Knocks(props: Props): JSX.Element {
  const knocks = answerOf(() => props.room.room, (room) => ask("knocks", { room }), isAbout(props));
  const [wrong, setWrong] = createSignal<string>();
  const answer = (method: "let_in" | "turn_away", { knock, account }: Knock) => {
    setWrong(undefined);
    ask(method, { knock })
      .then(() => putAwayKnock(props.room.room, account))
      .catch((error: unknown) => setWrong(keyOf(error)));
  };
  return (
    <Show when={(knocks() ?? []).length > 0}>
      <section class="since knocks" aria-labelledby="knocks-title">
        <h3 id="knocks-title">{t("knocks", { count: knocks()?.length ?? 0 })}</h3>
        <ul>
          <For each={knocks()}>
            {(knock) => (
              <li class="list-line knock">
                <Monogram of={knock.account} isNew={true} />
                <div class="grow">
                  <strong id={`knock-${knock.knock}`}><Name account={knock.account} full={true} /></strong>
                  <span class="soft small block">{t(knock.verified ? "verified" : "knock-unverified")}</span>
                  <Show when={knock.word !== ""}><q class="block"><bdi dir="auto">{harmless(knock.word)}</bdi></q></Show>
                </div>
                <div class="row">
                  <button type="button" class="button" data-kind="main" aria-describedby={`knock-${knock.knock}`} onClick={() => answer("let_in", knock)}>{t("let-in")}</button>
                  <button type="button" class="button" aria-describedby={`knock-${knock.knock}`} onClick={() => answer("turn_away", knock)}>{t("turn-away")}</button>
                </div>
              </li>
            )}
          </For>
        </ul>
        <p class="small soft">{t("knock-proves")}</p>
        <Show when={wrong()}>{(key) => <p class="wax" role="alert">{t(key())}</p>}</Show>
      </section>
    </Show>
  );
}

/** The links by which people may knock. */
export function Links(props: Props): JSX.Element {
  const links = answerOf(() => props.room.room, (room) => ask("links", { room }), isAbout(props));
  const [shown, setShown] = createSignal<RoomLink>();
  return (
    <section class="add-people stack" aria-labelledby="links-title">
      <h3 id="links-title">{t("links")}</h3>
      <p class="soft small">{t("links-hint")}</p>
      <ul>
        <For each={links()}>
          {(link) => (
            <li class="list-line">
              <span class="grow">{stateOf(link)}<span class="soft small block">{t("link-let-in", { count: link.let_in, most: link.most })}</span></span>
              <Show when={isGood(link)}><button type="button" class="button" onClick={() => setShown(link)}>{t("show")}</button></Show>
              <button type="button" class="button" data-kind="grave" onClick={() => ask("revoke_link", { link: link.link }).catch(reportTrouble)}>{t("link-revoke")}</button>
            </li>
          )}
        </For>
      </ul>
      <LinkForm room={props.room.room} onMade={setShown} />
      <Show when={shown()}>{(link) => <LinkDialog link={link()} onClose={() => setShown(undefined)} />}</Show>
    </section>
  );
}

const isGood = (link: RoomLink): boolean => link.expires_at > Date.now() && link.let_in < link.most;

function stateOf(link: RoomLink): string {
  if (link.expires_at <= Date.now()) return t("link-over");
  return link.let_in >= link.most ? t("link-used-up") : t("link-until", { date: dateAndTime(link.expires_at) });
}

function LinkForm(props: { room: string; onMade: (link: RoomLink) => void }): JSX.Element {
  const [span, setSpan] = createSignal(7 * DAY);
  const [most, setMost] = createSignal(10);
  const [wrong, setWrong] = createSignal<string>();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setWrong(undefined);
    ask("make_link", { room: props.room, expires_at: Date.now() + span() * 1000, most: most() })
      .then(props.onMade)
      .catch((error: unknown) => setWrong(keyOf(error)));
  };
  return (
    <form class="link-form" onSubmit={submit}>
      <Field label={t("link-for")}>
        {(ids) => (
          <select id={ids.id} class="input" aria-describedby={ids.describedBy} value={span()} onChange={(event) => setSpan(Number(event.currentTarget.value))}>
            <For each={SPANS}>{(seconds) => <option value={seconds} selected={seconds === span()}>{secondsInWords(seconds)}</option>}</For>
          </select>
        )}
      </Field>
      <Field label={t("link-people")} wrong={wrong() === undefined ? undefined : t(wrong() ?? "")}>
        {(ids) => (
          <input id={ids.id} class="input" type="number" min={1} max={250} required aria-describedby={ids.describedBy} value={most()} onInput={(event) => setMost(Number(event.currentTarget.value))} />
        )}
      </Field>
      <button class="button">{t("link-make")}</button>
    </form>
  );
}

function LinkDialog(props: { link: RoomLink; onClose: () => void }): JSX.Element {
  const copy = () => {
    navigator.clipboard.writeText(props.link.url).catch(reportTrouble);
  };
  return (
    <Modal title={t("link-title")} onClose={props.onClose} foot={<button type="button" class="button" data-kind="main" onClick={copy}>{t("copy")}</button>}>
      <p>{t("links-hint")}</p>
      <div class="link-code"><QrCode text={props.link.url} label={t("link-code")} /></div>
      <p class="mono small link-text" dir="ltr">{props.link.url}</p>
    </Modal>
  );
}
