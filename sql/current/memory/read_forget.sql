create or replace function memory.read_forget(
  reading product.reading,
  facts jsonb,
  out rest product.reading,
  out forgotten jsonb,
  out unknown jsonb
)
as $$
declare
  v_lead record;
  v_named record;
  v_first integer;
  v_last integer;
  v_tail text;
  v_hits jsonb := '[]';
begin
  rest := read_forget.reading;
  unknown := '[]';
  for v_lead in
    select l.first, l.last, l.meaning, l.value
    from unnest((read_forget.reading).lexemes) l
    where l.class = 'MOVE' and l.meaning in ('FORGET', 'ANY', 'UNIMPORTANT')
    order by l.first, l.last desc
  loop
    continue when true = any (rest.taken[v_lead.first:v_lead.last]);
    v_first := v_lead.first;
    if v_lead.meaning = 'UNIMPORTANT' then
      -- What does not matter stands before it: "the brand does not matter".
      select n.*, w.position into v_named
      from generate_series(greatest(1, v_lead.first - 4), v_lead.first - 1) w (position)
      cross join lateral memory.read_names(rest, w.position, read_forget.facts, false) n
      where n.last = v_lead.first - 1 and (rest.forms[w.position] = 'the' or memory.begins_piece(rest, w.position))
      order by w.position
      limit 1;
      continue when not found;
      v_first := v_named.position;
      v_last := v_lead.last;
    else
      continue when v_lead.meaning = 'FORGET' and not memory.begins_piece(rest, v_lead.first);
      -- "never mind, show me hats": a mark parts it from what is asked for.
      if v_lead.meaning = 'FORGET' and v_lead.value is null and memory.is_mark(rest.gaps[v_lead.last + 1]) then
        rest := product.take_words(rest, v_lead.first, v_lead.last);
        continue;
      end if;
      select n.*, null::integer as position into v_named
      from memory.read_names(rest, v_lead.last + 1, read_forget.facts, v_lead.meaning = 'ANY' or v_lead.value is not null) n;
      if v_named.last is null and v_lead.meaning = 'FORGET' and v_lead.value is null and v_lead.last < cardinality(rest.forms)
        -- What points at a product is read as that.
        and not rest.forms[v_lead.last + 1:] && '{one,ones,it,that,this,these,those,them}'
        and not exists (select from unnest(rest.lexemes) o where o.class = 'MOVE' and o.meaning = 'ORDINAL' and o.value is distinct from 'NUMBER' and o.first > v_lead.last)
      then
        -- "forget black" where nothing is black: all of the piece is what cannot be forgotten, and none of it a wish.
        v_named.last := (
          select min(w.position)
          from generate_series(v_lead.last + 1, cardinality(rest.forms)) w (position)
          where ts_lexize('pg_catalog.english_stem', rest.forms[w.position]) <> '{}'
            and (memory.ends_piece(rest, w.position + 1) or rest.forms[w.position + 1] in ('and', 'but', 'then')));
        v_named.hits := '[]';
        v_named.unknown_last := v_named.last;
      end if;
      continue when v_named.last is null;
      v_last := v_named.last;
      -- "it doesn't have to be black"
      v_first := v_first - coalesce(rest.forms[v_first - 1] in ('it', 'that', 'this', 'they'), false)::integer;
    end if;
    if v_lead.meaning = 'ANY' then
      -- "in any colour", "any size will do"; of what is not held, it is a word of the question, unless nothing else is said.
      if v_first > 1 and rest.forms[v_first - 1] in ('in', 'of', 'at', 'by', 'from', 'for', 'with') then
        v_first := v_first - 1;
      end if;
      v_tail := array_to_string(rest.forms[v_last + 1:v_last + 2], ' ');
      v_last := v_last + case
        when v_tail ~ '^(?:(?:is|are) (?:fine|ok|okay|good)|(?:will|would) do)$' then 2
        when v_tail ~ '^(?:works|goes)\M' then 1
        else 0 end;
      continue when v_named.hits = '[]' and not (memory.is_covered(rest, 1, v_first - 1, '{COURTESY}')
        and memory.is_covered(rest, v_last + 1, cardinality(rest.forms), '{COURTESY}'));
    end if;
    if v_named.unknown_last is not null then
      unknown := unknown || jsonb_build_object(
        'span', product.take_span(rest.content, rest.starts[v_first], rest.behinds[v_last]),
        'reason', 'nothing of this was asked for, so there is nothing to forget');
    end if;
    v_hits := v_hits || coalesce((
      select jsonb_agg(h.value || jsonb_build_object(
        'span', product.take_span(rest.content, rest.starts[v_first], rest.behinds[v_last])) order by h.position)
      from jsonb_array_elements(v_named.hits) with ordinality h (value, position)
    ), '[]');
    rest := product.take_words(rest, v_first, v_last);
  end loop;

  -- A fact that was named twice is forgotten once; a topic of which every word was named, as a whole.
  select coalesce(jsonb_agg(jsonb_build_object('factId', g.fact_id, 'key', g.key, 'values', g.values, 'span', g.span) order by g.position), '[]')
  into forgotten
  from (
    select h.value ->> 'factId' as fact_id, h.value ->> 'key' as key, min(h.position) as position,
      (array_agg(h.value -> 'span' order by h.position))[1] as span,
      case
        when bool_or(h.value -> 'values' = 'null') or jsonb_path_exists(jsonb_agg(t.left_over), '$[*] ? (@ == "NOTHING")') then 'null'::jsonb
        else jsonb_path_query_array(jsonb_agg(h.value -> 'values' order by h.position), '$[*][*]')
      end as values
    from jsonb_array_elements(v_hits) with ordinality h (value, position)
    cross join lateral (
      select case when h.value ->> 'key' = 'TOPIC' and not exists (
        select
        from jsonb_path_query(read_forget.facts, '$[*] ? (@.key == "TOPIC").value.residue') r (residue)
        cross join lateral unnest(product.folded_words(r.residue #>> '{}')) w (word)
        where ts_lexize('pg_catalog.english_stem', w.word) <> '{}'
          and not exists (
            select from jsonb_array_elements(v_hits) o (value)
            where o.value -> 'factId' = h.value -> 'factId' and (o.value -> 'values' = 'null' or o.value -> 'values' ? w.word))
      ) then 'NOTHING' end as left_over
    ) t
    group by h.value ->> 'factId', h.value ->> 'key'
  ) g;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function memory.read_forget(product.reading, jsonb) is
  'What a turn wants forgotten of the conversation''s facts: rest, the reading with those words taken; forgotten, [{factId, key, values, span}] in the order of the text, values as memory.named_facts has them; unknown, [{span, reason}] of names of which nothing holds.';

grant execute on function memory.read_forget(product.reading, jsonb) to trueshelf_api;
