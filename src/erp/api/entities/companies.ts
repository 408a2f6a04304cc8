import { company } from '../../tables/index.ts';
import { defineEntitySet } from '../entity-set.ts';
import { blank, columnsOf, readOnly, withSql } from '../field.ts';

const at = columnsOf(company);

/** The companies of the tenant, those that the caller has a permission set in. Served on every route. */
export const companies = defineEntitySet({
  name: 'companies',
  entity: 'company',
  caption: 'Company',
  fields: {
    id: readOnly(at('systemId')),
    systemVersion: blank('Edm.String'),
    timestamp: withSql(readOnly(at('companyNo')), 'r."systemRowVersion"'),
    name: readOnly(at('name')),
    displayName: readOnly(at('displayName')),
    businessProfileId: readOnly(at('businessProfileId')),
    systemCreatedAt: readOnly(at('systemCreatedAt')),
    systemModifiedAt: readOnly(at('systemModifiedAt')),
  },
  order: ['name'],
  sources: [{ table: company, isCallersOwn: true, condition: (scope) => `r."companyNo" IN (${scope.openCompanies.join(', ') || '-1'})` }],
});
