//! Times as a person writes them: `2026-11-29T18:00Z`, `2026-11-29`, or `+2h` from now.

use corridor_engine::output::UnixMillis;

const SECOND: u64 = 1000;
const MINUTE: u64 = 60 * SECOND;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

const EXPECTED: &str =
    "a time is written 2026-11-29T18:00Z, 2026-11-29T18:00+01:00, 2026-11-29 or +2h";

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Instant {
    At(UnixMillis),
    FromNow(u64),
}

impl Instant {
    pub fn resolve(self, now: UnixMillis) -> UnixMillis {
        match self {
            Self::At(at) => at,
            Self::FromNow(span) => now.saturating_add(span),
        }
    }
}

pub fn instant(text: &str) -> Result<Instant, String> {
    let read = match text.strip_prefix('+') {
        Some(rest) => span(rest).ok().map(Instant::FromNow),
        None => at(text).map(Instant::At),
    };
    read.ok_or_else(|| EXPECTED.to_owned())
}

/// A length of time in milliseconds: a whole number and its unit.
pub fn span(text: &str) -> Result<u64, String> {
    let unit = [("s", SECOND), ("m", MINUTE), ("h", HOUR), ("d", DAY)];
    let parts = unit.iter().find_map(|(sign, unit)| Some((text.strip_suffix(sign)?, unit)));
    parts
        .filter(|(count, _)| is_digits(count))
        .and_then(|(count, unit)| count.parse::<u64>().ok()?.checked_mul(*unit))
        .ok_or_else(|| "a length of time is a number and s, m, h or d, such as 8h".to_owned())
}

/// RFC 3339, section 5.6, from 1970 to 9999; the time and its seconds may be left out.
fn at(text: &str) -> Option<UnixMillis> {
    let (date, time) = match text.split_once(['T', 't']) {
        Some((date, time)) => (date, Some(time)),
        None => (text, None),
    };
    let mut parts = date.split('-');
    let year = number(parts.next()?, 4)?;
    let month = number(parts.next()?, 2)?;
    let day = number(parts.next()?, 2)?;
    if parts.next().is_some() || year < 1970 || day < 1 || day > days_of(year, month)? {
        return None;
    }
    let midnight = days_since_1970(year, month, day)? * DAY;
    match time {
        Some(time) => midnight.checked_add_signed(time_of_day(time)?),
        None => Some(midnight),
    }
}

/// Milliseconds from midnight in UTC, which may be those of the day before.
fn time_of_day(text: &str) -> Option<i64> {
    let zone_at = text.find(['Z', 'z', '+', '-'])?;
    let (clock, zone) = text.split_at_checked(zone_at)?;
    let mut parts = clock.split(':');
    let hour = number(parts.next()?, 2).filter(|hour| *hour < 24)?;
    let minute = number(parts.next()?, 2).filter(|minute| *minute < 60)?;
    // What is below a second does not count.
    let second = match parts.next() {
        Some(second) => {
            let (whole, fraction) = second.split_once('.').unwrap_or((second, "0"));
            if !is_digits(fraction) {
                return None;
            }
            number(whole, 2).filter(|second| *second < 60)?
        }
        None => 0,
    };
    if parts.next().is_some() {
        return None;
    }
    let local = i64::try_from(hour * HOUR + minute * MINUTE + second * SECOND).ok()?;
    Some(local - offset(zone)?)
}

fn offset(zone: &str) -> Option<i64> {
    if matches!(zone, "Z" | "z") {
        return Some(0);
    }
    let (sign, rest) = match zone.strip_prefix('+') {
        Some(rest) => (1, rest),
        None => (-1, zone.strip_prefix('-')?),
    };
    let (hour, minute) = rest.split_once(':')?;
    let hour = number(hour, 2).filter(|hour| *hour < 24)?;
    let minute = number(minute, 2).filter(|minute| *minute < 60)?;
    Some(sign * i64::try_from(hour * HOUR + minute * MINUTE).ok()?)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn number(text: &str, digits: usize) -> Option<u64> {
    (text.len() == digits && is_digits(text)).then(|| text.parse().ok()).flatten()
}

fn is_leap(year: u64) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

fn days_of(year: u64, month: u64) -> Option<u64> {
    Some(match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if is_leap(year) => 29,
        2 => 28,
        _ => return None,
    })
}

fn days_since_1970(year: u64, month: u64, day: u64) -> Option<u64> {
    let years: u64 = (1970..year).map(|year| if is_leap(year) { 366 } else { 365 }).sum();
    let months = (1..month).map(|month| days_of(year, month)).sum::<Option<u64>>()?;
    Some(years + months + day - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_what_the_calendar_says() {
        for (text, at) in [
            ("1970-01-01", 0),
            ("2000-02-29T00:00Z", 951_782_400_000),
            ("2026-11-23T14:23:00Z", 1_795_443_780_000),
            ("2026-11-23t15:23:00.25+01:00", 1_795_443_780_000),
            ("2026-11-23T23:53+09:30", 1_795_443_780_000),
            ("2100-03-01", 4_107_542_400_000),
        ] {
            assert_eq!(instant(text), Ok(Instant::At(at)), "{text}");
        }
        assert_eq!(instant("+2h").map(|at| at.resolve(5)), Ok(7_200_005));
        assert_eq!(span("30d"), Ok(2_592_000_000));
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for text in [
            "",
            "+",
            "+2",
            "2h",
            "+-2h",
            "+2w",
            "tomorrow",
            "2026-13-01",
            "2026-02-29",
            "1969-12-31",
            "2026-11-23T14:23",
            "2026-11-23T24:00Z",
            "2026-11-23T14:23:60Z",
            "2026-11-23T14:23Zx",
            "1970-01-01T00:00+01:00",
            "+99999999999999999999d",
            "+18446744073709551615d",
            "2026-11-23T1é",
        ] {
            assert!(instant(text).is_err(), "{text}");
        }
    }
}
