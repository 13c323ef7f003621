//! The rule that a visitor enters who holds a notice of which there is no pack.

use std::collections::BTreeMap;

use rules::Date;
use rules::fact::Catalogue;
use rules::lpr::Lpr;
use rules::pack::{Pack, entered};
use text::Language;

use crate::error::{Entered, Thrown, shape};
use crate::packs;

/// The day that the pack of a computation bears: it is shown nowhere, and a result must not change from day to day.
const ANY_DAY: &str = "2000-01-01";

/// What stands above a pack that is kept: what is left to do until it is one of a document.
const HEAD: &str = "# 从填写的数写出来的规则，还不是一份政策文件。照通知补全：
# 1. document：id、region、文件标题、文号、印发日期；verification 改成 \"original\"，加上 [document.force]。
# 2. summary 换成通知的原文 quote，其他各项的 words 照原文逐字改；通知里的其他条件加到 when。
# 3. huisuan check 这个文件，直到没有错误。
# A rule written from numbers that were entered. To make it a pack: fill in the document, replace each summary by the text of
# the notice as `quote` and the words by its words, add its other conditions, then run `huisuan check`.

";

/// The text of the pack, for whoever goes on writing it. Answers to the facts of the group `rule`, by name; ISO day.
pub(crate) fn pack(values: &BTreeMap<String, String>, day: &str) -> Result<String, Thrown> {
    Ok([HEAD, &written(values, day)?].concat())
}

fn written(values: &BTreeMap<String, String>, day: &str) -> Result<String, Thrown> {
    let day = Date::parse(day).map_err(shape)?;
    entered(values, day).map_err(|fields| Thrown::Entered {
        error: Entered::Entered,
        fields,
    })
}

/// Compiles the rule for the page.
pub(crate) fn compile(
    values: &BTreeMap<String, String>,
    facts: Catalogue,
    lpr: Lpr,
    language: Language,
) -> Result<Vec<u8>, Thrown> {
    let pack: Pack = toml::from_str(&written(values, ANY_DAY)?).map_err(shape)?;
    let plan = packs::alone(pack, facts, lpr, language)?;
    let plan = plan.map_err(|messages| Thrown::Senseless {
        error: Entered::Entered,
        messages,
    })?;
    Ok(plan.document_bytes(0).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use rules::outcome::{Block, Kind, Status};
    use rules::pack::{EnteredWhy, Verification};
    use rules::request::Request;

    use rules::plan::Plan;

    use super::*;

    fn values(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
        let pairs = pairs
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        pairs.collect()
    }

    fn plan(pairs: &[(&str, &str)]) -> Plan {
        let (facts, lpr) = (policies::catalogue().unwrap(), policies::lpr().unwrap());
        let bytes = compile(&values(pairs), facts.clone(), lpr.clone(), Language::Zh);
        let bytes = bytes.unwrap_or_else(|thrown| panic!("{}", serde_json::to_string(&thrown).unwrap()));
        let mut plan = Plan::new(facts, lpr, Vec::new()).unwrap();
        plan.add_document(&bytes).unwrap();
        plan
    }

    fn outcome(plan: &Plan, facts: &str) -> rules::outcome::Outcome {
        let request = format!(
            r#"{{ "schema": 1, "day": "2026-11-22", "role": "firm", "measures": ["entered/rule"], "facts": {facts} }}"#
        );
        let request: Request = serde_json::from_str(&request).unwrap();
        plan.assess(&request).unwrap().outcomes.remove(0)
    }

    const LOAN: &str = r#"{ "loan": [{ "principal": "500万元", "rate": "3.6%", "term": "24个月", "paid_out_on": "2025-01-01",
        "repayment": "interest-monthly", "day_basis": "30/360" }] }"#;

    #[test]
    fn half_of_the_interest_up_to_a_cap_a_year() {
        let rule = [
            ("kind", "interest-share"),
            ("interest_share", "50%"),
            ("most", "500万元"),
            ("most_rate", "3.6%"),
            ("cap", "8万元"),
            ("cap_per", "year"),
        ];
        let outcome = outcome(&plan(&rule), LOAN);
        assert_eq!(outcome.amount.unwrap().to_string(), "167500.00");
        assert!(outcome.capped);
        assert_eq!(outcome.kind, Some(Kind::Exact));
        assert_eq!(
            (outcome.verification, outcome.block),
            (Verification::Entered, Block::Yours)
        );
        let outcome = self::outcome(&plan(&rule[..2]), LOAN);
        assert_eq!(outcome.amount.unwrap().to_string(), "180000.00");
    }

    #[test]
    fn each_bound_lets_its_own_value_pass_and_the_next_one_not() {
        for (name, value, below) in [
            ("most", "500万元", "4999999.99"),
            ("most_rate", "3.6%", "3.5999%"),
            ("most_months", "24", "23"),
        ] {
            let rule = |value| [("kind", "interest-share"), ("interest_share", "50%"), (name, value)];
            let amount = |value| {
                outcome(&plan(&rule(value)), LOAN)
                    .amount
                    .map(|amount| amount.to_string())
            };
            assert_eq!(amount(value).as_deref(), Some("180000.00"), "{name}");
            assert_eq!(amount(below), None, "{name}");
        }
    }

    #[test]
    fn a_term_in_days_is_held_against_the_longest_one_by_the_calendar() {
        let plan = plan(&[
            ("kind", "points"),
            ("points", "1.5%"),
            ("most_months", "12"),
            ("limit_months", "12"),
        ]);
        let status = |term: &str, paid_out_on: &str| {
            let loan = format!(
                r#"{{ "loan": [{{ "principal": "500万元", "rate": "3.6%", "term": "{term}", "paid_out_on": "{paid_out_on}",
                    "repayment": "bullet", "day_basis": "act/365" }}] }}"#
            );
            outcome(&plan, &loan).status
        };
        assert_eq!(status("365天", "2025-01-01"), Status::Eligible);
        assert_eq!(status("366天", "2025-01-01"), Status::Ineligible);
        assert_eq!(status("366天", "2024-01-31"), Status::Eligible);
        assert_eq!(status("367天", "2024-01-31"), Status::Ineligible);
    }

    #[test]
    fn points_on_a_limited_principal_for_a_limited_time() {
        let rule = [
            ("kind", "points"),
            ("points", "1.5%"),
            ("limit", "300万"),
            ("limit_months", "12"),
            ("cap", "40000"),
            ("cap_per", "ever"),
        ];
        let outcome = outcome(&plan(&rule), LOAN);
        assert_eq!(outcome.amount.unwrap().to_string(), "40000.00");
        let outcome = self::outcome(&plan(&rule[..4]), LOAN);
        assert_eq!(outcome.amount.unwrap().to_string(), "45000.00");
    }

    #[test]
    fn only_contracts_of_the_window_count() {
        for (from, to, counts) in [
            ("2025-01-01", "2025-01-01", true),
            ("2025-01-01", "", true),
            ("", "2025-01-01", true),
            ("2025-01-02", "", false),
            ("", "2024-12-31", false),
        ] {
            let rule = [("kind", "points"), ("points", "1%"), ("from", from), ("to", to)];
            let outcome = outcome(&plan(&rule), LOAN);
            let amount = outcome.amount.map(|amount| amount.to_string());
            assert_eq!(amount.as_deref(), counts.then_some("100000.00"), "{from} {to}");
        }
    }

    #[test]
    fn a_fee_has_a_ceiling_and_is_no_benefit() {
        let rule = [("kind", "fee-ceiling"), ("fee", "0.5%"), ("most", "1000万元")];
        let facts = r#"{ "guarantee": [{ "amount": "400万元", "customer_total": "400万元", "term": "12个月", "fee_rate": "1%", "charging": "upfront-original",
            "starts_on": "2026-01-01" }] }"#;
        let outcome = outcome(&plan(&rule), facts);
        assert_eq!(outcome.amount.unwrap().to_string(), "20000.00");
        assert_eq!((outcome.kind, outcome.block), (Some(Kind::Ceiling), Block::Price));
    }

    #[test]
    fn a_share_of_the_premium() {
        let rule = [
            ("kind", "premium-share"),
            ("premium_share", "30%"),
            ("most", "100万元"),
            ("cap", "1万元"),
            ("cap_per", "ever"),
        ];
        let facts = r#"{ "insurance": [{ "kind": "small-loan-guarantee", "insured": "100万元", "premium": "12345.67",
            "term": "12个月", "starts_on": "2026-01-01" }] }"#;
        let outcome = outcome(&plan(&rule), facts);
        assert_eq!(outcome.amount.unwrap().to_string(), "3703.70");
    }

    #[test]
    fn what_is_missing_or_cannot_be_is_told_by_field() {
        let told = |pairs: &[(&str, &str)]| match written(&values(pairs), ANY_DAY) {
            Err(Thrown::Entered { fields, .. }) => fields.into_iter().map(|error| (error.field, error.why)).collect(),
            _ => Vec::new(),
        };
        assert_eq!(told(&[]), [("kind", EnteredWhy::Missing)]);
        assert_eq!(told(&[("kind", "points")]), [("points", EnteredWhy::Missing)]);
        let capped = [("kind", "points"), ("points", "1%"), ("cap", "1万")];
        assert_eq!(told(&capped), [("cap_per", EnteredWhy::Missing)]);
        assert_eq!(
            told(&[
                ("kind", "points"),
                ("points", "1.5"),
                ("most", "many"),
                ("from", "2025-01-02"),
                ("to", "2025-01-01")
            ]),
            [
                ("most", EnteredWhy::Unreadable),
                ("points", EnteredWhy::Unreadable),
                ("to", EnteredWhy::BeforeFirst)
            ]
        );
    }

    #[test]
    fn what_is_kept_is_a_pack_that_says_the_same() {
        let rule = values(&[
            ("kind", "interest-share"),
            ("interest_share", "33.5%"),
            ("most", "１,２００万"),
            ("most_rate", "4%"),
            ("most_months", "36"),
            ("limit_months", "24"),
            ("cap", "20万元"),
            ("cap_per", "year"),
        ]);
        let text = pack(&rule, "2026-11-22").ok().unwrap();
        let pack: Pack = toml::from_str(&text).unwrap();
        assert_eq!(
            pack.measures[0].summary.iter().collect::<Vec<_>>(),
            [
                "对单笔1200万元及以下、年利率不超过4%、贷款期限不超过36个月的贷款，按实际支付利息的33.5%给予贴息，贴息期限不超过24个月，\
                每年最高不超过20万元"
            ]
        );
        assert_eq!(
            pack.measures[0].translation.as_deref(),
            Some(
                "Loans up to 12,000,000.00 yuan, at an annual rate of at most 4%, for a term of at most 36 months: 33.5% of the \
                interest paid, for at most 24 months, at most 200,000.00 yuan a year."
            )
        );
        assert_eq!(pack.document.verified_on, "2026-11-22");
    }
}
