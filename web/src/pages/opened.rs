//! What is said of figures that came from a link.

use yew::prelude::*;

use rules::outcome::Outcome;

use crate::dom::{cat, classed, el, line, nothing};
use crate::pass::link;
use crate::state::Action;
use crate::view::View;

pub(super) fn notice(view: &View<'_>, outcomes: &[Outcome]) -> Html {
    let Some(opened) = &view.state.opened else {
        return nothing();
    };
    let page = view.page;
    let now = link(view, outcomes);
    let case = opened.has_case();
    let mut parts = Vec::new();
    if case {
        parts.push(line("strong", "", page.from_link));
    }
    let mut say = |text: String| parts.push(line("p", "", text));
    if opened.refused > 0 {
        say(cat(&[
            page.link_refused,
            &opened.refused.to_string(),
            view.say("。", "."),
        ]));
    }
    if case && now.inputs() == opened.inputs() {
        let before = opened.packs.split(',').filter_map(|pack| pack.split_once(':'));
        let changed = before.filter_map(|(id, digest)| {
            let pack = cat(&[id, ":", digest]);
            let known = view.plan.documents.iter().any(|document| document.id == id);
            (known && !now.packs.split(',').any(|now| now == pack)).then(|| view.words.document_title(id))
        });
        let changed = changed.collect::<Vec<_>>().join(view.say("、", ", "));
        if !changed.is_empty() {
            say(cat(&[page.link_packs, &changed]));
        }
        let version = |text: &str| text.chars().all(|c| c.is_ascii_digit() || c == '.');
        if !opened.engine.is_empty() && opened.engine != now.engine && version(&opened.engine) {
            say(cat(&[page.link_engine, &opened.engine, " → ", &now.engine]));
        }
        if !opened.check.is_empty() {
            let same = opened.check == now.check;
            let told = if same { page.link_same } else { page.link_differs };
            let sign = if same { "✓ " } else { "✗ " };
            let code = cat(&[view.say("（", " ("), &now.check, view.say("）", ")")]);
            say(cat(&[sign, told, &code]));
        }
    } else if case {
        say(page.link_changed_by_you.to_owned());
    }
    let button = el("button")
        .set("type", "button")
        .on_click(view.on(Action::PutAway))
        .text(page.put_away);
    classed("div", "notice opened")
        .set("role", "status")
        .with_all(parts)
        .with(button.into())
        .into()
}
