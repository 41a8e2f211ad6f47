//! Text at the client: JSON-RPC requests of bots, command lines, and what other people wrote on its way
//! to a terminal. Every request is answered once, in JSON on one line; nothing reaches the screen that
//! acts on it.

use core::cell::RefCell;

use corridor_client::untrusted::{self, Desk, Understood};
use corridor_engine::command::Command;
use corridor_engine::{DatabaseKey, Engine, Entropy, Location};
use corridor_wire::invitation::{Invitation, InvitationCode, RelayAddress};
use serde_json::Value;

/// 2026-06-01T00:00:00Z.
const NOW: u64 = 1_780_272_000_000;

/// Commands on one desk before it is cleared away: what they leave behind makes everything slower.
const PATIENCE: u32 = 200;

struct Office {
    desk: Desk,
    served: u32,
    _folder: tempfile::TempDir,
}

impl Office {
    /// An account that has not reached its relay yet, with one room.
    fn new() -> Self {
        let key = DatabaseKey::from_bytes([1; 32]);
        let mut engine = Engine::open(&Location::Memory, &key).expect("memory opens");
        let address = RelayAddress::parse_origin("https://relay.example").expect("an address");
        let invitation = Invitation { address, code: InvitationCode::from_bytes([7; 36]) };
        let join = Command::Join { invitation, name: "alice".to_owned() };
        engine.command(NOW, Entropy::from_bytes([2; 32]), join).expect("a new profile joins");
        let folder = tempfile::tempdir().expect("a folder");
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.expect("a runtime");
        let desk = runtime.block_on(Desk::new(&folder.path().join("profile"), engine));
        Self { desk: desk.expect("the folder takes a profile"), served: 0, _folder: folder }
    }
}

thread_local! {
    static OFFICE: RefCell<Option<Office>> = const { RefCell::new(None) };
}

pub fn run(bytes: &[u8]) {
    let Some((mark, rest)) = bytes.split_first() else { return };
    match mark % 3 {
        0 => OFFICE.with_borrow_mut(|office| {
            let mut open = office.take().unwrap_or_else(Office::new);
            for line in rest.split(|byte| *byte == b'\n').take(8) {
                request(&mut open.desk, line);
                open.served += 1;
            }
            *office = Some(open).filter(|office| office.served < PATIENCE);
        }),
        1 => words(rest),
        _ => said(&String::from_utf8_lossy(rest)),
    }
}

fn request(desk: &mut Desk, line: &[u8]) {
    let asked: Option<Value> = serde_json::from_slice(line).ok();
    let method = asked.as_ref().and_then(|asked| asked["method"].as_str());
    let is_later = method == Some("sync");
    let id = asked.as_ref().and_then(|asked| asked.get("id"));
    let Some(answer) = desk.line(line) else {
        assert!(is_later || id.is_none(), "a request with an id is answered");
        return;
    };
    let text = core::str::from_utf8(&answer).expect("JSON is UTF-8");
    assert!(!text.contains(char::is_control), "an answer is one line, and acts on no terminal");
    let answer: Value = serde_json::from_str(text).expect("an answer is JSON");
    assert_eq!(answer["jsonrpc"], "2.0");
    let (result, error) = (answer.get("result"), answer.get("error"));
    assert!(result.is_some() != error.is_some(), "either, and not both: {text}");
    if let Some(error) = error {
        assert!(error["code"].as_i64().is_some_and(|code| code < 0) && error["data"].is_object());
        assert_ne!(error["data"]["name"], "database", "the engine's database is whole: {text}");
    } else {
        assert_eq!(Some(&answer["id"]), id, "the answer to this request");
    }
}

/// Words between zero bytes, as a shell hands them over.
fn words(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let words: Vec<String> =
        core::iter::once("corridor").chain(text.split('\0').take(16)).map(str::to_owned).collect();
    match untrusted::command_line(&words) {
        Understood::Command => assert!(words.len() > 1, "there is no command without a word"),
        Understood::Shown(text) | Understood::Refused(text) => assert!(!text.is_empty()),
    }
}

/// What somebody else wrote, as a name, a message, and JSON.
fn said(text: &str) {
    let name = untrusted::line(text);
    assert!(!name.contains(char::is_control), "a name is one line and acts on nothing");
    assert_eq!(untrusted::line(&name), name, "what is shown is shown");
    let message = untrusted::paragraph(text, 4);
    assert!(message.chars().all(|c| c == '\n' || !c.is_control()));
    assert!(message.split('\n').skip(1).all(|line| line.starts_with("    ")), "{message:?}");
    let json = untrusted::to_json(&text);
    let json = String::from_utf8(json).expect("JSON is UTF-8");
    assert!(!json.contains(char::is_control) && !json.contains('\u{202e}'));
    assert_eq!(serde_json::from_str::<String>(&json).ok().as_deref(), Some(text));
}

pub fn seeds() -> Vec<(String, Vec<u8>)> {
    let call = |method: &str, params: &str| {
        format!("{{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"{method}\",\"params\":{params}}}")
    };
    let methods = [
        ("account", "{}"),
        ("rooms", "{}"),
        ("create_room", r#"{"title":"Delegation","with":["bob"]}"#),
        ("open_direct_room", r#"{"account":"bob@relay.example"}"#),
        ("room", r#"{"room":"Delegation"}"#),
        ("timeline", r#"{"room":"Delegation","after":1,"limit":10}"#),
        ("roster", r#"{"room":"Delegation"}"#),
        ("send_text", r#"{"room":"Delegation","text":"hello","seen":0}"#),
        ("rename", r#"{"room":"Delegation","title":"Other"}"#),
        ("add_people", r#"{"room":"Delegation","people":["carol"]}"#),
        ("remove_people", r#"{"room":"Delegation","people":["bob"]}"#),
        ("set_role", r#"{"room":"Delegation","account":"bob","role":"admin"}"#),
        ("acknowledge_roster", r#"{"room":"Delegation","mark":1}"#),
        ("mark_read", r#"{"room":"Delegation","through_seq":3}"#),
        ("discard", r#"{"local_id":1}"#),
        ("leave", r#"{"room":"Delegation"}"#),
        ("refound", r#"{"room":"Delegation","without":["bob"]}"#),
        ("verify", r#"{"account":"bob"}"#),
        ("revoke_device", r#"{"device":"00112233445566778899aabbccddeeff"}"#),
        ("set_receipts", r#"{"delivered":true,"read":false}"#),
        ("pending", "{}"),
        ("subscribe", "{}"),
        ("sync", r#"{"timeout_ms":1}"#),
    ];
    let marked = |mark: u8, text: &str| [&[mark], text.as_bytes()].concat();
    let mut seeds: Vec<_> = methods
        .iter()
        .map(|(method, params)| (format!("rpc_{method}"), marked(0, &call(method, params))))
        .collect();
    let founding = call("create_room", r#"{"title":"Delegation"}"#);
    let all = ["send_text", "rename", "roster", "leave"].map(|method| {
        let (_, params) = methods.iter().find(|(name, _)| *name == method).expect("a method");
        call(method, params)
    });
    seeds.push(("rpc_story".to_owned(), marked(0, &format!("{founding}\n{}", all.join("\n")))));
    seeds.push(("rpc_batch".to_owned(), marked(0, "[]")));
    for (name, words) in [
        ("join", "join\0https://relay.example/join#x\0--name\0alice\0--key\0file"),
        ("send", "--json\0send\0Delegation\0hello\0--no-wait"),
        ("read", "read\0Delegation\0--limit\x0010"),
        ("role", "role\0Delegation\0bob\0admin"),
        ("help", "help\0join"),
        ("version", "--version"),
        ("completion", "completion\0bash"),
    ] {
        seeds.push((format!("words_{name}"), marked(1, words)));
    }
    for (name, text) in [
        ("colours", "board\u{1b}[2J\u{9b}31m"),
        ("lines", "one\r\ntwo\n3  bob  hello\n\u{2028}"),
        ("directions", "\u{202e}drawkcab\u{2066}b\u{2069}\u{e0001}"),
    ] {
        seeds.push((format!("said_{name}"), marked(2, text)));
    }
    seeds
}
