//! The limit of open files, which connections count against.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use crate::failure::Failure;

/// Raises this process's limit, and so that of the relay it starts, to what the system lets it.
pub fn raise() -> Result<u64, Failure> {
    let maximum = getrlimit(Resource::Nofile).maximum;
    setrlimit(Resource::Nofile, Rlimit { current: maximum, maximum })
        .map_err(|error| Failure::System("the limit of open files", error.into()))?;
    Ok(maximum.unwrap_or(u64::MAX))
}
