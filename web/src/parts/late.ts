// Components whose code is loaded when one is first drawn, and that may stand in several places at once: cards in a
// timeline, whose rows come and go while it is loaded. Solid's own `lazy` leaves what it waits for to the instance that
// came first; where that one goes too early, every other stays empty (solidjs/solid#2915). Here no instance owns it.

import { createComponent, createMemo, createSignal, untrack, type Component, type JSX } from "solid-js";
import { reportTrouble } from "../app/notices";

interface Meanwhile {
  /** What stands there until it is loaded. */
  meanwhile?: JSX.Element;
}

export interface Late<Props extends object> extends Component<Props & Meanwhile> {
  /** Loads it before anybody draws it; fails where it cannot be had. */
  load: () => Promise<void>;
}

export function late<Props extends object>(load: () => Promise<{ default: Component<Props> }>): Late<Props> {
  const [loaded, setLoaded] = createSignal<Component<Props>>();
  let coming: Promise<void> | undefined;
  const once = (): Promise<void> => {
    coming ??= load().then(
      (module) => void setLoaded(() => module.default),
      (error: unknown) => {
        // Whoever is drawn next tries again.
        coming = undefined;
        throw error;
      },
    );
    return coming;
  };
  const Drawn: Component<Props & Meanwhile> = (props) => {
    if (untrack(loaded) === undefined) once().catch(reportTrouble);
    return createMemo(() => {
      const body = loaded();
      return body === undefined ? props.meanwhile : untrack(() => createComponent(body, props));
    }) as unknown as JSX.Element;
  };
  return Object.assign(Drawn, { load: once });
}
