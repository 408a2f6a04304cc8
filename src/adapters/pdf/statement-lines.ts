import { formatAmount, type StatementData, type StatementLine } from '../../features/tools/index.ts';
import { colours, page, printedWidth, type TextStyle } from './page-style.ts';
import { drawContinuation } from './statement-header.ts';
import { drawRule, writeText } from './write-text.ts';

interface StatementColumn {
  readonly label: string;
  readonly width: number;
  readonly align: 'left' | 'right';
  readonly text: (line: StatementLine) => string;
  /** Whether an overdue line shows it in this column. */
  readonly alarms?: true;
}

const columns: readonly StatementColumn[] = [
  { label: 'Date', width: 66, align: 'left', text: (line) => line.postingDate },
  { label: 'Document', width: 84, align: 'left', text: (line) => line.documentType },
  { label: 'Number', width: 92, align: 'left', text: (line) => line.documentNumber },
  { label: 'Due', width: 66, align: 'left', text: (line) => line.dueDate },
  { label: 'Days overdue', width: 60, align: 'right', text: (line) => (line.daysOverdue === 0 ? '' : String(line.daysOverdue)), alarms: true },
  { label: 'Amount', width: 65, align: 'right', text: (line) => formatAmount(line.amount) },
  { label: 'Open', width: 66, align: 'right', text: (line) => formatAmount(line.remainingAmount), alarms: true },
];

const rowHeight = 18;
const cellPadding = 4;

interface Cell {
  readonly text: string;
  readonly style: Pick<TextStyle, 'size' | 'bold' | 'colour'>;
}

const drawRow = (doc: PDFKit.PDFDocument, y: number, cellOf: (column: StatementColumn) => Cell): void => {
  let x: number = page.left;
  for (const column of columns) {
    const { text, style } = cellOf(column);
    writeText(doc, text, { x: x + cellPadding, y: y + 5, width: column.width - 2 * cellPadding, align: column.align, ...style });
    x += column.width;
  }
};

const drawColumnHeads = (doc: PDFKit.PDFDocument, y: number): number => {
  drawRow(doc, y, ({ label }) => ({ text: label, style: { size: 8, bold: true, colour: colours.quiet } }));
  drawRule(doc, y + rowHeight, { from: page.left, to: page.right });
  return y + rowHeight;
};

const drawLine = (doc: PDFKit.PDFDocument, y: number, line: StatementLine): void => {
  const isLate = line.daysOverdue > 0 && !line.remainingAmount.startsWith('-');
  drawRow(doc, y, ({ text, alarms }) => ({ text: text(line), style: { size: 9, ...(alarms && isLate && { colour: colours.alarm }) } }));
};

/** Draws every open item, on as many pages as it takes, and says where the last one ended. */
export const drawLines = (doc: PDFKit.PDFDocument, data: StatementData, top: number): number => {
  let y = drawColumnHeads(doc, top);
  data.lines.forEach((line, index) => {
    if (y + rowHeight > page.bottom) {
      doc.addPage();
      y = drawColumnHeads(doc, drawContinuation(doc, data));
    }
    if (index % 2 === 1) doc.rect(page.left, y, printedWidth, rowHeight).fill(colours.band);
    drawLine(doc, y, line);
    y += rowHeight;
  });
  if (data.lines.length === 0) {
    writeText(doc, 'There are no open items.', { x: page.left + cellPadding, y: y + 5, width: printedWidth, size: 9, colour: colours.quiet });
    y += rowHeight;
  }
  drawRule(doc, y, { from: page.left, to: page.right });
  return y;
};
