// Made from the Rust types of crates/browser; do not edit.
// CORRIDOR_WRITE_TYPES=1 cargo test -p corridor-browser --test typescript

export type Account = { account: string, account_key: string, device: string, 
/**
 * The relay's address.
 */
relay: string, registered: boolean, 
/**
 * Whom the relay's operator wants reports sent to; null where nobody is named. Text from outside.
 */
report_to: string | null, };

export type Acknowledge = { room: string, mark: number, };

/**
 * For whom somebody speaks, as an organisation's key has signed it.
 */
export type Affiliation = { name: string, title: string, affiliation: string, 
/**
 * Milliseconds since 1970.
 */
until: number, 
/**
 * The key that has signed it.
 */
key: string, 
/**
 * How this person calls whose key it is; null where they do not believe it, and then it proves nothing.
 */
organisation: string | null, };

/**
 * What stands for an account, a word or a phrase on this device's screens.
 */
export type Alias = { name: string, alias: string, };

export type Announce = { room: string, 
/**
 * 1 to 4,096 bytes without control characters but line ends.
 */
text: string, 
/**
 * At most 64 others who are in the room; everybody where it is empty.
 */
people: Array<string>, seen?: number, };

export type Announcement = { 
/**
 * Accounts of those whom it is for; everybody in the room where nobody is named.
 */
people: Array<string>, 
/**
 * Whether this person is asked to acknowledge it: somebody else announced it, to them too.
 */
for_me: boolean, 
/**
 * When this person did, in milliseconds since 1970.
 */
acknowledged_at: number | null, 
/**
 * On devices of whoever announced it, once it is sent.
 */
tally: Tally | null, };

export type AnswerCount = { text: string, count: number, };

export type AnswerSounding = { local_id: number, 
/**
 * The place of one of the answers, from 0.
 */
choice?: number, 
/**
 * May be empty where one is chosen.
 */
text: string, };

/**
 * What somebody answered to a question.
 */
export type Answered = { 
/**
 * The place of one of its answers, from 0.
 */
choice: number | null, 
/**
 * May be empty where one was chosen.
 */
text: string, 
/**
 * Milliseconds since 1970, by the clock of whoever answered.
 */
answered_at: number, };

export type Archive = { room: string, on: boolean, };

export type AskPeople = { people: Array<string>, question: string, 
/**
 * At most 8 different ones; none where people answer in their own words alone.
 */
answers: Array<string>, 
/**
 * Whether one may answer in words of one's own.
 */
free: boolean, deadline?: number, };

export type AskRoom = { room: string, question: string, answers: Array<string>, free: boolean, deadline?: number, seen?: number, };

/**
 * Somebody who could have broken a silence.
 */
export type Asked = { account: string, 
/**
 * For whom they spoke when it began, as this device believed then.
 */
delegation: string | null, 
/**
 * When a device of theirs said that it has it.
 */
delivered_at: number | null, read: boolean, };

export type AskedPerson = { account: string, 
/**
 * The direct room with them, and the question in it.
 */
room: string, local_id: number, delivery: Delivery, answer: Answered | null, reminded_at: number | null, 
/**
 * On this device: what they answer is neither shown nor counted.
 */
blocked: boolean, };

/**
 * A file of more than 16 MiB and at most 2 GiB; its parts go beside it.
 */
export type BeginFile = { room: string, name: string, media_type: string, bytes: number, caption: string, seen?: number, };

/**
 * Where in `soundings` it stands that was begun; null for one that is gone again.
 */
export type Begun = { sounding: number | null, };

export type Block = { account: string, on: boolean, };

export type Connection = "idle" | "connecting" | "connected" | "waiting";

/**
 * Whom one can write to, by somebody's word.
 */
export type Contact = { account: string, 
/**
 * What the sender calls the person; may be empty.
 */
name: string, };

/**
 * A room as a list shows it.
 */
export type Conversation = { 
/**
 * The newest item, queued or not.
 */
latest: Item | null, 
/**
 * What is written here and not sent.
 */
draft: string, 
/**
 * Everything up to here has been read.
 */
read_seq: number, 
/**
 * In a direct room: the other person.
 */
other: string | null, room: string, short_id: string, title: string, kind: RoomKind, status: StatusName, 
/**
 * Why it is damaged.
 */
status_detail?: string, role: RoleName, people: number, 
/**
 * For how many different ones they speak, by signatures that this person believes.
 */
delegations: number, devices: number, unread: number, 
/**
 * Of the unread: those that mention this person.
 */
mentions: number, newcomers: Array<string>, queued: number, held: number, seq: number, last_activity: number, skipped: number, contradiction: string | null, 
/**
 * What the room is for; empty where nobody has said.
 */
description: string, 
/**
 * After how many seconds what is said disappears from devices that cooperate; null for never.
 */
expiry_seconds: number | null, 
/**
 * The least role that may write, and whether this person may.
 */
post_role: RoleName, may_post: boolean, 
/**
 * Whether this person may change the expiry; and description and who may write, but in a direct room.
 */
may_configure: boolean, 
/**
 * No notices on this device until then, but of mentions. A time that is past is as null.
 */
muted_until: number | null, 
/**
 * Put away on this device.
 */
archived: boolean, 
/**
 * People who have knocked with a link of this device's, and wait.
 */
knocks: number, 
/**
 * Whether this person may add people, and so make links.
 */
may_add: boolean, 
/**
 * A direct room with somebody who is blocked on this device.
 */
blocked: boolean, 
/**
 * Whether it gets how this person wishes to be known.
 */
shares_profile: boolean, 
/**
 * Another text with each picture that the room has; null while it has none.
 */
picture: string | null, 
/**
 * Under which heading lists show it.
 */
group: RoomGroup | null, 
/**
 * Whether this person may change title, picture and group.
 */
may_rename: boolean, 
/**
 * Whether this person may announce here: an admin or an owner, and not in a direct room.
 */
may_announce: boolean, 
/**
 * Whether announcements of others reach this person although the room is muted or put away here.
 */
lets_announcements_through: boolean, 
/**
 * Where the room ends by itself; null for one that does not.
 */
huddle: Huddle | null, };

export type CreateRoom = { title: string, with: Array<string>, group?: GroupWanted, };

export type DateIn = { room: string, 
/**
 * Milliseconds since 1970.
 */
at: number, };

export type Delegation = { 
/**
 * Null for somebody of whom nobody has signed for whom they speak: they are one by themself.
 */
name: string | null, people: Array<string>, signed: Array<string>, };

export type Delivery = "received" | "queued" | "held" | "sent" | "delivered" | "read" | "only_here";

export type Device = { device: string, added_by: string | null, added_at: number, is_new: boolean, };

/**
 * What a link says of itself, before anybody knocks.
 */
export type Door = { 
/**
 * Who made it.
 */
account: string, expires_at: number, };

export type Draft = { room: string, text: string, };

export type Edit = { local_id: number, text: string, markdown: boolean, };

export type Event = { "event": "joined", account: string, } | { "event": "join_refused", code: string, detail: string, } | { "event": "room", room: string, } | { "event": "timeline", room: string, } | { "event": "delivery", room: string, } | { "event": "refused", room: string | null, undone: Undone, what: string, why: string, } | { "event": "contradiction", room: string, what: string, } | { "event": "key_changed", account: string, } | { "event": "own_device", device: string, } | { "event": "knocked", room: string, account: string, } | { "event": "typing", room: string, } | { "event": "own_knocks" } | { "event": "soundings" } | { "event": "settled" } | { "event": "progress", local_id: number, done: number, total: number, } | { "event": "status", status: Status, };

/**
 * What a rejected promise carries.
 */
export type Failure = { 
/**
 * Stable: a command's names are those of docs/command-line.md; the worker's are in `status`.
 */
name: string, 
/**
 * In English, for a log or a report of a problem; screens have their own words for `name`.
 */
message: string, 
/**
 * With `roster_changed`: who has joined.
 */
joined?: Array<string>, 
/**
 * With `roster_changed`: the mark that an acknowledgement names.
 */
mark?: number, };

/**
 * Name, type and preview are the sender's word.
 */
export type File = { name: string, media_type: string, bytes: number, 
/**
 * How much of it is at the relay, or on this device where it comes from others.
 */
bytes_done: number, state: FileState, has_preview: boolean, };

export type FileState = "uploading" | "paused" | "waiting" | "sent" | "elsewhere" | "fetching" | "here" | "gone" | "copying";

export type FormHuddle = { title: string, with: Array<string>, 
/**
 * Milliseconds since 1970, from a minute to seven days ahead.
 */
ends_at: number, };

export type Forward = { local_id: number, 
/**
 * Where to.
 */
room: string, seen?: number, };

export type Found = { room: string, item: Item, };

/**
 * All of these rooms, and these items.
 */
export type FreeFiles = { rooms: Array<string>, local_ids: Array<number>, };

export type Gallery = { room: string, kind: GalleryKind, 
/**
 * What is older than this item.
 */
before?: number, limit: number, };

/**
 * What a gallery shows.
 */
export type GalleryKind = "pictures" | "files" | "links" | "voice";

/**
 * Which group a room is put into.
 */
export type GroupWanted = { "new": string } | { "known": string };

/**
 * A room that ends by itself.
 */
export type Huddle = { 
/**
 * It is erased then, by this device's clock.
 */
ends_at: number, 
/**
 * Who would keep it: it stays when all in it would.
 */
keepers: Array<string>, 
/**
 * Whether this person may end it at once.
 */
may_end: boolean, };

export type InRoom = { room: string, };

export type InvitationLink = { link: string, };

export type Item = { 
/**
 * Null while queued.
 */
seq: number | null, sender: string, kind: ItemKind, text: string, 
/**
 * Milliseconds since 1970, by the sender's clock.
 */
sent_at: number, delivery: Delivery, local_id: number, 
/**
 * Null for everything that is not a file; the text is what was said with it.
 */
file: File | null, 
/**
 * Null for everything that is not a poll; the text is the question.
 */
poll: Poll | null, 
/**
 * Whether the signs in the text mean something (Markdown).
 */
markdown: boolean, 
/**
 * Whether it was said elsewhere first.
 */
forwarded: boolean, reply_to: Quote | null, reactions: Array<Reaction>, 
/**
 * How often it was said otherwise since, and when last.
 */
edits: number, edited_at: number | null, 
/**
 * Who took it back at everybody's; the text is empty then.
 */
withdrawn_by: string | null, pinned: boolean, 
/**
 * Marked by this device's person, who alone knows.
 */
starred: boolean, mentions_me: boolean, 
/**
 * An own text or nudge that waits on this device for its time.
 */
send_at: number | null, 
/**
 * When this device forgets it.
 */
expires_at: number | null, 
/**
 * Its sender is blocked on this device: it is not shown unasked.
 */
blocked: boolean, 
/**
 * Of a file that is a voice note.
 */
voice: Voice | null, 
/**
 * Of a file that is to be opened once; its `file` is null once it was.
 */
view_once: ViewOnce | null, 
/**
 * Pictures that were sent together have the same: 32 hexadecimal digits.
 */
album: string | null, link: Link | null, contact: Contact | null, place: Place | null, nudge: Nudge | null, announcement: Announcement | null, question: Question | null, totals: Totals | null, 
/**
 * Of a picture on which somebody has drawn or written.
 */
marks: MarkCount | null, statement: StatementCard | null, };

export type ItemKind = "text" | "joined" | "device_joined" | "removed" | "device_removed" | "leaving" | "renamed" | "role_changed" | "unknown" | "readded" | "file" | "reaction" | "edit" | "withdrawal" | "pin" | "vote" | "poll_end" | "poll" | "described" | "expiry_changed" | "posting_changed" | "contact" | "place" | "picture_changed" | "group_changed" | "nudge" | "huddle_kept" | "sounding" | "sounding_totals" | "sounding_reminder" | "sounding_answer" | "announcement" | "announcement_seen" | "mark" | "statement" | "statement_version" | "suggestion" | "sign_off" | "silence" | "objection";

export type Join = { link: string, name: string, };

/**
 * At most 12, each of 1 to 64 bytes without control characters.
 */
export type KeepPhrases = { phrases: Array<string>, };

/**
 * Somebody who waits at a room's door.
 */
export type Knock = { 
/**
 * Its number on this device.
 */
knock: number, room: string, 
/**
 * The directory says that the key is theirs.
 */
account: string, account_key: string, 
/**
 * Whether this person has compared safety numbers with them.
 */
verified: boolean, 
/**
 * What they say, which proves nothing.
 */
word: string, came_at: number, };

export type KnockAt = { link: string, word: string, };

/**
 * What is left to do.
 */
export type Left = { to_send: number, held: number, to_receive: number, transfers: number, };

/**
 * What its sender says a link leads to. Nothing is fetched to show it.
 */
export type Link = { 
/**
 * It stands in the text.
 */
url: string, title: string, description: string | null, };

/**
 * Makes an empty database, or puts the one there is under another lock. `credential` is kept beside
 * the lock, as base64url, so that the page can ask for the same passkey again.
 */
export type Lock = { credential?: string, } & ({ "protection": "browser" } | { "protection": "passphrase", passphrase: string, } | { "protection": "passkey", secret: string, });

/**
 * What a passkey is asked with.
 */
export type LockHint = { protection: Protection | null, 
/**
 * The passkey's id, as base64url.
 */
credential: string | null, 
/**
 * What the passkey's `prf` is evaluated at, as base64url; stays the same for ever.
 */
prf_input: string, };

export type MakeLink = { room: string, 
/**
 * Milliseconds since 1970, up to ninety days ahead.
 */
expires_at: number, 
/**
 * How many people it may let in, up to 250.
 */
most: number, };

export type Mark = { shape: MarkShape, points: Array<MarkPoint>, 
/**
 * Of a note and a pin, in 1 to 512 bytes; empty otherwise.
 */
text: string, };

/**
 * How many marks a picture has, and of how many people.
 */
export type MarkCount = { marks: number, people: number, };

/**
 * In parts of 65,535 of the picture's width, from the left, and of its height, from above.
 */
export type MarkPoint = { x: number, y: number, };

export type MarkRead = { room: string, through_seq: number, };

export type MarkShape = "pen" | "highlighter" | "arrow" | "note" | "pin";

export type Mute = { room: string, 
/**
 * Milliseconds since 1970, however far ahead; null for not muted.
 */
until: number | null, };

export type Nothing = Record<symbol, never>;

export type Nudge = { phrase: Phrase, 
/**
 * Of `own` and `speak` alone, in at most 64 bytes; empty otherwise.
 */
subject: string, };

export type ObjectTo = { local_id: number, version: string, reason: string, };

export type Objection = { by: string, at: number, reason: string, 
/**
 * Whether it says that it was sent by the deadline. No other counts.
 */
in_time: boolean, sent: boolean, };

export type OfDevice = { device: string, };

export type OfItem = { local_id: number, };

export type OfKnock = { knock: number, };

export type OfLink = { link: number, };

export type OfPerson = { account: string, };

export type OfProfile = { account: string, 
/**
 * As a roster has it: a name alone is of the person whom this device knows by it.
 */
account_key?: string, };

export type OfSounding = { sounding: number, };

/**
 * A key whose signatures this person believes.
 */
export type Organisation = { key: string, 
/**
 * How they call it.
 */
name: string, };

/**
 * Where this person has knocked, and waits.
 */
export type OwnKnock = { knock: number, 
/**
 * Who made the link.
 */
account: string, word: string, knocked_at: number, 
/**
 * Whether it is on its way. Nobody says whether it was heard.
 */
sent: boolean, };

/**
 * How somebody wishes to be known, with the picture: a JPEG or WebP by its first bytes, in Base64.
 */
export type OwnProfile = { name: string, status: string, picture: string | null, };

/**
 * A part of a timeline.
 */
export type Page = { 
/**
 * Oldest first; what is queued stands last, in the newest page only.
 */
items: Array<Item>, 
/**
 * Whether there are items before the first of these, and after the last.
 */
has_earlier: boolean, has_later: boolean, };

/**
 * One mark on a picture. Colour and width are a screen's to choose: by its author, and by its shape.
 */
export type PageMark = { 
/**
 * By which its author, or an admin of the room, withdraws it.
 */
local_id: number, author: string, own: boolean, shape: MarkShape, points: Array<MarkPoint>, text: string, 
/**
 * Of a pin, from 1 in the order of the log; null for every other shape.
 */
number: number | null, sent_at: number, delivery: Delivery, };

export type PageOf = { room: string, 
/**
 * Items below this sequence.
 */
before?: number, 
/**
 * Items above this sequence.
 */
after?: number, 
/**
 * How many, about: an entry of the log is never cut in two.
 */
limit: number, };

export type Paragraph = { 
/**
 * The same through all versions: 16 hexadecimal digits.
 */
id: string, text: string, };

export type People = { room: string, people: Array<string>, };

export type Person = { account: string, account_key: string, role: RoleName, devices: Array<Device>, is_new: boolean, is_leaving: boolean, verified: boolean, 
/**
 * On this device.
 */
blocked: boolean, 
/**
 * What they call themself, which nobody has certified.
 */
profile: Profile | null, 
/**
 * For whom they speak; null where nobody has signed it, or its time is over.
 */
affiliation: Affiliation | null, };

export type Phase = "starting" | "new" | "locked" | "open" | "failed";

/**
 * What is said. A phrase that came after this version is no nudge here, but something unknown.
 */
export type Phrase = "own" | "speak" | "meet_outside" | "interrupt" | "wait" | "vote_yes" | "vote_no" | "abstain" | "call_me" | "yes" | "no" | "in_a_moment";

/**
 * Somewhere on the earth, as its sender saw it when they sent it.
 */
export type Place = { 
/**
 * Millionths of a degree, north and east of 0.
 */
latitude: number, longitude: number, 
/**
 * In metres; null where nobody knows.
 */
accuracy: number | null, 
/**
 * What the sender calls it; may be empty.
 */
label: string, };

export type Poll = { options: Array<PollOption>, multiple: boolean, 
/**
 * Whether screens show who has chosen what, and while it goes on.
 */
open: boolean, deadline: number | null, 
/**
 * Its author has ended it. A deadline that has passed is the screen's clock to tell.
 */
over: boolean, voters: number, };

export type PollOption = { text: string, 
/**
 * Null while a poll that is not open goes on.
 */
votes: number | null, people: Array<string>, own: boolean, };

/**
 * How somebody wishes to be known: their word, which nobody has certified.
 */
export type Profile = { name: string, status: string, has_picture: boolean, };

export type Propose = { room: string, title: string, paragraphs: Array<string>, seen?: number, };

/**
 * What unlocks the key of the stored database.
 */
export type Protection = "browser" | "passphrase" | "passkey";

export type PublishSounding = { sounding: number, seen?: number, };

/**
 * Being woken while away.
 */
export type Push = { 
/**
 * What the browser is given to subscribe with, in hexadecimal; null while there is no connection, or
 * when its relay wakes nobody.
 */
key: string | null, state: PushState, };

/**
 * What the relay has said on this connection.
 */
export type PushState = "unasked" | "asked" | "on" | "off" | "refused";

/**
 * A question that is answered to its asker alone.
 */
export type Question = { answers: Array<string>, 
/**
 * Whether one may answer in words of one's own.
 */
free: boolean, deadline: number | null, 
/**
 * Everybody in the room is asked, and the room is told the totals.
 */
of_room: boolean, 
/**
 * The room has been told what came of it: no answer counts any more.
 */
told: boolean, 
/**
 * What this person has answered: the last that counts.
 */
answer: Answered | null, 
/**
 * On the device that asked: the number of the sounding.
 */
sounding: number | null, };

/**
 * What came of it at once: the room that was made or found, or the number of what waits to be sent.
 */
export type Queued = { room: string | null, local_id: number | null, };

/**
 * What a message answers; all but the text is null where this device does not have it.
 */
export type Quote = { local_id: number | null, seq: number | null, sender: string | null, kind: ItemKind | null, 
/**
 * The beginning of it, as it is said now.
 */
text: string, 
/**
 * Of a nudge; the text is its subject.
 */
phrase: Phrase | null, };

export type Reach = "seen" | "delivered" | "undelivered" | "unknown" | "gone";

export type Reached = { account: string, reach: Reach, 
/**
 * By the clock of their device, in milliseconds since 1970.
 */
acknowledged_at: number | null, };

export type React = { local_id: number, reaction: string, on: boolean, };

export type Reaction = { reaction: string, people: Array<string>, own: boolean, };

/**
 * Which receipts this device sends.
 */
export type Receipts = { delivered: boolean, read: boolean, };

export type Recover = { 
/**
 * The relay's address, or any invitation to it.
 */
relay: string, account: string, words: string, };

export type Refound = { room: string, without: Array<string>, };

export type Rename = { room: string, title: string, };

export type ReviseStatement = { local_id: number, version: string, 
/**
 * Left out, the version says what the present one does, with what is taken in it.
 */
words?: Words, taken: Array<number>, declined: Array<number>, };

export type RoleName = "owner" | "admin" | "member" | "guest";

/**
 * Rooms of one id are one group, whatever each of them calls it; two ids with one name are two.
 */
export type RoomGroup = { 
/**
 * 32 hexadecimal digits.
 */
id: string, 
/**
 * By the word of this room's admins.
 */
name: string, };

export type RoomKind = "group" | "direct";

/**
 * A link by which people may ask to be let into a room.
 */
export type RoomLink = { 
/**
 * Its number on this device.
 */
link: number, room: string, 
/**
 * The link itself: whoever has it may knock.
 */
url: string, made_at: number, expires_at: number, 
/**
 * How many people it may let in, and has.
 */
most: number, let_in: number, };

/**
 * What a room's files take on this device.
 */
export type RoomStorage = { room: string, 
/**
 * Files whose content is here, and how many bytes that is.
 */
files: number, bytes: number, 
/**
 * Of them: what can be fetched again while the relay has it, if it is freed here.
 */
freeable: number, };

export type Roster = { people: Array<Person>, 
/**
 * What a send or an acknowledgement may name.
 */
mark: number, acknowledged: number, };

export type Safety = { account: string, digits: string, words: Array<string>, verified: boolean, };

export type Search = { text: string, 
/**
 * In this room alone.
 */
room?: string, 
/**
 * Of this account alone.
 */
sender?: string, 
/**
 * Of these kinds: `text`, `file`, `poll`, `contact`, `place`, `nudge`, `sounding`, `statement`. All of them where it is left out.
 */
kinds?: Array<ItemKind>, 
/**
 * Sent at this time or later, and before that one: milliseconds since 1970.
 */
since?: number, until?: number, limit: number, };

export type SendContact = { room: string, contact: Contact, seen?: number, };

/**
 * The content and the preview go beside it.
 */
export type SendFile = { room: string, name: string, media_type: string, caption: string, 
/**
 * That it is a voice note.
 */
voice?: Voice, 
/**
 * Whoever gets it opens it once.
 */
view_once?: boolean, 
/**
 * 32 hexadecimal digits that pictures share which are sent together.
 */
album?: string, 
/**
 * As of a text.
 */
seen?: number, };

export type SendMark = { 
/**
 * The picture's.
 */
local_id: number, mark: Mark, seen?: number, };

export type SendNudge = { room: string, nudge: Nudge, 
/**
 * The local id of what it answers.
 */
reply_to?: number, seen?: number, };

export type SendPlace = { room: string, place: Place, seen?: number, };

export type SendPoll = { room: string, question: string, options: Array<string>, multiple: boolean, 
/**
 * Whether screens show who has chosen what, and while it goes on.
 */
open: boolean, deadline?: number, seen?: number, };

export type SendText = { room: string, text: string, 
/**
 * Whether its signs mean something (Markdown).
 */
markdown?: boolean, 
/**
 * The local id of what it answers.
 */
reply_to?: number, 
/**
 * Accounts that are told of it although the room is muted.
 */
mentions?: Array<string>, 
/**
 * Milliseconds since 1970; kept on this device until then.
 */
send_at?: number, 
/**
 * What a link in the text leads to, in this person's words.
 */
link?: Link, 
/**
 * The mark of the roster that the writer saw; what was acknowledged last where it is left out.
 */
seen?: number, };

export type SetAffiliation = { 
/**
 * As the organisation gave it; null takes it back.
 */
affiliation: string | null, };

export type SetAlias = { 
/**
 * An account, or a word or phrase.
 */
name: string, 
/**
 * Null for none any more.
 */
alias: string | null, };

export type SetDescription = { room: string, text: string, };

export type SetExpiry = { room: string, 
/**
 * From five minutes to ninety days; null for never.
 */
seconds: number | null, };

export type SetGroup = { room: string, group: GroupWanted | null, };

export type SetPicture = { room: string, 
/**
 * A JPEG, PNG or WebP of at most 8 KiB, in Base64; null for none any more.
 */
picture: string | null, };

export type SetPosting = { room: string, role: RoleName, };

export type SetProfile = { name: string, status: string, 
/**
 * A JPEG or WebP of at most 24 KiB, in Base64.
 */
picture: string | null, };

export type SetPush = { endpoint: string | null, };

export type SetRole = { room: string, account: string, role: RoleName, };

export type SetRoomWaking = { room: string, on: boolean, };

export type SetTyping = { on: boolean, };

export type SetWaking = { on: boolean, };

export type ShareTotals = { sounding: number, room: string, seen?: number, };

export type SignOff = { local_id: number, by: string, own: boolean, at: number, 
/**
 * For whom, by the signer's word; may be empty.
 */
said: string, 
/**
 * For whom, as an organisation has signed it whose key is believed here.
 */
delegation: string | null, 
/**
 * Which version was signed; null where this device does not have it.
 */
version: number | null, 
/**
 * Whether it is for the present version. No other counts.
 */
counts: boolean, sent: boolean, };

export type SignStatement = { local_id: number, version: string, };

export type Silence = { local_id: number, by: string, at: number, 
/**
 * The version that it is about.
 */
number: number, deadline: number, state: SilenceState, 
/**
 * Delegations, or people, whom it had not reached at its deadline, or has not reached yet.
 */
undelivered: Array<string>, asked: Array<Asked>, objections: Array<Objection>, 
/**
 * Whether this device knows all that the room's log holds by now.
 */
caught_up: boolean, };

export type SilenceCard = { state: SilenceState, deadline: number, 
/**
 * Whom it had not reached at its deadline.
 */
undelivered: Array<string>, };

export type SilenceState = "queued" | "running" | "extended" | "text_changed" | "broken" | "undelivered" | "adopted";

export type SilenceStatement = { local_id: number, version: string, deadline: number, };

/**
 * One question to several people, each asked alone; or to everybody in a room.
 */
export type Sounding = { 
/**
 * Its number on this device, which alone knows which questions belong together.
 */
sounding: number, question: string, answers: Array<string>, 
/**
 * Whether one may answer in words of one's own.
 */
free: boolean, deadline: number | null, 
/**
 * The room that is asked as a whole; null where people are asked one by one.
 */
room: string | null, asked_at: number, 
/**
 * Empty where a whole room is asked.
 */
people: Array<AskedPerson>, asked: number, answered: number, 
/**
 * Of a room: null until they are published.
 */
totals: Totals | null, published: boolean, };

/**
 * All of a statement. Times are milliseconds since 1970, each by the clock of whoever did it.
 */
export type Statement = { local_id: number, room: string, 
/**
 * Who wrote it first, and holds the pen.
 */
by: string, own: boolean, 
/**
 * The last one is the present one.
 */
versions: Array<StatementVersion>, 
/**
 * Versions that followed one which was not the present one any more: they count nothing.
 */
void: Array<StatementVersion>, suggestions: Array<Suggestion>, sign_offs: Array<SignOff>, 
/**
 * For whom the people of the room speak, and who of them has signed the present version.
 */
delegations: Array<Delegation>, 
/**
 * The last one counts.
 */
silences: Array<Silence>, 
/**
 * Whether this person may write here, and put a version under a silence procedure.
 */
may_post: boolean, may_silence: boolean, };

/**
 * As it stands in a timeline.
 */
export type StatementCard = { title: string, 
/**
 * Which version is the present one, counted from 1, and its hash.
 */
number: number, hash: string, paragraphs: number, 
/**
 * Suggestions that nobody has taken or declined.
 */
open: number, 
/**
 * Who has signed the present version.
 */
signed: Array<string>, 
/**
 * The last silence procedure of the present version.
 */
silence: SilenceCard | null, };

export type StatementVersion = { 
/**
 * Counted from 1; 0 for one that counts nothing.
 */
number: number, 
/**
 * 64 hexadecimal digits, of what it says alone.
 */
hash: string, title: string, paragraphs: Array<Paragraph>, at: number, local_id: number, 
/**
 * Whether it stands in the room's log.
 */
sent: boolean, };

/**
 * What a screen shows before anything else.
 */
export type Status = { phase: Phase, 
/**
 * Set in every phase but `starting` and `new`.
 */
protection: Protection | null, connection: Connection, 
/**
 * Whether this tab's worker runs the engine; the others follow it.
 */
owner: boolean, 
/**
 * Why the connection or the engine does not work, where it does not: a failure's name.
 */
trouble: string | null, 
/**
 * For a person to read beside it, in English.
 */
detail: string | null, };

/**
 * A room's status, without the reason that one of them has.
 */
export type StatusName = "active" | "damaged" | "halted" | "left" | "removed";

export type StorageUse = { used_bytes: number, quota_bytes: number, 
/**
 * Whether the browser has promised not to clear it by itself.
 */
persistent: boolean, };

export type Suggest = { local_id: number, 
/**
 * The hash of the version that its writer has before them, here and below.
 */
version: string, 
/**
 * The paragraph, counted from 1.
 */
number: number, change: Suggested, 
/**
 * Empty where it strikes.
 */
text: string, 
/**
 * May be empty.
 */
reason: string, };

export type Suggested = "replace" | "strike" | "insert_after" | "insert_before";

export type Suggestion = { local_id: number, by: string, own: boolean, at: number, 
/**
 * For whom they speak, as an organisation has signed it whose key is believed here.
 */
delegation: string | null, paragraph: string, change: Suggested, 
/**
 * Empty where it strikes.
 */
text: string, 
/**
 * May be empty.
 */
reason: string, 
/**
 * The version that it was made for; null where this device does not have it.
 */
version: number | null, 
/**
 * Whether the paragraph says still what it said then.
 */
fits: boolean, state: SuggestionState, 
/**
 * The version that took it.
 */
taken_in: number | null, sent: boolean, };

export type SuggestionState = "open" | "taken" | "declined";

export type Switch = { local_id: number, on: boolean, };

/**
 * How far an announcement has come, as its announcer is shown.
 */
export type Tally = { 
/**
 * All to whom it was announced, by their accounts.
 */
people: Array<Reached>, 
/**
 * Of those who are in the room still: all, and who has acknowledged it.
 */
all: number, seen: number, 
/**
 * And on whose devices it has not arrived, as far as they tell; null where nobody does, in a room of more than
 * 32 people to all of whom it was announced.
 */
undelivered: number | null, };

export type Tell = { room: string, from: number, through: number, };

export type TellTyping = { room: string, writes: boolean, };

/**
 * A message as somebody tells it who was there: hearsay.
 */
export type Told = { 
/**
 * Whose it is said to be; any text.
 */
sender: string, sent_at: number, text: string, };

/**
 * How many answered what. Nobody is named, and own words are only counted.
 */
export type Totals = { answers: Array<AnswerCount>, 
/**
 * How many answered in words of their own alone.
 */
free: number, asked: number, 
/**
 * Of a question that was put to the room, and not of one that people were asked elsewhere.
 */
of_room: boolean, };

export type TrustOrganisation = { key: string, 
/**
 * How this person calls it; null for not believed any longer.
 */
name: string | null, };

/**
 * What was asked for and is not done.
 */
export type Undone = { "kind": "send_text", text: string | null, } | { "kind": "edit", text: string, } | { "kind": "act" } | { "kind": "send_file", text: string, } | { "kind": "send_queued", count: number, } | { "kind": "send_receipts" } | { "kind": "add", people: Array<string>, } | { "kind": "add_device", people: Array<string>, } | { "kind": "remove", people: Array<string>, } | { "kind": "remove_device" } | { "kind": "rename", text: string, } | { "kind": "set_role", people: Array<string>, } | { "kind": "describe" } | { "kind": "show_profile" } | { "kind": "show_affiliation" } | { "kind": "tell_waking" } | { "kind": "change_expiry" } | { "kind": "change_posting" } | { "kind": "change_picture" } | { "kind": "change_group" } | { "kind": "end_huddle" } | { "kind": "keep_huddle" } | { "kind": "leave" } | { "kind": "take_out_leaving" } | { "kind": "refresh_keys" } | { "kind": "found_room", text: string, } | { "kind": "withdraw_device" } | { "kind": "write_to_device", people: Array<string>, } | { "kind": "knock", people: Array<string>, };

/**
 * What opens the lock. `secret` is what the passkey's `prf` gave, 32 bytes as base64url: a worker
 * cannot ask for it, so the page does (`passkey.ts`).
 */
export type Unlocking = { "protection": "browser" } | { "protection": "passphrase", passphrase: string, } | { "protection": "passkey", secret: string, };

/**
 * What a message said at some time, by its sender's clock.
 */
export type Version = { text: string, markdown: boolean, sent_at: number, };

/**
 * A file that is to be opened once.
 */
export type ViewOnce = "closed" | "opened";

/**
 * How long a voice note is, and how loud along the way: by its sender's word.
 */
export type Voice = { duration_ms: number, 
/**
 * At most 64, evenly along the note, each from 0 (silence) to 255.
 */
levels: Array<number>, };

export type Vote = { local_id: number, 
/**
 * Places of the answers, from 0; none takes an earlier choice back.
 */
choices: Array<number>, };

/**
 * What a version is to say.
 */
export type Words = { title: string, paragraphs: Array<string>, };

/** The engine's methods. */
export interface Methods {
  /** Who this device belongs to; null before `join` or `recover`. */
  account: { parameters: Nothing; answer: Account | null };
  /** Every room, the one with the latest activity first. */
  conversations: { parameters: Nothing; answer: Array<Conversation> };
  conversation: { parameters: InRoom; answer: Conversation };
  /** Items of a room's timeline, oldest first; the newest ones unless `before` or `after` says from where. */
  timeline: { parameters: PageOf; answer: Page };
  /** Where the first item that was sent at a time or later stands; null when there is none. */
  find_date: { parameters: DateIn; answer: number | null };
  /** Messages that have the text in them, the newest first; letters' case does not matter. */
  search: { parameters: Search; answer: Array<Found> };
  /** What a message said before it was said otherwise, oldest first, and what it says now. */
  history: { parameters: OfItem; answer: Array<Version> };
  /** What is pinned in a room, the latest first. */
  pinned: { parameters: InRoom; answer: Array<Found> };
  /** What this person has marked for themselves, the newest first. */
  starred: { parameters: Nothing; answer: Array<Found> };
  /** Pictures, files, links or voice notes of a room, the newest first. */
  gallery: { parameters: Gallery; answer: Array<Item> };
  /** What the files of each room take on this device, the largest first. */
  room_storage: { parameters: Nothing; answer: Array<RoomStorage> };
  /** What is drawn and written on a picture, in the order of the log; own marks that are on their way come last. */
  marks: { parameters: OfItem; answer: Array<PageMark> };
  /** This person's own phrases for nudges, as this device keeps them. */
  own_phrases: { parameters: Nothing; answer: Array<string> };
  roster: { parameters: InRoom; answer: Roster };
  /** A JPEG, PNG or WebP by its first bytes, in Base64; null where the room has none. */
  room_picture: { parameters: InRoom; answer: string | null };
  /** What to compare with a person; null while this device has not met them. */
  safety: { parameters: OfPerson; answer: Safety | null };
  /** The devices of this account that share a room with this one. */
  devices: { parameters: Nothing; answer: Array<Device> };
  receipts: { parameters: Nothing; answer: Receipts };
  /** Whether this person tells when they write; and then alone, is told of others. */
  tells_typing: { parameters: Nothing; answer: boolean };
  /** Who else writes in a room just now. */
  typing: { parameters: InRoom; answer: Array<string> };
  /** Whether this device asks its rooms to wake it, all but those that are silent. */
  wakes: { parameters: Nothing; answer: boolean };
  is_silent: { parameters: InRoom; answer: boolean };
  /** Whether the relay can wake this device while it is away, and whether it will. */
  push: { parameters: Nothing; answer: Push };
  /** What stands between this device and having nothing left to do. */
  pending: { parameters: Nothing; answer: Left };
  /** 24 words from which the account can be had again; null before there is an account. */
  recovery_words: { parameters: Nothing; answer: string | null };
  /** Whom an invitation's link leads to: the relay's address. */
  read_invitation: { parameters: InvitationLink; answer: string };
  /** Links to a room that were made on this device. */
  links: { parameters: InRoom; answer: Array<RoomLink> };
  /** Who waits at a room's door. */
  knocks: { parameters: InRoom; answer: Array<Knock> };
  /** Where this person has knocked. */
  own_knocks: { parameters: Nothing; answer: Array<OwnKnock> };
  /** What a file tells of what was said before; null where it is no such file, or not here. */
  told: { parameters: OfItem; answer: Array<Told> | null };
  /** How somebody wishes to be known, with the picture; this person's own too. Null where nobody has said. */
  profile: { parameters: OfProfile; answer: OwnProfile | null };
  /** For whom this person speaks, as their organisation has signed it. */
  affiliation: { parameters: Nothing; answer: Affiliation | null };
  /** Keys whose signatures this person believes. */
  organisations: { parameters: Nothing; answer: Array<Organisation> };
  /** People of whom nothing is shown on this device. */
  blocked: { parameters: Nothing; answer: Array<string> };
  /** The glossary of this device. */
  aliases: { parameters: Nothing; answer: Array<Alias> };
  /** Who made a link, and until when it is good. */
  read_link: { parameters: InvitationLink; answer: Door };
  /** Makes a new account. The event `joined` or `join_refused` says what the relay made of it. */
  join: { parameters: Join; answer: Queued };
  /** Makes a new device for an account whose 24 words are known; then as `join`. */
  recover: { parameters: Recover; answer: Queued };
  create_room: { parameters: CreateRoom; answer: Queued };
  /** A room that ends by itself, and of which nothing stays then on devices that keep to it. */
  form_huddle: { parameters: FormHuddle; answer: Queued };
  /** Ends it now, at everybody's; an admin's. */
  end_huddle: { parameters: InRoom; answer: Queued };
  /** Whether this person would keep it: it becomes a room when all would. */
  keep_huddle: { parameters: Archive; answer: Queued };
  /** The direct room with a person: the one there is, or a new one. */
  open_direct_room: { parameters: OfPerson; answer: Queued };
  add_people: { parameters: People; answer: Queued };
  remove_people: { parameters: People; answer: Queued };
  leave: { parameters: InRoom; answer: Queued };
  rename: { parameters: Rename; answer: Queued };
  set_role: { parameters: SetRole; answer: Queued };
  /** What the room is for; an owner's, and not of a direct room. */
  set_description: { parameters: SetDescription; answer: Queued };
  /** What lists show before its title, by whoever may rename it; not of a direct room. */
  set_picture: { parameters: SetPicture; answer: Queued };
  /** Under which heading lists show it; as `set_picture`. */
  set_group: { parameters: SetGroup; answer: Queued };
  /** After how long what is said from then on disappears; an owner's, in a direct room either's. */
  set_expiry: { parameters: SetExpiry; answer: Queued };
  /** The least role that may write; an owner's, and not of a direct room. */
  set_posting: { parameters: SetPosting; answer: Queued };
  /** No notices of a room on this device, but of mentions and announcements. */
  mute: { parameters: Mute; answer: Queued };
  /** Puts a room away on this device. It comes back when a message mentions this person, or is announced to them. */
  archive: { parameters: Archive; answer: Queued };
  /** Fails with `roster_changed` when somebody has joined since the roster that `seen` names. */
  send_text: { parameters: SendText; answer: Queued };
  /** Asks a room, with answers to choose from. Fails as `send_text` does. */
  send_poll: { parameters: SendPoll; answer: Queued };
  /** Hands somebody's address to a room. */
  send_contact: { parameters: SendContact; answer: Queued };
  send_place: { parameters: SendPlace; answer: Queued };
  /** A phrase, to each reader in their language. It goes after five seconds; until then `discard` takes it back. */
  send_nudge: { parameters: SendNudge; answer: Queued };
  /** Draws or writes on a picture, for its room to see; `withdraw` takes it back. Fails as `send_text` does. */
  send_mark: { parameters: SendMark; answer: Queued };
  /** Keeps these phrases in place of those before. */
  keep_phrases: { parameters: KeepPhrases; answer: Queued };
  /** Forgets what is on this device of files; they can be fetched again while the relay has them. */
  free_files: { parameters: FreeFiles; answer: Queued };
  /** Says in a room what stands in another one, without saying where it comes from. */
  forward: { parameters: Forward; answer: Queued };
  react: { parameters: React; answer: Queued };
  /** Says an own message otherwise; what it said before stays to be looked at. */
  edit: { parameters: Edit; answer: Queued };
  /** Takes a message back at everybody's: an own one, or any as an admin. */
  withdraw: { parameters: OfItem; answer: Queued };
  /** Takes a message away on this device alone. */
  hide: { parameters: OfItem; answer: Queued };
  pin: { parameters: Switch; answer: Queued };
  star: { parameters: Switch; answer: Queued };
  vote: { parameters: Vote; answer: Queued };
  end_poll: { parameters: OfItem; answer: Queued };
  /** Begins a file that is too long to be given at once; its parts follow. */
  begin_file: { parameters: BeginFile; answer: Queued };
  /** The person has looked at who is in the room; what was held goes out. */
  acknowledge_roster: { parameters: Acknowledge; answer: Queued };
  /** Takes back something that has not left this device. */
  discard: { parameters: OfItem; answer: Queued };
  /** Begins to fetch a file; its item says when it is here. */
  fetch_file: { parameters: OfItem; answer: Queued };
  /** Stops a file on its way, up or down. */
  pause_file: { parameters: OfItem; answer: Queued };
  /** Goes on with an upload where it stopped. */
  resume_file: { parameters: OfItem; answer: Queued };
  mark_read: { parameters: MarkRead; answer: Queued };
  /** The person has compared safety numbers and they were the same. */
  mark_verified: { parameters: OfPerson; answer: Queued };
  accept_new_key: { parameters: OfPerson; answer: Queued };
  set_receipts: { parameters: Receipts; answer: Queued };
  set_typing: { parameters: SetTyping; answer: Queued };
  /** Told to those who are there and to nobody later, every few seconds at most. */
  tell_typing: { parameters: TellTyping; answer: Queued };
  /** Founds a room anew that cannot go on. */
  refound: { parameters: Refound; answer: Queued };
  /** Tells the room what was said from one place of the log to another, as hearsay in a file. */
  tell: { parameters: Tell; answer: Queued };
  /** How this person wishes to be known, for the rooms that get it. */
  set_profile: { parameters: SetProfile; answer: Queued };
  /** Whether a room gets it from now on; none does until one is chosen. */
  share_profile: { parameters: Archive; answer: Queued };
  /** For whom this person speaks: all rooms get it. */
  set_affiliation: { parameters: SetAffiliation; answer: Queued };
  /** Believes what a key signs, or no longer. */
  trust_organisation: { parameters: TrustOrganisation; answer: Queued };
  /** Nothing more of a person on this device, or again. */
  block: { parameters: Block; answer: Queued };
  /** What stands for an account, a word or a phrase on this device's screens; never sent. */
  set_alias: { parameters: SetAlias; answer: Queued };
  /** A link by which people may ask to be let into a room. */
  make_link: { parameters: MakeLink; answer: RoomLink };
  revoke_link: { parameters: OfLink; answer: Queued };
  /** Asks whoever made a link to be let in. */
  knock: { parameters: KnockAt; answer: Queued };
  forget_knock: { parameters: OfKnock; answer: Queued };
  let_in: { parameters: OfKnock; answer: Queued };
  turn_away: { parameters: OfKnock; answer: Queued };
  /** Says something to everybody in a room, or to people in it, although they have muted it; an admin's. Fails as `send_text` does. */
  announce: { parameters: Announce; answer: Queued };
  /** This person has seen an announcement that is for them. */
  acknowledge_announcement: { parameters: OfItem; answer: Queued };
  /** Whether announcements of a room reach this person although it is muted or put away on this device. */
  let_announcements_through: { parameters: Archive; answer: Queued };
  /** What this person has asked others, the newest first: known on this device alone. */
  soundings: { parameters: Nothing; answer: Array<Sounding> };
  /** Asks people one question, each alone in the direct room with them. */
  ask_people: { parameters: AskPeople; answer: Begun };
  /** Asks everybody in a room; the room is told totals alone, from five answers on. */
  ask_room: { parameters: AskRoom; answer: Begun };
  answer_sounding: { parameters: AnswerSounding; answer: Queued };
  /** Asks those once more who have not answered. */
  remind_sounding: { parameters: OfSounding; answer: Queued };
  /** Tells a room the totals of what it was asked, once and for all. */
  publish_sounding: { parameters: PublishSounding; answer: Queued };
  /** Says in a room how many answered what; nobody is named. */
  share_totals: { parameters: ShareTotals; answer: Queued };
  /** All of a statement; null where it is none, or gone. */
  statement: { parameters: OfItem; answer: Statement | null };
  /** Puts a statement to a room; this person holds its pen. */
  propose_statement: { parameters: Propose; answer: Queued };
  suggest: { parameters: Suggest; answer: Queued };
  /** The next version, by who holds the pen. */
  revise_statement: { parameters: ReviseStatement; answer: Queued };
  /** Signs a version, and no other. */
  sign_statement: { parameters: SignStatement; answer: Queued };
  /** An own suggestion or sign-off. */
  take_back: { parameters: OfItem; answer: Queued };
  /** A version is adopted at a time unless somebody objects; or that time is put off. */
  silence_statement: { parameters: SilenceStatement; answer: Queued };
  /** Breaks the silence that runs. */
  object_to: { parameters: ObjectTo; answer: Queued };
  /** Withdraws another device of this account, everywhere. */
  revoke_device: { parameters: OfDevice; answer: Queued };
  /** The address at a push service where the relay wakes this device; null ends it. To be told again on each connection; the event `settled` comes when `push` knows what the relay says. */
  set_push: { parameters: SetPush; answer: Push };
  set_waking: { parameters: SetWaking; answer: Queued };
  set_room_waking: { parameters: SetRoomWaking; answer: Queued };
  /** Keeps what is written and not sent; an empty text forgets it. */
  set_draft: { parameters: Draft; answer: Queued };
}
