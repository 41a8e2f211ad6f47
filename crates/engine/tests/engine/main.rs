//! Engines in small worlds, by topic. One program for all of them: each further one would be linked, with
//! the cryptography in it, whenever a line of the engine changes.

#[path = "../support/mod.rs"]
mod support;

mod acts;
mod answers;
mod any_order;
mod back_in;
mod conversation;
mod devices;
mod disappearing;
mod files;
mod forgotten;
mod hostile;
mod later;
mod long_files;
mod merge;
mod pages;
mod parts;
mod queries;
mod races;
mod restored;
mod room_settings;
