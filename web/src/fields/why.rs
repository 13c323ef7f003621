//! Why a field is asked: the clauses that need it, in their words.

use rules::fact::Fact;
use yew::prelude::*;

use crate::asks::words_for;
use crate::dom::{cat, classed, el, line, nothing};
use crate::view::View;

pub(super) fn why(view: &View<'_>, fact: Fact) -> Html {
    let needing: Vec<_> = view.measures.iter().filter(|(_, asks)| asks.contains(&fact)).collect();
    if needing.is_empty() {
        return nothing();
    }
    let reasons = needing.into_iter().map(|(measure, _)| {
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
    });
    classed("details", "why")
        .with(line("summary", "", view.page.why))
        .with(el("ul").with_all(reasons.collect()).into())
        .into()
}
