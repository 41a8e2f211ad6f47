//! Edits and withdrawals: what is shown, what stays to be looked at, and what is gone.

use corridor_engine::command::{Command, CommandError};
use corridor_engine::view::Sought;

use super::{ALICE, BOB, CAROL, Three, edit, react, withdraw};

#[test]
fn an_edited_text_says_what_it_says_now_and_keeps_what_it_said() {
    let mut three = Three::new(11);
    three.say(ALICE, "Artcle 4");
    let sent_at = three.item(BOB, "Artcle 4").sent_at;
    three.on(ALICE, "Artcle 4", edit("Article 4")).unwrap();
    three.on(ALICE, "Article 4", edit("Article 5")).unwrap();
    let (edits, first_sent) = three.alike("Article 5", |item| (item.edits, item.sent_at));
    assert_eq!((edits, first_sent), (2, sent_at));
    let edited_at = three.alike("Article 5", |item| item.edited_at).unwrap();
    assert!(edited_at > sent_at);
    for client in [ALICE, BOB, CAROL] {
        let item = three.item(client, "Article 5").local_id;
        let engine = &three.world.clients[client].engine;
        let history: Vec<_> =
            engine.history(item).unwrap().into_iter().map(|one| one.text).collect();
        assert_eq!(history, ["Artcle 4", "Article 4", "Article 5"]);
        let found = |text: &str| {
            let sought = Sought { text: text.to_owned(), ..Sought::default() };
            engine.search(&sought, 10).unwrap().len()
        };
        assert_eq!([found("article 5"), found("artcle"), found("article 4")], [1, 0, 0]);
    }
}

#[test]
fn two_devices_of_a_person_edit_at_once_and_all_end_alike() {
    let mut three = Three::new(12);
    let second = crate::support::recover(&mut three.world, ALICE);
    three.world.run();
    for client in [ALICE, BOB, CAROL, second] {
        let room = three.room;
        three.world.look(client, &room);
    }
    three.say(ALICE, "first");
    for (client, text) in [(ALICE, "from one"), (second, "from the other")] {
        let local_id = three.item(client, "first").local_id;
        three.world.disconnect(client);
        let command = Command::Edit { local_id, text: text.to_owned(), is_markdown: false };
        three.world.command(client, command).unwrap();
        // Each shows at once what it was told, before anybody has heard of it.
        assert_eq!(three.item(client, text).edits, 1);
    }
    for client in [second, ALICE] {
        three.world.connect(client);
        three.world.run();
    }
    // The log's order decides: the device that came back last wrote last.
    for client in [ALICE, BOB, CAROL, second] {
        assert_eq!(three.item(client, "from one").edits, 2, "{client}");
    }
}

#[test]
fn what_was_not_sent_yet_is_said_otherwise_without_a_trace() {
    let mut three = Three::new(13);
    three.world.disconnect(ALICE);
    let room = three.room;
    three.world.say(ALICE, &room, "Artcle 4");
    three.on(ALICE, "Artcle 4", edit("Article 4")).unwrap();
    three.world.connect(ALICE);
    three.world.run();
    assert_eq!(three.alike("Article 4", |item| item.edits), 0);
    assert!(!three.texts(BOB).contains(&"Artcle 4".to_owned()));
}

#[test]
fn what_is_taken_back_is_gone_with_all_that_was_said_and_done_to_it() {
    let mut three = Three::new(14);
    three.say(ALICE, "a secret");
    three.on(BOB, "a secret", react("\u{2665}", true)).unwrap();
    three.on(ALICE, "a secret", edit("another secret")).unwrap();
    let item = three.item(BOB, "another secret").local_id;
    three.on(ALICE, "another secret", withdraw).unwrap();
    for client in [ALICE, BOB, CAROL] {
        let timeline = three.world.timeline(client, &three.room);
        let last = timeline.last().unwrap();
        assert_eq!((last.text.as_str(), last.edits, last.reactions.len()), ("", 0, 0));
        assert_eq!(last.withdrawn_by.as_ref(), Some(&three.world.account(ALICE)));
        let engine = &three.world.clients[client].engine;
        let sought = Sought { text: "secret".to_owned(), ..Sought::default() };
        assert_eq!(engine.search(&sought, 10).unwrap().len(), 0);
        assert_eq!(engine.history(last.local_id).unwrap(), []);
    }
    let again = three.world.command(BOB, react("\u{2665}", true)(item));
    assert!(matches!(again, Err(CommandError::NoMessage)), "{again:?}");
}

#[test]
fn an_edit_that_comes_after_its_message_was_taken_back_brings_nothing_back() {
    let mut three = Three::new(15);
    let second = crate::support::recover(&mut three.world, ALICE);
    three.world.run();
    for client in [ALICE, BOB, CAROL, second] {
        let room = three.room;
        three.world.look(client, &room);
    }
    three.say(ALICE, "a secret");
    let on_second = three.item(second, "a secret").local_id;
    three.world.disconnect(second);
    let late = Command::Edit {
        local_id: on_second,
        text: "the secret again".to_owned(),
        is_markdown: false,
    };
    three.world.command(second, late).unwrap();
    three.on(ALICE, "a secret", withdraw).unwrap();
    three.world.connect(second);
    three.world.run();
    for client in [ALICE, BOB, CAROL, second] {
        let timeline = three.world.timeline(client, &three.room);
        assert!(timeline.iter().all(|item| !item.text.contains("secret")), "{client}");
        let item = timeline.last().unwrap();
        assert!(item.withdrawn_by.is_some());
        let engine = &three.world.clients[client].engine;
        assert_eq!(engine.history(item.local_id).unwrap(), []);
    }
}

#[test]
fn who_is_offline_sees_at_once_what_they_did_and_others_later() {
    let mut three = Three::on_disk(16);
    three.say(ALICE, "take this back");
    three.world.disconnect(ALICE);
    three.on(ALICE, "take this back", withdraw).unwrap();
    let shown = three.world.timeline(ALICE, &three.room);
    assert!(shown.last().unwrap().withdrawn_by.is_some());
    assert_eq!(three.texts(BOB).last().map(String::as_str), Some("take this back"));
    three.world.restart(ALICE);
    three.world.connect(ALICE);
    three.world.run();
    assert!(!three.texts(BOB).contains(&"take this back".to_owned()));
}

#[test]
fn what_is_hidden_here_stays_at_others() {
    let mut three = Three::on_disk(17);
    three.say(ALICE, "too long a thread");
    three.on(BOB, "too long a thread", |local_id| Command::Hide { local_id }).unwrap();
    assert!(!three.texts(BOB).contains(&"too long a thread".to_owned()));
    assert!(three.texts(CAROL).contains(&"too long a thread".to_owned()));
    three.world.restart(BOB);
    three.world.connect(BOB);
    three.world.run();
    assert!(!three.texts(BOB).contains(&"too long a thread".to_owned()));
    let sought = Sought { text: "too long".to_owned(), ..Sought::default() };
    assert_eq!(three.world.clients[BOB].engine.search(&sought, 10).unwrap().len(), 0);
}
