//! One question, many cases: rows of a table.

use rules::Inquiry;
use rules::outcome::{Brief, Outcome};
use rules::plan::Plan;
use rules::request::{Columns, Facts, FieldError, Request, RequestError};
use serde::Serialize;

use crate::error::{Thrown, shape};

/// Cases as texts.
pub(crate) struct Table {
    /// The fact of each column.
    pub(crate) columns: Vec<String>,
    /// The cells of each case.
    pub(crate) rows: Vec<Vec<String>>,
}

/// The answer to one question about many cases.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Answers<T> {
    /// The version of the format; 1.
    schema: u32,
    /// The version of the engine.
    engine: &'static str,
    /// The measures, in the order in which each row has them.
    measures: Vec<String>,
    /// One for each case, in the order of the cases.
    rows: Vec<Row<T>>,
}

/// What is said of one case.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
enum Row<T> {
    /// Something for each measure.
    Found(Vec<T>),
    /// Cells that cannot be read.
    Wrong {
        /// Each with its column.
        fields: Vec<FieldError>,
    },
}

/// All outcomes of each case.
pub(crate) fn assess(plan: &Plan, request: &Request, table: &Table) -> Result<Answers<Outcome>, Thrown> {
    answers(plan, request, table, |inquiry, facts| inquiry.assess(facts).outcomes)
}

/// The status and the amount of each measure in each case.
pub(crate) fn amounts(plan: &Plan, request: &Request, table: &Table) -> Result<Answers<Brief>, Thrown> {
    answers(plan, request, table, |inquiry, facts| inquiry.brief(facts).collect())
}

fn answers<'p, T>(
    plan: &'p Plan,
    request: &Request,
    table: &Table,
    answer: impl Fn(&Inquiry<'p>, &Facts) -> Vec<T>,
) -> Result<Answers<T>, Thrown> {
    let inquiry = plan.inquire(request).map_err(Thrown::Request)?;
    let columns = Columns::new(&plan.catalogue, &table.columns)
        .map_err(|fields| Thrown::Request(RequestError::Facts { fields }))?;
    let mut facts = Facts::default();
    let mut rows = Vec::with_capacity(table.rows.len());
    for (number, cells) in table.rows.iter().enumerate() {
        if cells.len() > columns.len() {
            let (cells, columns) = (cells.len(), columns.len());
            return Err(shape(format_args!(
                "row {number} has {cells} cells for {columns} columns"
            )));
        }
        let fields = columns.read(cells, &mut facts);
        rows.push(if fields.is_empty() {
            Row::Found(answer(&inquiry, &facts))
        } else {
            Row::Wrong { fields }
        });
    }
    Ok(Answers {
        schema: 1,
        engine: env!("CARGO_PKG_VERSION"),
        measures: inquiry.measures().map(|measure| measure.id.clone()).collect(),
        rows,
    })
}
