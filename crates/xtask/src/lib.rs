//! Set-up, build and test of the whole project: the library behind `cargo xtask`.
//!
//! The browser tests use the same server and the same tools, so that what is tested is what is served.
#![forbid(unsafe_code)]

pub mod advisories;
pub mod batch;
pub mod bench;
pub mod bindgen;
pub mod debian;
pub mod dist;
pub mod engine;
pub mod fuzz;
pub mod instructions;
pub mod lighthouse;
pub mod npm;
pub(crate) mod options;
pub mod oracle;
pub mod reproduce;
pub mod rows;
pub mod serve;
pub mod server;
pub mod shell;
pub mod site;
pub mod sizes;
pub mod sources;
pub mod spark;
pub mod test;
pub mod today;
pub mod tools;
pub mod wasm;
pub mod weights;
