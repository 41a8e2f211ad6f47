//! For whom people speak: by a signature, to all their rooms, through the roster gate, and only for so long.

use crate::support::{World, recover};
use corridor_engine::command::{
    Affiliation, Command, CommandError, OrganisationKey, SignedAffiliation,
};
use corridor_engine::view::{AffiliationView, RoomId};
use corridor_sealing::affiliation::OrganisationSecret;

const DAY_SECONDS: u64 = 86_400;

fn ministry() -> OrganisationSecret {
    OrganisationSecret::from_bytes(&[9; 32])
}

fn signed_by(
    world: &World,
    by: &OrganisationSecret,
    client: usize,
    affiliation: &str,
    since: u64,
) -> SignedAffiliation {
    let account_key = world.clients[client].engine.account().unwrap().unwrap().account_key;
    let (name, title) = ("Ana Lima".to_owned(), "Second secretary".to_owned());
    let affiliation = affiliation.to_owned();
    let until = world.now / 1000 + 30 * DAY_SECONDS;
    by.sign(Affiliation { account_key, name, title, affiliation, since, until }).unwrap()
}

fn present(world: &mut World, client: usize, affiliation: &str) {
    let since = world.now / 1000;
    let signed = Some(signed_by(world, &ministry(), client, affiliation, since));
    world.command(client, Command::SetAffiliation { signed }).unwrap();
    world.run();
}

fn believe(world: &mut World, client: usize, key: OrganisationKey, name: Option<&str>) {
    let name = name.map(str::to_owned);
    world.command(client, Command::TrustOrganisation { key, name }).unwrap();
}

fn shown(world: &World, client: usize, room: &RoomId, of: usize) -> Option<AffiliationView> {
    let account = world.account(of);
    let roster = world.clients[client].engine.roster(room).unwrap().unwrap();
    roster.people.into_iter().find(|person| person.account == account).unwrap().affiliation
}

fn delegations(world: &World, client: usize, room: &RoomId) -> usize {
    world.clients[client].engine.room(room).unwrap().unwrap().delegations
}

#[test]
fn it_goes_to_every_room_and_proves_nothing_to_who_does_not_believe_the_key() {
    let mut world = World::new(620);
    let (ana, bob, cid) = (world.join("ana"), world.join("bob"), world.join("cid"));
    let room = world.room(ana, "Plenary", &[bob, cid]);
    world.run();
    for client in [ana, bob, cid] {
        world.look(client, &room);
    }
    present(&mut world, ana, "Atlantis");
    let view = shown(&world, bob, &room, ana).unwrap();
    assert_eq!((view.name.as_str(), view.affiliation.as_str()), ("Ana Lima", "Atlantis"));
    assert_eq!((view.organisation_key, view.organisation), (ministry().key(), None));
    assert_eq!(delegations(&world, bob, &room), 0);
    believe(&mut world, bob, ministry().key(), Some("Ministry of Atlantis"));
    let view = shown(&world, bob, &room, ana).unwrap();
    assert_eq!(view.organisation.as_deref(), Some("Ministry of Atlantis"));
    present(&mut world, cid, "Mu");
    assert_eq!((delegations(&world, bob, &room), delegations(&world, ana, &room)), (2, 0));
    // It stands in no timeline and is not unread.
    assert!(world.timeline(bob, &room).iter().all(|item| item.kind.name() != "unknown"));
    assert_eq!(world.clients[bob].engine.room(&room).unwrap().unwrap().unread, 0);
    believe(&mut world, bob, ministry().key(), None);
    assert_eq!(delegations(&world, bob, &room), 0);
    world.command(ana, Command::SetAffiliation { signed: None }).unwrap();
    world.run();
    assert_eq!(shown(&world, bob, &room, ana), None);
}

#[test]
fn a_new_room_gets_it_by_itself_and_newcomers_when_they_have_been_looked_at() {
    let mut world = World::new(621);
    let (ana, bob, cid) = (world.join("ana"), world.join("bob"), world.join("cid"));
    present(&mut world, ana, "Atlantis");
    // By whoever founds it, and by whoever is brought into it.
    let own = world.room(ana, "Own", &[bob]);
    let other = world.room(bob, "Other", &[ana]);
    world.run();
    for room in [own, other] {
        assert_eq!(shown(&world, bob, &room, ana).unwrap().affiliation, "Atlantis");
    }
    let people = vec![world.account(cid)];
    world.command(bob, Command::AddPeople { room: other, people }).unwrap();
    world.run();
    assert_eq!(shown(&world, cid, &other, ana), None);
    world.look(ana, &other);
    world.run();
    assert_eq!(shown(&world, cid, &other, ana).unwrap().affiliation, "Atlantis");
    // Another device of hers knows it by her room.
    let phone = recover(&mut world, ana);
    assert_eq!(shown(&world, phone, &own, ana).map(|view| view.affiliation), None);
    for client in [ana, bob] {
        world.look(client, &own);
    }
    world.run();
    assert_eq!(shown(&world, phone, &own, ana).unwrap().affiliation, "Atlantis");
}

#[test]
fn nobody_shows_what_was_signed_of_somebody_else_or_is_over() {
    let mut world = World::new(622);
    let (ana, eve) = (world.join("ana"), world.join("eve"));
    let room = world.room(ana, "Plenary", &[eve]);
    world.run();
    let since = world.now / 1000;
    let of_ana = signed_by(&world, &ministry(), ana, "Atlantis", since);
    let refused = world.command(eve, Command::SetAffiliation { signed: Some(of_ana) });
    assert!(matches!(refused, Err(CommandError::NotYourAffiliation(_))));
    present(&mut world, ana, "Atlantis");
    assert!(shown(&world, eve, &room, ana).is_some());
    // Its end comes with nobody connected and nothing said.
    world.disconnect(eve);
    world.now += 30 * DAY_SECONDS * 1000;
    world.run();
    let (now, entropy) = (world.now, world.entropy());
    world.clients[eve].engine.handle_timeout(now, entropy).unwrap();
    assert_eq!(shown(&world, eve, &room, ana), None);
    let over = signed_by(&world, &ministry(), ana, "Atlantis", since);
    world.now += 31 * DAY_SECONDS * 1000;
    let refused = world.command(ana, Command::SetAffiliation { signed: Some(over) });
    assert!(matches!(refused, Err(CommandError::NotYourAffiliation(_))));
}

#[test]
fn what_was_signed_later_counts_whichever_room_it_came_through() {
    let mut world = World::new(623);
    let (ana, bob) = (world.join("ana"), world.join("bob"));
    let room = world.room(ana, "Plenary", &[bob]);
    world.run();
    for client in [ana, bob] {
        world.look(client, &room);
    }
    let since = world.now / 1000;
    for (affiliation, since, wanted) in
        [("Atlantis", since, "Atlantis"), ("Mu", since + 5, "Mu"), ("Lemuria", since - 5, "Mu")]
    {
        let signed = Some(signed_by(&world, &ministry(), ana, affiliation, since));
        world.command(ana, Command::SetAffiliation { signed }).unwrap();
        world.run();
        assert_eq!(shown(&world, bob, &room, ana).unwrap().affiliation, wanted);
    }
}

#[test]
fn organisations_are_named_in_a_line_and_are_not_without_number() {
    let mut world = World::new(624);
    let ana = world.join("ana");
    let key = |number: u64| {
        let mut seed = [1; 32];
        seed[..8].copy_from_slice(&number.to_be_bytes());
        OrganisationSecret::from_bytes(&seed).key()
    };
    for name in ["", " ", "two\nlines", &"x".repeat(129)] {
        let name = Some(name.to_owned());
        let refused = world.command(ana, Command::TrustOrganisation { key: key(0), name });
        assert!(matches!(refused, Err(CommandError::Organisation { .. })));
    }
    for number in 0..256 {
        believe(&mut world, ana, key(number), Some("Ministry"));
    }
    let name = Some("One more".to_owned());
    let refused = world.command(ana, Command::TrustOrganisation { key: key(256), name });
    assert!(matches!(refused, Err(CommandError::Organisation { most: 256, .. })));
    believe(&mut world, ana, key(7), Some("Another name"));
    believe(&mut world, ana, key(8), None);
    let all = world.clients[ana].engine.organisations().unwrap();
    assert_eq!((all.len(), all[0].clone()), (255, (key(7), "Another name".to_owned())));
}

#[test]
fn a_stranger_who_founds_a_room_is_told_when_its_person_has_opened_it() {
    let mut world = World::new(627);
    let (ana, mallory) = (world.join("ana"), world.join("mallory"));
    present(&mut world, ana, "Atlantis");
    let room = world.room(mallory, "Catering", &[ana]);
    world.run();
    present(&mut world, ana, "Lower Atlantis");
    assert_eq!(shown(&world, mallory, &room, ana), None);
    world.command(ana, Command::MarkRead { room, through_seq: u64::MAX }).unwrap();
    world.run();
    assert_eq!(shown(&world, mallory, &room, ana).unwrap().affiliation, "Lower Atlantis");
    // Whom she knows by then need not wait.
    let second = world.room(mallory, "Kitchen", &[ana]);
    world.run();
    assert_eq!(shown(&world, mallory, &second, ana).unwrap().affiliation, "Lower Atlantis");
}

#[test]
fn what_is_signed_for_a_time_to_come_is_not_shown_before_it() {
    let mut world = World::new(628);
    let (ana, bob) = (world.join("ana"), world.join("bob"));
    let room = world.room(ana, "Plenary", &[bob]);
    world.run();
    let since = world.now / 1000 + DAY_SECONDS;
    let signed = Some(signed_by(&world, &ministry(), ana, "Atlantis", since));
    world.command(ana, Command::SetAffiliation { signed }).unwrap();
    world.run();
    assert_eq!(shown(&world, bob, &room, ana), None);
}
