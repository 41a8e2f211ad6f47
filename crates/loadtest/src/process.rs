//! What the kernel says of a process: its memory and its time on the processors (proc(5)).

use std::fs;
use std::time::Duration;

use crate::failure::Failure;

#[derive(Clone, Copy)]
pub struct Process {
    pid: u32,
}

impl Process {
    pub fn new(pid: u32) -> Self {
        Self { pid }
    }

    /// Memory that it has now, in bytes; buffers of its sockets are the kernel's and not in it.
    pub fn resident_bytes(self) -> Result<u64, Failure> {
        self.status("VmRSS:")
    }

    /// The most memory it has had.
    pub fn peak_bytes(self) -> Result<u64, Failure> {
        self.status("VmHWM:")
    }

    /// Processor time of all its threads so far.
    pub fn processor_time(self) -> Result<Duration, Failure> {
        let text = self.read("stat")?;
        let ticks = ticks_of(&text).ok_or_else(|| unreadable("stat"))?;
        let per_second = rustix::param::clock_ticks_per_second().max(1);
        Ok(Duration::from_millis(ticks.saturating_mul(1_000) / per_second))
    }

    fn status(self, field: &str) -> Result<u64, Failure> {
        kibibytes_of(&self.read("status")?, field)
            .map(|kibibytes| kibibytes * 1024)
            .ok_or_else(|| unreadable("status"))
    }

    fn read(self, file: &str) -> Result<String, Failure> {
        fs::read_to_string(format!("/proc/{}/{file}", self.pid))
            .map_err(|error| Failure::System("the relay's process", error))
    }
}

fn unreadable(file: &str) -> Failure {
    let error = std::io::Error::other(format!("/proc/*/{file} is not written as proc(5) says"));
    Failure::System("the relay's process", error)
}

fn kibibytes_of(status: &str, field: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix(field))?;
    line.trim().strip_suffix(" kB")?.parse().ok()
}

/// User and system time: the 14th and 15th field, counted after the name, which may hold spaces.
fn ticks_of(stat: &str) -> Option<u64> {
    let mut fields = stat.rsplit_once(')')?.1.split_ascii_whitespace().skip(11);
    let user: u64 = fields.next()?.parse().ok()?;
    let system: u64 = fields.next()?.parse().ok()?;
    Some(user + system)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_found_beside_ones_that_look_alike() {
        let status = "VmPeak:\t  999 kB\nVmHWM:\t   310 kB\nVmRSS:\t   300 kB\n";
        assert_eq!(kibibytes_of(status, "VmRSS:"), Some(300));
        assert_eq!(kibibytes_of(status, "VmHWM:"), Some(310));
        assert_eq!(kibibytes_of(status, "VmSwap:"), None);
    }

    #[test]
    fn a_name_with_spaces_and_brackets_does_not_move_the_times() {
        let stat = "42 (a) b) S 1 2 3 4 5 6 7 8 9 10 120 34 0 0 20";
        assert_eq!(ticks_of(stat), Some(154));
    }

    #[test]
    fn this_process_has_memory() {
        let own = Process::new(std::process::id());
        assert!(own.resident_bytes().unwrap() > 0);
        assert!(own.peak_bytes().unwrap() >= own.resident_bytes().unwrap() / 2);
        own.processor_time().unwrap();
    }
}
