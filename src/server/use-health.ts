import type { Plugin } from 'graphql-yoga';
import type { Logger } from 'pino';
import type { Queryable } from '../db/database.ts';

/** `/health/live`: the process answers. `/health/ready`: 200 when questions can be answered, else 503; both with JSON. */
export function useHealth(database: Queryable, logger: Logger): Plugin {
  return {
    async onRequest({ url, request, fetchAPI, endResponse }) {
      if (request.method !== 'GET' && request.method !== 'HEAD') return;
      if (url.pathname === '/health/live') endResponse(fetchAPI.Response.json({ status: 'live' }));
      if (url.pathname !== '/health/ready') return;
      const reason = await findReasonNotReady(database, logger);
      endResponse(
        reason === null
          ? fetchAPI.Response.json({ status: 'ready' })
          : fetchAPI.Response.json({ status: 'not ready', reason }, { status: 503 }),
      );
    },
  };
}

/** Never throws: an exception in this hook would end the process. */
async function findReasonNotReady(database: Queryable, logger: Logger): Promise<string | null> {
  try {
    const [row] = await database.query<{ state: { migrated: boolean; modelActive: boolean } }>(
      'select api.ready() as state',
    );
    if (!row?.state.migrated) return 'The database is not migrated. Run "trueshelf migrate".';
    if (!row.state.modelActive) return 'No embedding model is active. Run "trueshelf fit".';
    return null;
  } catch (error) {
    logger.warn({ err: error }, 'the readiness check failed');
    return 'The database does not answer, or is not migrated. "trueshelf doctor" tells which.';
  }
}
