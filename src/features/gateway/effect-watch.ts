import { AppError } from '../../kernel/errors.ts';
import { ErpError, type EntitySet, type ErpRecord, type WriteTool } from '../tools/index.ts';

/** The ports as a tool's commit sees them. */
type EffectPorts = Parameters<WriteTool<unknown>['commit']>[1];

/** Told of each record that an effect answered with, and of the one that an action was run on. */
export type OnRecord = (set: EntitySet, record: ErpRecord) => void;

/**
 * Stands between a tool's commit and the ports with an effect, and knows whether something may have happened: a port
 * was called, and it did not say for certain that nothing was done.
 */
export class EffectWatch {
  #possible = 0;

  /** Whether an effect may have happened, whatever became of the tool's code afterwards. */
  get mayHaveHappened(): boolean {
    return this.#possible > 0;
  }

  /** The ports, watched. */
  observe(ports: EffectPorts, onRecord: OnRecord): EffectPorts {
    return {
      erp: {
        create: async (set, body, key) => {
          const record = await this.#watched(() => ports.erp.create(set, body, key));
          onRecord(set, record);
          return record;
        },
        modify: async (set, target, body) => {
          const record = await this.#watched(() => ports.erp.modify(set, target, body));
          onRecord(set, record);
          return record;
        },
        remove: (set, target) => this.#watched(() => ports.erp.remove(set, target)),
        act: async (set, action, key) => {
          const result = await this.#watched(() => ports.erp.act(set, action, key));
          onRecord(set, { id: action.id, ...(action.number !== undefined && { number: action.number }) });
          return result;
        },
      },
      outbox: { createDraft: (draft, key) => this.#watched(() => ports.outbox.createDraft(draft, key)) },
    };
  }

  async #watched<Result>(effect: () => Promise<Result>): Promise<Result> {
    this.#possible += 1;
    try {
      return await effect();
    } catch (error) {
      if (isCertain(error)) this.#possible -= 1;
      throw error;
    }
  }
}

/** Whether an error says for certain that nothing was done. */
const isCertain = (error: unknown): boolean => error instanceof AppError || (error instanceof ErpError && error.detail.effectUnknown !== true);
