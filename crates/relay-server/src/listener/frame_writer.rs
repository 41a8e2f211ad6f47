//! Frames to a client, written past the WebSocket library's own buffer.
//!
//! The library copies each message into a buffer that it keeps for the connection's life, at the
//! size of the largest; with many idle connections that would be most of the relay's memory. A
//! server's frame has no mask, so it is a head of a few bytes (RFC 6455, section 5.2) and the
//! payload as it is, which followers share.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use futures_util::SinkExt;
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Error;

use super::activity::Activity;

/// Frames smaller than this share a write, and so a TLS record and a packet.
pub const GATHERED_BYTES: usize = 16 * 1024;

/// FIN and the opcode of a binary message.
const FINAL_BINARY: u8 = 0x82;

/// Writes whole frames, in order. Between two calls the library may write its own (pongs), because
/// it is flushed first.
pub async fn write_frames<S>(
    stream: &mut WebSocketStream<S>,
    frames: &[Arc<[u8]>],
) -> Result<(), Error>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    stream.flush().await?;
    let socket = stream.get_mut();
    let mut gathered = Vec::new();
    for frame in frames {
        push_head(&mut gathered, frame.len());
        if gathered.len() + frame.len() <= GATHERED_BYTES {
            gathered.extend_from_slice(frame);
        } else {
            socket.write_all(&gathered).await?;
            gathered.clear();
            socket.write_all(frame).await?;
        }
    }
    socket.write_all(&gathered).await?;
    socket.flush().await?;
    Ok(())
}

fn push_head(buffer: &mut Vec<u8>, length: usize) {
    buffer.push(FINAL_BINARY);
    match (u8::try_from(length), u16::try_from(length)) {
        (Ok(short @ ..=125), _) => buffer.push(short),
        (_, Ok(medium)) => {
            buffer.push(126);
            buffer.extend_from_slice(&medium.to_be_bytes());
        }
        _ => {
            buffer.push(127);
            buffer.extend_from_slice(&(length as u64).to_be_bytes());
        }
    }
}

/// Waits for `writing` as long as the socket takes at least one byte in each `patience`.
pub async fn while_moving<T>(
    writing: impl Future<Output = Result<T, Error>>,
    activity: &Activity,
    patience: Duration,
) -> Result<T, Error> {
    let mut writing = Box::pin(writing);
    loop {
        let before = activity.written();
        match tokio::time::timeout(patience, writing.as_mut()).await {
            Ok(result) => return result,
            Err(_) if activity.written() != before => {}
            Err(_) => return Err(Error::Io(io::ErrorKind::TimedOut.into())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_says_its_length_in_the_fewest_bytes() {
        for (length, head) in [
            (0, vec![0x82, 0]),
            (125, vec![0x82, 125]),
            (126, vec![0x82, 126, 0, 126]),
            (65_535, vec![0x82, 126, 0xff, 0xff]),
            (65_536, vec![0x82, 127, 0, 0, 0, 0, 0, 1, 0, 0]),
        ] {
            let mut buffer = Vec::new();
            push_head(&mut buffer, length);
            assert_eq!(buffer, head, "{length}");
        }
    }
}
