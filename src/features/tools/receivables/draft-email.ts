import { z } from 'zod';
import type { ProposalPreview } from '../../../contracts/approvals.ts';
import { isoDate } from '../../../kernel/clock.ts';
import { calendarDate, recordNumber, yesOrNo } from '../argument-schemas.ts';
import { formatAmount } from '../format-amount.ts';
import type { DocumentSpec } from '../ports/documents.ts';
import type { Committed, NotPrepared } from '../tool.ts';
import { defineWriteTool } from '../tool.ts';
import { loadStatement, type LoadedStatement } from './load-statement.ts';
import { defaultMessage, defaultSubject, statementDocument } from './statement-email.ts';

const args = z.strictObject({
  customerNumber: recordNumber('Number of the customer to write to. The address is always the one on the customer’s card.'),
  subject: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .regex(/^[^\r\n]*$/, 'A subject is one line.')
    .describe('Subject line; a suitable one is written if left out.')
    .meta({ redact: 'mask' })
    .optional(),
  message: z
    .string()
    .trim()
    .min(1)
    .max(5000)
    .describe('Text of the email, plain text; a polite one with balance and overdue amount is written if left out.')
    .meta({ redact: 'mask' })
    .optional(),
  attachStatement: yesOrNo('Attach the customer’s statement as a PDF; default true.').default(true),
  asOfDate: calendarDate('Day the statement is made up to; today if left out.').optional(),
});

/** The email as it will stand in the outbox. */
type EmailDraft = {
  readonly customerNumber: string;
  readonly to: string;
  readonly subject: string;
  readonly body: string;
  /** `Pick` makes a plain object type of the interface, which counts as JSON. */
  readonly attachments: readonly Pick<DocumentSpec, keyof DocumentSpec>[];
};

type Arguments = z.infer<typeof args>;

const notPrepared = (message: string, remedy: string): NotPrepared => ({ kind: 'not_prepared', message, remedy });

const composeDraft = (wanted: Arguments, { email, statement }: LoadedStatement, label: string): EmailDraft => ({
  customerNumber: statement.customerNumber,
  to: email,
  subject: wanted.subject ?? defaultSubject(statement),
  body: `${wanted.message ?? defaultMessage(statement)}\n\n-- \n${label}`,
  attachments: wanted.attachStatement ? [statementDocument(statement, label)] : [],
});

const previewOf = (draft: EmailDraft, { statement }: LoadedStatement): ProposalPreview => {
  const { customerName, customerNumber, currencyCode, totals } = statement;
  const field = (label: string, after: string) => ({ label, before: null, after });
  const figures = [field('Open balance', formatAmount(totals.balance, currencyCode)), field('Overdue', formatAmount(totals.overdue, currencyCode))];
  return {
    title: `Email to ${customerName} (${customerNumber})`,
    summary: `Puts a draft email to ${draft.to} into your outbox. It is not sent until you send it yourself.`,
    fields: [
      field('To', draft.to),
      field('Subject', draft.subject),
      ...(draft.attachments.length > 0 ? [field('Attachment', draft.attachments.map((one) => one.fileName).join(', ')), ...figures] : []),
    ],
    table: null,
    text: draft.body,
    attachments: draft.attachments.map(({ fileName, contentType }) => ({ fileName, contentType })),
  };
};

const committed = (draft: EmailDraft, emailDraftId: string): Committed => ({
  data: { emailDraftId, to: draft.to, subject: draft.subject, attachments: draft.attachments.map((one) => one.fileName) },
  line: `Draft email to customer ${draft.customerNumber} put into your outbox`,
});

/** Puts an email with a customer's statement into the user's own outbox; nothing is sent. */
export const draftEmail = defineWriteTool<Arguments, EmailDraft>({
  kind: 'write',
  operation: 'create',
  commitment: 'draft',
  name: 'draft_email',
  title: 'Draft an email',
  description:
    'Prepares an email to one customer, with the statement of account attached as a PDF, as a draft in the user’s own outbox. It is never sent by you; the user sends it. One call per customer.',
  args,
  subject: ({ customerNumber }) => `email to customer ${customerNumber}`,
  prepare: async (wanted, erp, context) => {
    const { customerNumber } = wanted;
    if (!wanted.attachStatement && wanted.message === undefined) {
      return notPrepared('An email without a statement needs a message.', 'Give the text in `message`, or attach the statement.');
    }
    const loaded = await loadStatement(erp, customerNumber, wanted.asOfDate ?? isoDate(context.now));
    if (!loaded) {
      return notPrepared(`There is no customer ${customerNumber}, or none that you may see.`, 'Look the number up with read_customer.');
    }
    if (!loaded.email.includes('@')) {
      return notPrepared(
        `Customer ${customerNumber} has no email address.`,
        'Enter an email address on the customer card in the ERP, then ask again.',
      );
    }
    const draft = composeDraft(wanted, loaded, context.agentLabel);
    return { kind: 'prepared', draft, preview: previewOf(draft, loaded), amount: null };
  },
  commit: async (draft, { outbox }, { effectKey }) => {
    const { emailDraftId } = await outbox.createDraft(draft, effectKey);
    return committed(draft, emailDraftId);
  },
  reconcile: async (draft, { outbox }, { effectKey }) => {
    const found = await outbox.findDraft(effectKey);
    return found ? { kind: 'done', committed: committed(draft, found.emailDraftId) } : { kind: 'not_done' };
  },
  documents: (draft) => draft.attachments,
});
