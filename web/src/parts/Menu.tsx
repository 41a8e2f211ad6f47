import { createUniqueId, type JSX } from "solid-js";
import { Icon, type IconName } from "./Icon";

/** A button that opens a native popover right beside itself, kept inside the window. */
export function Menu(props: { label: string; icon: IconName; children: JSX.Element }): JSX.Element {
  const id = createUniqueId();
  let button: HTMLButtonElement | undefined;
  let menu: HTMLDivElement | undefined;

  const place = (event: ToggleEvent) => {
    if (event.newState !== "open" || button === undefined || menu === undefined) return;
    const box = button.getBoundingClientRect();
    const wanted = document.documentElement.dir === "rtl" ? box.left : box.right - menu.offsetWidth;
    const most = document.documentElement.clientWidth - menu.offsetWidth - 8;
    menu.style.left = `${Math.max(8, Math.min(wanted, most))}px`;
    // Above the button where there is no room below it: at the foot of the window.
    const isBelow = box.bottom + 4 + menu.offsetHeight < innerHeight - 8;
    menu.style.top = `${isBelow ? box.bottom + 4 : Math.max(8, box.top - 4 - menu.offsetHeight)}px`;
    menu.querySelector<HTMLElement>("button, a")?.focus();
  };

  /** Arrow keys walk through a menu, as everywhere else. */
  const walk = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined || menu === undefined) return;
    event.preventDefault();
    const entries = [...menu.querySelectorAll<HTMLElement>("button, a")];
    const at = entries.indexOf(document.activeElement as HTMLElement);
    entries.at((at + step) % entries.length)?.focus();
  };

  return (
    <>
      <button ref={button} type="button" class="button" data-kind="icon" aria-label={props.label} popovertarget={id}>
        <Icon name={props.icon} />
      </button>
      <div ref={menu} id={id} class="menu" popover="auto" onToggle={place} onKeyDown={walk} onClick={() => menu?.hidePopover()}>
        {props.children}
      </div>
    </>
  );
}
