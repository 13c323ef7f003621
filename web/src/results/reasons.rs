//! Why a result is what it is: conditions, reasons, readings, and what would change it.

use rules::outcome::{Outcome, State, Status};
use yew::prelude::*;

use crate::view::View;

pub(super) fn reasons(view: &View<'_>, outcome: &Outcome) -> Html {
    if outcome.reasons.is_empty() {
        return Html::default();
    }
    html! {
        <ul class="reasons">
            { for outcome.reasons.iter().map(|reason| html! { <li>{ view.words.reason(outcome, reason) }</li> }) }
        </ul>
    }
}

pub(super) fn what_if(view: &View<'_>, outcome: &Outcome) -> Html {
    if outcome.what_if.is_empty() {
        return Html::default();
    }
    html! {
        <div class="what-if">
            <h5>{ view.page.what_if }</h5>
            <ul>
                { for outcome.what_if.iter().map(|what_if| html! { <li>{ view.words.what_if(outcome, what_if) }</li> }) }
            </ul>
        </div>
    }
}

/// Every condition and how it stands: a sign, and the same in words.
pub(super) fn checks(view: &View<'_>, outcome: &Outcome) -> Html {
    if outcome.checks.is_empty() {
        return Html::default();
    }
    let count = |state| outcome.checks.iter().filter(|check| check.state == state).count();
    let states = [State::Met, State::Failed, State::Open, State::Unclear];
    let tally = states.into_iter().filter(|state| count(*state) > 0);
    let tally = tally.map(|state| [view.words.state(state), " ", &count(state).to_string()].concat());
    html! {
        <details open={outcome.status == Status::Ineligible}>
            <summary>{ view.page.conditions }
                <span class="tally">{ tally.collect::<Vec<_>>().join(view.say("，", ", ")) }</span>
            </summary>
            <ul class="checks">
                { for outcome.checks.iter().map(|check| {
                    let (class, mark) = sign(check.state);
                    html! {
                        <li class={class}>
                            <span class="mark" aria-hidden="true">{ mark }</span>
                            <span>
                                { view.words.check(outcome, check) }
                                { " " }<span class="state">{ view.words.state(check.state) }</span>
                            </span>
                        </li>
                    }
                }) }
            </ul>
        </details>
    }
}

const fn sign(state: State) -> (&'static str, &'static str) {
    match state {
        State::Met => ("met", "✓"),
        State::Failed => ("failed", "✗"),
        State::Open => ("open", "？"),
        State::Unclear => ("unclear", "？"),
    }
}

pub(super) fn readings(view: &View<'_>, outcome: &Outcome) -> Html {
    if outcome.assumptions.is_empty() {
        return Html::default();
    }
    html! {
        <details>
            <summary>{ view.page.readings }</summary>
            <ul class="readings">
                { for outcome.assumptions.iter().map(|assumption| html! {
                    <li>{ view.words.assumption(outcome, assumption) }</li>
                }) }
            </ul>
        </details>
    }
}
