-- product.evidence_page takes what to do with unavailable items; without this its older form would stay beside it.
drop function if exists product.evidence_page(
  bigint[], bigint[], double precision[], vector, embeddings.model, product.demand, jsonb, text, text, text, integer, jsonb, jsonb
);
