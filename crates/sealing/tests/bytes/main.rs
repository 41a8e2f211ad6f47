//! Bytes: what each seal and codec makes, and what it refuses.

mod codecs;
mod identity;
mod letters;
mod policy;
mod seals;
mod vectors;
