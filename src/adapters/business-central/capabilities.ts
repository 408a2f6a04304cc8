/** What an ERP's API says of itself in `$metadata`. Absent means: it cannot. */
export interface ErpCapabilities {
  /** Its lists say when they were narrowed silently; without it every answer may be partial (invariant 11). */
  readonly flagsPartialAnswers: boolean;
  /** It keeps the result of a write by Idempotency-Key. */
  readonly keepsIdempotencyKeys: boolean;
}

/** The capabilities of an API that says nothing, Microsoft's own among them. */
export const noCapabilities: ErpCapabilities = { flagsPartialAnswers: false, keepsIdempotencyKeys: false };

const isAnnotated = (metadata: string, term: string): boolean =>
  [...metadata.matchAll(/<Annotation\b[^>]*>/g)].some(([tag]) => new RegExp(`\\bTerm="[\\w.]*\\b${term}"`).test(tag) && /\bBool="true"/.test(tag));

/** Reads the capabilities out of an EDMX document: annotations `….FlagsPartialAnswers` and `….SupportsIdempotencyKey` with `Bool="true"`. */
export const capabilitiesIn = (metadata: string): ErpCapabilities => ({
  flagsPartialAnswers: isAnnotated(metadata, 'FlagsPartialAnswers'),
  keepsIdempotencyKeys: isAnnotated(metadata, 'SupportsIdempotencyKey'),
});

/** Whether this answer was narrowed silently, as far as the ERP can tell: annotation `@….mayBePartial`, else assumed. */
export const isPartial = (body: Readonly<Record<string, unknown>>, capabilities: ErpCapabilities): boolean =>
  !capabilities.flagsPartialAnswers || body['@smartAgents.mayBePartial'] === true;
