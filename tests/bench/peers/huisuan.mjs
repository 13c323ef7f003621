// Our engine as WebAssembly, by the interface that every program uses.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { measure, report } from "./measure.mjs";

const [, , , , directory, dataFile] = process.argv;
const { initSync, Engine } = await import(pathToFileURL(join(directory, "huisuan.js")).href);
initSync({ module: readFileSync(join(directory, "huisuan_bg.wasm")) });
const { facts, lpr, packs, day, columns } = JSON.parse(readFileSync(dataFile, "utf8"));
const engine = new Engine(facts, lpr, packs);

const request = (trace) => ({ schema: 1, day, trace });
const cells = ({ principal, rate, fee }) => [principal, `${rate}%`, `${fee}%`];
const first = (row) => row[0].amount ?? "";

await measure("one call, amounts", (some) => engine.amounts(request(false), columns, some.map(cells)).rows.map(first));

for (const trace of [false, true]) {
  const steps = trace ? ", with steps" : "";
  await measure(`a call per 1,000 rows, outcomes${steps}`, (some) => {
    const amounts = [];
    // The outcomes of all rows at once would fill the memory for nothing.
    for (let from = 0; from < some.length; from += 1000) {
      const rows = some.slice(from, from + 1000).map(cells);
      amounts.push(...engine.assessMany(request(trace), columns, rows).rows.map(first));
    }
    return amounts;
  });
}

for (const trace of [false, true]) {
  const one = ({ principal, rate, fee }) => {
    const given = { loan: [{ principal, rate: `${rate}%` }], guarantee: [{ fee_rate: `${fee}%` }] };
    return engine.assess({ ...request(trace), facts: given }).outcomes[0].amount ?? "";
  };
  await measure(`one call per row${trace ? ", with steps" : ""}`, (some) => some.map(one));
}
report();
