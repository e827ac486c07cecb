import pg from 'pg';

/** One node of a plan as auto_explain gives it in JSON, as far as it is read here. */
export interface PlanNode {
  'Node Type': string;
  Schema?: string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Index Cond'?: string;
  'Order By'?: string;
  Filter?: string;
  'Actual Rows'?: number;
  'Actual Loops'?: number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  Plans?: PlanNode[];
}

export interface StatementPlan {
  statement: string;
  plan: PlanNode;
}

export interface Explainer {
  /** Runs a statement, in functions too, and returns the plan of each statement that ran inside it. */
  explain(text: string, values?: readonly unknown[]): Promise<{ rows: object[]; plans: StatementPlan[] }>;
  /** Goes on as this role, as if it had logged in; null: as the login again. */
  become(role: string | null): Promise<void>;
  end(): Promise<void>;
}

/** A connection that sees every plan its statements use. Needs a superuser's URL, for auto_explain is loaded by nobody else. */
export async function makeExplainer(url: string): Promise<Explainer> {
  const client = new pg.Client({ connectionString: url });
  let plans: StatementPlan[] = [];
  client.on('notice', ({ message }) => {
    const [, json] = /^duration: [\d.]+ ms {2}plan:\n([\s\S]*)$/.exec(message ?? '') ?? [];
    if (json === undefined) return;
    const { 'Query Text': statement, Plan: plan } = JSON.parse(json) as {
      'Query Text': string;
      Plan: PlanNode;
    };
    plans.push({ statement, plan });
  });
  await client.connect();
  // A function that hides notices would hide its plans with them.
  await client.query(`
    do $$
    declare
      v_function record;
    begin
      for v_function in
        select p.oid::regprocedure as name from pg_proc p
        where exists (select from unnest(p.proconfig) c (setting) where c.setting like 'client_min_messages=%')
      loop
        execute format('alter function %s reset client_min_messages', v_function.name);
      end loop;
    end
    $$`);
  await client.query(`
    load 'auto_explain';
    set auto_explain.log_min_duration = 0;
    set auto_explain.log_nested_statements = on;
    set auto_explain.log_analyze = on;
    set auto_explain.log_timing = off;
    set auto_explain.log_verbose = on;
    set auto_explain.log_format = json;
    set client_min_messages = log`);
  return {
    async explain(text, values = []) {
      plans = [];
      const { rows } = await client.query<object>(text, [...values]);
      if (plans.length === 0) throw new Error(`No plan was reported of ${text}; expected one at least.`);
      return { rows, plans };
    },
    async become(role) {
      await client.query(role === null ? 'reset session authorization' : `set session authorization ${role}`);
    },
    end: () => client.end(),
  };
}
