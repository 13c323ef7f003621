//! The native part of `cargo xtask bench`, which starts it and makes tables of what it prints.
#![forbid(unsafe_code)]

use anyhow::{Result, bail};
use std::{env, fs};

mod clock;
mod hand;
mod instructions;
mod load;
mod native;
mod rows;
mod schedules;
mod table;

const USAGE: &str = "\
huisuan-bench rows               the loans with their exact amounts, JSON
huisuan-bench data               the rule with the facts, JSON
huisuan-bench native ROWS        the engine on the loans of that file, JSON
huisuan-bench hand ROWS          a function written by hand on the same loans, JSON
huisuan-bench table ROWS ENGINE… what the programs of the engines have printed, as a table
huisuan-bench rule               the rule, as a pack says it
huisuan-bench load               the first visit with ever more policies, as a table
huisuan-bench schedules          the schedule of each way of repaying, as a table
huisuan-bench count assess|brief one of the works whose instructions are counted";

fn main() -> Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["rows"] => print!("{}", rows::json()),
        ["data"] => println!("{}", native::data()?),
        ["native", file] => println!("{}", native::run(&fs::read_to_string(file)?)?),
        ["hand", file] => println!("{}", native::by_hand(&fs::read_to_string(file)?)?),
        ["table", file, ref engines @ ..] => print!("{}", table::table(&fs::read_to_string(file)?, engines)?),
        ["rule"] => println!("{}", rows::RULE),
        ["load"] => print!("{}", load::table()?),
        ["schedules"] => print!("{}", schedules::table()?),
        ["count", work] => instructions::run(work)?,
        _ => bail!("unknown arguments; known are:\n{USAGE}"),
    }
    Ok(())
}
