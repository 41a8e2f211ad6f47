//! A client's line and clock, by hand: what it asks, what it is answered, and what its person is told.

use corridor_engine::output::{Change, Undone};
use corridor_wire::client_frame::{ClientFrame, Request};
use corridor_wire::error_code::ErrorCode;
use corridor_wire::relay_frame::{ErrorReply, RelayFrame, Response};
use corridor_wire::{decode, encode, limits};

use super::World;

/// The requests of a client that are on their way, with their numbers.
pub fn requests(world: &World, client: usize) -> Vec<(u64, Request)> {
    let frames = world.clients[client].to_relay.iter();
    let decoded = frames.map(|frame| decode::<ClientFrame>(frame, limits::FRAME_BYTES).unwrap());
    decoded.map(|frame| (frame.request_id, frame.request)).collect()
}

/// Lets the world go on until a client asks for something, which is still on its way then.
pub fn until(world: &mut World, client: usize, is_it: impl Fn(&Request) -> bool) -> (u64, Request) {
    for _ in 0..10_000 {
        if let Some(found) = requests(world, client).into_iter().find(|(_, one)| is_it(one)) {
            return found;
        }
        if !world.step() {
            world.commit_relay();
        }
    }
    panic!("it is never asked for");
}

/// The relay's answer to a request that it never gets.
pub fn answer(world: &mut World, client: usize, request_id: u64, response: Response) {
    world.clients[client].to_relay.retain(|frame| {
        decode::<ClientFrame>(frame, limits::FRAME_BYTES).unwrap().request_id != request_id
    });
    push(world, client, &RelayFrame::Reply { request_id, response });
}

/// A frame that the relay never sent.
pub fn push(world: &mut World, client: usize, frame: &RelayFrame) {
    let (entropy, now) = (world.entropy(), world.now);
    world.clients[client].engine.handle_frame(now, entropy, &encode(frame)).unwrap();
    world.drain(client);
}

/// What a client's person was told is not done.
pub fn refused(world: &World, client: usize) -> Vec<Undone> {
    let is_refused = |change: &Change| match change {
        Change::Refused { what, .. } => Some(what.clone()),
        _ => None,
    };
    world.clients[client].changes.iter().filter_map(is_refused).collect()
}

pub fn refusal(code: ErrorCode, retry_after_ms: Option<u64>) -> Response {
    Response::Error(ErrorReply { code, detail: String::new(), retry_after_ms })
}

/// So much later a client's clock runs out.
pub fn wait(world: &mut World, client: usize, milliseconds: u64) {
    world.now += milliseconds;
    let (entropy, now) = (world.entropy(), world.now);
    world.clients[client].engine.handle_timeout(now, entropy).unwrap();
    world.drain(client);
}
