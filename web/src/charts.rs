//! Charts, drawn from whole numbers: an amount against its base, with the kink where a cap begins to bind.

use rules::Money;
use rules::outcome::{Line, Outcome, WhatIf};
use yew::prelude::*;

use crate::dom::{cat, classed, el, line, nothing};
use crate::results::has_amount;
use crate::view::View;

mod cost;
mod years;

pub(crate) use cost::cost;
pub(crate) use years::years;

/// The drawing area inside the axes, in units of the picture.
const WIDTH: i128 = 300;
const HEIGHT: i128 = 120;
/// Where it begins.
const LEFT: i128 = 8;
const TOP: i128 = 26;

/// Whether an outcome has a chart.
pub(crate) fn has_chart(outcome: &Outcome) -> bool {
    let capped = |what_if: &WhatIf| matches!(what_if, WhatIf::CapBinds { .. });
    has_amount(outcome) && outcome.what_if.iter().any(capped)
}

/// A chart for an outcome with a cap in yuan.
pub(crate) fn chart(view: &View<'_>, outcome: &Outcome) -> Html {
    let cap = outcome.what_if.iter().find_map(|what_if| match what_if {
        WhatIf::CapBinds { fact, value, cap, .. } => Some((fact, *value, *cap)),
        _ => None,
    });
    match cap {
        Some((fact, value, cap)) if has_amount(outcome) => kink(view, outcome, fact, value, cap),
        _ => nothing(),
    }
}

/// The base of a line as money, to place it.
fn base(line: &Line) -> i128 {
    line.base.round_to_fen(rules::Rounding::HalfUp).map_or(0, Money::fen)
}

fn kink(view: &View<'_>, outcome: &Outcome, fact: &str, value: Money, cap: Money) -> Html {
    let bases = outcome.periods.iter().map(base).max().unwrap_or(0);
    // The kink and every point stay inside, with a fifth of room.
    let most = (bases.max(value.fen()) * 6 / 5).max(1);
    let tallest = (cap.fen() * 6 / 5).max(1);
    let x = |fen: i128| (LEFT + fen * WIDTH / most).to_string();
    let y = |fen: i128| (TOP + HEIGHT - fen * HEIGHT / tallest).to_string();
    let curve = cat(&[
        "M",
        &x(0),
        " ",
        &y(0),
        "L",
        &x(value.fen()),
        " ",
        &y(cap.fen()),
        "L",
        &x(most),
        " ",
        &y(cap.fen()),
    ]);
    let axes = cat(&["M", &x(0), " ", &y(tallest), "V", &y(0), "H", &x(most)]);
    let drop = cat(&["M", &x(value.fen()), " ", &y(cap.fen()), "V", &y(0)]);
    let fact = view.words.fact(fact);
    let id = cat(&["chart-", &outcome.measure]);
    let told = cat(&[view.page.chart_cap, " ", &view.short(cap)]);
    let text = outcome.periods.iter().map(|line| {
        cat(&[
            &view.words.line_of(outcome, line),
            " ",
            &view.short(money(base(line))),
            " → ",
            &view.short(line.amount),
        ])
    });
    let (named, told_by) = (cat(&[&id, "-t"]), cat(&[&id, "-d"]));
    let path = |class, d: String| Html::from(classed("path", class).set("d", d));
    let label = |class, x: String, y: String, anchor: &'static str, text: String| {
        Html::from(
            classed("text", class)
                .set("x", x)
                .set("y", y)
                .set("text-anchor", anchor)
                .text(text),
        )
    };
    let title = cat(&[view.page.chart, view.say("：", ": "), &fact]);
    let separator = view.say("；", "; ");
    let description = cat(&[&told, separator, &text.collect::<Vec<_>>().join(separator)]);
    let mut parts = vec![
        el("title").set("id", named.clone()).text(title).into(),
        el("desc").set("id", told_by.clone()).text(description).into(),
        path("axis", axes),
        path("drop", drop),
        path("curve", curve),
        label("small", x(most), (TOP - 10).to_string(), "end", told),
        label("small", x(value.fen()), "160".to_owned(), "middle", view.short(value)),
        label("small", x(most), "171".to_owned(), "end", fact),
    ];
    for (number, line) in outcome.periods.iter().enumerate() {
        let (at, height) = (base(line), line.amount.fen());
        parts.push(
            el("circle")
                .set("cx", x(at))
                .set("cy", y(height))
                .set("r", "4.5")
                .into(),
        );
        let name = point_name(view, outcome, line);
        // Neighbours are named above and below by turns, since they may stand close together.
        let beside = if number % 2 == 0 {
            height + tallest / 12
        } else {
            height - tallest / 7
        };
        parts.push(label("point", x(at), y(beside), "middle", name));
    }
    let picture = el("svg")
        .set("viewBox", "0 0 316 172")
        .set("role", "img")
        .set("aria-labelledby", cat(&[&named, " ", &told_by]))
        .with_all(parts);
    classed("figure", "chart")
        .with(line("figcaption", "", view.page.chart))
        .with(picture.into())
        .into()
}

fn point_name(view: &View<'_>, outcome: &Outcome, line: &Line) -> String {
    let name = view.words.line_of(outcome, line);
    if name.is_empty() {
        view.page.chart_you.to_owned()
    } else {
        name
    }
}

fn money(fen: i128) -> Money {
    Money::from_fen(fen).unwrap_or(Money::ZERO)
}
