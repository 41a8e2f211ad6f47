import { Show, type JSX } from "solid-js";
import { ask } from "../app/world";
import type { Conversation } from "../engine/client";
import { bytesOf } from "../files/base64";
import { MOST_PREVIEW_PIXELS } from "../files/kind";
import { addressOfPicture } from "../files/shown";
import { Monogram } from "./Person";

/** Pictures that were read, by the engine's mark of each: a list that is drawn anew asks for none twice. */
const read = new Map<string, Promise<Uint8Array>>();
const MOST_READ = 100;

function pictureOf(room: string, mark: string): Promise<Uint8Array> {
  const before = read.get(mark);
  if (before !== undefined) return before;
  const [oldest] = read.keys();
  if (read.size >= MOST_READ && oldest !== undefined) read.delete(oldest);
  const loading = ask("room_picture", { room }).then((text) => bytesOf(text ?? ""));
  loading.catch(() => read.delete(mark));
  read.set(mark, loading);
  return loading;
}

/** Which conversation it is, at a glance: a room's picture if its first bytes are one, or its initials. */
export function RoomMark(props: { room: Conversation; isNew?: boolean }): JSX.Element {
  const initials = () => <Monogram of={props.room.title} {...(props.room.kind === "group" ? { kind: "room" as const } : {})} isNew={props.isNew === true} />;
  return (
    <Show when={props.room.picture} keyed fallback={initials()}>
      {(mark) => {
        const address = addressOfPicture(() => pictureOf(props.room.room, mark), MOST_PREVIEW_PIXELS);
        return <Show when={address()} fallback={initials()}>{(src) => <img class="monogram" data-kind="room" data-new={props.isNew === true} src={src()} alt="" />}</Show>;
      }}
    </Show>
  );
}
