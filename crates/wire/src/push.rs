//! Waking a device that is away: where a push service takes a message for it (RFC 8030), and the key
//! by which that service knows the relay again (RFC 8292).

use minicbor::{Decode, Decoder, Encode, Encoder, decode, encode};
use thiserror::Error;

use crate::bytes::fixed_bytes;
use crate::id::RelayName;
use crate::limits;

fixed_bytes! {
    /// The public key that a relay signs its messages to push services with: a point of P-256,
    /// uncompressed. A browser calls it the application server key.
    PushKey, 65
}

/// The address that a push service gave to one installation. Whoever knows it can try to wake that
/// device, so nothing prints it.
#[derive(Clone, PartialEq, Eq)]
pub struct PushEndpoint {
    url: String,
    host_end: usize,
    port: u16,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
pub enum PushEndpointError {
    #[error("the address of a push service is longer than {} bytes", limits::PUSH_ENDPOINT_BYTES)]
    TooLong,
    #[error("the address of a push service begins with https://")]
    Scheme,
    /// A number is no name: what an address stands for has to be asked of the DNS.
    #[error("the address of a push service names no host")]
    Host,
    #[error("the address of a push service has a port that is none")]
    Port,
    #[error("the address of a push service has characters that belong to none")]
    Characters,
}

const SCHEME: &str = "https://";
const HTTPS_PORT: u16 = 443;

impl PushEndpoint {
    /// `https://host[:port]/path[?query]`, printable ASCII, without credentials and fragment. One
    /// spelling of a host, so that what is compared here is what a program connects to later.
    pub fn parse(text: &str) -> Result<Self, PushEndpointError> {
        if text.len() > limits::PUSH_ENDPOINT_BYTES {
            return Err(PushEndpointError::TooLong);
        }
        let rest = text.strip_prefix(SCHEME).ok_or(PushEndpointError::Scheme)?;
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (authority, path) = rest.split_at(end);
        let (host, port) = match authority.split_once(':') {
            Some((host, port)) => (host, read_port(port).ok_or(PushEndpointError::Port)?),
            None => (authority, HTTPS_PORT),
        };
        RelayName::parse(host).map_err(|_| PushEndpointError::Host)?;
        let last_label = host.rsplit('.').next().unwrap_or_default();
        if !last_label.starts_with(|first: char| first.is_ascii_lowercase()) {
            return Err(PushEndpointError::Host);
        }
        let belongs = |b: u8| b.is_ascii_graphic() && !b"\"#<>\\^`{|}".contains(&b);
        if !path.starts_with('/') || !path.bytes().all(belongs) {
            return Err(PushEndpointError::Characters);
        }
        Ok(Self { url: text.to_owned(), host_end: SCHEME.len() + host.len(), port })
    }

    pub fn as_str(&self) -> &str {
        &self.url
    }

    pub fn host(&self) -> &str {
        self.url.get(SCHEME.len()..self.host_end).unwrap_or_default()
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    /// Scheme, host and port: whom a signature is for (RFC 8292, section 2).
    pub fn origin(&self) -> String {
        match self.port {
            HTTPS_PORT => format!("{SCHEME}{}", self.host()),
            port => format!("{SCHEME}{}:{port}", self.host()),
        }
    }
}

/// Digits alone: no sign, no leading zero, and 443 is left out where it is meant.
fn read_port(text: &str) -> Option<u16> {
    let digits = text.bytes().all(|digit| digit.is_ascii_digit()) && !text.starts_with('0');
    text.parse().ok().filter(|port| digits && *port != HTTPS_PORT)
}

impl core::fmt::Debug for PushEndpoint {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("PushEndpoint")
    }
}

impl<C> Encode<C> for PushEndpoint {
    fn encode<W: encode::Write>(
        &self,
        e: &mut Encoder<W>,
        _: &mut C,
    ) -> Result<(), encode::Error<W::Error>> {
        e.str(&self.url)?.ok()
    }
}

impl<'b, C> Decode<'b, C> for PushEndpoint {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, decode::Error> {
        let at = d.position();
        Self::parse(d.str()?).map_err(|error| decode::Error::message(error).at(at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_into_its_parts() {
        let endpoint = PushEndpoint::parse("https://push.example/send/a:b?c=d%20@e").unwrap();
        assert_eq!((endpoint.host(), endpoint.port()), ("push.example", 443));
        assert_eq!(endpoint.origin(), "https://push.example");
        let endpoint = PushEndpoint::parse("https://push.example:8443/").unwrap();
        assert_eq!((endpoint.host(), endpoint.port()), ("push.example", 8443));
        assert_eq!(endpoint.origin(), "https://push.example:8443");
    }

    #[test]
    fn what_could_mean_another_place_is_none() {
        use PushEndpointError::{Characters, Host, Port, Scheme, TooLong};
        for (text, error) in [
            ("http://push.example/a", Scheme),
            ("HTTPS://push.example/a", Scheme),
            ("//push.example/a", Scheme),
            ("https://name@push.example/a", Host),
            ("https://name:8443@push.example/a", Port),
            ("https://push.example\\@10.0.0.1/a", Host),
            ("https://PUSH.example/a", Host),
            ("https://push.example./a", Host),
            ("https://127.0.0.1/a", Host),
            ("https://2130706433/a", Host),
            ("https://push.0x7f/a", Host),
            ("https://[::1]/a", Port),
            ("https:///a", Host),
            ("https://push.example:/a", Port),
            ("https://push.example:443/a", Port),
            ("https://push.example:0/a", Port),
            ("https://push.example:+80/a", Port),
            ("https://push.example:65536/a", Port),
            ("https://push.example", Characters),
            ("https://push.example?a", Characters),
            ("https://push.example#a", Characters),
            ("https://push.example/a#b", Characters),
            ("https://push.example/a b", Characters),
            ("https://push.example/a\r\nX: y", Characters),
            ("https://push.example/\u{e4}", Characters),
        ] {
            assert_eq!(PushEndpoint::parse(text), Err(error), "{text}");
        }
        let longest = format!("https://push.example/{}", "a".repeat(1024 - 21));
        assert!(PushEndpoint::parse(&longest).is_ok());
        assert_eq!(PushEndpoint::parse(&(longest + "a")), Err(TooLong));
    }

    #[test]
    fn nothing_prints_it() {
        let endpoint = PushEndpoint::parse("https://push.example/planted").unwrap();
        assert!(!format!("{endpoint:?}").contains("planted"));
    }
}
