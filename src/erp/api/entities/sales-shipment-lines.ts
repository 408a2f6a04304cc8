import { salesShipmentHeader, salesShipmentLine } from '../../tables/index.ts';
import { defineEntitySet, many, one } from '../entity-set.ts';
import { columnsOf, readOnly, related } from '../field.ts';

const at = columnsOf(salesShipmentLine);

/** Lines of posted sales shipments (table 111); a line is visible with its shipment. */
export const salesShipmentLines = defineEntitySet({
  name: 'salesShipmentLines',
  entity: 'salesShipmentLine',
  caption: 'Sales Shipment Line',
  fields: {
    id: readOnly(at('systemId')),
    documentId: related(salesShipmentHeader, 'systemId', { no: 'documentNo' }),
    documentNo: at('documentNo'),
    sequence: at('lineNo'),
    lineType: at('type'),
    lineObjectNumber: at('no'),
    description: at('description'),
    description2: at('description2'),
    unitOfMeasureCode: at('unitOfMeasureCode'),
    unitPrice: at('unitPrice'),
    quantity: at('quantity'),
    discountPercent: at('lineDiscountPercent'),
    taxPercent: readOnly(at('vatPercent')),
    shipmentDate: at('shipmentDate'),
  },
  order: ['documentId', 'sequence'],
  needsDocument: true,
  sources: [{ table: salesShipmentLine, header: { table: salesShipmentHeader, link: { no: 'documentNo' } } }],
  navigations: { salesShipment: one('salesShipments', 'documentId'), dimensionSetLines: many('dimensionSetLines', 'parentId') },
});
