import { Engine } from "./huisuan.js";
import type { FactCatalogue, LoanPrimeRate, Pack } from "./given.js";

export { Engine, enteredDocument, enteredPack, ownDocument, qr } from "./huisuan.js";
export type * from "./found.js";
export type { FactCatalogue, LoanPrimeRate, Pack, RawRows, RawValue, Request } from "./given.js";

/** What an engine is made of: the facts that can be given, the loan prime rate, and the policies. */
export interface Data {
  facts: FactCatalogue;
  lpr: LoanPrimeRate;
  packs: Pack[];
}

/** Loads the data of the package: all policies as they were published with it. */
export function data(): Promise<Data>;

/** Loads the module and makes an engine of the data of the package, or of other data. */
export function load(from?: Data): Promise<Engine>;
