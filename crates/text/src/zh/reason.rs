//! Why not, or why it is unclear.

use rules::outcome::{Outcome, Period, Reason, Why};

use super::join;
use crate::number::{days, period as when};
use crate::{Language, Words};

/// What a label says already, so that 您的 in front of it would be wrong.
const SAYS_WHOSE: [&str; 10] = [
    "您",
    "客户",
    "企业",
    "辖区",
    "全市",
    "该产品",
    "专项资金",
    "的",
    "几",
    "？",
];

/// The name of a fact as the subject of a sentence: "您 2023 年的平均担保费率".
fn subject(words: &Words<'_>, outcome: &Outcome, fact: &str, period: Option<Period>) -> String {
    let label = words.fact_in(fact, period);
    let yours = Words::own(outcome) && !SAYS_WHOSE.iter().any(|word| label.contains(word));
    match (period, yours) {
        (None, true) => format!("您的{label}"),
        (None, false) => label,
        (Some(period), yours) => {
            let of = if label.starts_with('末') { "" } else { "的" };
            let whose = if yours { "您 " } else { "" };
            format!("{whose}{}{of}{label}", when(Language::Zh, period))
        }
    }
}

#[expect(clippy::too_many_lines, reason = "one sentence for each case, in one table")]
pub(crate) fn reason(words: &Words<'_>, outcome: &Outcome, reason: &Reason) -> String {
    let period = |fact: &str| reason.period.filter(|_| words.yearly(fact));
    let subject = |fact: &str| subject(words, outcome, fact, period(fact));
    let clause = words.clause(outcome, &reason.condition, reason.words.as_deref());
    let clause = |verb: &str| {
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
            let barely = if rounds_to(&given, &limit) {
                "（略高一点）"
            } else {
                ""
            };
            let bound = join(if *inclusive { "不超过" } else { "低于" }, &limit);
            format!("{}{barely}，条款要求{bound}。", is(&subject(fact), &given))
        }
        Why::Below {
            fact,
            given,
            limit,
            inclusive,
        } => {
            let (given, limit) = (words.value(fact, given), words.value(fact, limit));
            let barely = if rounds_to(&given, &limit) {
                "（略低一点）"
            } else {
                ""
            };
            let bound = join(if *inclusive { "至少" } else { "超过" }, &limit);
            format!("{}{barely}，条款要求{bound}。", is(&subject(fact), &given))
        }
        Why::TooLong { fact, from, to, until } => {
            let clause = clause("条款要求");
            format!("{}从 {from} 算到 {to}，太长，最晚到 {until}{clause}。", subject(fact))
        }
        Why::TooShort { fact, from, to, until } => {
            let clause = clause("条款要求");
            format!("{}从 {from} 算到 {to}，还不够，要到 {until}{clause}。", subject(fact))
        }
        Why::Compared {
            fact,
            given,
            other,
            other_given,
        } => {
            let own = is(&subject(fact), &words.value(fact, given));
            let other = is(&words.fact_in(other, period(other)), &words.value(other, other_given));
            format!("{own}，{other}{}。", clause("条款要求"))
        }
        Why::NotAmong { fact, given, allowed } => {
            let allowed = words.all_quoted(outcome, allowed.iter().map(String::as_str));
            format!("{}，条款只包括{allowed}。", chosen(words, &subject(fact), fact, given))
        }
        Why::OpenList { fact, given, allowed } => {
            let allowed = words.all_quoted(outcome, allowed.iter().map(String::as_str));
            let chosen = chosen(words, &subject(fact), fact, given);
            format!("{chosen}，条款列了{allowed}，后面还有一个“等”字，没有说清这种情况算不算。")
        }
        Why::Excluded { fact, given } => {
            format!("{}{}。", chosen(words, &subject(fact), fact, given), clause("条款排除"))
        }
        Why::Elsewhere { fact, given } => {
            let place = is(&subject(fact), &words.region(given));
            format!("{place}，不在条款的范围内{}。", clause("条款要求"))
        }
        Why::Answer { fact, given } => {
            let excludes = words
                .condition(outcome, &reason.condition, reason.words.as_deref())
                .is_some_and(|condition| condition.excludes);
            let answer = if *given { "是" } else { "否" };
            let clause = clause(if excludes { "条款排除" } else { "条款要求" });
            let year = period(fact).map_or_else(String::new, |period| when(Language::Zh, period) + "，");
            format!(
                "{year}“{}”，回答是“{answer}”{clause}。",
                words.fact_in(fact, period(fact))
            )
        }
        Why::NoneOf { .. } => format!(
            "{}至少要符合一项，现在都不符合。",
            words
                .clause(outcome, &reason.condition, None)
                .unwrap_or_else(|| words.fact(&reason.condition))
        ),
        Why::Undefined { fact } => format!("{}算不出来，因为要除的数是 0。", subject(fact)),
        Why::OutsideWindow { given, from, to } => {
            let counts = days(Language::Zh, *from, *to);
            match words.dated(outcome).filter(|_| given.contains('-')) {
                Some(dated) => format!("{}是 {given}，不在计入的时间里（{counts}）。", words.fact(&dated)),
                None if given.contains('-') => format!("{given} 不在计入的时间里（{counts}）。"),
                None => format!("{given} 年不在计入的时间里（{counts}）。"),
            }
        }
        Why::Scope { reading } => words.reading(&outcome.measure, reading),
        Why::NoTier { fact, given } => {
            let given = is(&subject(fact), &words.value(fact, given));
            format!("{given}，条款的各档都不包括它。")
        }
        Why::Contract { fact, code } => format!("{}{}。", words.fact(fact), contract(code)),
        Why::TooLarge => "数字太大，没有办法精确计算。".to_owned(),
        Why::NoReferenceRate { day, from } => {
            format!("{day} 还没有可以查的 LPR，表从 {from} 开始；可以直接填合同所用的 LPR。")
        }
    }
}

/// "年化保险费率是 1.5 %", "主体类型是大型企业".
fn is(subject: &str, value: &str) -> String {
    join(&format!("{subject}是"), value)
}

/// Whether a number that does not end is shown with the same digits as the limit.
fn rounds_to(given: &str, limit: &str) -> bool {
    given.strip_prefix("约 ") == Some(limit)
}

fn chosen(words: &Words<'_>, subject: &str, fact: &str, given: &str) -> String {
    if given.is_empty() {
        return format!("{subject}一个也没有");
    }
    is(subject, &words.value(fact, given))
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
