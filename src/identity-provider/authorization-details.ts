import { errors } from 'oidc-provider';
import type { AuthorizationDetails } from './machine-clients.ts';

const isDetails = (value: unknown): value is AuthorizationDetails =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

const refused = (): Error => new errors.InvalidAuthorizationDetails('authorization_details is a JSON array of objects, each with a type');

/** The `authorization_details` of a request (RFC 9396, 2); empty where it has none. Throws `invalid_authorization_details`. */
export const authorizationDetailsOf = (parameter: string | undefined): readonly AuthorizationDetails[] => {
  if (parameter === undefined) return [];
  let read: unknown;
  try {
    read = JSON.parse(parameter);
  } catch {
    throw refused();
  }
  if (!Array.isArray(read) || !read.every(isDetails)) throw refused();
  return read;
};
