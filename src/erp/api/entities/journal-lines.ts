import { genJournalLine, glAccount } from '../../tables/index.ts';
import { defineEntitySet, many, one } from '../entity-set.ts';
import { blank, columnsOf, onlyWhen, readOnly, related } from '../field.ts';
import { idOf, plain } from '../field-target.ts';
import { journalNeed, linePlace } from '../journal-fields.ts';
import { commonLineTargets, journalLineWrites } from '../write-journal-line.ts';

const at = columnsOf(genJournalLine);

/**
 * The lines of a journal (Gen. Journal Line, table 81) that are no payments: those are on customerPayments and
 * vendorPayments. Ids name G/L accounts only, numbers any account of the line's type. Journals post without VAT.
 */
export const journalLines = defineEntitySet({
  name: 'journalLines',
  entity: 'journalLine',
  caption: 'Journal Line',
  fields: {
    id: readOnly(at('systemId')),
    ...linePlace,
    accountType: at('accountType'),
    accountId: onlyWhen(`r."accountType" = 'G/L Account'`, related(glAccount, 'systemId', { no: 'accountNo' })),
    accountNumber: at('accountNo'),
    postingDate: at('postingDate'),
    documentNumber: at('documentNo'),
    externalDocumentNumber: at('externalDocumentNo'),
    amount: at('amount'),
    description: at('description'),
    comment: at('comment'),
    taxCode: blank('Edm.String'),
    balanceAccountType: at('balAccountType'),
    balancingAccountId: onlyWhen(`r."balAccountType" = 'G/L Account'`, related(glAccount, 'systemId', { no: 'balAccountNo' })),
    balancingAccountNumber: at('balAccountNo'),
    lastModifiedDateTime: readOnly(at('systemModifiedAt')),
  },
  order: ['journalId', 'lineNumber'],
  needs: journalNeed,
  sources: [{ table: genJournalLine, condition: () => `r."documentType" = ' '` }],
  navigations: {
    journal: one('journals', 'journalId'),
    account: one('accounts', 'accountId'),
    dimensionSetLines: many('dimensionSetLines', 'parentId'),
  },
  writes: journalLineWrites({
    targets: {
      ...commonLineTargets,
      accountType: plain('accountType'),
      accountId: idOf(glAccount, 'accountNo'),
      accountNumber: plain('accountNo'),
      balanceAccountType: plain('balAccountType'),
      balancingAccountId: idOf(glAccount, 'balAccountNo'),
      balancingAccountNumber: plain('balAccountNo'),
    },
    fixed: { documentType: ' ' },
  }),
});
