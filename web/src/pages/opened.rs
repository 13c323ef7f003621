//! What is said of figures that came from a link.

use yew::prelude::*;

use rules::library::What;
use rules::outcome::Outcome;

use crate::dom::{cat, classed, el, line, maybe, nothing};
use crate::load::{self, Old};
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
    // Whether the clause that was picked is there can only be told once its document is.
    let picked = opened.pick.is_empty() || view.is_waiting() || view.plan.measure(&opened.pick).is_some();
    let refused = opened.refused + usize::from(!picked);
    if refused > 0 {
        say(cat(&[page.link_refused, &refused.to_string(), view.say("。", ".")]));
    }
    let mut latest = None;
    if case && !view.policies.old.is_empty() {
        let told = view.policies.old.iter().map(|old| since(view, old));
        say(cat(&[
            page.old_version,
            &told.collect::<Vec<_>>().join(view.say("；", "; ")),
            view.say("。", "."),
        ]));
        let button = el("button").set("type", "button").on_click(view.on(Action::Latest));
        latest = Some(button.text(page.use_latest).into());
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
        .with(maybe(latest))
        .with(button.into())
        .into()
}

/// What has changed in documents since the visitor was here, until it is put away.
pub(super) fn news(view: &View<'_>) -> Html {
    let fresh = |old: &&Old| load::digits(&view.state.seen, &old.id).is_some_and(|seen| seen != old.now);
    let news: Vec<&Old> = view.policies.news.iter().filter(fresh).collect();
    if news.is_empty() {
        return nothing();
    }
    let told = news.iter().map(|old| since(view, old)).collect::<Vec<_>>();
    let told = told.join(view.say("；", "; "));
    let versions: Vec<String> = news.iter().map(|old| cat(&[&old.id, ":", &old.now])).collect();
    let button = el("button")
        .set("type", "button")
        .on_click(view.on(Action::Seen(versions.join(","))));
    classed("div", "notice news")
        .set("role", "status")
        .with(line("p", "", cat(&[view.page.news, &told, view.say("。", ".")])))
        .with(button.text(view.page.put_away).into())
        .into()
}

/// An older version of a document, and which of its clauses have changed since.
fn since(view: &View<'_>, old: &Old) -> String {
    let page = view.page;
    let changes = old.changes.iter().map(|change| {
        let what = match change.what {
            What::Rule => "",
            What::Wording => page.change_wording,
            What::Added => page.change_added,
            What::Removed => page.change_removed,
        };
        let article = if change.article.is_empty() {
            page.change_document
        } else {
            &change.article
        };
        cat(&[article, what])
    });
    let mut told: Vec<String> = Vec::new();
    for change in changes {
        if !told.contains(&change) {
            told.push(change);
        }
    }
    cat(&[
        &view.words.document_title(&old.id),
        view.say("（", " ("),
        &old.day,
        view.say("），", "), "),
        page.changed_since,
        &told.join(view.say("、", ", ")),
    ])
}
