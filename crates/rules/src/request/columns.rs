//! Cases as rows of a table: the columns are resolved once, and the facts of each row are read into the same place.

use crate::fact::{Catalogue, Fact, FactSpec, FieldProblem, Limits, Value};

use super::{Facts, FieldError, MOST_ROWS, Row};

/// Which fact each column of a table of cases holds.
///
/// A column is named as errors name a field: `firm.kind`, `loan.principal` or `loan.0.principal` for the first loan,
/// `loan.1.principal` for the second. Facts with one value for each year or day have no column.
#[derive(Clone, Debug)]
pub struct Columns<'a> {
    columns: Vec<Column<'a>>,
    /// Up to the last group that has a column: behind it no case has facts.
    groups: usize,
}

#[derive(Clone, Debug)]
struct Column<'a> {
    name: String,
    fact: Fact,
    row: usize,
    spec: &'a FactSpec,
    limits: Limits,
}

impl<'a> Columns<'a> {
    /// Resolves the names of columns; all that name no fact come back at once.
    ///
    /// # Errors
    /// Each name that is no fact, names a row that cannot be, or a fact with a value for each year or day.
    pub fn new(catalogue: &'a Catalogue, names: &[impl AsRef<str>]) -> Result<Self, Vec<FieldError>> {
        let mut columns = Vec::with_capacity(names.len());
        let mut errors = Vec::new();
        for name in names {
            let name = name.as_ref();
            match column(catalogue, name) {
                Ok(column) => columns.push(column),
                Err(problem) => errors.push(FieldError {
                    field: name.to_owned(),
                    given: name.to_owned(),
                    problem,
                }),
            }
        }
        let groups = columns.iter().map(|column| column.fact.group() + 1).max();
        let groups = groups.unwrap_or_default();
        if errors.is_empty() {
            Ok(Self { columns, groups })
        } else {
            Err(errors)
        }
    }

    /// How many columns there are.
    pub fn len(&self) -> usize {
        self.columns.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.columns.is_empty()
    }

    /// Reads the cells of one case in the order of the columns, in place of the facts that were there before. An empty cell,
    /// and one that is not there, is unanswered; what cannot be read is reported, cell by cell.
    pub fn read(&self, cells: &[impl AsRef<str>], facts: &mut Facts) -> Vec<FieldError> {
        facts.groups.resize_with(self.groups, Vec::new);
        for rows in &mut facts.groups {
            for row in rows {
                row.values.clear();
            }
        }
        let mut errors = Vec::new();
        for (column, cell) in self.columns.iter().zip(cells) {
            let text = cell.as_ref();
            if text.is_empty() {
                continue;
            }
            let value = match Value::read_cell(column.spec, &column.limits, text) {
                Ok(value) => value,
                Err(problem) => {
                    errors.push(FieldError {
                        field: column.name.clone(),
                        given: text.to_owned(),
                        problem,
                    });
                    continue;
                }
            };
            let Some(rows) = facts.groups.get_mut(column.fact.group()) else {
                continue;
            };
            if rows.len() <= column.row {
                rows.resize_with(column.row + 1, Row::default);
            }
            if let Some(row) = rows.get_mut(column.row) {
                row.values.push((column.fact.fact, value));
            }
        }
        // A contract of which nothing is said is none.
        for rows in &mut facts.groups {
            while rows.last().is_some_and(|row| row.values.is_empty()) {
                rows.pop();
            }
        }
        errors
    }
}

/// The column of a name: `group.fact` or `group.row.fact`.
fn column<'a>(catalogue: &'a Catalogue, name: &str) -> Result<Column<'a>, FieldProblem> {
    let (group, rest) = name.split_once('.').ok_or(FieldProblem::UnknownGroup)?;
    let (row, id) = match rest.split_once('.') {
        Some((row, id)) => (row.parse().map_err(|_| FieldProblem::UnknownFact)?, id),
        None => (0, rest),
    };
    let known = catalogue.groups.iter().find(|known| known.id == group);
    let known = known.ok_or(FieldProblem::UnknownGroup)?;
    if row > 0 && !known.repeat {
        return Err(FieldProblem::OneOnly);
    }
    if row >= MOST_ROWS {
        return Err(FieldProblem::TooMany { most: MOST_ROWS });
    }
    let fact = catalogue
        .find(&format!("{group}.{id}"))
        .ok_or(FieldProblem::UnknownFact)?;
    let spec = catalogue.spec(fact).ok_or(FieldProblem::UnknownFact)?;
    Ok(Column {
        name: name.to_owned(),
        fact,
        row,
        spec,
        limits: Limits::of(spec),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn catalogue() -> Catalogue {
        let text = r#"{ "group": [
            { "id": "firm", "zh": "企业", "en": "Firm", "fact": [
                { "id": "staff", "type": "count", "zh": "人数", "en": "Staff" } ] },
            { "id": "loan", "repeat": true, "zh": "贷款", "en": "Loan", "fact": [
                { "id": "principal", "type": "money", "min": "0.01", "zh": "本金", "en": "Principal" },
                { "id": "term", "type": "term", "max": "600个月", "zh": "期限", "en": "Term" },
                { "id": "repayments", "type": "money", "series": "day", "zh": "还款", "en": "Repayments" } ] } ] }"#;
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn a_row_gives_the_facts_that_a_request_of_the_same_texts_gives() {
        let catalogue = catalogue();
        let columns = Columns::new(
            &catalogue,
            &["loan.1.principal", "firm.staff", "loan.principal", "loan.term"],
        )
        .unwrap();
        assert_eq!((columns.len(), columns.is_empty()), (4, false));
        let mut facts = Facts::default();
        assert_eq!(columns.read(&["7", "3", "500万元", "601个月"], &mut facts).len(), 1);
        assert_eq!(columns.read(&["7", "3", "500万元", "12个月"], &mut facts), []);
        let raw = r#"{ "firm": { "staff": "3" }, "loan": [ { "principal": "500万元", "term": "12个月" }, { "principal": "7" } ] }"#;
        let (request, errors) = Facts::read(&catalogue, &serde_json::from_str(raw).unwrap());
        assert_eq!(errors, []);
        assert_eq!(format!("{facts:?}"), format!("{request:?}"));
    }

    #[test]
    fn a_table_without_columns_holds_no_facts() {
        let catalogue = catalogue();
        let columns = Columns::new(&catalogue, &[] as &[&str]).unwrap();
        assert_eq!((columns.len(), columns.is_empty()), (0, true));
        let mut facts = Facts::default();
        assert_eq!(columns.read(&["7"], &mut facts), []);
        assert_eq!(facts.rows(catalogue.find("loan.principal").unwrap()).len(), 0);
    }

    #[test]
    fn nothing_is_left_of_the_row_before() {
        let catalogue = catalogue();
        let columns = Columns::new(&catalogue, &["loan.0.principal", "loan.1.principal"]).unwrap();
        let mut facts = Facts::default();
        assert_eq!(columns.read(&["1", "2"], &mut facts), []);
        assert_eq!(columns.read(&["1"], &mut facts), []);
        let principal = catalogue.find("loan.principal").unwrap();
        assert_eq!(facts.rows(principal).len(), 1);
        assert_eq!(columns.read(&["", "2"], &mut facts), []);
        assert_eq!(facts.rows(principal).len(), 2);
        assert_eq!(columns.read(&["", ""], &mut facts), []);
        assert_eq!(facts.rows(principal).len(), 0);
    }

    #[test]
    fn columns_and_cells_that_cannot_be_read_are_named() {
        let catalogue = catalogue();
        let names = [
            "loan",
            "bank.id",
            "loan.x.term",
            "loan.rate",
            "firm.1.staff",
            "loan.200.term",
            "firm.staff",
        ];
        let errors = Columns::new(&catalogue, &names).unwrap_err();
        let problems: Vec<_> = errors.iter().map(|error| &error.problem).collect();
        assert_eq!(
            problems,
            [
                &FieldProblem::UnknownGroup,
                &FieldProblem::UnknownGroup,
                &FieldProblem::UnknownFact,
                &FieldProblem::UnknownFact,
                &FieldProblem::OneOnly,
                &FieldProblem::TooMany { most: MOST_ROWS },
            ]
        );
        let columns = Columns::new(&catalogue, &["loan.0.principal", "loan.repayments"]).unwrap();
        let errors = columns.read(&["0", "5"], &mut Facts::default());
        let [small, series] = errors.as_slice() else {
            panic!("{errors:?}");
        };
        assert_eq!((small.field.as_str(), small.given.as_str()), ("loan.0.principal", "0"));
        assert_eq!(small.problem, FieldProblem::TooSmall { min: "0.01".to_owned() });
        assert_eq!(series.problem, FieldProblem::NotByDay);
    }
}
