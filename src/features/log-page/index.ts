/* The tool-call log as people and reports read it. */
export { ToolCallLogPage, type LogPage } from './log-page.ts';
export { dataScopeWords } from './data-scope.ts';
export { namesIn, storedFilter } from './name-filter.ts';
export { nextQuery, pageMark, type PageMark } from './skip-token.ts';
export { LogStore } from './log-store.ts';
export { logPageRoutes, type LogPageRouteParts } from './routes.ts';
