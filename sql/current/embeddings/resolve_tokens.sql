create or replace function embeddings.resolve_tokens(
  model_id bigint,
  tokens text[]
)
returns table (
  written text,
  meant text,
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
  term as (
    select s.term as whole, embeddings.fold_plural(s.term) as term, s.targets from product.synonym s
  ),
  synonym as (
    select w.token as written, target.token
    from word w
    join term s on s.term = w.token
    cross join lateral unnest(s.targets) as named (target)
    cross join lateral unnest(embeddings.tokens(named.target)) as target (token)
  ),
  unknown as (
    select w.token
    from word w
    where length(w.token) between 3 and 40 -- nothing longer is a misspelt word, and its slips would be thousands
      and w.token ~ '[a-z]'
      and ts_lexize('english_stem', w.token) <> '{}' -- "don" of "don't": the search by words passes over it
      and not exists (select from known k where k.token = w.token)
      and not exists (select from synonym s where s.written = w.token)
  ),
  -- Words with a vector are found by their forms without a letter.
  vocabulary as (
    select distinct u.token as written, d.token as meant
    from unknown u
    join embeddings.token_delete d
      on d.model_id = resolve_tokens.model_id and d.deleted = any (embeddings.deletions(u.token))
  ),
  -- Half a millisecond for each word: a question that is full of unknown ones has no slip in it.
  slip as materialized (
    select u.token as written, f.form
    from (select w.token from unknown w order by w.token limit 8) u
    cross join lateral unnest(embeddings.slips(u.token)) f (form)
  ),
  -- A slip in the ending of a plural hides that it was one, so that a term counts as it is written, too.
  jargon as (
    select l.written, s.whole as meant, l.form, s.targets
    from slip l
    join (select s.term, s.whole, s.targets from term s union select s.whole, s.whole, s.targets from term s) s on s.term = l.form
  ),
  meaning as (
    select v.written, v.meant, v.meant as form, t.token, t.document_frequency
    from vocabulary v
    join embeddings.token t on t.model_id = resolve_tokens.model_id and t.token = v.meant
    where embeddings.slip_likelihood(v.written, v.meant) > 0
    union all
    select j.written, j.meant, j.form, t.token, t.document_frequency
    from jargon j
    cross join lateral unnest(j.targets) as named (target)
    cross join lateral unnest(embeddings.tokens(named.target)) as target (token)
    join embeddings.token t on t.model_id = resolve_tokens.model_id and t.token = target.token
  ),
  -- Words of a single product have no vector, and will do where no other does.
  rare as (
    select l.written, t.token as meant, t.token as form, t.token, t.document_frequency
    from slip l
    join embeddings.token t on t.model_id = resolve_tokens.model_id and t.token = l.form
    where length(l.written) >= 4
      and l.written ~ '^[a-z]+$'
      and not exists (select from meaning m where m.written = l.written)
  ),
  candidate as (
    select c.written, c.meant, c.form, c.token, c.document_frequency
    from (select m.* from meaning m union all select r.* from rare r) c
    -- What is left of a short word says too little, unless nothing but a letter is missing.
    where length(c.written) > 3 or c.written || c.form ~ '^[a-z]+$' and length(c.form) > length(c.written)
  ),
  weighed as (
    select c.written, c.meant,
      min(c.document_frequency) * max(embeddings.slip_likelihood(c.written, c.form)) as likelihood
    from candidate c
    group by c.written, c.meant
  ),
  ranked as (
    select w.written, w.meant, w.likelihood,
      w.likelihood / max(w.likelihood) over (partition by w.written) as share,
      row_number() over (partition by w.written order by w.likelihood desc, w.meant collate "C") as rank
    from weighed w
  ),
  repaired as (
    select r.written, r.meant, (r.likelihood / sum(r.likelihood) over (partition by r.written))::real as weight
    from ranked r
    where r.rank <= 3 and r.share >= 0.05
  )
  select k.token, k.token, k.token, 1::real, 'KNOWN' from known k
  union all
  select s.written, s.written, s.token, 1::real, 'SYNONYM' from synonym s
  union all
  select distinct r.written, r.meant, c.token, r.weight, 'REPAIRED'
  from repaired r
  join candidate c on c.written = r.written and c.meant = r.meant;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function embeddings.resolve_tokens(bigint, text[]) is
  'What the words of a question stand for in the catalogue: themselves, the targets of a synonym, or, for a word that is in no catalogue text, up to three words one slip away and what these stand for, weighted to a sum of 1 by the number of products that have them and by the kind of slip (embeddings.slip_likelihood); none that is twenty times less likely than the best. A word that means nothing has no row. Numbers are never repaired; of words of three letters only what lacks a letter.';
