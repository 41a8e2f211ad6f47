//! The `Authorization` of a message to a push service (RFC 8292): who sends it, to which service, until
//! when. It names the relay and nobody on it.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use corridor_wire::push::PushEndpoint;
use reqwest::header::HeaderValue;

use super::key::VapidKey;

/// RFC 8292 allows 24 hours. Half of that leaves room for clocks that differ.
const GOOD_FOR_SECONDS: u64 = 12 * 60 * 60;

const HEADER: &[u8] = br#"{"typ":"JWT","alg":"ES256"}"#;

/// `None` only if the key does not sign.
pub fn authorization(
    key: &VapidKey,
    contact: &str,
    endpoint: &PushEndpoint,
    now_seconds: u64,
) -> Option<HeaderValue> {
    let claims = serde_json::json!({
        "aud": endpoint.origin(),
        "exp": now_seconds.saturating_add(GOOD_FOR_SECONDS),
        "sub": contact,
    });
    let signed = format!("{}.{}", BASE64.encode(HEADER), BASE64.encode(claims.to_string()));
    let signature = BASE64.encode(key.sign(signed.as_bytes())?);
    let public = BASE64.encode(key.public().as_bytes());
    let text = format!("vapid t={signed}.{signature}, k={public}");
    let mut value = HeaderValue::from_str(&text).ok()?;
    value.set_sensitive(true);
    Some(value)
}
