//! An invitation to a relay: a link that a person can paste, and the code inside it.
//!
//! ```text
//! https://relay.example/join#CODE          a certificate that the web's authorities know
//! https://10.0.0.7:4433/join#CODE.PIN      a relay that signed its certificate itself
//! http://127.0.0.1:4430/join#CODE          plain, on this machine only
//! ```
//! The code stands behind the `#`, which a browser sends to nobody.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::bytes::fixed_bytes;

fixed_bytes!(
    /// 16 random bytes, the day on which it expires (4 bytes, days since 1970, big endian), and the
    /// relay's tag over both (16 bytes). The relay checks the tag and remembers what was used, so
    /// making invitations touches no storage.
    InvitationCode,
    36
);
fixed_bytes!(
    /// SHA-256 of the relay's TLS public key (`SubjectPublicKeyInfo`), as in RFC 7469.
    CertificatePin,
    32
);

/// How to reach a relay.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RelayAddress {
    /// Whether the connection is TLS.
    pub secure: bool,
    /// A domain name, an IPv4 address, or an IPv6 address in brackets.
    pub host: String,
    pub port: u16,
    /// Accept exactly this key beside what the web's authorities vouch for.
    pub pin: Option<CertificatePin>,
}

#[derive(Clone, PartialEq, Eq)]
pub struct Invitation {
    pub address: RelayAddress,
    pub code: InvitationCode,
}

/// Why a text is not an invitation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvitationError {
    #[error("an invitation begins with https:// (or http:// for a relay on this machine)")]
    Scheme,
    #[error("an invitation has /join# and a code after the relay's address")]
    Path,
    #[error("the relay's address is not a host and a port")]
    Host,
    #[error("the code is damaged: copy the whole invitation")]
    Code,
}

impl RelayAddress {
    /// `https://host:port`, without the port where it is the scheme's own.
    pub fn origin(&self) -> String {
        let (scheme, default_port) = if self.secure { ("https", 443) } else { ("http", 80) };
        if self.port == default_port {
            format!("{scheme}://{}", self.host)
        } else {
            format!("{scheme}://{}:{}", self.host, self.port)
        }
    }

    /// Whether the host is this machine, where plain connections are allowed.
    pub fn is_loopback(&self) -> bool {
        let host = self.host.trim_start_matches('[').trim_end_matches(']');
        host == "localhost"
            || host.parse::<core::net::IpAddr>().is_ok_and(|address| address.is_loopback())
    }

    /// Reads `https://host[:port]`.
    pub fn parse_origin(text: &str) -> Result<Self, InvitationError> {
        let (secure, rest) = match text.split_once("://") {
            Some(("https", rest)) => (true, rest),
            Some(("http", rest)) => (false, rest),
            _ => return Err(InvitationError::Scheme),
        };
        let default_port = if secure { 443 } else { 80 };
        let after_bracket = rest.rfind(']').map_or(0, |at| at + 1);
        let (host, port) = match rest[after_bracket..].rfind(':') {
            Some(at) => {
                let (host, port) = rest.split_at(after_bracket + at);
                (host, port[1..].parse().map_err(|_| InvitationError::Host)?)
            }
            None => (rest, default_port),
        };
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        let is_name = !bare.is_empty()
            && bare.len() <= 253
            && bare.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'.');
        let is_ipv6 = host.starts_with('[')
            && host.ends_with(']')
            && bare.parse::<core::net::Ipv6Addr>().is_ok();
        if (is_name && bare == host) || is_ipv6 {
            Ok(Self { secure, host: host.to_ascii_lowercase(), port, pin: None })
        } else {
            Err(InvitationError::Host)
        }
    }
}

impl Invitation {
    pub fn parse(text: &str) -> Result<Self, InvitationError> {
        let text = text.trim();
        if !text.starts_with("https://") && !text.starts_with("http://") {
            return Err(InvitationError::Scheme);
        }
        let (origin, fragment) = text.split_once("/join#").ok_or(InvitationError::Path)?;
        let mut address = RelayAddress::parse_origin(origin)?;
        let (code, pin) = match fragment.split_once('.') {
            Some((code, pin)) => (code, Some(pin)),
            None => (fragment, None),
        };
        let bytes = |text: &str| URL_SAFE_NO_PAD.decode(text).map_err(|_| InvitationError::Code);
        address.pin = match pin {
            Some(pin) => {
                Some(CertificatePin::from_slice(&bytes(pin)?).ok_or(InvitationError::Code)?)
            }
            None => None,
        };
        let code = InvitationCode::from_slice(&bytes(code)?).ok_or(InvitationError::Code)?;
        Ok(Self { address, code })
    }
}

impl core::fmt::Display for Invitation {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let code = URL_SAFE_NO_PAD.encode(self.code.as_bytes());
        write!(f, "{}/join#{code}", self.address.origin())?;
        match &self.address.pin {
            Some(pin) => write!(f, ".{}", URL_SAFE_NO_PAD.encode(pin.as_bytes())),
            None => Ok(()),
        }
    }
}

impl core::fmt::Debug for Invitation {
    /// Without the code: whoever has it can join.
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Invitation({})", self.address.origin())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invitation_reads_back_what_it_prints() {
        let code = InvitationCode::from_bytes([7; 36]);
        for origin in ["https://relay.example", "http://127.0.0.1:4430", "https://[::1]:4433"] {
            for pin in [None, Some(CertificatePin::from_bytes([9; 32]))] {
                let mut address = RelayAddress::parse_origin(origin).unwrap();
                address.pin = pin;
                let invitation = Invitation { address, code };
                assert_eq!(Invitation::parse(&invitation.to_string()), Ok(invitation));
            }
        }
    }

    #[test]
    fn a_damaged_invitation_says_what_is_wrong() {
        for (text, error) in [
            ("ftp://relay.example/join#x", InvitationError::Scheme),
            ("https://relay.example/", InvitationError::Path),
            ("https://relay example/join#x", InvitationError::Host),
            ("https://:443/join#x", InvitationError::Host),
            ("https://relay.example:99999/join#x", InvitationError::Host),
            ("https://relay.example/join#x", InvitationError::Code),
        ] {
            assert_eq!(Invitation::parse(text), Err(error), "{text}");
        }
    }
}
