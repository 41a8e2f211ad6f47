//! The conversation that the strings are planted in.

use corridor_end_to_end::{Person, Rpc};
use serde_json::json;

use crate::Planted;

const ROOMS: usize = 15;

/// What must not be found where it does not belong.
pub struct Secrets {
    pub names: Vec<String>,
    /// In hexadecimal, as `--json` shows them.
    pub logs: Vec<String>,
    pub devices: Vec<String>,
    pub account_keys: Vec<String>,
}

impl Secrets {
    pub fn all_shown(&self) -> Vec<String> {
        [&self.names[..], &self.logs, &self.devices, &self.account_keys].concat()
    }
}

pub struct Talk<'a> {
    planted: &'a Planted,
    rpcs: Vec<Rpc>,
    rooms: Vec<String>,
    said: usize,
}

impl<'a> Talk<'a> {
    /// Everybody is in every room, and has seen who is there.
    pub fn begin(people: &[Person], planted: &'a Planted) -> Self {
        let mut rpcs: Vec<Rpc> = people.iter().map(Person::rpc).collect();
        let others: Vec<String> = people[1..].iter().map(Person::account).collect();
        let rooms: Vec<String> = planted.titles[..ROOMS]
            .iter()
            .map(|title| {
                let params = json!({ "title": title, "with": others });
                let created = rpcs[0].call("create_room", &params).unwrap();
                created["room"].as_str().unwrap().to_owned()
            })
            .collect();
        let mut talk = Self { planted, rpcs, rooms, said: 0 };
        talk.settle();
        for rpc in &mut talk.rpcs[1..] {
            for room in &talk.rooms {
                let mark = rpc.call("roster", &json!({ "room": room })).unwrap()["mark"].take();
                let seen = json!({ "room": room, "mark": mark });
                rpc.call("acknowledge_roster", &seen).unwrap();
            }
        }
        talk
    }

    /// One of the programs that take part.
    pub fn a_process(&self) -> u32 {
        self.rpcs[0].process_id()
    }

    /// Queues it; most of it is still on its way when this returns.
    pub fn say_a_third(&mut self) {
        self.say(self.planted.texts.len() / 3);
    }

    /// The rest, and every other title.
    pub fn end(&mut self) {
        for (number, title) in self.planted.titles.iter().enumerate().skip(ROOMS) {
            let params = json!({ "room": self.rooms[number % ROOMS], "title": title });
            self.rpcs[0].call("rename", &params).unwrap();
        }
        self.say(self.planted.texts.len() - self.said);
        self.settle();
        let room = &self.rooms[0];
        let said = (0..self.said).filter(|number| number % ROOMS == 0).count();
        for rpc in &mut self.rpcs {
            let params = json!({ "room": room, "limit": 1000 });
            let timeline = rpc.call("timeline", &params).unwrap();
            let items = timeline["items"].as_array().unwrap();
            let texts = items.iter().filter(|item| item["kind"] == "text").count();
            assert_eq!(texts, said, "everybody has read everything");
        }
    }

    pub fn secrets(&mut self) -> Secrets {
        let mut accounts = Vec::new();
        for rpc in &mut self.rpcs {
            accounts.push(rpc.call("account", &json!({})).unwrap());
        }
        let all = |field: &str| -> Vec<String> {
            accounts.iter().map(|account| account[field].as_str().unwrap().to_owned()).collect()
        };
        Secrets {
            names: self.planted.names.clone(),
            logs: self.rooms.clone(),
            devices: all("device"),
            account_keys: all("account_key"),
        }
    }

    fn say(&mut self, texts: usize) {
        for _ in 0..texts {
            let person = self.said % self.rpcs.len();
            let room = &self.rooms[self.said % ROOMS];
            let params = json!({ "room": room, "text": self.planted.texts[self.said] });
            self.rpcs[person].call("send_text", &params).unwrap();
            self.said += 1;
        }
    }

    /// Twice, because what the one sends in the first is for the others in the second.
    pub fn settle(&mut self) {
        for _ in 0..2 {
            for rpc in &mut self.rpcs {
                rpc.call("sync", &json!({ "timeout_ms": 60_000 })).unwrap();
            }
        }
    }
}
