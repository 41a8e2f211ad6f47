### Every text of the web app. The other languages have the same messages with the same variables.

app-name = Corridor
language = Language
skip = Skip to the content
close = Close
back = Back
change = Change
show = Show
keep = Keep
save = Save
add = Add
new = new
later = Later
continue = Continue
print = Print
you = you
number = { $count }
put-away = Put this notice away
try-again = Try again

## Arriving

join-title = Welcome to Corridor
join-to = You have been invited to { $relay }. Choose the name that others will know you by.
join-without = You need an invitation: a link that somebody at your organisation sends you.
invitation = Invitation
your-name = Your name
your-name-hint = Small letters a to z, digits, and . _ - between them. It stays yours.
join = Join
have-account = I have an account
joining-idle = Making your keys…
joining-connecting = Connecting to the relay…
joining-connected = The relay is checking the invitation…
joining-waiting = The relay cannot be reached. It is tried again by itself; you can leave this page open.
lock-title = Lock on this device
lock-browser = Kept by this browser
lock-browser-hint = Nothing to type. Whoever can use this browser can read what is stored here.
lock-passkey = A passkey
lock-passkey-hint = Your fingerprint, face or screen lock opens it.
lock-passphrase = A passphrase
lock-passphrase-hint = You type it each time. Nobody can recover it for you.
passphrase = Passphrase
passphrase-hint = { $count ->
    [one] At least { $count } character.
   *[other] At least { $count } characters. Four or five words are good.
  }
unlock = Unlock
unlock-passkey = Unlock with a passkey
unlock-title = This device is locked
unlock-hint = Your conversations are stored here, encrypted.
words-title = Your 24 recovery words
words-why = They bring your account back if this device is lost. Whoever has them can be you.
words-kept = I have written them down, on paper.
words-later-hint = You find them in the settings at any time, as long as you have this device.
words-alone = Make sure that nobody looks over your shoulder and that no screen is shared.
words-typed = { $count ->
    [one] { $count } word of 24.
   *[other] { $count } words of 24.
  }
recovery-words = Recovery words
recover = Recover the account
recover-title = Your account on this device
recover-hint = Type the 24 words that you wrote down. Your other devices stay as they are.
account = Account
account-hint = As in name@relay.example
relay = Relay
done-title = You have arrived
done-name = This is how others reach you:
done-hint = Give this name to those whom you want to talk to, or write to them first.
look-around = Look around first

## Conversations

conversations = Conversations
new-conversation = New conversation
search = Search
messages = Messages
no-conversation = No conversations yet. Begin one with the pen above.
no-conversation-found = No conversation is called that.
no-message-found = No message has that in it.
found-count = { $count ->
    [0] Nothing found.
    [one] { $count } message found.
   *[other] { $count } messages found.
  }
nothing-yet = Nobody is here yet
nothing-open = No conversation is open
nothing-hint = What you write is sealed on this device. The relay keeps it in order and cannot read it.
nothing-said = Nothing has been said yet.
draft = Draft:
said-by = { $who }:
new-people = { $count ->
    [one] { $count } new person
   *[other] { $count } new people
  }
held-count = { $count ->
    [one] { $count } message is held until you have looked at who joined.
   *[other] { $count } messages are held until you have looked at who joined.
  }
unread-count = { $count ->
    [one] { $count } unread
   *[other] { $count } unread
  }
switch-title = Go to a conversation
switch-hint = Type a part of its name
new-kind = Kind of conversation
new-direct = Direct
new-room = Room
title = Title
title-hint = Only members can read it.
title-by-admins = Only owners and admins can change it.
person = Person
person-hint = A name at your relay, or a whole account such as name@relay.example.
people = People
people-hint = Names, separated by commas. You can add more later.
direct-is-for-two = A direct conversation is for two. Choose “Room” for more.
make-room = Make the room
begin = Begin

## In a conversation

day-today = Today
day-yesterday = Yesterday
write = Write a message
send = Send
says = { $who }, { $time }:
says-own = You, { $time }:
delivery-queued = Waiting to be sent
delivery-held = Held
delivery-sent = Sent
delivery-delivered = Delivered
delivery-read = Read
see-who-joined = See who joined
discard = Discard
unread-from-here = Unread
to-unread = To the first unread
to-newest = To the newest
key-date = Go to a date
date = Date
date-none = Nothing was said on that day or later.
go-there = Go there
room-menu = More about this conversation
room-settings = Room settings
contradiction = The relay, or a member, contradicts itself about this conversation.
roster-people = { $count ->
    [one] { $count } person
   *[other] { $count } people
  }
roster-devices = { $count ->
    [one] { $count } device
   *[other] { $count } devices
  }
roster-delegations = { $count ->
    [one] { $count } delegation
   *[other] { $count } delegations
  }
roster-new = { $count ->
    [one] { $count } new
   *[other] { $count } new
  }
roster-separator = {", "}
see-everybody = Who reads this
look-who = See who
gate-title = { $count ->
    [one] Somebody new will read this
   *[other] { $count } people will read this for the first time
  }
gate-why = They joined, or brought a new device, after you last looked. Nothing you write goes out before you have.
gate-wait = Not yet
gate-send = { $count ->
    [one] Send to { $count } person
   *[other] Send to all { $count }
  }
since-you-looked = Since you last looked
have-looked = I have looked
added-by = Added by { $who }, { $date }
device-added-by = New device, added by { $who }, { $date }
there-from-start = There from the beginning
live-messages = New messages
live-direct = { $who }: { $text }
live-room = { $who } in { $room }: { $text }
event-joined = { $who } added { $people }
event-joined-self = { $who } opened the room
event-device-joined = { $count ->
    [one] { $people } has a new device, added by { $who }
   *[other] { $people } have new devices, added by { $who }
  }
event-device-joined-self = { $who } has a new device
event-removed = { $who } removed { $people }
event-removed-self = { $who } has left
event-device-removed = { $who } removed a device of { $people }
event-device-removed-self = { $who } removed a device
event-leaving = { $count ->
    [one] { $people } is leaving
   *[other] { $people } are leaving
  }
event-leaving-self = { $who } is leaving
event-renamed = { $who } named the room { $title }
event-role = { $who } made { $person } { $role }
event-unknown = { $who } sent something that only a newer version of Corridor can show
event-readded = This device was added again. What was said meanwhile is on your other devices.
status-active = Active
status-damaged = This device cannot follow
status-damaged-hint = It was away for too long, or its state is damaged. It has asked to be added again; a member’s device will do that by itself.
status-halted = This room cannot go on
status-halted-hint = A member has locked everybody out. Start it again with the same people; what was said stays here.
status-left = You have left
status-left-hint = What was said while you were here stays on this device.
status-removed = You were removed
status-removed-hint = What was said while you were here stays on this device.
refound = Start the room again

## People and roles

role = Role
role-owner = owner
role-owner-hint = May do everything here, and settles what others may.
role-admin = admin
role-admin-hint = May add and remove people and change the title.
role-member = member
role-member-hint = Reads and writes.
role-guest = guest
role-guest-hint = Reads and writes, and can never add anybody.
your-role = Your role: { $role }
is-leaving = is leaving
verified = Verified
verified-hint = You have compared safety numbers with this person.
unverified-hint = You have not compared safety numbers with this person yet.
write-directly = Write directly
remove-person = Remove from the room
add-people = Add people
rename = Rename
about-room = About this room
room-number = Number
room-entries = Entries in the log
room-skipped = Skipped by everybody
leave = Leave the room
leave-title = Leave this room?
leave-hint = You will receive nothing more from it. What was said so far stays on this device.
stay = Stay

## Verification

verify = Verify
verify-who = Verify { $who }
verify-why = Compare with { $who }, in person or in a call. If it is the same for both, nobody stands between you.
verify-unknown = This device has not met this person yet.
is-verified = You have verified { $who }.
words = Words
words-aloud = Read them to each other.
numbers = Numbers
code-picture = Code to be scanned by the other person’s device
scan-code = Scan the other code
show-code = Show my code
camera-picture = Picture of the camera
camera-trouble = The camera cannot be used. Allow it in the browser’s settings, or compare the words.
they-match = They match
they-differ = They differ
differs = These are not the same.
differs-hint = Somebody may stand between you and { $who }, or one of you has a new account. Say nothing here that others must not read, and ask in another way.

## Settings and devices

settings = Settings
appearance = Appearance
theme = Theme
theme-system = As the system
theme-light = Light
theme-dark = Dark
text-size = Size of text
send-with-enter = Enter sends
send-with-enter-hint = Ctrl+Enter always does; Shift+Enter begins a new line.
notify = Tell me of new messages
notify-hint = Only that there is one: not from whom, and not what.
notification-title = Corridor
notification-body = A new message
push-title = Waking this device
push = Wake this device when it is closed
push-what = For invitations and first messages. Messages in rooms you are in wake it only where you ask for that below.
push-cost = This costs some privacy. The browser’s maker and its push service learn when this device is woken, never by whom or for what. Your relay keeps the address that they gave to this browser.
push-rooms = Also for messages in rooms
push-rooms-what = In conversations with up to 64 devices, by people you have looked at. Muting a room or blocking somebody in it does not stop it: members’ apps would learn of it. Leave a room out in its settings instead.
push-rooms-cost = This costs more privacy. The apps of members learn that this device asks to be woken. With each message there, your relay is told which devices of the room ask for it. It keeps that nowhere, but while it lasts it sees who shares a room with you, as it otherwise sees only while this device is connected. Push services can see which devices are woken at the same moment.
push-room = Wake this device for this room when Corridor is closed
push-room-hint = Members’ apps learn whether this device asks for it.
push-none = This browser or your relay cannot wake the app when it is closed.
push-body = Something is waiting
privacy = Privacy
receipts-delivered = Tell others when a message has arrived
receipts-delivered-hint = They see “Delivered”.
receipts-read = Tell others when I have read
receipts-read-hint = They see “Read”; and only then do you see it of them.
typing-tell = Tell others while I am writing
typing-tell-hint = You see the same of them. The relay can see when you write, not what.
typing-one = { $name } is writing…
typing-two = { $name } and { $other } are writing…
typing-many = { $count ->
    [one] { $count } person is writing…
   *[other] { $count } people are writing…
}
stored = Stored on this device
stored-used = { $used } of { $quota }, all of it encrypted.
stored-persistent = The browser has promised to keep it.
stored-fleeting = The browser may clear it when space runs short. Your recovery words bring back the account, not the messages.
export = Export all conversations
export-room = Export this conversation
export-hint = An export is a readable file. Keep it where nobody else can read it.
erase = Erase this device
erase-title = Erase everything on this device?
erase-hint = All conversations and keys stored in this browser go for ever. Without another device or your recovery words, the account is lost too.
devices = Devices
devices-hint = Everything you write and receive is readable on these.
this-device = This device
device-since = Since { $date }
add-device = Add a device
add-device-hint = Open Corridor there, choose “I have an account”, and type your 24 recovery words.
withdraw = Withdraw
withdraw-device = Withdraw device { $device }
withdraw-title = Withdraw this device?
withdraw-hint = It can read nothing that is written from now on. What it already has stays on it.
build = Build
build-hint = Compare it with the build that you trust: it is the hash of the list of the page’s files (build.txt).
build-none = Not known: this page was not built for a relay.

## Keys

shortcuts = Keyboard shortcuts
key-switch = Go to a conversation
key-list = Show the keyboard shortcuts
key-next = Next conversation
key-previous = Previous conversation
key-new = New conversation
key-settings = Settings
key-back = Back
key-search = Search
key-people = Show who is in the room
key-send = Send
key-line = New line
key-messages = From message to message

## When something is wrong

starting = Corridor is starting
starting-long = Opening what is stored on this device…
failed-title = Corridor cannot start here
offline = No connection to the relay
offline-hint = You can read and write. What you write goes out, in order, as soon as there is a connection.
stopped-hint = You can still read what is here. Ask whoever runs your relay.
compare-now = Compare safety numbers
undone-send-text-unknown = A message was not sent.
undone-send-text = “{ $text }” was not sent.
undone-send-queued =
    { $count ->
        [one] A message that was waiting was not sent.
       *[other] { $count } messages that were waiting were not sent.
    }
undone-send-receipts = Nobody was told which messages have arrived or were read.
undone-add = { $people } could not be added.
undone-add-device = A device of { $people } could not be added.
undone-remove = { $people } could not be removed.
undone-remove-device = A device could not be taken out of the room.
undone-rename = The room could not be renamed “{ $text }”.
undone-set-role = The role of { $people } could not be changed.
undone-leave = You could not leave the room.
undone-take-out-leaving = Those who left could not be taken out of the room.
undone-refresh-keys = The keys of this device could not be renewed.
undone-found-room = The room “{ $text }” could not be made.
undone-withdraw-device = The device could not be withdrawn.
undone-write-to-device = A device of { $people } could not be written to.
notice-contradiction = The relay, or a member, contradicts itself about a conversation.
notice-key-changed = { $person } has a new account key. It may be a new beginning, or somebody else: compare safety numbers.
notice-own-device = A new device of yours has appeared. If that was not you, withdraw it under “Devices”.
accept-key = Accept the new key
failure-other = Something went wrong. Nothing of it was kept; try again.
failure-no-account = There is no account here yet.
failure-has-account = This device already belongs to an account.
failure-name = A name has small letters a to z, digits, and . _ - between them, up to 32.
failure-recovery-words = Those are not 24 recovery words. Look for one that is misspelt.
failure-title = A title has up to 256 bytes and no control characters.
failure-text-length = The message is too long. Send it in two.
failure-no-room = That conversation is not on this device.
failure-not-a-member = That person is not in this room.
failure-not-queued = It has left this device already.
failure-unknown-person = Nobody of that name has been met yet.
failure-unknown-device = That is not another device of yours.
failure-roster-changed = Somebody has joined since you last looked.
failure-already-member = That person is in this room already.
failure-not-allowed = Your role in this room does not allow that.
failure-already-sent = It has been sent already.
failure-direct-room = A direct conversation is for two and stays so.
failure-last-owner = Make somebody else an owner first: a room is not left without one.
failure-not-in-room = You are no longer in this room.
failure-too-long-away = This device was away for so long that nobody can tell whether it was sent.
failure-too-large = It is too large for the relay.
failure-damaged = This device cannot use that room until it is added again.
failure-invitation = That is not a whole invitation. Copy the link again, from beginning to end.
failure-database = The storage of this browser failed. Close other tabs of Corridor and try again.
failure-disk-full = There is no room left on this device. Nothing was changed; make room, then try again.
failure-newer-schema = A newer version of Corridor has stored this. Load the page again to get it.
failure-wrong-key = What is stored here does not open: the key is another one, or it is damaged.
failure-no-cipher = This browser cannot encrypt what is stored, so nothing is stored.
failure-corrupt = What is stored here is damaged.
failure-sealing = Sealing failed. Nothing was sent; try again.
failure-no-storage = This browser stores nothing for this page. Leave the private window, or use a newer browser.
failure-invitation-invalid = The relay does not know this invitation. Copy the whole link, or ask for another.
failure-invitation-expired = This invitation has expired. Ask for another.
failure-invitation-used = This invitation has been used. Ask for another.
failure-name-taken = Somebody has that name already. Choose another.
failure-foreign-account = That account belongs to another relay.
failure-account-unknown = The relay does not know that account.
failure-too-many-devices = This account has as many devices as the relay allows. Withdraw one first.
failure-device-unknown = The relay no longer knows this device.
failure-device-revoked = This device has been withdrawn.
failure-other-relay = This is another relay than the one your account belongs to.
failure-device-refused = The relay no longer accepts this device.
failure-local-storage = The storage of this browser failed. Nothing of the last step was kept.
failure-wrong-secret = That does not unlock what is stored here. Nothing is lost: try again.
failure-passphrase-short = The passphrase is too short.
failure-lock-damaged = The lock of what is stored here is damaged. Your recovery words bring back the account.
failure-passkey = That passkey cannot unlock what is stored here. Choose another lock.
failure-passkey-unused = The passkey was not used. Try again, and answer what the browser asks.
failure-owner-gone = The tab that was at work was closed. Look whether it was done before you try again.
failure-unsupported-version = This page is older than the relay. Load it again.
failure-malformed-frame = The relay sent something that makes no sense. It is tried again by itself.
failure-no-key-package = None of that person’s devices can be added at the moment. It may work later.
failure-rate-limited = That was too much at once for the relay. Wait a minute and try again.
failure-push-refused = Your relay does not wake devices through this browser’s push service.
failure-too-many-connections = The relay has no room for another connection now. It is tried again by itself.
failure-storage-full = The relay’s disk is full. Tell whoever runs it.

## Files

attach = Add files
drop-here = Drop the files here
file-progress = How much of it has been carried
file-uploading = on its way to the relay
file-paused = stopped
file-copying = being copied into this device
file-waiting = at the relay, the message waits
file-sent = sent
file-elsewhere = not fetched
file-fetching = being fetched
file-here = on this device
file-gone = no longer at the relay
file-stop = Stop
file-go-on = Go on
file-fetch = Fetch
file-open = Open
file-save = Save
file-preview = Preview of a picture
file-opening = Opening…
file-no-picture = This is not a picture that can be shown. You can save it.
file-said = { $kind ->
    [picture] Picture
   *[file] File
  } { $name }, { $size }, { $state }.
file-too-large = { $name } has { $size }. A file may have at most { $most }.
file-empty = { $name } is empty.
file-unreadable = { $name } cannot be read.
sheet-title = { $count ->
    [one] Send a file
   *[other] Send { $count } files
  }
sheet-preparing = Making them ready…
sheet-unchanged = Send it unchanged
sheet-unchanged-hint = With all that the camera wrote into it: often the place, the time and the device.
sheet-raw = This picture cannot be drawn anew here: it goes as it is, with all that the camera wrote into it, often the place and the time.
sheet-picture-hint = It is scaled to at most 2048 pixels, and place and camera data are removed.
sheet-caption = What you say with it
page-new = Page
page-prepare = Straighten, crop, black out
page-mark-up = Mark up
page-open = Open the page (marks: { $marks }, people: { $people })
page-stage = Page. Arrow keys move a cross, with Shift further; Enter sets the mark there.
page-aim = { $x } % from the left, { $y } % from above
page-tools = What you set
page-tool-pin = Pin
page-tool-note = Note
page-tool-arrow = Arrow
page-tool-pen = Pen
page-tool-highlighter = Highlighter
page-marks = Marks on the page
page-no-marks = Nobody has drawn or written here yet.
page-queued = on its way
page-held = held back
page-take-back = Take back
page-picture = Picture of a page
page-layers = Layers
page-layer-marks = marks: { $count }
page-export = Save page and marks as one picture
page-undo = Undo
page-read-only = You can look, and not draw.
page-hint = Touch the page, or go there with the arrow keys and press Enter.
page-hint-arrow = Now where the arrow points.
page-pin-words = What the pin says
page-note-words = What the note says
page-too-long = That is too long: at most 512 bytes.
page-set = Set
page-place = { $place ->
    [upper-left] upper left
    [upper-middle] upper middle
    [upper-right] upper right
    [middle-left] middle left
    [middle-middle] middle
    [middle-right] middle right
    [lower-left] lower left
    [lower-middle] lower middle
   *[lower-right] lower right
}
mark-pin = Pin { $number } by { $author }, { $place }: { $text }
mark-note = Note by { $author }, { $place }: { $text }
mark-arrow = Arrow by { $author }, from { $from } to { $to }
mark-pen = Line by { $author }, { $place }
mark-highlighter = Highlight by { $author }, { $place }
page-unreadable = This cannot be opened as a page.
page-too-large = This is larger than 64 MB: too large for a page.
page-too-many = This document has more than 2,000 pages.
page-locked = This document is locked with a password.
page-black-hint = What is blacked out is gone from what you send. The original stays on your device’s disk where you took it from.
page-to-corners = Back to the corners
page-use = Use this page
page-corners-hint = Move the corners onto those of the page: what lies outside is cropped.
page-of-document = Page of the document
page-crossed = The corners do not go round a page.
page-turn = Turn by a quarter
page-next = Next: black out
page-choose = Take a photograph of a page, or open a picture or a PDF.
page-photograph = Photograph
page-open-file = Open a picture or a PDF
page-corner = { $corner ->
    [upper-left] Upper left corner
    [upper-right] Upper right corner
    [lower-right] Lower right corner
   *[lower-left] Lower left corner
}
page-box = Black box { $number }, { $x } % from the left, { $y } % from above
page-box-hint = Drag over what must go. To change a box, remove it and draw it again.
page-box-keys = Arrow keys move a box, with Shift they make it larger or smaller; Delete removes it.
page-box-add = Add a black box
page-box-remove = Remove the last one
key-page = Open the page of the picture that has the focus
failure-file-size = A file has at least one byte and at most 2 GB.
failure-file-name = That name cannot be sent.
failure-media-type = That kind of file cannot be named.
failure-preview = Its preview could not be made.
failure-no-file = There is no such file any more.
failure-file-not-here = That file is not on this device.
undone-send-file = The file “{ $text }” was not sent.

## Polls, texts for later, search, and what a room has settled

poll-new = Poll
poll-said = Poll: { $text }
poll-one = One answer
poll-several = Several answers
poll-open = all see who chose what
poll-hidden = votes are shown when it ends
poll-until = until { $when }
poll-over = Ended
poll-own = Your choice.
poll-vote = Vote
poll-change = Change my vote
poll-take-back = Take my vote back
poll-votes = { $count ->
    [0] No votes.
    [one] { $count } vote.
   *[other] { $count } votes.
  }
poll-voters = { $count ->
    [0] Nobody has voted yet.
    [one] { $count } person has voted.
   *[other] { $count } people have voted.
  }
poll-who = Who chose what
poll-end = End the poll
poll-end-title = End this poll?
poll-end-hint = Nobody can vote or change a vote after that, and everybody sees how many chose what.
poll-question = Question
poll-answers = Answers
poll-answer = Answer { $count }
poll-add-answer = Add an answer
poll-remove-answer = Remove answer { $count }
poll-multiple = Several answers can be chosen
poll-votes-title = While it goes on
poll-show = Show who chose what
poll-hide = Show nothing until it ends, and then only how many
poll-honest = Either way, the device of every member holds the votes and who cast them: hiding them is good manners between screens, and no secret ballot.
poll-deadline = Ends by itself
poll-deadline-hint = Leave it empty, and it goes on until you end it.
poll-ask = Ask
later-send = Send later
later-title = Send later
later-when = When
later-honest = Until then it stays on this device alone. It goes out only when Corridor is running here and connected; otherwise as soon as it is.
later-at = Goes out { $when }
later-now = Send now
later-draft = Back to the draft
expires-at = Disappears { $when }
roster-expiry = gone after { $time }
event-described = { $who } described the room: { $text }
event-described-not = { $who } took the description away
event-expiry = { $who } lets messages disappear after { $time }
event-expiry-never = { $who } lets messages stay
event-posting = { $who } settled who may write: { $people }
description = What this room is for
description-hint = Everybody in the room reads it; the relay does not.
by-owners = Only an owner can change this.
expiry = Disappearing messages
expiry-never = Off
expiry-after = After { $time }
expiry-honest = For what is said from then on. Devices that cooperate forget it; who has seen it can have kept it.
posting = Who may write
posting-hint = Everybody can read, vote and react all the same.
post-guest = Everybody
post-member = Everybody but guests
post-admin = Owners and admins (announcements)
post-owner = Owners only
read-only-title = You can read here, not write
read-only-hint = Who may write: { $people }. You can vote and react all the same.
role-reads-only = Reads, votes and reacts, and does not write in this room.
aside = Only on this device
mute = Notices
mute-hint = Messages that mention you are told of all the same.
mute-not = Tell me again
mute-for = Mute for { $time }
mute-ever = Mute until I change it
muted = Muted
muted-not = Not muted
muted-always = Muted
muted-until = Muted until { $when }
archive = Archive
archive-not = Take out of the archive
archive-hint = It leaves the list until a message mentions you. Nobody is told.
archived = Archived: { $count }
search-all = Search everything
search-here = Search in this conversation
search-more = By person, kind and date
search-text = Words
search-kind = Kind
kind-any = Everything
kind-text = Texts
kind-file = Files
kind-poll = Polls
kind-contact = Contacts
kind-place = Places
search-room = Conversation
search-everywhere = All conversations
search-person = Said by
search-from = From
search-to = To
search-hint = Type a word, or choose a person, a kind or a day.
search-newest = The newest { $count }. Narrow it down for the others.
undone-describe = The description of the room could not be changed.
undone-change-expiry = The time after which messages disappear could not be changed.
undone-change-posting = Who may write could not be changed.
failure-description = A description has up to 1,024 bytes.
failure-expiry = Messages disappear after five minutes to ninety days, or never.

## What people do to messages

message-actions = What to do with this message
reply = Reply
edit = Edit
edited = edited
copy = Copy
forward = Forward
forwarded = forwarded
pin = Pin for everyone
unpin = Unpin
pinned = pinned
mark = Mark for yourself
unmark = Remove your mark
marked = marked
history = Earlier versions
delete = Delete…
react-with = React with { $reaction }
react-typed = Another reaction
reactions = Reactions
reaction-by = { $reaction } by { $people }.
replying = Replying to { $who }
editing = Editing
stop-about = Stop
quote-gone = The message that this answers is not here.
quote-jump = Go to the message that this answers
quote-said = In reply to { $who }.
pin-jump = Go to the pinned message
pins = Pinned messages
pins-all = { $count ->
    [one] { $count } pinned
   *[other] All { $count } pinned
  }
delete-title = Delete this message
delete-all = Delete for everyone
delete-all-means = Everybody’s Corridor removes its words and its file, and shows that you took it back. Whoever has read it has read it, and a program that does not keep to this can keep it.
delete-here = Delete on this device
delete-here-means = It goes from this device alone. Others keep it.
forward-title = Forward to
forward-means = A copy goes out in your name. It says that it was forwarded, and not from where or by whom it was written.
forward-nowhere = No conversation of that name.
forwarded-there = Forwarded
forward-to = Forward to { $room }
history-title = Earlier versions
history-own = Everybody in the room can see what you wrote before.
history-other = What it said before, the latest first.
mention-whom = Whom do you mean?
mention-count = { $count ->
    [one] { $count } message mentions you
   *[other] { $count } messages mention you
  }
withdrawn = { $who } took back a message
withdrawn-own = You took back a message
withdrawn-other = { $by } removed a message by { $who }
key-reply = Reply to the message
key-react = React to the message
key-forward = Forward the message
key-edit = Edit your message
key-actions = What to do with the message
key-delete = Delete the message
marked-title = Marked
marked-none = Nothing is marked. What you mark stands here, for you alone, on this device.
undone-edit = This was not changed: { $text }
undone-act = Something that you did to a message was not sent.
failure-no-message = That message is not here any more.
failure-not-sent-yet = That message has not been sent yet.
failure-reaction = That is no reaction: at most a few signs.
failure-poll = A question and 2 to 12 different answers, each in one line.
failure-vote = This poll is over.
failure-mentions = A message mentions at most 32 people, all of them in the room.
failure-send-at = Choose a time from now on, within a year.

## Links to rooms, and knocking

links = Links to this room
links-hint = A link lets nobody in. Whoever opens it may knock, and you decide. It is kept on this device alone.
link-make = Make a link
link-title = A link to this room
link-for = Good for
link-people = For how many people
link-until = Until { $date }
link-over = Expired
link-used-up = Used up
link-let-in = { $count } of { $most } let in
link-revoke = Revoke
link-code = The link as a code, for a camera
knocks = { $count ->
    [one] { $count } person knocks
   *[other] { $count } people knock
  }
knock-unverified = not verified
knock-proves = Anybody can write a word. The name is what your relay vouches for: before you let in somebody you do not know, compare safety numbers. Who is turned away is not told.
let-in = Let in
turn-away = Turn away
notice-knocked = { $who } knocks at one of your rooms.
have-link = I have a link to a room
knock-title = Ask to be let in
knock-link = Link
knock-link-hint = From whoever invites you. It says nothing of the room.
knock-to = { $who } made this link, good until { $date }. They alone see that you knock, with your account’s name.
knock-word = A word with it
knock-word-hint = Who you are, and what for.
knock = Knock
own-knocks = Where you have knocked
own-knock-sent = Knocked on { $date }. Nobody has to answer.
own-knock-queued = Goes out when the relay can be reached.
forget = Forget
knock-forget = Forget the knock at { $who }
undone-knock = { $people } could not be asked to let you in.
failure-link = That is not a whole link to a room. Copy it again, from beginning to end.
failure-link-expired = The link has expired. Ask for another one.
failure-link-own = The link is your own.
failure-link-other-relay = Whoever made the link is at another relay.
failure-link-other-key = The link names another key than the one you know. Compare safety numbers.
failure-link-too-many = There are as many links or knocks as there may be. Revoke or forget some.
failure-link-terms = A link is good for a minute to 90 days, and for 1 to 250 people.
failure-knock-word = The word is one line of at most 280 bytes.
failure-no-link = That link or knock is no longer there.

## Blocking and reporting

block = Block
unblock = Unblock
unblock-whom = Unblock { $who }
block-hint = Blocking drops their invitations and knocks and folds what they say, on this device alone. Nobody is told.
blocked-person = Blocked on this device.
blocked-mark = blocked
blocked-message = A message of somebody you have blocked.
blocked-here = You have blocked this person on this device.
blocked-people = Blocked people
blocked-hint = You block somebody from their card in a room. It holds on this device alone, and nobody is told.
report = Report…
report-title = Report { $who }
report-hint = Choose what to reveal. Corridor sends it to nobody by itself: copy or save the text, or send it to whoever should know, such as your operator.
report-choose = Messages to reveal
report-why = What you say with it
report-operator = Your relay’s operator asks for reports at: { $to }
report-to = Send it directly to
report-to-hint = A message in your name, such as to the account that your operator has named for this.
report-send = Send
report-save = Save as a file
report-by = Report by { $who }, { $date }
report-worth = This is what the reporter says they were shown. It proves nothing by itself: no relay can read or confirm it, it holds no signature, and anybody can write such a text.
failure-blocked = You have blocked this person on this device. Unblock them first.
failure-own-account = That is your own account.

## How one is known

known = What you call yourself
known-hint = Beside your account’s name, for the rooms that you choose. Nobody certifies it, and nobody takes it for your name.
known-name = Name
known-name-hint = Short: up to 64 letters, about 30 in scripts other than Latin.
known-line = A line about you
known-picture = Picture
known-no-picture = No picture
known-to = Who gets it
known-to-hint = Whoever is in these rooms gets every change. What was shown stays with whoever has seen it; to take it back, keep it empty.
known-to-nobody = Nobody gets it until you choose a room.
speaks-for = for { $affiliation }
signed-by = Signed by { $organisation }, until { $date }
signed-by-unknown = Signed with a key that you do not know: it proves nothing to you.
unsigned = Nobody has signed who this is.
standing = For whom you speak
standing-hint = Your organisation signs it for your account’s key. Everybody in each of your rooms gets it, and so does whoever comes later and has been looked at.
standing-key = Your account’s key, for your organisation:
standing-signed = What your organisation gave you
standing-show = Show it to my rooms
standing-take-back = Take it back from all rooms
organisations = Organisations that you believe
organisations-hint = Their signatures tell you who speaks for whom. Take a key only from somebody whom you believe, and never from the room that it is about.
organisations-none = None yet: whatever others show as signed proves nothing to you.
organisation-key = The organisation’s key
organisation-name = What you call it
organisation-add = Believe its signatures
organisation-remove = No longer
failure-affiliation = This is not what an organisation signs, or it is damaged. Copy the whole of it.
failure-not-your-affiliation = This was signed for another account, or its time is over.
failure-organisation = A name has 1 to 128 bytes, and you believe at most 256 organisations.
calls-themself = calls themself “{ $name }”
calls-themself-hint = Their own word. The account’s name above is what is certified.
profile-picture-of = Picture chosen by { $who }
undone-show-profile = What you call yourself could not be shown.
undone-show-affiliation = For whom you speak could not be shown.
undone-tell-waking = Whether this device is to be woken could not be said to the room.
failure-profile = A name of at most 64 bytes, a line of at most 280, and a picture that this browser can draw.
## Voice notes, albums, contacts, places, links, galleries

voice-new = Voice note
voice-asking = Waiting for the microphone: the browser asks whether it may be used.
voice-recording = Recording. Nothing leaves this device before you send it.
voice-made = Recorded: { $time }.
voice-denied = The microphone may not be used here. Allow it for this page in the browser, then try again.
voice-impossible = No microphone was found, or this browser cannot record.
voice-stop = Stop
voice-again = Record anew
voice-hint = It is sealed like everything else. Your voice says who you are to everybody who hears it.
voice-play = Play
voice-pause = Pause
voice-position = Place in the voice note
voice-said = Voice note, { $time }.
voice-mute = This browser cannot play it. You can save it.
once-choice = To be opened once
once-choice-hint = Whoever gets it opens it once; then it is gone from their device, as it is from this one when it was sent. That is no guarantee: a photograph of the screen, or a changed program, keeps it.
once-hint = You can open it once; then it is gone from this device.
once-open = Open once
once-now = This is the only time that you see it. Whoever photographs the screen keeps it all the same.
once-leaving = To be opened once. When it was sent, nothing of it is on this device any more.
once-sent = To be opened once by whoever got it. Nothing of it is on this device any more.
once-opened = Opened. Nothing of it is on this device any more.
once-said = { $state ->
    [opened] Was to be opened once, and is gone.
   *[other] To be opened once.
  }
album-said = { $count ->
    [one] One picture.
   *[other] { $count } pictures together.
  }
album-actions = Actions for picture { $number }
contact-new = Contact
contact-account = Whose address
contact-account-hint = A name of your relay, or name@relay.
contact-name = What you call them
contact-said = Contact: { $name }.
contact-hint = By the word of who sent it. Compare safety numbers before you rely on it.
place-new = Place
place-here = Where I am now
place-here-hint = The browser asks you first, and may ask its maker where you are. Nothing goes to the room before you send it.
place-asking = Looking for where you are…
place-found = Found. Look at it before you send it.
place-denied = The browser does not say where you are. You can type the numbers.
place-latitude = Degrees north
place-longitude = Degrees east
place-label = What it is called
place-said = Place: { $place }.
place-accuracy = within { $count } m
place-copy = Copy the numbers
place-copied = Copied.
place-map = Open in a map
link-describe = Describe a link
link-which = Link
link-leads-to = What it leads to
link-hint = Nobody fetches the link to show this: what you write is what they read.
link-description = In a sentence
link-said = Described by who sent it
failure-kind = That cannot be sent as it stands.
gallery = Pictures and files
gallery-kind = What is shown
gallery-pictures = Pictures
gallery-files = Files
gallery-links = Links
gallery-voice = Voice notes
gallery-none = Nothing of that kind is on this device.
gallery-more = Show older ones
gallery-show = Show in the conversation
storage-title = What files take here
storage-hint = What you remove goes from this device alone. A file can be fetched again while the relay has it, often for 30 days. The space is used again by Corridor; the browser may not show less at once.
storage-none = No file's content is on this device.
storage-room = { $count ->
    [one] { $size } in one file, { $free } can be removed
   *[other] { $size } in { $count } files, { $free } can be removed
  }
storage-free = Remove from this device
storage-free-all = Remove all of them
storage-freed = { $size } removed.

## Telling newcomers

telling = Tell newcomers what was said
telling-hint = A file with the messages of a time, in your word and not in theirs. What was taken back or disappears is not in it. Those who wrote the messages are not asked.
telling-span = Of the last
telling-send = Tell
told = What was said before
told-messages = { $count ->
    [one] Tells of { $count } message, { $when }
   *[other] Tells of { $count } messages, { $when }
  }
told-read = Read
told-by = As { $who } tells it
told-worth = This is { $who }’s word. Nobody who is named here has signed it, and nobody can check it.
told-broken = This cannot be read.
failure-telling = There is nothing there that may be passed on, or more than 1,000 messages.

## A room's picture, and groups of rooms
room-picture-hint = Small, for lists. Everybody in the room sees it.
group = Group
group-hint = Rooms of one group stand together in your list. Whoever is in one room learns nothing of the others.
group-none = No group
group-new = New group…
group-name = Name of the group
group-new-room = New room in { $name }
group-numbered = { $name } ({ $number })
event-picture = { $who } gave the room a picture
event-picture-not = { $who } took the room’s picture away
event-group = { $who } put the room into the group { $name }
event-group-not = { $who } took the room out of its group
undone-change-picture = The room’s picture could not be changed.
undone-change-group = The room’s group could not be changed.
failure-picture = A room’s picture has to be one that this browser can draw in 8 KiB.
failure-group-name = A group’s name has 1 to 100 bytes and no control characters.
failure-no-group = None of your rooms is in that group.

## Nudges

nudge = Nudge
nudge-hint = One tap sends it to everybody here, five seconds later. Each reads it in their own language.
nudge-speak = Please speak in support
nudge-speak-for = Please speak in support of { $subject }
nudge-meet-outside = Let’s meet outside
nudge-interrupt = Please interrupt
nudge-wait = Please wait
nudge-vote-yes = Vote yes
nudge-vote-no = Vote no
nudge-abstain = Abstain
nudge-call-me = Please call me
nudge-yes = Yes, on my way
nudge-no = No
nudge-in-a-moment = In a moment
nudge-said = Nudge: { $text }
nudge-says = { $who } nudges, { $time }:
nudge-says-own = You nudge, { $time }:
nudge-answers = Answers
nudge-waits = Goes in a moment
nudge-goes = Goes in five seconds.
nudge-goes-connected = Goes as soon as there is a connection.
nudge-take-back = Take back
nudge-person = Nudge…
nudge-own-words = In your own words
nudge-subject = Whom or what to support (may stay empty)
nudge-own-new = A phrase of your own
nudge-own-hint = It is kept on this device alone, and sent as you wrote it: nobody translates it.
nudge-own-keep = Keep this phrase
nudge-own-remove = Remove { $phrase }
nudge-too-long = That is too long for a nudge.
nudge-tone = A soft tone with a nudge
nudge-tone-hint = A telephone also moves, twice and briefly. Rooms that are muted do neither.
nudge-notification = Somebody nudges you
key-nudge = Nudge the room
kind-nudge = Nudges
announcement = Announcement
announcement-said = Announcement: { $text }
announcement-new = Announce to the room
announcement-text = What is announced
announcement-whom = For whom
announcement-everybody = Everybody in the room
announcement-chosen = Some of them
announcement-honest = It reaches people although they have muted the room, unless they have switched that off. You see who has acknowledged it and to whom it has not come. The device of every member holds the acknowledgements; the screens of others do not show them.
announcement-reaches = { $count ->
    [one] For { $count } person
   *[other] For { $count } people
  }
announcement-send = Announce
announcement-long = That is too long: at most about a page.
announcement-people = Choose whom it is for: 1 to 64 people.
announcement-for = For { $people }
announcement-for-all = For everybody in the room
announcement-see = I have seen this
announcement-acknowledged = You acknowledged this: { $when }
announcement-count = Seen by { $seen } of { $all }.
announcement-undelivered = { $count ->
    [one] { $count } not delivered.
   *[other] { $count } not delivered.
  }
announcement-unknown = In a room of this size nobody tells what has arrived.
announcement-who = Who has seen it
reached-seen = Acknowledged: { $when }
reached-delivered = Delivered, not acknowledged
reached-undelivered = Not delivered
reached-unknown = Not acknowledged
reached-gone = No longer in the room, not counted
announcement-again = Announce again to those who have not
announcement-notification = Something was announced to you
announcement-through = Let announcements reach me
announcement-through-hint = Those that are for you, also while the room is muted or archived.
kind-announcement = Announcements
huddle = Huddle
huddle-hint = A room of its own that ends by itself. Invitations go to inboxes alone: the room you come from is told nothing.
huddle-who = Who comes along
huddle-everybody = Everybody here
huddle-all-of = All of { $name }
huddle-with =
    { $count ->
        [0] Huddle
        [one] Huddle with 1 person
       *[other] Huddle with { $count } people
    }
huddle-nobody = Choose who comes along.
huddle-for = Ends
huddle-for-hint = It can be ended earlier. It is kept only if all who are in it then choose so; whoever formed it can take people out.
huddle-until-we-rise = When we rise, after 12 hours at most
huddle-after = After { $time }
huddle-ends-at = Ends at { $when }
huddle-what = On every device that keeps to the rules. Then nothing that was said in it stays; that you have met its people does.
huddle-until = until { $when }
huddle-keep = Keep ({ $keepers } of { $people })
huddle-keep-hint = It stays, as a room, when all who are in it then choose so.
huddle-rise = End the huddle
huddle-rise-title = End this huddle now?
huddle-rise-hint = It ends for everybody. Texts, files and keys are erased on each device that keeps to the rules. Whoever has read it may have kept it.
event-huddle-kept = All who were in it chose to keep it: this is a room now, and does not end.
key-huddle = Huddle with people of this room
new-huddle = Huddle
room-without = Same room, without { $who }
room-without-hint = A new room of the same title with everybody else. This one stays as it is, and is told nothing.
failure-huddle-terms = A huddle is for a minute to seven days.
failure-no-huddle = This room is no huddle: it does not end by itself.
failure-huddle-over = This huddle is over. Nothing of it is on this device.
undone-end-huddle = The huddle could not be ended.
undone-keep-huddle = That you would keep the huddle, or not, could not be said.
## Questions that people are asked alone, and that rooms are asked

sounding-title = Ask around
sounding-asked = What you have asked
sounding-none = You have asked nobody yet.
sounding-gone = This question is not on this device any more.
sounding-whom = Who is asked
sounding-people = People, each alone
sounding-room = A room
sounding-which-room = Room
sounding-people-hint = Names, separated by commas. Each is asked in the conversation with you alone.
sounding-honest-people = Nobody sees who else is asked, nor what they say. Your relay can see that you write to several conversations at once, and not what.
sounding-honest-room = Everybody answers to you alone. The room sees totals, once, and from five answers on. Your device could know who said what, and people are told that.
sounding-free = People may answer in their own words
sounding-deadline-hint = Leave it empty, and answers count whenever they come.
sounding-deadline-room = The room is then told the totals by itself, when five have answered. Leave it empty, and you tell it.
sounding-ask-room = Ask the room
sounding-said = Question: { $text }
sounding-totals-said = Totals: { $text }
sounding-alone = Only { $who } sees what you answer, and may tell others how many answered what, without names. You do not see who else is asked.
sounding-own = Asked alone. Others who are asked do not see each other.
sounding-of-room = Everybody here is asked, and answers to { $who } alone. The room sees totals, once, and from five answers on. Only { $who }’s device could know who said what.
sounding-over = Over
sounding-see = See the answers
sounding-words = In your own words
sounding-answer-send = Answer
sounding-answered = You answered: { $text }
sounding-in-words = In their own words
sounding-people-count = { $count ->
    [one] { $count } person
   *[other] { $count } people
  }
sounding-count = { $answered } of { $asked } have answered
sounding-totals = Totals
sounding-totals-room = All at once, and once. Nobody is named.
sounding-totals-shared = Nobody is named.
sounding-table = Who was asked, what they answered, and since when
sounding-who = Who
sounding-answer = Answer
sounding-since = Since
asked-queued = Not asked yet
asked-held = Waits: look at who has a new device
asked-sent = Asked
asked-delivered = Has it, no answer
asked-read = Read it, no answer
asked-blocked = Blocked by you
sounding-reminded = reminded { $when }
sounding-remind = Remind who has not answered
sounding-reminder-sent = Reminders are on their way.
sounding-share-in = Share the totals in
sounding-share-hint = How many answered what. Nobody is named, and what was said in own words is only counted.
sounding-share = Share
sounding-shared = The totals are on their way to { $room }.
sounding-publish-hint = Before the room is told, you see how many have answered and nothing else. Totals go out once, and from five answers on.
sounding-publish = Tell the room the totals
sounding-published = The room has been told.
event-sounding-reminder = { $who } still asks for an answer
kind-sounding = Questions
statement = Statement
statement-new = New statement
kind-statement = Statements
statement-said = Statement: { $text }
statement-open = Open the statement
statement-card = Version { $number }, paragraphs: { $paragraphs }
statement-open-count = Open suggestions: { $count }
statement-card-signed = Signed by { $who }
statement-title = Title
statement-paragraphs = Paragraphs
statement-paragraphs-hint = An empty line begins another paragraph. Alternatives may stand in [brackets].
statement-propose = Put it to the room
statement-gone = This statement is not on this device any more.
statement-version = Version { $number }
statement-pen = { $who } holds the pen: suggestions go to them.
statement-pen-own = You hold the pen: you take suggestions, or decline them.
statement-paragraph = Paragraph { $number }
statement-suggestions = Suggestions
statement-suggest = Suggest
statement-suggest-for = Suggest other words for paragraph { $number }
statement-suggest-send = Send the suggestion
statement-change = What is to become of the paragraph
statement-replace = Other words
statement-strike = Strike it
statement-insert-after = A paragraph behind it
statement-insert-before = A paragraph before it
statement-words = Words
statement-reason = Reason, if you like
statement-alternative = [{ $text } — { $who }]
statement-for = { $who } ({ $delegation })
statement-struck-out = strike
statement-then = then: { $text }
statement-first = before it: { $text }
statement-stale = The paragraph has changed since: this was suggested for version { $number }.
statement-take = Take it
statement-decline = Decline it
statement-take-back = Take it back
statement-taken = Taken: another version has begun.
statement-declined = Declined
statement-taken-in = taken in version { $number }
statement-settled = Settled suggestions
statement-revise = Write the next version
statement-revise-send = Issue the version
statement-versions = Versions
statement-hash-hint = The same words have the same code on every device. Read it out to each other to compare.
statement-copy = Copy the code of version { $number }
statement-void = Void: another version had come first
statement-compare = Compare versions
statement-from = From
statement-to = To
statement-same = They say the same.
statement-inserted = inserted:
statement-struck = struck:
statement-changed-by = Changed by { $who }
statement-signatures = Signatures
statement-delegation = Delegation
statement-signed-by = Signed by
statement-alone = for nobody that you believe
statement-not-signed = not signed
statement-sign = Sign version { $number }
statement-sign-sure = You sign these words and no others. Compare the code first:
statement-sign-send = Sign
statement-sign-back = Take your signature back
statement-signed = Your signature is on its way.
statement-earlier = { $who } signed version { $number }, an earlier one: that does not count for this one.
statement-claims = { $who } says to sign for { $delegation }; nobody that you believe has said so.
statement-export = Print or export
statement-export-word = Save as a Word file
statement-export-print = Print or save as PDF
statement-print-hint = Your system’s own print dialog makes the PDF. What is exported is readable to whoever has the file.
statement-marks-suggested = Open suggestions are marked, each with who proposed it.
statement-marks-since = Changes since version { $number } are marked, each with whose it is.
silence = Silence procedure
silence-hint = A version is adopted at the deadline unless somebody objects. It has to have been delivered to every delegation by then: who is offline has not consented.
silence-queued = Waits to be sent
silence-running = Running: adopted at the deadline unless somebody objects
silence-extended = The deadline was put off
silence-text-changed = Over: the text has changed
silence-broken = The silence is broken
silence-undelivered = Not adopted: not delivered to { $who }
silence-adopted = Adopted
silence-before = Version { $number }, until { $when }: { $state }
silence-card = Silence until { $when }: { $state }
silence-on = On version { $number }, until { $when }, by your clock
silence-heard = As far as this device has heard: it is not connected, and somebody may have objected.
silence-objects = { $who } objects: { $text }
silence-objects-late = { $who } objects, too late: { $text }
silence-delivery = To whom it was delivered
silence-delivered-head = Delivered
silence-delivered = delivered { $when }
silence-read = delivered { $when }, and read
silence-late = delivered { $when }, too late
silence-not-delivered = not delivered
silence-reason = Why you object
silence-object-hint = An objection breaks the silence and is not taken back.
silence-object = Object
silence-deadline = Deadline
silence-begin = Begin a silence procedure
silence-put-off = Put the deadline off
silence-begun = The silence procedure is on its way.
event-statement-version = { $who } wrote another version of “{ $title }”
event-statement-declined = { $who } declined suggestions to “{ $title }”
event-silence = { $who } began a silence procedure on “{ $title }”
event-objection = { $who } objects to “{ $title }”: { $text }
failure-statement = A title, and 1 to 200 paragraphs; all of it below 48 kilobytes.
failure-no-statement = This statement is not here, or nothing of that kind can be done with it.
failure-statement-changed = Another version has followed. Read it first.
failure-no-paragraph = There is no such paragraph.
failure-no-suggestion = That suggestion is settled, or does not fit any more.
failure-not-the-pen = Only who wrote the statement holds its pen.
failure-no-silence = No silence procedure is running.
failure-silence-shorter = A deadline is put off, and not made shorter.
failure-sounding = A question in one line, and at most 8 different short answers, or own words.
failure-sounding-people = A question goes to 1 to 64 people.
failure-sounding-room = A room is asked as a whole where five others are in it.
failure-sounding-answer = It is over, or that is no answer to it.
failure-no-sounding = This question is not on this device any more.
failure-nobody-to-remind = Nobody is left to be reminded.
failure-too-few-answers = Fewer than five have answered: the room is told nothing yet.
failure-published = The room has been told already.
key-glance = Cover names and words, or uncover them
glance-on = Cover names and words
glance-off = Uncover names and words
glance-title = Glance and aliases
glance-hint = One gesture covers names, words and pictures, against eyes at your shoulder: two fingers tapped anywhere, Alt+G, or the crossed eye at the top. Each name then shows as your alias for it, or as a mark that you alone come to know.
glance-heard = It is against eyes alone. A screen reader still reads everything: wear headphones.
aliases-always = Always show aliases
aliases-always-hint = Also while nothing is covered. The name itself stays beside it where you choose whom you write to, and alone where you let people in or verify them.
aliases-name = Name
aliases-name-hint = An address such as name@relay.example, or any word or phrase.
aliases-alias = Alias
aliases-alias-hint = A word or an emoji. It stays on this device.
aliases-none = You have no aliases yet.
aliases-remove = Remove the alias of { $name }
aliases-use = Use aliases in this text
aliases-used = { $count ->
    [0] None of your names stands in this text.
    [one] { $count } name replaced.
   *[other] { $count } names replaced.
  }
aliases-undo = Put back
official-title = This text is marked as official
official-why = It bears the marking { $marking }. Whoever gets it may take an alias for a real name.
official-replace = Replace all the same
official-leave = Leave it
markings = Markings of official texts
markings-hint = One on each line. You are asked before aliases go into a text that bears one: in capitals, or at the beginning of a line.
markings-reset = Use Corridor’s own list
failure-alias = A name has 1 to 286 bytes and its alias 1 to 32, without control characters.
failure-alias-too-many = There are 500 aliases, and no more may be added. Remove one first.
failure-no-alias = That name has no alias.
