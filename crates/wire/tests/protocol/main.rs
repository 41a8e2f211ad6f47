//! The protocol between client and relay: its bytes, its bounds, and how its versions get along.

mod bounds;
mod chain;
mod documentation;
mod evolution;
mod generated;
mod planted;
mod samples;
mod vectors;
