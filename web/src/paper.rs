//! A result on paper and as text: the figures, the results with their steps and clauses, versions, date and digest.
//!
//! Both are made from the same parts, so that they cannot say different things.

use rules::outcome::Outcome;
use rules::pack::Verification;
use yew::prelude::*;

use crate::dom::{all, cat, classed, el, line, maybe};
use crate::pass::{Entry, entries, link};
use crate::results::{are_told, has_amount};
use crate::state::{Link, day};
use crate::view::View;

/// A part of a sheet.
enum Part {
    /// Begins what belongs together.
    Head(String),
    /// Says what the next sentences are.
    Label(&'static str),
    /// A sentence.
    Line(String),
    /// A name and what it is.
    Pair(String, String),
    /// Words of a document.
    Quote(String),
}
use Part::{Head, Label, Line, Pair, Quote};

/// The text of a result, in plain sentences.
pub(crate) fn text(view: &View<'_>, outcomes: &[Outcome]) -> String {
    let mut text = String::new();
    let colon = view.say("：", ": ");
    for part in parts(view, outcomes, false) {
        let sentence = match part {
            Head(head) => cat(&["\n", &head]),
            Label(label) => label.to_owned(),
            Line(line) | Quote(line) => line,
            Pair(name, value) => cat(&[&name, colon, &value]),
        };
        text.push_str(&sentence);
        text.push('\n');
    }
    text
}

/// The calculation sheet, as it is printed.
pub(crate) fn sheet(view: &View<'_>, outcomes: &[Outcome]) -> Html {
    let mut body = Vec::new();
    let mut rows: Vec<Html> = Vec::new();
    for part in parts(view, outcomes, true) {
        if let Pair(name, value) = part {
            let row = el("tr").with(el("th").set("scope", "row").text(name).into());
            rows.push(row.with(line("td", "", value)).into());
            continue;
        }
        flush(&mut body, &mut rows);
        body.push(match part {
            Head(head) => line("h2", "", head),
            Label(label) => line("h3", "", label),
            Quote(quote) => line("blockquote", "", quote),
            Line(sentence) | Pair(sentence, _) => line("p", "", sentence),
        });
    }
    flush(&mut body, &mut rows);
    let back = el("a").set("href", view.state.route.hash()).text(view.page.back);
    let print = can_print().then(|| {
        classed("button", "main")
            .set("type", "button")
            .on_click(Callback::from(|_| {
                // Where it fails, the browser has a menu of its own.
                let _ = gloo::utils::window().print();
            }))
            .text(view.page.print)
            .into()
    });
    all(vec![
        classed("p", "tools").with(maybe(print)).with(back.into()).into(),
        classed("section", "sheet")
            .with(line(
                "h1",
                "",
                cat(&[
                    view.page.brand,
                    " · ",
                    view.page.route(view.state.route),
                    " · ",
                    view.page.sheet,
                ]),
            ))
            .with_all(body)
            .into(),
    ])
}

fn flush(body: &mut Vec<Html>, rows: &mut Vec<Html>) {
    if !rows.is_empty() {
        let rows = el("tbody").with_all(std::mem::take(rows));
        body.push(el("table").with(rows.into()).into());
    }
}

/// Some web-views cannot print, and then have no such function.
pub(crate) fn can_print() -> bool {
    js_sys::Reflect::get(&gloo::utils::window(), &"print".into()).is_ok_and(|print| print.is_function())
}

/// The results in a few lines, for a picture: what they are, how they stand, and on which day.
pub(crate) fn brief(view: &View<'_>, outcomes: &[Outcome]) -> String {
    let page = view.page;
    let mut text = cat(&[
        page.brand,
        " · ",
        page.route(view.state.route),
        " · ",
        &day(&view.state.day),
    ]);
    for outcome in outcomes.iter().filter(|outcome| has_amount(outcome)) {
        let badges = view.words.badges(outcome).into_iter().map(|badge| badge.text);
        let badges = badges.collect::<Vec<_>>().join(view.say("；", "; "));
        let lines = [
            "\n\n",
            &view.words.measure_title(&outcome.measure),
            "\n",
            &badges,
            "\n",
            &view.words.headline(outcome),
        ];
        text.push_str(&cat(&lines));
    }
    text.push_str(&cat(&["\n\n", page.estimate]));
    text
}

fn parts(view: &View<'_>, outcomes: &[Outcome], whole: bool) -> Vec<Part> {
    let page = view.page;
    let Link {
        check, packs, engine, ..
    } = link(view, outcomes);
    let mut parts = vec![
        Pair(page.role.to_owned(), view.words.actor(view.role())),
        Pair(page.place.to_owned(), view.words.region(view.place())),
        Pair(page.day.to_owned(), day(&view.state.day)),
        Head(page.your_case.to_owned()),
    ];
    parts.extend(
        entries(view, &view.state.form)
            .into_iter()
            .map(|Entry { name, value, .. }| Pair(name, value)),
    );
    for outcome in outcomes {
        // What only waits for answers is left to the screen.
        if has_amount(outcome) || !outcome.reasons.is_empty() {
            result(view, outcome, whole, &mut parts);
        }
    }
    parts.push(Head(page.check_head.to_owned()));
    if whole {
        parts.push(Pair(page.versions.to_owned(), packs.replace(',', ", ")));
    }
    parts.push(Pair(page.engine.to_owned(), engine));
    parts.push(Pair(page.digest.to_owned(), check));
    parts.push(Line(page.digest_note.to_owned()));
    parts.push(Line(page.estimate.to_owned()));
    parts
}

fn result(view: &View<'_>, outcome: &Outcome, whole: bool, parts: &mut Vec<Part>) {
    let words = &view.words;
    let Some(measure) = view.plan.measure(&outcome.measure) else {
        return;
    };
    let title = cat(&[
        words.block(outcome.block),
        " · ",
        &words.measure_title(&outcome.measure),
    ]);
    parts.push(Head(title));
    let document = view.plan.document(measure);
    let number = document
        .and_then(|document| document.number.clone())
        .unwrap_or_default();
    let name = document
        .map(|document| words.document_title(&document.id))
        .unwrap_or_default();
    parts.push(Pair(
        view.page.basis.to_owned(),
        cat(&[&name, " ", &number, " ", &measure.source.article]),
    ));
    let badges: Vec<String> = words.badges(outcome).into_iter().map(|badge| badge.text).collect();
    if !badges.is_empty() {
        parts.push(Line(badges.join(view.say("；", "; "))));
    }
    let kind = outcome.kind.filter(|_| has_amount(outcome));
    if let Some((amount, kind)) = outcome.amount.zip(kind) {
        let amount = text::money(view.state.language, amount);
        parts.push(Pair(words.kind(kind).to_owned(), amount));
    }
    let status = cat(&[words.status(outcome.status), view.say("。", ". ")]);
    parts.push(Line(if are_told(outcome) {
        status
    } else {
        status + &words.headline(outcome)
    }));
    parts.extend(words.paid(outcome).map(Line));
    parts.extend(words.missing(outcome).map(Line));
    parts.extend(outcome.reasons.iter().map(|reason| Line(words.reason(outcome, reason))));
    if outcome.periods.len() > 1 {
        for part in &outcome.periods {
            let amount = text::money(view.state.language, part.amount);
            parts.push(Pair(words.line_of(outcome, part), amount));
        }
    }
    if whole {
        let steps = words.steps(outcome);
        if !steps.is_empty() {
            parts.push(Label(view.page.how));
        }
        for step in steps {
            let formula = step.formula.map(|formula| cat(&["  ", &formula]));
            parts.push(Line(step.text + &formula.unwrap_or_default()));
        }
        if !outcome.assumptions.is_empty() {
            parts.push(Label(view.page.readings));
        }
        let assumed = outcome.assumptions.iter();
        parts.extend(assumed.map(|assumption| Line(words.assumption(outcome, assumption))));
        // What was not read in the document itself is no quotation.
        let source = &measure.source;
        parts.push(Label(match outcome.verification {
            Verification::Original => view.page.clause,
            Verification::Secondary => view.page.secondary,
            Verification::Own => view.page.own_rule,
            Verification::Entered => view.page.entered_rule,
        }));
        parts.extend(source.quote.iter().cloned().map(Quote));
        parts.extend(source.summary.iter().cloned().map(Line));
        let document = words
            .plan
            .document(measure)
            .filter(|document| !document.sources.is_empty());
        let sources = document.map(|document| cat(&[view.page.sources, &document.sources.join("；")]));
        parts.extend(sources.map(Line));
    }
}
