//! The words in Chinese: every template and name that the engine's closed set of results needs.

use rules::outcome::{Block, Kind, State, Status};

pub(crate) mod badge;
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
        Status::Pointer => "由另一份文件决定",
        Status::Goal => "目标",
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
