//! What is said of figures that came from a link.

use yew::prelude::*;

use rules::library::What;
use rules::outcome::Outcome;

use crate::dom::{cat, classed, el, line, maybe, nothing};
use crate::load::{self, Old};
use crate::pass::link;
use crate::state::{Action, Computed};
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
    if case && !view.policies.old.is_empty() {
        let told = view.policies.old.iter().map(|old| since(view, old));
        say(cat(&[
            page.old_version,
            &told.collect::<Vec<_>>().join(view.say("；", "; ")),
            view.say("。", "."),
        ]));
    }
    let here = view.state.route == view.state.opened_on;
    let unchanged = here && now.inputs() == opened.inputs();
    if case && unchanged && !view.is_waiting() {
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
            let done = if view.state.computed == Computed::Again {
                page.check_done
            } else {
                ""
            };
            say(cat(&[sign, done, view.say("", " "), told]));
            // What is no digest is not shown, wherever it came from.
            if opened.check.bytes().all(|byte| byte.is_ascii_hexdigit()) {
                let colon = view.say("：", ": ");
                let codes = [page.link_code, colon, &opened.check, view.say("；", "; ")];
                say(cat(&[&cat(&codes), page.digest, colon, &now.check]));
            }
        }
    } else if case && here && !unchanged {
        say(page.link_changed_by_you.to_owned());
    }
    let button = |action: Action, words: &'static str| {
        let button = el("button").set("type", "button").on_click(view.on(action));
        Html::from(button.text(words))
    };
    let check = case && !opened.check.is_empty();
    let check = check.then(|| {
        let (dispatch, route) = (view.dispatch.clone(), view.state.opened_on);
        let again = Callback::from(move |_: MouseEvent| {
            dispatch.dispatch(Action::Check);
            // The address follows; where it cannot, the page is there nevertheless.
            let _ = gloo::utils::window().location().set_hash(route.hash());
        });
        let button = el("button").set("type", "button").on_click(again);
        Html::from(button.text(page.check_link))
    });
    let latest = (case && !view.policies.old.is_empty()).then(|| button(Action::Latest, page.use_latest));
    classed("div", "notice opened")
        .set("role", "status")
        .with_all(parts)
        .with(
            classed("div", "tools")
                .with(maybe(check))
                .with(maybe(latest))
                .with(button(Action::PutAway, page.put_away))
                .into(),
        )
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
