//! Why a request is refused, on its way to an error reply.

use corridor_store::StoreError;
use corridor_wire::error_code::ErrorCode;
use corridor_wire::limits;
use corridor_wire::relay_frame::{ErrorReply, Response};

/// A refused request. Every module speaks the wire's own codes, so that no reason is lost between.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Refusal {
    pub code: ErrorCode,
    detail: String,
    retry_after_ms: Option<u64>,
}

/// When a store that failed may have recovered.
const STORAGE_RETRY_MS: u64 = 1_000;

/// When an operator may have made room on a full disk.
const FULL_RETRY_MS: u64 = 60_000;

impl Refusal {
    pub fn new(code: ErrorCode, detail: impl Into<String>) -> Self {
        Self { code, detail: detail.into(), retry_after_ms: None }
    }

    pub fn retry_after(code: ErrorCode, detail: impl Into<String>, retry_after_ms: u64) -> Self {
        Self { code, detail: detail.into(), retry_after_ms: Some(retry_after_ms) }
    }

    /// A row that this program did not write, or that the disk altered.
    pub fn corrupt(what: &str) -> Self {
        Self::new(ErrorCode::Internal, format!("damaged row: {what}"))
    }

    pub fn into_reply(mut self) -> ErrorReply {
        let mut end = self.detail.len().min(limits::ERROR_DETAIL_BYTES);
        while !self.detail.is_char_boundary(end) {
            end -= 1;
        }
        self.detail.truncate(end);
        let Self { code, detail, retry_after_ms } = self;
        ErrorReply { code, detail, retry_after_ms }
    }

    pub fn into_response(self) -> Response {
        Response::Error(self.into_reply())
    }
}

impl From<ErrorCode> for Refusal {
    fn from(code: ErrorCode) -> Self {
        Self::new(code, "")
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Full => {
                Self::retry_after(ErrorCode::StorageFull, "the disk is full", FULL_RETRY_MS)
            }
            // What exactly failed is in the operator's logs, not in a stranger's reply.
            StoreError::AssertionFailed(_)
            | StoreError::Corrupt(_)
            | StoreError::Unavailable(_)
            | StoreError::EmptyKey
            | StoreError::KeyTooLong(_)
            | StoreError::ValueTooLarge(_) => Self::retry_after(
                ErrorCode::StorageUnavailable,
                "the storage did not take it",
                STORAGE_RETRY_MS,
            ),
        }
    }
}
