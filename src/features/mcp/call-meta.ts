import { callMetaSchema, metaPrefix, type CallMeta } from '../../contracts/mcp.ts';
import { AppError } from '../../kernel/errors.ts';

/** What a request's `_meta` says for us; other prefixes are not ours to read. Throws `bad_request` for an unknown key of ours. */
export const callMeta = (meta: Readonly<Record<string, unknown>> = {}): CallMeta => {
  const ours = Object.entries(meta)
    .filter(([key]) => key.startsWith(metaPrefix))
    .map(([key, value]) => [key.slice(metaPrefix.length), value] as const);
  const read = callMetaSchema.safeParse(Object.fromEntries(ours));
  if (read.success) return read.data;
  const fields = read.error.issues.map(({ path, message }) => ({ field: `_meta.${metaPrefix}${path.join('.')}`, message }));
  throw new AppError('bad_request', `What _meta says is not valid: ${fields.map(({ field, message }) => `${field}: ${message}`).join('; ')}`, {
    fields,
    remedy: `Keys under ${metaPrefix} are ${Object.keys(callMetaSchema.shape).join(', ')}.`,
  });
};
