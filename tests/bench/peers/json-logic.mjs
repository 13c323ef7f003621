// The rule for json-logic-js: numbers are doubles, and rounding is an operation that its users add.
import { load, measure, report } from "./measure.mjs";

const jsonLogic = await load("json-logic-js");
jsonLogic.add_operation("round2", (amount) => Math.round(amount * 100) / 100);

const RULE = {
  if: [
    { and: [{ "<=": [{ var: "fee" }, 1] }, { "<=": [{ var: "rate" }, 4.5] }] },
    {
      round2: {
        min: [{ "*": [{ var: "principal" }, { if: [{ "<=": [{ var: "rate" }, 3.5] }, 0.015, 0.012] }] }, 200000],
      },
    },
    null,
  ],
};

const subsidy = ({ principal, rate, fee }) => {
  const amount = jsonLogic.apply(RULE, { principal: Number(principal), rate: Number(rate), fee: Number(fee) });
  return amount === null ? "" : amount.toFixed(2);
};

await measure("one call per row", (some) => some.map(subsidy));
report();
