-- See product/policies.sql. Vectors are facts of products; models are public; queue, cache and words are not read by callers.

drop policy if exists model_public on embeddings.model;
create policy model_public on embeddings.model for select to trueshelf_api using (true);

drop policy if exists product_embedding_audience on embeddings.product_embedding;
create policy product_embedding_audience on embeddings.product_embedding for select to trueshelf_api using (
  audience is null
  or current_setting('trueshelf.customer_group', true) = any (audience)
  or current_setting('trueshelf.role', true) = 'merchant'
);

drop policy if exists job_closed on embeddings.job;
create policy job_closed on embeddings.job for select to trueshelf_api using (false);

drop policy if exists query_embedding_closed on embeddings.query_embedding;
create policy query_embedding_closed on embeddings.query_embedding for select to trueshelf_api using (false);

drop policy if exists token_closed on embeddings.token;
create policy token_closed on embeddings.token for select to trueshelf_api using (false);

drop policy if exists token_delete_closed on embeddings.token_delete;
create policy token_delete_closed on embeddings.token_delete for select to trueshelf_api using (false);
