//! What was understood of a typed text, in the units that people think in; before that, how to write it.

use rules::fact::{FactKind, FactSpec, SeriesKind};
use rules::{Date, Money, Rate};
use yew::prelude::*;

use super::field::Place;
use crate::dom::{cat, classed, nothing};
use crate::view::View;

/// Whether a kind of field has a hint.
pub(super) const fn has(kind: FactKind) -> bool {
    matches!(kind, FactKind::Money | FactKind::Rate | FactKind::Date)
}

/// Whether a field has one hint for all of it.
pub(super) fn is_shown(spec: &FactSpec) -> bool {
    spec.series
        .map_or_else(|| has(spec.kind), |kind| kind == SeriesKind::Day)
}

pub(super) fn hint(view: &View<'_>, spec: &FactSpec, place: &Place) -> Html {
    if !is_shown(spec) {
        return nothing();
    }
    let hint = match (spec.series, spec.kind) {
        (None, kind) => words(view, kind, &place.key),
        (Some(_), FactKind::Rate) => view.page.rates_hint.to_owned(),
        (Some(_), _) => view.page.amounts_hint.to_owned(),
    };
    classed("p", "hint").set("id", place.id("hint")).text(hint).into()
}

/// The hint of a field, or of one year of it.
pub(super) fn words(view: &View<'_>, kind: FactKind, key: &str) -> String {
    let text = view.state.form.text(kind, key);
    let understood = text.and_then(|text| understood(view, kind, &text));
    understood.unwrap_or_else(|| {
        match kind {
            FactKind::Money => view.page.yuan_hint,
            FactKind::Rate => view.page.rate_hint,
            _ => view.page.date_hint,
        }
        .to_owned()
    })
}

fn understood(view: &View<'_>, kind: FactKind, text: &str) -> Option<String> {
    match kind {
        FactKind::Money => {
            let money = Money::parse(text).ok()?;
            let language = view.state.language;
            let mut words = cat(&["= ", &text::money(language, money)]);
            if let Some(short) = text::money_wan(language, money) {
                words.push_str(" = ");
                words.push_str(&short);
            }
            Some(words)
        }
        FactKind::Rate => {
            let rate = Rate::parse(text).ok()?;
            Some(cat(&["= ", &rate.to_string(), " = ", &rate.basis_points(), " BP"]))
        }
        _ => {
            let date = Date::parse(text).ok()?;
            let (year, month, day) = (
                date.year().to_string(),
                date.month().to_string(),
                date.day().to_string(),
            );
            Some(if view.is_zh() {
                cat(&["= ", &year, " 年 ", &month, " 月 ", &day, " 日"])
            } else {
                cat(&["= ", &date.to_string()])
            })
        }
    }
}
