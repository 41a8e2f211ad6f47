//! What is told without having been asked for, after `subscribe`.

use std::collections::{BTreeMap, BTreeSet};

use corridor_engine::output::Change;
use corridor_engine::view::{Delivery, LocalId, RoomId};
use serde_json::json;

use super::message::Notification;
use crate::failure::Failure;
use crate::session::Session;
use corridor_engine::shape;

/// New items in one notification; more come in the next.
const ITEMS: usize = 10_000;

/// How far back the delivery of own messages is followed.
const FOLLOWED: usize = 200;

/// `None` until somebody subscribes.
#[derive(Default)]
pub struct Notifier(Option<Told>);

/// What the subscriber knows already.
#[derive(Default)]
struct Told {
    connected: bool,
    through: BTreeMap<RoomId, u64>,
    deliveries: BTreeMap<RoomId, BTreeMap<LocalId, Delivery>>,
}

impl Notifier {
    /// From now on; what was there before is there to be asked for.
    pub fn subscribe(&mut self, session: &Session) -> Result<(), Failure> {
        let mut told = Told { connected: session.engine().is_authenticated(), ..Told::default() };
        for room in session.engine().rooms()? {
            told.through.insert(room.id, newest(session, &room.id)?);
            let deliveries = deliveries(session, &room.id)?;
            told.deliveries.insert(room.id, deliveries);
        }
        self.0 = Some(told);
        Ok(())
    }

    /// What has happened since the last call.
    pub fn take(&mut self, session: &mut Session) -> Result<Vec<Notification>, Failure> {
        let changes = session.driver.changes();
        let Some(told) = &mut self.0 else { return Ok(Vec::new()) };
        let mut notifications = Vec::new();
        let connected = session.engine().is_authenticated();
        if connected != told.connected {
            told.connected = connected;
            notifications.push(Notification::new("connection", json!({ "connected": connected })));
        }
        let (mut rooms, mut timelines, mut delivered, mut typing) =
            (BTreeSet::new(), BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for change in changes {
            match change {
                Change::Room(room) => drop(rooms.insert(room)),
                Change::Timeline(room) => drop(timelines.insert(room)),
                Change::Delivery(room) => drop(delivered.insert(room)),
                Change::Typing(room) => drop(typing.insert(room)),
                other => notifications.extend(single(&other)),
            }
        }
        for room in &rooms {
            if let Some(view) = session.engine().room(room)? {
                notifications.push(Notification::new("room", json!(shape::Room::from(&view))));
            } else {
                told.through.remove(room);
                told.deliveries.remove(room);
                let params = json!({ "room": room.to_string() });
                notifications.push(Notification::new("room_erased", params));
            }
        }
        for room in &timelines {
            notifications.extend(told.timeline(session, room)?);
        }
        for room in delivered.union(&timelines) {
            notifications.extend(told.delivery(session, room)?);
        }
        for room in typing {
            let params = json!({ "room": room.to_string(), "people": session.typing(&room) });
            notifications.push(Notification::new("typing", params));
        }
        Ok(notifications)
    }
}

impl Told {
    fn timeline(
        &mut self,
        session: &Session,
        room: &RoomId,
    ) -> Result<Option<Notification>, Failure> {
        let through = self.through.entry(*room).or_default();
        let items = session.engine().timeline(room, Some(*through), ITEMS)?;
        let new: Vec<_> = items.iter().filter(|item| item.seq.is_some()).collect();
        let Some(last) = new.last() else { return Ok(None) };
        *through = last.seq.unwrap_or(*through);
        let items: Vec<_> = new.into_iter().map(shape::Item::from).collect();
        let params = json!({ "room": room.to_string(), "items": items });
        Ok(Some(Notification::new("timeline", params)))
    }

    fn delivery(
        &mut self,
        session: &Session,
        room: &RoomId,
    ) -> Result<Option<Notification>, Failure> {
        let now = deliveries(session, room)?;
        let before = self.deliveries.insert(*room, now.clone()).unwrap_or_default();
        let news: Vec<_> = now
            .iter()
            .filter(|(local_id, delivery)| before.get(local_id) != Some(delivery))
            .map(
                |(local_id, delivery)| json!({ "local_id": local_id, "delivery": delivery.name() }),
            )
            .collect();
        let params = json!({ "room": room.to_string(), "items": news });
        Ok((!news.is_empty()).then(|| Notification::new("delivery", params)))
    }
}

fn single(change: &Change) -> Option<Notification> {
    Some(match change {
        Change::Refused { room, what, why } => {
            let room = room.as_ref().map(ToString::to_string);
            Notification::new(
                "refused",
                json!({ "room": room, "what": what.to_string(), "why": why }),
            )
        }
        Change::Contradiction { room, what } => {
            Notification::new("contradiction", json!({ "room": room.to_string(), "what": what }))
        }
        Change::KeyChanged(account) => {
            Notification::new("key_changed", json!({ "account": account.to_string() }))
        }
        Change::OwnDevice(device) => {
            Notification::new("own_device", json!({ "device": device.to_string() }))
        }
        Change::Knocked { room, account } => Notification::new(
            "knocked",
            json!({ "room": room.to_string(), "account": account.to_string() }),
        ),
        Change::OwnKnocks => Notification::new("own_knocks", json!({})),
        Change::Soundings => Notification::new("soundings", json!({})),
        Change::Settled => Notification::new("settled", json!({})),
        _ => return None,
    })
}

fn newest(session: &Session, room: &RoomId) -> Result<u64, Failure> {
    let items = session.engine().timeline(room, None, FOLLOWED)?;
    Ok(items.iter().filter_map(|item| item.seq).max().unwrap_or_default())
}

fn deliveries(session: &Session, room: &RoomId) -> Result<BTreeMap<LocalId, Delivery>, Failure> {
    let items = session.engine().timeline(room, None, FOLLOWED)?;
    let own = items.into_iter().filter(|item| item.delivery != Delivery::Received);
    Ok(own.map(|item| (item.local_id, item.delivery)).collect())
}
