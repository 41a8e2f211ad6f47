//! The envelopes of JSON-RPC 2.0 (jsonrpc.org/specification).

use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::failure::Failure;

/// The base of this program's own codes: `APPLICATION_BASE - exit code`.
const APPLICATION_BASE: i32 = -32_000;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRequest {
    jsonrpc: String,
    method: String,
    #[serde(default)]
    params: Option<Value>,
    // Null is an id too; only its absence makes a notification.
    #[serde(default, deserialize_with = "present")]
    id: Option<Value>,
}

fn present<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

pub struct Request {
    pub method: String,
    pub params: Option<Value>,
    /// `None` for a notification, which is carried out and not answered.
    pub id: Option<Value>,
}

impl Request {
    pub fn parse(line: &[u8]) -> Result<Self, RpcError> {
        let value: Value = serde_json::from_slice(line).map_err(|_| RpcError::Parse)?;
        if value.is_array() {
            return Err(RpcError::Invalid("batches are not supported: one request a line".into()));
        }
        let raw: RawRequest =
            serde_json::from_value(value).map_err(|error| RpcError::Invalid(error.to_string()))?;
        if raw.jsonrpc != "2.0" {
            return Err(RpcError::Invalid("jsonrpc is not \"2.0\"".to_owned()));
        }
        if raw.id.as_ref().is_some_and(|id| id.is_object() || id.is_array() || id.is_boolean()) {
            return Err(RpcError::Invalid("an id is a string, a number or null".to_owned()));
        }
        Ok(Self { method: raw.method, params: raw.params, id: raw.id })
    }
}

/// What a method comes to.
pub enum Outcome {
    Now(Value),
    /// Answered when nothing is left to send or to receive, or after this long.
    WhenSettled {
        timeout: Duration,
    },
}

/// Why a request has no result.
#[derive(Debug)]
pub enum RpcError {
    Parse,
    Invalid(String),
    UnknownMethod(String),
    Parameters(String),
    Failure(Failure),
}

impl<E: Into<Failure>> From<E> for RpcError {
    fn from(error: E) -> Self {
        Self::Failure(error.into())
    }
}

impl RpcError {
    fn object(&self) -> ErrorObject {
        let protocol = |code, message: &str, name: &str| ErrorObject {
            code,
            message: message.to_owned(),
            data: json!({ "name": name }),
        };
        match self {
            Self::Parse => protocol(-32_700, "this line is not JSON", "parse"),
            Self::Invalid(why) => protocol(-32_600, why, "invalid_request"),
            Self::UnknownMethod(method) => {
                protocol(-32_601, &format!("there is no method {method:?}"), "unknown_method")
            }
            Self::Parameters(why) => protocol(-32_602, why, "invalid_params"),
            Self::Failure(failure) => ErrorObject {
                code: APPLICATION_BASE - i32::from(failure.exit_code() as u8),
                message: failure.to_string(),
                data: failure.object(),
            },
        }
    }
}

#[derive(Serialize)]
struct ErrorObject {
    code: i32,
    message: String,
    data: Value,
}

#[derive(Serialize)]
pub struct Response {
    jsonrpc: &'static str,
    id: Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    result: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<ErrorObject>,
}

impl Response {
    pub fn result(id: Value, result: Value) -> Self {
        Self { jsonrpc: "2.0", id, result: Some(result), error: None }
    }

    pub fn error(id: Value, error: &RpcError) -> Self {
        Self { jsonrpc: "2.0", id, result: None, error: Some(error.object()) }
    }
}

/// Something that happened without having been asked for.
#[derive(Serialize)]
pub struct Notification {
    jsonrpc: &'static str,
    method: &'static str,
    params: Value,
}

impl Notification {
    pub fn new(method: &'static str, params: Value) -> Self {
        Self { jsonrpc: "2.0", method, params }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(line: &str) -> i32 {
        Request::parse(line.as_bytes()).err().map_or(0, |error| error.object().code)
    }

    #[test]
    fn what_is_no_request_gets_the_code_of_the_specification() {
        assert_eq!(code("{"), -32_700);
        assert_eq!(code("[]"), -32_600);
        assert_eq!(code("7"), -32_600);
        assert_eq!(code(r#"{"jsonrpc":"1.0","method":"rooms","id":1}"#), -32_600);
        assert_eq!(code(r#"{"jsonrpc":"2.0","id":1}"#), -32_600);
        assert_eq!(code(r#"{"jsonrpc":"2.0","method":"rooms","id":{}}"#), -32_600);
        assert_eq!(code(r#"{"jsonrpc":"2.0","method":"rooms","id":1,"extra":1}"#), -32_600);
        assert_eq!(code(r#"{"jsonrpc":"2.0","method":"rooms","id":1}"#), 0);
    }

    #[test]
    fn a_null_id_is_answered_and_a_missing_one_is_not() {
        let id = |line: &str| Request::parse(line.as_bytes()).map(|request| request.id).ok();
        assert_eq!(id(r#"{"jsonrpc":"2.0","method":"rooms","id":null}"#), Some(Some(Value::Null)));
        assert_eq!(id(r#"{"jsonrpc":"2.0","method":"rooms"}"#), Some(None));
    }
}
