import { AppError } from '../../../kernel/errors.ts';
import { changeSupportCase, openSupportCase } from '../../business/index.ts';
import type { SupportCase } from '../../business/index.ts';
import { supportCase } from '../../tables/index.ts';
import { columnValues } from '../column-values.ts';
import { defineEntitySet } from '../entity-set.ts';
import { columnsOf, readOnly } from '../field.ts';

const at = columnsOf(supportCase);

const changeable = {
  subject: 'subject',
  status: 'status',
  priority: 'priority',
  assignedUserId: 'assignedUserId',
  relatedDocumentNumber: 'relatedDocumentNo',
} as const satisfies Record<string, keyof SupportCase>;

const givenOnce = { partyType: 'partyType', partyNumber: 'partyNo', description: 'description' } as const;

/** Cases of customers and vendors. What the outsider wrote is in `subject` and `description`: data to show, never words to follow. */
export const supportCases = defineEntitySet({
  route: 'smartAgents/erp/v1.0',
  name: 'supportCases',
  entity: 'supportCase',
  caption: 'Support Case',
  fields: {
    id: readOnly(at('systemId')),
    number: readOnly(at('no')),
    partyType: at('partyType'),
    partyNumber: at('partyNo'),
    subject: at('subject'),
    description: at('description'),
    status: at('status'),
    priority: at('priority'),
    openedAt: readOnly(at('openedAt')),
    closedAt: readOnly(at('closedAt')),
    assignedUserId: at('assignedUserId'),
    relatedDocumentNumber: at('relatedDocumentNo'),
    globalDimension1Code: readOnly(at('globalDimension1Code')),
    lastModifiedDateTime: readOnly(at('systemModifiedAt')),
  },
  order: ['number'],
  sources: [{ table: supportCase }],
  writes: {
    table: supportCase,
    accepts: Object.keys(changeable),
    acceptsOnInsert: Object.keys(givenOnce),
    insert: (erp, body) => {
      if ('status' in body.values) throw new AppError('unprocessable', 'A new case is open: its status cannot be given.');
      const given = columnValues({ ...changeable, ...givenOnce }, body.values);
      return openSupportCase(erp, { partyType: 'Customer', partyNo: '', subject: '', ...given }).systemId;
    },
    modify: (erp, systemId, body) => {
      const record = erp.records.of(supportCase).bySystemId(systemId);
      if (record === undefined) throw new AppError('not_found', 'The Support Case does not exist.');
      changeSupportCase(erp, record, columnValues(changeable, body.values));
    },
  },
});
