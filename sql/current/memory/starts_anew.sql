create or replace function memory.starts_anew(
  question text,
  reading jsonb,
  state jsonb
)
returns boolean
as $$
declare
  v_said bigint[];
  v_topic bigint[];
  v_above bigint[];
  v_slugs text[] := array(
    select s.slug
    from jsonb_array_elements(starts_anew.reading -> 'constraints' || (starts_anew.reading -> 'preferences')) p (value)
    cross join lateral jsonb_array_elements_text(case p.value ->> 'kind' when 'CATEGORY' then p.value #> '{filter,categories}' else '[]' end) s (slug));
  v_topic_slugs text[] := array(
    select c.slug
    from jsonb_array_elements_text(coalesce(nullif(starts_anew.state -> 'topic', 'null') -> 'categories', '[]')) s (slug)
    join product.category c on c.slug = s.slug);
  v_shown bigint[] := array(
    select (i.value ->> 'productId')::bigint
    from jsonb_array_elements(coalesce(nullif(starts_anew.state -> 'list', 'null') -> 'items', '[]')) i (value));
  -- Words that no wish is made of, up to the first that ties something to what is there already: "for winter", "with a hood".
  v_free text := '';
  v_word jsonb;
  v_form text;
  v_last text; -- what they end with: the thing, if they name one
  v_query tsquery;
  v_repairs jsonb;
  v_names text[]; -- v_last, and what it may be a slip for
begin
  if coalesce(nullif(starts_anew.state -> 'topic', 'null') ->> 'residue', '') = '' then
    return false; -- there is nothing yet that could be left
  end if;
  v_topic := product.find_categories(nullif(v_topic_slugs, '{}'));
  if v_slugs <> '{}' then
    v_said := product.find_categories(v_slugs);
    if v_topic is not null then
      return not v_said && v_topic;
    end if;
    return not exists (
      select from product.product p where p.product_id = any (v_shown) and p.category_id = any (v_said));
  end if;

  <<words>>
  for v_word in
    select w.value from jsonb_array_elements(memory.topic_words(starts_anew.reading)) with ordinality w (value, position) order by w.position
  loop
    continue when v_word -> 'key' <> 'null';
    for v_form in select s.form from product.scan_words(v_word ->> 'text') s order by s.place loop
      -- "a hat that goes with it": behind a thing "that" begins what is said of it.
      exit words when v_free <> '' and v_form = 'that';
      if v_form in ('one', 'ones', 'it', 'its', 'them', 'they', 'those', 'these', 'that', 'this') then
        return false; -- "a hooded one", "do you have it": it is about what is there
      end if;
      exit words when v_form in ('for', 'with', 'without', 'in', 'on', 'to', 'from', 'by', 'at', 'of', 'which', 'than', 'under', 'over');
      continue when v_form = any (memory.empty_words());
      v_free := v_free || ' ' || v_form;
      v_last := v_form;
    end loop;
  end loop;
  select q.any_word, q.repairs into v_query, v_repairs from embeddings.word_queries(embeddings.lexicon_model(), v_free) q;
  if v_query is null then
    return false; -- stop words alone
  end if;
  if starts_anew.question ~* '\m(?:show|find|get|give)\s+me\M|\mdo\s+you\s+(?:have|sell|stock)\M|\mhave\s+you\s+got\M|\m(?:need|want|looking\s+for|after|would\s+like)\M'
    or starts_anew.question ~* '^\s*(?:an?|some|any)\s+(?!(?:bit|little|lot|touch)\M)'
  then
    return true;
  end if;
  -- A turn that is nothing but what the catalogue does not know asks for that: "surfboards", but not "fancy".
  if starts_anew.reading -> 'constraints' = '[]' and starts_anew.reading -> 'preferences' = '[]' and starts_anew.reading -> 'sort' = 'null'
    and starts_anew.reading ->> 'residue' !~ '\m(?:i|im|ive|we|you|he|she|they|is|are|am|was|be|not|dont)\M'
    and memory.unknown_words(array[v_last], v_topic, v_shown, true) <> '{}'
  then
    return not memory.tells_how(v_last);
  end if;
  v_names := array(
    select embeddings.fold_plural(n.name)
    from (
      select v_last as name union all select r ->> 'to' from jsonb_array_elements(v_repairs) r where r ->> 'from' = v_last
    ) n);
  -- What other things are called and none of these is ("umbrella"), or what is said of nothing here, is another thing; "vintage"
  -- says how a thing is, even if none of these is. A thousand are enough to see what a word is used for.
  return coalesce((
    select bool_or(d.is_called and not d.is_of_topic) and not bool_or(d.is_called and d.is_of_topic)
      -- Several of a thing ("sofas") that nothing of these is, nor is for.
      or embeddings.fold_plural(v_last) <> v_last and not bool_or(d.is_of_topic)
    from (
      select embeddings.fold_plural(substring(regexp_replace(lower(p.title), '(?:,| in | for | with | of ).*$', '') from '(\w+)\W*$'))
          = any (v_names) as is_called,
        case when v_topic is not null then p.category_id = any (v_topic) else p.product_id = any (v_shown) end as is_of_topic
      from product.product p
      where p.search @@ v_query
      limit 1000
    ) d
  ), true);
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function memory.starts_anew(text, jsonb, jsonb) is
  'Whether a question of a conversation is about another thing than the topic: it names a category that is neither the topic''s nor above or below it, or a thing that is asked for anew ("do you have …", "a …"), or by what other products are called and none of the topic''s category, or in the plural by what none of these has to do with, or by a thing that the catalogue does not know. False for what points at what is there ("one", "it") or only describes it, "fancy" included. question: without the words that move the conversation; reading: of product.interpret_text; state: of memory.conversation_state.';

grant execute on function memory.starts_anew(text, jsonb, jsonb) to trueshelf_api;
