//! What the first visit costs: measured, recorded, and kept from growing unnoticed.

use crate::{
    dist,
    shell::{cargo, output, root},
};
use anyhow::{Context as _, Result, ensure};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

/// What the first visit should weigh at the most. It is reported, and not yet reached.
const BUDGET: usize = 190 * 1024;

/// What the page asks for first when it runs.
const INDEX: &str = "data/index.json";

/// Scripts that only other visits load: in a browser that does nothing else, when the page has long been usable, inside
/// another page, and when somebody asks for what few need.
const NOT_LOADED: [&str; 4] = ["old-browser.js", "offline.js", "framed.js", "more.js"];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Size {
    plain: usize,
    gzip: usize,
}

/// Fails when the files of the first visit, compressed, weigh over one percent more than recorded.
pub fn check() -> Result<()> {
    let measured = measure(&dist::directory())?;
    let recorded = read_record()?;
    print_table(&measured, &recorded);
    let (now, then) = (total(&measured), recorded.values().sum::<usize>());
    match now.checked_sub(BUDGET) {
        None | Some(0) => eprintln!("  within the budget of {BUDGET} bytes"),
        Some(over) => eprintln!("  MISSED: the budget of {BUDGET} bytes, by {over}"),
    }
    ensure!(
        now * 100 <= then * 101,
        "the first visit loads {now} bytes, over one percent more than the recorded {then}; if what is new is worth \
         it, `cargo xtask sizes --record` records the new size"
    );
    Ok(())
}

/// Prints what every file of the built site weighs, plain and packed in both ways, and what the first visit does.
pub fn report() -> Result<()> {
    let site = dist::directory();
    println!("{:<52} {:>9} {:>9} {:>9}", "bytes", "plain", "gzip", "brotli");
    let line = |name: &str, [plain, gzip, brotli]: [u64; 3]| {
        println!("{name:<52} {plain:>9} {gzip:>9} {brotli:>9}");
    };
    let files = dist::files(&site).context("there is no site to measure: `cargo xtask dist` builds it")?;
    let mut all = [0; 3];
    for file in &files {
        let packed = file
            .extension()
            .is_some_and(|extension| extension == "gz" || extension == "br");
        if packed {
            continue;
        }
        let weights = weights(file)?;
        all = sum(all, weights);
        line(&file.strip_prefix(&site)?.display().to_string(), weights);
    }
    line("all files", all);
    println!();
    let mut first = [0; 3];
    let names = first_visit(&site)?;
    for name in &names {
        let weights = weights(&site.join(name))?;
        first = sum(first, weights);
        line(&without_hash(name), weights);
    }
    line("the first visit", first);
    println!("budget: {BUDGET} bytes as gzip packs them");
    Ok(())
}

/// A file plain, and as its copies beside it weigh; a file without a copy is sent plain.
fn weights(file: &Path) -> Result<[u64; 3]> {
    let plain = fs::metadata(file)?.len();
    let copy = |extension: &str| {
        let mut name = file.as_os_str().to_owned();
        name.push(extension);
        fs::metadata(name).map_or(plain, |copy| copy.len())
    };
    Ok([plain, copy(".gz"), copy(".br")])
}

fn sum(mut one: [u64; 3], other: [u64; 3]) -> [u64; 3] {
    for (one, other) in one.iter_mut().zip(other) {
        *one += other;
    }
    one
}

/// Records the present sizes.
pub fn record() -> Result<()> {
    let measured = measure(&dist::directory())?;
    print_table(&measured, &read_record().unwrap_or_default());
    let mut text = String::from(
        "# What the first visit loads, in bytes as gzip -9 packs them. `cargo xtask sizes --record` writes this file.\n",
    );
    for (name, size) in &measured {
        writeln!(text, "\"{name}\" = {}", size.gzip)?;
    }
    fs::write(record_file(), text)?;
    Ok(())
}

fn record_file() -> PathBuf {
    root().join("tests/sizes.toml")
}

/// Sizes of the files of the first visit. Names are without their hashes.
fn measure(site: &Path) -> Result<BTreeMap<String, Size>> {
    sizes(site, first_visit(site)?.into_iter())
}

/// The page and the scripts, styles, modules and data that it names, and the policies of the place and subject in Chinese for
/// which the most is loaded: each once, though the page names some twice.
fn first_visit(site: &Path) -> Result<BTreeSet<String>> {
    let page = fs::read_to_string(site.join("index.html"))
        .context("there is no site to measure: `cargo xtask dist` builds it")?;
    let visits = output(cargo().args(["run", "--quiet", "--package", "huisuan-cli", "--", "visits"]))?;
    let visits = visits.lines().map(|visit| {
        let files = visit.split(' ').skip(2).map(|file| format!("data/{file}"));
        let files: Vec<String> = files.collect();
        let weight = total(&sizes(site, files.iter().cloned())?);
        Ok((weight, files))
    });
    let visits = visits.collect::<Result<Vec<_>>>()?;
    let policies = visits
        .into_iter()
        .max_by_key(|(weight, _)| *weight)
        .unwrap_or_default()
        .1;
    let page = std::iter::once("index.html").chain(loaded(&page)).chain([INDEX]);
    Ok(page.map(str::to_owned).chain(policies).collect())
}

fn sizes(site: &Path, names: impl Iterator<Item = String>) -> Result<BTreeMap<String, Size>> {
    let mut sizes = BTreeMap::new();
    for name in names {
        let bytes = fs::read(site.join(&name)).with_context(|| format!("the site has no {name}"))?;
        let gzip = dist::gzip(&bytes)?.len();
        sizes.insert(
            without_hash(&name),
            Size {
                plain: bytes.len(),
                gzip,
            },
        );
    }
    Ok(sizes)
}

fn loaded(page: &str) -> impl Iterator<Item = &str> {
    page.split('"')
        .filter_map(|value| value.strip_prefix("./"))
        .filter(|name| {
            let extension = Path::new(name).extension().and_then(|extension| extension.to_str());
            matches!(extension, Some("css" | "js" | "json" | "wasm")) && !NOT_LOADED.contains(&&*without_hash(name))
        })
}

/// `styles/main-0123456789abcdef.css` is `styles/main.css`.
fn without_hash(name: &str) -> String {
    let parts = name.rsplit_once('.').and_then(|(stem, extension)| {
        let (stem, hash) = stem.rsplit_once('-')?;
        let hashed = hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
        hashed.then(|| format!("{stem}.{extension}"))
    });
    parts.unwrap_or_else(|| name.to_owned())
}

fn read_record() -> Result<BTreeMap<String, usize>> {
    let file = record_file();
    let text = fs::read_to_string(&file)
        .with_context(|| format!("{} is missing: `cargo xtask sizes --record` writes it", file.display()))?;
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| {
            let (name, size) = line
                .split_once(" = ")
                .with_context(|| format!("not a record: {line}"))?;
            Ok((name.trim_matches('"').to_owned(), size.parse()?))
        })
        .collect()
}

fn total(sizes: &BTreeMap<String, Size>) -> usize {
    sizes.values().map(|size| size.gzip).sum()
}

fn print_table(measured: &BTreeMap<String, Size>, recorded: &BTreeMap<String, usize>) {
    eprintln!(
        "  {:<32} {:>9} {:>9} {:>9}",
        "first visit, bytes", "plain", "gzip", "recorded"
    );
    for (name, size) in measured {
        let before = recorded.get(name).map_or_else(|| "new".to_owned(), ToString::to_string);
        eprintln!("  {name:<32} {:>9} {:>9} {before:>9}", size.plain, size.gzip);
    }
    let plain: usize = measured.values().map(|size| size.plain).sum();
    let before: usize = recorded.values().sum();
    eprintln!("  {:<32} {plain:>9} {:>9} {before:>9}", "together", total(measured));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_come_off_names_and_nothing_else_does() {
        assert_eq!(without_hash("styles/main-0123456789abcdef.css"), "styles/main.css");
        assert_eq!(without_hash("huisuan-web.js"), "huisuan-web.js");
        assert_eq!(without_hash("index.html"), "index.html");
    }

    #[test]
    fn the_page_loads_what_it_names_but_other_pages_and_pictures() {
        let page = r#"<script src="./boot-0123456789abcdef.js" data-wasm="./a.wasm" data-later="./offline-0123456789abcdef.js"></script>
            <script nomodule src="./old-browser-0123456789abcdef.js"></script>
            <link rel="icon" href="./icon.svg"><a href="./330300.html">"#;
        assert_eq!(loaded(page).collect::<Vec<_>>(), ["boot-0123456789abcdef.js", "a.wasm"]);
    }
}
