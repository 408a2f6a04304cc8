import { Button, Spinner } from '@fluentui/react-components';
import { useState } from 'react';
import type { ServicePrincipalView } from '../../contracts/service-principals.ts';
import { fetchUsers } from '../api/admin-calls.ts';
import { fetchDelegations } from '../api/delegation-calls.ts';
import { fetchServices } from '../api/service-calls.ts';
import { useResource } from '../api/use-resource.ts';
import { EmptyState } from '../shared/empty-state.tsx';
import { AddIcon, ServiceIcon } from '../shared/icons.ts';
import { useNotices } from '../shared/notices.tsx';
import { PageHeader } from '../shared/page-header.tsx';
import { ProblemNotice } from '../shared/problem-notice.tsx';
import { ServiceCard } from './service-card.tsx';
import { RegisterServiceDialog, RenewSecretDialog, RetireServiceDialog } from './service-dialogs.tsx';
import { useTellSaved } from './waiting.tsx';

type Asking =
  | { readonly kind: 'register' }
  | { readonly kind: 'renew'; readonly service: ServicePrincipalView }
  | { readonly kind: 'retire'; readonly service: ServicePrincipalView };

/** Services that give authority where no person is to stand behind it, with who owns each and what it gave. */
export const ServicesPage = () => {
  const { tell } = useNotices();
  const tellSaved = useTellSaved();
  const services = useResource('services', (signal) => fetchServices({ signal }));
  const users = useResource('users', (signal) => fetchUsers({ signal }));
  const delegations = useResource('delegations', (signal) => fetchDelegations({ signal }));
  const [asking, setAsking] = useState<Asking>();
  const problem = services.problem ?? users.problem ?? delegations.problem;
  const close = () => setAsking(undefined);
  const done = (words: string) => () => {
    close();
    services.reload();
    delegations.reload();
    tell(words);
  };
  const known = users.value?.value ?? [];
  const register = (
    <Button appearance="primary" icon={<AddIcon />} onClick={() => setAsking({ kind: 'register' })}>
      Register a service
    </Button>
  );
  return (
    <>
      <PageHeader title="Services" caption="Applications that give agents authority where no person is to stand behind it" actions={register} />
      {problem && <ProblemNotice problem={problem} onRetry={services.reload} />}
      {!services.value && services.isLoading && <Spinner label="Reading the services" style={{ marginTop: 60 }} />}
      {services.value?.value.length === 0 && (
        <EmptyState icon={<ServiceIcon />} title="No services yet">
          A service is a client application with an account of its own in the ERP, and a person who owns it. What it gives never goes further than
          that account.
        </EmptyState>
      )}
      {services.value?.value.map((service) => (
        <ServiceCard
          key={`${service.id}/${service.revision}`}
          service={service}
          users={known}
          given={(delegations.value?.value ?? []).filter(
            ({ delegatorKind, delegator }) => delegatorKind === 'service' && delegator.oid === service.id,
          )}
          onChanged={(answer, words) => {
            tellSaved(answer, words);
            services.reload();
            delegations.reload();
          }}
          onRenew={() => setAsking({ kind: 'renew', service })}
          onRetire={() => setAsking({ kind: 'retire', service })}
        />
      ))}
      {asking?.kind === 'register' && (
        <RegisterServiceDialog users={known} onDone={done('It is registered. It acts once you let it.')} onClose={close} />
      )}
      {asking?.kind === 'renew' && <RenewSecretDialog service={asking.service} onDone={done('The new secret is in force.')} onClose={close} />}
      {asking?.kind === 'retire' && <RetireServiceDialog service={asking.service} onDone={done('It is retired.')} onClose={close} />}
    </>
  );
};
