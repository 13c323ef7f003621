//! What is nobody's money: pointers, comparisons with a target, and losses that are shared.

use rules::Money;
use rules::outcome::{Comparison, Outcome};

use super::Say;
use crate::Words;

/// What nobody can claim: the document that decides instead, and whom to ask.
pub(super) fn without_claim(words: &Words<'_>, outcome: &Outcome, say: Say) -> String {
    let reading = |id: &Option<String>| {
        let id = id.as_deref();
        id.map(|id| words.reading(&outcome.measure, id)).unwrap_or_default()
    };
    let (decides, ask) = (reading(&outcome.decides), reading(&outcome.ask));
    words.head(say).text(&decides).text(&ask).done()
}

/// How a fact compares with the target of a goal.
pub(crate) fn comparison(words: &Words<'_>, outcome: &Outcome, comparison: &Comparison) -> String {
    let Comparison {
        fact,
        contract,
        period,
        given,
        target,
        at_most,
        within,
    } = comparison;
    let say = match (at_most, within) {
        (true, true) => Say::AtMostMet,
        (true, false) => Say::AtMostMissed,
        (false, true) => Say::AtLeastMet,
        (false, false) => Say::AtLeastMissed,
    };
    let name = words.subject(outcome, fact, *period);
    let compared = words
        .head(say)
        .text(&name)
        .value(fact, given)
        .value(fact, target)
        .done();
    let compared = words.sentence(compared);
    match contract {
        Some(number) => words
            .fill(words.say("第 {0} 笔：{1}", "No. {0}: {1}"))
            .count(number + 1)
            .text(&words.inner(compared))
            .done(),
        None => compared,
    }
}

pub(super) fn split(words: &Words<'_>, outcome: &Outcome, amount: Money) -> String {
    let whole = Money::sum(outcome.parts.iter().map(|part| part.amount));
    let say = if outcome.parts.iter().any(|part| part.own) {
        Say::SplitOwn
    } else {
        Say::Split
    };
    let own = outcome.parts.iter().find(|part| part.own);
    words
        .head(say)
        .money(whole.unwrap_or(amount))
        .count(outcome.parts.len())
        .recipient(own.map_or("", |part| &part.party))
        .money(amount)
        .done()
}
