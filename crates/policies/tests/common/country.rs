//! A whole country in small files: its provinces, and what files weigh on their way.

use std::io::Write as _;

use flate2::{Compression, write::GzEncoder};

/// The first two digits of the codes of provinces.
pub(crate) const PROVINCES: [u32; 31] = [
    11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63,
    64, 65,
];

/// How long bytes are when they are compressed.
pub(crate) fn gzip(bytes: &[u8]) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory").len()
}
