//! Rooms of several devices, each with its own table, over one log.

mod conversation;
mod deterministic;
mod hostile;
mod joining;
mod key_packages;
mod random_walk;
mod storage;
mod stub;
mod world;
