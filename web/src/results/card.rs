//! One result: what it is worth, for whom, and everything that it rests on.

use rules::outcome::{Outcome, Status};
use rules::plan::Measure;
use yew::prelude::*;

use super::{amount, badges, clause, has_amount, reasons, standing};
use crate::asks::{Asks, is_about_applicant};
use crate::charts;
use crate::dom::{all, cat, classed, el, line, maybe, nothing};
use crate::pages::to_field;
use crate::state::Route;
use crate::view::View;

pub(super) fn card(view: &View<'_>, outcome: &Outcome, asks: &Asks<'_>) -> Html {
    let Some(measure) = view.plan.measure(&outcome.measure) else {
        return nothing();
    };
    let title = cat(&["title-", &outcome.measure]);
    let status = standing(outcome.status);
    let mark = classed("span", "mark")
        .set("aria-hidden", "true")
        .text(mark(outcome.status));
    let paid = view.words.paid(outcome).map(|paid| {
        let over = outcome.paid.as_ref().is_some_and(|paid| !paid.within);
        line("p", if over { "paid over" } else { "paid" }, paid)
    });
    let warnings = outcome
        .warnings
        .iter()
        .map(|id| line("p", "warning", view.words.warning(outcome, id)));
    // Of what excludes each other only one is paid: that must be seen beside the amount.
    let exclusive = outcome
        .assumptions
        .iter()
        .filter(|assumption| reasons::is_exclusive(assumption));
    let exclusive = exclusive.map(|assumption| line("p", "warning", view.words.assumption(outcome, assumption)));
    let compared = outcome
        .comparisons
        .iter()
        .map(|comparison| line("p", "", view.words.comparison(outcome, comparison)));
    let parts = vec![
        el("h4")
            .set("id", title.clone())
            .text(view.words.measure_title(&outcome.measure))
            .into(),
        source(view, measure),
        badges(view, outcome),
        maybe(has_amount(outcome).then(|| amount::amount(view, outcome))),
        classed("p", "status")
            .with(mark.into())
            .with(line("span", "said", view.words.status(outcome.status)))
            .into(),
        // Where it is refused, the reasons say the same.
        maybe((!reasons::are_told(outcome)).then(|| line("p", "headline", view.words.headline(outcome)))),
        amount::flow(view, outcome),
        maybe(paid),
        all(compared.collect()),
        all(warnings.collect()),
        all(exclusive.collect()),
        missing(view, outcome, asks),
        reasons::reasons(view, outcome),
        reasons::what_if(view, outcome),
        amount::steps(view, outcome),
        charts::years(view, outcome),
        charts::chart(view, outcome),
        reasons::checks(view, outcome),
        reasons::readings(view, outcome),
        clause::clause(view, outcome, measure),
    ];
    el("article")
        .key(&outcome.measure)
        .set("class", cat(&["card ", status]))
        .set("aria-labelledby", title)
        .set("data-measure", outcome.measure.clone())
        .with_all(parts)
        .into()
}

/// How an outcome stands, as a sign beside its words.
pub(super) const fn mark(status: Status) -> &'static str {
    match status {
        Status::Eligible => "✓",
        Status::Ineligible => "✗",
        Status::Incomplete | Status::Unclear => "？",
        Status::Pointer => "→",
        Status::Goal => "·",
    }
}

fn source(view: &View<'_>, measure: &Measure) -> Html {
    let document = view.plan.document(measure);
    let place = document
        .map(|document| view.words.region(&document.region))
        .unwrap_or_default();
    let article = el("span").set("lang", "zh-CN").text(measure.source.article.clone());
    classed("p", "source")
        .text(cat(&[&place, " · "]))
        .with(article.into())
        .into()
}

/// What is still to be answered: a link to each field that this page has, and the rest in words.
fn missing(view: &View<'_>, outcome: &Outcome, asks: &Asks<'_>) -> Html {
    if outcome.missing.is_empty() {
        return nothing();
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
    let mut parts = Vec::new();
    if !here.is_empty() {
        let count = here.len().to_string();
        let links = here.into_iter().map(|path| {
            let link = classed("button", "link")
                .set("type", "button")
                .on_click(to_field(view, path, None));
            el("li").with(link.text(view.words.fact(path)).into()).into()
        });
        let list = el("ul").with_all(links.collect()).into();
        // Among many results, the long lists would hide which there are.
        parts.extend(if view.state.route == Route::Everything {
            let lead = line("summary", "", cat(&[lead, " ", &count]));
            vec![el("details").with(lead).with(list).into()]
        } else {
            vec![line("p", "", lead), list]
        });
    }
    if !elsewhere.is_empty() {
        let names: Vec<String> = elsewhere.into_iter().map(|path| view.words.fact(path)).collect();
        parts.push(line("p", "muted", cat(&[view.page.not_yours, &view.listed(&names)])));
    }
    classed("div", "missing").with_all(parts).into()
}
