import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Queryable } from '../../src/db/database.ts';
import { packageRoot } from '../../src/package-root.ts';
import { inTransaction } from '../harness/in-transaction.ts';
import { useShop } from './fixture/use-shop.ts';

/**
 * Rules of the house that PostgreSQL's own catalogue can prove: those that let the tables be distributed by product, those
 * that keep the two walls standing, and those that keep the files and the database one to one.
 */
const database = useShop();

/** Facts are distributed by product_id, which is first in their key. */
const facts = [
  'audit.change',
  'embeddings.job',
  'embeddings.product_embedding',
  'product.audience',
  'product.curation',
  'product.offer',
  'product.price',
  'product.product',
  'product.stock',
  'product.variant',
];
/** Small tables that keep a shop's own key unique over all products; distributed by that key, or not at all. */
const keys = ['product.product_handle', 'product.sku'];
/** The same on every shard. */
const references = [
  'embeddings.model',
  'embeddings.query_embedding',
  'embeddings.token',
  'embeddings.token_delete',
  'memory.setting',
  'product.attribute',
  'product.attribute_value',
  'product.attribute_word',
  'product.brand',
  'product.category',
  'product.comparative',
  'product.complement',
  'product.currency',
  'product.location',
  'product.move_phrase',
  'product.numeral',
  'product.phrase',
  'product.price_list',
  'product.synonym',
  'product.unit',
  'product.value_synonym',
];
/** Distributed by a uuid of their own. */
const sessions = [
  'audit.decision',
  'audit.feedback',
  'memory.conversation',
  'memory.fact',
  'memory.turn',
  'work.job',
];
/** Every table that could propose a product to somebody. */
const proposing = [
  'embeddings.product_embedding',
  'product.offer',
  'product.price',
  'product.product',
  'product.stock',
  'product.variant',
];
/** Carries an audience that a function states as a predicate; nobody reads the table itself. */
const proposingUnseen = ['product.curation'];

const ours = `'{product,embeddings,memory,audit,work,api}'::text[]`;
const procedures = `pg_proc p join pg_namespace n on n.oid = p.pronamespace and n.nspname = any (${ours})`;
const relations = `pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = any (${ours})`;

/** The only column of a query, as a list. */
async function list(statement: string, connection: Queryable = database): Promise<string[]> {
  const rows = await connection.query<Record<string, string>>(statement);
  return rows.map((row) => Object.values(row)[0]!);
}

const tablesOf = (condition: string) =>
  list(
    `select n.nspname || '.' || c.relname from ${relations} where c.relkind in ('r', 'p') and ${condition} order by 1`,
  );

describe('tables', () => {
  it('are each a fact, a key table, a reference table or a session', async () => {
    expect(await tablesOf('true')).toEqual([...facts, ...keys, ...references, ...sessions].sort());
  });

  it('of facts and keys have product_id, not null, and no other table has', async () => {
    const having = `exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'product_id' and a.attnotnull and a.atttypid = 'bigint'::regtype)`;
    expect(await tablesOf(having)).toEqual([...facts, ...keys].sort());
  });

  it('of facts have product_id first in the primary key and in every unique or exclusive index', async () => {
    const indexes = await database.query<{
      table: string;
      index: string;
      primary: boolean;
      columns: string[];
    }>(`
      select n.nspname || '.' || c.relname as table, i.indexrelid::regclass::text as index, i.indisprimary as primary,
        array(select a.attname::text from unnest(i.indkey::int2[]) with ordinality k (number, position)
          left join pg_attribute a on a.attrelid = c.oid and a.attnum = k.number order by k.position) as columns
      from ${relations} join pg_index i on i.indrelid = c.oid
      where i.indisunique or i.indisprimary or i.indisexclusion`);
    const ofFacts = indexes.filter(({ table }) => facts.includes(table));

    expect(
      ofFacts
        .filter(({ primary }) => primary)
        .map(({ table }) => table)
        .sort(),
    ).toEqual(facts);
    expect(ofFacts.filter(({ primary, columns }) => primary && columns[0] !== 'product_id')).toEqual([]);
    expect(ofFacts.filter(({ columns }) => !columns.includes('product_id'))).toEqual([]);
    expect(
      indexes
        .filter(({ table, primary }) => keys.includes(table) && primary)
        .map(({ table, columns }) => [table, columns])
        .sort(),
    ).toEqual([
      ['product.product_handle', ['handle']],
      ['product.sku', ['sku']],
    ]);
  });

  it('refer to facts by product_id, and otherwise to reference tables only', async () => {
    const foreignKeys = await database.query<{ name: string; from: string; to: string; pairs: string[] }>(`
      select k.conname as name, k.conrelid::regclass::text as from, k.confrelid::regclass::text as to,
        array(select a.attname || '=' || b.attname from unnest(k.conkey, k.confkey) c (mine, yours)
          join pg_attribute a on a.attrelid = k.conrelid and a.attnum = c.mine
          join pg_attribute b on b.attrelid = k.confrelid and b.attnum = c.yours) as pairs
      from pg_constraint k join pg_namespace n on n.oid = k.connamespace and n.nspname = any (${ours})
      where k.contype = 'f'`);
    const allowed = ({ from, to, pairs }: { from: string; to: string; pairs: string[] }) => {
      if (references.includes(from)) return references.includes(to);
      if (sessions.includes(from)) return sessions.includes(to);
      return references.includes(to) || (facts.includes(to) && pairs.includes('product_id=product_id'));
    };
    expect(foreignKeys.length).toBeGreaterThan(15);
    expect(foreignKeys.filter((key) => !allowed(key))).toEqual([]);
  });

  it('have no identity columns, which block redistribution', async () => {
    expect(
      await list(
        `select c.relname || '.' || a.attname from ${relations} join pg_attribute a on a.attrelid = c.oid where a.attidentity <> ''`,
      ),
    ).toEqual([]);
  });

  it('that can propose a product carry its audience, each under the same policy', async () => {
    expect(
      await tablesOf(
        `exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'audience' and a.atttypid = 'text[]'::regtype)`,
      ),
    ).toEqual([...proposing, ...proposingUnseen].sort());
    expect(
      await list(
        `select pg_get_expr(p.polqual, p.polrelid) from pg_policy p where p.polrelid::regclass::text = any ('{${proposingUnseen.join()}}')`,
      ),
    ).toEqual(['false']);
    const policies = await list(`
      select distinct pg_get_expr(p.polqual, p.polrelid) from pg_policy p where p.polrelid::regclass::text = any ('{${proposing.join()}}')`);
    expect(policies.map((policy) => policy.replace(/\s+/g, ' '))).toEqual([
      `((audience IS NULL) OR (current_setting('trueshelf.customer_group'::text, true) = ANY (audience)) OR (current_setting('trueshelf.role'::text, true) = 'merchant'::text))`,
    ]);
  });
});

describe('row security', () => {
  it('is on for every table, and every table has a policy', async () => {
    expect(await tablesOf('not c.relrowsecurity')).toEqual([]);
    expect(await tablesOf('not exists (select from pg_policy p where p.polrelid = c.oid)')).toEqual([]);
  });

  it("reads the row's own columns and the caller's settings only, in no subquery, for one role only", async () => {
    const policies = await database.query<{
      name: string;
      expression: string;
      roles: string[];
      elsewhere: string | null;
    }>(`
      select p.polrelid::regclass || ' ' || p.polname as name,
        concat_ws(' and ', pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)) as expression,
        array(select r.rolname::text from unnest(p.polroles) o (oid) left join pg_roles r on r.oid = o.oid) as roles,
        (select min(d.refclassid::regclass || ' ' || d.refobjid) from pg_depend d
          where d.classid = 'pg_policy'::regclass and d.objid = p.oid
            and not (d.refclassid = 'pg_class'::regclass and d.refobjid = p.polrelid)) as elsewhere
      from pg_policy p`);
    const functions = (expression: string) =>
      [...expression.matchAll(/([\w.]+)\s*\(/g)].map(([, name]) => name!.toLowerCase());

    expect(policies.length).toBeGreaterThan(25);
    for (const { name, expression, roles, elsewhere } of policies) {
      expect([name, /\bselect\b/i.test(expression), elsewhere, roles]).toEqual([
        name,
        false,
        null,
        ['trueshelf_api'],
      ]);
      expect([
        name,
        functions(expression).filter((one) => !['current_setting', 'any', 'or', 'and', 'not'].includes(one)),
      ]).toEqual([name, []]);
    }
  });
});

describe('functions', () => {
  it('of api are plpgsql, and those that take claims are volatile and set them first', async () => {
    const entries = await database.query<{
      name: string;
      language: string;
      volatility: string;
      body: string;
      claims: boolean;
    }>(`
      select p.proname as name, l.lanname as language, p.provolatile as volatility, p.prosrc as body, 'claims' = any (p.proargnames) as claims
      from ${procedures} join pg_language l on l.oid = p.prolang where n.nspname = 'api' order by 1`);

    expect(entries.filter(({ language }) => language !== 'plpgsql')).toEqual([]);
    expect(entries.filter(({ claims }) => claims).map(({ name }) => name)).toEqual([
      'begin_chat',
      'chat',
      'complete_chat',
      'conversation',
      'decision',
      'decisions',
      'demand',
      'embedding_status',
      'explain_match',
      'fail_chat',
      'forget_conversation',
      'interpret',
      'load_offers',
      'load_products',
      'load_variants',
      'question_text',
      'replay_decision',
      'search',
      'send_feedback',
      'similar_items',
      'similar_to',
      'suggest',
      'vocabulary',
    ]);
    for (const { name, volatility, body } of entries.filter(({ claims }) => claims)) {
      const first = /\bbegin\s+([^;]+);/.exec(body)?.[1];
      expect([name, volatility, first]).toEqual([name, 'v', `perform product.set_claims(${name}.claims)`]);
    }
  });

  it('have the instant as an argument: only entry points read the clock, once a statement, and triggers stamp rows', async () => {
    const clock = String.raw`\m(now|clock_timestamp|statement_timestamp|transaction_timestamp|timeofday)\s*\(|\m(current_timestamp|current_date|current_time|localtimestamp|localtime)\M`;
    const readers = await list(`
      select distinct n.nspname || '.' || p.proname || ' ' || (regexp_matches(regexp_replace(p.prosrc, '--[^\n]*', '', 'g'), '${clock}', 'gi'))[1]
      from ${procedures} where p.prorettype <> 'trigger'::regtype order by 1`);
    // A stopwatch: what it reads goes into no answer but its latency.
    const measuring = 'api.begin_chat clock_timestamp';
    expect(
      readers.filter((reader) => !/^api\.\w+ statement_timestamp$/.test(reader) && reader !== measuring),
    ).toEqual([]);
    expect(readers.length).toBeGreaterThan(0);
    const views = await list(
      `select v.viewname from pg_views v where v.schemaname = any (${ours}) and v.definition ~* '${clock}'`,
    );
    expect(views).toEqual([]);
  });

  it('use no grouping sets', async () => {
    expect(
      await list(
        String.raw`select p.proname from ${procedures} where p.prosrc ~* '\m(grouping\s+sets|rollup|cube)\M'`,
      ),
    ).toEqual([]);
  });

  it('have a comment, and views and schemas have one too', async () => {
    expect(
      await list(
        `select n.nspname || '.' || p.proname from ${procedures} where obj_description(p.oid, 'pg_proc') is null`,
      ),
    ).toEqual([]);
    expect(
      await list(
        `select c.relname from ${relations} where c.relkind = 'v' and obj_description(c.oid, 'pg_class') is null`,
      ),
    ).toEqual([]);
    expect(
      await list(
        `select n.nspname from pg_namespace n where n.nspname = any (${ours}) and obj_description(n.oid, 'pg_namespace') is null`,
      ),
    ).toEqual([]);
  });

  it('that run as their owner pin the search path, with the temporary schema last', async () => {
    const definers = await database.query<{ name: string; path: string | null }>(`
      select n.nspname || '.' || p.proname as name, (select c from unnest(p.proconfig) c where c like 'search_path=%') as path
      from ${procedures} where p.prosecdef`);
    expect(definers.length).toBeGreaterThan(15);
    expect(definers.filter(({ path }) => path !== 'search_path=pg_catalog, public, pg_temp')).toEqual([]);
  });
});

describe('triggers', () => {
  it('on reference tables, which write many products, are the ones that a sharded install leaves out', async () => {
    const triggers = await list(`
      select distinct t.tgrelid::regclass || ' ' || t.tgname from pg_trigger t join ${relations} on c.oid = t.tgrelid
      where not t.tgisinternal and (n.nspname || '.' || c.relname) = any ('{${references.join()}}') order by 1`);
    expect(triggers).toEqual([
      'product.attribute spread_attribute',
      'product.brand spread_reference_name',
      'product.category spread_reference_name',
      'product.price_list keep_price_list',
    ]);
  });

  it('that notify do nothing else', async () => {
    expect(
      await list(
        String.raw`select p.proname from ${procedures} where p.prosrc ~* '\mp?g?_?notify\M' and p.prosrc ~* '\m(insert|update|delete|perform\s+product)\M'`,
      ),
    ).toEqual([]);
  });

  it.each([
    ['a price', `update product.price set amount = amount + 1 where product_id = 18`],
    [
      'a new price',
      `insert into product.price (product_id, variant_id, price_list_id, amount) values (18, 182, 2, 9)`,
    ],
    ['a price that goes', `delete from product.price where product_id = 18`],
    ['a stock', `update product.stock set reserved = 1 where product_id = 18`],
    [
      'a variant',
      `update product.variant set options = '{"colour": "red"}', sku = sku || 'X' where product_id = 18`,
    ],
    [
      'a text, brand and category',
      `update product.product set title = 'Scarf', handle = 'scarf', brand_id = 1, category_id = 2, attributes = '{}' where product_id = 18`,
    ],
    ['a status', `update product.product set status = 'draft' where product_id = 18`],
    ['a restriction', `insert into product.audience (product_id, customer_group) values (18, 'vip')`],
    ['a restriction that goes', `delete from product.audience where product_id = 9`],
    [
      'a pin',
      `insert into product.curation (product_id, query_text, action, position) values (18, 'scarf', 'PIN', 1)`,
    ],
    ['a vector', `update embeddings.product_embedding set embedded_at = now() where product_id = 18`],
  ])('on facts write rows of the same product only: %s', async (_what, statement) => {
    await inTransaction(database, async (connection) => {
      const productId = statement.includes('= 9') ? 9 : 18;
      const others = async () =>
        list(
          `${[...facts, ...keys]
            .map((table) => `select '${table} ' || count(*) from ${table} where product_id <> ${productId}`)
            .join(' union all ')} order by 1`,
          connection,
        );
      const before = await others();
      await connection.query(statement);
      const written = await list(
        [...facts, ...keys]
          .map(
            (table) =>
              `select '${table} of ' || product_id from ${table} where xmin::text = (pg_current_xact_id()::text::bigint & 4294967295)::text`,
          )
          .join(' union '),
        connection,
      );

      expect(written.filter((row) => !row.endsWith(` of ${productId}`))).toEqual([]);
      expect(written.length + (statement.startsWith('delete') ? 1 : 0)).toBeGreaterThan(0);
      expect(await others()).toEqual(before);
    });
  });
});

describe('rights', () => {
  const entryPoints = [
    'begin_chat',
    'chat',
    'complete_chat',
    'conversation',
    'decision',
    'decisions',
    'demand',
    'embedding_models',
    'embedding_status',
    'explain_match',
    'fail_chat',
    'forget_conversation',
    'interpret',
    'load_offers',
    'load_products',
    'load_variants',
    'question_text',
    'ready',
    'remember_question',
    'replay_decision',
    'report_question_failure',
    'search',
    'send_feedback',
    'similar_items',
    'similar_to',
    'suggest',
    'vocabulary',
  ];

  it('of PUBLIC are none, on functions, tables, sequences and schemas of ours', async () => {
    expect(
      await list(
        `select n.nspname || '.' || p.proname from ${procedures} cross join aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where a.grantee = 0`,
      ),
    ).toEqual([]);
    expect(
      await list(`select c.relname from ${relations} cross join aclexplode(c.relacl) a where a.grantee = 0`),
    ).toEqual([]);
    expect(
      await list(
        `select n.nspname from pg_namespace n cross join aclexplode(n.nspacl) a where a.grantee = 0 and (n.nspname = any (${ours}) or n.nspname = 'trueshelf')`,
      ),
    ).toEqual([]);
    expect(
      await list(
        `select c.relname from pg_class c cross join aclexplode(c.relacl) a where a.grantee = 0 and c.relnamespace = 'trueshelf'::regnamespace`,
      ),
    ).toEqual([]);
  });

  it("of the gateway's role are to execute the entry points, and nothing else", async () => {
    expect(
      await list(
        `select n.nspname || '.' || p.proname from ${procedures} where has_function_privilege('trueshelf_gateway', p.oid, 'execute') order by 1`,
      ),
    ).toEqual(entryPoints.map((name) => `api.${name}`));
    expect(
      await list(`
        select c.relname from ${relations}
        where c.relkind in ('r', 'v', 'm', 'p') and (has_table_privilege('trueshelf_gateway', c.oid, 'select, insert, update, delete, truncate, references, trigger')
          or has_any_column_privilege('trueshelf_gateway', c.oid, 'select, insert, update, references'))`),
    ).toEqual([]);
    expect(
      await list(
        `select c.relname from ${relations} where case when c.relkind = 'S' then has_sequence_privilege('trueshelf_gateway', c.oid, 'usage, select, update') else false end`,
      ),
    ).toEqual([]);
    expect(
      await list(
        `select n.nspname from pg_namespace n where n.nspname = any (${ours}) and has_schema_privilege('trueshelf_gateway', n.oid, 'usage')`,
      ),
    ).toEqual(['api']);
    expect(
      await list(
        `select n.nspname from pg_namespace n where n.nspname = any (${ours}) and has_schema_privilege('trueshelf_gateway', n.oid, 'create')`,
      ),
    ).toEqual([]);
  });

  it('of the roles are what decision 3 says: entry points belong to one that owns no table and that row security binds', async () => {
    const roles = await database.query(`
      select r.rolname as name, r.rolcanlogin or r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolcreatedb as mighty,
        array(select o.rolname::text from pg_roles o where o.rolname like 'trueshelf\\_%' and o.oid <> r.oid and pg_has_role(r.oid, o.oid, 'member')) as member_of
      from pg_roles r where r.rolname = any ('{trueshelf_api,trueshelf_data,trueshelf_gateway}') order by 1`);
    expect(roles).toEqual([
      { name: 'trueshelf_api', mighty: false, member_of: [] },
      { name: 'trueshelf_data', mighty: false, member_of: [] },
      { name: 'trueshelf_gateway', mighty: false, member_of: [] },
    ]);
    expect(
      await list(
        `select distinct p.proowner::regrole::text || ' ' || p.prosecdef from ${procedures} where n.nspname = 'api'`,
      ),
    ).toEqual(['trueshelf_api true']);
    expect(
      await list(`select distinct p.proowner::regrole::text from ${procedures} where n.nspname <> 'api'`),
    ).toEqual(['trueshelf_data']);
    expect(
      await list(
        `select distinct c.relowner::regrole::text from ${relations} where c.relkind in ('r', 'p', 'v', 'm', 'S')`,
      ),
    ).toEqual(['trueshelf_data']);
    expect(
      await list(
        `select c.relname from pg_class c where c.relowner in ('trueshelf_api'::regrole, 'trueshelf_gateway'::regrole)`,
      ),
    ).toEqual([]);
  });

  it('of the entry points to write are memory and the decision log alone', async () => {
    const rights = await list(`
      select distinct n.nspname || '.' || c.relname || ' ' || lower(a.privilege_type) from ${relations} cross join aclexplode(c.relacl) a
      where a.grantee = 'trueshelf_api'::regrole and a.privilege_type <> 'SELECT'
      union all
      select n.nspname || '.' || c.relname || '.' || t.attname || ' ' || lower(a.privilege_type) from ${relations} join pg_attribute t on t.attrelid = c.oid cross join aclexplode(t.attacl) a
      where a.grantee = 'trueshelf_api'::regrole order by 1`);
    expect(rights).toEqual([
      'audit.decision insert',
      'audit.feedback insert',
      'memory.conversation insert',
      'memory.conversation.expires_at update',
      'memory.conversation.last_turn_at update',
      'memory.conversation.turns update',
      'memory.fact insert',
      'memory.fact.superseded_at update',
      'memory.fact.superseded_by update',
      'memory.fact.superseded_turn_id update',
      'memory.fact.superseded_why update',
      'memory.turn insert',
      'memory.turn.answer update',
      'memory.turn.completed_at update',
      'memory.turn.decision_id update',
      'memory.turn.narration update',
    ]);
  });
});

describe('files', () => {
  it('of sql/current and the functions and views of the database are one to one, without overloads', async () => {
    const files = ['product', 'embeddings', 'memory', 'audit', 'work', 'api'].flatMap((schema) =>
      readdirSync(join(packageRoot(), 'sql/current', schema))
        .filter((name) => name !== 'policies.sql')
        .map((name) => `${schema}.${name.replace(/\.sql$/, '')}`),
    );
    const objects = await list(`
      select n.nspname || '.' || p.proname from ${procedures}
      union all select v.schemaname || '.' || v.viewname from pg_views v where v.schemaname = any (${ours})`);
    expect(objects.sort()).toEqual(files.sort());
  });
});

describe('signatures that others rely on', () => {
  const question =
    "query_text text, k integer DEFAULT 10, filter jsonb DEFAULT '{}'::jsonb, options jsonb DEFAULT '{}'::jsonb, query_vector vector DEFAULT NULL::vector, claims jsonb DEFAULT NULL::jsonb";
  const chatQuestion = question
    .replace('query_text', 'question')
    .replace("filter jsonb DEFAULT '{}'::jsonb", 'filter jsonb DEFAULT NULL::jsonb');

  it.each([
    ['similar_items', question],
    ['search', question.replace('query_text text', 'query_text text DEFAULT NULL::text')],
    ['chat', chatQuestion],
    ['begin_chat', chatQuestion],
    ['complete_chat', "turn_id uuid, completion jsonb DEFAULT '{}'::jsonb, claims jsonb DEFAULT NULL::jsonb"],
    ['interpret', "query_text text, options jsonb DEFAULT '{}'::jsonb, claims jsonb DEFAULT NULL::jsonb"],
    ['vocabulary', 'claims jsonb DEFAULT NULL::jsonb'],
    ['suggest', 'prefix text, k integer DEFAULT 10, claims jsonb DEFAULT NULL::jsonb'],
    [
      'similar_to',
      "product_ids bigint[], k integer DEFAULT 5, filter jsonb DEFAULT '{}'::jsonb, options jsonb DEFAULT '{}'::jsonb, claims jsonb DEFAULT NULL::jsonb",
    ],
    [
      'explain_match',
      `product jsonb, ${question.replace('query_text text, k integer DEFAULT 10', 'query_text text DEFAULT NULL::text')}`,
    ],
    ['embed_products', 'batch_size integer DEFAULT 200'],
  ])('are frozen: the arguments of api.%s', async (name, expected) => {
    const [found] = await list(
      `select pg_get_function_arguments(p.oid) from ${procedures} where n.nspname = 'api' and p.proname = '${name}'`,
    );
    expect(found).toBe(expected);
  });

  it.each([
    [
      'similar_items',
      'TABLE(rank bigint, product_id bigint, handle text, title text, brand text, category text, variant_id bigint, sku text, options_of_variant jsonb, ' +
        'weight_grams numeric, price numeric, currency text, compare_at numeric, price_valid_from timestamp with time zone, price_valid_to timestamp with time zone, ' +
        'available integer, score numeric, semantic numeric, lexical numeric, mode text, strategy text, checks jsonb, as_of timestamp with time zone, cursor text)',
    ],
    [
      'chat',
      'TABLE(assistant_text text, rows jsonb, interpretation jsonb, decision_id uuid, sentences jsonb, retrieval jsonb, as_of timestamp with time zone, ' +
        'currency text, total jsonb, conversation_id uuid, unrecorded text, turn_id uuid, "position" integer, move text, answer jsonb)',
    ],
  ])('are frozen: the rows of api.%s', async (name, expected) => {
    const [found] = await list(
      `select pg_get_function_result(p.oid) from ${procedures} where n.nspname = 'api' and p.proname = '${name}'`,
    );
    expect(found).toBe(expected);
  });
});
