import { createSignal, For, Match, Show, Switch, type JSX } from "solid-js";
import { answerOf } from "../../../app/answer";
import { reportTrouble } from "../../../app/notices";
import { ask, ownAccount, roomOf, rooms } from "../../../app/world";
import { EngineError, type Conversation, type Item } from "../../../engine/client";
import { Field } from "../../../parts/Field";
import { Formatted } from "../../../parts/Formatted";
import { Modal } from "../../../parts/Modal";
import { Name } from "../../../parts/Person";
import { isolated, readable } from "../../../words/names";
import { fullDate } from "../../../words/when";
import { t } from "../../../words/words";
import { RosterGate } from "../RosterGate";
import { mayDo, type Acting } from "./acting";

/** What one thinks over before it is done: deleting, forwarding, and what was said before. */
export default function Sheets(props: { acting: Acting; room: Conversation }): JSX.Element {
  const item = () => props.acting.sheet()?.item;
  const is = (kind: string) => (props.acting.sheet()?.kind === kind ? item() : undefined);
  return (
    <Switch>
      <Match when={is("delete")} keyed>{(one) => <DeleteSheet item={one} room={props.room} onClose={props.acting.close} />}</Match>
      <Match when={is("forward")} keyed>{(one) => <ForwardSheet item={one} onClose={props.acting.close} />}</Match>
      <Match when={is("history")} keyed>{(one) => <HistorySheet item={one} onClose={props.acting.close} />}</Match>
    </Switch>
  );
}

function DeleteSheet(props: { item: Item; room: Conversation; onClose: () => void }): JSX.Element {
  const may = mayDo(props.item, props.room);
  const finish = (method: "withdraw" | "hide") => {
    ask(method, { local_id: props.item.local_id }).then(props.onClose).catch((error: unknown) => {
      props.onClose();
      reportTrouble(error);
    });
  };
  return (
    <Modal title={t("delete-title")} onClose={props.onClose}>
      <Show when={may.withdraw}>
        <p>{t("delete-all-means")}</p>
        <button type="button" class="button" data-kind="grave" onClick={() => finish("withdraw")}>{t("delete-all")}</button>
      </Show>
      <Show when={may.hide}>
        <p>{t("delete-here-means")}</p>
        <button type="button" class="button" onClick={() => finish("hide")}>{t("delete-here")}</button>
      </Show>
    </Modal>
  );
}

function ForwardSheet(props: { item: Item; onClose: () => void }): JSX.Element {
  const [sought, setSought] = createSignal("");
  const [sent, setSent] = createSignal<readonly string[]>([]);
  const [gate, setGate] = createSignal<string>();
  const found = () => {
    const wanted = sought().trim().toLocaleLowerCase();
    return rooms().filter((room) => room.status === "active" && room.title.toLocaleLowerCase().includes(wanted));
  };
  const forward = async (room: string, seen?: number) => {
    try {
      await ask("forward", { local_id: props.item.local_id, room, ...(seen === undefined ? {} : { seen }) });
      setSent((before) => [...before, room]);
    } catch (error) {
      if (error instanceof EngineError && error.failure.name === "roster_changed") setGate(room);
      else reportTrouble(error);
    }
  };
  return (
    <Modal title={t("forward-title")} onClose={props.onClose} focusesInside>
      <p class="soft">{t("forward-means")}</p>
      <Field label={t("search")}>
        {({ id }) => <input id={id} class="input" type="search" autofocus value={sought()} onInput={(event) => setSought(event.currentTarget.value)} />}
      </Field>
      <ul class="plain-list forward-list">
        <For each={found()} fallback={<li class="soft">{t("forward-nowhere")}</li>}>
          {(room) => (
            <li class="forward-line">
              <span class="grow"><Name account={room.title} beside={true} /></span>
              <Show when={!sent().includes(room.room)} fallback={<span class="soft" role="status">{t("forwarded-there")}</span>}>
                <button type="button" class="button" aria-label={t("forward-to", { room: isolated(room.title) })} onClick={() => void forward(room.room)}>{t("forward")}</button>
              </Show>
            </li>
          )}
        </For>
      </ul>
      <Show when={gate() === undefined ? undefined : roomOf(gate() ?? "")}>
        {(room) => (
          <RosterGate
            room={room()}
            onClose={() => setGate(undefined)}
            onLooked={(mark) => {
              const to = room().room;
              setGate(undefined);
              void forward(to, mark);
            }}
          />
        )}
      </Show>
    </Modal>
  );
}

function HistorySheet(props: { item: Item; onClose: () => void }): JSX.Element {
  const versions = answerOf(() => props.item.local_id, (local_id) => ask("history", { local_id }));
  // The last is what it says now, which stands in the conversation.
  const earlier = () => versions()?.slice(0, -1).toReversed();
  return (
    <Modal title={t("history-title")} onClose={props.onClose}>
      <p class="soft">{props.item.sender === ownAccount() ? t("history-own") : t("history-other")}</p>
      <ol class="plain-list history">
        <For each={earlier()}>
          {(version) => (
            <li>
              <p class="soft small">{fullDate(version.sent_at)}</p>
              <Show when={version.markdown} fallback={<p class="message-text" dir="auto">{readable(version.text)}</p>}>
                <Formatted text={version.text} />
              </Show>
            </li>
          )}
        </For>
      </ol>
    </Modal>
  );
}
