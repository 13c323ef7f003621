//! How long the schedule of a loan takes, by the way it is repaid.

use anyhow::{Context as _, Result, anyhow};
use rules::Plan;
use rules::request::Request;
use serde_json::json;
use std::fmt::Write as _;

use crate::clock::{middle_and_least, rounds};
use crate::table::milliseconds;

/// Monthly periods of each schedule.
const PERIODS: u32 = 360;

/// One way of repaying: its name, the instalments, and the nanoseconds of a schedule.
struct Method {
    name: String,
    rows: usize,
    /// The middle one, the fastest, and by the processor.
    times: [u64; 3],
}

/// A table of milliseconds for one schedule of each way of repaying, with all that a visitor is shown: instalments, years,
/// and what the loan costs a year. The slowest two are marked.
pub(crate) fn table() -> Result<String> {
    let plan = policies::plan().map_err(|error| anyhow!("{error}"))?;
    let methods = names(&plan)?.into_iter().map(|name| measure(&plan, name));
    let methods = methods.collect::<Result<Vec<_>>>()?;
    let mut middles: Vec<u64> = methods.iter().map(|method| method.times[2]).collect();
    middles.sort_unstable();
    let slow = middles.iter().rev().nth(1).copied().unwrap_or_default();
    let mut text = format!(
        "a loan of {PERIODS} months, milliseconds for one schedule by the clock, and by the processor\n\n{:<20} {:>9} {:>9} {:>9} {:>9}\n",
        "repayment", "rows", "middle", "fastest", "processor"
    );
    for Method { name, rows, times } in methods {
        let mark = if times[2] >= slow { "  slowest two" } else { "" };
        let [middle, least, processor] = times.map(milliseconds);
        writeln!(text, "{name:<20} {rows:>9} {middle:>9} {least:>9} {processor:>9}{mark}")?;
    }
    Ok(text)
}

fn measure(plan: &Plan, name: String) -> Result<Method> {
    let request = request(&name)?;
    let schedules = plan.schedule(&request).map_err(|error| anyhow!("{error:?}"))?;
    let loans = serde_json::to_value(&schedules.loan)?;
    let rows = loans[0]["ok"]["rows"].as_array().map(Vec::len);
    let rows = rows.with_context(|| format!("{name} has no schedule: {loans}"))?;
    let times = rounds(|| {
        std::hint::black_box(plan.schedule(std::hint::black_box(&request)).is_ok());
    });
    let (middle, least) = middle_and_least(&times.wall).context("no time")?;
    let times = [middle, least, times.processor.unwrap_or(middle)];
    Ok(Method { name, rows, times })
}

/// The ways of repaying that the catalogue knows.
fn names(plan: &Plan) -> Result<Vec<String>> {
    let fact = plan.catalogue.find("loan.repayment").context("no fact of that name")?;
    let spec = plan.catalogue.spec(fact).context("no fact of that name")?;
    Ok(spec.choices.iter().map(|choice| choice.id.clone()).collect())
}

fn request(method: &str) -> Result<Request> {
    let mut loan = json!({
        "principal": "300万元",
        "rate": "4.35%",
        "term": format!("{PERIODS}个月"),
        "paid_out_on": "2026-01-15",
        "repayment": method,
    });
    if method == "table" {
        let month = |number: u32| format!("{}-{:02}-15", 2026 + number / 12, number % 12 + 1);
        let days = (1..=PERIODS).map(|number| (month(number), json!("8333.33")));
        loan["repayments"] = days.collect::<serde_json::Map<_, _>>().into();
        loan["repayments"][month(PERIODS)] = json!("8334.53");
    }
    let request = json!({ "schema": 1, "day": "2026-06-30", "facts": { "loan": loan } });
    Ok(serde_json::from_value(request)?)
}
