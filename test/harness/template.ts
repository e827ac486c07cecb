import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inject } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { migrate } from '../../src/db/migrate.ts';
import { openServer } from '../../src/db/server.ts';
import { createServerDatabase, dropServerDatabase, onServer, openInMemory, serverUrl } from './engine.ts';

/** empty: migrated only. demo: the demo shop seeded, fitted and embedded. */
export type Template = 'empty' | 'demo';

/** A database of its own, cloned from the template; `drop` closes it and takes it away. */
export async function cloneTemplate(
  template: Template,
): Promise<{ database: Database; drop: () => Promise<void> }> {
  await prepareTemplate(template);
  if (!onServer()) {
    const database = await openInMemory(await readTemplate(template));
    return { database, drop: () => database.close() };
  }
  const name = await createServerDatabase({ template: templateName(template) });
  const database = await openServer({ url: serverUrl(name), maxConnections: 4 });
  const drop = async () => {
    await database.close();
    await dropServerDatabase(name);
  };
  return { database, drop };
}

/** The first process to come makes the template; the others wait for its file, which says whether it went well. */
async function prepareTemplate(template: Template): Promise<void> {
  const outcome = templatePath(template, 'outcome');
  if (takes(templatePath(template, 'lock'))) {
    const error = await make(template).then(
      () => '',
      (reason: unknown) => (reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)),
    );
    writeFileSync(outcome, error, { flag: 'wx' });
  }
  while (!existsSync(outcome)) await sleep(50);
  const error = readFileSync(outcome, 'utf8');
  if (error !== '') throw new Error(`The "${template}" template could not be made: ${error}`);
}

/** Making a folder succeeds for exactly one process. */
function takes(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    return false;
  }
}

async function make(template: Template): Promise<void> {
  if (template === 'demo') await prepareTemplate('empty');
  if (!onServer()) {
    const database = await openInMemory(template === 'demo' ? await readTemplate('empty') : undefined);
    await fill(database, template);
    const data = await database.dumpData();
    await writeFile(templatePath(template, 'tar'), data.stream());
    await database.close();
    return;
  }
  const name = await createServerDatabase({
    name: template,
    ...(template === 'demo' ? { template: templateName('empty') } : {}),
  });
  const database = await openServer({ url: serverUrl(name), maxConnections: 2 });
  await fill(database, template);
  await database.close(); // a template with a connection cannot be cloned
}

async function fill(database: Database, template: Template): Promise<void> {
  if (template === 'empty') {
    await migrate(database);
    return;
  }
  // Imported here, so that a test of something below does not load the whole application.
  const { fillDemoShop } = await import('./demo-shop.ts');
  await fillDemoShop(database);
}

const templateName = (template: Template): string => inject('databasePrefix') + template;

const templatePath = (template: Template, ending: string): string =>
  join(inject('templateFolder'), `${template}.${ending}`);

const tars = new Map<Template, Promise<Blob>>();

function readTemplate(template: Template): Promise<Blob> {
  const read =
    tars.get(template) ?? readFile(templatePath(template, 'tar')).then((bytes) => new Blob([bytes]));
  tars.set(template, read);
  return read;
}
