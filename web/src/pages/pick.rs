//! Choosing a clause of a calculator.

use rules::outcome::Outcome;
use rules::plan::Measure;
use yew::prelude::*;

use crate::dom::{cat, classed, el, line};
use crate::folded::folded;
use crate::results::badges;
use crate::state::Action;
use crate::view::View;

/// The measures of a calculator, which are all computed unless one of them is picked.
pub(super) fn clause(view: &View<'_>, measures: &[&Measure], outcomes: &[Outcome]) -> Html {
    let picked = view.state.pick();
    let known = measures.iter().find(|measure| measure.id == picked);
    // Closed, so that the first question is not below a list that most visitors leave as it is.
    let now = match known {
        Some(measure) => view.words.measure_title(&measure.id),
        None => view.page.all_clauses.to_owned(),
    };
    let summary = el("summary")
        .with(line("b", "", view.page.which_clause))
        .text(cat(&[view.say("：", ": "), &now]));
    folded(view, "pick".to_owned(), "pick", summary.into(), &|| {
        let outcomes = match known {
            Some(_) => &view.outcomes_of(measures).unwrap_or_default(),
            None => outcomes,
        };
        let options = options(view, measures, outcomes);
        let legend = line("legend", "spoken", view.page.which_clause);
        vec![el("fieldset").with(legend).with_all(options).into()]
    })
}

/// All measures together, and each of them that judges somebody.
fn options(view: &View<'_>, measures: &[&Measure], outcomes: &[Outcome]) -> Vec<Html> {
    let picked = view.state.pick();
    let known = measures.iter().any(|measure| measure.id == picked);
    let option = |id: &str, checked: bool, words: Html| {
        let input = el("input")
            .set("type", "radio")
            .set("name", "pick")
            .set("value", id.to_owned())
            .checked(checked)
            .on_change(view.on(Action::Pick(id.to_owned())));
        Html::from(classed("label", "option").with(input.into()).with(words))
    };
    let mut options = vec![option("", !known, line("span", "", view.page.all_clauses))];
    // What judges nobody is no choice: nothing is computed from it.
    let judged = measures.iter().zip(outcomes).filter(|(measure, _)| measure.is_judged());
    for (measure, outcome) in judged {
        let article = el("span").set("lang", "zh-CN").text(measure.source.article.clone());
        let place = el("small")
            .text(cat(&[&place_of(view, measure), " · "]))
            .with(article.into());
        let words = el("span")
            .text(view.words.measure_title(&measure.id))
            .with(place.into())
            .with(badges(view, outcome));
        options.push(option(&measure.id, measure.id == picked, words.into()));
    }
    options
}

fn place_of(view: &View<'_>, measure: &Measure) -> String {
    let document = view.plan.document(measure);
    document
        .map(|document| view.words.region(&document.region))
        .unwrap_or_default()
}
