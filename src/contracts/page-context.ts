import { z } from 'zod';

/** What the user is looking at in the ERP while she chats; told to the model as context, never as authority. */
export const pageContextSchema = z.strictObject({
  /** The kind of page. */
  page: z.enum(['customers', 'vendors', 'items', 'purchaseOrders', 'salesInvoices', 'home']),
  /** The record's number where the page is a card, e.g. `V-1042`. */
  recordNumber: z.string().max(40).optional(),
  /** The record's display name. */
  recordName: z.string().max(120).optional(),
});

export type PageContext = z.infer<typeof pageContextSchema>;
