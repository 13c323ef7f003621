//! How an amount came about.

use rules::Exact;
use rules::outcome::{Outcome, Period};
use rules::pack::{CapPer, CapScope};
use rules::trace::Step;

use super::tidy;
use crate::lookup::quoted;
use crate::number::{money, number, percent, rate, yuan};
use crate::steps::{ShareOf, years};
use crate::{Language, Words};

const ZH: Language = Language::Zh;

pub(crate) fn share_of(words: &Words<'_>, told: &ShareOf<'_>) -> String {
    let base = base(words, told.fact, told.period, told.contract, told.base);
    if told.share == Exact::ONE {
        return tidy(&format!("{base}，全额计算。"));
    }
    let share = percent(ZH, told.share);
    tidy(&format!("{base}的 {share} 是 {}。", yuan(ZH, told.result)))
}

/// "2023 年融资利息 1,650,000.00 元".
fn base(words: &Words<'_>, fact: &str, period: Option<Period>, contract: Option<usize>, amount: Exact) -> String {
    let numbered = contract.map_or_else(String::new, |number| format!("第 {} 笔，", number + 1));
    format!(
        "{numbered}{}{} {}",
        when(period),
        words.fact_in(fact, period),
        yuan(ZH, amount)
    )
}

fn when(period: Option<Period>) -> String {
    period.map_or_else(String::new, |period| crate::number::period(ZH, period))
}

pub(crate) fn step(words: &Words<'_>, outcome: &Outcome, step: &Step, contract: Option<usize>) -> String {
    tidy(&told(words, outcome, step, contract))
}

#[expect(clippy::too_many_lines, reason = "one sentence for each case, in one table")]
fn told(words: &Words<'_>, outcome: &Outcome, step: &Step, contract: Option<usize>) -> String {
    match step {
        Step::Base {
            fact, period, amount, ..
        } => base(words, fact, *period, contract, *amount) + "。",
        Step::Share {
            share, base, result, ..
        } => format!(
            "{}的 {} 是 {}。",
            yuan(ZH, *base),
            percent(ZH, *share),
            yuan(ZH, *result)
        ),
        Step::Tier {
            fact,
            given,
            words: tier,
        } => {
            let label = words.fact_of_a_year(fact);
            let given = percent(ZH, *given);
            format!("{label}是 {given}，属于{}这一档。", quoted(outcome, tier))
        }
        Step::Slice {
            words: slice,
            part,
            share,
            result,
        } => {
            let slice = quoted(outcome, slice);
            if part.is_zero() {
                format!("{slice}：没有。")
            } else if share.is_zero() {
                format!("{slice}有 {}，不补。", yuan(ZH, *part))
            } else {
                let (part, share) = (yuan(ZH, *part), percent(ZH, *share));
                format!("{slice}有 {part}，补 {share}，是 {}。", yuan(ZH, *result))
            }
        }
        Step::Factor {
            words: clause,
            factor,
            result,
        } => format!(
            "再乘以系数 {}（{}），是 {}。",
            number(ZH, *factor, 0),
            quoted(outcome, clause),
            yuan(ZH, *result)
        ),
        Step::Less { fact, amount, result } if result.is_zero() => {
            format!("{}有 {}，已经够了，不用再补。", words.fact(fact), yuan(ZH, *amount))
        }
        Step::Less { fact, amount, result } => {
            format!(
                "减去{} {}，还差 {}。",
                words.fact(fact),
                yuan(ZH, *amount),
                yuan(ZH, *result)
            )
        }
        Step::ReferenceRate {
            rate: found,
            published: Some(day),
        } => format!("LPR 是 {}（{day} 公布）。", rate(ZH, *found)),
        Step::ReferenceRate {
            rate: found,
            published: None,
        } => format!("LPR 用您填的 {}。", rate(ZH, *found)),
        Step::LoanInterest {
            rate: a_year,
            payments,
            interest,
        } => format!(
            "按年利率 {}，{payments} 期利息一共 {}。",
            rate(ZH, *a_year),
            money(ZH, *interest)
        ),
        Step::PrincipalLimit {
            words: clause,
            limit,
            binds,
        } => {
            let (clause, limit) = (quoted(outcome, clause), yuan(ZH, *limit));
            if *binds {
                format!("本金最多按 {limit}计算（{clause}），超出的部分不算。")
            } else {
                format!("本金没有超过 {limit}（{clause}），全部计算。")
            }
        }
        Step::TimeLimit {
            words: clause,
            months,
            left_out,
        } => {
            let clause = quoted(outcome, clause);
            if *left_out == 0 {
                format!("放款后 {months} 个月内的利息都算（{clause}）。")
            } else {
                format!("只算放款后 {months} 个月内的利息（{clause}），之后的 {left_out} 期不算。")
            }
        }
        Step::PerPayment {
            share,
            period,
            payments,
            interest,
            result,
            ..
        } => {
            let (interest, share, result) = (yuan(ZH, *interest), percent(ZH, *share), yuan(ZH, *result));
            let when = period.map_or_else(String::new, |_| when(*period) + " ");
            format!("{when}{payments} 期利息里计入的共 {interest}；每期取 {share}、四舍五入到分，合计 {result}。")
        }
        Step::Cap { .. } => cap(words, outcome, step),
        Step::Round { period, from, to, down } => {
            let when = period.map_or_else(String::new, |_| when(*period) + "：");
            let how = if *down {
                "不到一分的舍去"
            } else {
                "四舍五入到分"
            };
            format!("{when}{}，{how}，是 {}。", yuan(ZH, *from), money(ZH, *to))
        }
        Step::Total { parts, amount } => {
            let noun = if years(outcome) { "年" } else { "项" };
            format!("{parts} {noun}合计 {}。", money(ZH, *amount))
        }
    }
}

fn cap(words: &Words<'_>, outcome: &Outcome, step: &Step) -> String {
    let Step::Cap {
        words: clause,
        scope,
        per,
        period,
        sum,
        cap,
        binds,
    } = step
    else {
        return String::new();
    };
    let shared = words.cap(outcome, clause).is_some_and(|cap| cap.shared);
    let whose = match (scope, shared) {
        (CapScope::Recipient, false) => each(words, &outcome.recipient),
        (CapScope::Counterparty, false) => "同一家企业".to_owned(),
        (CapScope::Product, false) => "每个产品".to_owned(),
        (CapScope::Recipient, true) => "各单位加起来".to_owned(),
        (CapScope::Counterparty, true) => "同一家企业，各单位加起来".to_owned(),
        (CapScope::Product, true) => "同一个产品，各单位加起来".to_owned(),
    };
    let per = match per {
        CapPer::Year => "每年",
        CapPer::Ever => "累计",
    };
    let limit = yuan(ZH, *cap);
    let sum = yuan(ZH, *sum);
    let when = when(*period);
    if *binds {
        format!(
            "{when}{}{sum}；{whose}{per}最多 {limit}，所以是 {limit}。",
            together(period.is_some())
        )
    } else {
        format!(
            "{whose}{per}最多 {limit}；{when}{}{sum}，没有超过。",
            together(period.is_some())
        )
    }
}

fn together(dated: bool) -> &'static str {
    if dated { "合计 " } else { "一共 " }
}

/// "每家企业".
fn each(words: &Words<'_>, recipient: &str) -> String {
    match recipient {
        "firm" => "每家企业".to_owned(),
        "borrower" => "每位借款人".to_owned(),
        other => format!("每家{}", words.recipient(other)),
    }
}
