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

#[cfg(test)]
mod tests {
    #[test]
    fn uris_are_built_one_way() {
        assert_eq!(super::account("alice@relay.example"), "mimi://relay.example/u/alice");
        assert_eq!(super::room("relay.example", "00ff"), "mimi://relay.example/r/00ff");
    }
}
