import type { Request, RequestHandler, Response } from 'express';
import type { AgentScope } from '../../domain/agent-token.ts';
import { AppError } from '../../kernel/errors.ts';
import { bearerOf, challenge } from '../../http/index.ts';
import type { CallingAgents, ExternalAgent, Standing } from './calling-agents.ts';
import type { CallRates } from './call-rates.ts';
import { metadataPath } from './protected-resource.ts';
import { resourceUrl, type AgentResource } from './token-issuer.ts';
import type { TokenClaims } from './token-claims.ts';
import type { VerifyToken } from './token-verifier.ts';

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- the only way to type what a guard puts on a request
  namespace Express {
    interface Request {
      /** The external agent that `externalAgentGuard` let in. */
      externalAgent?: ExternalAgent;
    }
  }
}

/** What the guard stands on. */
export interface GuardParts {
  readonly verify: VerifyToken<TokenClaims>;
  readonly agents: CallingAgents;
  readonly rates: CallRates;
  /** Where the program is reached, without a trailing slash. */
  readonly publicUrl: string;
}

/** What a guarded address asks for. */
export interface AgentAccess {
  readonly resource: AgentResource;
  readonly scope: AgentScope;
}

/** Makes the guard of an address. */
export type ExternalAgentGuard = (access: AgentAccess) => RequestHandler;

const identified = async (parts: GuardParts, req: Request, resource: AgentResource): Promise<Standing> => {
  const token = bearerOf(req.get('authorization'));
  if (token === undefined) return { kind: 'refused', reason: 'The Authorization header holds no bearer token.' };
  const verified = await parts.verify(token, resourceUrl(parts.publicUrl, resource));
  return verified.kind === 'invalid' ? { kind: 'refused', reason: verified.reason } : parts.agents.standing(verified.claims);
};

const unauthenticated = (message: string): AppError =>
  new AppError('unauthenticated', message, { remedy: 'Get a token at the token endpoint and send it as "Authorization: Bearer …".' });

const insufficient = (scope: string): AppError =>
  new AppError('forbidden', `The token does not have the scope ${scope}.`, { remedy: 'Get a token for a delegation: it has every scope.' });

const tooMany = (seconds: number): AppError =>
  new AppError('too_many_requests', 'The agent makes more requests than it may.', { remedy: `Try again in ${seconds} s.` });

/** Counts the request and says how many are left (RateLimit header fields for HTTP). Throws `too_many_requests`. */
const count = ({ rates }: GuardParts, res: Response, { agent, requestsPerMinute }: Extract<Standing, { kind: 'admitted' }>): void => {
  const rate = rates.take(`${agent.tenantId} ${agent.agentId}`, requestsPerMinute);
  res.set('RateLimit-Policy', `"agent";q=${requestsPerMinute};w=60`).set('RateLimit', `"agent";r=${rate.remaining};t=${rate.fullIn}`);
  if (rate.allowed) return;
  res.set('Retry-After', String(rate.retryAfter));
  throw tooMany(rate.retryAfter);
};

/** Throws `forbidden`, with a challenge, where the agent's token lacks a scope. */
const demand = (publicUrl: string, { resource, scope }: AgentAccess, { agent, res }: { agent: ExternalAgent; res: Response }): void => {
  if (agent.scopes.includes(scope)) return;
  res.set('WWW-Authenticate', challenge(publicUrl + metadataPath(resource), { error: 'insufficient_scope', scope }));
  throw insufficient(scope);
};

const admit = async (parts: GuardParts, { resource, scope }: AgentAccess, { req, res }: { req: Request; res: Response }): Promise<void> => {
  const metadata = parts.publicUrl + metadataPath(resource);
  const standing = await identified(parts, req, resource);
  if (standing.kind === 'refused') {
    const fault: Record<string, string> =
      req.get('authorization') === undefined ? {} : { error: 'invalid_token', error_description: standing.reason };
    res.set('WWW-Authenticate', challenge(metadata, fault));
    req.log.info({ reason: standing.reason }, 'an external agent was not let in');
    throw unauthenticated(standing.reason);
  }
  count(parts, res, standing);
  demand(parts.publicUrl, { resource, scope }, { agent: standing.agent, res });
  req.externalAgent = standing.agent;
};

/** Asks an agent that was let in for one scope more, where only the request's body tells what it needs. Fails as the guard does. */
export const scopeGuard =
  (publicUrl: string): ExternalAgentGuard =>
  (access) =>
  (req, res, next) => {
    if (req.externalAgent === undefined) throw new Error('nobody was let in');
    demand(publicUrl, access, { agent: req.externalAgent, res });
    next();
  };

/**
 * Lets external agents in by their bearer token and sets `req.externalAgent`. Fails with `unauthenticated` (401) and
 * `forbidden` (403), each with a challenge, and `too_many_requests` (429). Everything is looked up on each request, so
 * that a suspension or a revocation ends tokens that were issued before it.
 */
export const externalAgentGuard =
  (parts: GuardParts): ExternalAgentGuard =>
  (access) =>
  (req, res, next) =>
    void admit(parts, access, { req, res }).then(() => next(), next);
