//! How much an assessment tells.

/// How much an assessment tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Detail {
    /// The status and the amount.
    Amount,
    /// Every reason and what is missing.
    Reasons,
    /// Every condition, and what would change the outcome.
    Conditions,
    /// The steps of the amount as well.
    Steps,
}

impl Detail {
    /// Whether every condition is told, also where it is met, and what would change the outcome.
    pub(super) fn tells_conditions(self) -> bool {
        self >= Self::Conditions
    }
}
