// Starts the calculator. It is a file of its own because the content security policy allows no inline script,
// and it uses no top-level await because older engines do not know it.
const { js, wasm } = document.querySelector("script[data-wasm]").dataset;
const address = (name) => new URL(name, document.baseURI).href;
const show = (id) => {
  document.getElementById(id).hidden = false;
};

if (typeof WebAssembly === "object") {
  import(address(js))
    .then((glue) => glue.default({ module_or_path: address(wasm) }))
    .catch((error) => {
      show("load-failed");
      throw error;
    });
} else {
  show("old-browser");
}
