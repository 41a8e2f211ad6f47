import { createEffect, createSignal, createUniqueId, lazy, on, onCleanup, onMount, Show, Suspense, type JSX } from "solid-js";
import { glossary } from "../../app/aliases";
import { keyOf, reportTrouble } from "../../app/notices";
import { preferences } from "../../app/preferences";
import { useShortcuts } from "../../app/shortcuts";
import { go } from "../../app/route";
import { ask, ownAccount, refreshRooms } from "../../app/world";
import { EngineError, type Announce, type Conversation, type Item, type Nudge, type Person, type Roster, type SendPoll } from "../../engine/client";
import type { Ready } from "../../files/outgoing";
import { Icon } from "../../parts/Icon";
import { hasSigns } from "../../parts/markdown";
import { Menu } from "../../parts/Menu";
import { directionOf, t } from "../../words/words";
import { About } from "./actions/About";
import type { Acting } from "./actions/acting";
import { MentionList } from "./actions/MentionList";
import { askedFor, completed, mentionedIn, type Asked } from "./actions/mentions";
import { answerAgain, type Again } from "./announcement/again";
import { AliasUse } from "./aliases/AliasUse";
import { makeAliasUse } from "./aliases/use";
import type { Card } from "./kinds/CardSheet";
import { linksIn } from "./kinds/links";
import { answerWishes } from "./later/wishes";
import { answerNudges, setTapped } from "./nudge/saying";
import { RosterGate } from "./RosterGate";
import { RosterStrip } from "./RosterStrip";
import type { AboutSent } from "./SendSheet";
import { tellTyping } from "./typing";

const PrepareSheet = lazy(() => import("../page/PrepareSheet"));
const SendSheet = lazy(() => import("./SendSheet"));
const LaterSheet = lazy(() => import("./later/LaterSheet"));
const VoiceSheet = lazy(() => import("./kinds/VoiceSheet"));
const CardSheet = lazy(() => import("./kinds/CardSheet"));
const AnnounceSheet = lazy(() => import("./announcement/AnnounceSheet"));
const NudgeSheet = lazy(() => import("./nudge/NudgeSheet"));
const PollSheet = lazy(() => import("./poll/PollSheet"));

interface Props {
  room: Conversation;
  /** Who is in the room, as this screen shows it: what a send names as seen. */
  roster: Roster | undefined;
  acting: Acting;
  /** What the arrow upwards says otherwise. */
  lastOwn: () => Item | undefined;
}

/** A draft is kept when the hand rests. */
const REST_MS = 400;

export function Composer(props: Props): JSX.Element {
  const [text, setText] = createSignal(props.room.draft);
  /** What goes out once its writer has looked at who is there. */
  const [gated, setGated] = createSignal<(seen: number | undefined) => void>();
  const [chosen, setChosen] = createSignal<readonly File[]>([]);
  /** What is asked for beside a text: a sheet of its own. */
 const [sheet, setSheet] = createSignal<"poll" | "later" | "voice" | "contact" | "place" | "link" | "nudge" | "announcement" | "page">(); const [again, setAgain] = createSignal<Again>();
  const [isDropping, setDropping] = createSignal(false);
  const [wrong, setWrong] = createSignal<string>();
  const [asked, setAsked] = createSignal<Asked>();
  const [chosenPerson, setChosenPerson] = createSignal(0);
  /** What was being written before an edit began; it comes back behind it. */
  let putAside = "";
  const mentionsId = createUniqueId();
  let field: HTMLTextAreaElement | undefined;
  let picker: HTMLInputElement | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const room = props.room.room;
  const telling = tellTyping(room);
  const hasNewcomers = () => props.room.newcomers.length > 0;

  /** Typed, as it were, so that the browser's own undo takes it back too. */
  const put = (next: string) => {
    field?.focus();
    field?.select();
    if (!document.execCommand("insertText", false, next)) write(next);
  };
  const aliasUse = makeAliasUse(text, put);
  useShortcuts([{ keys: "Alt+a", does: "aliases-use", run: aliasUse.begin }]);

  const keepDraft = () => {
    clearTimeout(timer);
    timer = undefined;
    return ask("set_draft", { room, text: text() }).then(refreshRooms);
  };

  const lookForNames = () => {
    const people = props.roster?.people ?? [];
    setAsked(field === undefined ? undefined : askedFor(field.value, field.selectionStart, people, ownAccount()));
    setChosenPerson(0);
  };

  const fillIn = (person: Person) => {
    const begun = asked();
    if (begun === undefined || field === undefined) return;
    const done = completed(text(), begun, person);
    write(done.text);
    field.value = done.text;
    field.setSelectionRange(done.cursor, done.cursor);
    setAsked(undefined);
    field.focus();
  };

  const write = (next: string) => {
    setText(next);
    lookForNames();
    telling.wrote(next);
    // What is being edited is no draft.
    if (props.acting.editing() !== undefined) {
      setWrong(undefined);
      grow();
      return;
    }
    setWrong(undefined);
    grow();
    clearTimeout(timer);
    timer = setTimeout(() => void keepDraft().catch(() => undefined), REST_MS);
  };

  /** As high as its text, up to what the style allows; browsers with `field-sizing` do it alone. */
  const grow = () => {
    if (field === undefined || CSS.supports("field-sizing", "content")) return;
    field.style.blockSize = "auto";
    field.style.blockSize = `${field.scrollHeight + 2}px`;
  };

  onMount(() => {
    grow();
    // A phone's keyboard would cover what one came to read.
    if (matchMedia("(pointer: fine)").matches) field?.focus();
  });
  onCleanup(() => {
    telling.left();
    if (timer !== undefined) void keepDraft().catch(() => undefined);
  });

  const asSeen = (seen: number | undefined) => (seen === undefined ? {} : { seen });

  /** A text with all that goes along with it. */
  const toSay = (said: string, reply_to: number | null | undefined, seen: number | undefined) => ({
    room,
    text: said,
    markdown: hasSigns(said),
    mentions: mentionedIn(said, props.roster?.people ?? [], ownAccount()),
    ...(typeof reply_to === "number" ? { reply_to } : {}),
    ...asSeen(seen),
  });

  /** Sent, and durable here, when the engine has answered; the text goes only then. */
  const send = async (seen: number | undefined) => {
    const said = text();
    if (said.trim() === "") return;
    const edited = props.acting.editing();
    try {
      if (edited === undefined) await ask("send_text", toSay(said, props.acting.replyTo()?.local_id, seen));
      else if (said !== edited.text) await ask("edit", { local_id: edited.local_id, text: said, markdown: hasSigns(said) });
      telling.ended();
      props.acting.stop();
      if (text() === said && edited === undefined) setText("");
      grow();
      if (edited === undefined) await keepDraft();
    } catch (error) {
      // Somebody joined between the look and the key: look again.
      if (error instanceof EngineError && error.failure.name === "roster_changed") setGated(() => send);
      else setWrong(keyOf(error));
    }
    field?.focus();
  };

  const trySend = () => {
    if (text().trim() === "") return;
    if (hasNewcomers()) setGated(() => send);
    // Nobody has looked at anything now: the engine goes by whom its person has seen.
    else void send(undefined);
  };

  /** Whether somebody has been looked at who joined: at once, or by a look now. */
  const look = (): Promise<number | undefined | false> =>
    new Promise((resolve) => {
      if (!hasNewcomers()) resolve(undefined);
      else setGated(() => (seen: number | undefined) => resolve(seen ?? false));
    });

  const sendFile = async (ready: Ready, caption: string, about: AboutSent): Promise<boolean> => {
    const seen = await look();
    if (seen === false) return false;
    const { name, mediaType: media_type, content, preview } = ready;
    try {
      await ask("send_file", { room, name, media_type, caption, content, preview, ...about, ...asSeen(seen) });
      return true;
    } catch (error) {
      reportTrouble(error);
      return false;
    }
  };

  const sendPoll = async (poll: Omit<SendPoll, "room" | "seen">): Promise<boolean> => {
    const seen = await look();
    if (seen === false) return false;
    await ask("send_poll", { room, ...poll, ...asSeen(seen) });
    return true;
  };

  const announce = async (announcement: Omit<Announce, "room" | "seen">): Promise<boolean> => {
    const seen = await look();
    if (seen === false) return false;
    await ask("announce", { room, ...announcement, ...asSeen(seen) });
    return true;
  };
  const openAnnouncement = (wish?: Again) => {
    setAgain(wish);
    setSheet("announcement");
  };
  answerAgain(room, openAnnouncement);

  /** A contact, a place, or what is written with its link described. */
  const sendCard = async (card: Card): Promise<boolean> => {
    const said = text();
    const seen = await look();
    if (seen === false) return false;
    if ("contact" in card) await ask("send_contact", { room, ...card, ...asSeen(seen) });
    else if ("place" in card) await ask("send_place", { room, ...card, ...asSeen(seen) });
    else {
      await ask("send_text", { ...toSay(said, props.acting.replyTo()?.local_id, seen), ...card });
      props.acting.stop();
      if (text() === said) setText("");
      await keepDraft();
    }
    return true;
  };

  const sayNudge = async (nudge: Nudge, replyTo?: number): Promise<boolean> => {
    const seen = await look();
    if (seen === false) return false;
    const { local_id } = await ask("send_nudge", { room, nudge, ...(replyTo === undefined ? {} : { reply_to: replyTo }), ...asSeen(seen) });
    // First of all: an open dialog would keep the focus from the strip that takes it back.
    setSheet(undefined);
    setTapped(local_id ?? undefined);
    return true;
  };

  const sendLater = async (send_at: number): Promise<boolean> => {
    const said = text();
    const seen = await look();
    if (seen === false) return false;
    await ask("send_text", { ...toSay(said, props.acting.replyTo()?.local_id, seen), send_at });
    props.acting.stop();
    if (text() === said) setText("");
    await keepDraft();
    return true;
  };

  /** Sent first and taken back then: of a crash between the two comes one too many, and never one too few. */
  const sendNow = async (item: Item) => {
    const seen = await look();
    if (seen === false) return;
    await ask("send_text", toSay(item.text, item.reply_to?.local_id, seen));
    await ask("discard", { local_id: item.local_id });
  };

  /** In the same order, for the same reason. */
  const toDraft = async (item: Item) => {
    props.acting.stop();
    setText((before) => (before.trim() === "" ? item.text : `${before}\n${item.text}`));
    grow();
    await keepDraft();
    await ask("discard", { local_id: item.local_id });
    field?.focus();
  };

  answerWishes(({ what, item }) => void (what === "now" ? sendNow(item) : toDraft(item)).catch(reportTrouble));

  answerNudges(room, (wish) => {
    if (wish.what === "choose") setSheet("nudge");
    else void sayNudge(wish.nudge, wish.replyTo).catch(reportTrouble);
  });
  useShortcuts([{ keys: "Alt+u", does: "key-nudge", run: () => setSheet("nudge") }]);

  const cardSheet = () => {
    const open = sheet();
    return open === "contact" || open === "place" || open === "link" ? open : undefined;
  };

  const closeSheet = () => {
    setSheet(undefined);
    field?.focus();
  };

  const choose = (files: FileList | null | undefined) => {
    // What is being looked at in the sheet stays there.
    if (files && files.length > 0 && chosen().length === 0) setChosen([...files]);
  };

  const onPaste = (event: ClipboardEvent) => {
    if (event.clipboardData === null || event.clipboardData.files.length === 0) return;
    event.preventDefault();
    choose(event.clipboardData.files);
  };

  // The whole page takes what is dropped: nobody has to aim, and no browser leaves the app for a file.
  const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") === true;
  const onDragOver = (event: DragEvent) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    setDropping(true);
  };
  const onDragLeave = (event: DragEvent) => {
    if (event.relatedTarget === null) setDropping(false);
  };
  const onDrop = (event: DragEvent) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    setDropping(false);
    choose(event.dataTransfer?.files);
  };
  onMount(() => {
    document.addEventListener("dragover", onDragOver);
    document.addEventListener("dragleave", onDragLeave);
    document.addEventListener("drop", onDrop);
    onCleanup(() => {
      document.removeEventListener("dragover", onDragOver);
      document.removeEventListener("dragleave", onDragLeave);
      document.removeEventListener("drop", onDrop);
    });
  });

  // An edit takes the field, and gives back what was being written.
  createEffect(on(() => props.acting.editing(), (item, before) => {
    if (item !== undefined) {
      if (before === undefined) putAside = text();
      if (timer !== undefined) void keepDraft().catch(() => undefined);
      setText(item.text);
    } else if (before !== undefined) setText(putAside);
    requestAnimationFrame(grow);
    if (item !== undefined) field?.focus();
  }, { defer: true }));
  createEffect(on(() => props.acting.replyTo(), (item) => {
    if (item !== undefined) field?.focus();
  }, { defer: true }));

  /** Keys that mean something to the list of names, or to an empty field. */
  const takesKey = (event: KeyboardEvent): boolean => {
    const begun = asked();
    if (begun !== undefined) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step !== undefined) setChosenPerson((at) => (at + step + begun.found.length) % begun.found.length);
      else if (event.key === "Enter" || event.key === "Tab") {
        const person = begun.found[chosenPerson()];
        if (person !== undefined) fillIn(person);
      } else if (event.key === "Escape") setAsked(undefined);
      else return false;
      return true;
    }
    if (event.key === "Escape" && (props.acting.editing() ?? props.acting.replyTo()) !== undefined) {
      props.acting.stop();
      return true;
    }
    const last = event.key === "ArrowUp" && text() === "" ? props.lastOwn() : undefined;
    if (last !== undefined) props.acting.edit(last);
    return last !== undefined;
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.isComposing && takesKey(event)) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    if (event.key !== "Enter" || event.isComposing) return;
    const isThumb = matchMedia("(pointer: coarse)").matches;
    const plain = !event.shiftKey && !event.altKey && preferences().sendWithEnter && !isThumb;
    if (!plain && !event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    trySend();
  };

  return (
    <form
      class="composer"
      data-gate={hasNewcomers()}
      data-dropping={isDropping()}
      onSubmit={(event) => {
        event.preventDefault();
        trySend();
      }}
    >
      <RosterStrip room={props.room} />
      <Show when={isDropping()}><p class="composer-drop" aria-hidden="true">{t("drop-here")}</p></Show>
      <About acting={props.acting} onStop={() => {
        props.acting.stop();
        field?.focus();
      }} />
      <Show when={asked()}>{(begun) => <MentionList id={mentionsId} people={begun().found} chosen={chosenPerson()} onChoose={fillIn} />}</Show>
      <AliasUse use={aliasUse} onLeave={() => field?.focus()} />
      <div class="composer-line">
        <Menu label={t("add")} icon="add">
          <button type="button" onClick={() => picker?.click()}><Icon name="attach" />{t("attach")}</button>
          <button type="button" data-act="page" onClick={() => setSheet("page")}><Icon name="camera" />{t("page-new")}</button>
          <button type="button" data-act="poll" onClick={() => setSheet("poll")}><Icon name="poll" />{t("poll-new")}</button>
          <button type="button" onClick={() => go({ at: "draft", room: props.room.room })}><Icon name="compose" />{t("statement-new")}</button>
          <Show when={props.room.kind === "group"}><button type="button" onClick={() => go({ at: "ask", room: props.room.room })}><Icon name="ask" />{t("sounding-ask-room")}</button></Show>
          <Show when={props.room.may_announce}><button type="button" data-act="announcement" onClick={() => openAnnouncement()}><Icon name="announce" />{t("announcement")}</button></Show>
          <button type="button" data-act="voice" onClick={() => setSheet("voice")}><Icon name="microphone" />{t("voice-new")}</button>
          <button type="button" data-act="contact" onClick={() => setSheet("contact")}><Icon name="person" />{t("contact-new")}</button>
          <button type="button" data-act="place" onClick={() => setSheet("place")}><Icon name="place" />{t("place-new")}</button>
          <Show when={props.acting.editing() === undefined && linksIn(text()).length > 0}>
            <button type="button" data-act="link" onClick={() => setSheet("link")}><Icon name="link" />{t("link-describe")}</button>
          </Show>
          <Show when={glossary().length > 0 && text().trim() !== ""}>
            <button type="button" data-act="aliases-use" onClick={() => aliasUse.begin()}><Icon name="cover" />{t("aliases-use")}</button>
          </Show>
        </Menu>
        <button type="button" class="button composer-nudge" data-kind="icon" aria-label={t("nudge")} title={t("nudge")} aria-haspopup="dialog" onClick={() => setSheet("nudge")}>
          <Icon name="nudge" />
        </button>
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          aria-label={t("attach")}
          onChange={(event) => {
            choose(event.currentTarget.files);
            // The same file may be chosen again.
            event.currentTarget.value = "";
          }}
        />
        <textarea
          ref={field}
          class="composer-text"
          rows={1}
          dir={directionOf(text())}
          placeholder={t("write")}
          aria-label={t("write")}
          aria-autocomplete="list"
          aria-controls={asked() === undefined ? undefined : mentionsId}
          aria-activedescendant={asked() === undefined ? undefined : `${mentionsId}-${chosenPerson()}`}
          value={text()}
          onInput={(event) => write(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onBlur={() => setAsked(undefined)}
          onPaste={onPaste}
        />
        <button type="button" class="button composer-later" data-kind="icon" aria-label={t("later-send")} title={t("later-send")} disabled={text().trim() === "" || props.acting.editing() !== undefined} onClick={() => setSheet("later")}>
          <Icon name="clock" />
        </button>
        <button class="button composer-send" data-kind="main" aria-label={t("send")} disabled={text().trim() === ""}>
          <Icon name="send" />
          <span>{t("send")}</span>
        </button>
      </div>
      <Show when={wrong()}>{(key) => <p class="wax small composer-wrong" role="alert">{t(key())}</p>}</Show>
      <Show when={chosen().length > 0}>
        <Suspense>
          <SendSheet chosen={chosen()} onSend={sendFile} onClose={() => {
            setChosen([]);
            field?.focus();
          }} />
        </Suspense>
      </Show>
      <Suspense>
        <Show when={sheet() === "poll"}><PollSheet onSend={sendPoll} onClose={closeSheet} /></Show>
        <Show when={sheet() === "voice"}><VoiceSheet onSend={(ready, voice) => sendFile(ready, "", { voice })} onClose={closeSheet} /></Show>
        <Show when={cardSheet()} keyed>{(kind) => <CardSheet kind={kind} people={props.roster?.people ?? []} links={linksIn(text())} onSend={sendCard} onClose={closeSheet} />}</Show>
        <Show when={sheet() === "announcement"}><AnnounceSheet people={props.roster?.people ?? []} again={again()} onSend={announce} onClose={closeSheet} /></Show>
        <Show when={sheet() === "nudge"}><NudgeSheet onSend={sayNudge} onClose={() => setSheet(undefined)} /></Show>
        <Show when={sheet() === "page"}>
          <PrepareSheet file={undefined} onClose={closeSheet} onDone={(flat) => {
            setSheet(undefined);
            setChosen([flat]);
          }} />
        </Show>
        <Show when={sheet() === "later"}><LaterSheet onSend={sendLater} onClose={closeSheet} /></Show>
      </Suspense>
      <Show when={gated()}>
        {(goOn) => (
          <RosterGate
            room={props.room}
            onClose={() => {
              const closed = goOn();
              setGated(undefined);
              // A file waits for an answer; a text stays where it is written.
              if (closed !== send) closed(undefined);
            }}
            onLooked={(mark) => {
              const looked = goOn();
              setGated(undefined);
              looked(mark);
            }}
          />
        )}
      </Show>
    </form>
  );
}
