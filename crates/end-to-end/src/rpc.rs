//! `corridor rpc`: one process for a whole conversation.

use std::io::{BufRead, BufReader, Write};
use std::process::{ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use serde_json::{Value, json};

use crate::process::Running;

/// Longer than `sync` waits by itself.
const PATIENCE: Duration = Duration::from_mins(2);

pub struct Rpc {
    running: Running,
    input: ChildStdin,
    answers: Receiver<Value>,
    notifications: Receiver<Value>,
    next_id: u64,
}

/// The error of a method.
#[derive(Debug)]
pub struct RpcFailure {
    /// The stable name.
    pub name: String,
    pub data: Value,
    pub message: String,
}

impl Rpc {
    /// Starts it, and subscribes to notifications.
    pub fn start(mut command: Command) -> Self {
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::inherit());
        let mut running = Running(command.spawn().expect("corridor rpc can be started"));
        let input = running.0.stdin.take().expect("standard input is a pipe");
        let output = running.0.stdout.take().expect("standard output is a pipe");
        let (to_answers, answers) = channel();
        let (to_notifications, notifications) = channel();
        std::thread::spawn(move || sort(BufReader::new(output), &to_answers, &to_notifications));
        let mut rpc = Self { running, input, answers, notifications, next_id: 1 };
        rpc.call("subscribe", &json!({})).expect("one can always subscribe");
        rpc
    }

    pub fn call(&mut self, method: &str, params: &Value) -> Result<Value, RpcFailure> {
        let id = self.next_id;
        self.next_id += 1;
        let request = json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params });
        writeln!(self.input, "{request}")
            .unwrap_or_else(|error| panic!("corridor rpc has ended: {error}"));
        let answer = self.answers.recv_timeout(PATIENCE);
        let mut answer = answer.unwrap_or_else(|error| panic!("{method} is not answered: {error}"));
        assert_eq!(answer["id"], id, "answers come in the order of requests");
        match answer.get_mut("error") {
            None => Ok(answer["result"].take()),
            Some(error) => Err(RpcFailure {
                name: error["data"]["name"].as_str().unwrap_or_default().to_owned(),
                message: error["message"].as_str().unwrap_or_default().to_owned(),
                data: error["data"].take(),
            }),
        }
    }

    /// What was told since the last call, as (method, parameters).
    pub fn notifications(&mut self) -> Vec<(String, Value)> {
        let named = |mut one: Value| {
            (one["method"].as_str().unwrap_or_default().to_owned(), one["params"].take())
        };
        self.notifications.try_iter().map(named).collect()
    }

    /// Ends it as its user would: by closing its standard input.
    pub fn close(self) {
        let Self { mut running, input, .. } = self;
        drop(input);
        let code = running.wait(Duration::from_mins(1));
        assert_eq!(code, Some(0), "corridor rpc ends when its input does");
    }

    pub fn process_id(&self) -> u32 {
        self.running.0.id()
    }
}

fn sort(output: impl BufRead, answers: &Sender<Value>, notifications: &Sender<Value>) {
    for line in output.lines().map_while(Result::ok) {
        let message: Value = serde_json::from_str(&line)
            .unwrap_or_else(|error| panic!("corridor rpc wrote {line:?}: {error}"));
        let whose = if message.get("method").is_some() { notifications } else { answers };
        // Nobody listens any more when the test is over.
        let _ = whose.send(message);
    }
}
