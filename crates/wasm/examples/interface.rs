//! What the package for npm is made of beside the module, on standard output: the types of everything that crosses the
//! boundary (`given`, `found`), and the facts, the loan prime rate and all packs as JSON (`data`).
#![expect(
    clippy::expect_used,
    reason = "the policies of this repository are checked by its tests"
)]

use rules::pack::Pack;
use serde_json::json;

fn main() {
    let text = match std::env::args().nth(1).as_deref() {
        Some("given") => huisuan_wasm::schema::given(),
        Some("found") => huisuan_wasm::schema::found(),
        Some("data") => {
            let packs = policies::PACKS
                .iter()
                .map(|(_, pack, _)| toml::from_str(pack).expect("a sound pack"));
            let packs: Vec<Pack> = packs.collect();
            let facts = policies::catalogue().expect("sound facts");
            let lpr = policies::lpr().expect("a sound table");
            json!({ "facts": facts, "lpr": lpr, "packs": packs }).to_string()
        }
        _ => {
            eprintln!("interface given|found|data");
            std::process::exit(2);
        }
    };
    println!("{text}");
}
