//! What a column of a table means.

use rules::fact::{Catalogue, FactKind};
use serde::{Deserialize, Serialize};

/// A column: its heading, and what its cells are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// The heading, as it stands in the table.
    pub heading: String,
    /// What the cells are: [`PARTY`], the path of a fact (`loan.principal`), or the last day of a contract
    /// (`loan.ends_on`), which gives its term. Nothing where the column is not used.
    #[serde(rename = "as", default, skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// Of a series: the year (`2023`), the year of the contract (`1`), or the day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
    /// What a bare number counts. A cell with a unit of its own keeps that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Unit>,
}

/// The column whose cells tell parties apart.
pub const PARTY: &str = "party";

/// The last day of a contract, the day that it begins, and its term: accountants write the last day where clauses ask for
/// the term.
pub(crate) const LAST_DAYS: [(&str, &str, &str); 3] = [
    ("loan.ends_on", "loan.paid_out_on", "loan.term"),
    ("guarantee.ends_on", "guarantee.starts_on", "guarantee.term"),
    ("insurance.ends_on", "insurance.starts_on", "insurance.term"),
];

/// What a bare number of a column counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// 元.
    Yuan,
    /// 千元.
    Thousand,
    /// 万元.
    Wan,
    /// 亿元.
    Yi,
    /// %.
    Percent,
    /// ‰.
    Permille,
    /// BP, hundredths of a percentage point.
    BasisPoints,
    /// The fraction itself: 0.0435 is 4.35%. So workbooks hold percentages.
    Fraction,
    /// Months.
    Months,
    /// Days.
    Days,
    /// Years.
    Years,
}

/// The units that fit a kind of fact; none for facts that need none.
pub fn units(kind: FactKind) -> &'static [Unit] {
    match kind {
        FactKind::Money => &[Unit::Yuan, Unit::Thousand, Unit::Wan, Unit::Yi],
        FactKind::Rate => &[Unit::Percent, Unit::Permille, Unit::BasisPoints, Unit::Fraction],
        FactKind::Term => &[Unit::Months, Unit::Days, Unit::Years],
        _ => &[],
    }
}

/// The kind of value of a target; none where it is no fact.
pub fn kind(catalogue: &Catalogue, target: &str) -> Option<FactKind> {
    if LAST_DAYS.iter().any(|(path, ..)| *path == target) {
        return Some(FactKind::Date);
    }
    catalogue
        .find(target)
        .and_then(|fact| catalogue.spec(fact))
        .map(|spec| spec.kind)
}

/// Groups of which only the page asks: what is paid beside a loan, and the rule that a visitor enters. No document asks for them.
const OF_THE_PAGE: [&str; 2] = ["cost", "rule"];

/// Everything that a column can be, in the order of the catalogue: facts that can be given and are about a case, and behind
/// each day on which a contract begins its last day.
pub fn targets(catalogue: &Catalogue) -> Vec<String> {
    let mut targets = Vec::new();
    for group in &catalogue.groups {
        if OF_THE_PAGE.contains(&group.id.as_str()) {
            continue;
        }
        for spec in &group.facts {
            let derived = spec.derive.is_some() && !spec.asked;
            if derived || spec.kind == FactKind::Span {
                continue;
            }
            let path = format!("{}.{}", group.id, spec.id);
            let last = LAST_DAYS.iter().find(|(_, begins, _)| *begins == path);
            targets.push(path);
            targets.extend(last.map(|(last, ..)| (*last).to_owned()));
        }
    }
    targets
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_column_can_be_what_documents_ask_and_nothing_that_only_the_page_asks() {
        let plan = policies::plan().unwrap();
        let facts = plan.measures.iter().flat_map(|measure| plan.asks(measure));
        let asked: BTreeSet<_> = facts.filter_map(|fact| Some(&plan.catalogue.group(fact)?.id)).collect();
        let targets = targets(&plan.catalogue);
        for group in &plan.catalogue.groups {
            let inside = |target: &String| target.split('.').next() == Some(&group.id);
            assert_eq!(targets.iter().any(inside), asked.contains(&group.id), "{}", group.id);
        }
    }
}
