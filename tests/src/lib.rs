//! Tools of the tests.
#![forbid(unsafe_code)]

pub mod announced;
pub mod browser;
pub mod eyes;
pub mod fuzz;
pub mod oracle;
pub mod random;
pub mod tables;
pub mod visitor;
