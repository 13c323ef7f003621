//! The sentence above everything else, and the comparison with a price.

use rules::outcome::{Block, ForceState, Kind, Outcome, Status};
use rules::pack::{Effect, Standing, Strength, Verification};

use super::{lower, upper};
use crate::case::{Case, Open, several_contracts};
use crate::number::{counted, money, percent, rate};
use crate::{Language, Words};

const EN: Language = Language::En;

pub(crate) fn headline(words: &Words<'_>, outcome: &Outcome) -> String {
    let case = Case::of(words, outcome);
    if outcome.status == Status::Ineligible {
        return refusal(words, outcome);
    }
    if outcome.effect == Effect::Bound {
        return upper(&format!("{}{}", lead(outcome), yes_or_no(words, outcome)));
    }
    let Some(amount) = case.amount else {
        return no_amount(words, outcome);
    };
    let if_met = match (outcome.status, case.open) {
        (Status::Unclear, _) => "if the clause covers this case, which it does not say, ",
        (Status::Incomplete, Open::Conditions | Open::Nothing) => "if all open conditions are met, ",
        (Status::Incomplete, Open::Numbers) => "as far as the numbers are filled in, ",
        (Status::Incomplete, Open::Both) => "if all open conditions are met, and as far as the numbers are filled in, ",
        (Status::Eligible | Status::Ineligible, _) => "",
    };
    let says = match (outcome.effect, outcome.block) {
        (Effect::Price, _) => price(words, outcome, &case, &money(EN, amount)),
        (Effect::Receive, Block::Yours) => yours(words, outcome, &money(EN, amount)),
        (Effect::Receive, _) => others(words, outcome, &money(EN, amount)),
        (Effect::Fund | Effect::Bound, _) => fund(words, outcome, &money(EN, amount), amount.is_zero()),
    };
    let partly = if case.partly {
        " The parts that do not meet the conditions are left out."
    } else {
        ""
    };
    upper(&format!("{}{if_met}{says}{partly}", lead(outcome)))
}

/// What kind of document it is, where that is not simply law.
fn lead(outcome: &Outcome) -> &'static str {
    let secondary = outcome.verification == Verification::Secondary;
    match (outcome.standing, outcome.force) {
        (Standing::Draft, ForceState::Ended) => {
            "under this draft for comments (no official document, and its own period is over), "
        }
        (Standing::Draft, ForceState::NotYet | ForceState::InForce | ForceState::Unknown) => {
            "under this draft for comments (no official document), "
        }
        (Standing::Issued, ForceState::Ended) => "the document is no longer in force; by what it said, ",
        (Standing::Issued, ForceState::NotYet) => "the document is not in force yet; by what it says, ",
        (Standing::Issued, ForceState::InForce | ForceState::Unknown) if secondary => {
            "by public reports (not checked against the text), "
        }
        (Standing::Issued, ForceState::InForce | ForceState::Unknown) => "",
    }
}

/// How the one who asks is addressed as a recipient.
fn you(words: &Words<'_>, recipient: &str) -> String {
    match recipient {
        "firm" => "your firm".to_owned(),
        "borrower" => "you".to_owned(),
        other => format!("you ({})", words.recipient(other)),
    }
}

fn about(outcome: &Outcome) -> &'static str {
    match outcome.kind {
        Some(Kind::AtMost | Kind::Ceiling) => "at most ",
        Some(Kind::AtLeast) => "at least ",
        Some(Kind::Exact) | None => "",
    }
}

fn yours(words: &Words<'_>, outcome: &Outcome, amount: &str) -> String {
    let you = you(words, &outcome.recipient);
    let about = about(outcome);
    match (&outcome.payer, outcome.strength) {
        (Some(payer), Strength::HelpToApply) => {
            let payer = words.payer(payer);
            format!(
                "{you} can get support for applying to {payer} for a subsidy of {about}{amount}; whether and how much is decided there."
            )
        }
        (Some(payer), Strength::InPrinciple) => {
            let payer = words.payer(payer);
            format!("in principle the subsidy for {you} is {about}{amount}, from {payer}.")
        }
        (Some(payer), Strength::Binding | Strength::ConditionOfAnother) => {
            format!("the subsidy for {you} is {about}{amount}, from {}.", words.payer(payer))
        }
        (None, _) => format!("the subsidy for {you} is {about}{amount}."),
    }
}

fn others(words: &Words<'_>, outcome: &Outcome, amount: &str) -> String {
    let recipient = words.recipient(&outcome.recipient);
    let about = about(outcome);
    match (&outcome.payer, outcome.strength) {
        (Some(payer), Strength::HelpToApply) => {
            let payer = words.payer(payer);
            format!(
                "{recipient} can get support for applying to {payer} for {about}{amount}, which is decided there; this is not money for you."
            )
        }
        (Some(payer), _) => {
            let payer = words.payer(payer);
            format!("{about}{amount} from {payer} goes to {recipient}; this is not money for you.")
        }
        (None, _) => format!("{about}{amount} goes to {recipient}; this is not money for you."),
    }
}

fn price(words: &Words<'_>, outcome: &Outcome, case: &Case, amount: &str) -> String {
    let title = lower(&words.measure_title(&outcome.measure));
    let a_year = outcome.rate.map(|a_year| rate(EN, a_year));
    let most = match (case.of_loan, a_year) {
        (true, Some(a_year)) => {
            format!("at most {a_year} a year, which makes at most {amount} of interest over the whole term")
        }
        (true, None) => format!("at most {amount} of interest over the whole term"),
        (false, Some(a_year)) if case.several => format!("at most {amount} in all ({a_year} a year)"),
        (false, Some(a_year)) => format!("at most {amount} ({a_year} a year)"),
        (false, None) => format!("at most {amount}"),
    };
    let in_principle = match outcome.strength {
        Strength::InPrinciple => "in principle ",
        Strength::Binding | Strength::HelpToApply | Strength::ConditionOfAnother => "",
    };
    let whose = match (outcome.block, outcome.strength) {
        (Block::Yours | Block::Price, Strength::ConditionOfAnother) => {
            ". This is a condition of the other side's subsidy, not a promise to you.".to_owned()
        }
        (Block::Yours | Block::Price, _) => ".".to_owned(),
        (Block::Others | Block::Reference, _) => {
            format!(". This is paid by {}, not by you.", words.recipient(&outcome.recipient))
        }
    };
    format!("{title}: {in_principle}{most}{whose}")
}

fn fund(words: &Words<'_>, outcome: &Outcome, amount: &str, nothing: bool) -> String {
    let payer = outcome
        .payer
        .as_ref()
        .map_or_else(String::new, |payer| words.payer(payer));
    let fund = words.recipient(&outcome.recipient);
    if nothing {
        return format!("there is enough in {fund}; nothing ({amount}) has to be added by {payer}.");
    }
    format!(
        "{amount} has to be added to {fund} by {payer}. This is a rule for the treasury's own budget and is paid to no applicant."
    )
}

fn yes_or_no(words: &Words<'_>, outcome: &Outcome) -> String {
    let title = words.measure_title(&outcome.measure);
    match outcome.status {
        Status::Eligible => format!("{title}: as required. This clause only says yes or no and pays nothing."),
        Status::Incomplete => {
            format!("{title}: cannot be decided yet, {} missing.", answers(outcome))
        }
        Status::Unclear => format!("{title}: {}", first_reason(words, outcome, "the clause does not say.")),
        Status::Ineligible => refusal(words, outcome),
    }
}

fn answers(outcome: &Outcome) -> String {
    let number = u64::try_from(outcome.missing.len()).unwrap_or_default();
    let verb = if number == 1 { "is" } else { "are" };
    format!("{} {verb}", counted(number, "answer"))
}

fn no_amount(words: &Words<'_>, outcome: &Outcome) -> String {
    let whose = match outcome.block {
        Block::Others => format!("this is for {}, not for you; ", words.recipient(&outcome.recipient)),
        Block::Yours | Block::Price | Block::Reference => String::new(),
    };
    upper(&match outcome.status {
        Status::Unclear => {
            let why = first_reason(words, outcome, "there is no amount.");
            format!("{whose}the clause does not decide this case: {why}")
        }
        _ if outcome.missing.is_empty() => format!("{whose}no amount can be computed yet."),
        _ => format!("{whose}no amount can be computed yet, {} missing.", answers(outcome)),
    })
}

fn refusal(words: &Words<'_>, outcome: &Outcome) -> String {
    let why = first_reason(words, outcome, "the conditions are not met.");
    match (outcome.effect, outcome.block) {
        (Effect::Bound, _) => format!("Not as required: {why}"),
        (Effect::Price, _) => format!("This price ceiling does not apply: {why}"),
        (Effect::Fund, _) => format!("This clause does not apply: {why}"),
        (Effect::Receive, Block::Others) => {
            let recipient = words.recipient(&outcome.recipient);
            format!("{} is not eligible under this clause: {why}", upper(&recipient))
        }
        (Effect::Receive, _) => format!("Not eligible: {why}"),
    }
}

fn first_reason(words: &Words<'_>, outcome: &Outcome, otherwise: &str) -> String {
    let reason = outcome.reasons.first();
    reason.map_or_else(|| otherwise.to_owned(), |reason| words.reason(outcome, reason))
}

pub(crate) fn paid(words: &Words<'_>, outcome: &Outcome) -> Option<String> {
    let paid = outcome.paid.as_ref()?;
    let case = Case::of(words, outcome);
    let first = if several_contracts(outcome) {
        "Contract no. 1: "
    } else {
        ""
    };
    let amount = money(EN, paid.amount);
    let difference = money(EN, paid.difference);
    let at = paid.rate.map(|rate| percent(EN, rate));
    let paid_so = match (case.of_loan, at) {
        (true, Some(at)) => format!("at your rate of {at} a year the interest is {amount}"),
        (true, None) => format!("your interest is {amount}"),
        (false, Some(at)) => format!("you pay {amount} ({at} a year)"),
        (false, None) => format!("you pay {amount}"),
    };
    let above = !several_contracts(outcome) && outcome.amount.is_some_and(|ceiling| paid.amount > ceiling);
    let compared = match (paid.within, paid.difference.is_zero()) {
        (true, true) => ", exactly the ceiling and not above it.".to_owned(),
        (true, false) if above => format!("; the rate is not above the ceiling, and {difference} come from rounding."),
        (true, false) => format!(", {difference} below the ceiling."),
        (false, false) => format!(", above the ceiling by {difference}."),
        (false, true) => "; the rate is above the ceiling by less than shows in whole fen.".to_owned(),
    };
    Some(first.to_owned() + &upper(&format!("{paid_so}{compared}")))
}
