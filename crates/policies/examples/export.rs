//! Writes the data of the page into a directory.

use std::path::PathBuf;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let directory = PathBuf::from(std::env::args().nth(1).ok_or("which directory?")?);
    std::fs::create_dir_all(&directory)?;
    for file in huisuan_policies::export()? {
        std::fs::write(directory.join(file.path), file.text)?;
    }
    Ok(())
}
