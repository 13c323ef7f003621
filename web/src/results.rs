//! Results: three kinds of money, kept apart and never added up.

use rules::outcome::{Block, Outcome, Status};
use text::{Badge, Tone};
use yew::prelude::*;

use crate::asks::Asks;
use crate::dom::{all, cat, classed, el, line, maybe, nothing};
use crate::folded::folded;
use crate::order::order;
use crate::state::Route;
use crate::view::View;

mod amount;
mod card;
mod clause;
mod flows;
mod keep;
mod reasons;
pub(crate) mod schedule;
pub(crate) mod summary;

pub(crate) use amount::{heading, scrolled};
pub(crate) use reasons::are_told;

/// So many refused results are folded behind the others.
const MANY: usize = 3;

/// The blocks, in the order in which they are shown.
pub(crate) const BLOCKS: [Block; 4] = [Block::Yours, Block::Price, Block::Others, Block::Reference];

/// All results of a page, block by block.
pub(crate) fn results(view: &View<'_>, outcomes: &[Outcome], asks: &Asks<'_>) -> Html {
    if outcomes.is_empty() {
        let why = match view.state.route {
            Route::Rule => view.page.no_rule,
            _ => view.page.no_result,
        };
        return line("p", "muted", why);
    }
    let several = outcomes.len() > 1;
    let mut parts: Vec<Html> = BLOCKS
        .into_iter()
        .map(|block| self::block(view, block, outcomes, asks))
        .collect();
    parts.push(maybe(several.then(|| line("p", "muted", view.page.not_added))));
    parts.push(flows::flows(view, outcomes));
    if view.state.route == Route::Loan {
        parts.push(schedule::schedules(view));
    }
    parts.push(line("p", "estimate", view.page.estimate));
    parts.push(keep::panel(view, outcomes));
    all(parts)
}

fn block(view: &View<'_>, block: Block, outcomes: &[Outcome], asks: &Asks<'_>) -> Html {
    let mut inside: Vec<&Outcome> = outcomes.iter().filter(|outcome| outcome.block == block).collect();
    if inside.is_empty() {
        return nothing();
    }
    // Those with an amount stand first, those that are refused last.
    order(&mut inside, |outcome| {
        (outcome.status == Status::Ineligible, !has_amount(outcome))
    });
    // What judges nobody stands behind everything else, folded, so that it does not drown what is computed.
    let (others, mut judged): (Vec<&Outcome>, Vec<&Outcome>) = inside
        .into_iter()
        .partition(|outcome| matches!(outcome.status, Status::Pointer | Status::Goal));
    let refused = judged
        .iter()
        .take_while(|outcome| outcome.status != Status::Ineligible)
        .count();
    let refused = if refused > 0 && judged.len() >= refused + MANY {
        judged.split_off(refused)
    } else {
        Vec::new()
    };
    let cards = |outcomes: &[&Outcome]| -> Vec<Html> {
        outcomes.iter().map(|outcome| card::card(view, outcome, asks)).collect()
    };
    let name = class(block);
    let folded = |id: &'static str, words: &'static str, outcomes: Vec<&Outcome>| {
        if outcomes.is_empty() {
            return nothing();
        }
        let count = outcomes.len().to_string();
        let summary = line("summary", "", cat(&[words, " · ", &count]));
        folded(view, cat(&[name, id]), "more", summary, &|| cards(&outcomes))
    };
    let id = cat(&["block-", name]);
    let title = el("h3")
        .set("id", id.clone())
        .with(sign(block))
        .with(line("span", "", view.words.block(block)));
    el("section")
        .key(name)
        .set("class", cat(&["block ", name]))
        .set("aria-labelledby", id)
        .with(title.into())
        .with_all(cards(&judged))
        .with(folded("-refused", view.words.status(Status::Ineligible), refused))
        .with(folded("-others", view.page.more, others))
        .into()
}

/// How an outcome stands, as style sheets and hosts name it.
pub(crate) const fn standing(status: Status) -> &'static str {
    match status {
        Status::Eligible => "met",
        Status::Incomplete => "open",
        Status::Unclear => "unclear",
        Status::Ineligible => "failed",
        Status::Pointer | Status::Goal => "judges-nobody",
    }
}

/// Whether an outcome has an amount to show.
pub(crate) fn has_amount(outcome: &Outcome) -> bool {
    outcome.amount.is_some() && outcome.status != Status::Ineligible && !outcome.periods.is_empty()
}

/// The name of a block in style sheets.
pub(crate) const fn class(block: Block) -> &'static str {
    match block {
        Block::Yours => "yours",
        Block::Price => "price",
        Block::Others => "others",
        Block::Reference => "reference",
    }
}

/// A shape that tells the blocks apart without colour: money coming in, a ceiling, money passing by, a page.
pub(crate) fn sign(block: Block) -> Html {
    let path = match block {
        Block::Yours => "M10 2v10M5.5 8 10 12.5 14.5 8M3 17h14",
        Block::Price => "M3 3h14M10 18V7M5.5 11 10 6.5l4.5 4.5",
        Block::Others => "M3 3v14M7 10h10M12.5 5.5 17 10l-4.5 4.5",
        Block::Reference => "M4 2h12v16H4zM7 7h6M7 11h6",
    };
    classed("svg", "sign")
        .set("viewBox", "0 0 20 20")
        .set("width", "20")
        .set("height", "20")
        .set("aria-hidden", "true")
        .with(el("path").set("d", path).into())
        .into()
}

/// What must be said beside an outcome.
pub(crate) fn badges(view: &View<'_>, outcome: &Outcome) -> Html {
    marks(view.words.badges(outcome))
}

/// Short remarks in a row.
pub(crate) fn marks(badges: Vec<Badge>) -> Html {
    let badges = badges.into_iter().map(|badge| {
        let class = match badge.tone {
            Tone::Warn => "badge warn",
            Tone::Good => "badge good",
            Tone::Plain => "badge plain",
        };
        line("span", class, badge.text)
    });
    classed("span", "badges").with_all(badges.collect()).into()
}
