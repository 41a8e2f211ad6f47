//! Frames in a few words, for a person who reads along.

use corridor_wire::client_frame::Request;
use corridor_wire::relay_frame::RelayFrame;
use corridor_wire::{decode, limits};

pub fn describe(frame: &[u8]) -> String {
    match decode::<RelayFrame>(frame, limits::FRAME_BYTES) {
        Ok(RelayFrame::Pushed(page)) => {
            let entries: Vec<String> =
                page.entries.as_slice().iter().map(|entry| entry.seq.to_string()).collect();
            format!("{} entries {} of {}", page.log, entries.join(" "), page.head.seq)
        }
        Ok(RelayFrame::Reply { request_id, response }) => {
            let text = format!("{response:?}");
            format!("reply {request_id} {}", text.get(..text.len().min(90)).unwrap_or(&text))
        }
        Ok(other) => format!("{other:?}").chars().take(120).collect(),
        Err(error) => error.to_string(),
    }
}

pub fn describe_request(request: &Request) -> String {
    match request {
        Request::Append(append) => format!(
            "append to {} at version {}{}",
            append.log,
            append.expect_version,
            if append.commit.is_some() { ", a commit" } else { "" }
        ),
        Request::Follow { log, from_seq, .. } => format!("follow {log} from {from_seq}"),
        Request::Read { log, from_seq, .. } => format!("read {log} from {from_seq}"),
        Request::CreateLog { log, .. } => format!("create {log}"),
        other => format!("{other:?}").chars().take(40).collect(),
    }
}
