//! What this person has asked others, in JSON.

use serde::Serialize;
#[cfg(feature = "typescript")]
use ts_rs::TS;

use crate::kinds::{Answered, Totals};
use crate::view::{AskedView, Delivery, SoundingView};

/// One question to several people, each asked alone; or to everybody in a room.
#[derive(Serialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct Sounding {
    /// Its number on this device, which alone knows which questions belong together.
    pub sounding: i64,
    pub question: String,
    pub answers: Vec<String>,
    /// Whether one may answer in words of one's own.
    pub free: bool,
    pub deadline: Option<u64>,
    /// The room that is asked as a whole; null where people are asked one by one.
    pub room: Option<String>,
    pub asked_at: u64,
    /// Empty where a whole room is asked.
    pub people: Vec<AskedPerson>,
    pub asked: usize,
    pub answered: usize,
    /// Of a room: null until they are published.
    pub totals: Option<Totals>,
    pub published: bool,
}

#[derive(Serialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct AskedPerson {
    pub account: String,
    /// The direct room with them, and the question in it.
    pub room: String,
    pub local_id: i64,
    pub delivery: Delivery,
    pub answer: Option<Answered>,
    pub reminded_at: Option<u64>,
    /// On this device: what they answer is neither shown nor counted.
    pub blocked: bool,
}

impl From<&SoundingView> for Sounding {
    fn from(view: &SoundingView) -> Self {
        Self {
            sounding: view.id,
            question: view.question.clone(),
            answers: view.answers.clone(),
            free: view.is_free,
            deadline: view.deadline,
            room: view.room.map(|room| room.to_string()),
            asked_at: view.asked_at,
            people: view.people.iter().map(AskedPerson::from).collect(),
            asked: view.asked,
            answered: view.answered,
            totals: view.totals.clone(),
            published: view.is_published,
        }
    }
}

impl From<&AskedView> for AskedPerson {
    fn from(view: &AskedView) -> Self {
        Self {
            account: view.account.to_string(),
            room: view.room.to_string(),
            local_id: view.local_id,
            delivery: view.delivery,
            answer: view.answer.clone(),
            reminded_at: view.reminded_at,
            blocked: view.is_blocked,
        }
    }
}
