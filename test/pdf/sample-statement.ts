import type { DocumentSpec } from '../../src/features/tools/index.ts';

const line = (index: number) => ({
  postingDate: `2026-0${(index % 8) + 1}-15`,
  documentType: index % 9 === 4 ? 'Credit Memo' : 'Invoice',
  documentNumber: `PSI-${String(10400 + index)}`,
  dueDate: `2026-0${(index % 8) + 2}-14`,
  amount: index % 9 === 4 ? '-120.50' : '12345.60',
  remainingAmount: index % 9 === 4 ? '-120.50' : '11345.60',
  daysOverdue: index % 3 === 0 ? 0 : index * 7,
});

/** A statement with that many lines. */
export const sampleStatement = (lines: number, change: Record<string, unknown> = {}): DocumentSpec => ({
  fileName: 'statement-C-10010-2026-10-31.pdf',
  contentType: 'application/pdf',
  template: 'customer-statement',
  data: {
    companyName: 'Alder & Finch Ltd.',
    customerNumber: 'C-10010',
    customerName: 'Brösel Øst Handel GmbH',
    addressLines: ['Hauptstraße 14', '2. Stock', '10115 Berlin', 'DE'],
    asOf: '2026-10-31',
    currencyCode: 'GBP',
    lines: Array.from({ length: lines }, (_, index) => line(index)),
    totals: {
      balance: '182345.10',
      overdue: '92345.10',
      current: '90000.00',
      days1to30: '42345.10',
      days31to60: '0.00',
      days61to90: '50000.00',
      over90: '0.00',
    },
    preparedBy: 'Prepared by the AI agent "Month-end statements" (EX-2026-000123)',
    ...change,
  },
});
