//! Texts by number, each held once.

use std::collections::HashMap;
use std::rc::Rc;

/// Texts by number, each held once: most of what is added to the rows of a table repeats.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    numbers: HashMap<Rc<str>, u32>,
    all: Vec<Rc<str>>,
}

impl Texts {
    pub(crate) fn number(&mut self, text: &str) -> u32 {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let (shared, number): (Rc<str>, _) = (text.into(), u32::try_from(self.all.len()).unwrap_or(u32::MAX));
        self.numbers.insert(shared.clone(), number);
        self.all.push(shared);
        number
    }

    pub(crate) fn get(&self, number: u32) -> &str {
        let at = usize::try_from(number).ok();
        at.and_then(|at| self.all.get(at)).map_or("", |text| text)
    }

    /// All texts in the order of their numbers.
    pub(crate) fn iter(&self) -> impl ExactSizeIterator<Item = &str> {
        self.all.iter().map(|text| &**text)
    }
}
