import {
  alderFinchCompany,
  alderFinchTenant,
  birchHarbourTenant,
  demoAccounts,
  demoAgentName,
  demoApplications,
  type ErpRole,
} from '../demo/accounts.ts';
import type { TenantSeed } from '../features/setup/index.ts';
import type { EmbeddedErpTenant } from '../erp/index.ts';
import type { ProviderAccount } from '../identity-provider/index.ts';

/** A demo agent: which template it is made from, what it is trimmed to, and who may use it. */
export interface DemoAgent {
  readonly name: string;
  /** What people read before they choose it; the template's if left out. */
  readonly description?: string;
  readonly templateKey: string;
  readonly tools?: readonly string[];
  readonly autonomy: 'read-only' | 'ask' | 'execute';
  readonly allowedUserOids: readonly string[];
  /** Questions to start with that make sense for this agent in the demo; the template's if left out. */
  readonly suggestions?: readonly string[];
  /** The customer's own software that acts as it, of an external agent. */
  readonly clientApplication?: string;
}

/** A demo tenant with its agents. */
export interface DemoTenant {
  readonly tid: string;
  readonly name: string;
  readonly agents: readonly DemoAgent[];
  /** What its services have given to agents. */
  readonly delegations: NonNullable<TenantSeed['delegations']>;
}

const oidsOf = (tid: string, ...userNames: readonly string[]): readonly string[] =>
  demoAccounts.filter((account) => account.tid === tid && userNames.includes(account.userName)).map((account) => account.oid);

/** Who may use the agents, by what they are about. */
interface DemoAgentUsers {
  readonly sales: readonly string[];
  readonly purchasing: readonly string[];
  readonly contracts: readonly string[];
}

const agentsOf = (tid: string, users: DemoAgentUsers): readonly DemoAgent[] => [
  {
    name: 'Month-end statements',
    description: 'Finds overdue customers and prepares an email to each, with the statement of account attached, for the user to send.',
    templateKey: 'sales-invoice-manager',
    tools: ['read_customer', 'format_statement', 'draft_email'],
    autonomy: 'ask',
    suggestions: [
      'Prepare month-end statements for my overdue customers.',
      'Which of my customers are overdue, and by how much?',
      'Show the statement of customer C-10053.',
    ],
    allowedUserOids: oidsOf(tid, ...users.sales),
  },
  { name: 'Sales invoice manager', templateKey: 'sales-invoice-manager', autonomy: 'ask', allowedUserOids: oidsOf(tid, ...users.sales) },
  { name: 'Vendor 360', templateKey: 'vendor-360-view', autonomy: 'read-only', allowedUserOids: oidsOf(tid, ...users.purchasing) },
  { name: 'Purchase planner', templateKey: 'purchase-planner', autonomy: 'ask', allowedUserOids: oidsOf(tid, ...users.purchasing) },
  { name: 'Contract renewals', templateKey: 'contract-renewal', autonomy: 'ask', allowedUserOids: oidsOf(tid, ...users.contracts) },
];

/** A customer's own agent, and what the purchasing service lets it do: order for what runs short, up to an amount. */
const ownAgent: DemoAgent = {
  name: demoAgentName,
  description: 'Looks for items that run short and drafts orders for them, run by Example Software.',
  templateKey: 'purchase-planner',
  autonomy: 'ask',
  allowedUserOids: oidsOf(alderFinchTenant, 'BEN', 'MARTA'),
  clientApplication: 'Example Software',
};
const reordering: DemoTenant['delegations'][number] = {
  by: 'purchasing-service',
  to: demoAgentName,
  workflow: 'Weekly reordering',
  reason: 'Example Software looks after our stock.',
  days: 180,
  terms: {
    actions: ['find_items_below_reorder_point', 'read_items', 'read_vendor', 'read_purchase_orders', 'create_purchase_order_draft'],
    companies: [alderFinchCompany],
    recordFilters: {},
    limits: [
      {
        actions: ['create_purchase_order_draft'],
        currency: 'EUR',
        perAction: '5000',
        cumulative: { amount: '20000', period: 'month' },
      },
    ],
    approvalRules: [
      {
        name: 'Larger orders',
        actions: ['create_purchase_order_draft'],
        when: { kind: 'amount-above', amount: '2000', currency: 'EUR' },
        approver: { kind: 'second-person', people: [] },
      },
    ],
  },
};

/** The two demo organisations. The sales representative may use Vendor 360 too, so that one can see the ERP deny him. */
export const demoTenants: readonly DemoTenant[] = [
  {
    tid: alderFinchTenant,
    name: 'Alder & Finch Supply',
    agents: [
      ...agentsOf(alderFinchTenant, {
        sales: ['CLARA', 'MARTA', 'TOM'],
        purchasing: ['BEN', 'INES', 'MARTA', 'TOM'],
        contracts: ['BEN', 'MARTA'],
      }),
      ownAgent,
    ],
    delegations: [reordering],
  },
  {
    tid: birchHarbourTenant,
    name: 'Birch Harbour Trading',
    agents: agentsOf(birchHarbourTenant, { sales: ['PAUL'], purchasing: ['PAUL'], contracts: ['PAUL'] }),
    delegations: [],
  },
];

/** The ERP's side of the demo organisations. */
export const demoErpTenants: readonly EmbeddedErpTenant[] = demoTenants.map(({ tid }) => ({
  tid,
  demo: tid === alderFinchTenant ? 'full' : 'small',
  users: [
    ...demoAccounts
      .filter((account) => account.tid === tid)
      .map(({ oid, userName, displayName, email, erpRole }) => ({ oid, userName, displayName, email, erpRole })),
    ...demoApplications
      .filter((application) => application.tid === tid)
      .map(({ oid, userName, displayName, erpRole }) => ({ oid, userName, displayName, email: '', erpRole })),
  ],
}));

const jobTitles: Readonly<Record<ErpRole, string>> = {
  'ar-clerk': 'AR clerk',
  buyer: 'Buyer',
  'purchasing-service': 'Purchasing service',
  'ap-clerk': 'AP clerk',
  'finance-manager': 'Finance manager and approver',
  'sales-rep': 'Sales representative',
  'agents-admin': 'Agents admin',
  auditor: 'Auditor',
  owner: 'Owner and agents admin',
};

/** The identity provider's side of the demo organisations: with job titles, so that one can tell whom to sign in as. */
export const demoProviderAccounts: readonly ProviderAccount[] = demoTenants.flatMap(({ tid, name }) =>
  demoAccounts
    .filter((account) => account.tid === tid)
    .map(({ oid, userName, displayName, email, roles, erpRole }) => ({
      oid,
      tid,
      userName,
      displayName,
      email,
      roles,
      jobTitle: jobTitles[erpRole],
      organisation: name,
    })),
);
