import type { INetworkModule, NetworkRequestOptions, NetworkResponse } from '@azure/msal-node';

/** Longest wait for the identity provider, milliseconds; MSAL's own client would wait for ever. */
const timeoutMillis = 10_000;

const ask = async <Body>(url: string, method: 'GET' | 'POST', { headers = {}, body }: NetworkRequestOptions = {}): Promise<NetworkResponse<Body>> => {
  const signal = AbortSignal.timeout(timeoutMillis);
  const answer = await fetch(url, { method, headers, redirect: 'error', signal, ...(body === undefined ? {} : { body }) });
  if (answer.status >= 500) throw new Error(`The identity provider answered ${answer.status}.`);
  return { status: answer.status, headers: Object.fromEntries(answer.headers), body: (await answer.json()) as Body };
};

/** How MSAL reaches the identity provider: in time or not at all, following no redirect; a server error is no OAuth answer. */
export const msalNetwork: INetworkModule = {
  sendGetRequestAsync: (url, options) => ask(url, 'GET', options),
  sendPostRequestAsync: (url, options) => ask(url, 'POST', options),
};
