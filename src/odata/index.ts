/*
 * OData v4 queries: text to a typed tree (parseODataQuery, parseFilter), tree to parameterised SQL
 * (filterToSql, orderToSql, pageToSql), and resource paths. Pure; throws ODataError and nothing else.
 */
export { filterFields } from './filter-fields.ts';
export { filterToSql } from './filter-to-sql.ts';
export type { SqlTarget } from './filter-to-sql.ts';
export { limits as queryLimits } from './limits.ts';
export { ODataError } from './odata-error.ts';
export { orderToSql, pageToSql } from './page-to-sql.ts';
export type { PageWindow } from './page-to-sql.ts';
export { matchRecord } from './match-record.ts';
export { parseFilter } from './parse-filter.ts';
export { parseResourcePath } from './parse-resource-path.ts';
export type { PathSegment } from './parse-resource-path.ts';
export { parseODataQuery } from './parse-query.ts';
export { preferredPageSize } from './preferred-page-size.ts';
export { emptyQuery } from './query-tree.ts';
export type { Comparison, Expand, Filter, Literal, MatchFunction, ODataQuery, OrderTerm, Target, TargetFunction } from './query-tree.ts';
export type { SqlColumn, SqlColumns, SqlDialect, SqlFragment, SqlValue } from './sql-column.ts';
export { splitFilter } from './split-filter.ts';
