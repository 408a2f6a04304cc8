import { expect } from 'chai';
import { pino } from 'pino';
import { readConfig } from '../../src/config.ts';
import { startTelemetry } from '../../src/wiring/telemetry.ts';
import { ChatWorld } from '../support/chat-world.ts';
import { thenSay } from '../support/scripted-model.ts';
import { ToyErp } from '../support/toy-tools.ts';
import { IngestionStandIn } from './ingestion-stand-in.ts';

const call = { name: 'look', args: { search: 'Northwind Zulu' } };
/** Microsoft's exporter tells Microsoft nothing of itself, and takes a certificate that only the test vouches for. */
const environment = { APPLICATION_INSIGHTS_NO_STATSBEAT: '1', NODE_TLS_REJECT_UNAUTHORIZED: '0' };

/** A conversation with one tool call, told to Application Insights at an address; what the program logged. */
const talked = async (connectionString: string) => {
  const logged: string[] = [];
  const logger = pino({ level: 'info' }, { write: (line: string) => void logged.push(line) });
  const config = readConfig({ APPLICATIONINSIGHTS_CONNECTION_STRING: connectionString });
  const { telemetry, ...started } = await startTelemetry(config, logger);
  const script = thenSay({ calls: [call] }, { text: 'Vendor V-1 has a price of 9876543.21.' });
  const toy = new ToyErp();
  toy.setPrice('V-1', '9876543.21');
  const world = await ChatWorld.open({ script, ports: toy.ports, tools: toy.tools(), telemetry });
  const events = await world.say(await world.session(), 'What is the price of V-1, says Clara?');
  await world.close();
  const since = performance.now();
  await started.stop();
  return { logged: logged.join(''), ended: events.at(-1)?.type, stopMillis: performance.now() - since };
};

describe('telemetry for Application Insights', function () {
  this.timeout(60_000);
  const found = Object.fromEntries(Object.keys(environment).map((name) => [name, process.env[name]]));
  let insights: IngestionStandIn;
  let connectionString: string;
  let talk: Awaited<ReturnType<typeof talked>>;

  before(async () => {
    Object.assign(process.env, environment);
    insights = await IngestionStandIn.start();
    ({ connectionString } = insights);
    talk = await talked(connectionString);
  });
  after(async () => {
    for (const [name, value] of Object.entries(found))
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    await insights.close();
  });

  it('is posted as telemetry items to the ingestion endpoint, under the instrumentation key', () => {
    expect(talk).to.include({ logged: '', ended: 'turn.completed' });
    expect([...insights.asked]).to.deep.equal(['POST /v2.1/track']);
    expect(new Set(insights.envelopes.map(({ iKey }) => iKey))).to.deep.equal(new Set(['00000000-0000-4000-8000-000000000001']));
    expect(new Set(insights.envelopes.map(({ tags }) => tags['ai.cloud.role']))).to.deep.equal(new Set(['smart-agents']));
  });

  it('has the tool call as a dependency in the trace of its turn, by the GenAI conventions', () => {
    const spans = insights.envelopes.filter(({ data }) => data.baseType === 'RemoteDependencyData');
    const named = (name: string) => spans.find(({ data }) => data.baseData.name === name);
    const [turn, tool, read] = [named('invoke_agent Helper'), named('execute_tool look'), named('tool.read')];
    expect(tool?.tags).to.include({
      'ai.operation.id': turn?.tags['ai.operation.id'],
      'ai.operation.parentId': turn?.data.baseData.id,
    });
    expect(read?.tags['ai.operation.parentId']).to.equal(tool?.data.baseData.id);
    expect(tool?.data.baseData.success).to.equal(true);
    expect(tool?.data.baseData.properties).to.include({
      'gen_ai.operation.name': 'execute_tool',
      'gen_ai.tool.name': 'look',
      'smart_agents.outcome': 'ok',
    });
  });

  it('has what the log took in as a custom event of its name, and the measures as metrics', () => {
    const [event, ...others] = insights.of('EventData');
    expect(others).to.deep.equal([]);
    expect(event?.name).to.equal('smart_agents.attempt');
    expect(event?.properties).to.include({ 'gen_ai.tool.name': 'look', 'smart_agents.outcome': 'ok', 'smart_agents.decision': 'run' });
    expect(insights.of('MessageData')).to.deep.equal([]);
    const metrics = insights.of('MetricData').flatMap(({ metrics: some = [], properties }) => some.map((metric) => ({ ...metric, properties })));
    expect(metrics.find(({ name }) => name === 'smart_agents.attempts')).to.deep.include({ value: 1 });
    expect(metrics.map(({ name }) => name)).to.include.members(['gen_ai.execute_tool.duration', 'smart_agents.log.commit.duration']);
  });

  it('holds nothing of what was asked, read or written', () => {
    const everything = insights.bodies.join('\n');
    for (const secret of ['V-1', '9876543.21', 'price', 'Clara', 'Northwind']) expect(everything, secret).not.to.include(secret);
  });

  it('is dropped where it is refused, and the program’s log says so, without key and address', async () => {
    insights.refuses = true;
    const { logged, ended } = await talked(connectionString);
    expect(ended).to.equal('turn.completed');
    expect(logged).to.include('the export of telemetry: out of order');
    expect(logged).not.to.include('00000000-0000-4000').and.not.to.include('127.0.0.1');
  });

  it('harms nothing while the endpoint is down: the turn completes, and the stop waits no longer than its three seconds', async () => {
    await insights.close();
    const { logged, ended, stopMillis } = await talked(connectionString);
    expect(ended).to.equal('turn.completed');
    expect(stopMillis).to.be.below(5_000);
    expect(logged).not.to.include('00000000-0000-4000').and.not.to.include('127.0.0.1');
  });
});
