//! The devices' side: connections, inputs of engines, frames up and down.

use std::sync::Arc;

use corridor_engine::output::{Change, DisconnectReason, Output};
use corridor_engine::{Engine, Entropy};
use corridor_relay_core::ConnId;
use corridor_wire::client_frame::Request;

use super::{Event, Outcome, Transfer, World};
use crate::failure::{Failure, Promise};
use crate::fault::Fault;
use crate::line::{self, Line};
use crate::schedule::{Millis, SECOND};
use crate::{secrecy, words};

impl World {
    pub fn is_away(&self, device: usize) -> bool {
        self.devices[device].away_until > self.now()
    }

    pub fn entropy(&mut self, device: usize) -> Entropy {
        Entropy::from_bytes(self.devices[device].entropy.bytes())
    }

    pub fn connect(&mut self, device: usize) -> Outcome {
        self.tell(format_args!("device {device} connects"));
        let now = self.now();
        let one = &self.devices[device];
        // A device that was withdrawn tries a few times, in vain.
        if one.conn.is_some() || one.refused || (one.withdrawn && one.failures > 3) {
            return Ok(());
        }
        if one.away_until > now {
            self.schedule.at(one.away_until, Event::Connect(device));
            return Ok(());
        }
        let relay = one.relay;
        if self.relays[relay].core.is_none() || one.unreachable_until > now {
            self.connect_later(device);
            return Ok(());
        }
        let conn = ConnId(self.next_conn);
        self.next_conn += 1;
        self.lines.insert(conn, Line::new(device, relay, now));
        self.devices[device].conn = Some(conn);
        self.input(device, Engine::handle_connected)?;
        let node = &mut self.relays[relay];
        if let Some(core) = &mut node.core {
            core.handle_connect(conn, now);
        }
        self.drive_relay(relay)
    }

    pub fn connect_later(&mut self, device: usize) {
        let failures = self.devices[device].failures.min(6);
        self.devices[device].failures += 1;
        let most = (200_u64 << failures).min(30 * SECOND);
        let wait = self.network.between(most / 2, most);
        self.schedule.after(wait, Event::Connect(device));
    }

    /// The device's end of the line is gone; it tries again after a while.
    pub fn lose_connection(&mut self, device: usize) {
        let now = self.devices[device].clock(self.now());
        self.devices[device].conn = None;
        self.devices[device].engine().handle_disconnected(now);
        self.connect_later(device);
    }

    /// Breaks a device's line. Each end notices after its own time.
    pub fn cut(&mut self, device: usize, device_notices: Millis, relay_notices: Millis) {
        let Some(conn) = self.devices[device].conn else { return };
        if let Some(line) = self.lines.get_mut(&conn) {
            line.broken = true;
        }
        self.schedule.after(relay_notices, Event::RelayNotices(conn));
        self.schedule.after(device_notices, Event::DeviceNotices { device, conn });
    }

    /// One input to a device's engine. A database that fails rolls it back; nothing else may fail.
    pub fn input(
        &mut self,
        device: usize,
        input: impl FnOnce(
            &mut Engine,
            Millis,
            Entropy,
        ) -> Result<(), corridor_engine::command::StorageError>,
    ) -> Outcome {
        let entropy = self.entropy(device);
        let now = self.devices[device].looks_at_clock(self.schedule.now());
        let one = &mut self.devices[device];
        if let Err(error) = input(one.engine(), now, entropy) {
            if !one.storage_fails {
                let what = format!("device {device} failed without a fault: {error}");
                return Err(Failure::new(Promise::NoPanic, what));
            }
            if one.crashes_on_failure {
                let off = self.network.between(1, 60 * SECOND);
                self.switch_off(device, off);
                return Ok(());
            }
        }
        self.drain(device)
    }

    /// Carries out what an engine wants, and looks at what it shows.
    pub fn drain(&mut self, device: usize) -> Outcome {
        while let Some(output) = self.devices[device].engine().poll_output() {
            match output {
                Output::Send(frame) => self.device_sends(device, frame)?,
                Output::Changed(change) => self.note(device, change)?,
                Output::Disconnect { reason } => self.hang_up(device, &reason),
                Output::Upload { transfer, blob, write_token, bytes, offset, total, .. } => {
                    secrecy::check_frame(&bytes)?;
                    let what = Transfer::Up { blob, token: write_token, bytes, offset, total };
                    self.start_transfer(device, transfer, what);
                }
                Output::Download { transfer, blob, read_token, offset, stored_bytes, .. } => {
                    let length = stored_bytes;
                    let what = Transfer::Down { blob, token: read_token, offset, length };
                    self.start_transfer(device, transfer, what);
                }
                // It ends on its own here, and an engine has to live with that.
                Output::Cancel { .. } => {}
            }
        }
        let one = &mut self.devices[device];
        one.wake += 1;
        let wake = one.wake;
        let clock = one.clock(self.schedule.now());
        if let Some(at) = one.engine().poll_wake() {
            let delay = at.saturating_sub(clock);
            self.schedule.after(delay, Event::DeviceWakes { device, wake });
        }
        self.look_at_changes(device)
    }

    pub fn hang_up(&mut self, device: usize, reason: &DisconnectReason) {
        if let DisconnectReason::DeviceRefused(code) = reason
            && code == "device_revoked"
        {
            self.devices[device].withdrawn = true;
        }
        if let Some(conn) = self.devices[device].conn {
            if let Some(line) = self.lines.get_mut(&conn) {
                line.broken = true;
            }
            self.schedule.after(1, Event::RelayNotices(conn));
            self.lose_connection(device);
        }
    }

    pub fn device_sends(&mut self, device: usize, frame: Vec<u8>) -> Outcome {
        let Some(conn) = self.devices[device].conn else { return Ok(()) };
        let relay = self.devices[device].relay;
        self.trace_frame(&frame);
        secrecy::check_frame(&frame)?;
        let request = self.watches[relay].sent(conn.0, &frame);
        if let Some(request) = request {
            if self.plan.verbose {
                let what = words::describe_request(&request);
                self.tell(format_args!("device {device} to relay {relay}: {what}"));
            }
            secrecy::check_request(&request)?;
            if self.fork.is_none() {
                self.watches[relay].check_request(&request)?;
            }
            self.remember_token(device, &request);
            if let Request::Append(append) = &request {
                self.check_wakes(device, append)?;
                self.carry_over(device, append)?;
            }
        }
        let frame = if self.is_newer(device) { line::from_the_future(frame) } else { frame };
        for frame in self.on_the_line(device, conn, &frame, false) {
            let delay = self.latency();
            let Some(line) = self.lines.get_mut(&conn) else { return Ok(()) };
            line.up = line.up.max(self.schedule.now() + delay);
            self.schedule.at(line.up, Event::ToRelay { conn, frame });
        }
        Ok(())
    }

    pub fn is_newer(&self, device: usize) -> bool {
        self.plan.people.get(self.devices[device].person).is_some_and(|person| person.newer)
    }

    pub fn latency(&mut self) -> Millis {
        let most = self.plan.latency_ms;
        if self.allows(Fault::Delay) && self.network.chance(20) {
            self.counts.add(Fault::Delay);
            return self.network.between(most, most * 10);
        }
        self.network.between(1, most)
    }

    /// What is made of a frame by whoever sits on the line; mostly nothing.
    pub fn on_the_line(
        &mut self,
        device: usize,
        conn: ConnId,
        frame: &[u8],
        is_down: bool,
    ) -> Vec<Vec<u8>> {
        let told = self.lies.get(&device).copied();
        let Some(line) = self.lines.get_mut(&conn) else { return Vec::new() };
        match told {
            Some(fault) if !self.healed && self.network.chance(300) => {
                self.counts.add(fault);
                line::lie(fault, line, frame, is_down, &mut self.network)
            }
            _ => vec![frame.to_vec()],
        }
    }

    pub fn device_gets(&mut self, conn: ConnId, frame: &Arc<[u8]>) -> Outcome {
        let now = self.now();
        let Some(line) = self.lines.get(&conn).filter(|line| !line.broken) else { return Ok(()) };
        let (device, relay) = (line.device, line.relay);
        let node = &mut self.relays[relay];
        if let Some(core) = &mut node.core {
            core.handle_drained(conn, frame.len(), &node.disk);
        }
        self.drive_relay(relay)?;
        if self.devices[device].conn != Some(conn) || self.devices[device].away_until > now {
            return Ok(());
        }
        self.input(device, |engine, now, entropy| engine.handle_frame(now, entropy, frame))?;
        if self.devices[device].engine().is_authenticated() {
            self.devices[device].failures = 0;
        }
        Ok(())
    }

    pub fn note(&mut self, device: usize, change: Change) -> Outcome {
        if !matches!(change, Change::Settled | Change::Delivery(_) | Change::Timeline(_)) {
            self.tell(format_args!("device {device}: {change:?}"));
        }
        let one = &mut self.devices[device];
        match change {
            Change::Room(room) | Change::Timeline(room) | Change::Delivery(room) => {
                one.changed.insert(room);
            }
            Change::Joined(account) => {
                one.account = Some(account);
                self.learn_identity(device);
                self.joined(device)?;
            }
            Change::JoinRefused { code, .. } => {
                one.refused = true;
                one.account = None;
                self.check_refusal(device, code)?;
            }
            Change::Contradiction { room, what } => return self.contradicted(device, room, &what),
            Change::Refused { room: Some(room), what, .. } => self.told(device, room, &what),
            Change::Knocked { room, account } => return self.check_knock(device, room, &account),
            Change::Refused { room: None, .. }
            | Change::KeyChanged(_)
            | Change::OwnDevice(_)
            | Change::OwnKnocks
            | Change::Soundings
            | Change::Typing(_)
            | Change::Settled => {}
        }
        Ok(())
    }
}
