//! `huisuan check`, as whoever writes packs sees it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::path::Path;
use std::process::{Command, Output};

fn huisuan(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_huisuan"))
        .args(arguments)
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mistakes"))
        .output()
        .unwrap()
}

/// What the command says must be what stands in the file of that name. To see what it says now:
/// `cargo run -p huisuan-cli -- check ten.toml --day 2026-11-21`, in this folder.
#[track_caller]
fn check(pack: &str, language: &str, code: i32) -> String {
    let output = huisuan(&[
        "check",
        &format!("{pack}.toml"),
        "--lang",
        language,
        "--day",
        "2026-11-21",
    ]);
    let said = String::from_utf8(output.stderr).unwrap() + &String::from_utf8(output.stdout).unwrap();
    let expected = std::fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/mistakes/{pack}.{language}.txt")),
    );
    assert_eq!(said, expected.unwrap_or_default());
    assert_eq!(output.status.code(), Some(code));
    said
}

#[test]
fn ten_mistakes_are_told_at_once_with_line_and_column() {
    for language in ["zh", "en"] {
        let said = check("ten", language, 1);
        let places = said
            .lines()
            .filter(|line| line.trim_start().starts_with("--> ten.toml:"));
        let errors = said
            .lines()
            .filter(|line| line.starts_with("错误: ") || line.starts_with("error: "));
        // Two warnings beside them: a verification of long ago, and a reading that nothing uses.
        assert_eq!((places.count(), errors.count()), (12, 10));
    }
}

#[test]
fn mistakes_of_structure_do_not_hide_each_other() {
    check("structure", "zh", 1);
    check("structure", "en", 1);
    check("syntax", "zh", 1);
}

#[test]
fn a_case_that_comes_out_otherwise_is_told_where_it_promises() {
    check("case", "zh", 1);
    check("case", "en", 1);
}

#[test]
fn the_packs_of_this_build_have_no_errors() {
    let output = huisuan(&["check"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(!said.contains("错误"), "{said}");
}

#[test]
fn the_example_of_the_guide_passes() {
    let example = "../../../policies/guide/packs/suizhou-2025.toml";
    let output = huisuan(&["check", example, "--day", "2026-11-21", "--lang", "en"]);
    let said = String::from_utf8(output.stderr).unwrap() + &String::from_utf8(output.stdout).unwrap();
    assert_eq!(said, "1 documents, 2 measures, 8 cases: 0 errors, 0 warnings\n");
}

#[test]
fn a_wrong_command_line_and_a_missing_file_have_codes_of_their_own() {
    assert_eq!(huisuan(&["check", "--day", "tomorrow"]).status.code(), Some(2));
    assert_eq!(huisuan(&["check", "--lang", "fr"]).status.code(), Some(2));
    assert_eq!(huisuan(&["chekc"]).status.code(), Some(2));
    assert_eq!(huisuan(&["check", "no-such-file.toml"]).status.code(), Some(3));
}
