import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { ownCertificate } from './own-certificate.ts';

/** A telemetry item as Application Insights takes it. */
export interface Envelope {
  readonly iKey: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly data: {
    readonly baseType: string;
    readonly baseData: {
      readonly name?: string;
      readonly message?: string;
      readonly id?: string;
      readonly success?: boolean;
      readonly properties?: Readonly<Record<string, string>>;
      readonly metrics?: readonly { readonly name: string; readonly value: number }[];
    };
  };
}

const itemsIn = (text: string): readonly Envelope[] =>
  text.startsWith('[') ? (JSON.parse(text) as Envelope[]) : text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Envelope]));

/**
 * A stand-in for an ingestion endpoint of Application Insights: takes `/v2.1/track` and keeps what it gets. It speaks TLS,
 * because Microsoft's exporter makes `https` of every address.
 */
export class IngestionStandIn {
  readonly envelopes: Envelope[] = [];
  /** Everything that arrived, as text. */
  readonly bodies: string[] = [];
  readonly asked = new Set<string>();
  refuses = false;

  private constructor(private readonly server: Server) {}

  static async start(): Promise<IngestionStandIn> {
    const box: { standIn?: IngestionStandIn } = {};
    const server = createServer(ownCertificate(), (req, res) => {
      const chunks: Buffer[] = [];
      req.on('data', (chunk: Buffer) => chunks.push(chunk));
      req.on('end', () => {
        const body = Buffer.concat(chunks);
        const text = (req.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString('utf8');
        const items = box.standIn?.take(`${req.method} ${req.url?.split('?')[0]}`, text) ?? 0;
        const answer = { itemsReceived: items, itemsAccepted: items, errors: [] };
        res.writeHead(box.standIn?.refuses ? 400 : 200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return (box.standIn = new IngestionStandIn(server));
  }

  /** As the Azure portal shows one. */
  get connectionString(): string {
    const { port } = this.server.address() as AddressInfo;
    return `InstrumentationKey=00000000-0000-4000-8000-000000000001;IngestionEndpoint=https://127.0.0.1:${port}/`;
  }

  take(asked: string, text: string): number {
    this.asked.add(asked);
    this.bodies.push(text);
    const items = itemsIn(text);
    this.envelopes.push(...items);
    return items.length;
  }

  /** What arrived of a kind. */
  of(baseType: string): readonly Envelope['data']['baseData'][] {
    return this.envelopes.flatMap(({ data }) => (data.baseType === baseType ? [data.baseData] : []));
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
