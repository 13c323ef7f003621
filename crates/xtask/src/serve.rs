//! `cargo xtask serve`: the page on this machine, rebuilt on edits.

use crate::{
    dist, engine,
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

/// What only the pages are made of, as paths from the root.
const PAGES: [&str; 3] = ["web", "index.html", "Trunk.toml"];

/// What the modules of the page of tables are made of, too.
const CRATES: [&str; 3] = ["crates", "Cargo.toml", "Cargo.lock"];

/// A page of somebody else with calculators inside, which is served but never published.
const DEMO: &str = "web/demo";

/// Builds the site, serves it under the strict policy and rebuilds it whenever a source changes.
pub fn serve(port: u16) -> Result<()> {
    let builder = Builder::new()?;
    let site = target_directory().join("site/dev");
    let mut pages = state_of(&PAGES);
    let mut crates = state_of(&CRATES);
    rebuild(&builder, &site);
    let server = Server::start(&site, Policy::Strict, port)?;
    eprintln!(
        "a portal with three calculators inside is {}demo/portal.html",
        server.url()
    );
    eprintln!("serving {} (reload the page after an edit, Ctrl+C ends)", server.url());
    let modules = target_directory().join("site/dev-batch");
    build_modules(&modules, &site);
    loop {
        thread::sleep(Duration::from_millis(300));
        let now = (state_of(&PAGES), state_of(&CRATES));
        if now == (pages, crates) {
            continue;
        }
        let same_modules = now.1 == crates;
        (pages, crates) = now;
        rebuild(&builder, &site);
        // An edit of the pages alone leaves the modules as they are.
        if same_modules {
            report(put_modules(&modules, &site));
        } else {
            build_modules(&modules, &site);
        }
    }
}

/// A failed build has already said what is wrong; the last good one stays until the next edit.
fn rebuild(builder: &Builder, site: &Path) {
    report(step("building the page", || {
        builder.build(Profile::Dev, site)?;
        dist::copy_directory(&root().join(DEMO), &site.join("demo"))
    }));
}

/// Builds what the page of tables computes with, beside the site, since a build of the site empties it.
fn build_modules(modules: &Path, site: &Path) {
    report(step("building the modules of the page of tables", || {
        engine::build_for_workers(Profile::Dev, modules)?;
        put_modules(modules, site)
    }));
}

/// Puts the modules into the site. Where they could not be built there are none.
fn put_modules(modules: &Path, site: &Path) -> Result<()> {
    if !modules.exists() {
        return Ok(());
    }
    dist::copy_directory(modules, &site.join("batch"))
}

fn report(result: Result<()>) {
    if let Err(error) = result {
        eprintln!("error: {error:#}");
    }
}

/// The number of source files and the time of the latest change.
///
/// A few hundred files are quicker to look at than a file watcher is to compile.
fn state_of(sources: &[&str]) -> (usize, SystemTime) {
    let mut state = (0, SystemTime::UNIX_EPOCH);
    for source in sources {
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
