//! Replays the answers of the independent implementation in `oracle/` against the engine: to the fen, and every set of
//! conditions. `HUISUAN_ORACLE` names another corpus than the one that is kept.

use anyhow::{Result, anyhow};
use flate2::read::GzDecoder;
use rules::plan::Plan;
use serde_json::{Map, Value, json};
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
    let engine = assess(plan, request)?;
    walk("", &entry["answer"], &engine, &mut |place, oracle, engine| {
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

/// The engine's answer, by measure, reduced to what the oracle speaks of.
fn assess(plan: &Plan, request: &Value) -> Result<Value> {
    let request = serde_json::from_value(request.clone())?;
    match plan.assess(&request) {
        Ok(response) => {
            let mut answers = Map::new();
            for outcome in &response.outcomes {
                let outcome = serde_json::to_value(outcome)?;
                answers.insert(text(&outcome["measure"]), reduced(&outcome));
            }
            Ok(answers.into())
        }
        Err(error) => Ok(json!({ "error": format!("{error:?}") })),
    }
}

/// What the oracle says of a measure, taken from an outcome. What is null, false or empty is left out.
fn reduced(outcome: &Value) -> Value {
    let mut lines: Vec<Value> = items(outcome, "periods")
        .map(|line| {
            json!([
                line["key"],
                line["contract"],
                line["year"],
                line["contract-year"],
                line["amount"],
                line["capped"]
            ])
        })
        .collect();
    lines.sort_by_key(Value::to_string);
    let amount = &outcome["amount"];
    let all = json!({
        "status": outcome["status"],
        "kind": if amount.is_null() { &Value::Null } else { &outcome["kind"] },
        "amount": amount,
        "capped": outcome["capped"],
        "block": outcome["block"],
        "recipient": outcome["recipient"],
        "force": outcome["force"],
        "lines": lines,
        "reasons": set(items(outcome, "reasons").map(|reason| text(&reason["condition"]))),
        "missing": set(items(outcome, "missing").map(text)),
        "open": set(items(outcome, "checks").filter(|check| check["state"] == "open").map(|check| text(&check["id"]))),
        "paid": outcome["paid"]["difference"],
        "within": outcome["paid"]["within"],
        "warnings": set(items(outcome, "warnings").map(text)),
    });
    told(all)
}

/// An object without what says nothing.
fn told(value: Value) -> Value {
    match value {
        Value::Object(fields) => fields
            .into_iter()
            .filter(|(_, value)| !(value.is_null() || *value == json!(false) || *value == json!([])))
            .collect::<Map<_, _>>()
            .into(),
        other => other,
    }
}

fn items<'a>(value: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    value[name].as_array().into_iter().flatten()
}

fn set(names: impl Iterator<Item = String>) -> Vec<String> {
    names.collect::<BTreeSet<_>>().into_iter().collect()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// Calls `differ` with the path of each place at which two values differ.
fn walk(place: &str, oracle: &Value, engine: &Value, differ: &mut impl FnMut(String, &Value, &Value)) {
    if let (Value::Object(one), Value::Object(other)) = (oracle, engine) {
        let names: BTreeSet<_> = one.keys().chain(other.keys()).collect();
        for name in names {
            walk(&format!("{place}/{name}"), &oracle[name], &engine[name], differ);
        }
    } else if oracle != engine {
        differ(place.to_owned(), oracle, engine);
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
