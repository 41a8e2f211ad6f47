import { createSignal, For, Show, type JSX } from "solid-js";
import { answerOf } from "../../app/answer";
import { keyOf } from "../../app/notices";
import { ask, ownAccount } from "../../app/world";
import { Field } from "../../parts/Field";
import { Name } from "../../parts/Person";
import { t } from "../../words/words";
import { SpeaksFor } from "../room/SpeaksFor";

/** For whom this person speaks, and whose word of others they believe. */
export function Standing(): JSX.Element {
  const own = answerOf(ownAccount, () => ask("affiliation", {}));
  const account = answerOf(ownAccount, () => ask("account", {}));
  const [signed, setSigned] = createSignal("");
  const [wrong, setWrong] = createSignal<string>();

  const set = (affiliation: string | null) => {
    setWrong(undefined);
    ask("set_affiliation", { affiliation })
      .then(() => {
        setSigned("");
        own.again();
      })
      .catch((error: unknown) => setWrong(keyOf(error)));
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    set(signed().trim());
  };

  return (
    <section class="part" aria-labelledby="standing">
      <h2 id="standing">{t("standing")}</h2>
      <p class="soft">{t("standing-hint")}</p>
      <Show when={own()}>
        {(affiliation) => (
          <>
            <SpeaksFor affiliation={affiliation()} />
            <div class="row"><button type="button" class="button" onClick={() => set(null)}>{t("standing-take-back")}</button></div>
          </>
        )}
      </Show>
      <p class="small">{t("standing-key")}</p>
      <code class="mono small block link-text" dir="ltr">{account()?.account_key ?? ""}</code>
      <form class="stack" onSubmit={submit}>
        <Field label={t("standing-signed")} wrong={wrong() === undefined ? undefined : t(wrong() ?? "")}>
          {(ids) => <textarea id={ids.id} class="input mono" dir="ltr" rows={3} spellcheck={false} autocomplete="off" aria-describedby={ids.describedBy} value={signed()} onInput={(event) => setSigned(event.currentTarget.value)} />}
        </Field>
        <Show when={signed().trim() !== ""}><div class="row"><button class="button" data-kind="main">{t("standing-show")}</button></div></Show>
      </form>
      <Organisations />
    </section>
  );
}

function Organisations(): JSX.Element {
  const all = answerOf(ownAccount, () => ask("organisations", {}));
  const [key, setKey] = createSignal("");
  const [name, setName] = createSignal("");
  const [wrong, setWrong] = createSignal<string>();

  const trust = (which: string, called: string | null) => {
    setWrong(undefined);
    return ask("trust_organisation", { key: which, name: called })
      .then(all.again)
      .catch((error: unknown) => setWrong(keyOf(error)));
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    void trust(key().trim(), name().trim()).then(() => {
      if (wrong() !== undefined) return;
      setKey("");
      setName("");
    });
  };

  return (
    <>
      <h3>{t("organisations")}</h3>
      <p class="soft">{t("organisations-hint")}</p>
      <Show when={(all() ?? []).length > 0} fallback={<p class="small">{t("organisations-none")}</p>}>
        <ul>
          <For each={all()}>
            {(one) => (
              <li class="list-line">
                <span class="grow">
                  <strong><Name account={one.name} full={true} /></strong>
                  <code class="mono small block link-text" dir="ltr">{one.key}</code>
                </span>
                <button type="button" class="button" onClick={() => void trust(one.key, null)}>{t("organisation-remove")}</button>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <form class="stack" onSubmit={submit}>
        <Field label={t("organisation-key")}>
          {(ids) => <input id={ids.id} class="input mono" dir="ltr" spellcheck={false} autocomplete="off" aria-describedby={ids.describedBy} value={key()} onInput={(event) => setKey(event.currentTarget.value)} />}
        </Field>
        <Field label={t("organisation-name")} wrong={wrong() === undefined ? undefined : t(wrong() ?? "")}>
          {(ids) => <input id={ids.id} class="input" dir="auto" maxlength={128} aria-describedby={ids.describedBy} value={name()} onInput={(event) => setName(event.currentTarget.value)} />}
        </Field>
        <Show when={key().trim() !== "" && name().trim() !== ""}><div class="row"><button class="button" data-kind="main">{t("organisation-add")}</button></div></Show>
      </form>
    </>
  );
}
