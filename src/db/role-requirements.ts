import type { Queryable } from './database.ts';
import { type Finding, remedy } from './finding.ts';

const roles = [
  'trueshelf_data',
  'trueshelf_api',
  'trueshelf_gateway',
  'trueshelf_worker',
  'trueshelf_operator',
] as const;

/** One finding for each role of ours: there or to be created, and this login may act as it. */
export async function checkRoles(database: Queryable): Promise<Finding[]> {
  const found = await database.query<Role>(
    `select
       wanted.role,
       quote_ident(current_user) as login,
       r.oid is not null as exists,
       r.oid is not null and pg_has_role(current_user, r.oid, 'set') as member,
       r.oid is not null and (self.rolsuper or self.rolcreaterole and exists (
         select from pg_auth_members m
         where m.roleid = r.oid and m.admin_option and pg_has_role(current_user, m.member, 'usage')
       )) as grantable,
       self.rolsuper or self.rolcreaterole as createrole,
       coalesce(r.rolsuper or r.rolbypassrls, false) as bypasses
     from unnest($1::text[]) with ordinality as wanted (role, position)
     join pg_roles self on self.rolname = current_user
     left join pg_roles r on r.rolname = wanted.role
     order by wanted.position`,
    [roles],
  );
  return found.map(checkRole);
}

interface Role {
  role: string;
  login: string;
  exists: boolean;
  member: boolean;
  grantable: boolean;
  createrole: boolean;
  bypasses: boolean;
}

function checkRole(role: Role): Finding {
  const base = { check: `role ${role.role}`, onlyToMigrate: true };
  if (!role.exists) {
    return {
      ...base,
      ok: role.createrole,
      found: role.createrole ? 'to be created' : `missing, and ${role.login} may not create roles`,
      expected: 'to exist, or the right to create it',
      ...remedy(
        role.createrole,
        `As a superuser: create role ${role.role} nologin; grant ${role.role} to ${role.login}. Or: alter role ${role.login} createrole`,
      ),
    };
  }
  if (role.bypasses) {
    return {
      ...base,
      ok: false,
      found: 'bypasses row security',
      expected: 'nosuperuser nobypassrls',
      action: `As a superuser: alter role ${role.role} nosuperuser nobypassrls`,
      onlyToMigrate: false,
    };
  }
  const ok = role.member || role.grantable;
  return {
    ...base,
    ok,
    found: ok ? 'exists' : `exists, and ${role.login} is no member of it`,
    expected: `${role.login} a member`,
    ...remedy(ok, `As a superuser: grant ${role.role} to ${role.login}`),
  };
}
