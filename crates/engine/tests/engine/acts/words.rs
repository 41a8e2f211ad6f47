//! Answers, mentions, copies and marks; and what waits for its time.

use corridor_engine::command::{Answer, Command, CommandError, FileToSend, TextToSend};
use corridor_engine::kinds::AboutFile;
use corridor_engine::view::{Delivery, FileState, ItemKind};

use super::{ALICE, BOB, CAROL, Three, edit, withdraw};
use crate::support::wait;

fn send(three: &mut Three, by: usize, text: TextToSend) -> Result<Answer, CommandError> {
    let room = three.room;
    let answer = three.world.command(by, Command::SendText { room, text, seen: None });
    three.world.run();
    answer
}

#[test]
fn an_answer_quotes_what_it_answers_as_it_is_said_now() {
    let mut three = Three::new(21);
    three.say(ALICE, "Artcle 4?");
    let reply_to = Some(three.item(BOB, "Artcle 4?").local_id);
    send(&mut three, BOB, TextToSend { reply_to, ..TextToSend::from("Agreed.") }).unwrap();
    let quote = |three: &Three| {
        three.alike("Agreed.", |item| {
            let quote = item.reply_to.clone().unwrap();
            (quote.sender.map(|one| one.name().to_owned()), quote.text, quote.seq)
        })
    };
    let seq = three.item(ALICE, "Artcle 4?").seq;
    assert_eq!(quote(&three), (Some("alice".to_owned()), "Artcle 4?".to_owned(), seq));
    three.on(ALICE, "Artcle 4?", edit("Article 4?")).unwrap();
    assert_eq!(quote(&three).1, "Article 4?");
    three.on(ALICE, "Article 4?", withdraw).unwrap();
    assert_eq!(quote(&three), (None, String::new(), None));
}

#[test]
fn an_answer_is_to_something_of_the_same_room() {
    let mut three = Three::new(22);
    let other = three.world.room(ALICE, "Elsewhere", &[BOB]);
    three.world.run();
    three.world.say(ALICE, &other, "elsewhere");
    three.world.run();
    let elsewhere = three.world.timeline(ALICE, &other).pop().unwrap().local_id;
    for reply_to in [elsewhere, 9_999] {
        let text = TextToSend { reply_to: Some(reply_to), ..TextToSend::from("What?") };
        let outcome = send(&mut three, ALICE, text);
        assert!(matches!(outcome, Err(CommandError::NoMessage)), "{outcome:?}");
    }
}

#[test]
fn a_mention_is_counted_for_whom_it_names_and_for_nobody_else() {
    let mut three = Three::new(23);
    let mentions = vec![three.world.account(BOB)];
    send(&mut three, ALICE, TextToSend { mentions, ..TextToSend::from("@bob, please speak") })
        .unwrap();
    three.say(ALICE, "to all");
    let counted = |client: usize| {
        let room = three.world.clients[client].engine.room(&three.room).unwrap().unwrap();
        (room.unread, room.mentions, three.item(client, "@bob, please speak").mentions_me)
    };
    assert_eq!(counted(BOB), (2, 1, true));
    assert_eq!(counted(CAROL), (2, 0, false));
    assert_eq!(counted(ALICE), (0, 0, false));
    let dan = three.world.join("dan");
    for mentions in [vec![three.world.account(dan)], vec![three.world.account(BOB); 33]] {
        let outcome = send(&mut three, ALICE, TextToSend { mentions, ..TextToSend::from("@") });
        assert!(matches!(outcome, Err(CommandError::Mentions { limit: 32 })), "{outcome:?}");
    }
}

#[test]
fn a_copy_says_that_it_is_one_and_not_of_what() {
    let mut three = Three::new(24);
    let other = three.world.room(BOB, "Allies", &[CAROL]);
    three.world.run();
    three.say(ALICE, "said in confidence");
    let forward = |local_id| Command::Forward { local_id, room: other, seen: None };
    three.on(BOB, "said in confidence", forward).unwrap();
    let copy = three.world.timeline(CAROL, &other).pop().unwrap();
    assert_eq!((copy.text.as_str(), copy.is_forwarded), ("said in confidence", true));
    assert_eq!(copy.sender, three.world.account(BOB));
    assert!(!three.item(CAROL, "said in confidence").is_forwarded);
}

#[test]
fn a_file_is_forwarded_only_by_who_has_it_and_as_a_file_of_its_own() {
    let mut three = Three::new(25);
    let other = three.world.room(BOB, "Allies", &[CAROL]);
    three.world.run();
    let file = FileToSend {
        name: "plan.pdf".to_owned(),
        media_type: "application/pdf".to_owned(),
        content: vec![7; 3_000],
        preview: None,
        caption: "page 2".to_owned(),
        about: AboutFile::default(),
    };
    let room = three.room;
    three.world.command(ALICE, Command::SendFile { room, file, seen: None }).unwrap();
    three.world.run();
    let forward = |local_id| Command::Forward { local_id, room: other, seen: None };
    let outcome = three.on(BOB, "page 2", forward);
    assert!(matches!(outcome, Err(CommandError::NoFile)), "{outcome:?}");
    three.on(BOB, "page 2", |local_id| Command::FetchFile { local_id }).unwrap();
    three.on(BOB, "page 2", forward).unwrap();
    let copy = three.world.timeline(CAROL, &other).pop().unwrap();
    assert_eq!((copy.kind, copy.is_forwarded), (ItemKind::File, true));
    three.world.command(CAROL, Command::FetchFile { local_id: copy.local_id }).unwrap();
    three.world.run();
    let copy = three.world.timeline(CAROL, &other).pop().unwrap();
    assert_eq!(copy.file.unwrap().state, FileState::Here);
    let content = three.world.clients[CAROL].engine.file_content(copy.local_id).unwrap().unwrap();
    assert_eq!(*content, vec![7; 3_000]);
    // Taken back, it is gone from every device that had it.
    three.on(ALICE, "page 2", withdraw).unwrap();
    let gone = three.world.timeline(BOB, &three.room).pop().unwrap();
    assert!(gone.file.is_none() && gone.withdrawn_by.is_some());
    assert_eq!(three.world.clients[BOB].engine.file_content(gone.local_id).unwrap(), None);
}

#[test]
fn marks_are_this_devices_own() {
    let mut three = Three::new(26);
    three.say(ALICE, "to come back to");
    three.on(BOB, "to come back to", |local_id| Command::Star { local_id, is_on: true }).unwrap();
    assert!(three.item(BOB, "to come back to").is_starred);
    assert!(!three.item(ALICE, "to come back to").is_starred);
    let starred = three.world.clients[BOB].engine.starred(10).unwrap();
    assert_eq!(starred.len(), 1);
    three.on(BOB, "to come back to", |local_id| Command::Star { local_id, is_on: false }).unwrap();
    assert_eq!(three.world.clients[BOB].engine.starred(10).unwrap().len(), 0);
}

#[test]
fn a_text_waits_on_its_device_for_its_time() {
    let mut three = Three::on_disk(27);
    let now = three.world.now;
    let at = now + 3 * 60 * 60 * 1000;
    send(&mut three, ALICE, TextToSend { send_at: Some(at), ..TextToSend::from("at three") })
        .unwrap();
    assert_eq!(three.item(ALICE, "at three").send_at, Some(at));
    assert_eq!(three.item(ALICE, "at three").delivery, Delivery::Queued);
    // A world runs on by up to two minutes until it rests.
    wait(&mut three.world, ALICE, at - now - 10 * 60_000);
    three.world.run();
    assert!(!three.texts(BOB).contains(&"at three".to_owned()));
    three.world.restart(ALICE);
    three.world.connect(ALICE);
    three.world.run();
    assert!(!three.texts(BOB).contains(&"at three".to_owned()));
    assert_eq!(three.world.clients[ALICE].engine.poll_wake(), Some(at));
    let left = at - three.world.now;
    wait(&mut three.world, ALICE, left);
    three.world.run();
    assert_eq!(three.alike("at three", |item| (item.send_at, item.sent_at)), (None, at));
}

#[test]
fn what_waits_for_its_time_can_be_taken_back_and_is_put_off_for_a_year_at_most() {
    let mut three = Three::new(28);
    let now = three.world.now;
    let later = |at| TextToSend { send_at: Some(at), ..TextToSend::from("later") };
    for at in [0, now, now + 367 * 24 * 60 * 60 * 1000] {
        let outcome = send(&mut three, ALICE, later(at));
        assert!(matches!(outcome, Err(CommandError::SendAt)), "{outcome:?}");
    }
    send(&mut three, ALICE, later(now + 60 * 60_000)).unwrap();
    three.on(ALICE, "later", |local_id| Command::Discard { local_id }).unwrap();
    wait(&mut three.world, ALICE, 2 * 60 * 60_000);
    three.world.run();
    assert!(!three.texts(ALICE).contains(&"later".to_owned()));
    assert!(!three.texts(BOB).contains(&"later".to_owned()));
}
