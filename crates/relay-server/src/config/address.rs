//! `HOST:PORT` as an operator writes it.

use std::net::IpAddr;

/// Where to listen: a name or an address, and a port that may be 0 for any free one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ListenAddress {
    /// Without brackets.
    pub host: String,
    pub port: u16,
}

impl ListenAddress {
    pub fn parse(text: &str) -> Option<Self> {
        let (host, port) = text.rsplit_once(':')?;
        let port = port.parse().ok()?;
        let host = match host.strip_prefix('[') {
            Some(rest) => {
                let inner = rest.strip_suffix(']')?;
                inner.parse::<std::net::Ipv6Addr>().ok()?;
                inner
            }
            None => host,
        };
        let plausible = !host.is_empty()
            && host
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b':' | b'%'));
        let unbracketed_ipv6 = host.contains(':') && !text.starts_with('[');
        (plausible && !unbracketed_ipv6).then(|| Self { host: host.to_ascii_lowercase(), port })
    }

    pub fn ip(&self) -> Option<IpAddr> {
        self.host.parse().ok()
    }

    /// Reached from this machine alone.
    pub fn is_loopback(&self) -> bool {
        self.host == "localhost" || self.ip().is_some_and(|ip| ip.is_loopback())
    }

    /// `0.0.0.0` or `::`: every interface, and so no address to tell anybody.
    pub fn is_unspecified(&self) -> bool {
        self.ip().is_some_and(|ip| ip.is_unspecified())
    }

    /// The host as it stands in a URL.
    pub fn url_host(&self) -> String {
        if self.host.contains(':') { format!("[{}]", self.host) } else { self.host.clone() }
    }
}

impl core::fmt::Display for ListenAddress {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{}:{}", self.url_host(), self.port)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_as_people_write_them() {
        for (text, host, port, loopback) in [
            ("127.0.0.1:0", "127.0.0.1", 0, true),
            ("[::1]:4430", "::1", 4430, true),
            ("Relay.example:443", "relay.example", 443, false),
            ("localhost:80", "localhost", 80, true),
            ("0.0.0.0:443", "0.0.0.0", 443, false),
        ] {
            let address = ListenAddress::parse(text).unwrap();
            assert_eq!((address.host.as_str(), address.port), (host, port));
            assert_eq!(address.is_loopback(), loopback, "{text}");
        }
        for text in ["", "host", "host:", ":443", "host:99999", "::1:443", "[::1]", "a b:1"] {
            assert_eq!(ListenAddress::parse(text), None, "{text}");
        }
    }
}
