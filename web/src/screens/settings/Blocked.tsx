import { For, Show, type JSX } from "solid-js";
import { answerOf } from "../../app/answer";
import { reportTrouble } from "../../app/notices";
import { ask } from "../../app/world";
import { Name } from "../../parts/Person";
import { isolated } from "../../words/names";
import { t } from "../../words/words";

/** People of whom nothing is shown on this device. */
export function Blocked(): JSX.Element {
  const people = answerOf(() => true, () => ask("blocked", {}));
  const unblock = (account: string) => {
    ask("block", { account, on: false }).then(people.again).catch(reportTrouble);
  };
  return (
    <section class="part" aria-labelledby="blocked">
      <h2 id="blocked">{t("blocked-people")}</h2>
      <p class="soft">{t("blocked-hint")}</p>
      <Show when={(people() ?? []).length > 0}>
        <ul class="blocked-people">
          <For each={people()}>
            {(account) => (
              <li class="list-line">
                <span class="grow"><Name account={account} full={true} /></span>
                <button type="button" class="button" aria-label={t("unblock-whom", { who: isolated(account) })} onClick={() => unblock(account)}>{t("unblock")}</button>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </section>
  );
}
