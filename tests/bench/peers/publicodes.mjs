// The rule for Publicodes: a situation is set and evaluated for each loan.
import { load, measure, report } from "./measure.mjs";

const Engine = await load("publicodes");

const RULES = {
  prêt: null,
  "prêt . montant": { unité: "€" },
  "prêt . taux": { unité: "%" },
  "prêt . garantie": { unité: "%" },
  "prêt . éligible": { "toutes ces conditions": ["garantie <= 1 %", "taux <= 4.5 %"] },
  "prêt . part": { variations: [{ si: "taux <= 3.5 %", alors: "1.5 %" }, { sinon: "1.2 %" }] },
  "prêt . aide": {
    "applicable si": "éligible",
    valeur: "montant * part",
    plafond: "200000 €",
    arrondi: "2 décimales",
    unité: "€",
  },
};

const engine = new Engine(RULES);

const subsidy = ({ principal, rate, fee }) => {
  engine.setSituation({
    "prêt . montant": Number(principal),
    "prêt . taux": Number(rate),
    "prêt . garantie": Number(fee),
  });
  const { nodeValue } = engine.evaluate("prêt . aide");
  return typeof nodeValue === "number" ? nodeValue.toFixed(2) : "";
};

await measure("one call per row", (some) => some.map(subsidy));
report();
