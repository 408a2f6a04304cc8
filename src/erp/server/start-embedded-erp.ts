import { Worker } from 'node:worker_threads';
import type { EmbeddedErpOptions, WorkerMessage } from './erp-options.ts';

/** A running ERP. */
export interface EmbeddedErp {
  /** Scheme, host and port, without a trailing slash; the API is at `/erp/api/`. */
  readonly url: string;
  /** Ends the thread after running requests are answered; databases are closed properly. Safe to call again. */
  close(): Promise<void>;
}

/** From sources the thread's code is TypeScript, and a thread does not inherit the loader that runs us: it needs an entry that registers it. */
const entry = import.meta.url.endsWith('.ts') ? './worker-from-source.mjs' : './worker.js';

const mostRestarts = 3;

const launch = (options: EmbeddedErpOptions): Promise<{ readonly worker: Worker; readonly port: number }> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL(entry, import.meta.url), { workerData: options, execArgv: [], name: 'erp' });
    worker.once('message', (message: WorkerMessage) => {
      if (message.kind === 'ready') resolve({ worker, port: message.port });
      else reject(new Error(`The embedded ERP did not start: ${message.message}`));
    });
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`The embedded ERP's thread ended with code ${code} before it was ready`)));
  });

/**
 * Starts the embedded ERP in a worker thread: opens (and on first use seeds) each tenant's database, then
 * listens. A thread that dies is started again on the same port, up to three times. Rejects if it cannot start.
 */
export const startEmbeddedErp = async (options: EmbeddedErpOptions): Promise<EmbeddedErp> => {
  const first = await launch(options);
  const { port } = first;
  let { worker } = first;
  let closing: Promise<void> | undefined;
  let restarts = 0;

  const guard = (guarded: Worker): void => {
    guarded.on('error', (error) => process.emitWarning(error, 'EmbeddedErpWarning'));
    guarded.once('exit', () => {
      if (closing !== undefined || restarts >= mostRestarts) return;
      restarts += 1;
      launch({ ...options, port }).then(
        (next) => {
          worker = next.worker;
          guard(worker);
          if (closing !== undefined) worker.postMessage('close');
        },
        (error: Error) => process.emitWarning(error, 'EmbeddedErpWarning'),
      );
    });
  };
  guard(worker);

  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      if (worker.threadId === -1) return resolve();
      worker.once('exit', () => resolve());
      worker.postMessage('close');
    });

  return {
    url: `http://${options.host ?? '127.0.0.1'}:${port}`,
    close: () => (closing ??= stop()),
  };
};
