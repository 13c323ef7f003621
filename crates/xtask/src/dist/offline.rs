//! The service worker, which must know the names of the files that make this version of the page.

use super::{files, hex, named, relative};
use anyhow::{Result, ensure};
use sha2::{Digest as _, Sha256};
use std::{fmt::Write as _, fs, path::Path};

/// The name of the worker, which never changes: browsers compare its contents to find a newer version.
const WORKER: &str = "sw.js";

/// Writes the version and the files of the page in front of the worker.
///
/// Data beside the index is kept as it is used, so that the worker does not grow with the number of policies.
pub(super) fn complete(site: &Path) -> Result<()> {
    let page = fs::read_to_string(site.join("index.html"))?;
    let mut names = vec![String::new()];
    let mut version = Sha256::new_with_prefix(&page);
    for file in files(site)? {
        let name = relative(site, &file)?;
        if named(&page, &name) || name == "data/index.json" {
            version.update(fs::read(file)?);
            names.push(name);
        }
    }
    ensure!(names.len() > 4, "the page names too few files: {names:?}");
    let mut worker = format!("const VERSION=\"{}\",SHELL=[", &hex(&version.finalize())[..16]);
    for name in names {
        write!(worker, "\"./{name}\",")?;
    }
    let worker = worker.trim_end_matches(',').to_owned() + "];\n" + &fs::read_to_string(site.join(WORKER))?;
    fs::write(site.join(WORKER), worker)?;
    Ok(())
}
