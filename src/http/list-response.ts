import { z } from 'zod';

/** The shape every list has: the items, and the mark that asks for the next page where there is one. */
export const listResponse = <Item extends z.ZodType>(item: Item): z.ZodObject<{ value: z.ZodArray<Item>; nextAfter: z.ZodOptional<z.ZodString> }> =>
  z.strictObject({ value: z.array(item), nextAfter: z.string().optional() });

/** The parameters of an address that names one thing by its UUID. */
export const idParams = z.strictObject({ id: z.uuid() });
