import { asRow, textOf } from '../json-row.ts';
import type { Row } from '../json-row.ts';
import type { KnownRecords } from '../memory/known-records.ts';
import { toolFacts, toolFor } from '../tool-catalog.ts';
import type { ReadGoal, Subject } from '../understand/goal.ts';
import { columns, facts } from './columns.ts';
import { cardRow, isCard, nameFor } from './finished-read.ts';
import type { FinishedRead } from './finished-read.ts';
import { capital, show } from './format.ts';
import { explainCall } from './outcome.ts';

interface Side {
  readonly title: string;
  readonly figures: Row;
}

const sideOf = (read: FinishedRead, known: KnownRecords): Side => {
  const row = cardRow(read) ?? {};
  const name = textOf(row, 'displayName') || textOf(row, 'vendorName') || textOf(row, 'customerName');
  const party = read.party === undefined || name === '' ? read.party : { ...read.party, name };
  return { title: nameFor(party, known), figures: isCard(read.subject) ? row : asRow(read.done.result.data['summary']) };
};

/** Properties of the records themselves for cards, figures of the summaries for documents. */
const properties = (
  subject: Subject,
): readonly { readonly key: string; readonly label: string; readonly format: 'text' | 'money' | 'quantity' | 'days' | 'flag' }[] =>
  isCard(subject)
    ? (columns[toolFor[subject]] ?? []).filter(({ key }) => key !== 'displayName' && key !== 'number')
    : [{ key: 'count', label: 'count', format: 'quantity' }, ...(facts[toolFor[subject]] ?? [])];

/** A table with a column per party; properties that none of them has are left out. */
const comparison = (subject: Subject, sides: readonly Side[]): string => {
  const line = (parts: readonly string[]): string => `| ${parts.join(' | ')} |`;
  const rows = properties(subject)
    .map(({ key, label, format }) => ({ label: capital(label), values: sides.map(({ figures }) => show(figures, key, format)) }))
    .filter(({ values }) => values.some((value) => value !== ''));
  const head = [capital(toolFacts(toolFor[subject]).words[1]), ...sides.map(({ title }) => title)];
  return [line(head), line(['---', ...sides.map(() => '---:')]), ...rows.map(({ label, values }) => line([label, ...values]))].join('\n');
};

/** Several parties side by side, one table per kind of record; what could not be read is explained below. */
export const compared = (goal: ReadGoal, reads: readonly FinishedRead[], known: KnownRecords): string =>
  goal.subjects
    .flatMap((subject) => {
      const own = reads.filter((read) => read.subject === subject);
      const good = own.filter(({ done }) => done.result.status === 'ok');
      const failed = own.filter(({ done }) => done.result.status !== 'ok').map(({ done }) => explainCall(done));
      return [
        good.length === 0
          ? ''
          : comparison(
              subject,
              good.map((read) => sideOf(read, known)),
            ),
        ...failed,
      ];
    })
    .filter((text) => text !== '')
    .join('\n\n');
