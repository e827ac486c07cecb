create or replace function memory.join_topic(
  carried jsonb,
  said jsonb
)
returns jsonb
as $$
declare
  v_empty constant text[] := memory.empty_words();
  v_ties constant text := '(?:for|with|without|in|on|to|from|by|at|of|that|which|against|under|over)\M';
  -- Whom or how many a thing is for; one of them at a time.
  v_wearer constant text := '\mfor\s+(?:an?\s+|the\s+|my\s+)?(?:\d+\s+(?:people|persons)|wom[ae]n|m[ae]n|ladies|gents|gentlemen|girls?|boys?|kids?|children|toddlers?|babies|baby|teens?|unisex)(?:''s|s'')?\M';
  v_words jsonb := join_topic.carried;
  v_word jsonb;
  v_position integer;
  v_forms text[];
  v_text text;
  v_place integer;
  v_added integer := 0;
  v_behind boolean := false; -- "for winter": all that follows stands behind what it describes
begin
  for v_word, v_position in
    select w.value, w.position from jsonb_array_elements(join_topic.said) with ordinality w (value, position) order by w.position
  loop
    v_forms := array(select s.form from product.scan_words(v_word ->> 'text') s order by s.place);
    v_text := v_word ->> 'text';
    if v_text ~* v_wearer then
      v_words := (
        select coalesce(jsonb_agg(k.value || jsonb_build_object('text', k.text) order by k.position), '[]')
        from (
          select w.value, w.position, btrim(regexp_replace(w.value ->> 'text', v_wearer, '', 'gi')) as text
          from jsonb_array_elements(v_words) with ordinality w (value, position)
        ) k
        where k.text <> '');
    end if;
    if v_word -> 'key' = 'null' then
      v_behind := v_behind or v_forms[1] ~ ('^' || v_ties);
      if v_behind then
        -- "in dollars" ties nothing; "in" before "black" does.
        continue when not exists (select from unnest(v_forms) f (form) where f.form <> all (v_empty) and f.form !~ ('^' || v_ties))
          and (v_position = jsonb_array_length(join_topic.said) or v_forms[cardinality(v_forms)] !~ ('^' || v_ties));
      else
        v_text := (
          select string_agg(s.form, ' ' order by s.place)
          from product.scan_words(v_word ->> 'text') s
          where s.form <> all (v_empty)
            and not exists (
              select
              from jsonb_array_elements(v_words) k
              cross join lateral product.scan_words(k ->> 'text') t
              where embeddings.fold_plural(t.form) = embeddings.fold_plural(s.form)));
      end if;
      continue when v_text is null;
    end if;
    continue when exists (select from jsonb_array_elements(v_words) k where lower(k ->> 'text') = lower(v_text));
    -- What it is stands before what it is for; how it is, before what it is.
    select case when v_behind then null else min(w.position) end into v_place
    from jsonb_array_elements(v_words) with ordinality w (value, position)
    where case when v_word ->> 'key' = 'PREFER_CATEGORY' then w.value ->> 'text' ~ ('^\s*(?:' || v_ties || ')')
      else w.value ->> 'key' = 'PREFER_CATEGORY' end;
    if v_place is null and not v_behind and v_word ->> 'key' is distinct from 'PREFER_CATEGORY' and v_words <> '[]' then
      v_place := v_added + 1;
    end if;
    v_words := case when v_place is null or v_place > jsonb_array_length(v_words) then v_words || jsonb_build_array(v_word || jsonb_build_object('text', v_text))
      else jsonb_insert(v_words, array[(v_place - 1)::text], v_word || jsonb_build_object('text', v_text)) end;
    v_added := v_added + 1;
  end loop;
  return v_words;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function memory.join_topic(jsonb, jsonb) is
  'The words of a topic with those that refine it (see memory.topic_words): before what it is, "leather jacket" and "hooded" make "leather hooded jacket"; behind it where they say what for or with what; "for men" takes the place of "for women". What says nothing ("one", "please") or stands there already is left out.';

grant execute on function memory.join_topic(jsonb, jsonb) to trueshelf_api;
