//! Why a result is what it is: conditions, reasons, readings, and what would change it.

use rules::Money;
use rules::fact::FactKind;
use rules::outcome::{Assumption, Outcome, State, Status, WhatIf};
use yew::prelude::*;

use crate::dom::{cat, classed, el, line, nothing};
use crate::folded::folded;
use crate::state::{Action, Trial, key};
use crate::view::View;

/// Of so many results at most, those that are refused show all conditions at once.
const FEW: usize = 4;

/// A list of sentences; nothing where there are none.
fn list(class: &'static str, sentences: impl Iterator<Item = String>) -> Option<Html> {
    let items: Vec<Html> = sentences.map(|sentence| el("li").text(sentence).into()).collect();
    (!items.is_empty()).then(|| classed("ul", class).with_all(items).into())
}

/// Whether the reasons say all that there is to say.
pub(crate) fn are_told(outcome: &Outcome) -> bool {
    outcome.status == Status::Ineligible && !outcome.reasons.is_empty()
}

pub(super) fn reasons(view: &View<'_>, outcome: &Outcome) -> Html {
    let sentences = outcome.reasons.iter().map(|reason| view.words.reason(outcome, reason));
    list("reasons", sentences).unwrap_or_default()
}

pub(super) fn what_if(view: &View<'_>, outcome: &Outcome) -> Html {
    if outcome.what_if.is_empty() {
        return nothing();
    }
    let items = outcome.what_if.iter().map(|what_if| {
        let trial = trial(view, outcome, what_if);
        let tried = trial.as_ref().filter(|trial| view.state.trial.as_ref() == Some(trial));
        let offer = match (&trial, tried) {
            (_, Some(trial)) => comparison(view, trial),
            (Some(trial), None) => button(view, view.page.try_value, Action::Try(Some(trial.clone()))),
            (None, None) => nothing(),
        };
        let sentence = line("p", "", view.words.what_if(outcome, what_if));
        el("li").with(sentence).with(offer).into()
    });
    classed("div", "what-if")
        .with(line("h5", "", view.page.what_if))
        .with(el("ul").with_all(items.collect()).into())
        .into()
}

/// The value of a suggestion as it would be typed; none where no single field holds it.
fn trial(view: &View<'_>, outcome: &Outcome, what_if: &WhatIf) -> Option<Trial> {
    let (WhatIf::Passes { fact, value, .. } | WhatIf::NextTier { fact, value, .. }) = what_if else {
        return None;
    };
    let (id, fact) = fact.split_once('.')?;
    let group = view.plan.catalogue.groups.iter().find(|group| group.id == id)?;
    let spec = group.facts.iter().find(|spec| spec.id == fact)?;
    if spec.series.is_some() || (spec.derive.is_some() && !spec.asked) || view.state.form.rows(id) > 1 {
        return None;
    }
    let key = key(group, 0, fact);
    let text = match Money::parse(value) {
        Ok(money) if spec.kind == FactKind::Money => view.state.form.typed_amount(money, &key),
        _ => value.clone(),
    };
    Some(Trial {
        measure: outcome.measure.clone(),
        key,
        text,
    })
}

/// What a value would bring; nothing of what was typed has changed.
fn comparison(view: &View<'_>, trial: &Trial) -> Html {
    let Some(outcome) = view.tried(trial) else {
        return nothing();
    };
    let form = view.state.form.with(trial.key.clone(), trial.text.clone());
    let typed = crate::pass::entries(view, &form)
        .into_iter()
        .find(|entry| entry.key == trial.key);
    let (name, value) = typed.map(|entry| (entry.name, entry.value)).unwrap_or_default();
    let lead = cat(&[view.page.tried, " ", &name, " ", &value, view.say("：", ": ")]);
    let reasons = outcome.reasons.iter().map(|reason| view.words.reason(&outcome, reason));
    classed("div", "tried")
        .set("role", "status")
        .with(
            el("p")
                .with(line("b", "", lead))
                .text(view.words.headline(&outcome))
                .into(),
        )
        .with(list("", reasons).unwrap_or_default())
        .with(button(
            view,
            view.page.take_value,
            Action::Type(trial.key.clone(), trial.text.clone()),
        ))
        .with(button(view, view.page.leave_value, Action::Try(None)))
        .into()
}

fn button(view: &View<'_>, name: &'static str, action: Action) -> Html {
    el("button")
        .set("type", "button")
        .on_click(view.on(action))
        .text(name)
        .into()
}

/// Every condition and how it stands: a sign, and the same in words.
pub(super) fn checks(view: &View<'_>, outcome: &Outcome) -> Html {
    if outcome.checks.is_empty() {
        return nothing();
    }
    let count = |state| outcome.checks.iter().filter(|check| check.state == state).count();
    let states = [State::Met, State::Failed, State::Open, State::Unclear];
    let tally = states.into_iter().filter(|state| count(*state) > 0);
    let tally = tally.map(|state| cat(&[view.words.state(state), " ", &count(state).to_string()]));
    let tally = tally.collect::<Vec<_>>().join(view.say("，", ", "));
    let summary = el("summary")
        .text(view.page.conditions)
        .with(line("span", "tally", tally));
    let all = || {
        let items = outcome.checks.iter().map(|check| {
            let (class, mark) = sign(check.state);
            let said = el("span").text(view.words.check(outcome, check)).text(" ").with(line(
                "span",
                "state",
                view.words.state(check.state),
            ));
            classed("li", class)
                .with(classed("span", "mark").set("aria-hidden", "true").text(mark).into())
                .with(said.into())
                .into()
        });
        vec![classed("ul", "checks").with_all(items.collect()).into()]
    };
    if outcome.status == Status::Ineligible && view.measures.len() <= FEW {
        return el("details")
            .set("open", "")
            .with(summary.into())
            .with_all(all())
            .into();
    }
    folded(view, cat(&["checks-", &outcome.measure]), "", summary.into(), &all)
}

const fn sign(state: State) -> (&'static str, &'static str) {
    match state {
        State::Met => ("met", "✓"),
        State::Failed => ("failed", "✗"),
        State::Open => ("open", "？"),
        State::Unclear => ("unclear", "？"),
    }
}

pub(super) fn readings(view: &View<'_>, outcome: &Outcome) -> Html {
    let readings = || {
        outcome
            .assumptions
            .iter()
            .filter(|assumption| !is_exclusive(assumption))
    };
    if readings().next().is_none() {
        return nothing();
    }
    let summary = line("summary", "", view.page.readings);
    folded(view, cat(&["readings-", &outcome.measure]), "", summary, &|| {
        let sentences = readings().map(|assumption| view.words.assumption(outcome, assumption));
        list("readings", sentences).into_iter().collect()
    })
}

/// Whether only one of several results is paid, which stands beside the amount already.
pub(super) fn is_exclusive(assumption: &Assumption) -> bool {
    matches!(assumption, Assumption::OneOf { .. })
}
