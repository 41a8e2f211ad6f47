//! Bytes as lower-case hexadecimal digits.

use zeroize::Zeroizing;

/// What is written down may be a key, so it is wiped like one.
pub fn digits(bytes: &[u8]) -> Zeroizing<String> {
    const DIGITS: [char; 16] =
        ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    // The whole length at once: growing would leave copies behind.
    let mut text = Zeroizing::new(String::with_capacity(bytes.len() * 2));
    for byte in bytes {
        text.push(DIGITS[usize::from(byte >> 4)]);
        text.push(DIGITS[usize::from(byte & 15)]);
    }
    text
}

/// `None` when `text` is not exactly this many bytes.
pub fn bytes<const LENGTH: usize>(text: &str) -> Option<Zeroizing<[u8; LENGTH]>> {
    let mut digits =
        text.chars().map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok()));
    let mut bytes = Zeroizing::new([0; LENGTH]);
    for byte in bytes.iter_mut() {
        *byte = digits.next()?? << 4 | digits.next()??;
    }
    digits.next().is_none().then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_back_and_nothing_else_does() {
        let key = [0, 1, 0x7f, 0xff];
        assert_eq!(*digits(&key), "00017fff");
        assert_eq!(bytes::<4>("00017FFF").map(|bytes| *bytes), Some(key));
        for text in ["", "00017ff", "00017fff0", "00017fff00", "0001 fff", "+1017fff"] {
            assert!(bytes::<4>(text).is_none(), "{text}");
        }
    }
}
