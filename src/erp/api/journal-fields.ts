import { genJournalBatch, genJournalLine, genJournalTemplate, glAccount } from '../tables/index.ts';
import type { RowOf } from '../tables/index.ts';
import { deleteJournal } from '../business/index.ts';
import type { ErpContext } from '../business/index.ts';
import { columnsOf, onlyWhen, readOnly, related } from './field.ts';
import type { Fields } from './field.ts';
import { codeOf, idOf, plain } from './field-target.ts';
import type { EntitySet } from './entity-set.ts';
import { insertInto, recordWrites } from './record-writes.ts';
import type { SqlScope } from './sql-scope.ts';
import type { EntityWrites } from './write-context.ts';

/** The kinds of journal template that have an address of their own. */
export type TemplateType = RowOf<typeof genJournalTemplate>['type'];

const batch = columnsOf(genJournalBatch);
const line = columnsOf(genJournalLine);

/** The balancing account that a journal's new lines get. */
export const balancingFields: Fields = {
  balancingAccountId: onlyWhen(`r."balAccountType" = 'G/L Account'`, related(glAccount, 'systemId', { no: 'balAccountNo' })),
  balancingAccountNumber: readOnly(batch('balAccountNo')),
};

/** Which journal a line is in, and its place there. */
export const linePlace: Fields = {
  journalId: related(genJournalBatch, 'systemId', { journalTemplateName: 'journalTemplateName', name: 'journalBatchName' }),
  journalDisplayName: readOnly(line('journalBatchName')),
  lineNumber: line('lineNo'),
};

/** Business Central's text for a line without a journal. */
export const journalNeed = { field: 'journalId', message: 'You must specify a journal batch ID or a journal ID to get a journal line.' };

/** Batches of templates of that type, over `r`. */
export const ofTemplateType =
  (type: TemplateType) =>
  ({ company }: SqlScope): string =>
    `r."journalTemplateName" IN (SELECT t."name" FROM "${genJournalTemplate.sqlName}" t WHERE t."company" = ${company} AND t."type" = '${type}')`;

const templateOf = (erp: ErpContext, type: TemplateType): string => erp.records.of(genJournalTemplate).first({ type })?.name ?? '';

/** How journals are written: a new one belongs to the first template of its type unless another is named; a deleted one takes its lines along. */
export const journalWrites = (type: TemplateType, lines: EntitySet): EntityWrites => {
  const writes = recordWrites({
    table: genJournalBatch,
    fields: { displayName: plain('description'), balancingAccountId: idOf(glAccount, 'balAccountNo') },
    onInsert: {
      code: plain('name'),
      ...(type === 'General' ? { templateDisplayName: codeOf(genJournalTemplate, 'journalTemplateName', genJournalBatch) } : {}),
    },
    required: ['name'],
    complete: (erp, given) => ({ ...given, journalTemplateName: given.journalTemplateName || templateOf(erp, type) }),
    parts: { [lines.name]: insertInto(lines, 'journalId') },
  });
  return {
    ...writes,
    remove: (erp, systemId) => {
      const journal = erp.records.of(genJournalBatch).bySystemId(systemId);
      if (journal !== undefined) deleteJournal(erp, journal);
    },
  };
};
