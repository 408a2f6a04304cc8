import { fetchErasures } from '../api/hold-calls.ts';
import { useResource } from '../api/use-resource.ts';
import { PageHeader } from '../shared/page-header.tsx';
import { ErasuresSection } from './erasures-section.tsx';
import { HoldsSection } from './holds-section.tsx';

/** What may not be deleted, and who is to be forgotten: the one waits for the other. */
export const HoldsPage = () => {
  const erasures = useResource('erasures', (signal) => fetchErasures({ signal }));
  return (
    <>
      <PageHeader title="Holds and erasures" caption="What may not be deleted, and people who are to be forgotten" />
      <HoldsSection onLifted={erasures.reload} />
      <ErasuresSection erasures={erasures} />
    </>
  );
};
