//! The end of the process when one of its two essential threads cannot go on.

/// `EX_SOFTWARE` of sysexits: a defect of ours.
const DEFECT: i32 = 70;

/// `EX_IOERR` of sysexits: the storage failed.
const STORAGE: i32 = 74;

/// Ends the process if the thread that holds it panics.
pub struct EndsWithThread(pub &'static str);

impl Drop for EndsWithThread {
    fn drop(&mut self) {
        if std::thread::panicking() {
            tracing::error!(thread = self.0, "a thread of the relay panicked; the process ends");
            std::process::exit(DEFECT);
        }
    }
}

pub fn storage_failed(error: &corridor_store::StoreError) -> ! {
    tracing::error!(%error, "the storage failed; the process ends and a restart opens it again");
    std::process::exit(STORAGE);
}
