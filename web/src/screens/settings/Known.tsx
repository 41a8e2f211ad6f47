import { createEffect, createSignal, For, Show, type JSX } from "solid-js";
import { answerOf } from "../../app/answer";
import { keyOf, reportTrouble } from "../../app/notices";
import { ask, ownAccount, rooms } from "../../app/world";
import { bytesOf, textOf } from "../../files/base64";
import { MOST_PREVIEW_PIXELS } from "../../files/kind";
import { prepare } from "../../files/outgoing";
import { addressOfPicture } from "../../files/shown";
import { Field } from "../../parts/Field";
import { Name } from "../../parts/Person";
import { t } from "../../words/words";

/** What this person calls themself, and who gets it: nobody until they choose. */
export function Known(): JSX.Element {
  const kept = answerOf(ownAccount, (account) => ask("profile", { account }));
  const [name, setName] = createSignal("");
  const [status, setStatus] = createSignal("");
  const [picture, setPicture] = createSignal<string | null>(null);
  const [wrong, setWrong] = createSignal<string>();
  createEffect(() => {
    const profile = kept();
    if (profile === undefined || profile === null) return;
    setName(profile.name);
    setStatus(profile.status);
    setPicture(profile.picture);
  });
  const isChanged = () => name() !== (kept()?.name ?? "") || status() !== (kept()?.status ?? "") || picture() !== (kept()?.picture ?? null);

  const choose = async (file: File | undefined) => {
    if (file === undefined) return;
    setWrong(undefined);
    const ready = await prepare(file);
    const small = "picture" in ready ? ready.picture?.preview : undefined;
    // Drawn anew and small: nothing goes along of what a camera wrote into it.
    if (small === undefined || small === null) setWrong("failure-profile");
    else setPicture(textOf(small));
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setWrong(undefined);
    ask("set_profile", { name: name().trim(), status: status().trim(), picture: picture() })
      .then(kept.again)
      .catch((error: unknown) => setWrong(keyOf(error)));
  };
  const active = () => rooms().filter((room) => room.status === "active");

  return (
    <section class="part" aria-labelledby="known">
      <h2 id="known">{t("known")}</h2>
      <p class="soft">{t("known-hint")}</p>
      <form class="stack" onSubmit={submit}>
        <Field label={t("known-name")} hint={t("known-name-hint")}>
          {(ids) => <input id={ids.id} class="input" dir="auto" maxlength={64} aria-describedby={ids.describedBy} value={name()} onInput={(event) => setName(event.currentTarget.value)} />}
        </Field>
        <Field label={t("known-line")}>
          {(ids) => <input id={ids.id} class="input" dir="auto" maxlength={280} aria-describedby={ids.describedBy} value={status()} onInput={(event) => setStatus(event.currentTarget.value)} />}
        </Field>
        <Field label={t("known-picture")} wrong={wrong() === undefined ? undefined : t(wrong() ?? "")}>
          {(ids) => <input id={ids.id} class="input" type="file" accept="image/*" aria-describedby={ids.describedBy} onChange={(event) => void choose(event.currentTarget.files?.[0]).catch(reportTrouble)} />}
        </Field>
        <Show when={picture()} keyed>
          {(shown) => (
            <div class="row">
              <Shown picture={shown} />
              <button type="button" class="button" onClick={() => setPicture(null)}>{t("known-no-picture")}</button>
            </div>
          )}
        </Show>
        <Show when={isChanged()}><div class="row"><button class="button" data-kind="main">{t("save")}</button></div></Show>
      </form>
      <fieldset class="known-rooms">
        <legend>{t("known-to")}</legend>
        <p class="soft small">{t(active().some((room) => room.shares_profile) ? "known-to-hint" : "known-to-nobody")}</p>
        <For each={active()}>
          {(room) => (
            <label class="choice">
              <input type="checkbox" checked={room.shares_profile} onChange={(event) => void ask("share_profile", { room: room.room, on: event.currentTarget.checked }).catch(reportTrouble)} />
              <span class="grow"><Name account={room.title} /></span>
            </label>
          )}
        </For>
      </fieldset>
    </section>
  );
}

function Shown(props: { picture: string }): JSX.Element {
  const address = addressOfPicture(() => Promise.resolve(bytesOf(props.picture)), MOST_PREVIEW_PIXELS);
  return <Show when={address()}>{(src) => <img class="profile-picture" src={src()} alt={t("known-picture")} />}</Show>;
}
