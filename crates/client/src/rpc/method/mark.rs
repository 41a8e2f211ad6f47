//! Methods about what people draw and write on pictures.

use corridor_engine::command::Command;
use corridor_engine::kinds::{Mark, MarkPoint, MarkShape};
use corridor_engine::shape;
use corridor_engine::view::RosterMark;
use serde::Deserialize;
use serde_json::{Value, json};

use super::typed;
use crate::rpc::message::RpcError;
use crate::session::Session;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OnPicture {
    local_id: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SendMark {
    /// The picture's.
    local_id: i64,
    shape: MarkShape,
    points: Vec<MarkPoint>,
    #[serde(default)]
    text: String,
    seen: Option<u64>,
}

/// `None` for a method that is not among these.
pub fn ask(
    session: &Session,
    method: &str,
    params: Option<Value>,
) -> Result<Option<Value>, RpcError> {
    if method != "marks" {
        return Ok(None);
    }
    let OnPicture { local_id } = typed(params)?;
    let marks = session.engine().marks(local_id)?;
    let marks: Vec<_> = marks.iter().map(shape::PageMark::from).collect();
    Ok(Some(json!({ "marks": marks })))
}

/// `None` for a method that is not among these.
pub fn order(method: &str, params: Option<Value>) -> Result<Option<Command>, RpcError> {
    if method != "send_mark" {
        return Ok(None);
    }
    let SendMark { local_id, shape, points, text, seen } = typed(params)?;
    let mark = Mark { shape, points, text };
    Ok(Some(Command::SendMark { local_id, mark, seen: seen.map(RosterMark) }))
}
