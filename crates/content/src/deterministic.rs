//! The encoding that MIMI content demands: "deterministic" CBOR of RFC 8949, section 4.2.1, with the
//! data model restrictions of draft-ietf-mimi-content-08. One value has one encoding.

use crate::error::ContentError;

/// How bytes break the rules of the encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EncodingViolation {
    #[error("the item ends before its announced end")]
    Truncated,
    #[error("bytes follow the end of the item")]
    TrailingBytes,
    #[error("a number or a length is not in its shortest form")]
    NotShortest,
    #[error("a length is indefinite")]
    IndefiniteLength,
    #[error("a reserved initial byte")]
    Reserved,
    #[error("a text is not UTF-8")]
    NotUtf8,
    #[error("the keys of a map are not in ascending order, each once")]
    MapOrder,
    #[error("a key of a map is not an integer of at most 53 bits, a text or a byte string")]
    MapKey,
    #[error("the only NaN is f97e00")]
    NotANumber,
    #[error("maps, arrays and tags are nested too deep")]
    TooDeep,
}

/// The largest integer that a double holds exactly, the bound for map keys.
pub(crate) const LARGEST_KEY: u64 = (1 << 53) - 1;

/// Checks that `bytes` are exactly one item, whose containers and tags nest at most `depth` levels.
pub(crate) fn check(bytes: &[u8], depth: usize) -> Result<(), ContentError> {
    let mut walk = Walk { bytes, at: 0 };
    walk.item(depth)?;
    if walk.at == bytes.len() { Ok(()) } else { Err(walk.error(EncodingViolation::TrailingBytes)) }
}

struct Walk<'b> {
    bytes: &'b [u8],
    at: usize,
}

/// The first byte of an item and the number behind it (RFC 8949, section 3).
struct Head {
    major: u8,
    info: u8,
    argument: u64,
}

impl<'b> Walk<'b> {
    fn error(&self, violation: EncodingViolation) -> ContentError {
        ContentError::Encoding { at: self.at, violation }
    }

    fn take(&mut self, count: u64) -> Result<&'b [u8], ContentError> {
        let taken = usize::try_from(count)
            .ok()
            .and_then(|count| self.at.checked_add(count))
            .and_then(|end| self.bytes.get(self.at..end))
            .ok_or_else(|| self.error(EncodingViolation::Truncated))?;
        self.at += taken.len();
        Ok(taken)
    }

    fn head(&mut self) -> Result<Head, ContentError> {
        let start = self.at;
        let initial = self.take(1)?[0];
        let (major, info) = (initial >> 5, initial & 0x1f);
        let width = match info {
            0..=23 => return Ok(Head { major, info, argument: u64::from(info) }),
            24..=27 => 1u64 << (info - 24),
            28..=30 => return Err(Self { at: start, ..*self }.error(EncodingViolation::Reserved)),
            _ => {
                return Err(Self { at: start, ..*self }.error(EncodingViolation::IndefiniteLength));
            }
        };
        let argument =
            self.take(width)?.iter().fold(0, |number, byte| number << 8 | u64::from(*byte));
        let shortest = match info {
            24 => argument >= if major == 7 { 32 } else { 24 },
            25 => argument > u64::from(u8::MAX),
            26 => argument > u64::from(u16::MAX),
            _ => argument > u64::from(u32::MAX),
        };
        // The widths of floating point numbers have a rule of their own.
        if shortest || (major == 7 && info > 24) {
            Ok(Head { major, info, argument })
        } else {
            Err(Self { at: start, ..*self }.error(EncodingViolation::NotShortest))
        }
    }

    fn item(&mut self, depth: usize) -> Result<(), ContentError> {
        let start = self.at;
        let head = self.head()?;
        if matches!(head.major, 4..=6) && depth == 0 {
            return Err(ContentError::Encoding {
                at: start,
                violation: EncodingViolation::TooDeep,
            });
        }
        match head.major {
            0 | 1 => Ok(()),
            2 => self.take(head.argument).map(drop),
            3 => {
                let text = self.take(head.argument)?;
                core::str::from_utf8(text).map(drop).map_err(|_| ContentError::Encoding {
                    at: start,
                    violation: EncodingViolation::NotUtf8,
                })
            }
            4 => (0..head.argument).try_for_each(|_| self.item(depth - 1)),
            5 => self.map(head.argument, depth - 1),
            6 => self.item(depth - 1),
            _ => check_simple(&head)
                .map_err(|violation| ContentError::Encoding { at: start, violation }),
        }
    }

    fn map(&mut self, pairs: u64, depth: usize) -> Result<(), ContentError> {
        let mut previous: Option<&[u8]> = None;
        for _ in 0..pairs {
            let start = self.at;
            let violates = |violation| ContentError::Encoding { at: start, violation };
            let head = self.head()?;
            match head.major {
                0 | 1 if head.argument <= LARGEST_KEY - u64::from(head.major) => {}
                2 | 3 => {}
                _ => return Err(violates(EncodingViolation::MapKey)),
            }
            self.at = start;
            self.item(depth)?;
            let key = &self.bytes[start..self.at];
            if previous.is_some_and(|previous| previous >= key) {
                return Err(violates(EncodingViolation::MapOrder));
            }
            previous = Some(key);
            self.item(depth)?;
        }
        Ok(())
    }
}

/// Major type 7: simple values, and floating point numbers in their shortest form.
fn check_simple(head: &Head) -> Result<(), EncodingViolation> {
    let violates = |broken: bool, violation| if broken { Err(violation) } else { Ok(()) };
    match (head.info, head.argument) {
        (0..=24, _) => Ok(()),
        (25, half) => {
            let is_nan = half & 0x7c00 == 0x7c00 && half & 0x03ff != 0;
            violates(is_nan && half != 0x7e00, EncodingViolation::NotANumber)
        }
        (26, single) => {
            let single = f32::from_bits(u32::try_from(single).unwrap_or_default());
            violates(single.is_nan(), EncodingViolation::NotANumber)?;
            violates(fits_half(single), EncodingViolation::NotShortest)
        }
        (_, double) => {
            let double = f64::from_bits(double);
            violates(double.is_nan(), EncodingViolation::NotANumber)?;
            violates(fits_single(double), EncodingViolation::NotShortest)
        }
    }
}

#[allow(clippy::cast_possible_truncation)] // Whether it truncates is the question.
fn fits_single(double: f64) -> bool {
    f64::from(double as f32).to_bits() == double.to_bits()
}

/// Whether a number that is not NaN is exactly a half-precision one (IEEE 754 binary16): at most 11
/// significant bits, none of them above 2^15 or below 2^-24.
fn fits_half(single: f32) -> bool {
    let bits = single.to_bits();
    let (exponent, fraction) = ((bits >> 23) & 0xff, bits & 0x7f_ffff);
    match exponent {
        0xff => true,
        // Single-precision subnormals are far below the smallest half.
        0 => fraction == 0,
        _ => {
            let highest = i64::from(exponent) - 127;
            let lowest = highest - 23 + i64::from((fraction | 0x80_0000).trailing_zeros());
            highest <= 15 && lowest >= -24 && highest - lowest <= 10
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn violation(bytes: &[u8]) -> Option<EncodingViolation> {
        match check(bytes, 2) {
            Ok(()) => None,
            Err(ContentError::Encoding { violation, .. }) => Some(violation),
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn each_rule_of_the_encoding_is_kept() {
        use EncodingViolation as V;
        for (bytes, expected) in [
            (&[][..], Some(V::Truncated)),
            (&[0x42, 0x00], Some(V::Truncated)),
            (&[0x5b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], Some(V::Truncated)),
            (&[0x00, 0x00], Some(V::TrailingBytes)),
            (&[0x18, 0x17], Some(V::NotShortest)),
            (&[0x19, 0x00, 0xff], Some(V::NotShortest)),
            (&[0x5f, 0xff], Some(V::IndefiniteLength)),
            (&[0x1c], Some(V::Reserved)),
            (&[0x61, 0xff], Some(V::NotUtf8)),
            (&[0xa2, 0x02, 0x00, 0x01, 0x00], Some(V::MapOrder)),
            (&[0xa2, 0x01, 0x00, 0x01, 0x00], Some(V::MapOrder)),
            (&[0xa1, 0xf6, 0x00], Some(V::MapKey)),
            (&[0xa1, 0x1b, 0x00, 0x20, 0, 0, 0, 0, 0, 0, 0x00], Some(V::MapKey)),
            (&[0xf9, 0x7e, 0x01], Some(V::NotANumber)),
            (&[0xfa, 0x7f, 0xc0, 0x00, 0x00], Some(V::NotANumber)),
            (&[0x81, 0x81, 0x81, 0x00], Some(V::TooDeep)),
            (&[0xc1, 0xc1, 0xc1, 0x00], Some(V::TooDeep)),
            (&[0x81, 0x81, 0x00], None),
            (&[0xa2, 0x01, 0x00, 0x61, 0x61, 0x20], None),
            (&[0xf9, 0x7e, 0x00], None),
        ] {
            assert_eq!(violation(bytes), expected, "{bytes:02x?}");
        }
    }

    #[test]
    fn a_float_is_as_short_as_it_can_be() {
        // From RFC 8949, appendix A, and its neighbours.
        for (bytes, expected) in [
            (&[0xf9, 0x3c, 0x00][..], None),
            (&[0xfa, 0x47, 0xc3, 0x50, 0x00], None), // 100000.0
            (&[0xfa, 0x3f, 0x80, 0x00, 0x00], Some(EncodingViolation::NotShortest)), // 1.0
            (&[0xfa, 0x33, 0x80, 0x00, 0x00], Some(EncodingViolation::NotShortest)), // 2^-24
            (&[0xfa, 0x33, 0x00, 0x00, 0x00], None), // 2^-25
            (&[0xfa, 0x7f, 0x80, 0x00, 0x00], Some(EncodingViolation::NotShortest)), // infinity
            (&[0xfb, 0x3f, 0xf1, 0x99, 0x99, 0x99, 0x99, 0x99, 0x9a], None), // 1.1
            (&[0xfb, 0x3f, 0xf0, 0, 0, 0, 0, 0, 0], Some(EncodingViolation::NotShortest)),
        ] {
            assert_eq!(violation(bytes), expected, "{bytes:02x?}");
        }
    }
}
