import { createContext, useContext, useMemo, type ReactNode } from 'react';
import type { Me } from '../../contracts/sessions.ts';
import { useKeptState } from '../shared/kept-state.ts';
import { useMe } from './me.tsx';

type Company = Me['companies'][number];

interface CompanyChoice {
  /** Undefined where the ERP shows the user no company. */
  readonly company: Company | undefined;
  readonly choose: (id: string) => void;
}

const CompanyContext = createContext<CompanyChoice>({ company: undefined, choose: () => undefined });

/** The company the user works in. */
export const useCompany = (): CompanyChoice => useContext(CompanyContext);

/** Keeps the chosen company, per tenant, in this browser. */
export const CompanyProvider = ({ children }: { children: ReactNode }) => {
  const { me } = useMe();
  const [chosen, choose] = useKeptState(`company:${me.tenant.id}:${me.user.email}`, '');
  const choice = useMemo(
    () => ({ company: me.companies.find((company) => company.id === chosen) ?? me.companies[0], choose }),
    [me.companies, chosen, choose],
  );
  return <CompanyContext value={choice}>{children}</CompanyContext>;
};
