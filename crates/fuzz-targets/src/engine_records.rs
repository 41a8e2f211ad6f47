//! Bob's device and a relay that has the true records of his room and shows them as it likes: left
//! out, twice, in another order, under other numbers, damaged, with a history of its own; that answers
//! what was not asked, forgets what it has said, and lets him wait for ever.
//!
//! Nothing that was not said appears, nothing appears twice, the database stays whole, and when the
//! relay is honest again nothing is missing.

use corridor_engine::command::Command;
use corridor_wire::chain::ChainHash;
use corridor_wire::client_frame::{CommitHeader, Record};
use corridor_wire::error_code::ErrorCode;
use corridor_wire::id::{LogId, OpId};
use corridor_wire::relay_frame::{Entry, ErrorReply, Head, RelayFrame, Response};
use corridor_wire::token::TokenHash;

use crate::choices::Choices;
use crate::engine_line::{Line, head_of, page};
use crate::engine_story;

const MOST_STEPS: usize = 60;

pub fn run(bytes: &[u8]) {
    let mut choices = Choices::new(bytes);
    engine_story::with(|story| {
        let mut line = Line::new(story);
        for _ in 0..MOST_STEPS {
            if choices.is_over() {
                break;
            }
            step(&mut line, &mut choices);
            line.check();
        }
        line.end_honestly();
    });
}

fn step(line: &mut Line<'_>, choices: &mut Choices<'_>) {
    match choices.below(12) {
        0..=2 => {
            for _ in 0..=choices.below(8) {
                line.answer();
            }
        }
        3..=5 => push(line, choices),
        6 => lie(line, choices),
        7 => {
            let log = log(line, choices);
            let error = refusal(choices);
            line.tell(&RelayFrame::FollowEnded { log, error });
        }
        8 => line.reconnect(),
        9 => match choices.below(3) {
            0 => line.restart(),
            _ => line.pass(u64::from(choices.number()) * 100),
        },
        10 => say(line, choices),
        _ => {
            line.asked.pop_front();
        }
    }
}

fn log(line: &Line<'_>, choices: &mut Choices<'_>) -> LogId {
    match choices.below(8) {
        0 => LogId::from_bytes([choices.byte(); 16]),
        1 | 2 => line.story.inbox,
        _ => line.story.room,
    }
}

/// Some entries of the true log, after changes, with the true end of the log or another.
fn push(line: &mut Line<'_>, choices: &mut Choices<'_>) {
    let log = log(line, choices);
    let truth = if log == line.story.inbox { &line.story.letters } else { &line.story.log };
    let from = choices.below(truth.len());
    let to = (from + choices.below(6)).min(truth.len());
    let mut entries = truth[from..to].to_vec();
    let head = head(&log, truth, to, choices);
    for _ in 0..choices.below(3) {
        change(&mut entries, truth, choices);
    }
    if let Some(page) = page(&log, &entries, head) {
        line.tell(&RelayFrame::Pushed(page));
    }
}

fn head(log: &LogId, truth: &[Entry], to: usize, choices: &mut Choices<'_>) -> Head {
    match choices.below(6) {
        0 | 1 => head_of(log, truth),
        2 | 3 => head_of(log, &truth[..to]),
        4 => Head { seq: choices.long(), ..head_of(log, truth) },
        _ => Head { chain: ChainHash::from_bytes([choices.byte(); 32]), ..head_of(log, truth) },
    }
}

fn change(entries: &mut Vec<Entry>, truth: &[Entry], choices: &mut Choices<'_>) {
    if entries.is_empty() {
        return;
    }
    let at = choices.below(entries.len());
    let other = choices.below(entries.len());
    match choices.below(9) {
        0 => entries.swap(at, other),
        1 => drop(entries.remove(at)),
        2 => entries.insert(other, entries[at].clone()),
        3 => entries[at].record = truth[choices.below(truth.len())].record.clone(),
        4 => entries[at].op_id = OpId::from_bytes([choices.byte(); 16]),
        5 => entries[at].version = choices.below(8) as u64,
        6 => entries[at].seq = choices.below(24) as u64,
        7 => {
            let next_token_hash = TokenHash::from_bytes([choices.byte(); 32]);
            let header = CommitHeader { next_token_hash, revokes: choices.flag() };
            entries[at].commit = choices.flag().then_some(header);
        }
        _ => {
            let content = vec![choices.byte(); 600];
            entries[at].record = Record::new(content).expect("it is small");
        }
    }
}

fn refusal(choices: &mut Choices<'_>) -> ErrorReply {
    let codes = ErrorCode::ALL;
    let code = codes[choices.below(codes.len())];
    let retry_after_ms = choices.flag().then(|| u64::from(choices.number()));
    ErrorReply { code, detail: String::new(), retry_after_ms }
}

/// An answer to the oldest question that is not the true one.
fn lie(line: &mut Line<'_>, choices: &mut Choices<'_>) {
    let Some(asked) = line.asked.pop_front() else { return };
    let story = line.story;
    let to = choices.below(story.log.len() + 1);
    let head = head(&story.room, &story.log, to, choices);
    let response = match choices.below(7) {
        0 => Response::Done {},
        1 => Response::Appended { seq: choices.below(24) as u64 },
        2 => Response::Conflict { head },
        3 => Response::Following { head },
        4 => Response::Authenticated { account: story.account.clone(), report_to: None },
        5 => Response::KeyPackageCount { one_time: u32::MAX, last_resort: choices.flag() },
        _ => Response::Error(refusal(choices)),
    };
    line.tell(&RelayFrame::Reply { request_id: asked.request_id, response });
}

fn say(line: &mut Line<'_>, choices: &mut Choices<'_>) {
    let room = line.story.room;
    let text = format!("bob's number {}", line.said.len());
    let command = match choices.below(4) {
        0 => Command::Rename { room, title: "Bob's story".to_owned() },
        1 => Command::MarkRead { room, through_seq: u64::from(choices.byte()) },
        _ => Command::SendText { room, text: text.clone().into(), seen: None },
    };
    let is_text = matches!(command, Command::SendText { .. });
    if line.command(command).is_some() && is_text {
        line.said.push(text);
    }
}

pub fn seeds() -> Vec<(String, Vec<u8>)> {
    let named: [(&str, &[u8]); 8] = [
        ("honest", &[0, 7, 0, 7, 0, 7, 0, 7]),
        ("all_at_once", &[0, 3, 3, 7, 4, 5, 0, 0, 3, 7, 9, 5, 0, 0]),
        ("left_out", &[0, 3, 3, 7, 4, 4, 0, 1, 1, 0, 1, 8, 0, 7]),
        ("twice", &[0, 3, 3, 7, 4, 2, 0, 1, 0, 1, 2, 0, 7]),
        ("fork", &[0, 3, 3, 7, 4, 1, 0, 1, 0, 0, 8, 0x55, 8, 0, 7]),
        ("swallowed", &[0, 7, 10, 3, 6, 0, 1, 12, 8, 0, 7]),
        ("conflict", &[0, 7, 10, 3, 6, 3, 2, 2, 0, 7, 0, 7]),
        ("forgotten", &[0, 3, 7, 7, 20, 0, 9, 1, 0, 40, 0, 7]),
    ];
    let named = named.map(|(name, bytes)| (name.to_owned(), bytes.to_vec()));
    named.into_iter().chain(crate::drawn_stories("engine records", 8, 200)).collect()
}
