//! How an amount came about.

use rules::Exact;
use rules::outcome::{Outcome, Period};
use rules::pack::{CapPer, CapScope};
use rules::trace::Step;

use super::{lower, upper};
use crate::lookup::quoted;
use crate::number::{counted, money, number, percent, rate, yuan};
use crate::steps::{ShareOf, years};
use crate::{Language, Words};

const EN: Language = Language::En;

pub(crate) fn share_of(words: &Words<'_>, told: &ShareOf<'_>) -> String {
    let base = base(words, told.fact, told.period, told.contract, told.base);
    if told.share == Exact::ONE {
        return format!("{base}, all of it.");
    }
    format!(
        "{base}; {} of it is {}.",
        percent(EN, told.share),
        yuan(EN, told.result)
    )
}

/// "Interest 2023: 1,650,000.00 yuan".
fn base(words: &Words<'_>, fact: &str, period: Option<Period>, contract: Option<usize>, amount: Exact) -> String {
    let numbered = contract.map_or_else(String::new, |number| format!("No. {}, ", number + 1));
    let name = words.fact_in(fact, period);
    let name = if numbered.is_empty() { name } else { lower(&name) };
    let when = period.map_or_else(String::new, |period| {
        ", ".to_owned() + &crate::number::period(EN, period)
    });
    format!("{numbered}{name}{when}: {}", yuan(EN, amount))
}

/// "2023: " in front of a sentence.
fn when(period: Option<Period>) -> String {
    period.map_or_else(String::new, |period| upper(&crate::number::period(EN, period)) + ": ")
}

#[expect(clippy::too_many_lines, reason = "one sentence for each case, in one table")]
pub(crate) fn step(words: &Words<'_>, outcome: &Outcome, step: &Step, contract: Option<usize>) -> String {
    match step {
        Step::Base {
            fact, period, amount, ..
        } => base(words, fact, *period, contract, *amount) + ".",
        Step::Share {
            share, base, result, ..
        } => format!(
            "{} of {} is {}.",
            percent(EN, *share),
            yuan(EN, *base),
            yuan(EN, *result)
        ),
        Step::Tier {
            fact,
            given,
            words: tier,
        } => {
            let label = words.fact_of_a_year(fact);
            let (given, tier) = (percent(EN, *given), quoted(outcome, tier));
            format!("{label} is {given}, which lies in the tier {tier}.")
        }
        Step::Slice {
            words: slice,
            part,
            share,
            result,
        } => {
            let slice = quoted(outcome, slice);
            if part.is_zero() {
                format!("In the slice {slice}: nothing.")
            } else if share.is_zero() {
                format!("In the slice {slice}: {}, which is not compensated.", yuan(EN, *part))
            } else {
                let (part, share) = (yuan(EN, *part), percent(EN, *share));
                format!("In the slice {slice}: {part}; {share} of it is {}.", yuan(EN, *result))
            }
        }
        Step::Factor {
            words: clause,
            factor,
            result,
        } => format!(
            "Multiplied by the coefficient {} ({}) it is {}.",
            number(EN, *factor, 0),
            quoted(outcome, clause),
            yuan(EN, *result)
        ),
        Step::Less { fact, amount, result } if result.is_zero() => {
            format!(
                "{} is {}, which is enough; nothing is added.",
                words.fact(fact),
                yuan(EN, *amount)
            )
        }
        Step::Less { fact, amount, result } => {
            let label = lower(&words.fact(fact));
            format!(
                "Less {label}, {}, there remains {}.",
                yuan(EN, *amount),
                yuan(EN, *result)
            )
        }
        Step::ReferenceRate {
            rate: found,
            published: Some(day),
        } => format!("The LPR is {} (published on {day}).", rate(EN, *found)),
        Step::ReferenceRate {
            rate: found,
            published: None,
        } => format!("The LPR is the {} that you filled in.", rate(EN, *found)),
        Step::LoanInterest {
            rate: a_year,
            payments,
            interest,
        } => {
            let payments = counted(u64::try_from(*payments).unwrap_or_default(), "payment");
            format!(
                "At {} a year, {payments} of interest come to {}.",
                rate(EN, *a_year),
                money(EN, *interest)
            )
        }
        Step::PrincipalLimit {
            words: clause,
            limit,
            binds,
        } => {
            let (clause, limit) = (quoted(outcome, clause), yuan(EN, *limit));
            if *binds {
                format!("The principal counts up to {limit} ({clause}); what is above does not count.")
            } else {
                format!("The principal is not above {limit} ({clause}) and counts in full.")
            }
        }
        Step::TimeLimit {
            words: clause,
            months,
            left_out,
        } => {
            let clause = quoted(outcome, clause);
            let months = counted(u64::from(*months), "month");
            if *left_out == 0 {
                format!("All interest within {months} of the payout counts ({clause}).")
            } else {
                let left_out = counted(u64::try_from(*left_out).unwrap_or_default(), "payment");
                format!("Only interest within {months} of the payout counts ({clause}); {left_out} after that do not.")
            }
        }
        Step::PerPayment {
            share,
            period,
            payments,
            interest,
            result,
            ..
        } => {
            let payments = counted(u64::try_from(*payments).unwrap_or_default(), "payment");
            let (interest, share) = (yuan(EN, *interest), percent(EN, *share));
            let result = yuan(EN, *result);
            format!(
                "{}{payments} with {interest} of interest that counts; {share} of each, rounded to the fen, come to {result}.",
                when(*period)
            )
        }
        Step::Cap { .. } => cap(words, outcome, step),
        Step::Round { period, from, to, down } => {
            let how = if *down {
                "without fractions of a fen"
            } else {
                "rounded half up to the fen"
            };
            upper(&format!(
                "{}{}, {how}, is {}.",
                when(*period),
                yuan(EN, *from),
                money(EN, *to)
            ))
        }
        Step::Total { parts, amount } => {
            let noun = if years(outcome) { "year" } else { "part" };
            let parts = counted(u64::try_from(*parts).unwrap_or_default(), noun);
            format!("{parts} come to {} in all.", money(EN, *amount))
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
    let whose = match (scope, shared) {
        (CapScope::Recipient, false) => "each recipient",
        (CapScope::Counterparty, false) => "each enterprise concerned",
        (CapScope::Product, false) => "each product",
        (CapScope::Recipient, true) => "all recipients together",
        (CapScope::Counterparty, true) => "each enterprise concerned, all recipients together",
        (CapScope::Product, true) => "each product, all recipients together",
    };
    let per = match per {
        CapPer::Year => "a year",
        CapPer::Ever => "in all",
    };
    let limit = yuan(EN, *cap);
    let sum = yuan(EN, *sum);
    let when = when(*period);
    if *binds {
        format!("{when}{sum}; the limit is {limit} {per} for {whose}, so it is {limit}.")
    } else {
        format!("{when}{sum}, within the limit of {limit} {per} for {whose}.")
    }
}
