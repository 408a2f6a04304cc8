import type { StopsReport } from '../../contracts/reports.ts';
import { isoDate, type Clock } from '../../kernel/clock.ts';
import { AppError } from '../../kernel/errors.ts';
import type { RefusedRow, StopsStore } from './stops-store.ts';

/** How far back a report looks that names no day. */
const standardDays = 30;
const dayMillis = 86_400_000;

/** Rows of one layer and rule, the most frequent first as they come, put together. */
const refusalsOf = (rows: readonly RefusedRow[]): StopsReport['refusals'] => {
  const byRule = new Map<string, RefusedRow[]>();
  for (const row of rows) {
    const key = `${row.layer}\n${row.rule}`;
    byRule.set(key, [...(byRule.get(key) ?? []), row]);
  }
  return [...byRule.values()]
    .flatMap((same) => {
      const [first] = same;
      if (!first) return [];
      const count = same.reduce((sum, row) => sum + Number(row.count), 0);
      return [
        {
          layer: first.layer,
          rule: first.rule,
          count,
          agents: [...new Set(same.map(({ agent }) => agent))],
          tools: [...new Set(same.map(({ tool }) => tool))],
        },
      ];
    })
    .sort((one, other) => other.count - one.count);
};

/** Where runs stop: what refused them, which proposals keep coming back, how long people are waited for. */
export class Stops {
  constructor(private readonly parts: { readonly store: StopsStore; readonly clock: Clock }) {}

  /** The report over whole days in UTC, both included. Throws `bad_request` where the first is after the last. */
  async report(tenantId: string, days: { readonly from?: string | undefined; readonly to?: string | undefined }): Promise<StopsReport> {
    const to = days.to ?? isoDate(this.parts.clock.now());
    const from = days.from ?? isoDate(new Date(Date.parse(`${to}T00:00:00.000Z`) - (standardDays - 1) * dayMillis));
    if (from > to) throw new AppError('bad_request', 'The first day is after the last.', { remedy: 'Let "from" be no later than "to".' });
    const period = { tenantId, from: `${from}T00:00:00.000Z`, to: `${to}T23:59:59.999Z` };
    const { store } = this.parts;
    const took = new Map((await store.took(period)).map((row) => [row.tool, row]));
    const millis = (value: number | undefined): number | null => (value === undefined ? null : Number(value));
    return {
      from,
      to,
      refusals: refusalsOf(await store.refused(period)),
      comingBack: (await store.comingBack(period)).map((row) => ({
        ...row,
        versions: Number(row.versions),
        superseded: Number(row.superseded),
      })),
      waiting: (await store.waiting(period)).map(({ tool, asked, decided, expired }) => ({
        ...{ tool, asked: Number(asked), decided: Number(decided), expired: Number(expired) },
        medianMillis: millis(took.get(tool)?.median),
        p90Millis: millis(took.get(tool)?.p90),
      })),
    };
  }
}
