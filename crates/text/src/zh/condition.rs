//! Conditions, what is missing, what was assumed and what would change the result.

use rules::outcome::{Assumption, Block, Check, Outcome, WhatIf};
use rules::pack::{CapPer, CapScope};

use super::{gap, is, reason};
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
    let several = check.id.contains('|');
    let mut text = if several {
        let ways = words.ways(outcome, &check.id, check.words.as_deref());
        format!("符合其中一项：{ways}")
    } else {
        reason::subject(words, outcome, &check.id, check.period)
    };
    let question = text.ends_with('？');
    if let Some(clause) = check.words.as_deref().filter(|_| !several) {
        let verb = if excludes { "条款排除" } else { "条款要求" };
        let colon = if question { "" } else { "：" };
        text = format!("{text}{colon}{verb}{}", quoted(outcome, clause));
    }
    if let Some(given) = &check.given {
        let given = words.value(&check.id, given);
        let given = if given.is_empty() { "没有".to_owned() } else { given };
        text = if question {
            format!("{text}；回答{}", is(&given))
        } else {
            format!("{text}；现在{}", is(&given))
        };
    }
    if let Some(office) = &check.points_to {
        text = format!("{text}；由{}认定", words.reading(&outcome.measure, office));
    }
    text + "。"
}

fn window(words: &Words<'_>, outcome: &Outcome, check: &Check) -> String {
    let window = words.window(outcome);
    let first = window.and_then(|window| match window.from {
        rules::plan::Start::Day(day) => Some(day),
        rules::plan::Start::SomeDayOf(_) | rules::plan::Start::Unknown => None,
    });
    let within = days(ZH, first, window.and_then(|window| window.to));
    match &check.given {
        Some(given) if given.contains('-') => format!("发生在计入的时间里（{within}）；现在是 {given}。"),
        Some(given) => format!("发生在计入的时间里（{within}）；现在是 {given} 年。"),
        None => format!("发生在计入的时间里（{within}）。"),
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
            let value = words.value(fact, value);
            let verb = if Words::falls(outcome, condition) {
                "降到"
            } else {
                "达到"
            };
            format!("{}{verb}{}{value}，这一条就成立。", words.fact(fact), gap(&value))
        }
        WhatIf::CapBinds {
            fact,
            value,
            cap,
            scope,
            per,
        } => {
            let whole = match (scope, per) {
                (CapScope::Recipient, CapPer::Year) => "一年的",
                (CapScope::Recipient, CapPer::Ever) => "累计的",
                (CapScope::Counterparty, CapPer::Year) => "同一家企业一年的",
                (CapScope::Counterparty, CapPer::Ever) => "同一家企业累计的",
                (CapScope::Product, CapPer::Year) => "同一个产品一年的",
                (CapScope::Product, CapPer::Ever) => "同一个产品累计的",
            };
            let label = words.fact_in(fact, Some(rules::outcome::Period::Year(0)));
            let cap = money_wan(ZH, *cap).unwrap_or_else(|| money(ZH, *cap));
            format!("{whole}{label}到 {} 起，{cap}的上限开始起作用。", money(ZH, *value))
        }
        WhatIf::NextTier {
            fact,
            value,
            words: tier,
            amount,
        } => {
            let value = words.value(fact, value);
            let tier = quoted(outcome, tier);
            let label = words.fact_in(fact, Some(rules::outcome::Period::Year(0)));
            format!(
                "{label}降到{}{value}，就进入下一档（{tier}），算出来是 {}。",
                gap(&value),
                money(ZH, *amount)
            )
        }
    }
}
