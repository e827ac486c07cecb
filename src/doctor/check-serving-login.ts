import type { Database } from '../db/database.ts';
import { type Diagnosis, makeOk } from './diagnosis.ts';

/**
 * Whether this login can only ask, as a gateway's should: then most of the other checks are not its to make, and their
 * failing would advise to give it rights that it is better without.
 */
export async function onlyServes(database: Database): Promise<boolean> {
  const [row] = await database.query<{ serves: boolean }>(
    `select to_regnamespace('api') is not null
       and bool_or(r.rolname = 'trueshelf_gateway' and pg_has_role(current_user, r.oid, 'usage'))
       and not bool_or(r.rolname = 'trueshelf_data' and pg_has_role(current_user, r.oid, 'usage')) as serves
     from pg_roles r`,
  );
  return row?.serves ?? false;
}

/** What such a login can tell: whether it gets answers; and where to look for the rest. */
export async function checkServing(database: Database): Promise<Diagnosis[]> {
  const [row] = await database.query<{ model: boolean }>(
    `select (api.ready() ->> 'modelActive')::boolean as model`,
  );
  const expected = 'a migrated database with an active model';
  const serving: Diagnosis = row?.model
    ? makeOk('serving', 'questions are answered, with meaning', expected)
    : {
        check: 'serving',
        status: 'warning',
        found: 'no active model: questions are answered by words alone',
        expected,
        action: 'Run "trueshelf fit" with the login that owns the tables.',
      };
  return [
    serving,
    {
      check: 'everything else',
      status: 'warning',
      found: 'this login can only ask, as it should, and so cannot look at tables and migrations',
      expected: 'the login that owns the tables',
      action: 'To check the rest, set TRUESHELF_OWNER_URL to it and run "trueshelf doctor" again.',
    },
  ];
}
