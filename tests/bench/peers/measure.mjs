// What every program of this folder shares: it is given the file of rows and the directory of the installed packages, and
// prints how long each way of computing all rows took and what it found.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [rowsFile, packages] = process.argv.slice(2);

/** The loans: principal in yuan, interest rate and fee rate in percent, as texts. */
export const rows = JSON.parse(readFileSync(rowsFile, "utf8")).map(([principal, rate, fee]) => ({ principal, rate, fee }));

const require = createRequire(join(packages, "package.json"));

/** A package that the bench has installed outside this folder. */
export const load = async (name) => {
  const module = await import(pathToFileURL(require.resolve(name)).href);
  const exports = module.default ?? module;
  return exports.default ?? exports;
};

/** A round is the computation of all rows; after a shorter one to warm up come as many as fit into ten seconds. */
const [FEWEST, MOST, SPAN] = [2, 25, 10_000];

const ways = [];

/** Times one way, in nanoseconds: `compute` takes rows and gives the amount of each as a text in yuan, empty where the loan is refused. */
export const measure = async (way, compute) => {
  await compute(rows.slice(0, 500));
  const times = [];
  let amounts = [];
  const [start, before] = [performance.now(), process.cpuUsage()];
  while (times.length < FEWEST || (times.length < MOST && performance.now() - start < SPAN)) {
    const from = performance.now();
    amounts = await compute(rows);
    times.push(Math.round((performance.now() - from) * 1e6));
  }
  const { user, system } = process.cpuUsage(before);
  const processor = Math.round(((user + system) * 1000) / times.length);
  ways.push({ way, times, processor, amounts });
};

/** Prints what was measured. */
export const report = () => process.stdout.write(JSON.stringify(ways));
