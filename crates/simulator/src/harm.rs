//! What is done to devices, lines, disks and relays: the steps of a plan that are nobody's wish.

use crate::failure::{Failure, Promise};
use crate::fault::Fault;
use crate::observe::RETENTION_DAYS;
use crate::plan::Action;
use crate::schedule::{DAY, SECOND};
use crate::world::{Event, Outcome, World};

impl World {
    pub fn do_harm(&mut self, action: Action) -> Outcome {
        let device = |number: usize| number % self.devices.len();
        match action {
            Action::Sleep { device: number, days } if self.allows(Fault::Sleep) => {
                let device = device(number);
                self.counts.add(Fault::Sleep);
                self.devices[device].slept_days += days;
                let relay = self.devices[device].relay;
                self.watches[relay].forgets |= self.devices[device].slept_days >= RETENTION_DAYS;
                self.switch_off(device, days * DAY);
                // The others live on, and time passes for them too.
                self.let_days_pass(days);
                Ok(())
            }
            Action::Partition { device: number, ms } if self.allows(Fault::Partition) => {
                let device = device(number);
                self.counts.add(Fault::Partition);
                let notices = self.network.between(0, 30 * SECOND);
                self.cut(device, 0, notices);
                self.devices[device].unreachable_until = self.now() + ms;
                Ok(())
            }
            Action::Cut { device: number, in_frame } => {
                let fault = if in_frame { Fault::CutInFrame } else { Fault::Cut };
                if self.allows(fault) {
                    let device = device(number);
                    self.counts.add(fault);
                    let notices = self.network.between(0, 30 * SECOND);
                    let relay_notices = self.network.between(0, 30 * SECOND);
                    self.cut(device, notices, relay_notices);
                }
                Ok(())
            }
            Action::CrashDevice { device: number } if self.allows(Fault::ClientCrash) => {
                let device = device(number);
                self.counts.add(Fault::ClientCrash);
                let off = self.network.between(0, 60 * SECOND);
                self.switch_off(device, off);
                Ok(())
            }
            Action::FailStorage { device: number, steps, crash } => {
                if !self.allows(Fault::ClientStorage) {
                    return Ok(());
                }
                let device = device(number);
                self.counts.add(Fault::ClientStorage);
                self.devices[device].storage_fails = true;
                self.devices[device].crashes_on_failure = crash;
                let failed = self.devices[device].engine().fail_storage_after(Some(steps));
                let for_ms = self.network.between(1, 60 * SECOND);
                self.schedule.after(for_ms, Event::StorageWorks(device));
                failed.map_err(|error| Failure::new(Promise::NoPanic, error.to_string()))
            }
            Action::SkewClock { device: number, ms } if self.allows(Fault::ClockSkew) => {
                let device = device(number);
                self.counts.add(Fault::ClockSkew);
                self.devices[device].skew = ms;
                Ok(())
            }
            Action::Lie { device: number, ms, fault } if self.allows(fault) => {
                let device = device(number);
                self.lies.insert(device, fault);
                self.devices[device].was_lied_to = true;
                self.schedule.after(ms, Event::LiesEnd(device));
                Ok(())
            }
            Action::Fork { relay, half } if self.allows(Fault::Fork) => {
                self.counts.add(Fault::Fork);
                self.fork_relay(relay, half)
            }
            other => {
                self.harm_relay(other);
                Ok(())
            }
        }
    }

    pub fn harm_relay(&mut self, action: Action) {
        match action {
            Action::KillRelay { relay, down_ms } if self.allows(Fault::RelayKill) => {
                self.counts.add(Fault::RelayKill);
                self.kill_relay(relay, down_ms);
            }
            Action::FillDisk { relay, ms } if self.allows(Fault::DiskFull) => {
                self.relays[relay].full = true;
                self.schedule.after(ms, Event::DiskHasRoom(relay));
            }
            Action::FailWrite { relay } if self.allows(Fault::IoError) => {
                self.counts.add(Fault::IoError);
                self.relays[relay].fails_next_write = true;
            }
            Action::FlipBits { relay } if self.allows(Fault::BitFlip) => {
                self.counts.add(Fault::BitFlip);
                self.relays[relay].disk.flip_bits();
                self.relays[relay].is_damaged = true;
                let until = self.network.between(0, 20 * SECOND);
                self.schedule.after(until, Event::DamageFound(relay));
            }
            Action::BackUp { relay } if !self.relays[relay].is_damaged => {
                self.relays[relay].backup = Some(self.relays[relay].disk.back_up());
            }
            Action::Restore { relay } if self.allows(Fault::Restore) => {
                let down = self.network.between(SECOND, 60 * SECOND);
                self.kill_relay(relay, down);
                self.restore_relay(relay);
            }
            _ => {}
        }
    }

    /// The process is gone, and comes back after a while; its line breaks, and the relay hears of it
    /// in its own time.
    pub fn switch_off(&mut self, device: usize, ms: u64) {
        let relay_notices = self.network.between(0, 30 * SECOND);
        if let Some(conn) = self.devices[device].conn.take() {
            if let Some(line) = self.lines.get_mut(&conn) {
                line.broken = true;
            }
            self.schedule.after(relay_notices, Event::RelayNotices(conn));
        }
        self.devices[device].crash();
        self.devices[device].away_until = self.now() + ms;
        self.schedule.after(ms, Event::Connect(device));
    }

    /// A device sleeps for days while the others go on: a few texts on each of these days.
    pub fn let_days_pass(&mut self, days: u64) {
        for day in 0..days {
            self.schedule.after(day * DAY + 1, Event::DayPasses);
        }
    }
}
