//! What a visitor loads first does not grow with the number of packs. `cargo test -p huisuan-policies --test growth -- --nocapture`
//! prints the sizes.
#![expect(clippy::expect_used, reason = "a test that cannot go on has failed")]

#[path = "common/country.rs"]
mod country;

use country::{PROVINCES, gzip};
use huisuan_policies::{File, Shelves};
use rules::fact::Named;
use rules::library::Library;
use rules::plan::Plan;

/// The most that a list of the documents of one province may weigh, compressed.
const SHELF: usize = 20 * 1024;

/// A site with so many packs, spread over the cities of all provinces.
fn site(count: u32) -> (Vec<File>, Shelves) {
    let (_, text, _) = huisuan_policies::PACKS
        .iter()
        .find(|(id, ..)| *id == "xiangtan-2023")
        .expect("a pack");
    let mut catalogue = huisuan_policies::catalogue().expect("a catalogue");
    let mut sources = Vec::new();
    for number in 0..count {
        let province = PROVINCES[number as usize % PROVINCES.len()];
        // Ninety-nine cities in each province.
        let city = number / 31 % 99 + 1;
        let mut pack = huisuan_policies::pack("xiangtan-2023", text).expect("a pack");
        // One clause is enough: nothing is loaded of those that are not asked for.
        pack.measures.truncate(1);
        pack.document.id = format!("city-{number}");
        pack.document.zh = format!("某市{number}关于支持小微企业融资担保的若干措施");
        pack.document.region = format!("{province}{city:02}00");
        catalogue.regions.push(Named {
            id: pack.document.region.clone(),
            zh: format!("某某{city}市"),
            en: format!("City {city}"),
        });
        sources.push(huisuan_policies::source(pack).expect("a pack"));
    }
    catalogue.regions.sort_by(|one, other| one.id.cmp(&other.id));
    catalogue.regions.dedup_by(|one, other| one.id == other.id);
    let plan = Plan::new(catalogue, huisuan_policies::lpr().expect("rates"), sources).expect("sound packs");
    let mut files = Vec::new();
    let shelves = Shelves::export(&mut files, "zh", plan.in_chinese());
    (files, shelves)
}

#[test]
fn the_first_load_does_not_grow_with_the_number_of_packs() {
    let weigh = |count| {
        let (files, shelves) = site(count);
        let bytes = |name: &str| {
            let file = files.iter().find(|file| file.path == name);
            &file.expect("a file that is named").bytes
        };
        let size = |name: &str| gzip(bytes(name));
        for province in shelves.provinces.iter().filter(|province| province.documents > 0) {
            let shelf = size(&Library::shelf(&shelves.shelf, &province.id));
            assert!(shelf <= SHELF, "{}: {shelf} bytes with {count} packs", province.id);
        }
        let visits = shelves.visits();
        let largest = visits.iter().map(|visit| visit.files.len()).max();
        // The library, the province, the document: others are not loaded.
        assert_eq!(largest, Some(3), "{count} packs");
        let (plain, packed) = (bytes(&shelves.library).len(), size(&shelves.library));
        println!("{count} packs: library {plain} bytes, {packed} as gzip");
        (plain, packed)
    };
    let sizes = [10, 300, 3_000].map(weigh);
    let [(few, packed_few), (many, packed_many), (all, packed_all)] = sizes;
    // All provinces are named however many have documents; only their numbers differ.
    assert_eq!((few, many), (many, all), "the library without compression");
    assert!(packed_many.max(packed_all) <= packed_few + 64, "{sizes:?}");
}
