//! The state as text, one line a field, for the browser's storage.

use text::Language;

use super::{Case, State};

use crate::dom::cat;

/// Settings stand under names without a dot, so that no field can be taken for one.
pub(crate) fn write(state: &State) -> String {
    let mut text = String::new();
    let mut line = |name: &str, value: &str| {
        text.push_str(name);
        text.push('\t');
        // A line is a field: what would break the line is kept as a blank.
        text.extend(value.chars().map(|c| if matches!(c, '\n' | '\r') { ' ' } else { c }));
        text.push('\n');
    };
    line("language", state.language.id());
    line("role", &state.role);
    line("region", &state.region);
    line("theme", &state.theme);
    line("seen", &state.seen);
    if state.large {
        line("large", "yes");
    }
    for case in &state.cases {
        let compared = if case.compared { "1" } else { "0" };
        line(&cat(&["case.", compared, ".", &case.name]), &case.address);
    }
    for (route, measure) in &state.picks {
        line(&cat(&["pick.", route]), measure);
    }
    for (group, rows) in &state.form.rows {
        line(&cat(&["rows.", group]), &rows.to_string());
    }
    for (key, value) in &state.form.texts {
        line(&cat(&["text.", key]), value);
    }
    text
}

/// Takes what was kept into a new state; what is not understood is left out.
pub(crate) fn read(kept: &str, mut state: State) -> State {
    for (name, value) in kept.lines().filter_map(|line| line.split_once('\t')) {
        match (name, name.split_once('.')) {
            ("language", _) => state.language = Language::from_id(value).unwrap_or(state.language),
            ("role", _) => value.clone_into(&mut state.role),
            ("region", _) => value.clone_into(&mut state.region),
            ("seen", _) => value.clone_into(&mut state.seen),
            ("theme", _) => state.set_theme(value),
            ("large", _) => state.large = true,
            (_, Some(("case", case))) => {
                if let Some((compared, name)) = case.split_once('.') {
                    state.keep(Case {
                        name: name.to_owned(),
                        address: value.to_owned(),
                        compared: compared == "1",
                    });
                }
            }
            (_, Some(("rows", group))) => {
                if let Ok(rows @ 2..=200) = value.parse() {
                    state.form.rows.insert(group.to_owned(), rows);
                }
            }
            (_, Some(("pick", route))) => {
                state.picks.insert(route.to_owned(), value.to_owned());
            }
            (_, Some(("text", key))) => {
                state.form.texts.insert(key.to_owned(), value.to_owned());
            }
            _ => {}
        }
    }
    state
}

#[cfg(test)]
mod tests {
    use super::{State, read, write};

    const LINES: [&str; 24] = [
        "language\ten",
        "language\tfr",
        "role\tbank",
        "region\t330300",
        "theme\tdark",
        "theme\t<b>",
        "seen\twenzhou-2022:0a1b2c3d",
        "large\tyes",
        "case.1.甲行\t#/loan?loan.0.rate=3.5",
        "case.0\t#/",
        "case.\t",
        "pick.#/loan\twenzhou-2022/art-2",
        "rows.loan\t3",
        "rows.loan\t-1",
        "rows.loan\t99999999999999999999",
        "text.loan.0.rate\t３．５",
        "text.\t",
        "text.loan.0.rate~2023\t1",
        "nothing",
        "\t\t\t",
        "",
        "\u{202e}\tx",
        "text.firm.private\tyes",
        "\u{0}",
    ];

    /// Whatever stands in the browser's storage, perhaps written by somebody else: nothing panics, and what was taken is kept
    /// and taken again unchanged.
    #[test]
    fn a_hundred_thousand_kept_states_do_no_harm() {
        // The same numbers each time, so that a failure comes back.
        let mut random = fastrand::Rng::with_seed(1);
        let mut next = |below: usize| random.usize(..below);
        for _ in 0..100_000 {
            let mut kept = String::new();
            for _ in 0..next(6) {
                kept.push_str(LINES[next(LINES.len())]);
                match next(8) {
                    0 => {}
                    1 => kept.push('\t'),
                    2 => kept.truncate(kept.floor_char_boundary(next(kept.len() + 1))),
                    _ => kept.push('\n'),
                }
            }
            let state = read(&kept, State::new("2026-11-22".to_owned()));
            let again = read(&write(&state), State::new("2026-11-22".to_owned()));
            assert_eq!(write(&again), write(&state), "{kept:?}");
        }
    }
}
