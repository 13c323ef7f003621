//! The day on which a site is built, which its static pages name.

use anyhow::{Context as _, Result};
use std::{
    env,
    time::{Duration, SystemTime},
};

/// The second that counts instead of the present one, as builds that can be reproduced have it: since 1970, UTC.
pub const SOURCE_DATE: &str = "SOURCE_DATE_EPOCH";

/// Midnight in China comes eight hours before that of UTC.
const CHINA: Duration = Duration::from_hours(8);

/// The day in China, as `2024-12-01`: that of [`SOURCE_DATE`] where it is set, otherwise today.
pub fn today() -> Result<String> {
    let since = match env::var(SOURCE_DATE) {
        Ok(second) => {
            let second = second.parse().with_context(|| format!("{SOURCE_DATE}={second}"))?;
            Duration::from_secs(second)
        }
        Err(_) => SystemTime::now().duration_since(SystemTime::UNIX_EPOCH)?,
    };
    Ok(day((since + CHINA).as_secs() / 86_400))
}

/// A day by its number since 1970-01-01.
fn day(number: u64) -> String {
    let leap = |year: u64| year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let (mut year, mut left) = (1970, number);
    loop {
        let days = if leap(year) { 366 } else { 365 };
        if left < days {
            break;
        }
        left -= days;
        year += 1;
    }
    let february = if leap(year) { 29 } else { 28 };
    let mut month = 1;
    for days in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30] {
        if left < days {
            break;
        }
        left -= days;
        month += 1;
    }
    format!("{year}-{month:02}-{:02}", left + 1)
}

/// A second of a day in China, for building a site again as it was built on that day.
#[must_use]
pub fn second_of(day: &str) -> Option<u64> {
    // Noon is far from any midnight.
    let noon = |number: u64| number * 86_400 + 43_200 - CHINA.as_secs();
    (0..=36_524 * 2).find(|number| self::day(*number) == day).map(noon)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_the_calendar() {
        for (number, expected) in [
            (0, "1970-01-01"),
            (58, "1970-02-28"),
            (59, "1970-03-01"),
            (364, "1970-12-31"),
            (365, "1971-01-01"),
            (11_016, "2000-02-29"),
            (20_779, "2026-11-22"),
            (47_540, "2100-02-28"),
            (47_541, "2100-03-01"),
        ] {
            assert_eq!(day(number), expected);
        }
    }

    #[test]
    fn a_second_of_a_day_lies_in_it() {
        let second = second_of("2026-11-22").expect("a day");
        assert_eq!(day((second + CHINA.as_secs()) / 86_400), "2026-11-22");
        assert_eq!(second_of("2026-11-31"), None);
    }
}
