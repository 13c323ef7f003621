//! What the command line itself says, in the language that was asked for. What the engine has to say is worded in `text`.

use rules::Date;
use text::Language;

/// A language to speak.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tongue(pub(crate) Language);

impl Tongue {
    /// One of two sentences, with parts in the places `{0}`, `{1}` …
    pub(crate) fn say(self, zh: &str, en: &str, parts: &[&str]) -> String {
        let mut said = String::new();
        let mut rest = self.0.say(zh, en);
        while let Some((before, after)) = rest.split_once('{') {
            said.push_str(before);
            let (place, after) = after.split_once('}').unwrap_or((after, ""));
            let part = place.parse().ok().and_then(|place: usize| parts.get(place));
            said.push_str(part.copied().unwrap_or_default());
            rest = after;
        }
        said.push_str(rest);
        said
    }

    /// What is wrong with options and what stands behind them.
    pub(crate) fn misread(self, error: &lexopt::Error) -> String {
        match error {
            lexopt::Error::MissingValue { option } => {
                let option = option.as_deref().unwrap_or_default();
                self.say("{0} 后面要写一个值", "a value is needed behind {0}", &[option])
            }
            lexopt::Error::UnexpectedOption(option) => {
                self.say("没有这个选项：{0}", "there is no option {0}", &[option])
            }
            lexopt::Error::UnexpectedValue { option, value } => self.say(
                "{0} 后面不写值，现在是 {1}",
                "no value stands behind {0}, now {1}",
                &[option, &value.to_string_lossy()],
            ),
            other => other.to_string(),
        }
    }

    /// A list as the language writes it.
    pub(crate) fn list<T: AsRef<str>>(self, items: &[T]) -> String {
        let items: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
        items.join(self.0.say("、", ", "))
    }
}

/// What every command may be told.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Options {
    /// The language of messages.
    pub(crate) tongue: Tongue,
    /// The day asked about.
    pub(crate) day: Option<Date>,
    /// Results are wanted as JSON.
    pub(crate) json: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_stand_in_their_places() {
        let tongue = Tongue(Language::En);
        assert_eq!(tongue.say("甲", "{1} of {0}{2}", &["a", "b"]), "b of a");
        assert_eq!(tongue.list(&["a", "b"]), "a, b");
        assert_eq!(Tongue(Language::Zh).say("{0}元", "", &["5"]), "5元");
    }
}
