// Starts the calculator in a page that is one file: `glue` and `files` stand in front of this script.
// A page from a disk may ask for nothing, so that what it would ask for is answered from within.
const decode = (text) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
window.fetch = (address) => {
  const text = files[String(address).split("/data/").pop()];
  return text === undefined ? Promise.reject(new TypeError("not in this file")) : Promise.resolve(new Response(decode(text)));
};
const show = (id) => {
  const notice = document.getElementById(id);
  notice.hidden = false;
  notice.scrollIntoView();
};
if (typeof WebAssembly === "object") {
  const stopped = (event) => {
    if ((event.error || event.reason) instanceof WebAssembly.RuntimeError) show("stopped");
  };
  addEventListener("error", stopped);
  addEventListener("unhandledrejection", stopped);
  document.querySelector("#stopped button").onclick = () => location.reload();
  glue.default({ module_or_path: decode(files.module) }).catch((error) => {
    show("load-failed");
    throw error;
  });
} else {
  show("old-browser");
}
