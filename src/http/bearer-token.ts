/** The token of an `Authorization: Bearer` header (RFC 6750, 2.1); undefined where there is none. */
export const bearerOf = (header: string | undefined): string | undefined => /^Bearer +([A-Za-z0-9._~+/-]+=*) *$/i.exec(header ?? '')?.[1];

/** A quoted string of a challenge: ASCII without quotes and backslashes (RFC 6750, 3). */
const quoted = (text: string): string => `"${text.replace(/[^\x20-\x7e]|["\\]/g, ' ')}"`;

/** A challenge (RFC 6750, 3) that says where our metadata is (RFC 9728, 5.1). Without a token it names no error. */
export const challenge = (metadata: string, fault: Readonly<Record<string, string>>): string =>
  `Bearer ${Object.entries({ realm: 'Smart Agents', ...fault, resource_metadata: metadata })
    .map(([name, value]) => `${name}=${quoted(value)}`)
    .join(', ')}`;
