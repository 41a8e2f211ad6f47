import { For, Show, type JSX } from "solid-js";
import { readable } from "../words/names";
import { parse, type Block, type Inline } from "./markdown";

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
            {(item, at) => (
              <span class="formatted-item" role="listitem" dir="auto">
                <span class="formatted-mark" aria-hidden="true">{block.isNumbered ? `${block.first + at()}.` : "•"}</span>
                <span><Inlines of={item} /></span>
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
          <a href={inline.address} target="_blank" rel="noopener noreferrer" referrerpolicy="no-referrer"><Inlines of={inline.inside} /></a>
          {/* A name may say another place than the one it leads to. */}
          <Show when={!isItself(inline)}>{" "}<bdi class="formatted-host">({readable(inline.host)})</bdi></Show>
        </>
      );
  }
}

function isItself(link: Extract<Inline, { kind: "link" }>): boolean {
  const [first] = link.inside;
  return link.inside.length === 1 && first?.kind === "text" && first.text.includes(link.host);
}
