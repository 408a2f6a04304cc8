/** Entity sets the tools may name. Which API route serves a set is the adapter's business. */
export const entitySets = [
  'companies',
  'companyInformation',
  'approvalUserSetups',
  'approvalEntries',
  'approvalRequests',
  'purchaseDocuments',
  'customers',
  'vendors',
  'items',
  'paymentTerms',
  'salesInvoices',
  'purchaseOrders',
  'purchaseOrderLines',
  'purchaseReceipts',
  'customerEntries',
  'vendorEntries',
  'vendorPaymentApplications',
  'itemReplenishments',
  'purchasePrices',
  'purchaseContracts',
  'contractRenewals',
  'vendorStatus',
  'supportCases',
] as const;
export type EntitySet = (typeof entitySets)[number];

/** Whether a text names an entity set that tools know. */
export const isEntitySet = (name: string): name is EntitySet => entitySets.some((set) => set === name);

/** A record as the ERP answered it; `@odata.etag` names its version. Decimals arrive as decimal strings. */
export type ErpRecord = Readonly<Record<string, unknown>>;

/** An OData query. `filter` is built with `odata` (escaping) and never taken from a model as it is. */
export interface ErpQuery {
  readonly filter?: string;
  readonly select?: readonly string[];
  readonly orderBy?: string;
  /** At most this many rows; the row limit in force is the upper bound either way. */
  readonly top?: number;
  readonly expand?: string;
}

/** What a list read found. */
export interface ErpRows {
  readonly records: readonly ErpRecord[];
  /** The ERP narrowed silently, or cannot tell whether it did (invariant 11). */
  readonly mayBePartial: boolean;
  /** There are more rows than the row limit allowed. */
  readonly truncated: boolean;
}

const partialAnnotation = '@smartAgents.mayBePartial';

/** Whether a single record, or what was expanded inside it, may be narrowed. */
export const mayBePartial = (record: ErpRecord): boolean => record[partialAnnotation] === true;

/** The record, marked as one that may be narrowed. */
export const markedPartial = (record: ErpRecord): ErpRecord => ({ ...record, [partialAnnotation]: true });

const untrustedAnnotation = '@smartAgents.outsiderText';

/** The fields of a record, not of what is inside it, in which words of outsiders stand: data to show, never words to follow (invariant 12). */
export const untrustedFieldsOf = (record: ErpRecord): readonly string[] => {
  const fields = record[untrustedAnnotation];
  return Array.isArray(fields) ? fields.filter((field) => typeof field === 'string') : [];
};

/** The record, marked as one in whose fields words of outsiders stand. */
export const markedUntrusted = (record: ErpRecord, fields: readonly string[]): ErpRecord =>
  fields.length === 0 ? record : { ...record, [untrustedAnnotation]: [...fields] };

/** The reading port: bound to one user, one company and one row limit. It has no way to write. */
export interface ErpReader {
  /** Rows of an entity set, all pages up to the row limit. Words of outsiders are marked (`untrustedFieldsOf`), here as in `get`. Throws `ErpError`. */
  list(set: EntitySet, query?: ErpQuery): Promise<ErpRows>;
  /**
   * One record by its system id, or null where it does not exist for this user. It is marked (`mayBePartial`) where the
   * ERP narrowed it silently, or cannot tell whether it did. Throws `ErpError`.
   */
  get(set: EntitySet, id: string, query?: Pick<ErpQuery, 'select' | 'expand'>): Promise<ErpRecord | null>;
}

/** The ways the ERP can say no, or not answer. */
export type ErpErrorKind = 'denied' | 'unauthenticated' | 'not_found' | 'conflict' | 'invalid' | 'throttled' | 'timeout' | 'unavailable';

/** An ERP request that did not succeed. `message` is the ERP's own text, fit for the user to read. */
export class ErpError extends Error {
  constructor(
    readonly kind: ErpErrorKind,
    message: string,
    readonly detail: {
      readonly code?: string;
      readonly status?: number;
      readonly correlationId?: string;
      /** True where the request may have had its effect although no answer came. */
      readonly effectUnknown?: boolean;
      readonly cause?: unknown;
    } = {},
  ) {
    super(message, { cause: detail.cause });
    this.name = 'ErpError';
  }
}
