create or replace function embeddings.text_hash(
  title text,
  brand text,
  category text,
  description text
)
returns bytea
as $$
  select sha256(convert_to(
    jsonb_build_array(text_hash.title, text_hash.brand, text_hash.category, text_hash.description)::text, 'UTF8'));
$$
language sql
stable
parallel safe;

comment on function embeddings.text_hash(text, text, text, text) is
  'The content hash of what the built-in model reads. Changed, it would have every product embedded anew.';
