import "./announcement.css";
import { createEffect, createSignal, createUniqueId, For, on, Show, type JSX } from "solid-js";
import { called } from "../../../app/aliases";
import { keyOf } from "../../../app/notices";
import { ask } from "../../../app/world";
import type { Announcement, Conversation, Item, Reached, Tally } from "../../../engine/client";
import { Icon } from "../../../parts/Icon";
import { Name } from "../../../parts/Person";
import { Sentence } from "../../../parts/Sentence";
import { readable } from "../../../words/names";
import { listed, nearMoment } from "../../../words/when";
import { t } from "../../../words/words";
import { wishAgain } from "./again";

/** What headquarters announces. Its readers say once that they have seen it; who announced it sees who has. */
export function AnnouncementBody(props: { item: Item; announcement: Announcement; room: Conversation }): JSX.Element {
  const id = createUniqueId();
  return (
    <div class="announcement" role="group" aria-labelledby={`${id}-kind`} aria-describedby={`${id}-text`}>
      <p class="announcement-kind" id={`${id}-kind`}><Icon name="announce" size="18" />{t("announcement")}</p>
      <p class="announcement-text" id={`${id}-text`} dir="auto">{readable(props.item.text)}</p>
      <p class="soft small">
        <Sentence text={props.announcement.people.length === 0 ? t("announcement-for-all") : t("announcement-for", { people: listed(props.announcement.people.map(called)) })} />
      </p>
      <Show when={props.announcement.tally}>{(tally) => <Counted item={props.item} tally={tally()} room={props.room} />}</Show>
      <Show when={props.announcement.for_me}><Acknowledging item={props.item} announcement={props.announcement} room={props.room} /></Show>
    </div>
  );
}

function Acknowledging(props: { item: Item; announcement: Announcement; room: Conversation }): JSX.Element {
  const [wrong, setWrong] = createSignal<string>();
  let said: HTMLParagraphElement | undefined;
  let isPressed = false;
  const acknowledge = () => {
    setWrong(undefined);
    isPressed = true;
    ask("acknowledge_announcement", { local_id: props.item.local_id }).catch((error: unknown) => setWrong(keyOf(error)));
  };
  // The button goes with it; a keyboard stays where it was.
  createEffect(on(() => props.announcement.acknowledged_at, () => {
    if (isPressed) said?.focus();
  }, { defer: true }));
  return (
    <>
      <Show when={props.announcement.acknowledged_at === null}>
        <button type="button" class="button" data-kind="main" disabled={props.room.status !== "active" || props.item.seq === null} onClick={acknowledge}><Icon name="check" size="18" />{t("announcement-see")}</button>
      </Show>
      <p class="small" role="status" tabindex="-1" ref={said}>
        <Show when={props.announcement.acknowledged_at}>{(at) => t("announcement-acknowledged", { when: nearMoment(at()) })}</Show>
      </p>
      <Show when={wrong()}>{(key) => <p class="wax small" role="alert">{t(key())}</p>}</Show>
    </>
  );
}

/** Those to whom it has not come first: they are whom one has to look for. */
const ORDER: readonly Reached["reach"][] = ["undelivered", "unknown", "delivered", "seen", "gone"];

function Counted(props: { item: Item; tally: Tally; room: Conversation }): JSX.Element {
  const inOrder = () => [...props.tally.people].sort((one, other) => ORDER.indexOf(one.reach) - ORDER.indexOf(other.reach));
  const waiting = () => props.tally.people.filter((person) => person.reach !== "seen" && person.reach !== "gone").map((person) => person.account);
  const count = () => {
    const { seen, all, undelivered } = props.tally;
    const words = [t("announcement-count", { seen, all })];
    if (undelivered === null) words.push(t("announcement-unknown"));
    else if (undelivered > 0) words.push(t("announcement-undelivered", { count: undelivered }));
    return words.join(" ");
  };
  return (
    <>
      <p class="announcement-count" role="status">{count()}</p>
      <details class="announcement-who">
        <summary>{t("announcement-who")}</summary>
        <ul>
          <For each={inOrder()}>
            {(person) => (
              <li data-reach={person.reach}>
                <Name account={person.account} />
                <span class="soft small">{t(`reached-${person.reach}`, { when: person.acknowledged_at === null ? "" : nearMoment(person.acknowledged_at) })}</span>
              </li>
            )}
          </For>
        </ul>
      </details>
      <Show when={props.room.may_announce && waiting().length > 0}>
        <button type="button" class="button" data-kind="quiet" onClick={() => wishAgain({ room: props.room.room, text: props.item.text, people: waiting() })}>{t("announcement-again")}</button>
      </Show>
    </>
  );
}
