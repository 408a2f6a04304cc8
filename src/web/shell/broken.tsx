import { Button } from '@fluentui/react-components';
import { Component, type ReactNode } from 'react';
import { EmptyState } from '../shared/empty-state.tsx';
import { ErrorIcon } from '../shared/icons.ts';

/** Keeps a fault in one part of the page from taking the rest with it, and offers the way out. */
export class Broken extends Component<{ children: ReactNode }, { isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError(): { isBroken: boolean } {
    return { isBroken: true };
  }

  override render(): ReactNode {
    if (!this.state.isBroken) return this.props.children;
    return (
      <EmptyState
        icon={<ErrorIcon />}
        title="This part of the page stopped working"
        actions={
          <Button appearance="primary" onClick={() => window.location.reload()}>
            Load the page again
          </Button>
        }
      >
        What you did before is kept on the server. Load the page again to go on; if it happens twice, tell your administrator what you did last.
      </EmptyState>
    );
  }
}
