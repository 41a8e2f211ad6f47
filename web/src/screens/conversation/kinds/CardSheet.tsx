import { createSignal, createUniqueId, For, Match, Show, Switch, type JSX } from "solid-js";
import { glance } from "../../../app/glance";
import { keyOf } from "../../../app/notices";
import { ownAccount, rooms } from "../../../app/world";
import type { Contact, Link, Person, Place } from "../../../engine/client";
import { Field } from "../../../parts/Field";
import { Icon } from "../../../parts/Icon";
import { Modal } from "../../../parts/Modal";
import { t } from "../../../words/words";
import { peopleIn } from "../../conversations/people";

interface Props<One> {
  /** Answers whether it is durable here; rejects with why it is not. */
  onSend: (card: One) => Promise<boolean>;
  onClose: () => void;
}

/** What goes out: under the name that the engine has for it. */
export type Card = { contact: Contact } | { place: Place } | { link: Link };

interface SheetProps extends Props<Card> {
  kind: "contact" | "place" | "link";
  people: readonly Person[];
  links: readonly string[];
}

/** The form for a contact, a place, or a link in what is written. */
export default function CardSheet(props: SheetProps): JSX.Element {
  return (
    <Switch>
      <Match when={props.kind === "contact"}><ContactSheet people={props.people} onSend={(contact) => props.onSend({ contact })} onClose={() => props.onClose()} /></Match>
      <Match when={props.kind === "place"}><PlaceSheet onSend={(place) => props.onSend({ place })} onClose={() => props.onClose()} /></Match>
      <Match when={props.kind === "link"}><LinkSheet links={props.links} onSend={(link) => props.onSend({ link })} onClose={() => props.onClose()} /></Match>
    </Switch>
  );
}

/** A form that sends one thing, and says why it was not taken. */
function CardForm<One>(props: Props<One> & { title: string; card: () => One | undefined; children: JSX.Element }): JSX.Element {
  const [wrong, setWrong] = createSignal<string>();
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const card = props.card();
    if (card === undefined) {
      setWrong("failure-kind");
      return;
    }
    try {
      if (await props.onSend(card)) props.onClose();
    } catch (error) {
      setWrong(keyOf(error));
    }
  };
  return (
    <Modal title={props.title} onClose={() => props.onClose()} focusesInside>
      <form class="stack" onSubmit={(event) => void submit(event)} onInput={() => setWrong(undefined)}>
        {props.children}
        <Show when={wrong()}>{(key) => <p class="wax" role="alert">{t(key())}</p>}</Show>
        <div class="modal-foot"><button class="button" data-kind="main"><Icon name="send" />{t("send")}</button></div>
      </form>
    </Modal>
  );
}

/** Whose address goes to the room. */
function ContactSheet(props: Props<Contact> & { people: readonly Person[] }): JSX.Element {
  const [account, setAccount] = createSignal("");
  const [name, setName] = createSignal("");
  const id = createUniqueId();
  const known = () => {
    const others = rooms().flatMap((room) => (room.other === null ? [] : [room.other]));
    return [...new Set([...others, ...props.people.map((person) => person.account)])].filter((one) => one !== ownAccount());
  };
  const card = (): Contact | undefined => {
    const whole = peopleIn(account(), ownAccount() ?? "")[0];
    return whole === undefined ? undefined : { account: whole, name: name().trim() };
  };
  return (
    <CardForm title={t("contact-new")} onSend={props.onSend} onClose={props.onClose} card={card}>
      <Field label={t("contact-account")} hint={t("contact-account-hint")}>
        {(ids) => <input id={ids.id} aria-describedby={ids.describedBy} class="input" dir="ltr" autocapitalize="off" autocomplete="off" spellcheck={false} required autofocus list={id} value={account()} onInput={(event) => setAccount(event.currentTarget.value)} />}
      </Field>
      <datalist id={id}><For each={glance() ? [] : known()}>{(one) => <option value={one} />}</For></datalist>
      <Field label={t("contact-name")}>
        {(ids) => <input id={ids.id} class="input" dir="auto" maxlength={120} value={name()} onInput={(event) => setName(event.currentTarget.value)} />}
      </Field>
    </CardForm>
  );
}

const MILLIONTHS = 1e6;

/** Where somebody is, or any place by its numbers. The browser is asked only by the button. */
function PlaceSheet(props: Props<Place>): JSX.Element {
  const [latitude, setLatitude] = createSignal("");
  const [longitude, setLongitude] = createSignal("");
  const [accuracy, setAccuracy] = createSignal<number | null>(null);
  const [label, setLabel] = createSignal("");
  const [state, setState] = createSignal<"place-here-hint" | "place-asking" | "place-found" | "place-denied">("place-here-hint");

  const find = () => {
    if (!("geolocation" in navigator)) {
      setState("place-denied");
      return;
    }
    setState("place-asking");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setLatitude(coords.latitude.toFixed(6));
        setLongitude(coords.longitude.toFixed(6));
        setAccuracy(Math.round(coords.accuracy));
        setState("place-found");
      },
      () => setState("place-denied"),
      { enableHighAccuracy: true, timeout: 30_000 },
    );
  };
  const card = (): Place | undefined => {
    const [north, east] = [latitude(), longitude()].map((text) => Math.round(Number(text) * MILLIONTHS));
    if (latitude() === "" || longitude() === "" || !Number.isSafeInteger(north) || !Number.isSafeInteger(east)) return undefined;
    return { latitude: north ?? 0, longitude: east ?? 0, accuracy: accuracy(), label: label().trim() };
  };
  const degrees = (key: string, most: number, value: () => string, set: (text: string) => void) => (
    <Field label={t(key)}>
      {(ids) => <input id={ids.id} class="input" type="number" dir="ltr" required step="any" min={-most} max={most} value={value()} onInput={(event) => { set(event.currentTarget.value); setAccuracy(null); }} />}
    </Field>
  );
  return (
    <CardForm title={t("place-new")} onSend={props.onSend} onClose={props.onClose} card={card}>
      <div class="row"><button type="button" class="button" autofocus disabled={state() === "place-asking"} onClick={find}><Icon name="place" />{t("place-here")}</button></div>
      <p class={state() === "place-denied" ? "wax small" : "soft small"} role="status">{t(state())}</p>
      {degrees("place-latitude", 90, latitude, setLatitude)}
      {degrees("place-longitude", 180, longitude, setLongitude)}
      <Field label={t("place-label")}>
        {(ids) => <input id={ids.id} class="input" dir="auto" maxlength={80} value={label()} onInput={(event) => setLabel(event.currentTarget.value)} />}
      </Field>
    </CardForm>
  );
}

/** What a link in the text leads to, in the writer's words: nobody fetches it to find out. */
function LinkSheet(props: Props<Link> & { links: readonly string[] }): JSX.Element {
  const [url, setUrl] = createSignal(props.links[0] ?? "");
  const [title, setTitle] = createSignal("");
  const [description, setDescription] = createSignal("");
  const card = (): Link | undefined => (title().trim() === "" ? undefined : { url: url(), title: title().trim(), description: description().trim() === "" ? null : description().trim() });
  return (
    <CardForm title={t("link-describe")} onSend={props.onSend} onClose={props.onClose} card={card}>
      <Field label={t("link-which")}>
        {(ids) => (
          <select id={ids.id} class="input" dir="ltr" value={url()} onChange={(event) => setUrl(event.currentTarget.value)}>
            <For each={props.links}>{(link) => <option value={link}>{link}</option>}</For>
          </select>
        )}
      </Field>
      <Field label={t("link-leads-to")} hint={t("link-hint")}>
        {(ids) => <input id={ids.id} aria-describedby={ids.describedBy} class="input" dir="auto" required autofocus maxlength={100} value={title()} onInput={(event) => setTitle(event.currentTarget.value)} />}
      </Field>
      <Field label={t("link-description")}>
        {(ids) => <input id={ids.id} class="input" dir="auto" maxlength={300} value={description()} onInput={(event) => setDescription(event.currentTarget.value)} />}
      </Field>
    </CardForm>
  );
}
