import type { Me } from '../../../src/contracts/sessions.ts';
import { idOf } from './ids.ts';

/** Companies of the double's tenant. */
export const companies = [
  { id: idOf('company-main'), name: 'Alder & Finch Ltd.' },
  { id: idOf('company-services'), name: 'Alder & Finch Services' },
];

const person = (displayName: string, roles: string[], options: Partial<Me> = {}): Me => ({
  user: {
    displayName,
    email: `${displayName.split(' ')[0]?.toLowerCase() ?? ''}@alderfinch.example`,
    roles: roles.map((role) => `SMART AGENTS ${role}`),
  },
  tenant: { id: idOf('tenant'), name: 'Alder & Finch Supply' },
  companies,
  erpProblem: null,
  csrfToken: 'the-token',
  model: { name: 'smart-agents-offline', offline: true },
  ...options,
});

/** The people one can be, by the value of the cookie `who`. */
export const people: Readonly<Record<string, Me>> = {
  clara: person('Clara Reyes', ['USER'], { companies: companies.slice(0, 1) }),
  ben: person('Ben Okafor', ['USER']),
  ines: person('Ines Moreau', ['APPROVER']),
  marta: person('Marta Lindqvist', ['USER', 'APPROVER'], { model: { name: 'gpt-large', offline: false } }),
  adele: person('Adele Brandt', ['ADMIN']),
  noor: person('Noor Haddad', ['AUDITOR']),
};

/** Entity sets that the double's ERP denies to a person. */
export const denials: Readonly<Record<string, readonly string[]>> = {
  clara: ['vendors', 'purchaseOrders', 'items'],
  ben: ['customers', 'salesInvoices'],
};

/** Whoever a request's cookie says. */
export const personOf = ({ cookie }: { cookie?: string | undefined }): Me | undefined => people[/(?:^|; )who=(\w+)/.exec(cookie ?? '')?.[1] ?? ''];
