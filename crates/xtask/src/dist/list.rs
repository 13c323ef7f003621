//! What a site is made of: a list to look at, and one that `sha256sum --check` reads.

use super::{files, hex, relative};
use anyhow::Result;
use sha2::{Digest as _, Sha256};
use std::{fmt::Write as _, fs, path::Path};

/// Lists sizes and digests of all files of a site below `hosting/`, where the lists themselves stand.
pub(super) fn write(site: &Path) -> Result<()> {
    let (mut list, mut sums) = (String::from("["), String::new());
    for (index, file) in files(site)?.iter().enumerate() {
        let (name, bytes) = (relative(site, file)?, fs::read(file)?);
        let digest = hex(&Sha256::digest(&bytes));
        let separator = if index == 0 { "\n" } else { ",\n" };
        write!(
            list,
            "{separator}{{\"path\":\"{name}\",\"size\":{},\"sha256\":\"{digest}\"}}",
            bytes.len()
        )?;
        writeln!(sums, "{digest}  {name}")?;
    }
    list.push_str("\n]\n");
    fs::write(site.join("hosting/files.json"), list)?;
    fs::write(site.join("hosting/SHA256SUMS"), sums)?;
    Ok(())
}
