import { AppError } from '../../../kernel/errors.ts';
import { postJournal } from '../../business/index.ts';
import { genJournalBatch } from '../../tables/index.ts';
import { defineEntitySet, many, one } from '../entity-set.ts';
import { columnsOf, readOnly } from '../field.ts';
import { balancingFields, journalWrites } from '../journal-fields.ts';
import { journalPosting } from '../journal-routines.ts';
import { journalLines } from './journal-lines.ts';

const at = columnsOf(genJournalBatch);

/** Journals (Gen. Journal Batch, table 232) of every template, payment journals too: this is where a batch is posted, all of it at once. */
export const journals = defineEntitySet({
  name: 'journals',
  entity: 'journal',
  caption: 'Journal',
  fields: {
    id: readOnly(at('systemId')),
    code: at('name'),
    displayName: at('description'),
    templateDisplayName: at('journalTemplateName'),
    lastModifiedDateTime: readOnly(at('systemModifiedAt')),
    ...balancingFields,
  },
  order: ['templateDisplayName', 'code'],
  sources: [{ table: genJournalBatch }],
  navigations: { account: one('accounts', 'balancingAccountId'), journalLines: many('journalLines', 'journalId') },
  writes: journalWrites('General', journalLines),
  actions: {
    post: {
      ...journalPosting,
      run: (erp, systemId) => {
        const journal = erp.records.of(genJournalBatch).bySystemId(systemId);
        if (journal === undefined) throw new AppError('unprocessable', `The General Journal Batch with ID ${systemId} cannot be found.`);
        postJournal(erp, journal);
        return undefined;
      },
    },
  },
});
