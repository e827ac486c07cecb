import { demoShop } from '../../seeds/demo-shop.ts';
import type { Database } from '../db/database.ts';
import { type ImportReport, importRecords } from '../import/import-records.ts';
import type { ImportOptions } from '../import/run-import.ts';
import { reachMilestone, readMilestones } from './milestone.ts';

/** Whether a start with the demo shop on has to seed: nothing was ever loaded, or a seeding was killed half way. */
export async function needsDemo(database: Database): Promise<boolean> {
  const milestones = await readMilestones(database);
  if (milestones.has('seed_begun')) return !milestones.has('seed_done');
  return !milestones.has('import') && !(await hasProducts(database));
}

/** A batch blocks the embedded engine, and so Ctrl+C, for about a second. */
const batchProducts = 200;

/**
 * Loads the demo shop, of `size` products if given; repeating it changes nothing, for its prices are dated from the instant of the first seeding.
 * A killed seeding is repeated whole: batches that were committed are found unchanged.
 */
export async function seedDemo(
  database: Database,
  onProgress: NonNullable<ImportOptions['onProgress']>,
  size?: number,
): Promise<ImportReport> {
  const seededAt = await reachMilestone(database, 'seed_begun');
  const report = await importRecords(database, {
    source: 'demo',
    records: demoShop(seededAt, size),
    batchSize: batchProducts,
    importedAt: seededAt,
    onProgress,
    onRejected: ({ line, field, reason }) => {
      throw new Error(`Record ${line} of the demo shop was refused: ${field} ${reason}.`);
    },
  });
  await reachMilestone(database, 'seed_done');
  return report;
}

export async function hasProducts(database: Database): Promise<boolean> {
  const [row] = await database.query<{ found: boolean }>(
    'select exists (select from product.product) as found',
  );
  return row?.found ?? false;
}
