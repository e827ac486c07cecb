import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openEmbedded } from '../src/db/embedded.ts';
import { migrate } from '../src/db/migrate.ts';
import { packageRoot } from '../src/package-root.ts';
import { reachMilestone } from '../src/preparation/milestone.ts';
import { fillDemoShop } from '../test/harness/demo-shop.ts';
import { writeWalkthrough } from './walkthrough-document.ts';

/* npm run walkthrough: seeds a demo shop in memory, asks it every question, and writes docs/walkthrough.{md,sql}. */
const database = await openEmbedded({});
try {
  await migrate(database);
  await fillDemoShop(database);
  const { markdown, sql } = await writeWalkthrough(database, await reachMilestone(database, 'seed_begun'));
  writeFileSync(join(packageRoot(), 'docs', 'walkthrough.md'), markdown);
  writeFileSync(join(packageRoot(), 'docs', 'walkthrough.sql'), sql);
} finally {
  await database.close();
}
