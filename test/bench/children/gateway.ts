/** The gateway as `trueshelf serve` starts it, without what it does to the database before. Its argument: connections. */
import { openServer } from '../../../src/db/server.ts';
import { makeLogger } from '../../../src/log.ts';
import { startGateway } from '../../../src/server/gateway.ts';
import { serveParent } from './serve.ts';

const database = await openServer({
  url: process.env.DATABASE_URL ?? '',
  maxConnections: Number(process.argv[2]),
  statementTimeoutMs: 60_000,
});
const gateway = await startGateway({ host: '127.0.0.1', port: 0, database, logger: makeLogger('info') });
serveParent(gateway.url);
