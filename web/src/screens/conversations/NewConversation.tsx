import { createEffect, createSignal, For, Show, type JSX } from "solid-js";
import { keyOf } from "../../app/notices";
import { addressOf, go, route } from "../../app/route";
import { ask, ownAccount } from "../../app/world";
import { Field } from "../../parts/Field";
import { ScreenHead } from "../../parts/ScreenHead";
import { directionOf, t } from "../../words/words";
import { GroupField, groupWanted, type ChosenGroup } from "../room/GroupField";
import { peopleIn } from "./people";

type Kind = "direct" | "room";

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
  const people = () => peopleIn(typed(), ownAccount());

  const inGroup = () => {
    const wanted = groupWanted(chosen());
    return wanted === null ? {} : { group: wanted };
  };
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    setWrong(undefined);
    try {
      const [first] = people();
      const made =
        kind() === "room"
          ? await ask("create_room", { title: title().trim(), with: people(), ...inGroup() })
          : await ask("open_direct_room", { account: first ?? "" });
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
            <For each={["direct", "room"] as const}>
              {(choice) => (
                <label>
                  <input type="radio" name="kind" checked={kind() === choice} onChange={() => setKind(choice)} />
                  <span>{t(`new-${choice}`)}</span>
                </label>
              )}
            </For>
          </fieldset>
          <Show when={kind() === "room"}>
            <Field label={t("title")} hint={t("title-hint")}>
              {(ids) => (
                <input id={ids.id} class="input" dir={directionOf(title())} required maxlength={120} aria-describedby={ids.describedBy} value={title()} onInput={(event) => setTitle(event.currentTarget.value)} />
              )}
            </Field>
          </Show>
          <Field label={kind() === "room" ? t("people") : t("person")} hint={kind() === "room" ? t("people-hint") : t("person-hint")}>
            {(ids) => (
              <input id={ids.id} class="input" dir="ltr" required={kind() === "direct"} autocapitalize="none" spellcheck={false} aria-describedby={ids.describedBy} value={typed()} onInput={(event) => setTyped(event.currentTarget.value)} />
            )}
          </Field>
          <Show when={people().length > 0}>
            <ul class="row" aria-label={t("people")}>
              <For each={people()}>{(person) => <li class="chip"><bdi dir="ltr">{person}</bdi></li>}</For>
            </ul>
          </Show>
          <Show when={kind() === "room"}><GroupField chosen={chosen()} hint={t("group-hint")} onChange={setChosen} /></Show>
          <Show when={kind() === "direct" && people().length > 1}><p class="wax" role="alert">{t("direct-is-for-two")}</p></Show>
          <Show when={wrong()}>{(key) => <p class="wax" role="alert">{t(key())}</p>}</Show>
          <div class="row">
            <button class="button" data-kind="main" disabled={kind() === "direct" && people().length !== 1}>{kind() === "room" ? t("make-room") : t("begin")}</button>
          </div>
        </form>
        <p class="row"><a class="button" data-kind="quiet" href={addressOf({ at: "knock" })}>{t("have-link")}</a></p>
      </div>
    </div>
  );
}
