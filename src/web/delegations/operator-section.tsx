import { Text, makeStyles, tokens } from '@fluentui/react-components';
import { Copied } from '../shared/copied.tsx';
import { Section } from '../shared/section.tsx';

const useStyles = makeStyles({
  words: { display: 'block', margin: '10px 0 6px', maxWidth: '760px' },
  id: { maxWidth: '420px' },
  code: {
    margin: 0,
    padding: '10px 12px',
    overflowX: 'auto',
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusMedium,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
  },
});

const tokenRequest = (id: string): string => `curl -u "$CLIENT_ID:$CLIENT_SECRET" ${window.location.origin}/oauth/token \\
  -d grant_type=client_credentials \\
  --data-urlencode 'authorization_details=[{"type":"urn:smart-agents:delegation","identifier":"${id}"}]'`;

/** The delegation's id, and what the agent's operator does with it. */
export const OperatorSection = ({ id, agent }: { id: string; agent: string }) => {
  const styles = useStyles();
  return (
    <Section title="For the agent's operator" hint={`Whoever runs ${agent} names this id. It is no secret: only ${agent} can use it.`}>
      <div className={styles.id}>
        <Copied label="Delegation id" value={id} />
      </div>
      <Text className={styles.words}>
        The agent asks for a token that is bound to it. Where tokens come from Microsoft Entra ID, each request names it instead.
      </Text>
      <pre className={styles.code} tabIndex={0} aria-label="How the agent asks for a token">
        {tokenRequest(id)}
      </pre>
      <Text className={styles.words}>
        <a href="/api/openapi.json">The agent API as OpenAPI</a>; docs/external-agents.md, which comes with the program, has the rest.
      </Text>
    </Section>
  );
};
