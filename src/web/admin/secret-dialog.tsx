import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  MessageBar,
  MessageBarBody,
} from '@fluentui/react-components';
import { Copied } from '../shared/copied.tsx';

/** Shows a secret that was just made: here, once, and nowhere else. */
export const SecretDialog = ({ clientId, secret, onClose }: { clientId: string; secret: string; onClose: () => void }) => (
  <Dialog open modalType="alert">
    <DialogSurface style={{ maxWidth: 560 }}>
      <DialogBody>
        <DialogTitle>The new secret</DialogTitle>
        <DialogContent style={{ display: 'flex', flexDirection: 'column', gap: 12 }}>
          <MessageBar intent="warning" layout="multiline">
            <MessageBarBody>This is the only time it is shown. Only a hash of it is kept; whoever loses it gets a new one.</MessageBarBody>
          </MessageBar>
          <Copied label="Client id" value={clientId} />
          <Copied label="Secret" value={secret} />
        </DialogContent>
        <DialogActions>
          <Button appearance="primary" onClick={onClose}>
            I have kept it
          </Button>
        </DialogActions>
      </DialogBody>
    </DialogSurface>
  </Dialog>
);
