import { notFound } from '../../../contracts/http/http-error.ts';
import { readAsset, showDashboard } from '../../../contracts/system/routes.ts';
import { type Binding, bind, type HttpAnswer, type HttpEvent } from '../../runtime/endpoint.ts';
import { pathParameter } from '../../runtime/path-parameter.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { takesEncoding } from '../../runtime/takes-encoding.ts';
import type { KeptText } from '../kept-text.ts';
import type { DashboardFile, LoadDashboard } from './dashboard-files.ts';
import { shell } from './shell.ts';

/** Its name changes with its content, so nobody needs to ask for it again. */
const FOR_EVER = 'public, max-age=31536000, immutable';

/** `GET /` and the files that it asks for. */
export function bindDashboard(
  { settings }: Pick<Runtime, 'settings'>,
  loadDashboard: LoadDashboard,
): Binding[] {
  let page: Promise<KeptText> | undefined;
  return [
    bind(showDashboard, async (event) => {
      page ??= loadDashboard().then((files) => shell(files, settings.publicUrl));
      return (await page).answer(event);
    }),
    bind(readAsset, async (event) => {
      const { files } = await loadDashboard();
      const name = pathParameter(event, 'file');
      const file = Object.hasOwn(files, name) ? files[name] : undefined;
      if (!file) throw notFound('The dashboard has no such file');
      return fileAnswer(event, file);
    }),
  ];
}

function fileAnswer(event: HttpEvent, { type, whole, brotli, gzip }: DashboardFile): HttpAnswer {
  const headers = {
    'content-type': type,
    'cache-control': FOR_EVER,
    vary: 'accept-encoding',
    'x-content-type-options': 'nosniff',
  };
  const encoded = (body: string, encoding?: string): HttpAnswer => ({
    statusCode: 200,
    headers: { ...headers, ...(encoding && { 'content-encoding': encoding }) },
    body,
    isBase64Encoded: true,
  });
  if (takesEncoding(event, 'br')) return encoded(brotli, 'br');
  return takesEncoding(event, 'gzip') ? encoded(gzip, 'gzip') : encoded(whole);
}
