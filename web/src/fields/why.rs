//! Why a field is asked: the clauses that need it, in their words.

use rules::fact::Fact;
use yew::prelude::*;

use crate::asks::words_for;
use crate::view::View;

pub(super) fn why(view: &View<'_>, fact: Fact) -> Html {
    let mut reasons: Vec<(String, Vec<Html>)> = Vec::new();
    for (measure, _) in view.measures.iter().filter(|(_, asks)| asks.contains(&fact)) {
        // What was not read in the document itself is never shown as a quotation.
        let quoted = !measure.source.quote.is_empty();
        let words = words_for(view, measure, fact).into_iter().map(|words| match quoted {
            true => html! { <q lang="zh-CN">{ words.to_owned() }</q> },
            false => html! { <span lang="zh-CN">{ view.say("：", ": ") }{ words.to_owned() }</span> },
        });
        let title = [
            &view.words.measure_title(&measure.id),
            view.say("（", " ("),
            &measure.source.article,
            view.say("）", ")"),
        ];
        reasons.push((title.concat(), words.collect()));
    }
    html! {
        <details class="why">
            <summary>{ view.page.why }</summary>
            <ul>
                { for reasons.into_iter().map(|(title, words)| html! {
                    <li>
                        { title }
                        if words.is_empty() {
                            { view.say("：", ": ") }{ view.page.why_base }
                        } else {
                            { for words }
                        }
                    </li>
                }) }
            </ul>
        </details>
    }
}
