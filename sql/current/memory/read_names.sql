create or replace function memory.read_names(
  reading product.reading,
  first integer,
  facts jsonb,
  labels_only boolean,
  out last integer,
  out hits jsonb,
  out unknown_first integer,
  out unknown_last integer
)
as $$
declare
  v_forms constant text[] := (read_names.reading).forms;
  v_count constant integer := cardinality(v_forms);
  v_place integer := read_names.first;
  v_has_article boolean := false;
  v_name record;
begin
  hits := '[]';
  loop
    while v_forms[v_place] in ('the', 'my', 'that', 'this', 'your', 'those', 'any', 'all', 'about', 'being', 'a', 'an', 'of')
      and v_place < v_count
    loop
      v_has_article := v_has_article or v_forms[v_place] in ('the', 'my', 'that', 'this', 'your', 'those', 'about');
      v_place := v_place + 1;
    end loop;
    exit when v_place > v_count;
    select n.* into v_name from memory.named_facts(read_names.reading, v_place, read_names.facts) n;
    exit when v_name.last is null or read_names.labels_only and not v_name.is_label and not v_has_article;
    -- "the price limit", "the colour filter".
    v_place := coalesce((
      select max(l.last)
      from unnest((read_names.reading).lexemes) l
      where l.class = 'MOVE' and l.meaning = 'FACT' and l.value = 'SUFFIX' and l.first = v_name.last + 1
    ), v_name.last);
    last := v_place;
    if v_name.hits = '[]' then
      unknown_first := coalesce(unknown_first, read_names.first);
      unknown_last := v_place;
    end if;
    hits := hits || v_name.hits;
    exit when v_place = v_count or (read_names.reading).gaps[v_place + 1] ~ '[;:.!?()\n]';
    -- "the colour and the size", "black jackets"; a comma alone may end it: "forget the colour, black boots".
    v_place := v_place + case when v_forms[v_place + 1] in ('and', 'or', 'nor') then 2 else 1 end;
    exit when (read_names.reading).gaps[v_place] ~ ',' and v_forms[v_place] not in ('the', 'my', 'about');
  end loop;
  -- "any occasion dress" speaks of no occasion that was asked for.
  if last is not null and not memory.ends_piece(read_names.reading, last + 1) then
    last := null;
    hits := '[]';
  end if;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function memory.read_names(product.reading, integer, jsonb, boolean) is
  'Names of facts, joined by "and" or one behind another, from a word on: the last word of them (null where the words there name none, or go on to name something else), what they name as memory.named_facts has it, and the first and last word of those that name a kind of which nothing holds. labels_only: a value ("black") needs an article before it, the name of a kind ("colour") does not.';

grant execute on function memory.read_names(product.reading, integer, jsonb, boolean) to trueshelf_api;
