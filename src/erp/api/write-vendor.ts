import { newFromTemplate, releaseVendor } from '../business/index.ts';
import { vendor, vendorTempl } from '../tables/index.ts';
import { plain } from './field-target.ts';
import { defaultDimensions } from './entities/default-dimensions.ts';
import { insertInto, recordWrites } from './record-writes.ts';
import { mandatoryName, partyTargets } from './write-party.ts';

/** How vendors are written: a new one starts from the template, and one with ledger entries or documents stays. */
export const vendorWrites = recordWrites({
  table: vendor,
  fields: partyTargets(vendor),
  onInsert: { number: plain('no') },
  mandatory: mandatoryName,
  complete: (erp, given) => newFromTemplate(erp, vendorTempl, given),
  parts: { defaultDimensions: insertInto(defaultDimensions, 'parentId') },
  release: releaseVendor,
});
