import { Router } from 'express';
import {
  agentViewSchema,
  changeLifecycleSchema,
  createAgentSchema,
  changeLogViewSchema,
  setupViewSchema,
  templateViewSchema,
  toolConfigViewSchema,
  updateAgentSchema,
  updateSetupSchema,
  updateTemplateSchema,
  updateToolConfigSchema,
  userViewSchema,
  versionComparisonSchema,
  type AgentView,
  type ChangeLogView,
  type SetupView,
} from '../../../src/contracts/admin.ts';
import { problemSchema } from '../../../src/contracts/problem.ts';
import { adminAgents, movesFrom, templates, tools, users } from './agents.ts';
import { credentialRoutes } from './credentials.ts';
import { logReaderRoutes } from './log-readers.ts';
import { serveBusinessUnits } from './fake-business-units.ts';
import type { FakeServices } from './fake-services.ts';
import { servePolicies } from './fake-policies.ts';
import { agentSubject, FakeWaiting } from './fake-waiting.ts';
import { idOf } from './ids.ts';
import { missedLookups } from './missed-lookups.ts';

const stale = problemSchema.parse({
  type: 'about:blank',
  title: 'Changed meanwhile',
  status: 412,
  detail: 'Somebody else changed it.',
  code: 'stale',
  remedy: 'Read the newer version, then change it again.',
});

type Note = (subjectType: string, subjectName: string, change: readonly [string, unknown]) => void;

const agentRoutes = (router: Router, { agents, waiting, note }: { agents: AgentView[]; waiting: FakeWaiting; note: Note }): void => {
  router.get('/agents', (_request, response) => void response.json({ value: agents.map((agent) => agentViewSchema.parse(agent)) }));
  router.post('/agents', (request, response) => {
    const wanted = createAgentSchema.parse(request.body);
    const template = templates.find((one) => one.id === wanted.templateId);
    const agent = agentViewSchema.parse({
      ...agents[0],
      id: idOf(wanted.name),
      name: wanted.name,
      description: wanted.description ?? '',
      kind: wanted.kind,
      ...(wanted.clientApplication === undefined ? {} : { clientApplication: wanted.clientApplication }),
      ...(wanted.authenticationMethod === undefined ? {} : { authenticationMethod: wanted.authenticationMethod }),
      lifecycle: 'registered',
      moves: movesFrom('registered'),
      autonomy: 'ask',
      allowedUsers: [],
      templateName: template?.name ?? null,
      templateId: wanted.templateId,
      toolLinks: template?.toolLinks ?? [],
      version: 1,
      revision: 1,
    });
    agents.push(agent);
    response.status(201).json(agent);
  });
  router.get('/agents/:id', (request, response) => void response.json(agentViewSchema.parse(agents.find((agent) => agent.id === request.params.id))));
  router.patch('/agents/:id', (request, response) => {
    const index = agents.findIndex((agent) => agent.id === request.params.id);
    const agent = agentViewSchema.parse(agents[index]);
    if (request.headers['if-match'] !== String(agent.revision)) return void response.status(412).type('application/problem+json').json(stale);
    const wanted = updateAgentSchema.parse(request.body);
    if (wanted.autonomy === 'execute') {
      waiting.ask(agentSubject(agent), { field: 'autonomy', before: agent.autonomy, after: 'execute' });
      return void response.status(202).json(agent);
    }
    Object.entries(wanted).forEach((change) => note('agent', agent.name, change));
    agents[index] = agentViewSchema.parse({ ...agent, ...wanted, version: agent.version + 1, revision: agent.revision + 1 });
    response.json(agents[index]);
  });
  router.get('/agents/:id/versions/:version/compare/:other', (request, response) => {
    const { version, other } = request.params;
    const named = (number: string) => ({ version: Number(number), versionHash: idOf(`hash-${number}`), nameErased: number === '1' });
    const changes = [{ field: 'autonomy', before: 'read-only', after: 'ask', widens: true }];
    response.json(versionComparisonSchema.parse({ from: named(version), to: named(other), changes }));
  });
  router.post('/agents/:id/versions/:version/roll-back', (request, response) => {
    const index = agents.findIndex((agent) => agent.id === request.params.id);
    const agent = agentViewSchema.parse(agents[index]);
    note('agent', agent.name, ['rolledBackTo', request.params.version]);
    agents[index] = { ...agent, version: agent.version + 1, revision: agent.revision + 1 };
    response.json(agents[index]);
  });
  router.post('/agents/:id/lifecycle', (request, response) => {
    const index = agents.findIndex((agent) => agent.id === request.params.id);
    const agent = agentViewSchema.parse(agents[index]);
    const wanted = changeLifecycleSchema.parse(request.body);
    note('agent', agent.name, ['lifecycle', wanted.to]);
    agents[index] = { ...agent, lifecycle: wanted.to, moves: movesFrom(wanted.to), revision: agent.revision + 1 };
    response.json(agents[index]);
  });
  router.get('/agents/:id/versions', (request, response) => {
    const agent = agentViewSchema.parse(agents.find((one) => one.id === request.params.id));
    response.json({
      value: Array.from({ length: agent.version }, (_row, index) => ({
        version: agent.version - index,
        versionHash: agent.versionHash,
        nameErased: index === agent.version - 1,
        createdAt: new Date(Date.UTC(2026, 9, 20 - index)).toISOString(),
        createdBy: 'Adele Brandt',
      })),
    });
  });
};

/** The admin part of the double: everything in memory, every change in the change log. */
export const fakeAdmin = (services: FakeServices): Router => {
  const state = {
    agents: structuredClone(adminAgents),
    templates: structuredClone(templates),
    tools: structuredClone(tools),
    changes: [] as ChangeLogView[],
  };
  let setup: SetupView = {
    defaultTier: 'smart',
    defaultAutonomy: 'ask',
    logRetentionDays: 365,
    transcriptRetentionDays: 90,
    dailyUserCredits: '250',
    approvalMinutes: 480,
    maxToolCallsPerTurn: 24,
    bindingWithoutAsk: [],
    agentRequestsPerMinute: 120,
    idempotencyKeyHours: 24,
    revision: 1,
  };
  const note = (subjectType: string, subjectName: string, [field, after]: readonly [string, unknown]) => {
    const entry = {
      id: idOf(`change-${state.changes.length}`),
      at: new Date().toISOString(),
      who: 'Adele Brandt',
      subjectType,
      subjectId: idOf(subjectName),
      subjectName,
      field,
      before: null,
      after: typeof after === 'string' ? after : JSON.stringify(after),
    };
    state.changes.unshift(changeLogViewSchema.parse(entry));
  };
  const router = Router();
  const waiting = new FakeWaiting(state.agents);
  waiting.serve(router);
  serveBusinessUnits(router);
  servePolicies(router, { ask: (subject, change) => waiting.ask(subject, change) });
  agentRoutes(router, { agents: state.agents, waiting, note });
  credentialRoutes(router);
  logReaderRoutes(router);
  services.serveAdmin(router);
  router.get(
    '/templates',
    (_request, response) => void response.json({ value: state.templates.map((template) => templateViewSchema.parse(template)) }),
  );
  router.get(
    '/templates/:id',
    (request, response) => void response.json(templateViewSchema.parse(state.templates.find((template) => template.id === request.params.id))),
  );
  router.patch('/templates/:id', (request, response) => {
    const index = state.templates.findIndex((template) => template.id === request.params.id);
    const template = templateViewSchema.parse(state.templates[index]);
    const { toolLinks } = updateTemplateSchema.parse(request.body);
    state.templates[index] = { ...template, toolLinks, revision: template.revision + 1 };
    response.json(state.templates[index]);
  });
  router.get('/tools', (_request, response) => void response.json({ value: state.tools.map((tool) => toolConfigViewSchema.parse(tool)) }));
  router.patch('/tools/:tool', (request, response) => {
    const index = state.tools.findIndex((tool) => tool.tool === request.params.tool);
    const tool = toolConfigViewSchema.parse(state.tools[index]);
    const wanted = updateToolConfigSchema.parse(request.body);
    Object.entries(wanted).forEach((change) => note('tool', tool.title, change));
    state.tools[index] = toolConfigViewSchema.parse({ ...tool, ...wanted, revision: tool.revision + 1 });
    response.json(state.tools[index]);
  });
  router.get('/setup', (_request, response) => void response.json(setupViewSchema.parse(setup)));
  router.patch('/setup', (request, response) => {
    const wanted = updateSetupSchema.parse(request.body);
    Object.entries(wanted).forEach((change) => note('setup', 'Setup', change));
    setup = setupViewSchema.parse({ ...setup, ...wanted, revision: setup.revision + 1 });
    response.json(setup);
  });
  router.get('/changeLog', (_request, response) => void response.json({ value: state.changes }));
  router.get('/missedLookups', (request, response) => void response.json(missedLookups(request.query['after'])));
  router.get('/users', (_request, response) => void response.json({ value: users.map((user) => userViewSchema.parse(user)) }));
  return router;
};
