import { makeStyles, tokens } from '@fluentui/react-components';

const useStyles = makeStyles({ hash: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 } });

/** An id or a hash: its beginning, the whole of it on hover. */
export const HashText = ({ value }: { value: string }) => (
  <span className={useStyles().hash} title={value}>
    {value.length > 20 ? `${value.slice(0, 16)}…` : value}
  </span>
);
