import { longDate, type StatementData } from '../../features/tools/index.ts';
import { colours, page, printedWidth } from './page-style.ts';
import { drawAging } from './statement-aging.ts';
import { drawHeader } from './statement-header.ts';
import { drawLines } from './statement-lines.ts';
import { drawRule, writeText } from './write-text.ts';

/** The foot of every page: who prepared it (an agent says so, invariant 14), and which page of how many. */
const drawFooters = (doc: PDFKit.PDFDocument, { preparedBy, companyName, asOf }: StatementData): void => {
  const { start, count } = doc.bufferedPageRange();
  for (let index = start; index < start + count; index++) {
    doc.switchToPage(index);
    const y = page.height - 46;
    drawRule(doc, y - 8, { from: page.left, to: page.right });
    const left = preparedBy ?? `${companyName}, ${longDate(asOf)}`;
    writeText(doc, left, { x: page.left, y, width: printedWidth - 90, size: 8, colour: colours.quiet });
    writeText(doc, `Page ${index - start + 1} of ${count}`, { x: page.right - 80, y, width: 80, size: 8, colour: colours.quiet, align: 'right' });
  }
};

/** Draws a customer statement onto a fresh document with one page. */
export const drawCustomerStatement = (doc: PDFKit.PDFDocument, data: StatementData): void => {
  drawAging(doc, data, drawLines(doc, data, drawHeader(doc, data)));
  drawFooters(doc, data);
};
