import { AppError, notFound } from '../../kernel/errors.ts';
import type { ProposalPayload, ProposalRow } from '../approvals/index.ts';
import type { Subjects } from '../subjects/index.ts';
import type { DocumentRenderer, ToolRegistry } from '../tools/index.ts';

/** The documents a waiting proposal carries, rendered from what would be committed. */
export class ProposalDocuments {
  constructor(private readonly parts: { readonly subjects: Subjects; readonly tools: ToolRegistry; readonly renderer: DocumentRenderer }) {}

  /** The document at an index. Throws `gone` once the proposal is settled and its content erased. */
  async render(row: ProposalRow, index: number): Promise<{ fileName: string; contentType: string; bytes: Uint8Array }> {
    const tool = this.parts.tools.get(row.tool);
    const box = await this.parts.subjects.box(row.requesterSubjectId);
    if (row.sealedPayload === null || !box) {
      throw new AppError('gone', 'This proposal is settled; its documents are not kept with it.', { remedy: 'Look in the outbox for what it made.' });
    }
    const { draft } = JSON.parse(box.open(row.sealedPayload)) as ProposalPayload;
    const spec = tool?.kind === 'write' ? tool.documents?.(draft)[index] : undefined;
    if (!spec) throw notFound('document');
    return { fileName: spec.fileName, contentType: spec.contentType, bytes: await this.parts.renderer.render(spec) };
  }
}
