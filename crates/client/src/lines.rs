//! Standard input line by line, on a thread of its own: reading it cannot be interrupted, and the
//! program must be able to end while a read is under way.

use std::io::{BufRead, Read};

use tokio::sync::mpsc;

/// Longer than any request; what is longer is cut there and will not parse.
const LONGEST: u64 = 1024 * 1024;

/// Lines that wait to be taken.
const QUEUED: usize = 16;

/// The lines of standard input without their ends; closed when the input is.
pub fn standard_input() -> mpsc::Receiver<Vec<u8>> {
    let (sender, receiver) = mpsc::channel(QUEUED);
    std::thread::spawn(move || {
        let mut input = std::io::stdin().lock();
        loop {
            let mut line = Vec::new();
            match input.by_ref().take(LONGEST).read_until(b'\n', &mut line) {
                Ok(1..) => {}
                Ok(0) | Err(_) => return,
            }
            if line.last() == Some(&b'\n') {
                line.pop();
            }
            if sender.blocking_send(line).is_err() {
                return;
            }
        }
    });
    receiver
}
