create or replace function memory.follows_like(
  reading product.reading,
  word integer
)
returns integer
as $$
  select coalesce(min(l.first), 0)
  from unnest((follows_like.reading).lexemes) l
  where l.class = 'MOVE' and l.meaning = 'LIKE' and l.last = follows_like.word - 1
    -- "I like it", "would you like that one" name what is liked.
    and not (l.first = l.last and (follows_like.reading).forms[l.first] = 'like'
      and coalesce((follows_like.reading).forms[l.first - 1] in ('i', 'id', 'we', 'wed', 'you', 'do', 'would', 'really', 'also'), false));
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function memory.follows_like(product.reading, integer) is
  'The first word of "similar to", "like" or "cheaper than" that ends right before a word; 0 where there is none.';

grant execute on function memory.follows_like(product.reading, integer) to trueshelf_api;
