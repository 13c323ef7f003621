//! How an amount came about: sentences and formulas, a base and the share of it in one.

use rules::outcome::{Outcome, Period};
use rules::pack::{CapPer, CapScope};
use rules::trace::Step;
use rules::{Exact, Rate, Term};

use crate::case::in_years;
use crate::fill::Filling;
use crate::number::{days, length, number};
use crate::{Sentence, Words, in_language};

mod formula;
mod say;

use formula::{formula, product};
pub(crate) use say::Say;

impl Words<'_> {
    fn tell(&self, say: Say) -> Filling<'_> {
        self.fill(in_language!(self.language, step::template(say)))
    }

    fn payments(&self, payments: usize) -> String {
        let say = if payments == 1 { Say::OnePayment } else { Say::Payments };
        self.tell(say).count(payments).done()
    }

    /// The year in front of a sentence, and the name of a fact of that year behind it.
    fn at(&self, fact: &str, period: Option<Period>) -> (String, String) {
        let name = self.fact_in(fact, period);
        match period {
            Some(_) => (self.when(Say::Year, period), self.inner(name)),
            None => (String::new(), name),
        }
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
        Step::SharedLimit {
            words: clause,
            limit,
            binds,
        } => {
            let say = if *binds { Say::SharedCut } else { Say::SharedFits };
            words.tell(say).yuan(limit).clause(outcome, clause).done()
        }
        Step::ItemLimit {
            words: clause,
            limit,
            binds,
        } => {
            let say = if *binds { Say::ItemCut } else { Say::ItemFits };
            words.tell(say).yuan(limit).clause(outcome, clause).done()
        }
        Step::DaysLimit { from, to, cuts } => {
            let say = if *cuts { Say::DaysCut } else { Say::DaysFit };
            words.tell(say).text(&days(words.language, *from, *to)).done()
        }
        Step::PointsAtMost {
            words: clause,
            limit,
            binds,
        } => {
            let say = if *binds { Say::AtMostCut } else { Say::AtMostFits };
            words.tell(say).percent(limit).clause(outcome, clause).done()
        }
        Step::PointsLeft { less, limit, binds } => {
            let say = if *binds { Say::LeftCut } else { Say::LeftFits };
            words.tell(say).percent(less).percent(limit).done()
        }
        Step::PointsOfRate { rate } => words.tell(Say::OfRate).percent(rate).done(),
        Step::Points {
            words: clause,
            period,
            payments,
            result,
            ..
        } => {
            let (when, payments) = (words.when(Say::Year, *period), words.payments(*payments));
            let mut told = words.tell(Say::Points);
            told.text(&when)
                .text(&payments)
                .clause(outcome, clause)
                .yuan(result)
                .done()
        }
        Step::Borne {
            period,
            payments,
            interest,
            rate,
            borne,
            result,
            ..
        } => {
            let (when, payments) = (words.when(Say::Year, *period), words.payments(*payments));
            let mut told = words.tell(if rate.is_some() { Say::Borne } else { Say::BorneRepriced });
            told.text(&when)
                .text(&payments)
                .money(*interest)
                .rate(rate.unwrap_or(Rate::ZERO))
                .money(*borne)
                .money(*result)
                .done()
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
            rounded,
            result,
            ..
        } => {
            let (when, payments) = (words.when(Say::Year, *period), words.payments(*payments));
            let mut told = words.tell(if *rounded { Say::PerPayment } else { Say::OfPayments });
            told.text(&when)
                .text(&payments)
                .yuan(interest)
                .percent(share)
                .yuan(result)
                .done()
        }
        Step::Fixed { words: clause, result } => words.tell(Say::Fixed).clause(outcome, clause).yuan(result).done(),
        Step::Each {
            fact,
            period,
            number: count,
            one,
            result,
            ..
        } => {
            let (when, name) = words.at(fact, *period);
            let count = number(words.language, count, 0);
            let mut told = words.tell(Say::ForEach);
            told.text(&when).text(&name).text(&count).yuan(one).yuan(result).done()
        }
        Step::Ranked {
            fact,
            period,
            words: clause,
            rank,
            result,
        } => {
            let (when, name) = words.at(fact, *period);
            let rank = number(words.language, rank, 0);
            let mut told = words.tell(Say::Ranked);
            told.text(&when)
                .text(&name)
                .text(&rank)
                .clause(outcome, clause)
                .yuan(result)
                .done()
        }
        Step::Part {
            party,
            words: clause,
            share,
            amount,
        } => {
            let mut told = words.tell(Say::Part);
            told.recipient(party)
                .percent(share)
                .clause(outcome, clause)
                .money(*amount)
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
    let known = words.cap(outcome, clause);
    let shared = known.is_some_and(|cap| cap.shared);
    let whose = match (scope, shared, outcome.recipient.as_str()) {
        (CapScope::Recipient, false, "firm") => Say::EachFirm,
        (CapScope::Recipient, false, "borrower") => Say::EachBorrower,
        (CapScope::Recipient, false, _) => Say::Each,
        (CapScope::Counterparty, false, _) => Say::EachOther,
        (CapScope::Product, false, _) => Say::EachProduct,
        (CapScope::Lender, _, _) => Say::EachAtLender,
        (CapScope::Recipient, true, _) => Say::Together,
        (CapScope::Counterparty, true, _) => Say::EachOtherTogether,
        (CapScope::Product, true, _) => Say::EachProductTogether,
    };
    let say = match (per, binds) {
        (CapPer::Year, true) => Say::CapYearCuts,
        (CapPer::Year, false) => Say::CapYearFits,
        (CapPer::Ever, true) => Say::CapEverCuts,
        (CapPer::Ever, false) => Say::CapEverFits,
        (CapPer::Window, true) => Say::CapWindowCuts,
        (CapPer::Window, false) => Say::CapWindowFits,
    };
    let whose = words.tell(whose).recipient(&outcome.recipient).done();
    let when = words.when(Say::Year, *period);
    let told = words.tell(say).text(&when).yuan(sum).text(&whose).yuan(cap).done();
    match known.and_then(|cap| cap.only.as_ref()?.words.as_deref()) {
        Some(only) => words.tell(Say::Only).clause(outcome, only).text(&told).done(),
        None => told,
    }
}
