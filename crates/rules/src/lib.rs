//! The engine of 惠算: policy packs in, exact and explained outcomes out.
#![forbid(unsafe_code)]

pub mod phrase;
