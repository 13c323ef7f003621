//! What must be said beside every outcome.

use crate::badge::Say;

pub(crate) fn template(say: Say) -> &'static str {
    match say {
        Say::Draft => "Draft for comments (no official document)",
        Say::DraftOver => "The draft's own period is over (last day {0})",
        Say::DraftRunning => "Within the draft's own period{0}",
        Say::Ended => "No longer in force (last day {0})",
        Say::NotYet => "Not yet in force",
        Say::NotBefore => "Not yet in force (from {0})",
        Say::InForce => "In force{0}",
        Say::NoEnd => "Has come into force; no last day was found",
        Say::WindowOver => "Counts only what happened up to {0}, which is over",
        Say::StartUnknown => "First day in force not stated",
        Say::EnteredRule => "A rule that you entered, no published policy",
        Say::OwnRule => "A rule of this site, no published policy",
        Say::Secondary => "Figures from public reports, not checked against the text",
        Say::InPrinciple => "In principle",
        Say::HelpToApply => "Help to apply; a higher level decides",
        Say::ConditionOfAnother => "A condition of someone else's subsidy",
        Say::LastDay => " (last day)",
        Say::OneDayLeft => " ({0} day left)",
        Say::DaysLeft => " ({0} days left)",
        Say::Until => " (until {0})",
    }
}
