import type { Config } from '../config.ts';
import { signInByDevice } from '../features/identity/index.ts';
import { AppError } from '../kernel/errors.ts';
import type { CheckedUser } from './check-base.ts';

type Settings = Pick<Config, 'ERP_TOKEN' | 'ERP_CHECK_CLIENT_ID' | 'OIDC_ISSUER' | 'BC_SCOPE'>;

/** Where a person signs in. */
type Terminal = Pick<Parameters<typeof signInByDevice>[0], 'say' | 'clock'>;

const businessCentral = 'https://api.businesscentral.dynamics.com';

/** Business Central's own address names the tenant, and so its issuer. */
const issuerFor = (base: string): string | undefined => {
  const tenant = new RegExp(`^${businessCentral.replaceAll('.', '\\.')}/v2\\.0/([^/]+)/[^/]+$`, 'i').exec(base)?.[1];
  return tenant === undefined ? undefined : `https://login.microsoftonline.com/${tenant}/v2.0`;
};

/**
 * Who looks at an environment: whoever the token in ERP_TOKEN speaks for, else whoever signs in with a code. The
 * token is never shown. Throws `bad_request` where the settings are not enough.
 */
export const environmentUser = async (base: string, settings: Settings, terminal: Terminal): Promise<CheckedUser> => {
  const { ERP_TOKEN: given, ERP_CHECK_CLIENT_ID: clientId, OIDC_ISSUER, BC_SCOPE: scope = `${businessCentral}/.default` } = settings;
  if (given !== undefined) return { name: 'the holder of ERP_TOKEN', token: () => Promise.resolve(given) };
  const issuer = OIDC_ISSUER ?? issuerFor(base);
  if (clientId === undefined || issuer === undefined) {
    throw new AppError('bad_request', 'There is no access token for this environment, and nobody can sign in for one.', {
      remedy: `Put a token into ERP_TOKEN, or name a public client in ERP_CHECK_CLIENT_ID${issuer === undefined ? ' and the issuer in OIDC_ISSUER' : ''}. See docs/business-central.md.`,
    });
  }
  const { token } = await signInByDevice({ issuer, clientId, scope, ...terminal });
  return { name: 'the person who signed in', token: () => Promise.resolve(token) };
};
