//! Conditions, what is missing, what was assumed and what would change the result.

use rules::outcome::{Assumption, Block, Check, Outcome, WhatIf};
use rules::pack::{CapPer, CapScope};

use super::join;
use crate::lookup::quoted;
use crate::number::{days, money, money_wan, rate};
use crate::{Language, Words};

const ZH: Language = Language::Zh;

pub(crate) fn check(words: &Words<'_>, outcome: &Outcome, check: &Check) -> String {
    if check.id == "window" {
        return window(words, outcome, check);
    }
    let condition = words.condition(outcome, &check.id, check.words.as_deref());
    let excludes = condition.is_some_and(|condition| condition.excludes);
    let clause = words.clause(outcome, &check.id, check.words.as_deref());
    if check.id.contains('|') {
        return format!("至少符合一项：{}。", clause.unwrap_or_else(|| words.fact(&check.id)));
    }
    let period = check.period.filter(|_| words.yearly(&check.id));
    let year = period.map_or_else(String::new, |period| crate::number::period(ZH, period) + "，");
    let label = words.fact_in(&check.id, period);
    let given = check.given.as_deref().map(|given| words.value(&check.id, given));
    let known = match given.as_deref() {
        None => label,
        Some("") => format!("{label}：没有"),
        Some(given) if label.ends_with('？') => format!("{label}{given}"),
        Some(given) => format!("{label}：{given}"),
    };
    let verb = if excludes { "条款排除" } else { "条款要求" };
    let mut notes: Vec<String> = clause.into_iter().map(|clause| format!("{verb}{clause}")).collect();
    if let Some(office) = &check.points_to {
        notes.push(format!("由{}认定", words.reading(&outcome.measure, office)));
    }
    if notes.is_empty() {
        return format!("{year}{known}。");
    }
    format!("{year}{known}（{}）。", notes.join("；"))
}

fn window(words: &Words<'_>, outcome: &Outcome, check: &Check) -> String {
    let window = words.window(outcome);
    let first = window.and_then(|window| match window.from {
        rules::plan::Start::Day(day) => Some(day),
        rules::plan::Start::SomeDayOf(_) | rules::plan::Start::Unknown => None,
    });
    let counts = days(ZH, first, window.and_then(|window| window.to));
    let name = words
        .dated(outcome)
        .map_or_else(|| "发生的年份".to_owned(), |dated| words.fact(&dated));
    match &check.given {
        Some(given) if given.contains('-') => format!("{name}：{given}（计入的时间：{counts}）。"),
        Some(given) => format!("{name}：{given} 年（计入的时间：{counts}）。"),
        None => format!("{name}（计入的时间：{counts}）。"),
    }
}

pub(crate) fn missing(words: &Words<'_>, outcome: &Outcome) -> Option<String> {
    if outcome.missing.is_empty() {
        return None;
    }
    let (theirs, yours): (Vec<&String>, Vec<&String>) = outcome
        .missing
        .iter()
        .partition(|path| outcome.block == Block::Others && path.starts_with("applicant."));
    let mut text = String::new();
    if !yours.is_empty() {
        text = format!("还要知道：{}", list(words, &yours));
    }
    if !theirs.is_empty() {
        let recipient = words.recipient(&outcome.recipient);
        text = format!("{text}要由{recipient}确认：{}", list(words, &theirs));
    }
    Some(text)
}

/// Names and questions one after the other; a question ends with its own mark.
fn list(words: &Words<'_>, paths: &[&String]) -> String {
    let mut text = String::new();
    for (at, path) in paths.iter().enumerate() {
        if at > 0 && !text.ends_with('？') {
            text.push('；');
        }
        text.push_str(&words.fact(path));
    }
    if !text.ends_with('？') {
        text.push('。');
    }
    text
}

pub(crate) fn assumption(words: &Words<'_>, outcome: &Outcome, assumption: &Assumption) -> String {
    match assumption {
        Assumption::Reading { id } => words.reading(&outcome.measure, id),
        Assumption::Convention { words: clause } => format!(
            "{}包括本数：条款自己没有写明，按民法典第一千二百五十九条的通例理解。",
            quoted(outcome, clause)
        ),
        Assumption::DayBasis { basis } => {
            format!(
                "没有填计息方式，按这种还款方式的通常做法：{}。",
                words.choice("loan.day_basis", basis)
            )
        }
        Assumption::ReferenceRate {
            day,
            published,
            rate: found,
            unchecked,
        } => {
            let found = rate(ZH, *found);
            let unchecked = if *unchecked {
                "这一天晚于利率表核对到的日子，之后可能有新的 LPR。"
            } else {
                ""
            };
            format!("LPR 用 {day} 当天已经公布的那一次：{published} 公布，{found}。{unchecked}")
        }
        Assumption::PartOfYear { year } => format!("{year} 年只有一部分在计入的时间里，按整年计入。"),
        Assumption::InterestFromContract => {
            "没有填每年实际付的利息，按合同的金额、利率和起止日期，按天分到各年。".to_owned()
        }
        Assumption::AllottedInOrder => "合计碰到上限时，显示的金额从最早的一项开始分。".to_owned(),
        Assumption::NoDates => "没有填放款日，所以不知道每期利息落在哪一年。".to_owned(),
    }
}

pub(crate) fn what_if(words: &Words<'_>, outcome: &Outcome, what_if: &WhatIf) -> String {
    match what_if {
        WhatIf::Passes { condition, fact, value } => {
            let verb = if Words::falls(outcome, condition) {
                "降到"
            } else {
                "达到"
            };
            let moved = join(&format!("{}{verb}", words.fact(fact)), &words.value(fact, value));
            format!("{moved}，这一条就成立。")
        }
        WhatIf::CapBinds {
            fact,
            value,
            cap,
            scope,
            per,
        } => {
            let whole = match (scope, per) {
                (CapScope::Recipient | CapScope::Product, CapPer::Year) => "一年的",
                (CapScope::Recipient | CapScope::Product, CapPer::Ever) => "累计的",
                (CapScope::Counterparty, CapPer::Year) => "同一家企业一年的",
                (CapScope::Counterparty, CapPer::Ever) => "同一家企业累计的",
            };
            let label = words.fact_of_a_year(fact);
            let cap = money_wan(ZH, *cap).unwrap_or_else(|| money(ZH, *cap));
            format!("{whole}{label}到 {}起，{cap}的上限开始起作用。", money(ZH, *value))
        }
        WhatIf::NextTier {
            fact,
            value,
            words: tier,
            amount,
        } => {
            let moved = join(
                &format!("{}降到", words.fact_of_a_year(fact)),
                &words.value(fact, value),
            );
            let tier = quoted(outcome, tier);
            format!("{moved}，就进入下一档（{tier}），算出来是 {}。", money(ZH, *amount))
        }
    }
}
