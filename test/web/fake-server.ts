import express, { type NextFunction, type Request, type Response } from 'express';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { Server } from 'socket.io';
import { z } from 'zod';
import { approvalDecisionResultSchema, approvalDecisionSchema, approvalEditSchema, type ApprovalView } from '../../src/contracts/approvals.ts';
import { emailDraftViewSchema, type EmailDraftView } from '../../src/contracts/outbox.ts';
import { problemSchema } from '../../src/contracts/problem.ts';
import { availableAgentSchema, createSessionSchema, meSchema, renameSessionSchema, type Me } from '../../src/contracts/sessions.ts';
import { toolCallLogEntrySchema } from '../../src/contracts/tool-call-log.ts';
import { availableAgents } from './fake/agents.ts';
import { readSet } from './fake/erp-data.ts';
import { FakeDelegations } from './fake/fake-delegations.ts';
import { FakeHolds } from './fake/fake-holds.ts';
import { FakeServices } from './fake/fake-services.ts';
import { FakeUnsettled } from './fake/fake-unsettled.ts';
import { erpApprovalRun, executionSummary, executionView } from './fake/executions.ts';
import { fakeAdmin } from './fake/fake-admin.ts';
import { FakeChat } from './fake/fake-chat.ts';
import { idOf } from './fake/ids.ts';
import { emailLogRoute } from './fake/email-data.ts';
import { logEntries } from './fake/log-data.ts';
import { denials, people } from './fake/people.ts';
import { serveRetention } from './fake/retention.ts';

const web = fileURLToPath(new URL('../../dist/web', import.meta.url));
const policy =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self' ws:; img-src 'self' data:; object-src 'none'; frame-ancestors 'self'";

const whoOf = (request: { headers: { cookie?: string | undefined } }): string | undefined =>
  /(?:^|; )who=(\w+)/.exec(request.headers.cookie ?? '')?.[1];
const problem = (response: Response, status: number, detail: string, fields?: readonly { field: string; message: string }[]) =>
  void response
    .status(status)
    .type('application/problem+json')
    .json(
      problemSchema.parse({
        type: 'about:blank',
        title: status === 404 ? 'Not found' : 'That did not work',
        status,
        ...(fields && { fields: [...fields] }),
        detail,
        code: 'refused',
        remedy: 'Load the page again.',
      }),
    );

const meOf = (request: Request): Me => {
  const me = people[whoOf(request) ?? ''];
  if (!me) throw new Error('Nobody is signed in.');
  return meSchema.parse(me);
};

/** A proposal as an overseer gets it. */
const overviewOf = ({ preview: _preview, changedSince: _changed, reason: _reason, resultLine: _line, ...overview }: ApprovalView) => overview;

const outboxRoutes = (drafts: EmailDraftView[]) => {
  const router = express.Router();
  const setStatus = (id: string, status: EmailDraftView['status']) =>
    drafts.forEach((draft, index) => draft.id === id && (drafts[index] = { ...draft, status }));
  router.get('/', (_request, response) => void response.json({ value: drafts.map((draft) => emailDraftViewSchema.parse(draft)) }));
  router.get('/:id/message', (request, response) => {
    setStatus(request.params.id, 'opened');
    response.type('message/rfc822').attachment('message.eml').send('Subject: Statement\n\nHello');
  });
  router.post('/:id/discard', (request, response) => {
    setStatus(request.params.id, 'discarded');
    response.status(204).end();
  });
  router.post('/:id/restore', (request, response) => {
    setStatus(request.params.id, 'draft');
    response.status(204).end();
  });
  return router;
};

const erpRoute = (request: Request<{ company: string; set: string }>, response: Response) => {
  const { set } = request.params;
  if (denials[whoOf(request) ?? '']?.includes(set)) {
    const message = `Sorry, the current permissions prevented the action. (TableData 23 ${set} Read: Base Application) CorrelationId:  5f0c.`;
    return void response.status(403).json({ error: { code: 'Internal_ServerError', message } });
  }
  const page = readSet(set, request.query);
  return void (page
    ? response.json(page)
    : response.status(404).json({ error: { code: 'BadRequest_ResourceNotFound', message: 'No such resource.' } }));
};

const logRoute = (request: Request, response: Response) => {
  const filter = typeof request.query['$filter'] === 'string' ? request.query['$filter'] : '';
  const outcome = /outcome eq '(\w+)'/.exec(filter)?.[1];
  const tool = /contains\(tolower\(tool\),'(\w+)'\)/.exec(filter)?.[1];
  const found = logEntries.filter(
    (entry) => (outcome === undefined || entry.outcome === outcome) && (tool === undefined || entry.tool.includes(tool)),
  );
  if (request.headers.accept === 'text/csv')
    return void response.type('text/csv').send(`tool,outcome\r\n${found.map((entry) => `${entry.tool},${entry.outcome}`).join('\r\n')}\r\n`);
  const skip = Number(request.query['$skip'] ?? 0);
  const value = found.slice(skip, skip + Number(request.query['$top'] ?? 50)).map((entry) => toolCallLogEntrySchema.parse(entry));
  return void response.json({ '@odata.count': found.length, value });
};

const apiRoutes = (chat: FakeChat, drafts: EmailDraftView[], { services, delegations }: { services: FakeServices; delegations: FakeDelegations }) => {
  const api = express.Router();
  api.use((request, response, next) => {
    if (!people[whoOf(request) ?? '']) return problem(response, 401, 'Nobody is signed in.');
    if (request.method !== 'GET' && request.headers['x-csrf-token'] !== 'the-token') return problem(response, 403, 'The token is missing.');
    return next();
  });
  api.get('/me', (request, response) => void response.json(meOf(request)));
  api.get(
    '/agents',
    (request, response) =>
      void response.json({ value: whoOf(request) === 'marta' ? [] : availableAgents.map((agent) => availableAgentSchema.parse(agent)) }),
  );
  api.get('/sessions', (_request, response) => void response.json({ value: [...chat.sessions.values()].reverse() }));
  api.post('/sessions', (request, response) => {
    const wanted = createSessionSchema.parse(request.body);
    const agent = availableAgents.find((one) => one.id === wanted.agentId);
    const company = meOf(request).companies.find((one) => one.id === wanted.companyId);
    return agent && company
      ? void response.status(201).json(chat.create(agent, company))
      : problem(response, 404, 'There is no such agent or company.');
  });
  api.patch('/sessions/:id', (request, response) => {
    const session = chat.sessions.get(request.params.id);
    if (!session) return problem(response, 404, 'There is no such conversation.');
    const renamed = { ...session, title: renameSessionSchema.parse(request.body).title };
    chat.sessions.set(session.id, renamed);
    return void response.json(renamed);
  });
  api.delete('/sessions/:id', (request, response) => {
    chat.sessions.delete(request.params.id);
    response.status(204).end();
  });
  api.get('/approvals', (request, response) => void response.json({ value: chat.pendingFor(meOf(request).user) }));
  api.get('/approvals/:id', (request, response) => {
    const approval = chat.approvals.get(request.params.id);
    return approval ? void response.json(chat.seenBy(approval, meOf(request).user)) : problem(response, 404, 'There is no such proposal.');
  });
  api.get('/approvals/:id/arguments', (request, response) => {
    const version = chat.approvals.get(request.params.id)?.version ?? 0;
    const properties = { vendorNumber: { type: 'string' }, quantity: { type: 'number' } };
    const schema = { type: 'object', properties, required: ['vendorNumber', 'quantity'] };
    response.json({ version, arguments: { vendorNumber: 'V-1042', quantity: 120 }, schema });
  });
  api.post('/approvals/:id/edit', (request, response) => {
    const edit = approvalEditSchema.parse(request.body);
    if (typeof edit.arguments['quantity'] === 'number') return void response.json(chat.edit(request.params.id, edit, meOf(request).user.displayName));
    const fields = [{ field: 'quantity', message: 'A quantity is a number.' }];
    return problem(response, 422, 'The values do not fit.', fields);
  });
  api.post('/approvals/:id/decision', (request, response) => {
    const { user } = meOf(request);
    const result = chat.decide(request.params.id, approvalDecisionSchema.parse(request.body), user.displayName);
    response.json(approvalDecisionResultSchema.parse({ ...result, approval: chat.seenBy(result.approval, user) }));
  });
  api.get('/approvals/:id/attachments/:index', (_request, response) => void response.type('application/pdf').send('%PDF-1.4'));
  new FakeUnsettled().serve(api, (request) => meOf(request).user);
  services.serve(api, {
    nameOf: (request) => meOf(request).user.displayName,
    isAdmin: (request) => meOf(request).user.roles.includes('SMART AGENTS ADMIN'),
  });
  delegations.serve(api, (request) => meOf(request).user.displayName);
  new FakeHolds().serve(api);
  api.use('/outbox', outboxRoutes(drafts));
  api.get('/files/:id/content', (_request, response) => void response.type('application/pdf').send('%PDF-1.4'));
  api.get('/executions/:reference', (request, response) => {
    const { reference } = request.params;
    const { user } = meOf(request);
    const wasAsked = user.roles.includes('SMART AGENTS USER');
    const approvals = [...chat.approvals.values()]
      .filter((approval) => approval.executionReference === reference)
      .map((approval) => chat.seenBy(approval, user))
      .map((approval) => (wasAsked ? approval : overviewOf(approval)));
    response.json(executionView(reference, approvals));
  });
  api.get('/executions', (_request, response) => void response.json({ value: [erpApprovalRun, 'EX-0001'].map(executionSummary) }));
  api.get('/erp/companies\\(:company\\)/:set', erpRoute);
  serveRetention(api);
  api.use('/admin', fakeAdmin(services));
  return api;
};

/** The running double. */
export interface FakeServer {
  readonly origin: string;
  readonly chat: FakeChat;
  /** Cuts every connection of the chat, as a broken network does. */
  readonly cut: () => void;
  readonly close: () => Promise<void>;
}

/** Starts a double of the product's server on a free port: the built pages, the wire's contracts, scripted conversations. A development and test aid. */
export const startFakeServer = async (options: { paceMs: number; port?: number }): Promise<FakeServer> => {
  const app = express();
  const server = createServer(app);
  const io = new Server(server);
  const chat = new FakeChat(io, options.paceMs);
  const drafts: EmailDraftView[] = [];
  chat.onCommitted = (approval) => {
    if (approval.tool.name !== 'draft_email') return;
    drafts.unshift({
      id: idOf(`draft-${approval.id}`),
      status: 'draft',
      to: approval.preview.fields[0]?.after ?? '',
      subject: approval.preview.fields[1]?.after ?? '',
      body: approval.preview.text ?? '',
      attachments: [{ fileId: idOf('file'), fileName: 'statement-C-10012.pdf', contentType: 'application/pdf', bytes: 48_213 }],
      agentName: approval.agent.name,
      executionReference: approval.executionReference,
      createdAt: new Date().toISOString(),
    });
  };
  app.use((_request, response, next) => void (response.setHeader('Content-Security-Policy', policy), next()));
  app.use(express.json());
  const services = new FakeServices();
  const delegations = new FakeDelegations(services);
  app.use('/api/v1', apiRoutes(chat, drafts, { services, delegations }));
  app.get('/auth/grant', (request, response) => {
    const { for: grantFor, returnTo } = z.object({ for: z.string(), returnTo: z.string() }).parse(request.query);
    delegations.grant(grantFor);
    response.redirect(303, returnTo);
  });
  app.get('/api/smartAgents/audit/v1.0/toolCallLogEntries', logRoute);
  app.get('/api/smartAgents/audit/v1.0/emailLogEntries', emailLogRoute);
  app.get('/auth/sign-in', (_request, response) => void response.type('text/plain').send('Sign in'));
  app.use(express.static(web, { index: false, immutable: true, maxAge: '365d' }));
  app.use((request, response, next) => (request.method === 'GET' && request.accepts('html') ? response.sendFile(`${web}/index.html`) : next()));
  app.use((error: unknown, _request: Request, response: Response, _next: NextFunction) =>
    problem(response, 500, error instanceof Error ? error.message : 'Unknown'),
  );
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    chat,
    cut: () => io.of('/chat').sockets.forEach((socket) => socket.conn.close()),
    close: async () => {
      const closed = io.close();
      // A browser that stays open keeps connections, some of which never asked anything: closing would wait for them.
      const drop = setInterval(() => server.closeAllConnections(), 20);
      await closed.finally(() => clearInterval(drop));
    },
  };
};
