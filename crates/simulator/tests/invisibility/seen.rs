//! Everything that somebody outside has of one run, as numbers.

use std::collections::BTreeMap;
use std::sync::Arc;

use corridor_engine::Engine;
use corridor_engine::output::Change;
use corridor_engine::view::RoomId;
use corridor_wire::relay_frame::{RelayFrame, Response};
use corridor_wire::{decode, limits};

pub struct Seen {
    pub is_huddle: bool,
    pub numbers: BTreeMap<String, f64>,
}

impl Seen {
    /// What a run has not is nothing of it.
    pub fn number(&self, name: &str) -> f64 {
        self.numbers.get(name).copied().unwrap_or(-1.0)
    }
}

/// A frame that has come, and when, in microseconds since the run began.
pub type Frame = (u64, Arc<[u8]>);

/// What is counted of a database before and after: values and their bytes, by table.
pub fn stored(engine: &Engine) -> BTreeMap<String, f64> {
    let mut counts = BTreeMap::new();
    for (table, value) in engine.stored_with("").unwrap() {
        *counts.entry(format!("values in {table}")).or_default() += 1.0;
        *counts.entry(format!("bytes in {table}")).or_default() += number(value.len());
    }
    counts
}

pub fn number(value: usize) -> f64 {
    f64::from(u32::try_from(value).unwrap())
}

/// Milliseconds, as a number.
fn time(microseconds: u64) -> f64 {
    number(usize::try_from(microseconds).unwrap()) / 1000.0
}

/// Numbers of one kind: how many, how much, the least and the most of them.
fn tell(numbers: &mut BTreeMap<String, f64>, what: &str, values: &[f64]) {
    let mut put = |which: &str, value: f64| {
        numbers.insert(format!("{which} of {what}"), value);
    };
    put("count", number(values.len()));
    let sum: f64 = values.iter().sum();
    put("sum", sum);
    if !values.is_empty() {
        put("mean", sum / number(values.len()));
        put("least", values.iter().copied().fold(f64::MAX, f64::min));
        put("most", values.iter().copied().fold(f64::MIN, f64::max));
        let mut sorted = values.to_vec();
        sorted.sort_by(f64::total_cmp);
        put("middle", sorted[sorted.len() / 2]);
    }
}

fn kind(frame: &RelayFrame) -> &'static str {
    match frame {
        RelayFrame::Pushed(_) => "pushes",
        RelayFrame::Signaled { .. } => "signals",
        RelayFrame::Reply { response: Response::Appended { .. }, .. } => "appended",
        RelayFrame::Reply { response: Response::Conflict { .. }, .. } => "conflicts",
        RelayFrame::Reply { .. } => "other replies",
        _ => "other frames",
    }
}

/// The sizes and times of all frames, of each kind, and between them; and their order.
fn of_frames(numbers: &mut BTreeMap<String, f64>, frames: &[Frame], asked_at: u64) {
    let mut by_kind: BTreeMap<&str, (Vec<f64>, Vec<f64>)> = BTreeMap::new();
    let (mut sizes, mut gaps, mut records, mut order) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut last = 0;
    for (at, bytes) in frames {
        let frame: RelayFrame = decode(bytes, limits::FRAME_BYTES).unwrap();
        sizes.push(number(bytes.len()));
        gaps.push(time(at - last));
        last = *at;
        let (times, lengths) = by_kind.entry(kind(&frame)).or_default();
        times.push(time(*at));
        lengths.push(number(bytes.len()));
        order.push(format!("{} {}", kind(&frame), bytes.len()));
        if let RelayFrame::Pushed(page) = &frame {
            let entries = page.entries.as_slice().iter();
            records.extend(entries.map(|entry| number(entry.record.as_slice().len())));
        }
    }
    tell(numbers, "sizes", &sizes);
    tell(numbers, "gaps", &gaps);
    tell(numbers, "records", &records);
    for (kind, (times, lengths)) in by_kind {
        tell(numbers, &format!("times of {kind}"), &times);
        tell(numbers, &format!("sizes of {kind}"), &lengths);
        let between: Vec<_> = times.windows(2).map(|pair| pair[1] - pair[0]).collect();
        tell(numbers, &format!("gaps of {kind}"), &between);
    }
    // How soon what this person says is answered, and what comes then.
    let after: Vec<_> = frames.iter().filter(|(at, _)| *at >= asked_at).collect();
    for (place, (at, _)) in after.iter().take(8).enumerate() {
        numbers.insert(format!("answer {place} to what one says"), time(at - asked_at));
    }
    for (place, _) in order.iter().enumerate().take(4) {
        let hash = blake3::hash(order[..=place].join(",").as_bytes());
        numbers.insert(format!("order up to frame {place}"), f64::from(hash.as_bytes()[0]));
    }
    let hash = blake3::hash(order.join(",").as_bytes());
    for bit in 0..4 {
        let name = format!("bit {bit} of the order");
        numbers.insert(name, f64::from((hash.as_bytes()[0] >> bit) & 1));
    }
}

/// What the engine shows of the room, and of everything else.
fn of_views(numbers: &mut BTreeMap<String, f64>, engine: &Engine, room: &RoomId, begun_ms: u64) {
    let mut put = |name: &str, value: f64| {
        numbers.insert(name.to_owned(), value);
    };
    let since = |at: u64| time(at.saturating_sub(begun_ms) * 1000);
    put("rooms", number(engine.rooms().unwrap().len()));
    let view = engine.room(room).unwrap().unwrap();
    put("people", number(view.people));
    put("devices", number(view.devices));
    put("unread", number(view.unread));
    put("newcomers", number(view.newcomers.len()));
    put("last activity", since(view.last_activity));
    put("skipped", since(view.skipped));
    put("typing", number(engine.typing(room).len()));
    put("settled", f64::from(u8::from(engine.pending(begun_ms).unwrap().is_settled())));
    let items = engine.timeline(room, None, 6).unwrap();
    for (place, item) in items.iter().rev().enumerate() {
        put(&format!("sent, {place} before the last"), since(item.sent_at));
        put(&format!("delivery, {place} before the last"), f64::from(item.delivery as u8));
        put(&format!("kind, {place} before the last"), f64::from(item.kind as u8));
        put(&format!("reactions, {place} before the last"), number(item.reactions.len()));
    }
}

/// One run, by the one outside.
pub struct Outside<'o> {
    pub engine: &'o Engine,
    pub room: RoomId,
    pub frames: &'o [Frame],
    pub changes: &'o [Change],
    /// Milliseconds since 1970.
    pub begun_ms: u64,
    /// When this person said something, in microseconds since then.
    pub asked_at: u64,
    pub stored_before: &'o BTreeMap<String, f64>,
}

impl Outside<'_> {
    pub fn numbers(&self) -> BTreeMap<String, f64> {
        let mut numbers = BTreeMap::new();
        of_frames(&mut numbers, self.frames, self.asked_at);
        of_views(&mut numbers, self.engine, &self.room, self.begun_ms);
        for change in self.changes {
            let name = format!("{change:?}");
            let name = name.split(['(', ' ']).next().unwrap_or_default();
            *numbers.entry(format!("changes: {name}")).or_default() += 1.0;
        }
        for (name, after) in stored(self.engine) {
            let before = self.stored_before.get(&name).copied().unwrap_or_default();
            numbers.insert(format!("more {name}"), after - before);
        }
        numbers
    }
}
