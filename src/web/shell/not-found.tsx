import { Button } from '@fluentui/react-components';
import { useNavigate } from 'react-router';
import { EmptyState } from '../shared/empty-state.tsx';
import { SearchIcon } from '../shared/icons.ts';

/** Stands where an address leads nowhere. */
export const NotFound = () => {
  const navigate = useNavigate();
  return (
    <EmptyState
      icon={<SearchIcon />}
      title="There is no such page"
      actions={
        <Button appearance="primary" onClick={() => void navigate('/')}>
          Go to the start page
        </Button>
      }
    >
      The address may be misspelt, or what it led to has been moved.
    </EmptyState>
  );
};
