//! The clause itself, with the words marked that decide the result.

use rules::outcome::Outcome;
use rules::pack::{Amount, Quote};
use rules::plan::Measure;
use yew::prelude::*;

use crate::view::View;

pub(super) fn clause(view: &View<'_>, outcome: &Outcome, measure: &Measure) -> Html {
    let Some(document) = view.plan.document(measure) else {
        return Html::default();
    };
    let source = &measure.source;
    let words = operative(outcome, measure);
    let about = &document.pack.document;
    let tested = |id: &str| {
        outcome
            .checks
            .iter()
            .any(|check| check.condition.as_deref() == Some(id))
    };
    let conditions = document
        .pack
        .conditions
        .iter()
        .filter(|condition| tested(&condition.id));
    html! {
        <details>
            <summary>{ view.page.clause }</summary>
            <p class="cite">
                <cite lang="zh-CN">{ &about.zh }</cite>
                if let Some(number) = &about.number {
                    { " " }<span lang="zh-CN">{ number }</span>
                }
                if !view.is_zh() {
                    <br />{ &about.en }
                }
            </p>
            if source.quote.is_empty() {
                <p class="warning">{ view.page.secondary }</p>
                { passage(&source.article, &source.summary, &words, false) }
            } else {
                { passage(&source.article, &source.quote, &words, true) }
            }
            { translation(view, source.translation.as_ref()) }
            { for conditions.map(|condition| html! {
                <>
                    { passage(&condition.article, &condition.quote, &words, true) }
                    { translation(view, condition.translation.as_ref()) }
                </>
            }) }
        </details>
    }
}

/// A passage; only what was read in the document itself is set as a quotation.
fn passage(article: &str, quote: &Quote, words: &[&str], quoted: bool) -> Html {
    let sentences = quote
        .iter()
        .map(|sentence| html! { <p>{ for marked(sentence, words) }</p> });
    let body = html! {
        <>
            <p class="article">{ article.to_owned() }</p>
            { for sentences }
        </>
    };
    if quoted {
        html! { <blockquote lang="zh-CN">{ body }</blockquote> }
    } else {
        html! { <div class="summary" lang="zh-CN">{ body }</div> }
    }
}

fn translation(view: &View<'_>, translation: Option<&String>) -> Html {
    match translation.filter(|_| !view.is_zh()) {
        Some(translation) => html! {
            <p class="translation"><strong>{ view.page.translation }{ ": " }</strong>{ translation.clone() }</p>
        },
        None => Html::default(),
    }
}

/// The words that decide: of every condition, of the amount and of its limits.
fn operative<'a>(outcome: &'a Outcome, measure: &'a Measure) -> Vec<&'a str> {
    let source = &measure.source;
    let mut words: Vec<&str> = outcome
        .checks
        .iter()
        .filter_map(|check| check.words.as_deref())
        .collect();
    match &source.amount {
        Some(Amount::Share(share)) => words.push(&share.words),
        Some(Amount::Price(price)) => words.push(&price.words),
        Some(Amount::RateCeiling(ceiling)) => words.push(&ceiling.words),
        Some(Amount::InterestShare(share)) => words.push(&share.words),
        Some(Amount::TopUp(top_up)) => words.extend([top_up.words.as_str(), &top_up.how]),
        Some(Amount::Tiers(tiers)) => {
            words.extend(tiers.tiers.iter().flat_map(|tier| [tier.words.as_str(), &tier.share]));
        }
        Some(Amount::Slices(slices)) => {
            words.extend(
                slices
                    .slices
                    .iter()
                    .flat_map(|slice| [slice.words.as_str(), &slice.share]),
            );
        }
        None => {}
    }
    words.extend(measure.caps.iter().map(|cap| cap.words.as_str()));
    words.extend(source.limits.iter().map(|limit| limit.words.as_str()));
    words
}

/// A sentence with the words marked; overlapping ones become one mark.
fn marked(sentence: &str, words: &[&str]) -> Vec<Html> {
    let mut spans: Vec<(usize, usize)> = Vec::new();
    for word in words.iter().filter(|word| !word.is_empty()) {
        spans.extend(sentence.match_indices(word).map(|(at, found)| (at, at + found.len())));
    }
    spans.sort_unstable();
    let mut parts = Vec::new();
    let mut done = 0;
    let mut open: Option<(usize, usize)> = None;
    let close = |span: (usize, usize), done: &mut usize, parts: &mut Vec<Html>| {
        parts.push(html! { { sentence.get(*done..span.0).unwrap_or_default() } });
        parts.push(html! { <mark>{ sentence.get(span.0..span.1).unwrap_or_default() }</mark> });
        *done = span.1;
    };
    for span in spans {
        open = Some(match open {
            Some(before) if span.0 <= before.1 => (before.0, before.1.max(span.1)),
            Some(before) => {
                close(before, &mut done, &mut parts);
                span
            }
            None => span,
        });
    }
    if let Some(last) = open {
        close(last, &mut done, &mut parts);
    }
    parts.push(html! { { sentence.get(done..).unwrap_or_default() } });
    parts
}
