//! Why not, or why it is unclear.

use rules::outcome::{Outcome, Period, Reason, Why};

use super::{gap, is};
use crate::lookup::quoted;
use crate::number::days;
use crate::{Language, Words};

/// Words of a label that already say whose it is, so that 您的 in front of them would be wrong.
const SAYS_WHOSE: [&str; 7] = ["您", "客户", "企业", "辖区", "全市", "该产品", "专项资金"];

/// The name of a fact at the beginning of a sentence: "2023 年您的平均担保费率".
pub(super) fn subject(words: &Words<'_>, outcome: &Outcome, fact: &str, period: Option<Period>) -> String {
    let yearly = words.spec(fact).is_some_and(|spec| spec.series.is_some());
    let period = period.filter(|_| yearly);
    let label = words.fact_in(fact, period);
    let when = period.map_or_else(String::new, |period| crate::number::period(Language::Zh, period));
    let yours = Words::own(outcome) && !SAYS_WHOSE.iter().any(|word| label.contains(word));
    format!("{when}{}{label}", if yours { "您的" } else { "" })
}

#[expect(clippy::too_many_lines, reason = "one sentence for each case, in one table")]
pub(crate) fn reason(words: &Words<'_>, outcome: &Outcome, reason: &Reason) -> String {
    let subject = |fact: &str| subject(words, outcome, fact, reason.period);
    let clause = reason.words.as_deref().map(|clause| quoted(outcome, clause));
    let asked = |verb: &str| {
        let clause = clause.as_ref();
        clause.map_or_else(String::new, |clause| format!("，{verb}{clause}"))
    };
    match &reason.why {
        Why::Above {
            fact,
            given,
            limit,
            inclusive,
        } => {
            let (given, limit) = (words.value(fact, given), words.value(fact, limit));
            let barely = if given.ends_with(&limit) {
                "（略高一点）"
            } else {
                ""
            };
            let bound = if *inclusive { "不超过" } else { "低于" };
            format!(
                "{}{}{barely}，条款要求{bound}{}{limit}。",
                subject(fact),
                is(&given),
                gap(&limit)
            )
        }
        Why::Below {
            fact,
            given,
            limit,
            inclusive,
        } => {
            let (given, limit) = (words.value(fact, given), words.value(fact, limit));
            let barely = if given.ends_with(&limit) && given != limit {
                "（略低一点）"
            } else {
                ""
            };
            let bound = if *inclusive { "达到" } else { "超过" };
            format!(
                "{}{}{barely}，条款要求{bound}{}{limit}。",
                subject(fact),
                is(&given),
                gap(&limit)
            )
        }
        Why::TooLong { fact, from, to, until } => format!(
            "{}从 {from} 算到 {to}，超过了条款的期限：最晚到 {until}{}。",
            subject(fact),
            asked("条款写的是")
        ),
        Why::TooShort { fact, from, to, until } => format!(
            "{}从 {from} 算到 {to}，还不够：到 {until} 才满{}。",
            subject(fact),
            asked("条款写的是")
        ),
        Why::Compared {
            fact,
            given,
            other,
            other_given,
        } => {
            let (given, other_given) = (words.value(fact, given), words.value(other, other_given));
            let other = words.fact_in(other, None);
            format!(
                "{}{}，{other}{}{}。",
                subject(fact),
                is(&given),
                is(&other_given),
                asked("条款要求")
            )
        }
        Why::NotAmong { fact, given, allowed } => {
            let allowed = words.all_quoted(outcome, allowed.iter().map(String::as_str));
            format!("{}{}，条款只包括{allowed}。", subject(fact), chosen(words, fact, given))
        }
        Why::OpenList { fact, given, allowed } => {
            let allowed = words.all_quoted(outcome, allowed.iter().map(String::as_str));
            let given = chosen(words, fact, given);
            format!(
                "{}{given}，条款列了{allowed}，后面还有一个“等”字，没有说清这种情况算不算。",
                subject(fact)
            )
        }
        Why::Excluded { fact, given } => {
            format!(
                "{}{}{}。",
                subject(fact),
                chosen(words, fact, given),
                asked("条款排除的是")
            )
        }
        Why::Elsewhere { fact, given } => {
            let place = words.region(given);
            format!(
                "{}{}，不在条款要求的范围内{}。",
                subject(fact),
                is(&place),
                asked("条款写的是")
            )
        }
        Why::Answer { fact, given } => {
            let excludes = words
                .condition(outcome, &reason.condition, reason.words.as_deref())
                .is_some_and(|condition| condition.excludes);
            let answer = if *given { "是" } else { "否" };
            let verb = if excludes { "条款排除" } else { "条款要求" };
            format!("“{}”回答的是“{answer}”{}。", words.fact(fact), asked(verb))
        }
        Why::NoneOf { .. } => {
            let ways = words.ways(outcome, &reason.condition, reason.words.as_deref());
            format!("{ways}至少要符合一项，现在都不符合。")
        }
        Why::Undefined { fact } => format!("{}算不出来，因为要除的数是 0。", subject(fact)),
        Why::OutsideWindow { given, from, to } => {
            let when = if given.contains('-') {
                given.clone()
            } else {
                format!("{given} 年")
            };
            format!("{when}不在计入的时间里（{}）。", days(Language::Zh, *from, *to))
        }
        Why::Scope { reading } => words.reading(&outcome.measure, reading),
        Why::NoTier { fact, given } => {
            let given = words.value(fact, given);
            format!("{}{}，条款的各档都不包括它。", subject(fact), is(&given))
        }
        Why::Contract { fact, code } => format!("{}{}。", words.fact(fact), contract(code)),
        Why::TooLarge => "数字太大，没有办法精确计算。".to_owned(),
        Why::NoReferenceRate { day, from } => {
            format!("{day} 还没有可以查的 LPR，表从 {from} 开始；可以直接填合同所用的 LPR。")
        }
    }
}

/// "是大型企业"; of a set, "里没有" where nothing is chosen.
fn chosen(words: &Words<'_>, fact: &str, given: &str) -> String {
    if given.is_empty() {
        return "一个也没有".to_owned();
    }
    is(&words.value(fact, given))
}

/// What is wrong with a field of a contract, by the name of [`rules::contract::Problem`].
fn contract(code: &str) -> &'static str {
    match code {
        "Negative" => "不能小于 0",
        "AboveAmount" => "超过了能计算的最大金额",
        "AboveRate" => "超过了能计算的最高利率",
        "Term" => "不能是 0，也不能超过 50 年",
        "NotWholeMonths" => "要按整月填，因为这种方式按月计算",
        "NotDays" => "要按天填，或者填上起始日，因为这种方式按天计息",
        "NotAfter" => "要晚于起始日",
        "OutsideCalendar" => "算出来的日期超出了日历的范围",
        "Count" => "的个数和合同的年数对不上",
        _ => "填得不合适，算不出来",
    }
}
