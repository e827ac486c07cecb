create or replace function memory.read_asked(
  reading product.reading,
  held jsonb
)
returns text[]
as $$
declare
  v_asked text[] := '{}';
  v_next integer := 1;
  v_piece record;
  v_value text;
begin
  for v_piece in
    select l.first, l.last, l.class, min(l.value) filter (where l.class = 'MOVE') as value,
      array_agg(distinct l.name) filter (where l.class <> 'MOVE') as names
    from unnest((read_asked.reading).lexemes) l
    where (l.class = 'MOVE' and l.meaning = 'ASK' or l.class = 'COMPARATIVE' or l.class = 'ATTRIBUTE'
        or l.class = 'VALUE' and l.meaning <> 'PART')
      and true <> all ((read_asked.reading).taken[l.first:l.last])
    group by l.first, l.last, l.class
    order by l.first, l.last desc, array_position('{MOVE,ATTRIBUTE,COMPARATIVE,VALUE}'::text[], l.class)
  loop
    continue when v_piece.first < v_next;
    v_next := v_piece.last + 1;
    v_value := case
      -- "how long does the battery of the first last"
      when v_piece.value like '|length|%' and array_to_string((read_asked.reading).forms, ' ') ~ '\m(?:battery|batteries|lasts?|runs?)\M' then '|battery life'
      else v_piece.value end;
    if v_value like '|%' then
      -- The first of these that the product has; of several with one label, all.
      v_asked := v_asked || coalesce((
        select array_agg(n.name order by n.name)
        from (
          select h.name, k.position, min(k.position) over () as nearest
          from unnest(string_to_array(substr(v_value, 2), '|')) with ordinality k (label, position)
          join lateral (
            select a.name from product.attribute a where (lower(a.label) = k.label or a.name = k.label) and read_asked.held ? a.name
            union
            select k.label where k.label = 'SIZES' and read_asked.held ? 'size'
          ) h on true
        ) n
        where n.position = n.nearest), array[split_part(v_value, '|', 2)]);
    elsif v_piece.class = 'MOVE' then
      v_asked := v_asked || v_piece.value;
    else
      -- Of the lengths of scarves and of lights, the one that this product has.
      v_asked := v_asked || coalesce(
        (select array_agg(n.name order by n.name) from unnest(v_piece.names) n (name) where read_asked.held ? n.name),
        v_piece.names[1:1]);
    end if;
  end loop;
  v_asked := array(
    select d.asked
    from (
      select distinct on (m.asked) m.asked, a.position
      from unnest(v_asked) with ordinality a (asked, position)
      cross join lateral (
        select case a.asked
          when 'size' then 'SIZES' when 'colour' then 'COLOURS' when 'color' then 'COLOURS'
          when 'price' then 'PRICE' when 'weight_grams' then 'WEIGHT' else a.asked
        end as asked
      ) m
      order by m.asked, a.position
    ) d
    order by d.position);
  -- "How much does it weigh", or hold, asks for no price.
  if array_to_string((read_asked.reading).forms, ' ') ~ '\mhow much (?:do|does|did|would|can|could|will)\M'
    and array_to_string((read_asked.reading).forms, ' ') !~ '\m(?:costs?|prices?|charge|charged|pay|be|go|sell|sells)\M'
    and exists (select from unnest(v_asked) a (asked) where a.asked not in ('PRICE', 'SIZES', 'COLOURS', 'OPTIONS', 'STOCK', 'EVERYTHING'))
  then
    v_asked := array_remove(v_asked, 'PRICE');
  end if;
  if v_asked <> '{EVERYTHING}' then
    v_asked := array_remove(v_asked, 'EVERYTHING');
  end if;
  return case when v_asked = '{}' then '{EVERYTHING}' else v_asked end;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function memory.read_asked(product.reading, jsonb) is
  'What a turn asks of one product, in the order of the text: SIZES, COLOURS, OPTIONS, PRICE, STOCK, WEIGHT, names of attributes; EVERYTHING where nothing of it is said. held: the attributes of the product.';

grant execute on function memory.read_asked(product.reading, jsonb) to trueshelf_api;
