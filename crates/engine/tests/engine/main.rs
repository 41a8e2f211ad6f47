//! Engines in small worlds, by topic. One program for all of them: each further one would be linked, with
//! the cryptography in it, whenever a line of the engine changes.

#[path = "../support/disk.rs"]
mod disk;
#[path = "../support/mod.rs"]
mod support;

mod acts;
mod affiliations;
mod aliases;
mod announcements;
mod answers;
mod any_order;
mod back_in;
mod blocked;
mod bounds;
mod claims;
mod conversation;
mod devices;
mod disappearing;
mod files;
mod following;
mod forgotten;
mod founded_anew;
mod given_back;
mod greeting;
mod hostile;
mod huddle_ends;
mod huddles;
mod kinds;
mod knocks;
mod large_room;
mod large_search;
mod later;
mod letters;
mod long_files;
mod look;
mod marks;
mod merge;
mod nudges;
mod once;
mod pages;
mod parts;
mod pending;
mod profiles;
mod queries;
mod races;
mod restored;
mod room_settings;
mod soundings;
mod statements;
mod told;
mod typing;
mod waking;
