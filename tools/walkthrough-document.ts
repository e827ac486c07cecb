import { pino } from 'pino';
import { steps } from '../seeds/walkthrough/steps.ts';
import type { WalkthroughStep } from '../seeds/walkthrough/walkthrough-step.ts';
import { replaceInstants, writeInstants } from '../seeds/walkthrough/write-instants.ts';
import type { Database } from '../src/db/database.ts';
import { makeYoga } from '../src/server/yoga.ts';

type Row = Record<string, unknown>;

/** docs/walkthrough.md and docs/walkthrough.sql, with the answers that a freshly seeded demo shop gives. */
export async function writeWalkthrough(
  database: Database,
  seededAt: Date,
): Promise<{ markdown: string; sql: string }> {
  const yoga = makeYoga({ database, logger: pino({ level: 'silent' }), graphiql: false });
  const ask = async (query: string): Promise<unknown> => {
    const response = await yoga.fetch('http://gateway/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    const { data, errors } = (await response.json()) as { data: unknown; errors?: unknown };
    if (errors !== undefined) throw new Error(`${query}\n${JSON.stringify(errors)}`);
    return data;
  };
  const sections: string[] = [];
  for (const [position, step] of steps.entries()) {
    const tables = (await runStatements(database, step, seededAt)).map(writeTable);
    const data = step.graphql === undefined ? undefined : await ask(writeInstants(step.graphql, seededAt));
    sections.push(writeSection(step, position + 1, tables, data));
  }
  return {
    markdown: `${opening}\n\n${sections.join('\n\n')}\n`,
    sql: `${sqlOpening}\n${steps.map(writeSqlStep).join('\n')}`,
  };
}

const opening = `# A walk through the demo shop

Written by \`npm run walkthrough\` from \`seeds/walkthrough/\`, and compared with real answers by the tests. Do it
yourself in one of three ways:

- \`npm ci && npm start\`, then open <http://127.0.0.1:4000/graphql>: the questions are GraphiQL's tabs, in this order.
- With a server (\`DATABASE_URL\`): \`psql "$DATABASE_URL" -f docs/walkthrough.sql\`, as the login that seeded.
- Read on. \`…\` stands for instants and ids, which differ with every seeding, and for the rest of a long list.`;

const sqlOpening = `-- A walk through the demo shop: psql "$DATABASE_URL" -f docs/walkthrough.sql, as the login that seeded it.
-- docs/walkthrough.md has the same questions with their answers. Written by "npm run walkthrough".
\\set QUIET on
\\pset pager off
\\pset footer off
\\pset format wrapped
\\pset columns 110
select to_regclass('trueshelf.milestone') is null as missing \\gset
\\if :missing
\\else
  select max(m.reached_at) filter (where m.name = 'seed_begun') as seeding, count(*) filter (where m.name = 'seed_done') = 0 as missing
  from trueshelf.milestone m \\gset
\\endif
\\if :missing
  \\warn 'This database has no demo shop. Make one with "trueshelf seed", in a database of its own.'
  \\q
\\endif
`;

function writeSection(step: WalkthroughStep, number: number, tables: string[], data: unknown): string {
  const lines = [
    `## ${number}. ${step.title}`,
    '',
    step.story,
    '',
    ...step.see.map((line) => `- ${line}`),
    '',
    '```sql',
    describeInstants(step.sql),
    '```',
    '',
    ...tables.flatMap((table) => ['```', table, '```', '']),
  ];
  if (step.graphql !== undefined) {
    lines.push(
      '<details>',
      `<summary>The same in GraphQL: <code>${step.operation}</code></summary>`,
      '',
      '```graphql',
      describeInstants(step.graphql),
      '```',
      '',
      '```json',
      withoutMoments(writeJson(data)),
      '```',
      '',
      '</details>',
      '',
    );
  }
  return lines.join('\n').trimEnd();
}

/** In a document there is no instant of the seeding: "2 h before the seeding" has to do. */
function describeInstants(text: string): string {
  return replaceInstants(text, (hours) => `… (the seeding less ${hours} h)`);
}

/** psql knows the instant as a variable; a quoted literal that holds one has to be taken apart for it. */
function writeSqlStep(step: WalkthroughStep, position: number): string {
  const sql = step.sql.replace(/'[^'\n]*\{seeding [^'\n]*'/g, (literal) => {
    const parts = replaceInstants(
      literal,
      (hours) =>
        `' || to_char((:'seeding'::timestamptz - interval '${hours} hours') at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') || '`,
    );
    return `(${parts})::jsonb`;
  });
  const said = step.title.replaceAll("'", "''");
  return `\\echo '\\n${position + 1}. ${said}'\n${sql}\n`;
}

/** The rows of each select of a step, all in one session; "begin" and "rollback" are its own. */
export async function runStatements(
  database: Database,
  { sql }: WalkthroughStep,
  seededAt: Date,
): Promise<Row[][]> {
  const statements = writeInstants(sql, seededAt).split(/;(?:\n|$)/);
  return database.session(async (connection) => {
    const answers: Row[][] = [];
    for (const statement of statements.filter((text) => text.trim() !== '')) {
      const rows = await connection.query<Row>(statement);
      if (statement.startsWith('select')) answers.push(rows);
    }
    return answers;
  });
}

/** As psql prints it. A long text stands by itself. */
function writeTable(rows: readonly Row[]): string {
  const names = Object.keys(rows[0] ?? {});
  const cells = rows.map((row) => names.map((name) => withoutMoments(writeCell(row[name]))));
  const [only] = cells;
  if (names.length === 1 && only?.[0] !== undefined && only[0].length > 100) return wrapped(only[0]);
  const widths = names.map((name, column) =>
    Math.max(name.length, ...cells.map((row) => row[column]?.length ?? 0)),
  );
  const isNumber = names.map((_, column) =>
    rows.every((row) => /^-?[\d.]+$/.test(writeCell(row[names[column] ?? '']))),
  );
  const writeLine = (row: readonly string[], ofNumbers: boolean) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        if (!ofNumbers) return cell.padStart(Math.floor((width + cell.length) / 2)).padEnd(width);
        return isNumber[column] ? cell.padStart(width) : cell.padEnd(width);
      })
      .map((cell) => ` ${cell} `)
      .join('|')
      .trimEnd();
  return [
    writeLine(names, false),
    widths.map((width) => '-'.repeat(width + 2)).join('+'),
    ...cells.map((row) => writeLine(row, true)),
  ].join('\n');
}

function writeCell(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Nobody reads the twenty values of a facet in a document. */
const longestList = 6;
const shownOfLonger = 4;

/** JSON with a line for whatever fits on one; of a long list its first items. */
function writeJson(value: unknown, indent = ''): string {
  const line = JSON.stringify(value, null, 1).replace(/\n\s*/g, ' ');
  if (line.length + indent.length <= 110 || value === null || typeof value !== 'object') return line;
  const inner = `${indent}  `;
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  const parts = Array.isArray(value)
    ? shorten(value).map((item) => writeJson(item, inner))
    : Object.entries(value).map(([name, item]) => `"${name}": ${writeJson(item, inner)}`);
  if (Array.isArray(value) && value.length > longestList)
    parts.push(`… ${value.length - shownOfLonger} more`);
  return `${open}\n${parts.map((part) => inner + part).join(',\n')}\n${indent}${close}`;
}

function shorten(list: readonly unknown[]): readonly unknown[] {
  return list.length > longestList ? list.slice(0, shownOfLonger) : list;
}

function wrapped(text: string): string {
  return text.replace(/(.{1,110})(?: |$)/g, '$1\n').trimEnd();
}

/** Instants, days, ids and cursors differ with every seeding, the last digits of a score with the engine. */
function withoutMoments(text: string): string {
  return text
    .replace(/\d{4}-\d\d-\d\d(T[\d:.]+Z)?/g, '…')
    .replace(/\buntil \d{1,2} [A-Z][a-z]+( \d{4})?/g, 'until …')
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{22}/g, '…')
    .replace(/"(endCursor|decisionId)": "[^"]+"/g, '"$1": "…"')
    .replace(/("(?:similarity|fused|score)": \d\.\d{3})\d+/g, '$1');
}
