//! Two bars: what a loan costs a year without and with subsidies.

use rules::contract::Percent;
use rules::schedule::Costs;
use yew::prelude::*;

use crate::dom::{cat, classed, el, line, nothing};
use crate::view::View;

/// The length of the longer bar, in units of the picture.
const LENGTH: i128 = 200;

/// The bars; none where the annual rates are not known.
pub(crate) fn cost(view: &View<'_>, costs: &Costs) -> Html {
    // Both by the same measure: by actual days, or without dates by months.
    let by_days = costs.before.xirr.zip(costs.after.xirr);
    let Some((before, after)) = by_days.or_else(|| costs.before.effective.zip(costs.after.effective)) else {
        return nothing();
    };
    let page = view.page;
    let longest = before.parts().max(after.parts());
    if longest <= 0 || before == after {
        return nothing();
    }
    let bar = |number: i128, class, name: &'static str, rate: Percent| {
        let y = |offset: i128| (number * 44 + offset).to_string();
        let length = (rate.parts().max(0) * LENGTH / longest).max(1);
        let label = |x: String, y: String, text: String| Html::from(el("text").set("x", x).set("y", y).text(text));
        let bar = classed("rect", class)
            .set("x", "1")
            .set("y", y(20))
            .set("width", length.to_string())
            .set("height", "16");
        vec![
            label("1".to_owned(), y(14), name.to_owned()),
            bar.into(),
            label((length + 8).to_string(), y(33), rate.to_string()),
        ]
    };
    let told = cat(&[
        page.before_subsidy,
        " ",
        &before.to_string(),
        view.say("；", "; "),
        page.after_subsidy,
        " ",
        &after.to_string(),
    ]);
    let picture = el("svg")
        .set("viewBox", "0 0 316 92")
        .set("role", "img")
        .set("aria-labelledby", "cost-t cost-d")
        .with(el("title").set("id", "cost-t").text(page.year_cost).into())
        .with(el("desc").set("id", "cost-d").text(told).into())
        .with_all(bar(0, "whole", page.before_subsidy, before))
        .with_all(bar(1, "share", page.after_subsidy, after));
    classed("figure", "chart")
        .with(line("figcaption", "", page.year_cost))
        .with(picture.into())
        .into()
}
