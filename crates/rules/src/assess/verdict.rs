//! How the conditions stand for one row and year.

use crate::fact::Fact;
use crate::outcome::{Assumption, Check, Period, Reason, State, Status, Why};

/// How the conditions stand for one row and year.
pub(super) struct Verdict {
    pub(super) status: Status,
    pub(super) checks: Vec<Check>,
    pub(super) reasons: Vec<Reason>,
    pub(super) missing: Vec<Fact>,
    pub(super) assumptions: Vec<Assumption>,
}

impl Verdict {
    /// The contract cannot be computed as given, which is no refusal of the clause.
    pub(super) fn cannot(&mut self, period: Option<Period>, why: Why) {
        self.status = self.status.max(Status::Unclear);
        self.reasons.push(Reason {
            condition: "amount".to_owned(),
            period,
            words: None,
            why,
        });
    }

    pub(super) fn refuse(&mut self, period: Option<Period>, why: Option<Box<Why>>) {
        self.status = Status::Ineligible;
        self.reasons.extend(why.map(|why| Reason {
            condition: "amount".to_owned(),
            period,
            words: None,
            why: *why,
        }));
    }

    pub(super) fn open(&mut self, facts: Vec<Fact>) {
        if !facts.is_empty() {
            self.status = self.status.max(Status::Incomplete);
            self.missing.extend(facts);
        }
    }
}

/// What one condition leaves of the status.
pub(super) const fn status_of(state: State) -> Status {
    match state {
        State::Met => Status::Eligible,
        State::Open => Status::Incomplete,
        State::Unclear => Status::Unclear,
        State::Failed => Status::Ineligible,
    }
}
