//! The words of the engine's outcomes, in Chinese and English.
#![forbid(unsafe_code)]
