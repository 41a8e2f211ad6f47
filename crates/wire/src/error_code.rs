//! Error codes. A number never changes its meaning; hundreds say whose fault it is.

use minicbor::{Decode, Decoder, Encode, Encoder, decode, encode};

/// Declares the codes once: variant, number, name on the wire's documentation and in logs.
macro_rules! error_codes {
    ($($(#[$doc:meta])* $variant:ident = $number:literal, $name:literal;)*) => {
        /// Why a relay refused a request.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        #[non_exhaustive]
        pub enum ErrorCode {
            $($(#[$doc])* $variant,)*
            /// A code that a newer relay knows and this program does not.
            Unknown(u16),
        }

        impl ErrorCode {
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            pub fn number(self) -> u16 {
                match self {
                    $(Self::$variant => $number,)*
                    Self::Unknown(number) => number,
                }
            }

            pub fn from_number(number: u16) -> Self {
                match number {
                    $($number => Self::$variant,)*
                    other => Self::Unknown(other),
                }
            }

            /// The stable name, for logs, JSON and scripts.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                    Self::Unknown(_) => "unknown",
                }
            }
        }
    };
}

error_codes! {
    // 100: the frame itself.
    MalformedFrame = 100, "malformed_frame";
    FrameTooLarge = 101, "frame_too_large";
    UnsupportedVersion = 102, "unsupported_version";
    /// `Hello` has to come first, and once.
    OutOfOrder = 103, "out_of_order";
    NotAuthenticated = 104, "not_authenticated";

    // 200: who is asking.
    InvitationInvalid = 200, "invitation_invalid";
    InvitationUsed = 201, "invitation_used";
    InvitationExpired = 202, "invitation_expired";
    NameTaken = 203, "name_taken";
    /// The account belongs to another relay.
    ForeignAccount = 204, "foreign_account";
    CertificateInvalid = 205, "certificate_invalid";
    SignatureInvalid = 206, "signature_invalid";
    DeviceUnknown = 207, "device_unknown";
    DeviceRevoked = 208, "device_revoked";
    AccountUnknown = 209, "account_unknown";
    TooManyDevices = 210, "too_many_devices";

    // 300: logs.
    LogUnknown = 300, "log_unknown";
    LogExists = 301, "log_exists";
    TokenUnknown = 302, "token_unknown";
    /// A commit removed the holder of this token.
    TokenRevoked = 303, "token_revoked";
    RecordTooLarge = 304, "record_too_large";
    /// The record names a version that the log has not reached: the relay has forgotten something.
    VersionAhead = 305, "version_ahead";
    /// The cursor is past the end of the log: the relay has forgotten something.
    CursorAhead = 306, "cursor_ahead";
    /// The entries at the cursor have expired.
    CursorExpired = 307, "cursor_expired";
    /// This `op_id` was used for another record in this log.
    OpIdReused = 308, "op_id_reused";
    LogDeleted = 309, "log_deleted";
    /// An inbox takes no commits and is read by its owner alone.
    InboxRules = 310, "inbox_rules";

    // 400: blobs, key packages and push.
    BlobUnknown = 400, "blob_unknown";
    BlobTooLarge = 401, "blob_too_large";
    BlobOffset = 402, "blob_offset";
    BlobIncomplete = 403, "blob_incomplete";
    KeyPackageInvalid = 410, "key_package_invalid";
    NoKeyPackage = 411, "no_key_package";
    /// The relay wakes nobody, or not through this push service.
    PushRefused = 420, "push_refused";

    // 500: limits. A retry time comes with them.
    RateLimited = 500, "rate_limited";
    LogQuota = 501, "log_quota";
    ByteQuota = 502, "byte_quota";
    BlobQuota = 503, "blob_quota";
    TooManyFollows = 504, "too_many_follows";
    KeyPackageQuota = 505, "key_package_quota";
    TooManyConnections = 506, "too_many_connections";

    // 600: the relay's own trouble.
    StorageUnavailable = 600, "storage_unavailable";
    StorageFull = 601, "storage_full";
    ShuttingDown = 602, "shutting_down";
    Internal = 603, "internal";
}

impl<C> Encode<C> for ErrorCode {
    fn encode<W: encode::Write>(
        &self,
        e: &mut Encoder<W>,
        _: &mut C,
    ) -> Result<(), encode::Error<W::Error>> {
        e.u16(self.number())?.ok()
    }
}

impl<'b, C> Decode<'b, C> for ErrorCode {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, decode::Error> {
        d.u16().map(Self::from_number)
    }
}

impl core::fmt::Display for ErrorCode {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{} ({})", self.name(), self.number())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_names_are_unique_and_come_back() {
        let mut names = std::collections::BTreeSet::new();
        for code in ErrorCode::ALL {
            assert_eq!(ErrorCode::from_number(code.number()), *code);
            assert!(names.insert(code.name()), "{code} twice");
        }
        assert_eq!(ErrorCode::from_number(9999), ErrorCode::Unknown(9999));
    }
}
