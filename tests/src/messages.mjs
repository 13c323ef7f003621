// Whatever a page around the calculator sends: it is read without failing, and only plain and short values are taken.
// Run by tests/tests/hostile.rs: node messages.mjs framed.js COUNT

import assert from "node:assert";
import { pathToFileURL } from "node:url";

// The module looks around for the page that embeds it, and finds none.
globalThis.location = { search: "" };
globalThis.parent = globalThis;
const { options } = await import(pathToFileURL(process.argv[2]).href);

// Numbers that only look as if they came by chance, so that a failure comes back.
let seed = 1n;
const next = (below) => {
  seed = (seed * 6364136223846793005n + 1442695040888963407n) & 0xffffffffffffffffn;
  return Number((seed >> 33n) % BigInt(below));
};
const pick = (list) => list[next(list.length)];
const texts = ["accent", "ground", "radius", "#7a1f1f", "12px", "url(javascript:alert(1))", "</style><script>", "loan.0.rate", "3.5",
  "__proto__", "constructor", "\u0000", "\u202e", "\n", "x".repeat(101), "loan.0.rate~2023", "", "万元", "🙂", "region", "toString", "whole"];
const value = (depth) => {
  switch (next(depth > 2 ? 6 : 9)) {
    case 0: return undefined;
    case 1: return null;
    case 2: return next(1e9) * (next(2) ? -1 : 1e300);
    case 3: return next(2) === 1;
    case 4: return pick(texts) + (next(4) ? "" : pick(texts));
    case 5: return Symbol.iterator;
    case 6: return Array.from({ length: next(6) }, () => value(depth + 1));
    case 7: return Object.fromEntries(Array.from({ length: next(80) }, () => [pick(texts) + next(70), pick(texts)]));
    default: return object(depth + 1);
  }
};
const object = (depth) =>
  Object.fromEntries(Array.from({ length: next(5) }, () => [pick(["theme", "prefill", "result", "region", "huisuan", pick(texts)]), value(depth)]));

for (let count = Number(process.argv[3]); count > 0; count -= 1) {
  const data = object(0);
  const { theme, prefill, result, ...others } = options(data);
  assert.deepEqual(others, {});
  assert.ok(typeof result === "boolean" || result === "whole", String(result));
  assert.ok(theme.length <= 64 && prefill.length <= 64);
  for (const [name, text] of theme) assert.match(`${name}=${text}`, /^[a-z-]+=(#[0-9a-f]{3,8}|\d{1,2}px)$/i);
  for (const [name, text] of prefill) {
    assert.match(name, /^[a-z][a-z0-9_.~-]*$/);
    assert.ok(text.length <= 100 && !/[\u0000-\u001f<>]/.test(text), JSON.stringify(text));
  }
}
