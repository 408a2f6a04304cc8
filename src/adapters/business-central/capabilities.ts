/** What an ERP's API says of itself in `$metadata`. Absent means: it cannot. */
export interface ErpCapabilities {
  /** Its lists say when they were narrowed silently; without it every answer may be partial (invariant 11). */
  readonly flagsPartialAnswers: boolean;
  /** It names, on each record, the fields in which words of outsiders stand; without it every free text may be one (invariant 12). */
  readonly flagsOutsiderText: boolean;
  /** It keeps the result of a write by Idempotency-Key. */
  readonly keepsIdempotencyKeys: boolean;
}

/** The capabilities of an API that says nothing, Microsoft's own among them. */
export const noCapabilities: ErpCapabilities = { flagsPartialAnswers: false, flagsOutsiderText: false, keepsIdempotencyKeys: false };

const isAnnotated = (metadata: string, term: string): boolean =>
  [...metadata.matchAll(/<Annotation\b[^>]*>/g)].some(([tag]) => new RegExp(`\\bTerm="[\\w.]*\\b${term}"`).test(tag) && /\bBool="true"/.test(tag));

/** Reads the capabilities out of an EDMX document: annotations `….FlagsPartialAnswers`, `….FlagsOutsiderText` and `….SupportsIdempotencyKey` with `Bool="true"`. */
export const capabilitiesIn = (metadata: string): ErpCapabilities => ({
  flagsPartialAnswers: isAnnotated(metadata, 'FlagsPartialAnswers'),
  flagsOutsiderText: isAnnotated(metadata, 'FlagsOutsiderText'),
  keepsIdempotencyKeys: isAnnotated(metadata, 'SupportsIdempotencyKey'),
});

/** Whether this answer was narrowed silently, as far as the ERP can tell: annotation `@….mayBePartial`, else assumed. */
export const isPartial = (body: Readonly<Record<string, unknown>>, capabilities: ErpCapabilities): boolean =>
  !capabilities.flagsPartialAnswers || body['@smartAgents.mayBePartial'] === true;
