import { glAccount } from '../../tables/index.ts';
import { defineEntitySet, many } from '../entity-set.ts';
import { blank, columnsOf, flow, readOnly } from '../field.ts';

const at = columnsOf(glAccount);

/** The chart of accounts (table 15). */
export const accounts = defineEntitySet({
  name: 'accounts',
  entity: 'account',
  caption: 'G/L Account',
  fields: {
    id: readOnly(at('systemId')),
    number: at('no'),
    displayName: at('name'),
    category: at('accountCategory'),
    subCategory: at('accountSubcategoryDescript'),
    blocked: at('blocked'),
    accountType: at('accountType'),
    directPosting: at('directPosting'),
    netChange: flow(glAccount, 'netChange'),
    consolidationTranslationMethod: blank('Edm.String', `'Average Rate (Manual)'`),
    consolidationDebitAccount: blank('Edm.String'),
    consolidationCreditAccount: blank('Edm.String'),
    excludeFromConsolidation: blank('Edm.Boolean'),
    lastModifiedDateTime: readOnly(at('systemModifiedAt')),
  },
  order: ['number'],
  sources: [{ table: glAccount }],
  navigations: { defaultDimensions: many('defaultDimensions', 'parentId') },
});
