import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { DashboardFiles } from '../../lambdas/web/dashboard/dashboard-files.ts';

const SCRIPT = Buffer.from('console.log("dashboard")');

/** A dashboard as small as one can be, for tests in which nobody looks at it. */
export const A_DASHBOARD: DashboardFiles = {
  script: 'main-ABC.js',
  style: 'main-DEF.css',
  chunks: [],
  files: {
    'main-ABC.js': {
      type: 'text/javascript; charset=utf-8',
      whole: SCRIPT.toString('base64'),
      brotli: brotliCompressSync(SCRIPT).toString('base64'),
      gzip: gzipSync(SCRIPT).toString('base64'),
    },
  },
};
