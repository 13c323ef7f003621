//! `cargo xtask spark`: a large table spread over processes by Apache Spark, held against one process.

use crate::{
    batch::{huisuan, job},
    rows::{self, Options},
    shell::{root, run, step},
    tools::{Tool, on_path},
};
use anyhow::{Context as _, Result, bail, ensure};
use std::{
    fs::{self, File},
    io::{BufWriter, Write as _},
    path::Path,
    process::{Command, Stdio},
};

/// Writes a table as JSON lines, computes it once in one process and once through Spark's `pipe`, and compares every byte.
pub fn spark(options: &Options) -> Result<()> {
    ensure!(
        on_path("java").is_some(),
        "Apache Spark needs Java 17 or later: on Debian, apt-get install default-jre-headless"
    );
    let pyspark = Tool::spark().install()?;
    let huisuan = huisuan()?;
    let folder = root().join("target/spark");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let (table, expected, parts) = (
        folder.join("rows.jsonl"),
        folder.join("one.jsonl"),
        folder.join("parts"),
    );
    let mut output = BufWriter::new(File::create(&table)?);
    rows::lines(options, &mut output)?;
    output.flush()?;
    drop(output);
    step("one process", || {
        let mut command = Command::new(&huisuan);
        command.args(["batch", "--job"]).arg(job());
        command
            .stdin(File::open(&table)?)
            .stdout(File::create(&expected)?)
            .stderr(Stdio::null());
        // One row in a thousand is wrong, which the exit code says.
        match command.status()?.code() {
            Some(0 | 1) => Ok(()),
            code => bail!("huisuan batch has failed: {code:?}"),
        }
    })?;
    step("Apache Spark", || {
        run(Command::new("python3")
            .arg(root().join("tests/spark/batch.py"))
            .args([&table, &parts, &huisuan, &job()])
            .env("PYTHONPATH", &pyspark)
            .env("PYSPARK_PYTHON", "python3")
            .env("SPARK_LOCAL_IP", "127.0.0.1"))
    })?;
    let (one, spread) = (fs::read(&expected)?, joined(&parts)?);
    ensure!(
        one == spread,
        "Apache Spark gives other results: compare {} and {}",
        expected.display(),
        parts.display()
    );
    ensure!(!one.is_empty(), "nothing was computed");
    eprintln!(
        "  {} bytes are the same, from {} parts",
        one.len(),
        part_files(&parts)?.len()
    );
    Ok(())
}

/// The files of the parts, in their order.
fn part_files(folder: &Path) -> Result<Vec<std::path::PathBuf>> {
    let entries = fs::read_dir(folder).context("Apache Spark has written nothing")?;
    let mut files = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    files.retain(|file| {
        file.file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with("part-"))
    });
    files.sort();
    Ok(files)
}

fn joined(folder: &Path) -> Result<Vec<u8>> {
    let mut all = Vec::new();
    for file in part_files(folder)? {
        all.extend(fs::read(file)?);
    }
    Ok(all)
}
