//! What a line typed in `chat` asks for: a text, or something done to a message.

use corridor_engine::command::{Command, TextToSend};
use corridor_engine::view::RoomView;

use super::find::message_at;
use crate::failure::Failure;
use crate::screen::line;
use crate::session::Session;

const HELP: &str = "/reply SEQ TEXT, /react SEQ EMOJI, /edit SEQ TEXT, /delete SEQ; SEQ is the number \
                    before a message. A text that begins with / is typed with two of them.";

/// What a line says, before any message has been looked up.
#[derive(PartialEq, Eq, Debug)]
enum Line<'a> {
    Text(&'a str),
    Help,
    Reply(u64, &'a str),
    React(u64, &'a str),
    Edit(u64, &'a str),
    Delete(u64),
    /// Nothing is sent of what may have been meant otherwise.
    Unclear(&'a str),
}

fn read(typed: &str) -> Line<'_> {
    let Some(rest) = typed.strip_prefix('/') else { return Line::Text(typed) };
    if rest.starts_with('/') {
        return Line::Text(rest);
    }
    let (name, rest) = rest.split_once(' ').unwrap_or((rest, ""));
    let (seq, text) = rest.split_once(' ').unwrap_or((rest, ""));
    match (name, seq.parse(), text) {
        ("help", _, _) => Line::Help,
        ("reply", Ok(seq), text) if !text.is_empty() => Line::Reply(seq, text),
        ("react", Ok(seq), reaction) if !reaction.is_empty() => Line::React(seq, reaction),
        ("edit", Ok(seq), text) if !text.is_empty() => Line::Edit(seq, text),
        ("delete", Ok(seq), "") => Line::Delete(seq),
        _ => Line::Unclear(name),
    }
}

/// `None` where there is nothing to be done; what is wrong has been said then.
pub fn command(
    session: &Session,
    room: &RoomView,
    typed: &str,
) -> Result<Option<Command>, Failure> {
    let at = |seq| message_at(session, &room.id, seq).map(|item| item.local_id);
    let text = |text: TextToSend| Command::SendText { room: room.id, text, seen: None };
    Ok(Some(match read(typed) {
        Line::Text(said) => text(said.into()),
        Line::Reply(seq, said) => {
            text(TextToSend { reply_to: Some(at(seq)?), ..TextToSend::from(said) })
        }
        Line::React(seq, reaction) => {
            Command::React { local_id: at(seq)?, reaction: reaction.to_owned(), is_on: true }
        }
        Line::Edit(seq, said) => {
            Command::Edit { local_id: at(seq)?, text: said.to_owned(), is_markdown: false }
        }
        Line::Delete(seq) => Command::Withdraw { local_id: at(seq)? },
        Line::Help => {
            session.screen.note(HELP);
            return Ok(None);
        }
        Line::Unclear(name) => {
            session.screen.note(&format!("Not sent: /{} is not understood. {HELP}", line(name)));
            return Ok(None);
        }
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_text_or_one_of_a_few_commands() {
        for (typed, meant) in [
            ("hello", Line::Text("hello")),
            ("//etc is a folder", Line::Text("/etc is a folder")),
            ("/help", Line::Help),
            ("/reply 7 yes, at noon", Line::Reply(7, "yes, at noon")),
            ("/react 7 👍", Line::React(7, "👍")),
            ("/edit 7 no", Line::Edit(7, "no")),
            ("/delete 7", Line::Delete(7)),
            ("/delete 7 8", Line::Unclear("delete")),
            ("/reply yes", Line::Unclear("reply")),
            ("/edit 7", Line::Unclear("edit")),
            ("/", Line::Unclear("")),
            ("/etc", Line::Unclear("etc")),
        ] {
            assert_eq!(read(typed), meant, "{typed}");
        }
    }
}
