import type { EntitySet, ErpReader, ErpRecord } from './erp-reader.ts';
import type { DocumentSpec } from './documents.ts';

/** The writing port of the ERP: bound to one user, one company, one agent. Only the gateway's executor holds one. */
export interface ErpWriter {
  /** Creates a record (deep insert where `body` nests parts). `key` goes out as Idempotency-Key where the ERP knows it. */
  create(set: EntitySet, body: ErpRecord, key: string): Promise<ErpRecord>;
  /** Changes a record that still has this ETag; throws `ErpError` of kind `conflict` where it moved. */
  modify(set: EntitySet, target: { id: string; etag: string }, body: ErpRecord): Promise<ErpRecord>;
  /** Deletes a record that still has this ETag; throws `ErpError` of kind `conflict` where it moved. */
  remove(set: EntitySet, target: { id: string; etag: string }): Promise<void>;
  /**
   * Runs a bound action of a record, such as `post`; `key` as for `create`. It takes no ETag: who decides reads again
   * just before. `number` is what people call the record, for the log. Answers the id of the record that came of it,
   * where the ERP tells one.
   */
  act(set: EntitySet, action: { id: string; name: string; number?: string }, key: string): Promise<{ createdId: string | null }>;
}

/** A draft email to put in the user's outbox. */
export interface NewEmailDraft {
  readonly to: string;
  readonly subject: string;
  readonly body: string;
  readonly attachments: readonly DocumentSpec[];
}

/** The user's outbox. Creating is idempotent by `key`: a second call with the same key answers the first draft. */
export interface Outbox {
  createDraft(draft: NewEmailDraft, key: string): Promise<{ emailDraftId: string }>;
}

/** Every port with an effect. Constructed for the executor alone; a tool's `commit` sees it by type. */
export interface EffectPorts {
  readonly erp: ErpWriter;
  readonly outbox: Outbox;
}

/** What a tool may ask after a crash: did the effect with this key happen? */
export interface ReconcilePorts {
  readonly erp: ErpReader;
  readonly outbox: { findDraft(key: string): Promise<{ emailDraftId: string } | null> };
}
