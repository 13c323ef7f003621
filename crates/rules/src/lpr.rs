//! The loan prime rate (贷款市场报价利率) as dated data.
//!
//! ```
//! use huisuan_rules::lpr::{Lpr, Tenor};
//! let lpr: Lpr = serde_json::from_str(r#"{ "verified_through": "2025-06-20", "one_year": [
//!     { "from": "2024-10-21", "rate": "3.1%" }, { "from": "2025-05-20", "rate": "3.0%" } ] }"#)?;
//! let published = |day: &str| day.parse().ok().map(|day| lpr.published_by(day, Tenor::OneYear));
//! assert!(matches!(published("2025-05-19"), Some(Ok(found)) if found.fixing.rate.to_string() == "3.1%" && !found.unchecked));
//! assert!(matches!(published("2025-07-01"), Some(Ok(found)) if found.fixing.rate.to_string() == "3%" && found.unchecked));
//! assert_eq!(published("2024-10-20"), Some(Err(Some("2024-10-21".parse()?))));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use serde::{Deserialize, Serialize};

use crate::compact::compact;
use crate::{Date, Rate, Term};

/// The published rates: each entry holds from its day of publication to the next entry.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Lpr {
    /// The last day of publication that the table was checked for.
    pub verified_through: Option<Date>,
    /// Where the figures come from.
    #[serde(default)]
    pub sources: Vec<String>,
    /// One year.
    #[serde(default)]
    pub one_year: Vec<Fixing>,
    /// Over five years.
    #[serde(default)]
    pub over_five_years: Vec<Fixing>,
}

compact!(struct Lpr { verified_through, sources, one_year, over_five_years });

/// A change of the rate.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Fixing {
    /// Day of publication.
    pub from: Date,
    /// The rate, a year.
    pub rate: Rate,
}

compact!(struct Fixing { from, rate });

/// A rate that was looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Published {
    /// The entry.
    pub fixing: Fixing,
    /// The day asked for lies after the last day that the table was checked for.
    pub unchecked: bool,
}

/// Which of the two rates: 1年期 or 5年期以上.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tenor {
    /// One year.
    OneYear,
    /// Over five years.
    OverFiveYears,
}

impl Tenor {
    /// Both, in the order in which a form lists them.
    pub const ALL: [Self; 2] = [Self::OneYear, Self::OverFiveYears];

    /// Its name in requests.
    pub const fn id(self) -> &'static str {
        match self {
            Self::OneYear => "1y",
            Self::OverFiveYears => "5y",
        }
    }

    /// The tenor of that name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tenor| tenor.id() == id)
    }

    /// The usual one of a loan: one year for terms up to five years (60 months, 1,826 days), the other beyond.
    pub const fn usual(term: Term) -> Self {
        match term {
            Term::Months(..=60) | Term::Days(..=1826) => Self::OneYear,
            Term::Months(_) | Term::Days(_) => Self::OverFiveYears,
        }
    }
}

impl Lpr {
    /// The rate of a tenor that was published by a day.
    ///
    /// A day before the first entry (2019-08-20) gives that entry's day as the error; nothing is extrapolated backwards.
    ///
    /// # Errors
    /// That first day; `None` where the table is empty.
    pub fn published_by(&self, day: Date, tenor: Tenor) -> Result<Published, Option<Date>> {
        let table = match tenor {
            Tenor::OneYear => &self.one_year,
            Tenor::OverFiveYears => &self.over_five_years,
        };
        let fixing = table.iter().rev().find(|fixing| fixing.from <= day).copied();
        let fixing = fixing.ok_or_else(|| table.first().map(|first| first.from))?;
        let unchecked = self.verified_through.is_none_or(|last| day > last);
        Ok(Published { fixing, unchecked })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tenor_is_named_in_requests_as_the_rate_is_published() {
        assert_eq!(Tenor::from_id("1y"), Some(Tenor::OneYear));
        assert_eq!(Tenor::from_id("5y"), Some(Tenor::OverFiveYears));
        assert_eq!(Tenor::ALL.map(Tenor::id), ["1y", "5y"]);
        assert_eq!(Tenor::from_id("5年"), None);
    }

    #[test]
    fn a_rate_is_checked_until_the_last_day_that_the_table_was_checked_for() {
        let text = r#"{ "verified_through": "2025-06-20", "one_year": [{ "from": "2025-05-20", "rate": "3.0%" }] }"#;
        let lpr: Lpr = serde_json::from_str(text).unwrap();
        for (day, unchecked) in [("2025-06-19", false), ("2025-06-20", false), ("2025-06-21", true)] {
            let published = lpr.published_by(day.parse().unwrap(), Tenor::OneYear).unwrap();
            assert_eq!(published.unchecked, unchecked, "{day}");
        }
    }
}
