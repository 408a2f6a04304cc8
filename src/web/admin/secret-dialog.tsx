import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
  MessageBar,
  MessageBarBody,
} from '@fluentui/react-components';
import { useState } from 'react';
import { CheckIcon, CopyIcon } from '../shared/icons.ts';

const Copied = ({ label, value }: { label: string; value: string }) => {
  const [isCopied, setCopied] = useState(false);
  const copy = () =>
    navigator.clipboard.writeText(value).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <Field label={label}>
      <Input
        readOnly
        value={value}
        onFocus={(event) => event.target.select()}
        contentAfter={
          <Button
            size="small"
            appearance="transparent"
            icon={isCopied ? <CheckIcon /> : <CopyIcon />}
            aria-label={isCopied ? `${label} copied` : `Copy ${label.toLowerCase()}`}
            onClick={() => void copy()}
          />
        }
      />
    </Field>
  );
};

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
