//! The rows of one party, which are computed together.

use crate::Record;
use crate::heading::plain;

/// Rows that stand together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Party {
    /// The rows, in the order of the table.
    pub rows: Vec<Record>,
    /// Why they cannot be computed, if so.
    pub obstacle: Option<Obstacle>,
}

/// Why rows cannot be computed, whatever stands in them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// A row without any text: it is handed on as it is.
    Blank,
    /// A line that is no row; it is kept as it was.
    Unreadable,
    /// A row of sums (合计, 小计), which is no party.
    Sum,
    /// The cell that names the party is empty.
    NoParty,
    /// A number of many digits that a program for tables has shortened (3.30302E+17): several parties can have it.
    Shortened,
    /// A party out of the order of the table, or with rows that do not stand together: what was computed of it lacks rows.
    OutOfOrder,
    /// More rows than a party may have.
    TooMany,
}

impl Obstacle {
    /// What can be seen from a row alone, with the place of the column that tells parties apart.
    pub fn of(row: &Record, key: Option<usize>) -> Option<Self> {
        if row.is_blank() {
            return Some(Self::Blank);
        }
        if row.cells().any(is_sum) {
            return Some(Self::Sum);
        }
        match row.cell(key?).trim() {
            "" => Some(Self::NoParty),
            key => is_shortened(key).then_some(Self::Shortened),
        }
    }
}

/// Whether a cell says that its row is the sum of others.
fn is_sum(cell: &str) -> bool {
    // Most cells are told apart by a glance.
    let may = cell.len() <= 48 && cell.contains(['计', 't', 'T']);
    let words = [
        "合计",
        "小计",
        "总计",
        "共计",
        "累计",
        "本页合计",
        "本页小计",
        "合计元",
        "合计万元",
        "total",
        "subtotal",
        "grandtotal",
    ];
    may && words.contains(&plain(cell).as_str())
}

/// Whether a cell is a number in powers of ten: 3.30302E+17.
fn is_shortened(cell: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let parts = cell.split_once(['E', 'e']);
    parts.is_some_and(|(number, power)| {
        let power = power.strip_prefix('+').is_some_and(digits);
        let whole = number
            .split_once('.')
            .map_or(digits(number), |(a, b)| digits(a) && digits(b));
        power && whole
    })
}

/// Gathers the rows of each party from a table that is sorted by party, in the order of bytes (as `LC_ALL=C sort`).
///
/// It holds the rows of one party only, and never more than a party may have, whatever the table holds.
#[derive(Debug)]
pub struct Gatherer {
    key: Option<usize>,
    most: usize,
    /// The party of the row before, and the greatest so far.
    last: Option<String>,
    greatest: Option<String>,
    party: Party,
}

impl Gatherer {
    /// A gatherer by the column at a place; without one every row is a party of its own. A party has at most so many rows.
    pub fn new(key: Option<usize>, most: usize) -> Self {
        Self {
            key,
            most,
            last: None,
            greatest: None,
            party: Party::default(),
        }
    }

    /// Takes a row and hands on the parties that are whole.
    pub fn push(&mut self, row: Record, party: &mut dyn FnMut(Party)) {
        let obstacle = Obstacle::of(&row, self.key);
        let (None, Some(at)) = (obstacle, self.key) else {
            self.alone(row, obstacle, party);
            return;
        };
        let key = row.cell(at).trim().to_owned();
        if self.last.as_ref() == Some(&key) {
            // A row that belongs to nobody has stood between: what came before it is computed already.
            if self.party.rows.is_empty() {
                self.party.obstacle = Some(Obstacle::OutOfOrder);
            }
            if self.party.rows.len() >= self.most && self.party.obstacle.is_none() {
                self.party.obstacle = Some(Obstacle::TooMany);
            }
            if self.party.obstacle.is_some() && self.party.rows.len() >= self.most {
                let obstacle = self.party.obstacle;
                self.flush(party);
                self.party.obstacle = obstacle;
            }
            self.party.rows.push(row);
            return;
        }
        self.flush(party);
        if self.greatest.as_ref().is_none_or(|greatest| key > *greatest) {
            self.greatest = Some(key.clone());
        } else {
            self.party.obstacle = Some(Obstacle::OutOfOrder);
        }
        self.party.rows.push(row);
        self.last = Some(key);
    }

    /// Takes a line that is no row.
    pub fn unreadable(&mut self, row: Record, party: &mut dyn FnMut(Party)) {
        self.alone(row, Some(Obstacle::Unreadable), party);
    }

    /// Hands on the last party.
    pub fn finish(&mut self, party: &mut dyn FnMut(Party)) {
        self.flush(party);
    }

    /// The party of the last row, where it has one.
    pub fn last_key(&self) -> Option<&str> {
        self.last.as_deref()
    }

    fn alone(&mut self, row: Record, obstacle: Option<Obstacle>, party: &mut dyn FnMut(Party)) {
        self.flush(party);
        party(Party {
            rows: vec![row],
            obstacle,
        });
    }

    fn flush(&mut self, party: &mut dyn FnMut(Party)) {
        let done = std::mem::take(&mut self.party);
        if !done.rows.is_empty() {
            party(done);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows `key value`, as parties `key:number of rows`, with the first letter of the obstacle.
    #[track_caller]
    fn check(rows: &str, most: usize, expected: &str) {
        let mut gatherer = Gatherer::new(Some(0), most);
        let mut found = Vec::new();
        let mut add = |party: Party| {
            assert!(party.rows.len() <= most, "{} rows are held", party.rows.len());
            let obstacle = party
                .obstacle
                .map(|obstacle| format!("{obstacle:?}"))
                .unwrap_or_default();
            let first = obstacle.chars().next().map(String::from).unwrap_or_default();
            found.push(format!("{}:{}{first}", party.rows[0].cell(0).trim(), party.rows.len()));
        };
        for row in rows.split(' ') {
            let cells = row.split('/').map(|cell| if cell == "_" { " " } else { cell });
            gatherer.push(cells.collect(), &mut add);
        }
        gatherer.finish(&mut add);
        assert_eq!(found.join(" "), expected, "{rows}");
    }

    #[test]
    fn rows_of_one_party_come_together() {
        check("a/1 a/2 b/1 c/1 c/2 c/3", 9, "a:2 b:1 c:3");
        check("丙/1 甲/1 甲/2", 9, "丙:1 甲:2");
    }

    #[test]
    fn a_party_out_of_order_is_no_party_of_its_own() {
        check("b/1 a/1 a/2 c/1 b/2", 9, "b:1 a:2O c:1 b:1O");
        check("a/1 _/_ a/2 b/1", 9, "a:1 :1B a:1O b:1");
    }

    #[test]
    fn the_order_is_kept_after_a_party_out_of_order() {
        check("a/1 c/1 b/1 c/2 d/1", 9, "a:1 c:1 b:1O c:1O d:1");
    }

    #[test]
    fn a_party_never_holds_more_rows_than_it_may() {
        check("a/1 a/2 b/1", 2, "a:2 b:1");
        check("a/1 a/2 a/3 b/1", 2, "a:2T a:1T b:1");
        check("a/1 a/2 a/3 a/4 a/5", 2, "a:2T a:2T a:1T");
    }

    #[test]
    fn a_row_without_a_party_is_alone() {
        check("a/1 _/5 b/1", 9, "a:1 :1N b:1");
    }

    #[test]
    fn a_row_of_sums_and_a_number_that_lost_its_digits_are_no_parties() {
        check(
            "a/1 合计/5 b/1 共计：/9 Total/9 甲/小_计",
            9,
            "a:1 合计:1S b:1 共计：:1S Total:1S 甲:1S",
        );
        check("3.30302E+17/1 3.30302E+17/2", 9, "3.30302E+17:1S 3.30302E+17:1S");
        // A credit code has an E as well, and a firm may be called after a sum.
        check(
            "91330302E12345678X/1 91330302E12345678X/2 合计科技/1 总/1",
            9,
            "91330302E12345678X:2 合计科技:1 总:1",
        );
        for (cell, shortened) in [
            ("3E+17", true),
            ("3.3e+17", true),
            ("3.3E17", false),
            ("E+17", false),
            ("3.E+1", false),
            ("3E+", false),
        ] {
            assert_eq!(is_shortened(cell), shortened, "{cell}");
        }
    }

    #[test]
    fn without_a_column_for_it_every_row_is_a_party() {
        let mut gatherer = Gatherer::new(None, 5);
        let mut rows = Vec::new();
        for cell in ["a", "a", "b"] {
            gatherer.push([cell].into_iter().collect(), &mut |party| rows.push(party.rows.len()));
        }
        gatherer.finish(&mut |party| rows.push(party.rows.len()));
        assert_eq!(rows, [1, 1, 1]);
    }
}
