/** The gateway as `trueshelf serve` starts it, without what it does to the database before. Its argument: connections. */
import { openServer } from '../../../src/db/server.ts';
import { makeLogger } from '../../../src/log.ts';
import { makeMetrics } from '../../../src/metrics.ts';
import { startGateway } from '../../../src/server/gateway.ts';
import { measureDatabase } from '../../../src/server/measure-database.ts';
import { serveParent } from './serve.ts';

const database = await openServer({
  url: process.env.DATABASE_URL ?? '',
  maxConnections: Number(process.argv[2]),
  statementTimeoutMs: 60_000,
});
// Without, to measure what they cost.
const metrics = process.env.TRUESHELF_METRICS === 'off' ? null : makeMetrics();
const gateway = await startGateway({
  host: '127.0.0.1',
  port: 0,
  database: metrics ? measureDatabase(database, metrics) : database,
  logger: makeLogger('info'),
  metrics,
});
serveParent(gateway.url);
