import { dimension, dimensionValue } from '../../tables/index.ts';
import { defineEntitySet, one } from '../entity-set.ts';
import { columnsOf, readOnly, related } from '../field.ts';

const at = columnsOf(dimensionValue);

/** Dimension values (table 349); read only, as Microsoft's page is. */
export const dimensionValues = defineEntitySet({
  name: 'dimensionValues',
  entity: 'dimensionValue',
  caption: 'Dimension Value',
  fields: {
    id: readOnly(at('systemId')),
    code: at('code'),
    dimensionId: related(dimension, 'systemId', { code: 'dimensionCode' }),
    displayName: at('name'),
    consolidationCode: at('consolidationCode'),
    lastModifiedDateTime: readOnly(at('systemModifiedAt')),
  },
  order: ['dimensionId', 'code'],
  sources: [{ table: dimensionValue }],
  navigations: { dimension: one('dimensions', 'dimensionId') },
});
