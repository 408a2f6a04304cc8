import { In } from 'typeorm';
import { SmartAgent, SmartAgentEmailDraft, SmartAgentEmailLog, SmartAgentExecution, SmartAgentUserFile } from '../../../entities/index.ts';
import { update, type Database, type Row, type Write } from '../../kernel/database.ts';

/** A draft as it is stored. */
export type DraftRow = Row<SmartAgentEmailDraft>;
/** A file as it is stored. */
export type FileRow = Row<SmartAgentUserFile>;
/** What a list needs of a file; its content stays where it is. */
export type FileFacts = Pick<FileRow, 'id' | 'emailDraftId' | 'fileName' | 'contentType' | 'bytes'>;

/** Whose outbox. */
export interface OutboxOwner {
  readonly tenantId: string;
  readonly subject: { readonly id: string };
}

/** The newest drafts a list shows. */
const mostDrafts = 500;

/** Drafts and files in the database; every reading names the tenant and the owner. */
export class DraftStore {
  constructor(private readonly database: Database) {}

  /** The draft an effect made, or null. */
  findByEffect(tenantId: string, effectKey: string): Promise<DraftRow | null> {
    return this.database.reader.findOneBy(SmartAgentEmailDraft, { tenantId, effectKey });
  }

  /** A draft of its owner, or null. */
  find({ tenantId, subject }: OutboxOwner, id: string): Promise<DraftRow | null> {
    return this.database.reader.findOneBy(SmartAgentEmailDraft, { id, tenantId, subjectId: subject.id });
  }

  /** The owner's drafts, newest first. */
  list({ tenantId, subject }: OutboxOwner): Promise<DraftRow[]> {
    return this.database.reader.find(SmartAgentEmailDraft, {
      where: { tenantId, subjectId: subject.id },
      order: { createdAt: 'DESC', id: 'DESC' },
      take: mostDrafts,
    });
  }

  /** What the drafts carry. */
  attachments({ tenantId, subject }: OutboxOwner, draftIds: readonly string[]): Promise<FileFacts[]> {
    return this.database.reader.find(SmartAgentUserFile, {
      select: { id: true, emailDraftId: true, fileName: true, contentType: true, bytes: true },
      where: { tenantId, subjectId: subject.id, emailDraftId: In([...draftIds]) },
      order: { fileName: 'ASC', id: 'ASC' },
    });
  }

  /** The files of one draft, with their content. */
  files({ tenantId, subject }: OutboxOwner, emailDraftId: string): Promise<FileRow[]> {
    return this.database.reader.find(SmartAgentUserFile, {
      where: { tenantId, subjectId: subject.id, emailDraftId },
      order: { fileName: 'ASC', id: 'ASC' },
    });
  }

  /** A file of its owner, or null. */
  file({ tenantId, subject }: OutboxOwner, id: string): Promise<FileRow | null> {
    return this.database.reader.findOneBy(SmartAgentUserFile, { id, tenantId, subjectId: subject.id });
  }

  /** Names of agents, by id. */
  async agentNames(tenantId: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await this.database.reader.find(SmartAgent, { select: { id: true, name: true }, where: { tenantId, id: In([...new Set(ids)]) } });
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  /** References of executions, by id. */
  async references(tenantId: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await this.database.reader.find(SmartAgentExecution, {
      select: { id: true, reference: true },
      where: { tenantId, id: In([...new Set(ids)]) },
    });
    return new Map(rows.map(({ id, reference }) => [id, reference]));
  }

  /** Commits a draft with its files, all or none. */
  add(writes: readonly Write[]): Promise<void> {
    return this.database.commit(writes);
  }

  /** Moves a draft from one status to another, and tells the email log; nothing happens where it is not in that status any more. */
  async setStatus(row: DraftRow, status: DraftRow['status'], now: string): Promise<void> {
    await this.database.commit([
      update(SmartAgentEmailDraft, { id: row.id, status: row.status }, { status, updatedAt: now }),
      update(SmartAgentEmailLog, { id: row.id, status: row.status }, { status, statusAt: now }),
    ]);
  }
}
