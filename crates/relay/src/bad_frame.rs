//! Frames that do not decode, and as much as can be said about them.

use corridor_wire::DecodeError;
use corridor_wire::client_frame::ClientFrame;
use corridor_wire::error_code::ErrorCode;
use corridor_wire::limits;
use minicbor::Decoder;
use minicbor::data::Type;

use crate::refusal::Refusal;

pub struct BadFrame {
    /// 0 when even that is not to be read.
    pub request_id: u64,
    pub refusal: Refusal,
}

pub fn decode(bytes: &[u8]) -> Result<ClientFrame, BadFrame> {
    corridor_wire::decode(bytes, limits::FRAME_BYTES).map_err(|error| match error {
        DecodeError::TooLarge { .. } => BadFrame {
            request_id: 0,
            refusal: Refusal::new(ErrorCode::FrameTooLarge, error.to_string()),
        },
        DecodeError::Malformed(_) | DecodeError::TrailingBytes(_) => {
            let seen = probe(bytes);
            let request_id = seen.request_id.unwrap_or(0);
            let refusal = match seen.record_bytes {
                Some(actual) if actual > limits::RECORD_BYTES as u64 => Refusal::new(
                    ErrorCode::RecordTooLarge,
                    format!("{actual} bytes are more than {}", limits::RECORD_BYTES),
                ),
                _ => Refusal::new(ErrorCode::MalformedFrame, error.to_string()),
            };
            BadFrame { request_id, refusal }
        }
    })
}

#[derive(Default)]
struct Seen {
    request_id: Option<u64>,
    record_bytes: Option<u64>,
}

/// Field numbers of `ClientFrame` and `Append` in docs/protocol.md.
const REQUEST_ID: u64 = 0;
const REQUEST: u64 = 1;
const APPEND: u64 = 6;
const RECORD: u64 = 4;

/// Reads as far as it can. An error only ends it.
fn probe(bytes: &[u8]) -> Seen {
    let mut seen = Seen::default();
    let _ended_early = probe_frame(&mut Decoder::new(bytes), &mut seen);
    seen
}

fn probe_frame(d: &mut Decoder, seen: &mut Seen) -> Result<(), minicbor::decode::Error> {
    for _ in 0..d.map()?.unwrap_or(0) {
        match d.u64()? {
            REQUEST_ID => seen.request_id = Some(d.u64()?),
            REQUEST => {
                d.array()?;
                if d.u64()? != APPEND {
                    return Ok(());
                }
                // The variant's only field, then the fields of the append.
                d.map()?;
                d.u64()?;
                for _ in 0..d.map()?.unwrap_or(0) {
                    if d.u64()? == RECORD && d.datatype()? == Type::Bytes {
                        seen.record_bytes = Some(d.bytes()?.len() as u64);
                    } else {
                        d.skip()?;
                    }
                }
            }
            _ => d.skip()?,
        }
    }
    Ok(())
}
