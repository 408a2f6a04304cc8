import { z } from 'zod';

const controlCharacter = /\p{Cc}/u;

/** The number or code of a record, as Business Central writes it: up to 20 characters, upper case. Kept in the log where it reads like one. */
export const recordNumber = (description: string) =>
  z
    .string()
    .trim()
    .min(1)
    .max(20)
    .refine((text) => !controlCharacter.test(text), 'A number has no control characters.')
    .toUpperCase()
    .describe(description)
    .meta({ redact: 'number' });

/** Words to look for in names. Free text: masked in the log. */
export const searchText = (description: string) => z.string().trim().min(1).max(100).describe(description).meta({ redact: 'mask' });

/** A calendar date, `YYYY-MM-DD`. */
export const calendarDate = (description: string) => z.iso.date().describe(`${description} As YYYY-MM-DD.`).meta({ redact: 'keep' });

/** A yes or no. */
export const yesOrNo = (description: string) => z.boolean().describe(description).meta({ redact: 'keep' });

/** How many records to list; figures in the summary cover all that were found. */
export const listLimit = z
  .int()
  .min(1)
  .max(100)
  .default(50)
  .describe('How many records to list, 1 to 100; default 50. The summary covers all records found, listed or not.')
  .meta({ redact: 'keep' });

/** First and last day of a period, both included; either may be missing. */
export const periodShape = (what: string) => ({
  from: calendarDate(`First ${what} to include.`).optional(),
  to: calendarDate(`Last ${what} to include.`).optional(),
});

/** A period's days are in order. For `refine` on the whole arguments. */
export const isPeriodInOrder = (args: { readonly from?: string | undefined; readonly to?: string | undefined }): boolean =>
  args.from === undefined || args.to === undefined || args.from <= args.to;

/** What to tell the model about a period that ends before it starts. */
export const periodInOrder = { path: ['to'], error: 'The period ends before it starts: `to` must not be before `from`.' };
