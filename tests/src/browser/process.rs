//! A program that ends with the test that started it.

use anyhow::{Context as _, Result};
use std::process::{Child, ChildStdout, Command, Stdio};

/// A running program, which is stopped when it is dropped.
pub(super) struct Process(Child);

impl Process {
    /// Starts a program that has nothing to say.
    pub(super) fn start(command: &mut Command) -> Result<Self> {
        Ok(Self(spawn(command.stdout(Stdio::null()))?))
    }

    /// Starts a program that says something.
    pub(super) fn start_piped(command: &mut Command) -> Result<(Self, ChildStdout)> {
        let mut child = spawn(command.stdout(Stdio::piped()))?;
        let output = child.stdout.take().context("standard output is piped")?;
        Ok((Self(child), output))
    }
}

fn spawn(command: &mut Command) -> Result<Child> {
    command
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .with_context(|| format!("cannot start {}", command.get_program().display()))
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended by itself.
        drop(self.0.kill());
        drop(self.0.wait());
    }
}
