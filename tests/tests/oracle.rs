//! Replays the answers of the independent implementation in `oracle/` against the engine: to the fen, and every set of
//! conditions. `HUISUAN_ORACLE` names another corpus than the one that is kept.

use anyhow::{Result, anyhow};
use flate2::read::GzDecoder;
use huisuan_tests::oracle;
use rules::plan::Plan;
use serde_json::{Value, json};
use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    fs::File,
    io::{self, BufRead, BufReader, Lines, Read, Write},
    path::Path,
    sync::Mutex,
    thread,
};

const KEPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/oracle/corpus.jsonl.gz");
/// How many differences are shown in full.
const SHOWN: usize = 12;
/// How many lines a worker takes at a time.
const BATCH: usize = 64;

/// A place at which the engine says something else than the oracle.
struct Difference {
    line: usize,
    place: String,
    oracle: Value,
    engine: Value,
    request: Value,
}

/// The lines of a corpus, read by several workers in turn.
struct Corpus {
    lines: Lines<BufReader<Box<dyn Read + Send>>>,
    read: usize,
}

impl Corpus {
    fn open(path: &Path) -> io::Result<Self> {
        let file = File::open(path)?;
        let packed = path.extension().is_some_and(|extension| extension == "gz");
        let input: Box<dyn Read + Send> = if packed {
            Box::new(GzDecoder::new(file))
        } else {
            Box::new(file)
        };
        Ok(Self {
            lines: BufReader::new(input).lines(),
            read: 0,
        })
    }

    /// Some lines with their numbers; none at the end.
    fn batch(&mut self) -> io::Result<Vec<(usize, String)>> {
        let mut batch = Vec::new();
        while batch.len() < BATCH {
            let Some(line) = self.lines.next() else { break };
            self.read += 1;
            batch.push((self.read, line?));
        }
        Ok(batch)
    }
}

#[test]
fn the_engine_agrees_with_the_oracle() {
    let path = env::var("HUISUAN_ORACLE").unwrap_or_else(|_| KEPT.to_owned());
    let plan = policies::plan().unwrap();
    let corpus = Mutex::new(Corpus::open(Path::new(&path)).unwrap());
    let differences = replay(&plan, &corpus).unwrap();
    let read = corpus.into_inner().unwrap().read;
    assert!(read > 0, "{path} is empty");
    report(&differences).unwrap();
    assert!(
        differences.is_empty(),
        "{} differences in {read} requests of {path}",
        differences.len()
    );
}

/// All differences, in the order of the corpus.
fn replay(plan: &Plan, corpus: &Mutex<Corpus>) -> Result<Vec<Difference>> {
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let mut differences = Vec::new();
    thread::scope(|scope| {
        let running: Vec<_> = (0..workers).map(|_| scope.spawn(|| work(plan, corpus))).collect();
        for worker in running {
            differences.append(&mut worker.join().map_err(|_| anyhow!("a worker panicked"))??);
        }
        Ok::<_, anyhow::Error>(())
    })?;
    differences.sort_by_key(|difference| difference.line);
    Ok(differences)
}

fn work(plan: &Plan, corpus: &Mutex<Corpus>) -> Result<Vec<Difference>> {
    let mut differences = Vec::new();
    loop {
        let batch = corpus.lock().map_err(|_| anyhow!("a worker panicked"))?.batch()?;
        if batch.is_empty() {
            return Ok(differences);
        }
        for (line, text) in batch {
            compare(plan, line, &text, &mut differences)?;
        }
    }
}

fn compare(plan: &Plan, line: usize, text: &str, differences: &mut Vec<Difference>) -> Result<()> {
    let entry: Value = serde_json::from_str(text)?;
    let request = &entry["request"];
    let (oracle, engine) = match entry.get("schedule") {
        Some(schedule) => (schedule, oracle::schedule(plan, request)?),
        None => (&entry["answer"], oracle::assess(plan, request)?),
    };
    walk("", oracle, &engine, &mut |place, oracle, engine| {
        differences.push(Difference {
            line,
            place,
            oracle: oracle.clone(),
            engine: engine.clone(),
            request: request.clone(),
        });
    });
    Ok(())
}

/// Calls `differ` with the path of each place at which two values differ.
fn walk(place: &str, oracle: &Value, engine: &Value, differ: &mut impl FnMut(String, &Value, &Value)) {
    match (oracle, engine) {
        (Value::Object(one), Value::Object(other)) => {
            let names: BTreeSet<_> = one.keys().chain(other.keys()).collect();
            for name in names {
                walk(&format!("{place}/{name}"), &oracle[name], &engine[name], differ);
            }
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() && one.iter().all(Value::is_object) => {
            for (one, other) in one.iter().zip(other) {
                walk(place, one, other, differ);
            }
        }
        _ if oracle != engine => differ(place.to_owned(), oracle, engine),
        _ => {}
    }
}

/// Counts the places that differ, shows the first of each and leaves all of them in a file.
fn report(differences: &[Difference]) -> Result<()> {
    let mut counts = BTreeMap::new();
    let mut file = File::create(concat!(env!("CARGO_TARGET_TMPDIR"), "/oracle-differences.jsonl"))?;
    for difference in differences {
        *counts.entry(&difference.place).or_insert(0) += 1;
        let all = json!({
            "line": difference.line,
            "place": difference.place,
            "oracle": difference.oracle,
            "engine": difference.engine,
            "request": difference.request,
        });
        writeln!(file, "{all}")?;
    }
    for (place, count) in &counts {
        println!("{count:6} {place}");
    }
    let mut shown: BTreeSet<&str> = BTreeSet::new();
    for difference in differences {
        if shown.len() < SHOWN && shown.insert(&difference.place) {
            println!(
                "line {}, {}\n  oracle {}\n  engine {}\n  request {}",
                difference.line, difference.place, difference.oracle, difference.engine, difference.request
            );
        }
    }
    Ok(())
}
