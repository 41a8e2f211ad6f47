//! An open connection: one task reads frames, one writes them, and a full channel stops either.

use std::time::Duration;

use futures_util::stream::{SplitSink, SplitStream};
use futures_util::{SinkExt, StreamExt};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio_tungstenite::tungstenite::Message;

use super::connect::Socket;

/// Frames in each direction that wait for the other side: 16 of at most 512 KiB.
const CHANNEL_FRAMES: usize = 16;

/// Often enough for the shortest idle limits of proxies and NATs, 30 seconds.
const PING_EVERY: Duration = Duration::from_secs(25);

/// Nothing at all for this long, not even an answer to a ping, means that nobody is there.
const DEAD_AFTER: Duration = Duration::from_mins(1);

/// How long a last frame may take to leave when the program ends.
const FAREWELL: Duration = Duration::from_millis(500);

pub struct Link {
    incoming: mpsc::Receiver<Vec<u8>>,
    outgoing: mpsc::Sender<Vec<u8>>,
    reader: JoinHandle<()>,
    writer: JoinHandle<()>,
}

impl Link {
    pub fn new(socket: Socket) -> Self {
        let (sink, stream) = socket.split();
        let (to_driver, incoming) = mpsc::channel(CHANNEL_FRAMES);
        let (outgoing, from_driver) = mpsc::channel(CHANNEL_FRAMES);
        Self {
            incoming,
            outgoing,
            reader: tokio::spawn(read(stream, to_driver)),
            writer: tokio::spawn(write(sink, from_driver)),
        }
    }

    /// The next frame; `None` when the connection is over.
    pub async fn receive(&mut self) -> Option<Vec<u8>> {
        self.incoming.recv().await
    }

    /// Where frames go out; it takes none once the connection is over.
    pub fn sender(&self) -> mpsc::Sender<Vec<u8>> {
        self.outgoing.clone()
    }

    /// Lets go of the connection after what has been handed over has left.
    pub async fn close(mut self) {
        let (closed, _) = mpsc::channel(1);
        self.outgoing = closed;
        let _ = tokio::time::timeout(FAREWELL, &mut self.writer).await;
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        self.reader.abort();
        self.writer.abort();
    }
}

async fn read(mut stream: SplitStream<Socket>, to_driver: mpsc::Sender<Vec<u8>>) {
    while let Ok(Some(Ok(message))) = tokio::time::timeout(DEAD_AFTER, stream.next()).await {
        match message {
            Message::Binary(bytes) => {
                if to_driver.send(bytes.into()).await.is_err() {
                    return;
                }
            }
            Message::Ping(_) | Message::Pong(_) => {}
            // A relay speaks in binary messages only (docs/protocol.md).
            Message::Text(_) | Message::Close(_) | Message::Frame(_) => return,
        }
    }
}

async fn write(mut sink: SplitSink<Socket, Message>, mut from_driver: mpsc::Receiver<Vec<u8>>) {
    let mut ping = tokio::time::interval(PING_EVERY);
    ping.reset();
    loop {
        let message = tokio::select! {
            frame = from_driver.recv() => match frame {
                Some(bytes) => Message::binary(bytes),
                None => break,
            },
            _ = ping.tick() => Message::Ping(Vec::new().into()),
        };
        if sink.send(message).await.is_err() {
            return;
        }
    }
    // The other side notices either way.
    let _ = sink.close().await;
}
