/*
 * Tools: what an agent can ask for, in which words, and how it is carried out. The ports with an effect
 * (`ports/effects.ts`) are not exported here; the gateway's executor imports them itself.
 */
export { formatAmount } from './format-amount.ts';
export { longDate } from './calendar.ts';
export { functionDefinition, type FunctionDefinition } from './json-schema.ts';
export { odata } from './odata-filter.ts';
export type { DocumentRenderer, DocumentSpec } from './ports/documents.ts';
export {
  entitySets,
  ErpError,
  isEntitySet,
  mayBePartial,
  untrustedFieldsOf,
  type EntitySet,
  type ErpErrorKind,
  type ErpQuery,
  type ErpReader,
  type ErpRecord,
  type ErpRows,
} from './ports/erp-reader.ts';
export { statementDataSchema, type StatementData, type StatementLine, type StatementTotals } from './receivables/statement-data.ts';
export { argumentRedactor, redactUnknown, type ArgumentRedactor } from './redact-arguments.ts';
export { shippedTools } from './shipped-tools.ts';
export { createToolRegistry, type ToolRegistry } from './tool-registry.ts';
export { askAgent } from './agents/ask-agent.ts';
export type {
  AskTool,
  Committed,
  HandedOver,
  NotPrepared,
  Prepared,
  ReadTool,
  Reconciled,
  Tool,
  ToolContext,
  ToolReading,
  WriteTool,
} from './tool.ts';
