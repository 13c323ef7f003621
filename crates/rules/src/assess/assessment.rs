//! One measure against one case.

use crate::fact::{Actor, Fact};
use crate::mechanism::Refusal;
use crate::outcome::{Assumption, Block, Brief, Check, ForceState, Kind, Outcome, Paid, Period, Reason, Status, Why};
use crate::pack::Effect;
use crate::plan::{Condition, Measure, Plan};
use crate::request::Facts;
use crate::trace::Step;
use crate::{Date, Exact, Rate, Rounding};

use super::check::{self, Tested};
use super::detail::Detail;
use super::inquiry::Asked;
use super::lines::{self, Open};
use super::paid::together;
use super::scope::{Gap, Scope};
use super::share::{self, Shares};
use super::verdict::{Verdict, status_of};
use super::{goal, needed, what_if, window};

/// One measure against one case.
pub(super) struct Assessment<'a> {
    plan: &'a Plan,
    measure: &'a Measure,
    conditions: &'a [&'a Condition],
    scope: Scope<'a>,
    /// The one who asks.
    actor: &'a Actor,
    /// Whether that is the recipient.
    own: bool,
    detail: Detail,
    /// Group and number of rows.
    rows: Option<(u16, usize)>,
    status: Option<Status>,
    checks: Vec<Check>,
    reasons: Vec<Reason>,
    missing: Vec<Fact>,
    assumptions: Vec<Assumption>,
    warnings: Vec<String>,
}

/// The amounts of all rows and years, before caps and rounding.
#[derive(Default)]
struct Found {
    lines: Vec<Open>,
    steps: Vec<Step>,
    rate: Option<Exact>,
    paid: Option<Paid>,
}

impl<'a> Assessment<'a> {
    pub(super) fn new(
        plan: &'a Plan,
        asked: &'a Asked<'a>,
        facts: &'a Facts,
        actor: &'a Actor,
        detail: Detail,
    ) -> Self {
        let scope = Scope {
            plan,
            facts,
            answered: asked.answered,
            row: None,
            period: None,
            share: None,
            trace: detail == Detail::Steps,
            words: detail != Detail::Amount,
        };
        let rows = asked
            .measure
            .rows
            .map(|fact| (fact.group, facts.rows(fact).len().max(1)));
        Self {
            plan,
            measure: asked.measure,
            conditions: &asked.conditions,
            scope,
            actor,
            own: asked.own,
            detail,
            rows,
            status: None,
            checks: Vec::new(),
            reasons: Vec::new(),
            missing: Vec::new(),
            assumptions: Vec::new(),
            warnings: Vec::new(),
        }
    }

    pub(super) fn outcome(mut self, day: Date) -> Outcome {
        let found = self.compute();
        self.finish(day, found)
    }

    /// The same without words.
    pub(super) fn brief(mut self) -> Brief {
        let Found { lines, steps, .. } = self.compute();
        let (status, sum) = self.total(lines, steps);
        Brief {
            status,
            kind: self.kind().filter(|_| sum.is_some()),
            amount: sum.as_ref().map(|sum| sum.amount),
            capped: sum.is_some_and(|sum| sum.capped),
        }
    }

    /// Computes every row and year, and takes down how they stand.
    fn compute(&mut self) -> Found {
        match self.measure.source.effect {
            Effect::Pointer => {
                self.status = Some(Status::Pointer);
                return Found::default();
            }
            Effect::Goal => {
                self.status = Some(Status::Goal);
                return Found::default();
            }
            _ => {}
        }
        let mut lines = Vec::new();
        let mut steps = Vec::new();
        // One rate stands for all contracts, or none does.
        let mut rate: Option<Option<Exact>> = None;
        let mut paid = None;
        let shares = self.shares();
        for row in 0..self.rows.map_or(1, |(_, count)| count) {
            let scope: Scope<'_> = Scope {
                share: shares.get(&row),
                ..self.scope.in_row(self.rows, row)
            };
            let Some(mechanism) = &self.measure.mechanism else {
                self.without_amount(&scope);
                continue;
            };
            match mechanism.cells(&scope, self.measure) {
                Ok(found) => {
                    let mut counts = false;
                    if lines.is_empty() {
                        lines = Vec::with_capacity(found.cells.len());
                    }
                    for mut cell in found.cells {
                        let period = cell.period.or_else(|| window::year_of(&scope, self.measure));
                        cell.period = period;
                        let mut verdict = self.verdict(&scope.at(period));
                        if let Some(Refusal(why)) = cell.refused.take() {
                            verdict.refuse(period, why);
                        }
                        verdict.open(found.open.clone());
                        let known = cell.open.is_empty();
                        verdict.open(std::mem::take(&mut cell.open));
                        let pays = verdict.status != Status::Ineligible;
                        if pays {
                            verdict.assumptions.extend(found.assumptions.clone());
                            counts = true;
                        }
                        self.take(verdict);
                        if pays && known {
                            self.warn(&scope, cell.raw);
                            let key = self
                                .measure
                                .by
                                .and_then(|by| scope.value(by).ok())
                                .map(crate::fact::Value::shown);
                            lines.push(Open::new(self.measure, row, key, &cell));
                            steps.extend(cell.steps);
                        }
                    }
                    if let Some(own) = found.rate.filter(|_| counts) {
                        rate = Some(rate.map_or(Some(own), |known| known.filter(|known| *known == own)));
                    }
                    if let Some(spent) = found.paid.filter(|_| counts) {
                        paid = together(paid, &spent);
                    }
                }
                Err(gap) => {
                    let period = window::year_of(&scope, self.measure);
                    let mut verdict = self.verdict(&scope.at(period));
                    match gap {
                        Gap::Missing(facts) => {
                            verdict.open(facts);
                            verdict.open(needed::needed(&scope.at(period), self.measure));
                        }
                        Gap::Undefined(fact) => {
                            let why = scope.why(|| Why::Undefined {
                                fact: self.plan.catalogue.path(fact),
                            });
                            verdict.refuse(period, why);
                        }
                        Gap::Cannot(why) => verdict.cannot(period, *why),
                    }
                    self.take(verdict);
                }
            }
        }
        Found {
            lines,
            steps,
            rate: rate.flatten(),
            paid,
        }
    }

    /// What a limit that several loans share leaves of each loan that is not refused.
    fn shares(&self) -> Shares {
        let (Some(mechanism), Some((_, count @ 2..))) = (&self.measure.mechanism, self.rows) else {
            return Shares::new();
        };
        let loans = (0..count).map(|row| (row, self.scope.in_row(self.rows, row)));
        let counting = loans.filter(|(_, scope)| {
            let period = window::year_of(scope, self.measure);
            self.verdict(&scope.at(period)).status != Status::Ineligible
        });
        share::shares(self.measure, mechanism, counting)
    }

    /// A measure that says yes or no: year by year where one of its facts has years.
    fn without_amount(&mut self, scope: &Scope<'_>) {
        let mut years: Vec<Option<Period>> = Vec::new();
        for condition in &self.measure.conditions {
            condition.each_fact(&mut |fact| {
                // What is derived has the years of what it comes from.
                for fact in std::iter::once(&fact).chain(self.plan.sources(fact)) {
                    for period in scope.years(*fact) {
                        if let Err(at) = years.binary_search(&Some(period)) {
                            years.insert(at, Some(period));
                        }
                    }
                }
            });
        }
        if years.is_empty() {
            years.push(None);
        }
        for period in years {
            let verdict = self.verdict(&scope.at(period));
            self.take(verdict);
        }
    }

    /// How all conditions stand in one row and year.
    fn verdict(&self, scope: &Scope<'_>) -> Verdict {
        let mut verdict = Verdict {
            status: Status::Eligible,
            checks: Vec::new(),
            reasons: Vec::new(),
            missing: Vec::new(),
            assumptions: Vec::new(),
        };
        for condition in self.conditions.iter().copied() {
            if !scope.words {
                verdict.status = verdict
                    .status
                    .max(status_of(check::state(scope, self.measure, condition)));
                continue;
            }
            let Tested {
                state,
                check,
                reason,
                missing,
                assumptions,
            } = check::test(scope, self.measure, condition, self.detail.tells_conditions());
            verdict.status = verdict.status.max(status_of(state));
            verdict.assumptions.extend(assumptions);
            condition.each_fact(&mut |fact| {
                verdict.assumptions.extend(scope.assumed_total(fact));
            });
            if let Some(id) = &condition.reading {
                verdict.assumptions.push(Assumption::Reading { id: id.clone() });
            }
            verdict.checks.extend(check);
            verdict.reasons.extend(reason);
            verdict.missing.extend(missing);
        }
        window::test(scope, self.measure, &mut verdict);
        if !self.detail.tells_conditions() {
            verdict.checks.clear();
        }
        verdict
    }

    /// Takes the verdict of one row and year into the whole: the best refusal is none, the worst acceptance counts.
    fn take(&mut self, verdict: Verdict) {
        let refused = |status: Option<Status>| status == Some(Status::Ineligible);
        let status = match self.status {
            None => verdict.status,
            Some(Status::Ineligible) if verdict.status != Status::Ineligible => {
                self.missing.clear();
                self.assumptions.clear();
                verdict.status
            }
            Some(known) if verdict.status == Status::Ineligible => known,
            Some(known) => known.max(verdict.status),
        };
        self.status = Some(status);
        // An amount alone tells nothing else.
        if !self.scope.words {
            return;
        }
        for check in verdict.checks {
            let same = self.checks.iter_mut().find(|known| {
                (&known.id, &known.condition, &known.words, &known.given)
                    == (&check.id, &check.condition, &check.words, &check.given)
            });
            match same {
                Some(known) if known.state == check.state => {
                    if known.period != check.period {
                        known.period = None;
                    }
                }
                _ => self.checks.push(check),
            }
        }
        for reason in verdict.reasons {
            // The same reason in several years is one reason, of no particular year.
            match self
                .reasons
                .iter_mut()
                .find(|known| known.condition == reason.condition && known.why == reason.why)
            {
                Some(known) if known.period != reason.period => known.period = None,
                Some(_) => {}
                None => self.reasons.push(reason),
            }
        }
        if !refused(Some(verdict.status)) || refused(self.status) {
            self.missing.extend(verdict.missing);
            self.assumptions.extend(verdict.assumptions);
        }
    }

    /// The sum of all cells, and the status that it leaves.
    fn total(&mut self, lines: Vec<Open>, steps: Vec<Step>) -> (Status, Option<lines::Sum>) {
        let status = self.status.unwrap_or(Status::Incomplete);
        if lines.is_empty() {
            return (status, None);
        }
        let Some(sum) = self.sum(lines, steps) else {
            return (Status::Unclear, None);
        };
        let status = if sum.missing.is_empty() {
            status
        } else {
            status.max(Status::Incomplete)
        };
        (status, Some(sum))
    }

    fn kind(&self) -> Option<Kind> {
        let mechanism = self.measure.mechanism.as_ref()?;
        Some(what_if::kind(self.measure, mechanism))
    }

    fn finish(mut self, day: Date, found: Found) -> Outcome {
        let Found {
            lines,
            steps,
            rate,
            paid,
        } = found;
        let (status, sum) = self.total(lines, steps);
        // What is refused, and what names no amount, has no lines to sum.
        let priced = sum.is_some();
        let mut total = sum.unwrap_or_default();
        self.missing.append(&mut total.missing);
        let (comparisons, lacking) = goal::compare(&self.scope, self.measure, self.rows);
        self.missing.extend(lacking);
        let source = &self.measure.source;
        let document = self.plan.document(self.measure);
        let kind = self.kind().filter(|_| priced);
        let (force, days_left) = document.map_or((ForceState::Unknown, None), |document| document.force.on(day));
        let mut assumptions = self.all_assumptions(&total);
        let mut seen = Vec::new();
        assumptions.retain(|assumption| {
            let new = !seen.contains(assumption);
            seen.push(assumption.clone());
            new
        });
        let mut missing: Vec<String> = Vec::new();
        for fact in &self.missing {
            let path = self.plan.catalogue.path(*fact);
            if !missing.contains(&path) {
                missing.push(path);
            }
        }
        if status == Status::Ineligible {
            missing.clear();
        }
        let what_if = if self.detail.tells_conditions() {
            what_if::of(&self.scope, self.measure, self.rows, &self.reasons, priced)
        } else {
            Vec::new()
        };
        let standing = document.map_or(crate::pack::Standing::Draft, |document| document.standing);
        let verification = document.map_or(crate::pack::Verification::Secondary, |document| document.verification);
        Outcome {
            measure: self.measure.id.clone(),
            pack: document.map(|document| document.hash.clone()).unwrap_or_default(),
            standing,
            verification,
            force,
            days_left,
            window_ended: document
                .and_then(|document| document.window.as_ref()?.to)
                .filter(|last| *last < day),
            status,
            kind,
            effect: source.effect,
            strength: source.strength,
            recipient: source.recipient.clone(),
            payer: source.payer.clone(),
            block: block(source.effect, self.own),
            amount: priced.then_some(total.amount),
            rate: rate.filter(|_| priced).and_then(|rate| Rate::from_exact(rate).ok()),
            paid: paid.filter(|_| priced),
            parts: std::mem::take(&mut total.parts),
            comparisons,
            decides: source.decides.clone(),
            ask: source.ask.clone(),
            capped: total.capped,
            periods: total.lines,
            checks: self.checks,
            reasons: self.reasons,
            missing,
            steps: total.steps,
            assumptions,
            warnings: if priced { self.warnings } else { Vec::new() },
            what_if,
        }
    }

    /// Sums, caps and rounds; what cannot be computed becomes a reason.
    fn sum(&mut self, lines: Vec<Open>, steps: Vec<Step>) -> Option<lines::Sum> {
        let why = match lines::sum(&self.scope, self.measure, lines, steps, self.actor) {
            Ok(sum) => return Some(sum),
            Err(Gap::Cannot(why)) => *why,
            Err(Gap::Undefined(fact)) => Why::Undefined {
                fact: self.plan.catalogue.path(fact),
            },
            Err(Gap::Missing(_)) => Why::TooLarge,
        };
        self.reasons.push(Reason {
            condition: String::new(),
            period: None,
            words: None,
            why,
        });
        None
    }

    fn all_assumptions(&mut self, total: &lines::Sum) -> Vec<Assumption> {
        let mut assumptions = std::mem::take(&mut self.assumptions);
        let document = self.plan.document(self.measure);
        let of_document = document.into_iter().flat_map(|document| {
            let window = document.window.as_ref().and_then(|window| window.reading.as_ref());
            document.force.readings.iter().chain(window)
        });
        for id in self.measure.source.readings.iter().chain(of_document) {
            assumptions.push(Assumption::Reading { id: id.clone() });
        }
        if total.allotted {
            assumptions.push(Assumption::AllottedInOrder);
        }
        assumptions
    }

    /// The warnings of one row: what it gets, as it is paid, is held against a fact of its own.
    fn warn(&mut self, scope: &Scope<'_>, amount: Exact) {
        if self.measure.warn.is_empty() {
            return;
        }
        let Ok(paid) = amount.round_to_fen(Rounding::HalfUp) else {
            return;
        };
        for (fact, reading) in &self.measure.warn {
            let less = scope.number(*fact).is_ok_and(|known| paid.exact() > known);
            if less && !self.warnings.contains(reading) {
                self.warnings.push(reading.clone());
            }
        }
    }
}

/// Where a result belongs for the one who asks.
fn block(effect: Effect, own: bool) -> Block {
    match (effect, own) {
        (Effect::Receive, true) => Block::Yours,
        (Effect::Price, true) => Block::Price,
        (Effect::Receive | Effect::Price, false) => Block::Others,
        (Effect::Bound | Effect::Fund | Effect::Split | Effect::Pointer | Effect::Goal, _) => Block::Reference,
    }
}
