import { Button, makeStyles, tokens } from '@fluentui/react-components';

const useStyles = makeStyles({ root: { marginTop: tokens.spacingVerticalM } });

/** Below a list that is newest first; nothing where there is nothing older. */
export const OlderButton = ({ onMore }: { readonly onMore: (() => void) | undefined }) => {
  const styles = useStyles();
  return onMore ? (
    <Button className={styles.root} onClick={onMore}>
      Show older
    </Button>
  ) : null;
};
