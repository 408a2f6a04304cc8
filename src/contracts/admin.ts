import { z } from 'zod';

/** How an external agent proves who it is at the token endpoint (RFC 7591, `token_endpoint_auth_method`). */
export const clientAuthentications = ['client_secret_basic', 'private_key_jwt'] as const;
export const autonomies = ['read-only', 'ask', 'execute'] as const;
export const agentKinds = ['assistant', 'external'] as const;
export const lifecycles = ['registered', 'in-review', 'active', 'suspended', 'retired'] as const;
export const operations = ['read', 'create', 'modify', 'delete', 'action'] as const;
export const tiers = ['fast', 'smart', 'expert', 'premium'] as const;

/** A link of an agent version or template to a tool; it may tighten the tool, never widen it. */
export const toolLinkSchema = z.strictObject({
  tool: z.string(),
  /** Always ask for this tool, whatever the autonomy. */
  ask: z.boolean(),
  /** At most this many rows per read; null: the tool configuration's limit. */
  rowLimit: z.int().positive().max(20000).nullable(),
  allowedOperations: z.array(z.enum(operations)),
  /** Of a link to a tool that asks agents: those that may be asked, each by its id, or by the key of its template. Nobody if empty; left out: any that the user may use. */
  agents: z.array(z.string().min(1).max(80)).max(200).optional(),
});
export type ToolLink = z.infer<typeof toolLinkSchema>;

const creditsSchema = z.string().regex(/^\d{1,9}(\.\d{1,4})?$/, 'Credits are a decimal number such as 250.');

/** An agent as the admin sees it. `GET /api/v1/admin/agents`. */
export const agentViewSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  kind: z.enum(agentKinds),
  templateId: z.string().nullable(),
  templateName: z.string().nullable(),
  /** Who looks after it, and her object id; null after an erasure. */
  owner: z.string(),
  ownerOid: z.string().nullable(),
  /** Who answers for it. */
  sponsor: z.string(),
  sponsorOid: z.string().nullable(),
  businessUnitId: z.string().nullable(),
  businessUnitName: z.string().nullable(),
  /** The software that acts as this agent. */
  clientApplication: z.string(),
  authenticationMethod: z.string(),
  lifecycle: z.enum(lifecycles),
  /** Where the viewer may move it, and what is against it. */
  moves: z.array(
    z.strictObject({
      to: z.enum(lifecycles),
      needsReason: z.boolean(),
      refusal: z.strictObject({ message: z.string(), remedy: z.string() }).nullable(),
    }),
  ),
  autonomy: z.enum(autonomies),
  tier: z.enum(tiers),
  instructions: z.string(),
  suggestions: z.array(z.string()),
  toolLinks: z.array(toolLinkSchema),
  /** Object ids of the users who may use it; an empty list means nobody. */
  allowedUsers: z.array(z.string()),
  /** Execute grants: which user may have which tool run without Confirm, under the agent's cap. */
  executeGrants: z.array(z.strictObject({ user: z.string(), tool: z.string() })),
  /** Credits it may spend, over everyone it acts for; null: no limit. Calendar days and months in UTC. */
  dailyCredits: z.string().nullable(),
  monthlyCredits: z.string().nullable(),
  /** What it has spent. */
  creditsUsed: z.strictObject({ day: z.string(), month: z.string() }),
  version: z.int(),
  versionHash: z.string(),
  /** An erasure took a person's name out of the version's texts; `versionHash` is that of the texts before. */
  nameErased: z.boolean(),
  /** Grows with every change; send it back as `If-Match`. */
  revision: z.int(),
});
export type AgentView = z.infer<typeof agentViewSchema>;

/** Registers an agent from a template. `POST /api/v1/admin/agents`. New agents start at `ask` (the setup's default). */
export const createAgentSchema = z.strictObject({
  templateId: z.uuid(),
  name: z.string().trim().min(1).max(80),
  description: z.string().trim().max(400).optional(),
  kind: z.enum(agentKinds).default('assistant'),
  /** The software behind an external agent; where agents get their tokens at Microsoft Entra ID, its application (client) id. An assistant has none. */
  clientApplication: z.string().trim().min(1).max(120).optional(),
  authenticationMethod: z.enum(clientAuthentications).optional(),
  /** Whoever registers it, if left out. */
  sponsorOid: z.string().optional(),
  businessUnitId: z.uuid().optional(),
});
export type CreateAgent = z.output<typeof createAgentSchema>;

/** Changes an agent. `PATCH /api/v1/admin/agents/{id}`; only what is named changes. */
export const updateAgentSchema = z
  .strictObject({
    name: z.string().trim().min(1).max(80),
    description: z.string().trim().max(400),
    autonomy: z.enum(autonomies),
    tier: z.enum(tiers),
    instructions: z.string().trim().min(1).max(8000),
    suggestions: z.array(z.string().trim().min(1).max(200)).max(8),
    toolLinks: z.array(toolLinkSchema),
    allowedUsers: z.array(z.string()),
    executeGrants: z.array(z.strictObject({ user: z.string(), tool: z.string() })),
    ownerOid: z.string(),
    sponsorOid: z.string(),
    businessUnitId: z.uuid().nullable(),
    clientApplication: z.string().trim().min(1).max(120),
    authenticationMethod: z.enum(clientAuthentications),
    dailyCredits: creditsSchema.nullable(),
    monthlyCredits: creditsSchema.nullable(),
  })
  .partial();
export type UpdateAgent = z.infer<typeof updateAgentSchema>;

/** Moves an agent along its lifecycle. `POST /api/v1/admin/agents/{id}/lifecycle`. */
export const changeLifecycleSchema = z.strictObject({
  to: z.enum(lifecycles),
  reason: z.string().trim().min(1).max(400).optional(),
});

const comparedVersionSchema = agentViewSchema.pick({ version: true, versionHash: true, nameErased: true });

/** What differs between two versions of an agent, field by field, tool links by tool. `GET /api/v1/admin/agents/{id}/versions/{version}/compare/{other}`. */
export const versionComparisonSchema = z.strictObject({
  from: comparedVersionSchema,
  to: comparedVersionSchema,
  /** `widens`: going from the first to the second gives more room. */
  changes: z.array(z.strictObject({ field: z.string(), before: z.string().nullable(), after: z.string().nullable(), widens: z.boolean() })),
});
export type VersionComparison = z.infer<typeof versionComparisonSchema>;

/** A group of companies that the tenant names. `GET|POST /api/v1/admin/business-units`. */
export const businessUnitViewSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  companies: z.array(z.string()),
  /** Agents that belong to it. */
  agents: z.array(z.strictObject({ id: z.string(), name: z.string() })),
  revision: z.int(),
});
export type BusinessUnitView = z.infer<typeof businessUnitViewSchema>;

/** `POST /api/v1/admin/business-units`. */
export const createBusinessUnitSchema = z.strictObject({
  name: z.string().trim().min(1).max(80),
  companies: z.array(z.string().min(1).max(80)).max(500),
});

/** `PATCH /api/v1/admin/business-units/{id}`; only what is named changes. */
export const updateBusinessUnitSchema = createBusinessUnitSchema.partial();

/** A shipped or custom template. `GET /api/v1/admin/templates`. */
export const templateViewSchema = z.strictObject({
  id: z.string(),
  key: z.string(),
  name: z.string(),
  description: z.string(),
  version: z.int(),
  shipped: z.boolean(),
  instructions: z.string(),
  suggestions: z.array(z.string()),
  toolLinks: z.array(toolLinkSchema),
  /** Agents made from it. */
  usedBy: z.array(z.strictObject({ id: z.string(), name: z.string() })),
  revision: z.int(),
});
export type TemplateView = z.infer<typeof templateViewSchema>;

/** Changes a template's links. `PATCH /api/v1/admin/templates/{id}`. A tool taken off takes effect at once on every agent made from it. */
export const updateTemplateSchema = z.strictObject({ toolLinks: z.array(toolLinkSchema) });

/** A tool as the tenant has it, and who uses it. `GET /api/v1/admin/tools`. */
export const toolConfigViewSchema = z.strictObject({
  tool: z.string(),
  title: z.string(),
  description: z.string(),
  writes: z.boolean(),
  /** Whether it asks another agent: a link to it names whom. */
  asks: z.boolean(),
  commitment: z.enum(['draft', 'binding']).nullable(),
  operation: z.enum(operations),
  enabled: z.boolean(),
  allowedOperations: z.array(z.enum(operations)),
  rowLimit: z.int(),
  creditPrice: z.string(),
  agents: z.array(z.strictObject({ id: z.string(), name: z.string() })),
  templates: z.array(z.strictObject({ id: z.string(), name: z.string() })),
  revision: z.int(),
});
export type ToolConfigView = z.infer<typeof toolConfigViewSchema>;

/** Changes a tool for the whole tenant. `PATCH /api/v1/admin/tools/{tool}`. */
export const updateToolConfigSchema = z
  .strictObject({
    enabled: z.boolean(),
    allowedOperations: z.array(z.enum(operations)),
    rowLimit: z.int().positive().max(20000),
    creditPrice: z.string().regex(/^\d{1,6}(\.\d{1,4})?$/, 'A price is a decimal number such as 0.25.'),
  })
  .partial();

/** Tenant defaults. `GET|PATCH /api/v1/admin/setup`. */
export const setupViewSchema = z.strictObject({
  defaultTier: z.enum(tiers),
  defaultAutonomy: z.enum(autonomies),
  logRetentionDays: z.int(),
  transcriptRetentionDays: z.int(),
  /** Credits one user may spend per day; null: no limit. */
  dailyUserCredits: z.string().nullable(),
  approvalMinutes: z.int(),
  maxToolCallsPerTurn: z.int(),
  /** Requests one external agent may make per minute, on each node of the program. */
  agentRequestsPerMinute: z.int(),
  idempotencyKeyHours: z.int(),
  /** Tool and agent pairs where a binding write may run without asking. */
  bindingWithoutAsk: z.array(z.strictObject({ agentId: z.string(), tool: z.string() })),
  revision: z.int(),
});
export type SetupView = z.infer<typeof setupViewSchema>;

export const updateSetupSchema = z
  .strictObject({
    defaultTier: z.enum(tiers),
    defaultAutonomy: z.enum(autonomies),
    logRetentionDays: z.int().min(365, 'The log is kept at least 365 days.').max(2557, 'The log is kept at most 7 years (2,557 days).'),
    transcriptRetentionDays: z.int().min(1).max(365, 'Conversations are kept at most 365 days; what proves the work stays in the log.'),
    dailyUserCredits: creditsSchema.nullable(),
    approvalMinutes: z.int().min(5).max(43200),
    maxToolCallsPerTurn: z.int().min(1).max(100),
    agentRequestsPerMinute: z.int().min(1).max(10_000),
    idempotencyKeyHours: z.int().min(1).max(720),
    bindingWithoutAsk: z.array(z.strictObject({ agentId: z.uuid(), tool: z.string() })),
  })
  .partial();

/** One change of a setting. `GET /api/v1/admin/changeLog?after=&limit=`, newest first. */
export const changeLogViewSchema = z.strictObject({
  id: z.string(),
  at: z.iso.datetime(),
  who: z.string(),
  /** What was changed: `agent`, `template`, `tool`, `setup`, `businessUnit`, `condition`, `policy`, `delegation`, `servicePrincipal`, `logReader`, `reading`, `export`, `execution`. */
  subjectType: z.string(),
  subjectId: z.string(),
  subjectName: z.string(),
  field: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});
export type ChangeLogView = z.infer<typeof changeLogViewSchema>;

/** People of the tenant an agent can be shared with: everyone who has signed in, and in the demo every demo account. `GET /api/v1/admin/users`. */
export const userViewSchema = z.strictObject({ oid: z.string(), displayName: z.string(), email: z.string() });
export type UserView = z.infer<typeof userViewSchema>;
