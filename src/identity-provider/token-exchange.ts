import { errors } from 'oidc-provider';
import type { Provider, TokenEndpointGrantContext } from 'oidc-provider';
import type { ActorsOfTokens } from './access-token-claims.ts';
import type { ActorTokens } from './actor-token.ts';
import type { ProviderAlgorithm } from './keys.ts';
import { accessTokenType, erpResource, erpResourceServer, erpScope, jwtTokenType, tokenExchangeGrant } from './resources.ts';
import type { Subject, SubjectTokens } from './subject-token.ts';

/** What the exchange needs to know and to leave behind. */
export interface TokenExchangeOptions {
  readonly subjects: SubjectTokens;
  readonly actors: ActorTokens;
  /** Where the claims find the actor of a token being issued. */
  readonly actorsOfTokens: ActorsOfTokens;
  readonly alg: ProviderAlgorithm;
}

type Params = Readonly<
  Partial<Record<'subject_token' | 'subject_token_type' | 'actor_token' | 'actor_token_type' | 'audience' | 'requested_token_type', string>>
>;
type Context = TokenEndpointGrantContext<Params>;

const parameterNames = [
  'subject_token',
  'subject_token_type',
  'actor_token',
  'actor_token_type',
  'audience',
  'resource',
  'scope',
  'requested_token_type',
];

const checkTarget = ({ audience, resource, scope, requested_token_type: requested }: Context['oidc']['params']): void => {
  const targets = [audience, resource].filter((target) => target !== undefined);
  if (targets.length === 0 || targets.some((target) => target !== erpResource)) {
    throw new errors.InvalidTarget(`tokens are exchanged for ${erpResource} only`);
  }
  if (scope !== undefined && scope !== erpScope) throw new errors.InvalidScope(`the only scope is ${erpScope}`, scope);
  if (requested !== undefined && requested !== accessTokenType) {
    throw new errors.InvalidRequest('requested_token_type must be an access token');
  }
};

const subjectOf = async ({ oidc: { params, client } }: Context, subjects: SubjectTokens): Promise<Subject> => {
  if (params.subject_token === undefined) throw new errors.InvalidRequest('subject_token is missing');
  if (params.subject_token_type !== accessTokenType) {
    throw new errors.InvalidRequest('subject_token_type must be an access token');
  }
  const subject = await subjects.verify(params.subject_token, client);
  if (!subject.grant.getResourceScope(erpResource).split(' ').includes(erpScope)) {
    throw new errors.InvalidTarget('the grant of subject_token does not reach the ERP');
  }
  return subject;
};

const actorOf = async ({ oidc: { params, client } }: Context, actors: ActorTokens): Promise<string | undefined> => {
  const { actor_token: token, actor_token_type: type } = params;
  // RFC 8693, 2.1: the type must be there with the token, and must not be there without it.
  if (token === undefined && type === undefined) return undefined;
  if (token === undefined || type !== jwtTokenType) {
    throw new errors.InvalidRequest('actor_token and actor_token_type (a JWT) belong together');
  }
  return actors.verify(token, client);
};

/**
 * Teaches the provider OAuth 2.0 Token Exchange (RFC 8693): a user's access token for the program
 * becomes one for the ERP, good for ten minutes, with the acting agent in `act`. Nothing else is
 * exchanged; every refusal is the RFC's error.
 */
export const registerTokenExchange = (provider: Provider, options: TokenExchangeOptions): void => {
  const resourceServer = new provider.ResourceServer(erpResource, erpResourceServer(options.alg));
  provider.registerGrantType<Params>(
    tokenExchangeGrant,
    async (ctx) => {
      checkTarget(ctx.oidc.params);
      const subject = await subjectOf(ctx, options.subjects);
      const actor = await actorOf(ctx, options.actors);
      const token = new provider.AccessToken({
        client: ctx.oidc.client,
        accountId: subject.oid,
        grantId: subject.grantId,
        gty: 'token_exchange',
        scope: erpScope,
        resourceServer,
      });
      if (actor !== undefined) options.actorsOfTokens.set(token, actor);
      ctx.oidc.entity('AccessToken', token);
      ctx.body = {
        access_token: await token.save(),
        issued_token_type: accessTokenType,
        token_type: token.tokenType,
        expires_in: token.expiration,
        scope: erpScope,
      };
    },
    parameterNames,
  );
};
