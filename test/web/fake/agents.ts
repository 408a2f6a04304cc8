import type { AgentView, TemplateView, ToolConfigView } from '../../../src/contracts/admin.ts';
import type { AvailableAgent } from '../../../src/contracts/sessions.ts';
import { lifecycleMoves } from '../../../src/domain/agent-lifecycle.ts';
import { needsReason } from '../../../src/domain/agent-move.ts';
import { demoAccounts } from '../../../src/demo/accounts.ts';
import { idOf } from './ids.ts';

const reads: readonly (readonly [string, string])[] = [
  ['read_customer', 'Read customers'],
  ['read_sales_invoices', 'Read sales invoices'],
  ['format_statement', 'Make a statement'],
  ['read_vendor', 'Read vendors'],
  ['read_purchase_orders', 'Read purchase orders'],
  ['read_purchase_receipts', 'Read purchase receipts'],
  ['read_vendor_ledger_entries', 'Read vendor ledger entries'],
  ['read_vendor_payments', 'Read vendor payments'],
  ['find_items_below_reorder_point', 'Find items below reorder point'],
  ['read_items', 'Read items'],
  ['ask_agent', 'Ask another agent'],
];
const writes: readonly (readonly [string, string])[] = [
  ['draft_email', 'Draft an email'],
  ['create_purchase_order_draft', 'Create a draft purchase order'],
];

const isWrite = (tool: string) => writes.some(([name]) => name === tool);
const titleOf = (tool: string) => [...reads, ...writes].find(([name]) => name === tool)?.[1] ?? tool;

const links = (tools: readonly string[]) =>
  tools.map((tool) => ({ tool, ask: isWrite(tool), rowLimit: null, allowedOperations: [isWrite(tool) ? ('create' as const) : ('read' as const)] }));

interface Seed {
  readonly name: string;
  readonly description: string;
  readonly template: string;
  readonly tools: readonly string[];
  readonly autonomy: AgentView['autonomy'];
  readonly suggestions: string[];
}

const seeds: readonly Seed[] = [
  {
    name: 'Month-end statements',
    description: 'Finds overdue customers, prepares their statements, and drafts the emails for you to send.',
    template: 'Sales invoice manager',
    tools: ['read_customer', 'format_statement', 'draft_email'],
    autonomy: 'ask',
    suggestions: ['Prepare statements for my overdue customers', 'Who owes us most?', 'Which customers are over their credit limit?'],
  },
  {
    name: 'Vendor 360',
    description: 'Everything about one vendor in one answer: orders, receipts, ledger and payments, with patterns.',
    template: 'Vendor 360 view',
    tools: ['read_vendor', 'read_purchase_orders', 'read_purchase_receipts', 'read_vendor_ledger_entries', 'read_vendor_payments'],
    autonomy: 'read-only',
    suggestions: ['Show me everything about vendor V-1042 for the last six months and flag any patterns'],
  },
  {
    name: 'Purchase planner',
    description: 'Finds items below their reorder point and prepares draft purchase orders.',
    template: 'Purchase planner',
    tools: ['find_items_below_reorder_point', 'read_items', 'read_vendor', 'read_purchase_orders', 'create_purchase_order_draft'],
    autonomy: 'ask',
    suggestions: ['What should we reorder this week?'],
  },
];

/** The agents as the panel lists them. */
export const availableAgents: AvailableAgent[] = seeds.map((seed) => ({
  id: idOf(seed.name),
  name: seed.name,
  description: seed.description,
  autonomy: seed.autonomy,
  suggestions: seed.suggestions,
  tools: seed.tools.map((tool) => ({ name: tool, title: titleOf(tool), writes: isWrite(tool) })),
}));

/** People as the admin pages list them. */
export const users = demoAccounts.slice(0, 7).map(({ oid, displayName, email }) => ({ oid, displayName, email }));

const oidOf = (name: string): string | null => users.find(({ displayName }) => displayName === name)?.oid ?? null;

const needsBea = {
  message: 'Somebody else than who registered or submitted the agent has to review it.',
  remedy: 'Ask another admin to review it: Bea Winter.',
};

/** The moves of an agent, as Adele may make them; Bea has to review what she registered. */
export const movesFrom = (from: AgentView['lifecycle']): AgentView['moves'] =>
  lifecycleMoves(from).map((to) => ({ to, needsReason: needsReason(from, to), refusal: from === 'in-review' && to === 'active' ? needsBea : null }));

/** The agents as the admin sees them. */
export const adminAgents: AgentView[] = seeds.map((seed, index) => ({
  id: idOf(seed.name),
  name: seed.name,
  description: seed.description,
  kind: 'assistant',
  templateId: idOf(seed.template),
  templateName: seed.template,
  owner: 'Adele Brandt',
  ownerOid: oidOf('Adele Brandt'),
  sponsor: 'Marta Lindqvist',
  sponsorOid: oidOf('Marta Lindqvist'),
  businessUnitId: null,
  businessUnitName: null,
  clientApplication: 'Smart Agents panel',
  authenticationMethod: 'OpenID Connect, on behalf of the user',
  lifecycle: index === 2 ? 'in-review' : 'active',
  moves: movesFrom(index === 2 ? 'in-review' : 'active'),
  autonomy: seed.autonomy,
  tier: 'smart',
  instructions: `You help with ${seed.name.toLowerCase()}. Use only what the tools return. Say when a result may be partial.`,
  suggestions: seed.suggestions,
  toolLinks: links(seed.tools),
  allowedUsers: index === 2 ? [] : users.slice(0, 3).map((user) => user.oid),
  executeGrants: [],
  dailyCredits: null,
  monthlyCredits: index === 0 ? '500' : null,
  creditsUsed: { day: '1.2500', month: '31.5000' },
  version: index + 1,
  versionHash: idOf(`hash-${seed.name}`).replaceAll('-', '').repeat(2),
  nameErased: false,
  revision: 1,
}));

/** Templates as the admin sees them. */
export const templates: TemplateView[] = seeds.map((seed) => ({
  id: idOf(seed.template),
  key: seed.template.toLowerCase().replaceAll(' ', '-'),
  name: seed.template,
  description: seed.description,
  version: 1,
  shipped: true,
  instructions: 'Answer from tool results alone.',
  suggestions: seed.suggestions,
  toolLinks: links(seed.tools),
  usedBy: [{ id: idOf(seed.name), name: seed.name }],
  revision: 1,
}));

/** Tools as the admin sees them. */
export const tools: ToolConfigView[] = [...reads, ...writes].map(([tool, title]) => ({
  tool,
  title,
  description: `${title}, as the signed-in user may.`,
  writes: isWrite(tool),
  asks: tool === 'ask_agent',
  commitment: isWrite(tool) ? 'draft' : null,
  operation: isWrite(tool) ? 'create' : 'read',
  enabled: tool !== 'read_vendor_payments',
  allowedOperations: [isWrite(tool) ? 'create' : 'read'],
  rowLimit: 500,
  creditPrice: isWrite(tool) ? '0.5' : '0',
  agents: seeds.filter((seed) => seed.tools.includes(tool)).map((seed) => ({ id: idOf(seed.name), name: seed.name })),
  templates: seeds.filter((seed) => seed.tools.includes(tool)).map((seed) => ({ id: idOf(seed.template), name: seed.template })),
  revision: 1,
}));
