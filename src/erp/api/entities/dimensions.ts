import { dimension } from '../../tables/index.ts';
import { defineEntitySet, many } from '../entity-set.ts';
import { columnsOf, readOnly } from '../field.ts';

const at = columnsOf(dimension);

/** Dimensions (table 348); read only, as Microsoft's page is. */
export const dimensions = defineEntitySet({
  name: 'dimensions',
  entity: 'dimension',
  caption: 'Dimension',
  fields: {
    id: readOnly(at('systemId')),
    code: at('code'),
    displayName: at('name'),
    consolidationCode: at('consolidationCode'),
    lastModifiedDateTime: readOnly(at('systemModifiedAt')),
  },
  order: ['code'],
  sources: [{ table: dimension }],
  navigations: { dimensionValues: many('dimensionValues', 'dimensionId') },
});
