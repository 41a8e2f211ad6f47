//! Being woken while away: what this device asks of its relay, for as long as the connection lasts.
//!
//! Nothing of it is on this disk. The address belongs to whoever made it, a browser; it is told again on
//! every connection, so a relay that was restored from a backup hears it too.

use corridor_wire::client_frame::Request;
use corridor_wire::id::LogId;
use corridor_wire::push::{PushEndpoint, PushKey};
use corridor_wire::relay_frame::Response;

use super::Turn;
use crate::command::StorageError;
use crate::link::Asked;

/// What the relay has said of waking this device.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum PushState {
    /// Nothing was asked on this connection, or there is none, or its relay wakes nobody.
    #[default]
    Unasked,
    Asked,
    On,
    Off,
    /// The relay does not do it, or not through this push service.
    Refused,
}

/// What this connection is about, as far as waking goes.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct PushLink {
    /// Present when the relay can.
    pub(crate) key: Option<PushKey>,
    pub(crate) state: PushState,
    pub(crate) heard: Heard,
}

/// How far the relay knows that what it pushed has come out of the line.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum Heard {
    #[default]
    Said,
    Saying,
    /// More has come since.
    SayingAgain,
}

impl Turn<'_> {
    /// Asks the relay to wake this device at an address, or not any more. A relay whose greeting had no
    /// key is asked nothing: to an older one the request would be no frame at all.
    pub(crate) fn set_push(
        &mut self,
        endpoint: Option<PushEndpoint>,
    ) -> Result<PushState, StorageError> {
        if !self.link.is_ready() || self.link.push.key.is_none() {
            return Ok(PushState::Unasked);
        }
        let for_rooms = (self.database.number(super::WAKING_SETTING)? == Some(1)).then_some(true);
        let on = endpoint.is_some();
        let request = match endpoint {
            Some(endpoint) => Request::SetPushEndpoint { endpoint, for_rooms },
            None => Request::ClearPushEndpoint {},
        };
        self.send(Asked::Push { on }, request);
        self.link.push.state = PushState::Asked;
        Ok(PushState::Asked)
    }

    /// Tells the relay that the line is not dead, or it would wake this device when the line is gone. One at a
    /// time, and for rooms that may wake it.
    pub(super) fn say_heard(&mut self, log: &LogId) -> Result<(), StorageError> {
        if self.link.push.state != PushState::On || !self.has_told_waking(log)? {
            return Ok(());
        }
        self.link.push.heard = match self.link.push.heard {
            Heard::Said => {
                self.send(Asked::Heard, Request::Ping {});
                Heard::Saying
            }
            Heard::Saying | Heard::SayingAgain => Heard::SayingAgain,
        };
        Ok(())
    }

    /// A relay that would not hear is not told again before more comes.
    pub(super) fn was_heard(&mut self, is_heard: bool) {
        let is_news = is_heard && self.link.push.heard == Heard::SayingAgain;
        self.link.push.heard = Heard::Said;
        if is_news {
            self.send(Asked::Heard, Request::Ping {});
            self.link.push.heard = Heard::Saying;
        }
    }

    pub(crate) fn push_answered(&mut self, on: bool, response: &Response) {
        self.link.push.state = match (response, on) {
            (Response::Done {}, true) => PushState::On,
            (Response::Done {}, false) => PushState::Off,
            _ => PushState::Refused,
        };
        // Whoever asked looks again when this is said once more.
        self.link.was_settled = false;
    }
}
