import { For, Show, type JSX } from "solid-js";
import { readable } from "../words/names";
import { BULLET, parse, saysItself, type Block, type Inline } from "./markdown";

/** A text whose signs mean something. Links say where they lead, and are followed only by hand. */
export function Formatted(props: { text: string }): JSX.Element {
  return <span class="message-text formatted" dir="auto"><For each={parse(props.text)}>{(block) => <OneBlock block={block} />}</For></span>;
}

function OneBlock(props: { block: Block }): JSX.Element {
  const { block } = props;
  switch (block.kind) {
    case "paragraph":
      return <span class="formatted-paragraph" dir="auto"><Inlines of={block.inside} /></span>;
    case "code":
      return <code class="formatted-code" dir="ltr">{readable(block.text)}</code>;
    case "quote":
      return <span class="formatted-quote"><For each={block.inside}>{(inner) => <OneBlock block={inner} />}</For></span>;
    case "list":
      return (
        <span class="formatted-list" role="list">
          <For each={block.items}>
            {(item) => (
              <span class="formatted-item" role="listitem" dir="auto">
                <span class="formatted-mark" aria-hidden={item.mark === BULLET}>{item.mark}</span>
                <span><Inlines of={item.inside} /></span>
              </span>
            )}
          </For>
        </span>
      );
  }
}

function Inlines(props: { of: Inline[] }): JSX.Element {
  return <For each={props.of}>{(one) => <OneInline inline={one} />}</For>;
}

function OneInline(props: { inline: Inline }): JSX.Element {
  const { inline } = props;
  switch (inline.kind) {
    case "text":
      return <>{readable(inline.text)}</>;
    case "code":
      return <code dir="ltr">{readable(inline.text)}</code>;
    case "strong":
      return <strong><Inlines of={inline.inside} /></strong>;
    case "emphasis":
      return <em><Inlines of={inline.inside} /></em>;
    case "struck":
      return <s><Inlines of={inline.inside} /></s>;
    case "link":
      return (
        <>
          {/* An address is read from left to right, whatever letters stand in it. */}
          <a href={inline.address} dir={saysItself(inline) ? "ltr" : undefined} target="_blank" rel="noopener noreferrer" referrerpolicy="no-referrer"><Inlines of={inline.inside} /></a>
          {/* A name may say another place than the one it leads to. */}
          <Show when={!saysItself(inline)}>{" "}<bdi class="formatted-host" dir="ltr">({readable(inline.host)})</bdi></Show>
        </>
      );
  }
}
