//! How many sockets are open from each address, so that one address cannot hold every place.
//!
//! An address is known here while a socket of it is open, in memory alone; nothing logs it.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

/// What one subscriber commonly has: an IPv4 address, or an IPv6 network of 56 bits (RFC 6177).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Network {
    V4([u8; 4]),
    V6Prefix(u128),
}

impl Network {
    /// A listener for both families sees IPv4 as mapped addresses. This machine itself is no
    /// network: a proxy on it brings everybody.
    fn of(address: IpAddr) -> Option<Self> {
        let address = address.to_canonical();
        if address.is_loopback() {
            return None;
        }
        Some(match address {
            IpAddr::V4(address) => Self::V4(address.octets()),
            IpAddr::V6(address) => Self::V6Prefix(address.to_bits() >> (128 - 56)),
        })
    }
}

/// The open sockets by network. Networks without one are not in it.
type Open = Arc<Mutex<BTreeMap<Network, usize>>>;

pub struct Addresses {
    /// 0: any number.
    most: usize,
    open: Open,
}

impl Addresses {
    pub fn new(most: usize) -> Self {
        Self { most, open: Open::default() }
    }

    /// A place for one more socket from this address; `None` when it has as many as it may.
    pub fn enter(&self, address: IpAddr) -> Option<AddressPlace> {
        let counted = if self.most == 0 { None } else { Network::of(address) };
        let Some(network) = counted else { return Some(AddressPlace { counted: None }) };
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let count = open.entry(network).or_default();
        if *count >= self.most {
            return None;
        }
        *count += 1;
        Some(AddressPlace { counted: Some((network, self.open.clone())) })
    }
}

/// One open socket. Dropping it makes room for another.
pub struct AddressPlace {
    counted: Option<(Network, Open)>,
}

impl Drop for AddressPlace {
    fn drop(&mut self) {
        let Some((network, open)) = self.counted.take() else { return };
        let mut open = open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = open.get_mut(&network) {
            *count -= 1;
            if *count == 0 {
                open.remove(&network);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn enter(addresses: &Addresses, text: &str) -> Option<AddressPlace> {
        addresses.enter(text.parse().unwrap())
    }

    #[test]
    fn an_address_has_so_many_places_and_gets_them_back() {
        let addresses = Addresses::new(2);
        let first = enter(&addresses, "192.0.2.1").unwrap();
        let second = enter(&addresses, "::ffff:192.0.2.1").unwrap();
        assert!(enter(&addresses, "192.0.2.1").is_none());
        let other = enter(&addresses, "192.0.2.2").unwrap();
        drop(first);
        let third = enter(&addresses, "192.0.2.1").unwrap();
        assert!(enter(&addresses, "192.0.2.1").is_none());
        drop((second, third, other));
        assert!(addresses.open.lock().unwrap().is_empty(), "an address outlives its sockets");
    }

    #[test]
    fn an_ipv6_network_of_56_bits_is_one() {
        let addresses = Addresses::new(1);
        let _held = enter(&addresses, "2001:db8:0:ff00::1").unwrap();
        assert!(enter(&addresses, "2001:db8:0:ffff:1:2:3:4").is_none());
        assert!(enter(&addresses, "2001:db8:0:fe00::1").is_some());
    }

    #[test]
    fn this_machine_and_an_unlimited_relay_are_not_counted() {
        let addresses = Addresses::new(1);
        for text in ["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"] {
            let held = [enter(&addresses, text), enter(&addresses, text)];
            assert!(held.iter().all(Option::is_some), "{text}");
        }
        let unlimited = Addresses::new(0);
        let held: Vec<_> = (0..3).map(|_| enter(&unlimited, "192.0.2.1")).collect();
        assert!(held.iter().all(Option::is_some));
        assert!(unlimited.open.lock().unwrap().is_empty());
    }
}
