//! The URIs that message ids are derived from. Members know both from the MLS group, so they are not
//! sent along; everybody has to build them in exactly this way.

/// `alice@relay.example` becomes `mimi://relay.example/u/alice`. A text without `@` is all name.
pub fn account(account: &str) -> String {
    let (name, relay) = account.split_once('@').unwrap_or((account, ""));
    format!("mimi://{relay}/u/{name}")
}

/// The room whose log `log` (in hexadecimal) is held by the relay `hub`.
pub fn room(hub: &str, log: &str) -> String {
    format!("mimi://{hub}/r/{log}")
}

/// Sealed bytes at the relay `hub`, and the capability to read them. `blob` is in hexadecimal, `token`
/// in base64url.
pub fn blob(hub: &str, blob: &str, token: &str) -> String {
    format!("mimi://{hub}/b/{blob}/{token}")
}

/// The blob and the token in a URI that [`blob`] made for this hub. Nothing is ever fetched from
/// anywhere else: a member could learn from it who reads when, and where.
pub fn parse_blob<'a>(hub: &str, uri: &'a str) -> Option<(&'a str, &'a str)> {
    uri.strip_prefix("mimi://")?.strip_prefix(hub)?.strip_prefix("/b/")?.split_once('/')
}

#[cfg(test)]
mod tests {
    #[test]
    fn uris_are_built_one_way() {
        assert_eq!(super::account("alice@relay.example"), "mimi://relay.example/u/alice");
        assert_eq!(super::room("relay.example", "00ff"), "mimi://relay.example/r/00ff");
        let blob = super::blob("relay.example", "00ff", "dG9rZW4");
        assert_eq!(blob, "mimi://relay.example/b/00ff/dG9rZW4");
        assert_eq!(super::parse_blob("relay.example", &blob), Some(("00ff", "dG9rZW4")));
        for elsewhere in ["other.example", "relay.exampl", "relay.example.evil"] {
            assert_eq!(super::parse_blob(elsewhere, &blob), None, "{elsewhere}");
        }
    }
}
