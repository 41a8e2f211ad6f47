//! The real program over real sockets, as an operator and a client see it. One binary, so that it is
//! linked once.

mod backup;
mod blobs;
mod command_line;
mod durability;
mod frames;
mod logs;
mod metrics;
mod push;
mod settings;
mod stored;
mod support;
mod tls;
