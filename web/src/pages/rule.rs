//! A rule that the visitor enters who holds a notice of which there is no document here.

use rules::fact::{Fact, FactSpec};
use rules::pack::ENTERED;
use rules::plan::Measure;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::dom::{cat, classed, el, line, maybe};
use crate::fields;
use crate::load::{self, Unfinished};
use crate::state::{RULE, day, key};
use crate::view::View;

/// Whether a fact belongs to the rule.
pub(super) fn asks(view: &View<'_>, fact: Fact) -> bool {
    let group = view.plan.catalogue.group(fact);
    group.is_some_and(|group| group.id == RULE)
}

/// Whether a measure is the rule.
pub(super) fn is_entered(view: &View<'_>, measure: &Measure) -> bool {
    view.plan
        .document(measure)
        .is_some_and(|document| document.id == ENTERED)
}

/// The fields of the rule, what it still needs, and a button that keeps it as the beginning of a pack.
pub(super) fn form(view: &View<'_>) -> Html {
    let Some(group) = view.plan.catalogue.groups.iter().find(|group| group.id == RULE) else {
        return Html::default();
    };
    let answer = |fact: &str| view.state.form.get(&key(group, 0, fact));
    let kind = answer("kind");
    let one = |spec: &FactSpec| fields::one(view, group, spec, 0);
    let of = |wanted: fn(&str, &str) -> bool| -> Vec<Html> {
        let facts = group.facts.iter().filter(|spec| wanted(&spec.id, kind));
        facts.map(one).collect()
    };
    let limits = (!kind.is_empty()).then(|| {
        classed("details", "group rest")
            .with(line("summary", "", view.page.entered_bounds))
            .with(classed("div", "row").with_all(of(limits_of)).into())
            .into()
    });
    let kept = (!kind.is_empty() && view.policies.unfinished.is_none()).then(|| keep(view));
    let rule = classed("section", "group")
        .with(line("h3", "", view.words.group(RULE)))
        .with(classed("div", "row").with_all(of(amount_of)).into())
        .with(maybe(limits))
        .with(maybe(unfinished(view)))
        .with(maybe(kept))
        .into();
    fields::bare(view, vec![rule])
}

/// What is paid, and the number that says how much.
fn amount_of(fact: &str, kind: &str) -> bool {
    match fact {
        "kind" => true,
        "interest_share" => kind == "interest-share",
        "points" => kind == fact,
        "fee" => kind == "fee-ceiling",
        "premium_share" => kind == "premium-share",
        _ => false,
    }
}

/// What limits it.
fn limits_of(fact: &str, kind: &str) -> bool {
    match fact {
        "most" | "from" | "to" => true,
        "most_rate" | "most_months" | "limit" | "limit_months" => ["interest-share", "points"].contains(&kind),
        "cap" | "cap_per" => kind != "fee-ceiling",
        _ => false,
    }
}

/// Why there is no rule yet; a text that cannot be read says so at its own field.
fn unfinished(view: &View<'_>) -> Option<Html> {
    let told = match view.policies.unfinished.as_ref()? {
        Unfinished::Missing(fact) => {
            let name = view.words.fact(&cat(&[RULE, ".", fact]));
            cat(&[view.page.entered_missing, &name, view.say("。", ".")])
        }
        Unfinished::Before => view.page.entered_before.to_owned(),
        Unfinished::Wrong(words) => words.clone(),
    };
    Some(line("p", "muted", told))
}

fn keep(view: &View<'_>) -> Html {
    let rule = view.policies.wanted.rule.clone();
    let today = day(&view.state.day);
    let keep = Callback::from(move |_: MouseEvent| {
        let (rule, today) = (rule.clone(), today.clone());
        spawn_local(async move {
            // Where it cannot be kept, the browser has said so itself.
            let _ = load::keep_rule(&today, &rule).await;
        });
    });
    let button = el("button").set("type", "button").on_click(keep);
    classed("p", "tools")
        .with(button.text(view.page.entered_keep).into())
        .with(line("small", "muted", view.page.entered_keep_note))
        .into()
}
