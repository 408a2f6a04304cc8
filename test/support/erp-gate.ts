import { createServer, request as forward, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** Whether the answer to a request is to be held back, once the ERP has given it. */
type Held = (request: { readonly method: string; readonly path: string; readonly status: number }) => boolean;

/** Stands in front of an ERP in another process and passes everything on, except the answers a test holds back for good. */
export class ErpGate {
  /** Where the ERP is; set once it runs. */
  target = '';
  #isHeld: Held = () => false;
  #reached: () => void = () => undefined;

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async open(): Promise<ErpGate> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const gate = new ErpGate(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    server.on(
      'request',
      (incoming: IncomingMessage, response: ServerResponse) => void gate.#pass(incoming, response).catch(() => response.destroy()),
    );
    return gate;
  }

  /** Holds back the next answer of this kind. Resolves when the ERP has given it, so that what it answers has happened. */
  holdBack(isHeld: Held): Promise<void> {
    this.#isHeld = isHeld;
    return new Promise((resolve) => (this.#reached = resolve));
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  async #pass(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url: path = '/', headers } = incoming;
    const body = await buffer(incoming);
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      forward(new URL(path, this.target), { method, headers }, resolve).once('error', reject).end(body);
    });
    const answered = await buffer(answer);
    if (this.#isHeld({ method, path, status: answer.statusCode ?? 0 })) {
      this.#isHeld = () => false;
      this.#reached();
      return;
    }
    response.writeHead(answer.statusCode ?? 502, answer.headers).end(answered);
  }
}
