import { applicationOf } from '../../../contracts/applications/from-core/application.ts';
import { applicationsPage } from '../../../contracts/applications/from-core/page.ts';
import { applicationsQuery } from '../../../contracts/applications/schemas/application.ts';
import { fitting } from '../../../contracts/http/fit.ts';
import { viewOf } from '../../../core/paths/read-fleet.ts';
import { jsonAnswer } from '../../runtime/answers.ts';
import type { Endpoint } from '../../runtime/endpoint.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { applicationInPath } from './application-in-path.ts';

/** `GET /api/applications`: page by page. */
export const listApplications =
  ({ fleet, settings }: Runtime): Endpoint =>
  async (event) => {
    const query = fitting(applicationsQuery, event.queryStringParameters ?? {});
    const { views } = await fleet.read(['application']);
    return jsonAnswer(200, applicationsPage(views, query, settings.publicUrl));
  };

/** `GET /api/applications/{id}` */
export const readApplication =
  (runtime: Runtime): Endpoint =>
  async (event) => {
    const monitor = await applicationInPath(event, runtime);
    return jsonAnswer(200, applicationOf(viewOf(monitor, runtime.clock.now()), runtime.settings.publicUrl));
  };
