//! Byte strings: of a fixed length (identifiers, hashes, keys) and of a bounded one (records).

use minicbor::{Decode, Decoder, Encode, Encoder, decode, encode};

/// Defines a public newtype over `[u8; LENGTH]` that is a CBOR byte string on the wire and
/// lower-case hexadecimal on screens.
macro_rules! fixed_bytes {
    ($(#[$doc:meta])* $name:ident, $length:expr) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; $length]);

        impl $name {
            pub const LENGTH: usize = $length;

            pub const fn from_bytes(bytes: [u8; $length]) -> Self {
                Self(bytes)
            }

            pub const fn as_bytes(&self) -> &[u8; $length] {
                &self.0
            }

            /// `None` when `bytes` has another length.
            pub fn from_slice(bytes: &[u8]) -> Option<Self> {
                bytes.try_into().ok().map(Self)
            }

            /// `None` when `text` is not exactly this many bytes in hexadecimal.
            pub fn from_hex(text: &str) -> Option<Self> {
                $crate::bytes::hex_to_array(text).map(Self)
            }
        }

        impl core::fmt::Display for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
        }

        impl core::fmt::Debug for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }

        impl<C> minicbor::Encode<C> for $name {
            fn encode<W: minicbor::encode::Write>(
                &self,
                e: &mut minicbor::Encoder<W>,
                _: &mut C,
            ) -> Result<(), minicbor::encode::Error<W::Error>> {
                e.bytes(&self.0)?.ok()
            }
        }

        impl<'b, C> minicbor::Decode<'b, C> for $name {
            fn decode(
                d: &mut minicbor::Decoder<'b>,
                _: &mut C,
            ) -> Result<Self, minicbor::decode::Error> {
                let at = d.position();
                Self::from_slice(d.bytes()?).ok_or_else(|| {
                    minicbor::decode::Error::message(concat!(
                        stringify!($name),
                        " has the wrong length"
                    ))
                    .at(at)
                })
            }
        }
    };
}
pub(crate) use fixed_bytes;

pub(crate) fn hex_to_array<const LENGTH: usize>(text: &str) -> Option<[u8; LENGTH]> {
    // `from_str_radix` alone takes a sign too, and an identifier has one spelling for each case.
    if text.len() != LENGTH * 2 || !text.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    let mut bytes = [0; LENGTH];
    for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
        *byte = u8::from_str_radix(core::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(bytes)
}

/// A byte string of at most `LIMIT` bytes; a longer one does not decode.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct BoundedBytes<const LIMIT: usize>(Vec<u8>);

impl<const LIMIT: usize> BoundedBytes<LIMIT> {
    pub const LIMIT: usize = LIMIT;

    /// `None` when `bytes` is longer than `LIMIT`.
    pub fn new(bytes: Vec<u8>) -> Option<Self> {
        (bytes.len() <= LIMIT).then_some(Self(bytes))
    }

    pub fn as_slice(&self) -> &[u8] {
        &self.0
    }

    pub fn into_vec(self) -> Vec<u8> {
        self.0
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<const LIMIT: usize> core::fmt::Debug for BoundedBytes<LIMIT> {
    /// The length only: what is inside is sealed, and logs have no use for it.
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{} bytes", self.0.len())
    }
}

impl<C, const LIMIT: usize> Encode<C> for BoundedBytes<LIMIT> {
    fn encode<W: encode::Write>(
        &self,
        e: &mut Encoder<W>,
        _: &mut C,
    ) -> Result<(), encode::Error<W::Error>> {
        e.bytes(&self.0)?.ok()
    }
}

impl<'b, C, const LIMIT: usize> Decode<'b, C> for BoundedBytes<LIMIT> {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, decode::Error> {
        let at = d.position();
        let bytes = d.bytes()?;
        Self::new(bytes.to_vec())
            .ok_or_else(|| decode::Error::message("byte string is longer than its limit").at(at))
    }
}

/// A list of at most `LIMIT` items; a longer one does not decode, and none is allocated for it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct BoundedList<T, const LIMIT: usize>(Vec<T>);

impl<T, const LIMIT: usize> BoundedList<T, LIMIT> {
    pub const LIMIT: usize = LIMIT;

    /// `None` when there are more than `LIMIT` items.
    pub fn new(items: Vec<T>) -> Option<Self> {
        (items.len() <= LIMIT).then_some(Self(items))
    }

    pub fn as_slice(&self) -> &[T] {
        &self.0
    }

    pub fn into_vec(self) -> Vec<T> {
        self.0
    }
}

impl<C, T: Encode<C>, const LIMIT: usize> Encode<C> for BoundedList<T, LIMIT> {
    fn encode<W: encode::Write>(
        &self,
        e: &mut Encoder<W>,
        context: &mut C,
    ) -> Result<(), encode::Error<W::Error>> {
        self.0.encode(e, context)
    }
}

impl<'b, C, T: Decode<'b, C>, const LIMIT: usize> Decode<'b, C> for BoundedList<T, LIMIT> {
    fn decode(d: &mut Decoder<'b>, context: &mut C) -> Result<Self, decode::Error> {
        let at = d.position();
        let too_long = || decode::Error::message("list is longer than its limit").at(at);
        let announced = d.array()?;
        if announced.is_some_and(|count| count > LIMIT as u64) {
            return Err(too_long());
        }
        let mut items = Vec::new();
        loop {
            let more = match announced {
                Some(count) => (items.len() as u64) < count,
                None => d.datatype()? != minicbor::data::Type::Break,
            };
            if !more {
                break;
            }
            if items.len() == LIMIT {
                return Err(too_long());
            }
            items.push(T::decode(d, context)?);
        }
        if announced.is_none() {
            d.skip()?;
        }
        Ok(Self(items))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hexadecimal_is_digits_and_nothing_else() {
        assert_eq!(hex_to_array("00fF"), Some([0, 255]));
        for text in ["+1ff", "00+1", "-1ff", " 1ff", "00f", "00fg", "00\u{ff}"] {
            assert_eq!(hex_to_array::<2>(text), None, "{text}");
        }
    }
}
