import { parseConfig } from '../../../src/config.ts';
import { openServer } from '../../../src/db/server.ts';
import { makeLogger } from '../../../src/log.ts';
import { noMetrics } from '../../../src/metrics.ts';
import { runnerName } from '../../../src/work/runner-name.ts';
import { makeWorker } from '../../../src/worker/worker.ts';

/** Works on the database of argv[2], with leases of argv[3] milliseconds; says "working", and stays until it is killed or gets SIGTERM. */
const stopping = new AbortController();
process.once('SIGTERM', () => stopping.abort(new Error('SIGTERM')));
const database = await openServer({ url: process.argv[2] ?? '', maxConnections: 4 });
const ended = makeWorker({
  config: parseConfig({}),
  database,
  logger: makeLogger('error'),
  metrics: noMetrics,
  name: runnerName(),
  timing: { leaseMs: Number(process.argv[3]), pollMs: [100, 500] },
}).run(stopping.signal);
console.log('working');
await ended;
await database.close();
