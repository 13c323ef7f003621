//! One field: its name, its control, what was understood, what is wrong, and why it is asked.

use rules::fact::{Fact, FactKind, FactSpec};
use yew::prelude::*;

use super::{choice, hint, is_group, series, typed, why};
use crate::dom::{cat, classed, el, line, maybe};
use crate::view::View;

/// Where a field stands.
pub(super) struct Place {
    /// The fact, `group.fact`.
    pub(super) path: String,
    /// The name of the field.
    pub(super) key: String,
    /// A result waits for it.
    pub(super) needed: bool,
}

impl Place {
    /// The id of a text that belongs to the field.
    pub(super) fn id(&self, part: &str) -> String {
        cat(&[&self.key, "-", part])
    }
}

pub(super) fn field(view: &View<'_>, fact: Fact, spec: &FactSpec, place: &Place) -> Html {
    let name = view.words.fact(&place.path);
    let help = view.words.fact_help(&place.path);
    let error = view.error(&place.key);
    let described = described(place, help.is_some(), error.is_some(), spec);
    let needed = maybe(place.needed.then(|| line("span", "needed", view.page.needed)));
    let explained = |text: String, class, part| classed("p", class).set("id", place.id(part)).text(text).into();
    let wrong = error.is_some();
    let below = vec![
        maybe(help.map(|help| explained(help, "help", "help"))),
        hint::hint(view, spec, place),
        maybe(error.map(|error| explained(error, "error", "error"))),
        why::why(view, fact, place.id("why")),
    ];
    if is_group(spec) {
        let control = match (spec.kind, spec.series) {
            (FactKind::Flag, _) => choice::flag(view, place),
            (_, Some(kind)) => series::series(view, spec, kind, place),
            _ => choice::set(view, spec, place),
        };
        return classed("fieldset", "field")
            .key(&place.key)
            .set("id", place.key.clone())
            .set("tabindex", "-1")
            .set_if("aria-describedby", described)
            .with(el("legend").text(name).with(needed).into())
            .with(control)
            .with_all(below)
            .into();
    }
    let control = match spec.kind {
        FactKind::Choice => choice::select(view, spec, place, described),
        FactKind::Region => choice::region(view, place, described),
        // Days and values in one text.
        _ if spec.series.is_some() => typed::typed(view, FactKind::Text, place, described, wrong),
        _ => typed::typed(view, spec.kind, place, described, wrong),
    };
    let half = spec.series.is_none() && half(spec.kind);
    classed("div", if half { "field half" } else { "field" })
        .key(&place.key)
        .with(el("label").set("for", place.key.clone()).text(name).with(needed).into())
        .with(control)
        .with_all(below)
        .into()
}

/// Whether two such fields fit beside each other where there is room.
const fn half(kind: FactKind) -> bool {
    matches!(
        kind,
        FactKind::Rate | FactKind::Date | FactKind::Count | FactKind::Number | FactKind::Term
    )
}

/// The ids of what explains a field to those who do not see it.
fn described(place: &Place, help: bool, error: bool, spec: &FactSpec) -> Option<String> {
    let mut ids = Vec::new();
    if error {
        ids.push(place.id("error"));
    }
    if help {
        ids.push(place.id("help"));
    }
    if hint::is_shown(spec) {
        ids.push(place.id("hint"));
    }
    (!ids.is_empty()).then(|| ids.join(" "))
}
