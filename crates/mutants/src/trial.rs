//! The tests, and what each of them says of a change.

use crate::build::Binary;
use anyhow::{Context as _, Result, ensure};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    os::unix::process::CommandExt as _,
    path::Path,
    process::{Command, Stdio},
    sync::atomic::{AtomicUsize, Ordering},
    thread,
    time::{Duration, Instant},
};

/// How many random cases each property is tried with.
const CASES: &str = "64";

/// Reads nothing but sizes, for longer than all others together.
const SIZES: &str = "the_first_load_does_not_grow_with_the_number_of_packs";

/// What is asked first takes no longer alone, most of it to start.
const QUICK: Duration = Duration::from_millis(100);

/// A change that needs so many times as long as the tests do without it, and this long at least, does not come to an end.
const PATIENCE: u32 = 8;
const SHORTEST: Duration = Duration::from_secs(10);

/// What a test may take of memory, in KB: a change can make something grow for ever.
const MEMORY: &str = "4000000";

/// No change has this number.
const NO_CHANGE: usize = usize::MAX;

/// One test, alone.
pub(crate) struct Test {
    /// The place of its program in the list of them.
    binary: usize,
    name: String,
    took: Duration,
    /// The changes that it comes by.
    reaches: BTreeSet<usize>,
}

/// What became of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Outcome {
    Caught,
    /// It does not come to an end.
    Endless,
    Missed,
}

/// Runs each test alone without any change, to see how long it takes and which changes it comes by. The tests that are asked about changes
/// are those that come by any.
pub(crate) fn measure(binaries: &[Binary], directory: &Path) -> Result<Vec<Test>> {
    let mut wanted = Vec::new();
    for (index, binary) in binaries.iter().enumerate() {
        let listed = command(binary, &["--list", "--format=terse"]).output()?;
        let listed = String::from_utf8(listed.stdout)?;
        let names = listed.lines().filter_map(|line| line.strip_suffix(": test"));
        let names = names.filter(|name| *name != SIZES);
        wanted.extend(names.map(|name| (index, name.to_owned())));
    }
    let tests = parallel(&wanted, |at, (index, name)| {
        let kept = directory.join(format!("reached-{at}"));
        if kept.exists() {
            fs::remove_file(&kept)?;
        }
        let mut alone = command(&binaries[*index], &["--exact", name]);
        alone.env("HUISUAN_REACHED", &kept);
        let start = Instant::now();
        let run = alone.output()?;
        let reaches = fs::read_to_string(&kept).unwrap_or_default();
        ensure!(
            run.status.success() || reaches.is_empty(),
            "{name} fails without any change"
        );
        Ok(Test {
            binary: *index,
            name: name.clone(),
            took: start.elapsed(),
            reaches: reaches.lines().map(str::parse).collect::<Result<_, _>>()?,
        })
    })?;
    let comes_by_any = |test: &Test| !test.reaches.is_empty();
    let tests: Vec<Test> = tests.into_iter().filter(comes_by_any).collect();
    ensure!(
        shown(NO_CHANGE, binaries, &tests.iter().collect::<Vec<_>>())? == Outcome::Missed,
        "the tests fail without any change"
    );
    Ok(tests)
}

/// Asks for each of some changes, and has the tests that come by it say whether they notice.
pub(crate) fn attempt(changes: &[usize], binaries: &[Binary], tests: &[Test]) -> Result<Vec<(usize, Outcome)>> {
    parallel(changes, |_, id| {
        let reaching: Vec<&Test> = tests.iter().filter(|test| test.reaches.contains(id)).collect();
        Ok((*id, shown(*id, binaries, &reaching)?))
    })
}

/// What becomes of a change that is shown to tests, the quick ones first.
fn shown(id: usize, binaries: &[Binary], tests: &[&Test]) -> Result<Outcome> {
    let mut groups: BTreeMap<(bool, usize), (Duration, Vec<&str>)> = BTreeMap::new();
    for test in tests {
        let (took, names) = groups.entry((test.took > QUICK, test.binary)).or_default();
        *took += test.took;
        names.push(&test.name);
    }
    let mut groups: Vec<_> = groups.into_iter().collect();
    groups.sort_by_key(|((slow, _), (took, _))| (*slow, *took));
    for ((_, binary), (took, names)) in groups {
        let arguments = [&["--exact", "--test-threads=1"], &names[..]].concat();
        let mut run = command(&binaries[binary], &arguments);
        run.env("HUISUAN_CHANGE", id.to_string());
        let outcome = end(&mut run, (took * PATIENCE).max(SHORTEST))?;
        if outcome != Outcome::Missed {
            return Ok(outcome);
        }
    }
    Ok(Outcome::Missed)
}

fn command(binary: &Binary, arguments: &[&str]) -> Command {
    let mut command = Command::new("sh");
    command
        .args(["-c", "ulimit -v $0; exec \"$@\"", MEMORY])
        .arg(&binary.program)
        .args(arguments)
        .current_dir(&binary.directory)
        .env("PROPTEST_CASES", CASES)
        .env("RUST_BACKTRACE", "0");
    command
}

fn end(command: &mut Command, patience: Duration) -> Result<Outcome> {
    let start = Instant::now();
    let mut child = command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .process_group(0)
        .spawn()
        .context("cannot start a test")?;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(if status.success() {
                Outcome::Missed
            } else {
                Outcome::Caught
            });
        }
        if start.elapsed() > patience {
            // What the test has started ends with it.
            let group = format!("-{}", child.id());
            Command::new("kill").args(["-KILL", "--", &group]).status()?;
            child.wait()?;
            return Ok(Outcome::Endless);
        }
        thread::sleep(Duration::from_millis(5));
    }
}

/// Does the same with each, on all cores; in the order given.
fn parallel<T: Sync, R: Send>(all: &[T], work: impl Fn(usize, &T) -> Result<R> + Sync) -> Result<Vec<R>> {
    let next = AtomicUsize::new(0);
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let mut done = BTreeMap::new();
    thread::scope(|scope| {
        let share = || {
            let mut mine = Vec::new();
            loop {
                let at = next.fetch_add(1, Ordering::Relaxed);
                let Some(one) = all.get(at) else { return mine };
                mine.push((at, work(at, one)));
            }
        };
        let shares: Vec<_> = (0..cores).map(|_| scope.spawn(share)).collect();
        for share in shares {
            done.extend(share.join().unwrap_or_default());
        }
    });
    ensure!(done.len() == all.len(), "a thread has panicked");
    done.into_values().collect()
}
