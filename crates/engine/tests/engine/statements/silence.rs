//! Silence that is consent, and silence that is none.

use super::{ALI, MINUTE, MONA, Table, WEI, is_refused};
use crate::support::wait;
use corridor_engine::command::Command;
use corridor_engine::kinds::{Silence, SilenceState};

impl Table {
    fn last(&self, client: usize) -> Silence {
        self.shown(client).silences.pop().expect("a silence procedure")
    }

    /// Time passes for everybody.
    fn pass(&mut self, milliseconds: u64) {
        wait(&mut self.world, MONA, milliseconds);
        for client in [ALI, WEI] {
            wait(&mut self.world, client, 0);
        }
        self.world.run();
    }

    fn states(&self) -> Vec<SilenceState> {
        [MONA, ALI, WEI].map(|client| self.last(client).state).to_vec()
    }
}

#[test]
fn it_is_adopted_where_all_have_it_and_nobody_objects() {
    let mut table = Table::new(910);
    table.propose();
    table.silence(MONA, 10).unwrap();
    table.pass(MINUTE);
    assert_eq!(table.states(), [SilenceState::Running; 3]);
    let asked = table.last(WEI).asked;
    assert!(asked.iter().all(|one| one.delivered_at.is_some()), "{asked:?}");
    assert_eq!(asked, table.last(MONA).asked);
    table.pass(10 * MINUTE);
    assert_eq!(table.states(), [SilenceState::Adopted; 3]);
    assert!(table.last(MONA).caught_up);
    is_refused(&table.object(ALI), "no_silence");
}

#[test]
fn who_is_away_has_not_consented() {
    let mut table = Table::new(911);
    table.propose();
    table.affiliate();
    table.world.disconnect(WEI);
    table.silence(MONA, 10).unwrap();
    table.pass(MINUTE);
    let silence = table.last(MONA);
    assert_eq!(
        (silence.state, silence.undelivered),
        (SilenceState::Running, vec!["Mu".to_owned()])
    );
    table.pass(10 * MINUTE);
    assert_eq!(table.last(MONA).state, SilenceState::Undelivered);
    assert_eq!(table.last(MONA).undelivered, ["Mu"]);
    // It comes too late: nobody's silence is counted afterwards.
    table.world.connect(WEI);
    table.world.run();
    table.pass(MINUTE);
    assert_eq!(table.states(), [SilenceState::Undelivered; 3]);
    let of_wei = table.last(ALI).asked.into_iter().find(|one| one.account.starts_with("wei"));
    assert!(of_wei.unwrap().delivered_at.unwrap() > table.last(ALI).deadline);
}

#[test]
fn who_tells_nobody_what_has_arrived_has_not_consented() {
    let mut table = Table::new(912);
    let off = Command::SetReceipts { delivered: false, read: false };
    table.world.command(ALI, off).unwrap();
    table.propose();
    table.silence(MONA, 10).unwrap();
    table.pass(11 * MINUTE);
    assert_eq!(table.states(), [SilenceState::Undelivered; 3]);
    assert_eq!(table.last(ALI).undelivered, ["ali@relay.example"]);
}

#[test]
fn an_objection_in_time_breaks_it_and_is_not_taken_back() {
    let mut table = Table::new(913);
    table.propose();
    table.silence(MONA, 10).unwrap();
    let objection = table.object(ALI).unwrap();
    assert_eq!(table.states(), [SilenceState::Broken; 3]);
    assert_eq!(table.last(WEI).objections[0].reason, "Not without article 4.");
    is_refused(
        &table.give(ALI, super::StatementCommand::TakeBack { local_id: objection }),
        "no_statement",
    );
    // A program of somebody's own may ask for it: nobody's device does it.
    let undone = table.world.clients[ALI].engine.statement(table.item(ALI)).unwrap().unwrap();
    assert!(undone.silences[0].objections[0].in_time);
    // Another one may begin at once.
    table.silence(MONA, 10).unwrap();
    table.pass(11 * MINUTE);
    assert_eq!(table.states(), [SilenceState::Adopted; 3]);
    assert_eq!(table.shown(WEI).silences[0].state, SilenceState::Broken);
}

#[test]
fn it_is_put_off_and_not_made_shorter_and_what_breaks_it_breaks_what_puts_it_off() {
    let mut table = Table::new(914);
    table.propose();
    table.silence(MONA, 10).unwrap();
    is_refused(&table.silence(MONA, 5), "silence_shorter");
    // Written while the first one ran, and sent when it had been put off.
    table.world.disconnect(ALI);
    table.object(ALI).unwrap();
    table.silence(MONA, 30).unwrap();
    table.pass(15 * MINUTE);
    assert_eq!(table.shown(MONA).silences[0].state, SilenceState::Extended);
    assert_eq!(table.last(MONA).state, SilenceState::Running);
    table.world.connect(ALI);
    table.world.run();
    assert_eq!(table.states(), [SilenceState::Broken; 3]);
}

#[test]
fn other_words_end_it() {
    let mut table = Table::new(915);
    table.propose();
    table.silence(MONA, 10).unwrap();
    table.write(&["We met.", "We part."]).unwrap();
    assert_eq!(table.states(), [SilenceState::TextChanged; 3]);
    is_refused(&table.object(ALI), "no_silence");
    table.pass(11 * MINUTE);
    assert_eq!(table.states(), [SilenceState::TextChanged; 3]);
    let card = table.world.timeline(ALI, &table.room);
    let card = card.iter().find_map(|item| item.about.statement.clone()).unwrap();
    assert_eq!((card.number, card.silence), (2, None));
}

#[test]
fn only_the_pen_or_an_admin_begins_one() {
    let mut table = Table::new(916);
    table.propose();
    is_refused(&table.silence(ALI, 10), "not_allowed");
    is_refused(&table.silence(MONA, 0), "send_at");
    let (room, person) = (table.room, table.world.account(ALI));
    let role = corridor_sealing::room_state::Role::Admin;
    table.world.command(MONA, Command::SetRole { room, person, role }).unwrap();
    table.world.run();
    table.silence(ALI, 10).unwrap();
    assert_eq!(table.states(), [SilenceState::Running; 3]);
}
