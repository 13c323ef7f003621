// The rule for ZEN: a decision model of one expression node, as its editor writes it, loaded once and evaluated for each loan.
import { load, measure, report } from "./measure.mjs";

const { ZenEngine } = await load("@gorules/zen-engine");

const MODEL = {
  contentType: "application/vnd.gorules.decision",
  nodes: [
    { id: "in", name: "loan", type: "inputNode", position: { x: 0, y: 0 } },
    {
      id: "rule",
      name: "subsidy",
      type: "expressionNode",
      position: { x: 200, y: 0 },
      content: {
        expressions: [
          { id: "eligible", key: "eligible", value: "fee <= 1 and rate <= 4.5" },
          { id: "share", key: "share", value: "rate <= 3.5 ? 0.015 : 0.012" },
          { id: "amount", key: "amount", value: "$.eligible ? round(min([principal * $.share, 200000]), 2) : null" },
        ],
      },
    },
    { id: "out", name: "result", type: "outputNode", position: { x: 400, y: 0 } },
  ],
  edges: [
    { id: "a", sourceId: "in", targetId: "rule", type: "edge" },
    { id: "b", sourceId: "rule", targetId: "out", type: "edge" },
  ],
};

const decision = new ZenEngine().createDecision(Buffer.from(JSON.stringify(MODEL)));

const subsidy = async ({ principal, rate, fee }) => {
  const loan = { principal: Number(principal), rate: Number(rate), fee: Number(fee) };
  const { amount } = (await decision.evaluate(loan)).result;
  return amount === null || amount === undefined ? "" : Number(amount).toFixed(2);
};

const each = async (some) => {
  const amounts = [];
  for (const row of some) amounts.push(await subsidy(row));
  return amounts;
};

await measure("one call per row", each);
await measure("one call per row, all at once", (some) => Promise.all(some.map(subsidy)));
report();
