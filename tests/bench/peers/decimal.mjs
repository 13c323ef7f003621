// The rule as a careful programmer writes it by hand, with decimal.js.
import { load, measure, report, rows } from "./measure.mjs";

const Decimal = await load("decimal.js");
const FEE_LIMIT = new Decimal("1");
const WIDE = { rate: new Decimal("4.5"), share: new Decimal("0.012") };
const NARROW = { rate: new Decimal("3.5"), share: new Decimal("0.015") };
const CAP = new Decimal("200000");

const subsidy = ({ principal, rate, fee }) => {
  const interest = new Decimal(rate);
  if (new Decimal(fee).gt(FEE_LIMIT) || interest.gt(WIDE.rate)) return "";
  const { share } = interest.lte(NARROW.rate) ? NARROW : WIDE;
  const amount = Decimal.min(new Decimal(principal).times(share), CAP);
  return amount.toDecimalPlaces(2, Decimal.ROUND_HALF_UP).toFixed(2);
};

await measure("one call per row", (some) => some.map(subsidy));
report();
