//! Accounts for all that follows: one invitation, one connection, one durable registration each.

use std::time::Instant;

use corridor_wire::invitation::{InvitationCode, RelayAddress};
use corridor_wire::relay_frame::Response;
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use serde::Serialize;

use super::{OPENING, per_second};
use crate::connection::Connection;
use crate::device::Device;
use crate::failure::Failure;

#[derive(Clone, Debug, Serialize)]
pub struct RegisteringFigures {
    pub accounts: usize,
    /// Connecting, registering and disconnecting.
    pub accounts_per_second: f64,
}

pub async fn measure(
    address: &RelayAddress,
    invitations: Vec<InvitationCode>,
) -> Result<(Vec<Device>, RegisteringFigures), Failure> {
    let begun = Instant::now();
    let devices: Vec<Device> = stream::iter(invitations.into_iter().enumerate())
        .map(|(number, invitation)| register(address, number, invitation))
        .buffer_unordered(OPENING)
        .try_collect()
        .await?;
    let figures = RegisteringFigures {
        accounts: devices.len(),
        accounts_per_second: per_second(devices.len() as u64, begun.elapsed()),
    };
    Ok((devices, figures))
}

async fn register(
    address: &RelayAddress,
    number: usize,
    invitation: InvitationCode,
) -> Result<Device, Failure> {
    let device = Device::generate()?;
    let mut connection = Connection::open(address).await?;
    let request = device.register(&format!("load{number}"), invitation, connection.greeting())?;
    match connection.ask("register", request).await? {
        Response::Authenticated { .. } => Ok(device),
        _ => Err(Failure::Unexpected { asked: "register" }),
    }
}
