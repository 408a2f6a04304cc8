import type { JWK } from 'jose';

/** A program that gets tokens on its own account: it proves itself by a secret or by a key. */
export interface MachineClient {
  readonly clientId: string;
  readonly name: string;
  readonly proof: 'secret' | 'key';
  /** Its live public keys, where it proves itself by a key. */
  readonly keys: readonly MachineKey[];
  /** What its tokens can be for, where that is not what everyone's are; the first is meant where a request does not say. */
  readonly resources?: readonly [string, ...string[]];
}

/** A public key, and the name of the credential it is. */
export interface MachineKey {
  readonly credential: string;
  readonly jwk: JWK;
}

/** A token request of a client that has proved itself. */
export interface MachineTokenRequest {
  readonly clientId: string;
  /** The credential it proved itself with. */
  readonly credential: string;
  /** The scopes asked for; empty where it left them out. */
  readonly scopes: readonly string[];
  /** What it asked for as `authorization_details` (RFC 9396), each with a `type`. */
  readonly details: readonly AuthorizationDetails[];
}

/** One element of `authorization_details`. */
export type AuthorizationDetails = Readonly<Record<string, unknown>> & { readonly type: string };

/** What a token request gets. */
export type MachineGrant =
  | {
      readonly kind: 'granted';
      readonly scopes: readonly string[];
      /** Claims beyond those of RFC 9068. */
      readonly claims: Readonly<Record<string, string>>;
      readonly details: readonly AuthorizationDetails[];
    }
  | {
      readonly kind: 'refused';
      readonly error: 'unauthorized_client' | 'invalid_scope' | 'invalid_authorization_details';
      readonly reason: string;
    };

/** Where the clients come from, and who decides what they get. Asked anew on every request. */
export interface MachineClients {
  /** The client of this id; undefined where there is none with a live credential. */
  find(clientId: string): Promise<MachineClient | undefined>;
  /** Which of the client's live secrets this is; undefined: none. */
  credentialOfSecret(clientId: string, secret: string): Promise<string | undefined>;
  /** Decides a request. */
  grant(request: MachineTokenRequest): Promise<MachineGrant>;
}
