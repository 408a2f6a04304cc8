import { z } from 'zod';

const countsSchema = z.record(z.string(), z.int());

/** Where an erasure is: it waits for a second admin, or is at one of its own states. */
const erasureStates = ['waiting', 'requested', 'deferred', 'running', 'done'] as const;

/** A person's erasure. `GET /api/v1/erasures`, `/api/v1/erasures/{id}`. */
export const erasureViewSchema = z.strictObject({
  /** Her random id. */
  id: z.string(),
  /** Her name, until it is erased. */
  person: z.string(),
  state: z.enum(erasureStates),
  reason: z.string(),
  requestedAt: z.iso.datetime(),
  requestedBy: z.string(),
  /** The change that waits for a second admin; null where none does. */
  waiting: z.string().nullable(),
  /** The legal holds that defer it. */
  deferredBy: z.array(z.strictObject({ id: z.string(), kind: z.string(), target: z.string().nullable(), reason: z.string() })),
  /** Steps that are done, and how many there are. */
  stepsDone: z.int(),
  steps: z.int(),
  /** Rows deleted or changed, by table. */
  counts: countsSchema,
  /** Rows that name her and are never changed, by table; null until it was looked. */
  remaining: countsSchema.nullable(),
  startedAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
  /** Why the last try did not get through; it is tried again by itself. */
  problem: z.string().nullable(),
});
export type ErasureView = z.infer<typeof erasureViewSchema>;

const aliases = z.array(z.string().trim().min(3).max(120)).max(10);
const reason = z.string().trim().min(1).max(400);

/** Asks for one. `POST /api/v1/erasures`. */
export const requestErasureSchema = z.strictObject({
  /** Her object id at the identity provider. */
  personOid: z.string().min(1).max(80),
  /** What else she is called in texts, besides name, address and object id: a user name, a name she had. */
  alsoKnownAs: aliases.default([]),
  reason,
});
export type RequestErasure = z.infer<typeof requestErasureSchema>;

/** What a second admin agrees to; whose it is, the change says. */
export const agreedErasureSchema = z.strictObject({ alsoKnownAs: aliases, reason });
