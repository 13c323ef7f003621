//! Controls that are typed into. They show exactly what was typed: the caret and the input method are left alone.

use rules::fact::FactKind;
use yew::prelude::*;

use super::field::Place;
use crate::dom::{El, cat, classed, el, line, nothing};
use crate::state::{part, units};
use crate::view::View;

pub(super) fn typed(view: &View<'_>, kind: FactKind, place: &Place, described: Option<String>, wrong: bool) -> Html {
    let input = input(view, kind, &place.key)
        .set("class", width(kind))
        .set_if("aria-describedby", described)
        .set_if("aria-invalid", wrong.then(|| "true".to_owned()));
    classed("div", "control")
        .with(input.into())
        .with(unit(view, kind, place))
        .into()
}

/// An input that is named by the key of its field and shows its exact text.
pub(super) fn input(view: &View<'_>, kind: FactKind, key: &str) -> El {
    el("input")
        .set("type", "text")
        .set("inputmode", keyboard(kind))
        .set("id", key.to_owned())
        .set("name", key.to_owned())
        .value(view.state.form.get(key))
}

/// The keyboard that a phone shows. Chinese units can be pasted, and the unit of a term can be chosen.
const fn keyboard(kind: FactKind) -> &'static str {
    match kind {
        FactKind::Money | FactKind::Rate | FactKind::Number => "decimal",
        FactKind::Count | FactKind::Date | FactKind::Term => "numeric",
        _ => "text",
    }
}

const fn width(kind: FactKind) -> &'static str {
    match kind {
        FactKind::Rate | FactKind::Number | FactKind::Count | FactKind::Term => "short",
        FactKind::Date => "medium",
        _ => "long",
    }
}

/// The unit beside the control.
pub(super) fn unit(view: &View<'_>, kind: FactKind, place: &Place) -> Html {
    let units = units(kind);
    if units.is_empty() {
        return if kind == FactKind::Rate {
            line("span", "unit", "%")
        } else {
            nothing()
        };
    }
    let chosen = view.state.form.unit(kind, &place.key);
    let page = view.page;
    let names: &[&'static str] = if kind == FactKind::Money {
        &[page.yuan, page.wan]
    } else {
        &[page.months, page.days, page.years]
    };
    let options = units.iter().zip(names).map(|(value, name)| {
        el("option")
            .set("value", *value)
            .selected(*value == chosen)
            .text(*name)
            .into()
    });
    let label = cat(&[&view.words.fact(&place.path), view.say("：", ": "), page.unit]);
    el("select")
        .set("name", part(&place.key, "unit"))
        .set("aria-label", label)
        .with_all(options.collect())
        .into()
}
