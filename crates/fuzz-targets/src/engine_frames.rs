//! Bob's device and bytes from its relay: any at all, real frames that a fuzzer has changed, and
//! answers of its making to what was really asked.

use corridor_wire::relay_frame::{RelayFrame, Response};
use corridor_wire::{decode, encode, limits};

use crate::choices::{Choices, put_chunk};
use crate::engine_line::{Line, head_of, page};
use crate::{engine_story, vectors};

const MOST_STEPS: usize = 40;

pub fn run(bytes: &[u8]) {
    let mut choices = Choices::new(bytes);
    engine_story::with(|story| {
        let mut line = Line::new(story);
        for _ in 0..MOST_STEPS {
            if choices.is_over() {
                break;
            }
            match choices.below(6) {
                0 | 1 => line.tell_bytes(choices.chunk()),
                2 => reply(&mut line, choices.chunk()),
                3 => line.reconnect(),
                4 => line.pass(u64::from(choices.number()) * 1000),
                _ => {
                    for _ in 0..=choices.below(8) {
                        line.answer();
                    }
                }
            }
            line.check();
        }
        line.end_honestly();
    });
}

/// The answer in a frame of the fuzzer's, to the oldest question.
fn reply(line: &mut Line<'_>, frame: &[u8]) {
    let frame = decode::<RelayFrame>(frame, limits::FRAME_BYTES);
    let Ok(RelayFrame::Reply { response, .. }) = frame else { return };
    let Some(asked) = line.asked.pop_front() else { return };
    line.tell(&RelayFrame::Reply { request_id: asked.request_id, response });
}

pub fn seeds() -> Vec<(String, Vec<u8>)> {
    // Signed in, following everything, and then.
    let story = |mark: u8, frame: &[u8]| {
        let mut bytes = vec![5, 3, mark];
        put_chunk(&mut bytes, frame);
        bytes.extend([5, 7]);
        bytes
    };
    let mut seeds: Vec<_> = vectors::named(vectors::RELAY_FRAMES, "frame")
        .into_iter()
        .filter(|(name, _)| !name.starts_with("frame_error") || name.ends_with("token_revoked"))
        .map(|(name, frame)| {
            let is_reply = matches!(
                decode::<RelayFrame>(&frame, limits::FRAME_BYTES),
                Ok(RelayFrame::Reply { response, .. }) if !matches!(response, Response::Done {})
            );
            (name, story(if is_reply { 2 } else { 0 }, &frame))
        })
        .collect();
    engine_story::with(|told| {
        let truth = page(&told.room, &told.log[4..8], head_of(&told.room, &told.log));
        let letters = page(&told.inbox, &told.letters, head_of(&told.inbox, &told.letters));
        for (name, page) in [("true_page", truth), ("letters", letters)] {
            let frame = page.map(RelayFrame::Pushed).map(|frame| encode(&frame));
            seeds.push((name.to_owned(), story(0, &frame.unwrap_or_default())));
        }
    });
    seeds
}
