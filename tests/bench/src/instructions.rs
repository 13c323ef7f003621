//! Fixed work whose instructions are counted by another program: nothing in it is random, and nothing depends on the clock.

use anyhow::{Result, anyhow, bail};
use rules::Plan;
use rules::request::Request;

use crate::{native, rows};

/// Requests of many measures, as they come from the page: a sample of those that the engine is checked with.
const REQUESTS: &str = include_str!("../requests.jsonl");

/// How many loans the amounts are computed of.
const LOANS: usize = 1_000;

/// Does one of the works once.
pub(crate) fn run(work: &str) -> Result<()> {
    match work {
        "assess" => {
            let plan = policies::plan().map_err(|error| anyhow!("{error}"))?;
            let requests = REQUESTS.lines().map(serde_json::from_str::<Request>);
            let requests = requests.collect::<Result<Vec<_>, _>>()?;
            counted_assess(&plan, &requests)
        }
        "brief" => {
            let plan = native::plan()?;
            let rows = native::read(&rows::json())?;
            counted_brief(&plan, rows.get(..LOANS).unwrap_or(&rows))
        }
        _ => bail!("no such work: {work}"),
    }
}

#[inline(never)]
fn counted_assess(plan: &Plan, requests: &[Request]) -> Result<()> {
    for request in requests {
        let response = plan.assess(request).map_err(|error| anyhow!("{error:?}"))?;
        std::hint::black_box(response);
    }
    Ok(())
}

#[inline(never)]
fn counted_brief(plan: &Plan, rows: &[native::Cells]) -> Result<()> {
    let amounts = native::briefly(plan, rows)?;
    std::hint::black_box(amounts);
    Ok(())
}
