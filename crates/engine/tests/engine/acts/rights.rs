//! Who may do what to whose message.

use corridor_engine::command::{Command, CommandError};
use corridor_sealing::room_state::Role;

use super::{ALICE, BOB, CAROL, Three, edit, pin, react, withdraw};

fn reactions(three: &Three, text: &str) -> Vec<(String, Vec<String>)> {
    three.alike(text, |item| {
        item.reactions
            .iter()
            .map(|one| {
                let people = one.people.iter().map(|person| person.name().to_owned());
                (one.reaction.clone(), people.collect())
            })
            .collect()
    })
}

fn is_not_allowed<T: std::fmt::Debug>(outcome: &Result<T, CommandError>) {
    assert!(matches!(outcome, Err(CommandError::NotAllowed(_))), "{outcome:?}");
}

#[test]
fn a_reaction_shows_at_everybody_and_goes_again() {
    let mut three = Three::new(1);
    three.say(ALICE, "Article 4?");
    three.on(BOB, "Article 4?", react("\u{2665}", true)).unwrap();
    three.on(CAROL, "Article 4?", react("\u{2665}", true)).unwrap();
    three.on(BOB, "Article 4?", react("\u{1f44d}", true)).unwrap();
    // A second time is the same reaction.
    three.on(BOB, "Article 4?", react("\u{2665}", true)).unwrap();
    let heart = ("\u{2665}".to_owned(), vec!["bob".to_owned(), "carol".to_owned()]);
    let thumb = ("\u{1f44d}".to_owned(), vec!["bob".to_owned()]);
    assert_eq!(reactions(&three, "Article 4?"), [heart, thumb.clone()]);
    let own = |client: usize| -> Vec<bool> {
        three.item(client, "Article 4?").reactions.iter().map(|one| one.is_own).collect()
    };
    assert_eq!(
        [own(ALICE), own(BOB), own(CAROL)],
        [vec![false, false], vec![true, true], vec![true, false]]
    );
    three.on(BOB, "Article 4?", react("\u{2665}", false)).unwrap();
    let heart = ("\u{2665}".to_owned(), vec!["carol".to_owned()]);
    assert_eq!(reactions(&three, "Article 4?"), [heart, thumb.clone()]);
    three.on(CAROL, "Article 4?", react("\u{2665}", false)).unwrap();
    assert_eq!(reactions(&three, "Article 4?"), [thumb]);
    // Reactions are nothing to be read, and stand in no timeline.
    assert_eq!(three.texts(CAROL).iter().filter(|text| text.contains('\u{2665}')).count(), 0);
    let room = three.world.clients[ALICE].engine.room(&three.room).unwrap().unwrap();
    assert_eq!(room.unread, 0);
}

#[test]
fn a_reaction_is_short_and_to_something_that_was_sent() {
    let mut three = Three::new(2);
    three.say(ALICE, "Article 4?");
    for reaction in ["", "a\nb", &"x".repeat(65)] {
        let refused = three.on(BOB, "Article 4?", react(reaction, true));
        assert!(matches!(refused, Err(CommandError::Reaction { limit: 64 })), "{reaction:?}");
    }
    assert!(three.on(BOB, "Article 4?", react(&"x".repeat(64), true)).is_ok());
    let room = three.room;
    three.world.disconnect(BOB);
    three.world.say(BOB, &room, "not sent");
    let refused = three.on(BOB, "not sent", react("\u{2665}", true));
    assert!(matches!(refused, Err(CommandError::NotSentYet)), "{refused:?}");
    let nothing = Command::React { local_id: 9_999, reaction: "a".to_owned(), is_on: true };
    let refused = three.world.command(BOB, nothing);
    assert!(matches!(refused, Err(CommandError::NoMessage)), "{refused:?}");
}

#[test]
fn only_its_author_says_a_text_otherwise() {
    let mut three = Three::new(3);
    three.say(BOB, "Artcle 4");
    is_not_allowed(&three.on(ALICE, "Artcle 4", edit("Article 5")));
    three.on(BOB, "Artcle 4", edit("Article 4")).unwrap();
    assert_eq!(three.alike("Article 4", |item| item.edits), 1);
}

#[test]
fn a_message_is_taken_back_by_its_author_or_by_an_admin() {
    let mut three = Three::new(4);
    three.say(BOB, "by bob");
    three.say(CAROL, "by carol");
    three.say(ALICE, "by alice");
    is_not_allowed(&three.on(BOB, "by carol", withdraw));
    is_not_allowed(&three.on(BOB, "by alice", withdraw));
    three.on(CAROL, "by carol", withdraw).unwrap();
    three.on(ALICE, "by bob", withdraw).unwrap();
    for client in [ALICE, BOB, CAROL] {
        let marks: Vec<_> = three
            .world
            .timeline(client, &three.room)
            .into_iter()
            .filter_map(|item| item.withdrawn_by.map(|by| (item.sender, by, item.text)))
            .map(|(of, by, text)| (of.name().to_owned(), by.name().to_owned(), text))
            .collect();
        let expected = [("bob", "alice"), ("carol", "carol")];
        let expected = expected.map(|(of, by)| (of.to_owned(), by.to_owned(), String::new()));
        assert_eq!(marks, expected);
    }
    // An admin of the room may as well, once she is one.
    let role = Command::SetRole {
        room: three.room,
        person: three.world.account(CAROL),
        role: Role::Admin,
    };
    three.world.command(ALICE, role).unwrap();
    three.world.run();
    three.on(CAROL, "by alice", withdraw).unwrap();
    assert!(!three.texts(BOB).contains(&"by alice".to_owned()));
}

#[test]
fn nobody_takes_back_what_the_other_says_in_a_direct_room() {
    let mut three = Three::new(5);
    let with = three.world.account(BOB);
    three.world.command(ALICE, Command::OpenDirectRoom { with }).unwrap();
    three.world.run();
    let rooms = three.world.clients[BOB].engine.rooms().unwrap();
    three.room = rooms.iter().find(|room| room.id != three.room).unwrap().id;
    for client in [ALICE, BOB] {
        let room = three.room;
        three.world.look(client, &room);
    }
    three.say(ALICE, "between us");
    is_not_allowed(&three.on(BOB, "between us", withdraw));
    // Both may pin there.
    three.on(BOB, "between us", pin(true)).unwrap();
    assert!(three.item(ALICE, "between us").is_pinned);
    three.on(ALICE, "between us", withdraw).unwrap();
    assert!(!three.texts(BOB).contains(&"between us".to_owned()));
}

#[test]
fn pins_are_for_those_who_may_rename_and_hold_until_they_are_taken_off() {
    let mut three = Three::new(6);
    three.say(BOB, "the text as agreed");
    is_not_allowed(&three.on(BOB, "the text as agreed", pin(true)));
    assert!(!three.alike("the text as agreed", |item| item.is_pinned));
    three.on(ALICE, "the text as agreed", pin(true)).unwrap();
    assert!(three.alike("the text as agreed", |item| item.is_pinned));
    let pinned = three.world.clients[CAROL].engine.pinned(&three.room).unwrap();
    assert_eq!(pinned.len(), 1);
    assert_eq!(pinned[0].1.text, "the text as agreed");
    three.on(ALICE, "the text as agreed", pin(false)).unwrap();
    assert!(!three.alike("the text as agreed", |item| item.is_pinned));
    assert_eq!(three.world.clients[CAROL].engine.pinned(&three.room).unwrap().len(), 0);
}

#[test]
fn acts_wait_until_newcomers_are_looked_at() {
    let mut three = Three::new(7);
    three.say(BOB, "before dan");
    let dan = three.world.join("dan");
    let add = Command::AddPeople { room: three.room, people: vec![three.world.account(dan)] };
    three.world.command(ALICE, add).unwrap();
    three.world.run();
    let outcome = three.on(CAROL, "before dan", react("\u{2665}", true));
    assert!(matches!(outcome, Err(CommandError::RosterChanged { .. })), "{outcome:?}");
    let room = three.room;
    three.world.look(CAROL, &room);
    three.on(CAROL, "before dan", react("\u{2665}", true)).unwrap();
    assert_eq!(three.item(BOB, "before dan").reactions.len(), 1);
}
