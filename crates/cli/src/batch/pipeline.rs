//! Rows through all cores and back in their order. What is under way at once is bounded, whatever the table holds.

use std::io::Write as _;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

use table::{BYTE_ORDER_MARK, Party, Table, Totals, line_of, write_line, write_row};

use super::input::{Format, Input};
use super::report::Progress;
use crate::tongue::Tongue;
use crate::{Failure, complain, outside};

/// Rows that one core computes at a time.
const CHUNK: usize = 1_000;

/// Parties to compute, and where the result is wanted.
struct Work {
    parties: Vec<Party>,
    answer: SyncSender<Part>,
}

/// The result of a chunk.
struct Part {
    text: String,
    totals: Totals,
    rows: u64,
}

/// Computes everything behind the rows that are skipped; `read` fills the input.
pub(super) fn run(
    tongue: Tongue,
    table: &Table,
    format: Format,
    skip: u64,
    input: &mut Input,
    read: &mut dyn FnMut(&mut Input) -> Result<bool, Failure>,
) -> Result<Totals, Failure> {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let (to_cores, work) = sync_channel::<Work>(cores);
    let (in_order, parts) = sync_channel::<Receiver<Part>>(2 * cores);
    let work = Mutex::new(work);
    let headings = input.headings().unwrap_or_default().to_vec();
    let result = thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                loop {
                    // A thread that ended while it held the lock has left nothing half done behind it.
                    let next = work.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    let Ok(Work { parties, answer }) = next else { return };
                    // Whoever waited may have gone away, with standard output.
                    drop(answer.send(compute(table, format, &headings, &parties)));
                }
            });
        }
        let headings = &headings;
        let writer = scope.spawn(move || write(tongue, table, format, headings, skip, &parts));
        let sent = send(tongue, table, skip, input, read, &to_cores, &in_order);
        drop((to_cores, in_order));
        let written = writer.join();
        sent.and_then(|()| written.unwrap_or_else(|_| Err(Failure::Outside("standard output".to_owned()))))
    });
    result.map(|mut totals| {
        totals.settle(table.measures());
        totals
    })
}

/// Reads rows, gathers parties and hands them on in chunks, until the input or the writer ends.
fn send(
    tongue: Tongue,
    table: &Table,
    skip: u64,
    input: &mut Input,
    read: &mut dyn FnMut(&mut Input) -> Result<bool, Failure>,
    to_cores: &SyncSender<Work>,
    in_order: &SyncSender<Receiver<Part>>,
) -> Result<(), Failure> {
    let mut gatherer = table.gatherer();
    let mut parties: Vec<Party> = Vec::new();
    let mut rows = 0;
    // False where nobody reads on.
    let hand_on = |parties: &mut Vec<Party>| {
        let (answer, part) = sync_channel(1);
        let parties = std::mem::take(parties);
        parties.is_empty() || (in_order.send(part).is_ok() && to_cores.send(Work { parties, answer }).is_ok())
    };
    // The first row behind those that are skipped counts too, so that it is met once.
    let mut skipped = 0;
    let mut more = true;
    loop {
        while let Some(row) = input.next() {
            if skipped < skip {
                skipped += 1;
                match row {
                    Ok(row) => gatherer.push(row, &mut drop),
                    Err(row) => gatherer.unreadable(row, &mut drop),
                }
                continue;
            }
            if skip > 0 && skipped == skip {
                skipped += 1;
                let key = row
                    .as_ref()
                    .ok()
                    .zip(table.party())
                    .map(|(row, at)| row.cell(at).trim().to_owned());
                if key.is_some() && key.as_deref() == gatherer.last_key() {
                    complain(&tongue.say(
                        "--skip {0}：第 {0} 行和下一行是同一户，要从一户的第一行接着算",
                        "--skip {0}: row {0} and the next one are of the same party; go on with the first row of a party",
                        &[&skip.to_string()],
                    ));
                    return Err(Failure::Input);
                }
                gatherer.finish(&mut drop);
            }
            rows += 1;
            let mut add = |party| parties.push(party);
            match row {
                Ok(row) => gatherer.push(row, &mut add),
                Err(row) => gatherer.unreadable(row, &mut add),
            }
            if rows >= CHUNK && !parties.is_empty() {
                rows = 0;
                if !hand_on(&mut parties) {
                    return Ok(());
                }
            }
        }
        if !more {
            break;
        }
        more = read(input)?;
    }
    if skip > 0 && skipped <= skip {
        gatherer.finish(&mut drop);
    }
    gatherer.finish(&mut |party| parties.push(party));
    hand_on(&mut parties);
    Ok(())
}

fn compute(table: &Table, format: Format, headings: &[String], parties: &[Party]) -> Part {
    let mut part = Part {
        text: String::new(),
        totals: Totals::default(),
        rows: 0,
    };
    let computer = table.computer();
    for party in parties {
        let answer = computer.compute(party);
        part.totals.count(&answer);
        for (at, row) in party.rows.iter().enumerate() {
            part.rows += 1;
            let added = table.added(&answer, at);
            match format {
                Format::Csv if answer.blank => write_row(&mut part.text, row.cells()),
                Format::Csv => {
                    let cells = added.cells();
                    let own = (0..headings.len().max(row.len())).map(|at| row.cell(at));
                    write_row(&mut part.text, own.chain(cells.iter().map(String::as_str)));
                }
                Format::Lines => write_line(&mut part.text, row.line(), &added),
                Format::CsvToLines if answer.blank => {}
                Format::CsvToLines => write_line(&mut part.text, &line_of(headings, row), &added),
            }
        }
    }
    part
}

/// Writes the parts in the order of the table.
fn write(
    tongue: Tongue,
    table: &Table,
    format: Format,
    headings: &[String],
    skip: u64,
    parts: &Receiver<Receiver<Part>>,
) -> Result<Totals, Failure> {
    let mut output = std::io::stdout().lock();
    let mut totals = Totals::default();
    let mut progress = Progress::new(tongue, skip);
    // What goes on behind rows that were written before has its heading line there.
    if format == Format::Csv && skip == 0 {
        let mut text = BYTE_ORDER_MARK.to_owned();
        let added = table.added_headings();
        write_row(&mut text, headings.iter().chain(&added).map(String::as_str));
        output
            .write_all(text.as_bytes())
            .map_err(|error| outside("standard output", error))?;
    }
    for part in parts {
        let Ok(Part {
            text,
            totals: of_part,
            rows,
        }) = part.recv()
        else {
            return Err(Failure::Outside("a core has stopped".to_owned()));
        };
        output
            .write_all(text.as_bytes())
            .map_err(|error| outside("standard output", error))?;
        totals.join(of_part);
        progress.written(rows);
    }
    output.flush().map_err(|error| outside("standard output", error))?;
    progress.done();
    Ok(totals)
}
