//! Instants for people, in UTC: whoever negotiates across time zones reads the same figures.

use corridor_engine::output::UnixMillis;

/// `2026-11-23 14:03Z`, proleptic Gregorian.
pub fn utc(at: UnixMillis) -> String {
    let minutes = at / 60_000;
    let (year, month, day) = civil(minutes / (24 * 60));
    format!("{year:04}-{month:02}-{day:02} {:02}:{:02}Z", minutes / 60 % 24, minutes % 60)
}

/// The date of a day counted from 1970-01-01, by Howard Hinnant's method: years begin in March, so
/// that the leap day is a year's last, and repeat in eras of 400 years.
fn civil(days: u64) -> (u64, u64, u64) {
    const DAYS_PER_ERA: u64 = 146_097;
    /// From 0000-03-01 to 1970-01-01.
    const DAYS_BEFORE_1970: u64 = 719_468;
    let days = days + DAYS_BEFORE_1970;
    let (era, day_of_era) = (days / DAYS_PER_ERA, days % DAYS_PER_ERA);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let months_since_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * months_since_march + 2) / 5 + 1;
    let month =
        if months_since_march < 10 { months_since_march + 3 } else { months_since_march - 9 };
    (year_of_era + era * 400 + u64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_agree_with_the_calendar() {
        for (at, shown) in [
            (0, "1970-01-01 00:00Z"),
            (951_782_399_000, "2000-02-28 23:59Z"),
            (951_782_400_000, "2000-02-29 00:00Z"),
            (1_795_443_780_000, "2026-11-23 14:23Z"),
            (4_107_542_400_000, "2100-03-01 00:00Z"),
        ] {
            assert_eq!(utc(at), shown);
        }
    }

    #[test]
    fn a_clock_from_far_away_is_shown_and_does_no_harm() {
        assert!(utc(u64::MAX).ends_with('Z'));
    }
}
