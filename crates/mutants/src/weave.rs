//! A file with all its changes in it at once, each of which takes effect when it is the one asked for: the tests are built once, not once
//! for each change.

mod edits;

use crate::change::Change;
use anyhow::{Context as _, Result};
use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

/// A file with changes woven into it.
#[derive(Debug)]
pub(crate) struct Woven {
    pub(crate) text: String,
    /// Where in the text which changes stand; inner ones behind those around them.
    pub(crate) regions: Vec<Region>,
    /// Changes that the language does not allow: || beside a condition that binds.
    pub(crate) ungrammatical: Vec<usize>,
    /// Changes that no way was found for.
    pub(crate) left: Vec<usize>,
}

/// A part of a woven file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Region {
    pub(crate) range: Range<usize>,
    pub(crate) changes: Vec<usize>,
    /// Whether it is what stands there after one change, rather than a place that can be changed.
    pub(crate) changed: bool,
}

/// A place of the source that is written anew.
struct Edit {
    range: Range<usize>,
    changes: Vec<usize>,
    pieces: Vec<Piece>,
}

enum Piece {
    Text(String),
    /// A part of the source, with the edits inside of it.
    Source(Range<usize>),
    /// What stands there after a change.
    Changed(usize, Vec<Piece>),
}

/// Weaves changes, each with its number, into their file. `condition` is the path of the function that says whether a change is asked for;
/// functions named in `constant` stay const, and whatever is changed in them is left.
pub(crate) fn weave(
    source: &str,
    changes: &BTreeMap<usize, &Change>,
    condition: &str,
    constant: &BTreeSet<String>,
) -> Result<Woven> {
    let file = syn::parse_file(source).context("this is no Rust")?;
    let (mut edits, ungrammatical) = edits::of(&file, source, changes, condition, constant);
    // What is around something comes before it.
    edits.sort_by_key(|edit| (edit.range.start, usize::MAX - edit.range.end));
    let woven = edits.iter().flat_map(|edit| &edit.changes);
    let met: BTreeSet<usize> = woven.chain(&ungrammatical).copied().collect();
    let mut woven = Woven {
        text: String::with_capacity(source.len() * 4),
        regions: Vec::new(),
        ungrammatical,
        left: changes.keys().copied().filter(|id| !met.contains(id)).collect(),
    };
    woven.write(source, 0..source.len(), &edits);
    Ok(woven)
}

impl Woven {
    fn write(&mut self, source: &str, range: Range<usize>, edits: &[Edit]) {
        let mut at = range.start;
        for edit in edits {
            if edit.range.start < at || edit.range.end > range.end {
                continue;
            }
            self.text.push_str(&source[at..edit.range.start]);
            at = edit.range.end;
            self.region(&edit.changes, false, |woven| woven.pieces(source, &edit.pieces, edits));
        }
        self.text.push_str(&source[at..range.end]);
    }

    fn pieces(&mut self, source: &str, pieces: &[Piece], edits: &[Edit]) {
        for piece in pieces {
            match piece {
                Piece::Text(text) => self.text.push_str(text),
                Piece::Source(range) => self.write(source, range.clone(), edits),
                Piece::Changed(id, pieces) => self.region(&[*id], true, |woven| woven.pieces(source, pieces, edits)),
            }
        }
    }

    fn region(&mut self, about: &[usize], changed: bool, write: impl FnOnce(&mut Self)) {
        let (at, start) = (self.regions.len(), self.text.len());
        self.regions.push(Region {
            range: start..start,
            changes: about.to_vec(),
            changed,
        });
        write(self);
        self.regions[at].range.end = self.text.len();
    }

    /// The innermost region around a part of the text.
    pub(crate) fn region_of(&self, range: &Range<usize>) -> Option<&Region> {
        let around = |region: &&Region| region.range.start <= range.start && range.end <= region.range.end;
        self.regions
            .iter()
            .rev()
            .filter(|region| !region.changes.is_empty())
            .find(around)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::change::Kind;
    use std::{env, fs, process::Command};

    const SAMPLE: &str = r#"
const fn sign(number: i64) -> i64 {
    match number {
        0 => 0,
        n if n > 0 => 1,
        _ => -1,
    }
}
#[derive(Clone)]
struct Pair { left: i64, right: i64 }
fn pair(left: i64) -> Pair {
    Pair { left, ..Pair { left: 7, right: 8 } }
}
fn main() {
    let (four, two) = (4, 2);
    let mut sum = four * two + 1;
    sum -= 2;
    let both = four > two && two != 0 || !(four == 1);
    if let Some(one) = Some(four) && one >= two {
        print!("{} {sum} {both} {} {}", sign(sum), pair(3).left, pair(3).right);
    }
}
"#;

    /// What the sample prints with each change; the first is that of no change.
    const CHANGES: [(Kind, &str, &str, &str); 14] = [
        (Kind::FnValue, "match number", "9", "9 7 true 3 8"),
        (Kind::MatchArm, "0 =>", "", "1 7 true 3 8"),
        (Kind::MatchArmGuard, "n > 0", "false", "-1 7 true 3 8"),
        (Kind::MatchArmGuard, "n > 0", "true", "1 7 true 3 8"),
        (Kind::UnaryOperator, "-1,", "", "1 7 true 3 8"),
        (Kind::StructField, "left, ..", "", "1 7 true 7 8"),
        (Kind::BinaryOperator, "* two", "/", "1 1 true 3 8"),
        (Kind::BinaryOperator, "+ 1", "-", "1 5 true 3 8"),
        (Kind::BinaryOperator, "-= 2", "+=", "1 11 true 3 8"),
        (Kind::BinaryOperator, "&& two", "||", "1 7 true 3 8"),
        (Kind::BinaryOperator, "|| !", "&&", "1 7 true 3 8"),
        (Kind::UnaryOperator, "!(four", "", "1 7 true 3 8"),
        (Kind::BinaryOperator, ">= two", "<", ""),
        (Kind::BinaryOperator, "&& one", "||", "1 7 true 3 8"),
    ];

    fn changes() -> Vec<Change> {
        let change = |&(kind, at, replacement, _): &(Kind, &str, &str, &str)| {
            let start = SAMPLE.find(at).expect("the sample has it");
            Change {
                name: at.to_owned(),
                file: "sample.rs".to_owned(),
                kind,
                span: start..start + 1,
                replacement: replacement.to_owned(),
            }
        };
        CHANGES.iter().map(change).collect()
    }

    fn woven(constant: &[&str]) -> Woven {
        let changes = changes();
        let numbered = (1..).zip(&changes).collect();
        let constant = constant.iter().map(ToString::to_string).collect();
        weave(SAMPLE, &numbered, "asked", &constant).unwrap()
    }

    #[test]
    fn each_change_takes_effect_when_it_is_asked_for_and_no_other() {
        let directory = env::temp_dir().join(format!("huisuan-woven-{}", std::process::id()));
        fs::create_dir_all(&directory).unwrap();
        let asking = "fn asked(id: usize) -> bool { std::env::args().nth(1) == Some(id.to_string()) }";
        fs::write(directory.join("sample.rs"), woven(&[]).text + asking).unwrap();
        let built = Command::new("rustc")
            .args(["--edition=2024", "--cap-lints=allow", "sample.rs"])
            .current_dir(&directory)
            .status();
        assert!(built.unwrap().success());
        for (id, (_, at, replacement, printed)) in (1..).zip(CHANGES) {
            let run = Command::new(directory.join("sample"))
                .arg(id.to_string())
                .output()
                .unwrap();
            assert_eq!(String::from_utf8(run.stdout).unwrap(), printed, "{replacement} at {at}");
        }
        let run = Command::new(directory.join("sample")).output().unwrap();
        assert_eq!(String::from_utf8(run.stdout).unwrap(), "1 7 true 3 8");
        fs::remove_dir_all(&directory).unwrap();
    }

    #[test]
    fn a_condition_that_binds_has_no_or_beside_it() {
        let woven = woven(&[]);
        assert_eq!((woven.ungrammatical, woven.left), (vec![14], vec![]));
    }

    #[test]
    fn a_function_that_stays_const_is_left_as_it_is() {
        let woven = woven(&["sign"]);
        assert_eq!(woven.left, [1, 2, 3, 4, 5]);
        assert!(
            woven
                .text
                .contains("const fn sign(number: i64) -> i64 {\n    match number {\n        0 => 0,")
        );
    }

    #[test]
    fn the_innermost_region_tells_which_change_is_meant() {
        let woven = woven(&[]);
        let start = woven.text.find("(left) / (right)").unwrap();
        let region = woven.region_of(&(start..start + 1)).unwrap();
        assert_eq!((&region.changes[..], region.changed), (&[7][..], true));
        let start = woven.text.find("(match ((four)").unwrap();
        let region = woven.region_of(&(start..start + 1)).unwrap();
        assert_eq!((&region.changes[..], region.changed), (&[7][..], false));
    }
}
