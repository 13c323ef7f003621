//! Charts, drawn from whole numbers: an amount against its base, with the kink where a cap begins to bind.

use rules::Money;
use rules::outcome::{Line, Outcome, WhatIf};
use yew::prelude::*;

use crate::results::has_amount;
use crate::view::View;

/// The drawing area inside the axes, in units of the picture.
const WIDTH: i128 = 300;
const HEIGHT: i128 = 120;
/// Where it begins.
const LEFT: i128 = 8;
const TOP: i128 = 26;

/// A chart for an outcome with a cap in yuan.
pub(crate) fn chart(view: &View<'_>, outcome: &Outcome) -> Html {
    let cap = outcome.what_if.iter().find_map(|what_if| match what_if {
        WhatIf::CapBinds { fact, value, cap, .. } => Some((fact, *value, *cap)),
        _ => None,
    });
    match cap {
        Some((fact, value, cap)) if has_amount(outcome) => kink(view, outcome, fact, value, cap),
        _ => Html::default(),
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
    let path = [
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
    ];
    let axes = ["M", &x(0), " ", &y(tallest), "V", &y(0), "H", &x(most)].concat();
    let drop = ["M", &x(value.fen()), " ", &y(cap.fen()), "V", &y(0)].concat();
    let fact = view.words.fact(fact);
    let id = ["chart-", &outcome.measure].concat();
    let told = [view.page.chart_cap, " ", &view.short(cap)].concat();
    let text = outcome.periods.iter().map(|line| {
        [
            &view.words.line_of(outcome, line),
            " ",
            &view.short(money(base(line))),
            " → ",
            &view.short(line.amount),
        ]
        .concat()
    });
    html! {
        <figure class="chart">
            <figcaption>{ view.page.chart }</figcaption>
            <svg viewBox="0 0 316 172" role="img" aria-labelledby={[&id, "-t ", &id, "-d"].concat()}>
                <title id={[&id, "-t"].concat()}>{ [view.page.chart, view.say("：", ": "), &fact].concat() }</title>
                <desc id={[&id, "-d"].concat()}>
                    { [&told, view.say("；", "; "), &text.collect::<Vec<_>>().join(view.say("；", "; "))].concat() }
                </desc>
                <path class="axis" d={axes} />
                <path class="drop" d={drop} />
                <path class="curve" d={path.concat()} />
                <text class="small" x={x(most)} y={(TOP - 10).to_string()} text-anchor="end">{ told }</text>
                <text class="small" x={x(value.fen())} y="160" text-anchor="middle">{ view.short(value) }</text>
                <text class="small" x={x(most)} y="171" text-anchor="end">{ fact }</text>
                { for outcome.periods.iter().map(|line| html! {
                    <>
                        <circle cx={x(base(line))} cy={y(line.amount.fen())} r="4.5" />
                        <text class="point" x={x(base(line))} y={y(line.amount.fen() + tallest / 12)} text-anchor="middle">
                            { point_name(view, outcome, line) }
                        </text>
                    </>
                }) }
            </svg>
        </figure>
    }
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
