//! Replays the answers of the independent implementation in `oracle/` against the engine: to the fen, and every set of
//! conditions. `HUISUAN_ORACLE` names another corpus than the one that is kept.

use anyhow::{Result, anyhow};
use flate2::read::GzDecoder;
use huisuan_tests::oracle;
use rules::contract::Repayment;
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
    let given = env::var("HUISUAN_ORACLE");
    let path = given.as_deref().unwrap_or(KEPT);
    let plan = policies::plan().unwrap();
    let corpus = Mutex::new(Corpus::open(Path::new(path)).unwrap());
    let Compared { differences, statuses } = replay(&plan, &corpus).unwrap();
    let read = corpus.into_inner().unwrap().read;
    assert!(read > 0, "{path} is empty");
    report(&differences).unwrap();
    assert!(
        differences.is_empty(),
        "{} differences in {read} requests of {path}",
        differences.len()
    );
    if given.is_err() {
        assert_eq!(
            unseen(&plan, &statuses),
            Vec::<String>::new(),
            "these are not in {path}"
        );
    }
}

#[test]
fn every_way_of_repaying_has_schedules_in_the_corpus() {
    let corpus = Corpus::open(Path::new(KEPT)).unwrap();
    let mut missing: Vec<String> = Repayment::ALL
        .map(|method| format!("\"repayment\":\"{}\"", method.id()))
        .into();
    for line in corpus.lines {
        let line = line.unwrap();
        missing.retain(|method| !line.contains("\"schedule\":") || !line.contains(method));
    }
    assert_eq!(missing, Vec::<String>::new());
}

/// What the requests of a corpus come to.
#[derive(Default)]
struct Compared {
    differences: Vec<Difference>,
    /// Each measure with each status that it has somewhere.
    statuses: BTreeSet<(String, String)>,
}

/// Measures that are never eligible, refused or incomplete; of what judges nobody, those that nobody asks about.
fn unseen(plan: &Plan, statuses: &BTreeSet<(String, String)>) -> Vec<String> {
    let seen = |measure: &str, status: &str| statuses.contains(&(measure.to_owned(), status.to_owned()));
    let mut unseen = Vec::new();
    for measure in &plan.measures {
        if seen(&measure.id, "pointer") || seen(&measure.id, "goal") {
            continue;
        }
        for status in ["eligible", "ineligible", "incomplete"] {
            if !seen(&measure.id, status) {
                unseen.push(format!("{} {status}", measure.id));
            }
        }
    }
    unseen
}

/// All differences, in the order of the corpus.
fn replay(plan: &Plan, corpus: &Mutex<Corpus>) -> Result<Compared> {
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let mut all = Compared::default();
    thread::scope(|scope| {
        let running: Vec<_> = (0..workers).map(|_| scope.spawn(|| work(plan, corpus))).collect();
        for worker in running {
            let mut compared = worker.join().map_err(|_| anyhow!("a worker panicked"))??;
            all.differences.append(&mut compared.differences);
            all.statuses.append(&mut compared.statuses);
        }
        Ok::<_, anyhow::Error>(())
    })?;
    all.differences.sort_by_key(|difference| difference.line);
    Ok(all)
}

fn work(plan: &Plan, corpus: &Mutex<Corpus>) -> Result<Compared> {
    let mut compared = Compared::default();
    loop {
        let batch = corpus.lock().map_err(|_| anyhow!("a worker panicked"))?.batch()?;
        if batch.is_empty() {
            return Ok(compared);
        }
        for (line, text) in batch {
            compare(plan, line, &text, &mut compared)?;
        }
    }
}

fn compare(plan: &Plan, line: usize, text: &str, compared: &mut Compared) -> Result<()> {
    let entry: Value = serde_json::from_str(text)?;
    for (measure, answer) in entry["answer"].as_object().into_iter().flatten() {
        compared.statuses.insert((
            measure.clone(),
            answer["status"].as_str().unwrap_or_default().to_owned(),
        ));
    }
    let request = &entry["request"];
    let (oracle, engine) = match entry.get("schedule") {
        Some(schedule) => (schedule, oracle::schedule(plan, request)?),
        None => (&entry["answer"], oracle::assess(plan, request)?),
    };
    walk("", oracle, &engine, &mut |place, oracle, engine| {
        compared.differences.push(Difference {
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
        // Of several things that are wrong with a contract the engine names one.
        (Value::Array(all), Value::String(_)) if place.ends_with("/problem") && all.contains(engine) => {}
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
