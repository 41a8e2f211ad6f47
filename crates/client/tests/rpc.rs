//! docs/json-rpc.md is true: each transcript in it is played against the program.

mod support;

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use serde_json::Value;
use support::{Person, Relay};

const REFERENCE: &str = include_str!("../../../docs/json-rpc.md");

const PATIENCE: Duration = Duration::from_mins(1);

struct Server {
    child: Child,
    stdin: Option<ChildStdin>,
    lines: mpsc::Receiver<Value>,
}

impl Server {
    fn start(person: &Person) -> Self {
        let mut child =
            person.command(&["rpc"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let stdin = child.stdin.take();
        let stdout = BufReader::new(child.stdout.take().unwrap());
        let (sender, lines) = mpsc::channel();
        std::thread::spawn(move || {
            for line in stdout.lines().map_while(Result::ok) {
                let value = serde_json::from_str(&line).expect("one JSON object a line");
                if sender.send(value).is_err() {
                    return;
                }
            }
        });
        Self { child, stdin, lines }
    }

    fn say(&mut self, line: &str) {
        writeln!(self.stdin.as_mut().unwrap(), "{line}").unwrap();
    }

    /// The next line that `wanted` wants; notifications in between pass by.
    fn hear(&self, wanted: impl Fn(&Value) -> bool) -> Value {
        loop {
            let value = self.lines.recv_timeout(PATIENCE).expect("an answer in time");
            if wanted(&value) {
                return value;
            }
            assert!(value.get("method").is_some(), "unexpected: {value}");
        }
    }

    fn end(mut self) {
        drop(self.stdin.take());
        assert!(self.child.wait().unwrap().success());
    }
}

/// The same names and the same types of fields, however deep. Lists are compared by their first item.
fn same_shape(shown: &Value, real: &Value, path: &str) {
    match (shown, real) {
        (Value::Object(shown), Value::Object(real)) => {
            let names = |object: &serde_json::Map<String, Value>| {
                let mut names: Vec<_> = object.keys().cloned().collect();
                names.sort();
                names
            };
            assert_eq!(names(shown), names(real), "at {path}");
            for (name, value) in shown {
                same_shape(value, &real[name], &format!("{path}.{name}"));
            }
        }
        (Value::Array(shown), Value::Array(real)) => {
            assert_eq!(shown.is_empty(), real.is_empty(), "at {path}");
            if let (Some(shown), Some(real)) = (shown.first(), real.first()) {
                same_shape(shown, real, &format!("{path}[0]"));
            }
        }
        _ => {
            let kind = std::mem::discriminant::<Value>;
            assert_eq!(kind(shown), kind(real), "at {path}: {shown} and {real}");
        }
    }
}

#[test]
fn the_transcripts_of_the_reference_are_true() {
    let relay = Relay::start();
    let (alice, _bob) = (relay.person("alice"), relay.person("bob"));
    let mut server = Server::start(&alice);
    let mut lines = 0;
    for block in REFERENCE.split("```transcript\n").skip(1) {
        let block = block.split("```").next().unwrap();
        for line in block.lines() {
            lines += 1;
            if let Some(request) = line.strip_prefix("--> ") {
                server.say(request);
                continue;
            }
            let shown: Value = serde_json::from_str(line.strip_prefix("<-- ").unwrap()).unwrap();
            let real = match shown.get("method") {
                Some(method) => server.hear(|value| value.get("method") == Some(method)),
                None => server.hear(|value| value.get("id") == shown.get("id")),
            };
            same_shape(&shown, &real, line);
            if let Some(error) = shown.get("error") {
                assert_eq!(error["code"], real["error"]["code"]);
                assert_eq!(error["data"]["name"], real["error"]["data"]["name"]);
                assert_eq!(error["message"], real["error"]["message"]);
            }
        }
    }
    assert!(lines >= 20, "the transcripts are gone from the reference");
    server.end();
}

#[test]
fn a_bot_hears_what_others_say_and_answers() {
    let relay = Relay::start();
    let (alice, bob) = (relay.person("alice"), relay.person("bob"));
    let mut bot = Server::start(&bob);
    bot.say(r#"{"jsonrpc":"2.0","id":1,"method":"subscribe"}"#);
    bot.hear(|value| value["id"] == 1);
    alice.good(&["new", "Desk", "--with", "bob"]);
    alice.good(&["send", "Desk", "ping"]);
    let heard = bot.hear(|value| {
        let items = value["params"]["items"].as_array();
        value["method"] == "timeline"
            && items.is_some_and(|items| items.iter().any(|item| item["text"] == "ping"))
    });
    let room = heard["params"]["room"].as_str().unwrap();
    bot.say(&format!(
        r#"{{"jsonrpc":"2.0","id":2,"method":"send_text","params":{{"room":"{room}","text":"pong"}}}}"#
    ));
    let queued = bot.hear(|value| value["id"] == 2);
    assert!(queued["result"]["local_id"].is_i64(), "{queued}");
    // A notification is carried out and not answered.
    bot.say(&format!(r#"{{"jsonrpc":"2.0","method":"leave","params":{{"room":"{room}"}}}}"#));
    bot.say(r#"{"jsonrpc":"2.0","id":3,"method":"sync","params":{"timeout_ms":30000}}"#);
    assert!(bot.hear(|value| value["id"] == 3)["result"].is_object());
    bot.end();
    alice.good(&["sync"]);
    assert_eq!(alice.texts("Desk"), ["ping", "pong"]);
}
