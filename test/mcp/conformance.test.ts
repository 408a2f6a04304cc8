import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { PurchaseWorld } from '../agent-actions/purchase-world.ts';
import { mcpToken } from './mcp-clients.ts';
import { TokenProxy } from './token-proxy.ts';

const require = createRequire(import.meta.url);
const suite = join(dirname(require.resolve('@modelcontextprotocol/conformance/package.json')), 'dist', 'index.js');
const notOffered = join(import.meta.dirname, 'not-offered.yml');

describe('the conformance suite of MCP', function () {
  this.timeout(300_000);

  it('passes at /mcp for what is offered; what fails is exactly what is listed as not offered', async () => {
    const given = await PurchaseWorld.start();
    // The suite asks faster than an agent may, unless the setup lets it.
    await given.allowRequests(6000);
    const { id } = await given.delegate();
    const proxy = await TokenProxy.start(given.world.url, await mcpToken(given, id));
    try {
      const run = spawn(process.execPath, [suite, 'server', '--url', `${proxy.url}/mcp`, '--suite', 'all', '--expected-failures', notOffered]);
      let said = '';
      for (const stream of [run.stdout, run.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
      const [code] = (await once(run, 'close')) as [number];
      expect(code, said).to.equal(0);
      for (const scenario of ['server-initialize', 'ping', 'tools-list', 'server-sse-multiple-streams', 'dns-rebinding-protection'])
        expect(said).to.match(new RegExp(`✓ ${scenario}: [1-9]\\d* passed, 0 failed`));
    } finally {
      await proxy.stop();
      await given.stop();
    }
  });
});
