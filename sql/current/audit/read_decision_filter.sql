create or replace function audit.read_decision_filter(
  filter jsonb
)
returns jsonb
as $$
declare
  v_filter constant jsonb := jsonb_strip_nulls(coalesce(read_decision_filter.filter, '{}'));
  v_key text;
  v_at timestamptz;
begin
  perform product.check_keys(v_filter, '{since,until,conversation,move,source,failed,empty,principal}', 'the filter of decisions', 'TSFLT');
  foreach v_key in array '{since,until}'::text[] loop
    continue when not v_filter ? v_key;
    begin
      v_at := (v_filter ->> v_key)::timestamptz;
      if jsonb_typeof(v_filter -> v_key) <> 'string' or v_filter ->> v_key !~ '^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$' then
        raise invalid_datetime_format;
      end if;
    exception when data_exception then
      raise exception using errcode = 'TSFLT',
        message = format('filter.%s is %s, expected an instant', v_key, left((v_filter -> v_key)::text, 60)),
        hint = 'Write it as RFC 3339, for example "2026-05-01T12:00:00Z".';
    end;
  end loop;
  if v_filter ? 'conversation'
    and v_filter ->> 'conversation' !~ '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$'
  then
    raise exception using errcode = 'TSFLT',
      message = format('filter.conversation is %s, expected the id of a conversation', left((v_filter -> 'conversation')::text, 60)),
      hint = 'Give the conversation_id of an answer of api.chat.';
  end if;
  if v_filter ? 'move'
    and v_filter ->> 'move' not in ('SEARCH', 'REFINE', 'NEW_TOPIC', 'MORE', 'ITEM', 'FORGET', 'RESTART', 'TALK')
  then
    raise exception using errcode = 'TSFLT',
      message = format('filter.move is %s', left((v_filter -> 'move')::text, 60)),
      hint = 'Use SEARCH, REFINE, NEW_TOPIC, MORE, ITEM, FORGET, RESTART or TALK.';
  end if;
  if v_filter ? 'source' and v_filter ->> 'source' not in ('TEMPLATE', 'MODEL', 'MODEL_AND_TEMPLATE') then
    raise exception using errcode = 'TSFLT',
      message = format('filter.source is %s', left((v_filter -> 'source')::text, 60)),
      hint = 'Use TEMPLATE, MODEL or MODEL_AND_TEMPLATE: who spoke.';
  end if;
  foreach v_key in array '{failed,empty}'::text[] loop
    if v_filter ? v_key and jsonb_typeof(v_filter -> v_key) <> 'boolean' then
      raise exception using errcode = 'TSFLT',
        message = format('filter.%s is %s, expected true or false', v_key, left((v_filter -> v_key)::text, 60)),
        hint = 'Leave it out for both.';
    end if;
  end loop;
  if v_filter ? 'principal' and (
    jsonb_typeof(v_filter -> 'principal') <> 'string' or length(v_filter ->> 'principal') not between 1 and 200)
  then
    raise exception using errcode = 'TSFLT',
      message = format('filter.principal is %s, expected the name of who asked', left((v_filter -> 'principal')::text, 60)),
      hint = 'It is the claim "sub" of the caller, or "anonymous".';
  end if;
  return v_filter;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function audit.read_decision_filter(jsonb) is 'Checks the filter of api.decisions and returns it without nulls. Raises TSFLT and names the key.';

grant execute on function audit.read_decision_filter(jsonb) to trueshelf_api;
