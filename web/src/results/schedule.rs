//! What is repaid when: the contract as it is, without any subsidy.

use rules::contract::{DayBasis, Loan, Repayment, Schedule};
use rules::fact::FactKind;
use rules::{Date, Money, Rate, Term};
use yew::prelude::*;

use crate::view::View;
use crate::words::PageWords;

/// Rows that are shown at first.
const FIRST: usize = 12;

/// A schedule for each loan that is typed in completely.
pub(super) fn schedules(view: &View<'_>) -> Html {
    let rows = view.state.form.rows("loan");
    let schedules = (0..rows).filter_map(|row| Some((row, loan(view, row)?.schedule().ok()?)));
    html! {
        { for schedules.map(|(row, schedule)| html! {
            <Repayments key={row} number={(rows > 1).then_some(row + 1)} {schedule} words={Words(view.page)} />
        }) }
    }
}

fn loan(view: &View<'_>, row: usize) -> Option<Loan> {
    let text = |kind, fact: &str| {
        let key = ["loan.", &row.to_string(), ".", fact].concat();
        view.state.form.text(kind, &key)
    };
    let mut loan = Loan::new(
        Money::parse(&text(FactKind::Money, "principal")?).ok()?,
        Rate::parse(&text(FactKind::Rate, "rate")?).ok()?,
        Term::parse(&text(FactKind::Term, "term")?).ok()?,
        Repayment::from_id(&text(FactKind::Choice, "repayment")?)?,
    );
    if let Some(basis) = text(FactKind::Choice, "day_basis").and_then(|id| DayBasis::from_id(&id)) {
        loan.basis = basis;
    }
    loan.paid_out_on = text(FactKind::Date, "paid_out_on").and_then(|day| Date::parse(&day).ok());
    Some(loan)
}

#[derive(Clone, Copy)]
struct Words(&'static PageWords);

impl PartialEq for Words {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.0, other.0)
    }
}

#[derive(PartialEq, Properties)]
struct RepaymentsProps {
    number: Option<usize>,
    schedule: Schedule,
    words: Words,
}

#[component]
fn Repayments(props: &RepaymentsProps) -> Html {
    let all = use_state(|| false);
    let page = props.words.0;
    let schedule = &props.schedule;
    let shown = if *all { schedule.rows.len() } else { FIRST };
    let dated = schedule.rows.iter().any(|row| row.due_on.is_some());
    let number = props.number.map(|number| [" ", &number.to_string()].concat());
    let more = {
        let all = all.clone();
        Callback::from(move |_: MouseEvent| all.set(true))
    };
    html! {
        <section class="schedule">
            <h3>{ page.schedule }{ number }</h3>
            <p class="muted">{ page.schedule_note }</p>
            <div class="table">
                <table>
                    <thead><tr>
                        { for page.columns.iter().enumerate().filter(|(at, _)| dated || *at != 1).map(|(_, name)| html! {
                            <th scope="col" class="num">{ *name }</th>
                        }) }
                    </tr></thead>
                    <tbody>
                        { for schedule.rows.iter().take(shown).map(|row| html! {
                            <tr>
                                <th scope="row" class="num">{ row.number }</th>
                                if dated {
                                    <td class="num">{ row.due_on.map(|day| day.to_string()) }</td>
                                }
                                <td class="num">{ row.principal.grouped() }</td>
                                <td class="num">{ row.interest.grouped() }</td>
                                <td class="num">{ row.payment.grouped() }</td>
                                <td class="num">{ row.closing.grouped() }</td>
                            </tr>
                        }) }
                    </tbody>
                    <tfoot><tr>
                        <th scope="row" colspan={if dated { "2" } else { "1" }}>{ page.total }</th>
                        <td class="num">{ schedule.totals.principal.grouped() }</td>
                        <td class="num">{ schedule.totals.interest.grouped() }</td>
                        <td class="num">{ schedule.totals.payment.grouped() }</td>
                        <td></td>
                    </tr></tfoot>
                </table>
            </div>
            if shown < schedule.rows.len() {
                <button type="button" onclick={more}>
                    { [page.show_all, " (", &schedule.rows.len().to_string(), ")"].concat() }
                </button>
            }
        </section>
    }
}
