create or replace function product.read_options(
  options jsonb,
  allowed text[]
)
returns jsonb
as $$
declare
  v_options jsonb := jsonb_strip_nulls(coalesce(read_options.options, '{}'));
  v_as_of timestamptz;
  v_key text;
begin
  perform product.check_keys(v_options, read_options.allowed, 'the options', 'TSOPT');

  if v_options ? 'asOf' then
    if jsonb_typeof(v_options -> 'asOf') <> 'string'
      or v_options ->> 'asOf' !~ '^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$'
    then
      raise exception using errcode = 'TSOPT',
        message = format('options.asOf is %s, expected an instant', left((v_options -> 'asOf')::text, 60)),
        hint = 'Write it as RFC 3339, for example "2026-05-01T12:00:00Z".';
    end if;
    begin
      v_as_of := (v_options ->> 'asOf')::timestamptz;
    exception when others then
      raise exception using errcode = 'TSOPT',
        message = format('options.asOf is "%s", which is no instant of the calendar', left(v_options ->> 'asOf', 60)),
        hint = 'Write it as RFC 3339, for example "2026-05-01T12:00:00Z".';
    end;
    if v_as_of < '2000-01-01T00:00:00Z' or v_as_of >= '2100-01-01T00:00:00Z' then
      raise exception using errcode = 'TSOPT',
        message = format('options.asOf is %s, outside 2000-01-01 to 2099-12-31', left(v_options ->> 'asOf', 60)),
        hint = 'Prices are kept for that range only.';
    end if;
  end if;

  if v_options ? 'sort' and v_options ->> 'sort' not in ('RELEVANCE', 'PRICE_ASC', 'PRICE_DESC', 'NEWEST', 'RATING', 'WEIGHT_ASC', 'WEIGHT_DESC')
  then
    raise exception using errcode = 'TSOPT',
      message = format('options.sort is "%s"', left(v_options ->> 'sort', 60)),
      hint = 'Use RELEVANCE, PRICE_ASC, PRICE_DESC, NEWEST, RATING, WEIGHT_ASC or WEIGHT_DESC.';
  end if;
  if v_options ? 'mode' and v_options ->> 'mode' not in ('HYBRID', 'SEMANTIC', 'LEXICAL') then
    raise exception using errcode = 'TSOPT',
      message = format('options.mode is "%s"', left(v_options ->> 'mode', 60)),
      hint = 'Use HYBRID (meaning and words), SEMANTIC (meaning only) or LEXICAL (words only).';
  end if;
  if v_options ? 'unavailable' and v_options ->> 'unavailable' not in ('LAST', 'HIDE', 'SHOW') then
    raise exception using errcode = 'TSOPT',
      message = format('options.unavailable is "%s"', left(v_options ->> 'unavailable', 60)),
      hint = 'Use LAST (behind what is in stock), HIDE (in stock only) or SHOW (in their place).';
  end if;
  if v_options ? 'interpret' and jsonb_typeof(v_options -> 'interpret') <> 'boolean' then
    raise exception using errcode = 'TSOPT',
      message = format('options.interpret is %s, expected true or false', left((v_options -> 'interpret')::text, 60)),
      hint = 'false takes the text as it stands, without reading constraints out of it.';
  end if;
  if v_options ? 'currency' then
    perform product.check_currency(v_options ->> 'currency', 'options.currency');
  end if;
  if v_options ? 'after' and jsonb_typeof(v_options -> 'after') <> 'string' then
    raise exception using errcode = 'TSCUR', message = 'options.after is not a text', hint = 'Give the cursor of an item of the same question.';
  end if;
  foreach v_key in array '{like,goesWith}'::text[] loop
    continue when not v_options ? v_key;
    perform product.check_product_key(v_options -> v_key, 'options.' || v_key,
      jsonb_build_object(v_key, '{"handle": "harbour-leather-jacket"}'::jsonb));
  end loop;
  if v_options ? 'curation' and jsonb_typeof(v_options -> 'curation') <> 'boolean' then
    raise exception using errcode = 'TSOPT',
      message = format('options.curation is %s, expected true or false', left((v_options -> 'curation')::text, 60)),
      hint = 'false answers without the pins and exclusions of product.curation.';
  end if;
  if v_options ? 'minSimilarity' and (
    jsonb_typeof(v_options -> 'minSimilarity') <> 'number'
    or (v_options ->> 'minSimilarity')::numeric not between -1 and 1)
  then
    raise exception using errcode = 'TSOPT',
      message = format('options.minSimilarity is %s, expected a number from -1 to 1', left((v_options -> 'minSimilarity')::text, 60)),
      hint = 'A cosine similarity; leave it out for the floor that was calibrated for the model.';
  end if;
  if v_options ? 'maxPerBrand' and (
    jsonb_typeof(v_options -> 'maxPerBrand') <> 'number'
    or (v_options ->> 'maxPerBrand')::numeric not between 1 and 200
    or (v_options ->> 'maxPerBrand')::numeric % 1 <> 0)
  then
    raise exception using errcode = 'TSOPT',
      message = format('options.maxPerBrand is %s, expected a whole number from 1 to 200', left((v_options -> 'maxPerBrand')::text, 60)),
      hint = 'Leave it out for no limit.';
  end if;
  perform product.check_text_array(v_options -> 'include', 'options.include', '{FACETS,FUNNEL,RELAXATIONS}');
  perform product.check_text_array(v_options -> 'dismiss', 'options.dismiss', null);
  perform product.check_proposals(v_options -> 'proposals');
  if v_options ? 'model' and jsonb_typeof(v_options -> 'model') <> 'string' then
    raise exception using errcode = 'TSOPT',
      message = format('options.model is %s, expected the name of a model', left((v_options -> 'model')::text, 60)),
      hint = 'Leave it out for the active one; api.embedding_status() lists those in use.';
  end if;
  perform product.check_query_embedding(v_options -> 'queryEmbedding');
  return v_options;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.read_options(jsonb, text[]) is
  'Checks the options object and returns it without nulls. allowed: the keys that the caller takes. Raises TSOPT, TSCUR or TSCCY and names the key.';

grant execute on function product.read_options(jsonb, text[]) to trueshelf_api;
