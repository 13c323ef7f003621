//! `huisuan completion`: scripts that complete commands and options, made from what `--help` tells.

use crate::help::{COMMANDS, OPTIONS};
use crate::tongue::{Options, Tongue};
use crate::{Failure, say};

pub(crate) fn run(options: Options, shell: &str) -> Result<(), Failure> {
    match script(options.tongue, shell) {
        Some(script) => say(&script),
        None => Err(Failure::Usage(options.tongue.say(
            "不认识 {0}：可以写 bash、zsh、fish",
            "{0} is unknown: bash, zsh or fish is expected",
            &[shell],
        ))),
    }
}

fn script(tongue: Tongue, shell: &str) -> Option<String> {
    let commands: Vec<&str> = COMMANDS.iter().map(|command| command.name).collect();
    let options: Vec<&str> = OPTIONS.iter().map(|(name, ..)| *name).collect();
    Some(match shell {
        "bash" => format!(
            "_huisuan() {{
  local word=${{COMP_WORDS[COMP_CWORD]}}
  case ${{COMP_WORDS[COMP_CWORD-1]}} in
    --lang) COMPREPLY=($(compgen -W 'zh en' -- \"$word\")); return ;;
    completion) COMPREPLY=($(compgen -W 'bash zsh fish' -- \"$word\")); return ;;
  esac
  if [[ $word == -* ]]; then COMPREPLY=($(compgen -W '{options}' -- \"$word\"))
  elif ((COMP_CWORD == 1)); then COMPREPLY=($(compgen -W '{commands}' -- \"$word\"))
  else COMPREPLY=($(compgen -f -- \"$word\")); fi
}}
complete -F _huisuan huisuan
",
            options = options.join(" "),
            commands = commands.join(" "),
        ),
        "zsh" => {
            let mut lines = String::from("#compdef huisuan\nlocal -a commands=(\n");
            for command in &COMMANDS {
                lines.extend([format!("  '{}:{}'\n", command.name, zsh(&command.about(tongue)))]);
            }
            lines += ")\n_arguments -S \\\n";
            for (name, value, zh, en) in &OPTIONS {
                let takes = match *value {
                    "" => String::new(),
                    "zh|en" => ":value:(zh en)".to_owned(),
                    value => format!(":{}:_files", value.to_lowercase()),
                };
                lines.extend([format!("  '{name}[{}]{takes}' \\\n", zsh(&tongue.say(zh, en, &[])))]);
            }
            lines + "  '1:command:{_describe command commands}' '*:file:_files'\n"
        }
        "fish" => {
            let mut lines = String::new();
            for command in &COMMANDS {
                let about = command.about(tongue).replace('\'', "\\'");
                lines.extend([format!(
                    "complete -c huisuan -n __fish_use_subcommand -f -a {} -d '{about}'\n",
                    command.name
                )]);
            }
            for (name, value, zh, en) in &OPTIONS {
                let takes = match *value {
                    "" => "",
                    "zh|en" => " -x -a 'zh en'",
                    _ => " -r",
                };
                let about = tongue.say(zh, en, &[]).replace('\'', "\\'");
                lines.extend([format!(
                    "complete -c huisuan -l {}{takes} -d '{about}'\n",
                    name.trim_start_matches('-')
                )]);
            }
            lines + "complete -c huisuan -n '__fish_seen_subcommand_from completion' -f -a 'bash zsh fish'\n"
        }
        _ => return None,
    })
}

/// A description between the marks of zsh.
fn zsh(text: &str) -> String {
    text.replace('\'', "'\\''")
        .replace(':', "\\:")
        .replace('[', "(")
        .replace(']', ")")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::Command;
    use text::Language;

    #[test]
    fn every_shell_is_told_every_command_and_option() {
        for language in [Language::Zh, Language::En] {
            for shell in ["bash", "zsh", "fish"] {
                let script = script(Tongue(language), shell).unwrap_or_default();
                for command in &COMMANDS {
                    assert!(script.contains(command.name), "{shell}: {}", command.name);
                }
                for (name, ..) in OPTIONS {
                    assert!(script.contains(name.trim_start_matches('-')), "{shell}: {name}");
                }
            }
        }
        assert!(script(Tongue(Language::Zh), "tcsh").is_none());
    }

    /// bash is where the tests run on any machine that builds the site.
    #[test]
    fn bash_completes_what_was_begun() {
        let script = script(Tongue(Language::Zh), "bash").unwrap_or_default();
        let ask = "COMP_WORDS=(huisuan sch); COMP_CWORD=1; _huisuan; echo \"${COMPREPLY[@]}\"
            COMP_WORDS=(huisuan check --pu); COMP_CWORD=2; _huisuan; echo \"${COMPREPLY[@]}\"
            COMP_WORDS=(huisuan check --lang e); COMP_CWORD=3; _huisuan; echo \"${COMPREPLY[@]}\"";
        let bash = Command::new("bash").args(["-c", &format!("{script}\n{ask}")]).output();
        let output = bash.unwrap_or_else(|error| unreachable!("there is no bash: {error}"));
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert_eq!(
            said.lines().collect::<Vec<_>>(),
            ["schedule schema", "--published", "en"]
        );
    }
}
