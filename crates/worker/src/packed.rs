//! Numbers and texts in two arrays, which are handed from worker to worker without being copied.

/// Numbers in the order in which they are read again, and texts, whose lengths stand among the numbers.
#[derive(Debug, Default)]
pub(crate) struct Packed {
    pub(crate) numbers: Vec<u32>,
    pub(crate) text: Vec<u8>,
}

/// Reads what was packed; behind the end everything is zero and empty.
#[derive(Debug)]
pub(crate) struct Unpacked<'p> {
    numbers: std::slice::Iter<'p, u32>,
    text: &'p [u8],
}

impl Packed {
    /// Adds a number; none is as large as the number of bytes that a worker can hold.
    pub(crate) fn number(&mut self, number: usize) {
        self.numbers.push(u32::try_from(number).unwrap_or(u32::MAX));
    }

    pub(crate) fn text(&mut self, text: &str) {
        self.number(text.len());
        self.text.extend_from_slice(text.as_bytes());
    }
}

impl<'p> Unpacked<'p> {
    pub(crate) fn new(numbers: &'p [u32], text: &'p [u8]) -> Self {
        let numbers = numbers.iter();
        Self { numbers, text }
    }

    /// Whether all numbers are read.
    pub(crate) fn is_done(&self) -> bool {
        self.numbers.len() == 0
    }

    pub(crate) fn number(&mut self) -> usize {
        let next = self.numbers.next().copied().unwrap_or_default();
        usize::try_from(next).unwrap_or_default()
    }

    pub(crate) fn text(&mut self) -> &'p str {
        let length = self.number().min(self.text.len());
        let (text, rest) = self.text.split_at(length);
        self.text = rest;
        // It was a text when it was packed.
        std::str::from_utf8(text).unwrap_or_default()
    }
}
