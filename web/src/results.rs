//! Results: three kinds of money, kept apart and never added up.

use rules::outcome::{Block, Outcome, Status};
use text::Tone;
use yew::prelude::*;

use crate::asks::Asks;
use crate::state::Route;
use crate::view::View;

mod amount;
mod card;
mod clause;
mod reasons;
mod schedule;
pub(crate) mod summary;

const BLOCKS: [Block; 4] = [Block::Yours, Block::Price, Block::Others, Block::Reference];

/// All results of a page, block by block.
pub(crate) fn results(view: &View<'_>, outcomes: &[Outcome], asks: &Asks<'_>) -> Html {
    if outcomes.is_empty() {
        return html! { <p class="muted">{ view.page.no_result }</p> };
    }
    html! {
        <>
            { for BLOCKS.into_iter().map(|block| self::block(view, block, outcomes, asks)) }
            if outcomes.len() > 1 {
                <p class="muted">{ view.page.not_added }</p>
            }
            if view.state.route == Route::Loan {
                { schedule::schedules(view) }
            }
            <p class="estimate">{ view.page.estimate }</p>
        </>
    }
}

fn block(view: &View<'_>, block: Block, outcomes: &[Outcome], asks: &Asks<'_>) -> Html {
    let mut inside: Vec<&Outcome> = outcomes.iter().filter(|outcome| outcome.block == block).collect();
    if inside.is_empty() {
        return Html::default();
    }
    inside.sort_by_key(|outcome| (outcome.status == Status::Ineligible, !has_amount(outcome)));
    let name = class(block);
    html! {
        <section class={classes!("block", name)} aria-labelledby={["block-", name].concat()} key={name}>
            <h3 id={["block-", name].concat()}>{ sign(block) }<span>{ view.words.block(block) }</span></h3>
            { for inside.into_iter().map(|outcome| card::card(view, outcome, asks)) }
        </section>
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
    html! {
        <svg class="sign" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">
            <path d={path} />
        </svg>
    }
}

/// What must be said beside an outcome.
pub(crate) fn badges(view: &View<'_>, outcome: &Outcome) -> Html {
    html! {
        <span class="badges">
            { for view.words.badges(outcome).into_iter().map(|badge| {
                let tone = match badge.tone {
                    Tone::Warn => "warn",
                    Tone::Good => "good",
                    Tone::Plain => "plain",
                };
                html! { <span class={classes!("badge", tone)}>{ badge.text }</span> }
            }) }
        </span>
    }
}
