import { formatAmount, longDate, type StatementData } from '../../features/tools/index.ts';
import { colours, page, printedWidth } from './page-style.ts';
import { drawRule, writeText } from './write-text.ts';

const factsLeft = page.right - 190;

const drawTitle = (doc: PDFKit.PDFDocument, { companyName }: StatementData): void => {
  writeText(doc, companyName, { x: page.left, y: page.top, width: 290, size: 15, bold: true, colour: colours.accent });
  writeText(doc, 'Statement of account', { x: page.left + 290, y: page.top, width: printedWidth - 290, size: 15, align: 'right' });
  drawRule(doc, page.top + 26, { from: page.left, to: page.right, colour: colours.accent, width: 1.5 });
};

const drawAddress = (doc: PDFKit.PDFDocument, { customerName, addressLines }: StatementData): void => {
  writeText(doc, customerName, { x: page.left, y: 108, width: 280, size: 11, bold: true });
  addressLines.slice(0, 6).forEach((line, index) => {
    writeText(doc, line, { x: page.left, y: 124 + index * 14, width: 280, size: 10 });
  });
};

const drawFacts = (doc: PDFKit.PDFDocument, { customerNumber, asOf, currencyCode, totals }: StatementData): void => {
  const facts: readonly (readonly [string, string, boolean])[] = [
    ['Customer', customerNumber, false],
    ['As of', longDate(asOf), false],
    ...(currencyCode === '' ? [] : [['Currency', currencyCode, false] as const]),
    ['Balance', formatAmount(totals.balance, currencyCode), true],
    ['Of this overdue', formatAmount(totals.overdue, currencyCode), true],
  ];
  facts.forEach(([label, value, bold], index) => {
    const y = 108 + index * 17;
    const isAlarm = label === 'Of this overdue' && !totals.overdue.startsWith('-') && totals.overdue !== '0.00';
    writeText(doc, label, { x: factsLeft, y, width: 80, size: 9, colour: colours.quiet });
    writeText(doc, value, { x: factsLeft + 80, y, width: 110, size: 10, bold, align: 'right', ...(isAlarm && { colour: colours.alarm }) });
  });
};

/** Draws the head of the first page and says where the table may start. */
export const drawHeader = (doc: PDFKit.PDFDocument, data: StatementData): number => {
  drawTitle(doc, data);
  drawAddress(doc, data);
  drawFacts(doc, data);
  return 226;
};

/** Draws the short head of a further page and says where the table goes on. */
export const drawContinuation = (doc: PDFKit.PDFDocument, data: StatementData): number => {
  drawTitle(doc, data);
  writeText(doc, `${data.customerName} (${data.customerNumber}), as of ${longDate(data.asOf)}, continued`, {
    x: page.left,
    y: page.top + 36,
    width: printedWidth,
    size: 9,
    colour: colours.quiet,
  });
  return page.top + 58;
};
