import type { Database } from '../db/database.ts';
import type { EmbeddingModel } from '../embeddings/embedding-model.ts';

export interface AddedModel {
  readonly model: string;
  readonly providerModel: string;
  readonly baseUrl: string;
  readonly dimensions: number;
  /** Products that wait for their vectors. */
  readonly queued: number;
  /** The job that finishes the model once they have them. */
  readonly jobId: string;
}

/** Settings that were not given are left to the database, which has the defaults. */
export type NewModel = Pick<EmbeddingModel, 'name' | 'providerModel' | 'baseUrl' | 'dimensions'> &
  Partial<EmbeddingModel>;

/** Adds the model, queues every product for it and starts its build under this label, all or nothing. Throws what api.add_model raises. */
export async function addModel(
  database: Database,
  { name, ...settings }: NewModel,
  label: string,
): Promise<AddedModel> {
  return database.transaction(async (connection) => {
    const [added] = await connection.query<{ added: { model: string; queued: number } }>(
      'select api.add_model(name => $1, settings => $2) as added',
      [name, JSON.stringify(settings)],
    );
    if (added === undefined) throw new Error('api.add_model returned no row.');
    const [started] = await connection.query<{ job_id: string }>(
      "select api.start_job(kind => 'build', parameters => $1, label => $2) as job_id",
      [JSON.stringify({ model: name }), label],
    );
    if (started === undefined) throw new Error('api.start_job returned no row.');
    const { providerModel, baseUrl, dimensions } = settings;
    return {
      model: added.added.model,
      providerModel,
      baseUrl,
      dimensions,
      queued: added.added.queued,
      jobId: started.job_id,
    };
  });
}
