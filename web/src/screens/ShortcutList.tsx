import { For, type JSX } from "solid-js";
import { shortcuts } from "../app/shortcuts";
import { Modal } from "../parts/Modal";
import { t } from "../words/words";

/** Keys that are handled where they are typed, not by the list. */
const IN_PLACE = [
  { keys: "Enter", does: "key-send" },
  { keys: "Shift+Enter", does: "key-line" },
  { keys: "ArrowUp", does: "key-messages" },
] as const;

export function ShortcutList(props: { onClose: () => void }): JSX.Element {
  return (
    <Modal title={t("shortcuts")} onClose={props.onClose}>
      <ul>
        <For each={[...shortcuts(), ...IN_PLACE]}>
          {(one) => (
            <li class="list-line">
              <span class="grow">{t(one.does)}</span>
              <bdi dir="ltr"><For each={one.keys === "+" ? ["+"] : one.keys.split("+")}>{(key) => <kbd>{keyName(key)}</kbd>}</For></bdi>
            </li>
          )}
        </For>
      </ul>
    </Modal>
  );
}

/** Arrows are drawn; letters stand in capitals, as on the keys. */
function keyName(key: string): string {
  const arrows: Record<string, string> = { ArrowUp: "\u2191", ArrowDown: "\u2193", Enter: "\u21B5", Escape: "Esc" };
  return arrows[key] ?? (key.length === 1 ? key.toUpperCase() : key);
}
