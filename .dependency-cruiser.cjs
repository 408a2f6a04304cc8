/* The directions of docs/architecture.md, and the choke point: who may import what. */
const sealed = ['odata', 'erp', 'identity-provider', 'offline-model'];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Nothing goes round in a circle. Types may: they are gone when the program runs.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'kernel-alone', severity: 'error', from: { path: '^src/kernel/' }, to: { path: '^(src/(?!kernel/)|entities/)' } },
    {
      name: 'domain-on-kernel',
      comment: 'The shelf an auditor reads.',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: { path: '^(src/(?!domain/|kernel/)|entities/)' },
    },
    { name: 'domain-no-packages', severity: 'error', from: { path: '^src/domain/' }, to: { dependencyTypes: ['npm', 'core'] } },
    { name: 'contracts-low', severity: 'error', from: { path: '^src/contracts/' }, to: { path: '^(src/(?!contracts/|kernel/|domain/)|entities/)' } },
    {
      name: 'entities-from-stores',
      comment: 'Routes, sockets and pages never see an entity.',
      severity: 'error',
      from: { path: '^(src/(socket|http|web|domain|contracts|kernel|odata|erp|identity-provider|offline-model)/|src/features/[^/]+/routes)' },
      to: { path: '^entities/' },
    },
    {
      name: 'adapters-from-wiring',
      severity: 'error',
      from: { path: '^src/(?!adapters/|wiring/|erp-check/|audit-verify/open-log|main|config)' },
      to: { path: '^src/adapters/' },
    },
    {
      name: 'features-by-index',
      severity: 'error',
      from: { path: '^src/features/([^/]+)/' },
      to: { path: '^src/features/(?!$1/)[^/]+/(?!index\\.ts$)', pathNot: '^src/features/tools/ports/effects\\.ts$' },
    },
    { name: 'wiring-last', severity: 'error', from: { path: '^src/(?!wiring/|main|demo/|erp-check/)' }, to: { path: '^src/wiring/' } },
    {
      name: 'erp-check-apart',
      comment: 'Programs of their own beside the main one: nothing imports them.',
      severity: 'error',
      from: { path: '^(src/(?!erp-check/|erp-story/)|entities/)' },
      to: { path: '^src/erp-(check|story)/' },
    },
    { name: 'web-apart', severity: 'error', from: { path: '^src/web/' }, to: { path: '^src/(?!web/|contracts/|kernel/|domain/)' } },
    ...sealed.map((shelf) => ({
      name: `sealed-${shelf}`,
      comment: 'A sealed shelf: it knows the kernel, and the ERP knows OData.',
      severity: 'error',
      from: { path: `^src/${shelf}/` },
      to: { path: `^(entities/|src/(?!${shelf}/|kernel/${shelf === 'erp' ? '|odata/' : ''}))` },
    })),
    {
      name: 'choke-point',
      comment:
        'Ports with an effect: their types belong to tools and the executor, their construction to the one wiring file that hands them to the executor.',
      severity: 'error',
      from: {
        pathNot:
          '^src/(features/tools/|features/gateway/executor\\.ts|features/outbox/|wiring/port-factory\\.ts|adapters/business-central/erp-writer\\.ts)',
      },
      to: { path: '^src/(features/tools/ports/effects|adapters/business-central/erp-writer)\\.ts$' },
    },
    {
      name: 'decide-never-acts',
      comment: 'What decides may not import what executes.',
      severity: 'error',
      from: { path: '^src/features/gateway/(deliberate|gather-facts|budgets)\\.ts' },
      to: { path: '^src/features/gateway/(executor|run-commit|open-commit|gateway)\\.ts', dependencyTypesNot: ['type-only'] },
    },
    { name: 'no-orphans', severity: 'error', from: { orphan: true, path: '^src/', pathNot: '\\.d\\.ts$' }, to: {} },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
};
