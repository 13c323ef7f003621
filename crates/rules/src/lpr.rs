//! The loan prime rate (贷款市场报价利率) as dated data.

use serde::{Deserialize, Serialize};

use crate::compact::compact;
use crate::{Date, Rate};

/// The published rates: each entry holds from its day of publication to the next entry.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
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

impl Lpr {
    /// The rate that was published by a day: the one-year one for terms up to five years (60 months), the other beyond.
    ///
    /// A day before the first entry (2019-08-20) gives that entry's day as the error; nothing is extrapolated backwards.
    pub fn published_by(&self, day: Date, months: u32) -> Result<Published, Option<Date>> {
        let table = if months > 60 {
            &self.over_five_years
        } else {
            &self.one_year
        };
        let fixing = table.iter().rev().find(|fixing| fixing.from <= day).copied();
        let fixing = fixing.ok_or_else(|| table.first().map(|first| first.from))?;
        let unchecked = self.verified_through.is_none_or(|last| day > last);
        Ok(Published { fixing, unchecked })
    }
}
