//! A link to a room that is whole, and is not used all the same.

/// Why a link is not used although it is one.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum LinkUse {
    #[error("the link has expired: ask for another one")]
    Expired,
    #[error("the link is your own")]
    Own,
    #[error("whoever made the link is at another relay")]
    OtherRelay,
    #[error(
        "the link names another key than the one you know of its maker: compare safety numbers"
    )]
    OtherKey,
    #[error("there are as many links or knocks as there may be: revoke or forget some")]
    TooMany,
}

impl LinkUse {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Expired => "link_expired",
            Self::Own => "link_own",
            Self::OtherRelay => "link_other_relay",
            Self::OtherKey => "link_other_key",
            Self::TooMany => "link_too_many",
        }
    }
}
