//! Mounts the page.

fn main() {
    huisuan_web::start();
}
