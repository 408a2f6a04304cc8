/** Told after each export: what was wrong with it, in few words that hold no address and no secret, or null. */
export type OnExport = (fault: string | null) => void;

interface ExportResult {
  readonly code: number;
  readonly error?: Error;
}

type Done = (result: ExportResult) => void;

const kindOf = (error: unknown): string => {
  const { code, name } = (error ?? {}) as { readonly code?: unknown; readonly name?: unknown };
  return `${typeof name === 'string' ? name : 'Error'}${typeof code === 'string' || typeof code === 'number' ? ` ${code}` : ''}`;
};

/** An exporter of which it is known whether it works; what it throws is told, too, and disturbs nobody. */
export const watchedExporter = <Exporter extends { export(items: never, done: Done): void }>(exporter: Exporter, onExport: OnExport): Exporter => {
  const send = (items: never, done: Done): void => {
    const told = (result: ExportResult): void => {
      onExport(result.code === 0 ? null : kindOf(result.error));
      done(result);
    };
    try {
      exporter.export(items, told);
    } catch (error) {
      told({ code: 1, error: error instanceof Error ? error : new Error('the export failed') });
    }
  };
  return new Proxy(exporter, {
    get: (target, property) => {
      if (property === 'export') return send;
      const value: unknown = Reflect.get(target, property);
      return typeof value === 'function' ? (value as (...given: unknown[]) => unknown).bind(target) : value;
    },
  });
};
