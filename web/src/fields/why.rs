//! Why a field is asked: the clauses that need it, in their words.

use rules::fact::Fact;
use rules::plan::Measure;
use yew::prelude::*;

use crate::asks::words_for;
use crate::dom::{cat, el, line, nothing};
use crate::folded::folded;
use crate::view::View;

/// The clauses that need a field, folded under a name.
pub(super) fn why(view: &View<'_>, fact: Fact, name: String) -> Html {
    let needing: Vec<&Measure> = view
        .measures
        .iter()
        .filter(|(_, asks)| asks.contains(&fact))
        .map(|(measure, _)| *measure)
        .collect();
    if needing.is_empty() {
        return nothing();
    }
    let summary = line("summary", "", view.page.why);
    folded(view, name, "why", summary, &|| {
        let reasons = needing.iter().map(|measure| reason(view, measure, fact));
        vec![el("ul").with_all(reasons.collect()).into()]
    })
}

/// The clause of a measure, with its words for the field.
fn reason(view: &View<'_>, measure: &Measure, fact: Fact) -> Html {
    let title = [
        &view.words.measure_title(&measure.id),
        view.say("（", " ("),
        &measure.source.article,
        view.say("）", ")"),
    ];
    let mut item = el("li").text(cat(&title));
    let words = words_for(view, measure, fact);
    if words.is_empty() {
        item = item.text(cat(&[view.say("：", ": "), view.page.why_base]));
    }
    // What was not read in the document itself is never shown as a quotation.
    let quoted = if measure.source.quote.is_empty() { "span" } else { "q" };
    for words in words {
        item = item.with(el(quoted).set("lang", "zh-CN").text(words.to_owned()).into());
    }
    item.into()
}
