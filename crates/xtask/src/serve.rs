//! `cargo xtask serve`: the page on this machine, rebuilt on edits.

use crate::{
    dist,
    server::{Policy, Server},
    shell::{root, step},
    site::{Builder, Profile, target_directory},
};
use anyhow::Result;
use std::{
    fs,
    path::Path,
    thread,
    time::{Duration, SystemTime},
};

/// What a page is made of, as paths from the root.
const SOURCES: [&str; 6] = ["web", "crates", "index.html", "Trunk.toml", "Cargo.toml", "Cargo.lock"];

/// A page of somebody else with calculators inside, which is served but never published.
const DEMO: &str = "web/demo";

/// Builds the site, serves it under the strict policy and rebuilds it whenever a source changes.
pub fn serve(port: u16) -> Result<()> {
    let builder = Builder::new()?;
    let site = target_directory().join("site/dev");
    let mut seen = state_of_sources();
    rebuild(&builder, &site);
    let server = Server::start(&site, Policy::Strict, port)?;
    eprintln!(
        "a portal with three calculators inside is {}demo/portal.html",
        server.url()
    );
    eprintln!("serving {} (reload the page after an edit, Ctrl+C ends)", server.url());
    loop {
        thread::sleep(Duration::from_millis(300));
        let now = state_of_sources();
        if now != seen {
            seen = now;
            rebuild(&builder, &site);
        }
    }
}

/// A failed build has already said what is wrong; the last good one stays until the next edit.
fn rebuild(builder: &Builder, site: &Path) {
    let built = step("building the page", || {
        builder.build(Profile::Dev, site)?;
        dist::copy_directory(&root().join(DEMO), &site.join("demo"))
    });
    if let Err(error) = built {
        eprintln!("error: {error:#}");
    }
}

/// The number of source files and the time of the latest change.
///
/// A few hundred files are quicker to look at than a file watcher is to compile.
fn state_of_sources() -> (usize, SystemTime) {
    let mut state = (0, SystemTime::UNIX_EPOCH);
    for source in SOURCES {
        visit(&root().join(source), &mut state);
    }
    state
}

fn visit(path: &Path, state: &mut (usize, SystemTime)) {
    // A file that vanishes between listing and looking is seen at the next look.
    if let Ok(entries) = fs::read_dir(path) {
        entries.flatten().for_each(|entry| visit(&entry.path(), state));
    } else if let Ok(modified) = fs::metadata(path).and_then(|file| file.modified()) {
        state.0 += 1;
        state.1 = state.1.max(modified);
    }
}
