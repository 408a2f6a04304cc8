import { createHash } from 'node:crypto';
import { z } from 'zod';
import { SmartAgentEmailDraft, SmartAgentEmailLog, SmartAgentUserFile } from '../../../entities/index.ts';
import { safeFileName } from '../../http/index.ts';
import type { Clock } from '../../kernel/clock.ts';
import { insert, type Write } from '../../kernel/database.ts';
import type { IdSource } from '../../kernel/ids.ts';
import { keyedHash } from '../../kernel/secret-box.ts';
import type { Subject } from '../subjects/index.ts';
import type { DocumentRenderer, DocumentSpec } from '../tools/index.ts';
import { addresseeHash } from './addressee-hash.ts';
import { addressesIn } from './addresses.ts';
import type { DraftStore } from './draft-store.ts';

/** What a sealed draft holds. */
export const draftMessageSchema = z.strictObject({ to: z.string(), subject: z.string(), body: z.string() });
/** To, subject and body of a draft. */
export type DraftMessage = z.infer<typeof draftMessageSchema>;

/** A draft as a tool hands it over. */
export interface NewDraft extends DraftMessage {
  readonly attachments: readonly DocumentSpec[];
}

/** Whose outbox, and for which run of which agent. */
export interface OutboxBinding {
  readonly tenantId: string;
  readonly subject: Subject;
  readonly companyId: string;
  readonly executionId: string;
  readonly agentId: string;
}

/** The outbox of one user, as the gateway's ports need it. */
export interface UserOutbox {
  /** Puts a draft into the outbox; a second call with the same key answers the first draft. Throws `unprocessable` where the address is none. */
  createDraft(draft: NewDraft, key: string): Promise<{ emailDraftId: string }>;
  /** The draft that the effect with this key made, or null. */
  findDraft(key: string): Promise<{ emailDraftId: string } | null>;
}

/** What outboxes work with. */
export interface OutboxParts {
  readonly store: DraftStore;
  readonly renderer: DocumentRenderer;
  readonly clock: Clock;
  readonly ids: IdSource;
  /** Key under which a tenant's subject lines are hashed, so that equal ones are found without keeping them. */
  hashKey(tenantId: string): string;
}

const fileWrite = (spec: DocumentSpec, bytes: Uint8Array, at: { binding: OutboxBinding; id: string; draftId: string; now: string }): Write =>
  insert(SmartAgentUserFile, {
    id: at.id,
    tenantId: at.binding.tenantId,
    subjectId: at.binding.subject.id,
    emailDraftId: at.draftId,
    fileName: safeFileName(spec.fileName),
    contentType: spec.contentType,
    bytes: bytes.byteLength,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    sealedContent: at.binding.subject.box.seal(Buffer.from(bytes).toString('base64')),
    createdAt: at.now,
  });

const draftWrites = async (
  parts: OutboxParts,
  binding: OutboxBinding,
  { draft, effectKey, id }: { draft: NewDraft; effectKey: string; id: string },
): Promise<readonly Write[]> => {
  const { tenantId, subject, companyId, executionId, agentId } = binding;
  const { to, subject: subjectLine, body, attachments } = draft;
  const now = parts.clock.now().toISOString();
  const key = parts.hashKey(tenantId);
  const subjectHash = keyedHash(Buffer.from(key, 'utf8'), subjectLine);
  const files: Write[] = [];
  for (const spec of attachments) files.push(fileWrite(spec, await parts.renderer.render(spec), { binding, id: parts.ids.next(), draftId: id, now }));
  return [
    insert(SmartAgentEmailDraft, {
      ...{ id, tenantId, subjectId: subject.id, companyId, executionId, agentId },
      effectKey,
      status: 'draft',
      sealedMessage: subject.box.seal(JSON.stringify({ to, subject: subjectLine, body } satisfies DraftMessage)),
      ...{ subjectHash, createdAt: now, updatedAt: now },
    }),
    insert(SmartAgentEmailLog, {
      ...{ id, tenantId, subjectId: subject.id, companyId, executionId, agentId, draftedAt: now, status: 'draft', statusAt: now },
      ...{ sealedAddressee: subject.box.seal(to), addresseeHash: addresseeHash(key, to), subjectHash, attachments: attachments.length },
    }),
    ...files,
  ];
};

/** Makes users' outboxes. A draft and its documents are sealed with the user's own key and written together, once for each key. */
export const createOutbox =
  (parts: OutboxParts) =>
  (binding: OutboxBinding): UserOutbox => {
    const findDraft: UserOutbox['findDraft'] = async (key) => {
      const row = await parts.store.findByEffect(binding.tenantId, key);
      return row ? { emailDraftId: row.id } : null;
    };
    return {
      findDraft,
      createDraft: async (draft, key) => {
        const existing = await findDraft(key);
        if (existing) return existing;
        addressesIn(draft.to);
        const id = parts.ids.next();
        const writes = await draftWrites(parts, binding, { draft, effectKey: key, id });
        try {
          await parts.store.add(writes);
          return { emailDraftId: id };
        } catch (error) {
          // The key is unique: where another call with it was quicker, its draft is the one.
          const quicker = await findDraft(key);
          if (quicker) return quicker;
          throw error;
        }
      },
    };
  };
