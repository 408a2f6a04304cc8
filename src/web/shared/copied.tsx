import { Button, Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import { CheckIcon, CopyIcon } from './icons.ts';

/** A value to be taken elsewhere, with a button that copies it. */
export const Copied = ({ label, value }: { label: string; value: string }) => {
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
