//! The sentences in Chinese.

use rules::outcome::{Block, Kind, Period, State, Status};

use crate::Language;
use crate::badge::{Left, Mark};
use crate::number::period;

pub(crate) mod condition;
pub(crate) mod field;
pub(crate) mod headline;
pub(crate) mod pack;
pub(crate) mod reason;
pub(crate) mod step;

pub(crate) fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Exact => "精确",
        Kind::AtMost => "至多",
        Kind::AtLeast => "至少",
        Kind::Ceiling => "上限价",
    }
}

pub(crate) fn status(status: Status) -> &'static str {
    match status {
        Status::Eligible => "符合条件",
        Status::Incomplete => "还缺信息",
        Status::Unclear => "条文没说清",
        Status::Ineligible => "不符合条件",
    }
}

pub(crate) fn block(block: Block) -> &'static str {
    match block {
        Block::Yours => "给您的钱",
        Block::Price => "您最多付",
        Block::Others => "付给别人的钱",
        Block::Reference => "供参考",
    }
}

pub(crate) fn state(state: State) -> &'static str {
    match state {
        State::Met => "符合",
        State::Failed => "不符合",
        State::Open => "还不知道",
        State::Unclear => "条文没说清",
    }
}

pub(crate) fn mark(mark: &Mark) -> String {
    match mark {
        Mark::Draft => "征求意见稿（不是正式文件）".to_owned(),
        Mark::DraftOver(Some(last)) => format!("草案自定的期限已过（{last} 届满）"),
        Mark::DraftOver(None) => "草案自定的期限已过".to_owned(),
        Mark::DraftRunning(time) => "草案自定的期限内".to_owned() + &left(*time),
        Mark::Ended(Some(last)) => format!("已失效（{last} 届满）"),
        Mark::Ended(None) => "已失效".to_owned(),
        Mark::NotYet(Some(first)) => format!("尚未施行（{first} 起）"),
        Mark::NotYet(None) => "尚未施行".to_owned(),
        Mark::InForce(time) => "有效".to_owned() + &left(*time),
        Mark::StartUnknown => "施行日期未写明".to_owned(),
        Mark::Secondary => "参数来自公开报道，未与原文核对".to_owned(),
        Mark::InPrinciple => "原则上".to_owned(),
        Mark::HelpToApply => "支持申请，由上级决定".to_owned(),
        Mark::ConditionOfAnother => "是他人受补的条件".to_owned(),
    }
}

fn left(time: Left) -> String {
    match time {
        Left::Open => String::new(),
        Left::Days(0) => "（最后一天）".to_owned(),
        Left::Days(days) => format!("（剩 {days} 天）"),
        Left::Until(last) => format!("（到 {last}）"),
    }
}

pub(crate) fn line(contract: Option<usize>, when: Option<Period>, key: Option<String>) -> String {
    let parts = [
        key,
        contract.map(|number| format!("第 {} 笔", number + 1)),
        when.map(|when| period(Language::Zh, when)),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join("，")
}

/// Takes out spaces that belong between a Chinese character and a number, where something else stands there.
fn tidy(sentence: &str) -> String {
    sentence.replace(" 约", "约").replace("） ", "）")
}

/// Puts one text behind another, with a space between a Chinese character and a number.
fn join(left: &str, right: &str) -> String {
    let number = right.starts_with(|first: char| first.is_ascii_alphanumeric() || first == '-');
    let open = !left.is_empty() && !left.ends_with(['）', '”', '：', '；', '，', '。', ' ']);
    let gap = if number && open { " " } else { "" };
    format!("{left}{gap}{right}")
}
