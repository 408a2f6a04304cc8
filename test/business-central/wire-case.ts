import type { Wire, WireAnswer } from './wire.ts';

/** One thing that Microsoft's documentation says of the API, and what is asked to see it. */
export interface WireCase {
  readonly rule: string;
  /** The page that says so. */
  readonly page: string;
  readonly ask: (wire: Wire) => Promise<WireAnswer>;
  readonly status: number;
  /** The error's code, where it is one. */
  readonly code?: string;
  readonly holds?: (answer: WireAnswer, wire: Wire) => void;
}

/** Where Microsoft's documentation for developers begins. */
export const devItPro = 'https://learn.microsoft.com/dynamics365/business-central/dev-itpro';

/** The page of error codes. */
export const codes = `${devItPro}/webservices/dynamics-error-codes`;
