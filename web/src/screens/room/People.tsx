import "./room.css";
import { createSignal, For, lazy, Show, Suspense, type JSX } from "solid-js";
import { glance, setGlance } from "../../app/glance";
import { reportTrouble } from "../../app/notices";
import { ask, ownAccount } from "../../app/world";
import type { Conversation, Person, Roster } from "../../engine/client";
import { Icon } from "../../parts/Icon";
import { Monogram, Name } from "../../parts/Person";
import { RoomMark } from "../../parts/RoomMark";
import { ScreenHead } from "../../parts/ScreenHead";
import { Sentence } from "../../parts/Sentence";
import { isolated } from "../../words/names";
import { t } from "../../words/words";
import { AddPeople } from "./AddPeople";
import { Newcomer } from "./Newcomer";
import { PersonCard } from "./PersonCard";
import { mayChangeRoom } from "./rank";

const Knocks = lazy(async () => ({ default: (await import("./Door")).Knocks }));
const Telling = lazy(() => import("./Telling"));
const Links = lazy(async () => ({ default: (await import("./Door")).Links }));

/** Who is in the room: first what changed since this person last looked, then everybody. */
export function People(props: { room: Conversation; roster: Roster | undefined; onHuddle: () => void }): JSX.Element {
  const [chosen, setChosen] = createSignal<string>();
  const people = () => props.roster?.people ?? [];
  const newcomers = () => people().filter((person) => person.is_new);
  const card = () => people().find((person) => person.account === chosen());

  const look = () => {
    const mark = props.roster?.mark;
    if (mark !== undefined) ask("acknowledge_roster", { room: props.room.room, mark }).catch(reportTrouble);
  };

  return (
    <aside class="room-panel" aria-label={t("people")}>
      <ScreenHead level={2} back={{ at: "room", room: props.room.room }} mark={<Show when={props.room.picture}><RoomMark room={props.room} /></Show>} title={t("roster-people", { count: people().length })}>
        <Show when={people().length > 1}><button type="button" class="button" onClick={() => props.onHuddle()}><Icon name="fade" size="18" />{t("huddle")}</button></Show>
      </ScreenHead>
      <div class="screen-body">
        <Show when={props.room.knocks > 0}><Suspense><Knocks room={props.room} /></Suspense></Show>
        <Show when={newcomers().length > 0}>
          <section class="since" aria-labelledby="since-title">
            <h3 id="since-title"><Icon name="seal" size="18" />{t("since-you-looked")}</h3>
            <ul><For each={newcomers()}>{(person) => <Newcomer person={person} />}</For></ul>
            <p class="small soft">{props.room.held > 0 ? t("held-count", { count: props.room.held }) : t("gate-why")}</p>
            <button type="button" class="button" data-kind="main" onClick={() => (glance() ? setGlance(false) : look())}>{t(glance() ? "glance-off" : "have-looked")}</button>
          </section>
        </Show>
        <ul>
          <For each={people()}>
            {(person) => (
              <li>
                <button type="button" class="person" onClick={() => setChosen(person.account)}>
                  <Monogram of={person.account} isNew={person.is_new} />
                  <span class="grow">
                    <span class="person-name clip"><Name account={person.account} beside={true} /></span>
                    <span class="soft small"><Sentence text={personLine(person)} /></span>
                  </span>
                  <Show when={person.verified}><span class="accent"><Icon name="verified" size="18" /><span class="said-only">{t("verified")}</span></span></Show>
                </button>
              </li>
            )}
          </For>
        </ul>
        <Show when={props.room.kind === "group" && mayChangeRoom(props.room.role) && props.room.status === "active"}>
          <AddPeople room={props.room.room} />
        </Show>
        <Show when={props.room.may_add}><Suspense><Links room={props.room} /><Telling room={props.room} /></Suspense></Show>
      </div>
      <Show when={card()}>{(person) => <PersonCard room={props.room} person={person()} onClose={() => setChosen(undefined)} />}</Show>
    </aside>
  );
}

function personLine(person: Person): string {
  const parts = [person.account === ownAccount() ? t("you") : "", t(`role-${person.role}`), t("roster-devices", { count: person.devices.length })];
  // Nobody's word but that of whom this person believes: the rest stands on the card, with what it is worth.
  if (person.affiliation !== null && person.affiliation.organisation !== null) parts.push(t("speaks-for", { affiliation: isolated(person.affiliation.affiliation) }));
  if (person.is_leaving) parts.push(t("is-leaving"));
  if (person.profile !== null && person.profile.name !== "") parts.push(t("calls-themself", { name: isolated(person.profile.name) }));
  if (person.blocked) parts.push(t("blocked-mark"));
  return parts.filter((part) => part !== "").join(t("roster-separator"));
}
