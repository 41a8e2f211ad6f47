//! Messages that claim an earlier id: what others went by stays where it stands in the log.

use crate::support::World;
use crate::support::program::invite;
use corridor_content::{Announcement, Message, MessageId, uri};
use corridor_engine::view::ItemKind;
use corridor_sealing::room_state::RoomState;

const ALICE: usize = 0;
const MALLORY: usize = 1;

#[test]
fn what_others_go_by_is_not_moved_by_saying_it_again() {
    let mut world = World::new(761);
    world.join("alice");
    world.join("mallory");
    let state = |bob: &_, _: &_| RoomState::room("Delegation", bob).unwrap();
    let mut program = invite(&mut world, MALLORY, ALICE, state, |_, _, _| {});
    world.run();
    let room = program.log;
    let announced = Announcement::new("We vote at four.".to_owned(), Vec::new()).unwrap();
    let first = Message::announcement([1; 16], &announced);
    let sender = uri::account("bob@relay.example");
    let place = uri::room("relay.example", &room.to_string());
    let id = MessageId::derive(&sender, &place, &first.encode().unwrap(), &first.salt).unwrap();
    program.say(&mut world, MALLORY, &first);
    program.say(&mut world, MALLORY, &Message::text([2; 16], "later"));
    let mut again = Message::announcement([3; 16], &announced);
    again.extensions.set_first_id(&id).unwrap();
    program.say(&mut world, MALLORY, &again);
    let shown = world.timeline(ALICE, &room);
    let kinds: Vec<ItemKind> =
        shown.iter().map(|item| item.kind).filter(|kind| kind.is_said()).collect();
    assert_eq!(kinds, [ItemKind::Announcement, ItemKind::Text]);
}
