// Starts the calculator. It is a file of its own because the content security policy allows no inline script,
// and it uses no top-level await because older engines do not know it.
const { js, wasm, later, framed, more } = document.querySelector("script[data-wasm]").dataset;
const address = (name) => new URL(name, document.baseURI).href;
const show = (id) => {
  const notice = document.getElementById(id);
  notice.hidden = false;
  notice.scrollIntoView();
};

// The outline of a form gets the name of its calculator.
const first = document.getElementById("first");
const [route] = /^#\/\w+/.exec(location.hash) || [];
const chosen = [...first.querySelectorAll("nav a")].find((link) => link.getAttribute("href") === route);
if (chosen) {
  const title = first.querySelector("h1");
  title.textContent = chosen.textContent;
  title.className = "named";
}
const loading = first.querySelector("[role=status]");

// What few visits need is loaded when the page asks for it, by its name.
window.huisuan = (name, ...given) => import(address(more)).then((module) => module[name](...given));

if (typeof WebAssembly === "object") {
  // A panic ends the program with such an error. What was typed was kept before, and still stands in the fields.
  const stopped = (event) => {
    if ((event.error || event.reason) instanceof WebAssembly.RuntimeError) show("stopped");
  };
  addEventListener("error", stopped);
  addEventListener("unhandledrejection", stopped);
  document.querySelector("#stopped button").onclick = () => location.reload();
  loading.classList.remove("idle");
  // The first picture goes before; a page in the background has none to wait for, and some browsers do not tell of it.
  const painted = new Promise((go) => {
    if ((window.PerformanceObserver && PerformanceObserver.supportedEntryTypes || []).includes("paint")) {
      new PerformanceObserver(go).observe({ type: "paint", buffered: true });
    } else {
      requestAnimationFrame(() => setTimeout(go));
    }
    setTimeout(go, 300);
  });
  painted
    .then(() => import(address(js)))
    .then((glue) => glue.default({ module_or_path: address(wasm) }))
    // What else there is does not hold up the first result; a page around this one waits for its height.
    .then(() => setTimeout(() => import(address(parent === window ? later : framed)), parent === window ? 999 : 0))
    .catch((error) => {
      loading.classList.add("idle");
      show("load-failed");
      throw error;
    });
} else {
  show("old-browser");
}
