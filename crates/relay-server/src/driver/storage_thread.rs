//! Makes batches durable, one after the other, away from the core.

use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Instant;

use corridor_relay_core::BatchId;
use corridor_store::{Batch, Space, Store, StoreError};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use super::fatal::{EndsWithThread, storage_failed};
use crate::observe::metrics::Metrics;
use crate::observe::readiness::Readiness;

/// The core hands out one batch at a time, so this queue stays short without a bound.
pub enum Work {
    Commit(BatchId, Batch),
    Drop(Space),
}

pub struct Committed {
    pub batch: BatchId,
    pub result: Result<(), StoreError>,
}

type Started = (mpsc::Sender<Work>, UnboundedReceiver<Committed>, thread::JoinHandle<()>);

pub fn start(
    store: Arc<dyn Store>,
    metrics: Arc<Metrics>,
    readiness: Arc<Readiness>,
) -> std::io::Result<Started> {
    let (work, received) = mpsc::channel();
    let (committed, answers) = unbounded_channel();
    let thread = thread::Builder::new().name("storage".to_owned()).spawn(move || {
        let _ends = EndsWithThread("storage");
        for work in received {
            do_work(work, store.as_ref(), &metrics, &readiness, &committed);
        }
    })?;
    Ok((work, answers, thread))
}

fn do_work(
    work: Work,
    store: &dyn Store,
    metrics: &Metrics,
    readiness: &Readiness,
    committed: &UnboundedSender<Committed>,
) {
    match work {
        Work::Commit(batch, writes) => {
            let begun = Instant::now();
            let result = store.commit(&writes);
            match &result {
                Ok(()) => readiness.set_storage(false),
                // Nothing changed; the core tells the senders, and there may be room later.
                Err(StoreError::Full) => readiness.set_storage(true),
                Err(error) => storage_failed(error),
            }
            metrics.commit_seconds.observe(begun.elapsed().as_secs_f64());
            #[expect(clippy::cast_precision_loss, reason = "a batch has far fewer than 2^52 rows")]
            metrics.commit_rows.observe(writes.writes().len() as f64);
            let _ = committed.send(Committed { batch, result });
        }
        Work::Drop(space) => {
            // The days that are kept do not depend on it; the next expiry tries again.
            if let Err(error) = store.drop_space(space) {
                tracing::warn!(%error, "an expired day could not be removed");
            }
        }
    }
}
