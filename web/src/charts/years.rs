//! Bars by year: what an amount was computed from, the amount in it, and what remains.

use rules::outcome::{Line, Outcome};
use yew::prelude::*;

use super::{base, money};
use crate::dom::{cat, classed, el, line, nothing};
use crate::results::has_amount;
use crate::view::View;

/// The height of the highest bar, and where the bars stand, in units of the picture.
const HEIGHT: i128 = 110;
const GROUND: i128 = 140;
const WIDTH: i128 = 316;

/// Most bars that can be told apart on a phone.
const MOST: usize = 8;

/// Bars for an outcome of several years, where the amount is a visible part of what it was computed from.
pub(crate) fn years(view: &View<'_>, outcome: &Outcome) -> Html {
    let lines = &outcome.periods;
    let highest = lines.iter().map(base).max().unwrap_or(0);
    let dated = |line: &Line| line.period.is_some() && line.amount.fen() >= 0 && base(line) >= line.amount.fen();
    let visible = lines.iter().any(|line| line.amount.fen().saturating_mul(20) >= highest);
    if !has_amount(outcome)
        || lines.len() < 2
        || lines.len() > MOST
        || highest == 0
        || !lines.iter().all(dated)
        || !visible
    {
        return nothing();
    }
    let height = |fen: i128| fen * HEIGHT / highest;
    let step = WIDTH / i128::try_from(lines.len()).unwrap_or(1);
    let width = (step * 3 / 5).min(56);
    let page = view.page;
    let separator = view.say("；", "; ");
    let (named, told_by) = (
        cat(&["years-", &outcome.measure, "-t"]),
        cat(&["years-", &outcome.measure, "-d"]),
    );
    let label = |x: i128, y: i128, text: String| {
        let label = el("text").set("x", x.to_string()).set("y", y.to_string());
        Html::from(label.set("text-anchor", "middle").text(text))
    };
    let bar = |class, x: i128, y: i128, high: i128| {
        let bar = classed("rect", class).set("x", x.to_string()).set("y", y.to_string());
        let bar = bar
            .set("width", width.to_string())
            .set("height", high.max(1).to_string());
        Html::from(bar)
    };
    let mut told = Vec::new();
    let mut parts = Vec::new();
    for (at, line) in (0..).zip(lines) {
        let middle = step * at + step / 2;
        let (whole, share) = (base(line), line.amount.fen());
        let x = middle - width / 2;
        let name = view.words.line_of(outcome, line);
        let rest = view.short(money(whole - share));
        told.push(cat(&[
            &name,
            " ",
            page.base,
            " ",
            &view.short(money(whole)),
            ", ",
            page.amount,
            " ",
            &view.short(line.amount),
            ", ",
            page.remains,
            " ",
            &rest,
        ]));
        parts.push(bar("whole", x, GROUND - height(whole), height(whole)));
        parts.push(bar("share", x, GROUND - height(share), height(share)));
        parts.push(label(middle, GROUND - height(whole) - 6, view.short(line.amount)));
        parts.push(label(middle, GROUND + 14, name));
    }
    let title = cat(&[
        page.by_year,
        view.say("：", ": "),
        &view.words.measure_title(&outcome.measure),
    ]);
    let axis = classed("path", "axis").set("d", "M0 140H316");
    let picture = el("svg")
        .set("viewBox", "0 0 316 160")
        .set("role", "img")
        .set("aria-labelledby", cat(&[&named, " ", &told_by]))
        .with(el("title").set("id", named).text(title).into())
        .with(el("desc").set("id", told_by).text(told.join(separator)).into())
        .with_all(parts)
        .with(axis.into());
    let sign = |class, name: &'static str| {
        let sign = classed("svg", "key")
            .set("viewBox", "0 0 14 14")
            .set("aria-hidden", "true");
        let square = classed("rect", class)
            .set("x", "1")
            .set("y", "1")
            .set("width", "12")
            .set("height", "12");
        Html::from(el("span").with(sign.with(square.into()).into()).text(name))
    };
    let key = classed("figcaption", "keys")
        .with(line("span", "", page.by_year))
        .with(sign("share", page.amount))
        .with(sign("whole", page.remains));
    classed("figure", "chart").with(key.into()).with(picture.into()).into()
}
