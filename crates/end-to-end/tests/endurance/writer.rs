//! One of the three: writes its share of each round, changes the room now and then, and looks at
//! who has joined as a person would.

use std::sync::Arc;
use std::time::{Duration, Instant};

use corridor_end_to_end::rpc::RpcFailure;
use corridor_end_to_end::{Person, Rpc};
use serde_json::{Value, json};

use crate::conversation::Conversation;

/// Between two messages, so that a round's are spread around its kill.
const PACE: Duration = Duration::from_millis(15);

/// How long a round waits for its messages to leave; what is left goes with the next.
const ROUND_PATIENCE: Duration = Duration::from_secs(30);

/// Changes that others made first, or that the room does not allow now: a person would shrug.
const OVERTAKEN: [&str; 3] = ["already_member", "not_a_member", "not_allowed"];

pub struct Writer {
    pub person: Person,
    /// Everything that was queued, in this order.
    pub texts: Vec<String>,
    pub by_command: usize,
    pub acknowledged: usize,
    /// Titles that this person gave the room.
    pub refused: Vec<Value>,
    conversation: Arc<Conversation>,
    messages: usize,
    /// Always there but while the command line has the profile.
    rpc: Option<Rpc>,
}

impl Writer {
    pub fn new(person: Person, conversation: Arc<Conversation>, messages: usize) -> Self {
        let rpc = Some(person.rpc());
        Self {
            person,
            texts: Vec::new(),
            by_command: 0,
            acknowledged: 0,
            refused: Vec::new(),
            conversation,
            messages,
            rpc,
        }
    }

    /// Until the conversation is over.
    pub fn write(mut self) -> Self {
        for round in 0.. {
            if !self.conversation.wait_for(round) {
                break;
            }
            self.change(round);
            // Carol types every fifth round, and bob some of his.
            let typed = match (self.person.name(), round % 10) {
                ("carol", 1 | 6) => 3,
                ("bob", 4) => 2,
                _ => 0,
            };
            for _ in typed..self.messages {
                self.say();
                std::thread::sleep(PACE);
            }
            if typed > 0 {
                self.say_by_command(typed);
            }
            self.wait_until_sent();
            self.conversation.done(round);
        }
        self.look();
        if let Some(rpc) = self.rpc.take() {
            rpc.close();
        }
        self
    }

    fn change(&mut self, round: usize) {
        let room = self.conversation.room.clone();
        let dave = json!({ "room": room, "people": ["dave"] });
        match (self.person.name(), round % 10) {
            ("alice", 0) if round == 0 => {
                self.try_change(
                    "set_role",
                    &json!({ "room": room, "account": "bob", "role": "admin" }),
                );
            }
            ("alice", 2) => self.try_change("add_people", &dave),
            ("alice", 7) if round % 20 == 7 => self.try_change("remove_people", &dave),
            // An admin may as well.
            ("bob", 7) if round % 20 == 17 => self.try_change("remove_people", &dave),
            ("alice", 4) => {
                let role = if round % 20 == 4 { "guest" } else { "member" };
                self.try_change(
                    "set_role",
                    &json!({ "room": room, "account": "carol", "role": role }),
                );
            }
            // Both at the same moment: one of them loses the race and tries again.
            ("alice" | "bob", 1 | 5 | 9) => {
                let title = format!("Round {round} by {}", self.person.name());
                self.try_change("rename", &json!({ "room": room, "title": title }));
            }
            _ => {}
        }
    }

    fn try_change(&mut self, method: &str, params: &Value) {
        if let Err(failure) = self.call(method, params) {
            assert!(OVERTAKEN.contains(&failure.name.as_str()), "{method} {params}: {failure:?}");
        }
    }

    fn next_text(&self) -> String {
        format!("{} says {}", self.person.name(), self.texts.len() + 1)
    }

    fn say(&mut self) {
        let text = self.next_text();
        let message = json!({ "room": self.conversation.room, "text": text });
        loop {
            match self.call("send_text", &message) {
                Ok(_) => break self.texts.push(text),
                Err(failure) if failure.name == "roster_changed" => {
                    self.acknowledge(&failure.data["mark"]);
                }
                Err(failure) => panic!("{}: {text}: {failure:?}", self.person.name()),
            }
        }
    }

    /// Types messages: the running program has to give up the profile for that.
    fn say_by_command(&mut self, messages: usize) {
        self.note_refusals();
        if let Some(rpc) = self.rpc.take() {
            rpc.close();
        }
        for _ in 0..messages {
            let text = self.next_text();
            let finished = loop {
                let finished = self.person.send(&self.conversation.room, &text);
                if finished.code != Some(5) {
                    break finished;
                }
                self.person.acknowledge(&self.conversation.room);
                self.acknowledged += 1;
            };
            finished.succeeded();
            self.texts.push(text);
            self.by_command += 1;
        }
        self.rpc = Some(self.person.rpc());
    }

    fn wait_until_sent(&mut self) {
        let deadline = Instant::now() + ROUND_PATIENCE;
        while Instant::now() < deadline {
            self.look();
            let pending = self.call("pending", &json!({})).expect("one can always ask");
            if pending["to_send"] == 0 && pending["held"] == 0 {
                return;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Who has joined? Whatever was held goes out.
    fn look(&mut self) {
        self.note_refusals();
        let room = json!({ "room": self.conversation.room });
        let view = self.call("room", &room).expect("the room is there");
        if view["held"] != 0 || view["newcomers"].as_array().is_some_and(|who| !who.is_empty()) {
            let roster = self.call("roster", &room).expect("the room has a roster");
            self.acknowledge(&roster["mark"]);
        }
    }

    fn acknowledge(&mut self, mark: &Value) {
        let seen = json!({ "room": self.conversation.room, "mark": mark });
        self.call("acknowledge_roster", &seen).expect("one can look at any time");
        self.acknowledged += 1;
    }

    fn note_refusals(&mut self) {
        let Some(rpc) = &mut self.rpc else { return };
        for (method, params) in rpc.notifications() {
            assert_ne!(method, "contradiction", "{}: {params}", self.person.name());
            if method == "refused" {
                self.refused.push(params);
            }
        }
    }

    fn call(&mut self, method: &str, params: &Value) -> Result<Value, RpcFailure> {
        self.rpc.as_mut().expect("no command has the profile").call(method, params)
    }
}
