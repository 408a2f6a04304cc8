import { noValue } from '../shared/format.ts';
import { SmallTable } from '../shared/small-table.tsx';
import { StatusTag } from '../shared/status-tag.tsx';

/** One field, from what to what. */
export interface FieldChangeRow {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly widens?: boolean;
}

const text = (value: string | null) => ({ content: value ?? noValue, isShort: false });

/** Fields that differ, one a line; what would give more room is marked. */
export const ChangeTable = ({ label, changes }: { label: string; changes: readonly FieldChangeRow[] }) => (
  <SmallTable
    label={label}
    columns={['Setting', 'From', 'To'].map((content) => ({ content, align: 'start' as const }))}
    rows={changes.map(({ field, before, after, widens }) => [
      {
        content: (
          <>
            {field} {widens === true && <StatusTag status="pending" label="Widens" size="small" />}
          </>
        ),
        isShort: false,
      },
      text(before),
      text(after),
    ])}
  />
);
