//! Byte ranges in HTTP headers (RFC 9110, section 14).

use std::ops::Range;

use hyper::header::{CONTENT_LENGTH, CONTENT_RANGE, HeaderMap, HeaderValue};

/// What one `PUT` brings: bytes from `start` up to, not including, `end`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Part {
    pub start: u64,
    pub end: u64,
}

impl Part {
    pub fn length(&self) -> u64 {
        self.end - self.start
    }
}

/// Where in a blob of `total` bytes a request's body belongs. Without `Content-Range`, it is all of it.
pub fn content_range(headers: &HeaderMap, total: u64) -> Result<Part, String> {
    let part = match headers.get(CONTENT_RANGE) {
        None => Part { start: 0, end: total },
        Some(value) => {
            let (part, said) = value
                .to_str()
                .ok()
                .and_then(parse_content_range)
                .ok_or_else(|| "Content-Range is not bytes FIRST-LAST/TOTAL".to_owned())?;
            if said != total {
                return Err(format!("the blob was created with {total} bytes, not {said}"));
            }
            part
        }
    };
    let length: Option<u64> =
        headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
    match length {
        Some(length) if length != part.length() => {
            Err(format!("Content-Length is {length}, and the range has {} bytes", part.length()))
        }
        Some(_) | None => Ok(part),
    }
}

fn parse_content_range(text: &str) -> Option<(Part, u64)> {
    let (range, total) = text.strip_prefix("bytes ")?.split_once('/')?;
    let (first, last) = range.split_once('-')?;
    let (first, last, total): (u64, u64, u64) = (digits(first)?, digits(last)?, digits(total)?);
    (first <= last && last < total).then(|| (Part { start: first, end: last + 1 }, total))
}

/// The range asked for begins after the end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Unsatisfiable;

/// The one range of a `Range` header. What is not understood, or asks for several, is answered with
/// everything, as the RFC allows.
pub fn requested(
    header: Option<&HeaderValue>,
    total: u64,
) -> Result<Option<Range<u64>>, Unsatisfiable> {
    let Some(spec) = header
        .and_then(|value| value.to_str().ok())
        .and_then(|text| text.strip_prefix("bytes="))
        .filter(|spec| !spec.contains(','))
    else {
        return Ok(None);
    };
    let Some((first, last)) = spec.trim().split_once('-') else { return Ok(None) };
    let range = match (digits(first), digits(last)) {
        (None, Some(suffix)) if first.is_empty() => total.saturating_sub(suffix)..total,
        (Some(first), None) if last.is_empty() => first..total,
        (Some(first), Some(last)) if first <= last => first..last.saturating_add(1).min(total),
        _ => return Ok(None),
    };
    if range.start >= range.end { Err(Unsatisfiable) } else { Ok(Some(range)) }
}

/// Digits alone: no sign, which `parse` would take.
fn digits(text: &str) -> Option<u64> {
    text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ranges_are_read_as_the_rfc_says() {
        let ask = |text: &'static str| requested(Some(&HeaderValue::from_static(text)), 100);
        assert_eq!(ask("bytes=0-9"), Ok(Some(0..10)));
        assert_eq!(ask("bytes=90-"), Ok(Some(90..100)));
        assert_eq!(ask("bytes=-5"), Ok(Some(95..100)));
        assert_eq!(ask("bytes=-500"), Ok(Some(0..100)));
        assert_eq!(ask("bytes=50-18446744073709551615"), Ok(Some(50..100)));
        assert_eq!(ask("bytes=100-"), Err(Unsatisfiable));
        assert_eq!(ask("bytes=-0"), Err(Unsatisfiable));
        for whole in
            ["bytes=9-1", "bytes=+1-2", "bytes=1-2,4-5", "pages=1-2", "bytes=x-", "bytes=-"]
        {
            assert_eq!(ask(whole), Ok(None), "{whole}");
        }
        assert_eq!(requested(None, 100), Ok(None));
    }

    proptest! {
        /// What the RFC says of one range, over every byte of a small blob.
        #[test]
        fn a_range_is_the_bytes_that_it_asks_for(
            total in 0..40_u64,
            first in proptest::option::of(0..50_u64),
            last in proptest::option::of(0..50_u64),
        ) {
            let text = |number: Option<u64>| number.map_or(String::new(), |number| number.to_string());
            let value = format!("bytes={}-{}", text(first), text(last));
            let asked = requested(Some(&HeaderValue::from_str(&value).unwrap()), total);
            let wanted: Vec<u64> = (0..total)
                .filter(|at| match (first, last) {
                    (Some(first), Some(last)) => (first..=last).contains(at),
                    (Some(first), None) => first <= *at,
                    (None, Some(suffix)) => at + suffix >= total,
                    (None, None) => true,
                })
                .collect();
            match asked {
                Ok(Some(range)) => prop_assert_eq!(range.collect::<Vec<_>>(), wanted),
                Ok(None) => {
                    let none = first.is_none() && last.is_none();
                    prop_assert!(none || first > last, "{}", value);
                }
                Err(Unsatisfiable) => prop_assert!(wanted.is_empty(), "{}", value),
            }
        }

        #[test]
        fn any_header_is_a_range_or_none(text in "[ -~]{0,40}", total in any::<u64>()) {
            for prefix in ["", "bytes=", "bytes "] {
                let value = HeaderValue::from_str(&format!("{prefix}{text}")).unwrap();
                if let Ok(Some(range)) = requested(Some(&value), total) {
                    prop_assert!(range.start < range.end && range.end <= total);
                }
                let mut headers = HeaderMap::new();
                headers.insert(CONTENT_RANGE, value);
                if let Ok(part) = content_range(&headers, total) {
                    prop_assert!(part.start < part.end && part.end <= total);
                }
            }
        }
    }

    #[test]
    fn a_part_agrees_with_the_blob_and_with_its_own_length() {
        let headers = |range: &'static str, length: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(CONTENT_RANGE, HeaderValue::from_static(range));
            headers.insert(CONTENT_LENGTH, HeaderValue::from_static(length));
            headers
        };
        let good = content_range(&headers("bytes 10-19/100", "10"), 100);
        assert_eq!(good, Ok(Part { start: 10, end: 20 }));
        assert_eq!(content_range(&HeaderMap::new(), 7), Ok(Part { start: 0, end: 7 }));
        for (range, length) in [
            ("bytes 10-19/99", "10"),
            ("bytes 10-19/100", "11"),
            ("bytes 19-10/100", "10"),
            ("bytes 10-100/100", "91"),
            ("bytes 0-18446744073709551615/100", "10"),
            ("bytes 0-18446744073709551615/18446744073709551615", "10"),
            ("bytes 10-19/*", "10"),
            ("10-19/100", "10"),
        ] {
            assert!(content_range(&headers(range, length), 100).is_err(), "{range}");
        }
    }
}
