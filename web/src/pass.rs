//! What is passed on: a link, a text, a calculation sheet. All three say the same.

use std::rc::Rc;

use rules::digest::sha256;
use rules::fact::{FactKind, FactSpec, SeriesKind};
use rules::outcome::Outcome;
use rules::{Money, Rate, Term};

use yew::prelude::*;

use crate::dom::cat;
use crate::load::Policies;
use crate::state::{Form, Key, Link, State, UNKNOWN, key, part};
use crate::view::View;

/// The version of the engine, which is that of the page.
const ENGINE: &str = env!("CARGO_PKG_VERSION");

/// How many digits of a digest are shown: enough to tell any two results apart that somebody compares by eye.
const DIGITS: usize = 16;

/// The page at hand, to be looked at once more when something of it is passed on: until then nothing of it is made.
pub(crate) struct Later {
    policies: Rc<Policies>,
    state: Rc<State>,
    dispatch: UseReducerDispatcher<State>,
}

impl Later {
    pub(crate) fn new(view: &View<'_>) -> Self {
        Self {
            policies: view.policies.clone(),
            state: view.state.clone(),
            dispatch: view.dispatch.clone(),
        }
    }

    /// What is made of the page and of its results.
    pub(crate) fn make(&self, make: fn(&View<'_>, &[Outcome]) -> String) -> String {
        let view = View::new(&self.policies, &self.state, self.dispatch.clone());
        make(&view, &view.outcomes().unwrap_or_default())
    }
}

/// What makes something of the page at hand when it is asked for.
pub(crate) fn later(view: &View<'_>, make: fn(&View<'_>, &[Outcome]) -> String) -> Callback<(), String> {
    let later = Later::new(view);
    Callback::from(move |()| later.make(make))
}

/// The address of the page at hand inside of the site, with what it passes on.
pub(crate) fn address(view: &View<'_>, outcomes: &[Outcome]) -> String {
    cat(&[view.state.route.hash(), "?", &link(view, outcomes).write()])
}

/// The same with the address of the site.
pub(crate) fn whole_address(view: &View<'_>, outcomes: &[Outcome]) -> String {
    let location = gloo::utils::window().location().href().unwrap_or_default();
    let site = location.split('#').next().unwrap_or_default();
    cat(&[site, &address(view, outcomes)])
}

/// A field with an answer, as people read it.
#[derive(Default)]
pub(crate) struct Entry {
    /// The field.
    pub(crate) key: Key,
    /// Its name, with the number of the contract where there are several.
    pub(crate) name: String,
    /// The answer.
    pub(crate) value: String,
}

/// The answers of a form to what the page at hand asks, in the order of the catalogue.
pub(crate) fn entries(view: &View<'_>, form: &Form) -> Vec<Entry> {
    let mut entries = Vec::new();
    for group in &view.plan.catalogue.groups {
        let rows = if group.repeat { form.rows(&group.id) } else { 1 };
        for row in 0..rows {
            for spec in &group.facts {
                let path = cat(&[&group.id, ".", &spec.id]);
                let asked = view.plan.catalogue.find(&path);
                if !asked.is_some_and(|fact| view.asks(fact)) {
                    continue;
                }
                let key = key(group, row, &spec.id);
                let mut name = view.words.fact(&path);
                if rows > 1 {
                    name = cat(&[&view.words.group(&group.id), " ", &(row + 1).to_string(), " · ", &name]);
                }
                if spec.series == Some(SeriesKind::Day) {
                    push(&mut entries, key.clone(), name, form.get(&key).to_owned());
                } else if spec.series.is_some() {
                    for year in form.years(&key) {
                        let year = year.to_string();
                        let field = part(&key, &year);
                        let name = cat(&[&name, " ", &year]);
                        push(
                            &mut entries,
                            field.clone(),
                            name,
                            answer(view, form, spec, &path, &field),
                        );
                    }
                } else {
                    let value = answer(view, form, spec, &path, &key);
                    push(&mut entries, key, name, value);
                }
            }
        }
    }
    entries
}

fn push(entries: &mut Vec<Entry>, key: Key, name: String, value: String) {
    if !value.is_empty() {
        entries.push(Entry { key, name, value });
    }
}

/// An answer in words: what was understood, or as it was typed where it was not.
fn answer(view: &View<'_>, form: &Form, spec: &FactSpec, path: &str, key: &str) -> String {
    let text = form.get(key);
    if text.is_empty() {
        return String::new();
    }
    if text == UNKNOWN {
        return view.page.unknown.to_owned();
    }
    match spec.kind {
        FactKind::Flag if text == "yes" => view.page.yes.to_owned(),
        FactKind::Flag => view.page.no.to_owned(),
        FactKind::Choice => view.words.choice(path, text),
        FactKind::Region => view.words.region(text),
        FactKind::Set if form.is_chosen(key, "") => view.page.none_of_these.to_owned(),
        FactKind::Set => {
            let chosen: Vec<String> = text.split(',').map(|id| view.words.choice(path, id)).collect();
            chosen.join(view.say("、", ", "))
        }
        kind => {
            let full = form.text(kind, key).unwrap_or_default();
            understood(view, kind, &full).unwrap_or(full)
        }
    }
}

/// What was understood of a typed text; none where it was not.
fn understood(view: &View<'_>, kind: FactKind, text: &str) -> Option<String> {
    Some(match kind {
        FactKind::Money => text::money(view.state.language, Money::parse(text).ok()?),
        FactKind::Rate => Rate::parse(text).ok()?.to_string(),
        FactKind::Term => match Term::parse(text).ok()? {
            Term::Months(months) => cat(&[&months.to_string(), " ", view.page.months]),
            Term::Days(days) => cat(&[&days.to_string(), " ", view.page.days]),
        },
        _ => return None,
    })
}

/// What the page at hand passes on: only what it asks, and what came out.
pub(crate) fn link(view: &View<'_>, outcomes: &[Outcome]) -> Link {
    let state = view.state;
    let mut link = state.link();
    view.role().clone_into(&mut link.role);
    let asked = |key: &str| {
        let path: Vec<&str> = key.split('~').next().unwrap_or_default().split('.').collect();
        let path = match path.as_slice() {
            [group, _, fact] | [group, fact] => cat(&[group, ".", fact]),
            _ => return false,
        };
        let fact = view.plan.catalogue.find(&path);
        fact.is_some_and(|fact| view.asks(fact))
    };
    link.form.texts.retain(|key, text| !text.is_empty() && asked(key));
    let texts = &link.form.texts;
    link.form
        .rows
        .retain(|group, _| texts.keys().any(|key| key.split('.').next() == Some(group)));
    ENGINE.clone_into(&mut link.engine);
    link.packs = packs(view);
    link.check = check(&link, outcomes);
    link
}

/// The documents of the page at hand with the beginnings of their digests.
fn packs(view: &View<'_>) -> String {
    let mut packs: Vec<String> = Vec::new();
    for (measure, _) in &view.measures {
        if let Some(document) = view.plan.document(measure) {
            let pack = cat(&[&document.id, ":", document.digits()]);
            if !packs.contains(&pack) {
                packs.push(pack);
            }
        }
    }
    packs.join(",")
}

/// The beginning of the digest of what was asked and what came out. It leaves versions out, so that it says of a result
/// computed by newer ones whether it is still the same.
fn check(link: &Link, outcomes: &[Outcome]) -> String {
    let mut text = link.inputs();
    let mut add = |part: &str| {
        text.push('\n');
        text.push_str(part);
    };
    for outcome in outcomes {
        add(&outcome.measure);
        add(crate::results::standing(outcome.status));
        add(&outcome.amount.map(|amount| amount.to_string()).unwrap_or_default());
        for line in &outcome.periods {
            add(&line.amount.to_string());
        }
    }
    let digest = sha256(text.as_bytes());
    let digest = digest.trim_start_matches("sha256:");
    digest.get(..DIGITS).unwrap_or(digest).to_owned()
}
