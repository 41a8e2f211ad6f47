import "./search.css";
import { createEffect, createUniqueId, For, on, onMount, Show, type JSX } from "solid-js";
import { coverOf } from "../../app/aliases";
import { answerOf } from "../../app/answer";
import { glance } from "../../app/glance";
import { addressOf, route } from "../../app/route";
import { ask, ownAccount, roomOf, rooms } from "../../app/world";
import type { Found } from "../../engine/client";
import { Field } from "../../parts/Field";
import { Name } from "../../parts/Person";
import { ScreenHead } from "../../parts/ScreenHead";
import { harmless, shortName } from "../../words/names";
import { fullDate, machineTime, shortMoment } from "../../words/when";
import { directionOf, t } from "../../words/words";
import { wordsOf } from "../conversation/events";
import { around, byRoom, KINDS, query, searchOf, setQuery } from "./query";

/** The newest ones; whoever needs others narrows what is looked for. */
const MOST_FOUND = 100;

/** Everything that was said, by word, conversation, person, kind and date. */
export default function Search(): JSX.Element {
  const id = createUniqueId();
  let field: HTMLInputElement | undefined;
  let results: HTMLDivElement | undefined;
  // The address names a room when one comes from it.
  createEffect(on(() => { const here = route(); return here.at === "search" ? here.room : undefined; }, (room) => {
    if (room !== undefined) setQuery("room", room);
  }));
  const sought = () => searchOf(query, ownAccount(), MOST_FOUND);
  const found = answerOf(sought, (search) => ask("search", search));
  const roster = answerOf(() => (query.room === "" ? undefined : query.room), (room) => ask("roster", { room }));
  const known = () => roster()?.people.map((person) => person.account) ?? rooms().flatMap((room) => room.other ?? []);
  onMount(() => field?.focus());

  /** Down from the field into what was found, from hit to hit, and back up. */
  const walk = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined || !(event.target instanceof HTMLElement) || !event.target.matches(".found, [type=search]")) return;
    const stops = [field, ...(results?.querySelectorAll<HTMLElement>(".found") ?? [])];
    const to = stops[stops.indexOf(event.target as HTMLInputElement) + step];
    if (to === undefined) return;
    event.preventDefault();
    to.focus();
  };

  return (
    <div class="screen" onKeyDown={walk}>
      <ScreenHead back={{ at: "home" }} title={t("search-all")} />
      <div class="screen-body">
        <search class="filters">
          <Field label={t("search-text")}>
            {(ids) => <input ref={field} id={ids.id} class="input" type="search" dir={directionOf(query.text)} value={query.text} onInput={(event) => setQuery("text", event.currentTarget.value)} />}
          </Field>
          <fieldset class="plain filter-kinds">
            <legend class="said-only">{t("search-kind")}</legend>
            <div class="segments">
              <For each={KINDS}>
                {(kind) => (
                  <label>
                    <input type="radio" name={`${id}-kind`} checked={query.kind === kind} onChange={() => setQuery("kind", kind)} />
                    <span>{t(`kind-${kind}`)}</span>
                  </label>
                )}
              </For>
            </div>
          </fieldset>
          <Field label={t("search-room")}>
            {(ids) => (
              <select id={ids.id} class="input" value={query.room} onChange={(event) => setQuery("room", event.currentTarget.value)}>
                <option value="">{t("search-everywhere")}</option>
                <For each={rooms()}>{(room) => <option value={room.room} selected={room.room === query.room}>{glance() ? coverOf(room.title) : shortName(room.title, ownAccount())}</option>}</For>
              </select>
            )}
          </Field>
          <Field label={t("search-person")}>
            {(ids) => (
              <>
                <input id={ids.id} class="input" dir="ltr" list={`${id}-people`} autocapitalize="none" spellcheck={false} value={query.person} onInput={(event) => setQuery("person", event.currentTarget.value)} />
                <datalist id={`${id}-people`}><For each={glance() ? [] : known()}>{(account) => <option value={shortName(account, ownAccount())}>{harmless(account)}</option>}</For></datalist>
              </>
            )}
          </Field>
          <Field label={t("search-from")}>
            {(ids) => <input id={ids.id} class="input" type="date" max={query.to} value={query.from} onInput={(event) => setQuery("from", event.currentTarget.value)} />}
          </Field>
          <Field label={t("search-to")}>
            {(ids) => <input id={ids.id} class="input" type="date" min={query.from} value={query.to} onInput={(event) => setQuery("to", event.currentTarget.value)} />}
          </Field>
        </search>
        <div ref={results}>
          <p class="soft small" role="status">{counted(found(), sought() !== undefined, found.isBusy())}</p>
          <For each={byRoom(found() ?? [])}>
            {([room, hits]) => (
              <section>
                <h2 class="list-heading"><Name account={roomOf(room)?.title ?? ""} /></h2>
                <ul><For each={hits}>{(hit) => <Hit hit={hit} />}</For></ul>
              </section>
            )}
          </For>
        </div>
      </div>
    </div>
  );
}

function counted(found: readonly Found[] | undefined, isSought: boolean, isBusy: boolean): string {
  if (!isSought) return t("search-hint");
  if (found === undefined || isBusy) return "";
  return found.length < MOST_FOUND ? t("found-count", { count: found.length }) : t("search-newest", { count: MOST_FOUND });
}

function Hit(props: { hit: Found }): JSX.Element {
  const item = () => props.hit.item;
  const parts = () => around(wordsOf(item()), query.text);
  return (
    <li>
      <a class="line found" href={addressOf({ at: "room", room: props.hit.room, ...(item().seq === null ? {} : { seq: item().seq ?? 0 }) })}>
        <span class="line-text">
          <span class="line-top">
            <span class="grow clip"><strong class="small"><Name account={item().sender} /></strong></span>
            <time class="soft small" datetime={machineTime(item().sent_at)} title={fullDate(item().sent_at)}>{shortMoment(item().sent_at, Date.now())}</time>
          </span>
          <bdi class="found-text" dir="auto">{parts()[0]}<Show when={parts()[1]}>{(hit) => <mark>{hit()}</mark>}</Show>{parts()[2]}</bdi>
        </span>
      </a>
    </li>
  );
}
