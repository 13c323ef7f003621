//! The sentence above everything else, and the comparison with a price.

use rules::outcome::{Block, ForceState, Kind, Outcome, Status};
use rules::pack::{Effect, Standing, Strength, Verification};

use super::tidy;
use crate::case::{Case, Open, several_contracts};
use crate::number::{money, percent, rate};
use crate::{Language, Words};

const ZH: Language = Language::Zh;

pub(crate) fn headline(words: &Words<'_>, outcome: &Outcome) -> String {
    let case = Case::of(words, outcome);
    if outcome.status == Status::Ineligible {
        return refusal(words, outcome);
    }
    if outcome.effect == Effect::Bound {
        return lead(outcome).to_owned() + &yes_or_no(words, outcome);
    }
    let Some(amount) = case.amount else {
        return no_amount(words, outcome);
    };
    let lead = lead(outcome);
    let if_met = match (outcome.status, case.open) {
        (Status::Unclear, _) => "条文没有说清这种情况；如果算符合，",
        (Status::Incomplete, Open::Conditions | Open::Nothing) => "如果还没回答的条件都满足，",
        (Status::Incomplete, Open::Numbers) => "还有数字没填，金额可能会变；先这样算，",
        (Status::Incomplete, Open::Both) => "如果还没回答的条件都满足，先按已填的数字算，",
        (Status::Eligible | Status::Ineligible, _) if lead.is_empty() => "按您填的情况，",
        (Status::Eligible | Status::Ineligible, _) => "",
    };
    let says = match (outcome.effect, outcome.block) {
        (Effect::Price, _) => price(words, outcome, &case, &money(ZH, amount)),
        (Effect::Receive, Block::Yours) => yours(words, outcome, &money(ZH, amount)),
        (Effect::Receive, _) => others(words, outcome, &money(ZH, amount)),
        (Effect::Fund | Effect::Bound, _) => fund(words, outcome, &money(ZH, amount), amount.is_zero()),
    };
    let partly = if case.partly {
        "不符合条件的部分没有算进去。"
    } else {
        ""
    };
    tidy(&format!("{lead}{if_met}{says}{partly}"))
}

/// What kind of document it is, where that is not simply law.
fn lead(outcome: &Outcome) -> &'static str {
    let secondary = outcome.verification == Verification::Secondary;
    match (outcome.standing, outcome.force) {
        (Standing::Draft, ForceState::Ended) => "按这份征求意见稿（不是正式文件，自定的期限也已过），",
        (Standing::Draft, ForceState::NotYet | ForceState::InForce | ForceState::Unknown) => {
            "按这份征求意见稿（不是正式文件），"
        }
        (Standing::Issued, ForceState::Ended) => "文件已经失效；按它原来的规定，",
        (Standing::Issued, ForceState::NotYet) => "文件还没有施行；按它的规定，",
        (Standing::Issued, ForceState::InForce | ForceState::Unknown) if secondary => {
            "按公开报道的规定（没有与原文核对），"
        }
        (Standing::Issued, ForceState::InForce | ForceState::Unknown) => "",
    }
}

/// How the one who asks is addressed as a recipient.
fn you(words: &Words<'_>, recipient: &str) -> String {
    match recipient {
        "firm" => "您的企业".to_owned(),
        "borrower" => "您".to_owned(),
        other => format!("您（{}）", words.recipient(other)),
    }
}

fn about(outcome: &Outcome) -> &'static str {
    match outcome.kind {
        Some(Kind::AtMost | Kind::Ceiling) => "最多",
        Some(Kind::AtLeast) => "至少",
        Some(Kind::Exact) | None => "",
    }
}

fn yours(words: &Words<'_>, outcome: &Outcome, amount: &str) -> String {
    let you = you(words, &outcome.recipient);
    let about = about(outcome);
    match (&outcome.payer, outcome.strength) {
        (Some(payer), Strength::HelpToApply) => {
            let payer = words.payer(payer);
            format!("可以支持{you}向{payer}申请补助，{about} {amount}；批不批、批多少由对方决定。")
        }
        (Some(payer), Strength::InPrinciple) => format!("原则上，{}{about}补助{you} {amount}。", words.payer(payer)),
        (Some(payer), Strength::Binding | Strength::ConditionOfAnother) => {
            format!("{}{about}补助{you} {amount}。", words.payer(payer))
        }
        (None, _) => format!("{you}{about}可以得到补助 {amount}。"),
    }
}

fn others(words: &Words<'_>, outcome: &Outcome, amount: &str) -> String {
    let recipient = words.recipient(&outcome.recipient);
    let about = about(outcome);
    match (&outcome.payer, outcome.strength) {
        (Some(payer), Strength::HelpToApply) => {
            let payer = words.payer(payer);
            format!("{recipient}可以向{payer}申请补助，{about} {amount}，批不批由对方决定；不是给您的钱。")
        }
        (Some(payer), _) => {
            format!("{}{about}付给{recipient} {amount}，不是给您的钱。", words.payer(payer))
        }
        (None, _) => format!("{about}付给{recipient} {amount}，不是给您的钱。"),
    }
}

fn price(words: &Words<'_>, outcome: &Outcome, case: &Case, amount: &str) -> String {
    let title = words.measure_title(&outcome.measure);
    let a_year = outcome.rate.map(|a_year| rate(ZH, a_year));
    let most = match (case.of_loan, a_year) {
        (true, Some(a_year)) => format!("年利率最高 {a_year}，整个期限的利息最多 {amount}"),
        (true, None) => format!("整个期限的利息最多 {amount}"),
        (false, Some(a_year)) if case.several => format!("合计最多 {amount}（年费率 {a_year}）"),
        (false, Some(a_year)) => format!("最多 {amount}（年费率 {a_year}）"),
        (false, None) => format!("最多 {amount}"),
    };
    let in_principle = match outcome.strength {
        Strength::InPrinciple => "原则上",
        Strength::Binding | Strength::HelpToApply | Strength::ConditionOfAnother => "",
    };
    let whose = match (outcome.block, outcome.strength) {
        (Block::Yours | Block::Price, Strength::ConditionOfAnother) => {
            "。这是对方拿补助的条件，不是对您的承诺。".to_owned()
        }
        (Block::Yours | Block::Price, _) => "。".to_owned(),
        (Block::Others | Block::Reference, _) => {
            format!("。付这个价钱的是{}，不是您。", words.recipient(&outcome.recipient))
        }
    };
    format!("{title}，{in_principle}{most}{whose}")
}

fn fund(words: &Words<'_>, outcome: &Outcome, amount: &str, nothing: bool) -> String {
    let payer = outcome
        .payer
        .as_ref()
        .map_or_else(String::new, |payer| words.payer(payer));
    let fund = words.recipient(&outcome.recipient);
    if nothing {
        return format!("{fund}已经够了，{payer}不用再补（{amount}）。");
    }
    format!("{payer}要给{fund}补足 {amount}。这是财政自己的预算安排，不付给申请人。")
}

fn yes_or_no(words: &Words<'_>, outcome: &Outcome) -> String {
    let title = words.measure_title(&outcome.measure);
    match outcome.status {
        Status::Eligible => format!("{title}符合要求。这一条只看符不符合，不付钱。"),
        Status::Incomplete => format!("{title}：还缺 {} 项信息，暂时不能判断。", outcome.missing.len()),
        Status::Unclear => format!("{title}：{}", first_reason(words, outcome, "条文没有说清这种情况。")),
        Status::Ineligible => refusal(words, outcome),
    }
}

fn no_amount(words: &Words<'_>, outcome: &Outcome) -> String {
    let whose = match outcome.block {
        Block::Others => format!("这一条不是给您的，是给{}的；", words.recipient(&outcome.recipient)),
        Block::Yours | Block::Price | Block::Reference => String::new(),
    };
    match outcome.status {
        Status::Unclear => format!("{whose}条文没有说清：{}", first_reason(words, outcome, "算不出金额。")),
        _ if outcome.missing.is_empty() => format!("{whose}暂时算不出金额。"),
        _ => format!("{whose}还缺 {} 项信息，暂时算不出金额。", outcome.missing.len()),
    }
}

fn refusal(words: &Words<'_>, outcome: &Outcome) -> String {
    let why = first_reason(words, outcome, "条件不符合。");
    match (outcome.effect, outcome.block) {
        (Effect::Bound, _) => format!("不符合这一条：{why}"),
        (Effect::Price, _) => format!("这个价格上限不适用：{why}"),
        (Effect::Fund, _) => format!("这一条不适用：{why}"),
        (Effect::Receive, Block::Others) => {
            format!("{}不能享受这一条：{why}", words.recipient(&outcome.recipient))
        }
        (Effect::Receive, _) => format!("不能享受：{why}"),
    }
}

fn first_reason(words: &Words<'_>, outcome: &Outcome, otherwise: &str) -> String {
    let reason = outcome.reasons.first();
    reason.map_or_else(|| otherwise.to_owned(), |reason| words.reason(outcome, reason))
}

pub(crate) fn paid(words: &Words<'_>, outcome: &Outcome) -> Option<String> {
    let paid = outcome.paid.as_ref()?;
    let case = Case::of(words, outcome);
    let first = if several_contracts(outcome) { "第 1 笔：" } else { "" };
    let amount = money(ZH, paid.amount);
    let difference = money(ZH, paid.difference);
    let at = paid.rate.map(|rate| percent(ZH, rate));
    let paid_so = match (case.of_loan, at) {
        (true, Some(at)) => format!("按您的年利率 {at}，利息一共 {amount}"),
        (true, None) => format!("您的利息一共 {amount}"),
        (false, Some(at)) => format!("您付 {amount}（年费率 {at}）"),
        (false, None) => format!("您付 {amount}"),
    };
    let above = !several_contracts(outcome) && outcome.amount.is_some_and(|ceiling| paid.amount > ceiling);
    let compared = match (paid.within, paid.difference.is_zero()) {
        (true, true) => "，正好是上限，没有超过。".to_owned(),
        (true, false) if above => format!("，费率没有超过上限；多出的 {difference}是四舍五入造成的。"),
        (true, false) => format!("，没有超过上限，比上限少 {difference}。"),
        (false, false) => format!("，超过上限 {difference}。"),
        (false, true) => "；费率超过了上限，只是折算到分看不出差别。".to_owned(),
    };
    Some(tidy(&format!("{first}{paid_so}{compared}")))
}
