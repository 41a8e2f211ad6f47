//! The real relay through crashes: killed at exact system calls (`killed`), with calls that fail
//! (`faults`), and cut off from its power (`power`).
//!
//! What one device was told of its logs is kept in a `ledger`, and after every crash the relay is
//! held to it: what was acknowledged is there, once, in its place, under a chain that fits; what was
//! not is there once at most, and sent again it gets the place it has.

mod faults;
mod killed;
mod ledger;
mod power;
mod run;
