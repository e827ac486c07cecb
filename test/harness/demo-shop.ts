import type { Database } from '../../src/db/database.ts';
import { embedBacklog } from '../../src/embeddings/embed-backlog.ts';
import { fitBuiltinModel } from '../../src/embeddings/fit.ts';
import { seedDemo } from '../../src/preparation/seed-demo.ts';
import { vacuum } from '../../src/preparation/vacuum.ts';

/** What a first start does to a migrated database: the demo shop, the built-in model fitted on it, every product embedded. */
export async function fillDemoShop(database: Database): Promise<void> {
  await seedDemo(database, () => undefined);
  await fitBuiltinModel(database);
  await embedBacklog(database);
  await vacuum(database);
}
