import type { Queryable } from '../../src/db/database.ts';

/** A question with what has to be known of it before it is timed. */
export interface Question {
  text: string;
  modelId: string;
  vector: string;
}

/**
 * The questions with the vectors that the active model makes of them, without those whose words a small shop does not know.
 * Throws on one that filters by itself, for then the share that qualifies would be another than the filter's.
 */
export async function readQuestions(connection: Queryable, texts: readonly string[]): Promise<Question[]> {
  const questions: Question[] = [];
  for (const text of texts) {
    const question = await readQuestion(connection, text);
    if (question !== null) questions.push(question);
  }
  return questions;
}

async function readQuestion(connection: Queryable, text: string): Promise<Question | null> {
  const [row] = await connection.query<{ modelId: string; vector: string | null; filters: string[] }>(
    `select m.model_id as "modelId",
       embeddings.query_vector(m.model_id, i.interpretation ->> 'residue')::text as vector,
       array(
         select c.value ->> 'label'
         from jsonb_array_elements(i.interpretation -> 'constraints') c
         where c.value ->> 'kind' <> 'CURRENT_PRICE'
       ) as filters
     from embeddings.model m
     cross join lateral (select api.interpret(query_text => $1) offset 0) i (interpretation)
     where m.state = 'active'`,
    [text],
  );
  if (row === undefined) throw new Error('No model is active; expected the one of the demo shop.');
  const { modelId, vector, filters } = row;
  if (filters.length > 0)
    throw new Error(`"${text}" asks for ${filters.join(', ')}; expected no constraint.`);
  return vector === null ? null : { text, modelId, vector };
}
