import { For, type JSX } from "solid-js";
import type { Person } from "../../../engine/client";
import { Name } from "../../../parts/Person";
import { t } from "../../../words/words";

interface Props {
  id: string;
  people: readonly Person[];
  chosen: number;
  onChoose: (person: Person) => void;
}

/** Those whom "@" may mean, above the composer; the field keeps the focus and says which one is meant. */
export function MentionList(props: Props): JSX.Element {
  return (
    <ul class="mention-list" id={props.id} role="listbox" aria-label={t("mention-whom")}>
      <For each={props.people}>
        {(person, at) => (
          <li
            id={`${props.id}-${at()}`}
            role="option"
            aria-selected={at() === props.chosen}
            // The field would lose the focus before the click.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => props.onChoose(person)}
          >
            <Name account={person.account} beside={true} />
          </li>
        )}
      </For>
    </ul>
  );
}
