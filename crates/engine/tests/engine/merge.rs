//! Two devices of one person and one of another do things to the same messages, in any order and on lines that
//! come and go. However it reaches them, all end alike: as a simple model has it that folds the log.

use std::collections::BTreeMap;

use crate::support::{World, recover};
use corridor_engine::command::{Answer, Command, PollToSend};
use corridor_engine::view::{LocalId, RoomId, TimelineItem};
use corridor_wire::id::{AccountId, Seq};
use proptest::collection::vec;
use proptest::prelude::*;

/// Alice's, Bob's, and a poll of Alice's.
const MESSAGES: usize = 3;
const POLL: usize = 2;
const REACTIONS: [&str; 2] = ["+", "-"];

#[derive(Clone, Debug)]
enum Step {
    React {
        on: usize,
        reaction: usize,
    },
    TakeBack {
        on: usize,
        reaction: usize,
    },
    Edit {
        on: usize,
    },
    Withdraw {
        on: usize,
    },
    Pin {
        on: usize,
        is_on: bool,
    },
    Vote {
        choice: u8,
    },
    EndPoll,
    Disconnect,
    Connect,
    /// So many frames reach somebody.
    Frames {
        count: usize,
    },
}

fn steps() -> impl Strategy<Value = Vec<(usize, Step)>> {
    let on = 0..MESSAGES;
    let step = prop_oneof![
        4 => (on.clone(), 0..2usize).prop_map(|(on, reaction)| Step::React { on, reaction }),
        2 => (on.clone(), 0..2usize).prop_map(|(on, reaction)| Step::TakeBack { on, reaction }),
        6 => on.clone().prop_map(|on| Step::Edit { on }),
        1 => on.clone().prop_map(|on| Step::Withdraw { on }),
        2 => (on, any::<bool>()).prop_map(|(on, is_on)| Step::Pin { on, is_on }),
        5 => (0..3u8).prop_map(|choice| Step::Vote { choice }),
        1 => Just(Step::EndPoll),
        4 => Just(Step::Disconnect),
        4 => Just(Step::Connect),
        6 => (1..12usize).prop_map(|count| Step::Frames { count }),
    ];
    vec((0..3usize, step), 1..40)
}

#[derive(Clone, Debug)]
enum Act {
    React(&'static str),
    /// Of the reaction with this place among all acts.
    Undo(usize),
    Edit(String),
    Withdraw,
    Pin(bool),
    Vote(u8),
    EndPoll,
}

/// An act that a device has taken upon itself.
struct Taken {
    client: usize,
    on: usize,
    act: Act,
}

/// What a message has come to.
#[derive(PartialEq, Eq, Debug, Default)]
struct Standing {
    withdrawn_by: Option<AccountId>,
    text: String,
    edits: usize,
    reactions: Vec<(String, Vec<AccountId>)>,
    is_pinned: bool,
    votes: Vec<(usize, Vec<AccountId>)>,
    is_over: bool,
}

struct Play {
    world: World,
    room: RoomId,
    clients: [usize; 3],
    people: [AccountId; 3],
    /// Of each message at each device.
    items: [[LocalId; MESSAGES]; 3],
    /// What was said before anything was done.
    first: Seq,
    taken: Vec<Taken>,
}

const TEXTS: [&str; MESSAGES] = ["hers", "his", "when?"];

impl Play {
    fn new(seed: u64) -> Self {
        let mut world = World::new(seed);
        let (alice, bob) = (world.join("alice"), world.join("bob"));
        let tablet = recover(&mut world, alice);
        let clients = [alice, tablet, bob];
        for client in clients {
            let receipts = Command::SetReceipts { delivered: false, read: false };
            world.command(client, receipts).unwrap();
        }
        let room = world.room(alice, "Merge", &[bob]);
        world.run();
        for client in clients {
            world.look(client, &room);
        }
        world.say(alice, &room, TEXTS[0]);
        world.run();
        world.say(bob, &room, TEXTS[1]);
        world.run();
        let poll = PollToSend {
            question: TEXTS[POLL].to_owned(),
            options: ["now", "soon", "never"].map(ToOwned::to_owned).to_vec(),
            is_multiple: false,
            is_open: true,
            deadline: None,
        };
        world.command(alice, Command::SendPoll { room, poll, seen: None }).unwrap();
        world.run();
        let items = clients.map(|client| {
            let items = world.timeline(client, &room);
            TEXTS.map(|text| items.iter().find(|item| item.text == text).unwrap().local_id)
        });
        let first = world.clients[alice].engine.room(&room).unwrap().unwrap().cursor;
        let people = clients.map(|client| world.account(client));
        Self { world, room, clients, people, items, first, taken: Vec::new() }
    }

    fn queued(&self, device: usize) -> usize {
        let engine = &self.world.clients[self.clients[device]].engine;
        engine.room(&self.room).unwrap().unwrap().queued
    }

    /// Acts in the order of the log, by their places among all that were taken.
    fn landed(&self) -> Vec<usize> {
        let mut own: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (place, taken) in self.taken.iter().enumerate() {
            own.entry(self.clients[taken.client]).or_default().push(place);
        }
        let mut own: BTreeMap<usize, _> =
            own.into_iter().map(|(client, places)| (client, places.into_iter())).collect();
        let log = self.world.logs.range((self.room, self.first + 1)..=(self.room, Seq::MAX));
        let writers = log.map(|(_, op_id)| self.world.writers[op_id]);
        writers.map(|writer| own.get_mut(&writer).unwrap().next().unwrap()).collect()
    }

    fn step(&mut self, device: usize, step: &Step) {
        let client = self.clients[device];
        match step {
            Step::Disconnect => self.world.disconnect(client),
            Step::Connect => self.world.connect(client),
            Step::Frames { count } => {
                for _ in 0..*count {
                    if !self.world.step() {
                        self.world.commit_relay();
                    }
                }
            }
            Step::TakeBack { on, reaction } => self.take_back(device, *on, REACTIONS[*reaction]),
            Step::React { on, reaction } => self.act(device, *on, Act::React(REACTIONS[*reaction])),
            Step::Edit { on } => {
                let text = format!("edit {}", self.taken.len());
                self.act(device, *on, Act::Edit(text));
            }
            Step::Withdraw { on } => self.act(device, *on, Act::Withdraw),
            Step::Pin { on, is_on } => self.act(device, *on, Act::Pin(*is_on)),
            Step::Vote { choice } => self.act(device, POLL, Act::Vote(*choice)),
            Step::EndPoll => self.act(device, POLL, Act::EndPoll),
        }
    }

    fn act(&mut self, device: usize, on: usize, act: Act) {
        let local_id = self.items[device][on];
        let command = match act.clone() {
            Act::React(reaction) => {
                Command::React { local_id, reaction: reaction.to_owned(), is_on: true }
            }
            Act::Edit(text) => Command::Edit { local_id, text, is_markdown: false },
            Act::Withdraw => Command::Withdraw { local_id },
            Act::Pin(is_on) => Command::Pin { local_id, is_on },
            Act::Vote(choice) => Command::Vote { local_id, choices: vec![choice] },
            Act::EndPoll => Command::EndPoll { local_id },
            Act::Undo(_) => return,
        };
        let before = self.queued(device);
        let answer = self.world.command(self.clients[device], command);
        let (is_alice, is_hers) = (device < 2, on != 1);
        // Alice founded the room; whoever may not is refused.
        let may = match act {
            Act::Edit(_) => is_alice == is_hers && on != POLL,
            Act::Withdraw => is_alice || !is_hers,
            Act::Pin(_) | Act::EndPoll => is_alice,
            _ => true,
        };
        assert!(may || answer.is_err(), "{device} {on} {act:?}");
        if self.queued(device) > before {
            assert!(matches!(answer, Ok(Answer::Queued(_))), "{answer:?}");
            self.taken.push(Taken { client: device, on, act });
        }
    }

    /// When everything that is on a line has come: which reactions a device knows is known then.
    fn take_back(&mut self, device: usize, on: usize, reaction: &'static str) {
        let client = self.clients[device];
        self.world.connect(client);
        self.world.run();
        let landed = self.landed();
        let is_alice = device < 2;
        let undone = |place: usize| {
            landed.iter().any(|at| matches!(self.taken[*at].act, Act::Undo(of) if of == place))
        };
        let given: Vec<usize> = landed
            .iter()
            .copied()
            .filter(|place| {
                let taken = &self.taken[*place];
                let is_it = matches!(taken.act, Act::React(said) if said == reaction);
                is_it && taken.on == on && (taken.client < 2) == is_alice && !undone(*place)
            })
            .collect();
        let command = Command::React {
            local_id: self.items[device][on],
            reaction: reaction.to_owned(),
            is_on: false,
        };
        let before = self.queued(device);
        if self.world.command(client, command).is_ok() {
            assert_eq!(self.queued(device) - before, given.len());
            let acts =
                given.into_iter().map(|place| Taken { client: device, on, act: Act::Undo(place) });
            self.taken.extend(acts);
        }
    }

    /// The reference: every rule in a few lines, over the log from its beginning to its end.
    fn fold(&self, on: usize) -> Standing {
        let mut standing = Standing { text: TEXTS[on].to_owned(), ..Standing::default() };
        let mut votes: BTreeMap<AccountId, u8> = BTreeMap::new();
        let landed = self.landed();
        for place in &landed {
            let taken = &self.taken[*place];
            let person = &self.people[taken.client];
            let is_undone = landed
                .iter()
                .any(|at| matches!(self.taken[*at].act, Act::Undo(of) if of == *place));
            if taken.on != on || is_undone {
                continue;
            }
            match &taken.act {
                Act::Withdraw => {
                    let withdrawn_by = Some(person.clone());
                    return Standing { withdrawn_by, ..Standing::default() };
                }
                Act::Edit(text) => {
                    standing.text.clone_from(text);
                    standing.edits += 1;
                }
                Act::React(reaction) => {
                    let known = standing.reactions.iter_mut().find(|(known, _)| known == reaction);
                    match known {
                        Some((_, people)) if people.contains(person) => {}
                        Some((_, people)) => people.push(person.clone()),
                        None => {
                            let one = ((*reaction).to_owned(), vec![person.clone()]);
                            standing.reactions.push(one);
                        }
                    }
                }
                Act::Pin(is_on) => standing.is_pinned = *is_on,
                Act::Vote(choice) if !standing.is_over => {
                    votes.insert(person.clone(), *choice);
                }
                Act::EndPoll => standing.is_over = true,
                Act::Vote(_) | Act::Undo(_) => {}
            }
        }
        if on == POLL {
            standing.votes = (0..3u8)
                .map(|option| {
                    let mine = votes.iter().filter(|(_, choice)| **choice == option);
                    let people: Vec<AccountId> = mine.map(|(person, _)| person.clone()).collect();
                    (people.len(), people)
                })
                .collect();
        }
        standing
    }
}

fn shown(item: &TimelineItem) -> Standing {
    let poll = item.poll.as_ref();
    let options = poll.map(|poll| poll.options.iter()).into_iter().flatten();
    Standing {
        withdrawn_by: item.withdrawn_by.clone(),
        text: item.text.clone(),
        edits: item.edits,
        reactions: item
            .reactions
            .iter()
            .map(|one| (one.reaction.clone(), one.people.clone()))
            .collect(),
        is_pinned: item.is_pinned,
        votes: options.map(|one| (one.votes.unwrap(), one.people.clone())).collect(),
        is_over: poll.is_some_and(|poll| poll.is_over),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn whatever_the_order_all_end_as_the_log_says(seed in 0..1000u64, steps in steps()) {
        let mut play = Play::new(seed);
        for (device, step) in &steps {
            play.step(*device, step);
        }
        for client in play.clients {
            play.world.connect(client);
        }
        play.world.run();
        prop_assert_eq!(play.landed().len(), play.taken.len());
        for on in 0..MESSAGES {
            let expected = play.fold(on);
            for device in 0..3 {
                let items = play.world.timeline(play.clients[device], &play.room);
                let local_id = play.items[device][on];
                let item = items.iter().find(|item| item.local_id == local_id).unwrap();
                prop_assert_eq!(&shown(item), &expected, "message {} at {}", on, device);
            }
        }
    }
}
