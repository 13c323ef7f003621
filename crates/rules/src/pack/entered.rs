//! A rule that somebody enters who holds a notice of which there is no pack: from a few numbers to the text of a pack.
//!
//! The words are ours, so they stand in `summary` and are never quoted; what the numbers are comes from whoever entered them.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{Date, Money, Rate};

/// The name of the document inside 惠算.
pub const ENTERED: &str = "entered";

/// Why there is no rule yet.
#[derive(Clone, Debug, Serialize, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EnteredError {
    /// The fact of the group `rule`, such as `points`.
    pub field: &'static str,
    /// What was given; empty for nothing.
    pub given: String,
    /// What is wrong with it.
    pub why: EnteredWhy,
}

/// What is wrong with an answer.
#[derive(Clone, Copy, Debug, Serialize, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum EnteredWhy {
    /// The rule needs it, and nothing was given.
    Missing,
    /// It is none of the choices, no amount, rate, whole number or date.
    Unreadable,
    /// The last day lies before the first.
    BeforeFirst,
}

/// The text of a pack from the answers to the facts of the group `rule`, by their names; `verified_on` is the day that it
/// bears, ISO.
///
/// Amounts, rates and dates are texts as people type them (`500万元`, `1.5%`, `2025-01-01`), months whole numbers. Every bound, cap and window that was left out is left out of the rule.
///
/// # Errors
/// All fields that are needed and empty, or say what they cannot.
pub fn entered(values: &BTreeMap<String, String>, verified_on: Date) -> Result<String, Vec<EnteredError>> {
    let mut reader = Reader {
        values,
        errors: Vec::new(),
    };
    let kind = match values.get("kind").map(String::as_str) {
        Some("interest-share") => Kind::InterestShare,
        Some("points") => Kind::Points,
        Some("fee-ceiling") => Kind::FeeCeiling,
        Some("premium-share") => Kind::PremiumShare,
        given => {
            let why = given.map_or(EnteredWhy::Missing, |_| EnteredWhy::Unreadable);
            let given = given.unwrap_or_default().to_owned();
            let field = "kind";
            return Err(vec![EnteredError { field, given, why }]);
        }
    };
    let mut rule = Rule {
        kind,
        ..Rule::default()
    };
    rule.bounds(&mut reader);
    rule.amount(&mut reader);
    rule.limits(&mut reader);
    rule.cap(&mut reader);
    let window = window(kind, &mut reader);
    if reader.errors.is_empty() {
        Ok(rule.text(&window, verified_on))
    } else {
        Err(reader.errors)
    }
}

/// How the rule pays.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Kind {
    #[default]
    InterestShare,
    Points,
    FeeCeiling,
    PremiumShare,
}

impl Kind {
    fn is_loan(self) -> bool {
        matches!(self, Self::InterestShare | Self::Points)
    }

    /// The name of what is paid or limited, in both languages.
    fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::InterestShare | Self::Points => ("贷款贴息", "interest subsidy"),
            Self::FeeCeiling => ("担保费率上限", "ceiling of the guarantee fee"),
            Self::PremiumShare => ("保费补贴", "premium subsidy"),
        }
    }

    fn topic(self) -> &'static str {
        match self {
            Self::InterestShare | Self::Points => "interest-subsidy",
            Self::FeeCeiling => "guarantee-fee",
            Self::PremiumShare => "insurance-premium",
        }
    }

    /// The date that places a contract.
    fn dated(self) -> &'static str {
        match self {
            Self::InterestShare | Self::Points => "loan.paid_out_on",
            Self::FeeCeiling => "guarantee.starts_on",
            Self::PremiumShare => "insurance.starts_on",
        }
    }
}

struct Reader<'v> {
    values: &'v BTreeMap<String, String>,
    errors: Vec<EnteredError>,
}

impl Reader<'_> {
    fn refuse(&mut self, field: &'static str, given: String, why: EnteredWhy) {
        self.errors.push(EnteredError { field, given, why });
    }

    /// What was given for a field as it reads; nothing where nothing was, and an error where it cannot be read.
    fn read<T, E>(&mut self, field: &'static str, parse: impl Fn(&str) -> Result<T, E>) -> Option<T> {
        let given = self.values.get(field).map(|text| text.trim()).unwrap_or_default();
        if given.is_empty() {
            return None;
        }
        let read = parse(given).ok();
        if read.is_none() {
            self.refuse(field, given.to_owned(), EnteredWhy::Unreadable);
        }
        read
    }

    /// The same of a field that must be given.
    fn need<T, E>(&mut self, field: &'static str, parse: impl Fn(&str) -> Result<T, E>) -> Option<T> {
        let before = self.errors.len();
        let read = self.read(field, parse);
        if read.is_none() && self.errors.len() == before {
            self.refuse(field, String::new(), EnteredWhy::Missing);
        }
        read
    }

    fn money(&mut self, field: &'static str) -> Option<Sum> {
        let amount = self.read(field, Money::parse)?;
        Some(Sum(amount))
    }

    fn months(&mut self, field: &'static str) -> Option<u32> {
        self.read(field, str::parse)
    }
}

/// A sum in the words of both languages.
struct Sum(Money);

impl Sum {
    fn zh(&self) -> String {
        format!("{}万元", self.0.in_wan())
    }

    fn en(&self) -> String {
        format!("{} yuan", self.0.grouped())
    }
}

/// A rate in points: 1.5 for 1.5%.
fn points(rate: Rate) -> String {
    rate.to_string().trim_end_matches('%').to_owned()
}

/// The parts of the rule as they are found.
#[derive(Default)]
struct Rule {
    kind: Kind,
    /// The bounds in words.
    zh: Vec<String>,
    en: Vec<String>,
    /// What is paid, and what limits it.
    pays: Vec<String>,
    pays_en: Vec<String>,
    when: Vec<String>,
    amount: String,
    limits: Vec<String>,
    caps: Vec<String>,
}

impl Rule {
    /// A condition with its words.
    fn bound(&mut self, fact: &str, zh: String, en: String) {
        self.when.push(format!("{{ fact = \"{fact}\", words = \"{zh}\" }}"));
        self.zh.push(zh);
        self.en.push(en);
    }

    fn bounds(&mut self, reader: &mut Reader<'_>) {
        let (fact, of, of_en) = match self.kind {
            Kind::InterestShare | Kind::Points => ("loan.principal", "单笔", "up to"),
            Kind::FeeCeiling => (
                "guarantee.customer_total",
                "单户担保金额",
                "guaranteed amount of a customer up to",
            ),
            Kind::PremiumShare => ("insurance.insured", "保险金额", "insured amount up to"),
        };
        if let Some(most) = reader.money("most") {
            self.bound(
                fact,
                format!("{of}{}及以下", most.zh()),
                format!("{of_en} {}", most.en()),
            );
        }
        if !self.kind.is_loan() {
            return;
        }
        if let Some(rate) = reader.read("most_rate", Rate::parse) {
            let zh = format!("年利率不超过{rate}");
            self.bound("loan.rate", zh, format!("at an annual rate of at most {rate}"));
        }
        if let Some(months) = reader.months("most_months") {
            let zh = format!("贷款期限不超过{months}个月");
            self.bound("loan.term", zh, format!("for a term of at most {months} months"));
        }
    }

    fn amount(&mut self, reader: &mut Reader<'_>) {
        let field = match self.kind {
            Kind::InterestShare => "interest_share",
            Kind::Points => "points",
            Kind::FeeCeiling => "fee",
            Kind::PremiumShare => "premium_share",
        };
        let Some(rate) = reader.need(field, Rate::parse) else {
            return;
        };
        let (words, en, amount) = match self.kind {
            Kind::InterestShare => (
                format!("按实际支付利息的{rate}给予贴息"),
                format!("{rate} of the interest paid"),
                "interest_share = { words = \"WORDS\" }",
            ),
            Kind::Points => (
                format!("按年{}个百分点给予贴息", points(rate)),
                format!("{} percentage points a year", points(rate)),
                "points = { words = \"WORDS\" }",
            ),
            Kind::FeeCeiling => (
                format!("年担保费率不超过{rate}"),
                format!("a guarantee fee of at most {rate} a year"),
                "price = { words = \"WORDS\", of = \"guarantee.fee_base\", against = \"guarantee.fee_rate\" }",
            ),
            Kind::PremiumShare => (
                format!("按保费的{rate}给予补贴"),
                format!("{rate} of the premium"),
                "share = { words = \"WORDS\", of = \"insurance.premium\" }",
            ),
        };
        self.amount = amount.replace("WORDS", &words);
        self.pays.push(words);
        self.pays_en.push(en);
    }

    /// Limits on the principal and the time that are subsidised.
    fn limits(&mut self, reader: &mut Reader<'_>) {
        if !self.kind.is_loan() {
            return;
        }
        if let Some(most) = reader.money("limit") {
            let words = format!("贴息的贷款规模不超过{}", most.zh());
            self.limits
                .push(format!("{{ on = \"principal\", words = \"{words}\" }}"));
            self.pays.push(words);
            self.pays_en.push(format!("on at most {} of each loan", most.en()));
        }
        if let Some(months) = reader.months("limit_months") {
            let words = format!("贴息期限不超过{months}个月");
            self.limits.push(format!("{{ on = \"time\", words = \"{words}\" }}"));
            self.pays.push(words);
            self.pays_en.push(format!("for at most {months} months"));
        }
    }

    fn cap(&mut self, reader: &mut Reader<'_>) {
        if self.kind == Kind::FeeCeiling {
            return;
        }
        let Some(most) = reader.money("cap") else { return };
        // Over which time is never guessed: it decides how much is paid.
        let period = |text: &str| match text {
            "year" => Ok(("每年", "year", ", derived = \"calendar-year\"", "a year")),
            "ever" => Ok(("累计", "ever", "", "in all")),
            _ => Err(()),
        };
        if let Some((often, per, derived, en)) = reader.need("cap_per", period) {
            let words = format!("{often}最高不超过{}", most.zh());
            self.caps.push(format!(
                "{{ words = \"{words}\", scope = \"recipient\", per = \"{per}\"{derived} }}"
            ));
            self.pays.push(words);
            self.pays_en.push(format!("at most {} {en}", most.en()));
        }
    }

    fn text(&self, window: &str, verified_on: Date) -> String {
        let kind = self.kind;
        let (zh, en) = kind.name();
        let (contracts, contracts_en) = match kind {
            Kind::InterestShare | Kind::Points => ("贷款", "Loans"),
            Kind::FeeCeiling => ("担保业务", "Guarantees"),
            Kind::PremiumShare => ("保险", "Insurance"),
        };
        let of = if self.zh.is_empty() { "" } else { "的" };
        let summary = format!("对{}{of}{contracts}，{}", self.zh.join("、"), self.pays.join("，"));
        let of_en = if self.en.is_empty() { "" } else { " " };
        let translation = format!(
            "{contracts_en}{of_en}{}: {}.",
            self.en.join(", "),
            self.pays_en.join(", ")
        );
        let effect = if kind == Kind::FeeCeiling { "price" } else { "receive" };
        let recipient = if kind == Kind::PremiumShare {
            "policyholder"
        } else {
            "borrower"
        };
        let rounding = if kind == Kind::PremiumShare { "once" } else { "per-year" };
        let list = |name: &str, items: &[String]| {
            if items.is_empty() {
                return String::new();
            }
            format!("{name} = [{}]\n", items.join(", "))
        };
        let lists = list("when", &self.when) + &list("limits", &self.limits) + &list("caps", &self.caps);
        let calendar = if lists.contains("calendar-year") {
            "\n[reading.calendar-year]\nzh = \"“每年”按自然年算。\"\nen = \"A year is taken as a calendar year.\"\n"
        } else {
            ""
        };
        format!(
            "schema = 1

[document]
id = \"{ENTERED}\"
region = \"000000\"
zh = \"您填写的规则\"
en = \"A rule that you entered\"
standing = \"issued\"
verification = \"entered\"
verified_on = \"{verified_on}\"
{window}
[[measure]]
id = \"rule\"
article = \"您填写的规则\"
zh = \"{zh}（您填写的规则）\"
en = \"The {en} by the rule that you entered\"
topic = \"{}\"
effect = \"{effect}\"
recipient = \"{recipient}\"
unit = \"contract\"
dated = \"{}\"
summary = \"{summary}\"
translation = \"{translation}\"
{lists}amount.{}
rounding = \"{rounding}\"
reading = [\"only-what-was-entered\", \"rounded\"]

[reading.only-what-was-entered]
zh = \"只按填写的数算；通知里的其他条件没有看，能不能享受请问办理机构。\"
en = \"Only what was entered counts; the other conditions of the notice were not seen. Ask the office in charge.\"

[reading.rounded]
zh = \"{}\"
en = \"{}\"
{calendar}",
            kind.topic(),
            kind.dated(),
            self.amount,
            if rounding == "once" {
                "每份合同的金额最后四舍五入到分。"
            } else {
                "每年合计后四舍五入到分。"
            },
            if rounding == "once" {
                "The amount of each contract is rounded to the fen at the end."
            } else {
                "The sum of each year is rounded to the fen."
            },
        )
    }
}

/// Which contracts count, by their day.
fn window(kind: Kind, reader: &mut Reader<'_>) -> String {
    let dates = ["from", "to"].map(|field| reader.read(field, Date::parse));
    let zh = |date: Date| format!("{}年{}月{}日", date.year(), date.month(), date.day());
    let (what, tests) = match kind {
        Kind::InterestShare | Kind::Points => ("发放的贷款", "payout-date"),
        Kind::FeeCeiling => ("起保的担保业务", "fact-date"),
        Kind::PremiumShare => ("起保的保险", "fact-date"),
    };
    let [from, to] = dates;
    if let (Some(first), Some(last)) = (from, to)
        && last < first
    {
        reader.refuse("to", last.to_string(), EnteredWhy::BeforeFirst);
    }
    let from = from.map(|date| format!("自{}起", zh(date)));
    let to = to.map(|date| format!("至{}", zh(date)));
    if from.is_none() && to.is_none() {
        return String::new();
    }
    let line = |name: &str, words: &Option<String>| {
        let words = words.as_ref();
        words.map_or_else(String::new, |words| format!("{name} = \"{words}\"\n"))
    };
    format!(
        "\n[document.counts]\nsummary = \"{}{}{what}\"\n{}{}tests = \"{tests}\"\nfact = \"{}\"\n",
        from.as_deref().unwrap_or_default(),
        to.as_deref().unwrap_or_default(),
        line("from", &from),
        line("to", &to),
        kind.dated(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(answers: &[(&str, &str)]) -> String {
        let values = answers
            .iter()
            .map(|(field, answer)| ((*field).to_owned(), (*answer).to_owned()));
        entered(&values.collect(), "2026-11-22".parse().unwrap()).unwrap()
    }

    #[track_caller]
    fn says(rule: &str, line: &str) {
        assert!(rule.lines().any(|known| known == line), "{line}\n{rule}");
    }

    #[test]
    fn a_rule_is_named_after_what_it_pays_or_limits_and_says_whom() {
        for (kind, field, zh, en) in [
            ("interest-share", "interest_share", "贷款贴息", "interest subsidy"),
            ("points", "points", "贷款贴息", "interest subsidy"),
            ("fee-ceiling", "fee", "担保费率上限", "ceiling of the guarantee fee"),
            ("premium-share", "premium_share", "保费补贴", "premium subsidy"),
        ] {
            let rule = rule(&[("kind", kind), (field, "1%")]);
            let of = [["borrower", "per-year"], ["policyholder", "once"]][usize::from(kind == "premium-share")];
            says(&rule, &format!("recipient = \"{}\"", of[0]));
            says(&rule, &format!("rounding = \"{}\"", of[1]));
            says(&rule, &format!("zh = \"{zh}（您填写的规则）\""));
            says(&rule, &format!("en = \"The {en} by the rule that you entered\""));
        }
    }

    #[test]
    fn a_rule_reads_as_one_sentence_with_its_bounds_and_without() {
        let share = [("kind", "interest-share"), ("interest_share", "50%")];
        let without = rule(&share);
        says(&without, "summary = \"对贷款，按实际支付利息的50%给予贴息\"");
        says(&without, "translation = \"Loans: 50% of the interest paid.\"");
        let with = rule(&[share[0], share[1], ("most", "500万元")]);
        says(
            &with,
            "summary = \"对单笔500万元及以下的贷款，按实际支付利息的50%给予贴息\"",
        );
        says(
            &with,
            "translation = \"Loans up to 5,000,000.00 yuan: 50% of the interest paid.\"",
        );
    }

    /// What was said of a loan before another kind was chosen.
    #[test]
    fn only_a_rule_for_loans_has_bounds_and_limits_of_loans() {
        let left = [
            ("most_rate", "6%"),
            ("most_months", "24"),
            ("limit", "100万元"),
            ("limit_months", "12"),
        ];
        let of_loans = rule(&[&[("kind", "points"), ("points", "1.5%")], left.as_slice()].concat());
        assert!(of_loans.contains("when = [") && of_loans.contains("limits = ["));
        let fee = [("kind", "fee-ceiling"), ("fee", "1%")];
        assert_eq!(rule(&[fee.as_slice(), left.as_slice()].concat()), rule(&fee));
    }
}
