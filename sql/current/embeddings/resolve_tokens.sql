create or replace function embeddings.resolve_tokens(
  model_id bigint,
  tokens text[]
)
returns table (
  written text,
  token text,
  weight real,
  how text
)
as $$
  with word as (
    select distinct w.token from unnest(resolve_tokens.tokens) w (token)
  ),
  known as (
    select t.token
    from word w
    join embeddings.token t on t.model_id = resolve_tokens.model_id and t.token = w.token
  ),
  synonym as (
    select w.token as written, target.token
    from word w
    join product.synonym s on embeddings.fold_plural(s.term) = w.token
    cross join lateral unnest(s.targets) as named (target)
    cross join lateral unnest(embeddings.tokens(named.target)) as target (token)
  ),
  unknown as (
    select w.token
    from word w
    where length(w.token) >= 4
      and w.token ~ '[a-z]'
      and not exists (select from known k where k.token = w.token)
      and not exists (select from synonym s where s.written = w.token)
  ),
  -- Verified candidates, the three most frequent, weighted by frequency.
  repaired as (
    select
      u.token as written,
      best.token,
      (best.document_frequency::real / sum(best.document_frequency) over (partition by u.token))::real as weight
    from unknown u
    cross join lateral (
      select t.token, t.document_frequency
      from (
        select distinct d.token
        from embeddings.token_delete d
        where d.model_id = resolve_tokens.model_id and d.deleted = any (embeddings.deletions(u.token))
      ) c
      join embeddings.token t on t.model_id = resolve_tokens.model_id and t.token = c.token
      where embeddings.is_one_edit(u.token, t.token)
      order by t.document_frequency desc, t.token collate "C"
      limit 3
    ) best
  )
  select k.token, k.token, 1::real, 'KNOWN' from known k
  union all
  select s.written, s.token, 1::real, 'SYNONYM' from synonym s
  union all
  select r.written, r.token, r.weight, 'REPAIRED' from repaired r;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function embeddings.resolve_tokens(bigint, text[]) is
  'What the words of a question stand for in the catalogue: themselves, the targets of a synonym, or, for a word that is in no catalogue text, up to three words one edit away, with weights that sum to 1. A word that means nothing has no row. Numbers and words of three letters are never repaired.';
