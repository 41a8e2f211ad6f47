import { createSignal, For, onMount, Show, type JSX } from "solid-js";
import { reportTrouble } from "../../../app/notices";
import type { Conversation, Item } from "../../../engine/client";
import { Icon, type IconName } from "../../../parts/Icon";
import { t } from "../../../words/words";
import { act, isReaction, mayDo, react, type Acting } from "./acting";

/** What people at a table answer with most; anything else can be typed. */
const QUICK = ["👍", "👎", "❤️", "🙏", "👀", "✅"];

interface Props {
  item: Item;
  anchor: DOMRect;
  room: Conversation;
  acting: Acting;
}

/** Everything that one does to a message, beside it: a native popover, for hand, key and thumb alike. */
export function ActionMenu(props: Props): JSX.Element {
  let menu: HTMLDivElement | undefined;
  const opened = props.acting.sheet();
  const may = () => mayDo(props.item, props.room);
  const [typed, setTyped] = createSignal("");

  onMount(() => {
    if (menu === undefined) return;
    menu.showPopover();
    const box = props.anchor;
    const wanted = document.documentElement.dir === "rtl" ? box.left : box.right - menu.offsetWidth;
    const most = document.documentElement.clientWidth - menu.offsetWidth - 8;
    menu.style.left = `${Math.max(8, Math.min(wanted, most))}px`;
    menu.style.top = `${Math.max(8, Math.min(box.bottom + 4, innerHeight - menu.offsetHeight - 8))}px`;
    menu.querySelector<HTMLElement>("button")?.focus();
  });

  const entries = () => [...(menu?.querySelectorAll<HTMLElement>("button, input") ?? [])];
  const walk = (event: KeyboardEvent) => {
    const isLeftToRight = document.documentElement.dir !== "rtl";
    const isTyping = event.target instanceof HTMLInputElement && typed() !== "";
    const sideways = isTyping ? undefined : { ArrowRight: isLeftToRight ? 1 : -1, ArrowLeft: isLeftToRight ? -1 : 1 }[event.key];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key] ?? sideways;
    if (step === undefined) return;
    event.preventDefault();
    const all = entries();
    const at = all.indexOf(document.activeElement as HTMLElement);
    all.at((at + step) % all.length)?.focus();
  };

  const choose = (run: () => void) => () => {
    menu?.hidePopover();
    run();
  };
  const entry = (name: IconName, key: string, run: () => void) => (
    <button type="button" onClick={choose(run)}><Icon name={name} />{t(key)}</button>
  );

  return (
    <div
      ref={menu}
      class="menu action-menu"
      popover="auto"
      role="group"
      aria-label={t("message-actions")}
      onKeyDown={walk}
      onToggle={(event) => {
        // It is told so late: by then what was chosen may have opened a sheet, which stays.
        if (event.newState === "closed" && props.acting.sheet() === opened) props.acting.close();
      }}
    >
      <Show when={may().react}>
        <div class="action-quick">
          <For each={QUICK}>
            {(reaction) => (
              <button
                type="button"
                class="action-emoji"
                aria-label={t("react-with", { reaction })}
                aria-pressed={props.item.reactions.some((one) => one.own && one.reaction === reaction)}
                onClick={choose(() => react(props.item, reaction))}
              >
                {reaction}
              </button>
            )}
          </For>
        </div>
        <form
          class="action-typed"
          onSubmit={(event) => {
            event.preventDefault();
            const reaction = typed().trim();
            if (isReaction(reaction)) choose(() => react(props.item, reaction))();
          }}
        >
          <input
            class="input"
            aria-label={t("react-typed")}
            placeholder={t("react-typed")}
            value={typed()}
            maxLength={16}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        </form>
      </Show>
      <Show when={may().reply}>{entry("reply", "reply", () => props.acting.reply(props.item))}</Show>
      <Show when={may().edit}>{entry("compose", "edit", () => props.acting.edit(props.item))}</Show>
      <Show when={may().copy}>{entry("copy", "copy", () => navigator.clipboard.writeText(props.item.text).catch(reportTrouble))}</Show>
      <Show when={may().forward}>{entry("forward", "forward", () => props.acting.open({ kind: "forward", item: props.item }))}</Show>
      <Show when={may().pin}>{entry("pin", props.item.pinned ? "unpin" : "pin", () => act("pin", props.item, !props.item.pinned))}</Show>
      <Show when={may().star}>{entry("mark", props.item.starred ? "unmark" : "mark", () => act("star", props.item, !props.item.starred))}</Show>
      <Show when={props.item.edits > 0}>{entry("clock", "history", () => props.acting.open({ kind: "history", item: props.item }))}</Show>
      <Show when={may().hide || may().withdraw}>{entry("bin", "delete", () => props.acting.open({ kind: "delete", item: props.item }))}</Show>
    </div>
  );
}
