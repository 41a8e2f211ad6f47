import { For, type JSX } from "solid-js";
import { ownAccount } from "../../app/world";
import type { Person } from "../../engine/client";
import { Monogram, Name } from "../../parts/Person";
import { Sentence } from "../../parts/Sentence";
import { isolated, shortName } from "../../words/names";
import { shortDate } from "../../words/when";
import { t } from "../../words/words";
import { SpeaksFor } from "./SpeaksFor";

/** Somebody who came, or who came with another device: who, by whose hand, and when. */
export function Newcomer(props: { person: Person }): JSX.Element {
  const fresh = () => props.person.devices.filter((device) => device.is_new);
  const isOldFriend = () => fresh().length < props.person.devices.length;
  return (
    <li class="list-line">
      <Monogram of={props.person.account} isNew={true} />
      <div class="grow">
        <strong><Name account={props.person.account} full={true} /></strong>
        <SpeaksFor affiliation={props.person.affiliation} />
        <For each={fresh()}>
          {(device) => (
            <div class="soft small">
              <Sentence
                text={t(isOldFriend() ? "device-added-by" : "added-by", {
                  who: isolated(shortName(device.added_by ?? props.person.account, ownAccount())),
                  date: shortDate(device.added_at),
                })}
              />
            </div>
          )}
        </For>
      </div>
    </li>
  );
}
