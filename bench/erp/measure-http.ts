import { performance } from 'node:perf_hooks';
import type { ErpAccess } from '../erp-access.ts';
import { percentile } from '../statistics.ts';
import type { Times } from './measure-reads.ts';
import { readCases } from './read-cases.ts';

/** Fetches an address and takes the whole answer in, as a client would. */
const take = async (url: string, token: string): Promise<void> => {
  const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  if (!response.ok) throw new Error(`The ERP answered ${response.status}: ${(await response.text()).slice(0, 200)}`);
  await response.text();
};

/** How long each case takes over HTTP, one request at a time, from a client in another process, by name. */
export const measureHttp = async (access: ErpAccess, millis: number): Promise<ReadonlyMap<string, Times>> => {
  const results = new Map<string, Times>();
  for (const { name, route, path } of readCases) {
    const url = encodeURI(`${access.baseUrl}/api/${route}/companies(${access.companyId})/${path}`);
    const taken: number[] = [];
    const until = performance.now() + millis;
    for (let round = 0; round < 1_000 && (round < 30 || performance.now() < until); round++) {
      const start = performance.now();
      await take(url, access.token);
      taken.push(performance.now() - start);
    }
    const warm = taken.slice(Math.ceil(taken.length / 10));
    results.set(name, { p50: percentile(warm, 0.5), p99: percentile(warm, 0.99) });
  }
  return results;
};
