//! Order in short lists.

/// Puts a short list in order and keeps the order of what is equal.
///
/// The sorts of the standard library are faster from some dozens of items on, and weigh kilobytes for each type of item.
pub(crate) fn order<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    for end in 1..items.len() {
        let mut at = end;
        while at > 0 && key(&items[at - 1]) > key(&items[at]) {
            items.swap(at - 1, at);
            at -= 1;
        }
    }
}
