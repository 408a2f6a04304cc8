import {
  shippedTools,
  type ErpReader,
  type NotPrepared,
  type Prepared,
  type Tool,
  type ToolContext,
  type ToolReading,
} from '../../src/features/tools/index.ts';
import type { Json } from '../../src/kernel/canonical-json.ts';

/** The surroundings of a call on 2026-11-01. */
export const someContext: ToolContext = {
  now: new Date('2026-11-01T09:30:00Z'),
  rowLimit: 1000,
  agentLabel: 'Prepared by the AI agent "Purchase planner" (EX-2026-000007)',
  effectKey: 'EX-2026-000007/1',
};

/** A shipped tool by name. */
export const toolNamed = (name: string): Tool => {
  const tool = shippedTools.find((one) => one.name === name);
  if (!tool) throw new Error(`There is no tool ${name}.`);
  return tool;
};

/** Runs a read as the gateway does: arguments validated, then read. */
export const readWith = async <Data>(
  name: string,
  args: unknown,
  erp: ErpReader,
  context: ToolContext = someContext,
): Promise<{ data: Data; line: string }> => {
  const tool = toolNamed(name);
  if (tool.kind !== 'read') throw new Error(`${name} is not a read.`);
  const reading: ToolReading = await tool.read(tool.args.parse(args), erp, context);
  return { data: reading.data as unknown as Data, line: reading.line };
};

/** Prepares a write as the gateway does. */
export const prepareWith = async (
  name: string,
  args: unknown,
  erp: ErpReader,
  context: ToolContext = someContext,
): Promise<Prepared<Json> | NotPrepared> => {
  const tool = toolNamed(name);
  if (tool.kind !== 'write') throw new Error(`${name} is not a write.`);
  return tool.prepare(tool.args.parse(args), erp, context);
};

/** The same, where it must succeed. */
export const preparedWith = async (name: string, args: unknown, erp: ErpReader, context: ToolContext = someContext): Promise<Prepared<Json>> => {
  const result = await prepareWith(name, args, erp, context);
  if (result.kind !== 'prepared') throw new Error(result.message);
  return result;
};
