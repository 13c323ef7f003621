use huisuan_text::{Language, Words};
#[test]
fn dump() {
    let plan = policies::plan().unwrap();
    for (document, cases) in policies::cases::all().unwrap() {
        for case in &cases.cases {
            let request = cases.request(document, case).unwrap();
            println!("\n## {} / {}", case.measure, case.name);
            let response = match plan.assess(&request) {
                Ok(r) => r,
                Err(e) => {
                    println!("{e:?}");
                    continue;
                }
            };
            for outcome in &response.outcomes {
                for language in [Language::Zh, Language::En] {
                    let w = Words { plan: &plan, language };
                    println!("# {:?} {:?} {:?}", outcome.status, outcome.block, outcome.amount);
                    println!("  H {}", w.headline(outcome));
                    println!(
                        "  B {}",
                        w.badges(outcome)
                            .iter()
                            .map(|b| b.text.clone())
                            .collect::<Vec<_>>()
                            .join(" · ")
                    );
                    for s in w.steps(outcome) {
                        println!("  S {}   [{}]", s.text, s.formula.unwrap_or_default());
                    }
                    for l in &outcome.periods {
                        println!("  L {}", w.line_of(outcome, l));
                    }
                    for r in &outcome.reasons {
                        println!("  R {}", w.reason(outcome, r));
                    }
                    for r in &outcome.checks {
                        println!("  C {}: {}", w.state(r.state), w.check(outcome, r));
                    }
                    for r in &outcome.assumptions {
                        println!("  A {}", w.assumption(outcome, r));
                    }
                    for r in &outcome.what_if {
                        println!("  W {}", w.what_if(outcome, r));
                    }
                    for r in &outcome.warnings {
                        println!("  ! {}", w.warning(outcome, r));
                    }
                    if let Some(m) = w.missing(outcome) {
                        println!("  M {m}");
                    }
                    if let Some(m) = w.paid(outcome) {
                        println!("  P {m}");
                    }
                }
            }
        }
    }
}
