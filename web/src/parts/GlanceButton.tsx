import type { JSX } from "solid-js";
import { glance, setGlance } from "../app/glance";
import { t } from "../words/words";
import { Icon } from "./Icon";

/** For one thumb and for whoever cannot tap with two fingers; the key and the tap do the same. */
export function GlanceButton(): JSX.Element {
  const label = () => t(glance() ? "glance-off" : "glance-on");
  return (
    <button type="button" class="button glance-button" data-kind="icon" aria-label={label()} title={label()} onClick={() => setGlance(!glance())}>
      <Icon name={glance() ? "uncover" : "cover"} />
    </button>
  );
}
