import { AppError } from '../../kernel/errors.ts';
import { addJournalLine, changeJournalLine } from '../business/index.ts';
import type { ErpContext, Journal, JournalLine, JournalLineInput } from '../business/index.ts';
import { genJournalBatch, genJournalLine, genJournalTemplate } from '../tables/index.ts';
import { columnValues, plain } from './field-target.ts';
import type { FieldTargets } from './field-target.ts';
import { journalNeed } from './journal-fields.ts';
import type { TemplateType } from './journal-fields.ts';
import type { Body, EntityWrites } from './write-context.ts';

/** How the lines of one address are written. */
export interface JournalLineKind {
  readonly targets: FieldTargets;
  /** Only journals of this type take such lines; any if undefined. */
  readonly type?: TemplateType;
  /** What every line of the address has: its document and account type. */
  readonly fixed: Pick<JournalLineInput, 'documentType' | 'accountType'>;
  /** What else follows from the values given. */
  readonly follow?: (erp: ErpContext, input: JournalLineInput) => JournalLineInput;
}

/** Fields that are the same on lines of every kind. */
export const commonLineTargets: FieldTargets = {
  lineNumber: plain('lineNo'),
  postingDate: plain('postingDate'),
  documentNumber: plain('documentNo'),
  externalDocumentNumber: plain('externalDocumentNo'),
  amount: plain('amount'),
  description: plain('description'),
  comment: plain('comment'),
};

const journalFrom = (erp: ErpContext, { values }: Body, type: TemplateType | undefined): Journal => {
  const journal = erp.records.of(genJournalBatch).bySystemId(String(values['journalId'] ?? ''));
  const template = journal && erp.records.of(genJournalTemplate).get(journal.journalTemplateName);
  if (journal === undefined || (type !== undefined && template?.type !== type)) throw new AppError('unprocessable', journalNeed.message);
  return journal;
};

const stored = (erp: ErpContext, systemId: string): JournalLine => {
  const line = erp.records.of(genJournalLine).bySystemId(systemId);
  if (line === undefined) throw new AppError('not_found', 'The Journal Line does not exist.');
  return line;
};

/** How journal lines of one kind are written, by the rules of journals. */
export const journalLineWrites = ({ targets, type, fixed, follow = (_erp, input) => input }: JournalLineKind): EntityWrites => {
  const inputFrom = (erp: ErpContext, body: Body): JournalLineInput => follow(erp, columnValues(erp, targets, body));
  return {
    table: genJournalLine,
    accepts: Object.keys(targets),
    acceptsOnInsert: ['journalId'],
    insert: (erp, body) => addJournalLine(erp, journalFrom(erp, body, type), { ...fixed, ...inputFrom(erp, body) }).systemId,
    modify: (erp, systemId, body) => void changeJournalLine(erp, stored(erp, systemId), inputFrom(erp, body)),
    remove: (erp, systemId) => erp.records.of(genJournalLine).delete(stored(erp, systemId)),
  };
};
