import "./announcement.css";
import { createSignal, createUniqueId, For, Show, type JSX } from "solid-js";
import { keyOf } from "../../../app/notices";
import { ownAccount } from "../../../app/world";
import type { Announce, Person } from "../../../engine/client";
import { Field } from "../../../parts/Field";
import { Icon } from "../../../parts/Icon";
import { Modal } from "../../../parts/Modal";
import { Monogram, Name } from "../../../parts/Person";
import { t } from "../../../words/words";
import type { Again } from "./again";

/** The protocol's limits. */
const MOST_BYTES = 4096;
const MOST_PEOPLE = 64;

interface Props {
  people: readonly Person[];
  /** What was announced before, and to whom it goes again. */
  again: Again | undefined;
  /** Answers whether it is durable here. Rejects with why it is not. */
  onSend: (announcement: Omit<Announce, "room" | "seen">) => Promise<boolean>;
  onClose: () => void;
}

/** Something that headquarters announces: the text, and for whom it is. */
export default function AnnounceSheet(props: Props): JSX.Element {
  const id = createUniqueId();
  const others = () => props.people.map((person) => person.account).filter((account) => account !== ownAccount());
  const again = props.again?.people.filter((account) => others().includes(account)) ?? [];
  const [text, setText] = createSignal(props.again?.text ?? "");
  const [isForAll, setForAll] = createSignal(props.again === undefined);
  const [chosen, setChosen] = createSignal<ReadonlySet<string>>(new Set(again));
  const [wrong, setWrong] = createSignal<string>();
  const count = () => (isForAll() ? others().length : chosen().size);

  const turn = (account: string) => {
    const next = new Set(chosen());
    if (!next.delete(account)) next.add(account);
    setChosen(next);
  };

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const said = text().trim();
    if (new TextEncoder().encode(said).length > MOST_BYTES) return setWrong("announcement-long");
    if (count() === 0 || (!isForAll() && chosen().size > MOST_PEOPLE)) return setWrong("announcement-people");
    try {
      if (await props.onSend({ text: said, people: isForAll() ? [] : [...chosen()] })) props.onClose();
    } catch (error) {
      setWrong(keyOf(error));
    }
  };

  return (
    <Modal title={t("announcement-new")} onClose={() => props.onClose()} focusesInside>
      <form class="stack" onSubmit={(event) => void submit(event)}>
        <Field label={t("announcement-text")}>
          {(ids) => <textarea id={ids.id} class="input" rows={4} dir="auto" required autofocus maxlength={MOST_BYTES} value={text()} onInput={(event) => setText(event.currentTarget.value)} />}
        </Field>
        <fieldset class="choices" aria-describedby={`${id}-honest`}>
          <legend>{t("announcement-whom")}</legend>
          <label class="choice">
            <input type="radio" name={id} checked={isForAll()} onChange={() => setForAll(true)} />
            <span>{t("announcement-everybody")}</span>
          </label>
          <label class="choice">
            <input type="radio" name={id} checked={!isForAll()} onChange={() => setForAll(false)} />
            <span>{t("announcement-chosen")}</span>
          </label>
        </fieldset>
        <Show when={!isForAll()}>
          <ul class="announcement-people" aria-label={t("announcement-whom")}>
            <For each={others()}>
              {(account) => (
                <li>
                  <label class="choice">
                    <input type="checkbox" checked={chosen().has(account)} onChange={() => turn(account)} />
                    <Monogram of={account} />
                    <span class="clip"><Name account={account} /></span>
                  </label>
                </li>
              )}
            </For>
          </ul>
        </Show>
        <p class="soft small" id={`${id}-honest`}>{t("announcement-honest")}</p>
        <Show when={wrong()}>{(key) => <p class="wax" role="alert">{t(key())}</p>}</Show>
        <div class="modal-foot">
          <span class="grow small" role="status">{t("announcement-reaches", { count: count() })}</span>
          <button class="button" data-kind="main"><Icon name="announce" />{t("announcement-send")}</button>
        </div>
      </form>
    </Modal>
  );
}
