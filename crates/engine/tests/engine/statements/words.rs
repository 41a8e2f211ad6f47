//! Whose words they are: suggestions, what the pen makes of them, and what a signature is worth afterwards.

use super::{ALI, MONA, Table, WEI, is_refused, replaced};
use corridor_engine::command::{Command, StatementCommand, SuggestedChange};
use corridor_engine::kinds::{Statement, SuggestionState};

/// What it says of who did what when is each device's own.
fn common(table: &Table, client: usize) -> Statement {
    let mut shown = table.shown(client);
    (shown.local_id, shown.own) = (0, false);
    (shown.may_silence, shown.may_post) = (true, true);
    let versions = shown.versions.iter_mut().chain(&mut shown.void);
    versions.for_each(|version| version.local_id = 0);
    shown.suggestions.iter_mut().for_each(|one| (one.local_id, one.own) = (0, false));
    shown.sign_offs.iter_mut().for_each(|one| (one.local_id, one.own) = (0, false));
    shown.silences.iter_mut().for_each(|one| one.local_id = 0);
    shown
}

fn is_the_same_everywhere(table: &Table) {
    let at_mona = common(table, MONA);
    for client in [ALI, WEI] {
        assert_eq!(common(table, client), at_mona);
    }
}

#[test]
fn what_is_taken_at_one_paragraph_stands_around_it_in_its_order_whatever_becomes_of_it() {
    let mut table = Table::new(903);
    table.propose();
    let before = |text: &str| SuggestedChange::InsertBefore(text.to_owned());
    let after = |text: &str| SuggestedChange::InsertAfter(text.to_owned());
    for change in [after("Third."), after("Fourth."), before("First."), before("Second.")] {
        table.suggest(ALI, 1, change).unwrap();
    }
    table.suggest(WEI, 1, SuggestedChange::Strike).unwrap();
    table.suggest(WEI, 2, after("Sixth.")).unwrap();
    table.suggest(WEI, 2, replaced()).unwrap();
    table.settle(&[0, 1, 2, 3, 4, 5, 6], &[]).unwrap();
    for client in [MONA, ALI, WEI] {
        let texts = table.texts(client);
        assert_eq!(texts[..4], ["First.", "Second.", "Third.", "Fourth."]);
        assert_eq!(texts[4..6], ["We agreed on most points.", "Sixth."]);
    }
}

#[test]
fn what_is_suggested_shows_at_its_paragraph_until_the_pen_takes_or_declines_it() {
    let mut table = Table::new(900);
    table.propose();
    table.affiliate();
    table.suggest(ALI, 2, replaced()).unwrap();
    let more = SuggestedChange::InsertAfter("We thank our hosts.".to_owned());
    table.suggest(WEI, 3, more).unwrap();
    table.suggest(WEI, 1, SuggestedChange::Strike).unwrap();
    let shown = table.shown(WEI);
    let second = &shown.versions[0].paragraphs[1];
    let [first, inserted, struck] = &shown.suggestions[..] else { panic!("three suggestions") };
    assert_eq!((&first.paragraph, first.by.as_str()), (&second.id, "ali@relay.example"));
    assert_eq!(
        (first.delegation.as_deref(), first.version, first.fits),
        (Some("Atlantis"), Some(1), true)
    );
    assert_eq!(first.reason, "It was not all.");
    assert!(shown.suggestions.iter().all(|one| one.state == SuggestionState::Open && one.sent));
    assert_eq!((inserted.text.as_str(), struck.text.as_str()), ("We thank our hosts.", ""));
    let card = table.world.timeline(ALI, &table.room);
    let card = card.iter().find_map(|item| item.about.statement.clone()).unwrap();
    assert_eq!((card.number, card.open, card.title.as_str()), (1, 3, "Communiqué"));
    table.settle(&[0, 1], &[2]).unwrap();
    for client in [MONA, ALI, WEI] {
        let texts =
            ["We met.", "We agreed on most points.", "We meet again.", "We thank our hosts."];
        assert_eq!(table.texts(client), texts);
        let states: Vec<_> = table.shown(client).suggestions.iter().map(|one| one.state).collect();
        assert_eq!(
            states,
            [SuggestionState::Taken, SuggestionState::Taken, SuggestionState::Declined]
        );
    }
    is_the_same_everywhere(&table);
    // Nobody but the author holds the pen.
    let (local_id, version) = table.before(ALI);
    let (taken, declined) = (Vec::new(), Vec::new());
    let words = Some(("Mine".to_owned(), vec!["All mine.".to_owned()]));
    let revised = StatementCommand::Revise { local_id, version, words, taken, declined };
    is_refused(&table.give(ALI, revised), "not_the_pen");
}

#[test]
fn a_suggestion_that_fits_no_more_is_not_taken_and_one_taken_back_is_gone() {
    let mut table = Table::new(901);
    table.propose();
    table.suggest(ALI, 2, replaced()).unwrap();
    let own = table.suggest(WEI, 1, SuggestedChange::Strike).unwrap();
    table.write(&["We met.", "We agreed on some points.", "We meet again."]).unwrap();
    let shown = table.shown(MONA);
    assert_eq!(shown.suggestions.iter().map(|one| one.fits).collect::<Vec<_>>(), [false, true]);
    // The paragraph that was changed is the same one still.
    assert_eq!(shown.versions[0].paragraphs[1].id, shown.versions[1].paragraphs[1].id);
    is_refused(&table.settle(&[0], &[]), "no_suggestion");
    // Nobody takes a part of it from their own device alone, and comes to another statement than all others.
    let hidden = table.world.command(WEI, Command::Hide { local_id: own }).map(|_| 0);
    is_refused(&hidden, "no_message");
    table.give(WEI, StatementCommand::TakeBack { local_id: own }).unwrap();
    assert_eq!(table.shown(MONA).suggestions.len(), 1);
    let of_ali = table.shown(MONA).suggestions[0].local_id;
    is_refused(&table.give(MONA, StatementCommand::TakeBack { local_id: of_ali }), "no_statement");
    // Its words can be taken by hand, and it is named all the same.
    table.settle(&[], &[0]).unwrap();
    assert_eq!(table.shown(ALI).versions.len(), 2, "who declines changes no word");
    assert_eq!(table.shown(ALI).suggestions[0].state, SuggestionState::Declined);
    is_refused(&table.settle(&[], &[0]), "no_suggestion");
    is_the_same_everywhere(&table);
}

#[test]
fn who_has_an_older_version_before_them_is_told_so() {
    let mut table = Table::new(902);
    table.propose();
    let before = table.before(ALI);
    table.write(&["We met again."]).unwrap();
    let (local_id, version) = before;
    is_refused(
        &table.give(ALI, StatementCommand::SignOff { local_id, version }),
        "statement_changed",
    );
    is_refused(&table.suggest(ALI, 2, replaced()), "no_paragraph");
    is_refused(&table.write(&[""]), "statement");
}

#[test]
fn a_signature_is_for_its_words_and_for_no_others() {
    let mut table = Table::new(903);
    table.propose();
    table.affiliate();
    table.sign(ALI).unwrap();
    let shown = table.shown(WEI);
    let signed = &shown.sign_offs[0];
    assert_eq!(
        (signed.said.as_str(), signed.delegation.as_deref()),
        ("Atlantis", Some("Atlantis"))
    );
    assert!(signed.counts);
    let of = |shown: &Statement| -> Vec<(Option<String>, usize)> {
        let delegations = shown.delegations.iter();
        delegations.map(|one| (one.name.clone(), one.signed.len())).collect()
    };
    let name = |name: &str| Some(name.to_owned());
    assert_eq!(of(&shown), [(name("Atlantis"), 1), (name("Mu"), 0), (None, 0)]);
    table.write(&["We met.", "We agreed on some points.", "We meet again."]).unwrap();
    let shown = table.shown(WEI);
    assert_eq!((shown.sign_offs[0].counts, shown.sign_offs[0].version), (false, Some(1)));
    assert_eq!(of(&shown), [(name("Atlantis"), 0), (name("Mu"), 0), (None, 0)]);
    table.sign(ALI).unwrap();
    let own = table.sign(WEI).unwrap();
    assert_eq!(of(&table.shown(MONA)), [(name("Atlantis"), 1), (name("Mu"), 1), (None, 0)]);
    table.give(WEI, StatementCommand::TakeBack { local_id: own }).unwrap();
    assert_eq!(of(&table.shown(MONA)), [(name("Atlantis"), 1), (name("Mu"), 0), (None, 0)]);
    is_the_same_everywhere(&table);
}
