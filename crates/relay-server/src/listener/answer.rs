//! Answers over HTTP: bodies, and errors as JSON with the protocol's own codes.

use corridor_wire::error_code::ErrorCode;
use corridor_wire::relay_frame::ErrorReply;
use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt, Empty, Full};
use hyper::body::Bytes;
use hyper::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderValue, RETRY_AFTER};
use hyper::{Response, StatusCode};

pub type Body = UnsyncBoxBody<Bytes, std::io::Error>;
pub type Answer = Response<Body>;

pub fn empty(status: StatusCode) -> Answer {
    let mut answer = Response::new(Empty::new().map_err(|never| match never {}).boxed_unsync());
    *answer.status_mut() = status;
    answer
}

pub fn whole(status: StatusCode, content_type: &'static str, body: impl Into<Bytes>) -> Answer {
    let body = Full::new(body.into()).map_err(|never| match never {}).boxed_unsync();
    let mut answer = Response::new(body);
    *answer.status_mut() = status;
    let headers = answer.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    answer
}

pub fn text(status: StatusCode, text: impl Into<String>) -> Answer {
    whole(status, "text/plain; charset=utf-8", text.into())
}

/// `{code, name, detail, retry_after_ms}`, with the HTTP status that fits the code.
pub fn error(error: &ErrorReply) -> Answer {
    let json = serde_json::json!({
        "code": error.code.number(),
        "name": error.code.name(),
        "detail": error.detail,
        "retry_after_ms": error.retry_after_ms,
    });
    let mut answer = whole(status_of(error.code), "application/json", json.to_string());
    if let Some(milliseconds) = error.retry_after_ms {
        answer.headers_mut().insert(RETRY_AFTER, milliseconds.div_ceil(1000).into());
    }
    answer
}

pub fn refuse(code: ErrorCode, detail: impl Into<String>) -> ErrorReply {
    ErrorReply { code, detail: detail.into(), retry_after_ms: None }
}

fn status_of(code: ErrorCode) -> StatusCode {
    match code {
        ErrorCode::NotAuthenticated | ErrorCode::TokenUnknown => StatusCode::UNAUTHORIZED,
        ErrorCode::TokenRevoked => StatusCode::FORBIDDEN,
        ErrorCode::BlobUnknown => StatusCode::NOT_FOUND,
        ErrorCode::BlobTooLarge | ErrorCode::FrameTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        ErrorCode::BlobOffset | ErrorCode::BlobIncomplete => StatusCode::CONFLICT,
        ErrorCode::RateLimited | ErrorCode::ByteQuota | ErrorCode::BlobQuota => {
            StatusCode::TOO_MANY_REQUESTS
        }
        ErrorCode::TooManyConnections | ErrorCode::StorageUnavailable | ErrorCode::ShuttingDown => {
            StatusCode::SERVICE_UNAVAILABLE
        }
        ErrorCode::StorageFull => StatusCode::INSUFFICIENT_STORAGE,
        ErrorCode::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        _ => StatusCode::BAD_REQUEST,
    }
}
