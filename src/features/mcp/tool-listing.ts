import type { Tool as ListedTool } from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';
import { agentExecutionSchema } from '../../contracts/agent-actions.ts';
import { getExecutionSchema, toolResultSchema, withdrawProposalSchema } from '../../contracts/mcp.ts';
import type { Offer, OfferedCompany } from '../agent-actions/index.ts';
import { functionDefinition, type Tool } from '../tools/index.ts';

/** The tool by which a client asks what became of a run. It is ours, not the agent's: it reads no more than the agent's own runs. */
export const getExecution = 'get_execution';

/** The tool by which a client takes back what it proposed and nobody has decided on yet. Ours too; it makes nothing happen. */
export const withdrawProposal = 'withdraw_proposal';

/** The argument that names the company, where the delegation covers several. */
export const companyArgument = 'company';

type ObjectSchema = ListedTool['inputSchema'];

const objectSchema = (schema: z.ZodType, io: 'input' | 'output'): ObjectSchema => {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io });
  return { ...rest, type: 'object' } as ObjectSchema;
};

const resultSchema = objectSchema(toolResultSchema, 'output');

const companyProperty = (companies: readonly OfferedCompany[]): object => ({
  type: 'string',
  enum: companies.map(({ id }) => id),
  description: `The company to act in. ${companies.map(({ id, name }) => `${id}: ${name ?? 'name not known'}`).join('; ')}.`,
});

const inputSchema = (tool: Tool, companies: readonly OfferedCompany[]): ObjectSchema => {
  const schema = functionDefinition(tool).function.parameters as unknown as ObjectSchema;
  if (companies.length < 2) return schema;
  return {
    ...schema,
    properties: { ...schema.properties, [companyArgument]: companyProperty(companies) },
    required: [...(schema.required ?? []), companyArgument],
  };
};

/** Hints for the client's own prompts; nothing is decided on them here. The ERP is one closed world. */
const annotationsOf = (tool: Tool): NonNullable<ListedTool['annotations']> => {
  const common = { title: tool.title, openWorldHint: false };
  if (tool.kind !== 'write') return { ...common, readOnlyHint: true, destructiveHint: false, idempotentHint: true };
  const onlyAdds = tool.operation === 'create' && tool.commitment === 'draft';
  return { ...common, readOnlyHint: false, destructiveHint: !onlyAdds, idempotentHint: false };
};

const listed = (tool: Tool, companies: readonly OfferedCompany[]): ListedTool => ({
  name: tool.name,
  title: tool.title,
  description: tool.description,
  inputSchema: inputSchema(tool, companies),
  outputSchema: resultSchema,
  annotations: annotationsOf(tool),
});

const executionTool: ListedTool = {
  name: getExecution,
  title: 'What became of an execution',
  description:
    'Tells how one of your own executions stands: what waits for a person, what was done, refused or failed. With waitSeconds it waits for news.',
  inputSchema: objectSchema(getExecutionSchema, 'input'),
  // Loose, because clients hold an error's structure against it too.
  outputSchema: objectSchema(agentExecutionSchema.partial().loose(), 'output'),
  annotations: {
    ...{ title: 'What became of an execution', readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  },
};

const withdrawTool: ListedTool = {
  name: withdrawProposal,
  title: 'Withdraw a proposal',
  description: 'Takes back what you proposed in an execution of your own and no person has decided on yet. Nothing of it is done then.',
  inputSchema: objectSchema(withdrawProposalSchema, 'input'),
  outputSchema: objectSchema(agentExecutionSchema.partial().loose(), 'output'),
  annotations: { title: 'Withdraw a proposal', readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: false },
};

/** What `tools/list` answers: the tools that would run or ask, ours for asking after them, and for taking back where something may wait. */
export const toolListing = ({ tools, companies }: Offer): ListedTool[] => [
  ...tools.map((tool) => listed(tool, companies)),
  executionTool,
  ...(tools.some(({ kind }) => kind === 'write') ? [withdrawTool] : []),
];

/** Throws where a tool of the program takes a name that this door uses for itself. */
export const assertNamesAreFree = (tools: readonly Tool[]): void => {
  const taken = tools.find((tool) => {
    const { properties = {} } = functionDefinition(tool).function.parameters as unknown as ObjectSchema;
    return [getExecution, withdrawProposal].includes(tool.name) || companyArgument in properties;
  });
  if (taken) throw new TypeError(`The tool ${taken.name} takes a name that MCP clients know as ours.`);
};
