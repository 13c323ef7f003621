//! Hiding from wasm-bindgen what the module does not use.
//!
//! Neither Trunk nor cargo offers a hook between the compiler and the programs of wasm-bindgen, but both run the program
//! that they are pointed at: this one, under the name of the other.

use crate::{shell::run, site::target_directory, tools::Tool, wasm};
use anyhow::{Context as _, Result};
use std::{
    env,
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// The names that the standard library puts into the module's list of features although nothing uses them.
const UNUSED_FEATURES: [&str; 2] = ["reference-types", "multivalue"];

/// Where the programs are that the wrappers stand in front of.
const REAL_DIRECTORY: &str = "HUISUAN_WASM_BINDGEN_DIRECTORY";

const PROGRAMS: [&str; 2] = ["wasm-bindgen", "wasm-bindgen-test-runner"];

/// Wrappers around the programs of wasm-bindgen, which are installed.
#[derive(Clone, Debug)]
pub struct Wrappers {
    /// The directory with the wrappers.
    pub directory: PathBuf,
    real_directory: PathBuf,
}

impl Wrappers {
    /// Puts this program into a directory, under the names of the others.
    pub fn new() -> Result<Self> {
        let real_directory = Tool::wasm_bindgen()?.install()?;
        let directory = target_directory().join("xtask/bin");
        fs::create_dir_all(&directory)?;
        for program in PROGRAMS {
            let wrapper = directory.join(program).with_extension(env::consts::EXE_EXTENSION);
            // Another build may be running the wrapper: it keeps the file that it opened.
            let unfinished = wrapper.with_extension("unfinished");
            fs::copy(env::current_exe()?, &unfinished)?;
            fs::rename(unfinished, &wrapper)?;
        }
        Ok(Self {
            directory,
            real_directory,
        })
    }

    /// Writes a compiled module and its glue into a directory.
    pub fn bind(&self, module: &Path, options: &[&str], to: &Path) -> Result<()> {
        let mut program = Command::new(self.directory.join(PROGRAMS[0]));
        program.args(options).arg("--out-dir").args([to, module]);
        run(self.use_in(&mut program))
    }

    /// Tells a program, or what it starts, where the real programs are.
    pub fn use_in<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command.env(REAL_DIRECTORY, &self.real_directory)
    }
}

/// The program whose name this program was started under, if it is one that is wrapped.
#[must_use]
pub fn wrapped_program() -> Option<&'static str> {
    let name = env::args_os().next()?;
    let name = Path::new(&name).file_stem()?;
    PROGRAMS.into_iter().find(|program| name == OsStr::new(program))
}

/// Runs the real program on modules whose list of features has been put right.
pub fn run_wrapped(program: &str) -> Result<()> {
    let directory =
        env::var_os(REAL_DIRECTORY).with_context(|| format!("{REAL_DIRECTORY} does not say where {program} is"))?;
    let mut command = Command::new(Path::new(&directory).join(program));
    for argument in env::args_os().skip(1) {
        let path = Path::new(&argument);
        if path.extension() == Some(OsStr::new("wasm")) && path.is_file() {
            let module = wasm::without_features(&fs::read(path)?, &UNUSED_FEATURES)?;
            let rewritten = path.with_extension("old-engines.wasm");
            fs::write(&rewritten, module)?;
            command.arg(rewritten);
        } else {
            command.arg(argument);
        }
    }
    run(&mut command)
}
