//! Lengths of time against their bounds: from one day to another, and the term of a contract.

use std::cmp::Ordering;

use super::{Found, Gap, Scope};
use crate::assess::derive::running_time;
use crate::fact::Fact;
use crate::outcome::Why;
use crate::plan::Interval;
use crate::{Date, Exact};

/// Months are counted by the calendar: the corresponding day ends them, and itself still counts as reached and as within.
pub(super) fn lasting(scope: &Scope<'_>, fact: Fact, interval: &Interval) -> Result<Found, Gap> {
    let (from, to) = scope.span(fact)?;
    let path = || scope.plan.catalogue.path(fact);
    let end_of = |months: Exact| -> Option<Date> {
        let months = i32::try_from(months.floor_to(Exact::ONE).ok()?.numerator()).ok()?;
        from.plus_months(months)
    };
    if let Some(end) = interval.upper {
        let Some(until) = end_of(end.value) else {
            return Err(Gap::cannot(Why::TooLarge));
        };
        if to > until || (to == until && !end.inclusive) {
            return Ok(Found::Failed(scope.why(|| Why::TooLong {
                fact: path(),
                from,
                to,
                until,
            })));
        }
    }
    if let Some(end) = interval.lower {
        let Some(until) = end_of(end.value) else {
            return Err(Gap::cannot(Why::TooLarge));
        };
        if to < until || (to == until && !end.inclusive) {
            return Ok(Found::Failed(scope.why(|| Why::TooShort {
                fact: path(),
                from,
                to,
                until,
            })));
        }
    }
    Ok(Found::Met)
}

/// A term in another unit than the bound is held against it by the calendar; without the day on which it begins, as far as any
/// day tells the same.
pub(super) fn running(scope: &Scope<'_>, fact: Fact, from: Fact, interval: &Interval) -> Result<Found, Gap> {
    let term = running_time(scope, fact, from)?;
    let begins = scope.date(from);
    let mut open = false;
    for (end, beyond) in [(interval.upper, Ordering::Greater), (interval.lower, Ordering::Less)] {
        let Some(end) = end else { continue };
        let limit = interval.term(end).ok_or_else(|| Gap::cannot(Why::TooLarge))?;
        let orders = term.compare(limit, begins.as_ref().ok().copied());
        let outside = orders.map(|order| order == beyond || (order == Ordering::Equal && !end.inclusive));
        if outside == [true; 2] {
            return Ok(Found::Failed(scope.why(|| {
                let (fact, inclusive) = (scope.plan.catalogue.path(fact), end.inclusive);
                let (given, limit) = (term.to_string(), limit.to_string());
                if beyond == Ordering::Greater {
                    Why::Above {
                        fact,
                        given,
                        limit,
                        inclusive,
                    }
                } else {
                    Why::Below {
                        fact,
                        given,
                        limit,
                        inclusive,
                    }
                }
            })));
        }
        open |= outside != [false; 2];
    }
    if open {
        begins?;
        // The contract ends behind the last year that dates have.
        return Err(Gap::cannot(Why::TooLarge));
    }
    Ok(Found::Met)
}
