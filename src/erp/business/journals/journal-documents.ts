import { sum } from '../../../kernel/money.ts';
import { dialogError } from '../business-error.ts';
import type { JournalLine } from './journal-account.ts';

/** The lines of one document: same posting date, document type and number. Never empty. */
export interface JournalDocument {
  readonly first: JournalLine;
  readonly lines: readonly JournalLine[];
}

/** A journal's documents in the order of their first lines. */
export const documentsOf = (lines: readonly JournalLine[]): readonly JournalDocument[] => {
  const groups = new Map<string, { first: JournalLine; lines: JournalLine[] }>();
  for (const line of lines) {
    const key = [line.postingDate, line.documentType, line.documentNo].join('\u0000');
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { first: line, lines: [line] });
    else group.lines.push(line);
  }
  return [...groups.values()];
};

/** Throws unless a document's debits equal its credits; lines with a balancing account balance by themselves. */
export const checkDocumentBalance = ({ first, lines }: JournalDocument): void => {
  const balance = sum(lines.filter(({ balAccountNo }) => balAccountNo === '').map(({ amount }) => amount));
  if (balance.isZero()) return;
  const name = first.documentType === ' ' ? 'Document No.' : first.documentType;
  throw dialogError(
    `${name} ${first.documentNo} is out of balance by ${balance.toFixed(2)}. Please check that Posting Date, Document Type, Document No. and Amount are correct for each line.`,
  );
};
