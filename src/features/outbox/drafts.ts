import type { EmailDraftView } from '../../contracts/outbox.ts';
import type { Clock } from '../../kernel/clock.ts';
import { AppError, notFound } from '../../kernel/errors.ts';
import type { SecretBox } from '../../kernel/secret-box.ts';
import type { FileContent } from '../../http/index.ts';
import { addressesIn, isAddress } from './addresses.ts';
import { draftMessageSchema, type DraftMessage } from './create-outbox.ts';
import type { DraftRow, DraftStore, FileFacts, FileRow } from './draft-store.ts';
import { messageFile } from './message-file.ts';

/** The person who looks into her outbox. A request context is one. */
export interface OutboxReader {
  readonly tenantId: string;
  readonly subject: { readonly id: string; readonly box: SecretBox };
  readonly user: { readonly displayName: string; readonly email: string };
}

const messageOf = (box: SecretBox, row: DraftRow): DraftMessage => draftMessageSchema.parse(JSON.parse(box.open(row.sealedMessage)));

const bytesOf = (box: SecretBox, file: FileRow): Uint8Array => Buffer.from(box.open(file.sealedContent), 'base64');

const statusOf = ({ status }: DraftRow): EmailDraftView['status'] => (status === 'opened' || status === 'discarded' ? status : 'draft');

/** A user's own drafts and files. Nothing is ever sent from here: she opens a draft in her mail program and sends it herself. */
export class Drafts {
  constructor(private readonly parts: { readonly store: DraftStore; readonly clock: Clock }) {}

  /** The drafts, newest first. */
  async list(reader: OutboxReader): Promise<readonly EmailDraftView[]> {
    return this.#views(reader, await this.parts.store.list(reader));
  }

  /** A draft as a message file; from then on it counts as opened. Throws `not_found`; `conflict` for a discarded one. */
  async message(reader: OutboxReader, id: string): Promise<FileContent> {
    const row = await this.#find(reader, id);
    if (row.status === 'discarded') throw new AppError('conflict', 'This draft was discarded.', { remedy: 'Restore it first.' });
    const { box } = reader.subject;
    const { to, subject, body } = messageOf(box, row);
    const files = await this.parts.store.files(reader, id);
    const attachments = files.map((file) => ({ fileName: file.fileName, contentType: file.contentType, bytes: bytesOf(box, file) }));
    const { displayName, email } = reader.user;
    const from = isAddress(email) ? { name: displayName, address: email } : null;
    const bytes = messageFile({ id, date: new Date(row.createdAt), from, to: addressesIn(to), subject, body, attachments });
    if (row.status === 'draft') await this.parts.store.setStatus(row, 'opened', this.#now());
    return { fileName: `${subject.slice(0, 80)}.eml`, contentType: 'message/rfc822', disposition: 'attachment', bytes };
  }

  /** Throws a draft away; repeating it is harmless. */
  discard(reader: OutboxReader, id: string): Promise<EmailDraftView> {
    return this.#move(reader, id, { from: ['draft', 'opened'], to: 'discarded' });
  }

  /** Takes a discarded draft back; repeating it is harmless. */
  restore(reader: OutboxReader, id: string): Promise<EmailDraftView> {
    return this.#move(reader, id, { from: ['discarded'], to: 'draft' });
  }

  /** A file's content. PDFs are shown in the browser, anything else is saved. Throws `not_found`. */
  async file(reader: OutboxReader, id: string): Promise<FileContent> {
    const file = await this.parts.store.file(reader, id);
    if (!file) throw notFound('file');
    const disposition = file.contentType === 'application/pdf' ? 'inline' : 'attachment';
    return { fileName: file.fileName, contentType: file.contentType, disposition, bytes: bytesOf(reader.subject.box, file) };
  }

  async #move(reader: OutboxReader, id: string, step: { from: readonly string[]; to: EmailDraftView['status'] }): Promise<EmailDraftView> {
    const row = await this.#find(reader, id);
    if (step.from.includes(row.status)) await this.parts.store.setStatus(row, step.to, this.#now());
    const [view] = await this.#views(reader, [await this.#find(reader, id)]);
    if (!view) throw notFound('draft');
    return view;
  }

  async #find(reader: OutboxReader, id: string): Promise<DraftRow> {
    const row = await this.parts.store.find(reader, id);
    if (!row) throw notFound('draft');
    return row;
  }

  async #views(reader: OutboxReader, rows: readonly DraftRow[]): Promise<readonly EmailDraftView[]> {
    const { tenantId, subject } = reader;
    const files: readonly FileFacts[] = await this.parts.store.attachments(
      reader,
      rows.map(({ id }) => id),
    );
    const agents = await this.parts.store.agentNames(
      tenantId,
      rows.map(({ agentId }) => agentId),
    );
    const references = await this.parts.store.references(
      tenantId,
      rows.map(({ executionId }) => executionId),
    );
    return rows.map((row) => ({
      id: row.id,
      status: statusOf(row),
      ...messageOf(subject.box, row),
      attachments: files
        .filter(({ emailDraftId }) => emailDraftId === row.id)
        .map(({ id, fileName, contentType, bytes }) => ({ fileId: id, fileName, contentType, bytes })),
      agentName: agents.get(row.agentId) ?? '',
      executionReference: references.get(row.executionId) ?? '',
      createdAt: row.createdAt,
    }));
  }

  #now(): string {
    return this.parts.clock.now().toISOString();
  }
}
