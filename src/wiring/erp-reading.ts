import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, RequestHandler, Response } from 'express';
import { listCompanies, type BusinessCentralClient } from '../adapters/business-central/index.ts';
import type { ErpTokens } from '../features/identity/index.ts';
import { sendError } from '../http/index.ts';
import { AppError } from '../kernel/errors.ts';
import { erpAddress } from './erp-address.ts';

/** What reading the ERP for pages needs. */
export interface ErpReadingParts {
  /** Everything before `/api/…`. */
  readonly baseUrl: string;
  readonly client: BusinessCentralClient;
  readonly tokens: ErpTokens;
  readonly signInOf: (request: Request) => string | undefined;
}

const timeoutMillis = 20_000;
const passedHeaders = ['content-type', 'odata-version', 'preference-applied'] as const;

/** A token with the signed-in user's own rights, no agent acting. */
const userToken = async (parts: ErpReadingParts, signIn: string): Promise<string> => {
  const outcome = await parts.tokens.forUser(signIn);
  if (outcome.kind !== 'token') throw new AppError('unauthenticated', 'Your sign-in has ended.', { remedy: 'Sign in again.' });
  return outcome.token;
};

/** The companies the ERP shows the user of a sign-in. */
export const companiesOf = (parts: ErpReadingParts, signIn: string): Promise<readonly { readonly id: string; readonly name: string }[]> =>
  listCompanies(parts.client, { token: () => userToken(parts, signIn), callId: 'companies', signal: AbortSignal.timeout(timeoutMillis) });

const forward = async (parts: ErpReadingParts, req: Request, res: Response): Promise<void> => {
  const address = erpAddress(parts.baseUrl, req.url);
  const token = await userToken(parts, parts.signInOf(req) ?? '');
  const answer = await fetch(address, {
    redirect: 'error',
    headers: { authorization: `Bearer ${token}`, 'accept-language': 'en-US', prefer: req.header('prefer') ?? '', 'data-access-intent': 'ReadOnly' },
    signal: AbortSignal.timeout(timeoutMillis),
  }).catch((error: unknown) => {
    throw new AppError('erp_unavailable', 'The ERP cannot be reached.', { remedy: 'Try again in a moment.', cause: error });
  });
  res.status(answer.status);
  for (const name of passedHeaders) {
    const value = answer.headers.get(name);
    if (value !== null) res.setHeader(name, value);
  }
  if (answer.body) await pipeline(Readable.fromWeb(answer.body), res);
  else res.end();
};

/** Serves reads of the ERP to our pages, as the signed-in user; whatever the ERP answers, denials too, is passed on as it is. */
export const erpReading =
  (parts: ErpReadingParts): RequestHandler =>
  (req, res) => {
    if (req.user === undefined)
      return sendError(req, res, {
        thrown: new AppError('unauthenticated', 'You are not signed in.', { remedy: 'Sign in and try again.' }),
        style: 'problem',
      });
    if (req.method !== 'GET') return sendError(req, res, { thrown: new AppError('not_found', 'Pages only read the ERP.'), style: 'problem' });
    return void forward(parts, req, res).catch((thrown: unknown) => sendError(req, res, { thrown, style: 'problem' }));
  };
