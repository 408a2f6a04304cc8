import { SmartAgentExecutionRecord } from '../../../entities/index.ts';
import { dataScopeSchema, type DataScope } from '../../contracts/data-scope.ts';
import { insertMany, type Row, type Write } from '../../kernel/database.ts';
import { cutText } from '../../kernel/kept-text.ts';
import type { OutcomeRecord } from './log-records.ts';

/** Lengths of the columns. */
const lengths = { entitySet: 80, recordId: 120, label: 80 } as const;

const scopeIn = (json: string): DataScope | null => {
  try {
    return dataScopeSchema.parse(JSON.parse(json));
  } catch {
    return null;
  }
};

/** SQL Server takes texts for equal that differ in trailing spaces; a key must not be refused for that. */
const keyText = (text: string, length: number): string => cutText(text, length).trimEnd();

/** The records an outcome says were touched, each once; none where it has no data scope that can be read. Pure. */
export const touchedRecords = ({
  tenantId,
  attemptId,
  dataScope,
}: Pick<OutcomeRecord, 'tenantId' | 'attemptId' | 'dataScope'>): readonly Row<SmartAgentExecutionRecord>[] => {
  const scope = dataScope === null ? null : scopeIn(dataScope);
  const rows = (scope?.entitySets ?? []).flatMap(({ entitySet, ids }) =>
    ids.map(({ id, label, written }) => ({
      attemptId,
      entitySet: keyText(entitySet, lengths.entitySet),
      recordId: keyText(id, lengths.recordId),
      tenantId,
      label: cutText(label, lengths.label),
      role: written ? 'written' : 'read',
    })),
  );
  return [...new Map(rows.map((row) => [`${row.entitySet}\n${row.recordId}`, row])).values()];
};

/** The write that makes an outcome findable by the records it touched; none where it touched nothing. */
export const touchedRecordWrites = (outcome: Parameters<typeof touchedRecords>[0]): readonly Write[] => {
  const rows = touchedRecords(outcome);
  return rows.length === 0 ? [] : [insertMany(SmartAgentExecutionRecord, rows)];
};
