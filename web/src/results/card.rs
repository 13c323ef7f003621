//! One result: what it is worth, for whom, and everything that it rests on.

use rules::outcome::{Outcome, Status};
use rules::plan::Measure;
use yew::prelude::*;

use super::{amount, badges, clause, has_amount, reasons};
use crate::asks::{Asks, is_about_applicant};
use crate::charts;
use crate::view::View;

pub(super) fn card(view: &View<'_>, outcome: &Outcome, asks: &Asks<'_>) -> Html {
    let Some(measure) = view.plan.measure(&outcome.measure) else {
        return Html::default();
    };
    let title = ["title-", &outcome.measure].concat();
    let status = match outcome.status {
        Status::Eligible => "met",
        Status::Incomplete => "open",
        Status::Unclear => "unclear",
        Status::Ineligible => "failed",
    };
    html! {
        <article class={classes!("card", status)} aria-labelledby={title.clone()} key={outcome.measure.clone()}
            data-measure={outcome.measure.clone()}>
            <h4 id={title}>{ view.words.measure_title(&outcome.measure) }</h4>
            <p class="source">{ source(view, measure) }</p>
            { badges(view, outcome) }
            if has_amount(outcome) {
                { amount::amount(view, outcome) }
            }
            <p class="status"><span class="mark" aria-hidden="true">{ mark(outcome.status) }</span>
                { view.words.status(outcome.status) }</p>
            <p class="headline">{ view.words.headline(outcome) }</p>
            { amount::flow(view, outcome) }
            if let Some(paid) = view.words.paid(outcome) {
                <p class={classes!("paid", outcome.paid.as_ref().is_some_and(|paid| !paid.within).then_some("over"))}>
                    { paid }
                </p>
            }
            { for outcome.warnings.iter().map(|id| html! {
                <p class="warning">{ view.words.warning(outcome, id) }</p>
            }) }
            { missing(view, outcome, asks) }
            { reasons::reasons(view, outcome) }
            { reasons::what_if(view, outcome) }
            { amount::steps(view, outcome) }
            { charts::chart(view, outcome) }
            { reasons::checks(view, outcome) }
            { reasons::readings(view, outcome) }
            { clause::clause(view, outcome, measure) }
        </article>
    }
}

/// How an outcome stands, as a sign beside its words.
pub(super) const fn mark(status: Status) -> &'static str {
    match status {
        Status::Eligible => "✓",
        Status::Ineligible => "✗",
        Status::Incomplete | Status::Unclear => "？",
    }
}

fn source(view: &View<'_>, measure: &Measure) -> Html {
    let document = view.plan.document(measure);
    let place = document
        .map(|document| view.words.region(&document.pack.document.region))
        .unwrap_or_default();
    html! { <>{ place }{ " · " }<span lang="zh-CN">{ &measure.source.article }</span></> }
}

/// What is still to be answered: a link to each field that this page has, and the rest in words.
fn missing(view: &View<'_>, outcome: &Outcome, asks: &Asks<'_>) -> Html {
    if outcome.missing.is_empty() {
        return Html::default();
    }
    let own = view
        .plan
        .measure(&outcome.measure)
        .is_some_and(|measure| view.is_own(measure));
    let (here, elsewhere): (Vec<&String>, Vec<&String>) = outcome
        .missing
        .iter()
        .partition(|path| asks.has(path) && (own || !is_about_applicant(path)));
    let lead = if has_amount(outcome)
        || view
            .plan
            .measure(&outcome.measure)
            .is_some_and(|measure| measure.mechanism.is_none())
    {
        view.page.still_missing
    } else {
        view.page.no_amount_yet
    };
    html! {
        <div class="missing">
            if !here.is_empty() {
                <p>{ lead }</p>
                <ul>
                    { for here.into_iter().map(|path| html! {
                        <li><button type="button" class="link" onclick={to_field(view, path)}>
                            { view.words.fact(path) }
                        </button></li>
                    }) }
                </ul>
            }
            if !elsewhere.is_empty() {
                <p class="muted">{ view.page.not_yours }{
                    elsewhere.into_iter().map(|path| view.words.fact(path)).collect::<Vec<_>>()
                        .join(view.say("、", "; "))
                }</p>
            }
        </div>
    }
}

/// Opens what the field stands in and puts the focus on it: in the first row that has not answered it.
fn to_field(view: &View<'_>, path: &str) -> Callback<MouseEvent> {
    let (group, fact) = path.split_once('.').unwrap_or_default();
    let groups = &view.plan.catalogue.groups;
    let id = groups.iter().find(|of| of.id == group).map_or_else(String::new, |of| {
        let key = |row| crate::state::key(of, row, fact);
        let rows = if of.repeat { view.state.form.rows(group) } else { 1 };
        let open = (0..rows).find(|row| view.state.form.get(&key(*row)).is_empty());
        key(open.unwrap_or(0))
    });
    Callback::from(move |_| crate::results::summary::focus(&id))
}
