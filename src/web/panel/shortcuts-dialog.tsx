import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  DialogTrigger,
  makeStyles,
  tokens,
} from '@fluentui/react-components';

const shortcuts: readonly (readonly [string, string])[] = [
  ['Enter', 'Send the message'],
  ['Shift + Enter', 'New line'],
  ['Esc', 'Stop the running turn'],
  ['Ctrl or Cmd + K', 'New conversation'],
  ['Ctrl or Cmd + .', 'Open or close the panel'],
  ['Up, Down', 'Move between the rows of a list'],
  ['Enter on a row', 'Open it'],
  ['?', 'This list'],
];

const useStyles = makeStyles({
  table: { width: '100%', borderCollapse: 'collapse', '& td': { padding: '6px 0', borderBottom: `1px solid ${tokens.colorNeutralStroke2}` } },
  keys: {
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    backgroundColor: tokens.colorNeutralBackground3,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    padding: '2px 6px',
    whiteSpace: 'nowrap',
  },
});

/** The keys that do something. */
export const ShortcutsDialog = ({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) => {
  const styles = useStyles();
  return (
    <Dialog open={isOpen} onOpenChange={(_event, data) => !data.open && onClose()}>
      <DialogSurface style={{ maxWidth: 440 }}>
        <DialogBody>
          <DialogTitle>Keyboard shortcuts</DialogTitle>
          <DialogContent>
            <table className={styles.table}>
              <tbody>
                {shortcuts.map(([keys, meaning]) => (
                  <tr key={keys}>
                    <td>{meaning}</td>
                    <td style={{ textAlign: 'end' }}>
                      <kbd className={styles.keys}>{keys}</kbd>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </DialogContent>
          <DialogActions>
            <DialogTrigger disableButtonEnhancement>
              <Button>Close</Button>
            </DialogTrigger>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
};
