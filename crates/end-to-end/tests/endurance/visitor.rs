//! The fourth, who is added and removed again and again, and talks while he is in the room.

use std::sync::Arc;
use std::time::Duration;

use corridor_end_to_end::{Person, Rpc};
use serde_json::{Value, json};

use crate::conversation::Conversation;

/// What may stand against a visitor's message: he is not in yet, or out again.
const NOT_NOW: [&str; 2] = ["no_room", "not_in_room"];

pub struct Visitor {
    person: Person,
    rpc: Rpc,
    conversation: Arc<Conversation>,
    lines: usize,
}

impl Visitor {
    pub fn new(person: Person, conversation: Arc<Conversation>) -> Self {
        let rpc = person.rpc();
        Self { person, rpc, conversation, lines: 0 }
    }

    /// Until the conversation is over. Returns how many lines were queued; those that were still
    /// on their way when he was removed are not to be sent.
    pub fn visit(mut self) -> usize {
        let mut last = None;
        while !self.conversation.has_ended() {
            let round = self.conversation.newest();
            if last != Some(round) {
                last = Some(round);
                self.say(round);
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        for (method, params) in self.rpc.notifications() {
            assert_ne!(method, "contradiction", "{}: {params}", self.person.name());
        }
        self.rpc.close();
        self.lines
    }

    fn say(&mut self, round: usize) {
        let text = format!("dave says in round {round}");
        let message = json!({ "room": self.conversation.room, "text": text });
        for _ in 0..3 {
            match self.rpc.call("send_text", &message) {
                Ok(_) => {
                    self.lines += 1;
                    return;
                }
                Err(failure) if failure.name == "roster_changed" => {
                    self.acknowledge(&failure.data["mark"]);
                }
                Err(failure) => {
                    assert!(NOT_NOW.contains(&failure.name.as_str()), "{text}: {failure:?}");
                    return;
                }
            }
        }
    }

    fn acknowledge(&mut self, mark: &Value) {
        let seen = json!({ "room": self.conversation.room, "mark": mark });
        if let Err(failure) = self.rpc.call("acknowledge_roster", &seen) {
            assert!(NOT_NOW.contains(&failure.name.as_str()), "{failure:?}");
        }
    }
}
