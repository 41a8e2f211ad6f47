import { createSignal, Show, type JSX } from "solid-js";
import { ask, status } from "../../app/world";
import { Field } from "../../parts/Field";
import { t } from "../../words/words";
import { useEntering } from "./entering";
import { invitation, isInvitation, setInvitation } from "./invitation";
import { LockChoice, useLockForm } from "./LockChoice";
import { isAccountName } from "./names";

export function Joining(props: { onJoined: () => void; onRecover: () => void }): JSX.Element {
  const [name, setName] = createSignal("");
  const [wasTried, setTried] = createSignal(false);
  const cameWithInvitation = invitation() !== "";
  const lock = useLockForm("browser");
  const entering = useEntering(() => props.onJoined());
  const host = () => (isInvitation(invitation()) ? new URL(invitation().trim()).host : "");

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    if (!isAccountName(name()) || !isInvitation(invitation()) || !lock.isReady()) return;
    void entering.enter(
      () => lock.lock(name()),
      () => ask("join", { link: invitation().trim(), name: name() }),
    );
  };

  return (
    <form class="stack" onSubmit={submit} novalidate>
      <div>
        <h1>{t("join-title")}</h1>
        <p class="soft">{cameWithInvitation ? t("join-to", { relay: host() }) : t("join-without")}</p>
      </div>
      <Show when={!cameWithInvitation}>
        <Field label={t("invitation")} wrong={wasTried() && !isInvitation(invitation()) ? t("failure-invitation") : undefined}>
          {(ids) => (
            <input
              id={ids.id}
              class="input mono"
              dir="ltr"
              autocomplete="off"
              spellcheck={false}
              aria-describedby={ids.describedBy}
              aria-invalid={ids.invalid}
              value={invitation()}
              onInput={(event) => setInvitation(event.currentTarget.value)}
            />
          )}
        </Field>
      </Show>
      <Field label={t("your-name")} hint={t("your-name-hint")} wrong={wasTried() && !isAccountName(name()) ? t("failure-name") : undefined}>
        {(ids) => (
          <input
            id={ids.id}
            class="input"
            dir="ltr"
            autocomplete="username"
            autocapitalize="none"
            spellcheck={false}
            aria-describedby={ids.describedBy}
            aria-invalid={ids.invalid}
            value={name()}
            onInput={(event) => setName(event.currentTarget.value.trim().toLowerCase())}
          />
        )}
      </Field>
      <Show when={status().phase === "new"}>
        <LockChoice form={lock} />
      </Show>
      <Show when={entering.wrong()}>{(key) => <p class="wax" role="alert">{t(key())}</p>}</Show>
      <div class="row">
        <button class="button" data-kind="main" disabled={entering.isBusy()}>{t("join")}</button>
        <button type="button" class="button" data-kind="quiet" onClick={() => props.onRecover()}>{t("have-account")}</button>
      </div>
      <p class="soft small" role="status">{entering.isBusy() ? t(`joining-${status().connection}`) : ""}</p>
    </form>
  );
}
