import { Text, makeStyles, tokens } from '@fluentui/react-components';

const useStyles = makeStyles({
  hash: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 },
  note: { color: tokens.colorNeutralForeground3 },
});

/** Says of a version, named as `of`, that its texts are not those that its fingerprint was made of. */
export const NameErasedNote = ({ of }: { of: string }) => (
  <Text size={200} block className={useStyles().note}>
    An erasure took a person’s name out of {of}. The fingerprint is that of the texts before.
  </Text>
);

/** An agent version's fingerprint: its beginning, the whole of it on hover; and what an erasure changed since. */
export const VersionHash = ({ version }: { version: { readonly versionHash: string; readonly nameErased: boolean } }) => (
  <>
    <span className={useStyles().hash} title={version.versionHash}>
      {version.versionHash.slice(0, 20)}…
    </span>
    {version.nameErased && <NameErasedNote of="its texts" />}
  </>
);
