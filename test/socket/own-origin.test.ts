import { expect } from 'chai';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Server } from 'socket.io';
import { io } from 'socket.io-client';
import { createSocketServer } from '../../src/socket/socket-server.ts';

describe('the chat’s handshake', () => {
  const http = createServer();
  let url: string;
  let server: Server;
  before(async () => {
    http.listen(0, '127.0.0.1');
    await once(http, 'listening');
    url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
    server = createSocketServer(url);
    server.attach(http);
  });
  after(() => server.close());

  const connects = (transport: 'polling' | 'websocket', extraHeaders: Record<string, string>): Promise<boolean> => {
    const client = io(url, { transports: [transport], extraHeaders, forceNew: true, reconnection: false });
    return new Promise<boolean>((resolve) => client.on('connect', () => resolve(true)).on('connect_error', () => resolve(false))).finally(() =>
      client.close(),
    );
  };

  for (const transport of ['polling', 'websocket'] as const) {
    it(`is open to our own pages and to what is no browser, over ${transport}`, async () => {
      expect(await connects(transport, { origin: url, 'sec-fetch-site': 'same-origin' })).to.equal(true);
      expect(await connects(transport, {})).to.equal(true);
    });

    it(`is closed to pages of anybody else, another port of the same host included, over ${transport}`, async () => {
      expect(await connects(transport, { origin: 'http://127.0.0.1:9999' })).to.equal(false);
      expect(await connects(transport, { origin: 'https://evil.example' })).to.equal(false);
      expect(await connects(transport, { origin: 'null' })).to.equal(false);
      expect(await connects(transport, { 'sec-fetch-site': 'same-site' })).to.equal(false);
    });
  }
});
