//! What the command line can do: told by `--help`, and completed by shells.

use crate::tongue::Tongue;

/// A command.
pub(crate) struct Command {
    pub(crate) name: &'static str,
    /// Its arguments and the options that only some commands have.
    arguments: &'static str,
    /// The options that it takes beside those of all commands.
    pub(crate) options: &'static [&'static str],
    zh: &'static str,
    en: &'static str,
}

impl Command {
    /// The command of that name.
    pub(crate) fn named(name: &str) -> Option<&'static Self> {
        COMMANDS.iter().find(|command| command.name == name)
    }

    /// How it is written: `huisuan scan TEXT [--pack FILE]`.
    pub(crate) fn line(&self) -> String {
        let Self { name, arguments, .. } = self;
        format!("huisuan {name} {arguments}").trim_end().to_owned()
    }

    /// Whether it takes an option.
    pub(crate) fn takes(&self, option: &str) -> bool {
        COMMON.contains(&option) || self.options.contains(&option)
    }

    /// What it does.
    pub(crate) fn about(&self, tongue: Tongue) -> String {
        tongue.say(self.zh, self.en, &[])
    }
}

/// All commands, in the order in which they are told.
pub(crate) const COMMANDS: [Command; 15] = [
    Command {
        name: "assess",
        arguments: "< REQUEST",
        options: &[],
        zh: "标准输入是请求（JSON），标准输出是每项措施的结果（JSON）",
        en: "request (JSON) on standard input, the outcome of each measure (JSON) on standard output",
    },
    Command {
        name: "batch",
        arguments: "[--job FILE] [--columns] < TABLE",
        options: &[
            "--day",
            "--job",
            "--columns",
            "--measure",
            "--document",
            "--region",
            "--role",
            "--skip",
            "--totals",
        ],
        zh: "很多行一起算：标准输入是按户排好的表（CSV 或每行一个 JSON），标准输出是同样的行，加上结果",
        en: "many rows: a table sorted by party (CSV or JSON lines) on standard input, the same rows with their results on standard output",
    },
    Command {
        name: "schedule",
        arguments: "[--csv] < REQUEST",
        options: &["--csv"],
        zh: "还款计划、担保费、保费、利息和综合融资成本（JSON），或每一期一行（CSV）",
        en: "the contracts of a request in full: JSON, or every row as CSV",
    },
    Command {
        name: "check",
        arguments: "[FILE…] [--day DAY]",
        options: &["--day"],
        zh: "检查政策文件和旁边的案例；不写文件就检查自带的",
        en: "checks packs and the cases beside them; without a file the built-in ones",
    },
    Command {
        name: "scan",
        arguments: "TEXT [--pack FILE]",
        options: &["--pack"],
        zh: "文件原文里的每个数量和日期，政策文件有没有写到；没有 --pack 就起草一份",
        en: "every quantity of a document's text and what of its pack covers it; without a pack a draft of one",
    },
    Command {
        name: "new",
        arguments: "NAME [FOLDER]",
        options: &[],
        zh: "写一份可以照着改的政策文件和案例",
        en: "a pack and its cases to begin with",
    },
    Command {
        name: "explain",
        arguments: "DOCUMENT/MEASURE [--pack FILE] [--day DAY]",
        options: &["--pack", "--day"],
        zh: "一项措施的条文、条件、算法、理解和案例；--pack 是还没有收录的文件",
        en: "a measure as the page words it, with its cases; --pack names a file that is not built in",
    },
    Command {
        name: "facts",
        arguments: "[DOCUMENT/MEASURE]",
        options: &[],
        zh: "可以填的信息项，或一项措施要问的",
        en: "the facts that can be given, or those that a measure asks for",
    },
    Command {
        name: "documents",
        arguments: "",
        options: &[],
        zh: "收录的文件和措施",
        en: "the documents and their measures",
    },
    Command {
        name: "schema",
        arguments: "",
        options: &[],
        zh: "政策文件的 JSON Schema，给编辑器用",
        en: "the JSON Schema of packs, for editors",
    },
    Command {
        name: "export",
        arguments: "DIRECTORY [--published FOLDER]",
        options: &["--published"],
        zh: "网页要用的数据，连同存档的各个版本",
        en: "the data of the page, with the versions that the folder keeps",
    },
    Command {
        name: "pages",
        arguments: "DIRECTORY --day DAY",
        options: &["--day"],
        zh: "每项措施一页，不用 JavaScript 也能读",
        en: "a static page for each measure, as of that day",
    },
    Command {
        name: "publish",
        arguments: "[FOLDER] --day DAY [--check]",
        options: &["--day", "--check"],
        zh: "把每份文件现在的版本永久存档，旧链接才能重新计算；--check 只检查",
        en: "keeps the present version of each pack, so that links which name it can be computed again; --check only looks",
    },
    Command {
        name: "visits",
        arguments: "",
        options: &[],
        zh: "每个地方、每个类别的网页要下载哪些数据",
        en: "the files that the page loads, for each place and subject",
    },
    Command {
        name: "completion",
        arguments: "bash|zsh|fish",
        options: &[],
        zh: "命令行补全脚本",
        en: "a script that completes commands and options in a shell",
    },
];

/// The options that every command takes.
const COMMON: [&str; 4] = ["--lang", "--json", "--help", "--version"];

/// Options: the name, what it takes, and what it does.
pub(crate) const OPTIONS: [(&str, &str, &str, &str); 17] = [
    (
        "--lang",
        "zh|en",
        "消息的语言，不写就是中文",
        "the language of messages; Chinese where nothing is said",
    ),
    (
        "--day",
        "DAY",
        "问的是哪一天，例如 2024-12-01；check 和 explain 可以不写，就不说到期和核对",
        "the day asked about, 2024-12-01; check and explain do without, and then say nothing of ends and verification",
    ),
    ("--json", "", "输出给程序读的 JSON", "prints JSON for programs"),
    ("--csv", "", "每一期一行", "a row for each period"),
    ("--pack", "FILE", "另一份政策文件", "another pack"),
    (
        "--published",
        "FOLDER",
        "存档各个版本的文件夹",
        "the folder of published versions",
    ),
    ("--check", "", "只检查，不写文件", "looks and writes nothing"),
    (
        "--job",
        "FILE",
        "批量计算的要求：日期、措施、各列是什么（JSON）",
        "what is asked of a table: the day, the measures, the columns (JSON)",
    ),
    (
        "--columns",
        "",
        "只说各列是什么，写成可以改的 --job 文件",
        "only says what the columns are, as a file for --job",
    ),
    (
        "--measure",
        "DOCUMENT/MEASURE",
        "算哪项措施，可以写几次",
        "a measure to compute; may be repeated",
    ),
    (
        "--document",
        "DOCUMENT",
        "算哪份文件，可以写几次",
        "a document to compute; may be repeated",
    ),
    (
        "--region",
        "CODE",
        "算哪个地方的文件（连同全国的）",
        "the documents of a place, with the national ones",
    ),
    (
        "--role",
        "ROLE",
        "谁在问，例如 bank；不写就是企业",
        "who asks, such as bank; a firm where nothing is said",
    ),
    (
        "--skip",
        "N",
        "跳过已经算好的前 N 行，接着算",
        "goes on behind the first N rows",
    ),
    (
        "--totals",
        "FILE",
        "把合计写到这个文件（JSON）",
        "writes the totals to this file (JSON)",
    ),
    ("--help", "", "这份说明", "this text"),
    ("--version", "", "版本", "the version"),
];

/// What `--help` prints: all commands and options, or how one command is written with the options that it takes.
pub(crate) fn usage(tongue: Tongue, of: Option<&Command>) -> String {
    let mut text = String::new();
    let mut line = |head: &str, tail: &str| {
        text.push_str(head);
        if !tail.is_empty() {
            // Long heads stand on a line of their own.
            let gap = match 42_usize.checked_sub(head.chars().count()) {
                Some(gap) if gap > 0 => " ".repeat(gap),
                _ => format!("\n{}", " ".repeat(42)),
            };
            text.push_str(&gap);
            text.push_str(tail);
        }
        text.push('\n');
    };
    match of {
        None => {
            for command in &COMMANDS {
                line(&command.line(), &command.about(tongue));
            }
        }
        Some(command) => {
            line(&command.line(), "");
            line(&command.about(tongue), "");
        }
    }
    line("", "");
    for (name, value, zh, en) in &OPTIONS {
        if of.is_none_or(|command| command.takes(name)) {
            line(format!("{name} {value}").trim_end(), &tongue.say(zh, en, &[]));
        }
    }
    line("", "");
    let codes = tongue.say(
        "退出码：0 完成（提醒不算）；1 输入有错；2 命令写错；3 外部出错：文件、管道",
        "Exit codes: 0 done (warnings do not count); 1 the input is wrong; 2 the command line is wrong; 3 something outside failed: a file, a pipe",
        &[],
    );
    line(&codes, "");
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use text::Language;

    #[test]
    fn every_command_and_option_is_told_in_every_language() {
        for language in Language::ALL {
            let usage = usage(Tongue(language), None);
            for Command { name, zh, en, .. } in &COMMANDS {
                let said = language.say(zh, en);
                assert!(
                    usage.contains(&format!("huisuan {name}")) && usage.contains(said),
                    "{usage}"
                );
            }
            for (name, ..) in OPTIONS {
                assert!(usage.lines().any(|line| line.starts_with(name)), "{usage}");
            }
        }
        let languages = Language::ALL.map(Language::id).join("|");
        assert!(
            OPTIONS
                .iter()
                .any(|(name, value, ..)| *name == "--lang" && *value == languages)
        );
    }

    #[test]
    fn a_command_is_told_with_the_options_that_it_takes_and_no_others() {
        for command in &COMMANDS {
            let usage = usage(Tongue(Language::En), Some(command));
            assert!(usage.starts_with(&format!("huisuan {}", command.name)) && usage.contains(command.en));
            for (name, ..) in OPTIONS {
                let told = usage.lines().any(|line| line.split(' ').next() == Some(name));
                assert_eq!(told, command.takes(name), "{} {name}", command.name);
            }
        }
    }

    #[test]
    fn every_option_of_a_command_is_one_that_is_told_and_belongs_to_some_command() {
        let known = |option: &&str| OPTIONS.iter().any(|(name, ..)| name == option);
        for command in &COMMANDS {
            assert!(command.options.iter().all(known), "{}", command.name);
            // What its line shows it takes.
            let shown = command.line();
            let mut shown = shown.split([' ', '[', ']']).filter(|word| word.starts_with("--"));
            assert!(shown.all(|option| command.takes(option)), "{}", command.name);
        }
        for (name, ..) in OPTIONS {
            assert!(COMMANDS.iter().any(|command| command.takes(name)), "{name}");
        }
    }
}
