//! The sentence above everything else, and the comparison with a price.

use rules::outcome::{Block, ForceState, Kind, Outcome, Reason, Status, Why};
use rules::pack::{Effect, Standing, Strength, Verification};
use rules::{Exact, Money, Rate};

use crate::case::{Case, Open, several_contracts};
use crate::fill::Filling;
use crate::{Language, Words, in_language};

mod reference;
mod say;

pub(crate) use reference::comparison;
pub(crate) use say::Say;

impl Words<'_> {
    fn head(&self, say: Say) -> Filling<'_> {
        self.fill(head(self.language, say))
    }
}

fn head(language: Language, say: Say) -> &'static str {
    in_language!(language, headline::template(say))
}

pub(crate) fn headline(words: &Words<'_>, outcome: &Outcome) -> String {
    let case = Case::of(words, outcome);
    let lead = lead(outcome);
    let plain = |say: Option<Say>| say.map_or("", |say| head(words.language, say));
    let text = match (outcome.status, outcome.effect, case.amount) {
        (Status::Pointer, ..) => plain(lead).to_owned() + &reference::without_claim(words, outcome, Say::Pointer),
        (Status::Goal, ..) => plain(lead).to_owned() + &reference::without_claim(words, outcome, Say::Goal),
        (Status::Ineligible, ..) => plain(lead).to_owned() + &refusal(words, outcome),
        (_, Effect::Bound, _) => plain(lead).to_owned() + &yes_or_no(words, outcome),
        (_, _, None) => no_amount(words, outcome),
        (_, _, Some(amount)) => {
            let if_met = match (outcome.status, case.open) {
                (Status::Unclear, _) if is_contradicted(outcome) => Some(Say::WithoutWrong),
                (Status::Unclear, _) => Some(Say::IfCovered),
                (Status::Incomplete, Open::Conditions | Open::Nothing) => Some(Say::IfMet),
                (Status::Incomplete, Open::Numbers) => Some(Say::AsFilled),
                (Status::Incomplete, Open::Both) => Some(Say::IfMetAsFilled),
                _ => lead.is_none().then_some(Say::AsGiven),
            };
            let says = match outcome.effect {
                Effect::Price => price(words, outcome, &case, amount),
                Effect::Receive => receive(words, outcome, amount),
                Effect::Split => reference::split(words, outcome, amount),
                Effect::Fund | Effect::Bound | Effect::Pointer | Effect::Goal => {
                    let say = if amount.is_zero() { Say::FundEnough } else { Say::Fund };
                    let payer = payer(words, outcome);
                    words
                        .head(say)
                        .text(&payer)
                        .recipient(&outcome.recipient)
                        .money(amount)
                        .done()
                }
            };
            let partly = case.partly.then_some(Say::Partly);
            [plain(lead), plain(if_met), &says, plain(partly)].concat()
        }
    };
    words.sentence(text)
}

/// What kind of document it is, where that is not simply law.
fn lead(outcome: &Outcome) -> Option<Say> {
    match (outcome.standing, outcome.force) {
        (Standing::Draft, ForceState::Ended) => Some(Say::DraftOver),
        (Standing::Draft, ForceState::NotYet | ForceState::InForce | ForceState::Unknown) => Some(Say::Draft),
        (Standing::Issued, ForceState::Ended) => Some(Say::Ended),
        (Standing::Issued, ForceState::NotYet) => Some(Say::NotYet),
        (Standing::Issued, ForceState::InForce | ForceState::Unknown) => match outcome.verification {
            Verification::Original => None,
            Verification::Secondary => Some(Say::Reported),
            Verification::Own => Some(Say::OwnRule),
            Verification::Entered => Some(Say::EnteredRule),
        },
    }
}

fn payer(words: &Words<'_>, outcome: &Outcome) -> String {
    let payer = outcome.payer.as_deref();
    payer.map(|payer| words.payer(payer)).unwrap_or_default()
}

fn receive(words: &Words<'_>, outcome: &Outcome, amount: Money) -> String {
    let about = match outcome.kind {
        Some(Kind::AtMost | Kind::Ceiling) => head(words.language, Say::AtMost),
        Some(Kind::AtLeast) => head(words.language, Say::AtLeast),
        Some(Kind::Exact) | None => "",
    };
    let own = Words::own(outcome);
    let name = match outcome.recipient.as_str() {
        "firm" if own => Say::YourFirm,
        "borrower" if own => Say::You,
        _ if own => Say::YouAs,
        _ => Say::Them,
    };
    let name = words.head(name).recipient(&outcome.recipient).done();
    let say = match (&outcome.payer, outcome.strength) {
        (None, _) if own => Say::YoursFromNobody,
        (None, _) => Say::OthersFromNobody,
        (Some(_), Strength::HelpToApply) if own => Say::YoursHelp,
        (Some(_), Strength::HelpToApply) => Say::OthersHelp,
        (Some(_), Strength::InPrinciple) if own => Say::YoursInPrinciple,
        (Some(_), Strength::Binding | Strength::ConditionOfAnother) if own => Say::Yours,
        (Some(_), Strength::Binding | Strength::ConditionOfAnother | Strength::InPrinciple) => Say::Others,
    };
    let payer = payer(words, outcome);
    words
        .head(say)
        .text(&payer)
        .text(about)
        .text(&name)
        .money(amount)
        .done()
}

fn price(words: &Words<'_>, outcome: &Outcome, case: &Case, amount: Money) -> String {
    let several = outcome.periods.len() > 1;
    let say = match (case.of_loan, outcome.rate) {
        (true, Some(_)) => Say::InterestAt,
        (true, None) => Say::Interest,
        (false, Some(_)) if several => Say::SumAt,
        (false, Some(_)) => Say::AmountAt,
        (false, None) => Say::Amount,
    };
    let a_year = outcome.rate.unwrap_or(Rate::ZERO);
    let most = words.head(say).rate(a_year).money(amount).done();
    let in_principle = match outcome.strength {
        Strength::InPrinciple => head(words.language, Say::InPrinciple),
        Strength::Binding | Strength::HelpToApply | Strength::ConditionOfAnother => "",
    };
    let whose = match (outcome.block, outcome.strength) {
        (Block::Yours | Block::Price, Strength::ConditionOfAnother) => Say::NoPromise,
        (Block::Yours | Block::Price, _) => Say::Stop,
        (Block::Others | Block::Reference, _) => Say::PaidBy,
    };
    let whose = words.head(whose).recipient(&outcome.recipient).done();
    let title = words.inner(words.measure_title(&outcome.measure));
    words
        .head(Say::Price)
        .text(&title)
        .text(in_principle)
        .text(&most)
        .text(&whose)
        .done()
}

fn missing(words: &Words<'_>, outcome: &Outcome) -> String {
    let say = match outcome.missing.len() {
        1 => Say::MissingOne,
        _ => Say::MissingSome,
    };
    words.head(say).count(outcome.missing.len()).done()
}

fn yes_or_no(words: &Words<'_>, outcome: &Outcome) -> String {
    let title = words.inner(words.measure_title(&outcome.measure));
    let (say, part) = match outcome.status {
        Status::Eligible if outcome.reasons.is_empty() => (Say::AsRequired, String::new()),
        Status::Eligible => (Say::AsRequiredInPart, first_reason(words, outcome)),
        Status::Incomplete => (Say::CannotDecide, missing(words, outcome)),
        _ => (Say::UnclearClause, first_reason(words, outcome)),
    };
    words.head(say).text(&title).text(&part).done()
}

/// Whether it is not the clause that leaves something open, but what was entered that does not fit.
fn is_contradicted(outcome: &Outcome) -> bool {
    let of_input = |reason: &Reason| matches!(reason.why, Why::TooLarge | Why::Contract { .. });
    !outcome.reasons.is_empty() && outcome.reasons.iter().all(of_input)
}

fn no_amount(words: &Words<'_>, outcome: &Outcome) -> String {
    let (say, part) = match outcome.status {
        Status::Unclear => {
            let say = if is_contradicted(outcome) {
                Say::NoAmountBecause
            } else {
                Say::NoAmountUnclear
            };
            (say, first_reason(words, outcome))
        }
        _ if outcome.missing.is_empty() => (Say::NoAmount, String::new()),
        _ => (Say::NoAmountYet, missing(words, outcome)),
    };
    let says = words.head(say).text(&part).done();
    match outcome.block {
        Block::Others => words
            .head(Say::NotForYou)
            .recipient(&outcome.recipient)
            .text(&says)
            .done(),
        Block::Yours | Block::Price | Block::Reference => says,
    }
}

fn refusal(words: &Words<'_>, outcome: &Outcome) -> String {
    let say = match (outcome.effect, outcome.block) {
        (Effect::Bound, _) => Say::RefusedClause,
        (Effect::Price, _) => Say::RefusedPrice,
        (Effect::Fund | Effect::Split | Effect::Pointer | Effect::Goal, _) => Say::RefusedFund,
        (Effect::Receive, Block::Others) => Say::RefusedOther,
        (Effect::Receive, _) => Say::Refused,
    };
    let why = first_reason(words, outcome);
    words.head(say).text(&why).recipient(&outcome.recipient).done()
}

fn first_reason(words: &Words<'_>, outcome: &Outcome) -> String {
    match outcome.reasons.first() {
        Some(reason) => words.reason(outcome, reason),
        None => head(words.language, Say::Unexplained).to_owned(),
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
    let at = paid.rate.unwrap_or(Exact::ZERO);
    let pays = words.head(say).money(paid.amount).percent(&at).done();
    let above = !several && outcome.amount.is_some_and(|ceiling| paid.amount > ceiling);
    let say = match (paid.within, paid.difference.is_zero()) {
        (true, true) => Say::Exactly,
        (true, false) if above => Say::WithinButRounded,
        (true, false) => Say::Within,
        (false, false) if several => Say::SomeAboveBy,
        (false, false) => Say::AboveBy,
        (false, true) => Say::AboveUnseen,
    };
    let compared = words.head(say).money(paid.difference).done();
    let first = if several {
        head(words.language, Say::AllContracts)
    } else {
        ""
    };
    Some(words.sentence([first, &pays, &compared].concat()))
}
