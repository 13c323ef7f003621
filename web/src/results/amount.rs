//! The amount of a result: large, in other forms, its way, its parts and its steps.

use rules::capitals;
use rules::outcome::{Outcome, Status};
use yew::prelude::*;

use super::has_amount;
use crate::view::View;

pub(super) fn amount(view: &View<'_>, outcome: &Outcome) -> Html {
    let Some(amount) = outcome.amount else {
        return Html::default();
    };
    html! {
        <div class="money">
            if outcome.status == Status::Incomplete {
                <p class="if">{ view.page.if_open }</p>
            }
            <p class="amount">
                <data value={amount.to_string()}>{ amount.grouped() }</data>
                { " " }<span class="yuan">{ view.page.yuan }</span>
                if let Some(kind) = outcome.kind {
                    { " " }<span class="kind">{ view.words.kind(kind) }</span>
                }
            </p>
            <p class="forms">
                if let Some(short) = text::money_wan(view.state.language, amount) {
                    { short }{ " · " }
                }
                <span lang="zh-CN">{ capitals(amount) }</span>
            </p>
        </div>
    }
}

/// Who pays whom.
pub(super) fn flow(view: &View<'_>, outcome: &Outcome) -> Html {
    let Some(payer) = &outcome.payer else {
        return Html::default();
    };
    html! {
        <p class="flow">
            <span>{ view.words.payer(payer) }</span>
            <span class="arrow" aria-label={view.page.pays} role="img">{ "→" }</span>
            <span>{ view.words.recipient(&outcome.recipient) }</span>
        </p>
    }
}

/// How the amount came about: sentences, formulas, and the parts where there are several.
pub(super) fn steps(view: &View<'_>, outcome: &Outcome) -> Html {
    if !has_amount(outcome) {
        return Html::default();
    }
    let steps = view.words.steps(outcome);
    html! {
        <>
            if outcome.periods.len() > 1 {
                { parts(view, outcome) }
            }
            if !steps.is_empty() {
                <details>
                    <summary>{ view.page.how }</summary>
                    <ol class="steps">
                        { for steps.into_iter().map(|step| html! {
                            <li>
                                { step.text }
                                if let Some(formula) = step.formula {
                                    <code>{ formula }</code>
                                }
                            </li>
                        }) }
                    </ol>
                </details>
            }
        </>
    }
}

fn parts(view: &View<'_>, outcome: &Outcome) -> Html {
    let page = view.page;
    html! {
        <div class="table">
            <table>
                <caption>{ page.by_part }</caption>
                <thead><tr>
                    <th scope="col">{ page.part }</th>
                    <th scope="col" class="num">{ page.base }</th>
                    <th scope="col" class="num">{ page.amount }</th>
                </tr></thead>
                <tbody>
                    { for outcome.periods.iter().map(|line| html! {
                        <tr>
                            <th scope="row">{ view.words.line_of(outcome, line) }</th>
                            <td class="num">{ exact(line.base) }</td>
                            <td class="num">{ line.amount.grouped() }
                                if line.capped {
                                    <span class="capped">{ page.capped }</span>
                                }
                            </td>
                        </tr>
                    }) }
                </tbody>
                <tfoot><tr>
                    <th scope="row" colspan="2">{ page.total }</th>
                    <td class="num">{ outcome.amount.map(rules::Money::grouped) }</td>
                </tr></tfoot>
            </table>
        </div>
    }
}

/// An unrounded amount, shown to the fen.
fn exact(amount: rules::Exact) -> String {
    let money = amount.round_to_fen(rules::Rounding::HalfUp);
    money.map(rules::Money::grouped).unwrap_or_default()
}
