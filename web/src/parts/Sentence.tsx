import { For, type JSX } from "solid-js";
import { isolatedParts } from "../words/names";

/** A sentence of the app's with words of people in it, which stand in elements of their own and can be covered. */
export function Sentence(props: { text: string }): JSX.Element {
  return <For each={isolatedParts(props.text)}>{(part) => (part.isIsolated ? <bdi dir="auto">{part.text}</bdi> : <>{part.text}</>)}</For>;
}
