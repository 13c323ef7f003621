//! `huisuan completion`: scripts that complete commands and options, made from what `--help` tells.

use text::Language;

use crate::help::{COMMANDS, Command, OPTIONS};
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
    let languages = Language::ALL.map(Language::id).join(" ");
    // What only some commands take is offered behind them.
    let common = OPTIONS.iter().filter(|(name, ..)| is_common(name));
    let common: Vec<&str> = common.map(|(name, ..)| *name).collect();
    let own = COMMANDS.iter().filter(|command| !command.options.is_empty());
    Some(match shell {
        "bash" => format!(
            "_huisuan() {{
  local word=${{COMP_WORDS[COMP_CWORD]}}
  case ${{COMP_WORDS[COMP_CWORD-1]}} in
    --lang) COMPREPLY=($(compgen -W '{languages}' -- \"$word\")); return ;;
    completion) COMPREPLY=($(compgen -W 'bash zsh fish' -- \"$word\")); return ;;
  esac
  local options='{common}'
  case ${{COMP_WORDS[1]}} in
{own}  esac
  if [[ $word == -* ]]; then COMPREPLY=($(compgen -W \"$options\" -- \"$word\"))
  elif ((COMP_CWORD == 1)); then COMPREPLY=($(compgen -W '{commands}' -- \"$word\"))
  else COMPREPLY=($(compgen -f -- \"$word\")); fi
}}
complete -F _huisuan huisuan
",
            common = common.join(" "),
            own = own.map(bash_case).collect::<Vec<_>>().concat(),
            commands = commands.join(" "),
        ),
        "zsh" => {
            let mut lines = String::from("#compdef huisuan\n_huisuan() {\nlocal -a names options\nnames=(\n");
            for command in &COMMANDS {
                lines.extend([format!("  '{}:{}'\n", command.name, zsh(&command.about(tongue)))]);
            }
            let option = |wanted: &str| {
                let known = OPTIONS.iter().find(|(name, ..)| *name == wanted);
                known.map_or_else(String::new, |(name, value, zh, en)| {
                    let takes = match *value {
                        "" => String::new(),
                        _ if *name == "--lang" => format!(":value:({languages})"),
                        value => format!(":{}:_files", value.to_lowercase()),
                    };
                    format!("'{name}[{}]{takes}'", self::zsh(&tongue.say(zh, en, &[])))
                })
            };
            let list = |names: &[&str]| names.iter().map(|name| option(name)).collect::<Vec<_>>().join("\n  ");
            lines.extend([format!(")\noptions=(\n  {}\n)\ncase $words[2] in\n", list(&common))]);
            for command in own {
                lines.extend([format!(
                    "{}) options+=(\n  {}\n) ;;\n",
                    command.name,
                    list(command.options)
                )]);
            }
            // As a file `_huisuan` among the functions of zsh it is called, as a script it is told what it completes.
            lines
                + "esac
_arguments -S $options '1:command:{_describe command names}' '*:file:_files'
}
if [[ $funcstack[1] == _huisuan ]]; then _huisuan \"$@\"; else compdef _huisuan huisuan; fi
"
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
                    "" => String::new(),
                    _ if *name == "--lang" => format!(" -x -a '{languages}'"),
                    _ => " -r".to_owned(),
                };
                let about = tongue.say(zh, en, &[]).replace('\'', "\\'");
                let own = COMMANDS.iter().filter(|command| command.options.contains(name));
                let own: Vec<&str> = own.map(|command| command.name).collect();
                let behind = if is_common(name) {
                    String::new()
                } else {
                    format!(" -n '__fish_seen_subcommand_from {}'", own.join(" "))
                };
                lines.extend([format!(
                    "complete -c huisuan{behind} -l {}{takes} -d '{about}'\n",
                    name.trim_start_matches('-')
                )]);
            }
            lines + "complete -c huisuan -n '__fish_seen_subcommand_from completion' -f -a 'bash zsh fish'\n"
        }
        _ => return None,
    })
}

/// The options that only one command takes, added behind it.
fn bash_case(command: &Command) -> String {
    format!("    {}) options+=' {}' ;;\n", command.name, command.options.join(" "))
}

/// Whether all commands take an option.
fn is_common(option: &str) -> bool {
    COMMANDS.iter().all(|command| command.takes(option))
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

    #[test]
    fn every_shell_is_told_every_command_and_option() {
        for language in Language::ALL {
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
            COMP_WORDS=(huisuan export --pu); COMP_CWORD=2; _huisuan; echo \"${COMPREPLY[@]}\"
            COMP_WORDS=(huisuan check --pu); COMP_CWORD=2; _huisuan; echo \"${COMPREPLY[@]}\"
            COMP_WORDS=(huisuan check --lang e); COMP_CWORD=3; _huisuan; echo \"${COMPREPLY[@]}\"";
        let bash = Command::new("bash").args(["-c", &format!("{script}\n{ask}")]).output();
        let output = bash.unwrap_or_else(|error| unreachable!("there is no bash: {error}"));
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert_eq!(
            said.lines().collect::<Vec<_>>(),
            ["schedule schema", "--published", "", "en"]
        );
    }
}
