// Who may import whom. A path is relative to the repository; a package is
// seen as node_modules/<name>/...
const npm = '^node_modules/';

/** A pure layer may import itself and what `allowed` names: no Node module, and no package but those. */
const pure = (name, comment, ...allowed) => ({
  name: `${name}-imports`,
  comment,
  severity: 'error',
  from: { path: `^${name}/` },
  to: { pathNot: [`^${name}/`, ...allowed] },
});

/** Any other layer may import packages and Node's own modules too. */
const layer = (name, comment, ...allowed) => {
  const rule = pure(name, comment, npm, ...allowed);
  return { ...rule, to: { ...rule.to, dependencyTypesNot: ['core'] } };
};

module.exports = {
  forbidden: [
    pure('core', 'core knows itself and croner.', '^node_modules/croner/'),
    pure('contracts', 'contracts know core and zod.', '^core/', '^node_modules/zod/'),
    layer(
      'adapters',
      'adapters know core, the events and the table.',
      '^core/',
      '^contracts/(events|table)(/|\\.ts$)',
    ),
    layer(
      'lambdas',
      'lambdas know contracts, core and adapters, and which release they are.',
      '^(contracts|core|adapters)/',
      '^package\\.json$',
    ),
    layer(
      'lib',
      'lib knows routes, what a badge is asked for by and the table, and puts hashes in place of the keys in the services file.',
      '^contracts/routes(/|\\.ts$)',
      '^contracts/http/route\\.ts$',
      '^contracts/[^/]+/routes(/|\\.ts$)',
      '^contracts/pages/badge-query\\.ts$',
      '^contracts/table(/|\\.ts$)',
      '^contracts/services/services-file\\.ts$',
      '^adapters/system/keys\\.ts$',
    ),
    layer('bin', 'bin is the CDK app.', '^lib/'),
    layer(
      'demo',
      'demo is a client: it starts the server as a process and imports nothing of it. Its pictures launch Chromium as tests do.',
      '^test/support/browser\\.ts$',
    ),
    layer(
      'embedded',
      'embedded is the other home of the lambdas, and builds the dashboard when it starts.',
      '^(lambdas|adapters|core|contracts)/',
      '^dashboard/build/build-dashboard\\.ts$',
    ),
    pure(
      'dashboard/app',
      'The dashboard runs in a browser: it knows the core’s words, and four packages.',
      '^core/monitor/',
      '^core/alerts/(channel-target|wants)\\.ts$',
      '^node_modules/(preact|@preact/signals|uplot|cronstrue)/',
    ),
    layer(
      'dashboard/build',
      'The builder names what it builds by path.',
      '^lambdas/web/dashboard/dashboard-files\\.ts$',
    ),
    {
      name: 'dashboard-is-an-end',
      comment: 'Nothing imports the dashboard; embedded and tests import its builder.',
      severity: 'error',
      from: { pathNot: '^(dashboard|embedded|test)/' },
      to: { path: '^dashboard/' },
    },
    {
      name: 'clients-alone',
      comment: 'clients are packages of their own: they know the server by docs/openapi.json alone.',
      severity: 'error',
      from: { path: '^clients/' },
      to: { pathNot: ['^clients/', npm], dependencyTypesNot: ['core'] },
    },
    {
      name: 'clients-are-an-end',
      comment: 'Only tests and the bench import clients.',
      severity: 'error',
      from: { pathNot: '^(clients|test|bench)/' },
      to: { path: '^clients/' },
    },
    {
      name: 'library-needs-nothing',
      comment:
        'What is imported from the client has no dependency at all; the command bundles what it needs.',
      severity: 'error',
      from: { path: '^clients/node/src/' },
      to: { pathNot: '^clients/node/src/', dependencyTypesNot: ['core'] },
    },
    {
      name: 'dialects-apart',
      comment: 'A dialect never imports another; contracts/events and contracts/http are shared.',
      severity: 'error',
      from: { path: '^contracts/([^/]+)/' },
      to: { path: '^contracts/', pathNot: '^contracts/($1|events|http)(/|\\.ts$)' },
    },
    {
      name: 'adapters-apart',
      comment: 'An adapter never imports another; adapters/system and adapters/outgoing are shared.',
      severity: 'error',
      from: { path: '^adapters/([^/]+)/' },
      to: { path: '^adapters/', pathNot: '^adapters/($1|system|outgoing)(/|\\.ts$)' },
    },
    {
      name: 'embedded-is-an-end',
      comment: 'Only tests and the bench import embedded.',
      severity: 'error',
      from: { pathNot: '^(embedded|test|bench)/' },
      to: { path: '^embedded/' },
    },
    {
      name: 'tests-are-an-end',
      comment: 'Nothing imports the tests, the bench or the demo; what the demo may is said above.',
      severity: 'error',
      from: { pathNot: '^(test|bench|demo)/' },
      to: { path: '^(test|bench|demo)/' },
    },
    {
      name: 'runtime-packages',
      comment: 'What runs in production is in dependencies. Types may come from devDependencies.',
      severity: 'error',
      from: { path: '^(core|contracts|adapters|lambdas|embedded|dashboard)/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-stray-package',
      comment: 'Every package that is imported is in package.json.',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'telling-folder-names',
      comment: 'A folder is named after what it holds.',
      severity: 'error',
      from: {},
      to: { path: '(^|/)(utils?|helpers?|common|types)/', pathNot: npm },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(coverage|cdk\\.out|data|docs|clients/node/dist)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
