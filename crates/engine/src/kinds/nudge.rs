//! Phrases that are sent by their number and shown in their reader's language.

use corridor_content as content;
use serde::{Deserialize, Serialize};
#[cfg(feature = "typescript")]
use ts_rs::TS;

macro_rules! phrases {
    ($($(#[$attribute:meta])* $phrase:ident = $name:literal;)*) => {
        /// What is said. A phrase that came after this version is no nudge here, but something unknown.
        #[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
        #[cfg_attr(feature = "typescript", derive(TS))]
        #[serde(rename_all = "snake_case")]
        pub enum Phrase {
            $($(#[$attribute])* $phrase,)*
        }

        impl Phrase {
            pub const ALL: &[Self] = &[$(Self::$phrase,)*];

            /// The stable name, in JSON and on the command line.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$phrase => $name,)*
                }
            }
        }

        impl From<content::Phrase> for Phrase {
            fn from(phrase: content::Phrase) -> Self {
                match phrase {
                    $(content::Phrase::$phrase => Self::$phrase,)*
                }
            }
        }

        impl From<Phrase> for content::Phrase {
            fn from(phrase: Phrase) -> Self {
                match phrase {
                    $(Phrase::$phrase => Self::$phrase,)*
                }
            }
        }
    };
}

phrases! {
    /// The subject is what is said, in its sender's words.
    Own = "own";
    /// Please speak: for what or for whom the subject says, where there is one.
    Speak = "speak";
    MeetOutside = "meet_outside";
    Interrupt = "interrupt";
    Wait = "wait";
    VoteYes = "vote_yes";
    VoteNo = "vote_no";
    Abstain = "abstain";
    CallMe = "call_me";
    /// Answers, though they may be said by themselves.
    Yes = "yes";
    No = "no";
    InAMoment = "in_a_moment";
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(deny_unknown_fields)]
pub struct Nudge {
    pub phrase: Phrase,
    /// Of `own` and `speak` alone, in at most 64 bytes; empty otherwise.
    pub subject: String,
}

impl From<&content::Nudge> for Nudge {
    fn from(nudge: &content::Nudge) -> Self {
        Self { phrase: nudge.phrase().into(), subject: nudge.subject().to_owned() }
    }
}

impl TryFrom<Nudge> for content::Nudge {
    type Error = content::ContentError;

    fn try_from(nudge: Nudge) -> Result<Self, content::ContentError> {
        Self::new(nudge.phrase.into(), nudge.subject)
    }
}

#[cfg(test)]
mod tests {
    use serde::de::value::{Error, StrDeserializer};

    use super::*;

    #[test]
    fn a_phrase_has_one_name_everywhere_and_its_own_number() {
        for phrase in Phrase::ALL {
            let named = StrDeserializer::<Error>::new(phrase.name());
            assert_eq!(Phrase::deserialize(named), Ok(*phrase));
            assert_eq!(Phrase::from(content::Phrase::from(*phrase)), *phrase);
        }
        let all: Vec<_> = content::Phrase::ALL.into_iter().map(Phrase::from).collect();
        assert_eq!(all, Phrase::ALL);
    }
}
