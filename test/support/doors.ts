import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import type { RequestHandler } from 'express';
import { pino } from 'pino';
import { prometheusMeters } from '../../src/adapters/telemetry/index.ts';
import { agentActionRoutes } from '../../src/features/agent-actions/index.ts';
import { measures } from '../../src/features/telemetry/index.ts';
import { apiRouter, createApp } from '../../src/http/index.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { randomIds } from '../../src/kernel/ids.ts';
import { agentActing } from '../../src/wiring/authority.ts';
import { healthRouter } from '../../src/wiring/health.ts';
import { mcpDoor } from '../../src/wiring/mcp-door.ts';
import { delegateIn, outsideAgent } from '../agent-actions/acting-agent.ts';
import { call, clientWith } from '../mcp/mcp-clients.ts';
import type { ChatWorld } from './chat-world.ts';

/** What an external agent was told, whichever door it came through. */
export interface ToldOutside {
  /** Of the error, where it is one; of the result otherwise. */
  readonly code: string;
  readonly message: string;
  readonly text: string;
}

/** A world's doors for external agents and its health, over HTTP; whoever comes in is an agent that may do everything. */
export class Doors {
  private constructor(
    readonly url: string,
    private readonly server: Server,
    private readonly mcp: Client,
  ) {}

  static async open(world: ChatWorld): Promise<Doors> {
    const { core, database, folder } = world;
    const agent = outsideAgent(world, await delegateIn(world));
    const letIn: RequestHandler = (req, _res, next) => {
      req.externalAgent = agent;
      next();
    };
    const logger = pino({ level: 'silent' });
    const acting = { core, ids: randomIds, companiesUnder: async () => [world.seeded.company] };
    const guards = { guard: () => letIn, scopeGuard: () => letIn, serviceClient: letIn, tokenService: null, routes: [] };
    const health = healthRouter({
      ...{ database, log: core.log, dataDir: folder, minFreeBytes: 1, clock: systemClock, probeLog: () => core.gap.record(), logger },
      ...{ erp: { state: 'reachable' }, model: { state: 'reachable' }, prometheus: prometheusMeters(Object.values(measures)) },
    });
    const api = apiRouter(agentActionRoutes(agentActing(acting)), {
      csrf: letIn,
      externalAgent: () => letIn,
      serviceClient: letIn,
      subjectOf: () => Promise.reject(new Error('nobody is signed in')),
      signInOf: () => undefined,
      noteMissing: () => Promise.resolve(),
      version: 'test',
    });
    const door = mcpDoor({ ...acting, externalAgents: guards, publicUrl: 'http://program.test' });
    const server = createApp({ logger, ids: randomIds, handlers: [health, door, api] }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return new Doors(url, server, await clientWith(url, 'token'));
  }

  async status(path: '/healthz' | '/readyz'): Promise<number> {
    const answer = await fetch(this.url + path);
    await answer.body?.cancel();
    return answer.status;
  }

  /** Has an action done over REST, once for its key. */
  async rest(action: string, key: string): Promise<ToldOutside> {
    const answer = await fetch(`${this.url}/agent/v1/actions`, {
      method: 'POST',
      body: JSON.stringify({ action, arguments: {} }),
      headers: { 'content-type': 'application/json', 'idempotency-key': key },
    });
    const text = await answer.text();
    const { code, detail, result, line } = JSON.parse(text);
    return { code: code ?? result, message: detail ?? line, text };
  }

  /** Has an action done over MCP. */
  async tool(action: string): Promise<ToldOutside> {
    const { structuredContent: told } = await call(this.mcp, action);
    return { code: told.code ?? told.result, message: told.line, text: JSON.stringify(told) };
  }

  async close(): Promise<void> {
    await this.mcp.close();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
