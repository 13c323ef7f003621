//! What stands behind a command.

use anyhow::{Context as _, Result, bail};

/// Takes options that each have a number, in any order, into where they belong.
pub(crate) fn numbers<const N: usize>(arguments: &[&str], mut known: [(&str, &mut u64); N]) -> Result<()> {
    let names = known.each_ref().map(|(name, _)| format!("{name} N")).join(", ");
    let mut arguments = arguments.iter();
    while let Some(&argument) = arguments.next() {
        let Some((_, number)) = known.iter_mut().find(|(name, _)| *name == argument) else {
            bail!("unknown argument {argument}; known are {names}");
        };
        let value = arguments.next().with_context(|| format!("{argument} needs a value"))?;
        **number = value.parse()?;
    }
    Ok(())
}
