import type { Request, RequestHandler } from 'express';
import type { Me } from '../contracts/sessions.ts';
import { sendError } from '../http/index.ts';
import { AppError, describeError } from '../kernel/errors.ts';

/** What `GET /api/v1/me` needs. */
export interface MeParts {
  readonly csrfTokenFor: (request: Request) => string;
  readonly tenantName: (tenantId: string) => Promise<string>;
  readonly companies: (request: Request) => Promise<readonly { readonly id: string; readonly name: string }[]>;
  readonly model: Me['model'];
}

const answer = async (parts: MeParts, req: Request): Promise<Me> => {
  const { user } = req;
  if (!user) throw new AppError('unauthenticated', 'You are not signed in.', { remedy: 'Sign in and try again.' });
  let companies: Me['companies'] = [];
  let erpProblem: string | null = null;
  try {
    companies = (await parts.companies(req)).map(({ id, name }) => ({ id, name }));
  } catch (error) {
    if (error instanceof AppError && error.code === 'unauthenticated') throw error;
    erpProblem = describeError(error);
  }
  return {
    user: { displayName: user.displayName, email: user.email, roles: [...user.roles] },
    tenant: { id: user.tid, name: await parts.tenantName(user.tid) },
    companies,
    erpProblem,
    csrfToken: parts.csrfTokenFor(req),
    model: parts.model,
  };
};

/** Who is signed in, where, and what the program runs with. The page needs it before anything else. */
export const meHandler =
  (parts: MeParts): RequestHandler =>
  (req, res) =>
    void answer(parts, req).then(
      (me) => res.setHeader('Cache-Control', 'no-store').json(me),
      (thrown: unknown) => sendError(req, res, { thrown, style: 'problem' }),
    );
