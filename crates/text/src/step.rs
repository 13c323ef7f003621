//! How an amount came about: sentences and formulas, a base and the share of it in one.

use rules::outcome::{Outcome, Period};
use rules::pack::{CapPer, CapScope};
use rules::trace::Step;
use rules::{Exact, Term};

use crate::case::in_years;
use crate::fill::{Filling, fill, join};
use crate::number::{equals, length, number, percent, term};
use crate::{Language, Sentence, Words, in_language};

/// Most parts that the formula of a total writes out.
const MOST_PARTS: usize = 12;

/// What a step can say. The places of each template are named here.
#[derive(Clone, Copy)]
pub(crate) enum Say {
    /// Contract 0 in front of a sentence.
    Contract,
    /// Year 0 in front of a base, and of other sentences.
    YearOfBase,
    Year,
    YearColon,
    /// Base 0 of the year 1: amount 2.
    Base,
    /// The whole of base 0.
    Whole,
    /// Share 1 of base 0 is 2.
    ShareOf,
    /// Share 1 of amount 0 is 2.
    Share,
    /// End of a sentence after 0.
    Stop,
    /// Fact 0 is 1, tier 2.
    Tier,
    /// Slice 0: nothing, or 1 unpaid, or 1 of which share 2 is 3.
    SliceEmpty,
    SliceUnpaid,
    Slice,
    /// Coefficient 0, clause 1, result 2.
    Factor,
    /// Fact 0 has 1, enough or 2 missing.
    Enough,
    Less,
    /// LPR 0, published 1 or given.
    Published,
    Given,
    /// Rate 0, payments 1, interest 2.
    Interest,
    /// Limit 0, clause 1.
    PrincipalCut,
    PrincipalFits,
    /// Months 0, clause 1, payments left out 2.
    TimeCut,
    TimeFits,
    /// Year 0 in front, payments 1, interest 2, share 3, result 4.
    PerPayment,
    /// Year 0 in front, sum 1, whose 2, limit 3.
    CapYearCuts,
    CapYearFits,
    CapEverCuts,
    CapEverFits,
    /// Whose cap it is; of recipient 0.
    EachFirm,
    EachBorrower,
    Each,
    EachOther,
    EachProduct,
    Together,
    EachOtherTogether,
    EachProductTogether,
    /// Year 0 in front, from 1 to 2, half up or down.
    HalfUp,
    Down,
    /// Sum 1 of 0 years or parts.
    Years,
    Parts,
    /// Number 0 of payments.
    OnePayment,
    Payments,
}

impl Words<'_> {
    fn tell(&self, say: Say) -> Filling<'_> {
        self.fill(in_language!(self.language, step::template(say)))
    }

    fn payments(&self, payments: usize) -> String {
        let say = if payments == 1 { Say::OnePayment } else { Say::Payments };
        self.tell(say).count(payments).done()
    }

    /// A year in front of a sentence.
    fn when(&self, say: Say, period: Option<Period>) -> String {
        match period {
            Some(_) => self.tell(say).period(period).done(),
            None => String::new(),
        }
    }
}

pub(crate) fn steps(words: &Words<'_>, outcome: &Outcome) -> Vec<Sentence> {
    let several = outcome
        .steps
        .iter()
        .any(|step| matches!(step, Step::Base { contract: Some(number), .. } if *number > 0));
    let mut sentences = Vec::new();
    let mut rest = outcome.steps.as_slice();
    // What the computation has come to, for formulas that go on from it.
    let mut so_far = None;
    while let [step, after @ ..] = rest {
        rest = after;
        let mut formula = formula(words, outcome, step, so_far);
        let text = if let Step::Base {
            fact,
            period,
            contract,
            amount,
        } = step
        {
            let contract = contract.filter(|_| several);
            let base = base(words, fact, *period, contract, amount);
            if let [Step::Share { share, result, .. }, after @ ..] = after {
                rest = after;
                so_far = Some(*result);
                formula = Some(product(words, amount, share, result));
                let say = if *share == Exact::ONE { Say::Whole } else { Say::ShareOf };
                words.tell(say).text(&base).percent(share).yuan(result).done()
            } else {
                so_far = None;
                words.tell(Say::Stop).text(&base).done()
            }
        } else {
            so_far = match step {
                Step::Slice { result, .. } => so_far.unwrap_or(Exact::ZERO).add(*result).ok(),
                Step::Share { result, .. } | Step::Factor { result, .. } | Step::Less { result, .. } => Some(*result),
                _ => None,
            };
            told(words, outcome, step)
        };
        let text = words.sentence(text);
        sentences.push(Sentence { text, formula });
    }
    sentences
}

/// "2023 年融资利息 1,650,000.00 元".
fn base(words: &Words<'_>, fact: &str, period: Option<Period>, contract: Option<usize>, amount: &Exact) -> String {
    let when = words.when(Say::YearOfBase, period);
    let name = words.fact_in(fact, period);
    let base = words.tell(Say::Base).text(&name).text(&when).yuan(amount).done();
    match contract {
        Some(number) => words
            .tell(Say::Contract)
            .count(number + 1)
            .text(&words.inner(base))
            .done(),
        None => base,
    }
}

#[expect(clippy::too_many_lines, reason = "one arm for each step, in one table")]
fn told(words: &Words<'_>, outcome: &Outcome, step: &Step) -> String {
    match step {
        Step::Base { .. } => String::new(),
        Step::Share {
            share, base, result, ..
        } => words.tell(Say::Share).yuan(base).percent(share).yuan(result).done(),
        Step::Tier {
            fact,
            given,
            words: tier,
        } => {
            let name = words.fact_of_a_year(fact);
            words
                .tell(Say::Tier)
                .text(&name)
                .percent(given)
                .clause(outcome, tier)
                .done()
        }
        Step::Slice {
            words: slice,
            part,
            share,
            result,
        } => {
            let say = match (part.is_zero(), share.is_zero()) {
                (true, _) => Say::SliceEmpty,
                (false, true) => Say::SliceUnpaid,
                (false, false) => Say::Slice,
            };
            let mut told = words.tell(say);
            told.clause(outcome, slice)
                .yuan(part)
                .percent(share)
                .yuan(result)
                .done()
        }
        Step::Factor {
            words: clause,
            factor,
            result,
        } => {
            let factor = number(words.language, factor, 0);
            words
                .tell(Say::Factor)
                .text(&factor)
                .clause(outcome, clause)
                .yuan(result)
                .done()
        }
        Step::Less { fact, amount, result } => {
            let name = words.fact(fact);
            let (say, name) = if result.is_zero() {
                (Say::Enough, name)
            } else {
                (Say::Less, words.inner(name))
            };
            words.tell(say).text(&name).yuan(amount).yuan(result).done()
        }
        Step::ReferenceRate { rate, published } => match published {
            Some(day) => words.tell(Say::Published).rate(*rate).day(*day).done(),
            None => words.tell(Say::Given).rate(*rate).done(),
        },
        Step::LoanInterest {
            rate,
            payments,
            interest,
        } => {
            let payments = words.payments(*payments);
            words
                .tell(Say::Interest)
                .rate(*rate)
                .text(&payments)
                .money(*interest)
                .done()
        }
        Step::PrincipalLimit {
            words: clause,
            limit,
            binds,
        } => {
            let say = if *binds { Say::PrincipalCut } else { Say::PrincipalFits };
            words.tell(say).yuan(limit).clause(outcome, clause).done()
        }
        Step::TimeLimit {
            words: clause,
            months,
            left_out,
        } => {
            let say = if *left_out > 0 { Say::TimeCut } else { Say::TimeFits };
            let left_out = words.payments(*left_out);
            let months = length(words.language, Term::Months(*months));
            words
                .tell(say)
                .text(&months)
                .clause(outcome, clause)
                .text(&left_out)
                .done()
        }
        Step::PerPayment {
            share,
            period,
            payments,
            interest,
            result,
            ..
        } => {
            let (when, payments) = (words.when(Say::Year, *period), words.payments(*payments));
            let mut told = words.tell(Say::PerPayment);
            told.text(&when)
                .text(&payments)
                .yuan(interest)
                .percent(share)
                .yuan(result)
                .done()
        }
        Step::Cap { .. } => cap(words, outcome, step),
        Step::Round { period, from, to, down } => {
            let say = if *down { Say::Down } else { Say::HalfUp };
            let when = words.when(Say::YearColon, *period);
            words.tell(say).text(&when).yuan(from).money(*to).done()
        }
        Step::Total { parts, amount } => {
            let say = if in_years(outcome) { Say::Years } else { Say::Parts };
            words.tell(say).count(*parts).money(*amount).done()
        }
    }
}

fn cap(words: &Words<'_>, outcome: &Outcome, step: &Step) -> String {
    let Step::Cap {
        words: clause,
        scope,
        per,
        period,
        sum,
        cap,
        binds,
    } = step
    else {
        return String::new();
    };
    let shared = words.cap(outcome, clause).is_some_and(|cap| cap.shared);
    let whose = match (scope, shared, outcome.recipient.as_str()) {
        (CapScope::Recipient, false, "firm") => Say::EachFirm,
        (CapScope::Recipient, false, "borrower") => Say::EachBorrower,
        (CapScope::Recipient, false, _) => Say::Each,
        (CapScope::Counterparty, false, _) => Say::EachOther,
        (CapScope::Product, false, _) => Say::EachProduct,
        (CapScope::Recipient, true, _) => Say::Together,
        (CapScope::Counterparty, true, _) => Say::EachOtherTogether,
        (CapScope::Product, true, _) => Say::EachProductTogether,
    };
    let say = match (per, binds) {
        (CapPer::Year, true) => Say::CapYearCuts,
        (CapPer::Year, false) => Say::CapYearFits,
        (CapPer::Ever, true) => Say::CapEverCuts,
        (CapPer::Ever, false) => Say::CapEverFits,
    };
    let whose = words.tell(whose).recipient(&outcome.recipient).done();
    let when = words.when(Say::Year, *period);
    words.tell(say).text(&when).yuan(sum).text(&whose).yuan(cap).done()
}

fn product(words: &Words<'_>, base: &Exact, share: &Exact, result: &Exact) -> String {
    fill(
        "{0} × {1} {2}",
        &[&term(base), &percent(words.language, share), &equals(result)],
    )
}

fn formula(words: &Words<'_>, outcome: &Outcome, step: &Step, so_far: Option<Exact>) -> Option<String> {
    Some(match step {
        Step::Share {
            share, base, result, ..
        } => product(words, base, share, result),
        Step::Slice {
            part, share, result, ..
        } => product(words, part, share, result),
        Step::Factor { factor, result, .. } => {
            let factor = number(Language::Zh, factor, 0);
            fill("{0} × {1} {2}", &[&term(&so_far?), &factor, &equals(result)])
        }
        Step::Less { amount, result, .. } => fill(
            "max(0, {0} − {1}) {2}",
            &[&term(&so_far?), &term(amount), &equals(result)],
        ),
        Step::Cap { sum, cap, .. } => {
            let least = equals(&(*sum).min(*cap));
            fill("min({0}, {1}) {2}", &[&term(sum), &term(cap), &least])
        }
        Step::Round { from, to, .. } => fill("{0} → {1}", &[&term(from), &to.grouped()]),
        Step::Total { amount, .. } => {
            if outcome.periods.len() > MOST_PARTS {
                return None;
            }
            let parts: Vec<String> = outcome.periods.iter().map(|line| line.amount.grouped()).collect();
            let parts = join(parts.iter().map(String::as_str), " + ");
            fill("{0} = {1}", &[&parts, &amount.grouped()])
        }
        Step::Base { .. }
        | Step::Tier { .. }
        | Step::ReferenceRate { .. }
        | Step::LoanInterest { .. }
        | Step::PrincipalLimit { .. }
        | Step::TimeLimit { .. }
        | Step::PerPayment { .. } => return None,
    })
}
