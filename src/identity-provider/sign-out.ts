import type { KoaContextWithOIDC, Session } from 'oidc-provider';
import type { IsFirstParty } from './first-party-grant.ts';
import type { PageFrame } from './pages/layout.ts';
import { signOutPage } from './pages/message-page.ts';

const wasAskedByOurClientForThisPerson = (ctx: KoaContextWithOIDC, session: Session, isFirstParty: IsFirstParty): boolean => {
  const { client, entities } = ctx.oidc;
  return client !== undefined && isFirstParty(client.clientId) && entities.IdTokenHint?.payload['sub'] === session.accountId;
};

const revokeGrantsOf = async (ctx: KoaContextWithOIDC, session: Session): Promise<void> => {
  const { AccessToken, Grant } = ctx.oidc.provider;
  for (const { grantId, persistsLogout } of Object.values(session.authorizations ?? {})) {
    if (grantId === undefined || persistsLogout === true) continue;
    await AccessToken.revokeByGrantId(grantId);
    await (await Grant.find(grantId))?.destroy();
  }
};

const signOutNow = async (ctx: KoaContextWithOIDC, session: Session): Promise<void> => {
  const { provider, params } = ctx.oidc;
  await revokeGrantsOf(ctx, session);
  await session.destroy();
  ctx.cookies.set(provider.cookieName('session'), null, { path: new URL(provider.issuer).pathname, signed: true });
  const asked = params?.['post_logout_redirect_uri'];
  const target = new URL(typeof asked === 'string' ? asked : ctx.oidc.urlFor('end_session_success'));
  const state = params?.['state'];
  if (typeof asked === 'string' && typeof state === 'string') target.searchParams.set('state', state);
  ctx.status = 303;
  ctx.redirect(target.href);
};

/**
 * What happens at RP-initiated sign-out. Our own client that proves, by the ID token of the very
 * person signed in, that it speaks for them is not asked again (OpenID Connect RP-Initiated Logout,
 * 2); everyone else sees a page with two buttons, which needs no script.
 */
export const signOutSource =
  (isFirstParty: IsFirstParty, frame: PageFrame) =>
  async (ctx: KoaContextWithOIDC, form: string): Promise<void> => {
    const { session } = ctx.oidc;
    if (session !== undefined && wasAskedByOurClientForThisPerson(ctx, session, isFirstParty)) {
      await signOutNow(ctx, session);
      return;
    }
    ctx.body = signOutPage(frame, form);
  };
