create or replace function product.name_ahead(
  reading product.reading,
  first integer,
  kinds text[],
  refused boolean,
  loose boolean,
  mend boolean
)
returns jsonb
as $$
declare
  v_read product.reading := name_ahead.reading;
  v_first integer := name_ahead.first;
  v_loose boolean := name_ahead.loose;
  v_label record;
  v_found jsonb;
begin
  loop
    v_found := product.recognise_words(v_read, v_first, name_ahead.kinds, null, name_ahead.refused, v_loose);
    exit when v_found is not null;
    -- "not size m": of its values alone.
    if 'ATTRIBUTE' = any (name_ahead.kinds) then
      select product.recognise_words(v_read, l.last + 1, '{ATTRIBUTE}', l.name, name_ahead.refused, true)
      into v_found
      from unnest(v_read.lexemes) l
      where l.class = 'ATTRIBUTE' and l.first = v_first and l.meaning = 'text' and product.is_free(v_read, l.first, l.last)
        and v_read.gaps[l.last + 1] ~ '^\s*:?\s*$'
      order by l.last desc, l.name
      limit 1;
      exit when v_found is not null;
    end if;
    exit when not product.is_free(v_read, v_first, v_first + 1) or v_read.gaps[v_first + 1] !~ '^\s+$'
      or v_read.forms[v_first] not in ('a', 'an', 'any', 'the', 'in', 'of', 'by', 'from', 'with', 'made', 'be', 'it', 'want', 'need', 'like');
    -- "not made in china" says where from; only bone china would be meant by a kind of it.
    v_loose := v_loose and v_read.forms[v_first] <> 'from' and not (v_read.forms[v_first] = 'in' and v_read.forms[v_first - 1] = 'made');
    v_first := v_first + 1;
  end loop;
  if v_found is null and name_ahead.mend then
    v_found := product.recognise_words(product.mend_words(v_read, v_first, name_ahead.kinds, null), v_first, name_ahead.kinds, null,
      name_ahead.refused, v_loose);
  end if;
  -- "not navy colour"
  if v_found ->> 'attribute' is not null then
    select v_found || jsonb_build_object('last', max(l.last))
    into v_found
    from unnest(v_read.lexemes) l
    where l.class = 'ATTRIBUTE' and l.meaning = 'text' and l.name = v_found ->> 'attribute'
      and l.first = (v_found ->> 'last')::integer + 1 and v_read.gaps[l.first] ~ '^\s+$' and product.is_free(v_read, l.first, l.last)
    having count(*) > 0
    union all
    select v_found
    limit 1;
  end if;
  return jsonb_build_object('first', v_first) || coalesce(v_found, '{}');
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.name_ahead(product.reading, integer, text[], boolean, boolean, boolean) is
  'What product.recognise_words finds from a position on, behind "a", "made of", "in the" and the like, or behind the attribute''s name; with first, the word that it stands at, which alone is there when nothing is found. mend: a misspelt word is mended.';

grant execute on function product.name_ahead(product.reading, integer, text[], boolean, boolean, boolean) to trueshelf_api;
