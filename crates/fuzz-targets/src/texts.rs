//! What people type and paste: accounts, relay names, invitations, addresses, recovery words, and the
//! hexadecimal of identifiers. What is read prints as something that reads back the same.

use corridor_relay::config::address::ListenAddress;
use corridor_sealing::identity::AccountSecret;
use corridor_sealing::safety::safety_number;
use corridor_store::Space;
use corridor_wire::id::{AccountId, AccountKey, BlobId, LogId, RelayName};
use corridor_wire::invitation::{Invitation, RelayAddress};
use corridor_wire::limits;

use crate::vectors;

pub fn run(bytes: &[u8]) {
    let Ok(text) = core::str::from_utf8(bytes) else { return };
    accounts(text);
    addresses(text);
    words(text);
    if let Some(space) = Space::parse(text) {
        assert_eq!(space.to_string(), text);
    }
    if let Some(id) = LogId::from_hex(text) {
        assert_eq!(id.to_string(), text.to_ascii_lowercase());
        assert_eq!(BlobId::from_hex(text).map(|id| *id.as_bytes()), Some(*id.as_bytes()));
    }
}

fn accounts(text: &str) {
    if let Ok(relay) = RelayName::parse(text) {
        assert_eq!(relay.as_str(), text, "a name is as it was written");
        assert!(text.len() <= limits::RELAY_NAME_BYTES && text.is_ascii());
    }
    let Ok(account) = AccountId::parse(text) else { return };
    assert_eq!(account.as_str(), text);
    assert_eq!(format!("{}@{}", account.name(), account.relay()), text);
    assert_eq!(AccountId::check_name(account.name()), Ok(()));
    let relay = RelayName::parse(account.relay()).expect("its relay is a relay's name");
    assert_eq!(AccountId::new(account.name(), &relay).as_ref(), Ok(&account));
    // Hashed thousands of times, so only for names that differ in their first letter.
    if text.starts_with('s') {
        let other = AccountId::parse("bob@relay.example").expect("a name");
        let keys = [[3; 32], [4; 32]].map(AccountKey::from_bytes);
        let ours = safety_number(&account, &keys[0], &other, &keys[1]);
        assert_eq!(ours, safety_number(&other, &keys[1], &account, &keys[0]), "both see the same");
        assert_eq!((ours.digits().len(), ours.words().len()), (71, 12));
    }
}

fn addresses(text: &str) {
    if let Some(address) = ListenAddress::parse(text) {
        assert_eq!(ListenAddress::parse(&address.to_string()), Some(address));
    }
    if let Ok(address) = RelayAddress::parse_origin(text) {
        assert_eq!(RelayAddress::parse_origin(&address.origin()), Ok(address.clone()));
        assert!(!address.host.contains(['/', '@', '#', ' ']), "a host is a host alone");
    }
    let Ok(invitation) = Invitation::parse(text) else { return };
    let printed = invitation.to_string();
    assert_eq!(Invitation::parse(&printed).as_ref(), Ok(&invitation));
    let code = printed.rsplit_once('#').map_or("", |(_, code)| code);
    assert!(!format!("{invitation:?}").contains(code), "the code is a secret");
}

fn words(text: &str) {
    let Ok(secret) = AccountSecret::from_words(text) else { return };
    let words = secret.to_words();
    let again = AccountSecret::from_words(&words).expect("own words are read");
    assert_eq!(again.key(), secret.key());
    let spaced: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    assert_eq!(spaced.join(" "), *words, "24 words name one secret, and it them");
}

pub fn seeds() -> Vec<(String, Vec<u8>)> {
    let words = vectors::value(vectors::IDENTITIES)["words"].as_str().unwrap_or("").to_owned();
    let code = "AAECAwQFBgcICQoLDA0ODwAAUH0AAQIDBAUGBwgJCgsMDQ4P";
    let pin = "CQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQk";
    [
        ("account", "alice.b-2@relay.example".to_owned()),
        ("account_hashed", "sam@relay.example".to_owned()),
        ("relay_name", "xn--bcher-kva.relay.example".to_owned()),
        ("invitation", format!("https://relay.example/join#{code}")),
        ("invitation_pin", format!("https://10.0.0.7:4433/join#{code}.{pin}")),
        ("invitation_plain", format!("http://127.0.0.1:4430/join#{code}")),
        ("invitation_ipv6", format!(" https://[::1]:4433/join#{code}\n")),
        ("origin", "https://relay.example:443".to_owned()),
        ("listen", "[::]:4433".to_owned()),
        ("listen_name", "localhost:0".to_owned()),
        ("words", words),
        ("space", "entries.20600".to_owned()),
        ("identifier", "00112233445566778899aabbccddeeff".to_owned()),
    ]
    .map(|(name, text)| (name.to_owned(), text.into_bytes()))
    .into()
}
