//! From bytes to an answer: limits, decoding, who may ask what, and when the answer is given.

use corridor_store::{Store, StoreError};
use corridor_wire::client_frame::{ClientFrame, Request};
use corridor_wire::error_code::ErrorCode;
use corridor_wire::id::{AccountId, DeviceId};
use corridor_wire::planted::{Bug, is_planted};
use corridor_wire::relay_frame::{Response, VERSIONS};

use crate::Relay;
use crate::accounts::take;
use crate::bad_frame;
use crate::config::UnixMillis;
use crate::connections::Standing;
use crate::output::{CloseReason, ConnId};
use crate::refusal::Refusal;
use crate::staging::{Completion, Waiter};

/// One request's surroundings.
pub struct Ask<'a> {
    pub conn: ConnId,
    pub request_id: u64,
    pub now: UnixMillis,
    pub store: &'a dyn Store,
}

/// Who asks.
#[derive(Clone)]
pub struct Session {
    pub account: AccountId,
    pub device: DeviceId,
}

/// When a request is answered.
pub enum Answer {
    /// At once: it was read from the disk.
    Now(Response),
    /// When everything staged so far is on disk: it depends on that.
    Durable(Response),
    /// Likewise; the connection is authenticated with it.
    SignIn(Session),
    /// It was answered already, because more follows it.
    Given,
}

impl Relay {
    /// One WebSocket binary message.
    pub fn handle_frame(&mut self, conn: ConnId, now: UnixMillis, bytes: &[u8], store: &dyn Store) {
        let Some(connection) = self.connections.get_mut(conn) else { return };
        self.now = now;
        self.counters.frames_received += 1;
        self.counters.bytes_received += bytes.len() as u64;
        let (requests, byte_bucket) = (&mut connection.requests, &mut connection.bytes);
        let limited = take(requests, byte_bucket, bytes.len(), now, "connection");
        let frame = match bad_frame::decode(bytes) {
            Ok(frame) => frame,
            Err(bad) => return self.refuse_bad_frame(conn, bad),
        };
        let ask = Ask { conn, request_id: frame.request_id, now, store };
        match limited.and_then(|()| self.admit(&ask, &frame, bytes.len())) {
            Ok(session) => self.answer(&ask, session, frame.request),
            Err(refusal) => {
                if matches!(refusal.code, ErrorCode::RateLimited | ErrorCode::ByteQuota) {
                    self.counters.rate_limited += 1;
                }
                self.reply(conn, frame.request_id, refusal.into_response());
            }
        }
    }

    fn refuse_bad_frame(&mut self, conn: ConnId, bad: bad_frame::BadFrame) {
        self.counters.bad_frames += 1;
        self.reply(conn, bad.request_id, bad.refusal.into_response());
        let Some(connection) = self.connections.get_mut(conn) else { return };
        connection.bad_frames += 1;
        if connection.bad_frames >= self.config.limits.bad_frames {
            self.close(conn, CloseReason::BadFrames);
        }
    }

    /// Whether this connection may ask this now, and as whom.
    fn admit(
        &mut self,
        ask: &Ask,
        frame: &ClientFrame,
        bytes: usize,
    ) -> Result<Option<Session>, Refusal> {
        if let Some(retry) = self.shutting_down {
            return Err(Refusal::retry_after(ErrorCode::ShuttingDown, "", retry));
        }
        let Some(connection) = self.connections.get(ask.conn) else {
            return Err(ErrorCode::Internal.into());
        };
        let says_hello = matches!(frame.request, Request::Hello { .. });
        let signs_in = matches!(
            frame.request,
            Request::Register { .. } | Request::AddDevice { .. } | Request::Authenticate { .. }
        );
        match &connection.standing {
            Standing::Greeted if says_hello => Ok(None),
            Standing::Greeted => Err(Refusal::new(ErrorCode::OutOfOrder, "Hello comes first")),
            _ if says_hello => Err(Refusal::new(ErrorCode::OutOfOrder, "Hello comes once")),
            Standing::Agreed if signs_in => Ok(None),
            Standing::Agreed if matches!(frame.request, Request::Ping {}) => Ok(None),
            Standing::Agreed => Err(ErrorCode::NotAuthenticated.into()),
            Standing::Open { .. } if signs_in => {
                Err(Refusal::new(ErrorCode::OutOfOrder, "the connection is authenticated"))
            }
            Standing::Open { account, device } => {
                let session = Session { account: account.clone(), device: *device };
                self.wakes.heard(device);
                let limits = &self.config.limits;
                self.accounts.take_request(&session.account, bytes, limits, ask.now)?;
                Ok(Some(session))
            }
        }
    }

    fn answer(&mut self, ask: &Ask, session: Option<Session>, request: Request) {
        let decides_on_staged = decides_on_staged(&request);
        let frees_room = frees_room(&request);
        if !frees_room && decides_on_staged && self.is_full(ask.now) {
            let refusal = Refusal::from(StoreError::Full);
            return self.reply(ask.conn, ask.request_id, refusal.into_response());
        }
        self.staging.set_freeing(frees_room);
        let result = match session {
            Some(session) => self.dispatch(ask, &session, request),
            None => self.dispatch_unauthenticated(ask, request),
        };
        self.staging.set_freeing(false);
        let (response, durable, sign_in) = match result {
            Ok(Answer::Given) => return,
            Ok(Answer::Now(response)) => (response, false, None),
            Ok(Answer::Durable(response)) => (response, true, None),
            Ok(Answer::SignIn(Session { account, device })) => {
                let response = Response::Authenticated {
                    account: account.clone(),
                    report_to: self.config.report_to.clone(),
                };
                (response, true, Some((account, device)))
            }
            Err(refusal) => (refusal.into_response(), decides_on_staged, None),
        };
        let durable = durable
            && !(is_planted(Bug::AcknowledgedBeforeSync)
                && matches!(response, Response::Appended { .. }));
        let waiter = Waiter::Request { conn: ask.conn, request_id: ask.request_id };
        let completion = Completion { waiter, response, sign_in };
        let now = if durable { self.staging.complete(completion) } else { Some(completion) };
        if let Some(completion) = now {
            self.finish(completion);
        }
    }

    fn dispatch_unauthenticated(&mut self, ask: &Ask, request: Request) -> Result<Answer, Refusal> {
        match request {
            Request::Hello { version } => self.hello(ask.conn, version),
            Request::Register { invitation, device, signature } => {
                self.register(ask, &invitation, device, &signature)
            }
            Request::AddDevice { device, signature } => self.add_device(ask, device, &signature),
            Request::Authenticate { device, signature } => {
                self.authenticate(ask, device, &signature)
            }
            Request::Ping {} => Ok(Answer::Now(Response::Done {})),
            _ => Err(ErrorCode::NotAuthenticated.into()),
        }
    }

    fn dispatch(
        &mut self,
        ask: &Ask,
        session: &Session,
        request: Request,
    ) -> Result<Answer, Refusal> {
        match request {
            Request::RevokeDevice { device, signature } => {
                self.revoke_device(ask, session, device, &signature)
            }
            Request::CreateLog { log, token_hash, delete_hash } => {
                self.create_log(ask, session, log, &token_hash, &delete_hash)
            }
            Request::Append(append) => self.append(ask, session, append),
            Request::Read { log, token, from_seq } => {
                self.read(ask, session, log, token.as_ref(), from_seq)
            }
            Request::Follow { log, token, from_seq } => {
                self.follow(ask, session, log, token.as_ref(), from_seq)
            }
            Request::Unfollow { log } => Ok(self.unfollow(ask.conn, &log)),
            Request::DeleteLog { log, delete_token } => self.delete_log(ask, log, &delete_token),
            Request::TrimInbox { through_seq } => self.trim_inbox(ask, session, through_seq),
            Request::PublishKeyPackages { packages, last_resort } => {
                self.publish_key_packages(ask, session, packages.into_vec(), last_resort)
            }
            Request::CountKeyPackages {} => self.count_key_packages(ask, session),
            Request::ClaimKeyPackages { account } => self.claim_key_packages(ask, &account),
            Request::LookUpAccount { account } => self.look_up_account(ask, &account),
            Request::CreateBlob { bytes, read_hash } => {
                self.create_blob(ask, session, bytes, read_hash)
            }
            Request::SetPushEndpoint { endpoint, for_rooms } => {
                self.set_push_endpoint(ask, session, endpoint, for_rooms == Some(true))
            }
            Request::ClearPushEndpoint {} => self.clear_push_endpoint(ask, session),
            Request::Signal { log, token, version, signal } => {
                self.signal(ask, log, &token, version, signal)
            }
            Request::HearSignals { on } => Ok(self.hear_signals(ask.conn, on)),
            Request::DeleteBlob { blob, write_token } => self.delete_blob(ask, blob, &write_token),
            Request::Ping {} => Ok(Answer::Now(Response::Done {})),
            Request::Hello { .. }
            | Request::Register { .. }
            | Request::AddDevice { .. }
            | Request::Authenticate { .. } => Err(ErrorCode::OutOfOrder.into()),
        }
    }

    fn hello(&mut self, conn: ConnId, version: u16) -> Result<Answer, Refusal> {
        if !VERSIONS.contains(version) {
            let range = format!("{} to {}", VERSIONS.oldest, VERSIONS.newest);
            return Err(Refusal::new(ErrorCode::UnsupportedVersion, range));
        }
        if let Some(connection) = self.connections.get_mut(conn) {
            connection.standing = Standing::Agreed;
        }
        Ok(Answer::Now(Response::Done {}))
    }
}

/// Whether a request is there to make room: it is served from the reserve of a full disk.
fn frees_room(request: &Request) -> bool {
    matches!(
        request,
        Request::DeleteLog { .. }
            | Request::TrimInbox { .. }
            | Request::RevokeDevice { .. }
            | Request::DeleteBlob { .. }
            | Request::ClearPushEndpoint {}
    )
}

/// Whether a refusal may rest on something that is not on disk yet, and so has to wait for it.
fn decides_on_staged(request: &Request) -> bool {
    !matches!(
        request,
        Request::Hello { .. }
            | Request::Authenticate { .. }
            | Request::Read { .. }
            | Request::Follow { .. }
            | Request::Unfollow { .. }
            | Request::CountKeyPackages {}
            | Request::LookUpAccount { .. }
            | Request::Signal { .. }
            | Request::HearSignals { .. }
            | Request::Ping {}
    )
}
