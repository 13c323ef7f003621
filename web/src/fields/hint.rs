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
    let understood = understood.map(|words| cat(&[&words, &doubt(view, kind, key).unwrap_or_default()]));
    understood.unwrap_or_else(|| {
        match kind {
            FactKind::Money => view.page.yuan_hint,
            FactKind::Rate => view.page.rate_hint,
            _ => view.page.date_hint,
        }
        .to_owned()
    })
}

/// Amounts of contracts are thought of in 万元: a few yuan without a unit may be meant so.
fn doubt(view: &View<'_>, kind: FactKind, key: &str) -> Option<String> {
    let form = &view.state.form;
    let typed = form.get(key).trim();
    let few = kind == FactKind::Money && form.unit(kind, key) == "元" && typed.len() < 5;
    let digits = few && typed.bytes().all(|byte| byte.is_ascii_digit()) && !typed.starts_with('0');
    digits.then(|| cat(&[view.page.few_yuan, typed, "万"]))
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
