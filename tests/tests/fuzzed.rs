//! Inputs that once failed or came near it, again. `cargo xtask fuzz` finds them and keeps them in `tests/data/fuzz`.

use std::fs;

use huisuan_tests::fuzz::{Inputs, Target};
use huisuan_xtask::{dist, shell::root};

#[test]
fn what_is_kept_does_no_harm() {
    let files = dist::files(&root().join("tests/data/fuzz")).unwrap_or_else(|error| panic!("{error}"));
    for target in Target::ALL {
        let begins = format!("{}-", target.name());
        let mut fed = 0;
        for file in &files {
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            if !name.starts_with(&begins) {
                continue;
            }
            let input = fs::read_to_string(file).unwrap_or_else(|error| panic!("{name}: {error}"));
            target.feed(&input);
            fed += 1;
        }
        assert!(fed > 0, "nothing is kept for {}", target.name());
    }
}

#[test]
fn the_first_inputs_of_a_seed_do_no_harm() {
    for target in Target::ALL {
        for input in Inputs::new(target, 1).take(300) {
            target.feed(&input);
        }
    }
}
