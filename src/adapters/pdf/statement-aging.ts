import { formatAmount, type StatementData, type StatementTotals } from '../../features/tools/index.ts';
import { colours, page, printedWidth } from './page-style.ts';
import { drawContinuation } from './statement-header.ts';
import { writeText } from './write-text.ts';

const buckets: readonly (readonly [string, keyof StatementTotals])[] = [
  ['Not due', 'current'],
  ['1 to 30 days', 'days1to30'],
  ['31 to 60 days', 'days31to60'],
  ['61 to 90 days', 'days61to90'],
  ['Over 90 days', 'over90'],
];

/** Height of the block: the total line, the caption and the five columns. */
const blockHeight = 98;

/** Draws the total and the balance by age below the lines; the block is kept together on one page. */
export const drawAging = (doc: PDFKit.PDFDocument, data: StatementData, linesEnd: number): void => {
  let y = linesEnd;
  if (y + blockHeight > page.bottom) {
    doc.addPage();
    y = drawContinuation(doc, data);
  }
  const { totals, currencyCode } = data;
  writeText(doc, 'Total open', { x: page.left + 4, y: y + 9, width: 200, size: 11, bold: true });
  writeText(doc, formatAmount(totals.balance, currencyCode), { x: page.right - 204, y: y + 9, width: 200, size: 11, bold: true, align: 'right' });

  writeText(doc, 'By age, counted from the due date', { x: page.left + 4, y: y + 44, width: 300, size: 9, colour: colours.quiet });
  const width = printedWidth / buckets.length;
  doc.rect(page.left, y + 58, printedWidth, 38).fill(colours.band);
  buckets.forEach(([label, key], index) => {
    const x = page.left + index * width + 8;
    const isLate = key !== 'current' && totals[key] !== '0.00';
    writeText(doc, label, { x, y: y + 65, width: width - 16, size: 8, colour: colours.quiet });
    writeText(doc, formatAmount(totals[key]), { x, y: y + 79, width: width - 16, size: 10, bold: true, ...(isLate && { colour: colours.alarm }) });
  });
};
