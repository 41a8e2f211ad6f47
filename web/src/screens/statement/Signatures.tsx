import { createSignal, For, Show, type JSX } from "solid-js";
import { called } from "../../app/aliases";
import { ask, ownAccount } from "../../app/world";
import type { Delegation, Statement } from "../../engine/client";
import { Icon } from "../../parts/Icon";
import { Modal } from "../../parts/Modal";
import { Name } from "../../parts/Person";
import { Sentence } from "../../parts/Sentence";
import { harmless, isolated } from "../../words/names";
import { t } from "../../words/words";
import { grouped, present } from "./marked";
import type { Give } from "./StatementScreen";

/** Who has signed the present version, delegation by delegation; signatures for an earlier one count nothing. */
export function Signatures(props: { statement: Statement; onGive: Give }): JSX.Element {
  /** As it was when the sheet was opened: what is signed is what was read, whatever comes meanwhile. */
  const [asked, setAsked] = createSignal<{ number: number; hash: string }>();
  const version = () => present(props.statement);
  const own = () => props.statement.sign_offs.find((one) => one.own && one.counts);
  const stale = () => props.statement.sign_offs.filter((one) => !one.counts);
  /** Who says to sign for a delegation for which nobody believed has signed that they speak. */
  const claims = () => props.statement.sign_offs.filter((one) => one.counts && one.said !== "" && one.said !== one.delegation);
  const sign = (hash: string) => {
    setAsked(undefined);
    props.onGive(() => ask("sign_statement", { local_id: props.statement.local_id, version: hash }), t("statement-signed"));
  };
  return (
    <section aria-labelledby="statement-signatures">
      <h2 id="statement-signatures" class="statement-head">{t("statement-signatures")}</h2>
      <table class="statement-table" aria-labelledby="statement-signatures">
        <thead><tr><th scope="col">{t("statement-delegation")}</th><th scope="col">{t("statement-signed-by")}</th></tr></thead>
        <tbody>
          <For each={props.statement.delegations}>
            {(one) => (
              <tr>
                <th scope="row"><DelegationName of={one} /></th>
                <td><Show when={one.signed.length > 0} fallback={<span class="soft">{t("statement-not-signed")}</span>}><For each={one.signed}>{(who) => <span class="statement-signer"><Icon name="seal" size="16" /><Name account={who} /></span>}</For></Show></td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
      <For each={stale()}>{(one) => <p class="soft small"><Sentence text={t("statement-earlier", { who: called(one.by), number: one.version ?? 0 })} /></p>}</For>
      <For each={claims()}>{(one) => <p class="soft small"><Sentence text={t("statement-claims", { who: called(one.by), delegation: isolated(harmless(one.said)) })} /></p>}</For>
      <Show when={props.statement.may_post}>
        <div class="row">
          <Show when={own()} fallback={<button type="button" class="button" data-kind="main" onClick={() => setAsked({ number: version().number, hash: version().hash })}><Icon name="seal" size="18" />{t("statement-sign", { number: version().number })}</button>}>
            {(signed) => <button type="button" class="button" onClick={() => props.onGive(() => ask("take_back", { local_id: signed().local_id }))}>{t("statement-sign-back")}</button>}
          </Show>
        </div>
      </Show>
      <Show when={asked()}>
        {(one) => (
          <Modal title={t("statement-sign", { number: one().number })} onClose={() => setAsked(undefined)} foot={<button type="button" class="button" data-kind="main" onClick={() => sign(one().hash)}>{t("statement-sign-send")}</button>}>
            <p>{t("statement-sign-sure")}</p>
            <p><kbd dir="ltr">{grouped(one().hash)}</kbd></p>
          </Modal>
        )}
      </Show>
    </section>
  );
}

function DelegationName(props: { of: Delegation }): JSX.Element {
  return (
    <Show when={props.of.name} fallback={<><Name account={props.of.people[0] ?? ownAccount() ?? ""} /> <span class="soft small">{t("statement-alone")}</span></>}>
      {(name) => <bdi dir="auto">{harmless(name())}</bdi>}
    </Show>
  );
}
