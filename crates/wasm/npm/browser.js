import init, { Engine, enteredDocument, enteredPack, ownDocument, qr } from "./huisuan.js";

export { Engine, enteredDocument, enteredPack, ownDocument, qr };

const address = (name) => new URL(name, import.meta.url);

export const data = async () => {
  const response = await fetch(address("data.json"));
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  return response.json();
};

export const load = async (from) => {
  const [given] = await Promise.all([from || data(), init({ module_or_path: address("huisuan_bg.wasm") })]);
  return new Engine(given.facts, given.lpr, given.packs);
};
