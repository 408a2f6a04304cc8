import { z } from 'zod';

/** The first word of every evidence file of this form. */
export const evidenceFormat = 'smart-agents/evidence/1';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const recordTypes = z.enum(['attempt', 'outcome', 'decision']);

/** A record of the log exactly as it was hashed: `hash` is the SHA-256 of the canonical JSON (RFC 8785) of `content`. */
const evidenceRecordSchema = z.strictObject({
  recordType: recordTypes,
  position: z.int().positive(),
  hash,
  content: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});

/** A link of the tenant's chain; it ties a record to everything before it. */
const evidenceLinkSchema = z.strictObject({
  tenantId: z.string(),
  position: z.int().positive(),
  recordType: recordTypes,
  recordId: z.string(),
  recordHash: hash,
  previousHash: hash,
  hash,
});

/** Links without a gap, and the signed head they end in. */
const evidenceChainSchema = z.strictObject({
  links: z.array(evidenceLinkSchema).min(1),
  head: z.strictObject({
    tenantId: z.string(),
    position: z.int().positive(),
    hash,
    signedAt: z.iso.datetime(),
    keyId: hash,
    signature: z.string(),
  }),
});

/**
 * An evidence file: what is told of an execution, the records of the log it rests on, and where they stand in the
 * signed chain. `GET /api/v1/executions/{reference}/evidence`; verified by `npm run audit:verify -- --file FILE`.
 * The file is the canonical JSON of this, so that no character of it can be changed unseen.
 */
export const evidenceSchema = z.strictObject({
  format: z.literal(evidenceFormat),
  /** Name and version of the program that made the file. */
  program: z.string(),
  exportedAt: z.iso.datetime(),
  /** The story as overseers are told it: without what proposals say. Later versions may tell more, so it is left open here. */
  execution: z.looseObject({
    reference: z.string(),
    tenant: z.looseObject({ id: z.string() }),
    toolCalls: z.array(z.looseObject({ id: z.string(), decision: z.string(), outcome: z.string() })),
  }),
  records: z.array(evidenceRecordSchema),
  chain: z.array(evidenceChainSchema),
  /** SHA-256 of the public key, hexadecimal: the one that signs the log's heads. */
  keyId: hash,
  /** The public key in SPKI form, base64url. */
  publicKey: z.string(),
  /** Ed25519 over the canonical JSON of everything else, base64url. */
  signature: z.string(),
});
export type Evidence = z.infer<typeof evidenceSchema>;
/** An evidence file before it is signed. */
export type UnsignedEvidence = Omit<Evidence, 'signature'>;
