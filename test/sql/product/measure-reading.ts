import type { Database } from '../../../src/db/database.ts';

interface Range {
  name: string;
  min?: string;
  max?: string;
  minExclusive?: boolean;
  maxExclusive?: boolean;
}
interface Read {
  span: { text: string };
  filter: { attributes: [Range] };
}

/** What product.interpret_measures alone takes from a text, a line for each constraint, preference and ignored piece. */
export async function readMeasures(
  db: Pick<Database, 'query'>,
  text: string,
): Promise<{ read: string[]; residue: string }> {
  const [row] = await db.query<{
    constraints: Read[];
    preferences: Read[];
    ignored: { span: { text: string }; reason: string }[];
    residue: string;
  }>(
    `select (r.reading).constraints, (r.reading).preferences, (r.reading).ignored, product.read_residue(r.reading) as residue
     from (select product.interpret_measures(product.read_words($1)) as reading offset 0) r`,
    [text],
  );
  const write = (word: string) => (one: Read) =>
    `${word} “${one.span.text}” ${writeRange(one.filter.attributes[0])}`;
  return {
    read: [
      ...row!.constraints.map(write('demand')),
      ...row!.preferences.map(write('prefer')),
      ...row!.ignored.map(({ span, reason }) => `ignored “${span.text}”: ${reason}`),
    ],
    residue: row!.residue,
  };
}

function writeRange({ name, min, max, minExclusive, maxExclusive }: Range): string {
  if (min !== undefined && min === max) return `${name} = ${min}`;
  if (min === undefined) return `${name} ${maxExclusive ? '<' : '<='} ${max}`;
  if (max === undefined) return `${name} ${minExclusive ? '>' : '>='} ${min}`;
  return `${min} <= ${name} <= ${max}`;
}
