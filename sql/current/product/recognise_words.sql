create or replace function product.recognise_words(
  reading product.reading,
  first integer,
  kinds text[],
  attribute text,
  refused boolean,
  loose boolean
)
returns jsonb
as $$
declare
  v_read product.reading := recognise_words.reading;
  v_first integer := recognise_words.first;
  v_found jsonb;
begin
  if v_first < 1 or v_first > cardinality(v_read.forms) or v_read.taken[v_first] or v_read.known[v_first] then
    return null;
  end if;
  with value as (
    select l.last,
      case when l.class in ('BRAND', 'CATEGORY') then l.class else 'ATTRIBUTE' end as kind,
      case when l.class in ('VALUE', 'ATTRIBUTE') then l.name end as attribute,
      case when l.class = 'ATTRIBUTE' then 'true' else l.value end as value,
      min(case l.meaning when 'SYNONYM' then 1 when 'KIND' then 2 when 'PART' then 3 else 0 end) as distance,
      min(l.origin) as origin
    from unnest(v_read.lexemes) l
    where l.first = v_first
      and (l.class in ('BRAND', 'CATEGORY')
        or l.class = 'VALUE' and (l.meaning <> 'PART' or recognise_words.refused)
        or l.class = 'ATTRIBUTE' and l.meaning = 'boolean')
      and coalesce(length(l.value) <= 1000, true) -- no filter takes longer ones
    group by 1, 2, 3, 4
  ),
  named as (
    select v.last, v.kind, v.attribute, array_agg(v.value order by v.distance, v.value) as values, min(v.distance) as distance,
      (array_agg(v.origin order by v.distance, v.value))[1] as origin
    from (
      select v.*, row_number() over (partition by v.last, v.kind, v.attribute order by v.distance, length(v.value), v.value) as position
      from value v
    ) v
    -- "in black" of a catalogue that names hundreds of blacks; what is refused has to go entirely, as far as a filter can say it.
    where v.position <= case when recognise_words.refused then 1000 else 200 end
    group by v.last, v.kind, v.attribute
  ),
  whole as (
    select n.*,
      n.kind = any (recognise_words.kinds) and n.attribute is not distinct from coalesce(recognise_words.attribute, n.attribute) as fits
    from named n
    where n.distance < case when recognise_words.loose then 3 else 2 end
      and product.is_free(v_read, v_first, n.last)
      -- "leather-look" is no leather, and of "30/34" neither is a size.
      and not (v_read.gaps[n.last + 1] ~ '^[-\u2010-\u2015]$' and v_read.forms[n.last + 1] is distinct from 'free')
      and not (v_read.gaps[n.last + 1] = '/' and v_read.forms[n.last] ~ '^\d' and v_read.forms[n.last + 1] ~ '^\d')
      and not (v_first > 1 and v_read.gaps[v_first] = '/' and v_read.forms[v_first] ~ '^\d' and v_read.forms[v_first - 1] ~ '^\d')
  ),
  longest as (
    select w.*,
      case when w.kind = 'ATTRIBUTE' and count(*) filter (where w.kind = 'ATTRIBUTE') over () > 1
        then product.value_weight(w.attribute, w.values[1]) end as weight,
      case w.kind
        when 'BRAND' then jsonb_build_object('brands', w.values)
        when 'CATEGORY' then jsonb_build_object('categories', w.values)
        else jsonb_build_object('attributes', jsonb_build_array(jsonb_build_object('name', w.attribute, 'values', w.values))) end as filter
    from whole w
    where w.last = (select max(f.last) from whole f where f.fits)
  )
  select jsonb_agg(
    jsonb_build_object('last', l.last, 'attribute', l.attribute, 'origin', l.origin,
      'kind', case when recognise_words.refused then 'EXCLUDE_' else '' end || l.kind,
      'filter', case when recognise_words.refused then jsonb_build_object('exclude', l.filter) else l.filter end,
      'source', case when l.origin like 'repair: %' then 'REPAIR' when l.distance = 1 then 'SYNONYM' else 'VOCABULARY' end)
    -- What the marker says, then what is called just so, then in the order of the kinds; a value of several attributes is
    -- that which most variants have.
    order by l.fits desc, l.distance = 2, l.kind = 'CATEGORY', l.kind = 'ATTRIBUTE', l.weight desc nulls last, l.attribute)
  into v_found
  from longest l;
  if v_found is null then
    return null;
  end if;
  return v_found -> 0 || jsonb_build_object('alternatives', case
    when recognise_words.attribute is null and jsonb_array_length(v_found) > 1 then (
      select jsonb_agg(jsonb_build_object('kind', a.value -> 'kind', 'filter', a.value -> 'filter',
        'label', product.constraint_label(a.value ->> 'kind', a.value -> 'filter', null)) order by a.position)
      from jsonb_array_elements(v_found) with ordinality a (value, position)
      where a.position > 1)
    else '[]' end);
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.recognise_words(product.reading, integer, text[], text, boolean, boolean) is
  'What the longest run of free words from a position on names: {kind, filter, source, origin, alternatives, last (word), attribute}; null for nothing. kinds: of BRAND, ATTRIBUTE, CATEGORY, what may be; attribute (else null): of its values alone; refused: as an exclusion, of longer values with the word anywhere in them as well; loose: longer values of which it is the last word will do without one that it names itself.';

grant execute on function product.recognise_words(product.reading, integer, text[], text, boolean, boolean) to trueshelf_api;
