import { createEffect, createSignal, For, Show, type JSX } from "solid-js";
import { keyOf } from "../../app/notices";
import { addressOf, go, route } from "../../app/route";
import { ask, ownAccount } from "../../app/world";
import { Field } from "../../parts/Field";
import { ScreenHead } from "../../parts/ScreenHead";
import { directionOf, t } from "../../words/words";
import { Ends } from "../huddle/Ends";
import { endOf, UNTIL_WE_RISE } from "../huddle/ends";
import { GroupField, groupWanted, type ChosenGroup } from "../room/GroupField";
import { peopleIn } from "./people";

type Kind = "direct" | "room" | "huddle";

export default function NewConversation(): JSX.Element {
  const group = () => {
    const here = route();
    return here.at === "new" ? here.group : undefined;
  };
  const [kind, setKind] = createSignal<Kind>("direct");
  const [chosen, setChosen] = createSignal<ChosenGroup>({ choice: "", name: "" });
  createEffect(() => {
    const id = group();
    if (id === undefined) return;
    setKind("room");
    setChosen({ choice: id, name: "" });
  });
  const [typed, setTyped] = createSignal("");
  const [title, setTitle] = createSignal("");
  const [wrong, setWrong] = createSignal<string>();
  const [minutes, setMinutes] = createSignal(UNTIL_WE_RISE);
  const people = () => peopleIn(typed(), ownAccount());

  const inGroup = () => {
    const wanted = groupWanted(chosen());
    return wanted === null ? {} : { group: wanted };
  };
  const open = () => {
    const [first] = people();
    if (kind() === "room") return ask("create_room", { title: title().trim(), with: people(), ...inGroup() });
    if (kind() === "huddle") return ask("form_huddle", { title: title().trim() || t("huddle"), with: people(), ends_at: endOf(minutes()) });
    return ask("open_direct_room", { account: first ?? "" });
  };
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    setWrong(undefined);
    try {
      const made = await open();
      if (made.room !== null) go({ at: "room", room: made.room });
    } catch (error) {
      setWrong(keyOf(error));
    }
  };

  return (
    <div class="screen">
      <ScreenHead back={{ at: "home" }} title={t("new-conversation")} />
      <div class="screen-body">
        <form class="stack" onSubmit={(event) => void submit(event)}>
          <fieldset class="segments">
            <legend class="said-only">{t("new-kind")}</legend>
            <For each={["direct", "room", "huddle"] as const}>
              {(choice) => (
                <label>
                  <input type="radio" name="kind" checked={kind() === choice} onChange={() => setKind(choice)} />
                  <span>{t(`new-${choice}`)}</span>
                </label>
              )}
            </For>
          </fieldset>
          <Show when={kind() === "huddle"}><p class="soft">{t("huddle-hint")}</p></Show>
          <Show when={kind() !== "direct"}>
            <Field label={t("title")} hint={t("title-hint")}>
              {(ids) => (
                <input id={ids.id} class="input" dir={directionOf(title())} required={kind() === "room"} maxlength={120} aria-describedby={ids.describedBy} value={title()} onInput={(event) => setTitle(event.currentTarget.value)} />
              )}
            </Field>
          </Show>
          <Field label={kind() === "direct" ? t("person") : t("people")} hint={kind() === "direct" ? t("person-hint") : t("people-hint")}>
            {(ids) => (
              <input id={ids.id} class="input" dir="ltr" required={kind() !== "room"} autocapitalize="none" spellcheck={false} aria-describedby={ids.describedBy} value={typed()} onInput={(event) => setTyped(event.currentTarget.value)} />
            )}
          </Field>
          <Show when={people().length > 0}>
            <ul class="row" aria-label={t("people")}>
              <For each={people()}>{(person) => <li class="chip"><bdi dir="ltr">{person}</bdi></li>}</For>
            </ul>
          </Show>
          <Show when={kind() === "huddle"}><Ends minutes={minutes()} onChange={setMinutes} /></Show>
          <Show when={kind() === "room"}><GroupField chosen={chosen()} hint={t("group-hint")} onChange={setChosen} /></Show>
          <Show when={kind() === "direct" && people().length > 1}><p class="wax" role="alert">{t("direct-is-for-two")}</p></Show>
          <Show when={wrong()}>{(key) => <p class="wax" role="alert">{t(key())}</p>}</Show>
          <div class="row">
            <button class="button" data-kind="main" disabled={kind() === "direct" && people().length !== 1}>{kind() === "direct" ? t("begin") : kind() === "room" ? t("make-room") : t("huddle")}</button>
          </div>
        </form>
        <p class="row"><a class="button" data-kind="quiet" href={addressOf({ at: "knock" })}>{t("have-link")}</a></p>
      </div>
    </div>
  );
}
