//! A copy of the project with all changes woven into it, built once.

use crate::{
    change::{Change, Kind},
    weave::{Region, Woven, weave},
};
use anyhow::{Context as _, Result, bail, ensure};
use huisuan_xtask::{
    shell::{cargo, root},
    site::target_directory,
    sources,
};
use serde::Deserialize;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    ops::Range,
    path::PathBuf,
};

/// The packages whose tests are shown the changes.
const PACKAGES: [&str; 8] = [
    "huisuan-rules",
    "huisuan-policies",
    "huisuan-text",
    "huisuan-wasm",
    "huisuan-table",
    "huisuan-pages",
    "huisuan-cli",
    "huisuan-tests",
];

/// What the compiler says of a change that is of the wrong type for its place.
const MISTYPED: [&str; 9] = [
    "E0061", "E0277", "E0308", "E0368", "E0369", "E0423", "E0599", "E0600", "E0614",
];

/// Where the function stands that says which change is asked for.
const ROOT: &str = "crates/rules/src/lib.rs";

/// Why a change is not among those that can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unwoven {
    /// The language or its types do not allow it.
    NoProgram,
    /// It may be one, but it has to be built by itself: it stands where a constant is computed, or the types around it are not found any
    /// more.
    Alone,
}

/// A built set of tests.
#[derive(Debug)]
pub(crate) struct Binary {
    pub(crate) program: PathBuf,
    /// Where its package is: some read files beside it.
    pub(crate) directory: PathBuf,
}

/// Everything built.
pub(crate) struct Built {
    pub(crate) binaries: Vec<Binary>,
    pub(crate) unwoven: BTreeMap<usize, Unwoven>,
}

/// Copies the project, weaves the changes into it, and builds its tests; what the compiler refuses is left out until it refuses nothing.
/// A change has the number of its place in the list, from one.
pub(crate) fn build(changes: &[Change]) -> Result<Built> {
    let copy = target_directory().join("mutants/project");
    sources::copy(&copy)?;
    let mut weaving = Weaving {
        changes,
        copy,
        constant: BTreeSet::new(),
        unwoven: BTreeMap::new(),
        woven: BTreeMap::new(),
    };
    loop {
        weaving.write()?;
        let mut said = weaving.compile(&["check", "--lib", "--keep-going"])?;
        if said.errors.is_empty() {
            said = weaving.compile(&["test", "--no-run"])?;
        }
        if said.errors.is_empty() {
            return Ok(Built {
                binaries: said.binaries,
                unwoven: weaving.unwoven,
            });
        }
        let before = weaving.refused();
        for error in &said.errors {
            weaving.leave_out(error)?;
        }
        let again = said
            .errors
            .first()
            .and_then(|error| error.rendered.as_deref())
            .unwrap_or_default();
        ensure!(
            weaving.refused() > before,
            "the compiler refuses the same again: {again}"
        );
        eprintln!("  {} changes cannot be woven in; once more", weaving.unwoven.len());
    }
}

struct Weaving<'a> {
    changes: &'a [Change],
    copy: PathBuf,
    /// Functions that constants are computed with.
    constant: BTreeSet<String>,
    unwoven: BTreeMap<usize, Unwoven>,
    woven: BTreeMap<&'a str, Woven>,
}

/// A message of cargo, of which there are several kinds.
#[derive(Deserialize)]
struct Line {
    reason: String,
    message: Option<Complaint>,
    executable: Option<PathBuf>,
    manifest_path: Option<PathBuf>,
}

#[derive(Deserialize)]
struct Complaint {
    level: String,
    message: String,
    rendered: Option<String>,
    code: Option<Code>,
    spans: Vec<At>,
    /// What the compiler adds: notes and proposals.
    #[serde(default)]
    children: Vec<Complaint>,
}

#[derive(Deserialize)]
struct Code {
    code: String,
}

#[derive(Deserialize)]
struct At {
    file_name: String,
    byte_start: usize,
    byte_end: usize,
    is_primary: bool,
}

#[derive(Default)]
struct Said {
    errors: Vec<Complaint>,
    binaries: Vec<Binary>,
}

impl Weaving<'_> {
    /// How much was given up so far.
    fn refused(&self) -> usize {
        self.unwoven.len() + self.constant.len()
    }

    fn write(&mut self) -> Result<()> {
        let mut files: BTreeMap<&str, BTreeMap<usize, &Change>> = BTreeMap::from([(ROOT, BTreeMap::new())]);
        for (index, change) in self.changes.iter().enumerate() {
            let of_file = files.entry(&change.file).or_default();
            if !self.unwoven.contains_key(&(index + 1)) {
                of_file.insert(index + 1, change);
            }
        }
        for (file, changes) in files {
            let source = fs::read_to_string(root().join(file))?;
            let condition = if file.starts_with("crates/rules/") {
                "crate::changes::asked"
            } else {
                "::rules::changes::asked"
            };
            let mut woven = weave(&source, &changes, condition, &self.constant).with_context(|| file.to_owned())?;
            self.unwoven
                .extend(woven.ungrammatical.iter().map(|id| (*id, Unwoven::NoProgram)));
            self.unwoven.extend(woven.left.iter().map(|id| (*id, Unwoven::Alone)));
            if file == ROOT {
                woven.text.push_str(&asking(self.changes.len()));
            }
            fs::write(self.copy.join(file), &woven.text)?;
            self.woven.insert(file, woven);
        }
        Ok(())
    }

    fn compile(&self, arguments: &[&str]) -> Result<Said> {
        let run = cargo()
            .current_dir(&self.copy)
            .args(arguments)
            .args(PACKAGES.map(|package| format!("--package={package}")))
            .args(["--profile=mutants", "--message-format=json", "--quiet"])
            .env("CARGO_TARGET_DIR", target_directory().join("mutants/build"))
            // Woven code is not beautiful.
            .env("RUSTFLAGS", "--cap-lints=allow")
            .output()
            .context("cannot start cargo")?;
        let mut said = Said::default();
        for line in String::from_utf8_lossy(&run.stdout).lines() {
            let Ok(line) = serde_json::from_str::<Line>(line) else {
                continue;
            };
            match (line.reason.as_str(), line.message, line.executable) {
                ("compiler-message", Some(message), _) if message.level == "error" && !message.spans.is_empty() => {
                    said.errors.push(message);
                }
                ("compiler-artifact", _, Some(program)) => {
                    let manifest = line.manifest_path.context("a program has no package")?;
                    let directory = manifest.parent().context("a package has no directory")?.to_path_buf();
                    said.binaries.push(Binary { program, directory });
                }
                _ => {}
            }
        }
        if !run.status.success() && said.errors.is_empty() {
            bail!("the copy does not build: {}", String::from_utf8_lossy(&run.stderr));
        }
        Ok(said)
    }

    /// Leaves out what an error is about.
    fn leave_out(&mut self, error: &Complaint) -> Result<()> {
        let code = error.code.as_ref().map_or("", |code| code.code.as_str());
        let (first, others): (Vec<_>, Vec<_>) = error.spans.iter().partition(|span| span.is_primary);
        let region = first.into_iter().chain(others).find_map(|span| {
            let woven = self.woven.get(span.file_name.as_str())?;
            woven.region_of(&Range {
                start: span.byte_start,
                end: span.byte_end,
            })
        });
        if code == "E0015" && region.is_none() {
            let called = error.message.split('`').nth(1).context("a call has no name")?;
            let called = called.split("::<").next().unwrap_or(called);
            let name = called.rsplit("::").next().unwrap_or(called);
            self.constant.insert(name.to_owned());
            return Ok(());
        }
        let region = region.or_else(|| self.last_arm(error));
        let Some(region) = region else {
            bail!(
                "an error is not of a change: {}",
                error.rendered.as_deref().unwrap_or(&error.message)
            );
        };
        let why = if region.changed && MISTYPED.contains(&code) {
            Unwoven::NoProgram
        } else {
            Unwoven::Alone
        };
        let left_out: Vec<usize> = region.changes.clone();
        self.unwoven.extend(left_out.into_iter().map(|id| (id, why)));
        Ok(())
    }

    /// The arm behind which the compiler proposes others: with a condition, it no longer takes whatever comes.
    fn last_arm(&self, error: &Complaint) -> Option<&Region> {
        let helps = error.children.iter().filter(|child| child.level == "help");
        let mut proposed = helps.flat_map(|child| &child.spans);
        let (proposed, woven) = proposed.find_map(|at| Some((at, self.woven.get(at.file_name.as_str())?)))?;
        let is_arm = |region: &&Region| {
            let arm = |id: &usize| self.changes[id - 1].kind == Kind::MatchArm;
            !region.changed && region.range.end <= proposed.byte_end && region.changes.iter().any(arm)
        };
        woven
            .regions
            .iter()
            .filter(is_arm)
            .max_by_key(|region| region.range.end)
    }
}

/// The module that says which change is asked for, and keeps which were reached where none is.
fn asking(count: usize) -> String {
    format!(
        r#"
#[doc(hidden)]
pub mod changes {{
    use std::{{
        env,
        fs::File,
        io::Write as _,
        sync::{{
            LazyLock,
            atomic::{{AtomicBool, Ordering}},
        }},
    }};

    static ASKED: LazyLock<usize> =
        LazyLock::new(|| env::var("HUISUAN_CHANGE").ok().and_then(|id| id.parse().ok()).unwrap_or(0));
    static KEPT: LazyLock<Option<File>> = LazyLock::new(|| {{
        let file = env::var_os("HUISUAN_REACHED")?;
        Some(File::options().append(true).create(true).open(file).unwrap())
    }});
    static REACHED: [AtomicBool; {count} + 1] = [const {{ AtomicBool::new(false) }}; {count} + 1];

    pub fn asked(id: usize) -> bool {{
        if *ASKED != 0 {{
            return id == *ASKED;
        }}
        if let Some(mut file) = KEPT.as_ref() {{
            if !REACHED[id].swap(true, Ordering::Relaxed) {{
                file.write_all(format!("{{id}}\n").as_bytes()).unwrap();
            }}
        }}
        false
    }}
}}
"#
    )
}
