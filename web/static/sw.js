// The service worker: answers from what it keeps, so that the page works without a network after the first visit.
// `cargo xtask dist` writes VERSION and SHELL, the names of the files that make the page, in front of it.
const scope = registration.scope;
const prefix = `huisuan ${scope} `;
const data = new URL("data/", scope).href;
const list = new URL("hosting/files.json", scope).href;
const HASHED = /-[0-9a-f]{16}\.\w+$/;

const shellCache = () => caches.open(prefix + VERSION);
const dataCache = () => caches.open(prefix + "data");

// An answer that was redirected may not stand for a page.
const direct = async (response) => {
  if (!response.ok) throw new TypeError(response.url);
  return response.redirected ? new Response(await response.blob(), { headers: response.headers }) : response;
};

const add = async (cache, url) => {
  // Names with a digest are in the browser's own cache already, and right.
  const response = await fetch(url, { cache: HASHED.test(url) ? "default" : "no-cache" });
  await cache.put(url, await direct(response));
};

// The list of all files of this version; empty where the owner of the site left it out.
const listed = async (shell) => {
  const kept = await shell.match(list);
  return kept ? kept.text() : "";
};

const install = async () => {
  const [shell, kept] = [await shellCache(), await dataCache()];
  await Promise.all(SHELL.map((name) => add(shell, new URL(name, scope).href)));
  // What was used in the version before is wanted in this one too, under the names that it has now.
  const used = await kept.keys();
  const names = used.length === 0 ? "" : await add(shell, list).then(() => listed(shell), () => "");
  for (const { url } of used) {
    const [, stem, extension] = /^(.+)-[0-9a-f]{16}(\.\w+)$/.exec(url.slice(data.length));
    const next = new RegExp(`"data/(${stem}-[0-9a-f]{16}\\${extension})"`).exec(names);
    if (next && !(await kept.match(data + next[1]))) await add(kept, data + next[1]);
  }
};

const activate = async () => {
  const [shell, kept] = [await shellCache(), await dataCache()];
  for (const name of await caches.keys()) {
    if (name.startsWith(prefix) && name !== prefix + VERSION && name !== prefix + "data") await caches.delete(name);
  }
  const names = await listed(shell);
  for (const { url } of await kept.keys()) {
    if (names && !names.includes(`"data/${url.slice(data.length)}"`)) await kept.delete(url);
  }
  await clients.claim();
};

const keep = async (urls) => {
  const kept = await dataCache();
  for (const url of urls) {
    if (url.startsWith(data) && HASHED.test(url) && !(await kept.match(url))) await add(kept, url);
  }
};

// Whether a file is what its name says. The lists of all provinces bear one digest together.
const isWhole = async (url, response) => {
  if (url.includes("-shelf-")) return true;
  const [, digits] = /-([0-9a-f]{16})\.\w+$/.exec(url);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await response.clone().arrayBuffer()));
  return [...digest.slice(0, 8)].map((byte) => byte.toString(16).padStart(2, "0")).join("") === digits;
};

const answer = async (request) => {
  const url = request.url.split(/[?#]/)[0];
  const key = url === scope + "index.html" ? scope : url;
  const [shell, kept] = [await shellCache(), await dataCache()];
  const cache = (await shell.match(key)) ? shell : kept;
  const found = await cache.match(key);
  if (!key.startsWith(data) || !HASHED.test(key)) return found || fetch(request);
  if (found && (await isWhole(key, found))) return found;
  // What was damaged here may have been damaged before it came here.
  const response = await (found ? fetch(key, { cache: "reload" }) : fetch(request));
  // Where there is no room left to keep it, it is answered nevertheless; what is not whole, the page refuses.
  if (response.ok && (await isWhole(key, response))) await cache.put(key, response.clone()).catch(() => {});
  return response;
};

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(activate()));
addEventListener("fetch", (event) => {
  if (event.request.method === "GET" && event.request.url.startsWith(scope)) event.respondWith(answer(event.request));
});
addEventListener("message", (event) => {
  // Only pages of the same origin can send messages to a worker.
  if (event.data === "update") skipWaiting();
  else if (Array.isArray(event.data)) event.waitUntil(keep(event.data));
});
