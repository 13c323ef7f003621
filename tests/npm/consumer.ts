// A program that uses the package as anybody would: it is type-checked, and run in Node and in a browser.
import { data, load, ownDocument, qr, type Outcome, type Request, type Thrown } from "huisuan";

const request: Request = {
  schema: 1,
  day: "2024-12-01",
  role: "firm",
  measures: ["wenzhou-2022/art-5-firm", "wenzhou-2022/art-5-fees"],
  facts: {
    firm: { private: true, kind: "micro-small" },
    securitisation: [{ kind: "technology-rights", interest: { "2023": "1,333,333.34" } }],
  },
};

const told = ({ measure, status, amount, periods }: Outcome): string => {
  const years = periods.map((line) => ("year" in line ? line.year : "-"));
  return [measure, status, amount ?? "-", ...years].join(" ");
};

const thrown = (work: () => unknown): string => {
  try {
    work();
    return "nothing";
  } catch (error) {
    const wrong = error as Thrown;
    switch (wrong.error) {
      case "facts":
        return wrong.fields.map(({ field, problem }) => `${field} ${problem.code}`).join(", ");
      case "day":
        return `${wrong.given} ${wrong.problem.kind}`;
      default:
        return wrong.error;
    }
  }
};

const run = async (own: string): Promise<string[]> => {
  const given = await data();
  const engine = await load(given);
  const response = engine.assess(request);
  const columns = ["securitisation.kind", "securitisation.fees"];
  const { facts: _, ...question } = request;
  const rows = [
    ["technology-rights", "0.01"],
    ["technology-rights", "x"],
  ];
  const amounts = engine.amounts(question, columns, rows).rows;
  const outcomes = engine.assessMany(question, columns, rows).rows;
  const { loan } = engine.schedule({
    schema: 1,
    day: "2026-06-30",
    facts: { loan: { principal: "100万元", rate: "4.35%", term: "12个月", paid_out_on: "2026-01-15", repayment: "flat" } },
  });
  const first = loan?.[0];
  return [
    response.digest ?? "no digest",
    ...response.outcomes.map(told),
    ...amounts.map((row) => ("fields" in row ? row.fields[0]!.field : row.map((brief) => brief.amount ?? "-").join(" "))),
    ...outcomes.map((row) => ("fields" in row ? row.fields[0]!.given : row.map(told).join(", "))),
    first !== undefined && "ok" in first ? `${first.ok.rows.length}` : "no schedule",
    thrown(() => engine.assess({ ...request, facts: { loan: [{ rate: "3.5" }] } })),
    thrown(() => engine.assess({ ...request, day: "yesterday" })),
    thrown(() => engine.assess({ ...request, role: "nobody" })),
    `${engine.documents().length} documents, ${engine.facts().group.length} groups`,
    `${engine.check(own, "en").errors.length} errors`,
    engine.check(own.replace("words = \"单笔500万元及以下\"", "words = \"单笔300万元及以下\""), "en").errors[0]?.message ?? "sound",
    `${ownDocument(given.facts, given.lpr, own, "en").length > 100}`,
    `${qr("https://example.gov.cn/")?.split("\n").length}`,
  ];
};

declare const OWN: string;

Object.assign(globalThis, { found: run(OWN).then((lines) => lines.join("\n")) });
