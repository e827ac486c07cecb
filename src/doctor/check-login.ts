import type { Database } from '../db/database.ts';
import { openServer } from '../db/server.ts';
import { type Diagnosis, makeOk } from './diagnosis.ts';

const expected = 'a login that is a member of trueshelf_gateway and of nothing more';

export interface Rights {
  name: string;
  superuser: boolean;
  bypasses: boolean;
  owns: boolean;
  asks: boolean;
}

/** Looks at the login of DATABASE_URL, with which the gateway serves: it should be able to ask and to do nothing else. */
export async function checkLogin(url: string): Promise<Diagnosis> {
  let database: Database;
  try {
    database = await openServer({ url, applicationName: 'trueshelf doctor', maxConnections: 1 });
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    const action = 'Do what the message says, then run "trueshelf doctor" again.';
    return { check: 'login', status: 'failing', found, expected, action };
  }
  try {
    const [rights] = await database.query<Rights>(
      `select
         r.rolname as name,
         r.rolsuper as superuser,
         r.rolbypassrls as bypasses,
         pg_has_role(r.oid, 'trueshelf_data', 'member') as owns,
         pg_has_role(r.oid, 'trueshelf_gateway', 'usage') as asks
       from pg_roles r
       where r.rolname = current_user`,
    );
    if (rights === undefined) throw new Error('current_user is not in pg_roles');
    return judgeLogin(rights);
  } finally {
    await database.close();
  }
}

/** Exported for the tests; `pg_has_role` says yes to everything for a superuser. */
export function judgeLogin({ name, superuser, bypasses, owns, asks }: Rights): Diagnosis {
  const check = 'login';
  if (!asks) {
    const action = `Run as the owner: grant trueshelf_gateway to ${quote(name)};`;
    return { check, status: 'failing', found: `${name} may not call the api schema`, expected, action };
  }
  const excess = superuser
    ? 'is a superuser'
    : bypasses
      ? 'bypasses row security'
      : owns
        ? 'owns the tables'
        : undefined;
  if (excess === undefined) return makeOk(check, `${name}, member of trueshelf_gateway`, expected);
  return {
    check,
    status: 'warning',
    found: `${name} ${excess}, so a fault in the gateway could change or read anything`,
    expected,
    action:
      "Run as the owner: create role shop_gateway login password '…'; grant trueshelf_gateway to shop_gateway; then point DATABASE_URL at it and TRUESHELF_OWNER_URL at this login.",
  };
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
