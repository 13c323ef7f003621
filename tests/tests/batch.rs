//! The page of tables: real files in, the same results as the command line out, and a page that stays alive.
//!
//! Run by `cargo xtask test`, which builds the site and installs the browsers first.

use std::{fs, io::Write as _, process::Stdio, thread};

use anyhow::{Context as _, Result, ensure};
use data_encoding::BASE64;
use huisuan_tests::{
    announced::{expect_order, listen, outline},
    browser::{Browser, Key, Kind},
    eyes::{Eyes, WIDTHS, look},
    tables::{COMPUTED, MEASURE, ask, choose, compute, many, open_page, save, wait_long},
    visitor::site,
};
use huisuan_xtask::{
    server::Policy,
    shell::{cargo, root},
};
use serde_json::{Value, json};

/// A ledger as a bank keeps it: one firm with two loans, a row with an error, a cell that a spreadsheet would run.
const LEDGER: &str = "\
信用代码,企业名称,企业类型,贷款品种,贷款金额(万元),年利率(%),期限(月),放款日,还款方式,贷款状态
A1,甲公司,小微企业,创业担保贷款,200,3.50,24,2024/1/15,先息后本,正常
A2,乙公司,小型企业,创业担保贷款,100,3.50,24,2024/3/1,等额本息,正常
A2,乙公司,小型企业,创业担保贷款,50,3.45,12,2024/6/10,先息后本,正常
A3,丙公司,大型企业,创业担保贷款,100,3.50,24,2024/1/15,先息后本,正常
A4,丁公司,小微企业,创业担保贷款,一百,3.50,24,2024/1/15,先息后本,正常
A5,\"=HYPERLINK(\"\"http://x\"\")\",小微企业,创业担保贷款,\"1,000.50\",3.50,24,2024/1/15,等额本金,正常
";

/// What the page is told beside the table, as a job for the command line.
fn job(language: &str) -> String {
    json!({
        "schema": 1, "day": "2026-11-22", "role": "firm", "language": language, "measures": [MEASURE],
        "constants": [
            { "as": "firm.staff", "value": "20" },
            { "as": "firm.new_hires", "value": "3" },
            { "as": "national-startup-2023.recognised", "value": "是" },
        ],
    })
    .to_string()
}

/// What `huisuan batch` makes of a table.
fn natively(table: &[u8], language: &str) -> Result<String> {
    let file = std::env::temp_dir().join(format!("huisuan-job-{}-{language}.json", std::process::id()));
    fs::write(&file, job(language))?;
    let mut child = cargo()
        .args(["run", "--quiet", "--package", "huisuan-cli", "--", "batch", "--job"])
        .arg(&file)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let (mut input, table) = (child.stdin.take().context("no standard input")?, table.to_vec());
    let feeder = thread::spawn(move || input.write_all(&table));
    let output = child.wait_with_output()?;
    feeder.join().ok().context("a thread has stopped")??;
    fs::remove_file(file)?;
    Ok(String::from_utf8(output.stdout)?)
}

fn gb18030(text: &str) -> Vec<u8> {
    encoding_rs::GB18030.encode(text).0.into_owned()
}

fn a_gb18030_table(kind: Kind) -> Result<()> {
    let site = site(kind.policy())?;
    let mut browser = Browser::start(kind)?;
    open_page(&mut browser, &site, "?lang=zh")?;
    let table = gb18030(LEDGER);
    choose(&mut browser, "台账.csv", &table)?;
    browser.wait_for_text("#opened", "台账.csv：6 行")?;
    ask(&mut browser)?;
    let csv = compute(&mut browser)?;
    ensure!(csv.starts_with('\u{feff}'), "no byte order mark");
    let native = natively(&table, "zh")?;
    ensure!(csv == native, "the page gives\n{csv}\nand the command line\n{native}");
    ensure!(
        csv.contains("'=HYPERLINK") && !csv.contains("\"=") && !csv.contains(",="),
        "{csv}"
    );
    let summary = browser.text("#summary")?;
    ensure!(summary.contains("6 行，算出 4 户，1 行有错"), "{summary}");
    let error = browser.text("#errors tbody tr")?;
    ensure!(
        error.contains('6') && error.contains("贷款金额(万元)") && error.contains("一百") && error.contains("500万"),
        "{error}"
    );
    let recipients = browser.text("#result")?;
    ensure!(
        recipients.contains("借款人") && recipients.contains("从不相加"),
        "{recipients}"
    );
    browser.expect_clean(&site)
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn a_table_as_chinese_excel_saves_it_gives_what_the_command_line_gives() -> Result<()> {
    a_gb18030_table(Kind::Chromium)
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn the_oldest_wechat_computes_tables() -> Result<()> {
    a_gb18030_table(Kind::Chromium78)
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn firefox_computes_tables() -> Result<()> {
    a_gb18030_table(Kind::Firefox)
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn a_workbook_comes_in_and_goes_out() -> Result<()> {
    let site = site(Policy::Strict)?;
    let mut browser = Browser::current()?;
    open_page(&mut browser, &site, "?lang=en")?;
    let mut writer = xlsx::Writer::new();
    writer.push(LEDGER.as_bytes());
    let book = writer.finish().map_err(anyhow::Error::msg)?;
    choose(&mut browser, "ledger.xlsx", &book)?;
    browser.wait_for_text("#opened", "ledger.xlsx is open: 6 rows")?;
    ask(&mut browser)?;
    let csv = compute(&mut browser)?;
    // A workbook holds 3.5 for 3.50, which is the same number.
    let plain = xlsx::to_csv(&book).map_err(anyhow::Error::msg)?;
    ensure!(csv == natively(plain.as_bytes(), "en")?, "{csv}");

    browser.evaluate("saved.length = 0")?;
    browser.click("#save-xlsx")?;
    browser.wait_until("saved.length === 1")?;
    let text = browser.evaluate(
        "new Promise((resolve) => { const reader = new FileReader(); reader.onload = () => resolve(reader.result.split(',')[1]);
           reader.readAsDataURL(saved[0]); })",
    )?;
    let book = BASE64.decode(text.as_str().context("no text")?.as_bytes())?;
    let rows = xlsx::read(&book).map_err(|error| anyhow::anyhow!("{error:?}"))?;
    let amount = rows
        .first()
        .and_then(|row| row.cells().position(|cell| cell.contains("amount (yuan")));
    let amount = amount.context("no column with amounts")?;
    let first = csv.lines().nth(1).context("no row")?;
    ensure!(rows.len() == 7 && rows.iter().any(|row| row.cell(1) == "'=HYPERLINK(\"http://x\")"));
    let found = rows.get(1).map(|row| row.cell(amount)).unwrap_or_default();
    ensure!(
        !found.is_empty() && first.contains(&format!(",{found}")),
        "{found}: {first}"
    );
    browser.expect_clean(&site)
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn a_run_is_paused_and_cancelled_and_begun_again() -> Result<()> {
    let site = site(Policy::Strict)?;
    let mut browser = Browser::current()?;
    open_page(&mut browser, &site, "?lang=zh")?;
    choose(&mut browser, "many.csv", &many(60_000)?)?;
    ask(&mut browser)?;
    browser.click("#compute")?;
    browser.wait_until("document.querySelector('#run progress').value > 0")?;
    browser.click("#pause")?;
    browser.wait_for_text("#run .state", "已暂停")?;
    let done = "document.querySelector('#run progress').value";
    let before = browser.evaluate(done)?;
    browser.evaluate("new Promise((resolve) => setTimeout(resolve, 500))")?;
    ensure!(browser.evaluate(done)? == before, "it goes on while it is paused");
    browser.click("#cancel")?;
    browser.wait_for_text("#run .state", "已取消")?;
    ensure!(
        browser.evaluate("document.querySelector('#summary') === null || document.querySelector('#result').hidden")?
            == json!(true)
    );
    browser.click("#compute")?;
    wait_long(&mut browser, COMPUTED)?;
    browser.expect_clean(&site)
}

/// Keeps the worker that holds the table, beside which others may help, and lets the seconds of the page's patience pass four
/// times as fast.
const WATCHED: &str = "const Real = Worker;
  window.Worker = class extends Real {
    postMessage(message, ...more) {
      if (message && message.type === 'load') window.worker = this;
      super.postMessage(message, ...more);
    }
  };
  const tick = setInterval;
  window.setInterval = (act, every) => tick(act, every / 4);";

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn a_worker_that_ends_while_it_computes_is_told_and_nothing_chosen_is_lost() -> Result<()> {
    let site = site(Policy::Strict)?;
    let mut browser = Browser::current()?;
    browser.before_each_page(WATCHED)?;
    open_page(&mut browser, &site, "?lang=zh")?;
    choose(&mut browser, "many.csv", &many(30_000)?)?;
    ask(&mut browser)?;
    // The day of payout, which is the eighth column, is not wanted this time.
    browser.evaluate(
        "(() => { const is = document.getElementById('as-7'); is.value = ''; is.dispatchEvent(new Event('change')); })()",
    )?;
    // Ended by the browser, without a word; and an error that nobody has caught.
    for end in ["worker.terminate()", "worker.postMessage(null)"] {
        browser.click("#compute")?;
        browser.wait_until("document.querySelector('#run progress').value > 0")?;
        browser.evaluate(end)?;
        browser.wait_for_text("#run .error", "表和选好的都还在").context(end)?;
        browser.wait_until("!document.getElementById('compute').disabled")?;
        let kept = browser.evaluate(&format!(
            "document.getElementById('as-7').value === '' && document.querySelector(\"[name=measure][value='{MEASURE}']\").checked
               && document.getElementById('given-firm.staff').value === '20' && document.getElementById('day').value === '2026-11-22'
               && !document.querySelector('#run progress').getClientRects().length"
        ))?;
        ensure!(kept == true, "{end}: {}", browser.text("#steps")?);
    }
    browser.click("#compute")?;
    wait_long(&mut browser, COMPUTED)?;
    ensure!(browser.text("#run .error")?.is_empty(), "what went wrong is still said");
    let summary = browser.text("#summary")?;
    ensure!(summary.contains("30,00"), "{summary}");
    Ok(())
}

/// The first worker is a real one; each of the others says that it is ready, takes its shares, and never says anything again.
const SILENT_HELPERS: &str = "window.shares = 0;
  Object.defineProperty(navigator, 'hardwareConcurrency', { value: 3 });
  const Real = Worker;
  let first = true;
  window.Worker = function (address) {
    if (first) { first = false; return new Real(address); }
    return { terminate() {}, postMessage(_, [port]) {
      port.onmessage = ({ data }) => { if (data.type === 'share') window.shares += 1; };
      port.postMessage({ type: 'ready' });
    } };
  };";

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn what_helpers_took_that_ended_without_a_word_is_computed_without_them() -> Result<()> {
    let site = site(Policy::Strict)?;
    let table = many(12_000)?;
    let computed = |script: &str| -> Result<(Value, Browser)> {
        let mut browser = Browser::current()?;
        browser.before_each_page(script)?;
        open_page(&mut browser, &site, "?lang=zh")?;
        choose(&mut browser, "many.csv", &table)?;
        ask(&mut browser)?;
        browser.click("#compute")?;
        wait_long(&mut browser, COMPUTED)?;
        save(&mut browser)?;
        let digest = browser.evaluate(
            "saved[0].arrayBuffer().then((bytes) => crypto.subtle.digest('SHA-256', bytes)).then((digest) => new Uint8Array(digest).join())",
        )?;
        ensure!(digest.as_str().is_some_and(|digest| digest.len() > 64), "{digest}");
        ensure!(browser.text("#summary")?.contains("12,00"), "rows are left out");
        Ok((digest, browser))
    };
    let (alone, _) = computed("Object.defineProperty(navigator, 'hardwareConcurrency', { value: 1 });")?;
    let (forsaken, mut browser) = computed(SILENT_HELPERS)?;
    ensure!(
        browser.evaluate("shares")? == json!(4),
        "the helpers were given no shares"
    );
    ensure!(alone == forsaken, "another result");
    ensure!(browser.text("#run .error")?.is_empty(), "what did no harm is told");
    browser.expect_clean(&site)
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn a_hundred_thousand_rows_leave_the_page_alive() -> Result<()> {
    let site = site(Policy::Strict)?;
    let mut browser = Browser::current()?;
    open_page(&mut browser, &site, "?lang=zh")?;
    browser.evaluate(
        "(() => { window.longest = 0; new PerformanceObserver((list) => list.getEntries().forEach((task) => {
           longest = Math.max(longest, task.duration); })).observe({ entryTypes: ['longtask'] }); })()",
    )?;
    let table = many(100_000)?;
    choose(&mut browser, "many.csv", &table)?;
    ask(&mut browser)?;
    // What the test itself does is no part of the page.
    browser.evaluate("longest = 0")?;
    let start = std::time::Instant::now();
    browser.click("#compute")?;
    wait_long(&mut browser, COMPUTED)?;
    let took = start.elapsed();
    let summary = browser.text("#summary")?;
    let longest = browser.evaluate("longest")?;
    println!(
        "100,000 rows computed in {} ms (budget 5,000); longest task of the page {longest} ms (budget 50)",
        took.as_millis()
    );
    println!("{summary}");
    ensure!(browser.evaluate("document.querySelectorAll('#errors tbody tr').length <= 200")? == json!(true));
    for (button, name) in [("#save-csv", "csv"), ("#save-xlsx", "xlsx")] {
        browser.evaluate("saved.length = 0")?;
        let start = std::time::Instant::now();
        browser.click(button)?;
        wait_long(&mut browser, "saved.length === 1")?;
        println!(
            "saved as {name} in {} ms, {} bytes",
            start.elapsed().as_millis(),
            browser.evaluate("saved[0].size")?
        );
    }
    println!(
        "longest task of the page with saving: {} ms",
        browser.evaluate("longest")?
    );
    browser.expect_clean(&site)
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn a_file_that_is_no_table_is_told_in_words() -> Result<()> {
    let site = site(Policy::Strict)?;
    let mut browser = Browser::current()?;
    open_page(&mut browser, &site, "?lang=zh")?;
    for (name, bytes, said) in [
        ("a.csv", &b""[..], "没有数据"),
        ("a.csv", "贷款金额,年利率(%)\n".as_bytes(), "没有数据"),
        ("a.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "不是表"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "另存为 .xlsx"),
        ("a.xlsx", b"PK\x03\x04nothing else", "打不开"),
    ] {
        choose(&mut browser, name, bytes)?;
        browser
            .wait_for_text("#file .error", said)
            .with_context(|| name.to_owned())?;
        ensure!(!browser.is_visible("#run")?, "{name}: nothing can be computed");
    }
    choose(&mut browser, "a.csv", "甲,乙\n1,2\n".as_bytes())?;
    browser.wait_for_text("#columns", "没有一列的表头认得出来")?;
    // What is corrected by hand can be computed.
    browser.evaluate("(() => { const is = document.getElementById('as-0'); is.value = 'loan.principal'; is.dispatchEvent(new Event('change')); })()")?;
    browser.wait_for("#measures details")?;
    // And is known for this heading the next time.
    open_page(&mut browser, &site, "?lang=zh&again")?;
    choose(&mut browser, "b.csv", "甲,乙\n3,4\n".as_bytes())?;
    browser.wait_until(
        "document.getElementById('as-0') !== null && document.getElementById('as-0').value === 'loan.principal'",
    )?;
    browser.expect_clean(&site)
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn the_sample_is_a_table_that_can_be_computed() -> Result<()> {
    let site = site(Policy::Strict)?;
    let mut browser = Browser::current()?;
    open_page(&mut browser, &site, "?lang=zh")?;
    let sample = fs::read(root().join("dist/batch-sample.csv"))?;
    choose(&mut browser, "batch-sample.csv", &sample)?;
    browser.wait_for("[name=measure][value='national-startup-2023/firm']")?;
    let other = "document.querySelector(\"[name=measure][value='wenzhou-2022/art-6']\") !== null";
    ensure!(
        browser.evaluate(other)? == false,
        "a clause is offered of which the table says nothing"
    );
    ask(&mut browser)?;
    ensure!(browser.evaluate("document.querySelectorAll('.columns .warn').length")? == json!(0));
    let csv = compute(&mut browser)?;
    ensure!(csv == natively(&sample, "zh")?, "{csv}");
    Ok(())
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn nobody_is_kept_out_of_tables() -> Result<()> {
    let site = site(Policy::Strict)?;
    let eyes = Eyes::new()?;
    let mut browser = Browser::current()?;
    for (language, theme) in [("zh", "light"), ("en", "dark")] {
        open_page(&mut browser, &site, &format!("?lang={language}"))?;
        browser.evaluate(&format!(
            "document.documentElement.setAttribute('data-theme', '{theme}')"
        ))?;
        choose(&mut browser, "ledger.csv", &gb18030(LEDGER))?;
        ask(&mut browser)?;
        compute(&mut browser)?;
        let name = format!("batch-{language}-{theme}");
        look(&mut browser, &name, &WIDTHS)?;
        for width in WIDTHS {
            browser.resize(width, 800)?;
            eyes.read(&mut browser, &format!("{name}, {width} pixels wide"))?;
        }
    }
    let spoken = listen(&mut browser, "batch")?;
    expect_order(&spoken, "batch")?;
    let way = outline(&spoken);
    let steps: Vec<_> = way
        .iter()
        .filter_map(|place| place.strip_prefix("2 "))
        .map(|step| step[..1].to_owned())
        .collect();
    ensure!(steps == ["1", "2", "3", "4", "5", "6"], "{way:#?}");
    // What is wrong with a row is said in a table with headings, and how far it is in a line of its own.
    ensure!(
        spoken.iter().any(|one| one.role == "rowheader" && one.name == "6"),
        "the row with the error"
    );
    ensure!(
        browser.evaluate("document.querySelector('#run [role=status]').textContent")?
            == "The browser has been given the file to save."
    );
    // Every control is reached and used without a mouse.
    browser.evaluate("document.getElementById('compute').focus()")?;
    browser.press(Key::Enter)?;
    browser.wait_until("document.activeElement.id === 'pause' || document.querySelector('#summary') !== null")?;
    browser.expect_clean(&site)
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn the_main_page_leads_to_tables() -> Result<()> {
    let site = site(Policy::Strict)?;
    let mut browser = Browser::current()?;
    browser.open(&format!("{}#/", site.url()))?;
    browser.wait_for("footer a[href='batch.html']")?;
    browser.click("footer a[href='batch.html']")?;
    browser.wait_for("#table")?;
    // The language that is chosen there is that of the main page too.
    browser.click("#language")?;
    browser.wait_until("document.documentElement.lang === 'en'")?;
    browser.open(&format!("{}?back#/", site.url()))?;
    browser.wait_for_text("#main h1", "Huisuan")?;
    browser.expect_clean(&site)
}
