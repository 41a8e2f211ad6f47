import type { JSX } from "solid-js";

/** Drawn on a grid of 20, stroke 1.5: as thin as the lettering beside them. */
const SHAPES = {
  back: "M12 4 6 10l6 6",
  next: "m8 4 6 6-6 6",
  close: "m5 5 10 10M15 5 5 15",
  search: "M9 14.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11Zm4-1.5 4 4",
  compose: "M4 16h3l8.5-8.5a2.1 2.1 0 0 0-3-3L4 13v3Zm7-10 3 3",
  people: "M7.5 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM2 16.5c0-3 2.5-4.5 5.5-4.5s5.5 1.5 5.5 4.5M13 3.8a3 3 0 0 1 0 5.4m2 3.1c1.9.6 3 2 3 4.2",
  person: "M10 10a3.2 3.2 0 1 0 0-6.5 3.2 3.2 0 0 0 0 6.5Zm-6.5 6.8c0-3.2 2.9-4.8 6.5-4.8s6.5 1.6 6.5 4.8",
  settings: "M3 6h8m4 0h2M3 14h2m4 0h8M13 4v4M7 12v4",
  room: "M4 17V5.5A1.5 1.5 0 0 1 5.5 4h9A1.5 1.5 0 0 1 16 5.5V17M7.5 17V8.5A.5.5 0 0 1 8 8h4a.5.5 0 0 1 .5.5V17M2.5 17h15",
  calendar: "M4 5.5h12v11H4zM4 9h12M7 3.5v3m6-3v3",
  down: "M10 4v12m-5-5 5 5 5-5",
  send: "M3.5 10h12m-5-5 5 5-5 5",
  device: "M3.5 4.5h13v9h-13zM7.5 17h5m-2.5-3.5V17",
  shield: "M10 3 4 5.2v4.3c0 3.6 2.4 6.2 6 7.5 3.6-1.3 6-3.9 6-7.5V5.2L10 3Z",
  verified: "M10 3 4 5.2v4.3c0 3.6 2.4 6.2 6 7.5 3.6-1.3 6-3.9 6-7.5V5.2L10 3Zm-2.7 6.8 2 2 3.5-3.8",
  seal: "M10 12.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9Zm-2.6-1L6 17l4-2 4 2-1.4-5.5",
  more: "M4.8 10h.4M9.8 10h.4M14.8 10h.4",
  check: "m4 10.5 4 4 8-9",
  clock: "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14Zm0-11v4l2.5 2",
  play: "M6.500 4v12l9-6Z",
  microphone: "M10 12a2.500 2.500 0 0 0 2.500-2.500v-4a2.500 2.500 0 0 0-5 0v4A2.500 2.500 0 0 0 10 12Zm-5-2.500a5 5 0 0 0 10 0M10 14.500V17",
  once: "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM8.500 8 10.500 7v6",
  place: "M10 17.500c-3-3.500-5-6-5-8.500a5 5 0 0 1 10 0c0 2.500-2 5-5 8.500Zm0-6.500a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z",
  link: "M8.500 11.500a3 3 0 0 0 4.300 0l2.700-2.700a3 3 0 0 0-4.300-4.300l-1 1M11.500 8.500a3 3 0 0 0-4.300 0l-2.700 2.700a3 3 0 0 0 4.300 4.300l1-1",
  hold: "M7.5 5v10m5-10v10",
  offline: "M3 3l14 14M4.5 8.5A9 9 0 0 1 7 7m8.5 1.5A9 9 0 0 0 10.5 6M7 11.5a5 5 0 0 1 2-1M10 15h.01",
  keyboard: "M2.5 5.5h15v9h-15zM6 9h.01M9 9h.01M12 9h.01M14.5 9h.01M7 12h6",
  file: "M5.5 3h6l3.5 3.5V17h-9.5zM11.5 3v3.5H15",
  attach: "m14.5 9.5-5.3 5.3a3 3 0 0 1-4.2-4.2L11 4.500a2 2 0 0 1 2.800 2.800l-5.900 5.900a1 1 0 0 1-1.400-1.400l5-5",
  camera: "M3 6.5h3l1.2-2h5.6l1.2 2h3v9H3zM10 13.3a2.6 2.6 0 1 0 0-5.2 2.6 2.6 0 0 0 0 5.2Z",
  announce: "M3.500 8.500v3h2.500l7 3.500v-10l-7 3.500ZM6.500 11.700 7.500 16h2M15.500 8a2.800 2.800 0 0 1 0 4",
  add: "M10 4v12M4 10h12",
  ask: "M3.500 4.500h13v9H10L6.500 17v-3.500h-3ZM8.300 7.800a1.700 1.700 0 1 1 2.500 1.500c-.6.3-.8.6-.8 1.200M10 12h.01",
  cover: "M3 3l14 14M8.500 5.200A8 8 0 0 1 10 5c4 0 6.500 3 7.500 5-.400.800-1 1.700-1.900 2.500M5.500 6.800C4 7.800 3 9 2.500 10c1 2 3.500 5 7.500 5 1.200 0 2.300-.300 3.200-.700",
  uncover: "M2.500 10c1-2 3.500-5 7.500-5s6.500 3 7.500 5c-1 2-3.500 5-7.500 5s-6.500-3-7.500-5ZM10 12.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5Z",
  poll: "M4.5 16V9.500M8.200 16V4M11.800 16V7.500M15.500 16v-4",
  mute: "M5 13.5h10c-1-1-1.500-2-1.500-5a3.500 3.500 0 0 0-7 0c0 3-.5 4-1.500 5Zm3.500 2.500h3M3 3l14 14",
  archive: "M3 4.500h14v3H3zM4 7.500V16h12V7.500M8 10.500h4",
  fade: "M6 3.500h8M6 16.500h8M7 3.500c0 3.500 6 4.500 6 6.500s-6 3-6 6.500M13 3.500c0 3.500-6 4.500-6 6.500s6 3 6 6.500",
  filter: "M3 5.500h14M6 10h8M8.500 14.500h3",
  reply: "M8 5 3.5 9.500 8 14M4 9.500h7.500c3 0 5 2 5 5",
  nudge: "M10 13a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM5.500 5.500a6.500 6.500 0 0 0 0 9M14.500 5.500a6.500 6.500 0 0 1 0 9M2.800 3.500a10 10 0 0 0 0 13M17.200 3.500a10 10 0 0 1 0 13",
  forward: "m12 5 4.500 4.500L12 14M16 9.500H8.500c-3 0-5 2-5 5",
  copy: "M7.5 7.500h9v9h-9zM12.500 7.500v-4h-9v9h4",
  pin: "M7 3.500h6l-.8 5 2.800 3H5l2.800-3L7 3.500Zm3 8v5.500",
  mark: "M5.500 3.500h9V17L10 13.500 5.500 17Z",
  bin: "M4 6h12M8 6V4h4v2M5.500 6l.8 11h7.400l.8-11M8.500 9v5m3-5v5",
  smile: "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM7.500 8.500h.01M12.500 8.500h.01M7 12c1.500 2 4.500 2 6 0",
  warning: "M10 3.5 2.5 16.5h15L10 3.5Zm0 5v4m0 2h.01",
} as const;

export type IconName = keyof typeof SHAPES;

/** Directions turn with the script; a magnifying glass does not. */
const TURNING: ReadonlySet<IconName> = new Set(["back", "next", "send", "reply", "forward", "announce"]);

export function Icon(props: { name: IconName; size?: string }): JSX.Element {
  return (
    <svg
      class={TURNING.has(props.name) ? "turns" : undefined}
      viewBox="0 0 20 20"
      width={props.size ?? "20"}
      height={props.size ?? "20"}
      fill="none"
      stroke="currentColor"
      stroke-width={props.name === "more" ? "2.5" : "1.5"}
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={SHAPES[props.name]} />
    </svg>
  );
}
