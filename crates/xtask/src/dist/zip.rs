//! A site in one file, for those who put it on a server by hand.

use super::{files, relative};
use anyhow::{Context as _, Result};
use flate2::{Compression, Crc, write::DeflateEncoder};
use std::{fs, io::Write as _, path::Path};

/// The first day that the format knows: the same files make the same archive at any time.
const FIRST_DAY: [u8; 4] = [0, 0, 0x21, 0];
/// Needed to extract: version 2.0. The names are in UTF-8. The method is deflate.
const VERSION_FLAGS_METHOD: [u8; 6] = [20, 0, 0, 8, 8, 0];

/// A file that its owner may write and everybody may read.
const PERMISSIONS: u32 = 0o100_644 << 16;

/// Packs a directory into an archive, below a folder of its own.
pub(super) fn pack(directory: &Path, folder: &str, archive: &Path) -> Result<()> {
    let (mut data, mut index, mut count) = (Vec::new(), Vec::new(), 0_u16);
    for file in files(directory)? {
        let name = format!("{folder}/{}", relative(directory, &file)?);
        let (plain, offset) = (fs::read(&file)?, data.len());
        let mut crc = Crc::new();
        crc.update(&plain);
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(&plain)?;
        let packed = encoder.finish()?;
        let mut entry = Vec::from(VERSION_FLAGS_METHOD);
        entry.extend(FIRST_DAY);
        entry.extend(crc.sum().to_le_bytes());
        entry.extend(number(packed.len())?);
        entry.extend(number(plain.len())?);
        entry.extend(u16::try_from(name.len())?.to_le_bytes());
        entry.extend([0, 0]);
        data.extend(b"PK\x03\x04");
        data.extend(&entry);
        data.extend(name.as_bytes());
        data.extend(packed);
        // Made by version 2.0 on Unix; no comment, first disk, no attributes but the permissions.
        index.extend(b"PK\x01\x02\x14\x03");
        index.extend(entry);
        index.extend([0; 6]);
        index.extend(PERMISSIONS.to_le_bytes());
        index.extend(number(offset)?);
        index.extend(name.as_bytes());
        count += 1;
    }
    let (offset, length) = (number(data.len())?, number(index.len())?);
    data.extend(index);
    data.extend(b"PK\x05\x06\0\0\0\0");
    data.extend(count.to_le_bytes());
    data.extend(count.to_le_bytes());
    data.extend(length);
    data.extend(offset);
    data.extend([0, 0]);
    fs::write(archive, data).with_context(|| format!("writing {}", archive.display()))
}

fn number(length: usize) -> Result<[u8; 4]> {
    Ok(u32::try_from(length)?.to_le_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shell::run;
    use std::process::Command;

    #[test]
    #[ignore = "needs tools: run by `cargo xtask test`"]
    fn others_read_what_was_packed() -> Result<()> {
        let directory = std::env::temp_dir().join(format!("huisuan-zip-{}", std::process::id()));
        fs::create_dir_all(directory.join("in/政策"))?;
        fs::write(directory.join("in/a.txt"), "aaaaaaaaaa")?;
        fs::write(directory.join("in/政策/b.txt"), "")?;
        let archive = directory.join("a.zip");
        pack(&directory.join("in"), "huisuan", &archive)?;
        let first = fs::read(&archive)?;
        pack(&directory.join("in"), "huisuan", &archive)?;
        assert_eq!(first, fs::read(&archive)?);
        let unpacked = directory.join("out");
        run(Command::new("unzip")
            .env("LC_ALL", "C.UTF-8")
            .arg("-q")
            .arg(&archive)
            .arg("-d")
            .arg(&unpacked))?;
        assert_eq!(fs::read_to_string(unpacked.join("huisuan/a.txt"))?, "aaaaaaaaaa");
        assert_eq!(fs::read_to_string(unpacked.join("huisuan/政策/b.txt"))?, "");
        fs::remove_dir_all(directory)?;
        Ok(())
    }
}
