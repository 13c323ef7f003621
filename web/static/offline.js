// Keeps the site for visits without a network, and says when a newer version of it is there. Loaded when the page has
// long been usable; where service workers are missing or forbidden, nothing is kept and nothing fails.
const workers = navigator.serviceWorker;

const announce = (worker) => {
  const english = document.documentElement.lang === "en";
  const line = document.createElement("p");
  line.id = "update";
  line.setAttribute("role", "status");
  line.textContent = english ? "A newer version of this page is available. " : "本页有新版本。";
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = english ? "Update now" : "现在更新";
  // What was typed is kept by the page and is there again afterwards.
  button.onclick = () => {
    workers.addEventListener("controllerchange", () => location.reload(), { once: true });
    worker.postMessage("update");
  };
  line.append(button);
  document.body.prepend(line);
};

const watch = (worker) => {
  // Without a controller it is the first version, and there is nothing to announce.
  const tell = () => {
    if (worker.state === "installed" && workers.controller) announce(worker);
  };
  tell();
  worker.addEventListener("statechange", tell);
};

const keep = async () => {
  const registration = await workers.register(new URL("sw.js", document.baseURI).href, { updateViaCache: "none" });
  registration.addEventListener("updatefound", () => watch(registration.installing));
  const next = registration.waiting || registration.installing;
  if (next) watch(next);
  // What this visit has loaded came before the worker, which would not know of it.
  const { active } = await workers.ready;
  active.postMessage(performance.getEntriesByType("resource").map((entry) => entry.name));
};

// Inside another page that page decides. A name without a digest is that of a site in the making.
if (workers && window === top && /-[0-9a-f]{16}\.js$/.test(import.meta.url)) keep().catch(() => {});
