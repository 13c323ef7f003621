//! Whether a fact lies in the window of its document.

use crate::Date;
use crate::outcome::{Assumption, Check, Period, Reason, State, Status, Why};
use crate::plan::Measure;

use super::scope::{Gap, Scope};
use super::verdict::Verdict;

/// Name of the window among the conditions.
pub(super) const WINDOW: &str = "window";

/// The year in which a dated measure's fact lies.
pub(super) fn year_of(scope: &Scope<'_>, measure: &Measure) -> Option<Period> {
    let dated = measure.dated?;
    scope.date(dated).ok().map(|date| Period::Year(date.year()))
}

/// Tests the date, or the year, at hand against the window.
pub(super) fn test(scope: &Scope<'_>, measure: &Measure, verdict: &mut Verdict) {
    let Some(window) = scope
        .plan
        .document(measure)
        .and_then(|document| document.window.as_ref())
    else {
        return;
    };
    let first = window.first();
    let (from, to) = match (measure.dated.map(|dated| scope.date(dated)), scope.period) {
        (Some(Ok(date)), _) => (date, date),
        (Some(Err(Gap::Missing(facts))), _) => {
            verdict.open(facts);
            verdict.checks.push(check(State::Open, None));
            return;
        }
        (_, Some(Period::Year(year))) => {
            let (Ok(start), Ok(end)) = (Date::new(year, 1, 1), Date::new(year, 12, 31)) else {
                return;
            };
            (start, end)
        }
        _ => return,
    };
    let outside = first.is_some_and(|first| to < first) || window.to.is_some_and(|last| from > last);
    if outside {
        verdict.status = Status::Ineligible;
    }
    if !scope.words {
        return;
    }
    // A day, or a whole year.
    let given = if from == to {
        from.to_string()
    } else {
        from.year().to_string()
    };
    if outside {
        let why = Why::OutsideWindow {
            given: given.clone(),
            from: first,
            to: window.to,
        };
        verdict.checks.push(check(State::Failed, Some(given)));
        verdict.reasons.push(Reason {
            condition: WINDOW.to_owned(),
            period: scope.period,
            words: None,
            why,
        });
        return;
    }
    let inside = first.is_none_or(|first| from >= first) && window.to.is_none_or(|last| to <= last);
    if !inside {
        verdict.assumptions.push(Assumption::PartOfYear { year: from.year() });
    }
    verdict.checks.push(check(State::Met, Some(given)));
}

fn check(state: State, given: Option<String>) -> Check {
    Check {
        id: WINDOW.to_owned(),
        condition: None,
        words: None,
        state,
        period: None,
        given,
        points_to: None,
    }
}
