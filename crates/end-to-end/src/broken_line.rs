//! A line between a client and a relay that is cut again and again, and counts what went over it.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// How much went over the line, and when it is cut next.
struct Count {
    up: AtomicU64,
    down: AtomicU64,
    /// Everything is cut each time so many more bytes went over.
    every: u64,
    cuts_left: AtomicU64,
    next_cut: AtomicU64,
}

pub struct BrokenLine {
    address: SocketAddr,
    count: Arc<Count>,
}

impl BrokenLine {
    /// Passes everything on to the relay at `relay`, and is cut `cuts` times, each time that `every` more
    /// bytes went over it in either direction.
    pub fn before(relay: SocketAddr, cuts: u64, every: u64) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let address = listener.local_addr().expect("a listener has an address");
        let count = Arc::new(Count {
            up: AtomicU64::new(0),
            down: AtomicU64::new(0),
            every,
            cuts_left: AtomicU64::new(cuts),
            next_cut: AtomicU64::new(every),
        });
        let shared = count.clone();
        std::thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let Ok(server) = TcpStream::connect(relay) else { continue };
                let (back, forth) = (server.try_clone(), client.try_clone());
                let (Ok(back), Ok(forth)) = (back, forth) else { continue };
                let (up, down) = (shared.clone(), shared.clone());
                std::thread::spawn(move || {
                    pass_on(back, forth, |bytes| down.pass(&down.down, bytes));
                });
                std::thread::spawn(move || pass_on(client, server, |bytes| up.pass(&up.up, bytes)));
            }
        });
        Self { address, count }
    }

    /// The same invitation, but leading here.
    pub fn invitation(&self, invitation: &str) -> String {
        let (_, code) = invitation.split_once("/join#").expect("an invitation has a code");
        format!("http://{}/join#{code}", self.address)
    }

    /// Bytes towards the relay, and from it.
    pub fn counted(&self) -> (u64, u64) {
        (self.count.up.load(Ordering::SeqCst), self.count.down.load(Ordering::SeqCst))
    }

    pub fn cuts_left(&self) -> u64 {
        self.count.cuts_left.load(Ordering::SeqCst)
    }
}

impl Count {
    /// Whether the line holds.
    fn pass(&self, direction: &AtomicU64, bytes: u64) -> bool {
        direction.fetch_add(bytes, Ordering::SeqCst);
        let all = self.up.load(Ordering::SeqCst) + self.down.load(Ordering::SeqCst);
        let next = self.next_cut.load(Ordering::SeqCst);
        if all < next || self.cuts_left.load(Ordering::SeqCst) == 0 {
            return true;
        }
        let later = all + self.every;
        let is_first =
            self.next_cut.compare_exchange(next, later, Ordering::SeqCst, Ordering::SeqCst).is_ok();
        if is_first {
            self.cuts_left.fetch_sub(1, Ordering::SeqCst);
        }
        !is_first
    }
}

fn pass_on(mut from: TcpStream, mut to: TcpStream, pass: impl Fn(u64) -> bool) {
    let mut bytes = [0; 16 * 1024];
    while let Ok(read @ 1..) = from.read(&mut bytes) {
        if to.write_all(&bytes[..read]).is_err() {
            break;
        }
        if !pass(read as u64) {
            // In both directions and without a farewell, as a line breaks.
            let _ = from.shutdown(Shutdown::Both);
            let _ = to.shutdown(Shutdown::Both);
            return;
        }
    }
    let _ = to.shutdown(Shutdown::Write);
}
