import type { Table, ValuesOf } from '../../tables/index.ts';
import type { ErpContext } from '../context.ts';
import { checkManualNo, nextNo } from '../no-series.ts';

/** Columns of a template that are about the template itself. */
const ownColumns = new Set(['code', 'description', 'noSeries']);

type Values = Readonly<Record<string, unknown>>;

/**
 * A new card's values: those given, the rest from the first template, and a number: the given one where the
 * series takes numbers by hand, else the next. Throws if there is neither template nor number.
 */
export const newFromTemplate = <T extends Table>(
  ctx: ErpContext,
  templates: Table,
  given: Partial<ValuesOf<T>> & { readonly no?: string },
): Partial<ValuesOf<T>> => {
  const template: Values = ctx.records.of(templates).first({}) ?? {};
  const inherited = Object.entries(template).filter(([name]) => name in templates.columns && !ownColumns.has(name));
  const series = typeof template['noSeries'] === 'string' ? template['noSeries'] : '';
  if (given.no !== undefined && given.no !== '' && series !== '') checkManualNo(ctx, series);
  const no = given.no === undefined || given.no === '' ? nextNo(ctx, series, ctx.workDate) : given.no;
  return { ...Object.fromEntries(inherited), ...given, no };
};
