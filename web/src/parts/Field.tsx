import { createUniqueId, Show, type JSX } from "solid-js";

interface Props {
  label: string;
  hint?: string | undefined;
  wrong?: string | undefined;
  children: (ids: { id: string; describedBy: string; invalid: boolean }) => JSX.Element;
}

/** A label, a control, and what is wrong with what is in it, tied together for a screen reader. */
export function Field(props: Props): JSX.Element {
  const id = createUniqueId();
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      {props.children({
        id,
        describedBy: `${id}-hint ${id}-wrong`,
        get invalid() {
          return props.wrong !== undefined;
        },
      })}
      <Show when={props.hint}>
        <span class="hint" id={`${id}-hint`}>{props.hint}</span>
      </Show>
      <span class="wrong" id={`${id}-wrong`} role="alert" hidden={props.wrong === undefined}>{props.wrong}</span>
    </div>
  );
}
