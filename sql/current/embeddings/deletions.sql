create or replace function embeddings.deletions(
  token text
)
returns text[]
as $$
  select array_agg(distinct d.deleted)
  from (
    select deletions.token
    union all
    select overlay(deletions.token placing '' from i for 1) from generate_series(1, length(deletions.token)) i
  ) d (deleted);
$$
language sql
immutable
parallel safe;

comment on function embeddings.deletions(text) is 'A token and every form of it with one character left out.';
