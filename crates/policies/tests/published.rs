//! Published versions: each can be computed again, what has changed since is told by the article, and nothing is lost.
#![expect(clippy::expect_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use huisuan_policies::{File, Published, cases};
use rules::library::{Change, History, Library, What};
use rules::plan::{Plan, Source};

/// The folder of the clone.
fn committed() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("published")
}

/// The pack of Wenzhou with its text changed.
fn wenzhou(changes: &[(&str, &str)]) -> Source {
    let (_, text, _) = huisuan_policies::PACKS
        .iter()
        .find(|(id, ..)| *id == "wenzhou-2022")
        .expect("a pack");
    let mut text = (*text).to_owned();
    for (before, after) in changes {
        assert!(text.contains(before), "{before}");
        text = text.replace(before, after);
    }
    let pack = huisuan_policies::pack("wenzhou-2022", &text).expect("a pack");
    huisuan_policies::source(pack).expect("a digest")
}

/// The clause of the rebate with a larger share.
const MORE: (&str, &str) = ("融资利息30%", "融资利息40%");

fn publish(published: &mut Published, source: &Source, day: &str) -> Vec<File> {
    published.publish(std::slice::from_ref(source), day).expect("a version")
}

/// Writes files below a folder of this test.
fn write(folder: &Path, files: &[File]) {
    for file in files {
        let path = folder.join(&file.path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("writable");
        fs::write(path, &file.bytes).expect("writable");
    }
}

fn change(article: &str, part: &str, what: What) -> Change {
    Change {
        article: article.to_owned(),
        part: part.to_owned(),
        what,
    }
}

#[test]
fn what_has_changed_is_told_by_the_article() {
    let mut published = Published::default();
    publish(&mut published, &wenzhou(&[]), "2026-01-01");
    let told = |source: &Source| {
        let new = published
            .unpublished(std::slice::from_ref(source), "2026-01-02")
            .expect("versions");
        new.into_iter().flat_map(|version| version.changes).collect::<Vec<_>>()
    };
    assert_eq!(told(&wenzhou(&[])), []);
    assert_eq!(told(&wenzhou(&[MORE])), [change("第五条", "art-5-firm", What::Rule)]);
    let title = ("zh = \"技术产权证券化利息补助\"", "zh = \"证券化利息补助\"");
    assert_eq!(
        told(&wenzhou(&[title])),
        [change("第五条", "art-5-firm", What::Wording)]
    );
    let mut less = wenzhou(&[]);
    less.pack.measures.retain(|measure| measure.id != "art-6");
    let less = huisuan_policies::source(less.pack).expect("a digest");
    assert_eq!(told(&less), [change("第六条", "art-6", What::Removed)]);
    let mut other = wenzhou(&[]);
    other.pack.document.force = None;
    let other = huisuan_policies::source(other.pack).expect("a digest");
    assert_eq!(told(&other), [change("", "force", What::Removed)]);
}

#[test]
fn nothing_is_published_twice_and_nothing_is_lost() {
    let folder = std::env::temp_dir().join(format!("huisuan-published-{}", std::process::id()));
    let mut published = Published::read(&folder).expect("nothing yet");
    let files = publish(&mut published, &wenzhou(&[]), "2026-01-01");
    assert_eq!(files.len(), 2, "the pack and the list");
    write(&folder, &files);
    let mut published = Published::read(&folder).expect("one version");
    assert!(publish(&mut published, &wenzhou(&[]), "2026-01-02").is_empty());
    let files = publish(&mut published, &wenzhou(&[MORE]), "2026-01-03");
    write(&folder, &files);
    let again = Published::read(&folder).expect("two versions");
    let days: Vec<&str> = again.versions.iter().map(|version| version.day.as_str()).collect();
    assert_eq!(days, ["2026-01-01", "2026-01-03"]);
    assert_eq!(
        again.latest("wenzhou-2022").expect("a version").hash,
        wenzhou(&[MORE]).hash
    );
    // A kept version that somebody edits is none any more.
    let pack = folder.join(&files[0].path);
    let text = fs::read_to_string(&pack).expect("a text");
    fs::write(&pack, text.replace("融资利息40%", "融资利息45%")).expect("writable");
    let refused = Published::read(&folder).expect_err("another digest").to_string();
    assert!(refused.contains(&files[0].path), "{refused}");
    fs::remove_dir_all(folder).expect("ours to remove");
}

#[test]
fn an_old_link_is_computed_with_the_version_that_it_names() {
    let old = wenzhou(&[MORE]);
    let mut published = Published::default();
    publish(&mut published, &old, "2026-01-01");
    publish(&mut published, &wenzhou(&[]), "2026-01-02");
    let files: BTreeMap<String, Vec<u8>> = huisuan_policies::export(&published)
        .expect("sound packs")
        .into_iter()
        .map(|file| (file.path, file.bytes))
        .collect();
    let history = History::from_bytes(&files["versions/wenzhou-2022.bin"]).expect("a history");
    let digits = &old.hash["sha256:".len()..][..8];
    let changes = history.changes_since(digits).expect("a version of that digest");
    assert_eq!(changes, [change("第五条", "art-5-firm", What::Rule)]);
    let version = history.find(digits).expect("a version of that digest");
    assert_eq!(version.hash, old.hash);
    // The present version is not kept twice.
    let present = history.versions.last().expect("a version");
    assert!(
        !present.zh.contains('/') && files.contains_key(&present.zh),
        "{}",
        present.zh
    );
    for file in [&version.zh, &version.en] {
        assert!(file.starts_with("versions/"), "{file}");
        let library = files
            .iter()
            .find(|(name, _)| name.starts_with(&format!("{}-library-", &file["versions/".len()..][..2])))
            .map(|(_, bytes)| Library::from_bytes(bytes).expect("a library"));
        let mut plan = library.expect("a library of that language").plan;
        plan.add_document(&files[file]).expect("a document");
        assert_eq!(amount(&plan), "220000", "40 % of 550,000 yuan");
    }
}

/// What the rebate comes to for interest of 550,000 yuan, the base of its cases.
fn amount(plan: &Plan) -> String {
    let all = cases::all().expect("cases");
    let (_, cases) = all.iter().find(|(id, _)| *id == "wenzhou-2022").expect("its cases");
    let mut of_measure = cases.cases.iter().filter(|case| case.measure == "art-5-firm");
    let mut request = cases
        .request("wenzhou-2022", of_measure.next().expect("a case"))
        .expect("a request");
    request.facts = cases.base["art-5-firm"].facts.clone().into_iter().collect();
    let outcome = plan.assess(&request).expect("a response").outcomes.remove(0);
    outcome.periods[0].raw.to_string()
}

#[test]
fn every_version_that_was_published_can_be_computed_again() {
    let published = Published::read(&committed()).expect("what was published is unchanged");
    assert!(!published.versions.is_empty());
    for version in &published.versions {
        let plan = published.plan(version).unwrap_or_else(|error| {
            unreachable!(
                "{} {} cannot be read or compiled any more: {error}\nold links need it: keep the facts and keys that it uses",
                version.id, version.hash
            )
        });
        assert!(!plan.measures.is_empty(), "{}", version.id);
        assert_eq!(plan.documents[0].hash, version.hash);
        let same = |other: &&huisuan_policies::Version| {
            other.id == version.id && other.hash != version.hash && other.hash[..15] == version.hash[..15]
        };
        assert!(
            published.versions.iter().find(same).is_none(),
            "{}: two versions with one beginning",
            version.id
        );
    }
}
