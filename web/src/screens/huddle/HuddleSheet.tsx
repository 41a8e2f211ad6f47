import "./huddle.css";
import { createSignal, For, onMount, Show, type JSX } from "solid-js";
import { keyOf, reportTrouble } from "../../app/notices";
import { go } from "../../app/route";
import { ask, ownAccount, rooms } from "../../app/world";
import type { Person } from "../../engine/client";
import { Modal } from "../../parts/Modal";
import { Monogram, Name } from "../../parts/Person";
import { Sentence } from "../../parts/Sentence";
import { isolated } from "../../words/names";
import { t } from "../../words/words";
import { Ends } from "./Ends";
import { endOf, UNTIL_WE_RISE } from "./ends";

/** Other rooms whose people are offered at one press; a larger one is no circle that one means at once. */
const MOST_CIRCLES = 6;
const MOST_IN_A_CIRCLE = 30;

interface Circle {
  title: string;
  people: readonly string[];
}

/** Who of a room goes aside: by name, all of them, or those with whom one shares another room. */
export default function HuddleSheet(props: { room: string; people: readonly Person[]; onClose: () => void }): JSX.Element {
  const others = () => props.people.map((person) => person.account).filter((account) => account !== ownAccount());
  const [chosen, setChosen] = createSignal<ReadonlySet<string>>(new Set());
  const [circles, setCircles] = createSignal<readonly Circle[]>([]);
  const [minutes, setMinutes] = createSignal(UNTIL_WE_RISE);
  const [wrong, setWrong] = createSignal<string>();
  const [isBusy, setBusy] = createSignal(false);

  /** Whose people are all here: nobody comes along whom one does not see in this list. */
  const look = async () => {
    const candidates = rooms().filter((room) => room.kind === "group" && room.status === "active" && room.room !== props.room && room.people <= MOST_IN_A_CIRCLE);
    const found: Circle[] = [];
    for (const room of candidates) {
      if (found.length === MOST_CIRCLES) break;
      const people = (await ask("roster", { room: room.room })).people.map((person) => person.account).filter((account) => account !== ownAccount());
      const isSome = people.length > 1 && people.length < others().length;
      if (isSome && people.every((account) => known().includes(account))) found.push({ title: room.title, people });
    }
    setCircles(found);
  };
  onMount(() => void look().catch(reportTrouble));

  /** Whom one has not looked at comes along by name alone. */
  const known = () => others().filter((account) => props.people.every((person) => person.account !== account || !person.is_new));
  const isAll = () => known().every((account) => chosen().has(account));
  const turn = (account: string) => {
    const next = new Set(chosen());
    if (!next.delete(account)) next.add(account);
    setChosen(next);
  };

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (chosen().size === 0) {
      setWrong("huddle-nobody");
      return;
    }
    setBusy(true);
    setWrong(undefined);
    ask("form_huddle", { title: t("huddle"), with: [...chosen()], ends_at: endOf(minutes()) })
      .then((made) => {
        props.onClose();
        if (made.room !== null) go({ at: "room", room: made.room });
      })
      .catch((error: unknown) => setWrong(keyOf(error)))
      .finally(() => setBusy(false));
  };

  return (
    <Modal title={t("huddle")} onClose={props.onClose} focusesInside>
      <form class="stack" onSubmit={submit}>
        <p class="soft">{t("huddle-hint")}</p>
        <fieldset class="huddle-people">
          <legend>{t("huddle-who")}</legend>
          <div class="row">
            <button type="button" class="button" autofocus aria-pressed={isAll()} onClick={() => setChosen(isAll() ? new Set<string>() : new Set(known()))}>{t("huddle-everybody")}</button>
            <For each={circles()}>
              {(circle) => <button type="button" class="button" onClick={() => setChosen(new Set(circle.people))}><span><Sentence text={t("huddle-all-of", { name: isolated(circle.title) })} /></span></button>}
            </For>
          </div>
          <ul>
            <For each={others()}>
              {(account) => (
                <li>
                  <label class="choice huddle-person">
                    <input type="checkbox" checked={chosen().has(account)} onChange={() => turn(account)} />
                    <Monogram of={account} />
                    <span class="clip"><Name account={account} /></span>
                  </label>
                </li>
              )}
            </For>
          </ul>
        </fieldset>
        <Ends minutes={minutes()} onChange={setMinutes} />
        <Show when={wrong()}>{(key) => <p class="wax" role="alert">{t(key())}</p>}</Show>
        <div class="row huddle-go">
          <button class="button" data-kind="main" disabled={isBusy()}>{t("huddle-with", { count: chosen().size })}</button>
        </div>
      </form>
    </Modal>
  );
}
