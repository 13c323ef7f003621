//! The engine and the function written by hand on the same rows.

use anyhow::{Context as _, Result, anyhow};
use rules::fact::RawValue;
use rules::outcome::Response;
use rules::plan::Source;
use rules::request::{Columns, Facts, RawRows, Request};
use rules::{Money, Plan};
use serde_json::{Value, json};

use crate::clock::{Times, rounds};
use crate::hand;

/// The rule for our engine.
const PACK: &str = include_str!("../rule.toml");

/// The day asked about.
pub(crate) const DAY: &str = "2026-06-30";

/// What the columns of the rows hold.
pub(crate) const COLUMNS: [&str; 3] = ["loan.principal", "loan.rate", "guarantee.fee_rate"];

/// A loan as texts: yuan, and rates with their unit.
pub(crate) type Cells = [String; 3];

/// The plan with nothing but the rule.
pub(crate) fn plan() -> Result<Plan> {
    let hash = rules::digest::sha256(PACK.as_bytes());
    let pack = toml::from_str(PACK)?;
    let facts = policies::catalogue().map_err(|error| anyhow!("{error}"))?;
    let lpr = policies::lpr().map_err(|error| anyhow!("{error}"))?;
    Plan::new(facts, lpr, vec![Source { pack, hash }]).map_err(|errors| anyhow!("{errors:?}"))
}

/// The question that is asked of each loan.
pub(crate) fn request(trace: bool) -> Request {
    Request {
        schema: 1,
        day: DAY.to_owned(),
        role: None,
        measures: Vec::new(),
        documents: Vec::new(),
        region: None,
        trace,
        facts: [].into_iter().collect(),
    }
}

/// Reads the rows as the other programs read them.
pub(crate) fn read(rows: &str) -> Result<Vec<Cells>> {
    let rows: Vec<Vec<String>> = serde_json::from_str(rows)?;
    let cells = rows.into_iter().map(|row| match <[String; 4]>::try_from(row) {
        Ok([principal, rate, fee, _]) => Ok([principal, format!("{rate}%"), format!("{fee}%")]),
        Err(row) => Err(anyhow!("not a row: {row:?}")),
    });
    cells.collect()
}

/// The amounts of all rows in one call.
#[inline(never)]
pub(crate) fn briefly(plan: &Plan, rows: &[Cells]) -> Result<Vec<Option<Money>>> {
    let asked = request(false);
    let inquiry = plan.inquire(&asked).map_err(|error| anyhow!("{error:?}"))?;
    let columns = Columns::new(&plan.catalogue, &COLUMNS).map_err(|errors| anyhow!("{errors:?}"))?;
    let mut facts = Facts::default();
    let mut amounts = Vec::with_capacity(rows.len());
    for row in rows {
        let errors = columns.read(row, &mut facts);
        anyhow::ensure!(errors.is_empty(), "{errors:?}");
        amounts.extend(inquiry.brief(&facts).next().map(|brief| brief.amount));
    }
    Ok(amounts)
}

/// One call for one row, from its texts to its outcome.
fn assess(plan: &Plan, trace: bool, [principal, rate, fee]: &Cells) -> Result<Response> {
    let one = |facts: &[(&str, &String)]| {
        let facts = facts.iter();
        RawRows(vec![
            facts
                .map(|(name, text)| ((*name).to_owned(), RawValue::Text((*text).clone())))
                .collect(),
        ])
    };
    let mut asked = request(trace);
    asked.facts = [
        ("loan".to_owned(), one(&[("principal", principal), ("rate", rate)])),
        ("guarantee".to_owned(), one(&[("fee_rate", fee)])),
    ]
    .into_iter()
    .collect();
    plan.assess(&asked).map_err(|error| anyhow!("{error:?}"))
}

/// All ways of our engine, as the programs of the peers print theirs.
pub(crate) fn run(rows: &str) -> Result<Value> {
    let rows = read(rows)?;
    let plan = plan()?;
    let mut ways = Vec::new();

    let mut found = Vec::new();
    let times = rounds(|| found = briefly(&plan, &rows).unwrap_or_default());
    ways.push(way("one call, amounts", &times, &found));

    for (trace, name) in [(false, "one call per row"), (true, "one call per row, with steps")] {
        let mut found = Vec::new();
        let times = rounds(|| {
            let outcomes = rows.iter().map(|row| assess(&plan, trace, row));
            let amounts = outcomes.map(|response| response.ok()?.outcomes.first()?.amount);
            found = amounts.collect();
        });
        ways.push(way(name, &times, &found));
    }
    Ok(Value::Array(ways))
}

/// The function written by hand.
pub(crate) fn by_hand(rows: &str) -> Result<Value> {
    let rows: Vec<[String; 4]> = serde_json::from_str(rows)?;
    let mut found = Vec::new();
    let times = rounds(|| {
        let amounts = rows.iter();
        let amounts = amounts.map(|[principal, rate, fee, _]| hand::subsidy(principal, rate, fee));
        found = amounts.collect();
    });
    Ok(json!([way("one call per row", &times, &found)]))
}

fn way<T: std::fmt::Display>(way: &str, times: &Times, amounts: &[Option<T>]) -> Value {
    let amount = |amount: &Option<T>| amount.as_ref().map(|amount| format!("{amount:.2}")).unwrap_or_default();
    let amounts: Vec<_> = amounts.iter().map(amount).collect();
    json!({ "way": way, "times": times.wall, "processor": times.processor, "amounts": amounts })
}

/// The catalogue, the prime rate and the rule as JSON, for the engine in WebAssembly.
pub(crate) fn data() -> Result<String> {
    let facts = policies::catalogue().map_err(|error| anyhow!("{error}"))?;
    let lpr = policies::lpr().map_err(|error| anyhow!("{error}"))?;
    let pack: rules::pack::Pack = toml::from_str(PACK)?;
    serde_json::to_string(&json!({ "facts": facts, "lpr": lpr, "packs": [pack], "day": DAY, "columns": COLUMNS }))
        .context("the rule has no JSON")
}
