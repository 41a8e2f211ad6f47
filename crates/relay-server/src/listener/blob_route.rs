//! `/v1/blobs/{id}`: put in parts, ask how far it is, get a range.
//!
//! | method | token | answer |
//! |---|---|---|
//! | `PUT` + `Content-Range: bytes a-b/total` | write | 202 with `Upload-Offset`, or 201 when complete |
//! | `PUT` at another offset | write | 409 `blob_offset`, and the `Upload-Offset` to go on from |
//! | `HEAD` | write or read | `Upload-Offset`, `Upload-Length` |
//! | `GET`, with or without `Range` | read | 200 or 206; only complete blobs |
//!
//! The token is `Authorization: Bearer <base64url>`. Deleting is a frame (`DeleteBlob`), since it
//! has to be durable with the rest of the relay's state.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use corridor_wire::error_code::ErrorCode;
use corridor_wire::id::BlobId;
use corridor_wire::relay_frame::ErrorReply;
use corridor_wire::token::Token;
use futures_util::TryStreamExt;
use http_body_util::{BodyExt, StreamBody};
use hyper::body::{Frame, Incoming};
use hyper::header::{
    ACCEPT_RANGES, AUTHORIZATION, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE,
    HeaderMap, HeaderName, HeaderValue, RANGE,
};
use hyper::{Method, Request, Response, StatusCode};

use super::Server;
use super::answer::{self, Answer, refuse};
use super::byte_range::{self, Part};
use crate::blobs::Upload;

const UPLOAD_OFFSET: HeaderName = HeaderName::from_static("upload-offset");
const UPLOAD_LENGTH: HeaderName = HeaderName::from_static("upload-length");

/// An upload from which nothing comes for this long has broken off; what came is kept.
const UPLOAD_SILENCE: Duration = Duration::from_secs(30);

/// When somebody else uploads the same blob right now.
const BUSY_RETRY_MS: u64 = 1_000;

pub async fn answer(server: &Server, id: &str, request: Request<Incoming>) -> Answer {
    let result = match (BlobId::from_hex(id), bearer(request.headers())) {
        (None, _) => Err(refuse(ErrorCode::BlobUnknown, "a blob's id is 32 hexadecimal digits")),
        (_, None) => Err(refuse(
            ErrorCode::NotAuthenticated,
            "a blob needs Authorization: Bearer and its token in base64url",
        )),
        (Some(blob), Some(token)) => match *request.method() {
            Method::PUT => put(server, blob, token, request).await,
            Method::HEAD => head(server, blob, token).await,
            Method::GET => get(server, blob, token, request.headers()).await,
            _ => {
                return answer::text(
                    StatusCode::METHOD_NOT_ALLOWED,
                    "a blob takes PUT, HEAD and GET; it is deleted with a frame\n",
                );
            }
        },
    };
    result.unwrap_or_else(|error| answer::error(&error))
}

async fn put(
    server: &Server,
    blob: BlobId,
    token: Token,
    request: Request<Incoming>,
) -> Result<Answer, ErrorReply> {
    let grant = server.core.authorize_put(blob, token.clone()).await?;
    if grant.complete {
        return Ok(with_offset(StatusCode::OK, grant.bytes, grant.bytes));
    }
    let part = match byte_range::content_range(request.headers(), grant.bytes) {
        Ok(part) => part,
        Err(reason) => return Err(refuse(ErrorCode::MalformedFrame, reason)),
    };
    let upload = server.blobs.upload(blob, grant.bytes).ok_or_else(|| ErrorReply {
        code: ErrorCode::BlobOffset,
        detail: "another connection uploads this blob now".to_owned(),
        retry_after_ms: Some(BUSY_RETRY_MS),
    })?;
    let offset = upload.offset().await.map_err(|error| storage_error(&error))?;
    if offset < grant.bytes {
        if part.start != offset {
            let reason = format!("the upload goes on at {offset}");
            let mut answer = answer::error(&refuse(ErrorCode::BlobOffset, reason));
            set_offset(&mut answer, offset, grant.bytes);
            return Ok(answer);
        }
        let arrived = receive(server, &upload, &part, request.into_body()).await?;
        if arrived < grant.bytes {
            return Ok(with_offset(StatusCode::ACCEPTED, arrived, grant.bytes));
        }
    }
    upload.keep().await.map_err(|error| storage_error(&error))?;
    server.core.blob_complete(blob, token).await?;
    Ok(with_offset(StatusCode::CREATED, grant.bytes, grant.bytes))
}

/// Writes the request's body; what came before it broke off is on disk too.
async fn receive(
    server: &Server,
    upload: &Upload,
    part: &Part,
    mut body: Incoming,
) -> Result<u64, ErrorReply> {
    let mut file = upload.open_at(part.start).await.map_err(|error| storage_error(&error))?;
    let mut left = part.length();
    let mut failed = None;
    while let Ok(Some(Ok(frame))) = tokio::time::timeout(UPLOAD_SILENCE, body.frame()).await {
        let Ok(bytes) = frame.into_data() else { continue };
        let length = bytes.len() as u64;
        if length > left {
            failed =
                Some(refuse(ErrorCode::MalformedFrame, "the body is longer than Content-Range"));
            break;
        }
        if let Err(error) = file.write(&bytes).await {
            failed = Some(storage_error(&error));
            break;
        }
        left -= length;
        server.metrics.blob_bytes_received.inc_by(length);
    }
    let offset = file.sync().await.map_err(|error| storage_error(&error))?;
    match failed {
        Some(error) => Err(error),
        None => Ok(offset),
    }
}

async fn head(server: &Server, blob: BlobId, token: Token) -> Result<Answer, ErrorReply> {
    let (offset, total) = match server.core.authorize_put(blob, token.clone()).await {
        Ok(grant) if grant.complete => (grant.bytes, grant.bytes),
        Ok(grant) => {
            let offset = server.blobs.offset(blob).await.map_err(|error| storage_error(&error))?;
            (offset, grant.bytes)
        }
        Err(_) => {
            let grant = server.core.authorize_get(blob, token).await?;
            (grant.bytes, grant.bytes)
        }
    };
    Ok(with_offset(StatusCode::OK, offset, total))
}

async fn get(
    server: &Server,
    blob: BlobId,
    token: Token,
    headers: &HeaderMap,
) -> Result<Answer, ErrorReply> {
    let total = server.core.authorize_get(blob, token).await?.bytes;
    let (range, status) = match byte_range::requested(headers.get(RANGE), total) {
        Ok(Some(range)) => (range, StatusCode::PARTIAL_CONTENT),
        Ok(None) => (0..total, StatusCode::OK),
        Err(byte_range::Unsatisfiable) => {
            let mut answer = answer::empty(StatusCode::RANGE_NOT_SATISFIABLE);
            insert_text(&mut answer, CONTENT_RANGE, &format!("bytes */{total}"));
            return Ok(answer);
        }
    };
    let length = range.end - range.start;
    let content_range = format!("bytes {}-{}/{total}", range.start, range.end.saturating_sub(1));
    let stream = server.blobs.read(blob, range).await.map_err(|error| {
        tracing::error!(kind = kind_of(&error), "a complete blob could not be read");
        refuse(ErrorCode::StorageUnavailable, "the blob cannot be read now")
    })?;
    let sent = server.metrics.blob_bytes_sent.clone();
    let frames = stream.map_ok(move |bytes| {
        sent.inc_by(bytes.len() as u64);
        Frame::data(bytes)
    });
    let mut answer = Response::new(StreamBody::new(frames).boxed_unsync());
    *answer.status_mut() = status;
    let headers = answer.headers_mut();
    headers.insert(CONTENT_LENGTH, length.into());
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/octet-stream"));
    headers.insert(ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if status == StatusCode::PARTIAL_CONTENT {
        insert_text(&mut answer, CONTENT_RANGE, &content_range);
    }
    Ok(answer)
}

fn bearer(headers: &HeaderMap) -> Option<Token> {
    let value = headers.get(AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    let bytes = zeroize::Zeroizing::new(URL_SAFE_NO_PAD.decode(token.trim()).ok()?);
    Token::from_slice(&bytes).filter(|_| scheme.eq_ignore_ascii_case("bearer"))
}

fn with_offset(status: StatusCode, offset: u64, total: u64) -> Answer {
    let mut answer = answer::empty(status);
    set_offset(&mut answer, offset, total);
    answer
}

fn set_offset(answer: &mut Answer, offset: u64, total: u64) {
    answer.headers_mut().insert(UPLOAD_OFFSET, offset.into());
    answer.headers_mut().insert(UPLOAD_LENGTH, total.into());
}

fn insert_text(answer: &mut Answer, name: HeaderName, text: &str) {
    if let Ok(value) = HeaderValue::from_str(text) {
        answer.headers_mut().insert(name, value);
    }
}

fn storage_error(error: &std::io::Error) -> ErrorReply {
    let code = match error.kind() {
        std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => {
            ErrorCode::StorageFull
        }
        _ => ErrorCode::StorageUnavailable,
    };
    tracing::error!(kind = %error.kind(), "a blob could not be written");
    refuse(code, "the relay cannot write the blob now")
}

/// The error without its path, which would be the blob's id.
fn kind_of(error: &object_store::Error) -> &'static str {
    match error {
        object_store::Error::NotFound { .. } => "not found",
        object_store::Error::PermissionDenied { .. } => "permission denied",
        object_store::Error::Unauthenticated { .. } => "unauthenticated",
        _ => "other",
    }
}
