//! Marks on a picture, in JSON.

use serde::Serialize;
#[cfg(feature = "typescript")]
use ts_rs::TS;

use crate::kinds::{MarkPoint, MarkShape};
use crate::view::{Delivery, MarkView};

/// One mark on a picture. Colour and width are a screen's to choose: by its author, and by its shape.
#[derive(Serialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct PageMark {
    /// By which its author, or an admin of the room, withdraws it.
    pub local_id: i64,
    pub author: String,
    pub own: bool,
    pub shape: MarkShape,
    pub points: Vec<MarkPoint>,
    pub text: String,
    /// Of a pin, from 1 in the order of the log; null for every other shape.
    pub number: Option<u32>,
    pub sent_at: u64,
    pub delivery: Delivery,
}

impl From<&MarkView> for PageMark {
    fn from(view: &MarkView) -> Self {
        Self {
            local_id: view.local_id,
            author: view.author.to_string(),
            own: view.is_own,
            shape: view.mark.shape,
            points: view.mark.points.clone(),
            text: view.mark.text.clone(),
            number: view.number,
            sent_at: view.sent_at,
            delivery: view.delivery,
        }
    }
}
