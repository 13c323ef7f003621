//! The browsers that the site runs in, and how each is started.

use super::{Engine, devtools::DevTools, webdriver::WebDriver};
use anyhow::{Context as _, Result};
use huisuan_xtask::{
    server::Policy,
    tools::{Tool, on_path},
};

/// What old Chromiums report of a page that is in order: they do not know the newer word of the policy, and note a
/// violation each time before they find that the older word allows WebAssembly.
const NOISE_OF_OLD_CHROMIUMS: &[&str] = &[
    "contains an invalid source: ''wasm-unsafe-eval''. It will be ignored.",
    "content security policy: script-src eval ",
];

/// A kind of browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The Chromium of the machine.
    Chromium,
    /// The Firefox of the machine.
    Firefox,
    /// The engine of Safari and of WeChat on iOS, as the machine has it.
    WebKit,
    /// The kernel of many desktop browsers on office machines.
    Chromium92,
    /// The first Chromium without the fallbacks that 78 needs.
    Chromium80,
    /// The kernel of the oldest WeChat that the site runs in.
    Chromium78,
}

impl Kind {
    /// The content security policy under which the site runs in this browser.
    #[must_use]
    pub fn policy(self) -> Policy {
        match self {
            Self::Chromium | Self::Firefox | Self::WebKit => Policy::Strict,
            Self::Chromium92 | Self::Chromium80 | Self::Chromium78 => Policy::OldEngines,
        }
    }

    pub(super) fn engine(self, flags: &[&str]) -> Result<Box<dyn Engine>> {
        Ok(match self {
            Self::Chromium => {
                let program = installed(&["chromium", "chromium-browser", "google-chrome"])?;
                Box::new(DevTools::start(&program, flags)?)
            }
            Self::Firefox => {
                let driver = Tool::geckodriver().install()?.join("geckodriver");
                Box::new(WebDriver::firefox(&driver, &installed(&["firefox-esr", "firefox"])?)?)
            }
            Self::WebKit => Box::new(WebDriver::webkit(
                &installed(&["WebKitWebDriver"])?,
                &installed(&["Xvfb"])?,
            )?),
            Self::Chromium92 => old_chromium(&Tool::chromium_92(), flags)?,
            Self::Chromium80 => old_chromium(&Tool::chromium_80(), flags)?,
            Self::Chromium78 => old_chromium(&Tool::chromium_78(), flags)?,
        })
    }

    pub(super) fn noise(self) -> &'static [&'static str] {
        if self.policy() == Policy::OldEngines {
            NOISE_OF_OLD_CHROMIUMS
        } else {
            &[]
        }
    }
}

fn old_chromium(tool: &Tool, flags: &[&str]) -> Result<Box<dyn Engine>> {
    let program = tool.install()?.join("chromium");
    let flags = [&["--no-zygote"], flags].concat();
    Ok(Box::new(DevTools::start(&program, &flags)?))
}

fn installed(names: &[&str]) -> Result<std::path::PathBuf> {
    let found = names.iter().copied().find_map(on_path);
    found.with_context(|| {
        format!(
            "none of these is on the path: {}; `cargo xtask test` says how to install it",
            names.join(", ")
        )
    })
}
