// Refuses scripts that a browser of 2019 cannot read: ES2019, dynamic import and import.meta, nothing newer.
// Arguments: the parser, then the scripts. A script for browsers without modules is read as ES5.
const { readFileSync } = require("fs");
const [parser, ...files] = process.argv.slice(1);
const { parse } = require(parser);

// What ES2020 added to the syntax beside the two that are allowed.
const newer = (node) =>
  (node.type === "ChainExpression" && "?.") ||
  (node.type === "LogicalExpression" && node.operator === "??" && "??") ||
  (node.type === "Literal" && node.bigint && "a literal of BigInt") ||
  (node.type === "ExportAllDeclaration" && node.exported && "export * as");

const visit = (node) => {
  if (node === null || typeof node !== "object") return;
  const found = typeof node.type === "string" && newer(node);
  if (found) throw new Error(`${found} at ${node.start}`);
  Object.values(node).forEach(visit);
};

let failed = false;
for (const file of files) {
  const oldest = /old-browser[^/]*\.js$/.test(file);
  try {
    visit(parse(readFileSync(file, "utf8"), oldest ? { ecmaVersion: 5 } : { ecmaVersion: 2020, sourceType: "module" }));
  } catch (error) {
    failed = true;
    console.error(`${file}: ${error.message}`);
  }
}
process.exit(failed ? 1 : 0);
