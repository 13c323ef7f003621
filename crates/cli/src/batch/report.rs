//! What is said while a table is computed, and at its end, on standard error.

use std::io::{IsTerminal as _, Write as _};
use std::time::{Duration, Instant};

use table::{Sum, Table, Totals};
use text::Words;

use crate::tongue::Tongue;

/// How often a terminal, and how often a log, is told how far it is.
const ON_A_TERMINAL: Duration = Duration::from_millis(500);
const IN_A_LOG: Duration = Duration::from_secs(10);

/// How far the table is.
pub(super) struct Progress {
    tongue: Tongue,
    terminal: bool,
    start: Instant,
    told: Instant,
    /// Rows that stand behind the reader, also those of an earlier run.
    rows: u64,
    skipped: u64,
}

impl Progress {
    pub(super) fn new(tongue: Tongue, skipped: u64) -> Self {
        let now = Instant::now();
        Self {
            tongue,
            terminal: std::io::stderr().is_terminal(),
            start: now,
            told: now,
            rows: skipped,
            skipped,
        }
    }

    /// So many more rows are written, up to the end of a party.
    pub(super) fn written(&mut self, rows: u64) {
        self.rows += rows;
        let every = if self.terminal { ON_A_TERMINAL } else { IN_A_LOG };
        if self.told.elapsed() >= every {
            self.told = Instant::now();
            let end = if self.terminal { "\r" } else { "\n" };
            self.tell(end);
        }
    }

    pub(super) fn done(&self) {
        self.tell("\n");
    }

    fn tell(&self, end: &str) {
        let rows = self.rows - self.skipped;
        let millis = self.start.elapsed().as_millis().max(1);
        let speed = u128::from(rows) * 1000 / millis;
        let said = self.tongue.say(
            "已写 {0} 行，每秒 {1} 行；中断后可以用 --skip {0} 接着算",
            "{0} rows written, {1} a second; --skip {0} goes on from here",
            &[&self.rows.to_string(), &speed.to_string()],
        );
        // Where it cannot be written, the rows still are.
        drop(write!(std::io::stderr(), "{said}{end}"));
    }
}

/// The totals in lines, in the language of messages, whatever that of the results is.
pub(super) fn totals(tongue: Tongue, table: &Table, totals: &Totals) {
    let words = Words {
        language: tongue.0,
        ..table.words()
    };
    let mut lines = vec![tongue.say(
        "{0} 行，{1} 户算出，{2} 行有错没有算",
        "{0} rows, {1} parties computed, {2} rows with an error not computed",
        &[
            &totals.rows.to_string(),
            &totals.parties.to_string(),
            &totals.bad_rows.to_string(),
        ],
    )];
    for total in &totals.measures {
        let kind = total.kind.map_or("", |kind| words.kind(kind));
        lines.push(tongue.say(
            "{0}（{1}，{2}）：符合 {3} 户 {4} 元；待定 {5} 户 {6} 元；不符合 {7} 户",
            "{0} ({1}, {2}): {3} parties meet it, {4} yuan; {5} open, {6} yuan; {7} do not",
            &[
                &words.measure_title(&total.measure),
                &words.recipient(&total.recipient),
                kind,
                &total.eligible.parties.to_string(),
                &amount(total.eligible.amount, total.kind.is_some()),
                &total.open.parties.to_string(),
                &amount(total.open.amount, total.kind.is_some()),
                &total.ineligible.to_string(),
            ],
        ));
    }
    for line in lines {
        drop(writeln!(std::io::stderr(), "{line}"));
    }
}

fn amount(sum: Sum, known: bool) -> String {
    if known { sum.to_string() } else { "—".to_owned() }
}
