//! The compact form of what a compiled plan holds: bytes without names, for engines of the same version.
//!
//! Reading goes on where something cannot be read: it is taken as empty, or as the first of several, and [`Input::end`]
//! says so in the end. A field then costs the page one call, where passing an error on costs it several times that.

/// What has a compact form. [`compact`] implements it for structures and enumerations.
pub(crate) trait Compact: Sized {
    /// Writes the value.
    fn write(&self, output: &mut Output);

    /// Reads a value that was written.
    fn read(input: &mut Input<'_>) -> Self;
}

/// Bytes that are being written.
#[derive(Debug)]
pub(crate) struct Output {
    bytes: Vec<u8>,
    /// Number of the groups of facts that all documents share; the one behind them is the document's own.
    pub(crate) shared: u16,
}

/// Bytes that are being read.
#[derive(Debug)]
pub(crate) struct Input<'a> {
    bytes: &'a [u8],
    failed: bool,
    /// Number of the groups of facts that all documents share.
    pub(crate) shared: u16,
    /// Where the group of facts of the document at hand stands among the groups of the plan.
    pub(crate) own: u16,
}

impl Output {
    pub(crate) fn new(shared: u16) -> Self {
        Self {
            bytes: Vec::new(),
            shared,
        }
    }

    pub(crate) fn byte(&mut self, byte: u8) {
        self.bytes.push(byte);
    }

    /// Writes seven bits a byte, the lowest first.
    fn number(&mut self, mut number: u32) {
        loop {
            let [low, ..] = number.to_le_bytes();
            number >>= 7;
            if number == 0 {
                self.byte(low & 0x7f);
                return;
            }
            self.byte(low | 0x80);
        }
    }

    fn length(&mut self, length: usize) {
        // A plan of four thousand million texts fits nowhere.
        self.number(u32::try_from(length).unwrap_or(u32::MAX));
    }

    pub(crate) fn text(&mut self, text: &str) {
        self.length(text.len());
        self.bytes.extend_from_slice(text.as_bytes());
    }

    /// What was written.
    pub(crate) fn end(self) -> Vec<u8> {
        self.bytes
    }
}

impl<'a> Input<'a> {
    pub(crate) fn new(bytes: &'a [u8], shared: u16, own: u16) -> Self {
        Self {
            bytes,
            failed: false,
            shared,
            own,
        }
    }

    /// Notes that something cannot be read.
    pub(crate) fn fail(&mut self) {
        self.failed = true;
        self.bytes = &[];
    }

    #[inline(never)]
    pub(crate) fn byte(&mut self) -> u8 {
        let Some((byte, rest)) = self.bytes.split_first() else {
            self.failed = true;
            return 0;
        };
        self.bytes = rest;
        *byte
    }

    #[inline(never)]
    fn number(&mut self) -> u32 {
        let (mut number, mut shift) = (0_u32, 0);
        loop {
            let byte = self.byte();
            number |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return number;
            }
            shift += 7;
            if shift > 28 {
                self.fail();
                return 0;
            }
        }
    }

    #[inline(never)]
    pub(crate) fn text(&mut self) -> String {
        let length = usize::try_from(self.number()).unwrap_or(usize::MAX);
        let text = self
            .bytes
            .split_at_checked(length)
            .and_then(|(text, rest)| Some((std::str::from_utf8(text).ok()?, rest)));
        let Some((text, rest)) = text else {
            self.fail();
            return String::new();
        };
        self.bytes = rest;
        text.to_owned()
    }

    /// The value, if everything could be read and nothing is left.
    pub(crate) fn end<T>(self, value: T) -> Option<T> {
        (!self.failed && self.bytes.is_empty()).then_some(value)
    }
}

impl Compact for bool {
    fn write(&self, output: &mut Output) {
        output.byte(u8::from(*self));
    }

    fn read(input: &mut Input<'_>) -> Self {
        input.byte() != 0
    }
}

/// Numbers that are not negative.
macro_rules! compact_numbers {
    ($($type:ty),*) => {$(
        impl Compact for $type {
            fn write(&self, output: &mut Output) {
                output.number(u32::try_from(*self).unwrap_or(u32::MAX));
            }

            fn read(input: &mut Input<'_>) -> Self {
                let number = input.number();
                Self::try_from(number).unwrap_or_else(|_| {
                    input.fail();
                    0
                })
            }
        }
    )*};
}
compact_numbers!(u16, u32, usize, i32);

impl Compact for String {
    fn write(&self, output: &mut Output) {
        output.text(self);
    }

    fn read(input: &mut Input<'_>) -> Self {
        input.text()
    }
}

impl<T: Compact> Compact for Option<T> {
    fn write(&self, output: &mut Output) {
        self.is_some().write(output);
        if let Some(value) = self {
            value.write(output);
        }
    }

    fn read(input: &mut Input<'_>) -> Self {
        bool::read(input).then(|| T::read(input))
    }
}

impl<T: Compact> Compact for Vec<T> {
    fn write(&self, output: &mut Output) {
        output.length(self.len());
        for item in self {
            item.write(output);
        }
    }

    #[inline(never)]
    fn read(input: &mut Input<'_>) -> Self {
        let mut items = Self::new();
        for _ in 0..input.number() {
            if input.failed {
                break;
            }
            items.push(T::read(input));
        }
        items
    }
}

impl<A: Compact, B: Compact> Compact for (A, B) {
    fn write(&self, output: &mut Output) {
        self.0.write(output);
        self.1.write(output);
    }

    fn read(input: &mut Input<'_>) -> Self {
        (A::read(input), B::read(input))
    }
}

/// Implements [`Compact`] for a structure, which names its fields, or an enumeration, which names its variants and what
/// they hold. What is left out or misspelt does not compile. The order is that of the bytes.
///
/// ```text
/// compact!(struct Tier { interval, share, words });
/// compact!(enum CapLimit { Sum(limit), ShareOf(share, fact) });
/// ```
macro_rules! compact {
    (struct $name:ident { $($field:ident),* $(,)? }) => {
        impl $crate::compact::Compact for $name {
            fn write(&self, output: &mut $crate::compact::Output) {
                let Self { $($field),* } = self;
                $($crate::compact::Compact::write($field, output);)*
            }

            #[inline(never)]
            fn read(input: &mut $crate::compact::Input<'_>) -> Self {
                Self { $($field: $crate::compact::Compact::read(input)),* }
            }
        }
    };
    (enum $name:ident {
        $first:ident $({ $($first_field:ident),* })? $(( $($first_item:ident),* ))?
        $(, $rest:ident $({ $($field:ident),* })? $(( $($item:ident),* ))? )* $(,)?
    }) => {
        const _: () = {
            enum Tag { $first $(, $rest)* }

            impl $crate::compact::Compact for $name {
                fn write(&self, output: &mut $crate::compact::Output) {
                    match self {
                        Self::$first $({ $($first_field),* })? $(( $($first_item),* ))? => {
                            output.byte(Tag::$first as u8);
                            $($($crate::compact::Compact::write($first_field, output);)*)?
                            $($($crate::compact::Compact::write($first_item, output);)*)?
                        }
                        $(Self::$rest $({ $($field),* })? $(( $($item),* ))? => {
                            output.byte(Tag::$rest as u8);
                            $($($crate::compact::Compact::write($field, output);)*)?
                            $($($crate::compact::Compact::write($item, output);)*)?
                        })*
                    }
                }

                #[inline(never)]
                fn read(input: &mut $crate::compact::Input<'_>) -> Self {
                    match input.byte() {
                        $(tag if tag == Tag::$rest as u8 => {
                            $($(let $field = $crate::compact::Compact::read(input);)*)?
                            $($(let $item = $crate::compact::Compact::read(input);)*)?
                            Self::$rest $({ $($field),* })? $(( $($item),* ))?
                        })*
                        tag => {
                            if tag != Tag::$first as u8 {
                                input.fail();
                            }
                            $($(let $first_field = $crate::compact::Compact::read(input);)*)?
                            $($(let $first_item = $crate::compact::Compact::read(input);)*)?
                            Self::$first $({ $($first_field),* })? $(( $($first_item),* ))?
                        }
                    }
                }
            }
        };
    };
}
pub(crate) use compact;

/// Implements [`Compact`] for a value that is written as its text; `$empty` stands where the text is none.
macro_rules! compact_as_text {
    ($type:ty, $empty:expr) => {
        impl $crate::compact::Compact for $type {
            fn write(&self, output: &mut $crate::compact::Output) {
                output.text(&self.to_string());
            }

            #[inline(never)]
            fn read(input: &mut $crate::compact::Input<'_>) -> Self {
                input.text().parse().unwrap_or_else(|_| {
                    input.fail();
                    $empty
                })
            }
        }
    };
}
pub(crate) use compact_as_text;

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq)]
    enum Shape {
        Nothing,
        Named { length: u32, text: String },
        Pair(bool, Option<u16>),
    }

    compact!(enum Shape { Nothing, Named { length, text }, Pair(flag, number) });

    #[derive(Debug, PartialEq)]
    struct Shapes {
        many: Vec<Shape>,
        sized: (usize, i32),
    }

    compact!(struct Shapes { many, sized });

    fn written() -> (Shapes, Vec<u8>) {
        let shapes = Shapes {
            many: vec![
                Shape::Nothing,
                Shape::Named {
                    length: u32::MAX,
                    text: "〔2023〕75号".to_owned(),
                },
                Shape::Pair(true, Some(300)),
                Shape::Pair(false, None),
            ],
            sized: (128, i32::MAX),
        };
        let mut output = Output::new(0);
        shapes.write(&mut output);
        (shapes, output.end())
    }

    fn read(bytes: &[u8]) -> Option<Shapes> {
        let mut input = Input::new(bytes, 0, 0);
        let shapes = Shapes::read(&mut input);
        input.end(shapes)
    }

    #[test]
    fn what_is_written_is_read() {
        let (shapes, bytes) = written();
        assert_eq!(read(&bytes), Some(shapes));
    }

    #[test]
    fn what_is_cut_off_or_left_over_is_refused() {
        let (_, bytes) = written();
        for end in 0..bytes.len() {
            assert_eq!(read(&bytes[..end]), None, "{end} bytes");
        }
        assert_eq!(read(&[&bytes[..], &[0]].concat()), None);
    }

    #[test]
    fn what_is_no_value_is_refused() {
        assert_eq!(read(&[1, 9]), None, "an unknown variant");
        assert_eq!(read(&[255; 8]), None, "a number beyond 32 bits");
        assert_eq!(read(&[1, 1, 0, 1, 0xff, 0, 0]), None, "a text that is no UTF-8");
        assert_eq!(read(&[1, 2, 1, 1, 255, 255, 15, 0, 0]), None, "a number beyond 16 bits");
    }
}
