//! Bytes of a table → UTF-8, piece by piece: what Chinese spreadsheets write is GB18030 as often.

use encoding_rs::{Decoder, Encoding, GB18030};

/// Finds out what a table is written in, and turns it into UTF-8.
#[derive(Default)]
pub(super) enum Decoding {
    /// Only ASCII so far, which is the same in both.
    #[default]
    Undecided,
    /// UTF-8 stays as it is.
    Utf8,
    /// Anything else is decoded.
    Other(Box<Decoder>),
}

impl Decoding {
    /// The piece as UTF-8. What cannot be decoded becomes �, and stands out in its cell.
    pub(super) fn take(&mut self, piece: &[u8]) -> Vec<u8> {
        if matches!(self, Self::Undecided) {
            *self = decide(piece);
        }
        match self {
            Self::Undecided | Self::Utf8 => piece.to_vec(),
            Self::Other(decoder) => decode(decoder, piece, false),
        }
    }

    /// What was left over at the end.
    pub(super) fn finish(&mut self) -> Vec<u8> {
        match self {
            Self::Undecided | Self::Utf8 => Vec::new(),
            Self::Other(decoder) => decode(decoder, &[], true),
        }
    }
}

/// A byte order mark says it; otherwise the first piece that is not ASCII is UTF-8, or it is not.
fn decide(piece: &[u8]) -> Decoding {
    let unlike_utf8 = |encoding: &&'static Encoding| *encoding != encoding_rs::UTF_8;
    if let Some((encoding, _)) = Encoding::for_bom(piece).filter(|(encoding, _)| unlike_utf8(encoding)) {
        return Decoding::Other(Box::new(encoding.new_decoder_with_bom_removal()));
    }
    if piece.is_ascii() {
        return Decoding::Undecided;
    }
    // A character that is cut off at the end of the piece speaks for neither.
    let utf8 = match std::str::from_utf8(piece) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none(),
    };
    if utf8 {
        Decoding::Utf8
    } else {
        Decoding::Other(Box::new(GB18030.new_decoder_without_bom_handling()))
    }
}

fn decode(decoder: &mut Decoder, piece: &[u8], last: bool) -> Vec<u8> {
    let room = decoder.max_utf8_buffer_length(piece.len()).unwrap_or(piece.len());
    let mut text = String::with_capacity(room);
    // There is room for everything: the result says nothing new.
    let _ = decoder.decode_to_string(piece, &mut text, last);
    text.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], text: &str) {
        for length in [2, 3, 5, bytes.len()] {
            let mut decoding = Decoding::default();
            let mut found: Vec<u8> = bytes.chunks(length).flat_map(|piece| decoding.take(piece)).collect();
            found.extend(decoding.finish());
            assert_eq!(String::from_utf8(found).as_deref(), Ok(text), "in pieces of {length}");
        }
    }

    #[test]
    fn both_encodings_are_told_apart() {
        let text = "id,贷款金额(万元)\r\nA,50\r\n";
        check(text.as_bytes(), text);
        check(&GB18030.encode(text).0, text);
        check(b"a,b\n1,2\n", "a,b\n1,2\n");
        check(format!("\u{feff}{text}").as_bytes(), &format!("\u{feff}{text}"));
    }

    #[test]
    fn workbooks_saved_as_unicode_text_are_read() {
        let mut bytes = vec![0xff, 0xfe];
        bytes.extend("甲\t1\r\n".encode_utf16().flat_map(u16::to_le_bytes));
        check(&bytes, "甲\t1\r\n");
    }
}
