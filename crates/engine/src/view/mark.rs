//! One mark on a picture, as a screen shows it.

use corridor_wire::id::AccountId;

use super::{Delivery, LocalId};
use crate::kinds::Mark;
use crate::output::UnixMillis;

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MarkView {
    pub local_id: LocalId,
    pub author: AccountId,
    pub is_own: bool,
    pub mark: Mark,
    /// Of a pin: its place among all pins of the picture in the order of the log, from 1. One that is taken back
    /// leaves its number to nobody.
    pub number: Option<u32>,
    /// By the author's clock.
    pub sent_at: UnixMillis,
    pub delivery: Delivery,
}
