//! The sentence above everything else, and the comparison with a price.

use rules::outcome::{Block, ForceState, Kind, Outcome, Status};
use rules::pack::{Effect, Standing, Strength, Verification};

use crate::case::{Case, Open, several_contracts};
use crate::fill::fill;
use crate::number::{money, percent, rate};
use crate::{Words, in_language};

/// What a headline can say. The places of each template are named here.
#[derive(Clone, Copy)]
pub(crate) enum Say {
    /// Under a draft.
    Draft,
    /// Under a draft whose own period is over.
    DraftOver,
    /// By a document that is no longer in force.
    Ended,
    /// By a document that is not in force yet.
    NotYet,
    /// By public reports.
    Reported,
    /// As the facts stand.
    AsGiven,
    /// If the clause covers the case.
    IfCovered,
    /// If the open conditions are met.
    IfMet,
    /// As far as numbers are filled in.
    AsFilled,
    /// Both.
    IfMetAsFilled,
    /// At most, in front of an amount.
    AtMost,
    /// At least, in front of an amount.
    AtLeast,
    /// The firm of the one who asks.
    YourFirm,
    /// The one who asks.
    You,
    /// The one who asks, as recipient 0.
    YouAs,
    /// Payer 0 pays 1 (at most) to 2: amount 3.
    Yours,
    /// The same, in principle.
    YoursInPrinciple,
    /// The same, if it is granted on application.
    YoursHelp,
    /// The same without a payer.
    YoursFromNobody,
    /// Payer 0 pays 1 (at most) to someone else, 2: amount 3.
    Others,
    /// The same, if it is granted on application.
    OthersHelp,
    /// The same without a payer.
    OthersFromNobody,
    /// Price 0: 1 (in principle) 2, whose it is 3.
    Price,
    /// In principle, in front of a price.
    InPrinciple,
    /// At most 0 a year, amount of interest 1.
    InterestAt,
    /// Amount of interest 1 at most.
    Interest,
    /// Amount 1 at most in all, 0 a year.
    SumAt,
    /// Amount 1 at most, 0 a year.
    AmountAt,
    /// Amount 1 at most.
    Amount,
    /// The price is a condition of someone else's subsidy.
    NoPromise,
    /// The price is paid by 0.
    PaidBy,
    /// End of a sentence.
    Stop,
    /// Payer 0 adds 2 to the fund 1.
    Fund,
    /// Payer 0 need not add anything, 2, to the fund 1.
    FundEnough,
    /// Clause 0 is met.
    AsRequired,
    /// Clause 0 cannot be decided, 1 missing.
    CannotDecide,
    /// Clause 0 is unclear: 1.
    UnclearClause,
    /// For 0, not for the one who asks.
    NotForYou,
    /// No amount.
    NoAmount,
    /// No amount, 0 missing.
    NoAmountYet,
    /// No amount, unclear: 0.
    NoAmountUnclear,
    /// One thing.
    MissingOne,
    /// Things, 0 of them.
    MissingSome,
    /// Some parts are left out.
    Partly,
    /// Refusals, each because of 0; of 1.
    Refused,
    RefusedOther,
    RefusedPrice,
    RefusedClause,
    RefusedFund,
    /// No reason is known.
    Unexplained,
    /// The first of several contracts.
    FirstContract,
    /// What is paid: amount 0 at rate 1.
    PaysAt,
    Pays,
    PaysInterestAt,
    PaysInterest,
    /// Against the ceiling, by 0.
    Exactly,
    Within,
    WithinButRounded,
    AboveBy,
    AboveUnseen,
}

impl Words<'_> {
    fn head(&self, say: Say, parts: &[&str]) -> String {
        fill(in_language!(self.language, headline::template(say)), parts)
    }
}

pub(crate) fn headline(words: &Words<'_>, outcome: &Outcome) -> String {
    let case = Case::of(words, outcome);
    let lead = lead(outcome);
    let before = lead.map(|say| words.head(say, &[])).unwrap_or_default();
    let text = match (outcome.status, outcome.effect, case.amount) {
        (Status::Ineligible, ..) => refusal(words, outcome),
        (_, Effect::Bound, _) => before + &yes_or_no(words, outcome),
        (_, _, None) => no_amount(words, outcome),
        (_, _, Some(amount)) => {
            let if_met = match (outcome.status, case.open) {
                (Status::Unclear, _) => Some(Say::IfCovered),
                (Status::Incomplete, Open::Conditions | Open::Nothing) => Some(Say::IfMet),
                (Status::Incomplete, Open::Numbers) => Some(Say::AsFilled),
                (Status::Incomplete, Open::Both) => Some(Say::IfMetAsFilled),
                (Status::Eligible | Status::Ineligible, _) if lead.is_none() => Some(Say::AsGiven),
                (Status::Eligible | Status::Ineligible, _) => None,
            };
            let if_met = if_met.map(|say| words.head(say, &[])).unwrap_or_default();
            let shown = money(words.language, amount);
            let says = match (outcome.effect, outcome.block) {
                (Effect::Price, _) => price(words, outcome, &case, &shown),
                (Effect::Receive, _) => receive(words, outcome, &shown),
                (Effect::Fund | Effect::Bound, _) => {
                    let say = if amount.is_zero() { Say::FundEnough } else { Say::Fund };
                    words.head(
                        say,
                        &[&payer(words, outcome), &words.recipient(&outcome.recipient), &shown],
                    )
                }
            };
            let partly = if case.partly {
                words.head(Say::Partly, &[])
            } else {
                String::new()
            };
            before + &if_met + &says + &partly
        }
    };
    words.sentence("{0}", &[&text])
}

/// What kind of document it is, where that is not simply law.
fn lead(outcome: &Outcome) -> Option<Say> {
    match (outcome.standing, outcome.force) {
        (Standing::Draft, ForceState::Ended) => Some(Say::DraftOver),
        (Standing::Draft, ForceState::NotYet | ForceState::InForce | ForceState::Unknown) => Some(Say::Draft),
        (Standing::Issued, ForceState::Ended) => Some(Say::Ended),
        (Standing::Issued, ForceState::NotYet) => Some(Say::NotYet),
        (Standing::Issued, ForceState::InForce | ForceState::Unknown) => {
            (outcome.verification == Verification::Secondary).then_some(Say::Reported)
        }
    }
}

fn payer(words: &Words<'_>, outcome: &Outcome) -> String {
    let payer = outcome.payer.as_deref();
    payer.map(|payer| words.payer(payer)).unwrap_or_default()
}

fn receive(words: &Words<'_>, outcome: &Outcome, amount: &str) -> String {
    let about = match outcome.kind {
        Some(Kind::AtMost | Kind::Ceiling) => words.head(Say::AtMost, &[]),
        Some(Kind::AtLeast) => words.head(Say::AtLeast, &[]),
        Some(Kind::Exact) | None => String::new(),
    };
    let own = Words::own(outcome);
    let recipient = match outcome.recipient.as_str() {
        "firm" if own => words.head(Say::YourFirm, &[]),
        "borrower" if own => words.head(Say::You, &[]),
        other if own => words.head(Say::YouAs, &[&words.recipient(other)]),
        other => words.recipient(other),
    };
    let say = match (&outcome.payer, outcome.strength) {
        (None, _) if own => Say::YoursFromNobody,
        (None, _) => Say::OthersFromNobody,
        (Some(_), Strength::HelpToApply) if own => Say::YoursHelp,
        (Some(_), Strength::HelpToApply) => Say::OthersHelp,
        (Some(_), Strength::InPrinciple) if own => Say::YoursInPrinciple,
        (Some(_), Strength::Binding | Strength::ConditionOfAnother) if own => Say::Yours,
        (Some(_), Strength::Binding | Strength::ConditionOfAnother | Strength::InPrinciple) => Say::Others,
    };
    words.head(say, &[&payer(words, outcome), &about, &recipient, amount])
}

fn price(words: &Words<'_>, outcome: &Outcome, case: &Case, amount: &str) -> String {
    let title = words.inner(words.measure_title(&outcome.measure));
    let several = outcome.periods.len() > 1;
    let say = match (case.of_loan, outcome.rate) {
        (true, Some(_)) => Say::InterestAt,
        (true, None) => Say::Interest,
        (false, Some(_)) if several => Say::SumAt,
        (false, Some(_)) => Say::AmountAt,
        (false, None) => Say::Amount,
    };
    let a_year = outcome
        .rate
        .map(|a_year| rate(words.language, a_year))
        .unwrap_or_default();
    let most = words.head(say, &[&a_year, amount]);
    let in_principle = match outcome.strength {
        Strength::InPrinciple => words.head(Say::InPrinciple, &[]),
        Strength::Binding | Strength::HelpToApply | Strength::ConditionOfAnother => String::new(),
    };
    let whose = match (outcome.block, outcome.strength) {
        (Block::Yours | Block::Price, Strength::ConditionOfAnother) => words.head(Say::NoPromise, &[]),
        (Block::Yours | Block::Price, _) => words.head(Say::Stop, &[]),
        (Block::Others | Block::Reference, _) => words.head(Say::PaidBy, &[&words.recipient(&outcome.recipient)]),
    };
    words.head(Say::Price, &[&title, &in_principle, &most, &whose])
}

fn missing(words: &Words<'_>, outcome: &Outcome) -> String {
    let say = match outcome.missing.len() {
        1 => Say::MissingOne,
        _ => Say::MissingSome,
    };
    words.head(say, &[&outcome.missing.len().to_string()])
}

fn yes_or_no(words: &Words<'_>, outcome: &Outcome) -> String {
    let title = words.inner(words.measure_title(&outcome.measure));
    match outcome.status {
        Status::Eligible => words.head(Say::AsRequired, &[&title]),
        Status::Incomplete => words.head(Say::CannotDecide, &[&title, &missing(words, outcome)]),
        Status::Unclear | Status::Ineligible => {
            words.head(Say::UnclearClause, &[&title, &first_reason(words, outcome)])
        }
    }
}

fn no_amount(words: &Words<'_>, outcome: &Outcome) -> String {
    let whose = match outcome.block {
        Block::Others => words.head(Say::NotForYou, &[&words.recipient(&outcome.recipient)]),
        Block::Yours | Block::Price | Block::Reference => String::new(),
    };
    whose
        + &match outcome.status {
            Status::Unclear => words.head(Say::NoAmountUnclear, &[&first_reason(words, outcome)]),
            _ if outcome.missing.is_empty() => words.head(Say::NoAmount, &[]),
            _ => words.head(Say::NoAmountYet, &[&missing(words, outcome)]),
        }
}

fn refusal(words: &Words<'_>, outcome: &Outcome) -> String {
    let why = first_reason(words, outcome);
    let say = match (outcome.effect, outcome.block) {
        (Effect::Bound, _) => Say::RefusedClause,
        (Effect::Price, _) => Say::RefusedPrice,
        (Effect::Fund, _) => Say::RefusedFund,
        (Effect::Receive, Block::Others) => Say::RefusedOther,
        (Effect::Receive, _) => Say::Refused,
    };
    words.head(say, &[&why, &words.recipient(&outcome.recipient)])
}

fn first_reason(words: &Words<'_>, outcome: &Outcome) -> String {
    match outcome.reasons.first() {
        Some(reason) => words.reason(outcome, reason),
        None => words.head(Say::Unexplained, &[]),
    }
}

pub(crate) fn paid(words: &Words<'_>, outcome: &Outcome) -> Option<String> {
    let paid = outcome.paid.as_ref()?;
    let several = several_contracts(outcome);
    let say = match (Case::of(words, outcome).of_loan, paid.rate) {
        (true, Some(_)) => Say::PaysInterestAt,
        (true, None) => Say::PaysInterest,
        (false, Some(_)) => Say::PaysAt,
        (false, None) => Say::Pays,
    };
    let at = paid.rate.map(|rate| percent(words.language, &rate)).unwrap_or_default();
    let pays = words.head(say, &[&money(words.language, paid.amount), &at]);
    let above = !several && outcome.amount.is_some_and(|ceiling| paid.amount > ceiling);
    let say = match (paid.within, paid.difference.is_zero()) {
        (true, true) => Say::Exactly,
        (true, false) if above => Say::WithinButRounded,
        (true, false) => Say::Within,
        (false, false) => Say::AboveBy,
        (false, true) => Say::AboveUnseen,
    };
    let compared = words.head(say, &[&money(words.language, paid.difference)]);
    let first = if several {
        words.head(Say::FirstContract, &[])
    } else {
        String::new()
    };
    Some(words.sentence("{0}{1}{2}", &[&first, &pays, &compared]))
}
