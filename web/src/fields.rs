//! The fields of a page, made from what its measures ask.
//!
//! One listener on the form takes all input: every field has its key as its name.

use rules::fact::{FactKind, FactSpec, Group, SeriesKind};
use wasm_bindgen::JsCast as _;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::asks::{Asks, Section};
use crate::dom::{El, cat, classed, el, line, maybe};
use crate::erase::{self, Erasure};
use crate::state::{Action, MOST_ROWS, Route, State, key};
use crate::storage;
use crate::view::View;

mod choice;
mod field;
mod hint;
mod series;
mod typed;
mod why;

/// The form of a page: what concerns the visitor's own results, then what concerns only others.
pub(crate) fn form(view: &View<'_>, asks: &Asks<'_>, missing: &[String], folded: bool) -> Html {
    let mut parts = Vec::new();
    // Without a rule, what it asks is not known yet.
    if asks.own.is_empty() && !(view.state.route == Route::Rule && view.measures.is_empty()) {
        parts.push(line("p", "muted", view.page.nothing_to_ask));
    }
    parts.extend(
        asks.own
            .iter()
            .map(|section| self::section(view, section, missing, folded)),
    );
    if !asks.others.is_empty() {
        let sections = asks
            .others
            .iter()
            .map(|section| self::section(view, section, missing, false));
        let summary = line("summary", "", view.page.others_only);
        parts.push(
            classed("details", "others")
                .with(summary)
                .with_all(sections.collect())
                .into(),
        );
    }
    frame(view, parts)
}

/// The form around its fields, with the button that clears it.
pub(crate) fn frame(view: &View<'_>, mut parts: Vec<Html>) -> Html {
    let filled = view.state.form.filled("");
    let clear = erase::button(
        view,
        el("button").text(view.page.clear),
        Erasure {
            id: "clear".to_owned(),
            lost: lost(view, "", filled),
            action: Action::Clear,
            then: "clear".to_owned(),
        },
    );
    let nothing = (filled == 0).then(|| line("span", "muted", view.page.nothing_typed));
    let note = if storage::keeps() {
        line("span", "muted", view.page.clear_note)
    } else {
        line("span", "warning", view.page.not_kept)
    };
    parts.push(
        classed("div", "clear")
            .with(clear)
            .with(el("div").set("role", "status").with(maybe(nothing)).into())
            .with(note)
            .into(),
    );
    bare(view, parts)
}

/// A form around its fields.
pub(crate) fn bare(view: &View<'_>, parts: Vec<Html>) -> Html {
    classed("form", "fields")
        .set("autocomplete", "off")
        .on_submit(Callback::from(|event: SubmitEvent| event.prevent_default()))
        .on_input(listener(view))
        .on_change(on_change(view))
        .with_all(parts)
        .into()
}

fn section(view: &View<'_>, section: &Section<'_>, missing: &[String], folded: bool) -> Html {
    let group = section.group;
    let title = view.words.group(&group.id);
    let rows = if group.repeat {
        view.state.form.rows(&group.id)
    } else {
        1
    };
    let mut body: Vec<Html> = (0..rows)
        .map(|row| self::row(view, section, row, rows, missing))
        .collect();
    if group.repeat {
        body.push(more(view, group));
    }
    if folded {
        let filled = view.state.form.filled(&cat(&[&group.id, "."]));
        let count = (filled > 0).then(|| {
            let count = view.counted(&filled.to_string(), view.page.field_count);
            line("span", "muted", cat(&[" ", &count]))
        });
        let waiting = view.counted(&Asks::waiting(view, section).to_string(), view.page.waiting);
        let waiting = line("p", "muted", waiting);
        let summary = el("summary")
            .with(line("h3", "", title))
            .with(maybe(count))
            .with(waiting);
        return classed("details", "group")
            .key(&group.id)
            .with(summary.into())
            .with_all(body)
            .into();
    }
    classed("section", "group")
        .key(&group.id)
        .with(line("h3", "", title))
        .with_all(body)
        .into()
}

fn row(view: &View<'_>, section: &Section<'_>, row: usize, rows: usize, missing: &[String]) -> Html {
    let group = section.group;
    let fields = section.facts.iter().zip(section.facts()).map(|(fact, spec)| {
        let key = key(group, row, &spec.id);
        let path = cat(&[&group.id, ".", &spec.id]);
        let needed = missing.contains(&path) && view.state.form.get(&key).is_empty();
        field::field(view, *fact, spec, &field::Place { path, key, needed })
    });
    let fields = classed("div", "row").with_all(fields.collect());
    if rows == 1 {
        return fields.into();
    }
    numbered(view, group, row).with(fields.into()).into()
}

/// The button that adds a contract, until there are as many as a form takes.
pub(crate) fn more(view: &View<'_>, group: &Group) -> Html {
    let title = view.words.group(&group.id);
    if view.state.form.rows(&group.id) >= MOST_ROWS {
        return line("p", "muted", view.page.rows_full);
    }
    let add = el("button")
        .set("type", "button")
        .set("id", cat(&["add-", &group.id]))
        .on_click(view.on(Action::AddRow(group.id.clone())));
    let add = add.text(cat(&[view.page.add_row, view.say("：", ": "), &title]));
    classed("p", "add").with(add.into()).into()
}

/// One of several contracts: its number, and the button that takes it out.
pub(crate) fn numbered(view: &View<'_>, group: &Group, row: usize) -> El {
    let number = cat(&[&view.words.group(&group.id), " ", &(row + 1).to_string()]);
    let at = cat(&[&group.id, ".", &row.to_string(), "."]);
    // What belongs to it goes with it.
    let form = &view.state.form;
    let parts = view.plan.catalogue.groups.iter();
    let parts = parts.filter(|part| part.of.as_ref() == Some(&group.id));
    let parts: Vec<String> = parts.map(|part| part.id.clone()).collect();
    let mut filled = form.filled(&at);
    for part in &parts {
        let rows = form.belonging(part, &group.id, row).into_iter();
        filled += rows
            .map(|row| form.filled(&cat(&[part, ".", &row.to_string(), "."])))
            .sum::<usize>();
    }
    let drop = erase::button(
        view,
        el("button")
            .set("aria-label", cat(&[view.page.drop_row, " ", &number]))
            .text(view.page.drop_row),
        Erasure {
            lost: lost(view, &number, filled),
            id: cat(&[&at, "drop"]),
            action: Action::DropRow(group.id.clone(), row, parts),
            then: cat(&["add-", &group.id]),
        },
    );
    classed("fieldset", "row").with(line("legend", "", number)).with(drop)
}

/// The field of a fact, for which no result of the page waits.
pub(crate) fn one(view: &View<'_>, group: &Group, spec: &FactSpec, row: usize) -> Html {
    let path = cat(&[&group.id, ".", &spec.id]);
    let Some(fact) = view.plan.catalogue.find(&path) else {
        return Html::default();
    };
    let key = key(group, row, &spec.id);
    let place = field::Place {
        path,
        key,
        needed: false,
    };
    field::field(view, fact, spec, &place)
}

/// The words for what is lost with filled fields: of which contract, and how many; empty where none is filled.
pub(crate) fn lost(view: &View<'_>, of: &str, filled: usize) -> String {
    if filled == 0 {
        return String::new();
    }
    let filled = view.counted(&filled.to_string(), view.page.lost_fields);
    let between = if of.is_empty() { "" } else { view.say("，", ", ") };
    cat(&[of, between, &filled])
}

/// Whether a fact is answered by several controls, so that its name is a legend and not a label.
fn is_group(spec: &FactSpec) -> bool {
    matches!(spec.kind, FactKind::Flag | FactKind::Set) || spec.series.is_some_and(|kind| kind != SeriesKind::Day)
}

fn listener(view: &View<'_>) -> Callback<InputEvent> {
    let dispatch = view.dispatch.clone();
    Callback::from(move |event: InputEvent| take(&dispatch, &event))
}

/// Older engines tell of a choice only when it is made, not as input.
fn on_change(view: &View<'_>) -> Callback<Event> {
    let dispatch = view.dispatch.clone();
    Callback::from(move |event: Event| take(&dispatch, &event))
}

/// Takes what a control of the form holds now; its name says which field it belongs to.
pub(crate) fn take(dispatch: &UseReducerDispatcher<State>, event: &Event) {
    let Some(target) = event.target() else { return };
    if let Some(select) = target.dyn_ref::<HtmlSelectElement>() {
        dispatch.dispatch(Action::Type(select.name(), select.value()));
    } else if let Some(input) = target.dyn_ref::<HtmlInputElement>() {
        match input.type_().as_str() {
            "checkbox" => dispatch.dispatch(Action::Choose(input.name(), input.value(), input.checked())),
            "radio" if !input.checked() => {}
            _ => dispatch.dispatch(Action::Type(input.name(), input.value())),
        }
    }
}
