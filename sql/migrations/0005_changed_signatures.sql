-- Functions whose arguments or results change; without this an older form would stay beside the new one, or refuse it.
drop function if exists product.evidence_page(
  bigint[], bigint[], double precision[], vector, embeddings.model, product.demand, jsonb, text, text, text, integer, jsonb, jsonb
);
drop function if exists embeddings.word_queries(bigint, text);
