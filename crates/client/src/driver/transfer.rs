//! Blobs over HTTP, beside the connection: `PUT` in parts and `GET` of what is missing, so that a
//! transfer that broke off goes on where it was. docs/protocol.md, "Blobs".

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use corridor_engine::output::{Output, TransferId, TransferResult};
use corridor_wire::id::BlobId;
use corridor_wire::invitation::RelayAddress;
use corridor_wire::token::Token;
use indicatif::{MultiProgress, ProgressBar, ProgressStyle};
use reqwest::header::{AUTHORIZATION, CONTENT_RANGE, HeaderValue, RANGE};
use reqwest::{Client, RequestBuilder, Response, StatusCode};
use tokio::sync::Semaphore;
use tokio::task::{AbortHandle, JoinSet};
use tokio_tungstenite::tungstenite::Bytes;

use super::tls;

/// What one request sends: large enough to fill a line. Behind a break it is little, and twice as much with
/// each that arrives: a relay that has yet to notice the break refuses what comes meanwhile.
const LARGEST_REQUEST_BYTES: usize = 4 * 1024 * 1024;
const SMALLEST_REQUEST_BYTES: usize = 64 * 1024;

/// The engine hands over at most 16 MiB at once; its padding adds an eighth at most.
const LARGEST_BYTES: u64 = 32 * 1024 * 1024;

/// Transfers side by side; the rest wait.
const AT_ONCE: usize = 2;

/// Attempts without a byte of progress before the engine is told; it asks again later.
const ATTEMPTS: u32 = 4;

/// What is over in a moment needs no bar.
const BAR_FROM_BYTES: u64 = 512 * 1024;

const CONNECT_PATIENCE: Duration = Duration::from_secs(15);
const READ_PATIENCE: Duration = Duration::from_secs(30);

pub type Finished = (TransferId, TransferResult);

pub struct Transfers {
    running: JoinSet<Finished>,
    handles: BTreeMap<TransferId, AbortHandle>,
    places: Arc<Semaphore>,
    bars: Option<MultiProgress>,
    client: Option<(RelayAddress, Client)>,
}

/// Why one request did not bring the transfer on.
enum Trouble {
    Interrupted,
    Refused(String),
    /// The upload goes on at another place than these bytes are for.
    At(u64),
}

impl Transfers {
    pub fn new(progress: bool) -> Self {
        Self {
            running: JoinSet::new(),
            handles: BTreeMap::new(),
            places: Arc::new(Semaphore::new(AT_ONCE)),
            bars: progress.then(MultiProgress::new),
            client: None,
        }
    }

    /// Begins an `Upload` or a `Download`; any other output is none of its business.
    pub fn start(&mut self, address: RelayAddress, allow_plain: bool, output: Output) {
        let (transfer, total) = match &output {
            Output::Upload { transfer, bytes, .. } => (*transfer, bytes.len() as u64),
            Output::Download { transfer, stored_bytes, .. } => (*transfer, *stored_bytes),
            _ => return,
        };
        let permitted = address.secure || address.is_loopback() || allow_plain;
        let client = match self.client(&address) {
            Ok(client) if permitted && total <= LARGEST_BYTES => client,
            Ok(_) => return self.refuse(transfer, "too large, or not encrypted".to_owned()),
            Err(error) => return self.refuse(transfer, error),
        };
        let bar = self.bar(&output, total);
        let places = Arc::clone(&self.places);
        let handle = self.running.spawn(async move {
            // The semaphore is never closed.
            let _place = places.acquire_owned().await;
            let origin = address.origin();
            let outcome = match output {
                Output::Upload { blob, write_token, bytes, offset, total, .. } => {
                    let place = Place::new(&client, &origin, blob, &write_token);
                    let sent = upload(&place, bytes, offset, total, &bar).await;
                    sent.map(|()| TransferResult::Uploaded)
                }
                Output::Download { blob, read_token, offset, stored_bytes, .. } => {
                    let place = Place::new(&client, &origin, blob, &read_token);
                    let fetched = download(&place, offset, stored_bytes, &bar).await;
                    fetched.map(TransferResult::Downloaded)
                }
                _ => Err(Trouble::Interrupted),
            };
            bar.finish_and_clear();
            let result = outcome.unwrap_or_else(|trouble| match trouble {
                Trouble::Interrupted => TransferResult::Interrupted,
                Trouble::Refused(why) => TransferResult::Refused(why),
                Trouble::At(offset) => TransferResult::At(offset),
            });
            (transfer, result)
        });
        self.handles.insert(transfer, handle);
    }

    /// Ends a transfer in the middle. Whatever the relay has of it, it keeps.
    pub fn cancel(&mut self, transfer: TransferId) {
        if let Some(handle) = self.handles.remove(&transfer) {
            handle.abort();
        }
    }

    /// The next transfer that has ended; pending while there is none. Dropping it loses nothing.
    pub async fn next(&mut self) -> Finished {
        loop {
            match self.running.join_next().await {
                Some(Ok(finished)) => {
                    self.handles.remove(&finished.0);
                    return finished;
                }
                // A task that was cancelled with its runtime has nothing to tell.
                Some(Err(_)) => {}
                None => std::future::pending().await,
            }
        }
    }

    fn refuse(&mut self, transfer: TransferId, why: String) {
        self.running.spawn(async move { (transfer, TransferResult::Refused(why)) });
    }

    fn client(&mut self, address: &RelayAddress) -> Result<Client, String> {
        if let Some((known, client)) = &self.client
            && known == address
        {
            return Ok(client.clone());
        }
        let tls = tls::config(address.pin).map_err(|error| error.to_string())?;
        let client = Client::builder()
            .use_preconfigured_tls(tls)
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .connect_timeout(CONNECT_PATIENCE)
            .read_timeout(READ_PATIENCE)
            .build()
            .map_err(|error| error.to_string())?;
        self.client = Some((address.clone(), client.clone()));
        Ok(client)
    }

    fn bar(&self, output: &Output, total: u64) -> ProgressBar {
        let Some(bars) = self.bars.as_ref().filter(|_| total >= BAR_FROM_BYTES) else {
            return ProgressBar::hidden();
        };
        let template = match output {
            Output::Upload { .. } => "sending    {bar:30} {bytes}/{total_bytes}",
            _ => "receiving  {bar:30} {bytes}/{total_bytes}",
        };
        let bar = bars.add(ProgressBar::new(total));
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar
    }
}

/// One blob at one relay, and the capability to use it.
struct Place<'a> {
    client: &'a Client,
    url: String,
    authorization: Option<HeaderValue>,
}

impl<'a> Place<'a> {
    fn new(client: &'a Client, origin: &str, blob: BlobId, token: &Token) -> Self {
        let bearer = format!("Bearer {}", URL_SAFE_NO_PAD.encode(token.expose()));
        let authorization = HeaderValue::from_str(&bearer).ok().map(|mut value| {
            value.set_sensitive(true);
            value
        });
        Self { client, url: format!("{origin}/v1/blobs/{blob}"), authorization }
    }

    async fn send(&self, request: RequestBuilder) -> Result<Response, Trouble> {
        let request = match &self.authorization {
            Some(value) => request.header(AUTHORIZATION, value.clone()),
            None => request,
        };
        request.send().await.map_err(|_| Trouble::Interrupted)
    }
}

/// `bytes` stand at `start` of a blob of `total`. Whatever of them the relay has already is not sent again.
async fn upload(
    place: &Place<'_>,
    bytes: Vec<u8>,
    start: u64,
    total: u64,
    bar: &ProgressBar,
) -> Result<(), Trouble> {
    // Parts of one allocation, however often one is sent again.
    let bytes = Bytes::from(bytes);
    let stop = start + bytes.len() as u64;
    let mut offset = start;
    let mut request_bytes = LARGEST_REQUEST_BYTES;
    let mut failures = 0;
    while failures < ATTEMPTS {
        // All of it there already, and no answer that said so: the last byte once more.
        offset = offset.min(stop.saturating_sub(1)).max(start);
        let from = usize::try_from(offset - start).unwrap_or(bytes.len());
        let to = bytes.len().min(from + request_bytes);
        let end = start + to as u64;
        let range = format!("bytes {offset}-{}/{total}", end.saturating_sub(1));
        let request =
            place.client.put(&place.url).header(CONTENT_RANGE, range).body(bytes.slice(from..to));
        let progress = match place.send(request).await {
            Ok(answer) => match answer.status() {
                StatusCode::OK | StatusCode::CREATED => return Ok(()),
                StatusCode::ACCEPTED | StatusCode::CONFLICT => upload_offset(&answer),
                status => return Err(trouble(status, answer).await),
            },
            // How much of it arrived is the relay's to say.
            Err(_) => match place.send(place.client.head(&place.url)).await {
                Ok(answer) if answer.status() == StatusCode::OK => upload_offset(&answer),
                _ => None,
            },
        };
        match progress.filter(|&at| at <= total) {
            Some(at) if at == stop && at < total => return Ok(()),
            Some(at) if at < start || at > stop => return Err(Trouble::At(at)),
            Some(at) if at > offset => {
                let is_whole = at == end;
                let next = if is_whole { request_bytes * 2 } else { SMALLEST_REQUEST_BYTES };
                request_bytes = next.min(LARGEST_REQUEST_BYTES);
                offset = at.min(stop);
                failures = 0;
                bar.set_position(offset - start);
            }
            other => {
                offset = other.unwrap_or(offset);
                request_bytes = SMALLEST_REQUEST_BYTES;
                failures += 1;
                pause(failures).await;
            }
        }
    }
    Err(Trouble::Interrupted)
}

async fn download(
    place: &Place<'_>,
    start: u64,
    stored_bytes: u64,
    bar: &ProgressBar,
) -> Result<Vec<u8>, Trouble> {
    let total = usize::try_from(stored_bytes).map_err(|_| Trouble::Refused("too large".into()))?;
    let last = (start + stored_bytes).saturating_sub(1);
    let mut bytes = Vec::new();
    let mut failures = 0;
    while bytes.len() < total {
        if failures == ATTEMPTS {
            return Err(Trouble::Interrupted);
        }
        let from = bytes.len();
        let range = format!("bytes={}-{last}", start + from as u64);
        let request = place.client.get(&place.url).header(RANGE, range);
        if let Ok(mut answer) = place.send(request).await {
            match answer.status() {
                StatusCode::PARTIAL_CONTENT => {}
                // The whole of it again: what came before is dropped.
                StatusCode::OK if start == 0 => bytes.clear(),
                StatusCode::OK => {
                    return Err(Trouble::Refused("the relay gives no part of a blob".to_owned()));
                }
                status => match trouble(status, answer).await {
                    Trouble::Interrupted => {
                        failures += 1;
                        pause(failures).await;
                        continue;
                    }
                    final_trouble => return Err(final_trouble),
                },
            }
            while let Ok(Some(part)) = answer.chunk().await {
                if bytes.len() + part.len() > total {
                    return Err(Trouble::Refused("the blob is longer than announced".to_owned()));
                }
                bytes.extend_from_slice(&part);
                bar.set_position(bytes.len() as u64);
            }
        }
        if bytes.len() > from {
            failures = 0;
        } else {
            failures += 1;
            pause(failures).await;
        }
    }
    Ok(bytes)
}

fn upload_offset(answer: &Response) -> Option<u64> {
    answer.headers().get("upload-offset")?.to_str().ok()?.parse().ok()
}

/// Whether another try is worth it, by the status; why not, by the error's name and detail.
async fn trouble(status: StatusCode, mut answer: Response) -> Trouble {
    /// The relay's errors are one short object.
    const LONGEST_ERROR: usize = 4 * 1024;
    if status == StatusCode::TOO_MANY_REQUESTS || status.is_server_error() {
        return Trouble::Interrupted;
    }
    let mut body = Vec::new();
    while let Ok(Some(part)) = answer.chunk().await {
        body.extend_from_slice(&part);
        if body.len() > LONGEST_ERROR {
            break;
        }
    }
    let error: serde_json::Value = serde_json::from_slice(&body).unwrap_or_default();
    let text = |field: &str| error.get(field).and_then(|value| value.as_str()).unwrap_or_default();
    Trouble::Refused(format!("HTTP {} {} {}", status.as_u16(), text("name"), text("detail")))
}

async fn pause(failures: u32) {
    tokio::time::sleep(Duration::from_millis(250) * failures).await;
}
