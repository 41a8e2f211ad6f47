//! One WebSocket to the relay, spoken to in frames.

use corridor_wire::client_frame::{ClientFrame, Request};
use corridor_wire::invitation::RelayAddress;
use corridor_wire::relay_frame::{Greeting, RelayFrame, Response, VERSIONS};
use corridor_wire::{decode, encode, limits};
use futures_util::{SinkExt as _, StreamExt as _};
use tokio::net::TcpStream;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;

use crate::device::Device;
use crate::failure::Failure;

/// Each connection keeps its buffer, and this process holds ten thousand of them. A page that is
/// larger is read in several turns.
const READ_BUFFER_BYTES: usize = 8 * 1024;

pub struct Connection {
    socket: WebSocketStream<TcpStream>,
    greeting: Greeting,
    requests: u64,
}

impl Connection {
    /// Connects and agrees on a version; the relay knows nobody on it yet.
    pub async fn open(address: &RelayAddress) -> Result<Self, Failure> {
        let stream = TcpStream::connect((address.host.as_str(), address.port))
            .await
            .map_err(|error| Failure::System("connecting to the relay", error))?;
        stream.set_nodelay(true).map_err(|error| Failure::System("TCP_NODELAY", error))?;
        let config = WebSocketConfig::default()
            .read_buffer_size(READ_BUFFER_BYTES)
            .max_message_size(Some(limits::FRAME_BYTES))
            .max_frame_size(Some(limits::FRAME_BYTES));
        let url = format!("ws://{}:{}/v1/connect", address.host, address.port);
        let (mut socket, _) =
            tokio_tungstenite::client_async_with_config(url, stream, Some(config)).await?;
        let RelayFrame::Greeting(greeting) = next_frame(&mut socket).await? else {
            return Err(Failure::Unexpected { asked: "greet" });
        };
        let mut connection = Self { socket, greeting, requests: 0 };
        connection.do_now("say hello", Request::Hello { version: VERSIONS.newest }).await?;
        Ok(connection)
    }

    pub async fn authenticated(address: &RelayAddress, device: &Device) -> Result<Self, Failure> {
        let mut connection = Self::open(address).await?;
        let request = device.authenticate(&connection.greeting);
        match connection.ask("authenticate", request).await? {
            Response::Authenticated { .. } => Ok(connection),
            _ => Err(Failure::Unexpected { asked: "authenticate" }),
        }
    }

    pub fn greeting(&self) -> &Greeting {
        &self.greeting
    }

    /// Sends a request; its reply comes from [`Connection::receive`] under the number returned.
    pub async fn send(&mut self, request: Request) -> Result<u64, Failure> {
        self.requests += 1;
        let frame = encode(&ClientFrame { request_id: self.requests, request });
        self.socket.send(Message::Binary(frame.into())).await?;
        Ok(self.requests)
    }

    /// The next frame. Dropping the future loses none.
    pub async fn receive(&mut self) -> Result<RelayFrame, Failure> {
        next_frame(&mut self.socket).await
    }

    /// Sends a request and waits for its reply, with nothing else under way.
    pub async fn ask(
        &mut self,
        asked: &'static str,
        request: Request,
    ) -> Result<Response, Failure> {
        let sent = self.send(request).await?;
        match self.receive().await? {
            RelayFrame::Reply { request_id, response } if request_id == sent => {
                accepted(asked, response)
            }
            _ => Err(Failure::Unexpected { asked }),
        }
    }

    /// The same, where there is nothing to answer but that it is done.
    pub async fn do_now(&mut self, asked: &'static str, request: Request) -> Result<(), Failure> {
        match self.ask(asked, request).await? {
            Response::Done {} => Ok(()),
            _ => Err(Failure::Unexpected { asked }),
        }
    }
}

/// A reply that is no refusal.
pub fn accepted(asked: &'static str, response: Response) -> Result<Response, Failure> {
    match response {
        Response::Error(error) => {
            Err(Failure::Refused { asked, code: error.code, detail: error.detail })
        }
        response => Ok(response),
    }
}

async fn next_frame(socket: &mut WebSocketStream<TcpStream>) -> Result<RelayFrame, Failure> {
    loop {
        match socket.next().await {
            Some(Ok(Message::Binary(bytes))) => return Ok(decode(&bytes, limits::FRAME_BYTES)?),
            Some(Ok(Message::Close(Some(close)))) => {
                return Err(Failure::Closed(format!(": {}", close.reason)));
            }
            Some(Ok(Message::Close(None))) | None => return Err(Failure::Closed(String::new())),
            // The library answers a ping by itself.
            Some(Ok(_)) => {}
            Some(Err(error)) => return Err(error.into()),
        }
    }
}
