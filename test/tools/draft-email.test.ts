import { expect } from 'chai';
import type { NewEmailDraft } from '../../src/features/tools/ports/effects.ts';
import { createPdfRenderer } from '../../src/adapters/pdf/index.ts';
import { statementDataSchema, type WriteTool } from '../../src/features/tools/index.ts';
import { canonicalJson, type Json } from '../../src/kernel/canonical-json.ts';
import { refusingWriter } from '../support/refusing-writer.ts';
import { preparedWith, prepareWith, someContext, toolNamed } from './call-tool.ts';
import { memoryErp } from './memory-erp.ts';
import { sampleCompany } from './sample-company.ts';

const company = sampleCompany();
const erp = memoryErp(company);

type EmailTool = WriteTool<unknown, Json> & Required<Pick<WriteTool<unknown, Json>, 'reconcile' | 'documents'>>;
const emailTool = (): EmailTool => toolNamed('draft_email') as EmailTool;

/** An outbox that keeps one draft per key, as the port promises. */
const outboxInMemory = () => {
  const drafts = new Map<string, NewEmailDraft>();
  return {
    drafts,
    createDraft: (draft: NewEmailDraft, key: string) => {
      if (!drafts.has(key)) drafts.set(key, draft);
      return Promise.resolve({ emailDraftId: `mail of ${key}` });
    },
    findDraft: (key: string) => Promise.resolve(drafts.has(key) ? { emailDraftId: `mail of ${key}` } : null),
  };
};

describe('draft_email', () => {
  it('previews exactly what will stand in the outbox, labelled as an agent’s work', async () => {
    const { draft, preview, amount } = await preparedWith('draft_email', { customerNumber: 'C-1' }, erp);
    expect(preview).to.deep.include({ title: 'Email to Öresund Trading (C-1)', table: null });
    expect(preview.fields).to.deep.equal([
      { label: 'To', before: null, after: 'c-1@example.com' },
      { label: 'Subject', before: null, after: 'Statement of account as of 1 November 2026 from Alder & Finch Ltd.' },
      { label: 'Attachment', before: null, after: 'statement-C-1-2026-11-01.pdf' },
      { label: 'Open balance', before: null, after: '1,420.05 GBP' },
      { label: 'Overdue', before: null, after: '350.05 GBP' },
    ]);
    expect(preview.text).to.equal((draft as { body: string }).body);
    expect(preview.text)
      .to.include('1,420.05 GBP')
      .and.to.include('350.05 GBP')
      .and.to.match(/Prepared by the AI agent "Purchase planner" \(EX-2026-000007\)$/);
    expect(amount).to.equal(null);
  });

  it('carries the statement as a document that the renderer accepts', async () => {
    const { draft } = await preparedWith('draft_email', { customerNumber: 'C-1' }, erp);
    const [spec] = emailTool().documents(draft);
    const statement = statementDataSchema.parse(spec!.data);
    expect(statement).to.include({ companyName: 'Alder & Finch Ltd.', customerNumber: 'C-1', preparedBy: someContext.agentLabel });
    expect(statement.addressLines).to.deep.equal(['1 Quay Street', 'LS1 4AB Leeds', 'GB']);
    expect((await createPdfRenderer().render(spec!)).length).to.be.greaterThan(1000);
  });

  for (const [customerNumber, words] of [
    ['C-1', 'Of this, 350.05 GBP is past its due date.'],
    ['C-2', 'The open balance of your account is 20.00 GBP.\n\nAll of it is past its due date.'],
    ['C-4', 'Your account shows 20.00 GBP in your favour.\n\nKind regards'],
  ] as const) {
    it(`asks customer ${customerNumber} for no more than what is overdue`, async () => {
      const { preview } = await preparedWith('draft_email', { customerNumber }, erp);
      expect(preview.text).to.include(words);
    });
  }

  it('prepares the same draft from the same ERP, and another one when a figure moved', async () => {
    const text = async (source = erp) => canonicalJson((await preparedWith('draft_email', { customerNumber: 'C-1' }, source)).draft);
    expect(await text()).to.equal(await text());
    const paid = company.customerEntries!.map((entry) => (entry['entryNumber'] === 2 ? { ...entry, remainingAmount: '299.99' } : entry));
    expect(await text(memoryErp({ ...company, customerEntries: paid }))).not.to.equal(await text());
  });

  it('takes subject and message as given, and still labels them', async () => {
    const { draft } = await preparedWith(
      'draft_email',
      { customerNumber: 'C-1', subject: 'Hello', message: 'Please call.', attachStatement: false },
      erp,
    );
    const body = `Please call.\n\n-- \n${someContext.agentLabel}`;
    expect(draft).to.deep.equal({ customerNumber: 'C-1', to: 'c-1@example.com', subject: 'Hello', body, attachments: [] });
  });

  it('does not prepare what cannot be sent, and says what would help', async () => {
    const refusal = async (args: object) => {
      const result = await prepareWith('draft_email', args, erp);
      if (result.kind !== 'not_prepared') throw new Error('It was prepared.');
      return result;
    };
    expect((await refusal({ customerNumber: 'C-3' })).remedy).to.include('customer card');
    expect((await refusal({ customerNumber: 'C-99' })).message).to.include('C-99');
    expect((await refusal({ customerNumber: 'C-1', attachStatement: false })).message).to.include('message');
  });

  it('refuses a subject of two lines and an address of the model’s own', () => {
    const { args } = emailTool();
    expect(args.safeParse({ customerNumber: 'C-1', subject: 'a\nBcc: x@evil.example' }).success).to.equal(false);
    expect(args.safeParse({ customerNumber: 'C-1', to: 'x@evil.example' }).success).to.equal(false);
  });

  it('puts one draft into the outbox under the effect’s key, and finds it again after a crash', async () => {
    const outbox = outboxInMemory();
    const { draft } = await preparedWith('draft_email', { customerNumber: 'C-1' }, erp);
    const ports = { erp, outbox };
    expect(await emailTool().reconcile(draft, ports, someContext)).to.deep.equal({ kind: 'not_done' });
    const committed = await emailTool().commit(draft, { erp: refusingWriter, outbox }, someContext);
    expect(committed.data).to.deep.equal({
      emailDraftId: 'mail of EX-2026-000007/1',
      to: 'c-1@example.com',
      subject: 'Statement of account as of 1 November 2026 from Alder & Finch Ltd.',
      attachments: ['statement-C-1-2026-11-01.pdf'],
    });
    expect(committed.line).to.equal('Draft email to customer C-1 put into your outbox');
    expect([...outbox.drafts.keys()]).to.deep.equal(['EX-2026-000007/1']);
    expect(await emailTool().reconcile(draft, ports, someContext)).to.deep.equal({ kind: 'done', committed });
  });
});
