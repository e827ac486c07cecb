import type { Config } from '../config.ts';
import type { Database } from '../db/database.ts';
import { checkRequirements } from '../db/requirements.ts';
import { openExistingOwner } from '../services.ts';
import {
  checkCatalogue,
  checkDefaultPriceList,
  checkOffers,
  checkStatistics,
  checkVocabulary,
} from './check-catalogue.ts';
import { checkChatModel } from './check-chat-model.ts';
import { checkActiveModel, checkCoverage, checkRelevanceFloor } from './check-embeddings.ts';
import { checkLogin } from './check-login.ts';
import { checkMigrations } from './check-migrations.ts';
import { checkProvider } from './check-provider.ts';
import { checkServing, onlyServes } from './check-serving-login.ts';
import { describeUnopened } from './describe-unopened.ts';
import { type Diagnosis, fromFinding, makeOk } from './diagnosis.ts';

/** In the order of the report; none needs another's result. */
const checks: readonly { readonly name: string; look(database: Database): Promise<Diagnosis> }[] = [
  { name: 'catalogue', look: checkCatalogue },
  { name: 'default price list', look: checkDefaultPriceList },
  { name: 'offers', look: checkOffers },
  { name: 'vocabulary', look: checkVocabulary },
  { name: 'active model', look: checkActiveModel },
  { name: 'embeddings', look: checkCoverage },
  { name: 'relevance floor', look: checkRelevanceFloor },
  { name: 'statistics', look: checkStatistics },
];

/**
 * Looks at everything that Trueshelf needs and changes nothing. Never throws: what cannot be looked at is a finding.
 * A check that builds on a failing one (requirements, then migrations) is left out, for it would only repeat it.
 */
export async function examine(config: Config): Promise<Diagnosis[]> {
  let database: Database;
  try {
    database = await openExistingOwner(config);
  } catch (error) {
    return [await describeUnopened(config, error)];
  }
  try {
    return await examineOpened(database, config);
  } finally {
    await database.close();
  }
}

async function examineOpened(database: Database, config: Config): Promise<Diagnosis[]> {
  const where =
    config.database.engine === 'embedded'
      ? `embedded PostgreSQL in ${config.database.folder}`
      : 'a server that answers';
  const found: Diagnosis[] = [makeOk('database', where, 'a database that opens')];
  if (config.database.engine === 'server' && (await onlyServes(database))) {
    const { url } = config.database;
    found.push(...(await attempt('serving', () => checkServing(database))));
    found.push(...(await attempt('provider', () => checkProvider(database, config.embedding))));
    found.push(...(await attempt('chat model', () => checkChatModel(config.narration))));
    found.push(...(await attempt('login', async () => [await checkLogin(url)])));
    return found;
  }
  found.push(
    ...(await attempt('requirements', async () => (await checkRequirements(database)).map(fromFinding))),
  );
  if (isFailing(found)) return found;
  found.push(...(await attempt('migrations', async () => [await checkMigrations(database)])));
  if (isFailing(found)) return found;
  for (const { name, look } of checks)
    found.push(...(await attempt(name, async () => [await look(database)])));
  found.push(...(await attempt('provider', () => checkProvider(database, config.embedding))));
  found.push(...(await attempt('chat model', () => checkChatModel(config.narration))));
  if (config.database.engine === 'server') {
    const { url } = config.database;
    found.push(...(await attempt('login', async () => [await checkLogin(url)])));
  }
  return found;
}

function isFailing(found: readonly Diagnosis[]): boolean {
  return found.some(({ status }) => status === 'failing');
}

async function attempt(check: string, look: () => Promise<Diagnosis[]>): Promise<Diagnosis[]> {
  try {
    return await look();
  } catch (error) {
    return [
      {
        check,
        status: 'failing',
        found: `could not be checked: ${error instanceof Error ? error.message : String(error)}`,
        expected: 'a check that runs',
        action:
          'Run "trueshelf migrate" with the login of TRUESHELF_OWNER_URL or DATABASE_URL; if this stays, report it.',
      },
    ];
  }
}
