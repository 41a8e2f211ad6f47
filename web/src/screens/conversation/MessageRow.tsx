import { createSignal, createUniqueId, Match, Show, Switch, type JSX } from "solid-js";
import { called } from "../../app/aliases";
import { reportTrouble } from "../../app/notices";
import { ask } from "../../app/world";
import type { Conversation, Item } from "../../engine/client";
import { Formatted } from "../../parts/Formatted";
import { Icon } from "../../parts/Icon";
import { late } from "../../parts/late";
import { Name } from "../../parts/Person";
import { Sentence } from "../../parts/Sentence";
import { Ticks, type Tick } from "../../parts/Ticks";
import { readable } from "../../words/names";
import { clockTime, dayName, fullDate, machineTime, nearMoment } from "../../words/when";
import { t } from "../../words/words";
import { isOwn as isOwnItem, isSaid, mayDo, type Acting } from "./actions/acting";
import { Quoted } from "./actions/Quoted";
import { Reactions, reactionsInWords } from "./actions/Reactions";
import { AnnouncementBody } from "./announcement/AnnouncementBody";
import { eventWords, withdrawnWords } from "./events";
import { FileBody } from "./FileBody";
import type { Place } from "./grouping";
import { AlbumBody } from "./kinds/AlbumBody";
import { ContactBody, LinkCard, PlaceBody } from "./kinds/Cards";
import { fileInWords, kindInWords } from "./kinds/inWords";
import { OnceBody } from "./kinds/OnceBody";
import { VoiceBody } from "./kinds/VoiceBody";
import { WaitingActs } from "./later/WaitingActs";
import { NudgeAnswers, NudgeBody } from "./nudge/NudgeBody";
import { phraseWords } from "./nudge/phrases";
import { PollBody } from "./poll/PollBody";

const QuestionBody = late(() => import("./sounding/QuestionBody"));
const StatementBody = late(() => import("./statement/StatementBody"));
const TotalsBody = late(() => import("./sounding/TotalsBody"));

interface Props {
  item: Item;
  /** All pictures of the album that this one is the first of. */
  album: readonly Item[] | undefined;
  room: Conversation;
  acting: Acting;
  onJump: (seq: number) => void;
  place: Place;
  isFirstUnread: boolean;
  /** A nudge that this person has answered. */
  isAnswered: boolean;
  isReached: boolean;
  /** The one row of the list that the tab key leads to. */
  isTabStop: boolean;
  onFocus: () => void;
  onShowPeople: () => void;
}

/** A timeline item and the lines above it. A screen reader hears one sentence: who, when, what, state. */
export function MessageRow(props: Props): JSX.Element {
  return (
    <div class="item" data-opens={props.place.opensGroup}>
      <Show when={props.place.opensDay}>
        <div class="day-line"><span>{dayName(props.item.sent_at, Date.now())}</span></div>
      </Show>
      <Show when={props.isFirstUnread}>
        <div class="unread-line"><span>{t("unread-from-here")}</span></div>
      </Show>
      <Show when={isSaid(props.item)} fallback={<EventRow {...props} />}>
        <Show when={props.item.withdrawn_by !== null} fallback={<Show when={props.item.blocked} fallback={<TextRow {...props} />}><BlockedRow {...props} /></Show>}><WithdrawnRow {...props} /></Show>
      </Show>
    </div>
  );
}

function TextRow(props: Props): JSX.Element {
  const id = createUniqueId();
  const isOwn = () => isOwnItem(props.item);
  const state = (): Tick | undefined => {
    const { delivery } = props.item;
    if (delivery === "received") return undefined;
    // The relay lost it, and it goes there again.
    return delivery === "only_here" ? "queued" : delivery;
  };
  const isNudge = () => props.item.nudge !== null;
  const stateWords = (now: Tick) => {
    if (props.item.send_at === null) return t(`delivery-${now}`);
    return isNudge() ? t("nudge-waits") : t("later-at", { when: fullDate(props.item.send_at) });
  };
  const saysWhat = () => {
    const [who, time] = [sender(), clockTime(props.item.sent_at)];
    if (isNudge()) return isOwn() ? t("nudge-says-own", { time }) : t("nudge-says", { who, time });
    return isOwn() ? t("says-own", { time }) : t("says", { who, time });
  };
  /** What stands around a message in signs, behind it in words; a text that ends in a full stop needs no other. */
  const behind = () => {
    const { edits, pinned, starred, expires_at, nudge } = props.item;
    const text = nudge === null ? props.item.text : phraseWords(nudge);
    const now = state();
    const words = [edits > 0 && t("edited"), pinned && t("pinned"), starred && t("marked"), now !== undefined && stateWords(now), expires_at !== null && t("expires-at", { when: fullDate(expires_at) })];
    const said = [...words.filter((word) => word !== false).map((word) => `${word}.`), reactionsInWords(props.item)].join(" ").trim();
    return said === "" ? "" : `${text === "" || /\p{P}\s*$/u.test(text) ? " " : ". "}${said}`;
  };
  // A file that goes up has buttons of its own.
  const isOnItsWay = () => props.item.file?.state === "uploading" || props.item.file?.state === "paused";
  /** What it is that is neither a text nor a poll, before what is said with it. */
  const spokenKind = () => {
    const { album, item } = props;
    if (isNudge()) return "";
    if (album !== undefined) return `${t("album-said", { count: album.length })} `;
    const kind = kindInWords(item) ?? (item.file === null ? undefined : fileInWords(item.file));
    return kind === undefined ? "" : `${kind} `;
  };
  const sender = () => called(props.item.sender);
  return (
    <article
      class="message"
      data-own={isOwn()}
      data-kind={props.item.kind}
      data-held={props.item.delivery === "held"}
      data-reached={props.isReached}
      data-mentions={props.item.mentions_me}
      data-item={props.item.local_id}
      tabindex={props.isTabStop ? 0 : -1}
      aria-labelledby={id}
      onContextMenu={(event) => {
        // What was marked with the pointer is copied as everywhere; a link has a menu of its own.
        if (getSelection()?.isCollapsed === false || (event.target instanceof Element && event.target.closest("a") !== null)) return;
        event.preventDefault();
        props.acting.open({ kind: "menu", item: props.item, anchor: new DOMRect(event.clientX, event.clientY, 0, 0) });
      }}
      onFocusIn={() => props.onFocus()}
    >
      <Show when={props.place.opensGroup && !isOwn()}>
        <div class="message-sender" aria-hidden="true"><Name account={props.item.sender} /></div>
      </Show>
      <div class="message-body" id={id}>
        <span class="said-only">{saysWhat()}{" "}{spokenKind()}</span>
        <Show when={props.item.forwarded}><span class="message-mark small soft"><Icon name="forward" size="16" />{t("forwarded")}</span></Show>
        <Show when={props.item.totals === null && props.item.reply_to}>{(quote) => <Quoted quote={quote()} isTabStop={props.isTabStop} onJump={props.onJump} />}</Show>
        <Switch fallback={<span class="message-text" dir="auto">{readable(props.item.text)}</span>}>
          <Match when={props.album}>{(album) => <AlbumBody items={album()} room={props.room} acting={props.acting} />}</Match>
          <Match when={props.item.view_once}><OnceBody item={props.item} /></Match>
          <Match when={props.item.voice}>{(voice) => <VoiceBody item={props.item} voice={voice()} />}</Match>
          <Match when={props.item.contact}>{(contact) => <ContactBody contact={contact()} />}</Match>
          <Match when={props.item.place}>{(place) => <PlaceBody place={place()} />}</Match>
          <Match when={props.item.nudge}>{(nudge) => <NudgeBody nudge={nudge()} />}</Match>
          <Match when={props.item.file}>{(file) => <FileBody item={props.item} file={file()} />}</Match>
          <Match when={props.item.poll}>{(poll) => <PollBody item={props.item} poll={poll()} />}</Match>
          <Match when={props.item.announcement}>{(announcement) => <AnnouncementBody item={props.item} announcement={announcement()} room={props.room} />}</Match>
          <Match when={props.item.question}>{(question) => <QuestionBody item={props.item} question={question()} meanwhile={readable(props.item.text)} />}</Match>
          <Match when={props.item.statement}>{(statement) => <StatementBody item={props.item} statement={statement()} meanwhile={readable(statement().title)} />}</Match>
          <Match when={props.item.totals}>{(totals) => <TotalsBody text={props.item.text} totals={totals()} meanwhile={readable(props.item.text)} />}</Match>
          <Match when={props.item.markdown}><Formatted text={props.item.text} /></Match>
        </Switch>
        <Show when={props.item.link}>{(link) => <LinkCard link={link()} />}</Show>
        <span class="said-only">{behind()}</span>
        <span class="message-foot" aria-hidden="true">
          <Show when={props.item.pinned}><Icon name="pin" size="14" /></Show>
          <Show when={props.item.starred}><Icon name="mark" size="14" /></Show>
          <Show when={props.item.edits > 0}><button type="button" class="message-edited" tabindex="-1" onClick={() => props.acting.open({ kind: "history", item: props.item })}>{t("edited")}</button></Show>
          <Show when={props.item.expires_at}>{(at) => <span class="message-fades" title={t("expires-at", { when: fullDate(at()) })}><Icon name="fade" size="14" />{nearMoment(at())}</span>}</Show>
          <Show when={props.item.send_at === null}><time datetime={machineTime(props.item.sent_at)} title={fullDate(props.item.sent_at)}>{clockTime(props.item.sent_at)}</time></Show>
          <Show when={state()}>
            {(now) => <><span class="message-state">{stateWords(now())}</span><Ticks state={now()} /></>}
          </Show>
        </span>
      </div>
      <Show when={props.item.nudge}>{(nudge) => <NudgeAnswers item={props.item} nudge={nudge()} room={props.room} isAnswered={props.isAnswered} isTabStop={props.isTabStop} />}</Show>
      <Reactions item={props.item} canReact={mayDo(props.item, props.room).react} isTabStop={props.isTabStop} />
      <button
        type="button"
        class="button message-more"
        data-kind="icon"
        aria-label={t("message-actions")}
        tabindex="-1"
        onClick={(event) => props.acting.open({ kind: "menu", item: props.item, anchor: event.currentTarget.getBoundingClientRect() })}
      >
        <Icon name="more" />
      </button>
      <Show when={props.item.send_at !== null && !isNudge()}><WaitingActs item={props.item} /></Show>
      <Show when={props.item.send_at === null && (props.item.delivery === "queued" || props.item.delivery === "held") && !isOnItsWay()}>
        <div class="message-acts">
          <Show when={props.item.delivery === "held"}>
            <button type="button" class="button" data-kind="quiet" onClick={() => props.onShowPeople()}>{t("see-who-joined")}</button>
          </Show>
          <button type="button" class="button" data-kind="quiet" onClick={() => ask("discard", { local_id: props.item.local_id }).catch(reportTrouble)}>{t("discard")}</button>
        </div>
      </Show>
    </article>
  );
}

/** Folded: that somebody spoke of whom this person wants to hear nothing. Shown to who asks, until the room is left. */
function BlockedRow(props: Props): JSX.Element {
  const [isOpen, setOpen] = createSignal(false);
  return (
    <Show
      when={isOpen()}
      fallback={
        <article class="event blocked" tabindex={props.isTabStop ? 0 : -1} onFocus={() => props.onFocus()} data-reached={props.isReached} data-item={props.item.local_id}>
          <span>{t("blocked-message")}</span>{" "}
          <button type="button" class="button" data-kind="quiet" tabindex={props.isTabStop ? 0 : -1} onClick={() => setOpen(true)}>{t("show")}</button>
        </article>
      }
    >
      <TextRow {...props} />
    </Show>
  );
}

/** That something was there stays, and who took it back. */
function WithdrawnRow(props: Props): JSX.Element {
  return (
    <article class="event withdrawn" tabindex={props.isTabStop ? 0 : -1} onFocus={() => props.onFocus()} data-reached={props.isReached} data-item={props.item.local_id}>
      <span title={fullDate(props.item.sent_at)}><Sentence text={withdrawnWords(props.item)} /></span>
    </article>
  );
}

function EventRow(props: Props): JSX.Element {
  return (
    <article class="event" tabindex={props.isTabStop ? 0 : -1} onFocus={() => props.onFocus()} data-kind={props.item.kind} data-reached={props.isReached}>
      <span title={fullDate(props.item.sent_at)}><Sentence text={eventWords(props.item)} /></span>
    </article>
  );
}
