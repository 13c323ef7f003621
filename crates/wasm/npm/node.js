import { readFile } from "node:fs/promises";
import init, { Engine, enteredDocument, enteredPack, ownDocument, qr } from "./huisuan.js";

export { Engine, enteredDocument, enteredPack, ownDocument, qr };

const file = (name) => readFile(new URL(name, import.meta.url));

export const data = async () => JSON.parse(await file("data.json"));

export const load = async (from) => {
  const [module, given] = await Promise.all([file("huisuan_bg.wasm"), from || data()]);
  await init({ module_or_path: module });
  return new Engine(given.facts, given.lpr, given.packs);
};
