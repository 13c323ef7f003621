//! Why a result is what it is: conditions, reasons, readings, and what would change it.

use rules::outcome::{Outcome, State, Status};
use yew::prelude::*;

use crate::dom::{cat, classed, el, line, nothing};
use crate::view::View;

/// A list of sentences; nothing where there are none.
fn list(class: &'static str, sentences: impl Iterator<Item = String>) -> Option<Html> {
    let items: Vec<Html> = sentences.map(|sentence| el("li").text(sentence).into()).collect();
    (!items.is_empty()).then(|| classed("ul", class).with_all(items).into())
}

pub(super) fn reasons(view: &View<'_>, outcome: &Outcome) -> Html {
    let sentences = outcome.reasons.iter().map(|reason| view.words.reason(outcome, reason));
    list("reasons", sentences).unwrap_or_default()
}

pub(super) fn what_if(view: &View<'_>, outcome: &Outcome) -> Html {
    let sentences = outcome
        .what_if
        .iter()
        .map(|what_if| view.words.what_if(outcome, what_if));
    match list("", sentences) {
        Some(list) => classed("div", "what-if")
            .with(line("h5", "", view.page.what_if))
            .with(list)
            .into(),
        None => nothing(),
    }
}

/// Every condition and how it stands: a sign, and the same in words.
pub(super) fn checks(view: &View<'_>, outcome: &Outcome) -> Html {
    if outcome.checks.is_empty() {
        return nothing();
    }
    let count = |state| outcome.checks.iter().filter(|check| check.state == state).count();
    let states = [State::Met, State::Failed, State::Open, State::Unclear];
    let tally = states.into_iter().filter(|state| count(*state) > 0);
    let tally = tally.map(|state| cat(&[view.words.state(state), " ", &count(state).to_string()]));
    let tally = tally.collect::<Vec<_>>().join(view.say("，", ", "));
    let summary = el("summary")
        .text(view.page.conditions)
        .with(line("span", "tally", tally));
    let items = outcome.checks.iter().map(|check| {
        let (class, mark) = sign(check.state);
        let said = el("span").text(view.words.check(outcome, check)).text(" ").with(line(
            "span",
            "state",
            view.words.state(check.state),
        ));
        classed("li", class)
            .with(classed("span", "mark").set("aria-hidden", "true").text(mark).into())
            .with(said.into())
            .into()
    });
    let open = outcome.status == Status::Ineligible;
    el("details")
        .set_if("open", open.then(String::new))
        .with(summary.into())
        .with(classed("ul", "checks").with_all(items.collect()).into())
        .into()
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
    let sentences = outcome
        .assumptions
        .iter()
        .map(|assumption| view.words.assumption(outcome, assumption));
    match list("readings", sentences) {
        Some(list) => el("details")
            .with(line("summary", "", view.page.readings))
            .with(list)
            .into(),
        None => nothing(),
    }
}
