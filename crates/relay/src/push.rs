//! Waking devices that are away: which push services may be asked, and when one is.
//!
//! A letter in a device's inbox wakes it, and a record in a room whose writer names the device. On disk a
//! room is never tied to a device: a row has an inbox beside an endpoint, and both are one device's own.
//!
//! ```text
//!   letter on disk --- the device is connected ---> unfetched --- it hangs up ---> due --.
//!        |                                              '--- it trims: nothing           |
//!        '------------ it is away ----------------------------------------> Output::Wake <'
//!        '------------ it is away ---------------------------------------->      |
//!   record on disk --- the device is connected ---> unheard ----- it hangs up ---> due --'
//!                                                       '--- it asks for anything: nothing
//! ```
//! After a wake the device is left in peace for [`QUIET_MS`], or until it has connected; by rooms for a minute all the same.

use std::collections::{BTreeMap, BTreeSet};

use corridor_store::Store;
use corridor_wire::error_code::ErrorCode;
use corridor_wire::id::{DeviceId, LogId};
use corridor_wire::push::{PushEndpoint, PushKey};
use corridor_wire::relay_frame::Response;
use minicbor::{Decode, Encode};

use crate::Relay;
use crate::config::UnixMillis;
use crate::output::Output;
use crate::refusal::Refusal;
use crate::request::{Answer, Ask, Session};
use crate::rows::{LogHead, PUSHES};

/// Between two wakes of a device that does not come: time for a person to look, and for a stranger who
/// writes letters no way to make a telephone ring all day.
pub const QUIET_MS: u64 = 5 * 60 * 1000;

/// The same by rooms where it came in between: whoever would make a telephone ring by opening it finds a limit.
const CAME_QUIET_MS: u64 = 60 * 1000;

/// Above this many devices that were woken, those whose quiet is over are looked for.
const REMEMBERED: usize = 1024;

/// What a relay that wakes devices needs to know of push services.
#[derive(Clone, Debug)]
pub struct PushPolicy {
    pub key: PushKey,
    /// An endpoint anywhere else is refused: a client chooses it, and the relay would connect to it.
    pub services: Vec<PushService>,
}

/// `push.example`, `*.push.example` (one or more labels in place of the star), each with `:port` where
/// it is not 443.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PushService {
    host: String,
    below: bool,
    port: u16,
}

impl PushService {
    /// `None` when it is none. It is read as an endpoint is, so that the two compare.
    pub fn parse(text: &str) -> Option<Self> {
        let (below, rest) = match text.strip_prefix("*.") {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let endpoint = PushEndpoint::parse(&format!("https://{rest}/")).ok()?;
        // The star stands for one company's servers, not for everything under a top-level domain.
        let is_narrow = !below || endpoint.host().contains('.');
        let is_all = endpoint.as_str().len() == "https://".len() + rest.len() + 1;
        let has_path = rest.contains(['/', '?']);
        (is_narrow && is_all && !has_path).then(|| Self {
            host: endpoint.host().to_owned(),
            below,
            port: endpoint.port(),
        })
    }

    fn serves(&self, endpoint: &PushEndpoint) -> bool {
        let host = endpoint.host();
        let fits = if self.below {
            host.strip_suffix(self.host.as_str()).is_some_and(|sub| sub.ends_with('.'))
        } else {
            host == self.host
        };
        fits && endpoint.port() == self.port
    }
}

impl PushPolicy {
    pub fn accepts(&self, endpoint: &PushEndpoint) -> bool {
        self.services.iter().any(|service| service.serves(endpoint))
    }
}

/// What is on disk of a device that wants to be woken.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub struct PushRow {
    #[n(0)]
    pub endpoint: PushEndpoint,
    /// Present where rooms may wake it too.
    #[n(1)]
    pub for_rooms: Option<bool>,
}

/// Whom there is reason to wake, and who was woken. In memory only.
#[derive(Default)]
pub struct Wakes {
    /// Inboxes of connected devices with letters that they have not trimmed: the line may be dead.
    unfetched: BTreeSet<LogId>,
    /// Those of connected devices that a room's record would have woken, and that have said nothing since.
    unheard: BTreeSet<LogId>,
    due: BTreeSet<(LogId, Reason)>,
    woken: BTreeMap<(LogId, Reason), Woken>,
}

/// What a device is woken for. Each has its quiet: nobody who writes in rooms keeps an invitation from ringing.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Reason {
    Letter,
    Room,
}

#[derive(Clone, Copy)]
struct Woken {
    at: UnixMillis,
    has_come: bool,
}

impl Wakes {
    pub fn hung_up(&mut self, inbox: &LogId) {
        if self.unfetched.remove(inbox) {
            self.due.insert((*inbox, Reason::Letter));
        }
        if self.unheard.remove(inbox) {
            self.due.insert((*inbox, Reason::Room));
        }
    }

    /// The line is not dead: what went into it has come out.
    pub fn heard(&mut self, device: &DeviceId) {
        if !self.unheard.is_empty() {
            self.unheard.remove(&LogId::inbox_of(device));
        }
    }

    pub fn came_back(&mut self, inbox: &LogId) {
        self.unheard.remove(inbox);
        self.due.retain(|(one, _)| one != inbox);
        self.woken.remove(&(*inbox, Reason::Letter));
        if let Some(woken) = self.woken.get_mut(&(*inbox, Reason::Room)) {
            woken.has_come = true;
        }
    }

    pub fn are_due(&self) -> bool {
        !self.due.is_empty()
    }

    fn forget(&mut self, inbox: &LogId) {
        self.unfetched.remove(inbox);
        self.due.remove(&(*inbox, Reason::Letter));
    }

    fn is_quiet(&self, inbox: &LogId, reason: Reason, now: UnixMillis) -> bool {
        self.woken.get(&(*inbox, reason)).is_some_and(|woken| woken.is_recent(now))
    }

    fn wakes(&mut self, inbox: LogId, reason: Reason, now: UnixMillis) {
        if self.woken.len() >= REMEMBERED {
            self.woken.retain(|_, woken| woken.is_recent(now));
        }
        self.woken.insert((inbox, reason), Woken { at: now, has_come: false });
    }
}

impl Woken {
    /// A clock that went back does not keep anybody quiet for longer.
    fn is_recent(self, now: UnixMillis) -> bool {
        let quiet = if self.has_come { CAME_QUIET_MS } else { QUIET_MS };
        now.checked_sub(self.at).is_some_and(|passed| passed < quiet)
    }
}

impl Relay {
    pub fn set_push_endpoint(
        &mut self,
        ask: &Ask,
        session: &Session,
        endpoint: PushEndpoint,
        for_rooms: bool,
    ) -> Result<Answer, Refusal> {
        let policy = self.config.push.as_ref();
        let policy = policy
            .ok_or_else(|| Refusal::new(ErrorCode::PushRefused, "this relay wakes nobody"))?;
        if !policy.accepts(&endpoint) {
            let detail = "this relay does not know the push service";
            return Err(Refusal::new(ErrorCode::PushRefused, detail));
        }
        let inbox = LogId::inbox_of(&session.device);
        let row =
            corridor_wire::encode(&PushRow { endpoint, for_rooms: for_rooms.then_some(true) });
        if self.staging.get(PUSHES, inbox.as_bytes(), ask.store)?.as_ref() != Some(&row) {
            self.staging.put(PUSHES, *inbox.as_bytes(), row);
        }
        Ok(Answer::Durable(Response::Done {}))
    }

    pub fn clear_push_endpoint(&mut self, ask: &Ask, session: &Session) -> Result<Answer, Refusal> {
        let inbox = LogId::inbox_of(&session.device);
        if self.staging.get(PUSHES, inbox.as_bytes(), ask.store)?.is_some() {
            self.staging.delete(PUSHES, *inbox.as_bytes());
        }
        Ok(Answer::Durable(Response::Done {}))
    }

    /// The push service says that this endpoint is no more. One that was set since stays.
    pub fn handle_push_gone(
        &mut self,
        inbox: LogId,
        endpoint: &PushEndpoint,
        now: UnixMillis,
        store: &dyn Store,
    ) {
        self.now = now;
        // A disk that does not answer now is asked again when the device is woken next.
        let Ok(Some(kept)) = self.staging.get(PUSHES, inbox.as_bytes(), store) else { return };
        let kept = corridor_wire::decode::<PushRow>(&kept, kept.len());
        if kept.is_ok_and(|kept| kept.endpoint == *endpoint) {
            self.counters.push_endpoints_gone += 1;
            self.staging.delete(PUSHES, *inbox.as_bytes());
        }
    }

    /// What a batch that is on disk did to an inbox.
    pub fn note_inbox(&mut self, inbox: LogId, head: &LogHead, came: bool, store: &dyn Store) {
        if self.config.push.is_none() {
            return;
        }
        if head.deleted || head.trimmed_through >= head.seq {
            self.wakes.forget(&inbox);
        } else if came && self.connections.has_inbox(&inbox) {
            self.wakes.unfetched.insert(inbox);
        } else if came {
            self.wake(inbox, Reason::Letter, store);
        }
    }

    /// A record that is on disk is one that this device's person would know of.
    pub fn wake_for_room(&mut self, inbox: LogId, store: &dyn Store) {
        if self.connections.has_inbox(&inbox) {
            self.wakes.unheard.insert(inbox);
        } else {
            self.wake(inbox, Reason::Room, store);
        }
    }

    pub fn wake_due(&mut self, store: &dyn Store) {
        for (inbox, reason) in core::mem::take(&mut self.wakes.due) {
            self.wake(inbox, reason, store);
        }
    }

    fn wake(&mut self, inbox: LogId, reason: Reason, store: &dyn Store) {
        if self.wakes.is_quiet(&inbox, reason, self.now) {
            return;
        }
        let Ok(Some(bytes)) = store.get(PUSHES, inbox.as_bytes()) else { return };
        let Ok(row) = corridor_wire::decode::<PushRow>(&bytes, bytes.len()) else { return };
        if reason == Reason::Room && row.for_rooms != Some(true) {
            return;
        }
        let endpoint = row.endpoint;
        // The operator may have changed the list since it was set.
        if !self.config.push.as_ref().is_some_and(|policy| policy.accepts(&endpoint)) {
            return;
        }
        self.wakes.wakes(inbox, reason, self.now);
        self.counters.wakes += 1;
        self.outputs.push_back(Output::Wake { inbox, endpoint });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn serves(service: &str, endpoint: &str) -> bool {
        let service = PushService::parse(service).unwrap();
        service.serves(&PushEndpoint::parse(endpoint).unwrap())
    }

    #[test]
    fn a_service_is_its_own_host_and_port() {
        assert!(serves("push.example", "https://push.example/a"));
        assert!(serves("push.example:8443", "https://push.example:8443/a"));
        assert!(!serves("push.example", "https://push.example:8443/a"));
        assert!(!serves("push.example:8443", "https://push.example/a"));
        assert!(!serves("push.example", "https://a.push.example/a"));
        assert!(!serves("push.example", "https://push.example.evil.example/a"));
        assert!(serves("localhost:8443", "https://localhost:8443/a"));
    }

    #[test]
    fn a_star_stands_for_labels_and_not_for_letters() {
        assert!(serves("*.push.example", "https://a.push.example/a"));
        assert!(serves("*.push.example", "https://a.b.push.example/a"));
        assert!(!serves("*.push.example", "https://push.example/a"));
        assert!(!serves("*.push.example", "https://evilpush.example/a"));
        assert!(!serves("*.push.example", "https://a.push.example:8443/a"));
    }

    #[test]
    fn what_is_no_service_is_none() {
        for text in [
            "",
            "*",
            "*.",
            "*.com",
            "*.*.example",
            "a.*.example",
            "push.example/a",
            "push.example?a",
            "push.example#a",
            "https://push.example",
            "10.0.0.1",
            "[::1]",
            "push.example:0",
            "PUSH.example",
            "push.example ",
            "a@push.example",
        ] {
            assert_eq!(PushService::parse(text), None, "{text:?}");
        }
    }

    #[test]
    fn a_clock_that_goes_back_keeps_nobody_quiet_for_longer() {
        let (mut wakes, inbox) = (Wakes::default(), LogId::from_bytes([1; 16]));
        let is_quiet = |wakes: &Wakes, now| wakes.is_quiet(&inbox, Reason::Room, now);
        wakes.wakes(inbox, Reason::Room, 10 * QUIET_MS);
        assert!(is_quiet(&wakes, 10 * QUIET_MS));
        assert!(!is_quiet(&wakes, 11 * QUIET_MS));
        assert!(!is_quiet(&wakes, 2 * QUIET_MS));
        assert!(!wakes.is_quiet(&inbox, Reason::Letter, 10 * QUIET_MS), "for each reason");
        wakes.came_back(&inbox);
        assert!(is_quiet(&wakes, 10 * QUIET_MS + CAME_QUIET_MS - 1));
        assert!(!is_quiet(&wakes, 10 * QUIET_MS + CAME_QUIET_MS));
    }

    #[test]
    fn the_memory_of_wakes_is_bounded_by_the_devices_of_the_last_minutes() {
        let mut wakes = Wakes::default();
        for number in 0..10 * REMEMBERED as u64 {
            let mut id = [0; 16];
            id[..8].copy_from_slice(&number.to_be_bytes());
            wakes.wakes(LogId::from_bytes(id), Reason::Letter, number * QUIET_MS / 100);
        }
        assert!(wakes.woken.len() <= REMEMBERED, "{}", wakes.woken.len());
    }
}
