//! The words in English: every template and name that the engine's closed set of results needs.

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
        Kind::Exact => "exact",
        Kind::AtMost => "at most",
        Kind::AtLeast => "at least",
        Kind::Ceiling => "price ceiling",
    }
}

pub(crate) fn status(status: Status) -> &'static str {
    match status {
        Status::Eligible => "conditions met",
        Status::Incomplete => "answers missing",
        Status::Unclear => "the clause does not say",
        Status::Ineligible => "conditions not met",
        Status::Pointer => "another document decides",
        Status::Goal => "a target",
    }
}

pub(crate) fn block(block: Block) -> &'static str {
    match block {
        Block::Yours => "Money to you",
        Block::Price => "The most you pay",
        Block::Others => "Money paid to others",
        Block::Reference => "For reference",
    }
}

pub(crate) fn state(state: State) -> &'static str {
    match state {
        State::Met => "met",
        State::Failed => "not met",
        State::Open => "not known yet",
        State::Unclear => "the clause does not say",
    }
}
