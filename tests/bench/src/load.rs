//! What the first visit loads of the policies when a site has ever more of them.

use anyhow::{Context as _, Result, anyhow};
use flate2::{Compression, write::GzEncoder};
use policies::{File, Shelves};
use rules::Plan;
use rules::pack::Pack;
use rules::plan::Source;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;

/// How many documents a site has.
const COUNTS: [u32; 3] = [10, 300, 3_000];

/// Of how many provinces they are.
const PROVINCES: u32 = 31;

/// A document of a city, of which the others are copies under other names and of other places.
const CITY: &str = "xiangtan-2023";

/// A table of the bytes, as gzip packs them, of the visit that loads the most: the library, the shelf of the province, and
/// the documents of the place. The code of the page is the same for all.
pub(crate) fn table() -> Result<String> {
    let text = policies::PACKS.iter().find(|(id, ..)| *id == CITY);
    let (_, text, _) = text.context("no pack of that name")?;
    let city = policies::pack(CITY, text).map_err(|error| anyhow!("{error}"))?;
    let mut text = format!(
        "bytes as gzip packs them, of the visit that loads the most\n\n{:>9} {:>9} {:>9} {:>9} {:>9}\n",
        "packs", "library", "shelves", "documents", "together"
    );
    for count in COUNTS {
        let [library, shelves, documents] = visit(&city, count)?;
        let together = library + shelves + documents;
        writeln!(
            text,
            "{count:>9} {library:>9} {shelves:>9} {documents:>9} {together:>9}"
        )?;
    }
    Ok(text)
}

/// Library, shelves and documents of the heaviest visit to a site with so many documents.
fn visit(city: &Pack, count: u32) -> Result<[usize; 3]> {
    let facts = policies::catalogue().map_err(|error| anyhow!("{error}"))?;
    let lpr = policies::lpr().map_err(|error| anyhow!("{error}"))?;
    let sources = (0..count).map(|number| {
        let mut pack = city.clone();
        pack.document.id = format!("city-{number}");
        pack.document.region = format!("{:02}{:02}00", 11 + number % PROVINCES, number / PROVINCES + 1);
        let hash = rules::digest::sha256(pack.document.id.as_bytes());
        Source { pack, hash }
    });
    let plan = Plan::new(facts, lpr, sources.collect()).map_err(|errors| {
        let first = errors.first();
        anyhow!("{first:?}")
    })?;
    let mut files = Vec::new();
    let shelves = Shelves::export(&mut files, "zh", plan.in_chinese());
    let sizes: BTreeMap<&str, usize> = files
        .iter()
        .map(|File { path, bytes }| Ok((path.as_str(), gzip(bytes)?)))
        .collect::<Result<_>>()?;
    let of = |name: &String| sizes.get(name.as_str()).copied().unwrap_or_default();
    let weight = |names: &[String], shelf: bool| -> usize {
        let names = names
            .iter()
            .filter(|name| name.contains("-shelf-") == shelf && **name != shelves.library);
        names.map(of).sum()
    };
    let visits = shelves.visits();
    let heaviest = visits
        .iter()
        .max_by_key(|visit| visit.files.iter().map(of).sum::<usize>());
    let files = &heaviest.context("no visit")?.files;
    Ok([of(&shelves.library), weight(files, true), weight(files, false)])
}

fn gzip(bytes: &[u8]) -> Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len())
}
