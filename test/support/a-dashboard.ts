import type { DashboardFiles } from '../../lambdas/web/dashboard/dashboard-files.ts';

const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** A dashboard as small as one can be, for tests in which nobody looks at it. */
export const A_DASHBOARD: DashboardFiles = {
  script: 'main-ABC.js',
  style: 'main-DEF.css',
  files: {
    'main-ABC.js': {
      type: 'text/javascript; charset=utf-8',
      whole: base64('whole'),
      brotli: base64('brotli'),
      gzip: base64('gzip'),
    },
  },
};
