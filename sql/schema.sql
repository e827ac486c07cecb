CREATE SCHEMA api;

ALTER SCHEMA api OWNER TO trueshelf_api;

COMMENT ON SCHEMA api IS 'The only schema that callers touch.';

CREATE SCHEMA audit;

ALTER SCHEMA audit OWNER TO trueshelf_data;

COMMENT ON SCHEMA audit IS 'History: decisions and changes, append-only.';

CREATE SCHEMA embeddings;

ALTER SCHEMA embeddings OWNER TO trueshelf_data;

COMMENT ON SCHEMA embeddings IS 'Meaning: models, vectors and the queue that keeps them fresh.';

CREATE SCHEMA memory;

ALTER SCHEMA memory OWNER TO trueshelf_data;

COMMENT ON SCHEMA memory IS 'Continuity: conversations. The only place for text that identifies people.';

CREATE SCHEMA product;

ALTER SCHEMA product OWNER TO trueshelf_data;

COMMENT ON SCHEMA product IS 'Truth: what is sold, at which price, from which stock, to whom.';

CREATE SCHEMA trueshelf;

ALTER SCHEMA trueshelf OWNER TO CURRENT_USER;

COMMENT ON SCHEMA trueshelf IS 'What Trueshelf has done to this database.';

CREATE SCHEMA work;

ALTER SCHEMA work OWNER TO trueshelf_data;

COMMENT ON SCHEMA work IS 'Long work: what runs, how far it is, and how it ended.';

CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;

COMMENT ON EXTENSION btree_gist IS 'support for indexing common datatypes in GiST';

CREATE EXTENSION IF NOT EXISTS unaccent WITH SCHEMA public;

COMMENT ON EXTENSION unaccent IS 'text search dictionary that removes accents';

CREATE EXTENSION IF NOT EXISTS vector WITH SCHEMA public;

COMMENT ON EXTENSION vector IS 'vector data type and ivfflat and hnsw access methods';

CREATE TYPE product.candidates AS (
	near_ids bigint[],
	word_ids bigint[],
	word_scores double precision[],
	best_all double precision,
	best_any double precision,
	scanned bigint,
	total bigint,
	approximate boolean,
	exhausted boolean,
	nothing_qualifies boolean
);

ALTER TYPE product.candidates OWNER TO trueshelf_data;

COMMENT ON TYPE product.candidates IS 'The products that one demand leaves of what words (best first, with scores 0..1) and meaning propose. exhausted: no arm hit its bound. scanned: products that were ranked. total: how many there are, where only some of them are listed.';

CREATE TYPE product.demand AS (
	as_of timestamp with time zone,
	price_list_id bigint,
	fallback_list_id bigint,
	customer_group text,
	sees_all boolean,
	min_amount numeric,
	min_exclusive boolean,
	max_amount numeric,
	max_exclusive boolean,
	in_stock boolean,
	category_ids bigint[],
	brand_ids bigint[],
	attributes jsonpath,
	excluded_category_ids bigint[],
	excluded_brand_ids bigint[],
	excluded_attributes jsonpath,
	excluded_product_ids bigint[],
	location_ids bigint[],
	weight numrange
);

ALTER TYPE product.demand OWNER TO trueshelf_data;

COMMENT ON TYPE product.demand IS 'Everything that an offer must meet, with names resolved to ids. Null means no demand of that kind. The attribute paths select a variant''s attributes when it has all that is demanded, or any that is excluded.';

CREATE TYPE product.judged_offer AS (
	product_id bigint,
	variant_id bigint,
	category_id bigint,
	brand_id bigint,
	sets integer,
	fails bit varying,
	amount numeric,
	available integer,
	attributes jsonb
);

ALTER TYPE product.judged_offer OWNER TO trueshelf_data;

COMMENT ON TYPE product.judged_offer IS 'A current offer of a candidate product held against every constraint of a question but CURRENT_PRICE: fails has bit i set where constraint i is not met, from the left. sets: see product.gather_candidates. attributes: null where nobody asked for them.';

CREATE TYPE product.lexeme AS (
	first integer,
	last integer,
	class text,
	meaning text,
	name text,
	value text,
	origin text
);

ALTER TYPE product.lexeme OWNER TO trueshelf_data;

COMMENT ON TYPE product.lexeme IS 'Words of a question that a row knows, from word first to word last (from 1); see product.find_lexemes for what each class holds. origin: the row.';

CREATE TYPE product.measure AS (
	number_first integer,
	number_last integer,
	first integer,
	last integer,
	start integer,
	behind integer,
	low numeric,
	high numeric,
	unit text,
	attribute text,
	bound text,
	worded boolean,
	plus boolean,
	origin text
);

ALTER TYPE product.measure OWNER TO trueshelf_data;

COMMENT ON TYPE product.measure IS 'A measure in a question. number_first to number_last: the words of its number and unit; first to last: with the words that bound or name it, from position start to before behind. low and high: alike unless it is a range; unit: a code; attribute: what its words name already. bound: PRICE_BELOW and its like, as product.phrase says them, null for none; worded: a word says so, not only the dash of a range; plus: a plus stands behind it. origin: the row.';

CREATE FUNCTION embeddings.template_fields(document_template text) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select coalesce(array_agg(distinct f.name[1] order by f.name[1]), '{}')
  from regexp_matches(template_fields.document_template, '\{(title|brand|category|description|attributes|options)\}', 'g') f (name);
$$;

ALTER FUNCTION embeddings.template_fields(document_template text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION embeddings.template_fields(document_template text) IS 'The fields of a product that a document template names in braces, in alphabetical order: attributes, brand, category, description, options, title. A generated column keeps them: changed, it needs a migration that writes the models anew.';

CREATE SEQUENCE embeddings.model_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE embeddings.model_id_seq OWNER TO trueshelf_data;

CREATE TABLE embeddings.model (
    model_id bigint DEFAULT nextval('embeddings.model_id_seq'::regclass) NOT NULL,
    name text NOT NULL,
    provider text NOT NULL,
    dimensions integer NOT NULL,
    document_template text NOT NULL,
    state text DEFAULT 'building'::text NOT NULL,
    similarity_floor real,
    document_count bigint DEFAULT 0 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    activated_at timestamp with time zone,
    calibration jsonb,
    document_fields text[] GENERATED ALWAYS AS (embeddings.template_fields(document_template)) STORED,
    query_template text DEFAULT '{text}'::text NOT NULL,
    provider_model text,
    base_url text,
    send_dimensions boolean DEFAULT false NOT NULL,
    batch_items integer DEFAULT 100 NOT NULL,
    batch_tokens integer DEFAULT 100000 NOT NULL,
    input_tokens integer DEFAULT 8000 NOT NULL,
    failure jsonb,
    CONSTRAINT model_base_url_check CHECK ((base_url ~ '^https?://[^@[:space:]]+$'::text)),
    CONSTRAINT model_batch_items_check CHECK (((batch_items >= 1) AND (batch_items <= 2048))),
    CONSTRAINT model_batch_tokens_check CHECK (((batch_tokens >= 1) AND (batch_tokens <= 1000000))),
    CONSTRAINT model_calibration_check CHECK ((jsonb_typeof(calibration) = 'object'::text)),
    CONSTRAINT model_dimensions_check CHECK (((dimensions >= 1) AND (dimensions <= 2000))),
    CONSTRAINT model_failure_check CHECK ((jsonb_typeof(failure) = 'object'::text)),
    CONSTRAINT model_input_tokens_check CHECK (((input_tokens >= 1) AND (input_tokens <= 1000000))),
    CONSTRAINT model_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
    CONSTRAINT model_provider_check CHECK ((provider = ANY (ARRAY['builtin'::text, 'openai'::text]))),
    CONSTRAINT model_provider_check1 CHECK ((((provider = 'openai'::text) = (provider_model IS NOT NULL)) AND ((provider = 'openai'::text) = (base_url IS NOT NULL)))),
    CONSTRAINT model_provider_model_check CHECK (((length(provider_model) >= 1) AND (length(provider_model) <= 200))),
    CONSTRAINT model_query_template_check CHECK ((POSITION(('{text}'::text) IN (query_template)) > 0)),
    CONSTRAINT model_similarity_floor_check CHECK (((similarity_floor >= ('-1'::integer)::double precision) AND (similarity_floor <= (1)::double precision))),
    CONSTRAINT model_state_check CHECK ((state = ANY (ARRAY['building'::text, 'paused'::text, 'standby'::text, 'active'::text, 'retired'::text])))
);

ALTER TABLE embeddings.model OWNER TO trueshelf_data;

COMMENT ON TABLE embeddings.model IS 'Embedding models. One is active; a refit or another provider is a new row, built beside it and then switched to. Vectors of two models are never compared.';

COMMENT ON COLUMN embeddings.model.state IS 'building: its vectors are being made; paused: their making was stopped, what is done and queued stays; standby: complete, kept fresh, does not answer; active: answers questions; retired: its vectors are gone.';

COMMENT ON COLUMN embeddings.model.similarity_floor IS 'Cosine similarity up to which a product is taken for no more like a question than any other; from calibration, null before it.';

COMMENT ON COLUMN embeddings.model.calibration IS 'Similarities measured on the catalogue after embedding: {questions, sampled: {products, questions, pairs}, random: {p50, p95, p99}, nearest: {p01, p05, p50}}: questions ("titles" of products; "products" themselves, where SQL cannot embed titles) against random other products, and against the nearest one. Without random and nearest where too few products could be sampled.';

COMMENT ON COLUMN embeddings.model.document_fields IS 'What of a product the template uses: a change of anything else embeds nothing.';

COMMENT ON COLUMN embeddings.model.query_template IS 'What the provider is given for a question, with {text} in it; some models want "query: {text}".';

COMMENT ON COLUMN embeddings.model.provider_model IS 'The name that the provider knows it by; null for the built-in one.';

COMMENT ON COLUMN embeddings.model.base_url IS 'Where the provider speaks OpenAI''s API, with no name, password or key in it. Which key it gets is decided by the environment of whoever calls it, by the origin of this address.';

COMMENT ON COLUMN embeddings.model.send_dimensions IS 'Whether requests ask for so many dimensions; only some models can shorten their vectors.';

COMMENT ON COLUMN embeddings.model.batch_tokens IS 'Tokens a request at most, at three bytes a token, which is more than texts have.';

COMMENT ON COLUMN embeddings.model.input_tokens IS 'Tokens a text at most; what is longer is cut there.';

COMMENT ON COLUMN embeddings.model.failure IS 'Why the provider as a whole gave nothing when it was last asked: {code, message, detail, hint, context, at}; null once it answers again.';

CREATE TYPE product.question AS (
	filter jsonb,
	options jsonb,
	interpretation jsonb,
	fingerprint text,
	cursor jsonb,
	as_of timestamp with time zone,
	currency text,
	demand product.demand,
	mode text,
	sort text,
	unavailable text,
	degraded text,
	model embeddings.model,
	similarity_floor double precision,
	query_vector public.vector,
	all_words tsquery,
	any_word tsquery,
	each_word tsquery[],
	anchor_id bigint,
	complements jsonb,
	exact_ids bigint[],
	exact_matches text[],
	exact_variant_id bigint,
	pinned_ids bigint[],
	curated_out_ids bigint[],
	max_per_brand integer
);

ALTER TYPE product.question OWNER TO trueshelf_data;

COMMENT ON TYPE product.question IS 'A question that was read: what it demands, what it is like, and how its answer is ordered. complements: what goes with the anchor, [{categoryIds, weight}]; exact_ids and exact_matches are parallel; pinned_ids are in the order of their positions.';

CREATE TYPE product.reading AS (
	content text,
	forms text[],
	starts integer[],
	behinds integer[],
	gaps text[],
	taken boolean[],
	known boolean[],
	lexemes product.lexeme[],
	constraints jsonb,
	preferences jsonb,
	ignored jsonb,
	sort jsonb
);

ALTER TYPE product.reading OWNER TO trueshelf_data;

COMMENT ON TYPE product.reading IS 'A question while it is read. Of each word: form (lower case, without accents), where it starts and the position behind it (code points from 1), the gap before it; gaps has one entry more, for the end. taken: no later rule may read the word, and it is no part of the residue; known: no later rule may read it, and it stays.';

CREATE FUNCTION api.add_model(name text, settings jsonb) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  return embeddings.add_model(add_model.name, add_model.settings);
end
$$;

ALTER FUNCTION api.add_model(name text, settings jsonb) OWNER TO trueshelf_api;

COMMENT ON FUNCTION api.add_model(name text, settings jsonb) IS 'Adds a model of a provider that speaks OpenAI''s API, to be built beside those in use, and queues every product for it: {modelId, model, queued}. settings: baseUrl and dimensions (1 to 2000), which are required, providerModel (else the name), sendDimensions, documentTemplate, queryTemplate, batchItems (1 to 2048), batchTokens, inputTokens. The model is being built until a job ends that: api.start_job(''build'', ''{"model": name}''), for a worker. The name of a retired model may be used again. Raises TSOPT, TSMOD.';

CREATE FUNCTION api.cancel_job(job_id uuid) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  return work.cancel_job(cancel_job.job_id, statement_timestamp());
end
$$;

ALTER FUNCTION api.cancel_job(job_id uuid) OWNER TO trueshelf_api;

COMMENT ON FUNCTION api.cancel_job(job_id uuid) IS 'Stops a job and returns the state it has then: cancelled, or running: its process stops between two steps. One that has ended stays what it is: succeeded, failed or cancelled. Raises TSNFD.';

CREATE FUNCTION api.cancel_jobs() RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  return work.cancel_jobs(statement_timestamp());
end
$$;

ALTER FUNCTION api.cancel_jobs() OWNER TO trueshelf_api;

COMMENT ON FUNCTION api.cancel_jobs() IS 'Stops every job that is queued or running and returns how many; those that had been asked to stop before are not counted again.';

CREATE FUNCTION api.chat(question text, k integer DEFAULT 10, filter jsonb DEFAULT '{}'::jsonb, options jsonb DEFAULT '{}'::jsonb, query_vector public.vector DEFAULT NULL::public.vector, claims jsonb DEFAULT NULL::jsonb) RETURNS TABLE(assistant_text text, rows jsonb, interpretation jsonb, decision_id uuid, sentences jsonb, retrieval jsonb, as_of timestamp with time zone, currency text, total jsonb, conversation_id uuid, unrecorded text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $_$
declare
  v_page jsonb;
  v_narration jsonb;
  v_turn record;
begin
  perform product.set_claims(chat.claims);
  if chat.question is null then
    raise exception using errcode = 'TSTXT', message = 'there is no question', hint = 'Ask for something, for example "leather jacket under $150".';
  end if;
  perform product.check_keys(jsonb_strip_nulls(coalesce(chat.options, '{}')), '{asOf,sort,currency,interpret,proposals,queryEmbedding}', 'the options of a chat', 'TSOPT');
  v_page := product.search_page(chat.question, chat.k, chat.filter, chat.options, chat.query_vector, statement_timestamp());
  v_narration := product.narrate(v_page);

  assistant_text := v_narration ->> 'text';
  rows := v_page -> 'items';
  interpretation := v_page -> 'interpretation';
  sentences := v_narration -> 'sentences';
  retrieval := v_page -> 'retrieval';
  as_of := v_page ->> 'asOf';
  currency := v_page ->> 'currency';
  total := v_page -> 'total';

  if current_setting('transaction_read_only')::boolean then
    unrecorded := 'the database is read-only, so this answer was not recorded';
  else
    select t.* into v_turn from memory.reserve_turn(chat.question, statement_timestamp()) t;
    conversation_id := v_turn.conversation_id;
    decision_id := audit.record_decision(v_turn.turn_id, chat.question, v_page, assistant_text, 'TEMPLATE');
    perform memory.complete_turn(v_turn.turn_id, assistant_text, decision_id);
  end if;
  return next;
end
$_$;

ALTER FUNCTION api.chat(question text, k integer, filter jsonb, options jsonb, query_vector public.vector, claims jsonb) OWNER TO trueshelf_api;

COMMENT ON FUNCTION api.chat(question text, k integer, filter jsonb, options jsonb, query_vector public.vector, claims jsonb) IS 'One row: a question answered in words (assistant_text, by sentences with the product ids they cite) and the evidence rows that prove them. Recorded in memory and in the decision log, except on a read-only standby (decision_id null, unrecorded says why). Arguments and errors as api.search; options: asOf, sort, currency, interpret, proposals, queryEmbedding.';

CREATE FUNCTION api.claim_embeddings(model text, worker text, batch_size integer DEFAULT 100, lease interval DEFAULT '00:02:00'::interval) RETURNS TABLE(product_id bigint, generation bigint, attempts integer, content text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_model_id constant bigint := embeddings.provider_model(claim_embeddings.model);
begin
  perform embeddings.check_worker(claim_embeddings.worker);
  perform embeddings.check_lease('lease', claim_embeddings.lease, '0.001 seconds');
  if claim_embeddings.batch_size is null or claim_embeddings.batch_size not between 1 and 10000 then
    raise exception using errcode = 'TSLIM',
      message = format('batch_size is %s, expected 1 to 10000', coalesce(claim_embeddings.batch_size::text, 'null')),
      hint = 'Claim as much as one request to the provider takes, and claim again.';
  end if;
  if current_setting('transaction_read_only')::boolean then
    raise exception using errcode = 'read_only_sql_transaction',
      message = 'products cannot be claimed in a read-only transaction, nor on a standby',
      hint = 'Claim on the primary, in a transaction of its own that may write.';
  end if;
  return query
    select c.*
    from embeddings.claim_products(
      v_model_id, claim_embeddings.worker, claim_embeddings.batch_size, claim_embeddings.lease, statement_timestamp()) c;
end
$$;

ALTER FUNCTION api.claim_embeddings(model text, worker text, batch_size integer, lease interval) OWNER TO trueshelf_api;

COMMENT ON FUNCTION api.claim_embeddings(model text, worker text, batch_size integer, lease interval) IS 'Leases up to batch_size (1 to 10,000) products to a worker, those that wait longest first, with the text to embed. No other worker gets them before the lease ends. A text that its vector is of already is not handed out but done with. Empty: nothing to do now, or the model is paused. Call it in a transaction of its own, and end that before asking the provider. Raises TSNFD, TSTXT, TSLIM.';

CREATE FUNCTION api.embed_products(batch_size integer DEFAULT 200) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_model_id bigint;
  v_taken integer;
begin
  if embed_products.batch_size is null or embed_products.batch_size not between 1 and 10000 then
    raise exception using errcode = 'TSLIM',
      message = format('batch_size is %s, expected 1 to 10000', coalesce(embed_products.batch_size::text, 'null')),
      hint = 'Call again until it returns 0.';
  end if;
  for v_model_id in
    select m.model_id
    from embeddings.model m
    where m.provider = 'builtin' and m.state in ('active', 'standby', 'building')
    order by m.state = 'active' desc, m.state = 'standby' desc, m.model_id desc
  loop
    v_taken := embeddings.embed_products(v_model_id, embed_products.batch_size, statement_timestamp());
    if v_taken > 0 then
      return v_taken;
    end if;
  end loop;
  if v_model_id is null then
    raise exception using errcode = 'TSNFD',
      message = 'there is no built-in model to embed with', hint = 'Run trueshelf fit once.';
  end if;
  return 0;
end
$$;

ALTER FUNCTION api.embed_products(batch_size integer) OWNER TO trueshelf_api;

COMMENT ON FUNCTION api.embed_products(batch_size integer) IS 'Embeds up to batch_size products whose text changed, by the built-in models (the active one first, one being built last), and returns how many it took; 0 when nothing is left. Not for the gateway''s role. Raises TSLIM, TSNFD.';

CREATE FUNCTION api.embedding_models() RETURNS TABLE(model_id bigint, model text, provider text, state text, dimensions integer, provider_model text, base_url text, send_dimensions boolean, document_template text, query_template text, batch_items integer, batch_tokens integer, input_tokens integer)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  return query
  select m.model_id, m.name, m.provider, m.state, m.dimensions, m.provider_model, m.base_url, m.send_dimensions,
    m.document_template, m.query_template, m.batch_items, m.batch_tokens, m.input_tokens
  from embeddings.model m
  where m.state <> 'retired'
  order by array_position(array['active', 'standby', 'building', 'paused'], m.state), m.model_id;
end
$$;

ALTER FUNCTION api.embedding_models() OWNER TO trueshelf_api;

COMMENT ON FUNCTION api.embedding_models() IS 'A row per model in use, the active one first, then standby, building and paused ones, the oldest first: how it is asked, and within which limits. provider_model and base_url are null for the built-in one. No key is in it: the database knows none.';

CREATE FUNCTION api.embedding_status(claims jsonb DEFAULT NULL::jsonb) RETURNS TABLE(model text, provider text, state text, dimensions integer, products bigint, embedded bigint, stale bigint, coverage double precision, backlog bigint, in_progress bigint, parked bigint, oldest_pending timestamp with time zone, last_embedded_at timestamp with time zone, lag_p50 double precision, lag_p95 double precision, similarity_floor real, failure jsonb, last_error jsonb)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  perform product.set_claims(embedding_status.claims);
  return query select s.* from embeddings.status(current_setting('trueshelf.role') = 'merchant', statement_timestamp()) s;
end
$$;

ALTER FUNCTION api.embedding_status(claims jsonb) OWNER TO trueshelf_api;

COMMENT ON FUNCTION api.embedding_status(claims jsonb) IS 'A row per model in use, the active one first, then the oldest: products in all; embedded: those with a vector; stale: of these those whose text has changed since (edited back: until a worker has looked); coverage (0 to 1): the share with a vector of their present text; backlog: products that wait, those among them that a forced refresh embeds anew without being stale, in_progress of them being with a worker; parked: set aside after failing; oldest_pending: since when the oldest waits; lag_p50 and lag_p95: seconds from edit to vector, of the last hour (null: no edit was embedded then); similarity_floor: what a similarity must be above to count (null: not measured, or too few products to); failure: why the provider as a whole gives nothing (null: it does); last_error: of a product. A merchant sees figures of all products and messages; others those of active, unrestricted products, and codes. Raises TSCLM.';

CREATE FUNCTION api.explain_match(product jsonb, query_text text DEFAULT NULL::text, filter jsonb DEFAULT '{}'::jsonb, options jsonb DEFAULT '{}'::jsonb, query_vector public.vector DEFAULT NULL::public.vector, claims jsonb DEFAULT NULL::jsonb) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  perform product.set_claims(explain_match.claims);
  return product.explain_match(
    explain_match.product, explain_match.query_text, explain_match.filter, explain_match.options, explain_match.query_vector,
    statement_timestamp());
end
$$;

ALTER FUNCTION api.explain_match(product jsonb, query_text text, filter jsonb, options jsonb, query_vector public.vector, claims jsonb) OWNER TO trueshelf_api;

COMMENT ON FUNCTION api.explain_match(product jsonb, query_text text, filter jsonb, options jsonb, query_vector public.vector, claims jsonb) IS 'Why one product, {"handle"} or {"productId"}, is or is not in the answer to the question that the other arguments ask as api.search takes them: verdict, reason, rank, score, and its offers held against every constraint. Raises TSNFD, TSTXT, TSFLT, TSCCY, TSOPT, TSVEC, TSFOR, TSCLM; see sql/README.md.';

CREATE FUNCTION api.interpret(query_text text, options jsonb DEFAULT '{}'::jsonb, claims jsonb DEFAULT NULL::jsonb) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  perform product.set_claims(interpret.claims);
  return product.interpretation(interpret.query_text, interpret.options);
end
$$;

ALTER FUNCTION api.interpret(query_text text, options jsonb, claims jsonb) OWNER TO trueshelf_api;

COMMENT ON FUNCTION api.interpret(query_text text, options jsonb, claims jsonb) IS 'What a question is understood to say: text, residue, constraints, preferences, sort, ignored, repairs, model (null: none was asked); each with its span in code points and the row that said so, and with remove, the question without it. options: dismiss, and proposals of a language model. Raises TSTXT, TSOPT, TSCLM.';

CREATE FUNCTION api.job(job_id uuid) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_job work.job := work.find_job(job.job_id, statement_timestamp());
begin
  return jsonb_build_object(
    'jobId', v_job.job_id,
    'kind', v_job.kind,
    'label', v_job.label,
    'state', v_job.state,
    'parameters', v_job.parameters,
    'step', v_job.step,
    'rowsDone', v_job.rows_done,
    'rowsTotal', v_job.rows_total,
    'result', v_job.result,
    'error', v_job.error,
    'retryOf', v_job.retry_of,
    'attempts', v_job.attempts,
    'requestedBy', v_job.requested_by,
    'runner', v_job.runner,
    'cancelRequestedAt', v_job.cancel_requested_at,
    'createdAt', v_job.created_at,
    'startedAt', v_job.started_at,
    'heartbeatAt', v_job.heartbeat_at,
    'finishedAt', v_job.finished_at);
end
$$;

ALTER FUNCTION api.job(job_id uuid) OWNER TO trueshelf_api;

COMMENT ON FUNCTION api.job(job_id uuid) IS 'Everything about one job: jobId, kind, label, state, parameters, step, rowsDone, rowsTotal, result, error {code, message, detail, hint, context}, retryOf, attempts, requestedBy, runner, and its instants. Reading changes nothing: it says the same again and again. Raises TSNFD.';

CREATE FUNCTION api.jobs(with_state text DEFAULT NULL::text, k integer DEFAULT 50) RETURNS TABLE(job_id uuid, kind text, label text, state text, step text, rows_done bigint, rows_total bigint, requested_by text, created_at timestamp with time zone, started_at timestamp with time zone, finished_at timestamp with time zone, error_code text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  if jobs.with_state not in ('queued', 'running', 'succeeded', 'failed', 'cancelled') then
    raise exception using errcode = 'TSOPT',
      message = format('the state is "%s", expected queued, running, succeeded, failed or cancelled', left(jobs.with_state, 60)),
      hint = 'Leave it out for jobs of every state.';
  end if;
  if jobs.k is null or jobs.k not between 1 and 1000 then
    raise exception using errcode = 'TSLIM',
      message = format('k is %s, expected 1 to 1000', coalesce(jobs.k::text, 'null')), hint = 'Ask for fewer jobs.';
  end if;
  return query
    select j.job_id, j.kind, j.label, j.state, j.step, j.rows_done, j.rows_total, j.requested_by, j.created_at, j.started_at,
      j.finished_at, j.error ->> 'code'
    from work.list_jobs(jobs.with_state, jobs.k, statement_timestamp()) j;
end
$$;

ALTER FUNCTION api.jobs(with_state text, k integer) OWNER TO trueshelf_api;

COMMENT ON FUNCTION api.jobs(with_state text, k integer) IS 'Long work, newest first; with_state: only in that state. rows_done of rows_total (null: not known) are rows or products of the step under way, or of the last. A job whose process died is shown as what becomes of it. Raises TSOPT, TSLIM.';

CREATE FUNCTION api.load_offers(product_ids bigint[], variant_ids bigint[], as_of timestamp with time zone DEFAULT NULL::timestamp with time zone, currency text DEFAULT NULL::text, claims jsonb DEFAULT NULL::jsonb) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  perform product.set_claims(load_offers.claims);
  return product.offer_rows(
    load_offers.product_ids, load_offers.variant_ids, load_offers.as_of, load_offers.currency, statement_timestamp());
end
$$;

ALTER FUNCTION api.load_offers(product_ids bigint[], variant_ids bigint[], as_of timestamp with time zone, currency text, claims jsonb) OWNER TO trueshelf_api;

COMMENT ON FUNCTION api.load_offers(product_ids bigint[], variant_ids bigint[], as_of timestamp with time zone, currency text, claims jsonb) IS 'The offers that run at an instant (default: now) for these variants, named by two parallel arrays: one a currency, the customer group''s price before the public one. Raises TSLIM above 10,000 variants, TSFOR for a future instant, TSCCY, TSCLM.';

CREATE FUNCTION api.load_products(product_ids bigint[] DEFAULT NULL::bigint[], handles text[] DEFAULT NULL::text[], skus text[] DEFAULT NULL::text[], claims jsonb DEFAULT NULL::jsonb) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  perform product.set_claims(load_products.claims);
  return product.product_rows(load_products.product_ids, load_products.handles, load_products.skus);
end
$$;

ALTER FUNCTION api.load_products(product_ids bigint[], handles text[], skus text[], claims jsonb) OWNER TO trueshelf_api;

COMMENT ON FUNCTION api.load_products(product_ids bigint[], handles text[], skus text[], claims jsonb) IS 'Active products by id, handle or SKU, with brand and category path, ordered by id; what the caller may not see is absent. Raises TSLIM above 1000 keys, TSCLM.';

CREATE FUNCTION api.load_variants(product_ids bigint[], claims jsonb DEFAULT NULL::jsonb) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  perform product.set_claims(load_variants.claims);
  return product.variant_rows(load_variants.product_ids);
end
$$;

ALTER FUNCTION api.load_variants(product_ids bigint[], claims jsonb) OWNER TO trueshelf_api;

COMMENT ON FUNCTION api.load_variants(product_ids bigint[], claims jsonb) IS 'Every variant of these products, ordered by product and variant id; of what the caller may not see, none. Raises TSLIM above 1000 products, TSCLM.';

CREATE FUNCTION api.prune(older_than jsonb DEFAULT '{}'::jsonb, at_most integer DEFAULT 1000) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_given constant jsonb := coalesce(nullif(prune.older_than, 'null'), '{}');
  v_ages jsonb := '{"jobs": "90 days", "questions": "30 days"}';
  v_kind text;
  v_age interval;
  v_gone integer;
  v_pruned jsonb := '{}';
  v_more boolean := false;
begin
  perform product.check_keys(
    v_given, array(select k.key from jsonb_object_keys(v_ages) k (key) order by k.key), 'older_than', 'TSOPT');
  if prune.at_most is null or prune.at_most not between 1 and 10000 then
    raise exception using errcode = 'TSLIM',
      message = format('at_most is %s, expected 1 to 10000', coalesce(prune.at_most::text, 'null')),
      hint = 'Remove few at once, and call again while the answer has "more": true.';
  end if;
  v_ages := v_ages || v_given;
  for v_kind in select k.key from jsonb_object_keys(v_ages) k (key) order by k.key loop
    continue when jsonb_typeof(v_ages -> v_kind) = 'null';
    begin
      v_age := case jsonb_typeof(v_ages -> v_kind) when 'string' then (v_ages ->> v_kind)::interval end;
    exception when data_exception then
      v_age := null;
    end;
    if v_age is null or v_age < interval '0' or v_age > interval '1000 years' then
      raise exception using errcode = 'TSOPT',
        message = format('older_than.%s is %s, expected an interval', v_kind, left((v_ages -> v_kind)::text, 60)),
        hint = 'Such as "90 days", at most "1000 years"; null keeps everything of this kind.';
    end if;
    v_gone := case v_kind
      when 'jobs' then work.prune_jobs(statement_timestamp() - v_age, prune.at_most)
      when 'questions' then embeddings.prune_questions(statement_timestamp() - v_age, prune.at_most) end;
    v_pruned := v_pruned || jsonb_build_object(v_kind, v_gone);
    v_more := v_more or v_gone = prune.at_most;
  end loop;
  perform embeddings.clear_retired();
  return v_pruned || jsonb_build_object('more', v_more);
end
$$;

ALTER FUNCTION api.prune(older_than jsonb, at_most integer) OWNER TO trueshelf_api;

COMMENT ON FUNCTION api.prune(older_than jsonb, at_most integer) IS 'Removes what is kept for a while only, the oldest first, of each kind at_most so many (1 to 10,000): jobs that ended 90 days ago, and cached vectors of questions that are 30 days old. older_than names other ages by kind, as {"jobs": "1 year", "questions": "7 days"}; null keeps a kind. Returns how many went by kind, and more: whether to call again. Raises TSOPT, TSLIM.';

CREATE FUNCTION api.question_text(query_text text, filter jsonb DEFAULT '{}'::jsonb, options jsonb DEFAULT '{}'::jsonb, claims jsonb DEFAULT NULL::jsonb) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_question product.question;
  v_text text;
begin
  perform product.set_claims(question_text.claims);
  -- A vector that is there already is left aside, for known is about what SQL has by itself; it is to be well-formed all the same.
  if jsonb_typeof(question_text.options) = 'object' then
    perform product.check_query_embedding(jsonb_strip_nulls(question_text.options) -> 'queryEmbedding');
  end if;
  v_question := product.read_question(question_text.query_text, question_text.filter,
    case jsonb_typeof(question_text.options) when 'object' then question_text.options - 'queryEmbedding' else question_text.options end,
    null, statement_timestamp());
  v_text := product.vector_text(v_question);
  return jsonb_build_object(
    'model', (v_question.model).name,
    'modelId', (v_question.model).model_id::text,
    'provider', (v_question.model).provider,
    'text', v_text,
    'known', coalesce((v_question.model).provider = 'builtin', false) or v_text is not null and v_question.query_vector is not null);
end
$$;

ALTER FUNCTION api.question_text(query_text text, filter jsonb, options jsonb, claims jsonb) OWNER TO trueshelf_api;

COMMENT ON FUNCTION api.question_text(query_text text, filter jsonb, options jsonb, claims jsonb) IS 'What the vector of a question is wanted for, {model, modelId, provider, text, known}: the model that answers it (null: none is active), the words of it that are to be embedded (null: no vector is wanted), and whether the database has their vector by itself, from the built-in model or from its cache. Whoever can embed gives api.search the vector as options.queryEmbedding. Arguments and errors as api.search.';

CREATE FUNCTION api.ready() RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  return jsonb_build_object(
    'migrated', true,
    'modelActive', exists (select from embeddings.model m where m.state = 'active'));
end
$$;

ALTER FUNCTION api.ready() OWNER TO trueshelf_api;

COMMENT ON FUNCTION api.ready() IS 'Whether questions can be answered: that it can be called at all says that the database is migrated; modelActive that meaning can be compared.';

CREATE FUNCTION api.release_embeddings(model text, worker text, product_ids bigint[], generations bigint[], error jsonb DEFAULT NULL::jsonb, park boolean DEFAULT false, retry_after interval DEFAULT '00:00:00'::interval) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_model_id constant bigint := embeddings.provider_model(release_embeddings.model);
  v_error constant jsonb := embeddings.check_failure('error', release_embeddings.error);
begin
  perform embeddings.check_worker(release_embeddings.worker);
  perform embeddings.check_lease('retry_after', coalesce(release_embeddings.retry_after, '0'), '0 seconds');
  perform embeddings.check_flat('generations', array_ndims(release_embeddings.generations));
  perform embeddings.check_held(
    release_embeddings.product_ids, 'generations', coalesce(cardinality(release_embeddings.generations), 0));
  if release_embeddings.park and v_error is null then
    raise exception using errcode = 'TSOPT',
      message = 'error is null, expected why the products are parked',
      hint = 'Pass {"code", "message"}, or give the products back without parking them.';
  end if;
  return embeddings.release_products(
    v_model_id, release_embeddings.worker, release_embeddings.product_ids, release_embeddings.generations, v_error,
    coalesce(release_embeddings.park, false), coalesce(release_embeddings.retry_after, '0'), statement_timestamp());
end
$$;

ALTER FUNCTION api.release_embeddings(model text, worker text, product_ids bigint[], generations bigint[], error jsonb, park boolean, retry_after interval) OWNER TO trueshelf_api;

COMMENT ON FUNCTION api.release_embeddings(model text, worker text, product_ids bigint[], generations bigint[], error jsonb, park boolean, retry_after interval) IS 'Gives back claimed products that were not embedded, and returns how many of them the worker still held in that generation. Without an error it is as if they had not been taken; with one ({code, message, detail, hint, context}) they keep it, and wait for retry_after or, parked, for an edit or api.retry_embeddings(). Raises TSNFD, TSTXT, TSLIM, TSOPT.';

CREATE FUNCTION api.remember_question(model text, query_text text, query_vector public.vector, model_id bigint DEFAULT NULL::bigint) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_model embeddings.model;
  v_vector vector;
begin
  if remember_question.query_text is null then
    raise exception using errcode = 'TSTXT', message = 'there is no text', hint = 'Give what was embedded, as api.question_text told it.';
  end if;
  perform product.check_text(remember_question.query_text);
  v_model := (
    select m from embeddings.model m
    where m.name = remember_question.model and m.model_id = coalesce(remember_question.model_id, m.model_id)
      and m.provider <> 'builtin' and m.state <> 'retired');
  if v_model.model_id is null then
    return false;
  end if;
  v_vector := embeddings.check_query_vector(v_model, remember_question.query_vector);
  if current_setting('transaction_read_only')::boolean then
    return false;
  end if;
  if v_model.failure #>> '{context,purpose}' = 'query' then -- it answers questions again
    perform embeddings.note_failure(v_model.model_id, null);
  end if;
  perform embeddings.keep_question(v_model.model_id, product.normalise_question(remember_question.query_text), v_vector);
  return true;
end
$$;

ALTER FUNCTION api.remember_question(model text, query_text text, query_vector public.vector, model_id bigint) OWNER TO trueshelf_api;

COMMENT ON FUNCTION api.remember_question(model text, query_text text, query_vector public.vector, model_id bigint) IS 'Keeps the vector that a provider''s model gave for the text of a question, so that nobody pays for it again; the text itself is not kept. Whether it was: false where the database is read-only, or no provider''s model in use has that name, and that id where one is given: the name of a retired model may be used again. Raises TSTXT, TSVEC.';

CREATE FUNCTION api.renew_embeddings(model text, worker text, product_ids bigint[], lease interval DEFAULT '00:02:00'::interval) RETURNS bigint[]
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_model_id constant bigint := embeddings.provider_model(renew_embeddings.model);
begin
  perform embeddings.check_worker(renew_embeddings.worker);
  perform embeddings.check_lease('lease', renew_embeddings.lease, '0.001 seconds');
  perform embeddings.check_held(renew_embeddings.product_ids, 'product_ids', coalesce(cardinality(renew_embeddings.product_ids), 0));
  return embeddings.renew_leases(
    v_model_id, renew_embeddings.worker, renew_embeddings.product_ids, renew_embeddings.lease, statement_timestamp());
end
$$;

ALTER FUNCTION api.renew_embeddings(model text, worker text, product_ids bigint[], lease interval) OWNER TO trueshelf_api;

COMMENT ON FUNCTION api.renew_embeddings(model text, worker text, product_ids bigint[], lease interval) IS 'Extends the lease of claimed products to so long from now, and returns those that the worker still holds, by id. Raises TSNFD, TSTXT, TSLIM.';

CREATE FUNCTION api.report_provider(model text, failure jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_failure constant jsonb := embeddings.check_failure('failure', report_provider.failure);
  v_model_id bigint;
begin
  -- A model that was retired or dropped meanwhile is no fault of the worker's.
  select m.model_id into v_model_id
  from embeddings.model m
  where m.name = report_provider.model and m.state <> 'retired';
  if found then
    perform embeddings.note_failure(
      v_model_id, v_failure || jsonb_build_object('at', product.rfc3339(statement_timestamp())));
  end if;
end
$$;

ALTER FUNCTION api.report_provider(model text, failure jsonb) OWNER TO trueshelf_api;

COMMENT ON FUNCTION api.report_provider(model text, failure jsonb) IS 'Says why the provider of a model gives nothing at all ({code, message, detail, hint, context}), or with null that it answers again; shown by the status. A model that is not in use is left as it is. Raises TSOPT.';

CREATE FUNCTION api.report_question_failure(model text, code text, model_id bigint DEFAULT NULL::bigint) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $_$
declare
  v_model embeddings.model;
begin
  if report_question_failure.code is null or report_question_failure.code !~ '^[A-Z][A-Z0-9_]{0,59}$' then
    raise exception using errcode = 'TSOPT',
      message = 'code is no code word, expected 1 to 60 of A to Z, 0 to 9 and _',
      hint = 'Pass a word such as TIMED_OUT, and never what a provider answered: it may repeat texts and keys.';
  end if;
  v_model := (
    select m from embeddings.model m
    where m.name = report_question_failure.model and m.model_id = coalesce(report_question_failure.model_id, m.model_id)
      and m.provider <> 'builtin' and m.state <> 'retired');
  -- What a worker was told is more: it stays until a worker is answered.
  if v_model.model_id is null or v_model.failure is not null and v_model.failure #>> '{context,purpose}' is distinct from 'query'
    or current_setting('transaction_read_only')::boolean
  then
    return false;
  end if;
  perform embeddings.note_failure(v_model.model_id, jsonb_build_object(
    'code', report_question_failure.code,
    'message', format('The provider of %s gave no vectors for questions.', v_model.name),
    'hint', 'Questions are answered by words until it does. "trueshelf doctor" asks it once and says what is wrong.',
    'context', jsonb_build_object('purpose', 'query'),
    'at', product.rfc3339(statement_timestamp())));
  return true;
end
$_$;

ALTER FUNCTION api.report_question_failure(model text, code text, model_id bigint) OWNER TO trueshelf_api;

COMMENT ON FUNCTION api.report_question_failure(model text, code text, model_id bigint) IS 'Says, by a code word alone, that the provider of a model gives nothing for questions; shown by the status until api.remember_question keeps a vector of it, or a worker stores one. Whether it was noted: false where a worker has told more, the database is read-only, or no provider''s model in use has that name, and that id where one is given. Raises TSOPT.';

CREATE FUNCTION api.retire_model(name text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  return embeddings.retire_model(retire_model.name, statement_timestamp());
end
$$;

ALTER FUNCTION api.retire_model(name text) OWNER TO trueshelf_api;

COMMENT ON FUNCTION api.retire_model(name text) IS 'Drops the vectors, the queue, the cached questions and the index of a model that does not answer, and returns {model, vectors}; of a retired one again what was left, such as rows that somebody was writing. Its queued builds and refreshes are cancelled, those that run end. On a large catalogue drop the index concurrently first: here searches wait for it. Raises TSNFD, TSMOD for the active model.';

CREATE FUNCTION api.retry_embeddings(model text DEFAULT NULL::text) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  return embeddings.retry_parked(
    case when retry_embeddings.model is not null
      then embeddings.used_model(retry_embeddings.model, 'Leave the name out to retry for all of them.') end,
    statement_timestamp());
end
$$;

ALTER FUNCTION api.retry_embeddings(model text) OWNER TO trueshelf_api;

COMMENT ON FUNCTION api.retry_embeddings(model text) IS 'Puts the products that were parked for a model (left out: for every model) back into the queue, and returns how many; those that somebody is writing just then stay parked. Raises TSNFD, TSMOD.';

CREATE FUNCTION api.retry_job(job_id uuid) RETURNS uuid
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  return work.retry_job(retry_job.job_id, statement_timestamp());
end
$$;

ALTER FUNCTION api.retry_job(job_id uuid) OWNER TO trueshelf_api;

COMMENT ON FUNCTION api.retry_job(job_id uuid) IS 'Queues a build, fit or refresh that failed or was cancelled again, as a job of its own, and returns its id. Raises TSNFD; TSJOB for what has not ended, succeeded, is retried already, or only its command can do again.';

CREATE FUNCTION api.search(query_text text DEFAULT NULL::text, k integer DEFAULT 10, filter jsonb DEFAULT '{}'::jsonb, options jsonb DEFAULT '{}'::jsonb, query_vector public.vector DEFAULT NULL::public.vector, claims jsonb DEFAULT NULL::jsonb) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  perform product.set_claims(search.claims);
  return product.search_page(
    search.query_text, search.k, search.filter, search.options, search.query_vector, statement_timestamp());
end
$$;

ALTER FUNCTION api.search(query_text text, k integer, filter jsonb, options jsonb, query_vector public.vector, claims jsonb) OWNER TO trueshelf_api;

COMMENT ON FUNCTION api.search(query_text text, k integer, filter jsonb, options jsonb, query_vector public.vector, claims jsonb) IS 'The whole page of an answer as one object: asOf, currency, items (evidence, best first), hasNextPage, total, interpretation, retrieval. Without text, vector and options.like it browses by the filter; a text beside options.like says in what the answer is to differ from that product. Raises TSLIM, TSTXT, TSFLT, TSCCY, TSOPT, TSCUR, TSVEC, TSNFD, TSFOR, TSCLM; see sql/README.md.';

CREATE FUNCTION api.similar_items(query_text text, k integer DEFAULT 10, filter jsonb DEFAULT '{}'::jsonb, options jsonb DEFAULT '{}'::jsonb, query_vector public.vector DEFAULT NULL::public.vector, claims jsonb DEFAULT NULL::jsonb) RETURNS TABLE(rank bigint, product_id bigint, handle text, title text, brand text, category text, variant_id bigint, sku text, options_of_variant jsonb, weight_grams numeric, price numeric, currency text, compare_at numeric, price_valid_from timestamp with time zone, price_valid_to timestamp with time zone, available integer, score numeric, semantic numeric, lexical numeric, mode text, strategy text, checks jsonb, as_of timestamp with time zone, cursor text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_page jsonb;
begin
  perform product.set_claims(similar_items.claims);
  v_page := product.search_page(
    similar_items.query_text, similar_items.k, similar_items.filter, similar_items.options, similar_items.query_vector,
    statement_timestamp());
  return query
  select
    (i.item ->> 'rank')::bigint,
    (i.item ->> 'productId')::bigint,
    i.item ->> 'handle',
    i.item ->> 'title',
    i.item ->> 'brand',
    i.item ->> 'category',
    (i.item ->> 'variantId')::bigint,
    i.item ->> 'sku',
    i.item -> 'options',
    (i.item ->> 'weightGrams')::numeric,
    (i.item #>> '{price,amount}')::numeric,
    i.item #>> '{price,currency}',
    (i.item #>> '{price,compareAt}')::numeric,
    (i.item #>> '{price,validFrom}')::timestamptz,
    (i.item #>> '{price,validTo}')::timestamptz,
    (i.item #>> '{stock,available}')::integer,
    (i.item #>> '{score,fused}')::numeric,
    (i.item #>> '{score,semantic,similarity}')::numeric,
    (i.item #>> '{score,lexical,score}')::numeric,
    v_page #>> '{retrieval,mode}',
    v_page #>> '{retrieval,strategy}',
    i.item -> 'checks',
    (v_page ->> 'asOf')::timestamptz,
    i.item ->> 'cursor'
  from jsonb_array_elements(v_page -> 'items') with ordinality i (item, position)
  order by i.position;
end
$$;

ALTER FUNCTION api.similar_items(query_text text, k integer, filter jsonb, options jsonb, query_vector public.vector, claims jsonb) OWNER TO trueshelf_api;

COMMENT ON FUNCTION api.similar_items(query_text text, k integer, filter jsonb, options jsonb, query_vector public.vector, claims jsonb) IS 'One row per product, best first, each with the one offer that meets every constraint and a check per constraint. score: higher is better; semantic: cosine similarity, null without a vector; lexical 0..1, null where no word matched; mode: HYBRID, LEXICAL, SEMANTIC or BROWSE. Same arguments and errors as api.search.';

CREATE FUNCTION api.similar_to(product_ids bigint[], k integer DEFAULT 5, filter jsonb DEFAULT '{}'::jsonb, options jsonb DEFAULT '{}'::jsonb, claims jsonb DEFAULT NULL::jsonb) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  perform product.set_claims(similar_to.claims);
  return product.similar_pages(
    similar_to.product_ids, similar_to.k, similar_to.filter, similar_to.options, statement_timestamp());
end
$$;

ALTER FUNCTION api.similar_to(product_ids bigint[], k integer, filter jsonb, options jsonb, claims jsonb) OWNER TO trueshelf_api;

COMMENT ON FUNCTION api.similar_to(product_ids bigint[], k integer, filter jsonb, options jsonb, claims jsonb) IS 'For each of at most 100 products what is similar to it, or with {"relation": "COMPLEMENT"} what goes with it: {"<product id>": {asOf, currency, items}}, items as in api.search, at most k, never the product itself nor what is sold out. Ids that the caller may not see have no member. options: relation (SIMILAR), asOf, currency. Raises TSLIM, TSFLT, TSCCY, TSOPT, TSFOR, TSCLM.';

CREATE FUNCTION api.start_job(kind text, parameters jsonb DEFAULT '{}'::jsonb, label text DEFAULT NULL::text) RETURNS uuid
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  return work.queue_job(start_job.kind, start_job.parameters, start_job.label, null, statement_timestamp());
end
$$;

ALTER FUNCTION api.start_job(kind text, parameters jsonb, label text) OWNER TO trueshelf_api;

COMMENT ON FUNCTION api.start_job(kind text, parameters jsonb, label text) IS 'Queues long work for a worker and returns its id: refresh ({"model": name, "products": [handles], "force": true}, all optional; without force only what is stale is embedded), fit ({}), or build ({"model": name}). The label is feature/environment/request id. Raises TSOPT, TSLIM, TSNFD, TSJOB.';

CREATE FUNCTION api.status(format text DEFAULT 'text'::text) RETURNS text
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_status jsonb;
begin
  if status.format is null or status.format not in ('text', 'json') then
    raise exception using errcode = 'TSOPT',
      message = pg_catalog.format('the format is %s, expected text or json', coalesce('"' || left(status.format, 60) || '"', 'null')),
      hint = 'select api.status(); is for people, select api.status(''json'')::jsonb; for programs.';
  end if;
  v_status := product.operator_status(statement_timestamp());
  return case status.format when 'json' then v_status::text else product.operator_status_text(v_status) end;
end
$$;

ALTER FUNCTION api.status(format text) OWNER TO trueshelf_api;

COMMENT ON FUNCTION api.status(format text) IS 'How the shop does, for the people who run it: the server (a standby says how far behind it is), the size of the catalogue, every model in use with its coverage, backlog and lag, what is parked and why, and the long work. ''text'' for people, ''json'' the same as one object. Changes nothing. Raises TSOPT.';

CREATE FUNCTION api.store_embeddings(model text, worker text, product_ids bigint[], generations bigint[], embeddings public.vector[]) RETURNS TABLE(product_id bigint, outcome text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_model_id constant bigint := embeddings.provider_model(store_embeddings.model);
begin
  perform embeddings.check_worker(store_embeddings.worker);
  perform embeddings.check_flat('generations', array_ndims(store_embeddings.generations));
  perform embeddings.check_flat('embeddings', array_ndims(store_embeddings.embeddings));
  perform embeddings.check_held(store_embeddings.product_ids, 'generations', coalesce(cardinality(store_embeddings.generations), 0));
  perform embeddings.check_held(store_embeddings.product_ids, 'embeddings', coalesce(cardinality(store_embeddings.embeddings), 0));
  perform embeddings.check_vectors(v_model_id, store_embeddings.product_ids, store_embeddings.embeddings);
  return query
    select s.*
    from embeddings.store_vectors(
      v_model_id, store_embeddings.worker, store_embeddings.product_ids, store_embeddings.generations,
      store_embeddings.embeddings, statement_timestamp()) s;
end
$$;

ALTER FUNCTION api.store_embeddings(model text, worker text, product_ids bigint[], generations bigint[], embeddings public.vector[]) OWNER TO trueshelf_api;

COMMENT ON FUNCTION api.store_embeddings(model text, worker text, product_ids bigint[], generations bigint[], embeddings public.vector[]) IS 'Delivers the vectors of products that api.claim_embeddings() handed out, at most 10,000, in the same order as their ids and generations; they are brought to unit length. A row for each, in the order given: STORED, or SUPERSEDED where nothing was stored because the product is gone, was edited since or is being edited, or another worker has it now. Bad vectors are refused with all that came with them. Raises TSVEC, TSNFD, TSTXT, TSLIM.';

CREATE FUNCTION api.suggest(prefix text, k integer DEFAULT 10, claims jsonb DEFAULT NULL::jsonb) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  perform product.set_claims(suggest.claims);
  return product.suggestions(suggest.prefix, suggest.k, statement_timestamp());
end
$$;

ALTER FUNCTION api.suggest(prefix text, k integer, claims jsonb) OWNER TO trueshelf_api;

COMMENT ON FUNCTION api.suggest(prefix text, k integer, claims jsonb) IS 'What somebody who has typed so much may want to say: an array, best first, of {kind: CATEGORY, BRAND or PRODUCT, text, slug, handle, productId, path, category, where}; where is the filter that applies a category or brand. Learns from unrestricted products that have a price of the default public list. k: 1 to 50. Raises TSLIM, TSTXT, TSCLM.';

CREATE FUNCTION api.sweep_embeddings(model text DEFAULT NULL::text, after_product_id bigint DEFAULT 0, batch_size integer DEFAULT 1000) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_model_id constant bigint := case when sweep_embeddings.model is not null
    then embeddings.used_model(sweep_embeddings.model, 'Leave the name out to sweep for all of them.') end;
begin
  if sweep_embeddings.batch_size is null or sweep_embeddings.batch_size not between 1 and 10000 then
    raise exception using errcode = 'TSLIM',
      message = format('batch_size is %s, expected 1 to 10000', coalesce(sweep_embeddings.batch_size::text, 'null')),
      hint = 'Look at few at once, and call again with after_product_id => next until next is null.';
  end if;
  return embeddings.sweep_products(
    v_model_id, coalesce(sweep_embeddings.after_product_id, 0), sweep_embeddings.batch_size, statement_timestamp());
end
$$;

ALTER FUNCTION api.sweep_embeddings(model text, after_product_id bigint, batch_size integer) OWNER TO trueshelf_api;

COMMENT ON FUNCTION api.sweep_embeddings(model text, after_product_id bigint, batch_size integer) IS 'Looks at up to batch_size (1 to 10,000) products behind after_product_id, by id, and queues those whose vector of a model (left out: of any model in use) is missing or not of their present text although nothing waits: {next (null: that was the end), looked, queued}. An edit is queued by itself, unless its transaction took its snapshot before the model was added, or before the last text was embedded. Raises TSNFD, TSLIM.';

CREATE FUNCTION api.switch_model(name text, force boolean DEFAULT false) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  return embeddings.switch_model(switch_model.name, switch_model.force, statement_timestamp());
end
$$;

ALTER FUNCTION api.switch_model(name text, force boolean) OWNER TO trueshelf_api;

COMMENT ON FUNCTION api.switch_model(name text, force boolean) IS 'Lets a model answer from the commit on, in place of the active one, which stands by and is kept fresh: {model, replaced (null: none), coverage (0 to 1), pending (products without a vector of their present text)}. A search under way ends with the model that it began with. Raises TSNFD, and TSMOD unless the model stands by, no product is parked, and every product has a vector of its present text or was queued within the last minute, and at most 100 products or a twentieth of all wait; or force is true.';

CREATE FUNCTION api.vocabulary(claims jsonb DEFAULT NULL::jsonb) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  perform product.set_claims(vocabulary.claims);
  return product.vocabulary();
end
$$;

ALTER FUNCTION api.vocabulary(claims jsonb) OWNER TO trueshelf_api;

COMMENT ON FUNCTION api.vocabulary(claims jsonb) IS 'The words that a constraint can be made of, for a language model to choose from: {currency, attributes, categories, brands}; see product.vocabulary. The same for every caller. Takes a tenth of a second on 20,000 products: ask now and then. Raises TSCLM.';

CREATE FUNCTION audit.record_change() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    SET "DateStyle" TO 'iso'
    SET "TimeZone" TO 'UTC'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
declare
  v_key_columns constant text[] := string_to_array(tg_argv[0], ' ');
  v_value_columns constant text[] := string_to_array(tg_argv[1], ' ');
  v_old jsonb;
  v_new jsonb;
  v_old_key jsonb := '{}';
  v_new_key jsonb := '{}';
  v_before jsonb;
  v_after jsonb;
  v_column text;
begin
  -- Loops, not queries, for they are a good part of the time of an import.
  if tg_op <> 'INSERT' then
    v_old := to_jsonb(old);
    v_before := '{}';
    foreach v_column in array v_key_columns loop
      v_old_key := v_old_key || jsonb_build_object(v_column, v_old -> v_column);
    end loop;
    foreach v_column in array v_value_columns loop
      v_before := v_before || jsonb_build_object(v_column, v_old -> v_column);
    end loop;
  end if;
  if tg_op <> 'DELETE' then
    v_new := to_jsonb(new);
    v_after := '{}';
    foreach v_column in array v_key_columns loop
      v_new_key := v_new_key || jsonb_build_object(v_column, v_new -> v_column);
    end loop;
    foreach v_column in array v_value_columns loop
      v_after := v_after || jsonb_build_object(v_column, v_new -> v_column);
    end loop;
  end if;

  if tg_op = 'UPDATE' and v_old_key = v_new_key and v_old -> 'product_id' = v_new -> 'product_id' then
    if v_before = v_after then
      return null;
    end if;
  elsif tg_op = 'UPDATE' then
    -- A row that moves, a price to another variant, is removed there and created here.
    insert into audit.change (product_id, actor, cause, relation, key, before)
    values (
      (v_old ->> 'product_id')::bigint, coalesce(nullif(current_setting('trueshelf.actor', true), ''), session_user),
      nullif(current_setting('trueshelf.cause', true), ''), tg_table_schema || '.' || tg_table_name, v_old_key, v_before);
    v_before := null;
  end if;
  insert into audit.change (product_id, actor, cause, relation, key, before, after)
  values (
    (coalesce(v_new, v_old) ->> 'product_id')::bigint, coalesce(nullif(current_setting('trueshelf.actor', true), ''), session_user),
    nullif(current_setting('trueshelf.cause', true), ''), tg_table_schema || '.' || tg_table_name,
    case when tg_op = 'DELETE' then v_old_key else v_new_key end, v_before, v_after);
  return null;
end
$$;

ALTER FUNCTION audit.record_change() OWNER TO trueshelf_data;

COMMENT ON FUNCTION audit.record_change() IS 'Trigger: writes audit.change when a watched column changed, or the row moved. Arguments: key columns, watched columns. The actor is the setting trueshelf.actor or the login; the cause is trueshelf.cause.';

CREATE FUNCTION audit.record_decision(turn_id uuid, question text, page jsonb, narration text, narration_source text) RETURNS uuid
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  insert into audit.decision (
    turn_id, principal, customer_group, as_of, question_digest, interpretation, retrieval, evidence,
    narration_source, narration_digest
  )
  values (
    record_decision.turn_id,
    current_setting('trueshelf.principal'),
    nullif(current_setting('trueshelf.customer_group'), ''),
    (record_decision.page ->> 'asOf')::timestamptz,
    sha256(convert_to(record_decision.question, 'UTF8')),
    audit.without_text(record_decision.page -> 'interpretation'),
    (record_decision.page -> 'retrieval') - 'emptyReason' || jsonb_build_object('total', record_decision.page -> 'total'),
    (
      select coalesce(jsonb_agg(i.value - 'cursor' - 'title' order by i.position), '[]')
      from jsonb_array_elements(record_decision.page -> 'items') with ordinality i (value, position)
    ),
    record_decision.narration_source,
    sha256(convert_to(record_decision.narration, 'UTF8'))
  )
  returning decision_id;
$$;

ALTER FUNCTION audit.record_decision(turn_id uuid, question text, page jsonb, narration text, narration_source text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION audit.record_decision(turn_id uuid, question text, page jsonb, narration text, narration_source text) IS 'Writes the append-only record of an answered question for the caller of the moment and returns its id. The question and the narration enter as digests only.';

CREATE FUNCTION audit.refuse_rewriting() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  raise exception '%.% is append-only: % is refused', tg_table_schema, tg_table_name, lower(tg_op)
    using errcode = 'restrict_violation', hint = 'Add a new row that says what is true now.';
end
$$;

ALTER FUNCTION audit.refuse_rewriting() OWNER TO trueshelf_data;

COMMENT ON FUNCTION audit.refuse_rewriting() IS 'Trigger: history is append-only, for everyone. Raises restrict_violation.';

CREATE FUNCTION audit.without_text(interpretation jsonb) RETURNS jsonb
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
  -- A row that said so is vocabulary, but where a typo was mended its name has the word as it was typed.
  with part as (
    select p.name, e.value, e.position
    from (values ('constraints'), ('preferences')) p (name)
    cross join lateral jsonb_array_elements(without_text.interpretation -> p.name) with ordinality e (value, position)
    union all
    select 'sort', without_text.interpretation -> 'sort', 1
    where jsonb_typeof(without_text.interpretation -> 'sort') = 'object'
  ),
  bare as (
    select p.name, p.position,
      (p.value #- '{span,text}') - '{remove,alternatives}'::text[]
        - case when p.value ->> 'source' in ('REPAIR', 'MODEL') then 'origin' else '' end as value
    from part p
  )
  select jsonb_build_object(
    'constraints', (select coalesce(jsonb_agg(b.value order by b.position), '[]') from bare b where b.name = 'constraints'),
    'preferences', (select coalesce(jsonb_agg(b.value order by b.position), '[]') from bare b where b.name = 'preferences'),
    'sort', (select b.value from bare b where b.name = 'sort'),
    'ignored', (
      select coalesce(jsonb_agg(jsonb_build_object('span', (g.value -> 'span') - 'text') order by g.position), '[]')
      from jsonb_array_elements(without_text.interpretation -> 'ignored') with ordinality g (value, position)));
$$;

ALTER FUNCTION audit.without_text(interpretation jsonb) OWNER TO trueshelf_data;

COMMENT ON FUNCTION audit.without_text(interpretation jsonb) IS 'An interpretation with its typed constraints, preferences, sort and spans but none of the words, which may identify a person.';

CREATE FUNCTION embeddings.add_model(name text, settings jsonb) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_settings constant jsonb := embeddings.model_settings(add_model.name, add_model.settings);
  v_lock_timeout constant text := current_setting('lock_timeout');
  v_model_id bigint;
  v_state text;
begin
  perform embeddings.lock_models();
  select m.state into v_state from embeddings.model m where m.name = add_model.name;
  if v_state <> 'retired' then
    raise exception using errcode = 'TSMOD',
      message = format('there is a model "%s" already; it is %s', add_model.name, v_state),
      hint = 'Choose another name, or retire that one first.';
  end if;
  -- Nothing but its name is left of a retired one.
  begin
    perform set_config('lock_timeout', '10s', true);
    delete from embeddings.model m where m.name = add_model.name;
  exception when lock_not_available then
    raise exception using errcode = 'TSMOD',
      message = format('somebody has been writing products of the retired model "%s" for 10 seconds without committing', add_model.name),
      hint = 'select pid, xact_start, state, query from pg_stat_activity order by xact_start; shows it first. Let it end, then try again; or choose another name.';
  end;
  perform set_config('lock_timeout', v_lock_timeout, true);
  insert into embeddings.model (
    name, provider, provider_model, base_url, dimensions, send_dimensions, document_template, query_template,
    batch_items, batch_tokens, input_tokens)
  values (
    add_model.name, 'openai', v_settings ->> 'providerModel', v_settings ->> 'baseUrl', (v_settings ->> 'dimensions')::integer,
    (v_settings -> 'sendDimensions')::boolean, v_settings ->> 'documentTemplate', v_settings ->> 'queryTemplate',
    (v_settings ->> 'batchItems')::integer, (v_settings ->> 'batchTokens')::integer, (v_settings ->> 'inputTokens')::integer)
  returning model_id into v_model_id;
  return jsonb_build_object('modelId', v_model_id::text, 'model', add_model.name, 'queued', embeddings.queue_products(v_model_id));
end
$$;

ALTER FUNCTION embeddings.add_model(name text, settings jsonb) OWNER TO trueshelf_data;

COMMENT ON FUNCTION embeddings.add_model(name text, settings jsonb) IS 'The work behind api.add_model().';

CREATE FUNCTION embeddings.calibrate_model(model_id bigint, question_ids bigint[] DEFAULT NULL::bigint[], question_embeddings public.vector[] DEFAULT NULL::public.vector[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    SET work_mem TO '64MB'
    AS $$
declare
  v_titles boolean;
  v_given boolean;
  v_calibration jsonb;
begin
  select m.provider = 'builtin' into v_titles from embeddings.model m where m.model_id = calibrate_model.model_id;
  if not found then
    raise exception 'There is no embedding model %.', calibrate_model.model_id
      using errcode = 'no_data_found', hint = 'select model_id, name, state from embeddings.model;';
  end if;

  v_given := not v_titles and coalesce(cardinality(calibrate_model.question_ids), 0) > 0;
  if v_given then
    if cardinality(calibrate_model.question_ids) is distinct from cardinality(calibrate_model.question_embeddings) then
      raise exception using errcode = 'TSLIM',
        message = format('%s questions with %s vectors, expected one for each',
          cardinality(calibrate_model.question_ids), coalesce(cardinality(calibrate_model.question_embeddings), 0)),
        hint = 'Leave both out to measure products against products.';
    end if;
    perform embeddings.check_vectors(
      calibrate_model.model_id, calibrate_model.question_ids, calibrate_model.question_embeddings);
  end if;

  with chosen as materialized (
    select c.product_id, c.title, c.place as position from embeddings.calibration_sample(calibrate_model.model_id) c
  ),
  -- Normalized anew for two reasons: long vectors are stored out of line and would be fetched for every pair, and the
  -- inner product of unit vectors is their cosine without the work of two norms.
  sample as materialized (
    select c.product_id, c.title, c.position, l2_normalize(e.embedding) as embedding, count(*) over () as size
    from chosen c
    join embeddings.product_embedding e on e.product_id = c.product_id and e.model_id = calibrate_model.model_id
  ),
  -- On 19,406 products, 200 questions in place of 2,000 leave the floor uncertain by 0.01; on the embedded engine they cost
  -- 0.4 s of CPU, half of it for the titles' vectors.
  question as materialized (
    select s.product_id, s.position,
      case when v_titles then embeddings.query_vector(calibrate_model.model_id, s.title) else s.embedding end as embedding
    from sample s
    where s.position <= 200 and not v_given
    union all
    select g.product_id, g.position, l2_normalize(g.embedding)
    from unnest(calibrate_model.question_ids, calibrate_model.question_embeddings) with ordinality g (product_id, embedding, position)
    where v_given
  ),
  -- 200 products for each question, the next question the next 200, so that all of the sample is heard.
  measured as (
    select
      q.product_id,
      max(-(q.embedding <#> s.embedding)) as nearest,
      array_agg(-(q.embedding <#> s.embedding)) filter (where (q.position * 200 + s.position) % s.size < 200) as random
    from question q
    join sample s on s.product_id <> q.product_id
    where q.embedding is not null
    group by q.product_id
  ),
  random as (
    select count(*) as pairs, percentile_cont('{0.5,0.95,0.99}'::double precision[]) within group (order by r.similarity) as p
    from measured m
    cross join lateral unnest(m.random) r (similarity)
  ),
  nearest as (
    select percentile_cont('{0.01,0.05,0.5}'::double precision[]) within group (order by m.nearest) as p from measured m
  ),
  counted as (
    select (select count(*) from sample s) as products, (select count(q.embedding) from question q) as questions
  )
  select
    jsonb_build_object(
      'questions', case when v_titles or v_given then 'titles' else 'products' end,
      'sampled', jsonb_build_object('products', c.products, 'questions', c.questions, 'pairs', r.pairs)
    )
    -- Below twenty products, the most alike of a few say nothing about the next one.
    || case when c.products >= 20 and c.questions > 0 then
      jsonb_build_object(
        'random', jsonb_build_object(
          'p50', round(r.p[1]::numeric, 4), 'p95', round(r.p[2]::numeric, 4), 'p99', round(r.p[3]::numeric, 4)
        ),
        'nearest', jsonb_build_object(
          'p01', round(n.p[1]::numeric, 4), 'p05', round(n.p[2]::numeric, 4), 'p50', round(n.p[3]::numeric, 4)
        )
      )
      else '{}'
    end
  into v_calibration
  from counted c
  cross join random r
  cross join nearest n;

  update embeddings.model m
  set
    calibration = v_calibration,
    similarity_floor = case when v_calibration ? 'random' then
      least(greatest((v_calibration #>> '{random,p95}')::real, 0), 0.5)
    end
  where m.model_id = calibrate_model.model_id;
end
$$;

ALTER FUNCTION embeddings.calibrate_model(model_id bigint, question_ids bigint[], question_embeddings public.vector[]) OWNER TO trueshelf_data;

COMMENT ON FUNCTION embeddings.calibrate_model(model_id bigint, question_ids bigint[], question_embeddings public.vector[]) IS 'Measures on at most 5,000 active, unrestricted products how alike the model finds what has nothing to do with one another, and keeps it in calibration; similarity_floor is the 95th percentile of that, 0 to 0.5. Titles are compared with other products: the built-in model embeds them itself, the vectors of a provider''s are given, with the products whose titles they are of. Without them whole products are compared with one another, which puts the floor too high for short questions. Null with fewer than 20 such products or no vectors. The same catalogue, model and vectors give the same figures. Raises TSLIM, TSVEC.';

CREATE FUNCTION embeddings.calibration_sample(model_id bigint) RETURNS TABLE(product_id bigint, title text, place bigint)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  -- By a hash, not at random, so that the same catalogue and model always give the same floor.
  select p.product_id, p.title, row_number() over (order by hashint8(p.product_id), p.product_id) as place
  from product.product p
  join embeddings.product_embedding e on e.product_id = p.product_id and e.model_id = calibration_sample.model_id
  where p.status = 'active' and p.audience is null and e.embedding is not null
  order by place
  limit 5000;
$$;

ALTER FUNCTION embeddings.calibration_sample(model_id bigint) OWNER TO trueshelf_data;

COMMENT ON FUNCTION embeddings.calibration_sample(model_id bigint) IS 'At most 5,000 active, unrestricted products with a vector of the model, by place from 1, always in the same order; the titles of the first 200 are the questions that a model is measured with.';

CREATE FUNCTION embeddings.check_failure(name text, failure jsonb) RETURNS jsonb
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_found text;
begin
  if check_failure.failure is null or check_failure.failure = 'null' then
    return null;
  end if;
  v_found := case
    when jsonb_typeof(check_failure.failure) <> 'object' then jsonb_typeof(check_failure.failure)
    when octet_length(check_failure.failure::text) > 10000 then octet_length(check_failure.failure::text) || ' bytes'
    else (
      select min(format('a key "%s"', left(k.key, 100)))
      from jsonb_object_keys(check_failure.failure) k (key)
      where k.key not in ('code', 'message', 'detail', 'hint', 'context', 'attempts', 'at')
    )
  end;
  v_found := coalesce(v_found, (
    select min(format('no text as its "%s"', n.name))
    from unnest(array['code', 'message']) n (name)
    where jsonb_typeof(check_failure.failure -> n.name) is distinct from 'string' or check_failure.failure ->> n.name !~ '\S'
  ));
  if v_found is not null then
    raise exception using errcode = 'TSOPT',
      message = format('%s has or is %s, expected an object {code, message, detail, hint, context} of at most 10000 bytes',
        check_failure.name, v_found),
      hint = 'Pass {"code": "TIMED_OUT", "message": "…"}, and never what a provider answered: it may repeat texts and keys.';
  end if;
  return check_failure.failure;
end
$$;

ALTER FUNCTION embeddings.check_failure(name text, failure jsonb) OWNER TO trueshelf_data;

COMMENT ON FUNCTION embeddings.check_failure(name text, failure jsonb) IS 'A structured error as given, null where there is none. Raises TSOPT for anything that is not one.';

CREATE FUNCTION embeddings.check_flat(name text, dimensions integer) RETURNS void
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  if check_flat.dimensions > 1 then
    raise exception using errcode = 'TSLIM',
      message = format('%s is an array of %s dimensions, expected a plain list', check_flat.name, check_flat.dimensions),
      hint = 'Send one element for each product.';
  end if;
end
$$;

ALTER FUNCTION embeddings.check_flat(name text, dimensions integer) OWNER TO trueshelf_data;

COMMENT ON FUNCTION embeddings.check_flat(name text, dimensions integer) IS 'Refuses an array of arrays (TSLIM).';

CREATE FUNCTION embeddings.check_held(product_ids bigint[], beside_name text, beside integer) RETURNS void
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_given constant integer := coalesce(cardinality(check_held.product_ids), 0);
  v_twice bigint;
begin
  perform embeddings.check_flat('product_ids', array_ndims(check_held.product_ids));
  if v_given > 10000 then
    raise exception using errcode = 'TSLIM',
      message = format('product_ids has %s products, expected at most 10000', v_given),
      hint = 'Send them in several calls.';
  end if;
  if array_position(check_held.product_ids, null) is not null then
    raise exception using errcode = 'TSLIM',
      message = 'product_ids contains null, expected ids of products', hint = 'Send what api.claim_embeddings() returned.';
  end if;
  if check_held.beside is distinct from v_given then
    raise exception using errcode = 'TSLIM',
      message = format('%s has %s elements, expected %s, one for each product', check_held.beside_name,
        coalesce(check_held.beside, 0), v_given),
      hint = 'Send the arrays in the same order and of the same length.';
  end if;
  select g.product_id into v_twice
  from unnest(check_held.product_ids) g (product_id)
  group by g.product_id
  having count(*) > 1
  order by g.product_id
  limit 1;
  if found then
    raise exception using errcode = 'TSLIM',
      message = format('product %s is in product_ids twice, expected each product once', v_twice),
      hint = 'Send each product with one generation only.';
  end if;
end
$$;

ALTER FUNCTION embeddings.check_held(product_ids bigint[], beside_name text, beside integer) OWNER TO trueshelf_data;

COMMENT ON FUNCTION embeddings.check_held(product_ids bigint[], beside_name text, beside integer) IS 'Refuses a list of products that is too long, has a product twice or null in it, or goes with an array of another length (TSLIM).';

CREATE FUNCTION embeddings.check_lease(name text, duration interval, shortest interval) RETURNS void
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  if check_lease.duration is null
    or not isfinite(check_lease.duration)
    or check_lease.duration < check_lease.shortest
    or check_lease.duration > interval '1 day'
  then
    raise exception using errcode = 'TSLIM',
      message = format('%s is %s, expected %s to 1 day', check_lease.name,
        coalesce(check_lease.duration::text, 'null'), check_lease.shortest),
      hint = 'Say how long the provider takes at most, such as ''2 minutes''.';
  end if;
end
$$;

ALTER FUNCTION embeddings.check_lease(name text, duration interval, shortest interval) OWNER TO trueshelf_data;

COMMENT ON FUNCTION embeddings.check_lease(name text, duration interval, shortest interval) IS 'Refuses a duration that is missing, too short or over a day (TSLIM).';

CREATE FUNCTION embeddings.check_query_vector(model embeddings.model, query_vector public.vector) RETURNS public.vector
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  if check_query_vector.query_vector is null or (check_query_vector.model).model_id is null
    or vector_dims(check_query_vector.query_vector) <> (check_query_vector.model).dimensions
    or not vector_norm(check_query_vector.query_vector) > 0
  then
    raise exception using errcode = 'TSVEC',
      message = format('the vector has %s dimensions and length %s, expected %s dimensions and a length above 0',
        coalesce(vector_dims(check_query_vector.query_vector)::text, 'no'),
        coalesce(vector_norm(check_query_vector.query_vector)::text, 'none'),
        coalesce((check_query_vector.model).dimensions::text, 'an active model with its')),
      hint = 'Embed the question with the model that answers it; see api.embedding_status().';
  end if;
  return l2_normalize(check_query_vector.query_vector); -- a very long or very short one overflows the distance: NaN, the best of all scores
end
$$;

ALTER FUNCTION embeddings.check_query_vector(model embeddings.model, query_vector public.vector) OWNER TO trueshelf_data;

COMMENT ON FUNCTION embeddings.check_query_vector(model embeddings.model, query_vector public.vector) IS 'The vector of a question, of length 1. Raises TSVEC unless it has the model''s dimensions and a length.';

CREATE FUNCTION embeddings.check_vectors(model_id bigint, product_ids bigint[], vectors public.vector[]) RETURNS void
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_model text;
  v_dimensions integer;
  v_bad record;
begin
  select m.name, m.dimensions into v_model, v_dimensions from embeddings.model m where m.model_id = check_vectors.model_id;
  select g.product_id, vector_dims(g.embedding) as dimensions
  into v_bad
  from unnest(check_vectors.product_ids, check_vectors.vectors) with ordinality g (product_id, embedding, position)
  where g.embedding is null or vector_dims(g.embedding) <> v_dimensions or vector_norm(g.embedding) = 0
  order by g.position
  limit 1;
  if found then
    raise exception using errcode = 'TSVEC',
      message = case
        when v_bad.dimensions is null then
          format('the vector of product %s is null, expected %s dimensions', v_bad.product_id, v_dimensions)
        when v_bad.dimensions <> v_dimensions then
          format('the vector of product %s has %s dimensions, expected %s', v_bad.product_id, v_bad.dimensions, v_dimensions)
        else format('the vector of product %s has no length, expected one that points somewhere', v_bad.product_id)
      end,
      hint = format('Deliver what the model "%s" made of this text; nothing of this call was stored.', v_model);
  end if;
end
$$;

ALTER FUNCTION embeddings.check_vectors(model_id bigint, product_ids bigint[], vectors public.vector[]) OWNER TO trueshelf_data;

COMMENT ON FUNCTION embeddings.check_vectors(model_id bigint, product_ids bigint[], vectors public.vector[]) IS 'Refuses vectors that are missing, of other dimensions than the model''s or of no length, and names the first product (TSVEC). That they are finite the type itself sees to.';

CREATE FUNCTION embeddings.check_worker(worker text) RETURNS void
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  if check_worker.worker is null or length(check_worker.worker) not between 1 and 200 or check_worker.worker !~ '\S' then
    raise exception using errcode = 'TSTXT',
      message = case
        when check_worker.worker is null then 'worker is null, expected a name of 1 to 200 characters'
        else format('worker has %s characters, expected a name of 1 to 200', length(check_worker.worker))
      end,
      hint = 'Any name will do that no other worker has at the same time: host and process id, for example.';
  end if;
end
$$;

ALTER FUNCTION embeddings.check_worker(worker text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION embeddings.check_worker(worker text) IS 'Refuses what cannot be the name of a worker (TSTXT).';

CREATE FUNCTION embeddings.claim_products(model_id bigint, worker text, batch_size integer, lease interval, as_of timestamp with time zone) RETURNS TABLE(product_id bigint, generation bigint, attempts integer, content text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_product_ids bigint[];
  v_contents text[];
begin
  if not exists (
    select from embeddings.model m where m.model_id = claim_products.model_id and m.state in ('building', 'standby', 'active')
  ) then
    return; -- paused
  end if;
  select t.product_ids, t.contents
  into v_product_ids, v_contents
  from embeddings.take_products(
    claim_products.model_id, claim_products.worker, claim_products.batch_size, claim_products.lease, claim_products.as_of) t;
  return query
    select j.product_id, j.generation, j.attempts, t.content
    from unnest(v_product_ids, v_contents) with ordinality t (product_id, content, position)
    join embeddings.job j on j.product_id = t.product_id and j.model_id = claim_products.model_id
    order by t.position;
end
$$;

ALTER FUNCTION embeddings.claim_products(model_id bigint, worker text, batch_size integer, lease interval, as_of timestamp with time zone) OWNER TO trueshelf_data;

COMMENT ON FUNCTION embeddings.claim_products(model_id bigint, worker text, batch_size integer, lease interval, as_of timestamp with time zone) IS 'The work behind api.claim_embeddings().';

CREATE FUNCTION embeddings.clear_retired() RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $_$
declare
  v_retired_ids constant bigint[] := array(select m.model_id from embeddings.model m where m.state = 'retired');
  v_lexicon_id constant bigint := embeddings.lexicon_model();
  v_lock_timeout constant text := current_setting('lock_timeout');
  v_retired_id bigint;
  v_vectors bigint := 0;
  v_index text;
begin
  -- Of every retired model: who edited or embedded while one was being retired may have left something behind.
  foreach v_retired_id in array v_retired_ids loop
    v_vectors := v_vectors + embeddings.drop_rows('embeddings.product_embedding', v_retired_id);
    perform embeddings.drop_rows('embeddings.job', v_retired_id);
  end loop;
  delete from embeddings.query_embedding q where q.model_id = any (v_retired_ids);
  -- Its words stay while no other built-in model has taken over word repair.
  delete from embeddings.token t where t.model_id = any (v_retired_ids) and t.model_id is distinct from v_lexicon_id;
  delete from embeddings.token_delete t where t.model_id = any (v_retired_ids) and t.model_id is distinct from v_lexicon_id;
  -- Last, because from here on all who search wait for the end of the transaction; and not at any price, because behind a
  -- question that takes long everybody else would queue. An empty index that stays harms nobody and goes with the next one.
  for v_index in
    select c.relname
    from pg_index i
    join pg_class c on c.oid = i.indexrelid
    cross join lateral substring(c.relname from '^product_embedding_model_([0-9]+)_hnsw$') n (model_id)
    where i.indrelid = 'embeddings.product_embedding'::regclass
      and n.model_id is not null
      and not exists (select from embeddings.model m where m.model_id = n.model_id::bigint and m.state <> 'retired')
  loop
    begin
      perform set_config('lock_timeout', '2s', true);
      execute format('drop index embeddings.%I', v_index);
    exception when lock_not_available or undefined_object then
      null;
    end;
  end loop;
  perform set_config('lock_timeout', v_lock_timeout, true);
  return v_vectors;
end
$_$;

ALTER FUNCTION embeddings.clear_retired() OWNER TO trueshelf_data;

COMMENT ON FUNCTION embeddings.clear_retired() IS 'Drops what retired models no longer need: vectors (it returns how many), queue, cached questions, words that another model''s have replaced, and indexes, where nobody holds the table for more than two seconds. Rows that somebody is writing are left for the next time: api.prune() calls it too, and nobody reads them.';

CREATE FUNCTION embeddings.deletions(token text) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
  select array_agg(distinct d.deleted)
  from (
    select deletions.token
    union all
    select overlay(deletions.token placing '' from i for 1) from generate_series(1, length(deletions.token)) i
  ) d (deleted);
$$;

ALTER FUNCTION embeddings.deletions(token text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION embeddings.deletions(token text) IS 'A token and every form of it with one character left out.';

CREATE FUNCTION embeddings.deliver_vectors(model_id bigint, worker text, product_ids bigint[], generations bigint[], vectors public.vector[], as_of timestamp with time zone) RETURNS bigint[]
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    SET lock_timeout TO '10s'
    AS $$
declare
  v_delivered bigint[] := '{}';
  v_one record;
begin
  -- Held while a model is being added; a row is waited for much less long.
  lock table embeddings.job, embeddings.product_embedding in row exclusive mode;
  perform set_config('lock_timeout', '100ms', true);
  begin
    return embeddings.put_vectors(
      deliver_vectors.model_id, deliver_vectors.worker, deliver_vectors.product_ids, deliver_vectors.generations,
      deliver_vectors.vectors, deliver_vectors.as_of);
  exception when lock_not_available or foreign_key_violation then
    null; -- somebody is editing or deleting one of them, which must not cost the others their vectors
  end;
  for v_one in
    select g.product_id, g.generation, g.embedding
    from unnest(deliver_vectors.product_ids, deliver_vectors.generations, deliver_vectors.vectors) g (product_id, generation, embedding)
    order by g.product_id
  loop
    begin
      perform from product.product p where p.product_id = v_one.product_id for key share nowait;
      continue when not found;
      perform from embeddings.job j
      where j.product_id = v_one.product_id and j.model_id = deliver_vectors.model_id
      for update nowait;
      perform from embeddings.product_embedding e
      where e.product_id = v_one.product_id and e.model_id = deliver_vectors.model_id
      for update nowait;
      v_delivered := v_delivered || embeddings.put_vectors(
        deliver_vectors.model_id, deliver_vectors.worker, array[v_one.product_id], array[v_one.generation],
        array[v_one.embedding], deliver_vectors.as_of);
    exception when lock_not_available or foreign_key_violation then
      null; -- its job stays, and is taken again once the lease has run out
    end;
  end loop;
  return v_delivered;
end
$$;

ALTER FUNCTION embeddings.deliver_vectors(model_id bigint, worker text, product_ids bigint[], generations bigint[], vectors public.vector[], as_of timestamp with time zone) OWNER TO trueshelf_data;

COMMENT ON FUNCTION embeddings.deliver_vectors(model_id bigint, worker text, product_ids bigint[], generations bigint[], vectors public.vector[], as_of timestamp with time zone) IS 'Keeps vectors as embeddings.put_vectors() does, waits at most 0.1 s for rows that others are writing, and then leaves those out.';

CREATE FUNCTION embeddings.document_tokens(product_ids bigint[]) RETURNS TABLE(product_id bigint, title text[], brand text[], category text[], description text[], content_hash bytea)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select
    p.product_id,
    embeddings.tokens(p.title),
    embeddings.tokens(coalesce(b.name, '')),
    embeddings.tokens(c.name),
    (embeddings.tokens(p.description))[1:24],
    embeddings.text_hash(p.title, b.name, c.name, p.description)
  from product.product p
  join product.category c on c.category_id = p.category_id
  left join product.brand b on b.brand_id = p.brand_id
  where p.product_id = any (document_tokens.product_ids);
$$;

ALTER FUNCTION embeddings.document_tokens(product_ids bigint[]) OWNER TO trueshelf_data;

COMMENT ON FUNCTION embeddings.document_tokens(product_ids bigint[]) IS 'The document template of the built-in model, tokenized: title, brand, category, the first 24 words of the description. content_hash is over the text that the template uses.';

CREATE FUNCTION embeddings.documents(model_id bigint, product_ids bigint[]) RETURNS TABLE(product_id bigint, content text, content_hash bytea)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $_$
declare
  v_template text;
  v_fields text[];
  v_builtin boolean;
  v_formats text[];
  v_probes text[];
begin
  select m.document_template, m.document_fields, m.provider = 'builtin'
  into v_template, v_fields, v_builtin
  from embeddings.model m
  where m.model_id = documents.model_id;

  if v_builtin then
    return query
      select p.product_id, null::text, embeddings.text_hash(p.title, b.name, c.name, p.description)
      from product.product p
      join product.category c on c.category_id = p.category_id
      left join product.brand b on b.brand_id = p.brand_id
      where p.product_id = any (documents.product_ids);
    return;
  end if;

  -- A line becomes a format string, and one of its fields alone that tells whether anything would be in it. The fields go
  -- in all at once, so that a brace in a title is not read as another field.
  select
    array_agg(embeddings.template_format(l.line) order by l.position),
    array_agg((
      select coalesce(string_agg(f.place[1], ''), '')
      from regexp_matches(embeddings.template_format(translate(l.line, '%', '')), '%\d\$s', 'g') f (place)
    ) order by l.position)
  into v_formats, v_probes
  from string_to_table(v_template, E'\n') with ordinality l (line, position);

  return query
    with value as (
      select p.product_id, 'attributes' as field, k.key, k.value
      from product.product p
      cross join lateral jsonb_each(p.attributes) k
      where p.product_id = any (documents.product_ids) and 'attributes' = any (v_fields)
      union all
      select v.product_id, 'options', k.key, k.value
      from product.variant v
      cross join lateral jsonb_each(v.options) k
      where v.product_id = any (documents.product_ids) and 'options' = any (v_fields)
    ),
    pair as (
      select v.product_id, v.field, v.key collate "C" as name, embeddings.values_text(jsonb_agg(distinct v.value)) as listed
      from value v
      group by v.product_id, v.field, v.key collate "C"
    ),
    listed as (
      select
        a.product_id,
        string_agg(translate(a.name, '_', ' ') || ': ' || a.listed, '; ' order by a.name) filter (where a.field = 'attributes') as attributes,
        string_agg(translate(a.name, '_', ' ') || ': ' || a.listed, '; ' order by a.name) filter (where a.field = 'options') as options
      from pair a
      group by a.product_id
    )
    select d.product_id, d.content, sha256(convert_to(d.content, 'UTF8'))
    from (
      select
        p.product_id,
        array_to_string(array(
          select format(l.format, p.title, b.name, c.name, p.description, a.attributes, a.options)
          from unnest(v_formats, v_probes) l (format, probe)
          where l.probe = ''
            or btrim(format(l.probe, p.title, b.name, c.name, p.description, a.attributes, a.options), E' \t\r\n') <> ''
        ), E'\n') as content
      from product.product p
      join product.category c on c.category_id = p.category_id
      left join product.brand b on b.brand_id = p.brand_id
      left join listed a on a.product_id = p.product_id
      where p.product_id = any (documents.product_ids)
      offset 0
    ) d;
end
$_$;

ALTER FUNCTION embeddings.documents(model_id bigint, product_ids bigint[]) OWNER TO trueshelf_data;

COMMENT ON FUNCTION embeddings.documents(model_id bigint, product_ids bigint[]) IS 'The text of each product that exists by the model''s document template, and its SHA-256, in no order. A line all of whose fields are empty is left out; attributes and options read "colour: black, red; material: leather", names and values sorted by bytes, the values of options those of all variants. The built-in model has no text, only the hash of what it reads.';

CREATE FUNCTION embeddings.drop_rows(relation regclass, model_id bigint) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    SET lock_timeout TO '100ms'
    AS $_$
declare
  v_product_ids bigint[];
  v_product_id bigint;
  v_after bigint := 0;
  v_found boolean;
  v_dropped bigint;
  v_all bigint := 0;
begin
  execute format('select exists (select from %s r where r.model_id = $1)', drop_rows.relation)
  into v_found using drop_rows.model_id;
  while v_found loop
    execute format(
      'select array(select r.product_id from %s r where r.model_id = $1 and r.product_id > $2 order by r.product_id limit 10000)',
      drop_rows.relation)
    into v_product_ids using drop_rows.model_id, v_after;
    exit when cardinality(v_product_ids) = 0;
    v_after := v_product_ids[cardinality(v_product_ids)];
    begin
      execute format('delete from %s r where r.model_id = $1 and r.product_id = any ($2)', drop_rows.relation)
      using drop_rows.model_id, v_product_ids;
      get diagnostics v_dropped = row_count;
      v_all := v_all + v_dropped;
    exception when lock_not_available then
      -- Somebody is writing one of them, perhaps for an hour.
      foreach v_product_id in array v_product_ids loop
        execute format(
          'with free as (select r.product_id from %1$s r where r.product_id = $2 and r.model_id = $1 for update skip locked)
           delete from %1$s r using free f where r.product_id = f.product_id and r.model_id = $1', drop_rows.relation)
        using drop_rows.model_id, v_product_id;
        get diagnostics v_dropped = row_count;
        v_all := v_all + v_dropped;
      end loop;
    end;
  end loop;
  return v_all;
end
$_$;

ALTER FUNCTION embeddings.drop_rows(relation regclass, model_id bigint) OWNER TO trueshelf_data;

COMMENT ON FUNCTION embeddings.drop_rows(relation regclass, model_id bigint) IS 'Drops a model''s rows of the queue or of the vectors but those that somebody is writing, and returns how many; it waits a tenth of a second for each 10,000 at most.';

CREATE FUNCTION embeddings.embed_documents(model_id bigint, product_ids bigint[]) RETURNS TABLE(product_id bigint, content_hash bytea, embedding public.vector)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  with document as materialized (
    select * from embeddings.document_tokens(embed_documents.product_ids)
  ),
  word as (
    select d.product_id, w.token, w.weight
    from document d
    cross join lateral (
      select unnest(d.title), 3
      union all select unnest(d.category), 2
      union all select unnest(d.brand), 1
      union all select unnest(d.description), 1
    ) w (token, weight)
  ),
  -- Sums of floats depend on their order: without one, two products of the same text would have different vectors.
  field as (
    select w.product_id, w.weight, sum(t.embedding order by t.token) as total
    from word w
    join embeddings.token t on t.model_id = embed_documents.model_id and t.token = w.token
    where t.embedding is not null
    group by w.product_id, w.weight
  ),
  -- A vector times a small whole number is the vector that many times.
  summed as (
    select f.product_id, sum(f.total order by f.weight) as total
    from field f
    cross join lateral generate_series(1, f.weight)
    group by f.product_id
  )
  select
    d.product_id,
    d.content_hash,
    case when vector_norm(s.total) > 0 then l2_normalize(s.total) end
  from document d
  left join summed s on s.product_id = d.product_id;
$$;

ALTER FUNCTION embeddings.embed_documents(model_id bigint, product_ids bigint[]) OWNER TO trueshelf_data;

COMMENT ON FUNCTION embeddings.embed_documents(model_id bigint, product_ids bigint[]) IS 'Documents by the built-in model: the sum of their words'' vectors, title times 3, category times 2, brand and description once, at unit length; null without a known word. A row per product that exists, in no order.';

CREATE FUNCTION embeddings.embed_products(model_id bigint, batch_size integer, as_of timestamp with time zone) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_worker constant text := 'api.embed_products';
  v_product_ids bigint[];
  v_completed integer;
  v_generations bigint[];
  v_vectors vector[];
begin
  -- A lease lasts as long as this transaction by itself; longer, it would delay what could not be delivered.
  select t.product_ids, t.completed
  into v_product_ids, v_completed
  from embeddings.take_products(
    embed_products.model_id, v_worker, embed_products.batch_size, interval '1 second', embed_products.as_of) t;

  select array_agg(d.product_id order by d.product_id), array_agg(j.generation order by d.product_id), array_agg(d.embedding order by d.product_id)
  into v_product_ids, v_generations, v_vectors
  from embeddings.embed_documents(embed_products.model_id, v_product_ids) d
  join embeddings.job j on j.product_id = d.product_id and j.model_id = embed_products.model_id;

  if v_product_ids is not null then
    perform embeddings.deliver_vectors(
      embed_products.model_id, v_worker, v_product_ids, v_generations, v_vectors, embed_products.as_of);
  end if;
  return v_completed + coalesce(cardinality(v_product_ids), 0);
end
$$;

ALTER FUNCTION embeddings.embed_products(model_id bigint, batch_size integer, as_of timestamp with time zone) OWNER TO trueshelf_data;

COMMENT ON FUNCTION embeddings.embed_products(model_id bigint, batch_size integer, as_of timestamp with time zone) IS 'Takes up to batch_size jobs of a built-in model, embeds their products and returns how many it took, those included that it found to be embedded already; 0 when nothing is free.';

CREATE FUNCTION embeddings.embed_tokens(model_id bigint, tokens text[]) RETURNS public.vector
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  with summed as (
    select sum(
      case when r.weight = 1 then t.embedding
        else t.embedding * array_fill(r.weight, array[vector_dims(t.embedding)])::vector end
      order by t.token, r.weight
    ) as total
    from unnest(embed_tokens.tokens) w (token)
    join embeddings.resolve_tokens(embed_tokens.model_id, embed_tokens.tokens) r on r.written = w.token
    join embeddings.token t on t.model_id = embed_tokens.model_id and t.token = r.token
    where t.embedding is not null
  )
  select case when vector_norm(s.total) > 0 then l2_normalize(s.total) end from summed s;
$$;

ALTER FUNCTION embeddings.embed_tokens(model_id bigint, tokens text[]) OWNER TO trueshelf_data;

COMMENT ON FUNCTION embeddings.embed_tokens(model_id bigint, tokens text[]) IS 'A question by the built-in model: the sum of its words'' vectors at unit length; null when no word of it is known.';

CREATE FUNCTION embeddings.enqueue_jobs(product_ids bigint[], model_ids bigint[]) RETURNS void
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  -- In one order, or two statements over the same products could wait for each other.
  insert into embeddings.job as j (product_id, model_id)
  select g.product_id, g.model_id
  from unnest(enqueue_jobs.product_ids, enqueue_jobs.model_ids) g (product_id, model_id)
  order by g.product_id, g.model_id
  on conflict on constraint job_pkey do update
  set generation = default,
    enqueued_at = case when j.parked_at is null then j.enqueued_at else excluded.enqueued_at end,
    content_hash = null, -- it was of the text before; and see embeddings.status
    attempts = 0,
    error = null,
    retry_at = null,
    parked_at = null;
$$;

ALTER FUNCTION embeddings.enqueue_jobs(product_ids bigint[], model_ids bigint[]) OWNER TO trueshelf_data;

COMMENT ON FUNCTION embeddings.enqueue_jobs(product_ids bigint[], model_ids bigint[]) IS 'Queues products for models, pair by pair, each pair once. What waits already counts as edited again: who is embedding it will be too late, and what was parked is tried again.';

CREATE FUNCTION embeddings.enqueue_product() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    SET enable_nestloop TO 'off'
    AS $$
declare
  v_product_ids bigint[];
  v_model_ids bigint[];
begin
  -- Before the models are read: who adds one waits for all who hold this lock, and then queues what they wrote.
  lock table embeddings.job in row exclusive mode;
  if tg_op = 'INSERT' then
    select array_agg(n.product_id), array_agg(m.model_id)
    into v_product_ids, v_model_ids
    from written n
    cross join embeddings.model m
    where m.state <> 'retired';
  else
    select array_agg(n.product_id), array_agg(m.model_id)
    into v_product_ids, v_model_ids
    from written n
    join replaced o on o.product_id = n.product_id
    cross join embeddings.model m
    where m.state <> 'retired'
      and (n.title, n.description, n.category_id, n.brand_id, n.attributes)
        is distinct from (o.title, o.description, o.category_id, o.brand_id, o.attributes)
      and m.document_fields && array[
        case when n.title <> o.title then 'title' end,
        case when n.description <> o.description then 'description' end,
        case when n.category_id <> o.category_id then 'category' end,
        case when n.brand_id is distinct from o.brand_id then 'brand' end,
        case when n.attributes <> o.attributes then 'attributes' end
      ];
  end if;
  if v_product_ids is not null then
    perform embeddings.enqueue_jobs(v_product_ids, v_model_ids);
  end if;
  return null;
end
$$;

ALTER FUNCTION embeddings.enqueue_product() OWNER TO trueshelf_data;

COMMENT ON FUNCTION embeddings.enqueue_product() IS 'Trigger: a changed text is queued for every model whose template uses it, in the same transaction. Edits coalesce; the generation tells them apart. It never embeds.';

CREATE FUNCTION embeddings.enqueue_variant() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_product_ids bigint[];
  v_model_ids bigint[];
begin
  lock table embeddings.job in row exclusive mode; -- see embeddings.enqueue_product
  if not exists (select from embeddings.model m where m.state <> 'retired' and 'options' = any (m.document_fields)) then
    return null;
  end if;
  if tg_op = 'INSERT' then
    v_product_ids := array(select distinct n.product_id from written n where n.options <> '{}');
  elsif tg_op = 'DELETE' then
    -- With the product itself gone there is nothing to embed.
    v_product_ids := array(
      select distinct o.product_id
      from replaced o
      join product.product p on p.product_id = o.product_id
      where o.options <> '{}'
    );
  else
    v_product_ids := array(
      select c.product_id from (
        (select n.product_id, n.options from written n except select o.product_id, o.options from replaced o)
        union all
        (select o.product_id, o.options from replaced o except select n.product_id, n.options from written n)
      ) c
      group by c.product_id
    );
  end if;
  select array_agg(g.product_id), array_agg(m.model_id)
  into v_product_ids, v_model_ids
  from unnest(v_product_ids) g (product_id)
  cross join embeddings.model m
  where m.state <> 'retired' and 'options' = any (m.document_fields);
  if v_product_ids is not null then
    perform embeddings.enqueue_jobs(v_product_ids, v_model_ids);
  end if;
  return null;
end
$$;

ALTER FUNCTION embeddings.enqueue_variant() OWNER TO trueshelf_data;

COMMENT ON FUNCTION embeddings.enqueue_variant() IS 'Trigger: options that come, change or go queue their product for every model whose template uses options.';

CREATE FUNCTION embeddings.extend_leases(model_id bigint, worker text, product_ids bigint[], lease interval, as_of timestamp with time zone) RETURNS bigint[]
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  with extended as (
    update embeddings.job j
    set leased_until = extend_leases.as_of + extend_leases.lease
    where j.product_id = any (extend_leases.product_ids)
      and j.model_id = extend_leases.model_id
      and j.leased_by = extend_leases.worker
      and j.leased_until is not null
      and j.parked_at is null
    returning j.product_id
  )
  select coalesce(array_agg(e.product_id order by e.product_id), '{}') from extended e;
$$;

ALTER FUNCTION embeddings.extend_leases(model_id bigint, worker text, product_ids bigint[], lease interval, as_of timestamp with time zone) OWNER TO trueshelf_data;

COMMENT ON FUNCTION embeddings.extend_leases(model_id bigint, worker text, product_ids bigint[], lease interval, as_of timestamp with time zone) IS 'Extends the leases that the worker holds, or held last and nobody took since, and returns of which products, by id.';

CREATE FUNCTION embeddings.finish_build(model_id bigint, as_of timestamp with time zone, queued_until timestamp with time zone DEFAULT NULL::timestamp with time zone, question_ids bigint[] DEFAULT NULL::bigint[], question_embeddings public.vector[] DEFAULT NULL::public.vector[]) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_state text;
  v_builtin boolean;
  v_measured text;
  v_replaced_id bigint;
begin
  perform embeddings.lock_models();
  select m.state, m.provider = 'builtin', case when m.similarity_floor is not null then m.calibration ->> 'questions' end
  into v_state, v_builtin, v_measured
  from embeddings.model m
  where m.model_id = finish_build.model_id;
  if not found then
    raise exception using errcode = 'TSNFD',
      message = format('there is no model %s', finish_build.model_id), hint = 'It was replaced by a newer fit, or added anew.';
  end if;
  -- Forced into use before it was complete, or its provider did not answer then: it could not be measured, or not as well.
  if v_state in ('active', 'standby')
    and (v_measured is null or v_measured = 'products' and cardinality(finish_build.question_ids) > 0)
  then
    perform embeddings.calibrate_model(finish_build.model_id, finish_build.question_ids, finish_build.question_embeddings);
  end if;
  -- Not until the queue is empty: in a shop that is edited all the time it never is. Whoever stands by is kept fresh.
  if v_state <> 'building'
    or exists (
      select from embeddings.job j
      where j.model_id = finish_build.model_id
        and j.parked_at is null
        and j.enqueued_at <= coalesce(finish_build.queued_until, 'infinity')
        and not exists (select from embeddings.product_embedding e where e.product_id = j.product_id and e.model_id = j.model_id)
    )
  then
    return v_state;
  end if;
  -- As of the look: who waits for what was queued until then waits for these too.
  insert into embeddings.job (product_id, model_id, enqueued_at)
  select p.product_id, finish_build.model_id, coalesce(finish_build.queued_until, finish_build.as_of)
  from product.product p
  where not exists (select from embeddings.product_embedding e where e.product_id = p.product_id and e.model_id = finish_build.model_id)
    and not exists (select from embeddings.job j where j.product_id = p.product_id and j.model_id = finish_build.model_id)
  on conflict do nothing;
  if found then
    return v_state;
  end if;

  perform embeddings.calibrate_model(finish_build.model_id, finish_build.question_ids, finish_build.question_embeddings);
  update embeddings.model m set state = 'standby' where m.model_id = finish_build.model_id;
  if v_builtin then
    select m.model_id into v_replaced_id from embeddings.model m where m.state = 'active' and m.provider = 'builtin';
    if found or not exists (select from embeddings.model m where m.state = 'active') then
      update embeddings.model m set state = 'retired' where m.model_id = v_replaced_id;
      update embeddings.model m set state = 'active', activated_at = finish_build.as_of where m.model_id = finish_build.model_id;
    else
      update embeddings.model m
      set state = 'retired'
      where m.provider = 'builtin' and m.state = 'standby' and m.model_id < finish_build.model_id;
    end if;
    perform embeddings.clear_retired();
  end if;
  select m.state into v_state from embeddings.model m where m.model_id = finish_build.model_id;
  return v_state;
end
$$;

ALTER FUNCTION embeddings.finish_build(model_id bigint, as_of timestamp with time zone, queued_until timestamp with time zone, question_ids bigint[], question_embeddings public.vector[]) OWNER TO trueshelf_data;

COMMENT ON FUNCTION embeddings.finish_build(model_id bigint, as_of timestamp with time zone, queued_until timestamp with time zone, question_ids bigint[], question_embeddings public.vector[]) IS 'Measures a model that has a vector of every product and lets it stand by; a built-in one then takes over from the active one, unless that is a provider''s, and the built-in model before it is retired. Returns its state: still building where a product that was queued by queued_until (null: whenever) waits for its first vector, even one that turns out never to have been queued; a parked one does not hold it up, nor does what was queued later, which a busy shop always has. question_ids and question_embeddings: see embeddings.calibrate_model; with them a ready model that was measured without is measured anew. Raises TSNFD, TSLIM, TSVEC.';

CREATE FUNCTION embeddings.fit_documents(after_product_id bigint, row_limit integer) RETURNS TABLE(product_id bigint, context text[], document text[], words text[])
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $_$
  with page as (
    select p.product_id, p.title, p.description, p.attributes, b.name as brand, c.name as category
    from product.product p
    join product.category c on c.category_id = p.category_id
    left join product.brand b on b.brand_id = p.brand_id
    where p.product_id > fit_documents.after_product_id
      and p.audience is null
      and p.status = 'active'
    order by p.product_id
    limit fit_documents.row_limit
  ),
  tokenized as materialized (
    select
      p.product_id,
      embeddings.tokens(p.title) as title,
      embeddings.tokens(coalesce(p.brand, '')) as brand,
      embeddings.tokens(p.category) as category,
      embeddings.tokens(p.description) as description,
      embeddings.tokens(coalesce((
        select string_agg(v.value #>> '{}', ' ')
        from jsonb_path_query(p.attributes, 'strict $.**') v (value)
        where jsonb_typeof(v.value) = 'string'
      ), '')) as attributes
    from page p
  )
  select
    t.product_id,
    array(select distinct w from unnest(t.title || t.brand || t.category || t.description[1:12]) w),
    t.title || t.title || t.title || t.category || t.category || t.brand || t.description[1:24],
    array(select distinct w from unnest(t.title || t.brand || t.category || t.description || t.attributes) w)
  from tokenized t
  order by t.product_id;
$_$;

ALTER FUNCTION embeddings.fit_documents(after_product_id bigint, row_limit integer) OWNER TO trueshelf_data;

COMMENT ON FUNCTION embeddings.fit_documents(after_product_id bigint, row_limit integer) IS 'What the fit learns from, a page at a time in order of id: of each active, unrestricted product its context (distinct tokens of title, brand, category and the first 12 of the description), its document (the tokens as they are weighted in its vector) and every distinct word of it.';

CREATE FUNCTION embeddings.fold_plural(word text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $_$
  select case
    when length(fold_plural.word) <= 3 or fold_plural.word !~ '^[a-z]+$' then fold_plural.word
    when fold_plural.word ~ 'ies$' and fold_plural.word !~ '(eies|aies)$' then left(fold_plural.word, -3) || 'y'
    when fold_plural.word ~ 'es$' and fold_plural.word !~ '(aes|ees|oes)$' then
      case when fold_plural.word ~ '(sses|shes|ches|xes|zes)$' then left(fold_plural.word, -2)
        else left(fold_plural.word, -1) end
    when fold_plural.word ~ 's$' and fold_plural.word !~ '(us|ss|is)$' then left(fold_plural.word, -1)
    else fold_plural.word
  end;
$_$;

ALTER FUNCTION embeddings.fold_plural(word text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION embeddings.fold_plural(word text) IS 'English plural to singular, after the S stemmer of Harman (How effective is suffixing?, 1991), with "-sses, -shes, -ches, -xes, -zes" added. Words with digits, or of up to three letters, stay.';

CREATE FUNCTION embeddings.free_jobs(model_id bigint, worker text, product_ids bigint[], generations bigint[], error jsonb, park boolean, retry_after interval, as_of timestamp with time zone) RETURNS integer
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  with freed as (
    update embeddings.job j
    set leased_until = null,
      attempts = j.attempts - case when j.generation = g.generation and free_jobs.error is null then 1 else 0 end,
      -- What went wrong was the text of before, if it was edited meanwhile.
      error = case when j.generation = g.generation and free_jobs.error is not null
        then free_jobs.error || jsonb_build_object('attempts', j.attempts, 'at', product.rfc3339(free_jobs.as_of))
        else j.error
      end,
      parked_at = case when j.generation = g.generation and free_jobs.park then free_jobs.as_of end,
      retry_at = case when j.generation = g.generation then free_jobs.as_of + nullif(free_jobs.retry_after, '0') end
    from unnest(free_jobs.product_ids, free_jobs.generations) g (product_id, generation)
    where j.product_id = g.product_id
      and j.model_id = free_jobs.model_id
      and j.leased_by = free_jobs.worker
      and j.leased_until is not null
      and j.parked_at is null
    returning j.generation = g.generation as is_same
  )
  select (count(*) filter (where f.is_same))::integer from freed f;
$$;

ALTER FUNCTION embeddings.free_jobs(model_id bigint, worker text, product_ids bigint[], generations bigint[], error jsonb, park boolean, retry_after interval, as_of timestamp with time zone) OWNER TO trueshelf_data;

COMMENT ON FUNCTION embeddings.free_jobs(model_id bigint, worker text, product_ids bigint[], generations bigint[], error jsonb, park boolean, retry_after interval, as_of timestamp with time zone) IS 'Gives back or parks what the worker still holds, and counts it. What was edited meanwhile is free, without the error and not counted.';

CREATE FUNCTION embeddings.has_index(model_id bigint) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select exists (
    select from pg_index i
    join pg_class c on c.oid = i.indexrelid
    where i.indrelid = 'embeddings.product_embedding'::regclass
      and i.indisvalid
      and c.relname = 'product_embedding_model_' || has_index.model_id || '_hnsw'
  );
$$;

ALTER FUNCTION embeddings.has_index(model_id bigint) OWNER TO trueshelf_data;

COMMENT ON FUNCTION embeddings.has_index(model_id bigint) IS 'Whether the vectors of a model have their HNSW index, which a large catalogue on a server gets.';

CREATE FUNCTION embeddings.keep_question(model_id bigint, content text, query_vector public.vector) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  -- 0.6 GB at 1,536 dimensions; some days of a busy shop, whose questions come again or never.
  v_kept constant integer := 100000;
  v_digest constant bytea := embeddings.question_digest(keep_question.content);
begin
  -- The later one wins: a known question is not asked of the provider again, so what is there and wrong would stay wrong.
  insert into embeddings.query_embedding as q (model_id, text_digest, embedding)
  values (keep_question.model_id, v_digest, keep_question.query_vector)
  on conflict on constraint query_embedding_pkey do update
  set embedding = excluded.embedding,
    created_at = excluded.created_at
  where q.embedding <> excluded.embedding;
  -- Counting takes 10 ms: at one in 256.
  if found and get_byte(v_digest, 0) = 0 then
    delete from embeddings.query_embedding q
    where q.created_at < (select r.created_at from embeddings.query_embedding r order by r.created_at desc offset v_kept limit 1);
  end if;
end
$$;

ALTER FUNCTION embeddings.keep_question(model_id bigint, content text, query_vector public.vector) OWNER TO trueshelf_data;

COMMENT ON FUNCTION embeddings.keep_question(model_id bigint, content text, query_vector public.vector) IS 'Keeps the vector of a question for whoever asks it again, under a digest of its text, in place of one that is there; of more than 100,000 the oldest go, now and then.';

CREATE FUNCTION embeddings.lease_jobs(model_id bigint, product_ids bigint[], worker text, lease interval, as_of timestamp with time zone) RETURNS bigint[]
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  with leased as (
    update embeddings.job j
    set leased_until = lease_jobs.as_of + lease_jobs.lease,
      leased_by = lease_jobs.worker,
      attempts = j.attempts + 1
    where j.product_id = any (lease_jobs.product_ids)
      and j.model_id = lease_jobs.model_id
      and j.parked_at is null
      and (j.leased_until is null or j.leased_until <= lease_jobs.as_of)
      and (j.retry_at is null or j.retry_at <= lease_jobs.as_of)
    returning j.product_id, j.enqueued_at
  )
  select coalesce(array_agg(l.product_id order by l.enqueued_at, l.product_id), '{}') from leased l;
$$;

ALTER FUNCTION embeddings.lease_jobs(model_id bigint, product_ids bigint[], worker text, lease interval, as_of timestamp with time zone) OWNER TO trueshelf_data;

COMMENT ON FUNCTION embeddings.lease_jobs(model_id bigint, product_ids bigint[], worker text, lease interval, as_of timestamp with time zone) IS 'Leases those of the products that are still free, and returns them, oldest first.';

CREATE FUNCTION embeddings.lexicon_model() RETURNS bigint
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select m.model_id
  from embeddings.model m
  where m.provider = 'builtin'
    and m.state in ('active', 'standby', 'retired')
    and (m.state <> 'retired' or exists (select from embeddings.token t where t.model_id = m.model_id))
  order by array_position('{active,standby,retired}', m.state), m.model_id desc
  limit 1;
$$;

ALTER FUNCTION embeddings.lexicon_model() OWNER TO trueshelf_data;

COMMENT ON FUNCTION embeddings.lexicon_model() IS 'The built-in model whose words repair questions: the active one, else the newest that stands by, else the newest retired one that still has its words; null before the first fit.';

CREATE FUNCTION embeddings.lock_models() RETURNS void
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  -- Not a lock on the table or its rows: product edits refer to the rows, and would wait while vectors are dropped.
  select pg_advisory_xact_lock(hashtextextended('trueshelf embeddings.model', 0));
$$;

ALTER FUNCTION embeddings.lock_models() OWNER TO trueshelf_data;

COMMENT ON FUNCTION embeddings.lock_models() IS 'Held to the end of the transaction by whatever adds a model or changes its state: one at a time. Nobody who searches, edits or embeds waits for it.';

CREATE FUNCTION embeddings.model_settings(name text, settings jsonb) RETURNS jsonb
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $_$
declare
  v_settings jsonb := jsonb_strip_nulls(coalesce(model_settings.settings, '{}'));
  v_known constant text[] := '{title,brand,category,description,attributes,options}';
  v_key text;
  v_most integer;
  v_url text;
  v_unknown text;
begin
  if model_settings.name is null or length(model_settings.name) not between 1 and 200 or model_settings.name ~ '[[:space:][:cntrl:]]' then
    raise exception using errcode = 'TSOPT',
      message = format('the name of the model is %s, expected 1 to 200 characters without spaces',
        coalesce('"' || left(model_settings.name, 60) || '"', 'missing')),
      hint = 'Choose what it is to be called here, for example "text-embedding-3-small".';
  end if;
  if model_settings.name ~* '^builtin-' then
    raise exception using errcode = 'TSOPT',
      message = format('the name of the model is "%s"; names that begin with "builtin-" belong to models of trueshelf fit', left(model_settings.name, 60)),
      hint = 'Choose another name.';
  end if;
  perform product.check_keys(v_settings,
    '{providerModel,baseUrl,dimensions,sendDimensions,documentTemplate,queryTemplate,batchItems,batchTokens,inputTokens}',
    'the settings', 'TSOPT');

  -- Never shown: it may hold a password, which is just what is wrong with it.
  v_url := case when jsonb_typeof(v_settings -> 'baseUrl') = 'string' then v_settings ->> 'baseUrl' end;
  if v_url is null or length(v_url) > 2000
    or v_url !~ '^https?://([A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?(/[^?#@[:space:][:cntrl:]]*)?(\?api-version=[A-Za-z0-9.-]{1,40})?$'
    or substring(v_url from '^https?://[^/?]*:([0-9]{1,5})(?:[/?]|$)')::integer > 65535
  then
    raise exception using errcode = 'TSOPT',
      message = format('settings.baseUrl %s, expected an address such as "https://api.openai.com/v1"', case
        when not v_settings ? 'baseUrl' then 'is missing'
        when v_url is null then 'is no text'
        when v_url ~ '^https?://[^/?#]*@' then 'has a user name or a password in it'
        when v_url ~ '@' then 'has an @ in it'
        when v_url ~ '[?#]' then 'has a query or a fragment other than ?api-version='
        else 'is no http address' end),
      hint = 'Give scheme, host and path. A key is never part of it: it is set in the environment of the worker and the gateway.';
  end if;

  for v_key, v_most in select * from unnest('{dimensions,batchItems,batchTokens,inputTokens}'::text[], '{2000,2048,1000000,1000000}'::integer[]) loop
    continue when not v_settings ? v_key and v_key <> 'dimensions';
    if jsonb_typeof(v_settings -> v_key) is distinct from 'number'
      or (v_settings ->> v_key)::numeric not between 1 and v_most
      or (v_settings ->> v_key)::numeric % 1 <> 0
    then
      raise exception using errcode = 'TSOPT',
        message = format('settings.%s is %s, expected a whole number from 1 to %s', v_key, coalesce(left((v_settings -> v_key)::text, 60), 'missing'), v_most),
        hint = case v_key
          when 'dimensions' then 'As many as the vectors of the model have; a model with more than 2000 may be able to shorten them (sendDimensions).'
          when 'batchItems' then 'Texts a request at most, as the provider allows.'
          else 'Tokens, as the provider allows.' end;
    end if;
    v_settings := v_settings || jsonb_build_object(v_key, (v_settings ->> v_key)::numeric::integer);
  end loop;
  for v_key, v_most in select * from unnest('{providerModel,documentTemplate,queryTemplate}'::text[], '{200,4000,1000}'::integer[]) loop
    continue when not v_settings ? v_key;
    if jsonb_typeof(v_settings -> v_key) <> 'string' or length(v_settings ->> v_key) not between 1 and v_most then
      raise exception using errcode = 'TSOPT',
        message = format('settings.%s is %s, expected a text of 1 to %s characters', v_key, left((v_settings -> v_key)::text, 60), v_most),
        hint = case v_key when 'providerModel' then 'The name that the provider knows the model by.' else 'Leave it out for the usual one.' end;
    end if;
  end loop;
  if (v_settings ->> 'inputTokens')::integer > coalesce((v_settings ->> 'batchTokens')::integer, 100000) then
    raise exception using errcode = 'TSOPT',
      message = format('settings.inputTokens is %s, expected at most batchTokens, which is %s',
        v_settings ->> 'inputTokens', coalesce(v_settings ->> 'batchTokens', '100000')),
      hint = 'A text has to fit into a request: allow fewer tokens a text, or more a request.';
  end if;
  if jsonb_typeof(v_settings -> 'sendDimensions') <> 'boolean' then
    raise exception using errcode = 'TSOPT',
      message = format('settings.sendDimensions is %s, expected true or false', left((v_settings -> 'sendDimensions')::text, 60)),
      hint = 'true asks the provider for vectors of that many dimensions; only some models can shorten theirs.';
  end if;

  select u.field[1] into v_unknown
  from regexp_matches(v_settings ->> 'documentTemplate', '\{([A-Za-z0-9_]+)\}', 'g') u (field)
  where u.field[1] <> all (v_known)
  limit 1;
  if v_unknown is not null
    or v_settings ? 'documentTemplate' and cardinality(embeddings.template_fields(v_settings ->> 'documentTemplate')) = 0
  then
    raise exception using errcode = 'TSOPT',
      message = format('settings.documentTemplate names %s, expected one or more of {%s}',
        coalesce('{' || left(v_unknown, 60) || '}', 'no field'), array_to_string(v_known, '}, {')),
      hint = E'For example "{title}\\nCategory: {category}\\n{description}"; a line whose fields are all empty is left out.';
  end if;
  if v_settings ? 'queryTemplate' and position('{text}' in v_settings ->> 'queryTemplate') = 0 then
    raise exception using errcode = 'TSOPT',
      message = 'settings.queryTemplate has no {text} in it',
      hint = 'Write {text} where the question goes, for example "query: {text}".';
  end if;
  return jsonb_build_object(
    'providerModel', model_settings.name,
    'sendDimensions', false,
    'documentTemplate', E'{title}\nCategory: {category}\nBrand: {brand}\n{attributes}\n{options}\n{description}',
    'queryTemplate', '{text}',
    'batchItems', 100,
    'batchTokens', 100000,
    -- A text has to fit into a request.
    'inputTokens', least(8000, (v_settings ->> 'batchTokens')::integer)
  ) || v_settings;
end
$_$;

ALTER FUNCTION embeddings.model_settings(name text, settings jsonb) OWNER TO trueshelf_data;

COMMENT ON FUNCTION embeddings.model_settings(name text, settings jsonb) IS 'Checks the name and the settings of a provider''s model and returns the settings with every default: providerModel, baseUrl, dimensions, sendDimensions, documentTemplate, queryTemplate, batchItems, batchTokens, inputTokens. Raises TSOPT and names the setting; an address is never shown.';

CREATE FUNCTION embeddings.nearest_products(model_id bigint, query_vector public.vector, similarity_floor real, demand product.demand, product_ids bigint[], approximate boolean, row_limit integer) RETURNS TABLE(product_id bigint, similarity double precision)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    SET random_page_cost TO '1.1'
    SET plan_cache_mode TO 'force_custom_plan'
    SET "hnsw.iterative_scan" TO 'relaxed_order'
    SET "hnsw.ef_search" TO '1000'
    SET "hnsw.max_scan_tuples" TO '40000'
    SET "hnsw.scan_mem_multiplier" TO '8'
    AS $_$
declare
  -- Vectors that the index brings. In a catalogue of many like texts its graph reaches some neighbours late: recall@10 on
  -- 200,000 products was 0.78 of 200, 0.96 of 5,000 and 1.00 of 10,000, which take 65 ms.
  v_reach constant integer := 10000;
  v_ids bigint[];
  v_similarities double precision[];
begin
  if nearest_products.approximate then
    -- The literal model id and dimension match the model's partial HNSW index.
    execute format(
      $query$
        select array_agg(q.product_id), array_agg(q.similarity)
        from (
          select n.product_id, n.similarity
          from (
            select r.product_id, r.similarity
            from (
              select e.product_id, 1 - (e.embedding::vector(%1$s) <=> $1::vector(%1$s)) as similarity
              from embeddings.product_embedding e
              where e.model_id = %2$s
              order by e.embedding::vector(%1$s) <=> $1::vector(%1$s)
              limit $5
            ) r
            order by r.similarity desc, r.product_id
            offset 0
          ) n
          %3$s
          order by n.similarity desc, n.product_id
          limit $3
        ) q
      $query$,
      vector_dims(nearest_products.query_vector), nearest_products.model_id,
      -- Held against the demand from the nearest on, until there are enough.
      case when nearest_products.product_ids is null then
        'cross join lateral (select from product.qualifying_offers($2) o where o.product_id = n.product_id limit 1) o'
      else 'where n.product_id = any ($4)' end
    )
    into v_ids, v_similarities
    using nearest_products.query_vector, nearest_products.demand, nearest_products.row_limit, nearest_products.product_ids,
      v_reach;
    -- Fewer although many qualify: what is near does not qualify, or equal vectors cut parts of the graph off.
    if cardinality(v_ids) >= nearest_products.row_limit then
      return query
      select n.product_id, n.similarity
      from unnest(v_ids, v_similarities) n (product_id, similarity)
      where n.similarity > nearest_products.similarity_floor;
      return;
    end if;
  end if;
  -- "+ 0" keeps the planner off any index: with few qualifying products exact is both faster and complete.
  return query
  select n.product_id, n.similarity
  from (
    select e.product_id, 1 - (e.embedding <=> nearest_products.query_vector) as similarity
    from embeddings.product_embedding e
    where e.model_id = nearest_products.model_id
      and e.embedding is not null
      and (nearest_products.product_ids is null or e.product_id = any (nearest_products.product_ids))
      and (
        nearest_products.product_ids is not null
        or exists (
          select from product.qualifying_offers(nearest_products.demand) o where o.product_id = e.product_id
        )
      )
    order by (e.embedding <=> nearest_products.query_vector) + 0, e.product_id
    limit nearest_products.row_limit
  ) n
  where n.similarity > nearest_products.similarity_floor;
end
$_$;

ALTER FUNCTION embeddings.nearest_products(model_id bigint, query_vector public.vector, similarity_floor real, demand product.demand, product_ids bigint[], approximate boolean, row_limit integer) OWNER TO trueshelf_data;

COMMENT ON FUNCTION embeddings.nearest_products(model_id bigint, query_vector public.vector, similarity_floor real, demand product.demand, product_ids bigint[], approximate boolean, row_limit integer) IS 'The arm of meaning: qualifying products by cosine similarity (-1..1), those above the floor; best first; where the index brings fewer than row_limit, exact ones come in their place. product_ids: the qualifying products where they are known, else null and the demand is judged inside the scan.';

CREATE FUNCTION embeddings.note_failure(model_id bigint, failure jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  -- Who finds the row locked leaves it: another worker has just said the same, or the model is being switched.
  perform from embeddings.model m
  where m.model_id = note_failure.model_id
    and (note_failure.failure is not null or m.failure is not null)
  for no key update skip locked;
  if found then
    update embeddings.model m set failure = note_failure.failure where m.model_id = note_failure.model_id;
  end if;
end
$$;

ALTER FUNCTION embeddings.note_failure(model_id bigint, failure jsonb) OWNER TO trueshelf_data;

COMMENT ON FUNCTION embeddings.note_failure(model_id bigint, failure jsonb) IS 'Keeps why the provider of a model gives nothing, or (null) that it answers again. Waits for nobody.';

CREATE FUNCTION embeddings.notify_worker() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  perform pg_notify('trueshelf_embeddings', '');
  return null;
end
$$;

ALTER FUNCTION embeddings.notify_worker() OWNER TO trueshelf_data;

COMMENT ON FUNCTION embeddings.notify_worker() IS 'Trigger: wakes the workers when the transaction that queued something commits. A sharded install leaves it out, and its workers poll.';

CREATE FUNCTION embeddings.parked_errors() RETURNS TABLE(model text, code text, products bigint, message text, hint text, parked_at timestamp with time zone)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select
    m.name,
    coalesce(j.error ->> 'code', 'UNKNOWN'),
    count(*),
    (array_agg(j.error ->> 'message' order by j.parked_at desc, j.product_id))[1],
    (array_agg(j.error ->> 'hint' order by j.parked_at desc, j.product_id))[1],
    max(j.parked_at)
  from embeddings.job j
  join embeddings.model m on m.model_id = j.model_id and m.state <> 'retired'
  where j.parked_at is not null
  group by 1, 2
  order by 3 desc, 1, 2
  limit 20;
$$;

ALTER FUNCTION embeddings.parked_errors() OWNER TO trueshelf_data;

COMMENT ON FUNCTION embeddings.parked_errors() IS 'Why products are parked: a row per model and code, the most frequent first, at most 20, with how many products it is, and what the newest of them says.';

CREATE FUNCTION embeddings.provider_model(name text) RETURNS bigint
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_model_id bigint;
  v_provider text;
  v_state text;
begin
  select m.model_id, m.provider, m.state
  into v_model_id, v_provider, v_state
  from embeddings.model m
  where m.name = provider_model.name;
  if v_provider = 'openai' and v_state <> 'retired' then
    return v_model_id;
  end if;
  raise exception using errcode = 'TSNFD',
    message = case
      when v_state is null then format('there is no model "%s"', provider_model.name)
      when v_state = 'retired' then format('the model "%s" is retired', provider_model.name)
      else format('the model "%s" is the built-in one, which SQL embeds by itself', provider_model.name)
    end,
    hint = case
      when v_provider = 'builtin' and v_state <> 'retired' then 'A trueshelf worker calls for it, and for no other: nobody claims its products.'
      else coalesce(
        'Models of providers in use: ' || (
          select string_agg(m.name, ', ' order by m.model_id)
          from embeddings.model m
          where m.provider = 'openai' and m.state <> 'retired'
        ) || '.',
        'No model of a provider is in use. An operator adds one by api.add_model() or trueshelf model add.')
    end;
end
$$;

ALTER FUNCTION embeddings.provider_model(name text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION embeddings.provider_model(name text) IS 'The id of a provider''s model in use, by its name. Raises TSNFD for any other.';

CREATE FUNCTION embeddings.prune_questions(created_before timestamp with time zone, at_most integer) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_gone integer;
begin
  with oldest as (
    select o.model_id, o.text_digest
    from embeddings.query_embedding o
    where o.created_at < prune_questions.created_before
    order by o.created_at
    limit prune_questions.at_most
  )
  delete from embeddings.query_embedding q
  using oldest o
  where q.model_id = o.model_id and q.text_digest = o.text_digest;
  get diagnostics v_gone = row_count;
  return v_gone;
end
$$;

ALTER FUNCTION embeddings.prune_questions(created_before timestamp with time zone, at_most integer) OWNER TO trueshelf_data;

COMMENT ON FUNCTION embeddings.prune_questions(created_before timestamp with time zone, at_most integer) IS 'Removes cached vectors of questions that were kept before that instant, the oldest first, at_most so many, and returns how many.';

CREATE FUNCTION embeddings.put_vectors(model_id bigint, worker text, product_ids bigint[], generations bigint[], vectors public.vector[], as_of timestamp with time zone) RETURNS bigint[]
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  -- The job goes and the vector comes in one statement: an edit waits for both, and then makes a new job.
  with done as (
    delete from embeddings.job j
    using unnest(put_vectors.product_ids, put_vectors.generations, put_vectors.vectors) g (product_id, generation, embedding)
    where j.product_id = g.product_id
      and j.model_id = put_vectors.model_id
      and j.generation = g.generation
      and j.leased_by = put_vectors.worker
      and j.content_hash is not null
    returning j.product_id, j.content_hash, j.enqueued_at, g.embedding
  ),
  put as (
    insert into embeddings.product_embedding as e (product_id, model_id, content_hash, embedding, embedded_at, enqueued_at)
    select d.product_id, put_vectors.model_id, d.content_hash, l2_normalize(d.embedding), put_vectors.as_of, d.enqueued_at
    from done d
    order by d.product_id
    on conflict on constraint product_embedding_pkey do update
    set content_hash = excluded.content_hash,
      embedding = excluded.embedding,
      embedded_at = excluded.embedded_at,
      -- Embedded anew, no edit waited for it: there is no lag to tell.
      enqueued_at = case when e.content_hash <> excluded.content_hash then excluded.enqueued_at end
    returning e.product_id
  )
  select coalesce(array_agg(p.product_id order by p.product_id), '{}') from put p;
$$;

ALTER FUNCTION embeddings.put_vectors(model_id bigint, worker text, product_ids bigint[], generations bigint[], vectors public.vector[], as_of timestamp with time zone) OWNER TO trueshelf_data;

COMMENT ON FUNCTION embeddings.put_vectors(model_id bigint, worker text, product_ids bigint[], generations bigint[], vectors public.vector[], as_of timestamp with time zone) IS 'Keeps the vectors, at unit length, of those products that the worker still holds in this very generation, and returns which.';

CREATE FUNCTION embeddings.query_vector(model_id bigint, content text) RETURNS public.vector
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select case
    when (select m.provider from embeddings.model m where m.model_id = query_vector.model_id) = 'builtin' then
      embeddings.embed_tokens(query_vector.model_id, embeddings.tokens(query_vector.content))
    else (
      select q.embedding
      from embeddings.query_embedding q
      where q.model_id = query_vector.model_id and q.text_digest = embeddings.question_digest(query_vector.content)
    )
  end;
$$;

ALTER FUNCTION embeddings.query_vector(model_id bigint, content text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION embeddings.query_vector(model_id bigint, content text) IS 'The vector of a question as far as SQL alone can have it: computed by the built-in model, from the cache for a provider''s; else null.';

CREATE FUNCTION embeddings.question_digest(content text) RETURNS bytea
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select sha256(convert_to(lower(regexp_replace(btrim(question_digest.content), '\s+', ' ', 'g')), 'UTF8'));
$$;

ALTER FUNCTION embeddings.question_digest(content text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION embeddings.question_digest(content text) IS 'What the cached vector of a question is found by: SHA-256 of its text in lower case, with single spaces.';

CREATE FUNCTION embeddings.queue_products(model_id bigint) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_lock_timeout constant text := current_setting('lock_timeout');
  v_queued bigint;
  v_missed bigint;
begin
  insert into embeddings.job (product_id, model_id)
  select p.product_id, queue_products.model_id
  from product.product p
  order by p.product_id
  on conflict do nothing;
  get diagnostics v_queued = row_count;

  -- A transaction whose edit or insert fired the trigger before the model could be seen queued nothing for it, and may commit
  -- after the look above. Each holds a lock on the queue to its end: once none does, whoever comes later sees the model.
  -- Short attempts, because all who queue meanwhile wait behind one.
  for v_attempt in 1..40 loop
    begin
      perform set_config('lock_timeout', '250ms', true);
      lock table embeddings.job in share row exclusive mode;
      exit;
    exception when lock_not_available then
      if v_attempt = 40 then
        raise exception using errcode = 'TSMOD',
          message = 'somebody has been changing products for 20 seconds without committing; what they change would be missed',
          hint = 'select pid, xact_start, state, query from pg_stat_activity order by xact_start; shows it first. Let it end, then try again.';
      end if;
      perform pg_sleep(0.25);
    end;
  end loop;
  perform set_config('lock_timeout', v_lock_timeout, true);

  insert into embeddings.job (product_id, model_id)
  select p.product_id, queue_products.model_id
  from product.product p
  where not exists (
    select from embeddings.job j where j.product_id = p.product_id and j.model_id = queue_products.model_id
  )
  on conflict do nothing;
  get diagnostics v_missed = row_count;
  return v_queued + v_missed;
end
$$;

ALTER FUNCTION embeddings.queue_products(model_id bigint) OWNER TO trueshelf_data;

COMMENT ON FUNCTION embeddings.queue_products(model_id bigint) IS 'Queues every product for a model that was added in this transaction, and returns how many; no edit by a transaction that was open before is missed. Raises TSMOD where such a one does not end within 20 seconds.';

CREATE FUNCTION embeddings.queue_stale(model_id bigint, product_ids bigint[], forced boolean, as_of timestamp with time zone, OUT queued integer, OUT skipped bigint[]) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    SET lock_timeout TO '100ms'
    AS $$
declare
  v_product_id bigint;
begin
  skipped := '{}';
  begin
    queued := embeddings.queue_texts(queue_stale.model_id, queue_stale.product_ids, queue_stale.forced, queue_stale.as_of);
    return;
  exception when lock_not_available then
    null; -- somebody is writing one of them, perhaps for an hour
  end;
  queued := 0;
  perform set_config('lock_timeout', '1ms', true);
  foreach v_product_id in array queue_stale.product_ids loop
    begin
      queued := queued + embeddings.queue_texts(
        queue_stale.model_id, array[v_product_id], queue_stale.forced, queue_stale.as_of);
    exception when lock_not_available then
      skipped := skipped || v_product_id;
    end;
  end loop;
end
$$;

ALTER FUNCTION embeddings.queue_stale(model_id bigint, product_ids bigint[], forced boolean, as_of timestamp with time zone, OUT queued integer, OUT skipped bigint[]) OWNER TO trueshelf_data;

COMMENT ON FUNCTION embeddings.queue_stale(model_id bigint, product_ids bigint[], forced boolean, as_of timestamp with time zone, OUT queued integer, OUT skipped bigint[]) IS 'As embeddings.queue_texts(), without waiting for those who write: how many products it queued, and which it passed by.';

CREATE FUNCTION embeddings.queue_texts(model_id bigint, product_ids bigint[], forced boolean, as_of timestamp with time zone) RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_queued integer;
begin
  with stale as materialized (
    select s.product_id from unnest(embeddings.stale_products(queue_texts.model_id, queue_texts.product_ids)) s (product_id)
  )
  insert into embeddings.job as j (product_id, model_id, enqueued_at, forced, content_hash)
  select p.product_id, m.model_id, queue_texts.as_of, e.product_id is not null, e.content_hash
  from unnest(case when queue_texts.forced then queue_texts.product_ids else array(select s.product_id from stale s) end) w (product_id)
  join product.product p on p.product_id = w.product_id
  join embeddings.model m on m.model_id = queue_texts.model_id and m.state <> 'retired'
  -- What is stale is embedded in any case. What is not has the hash of its vector, by which the status tells them apart.
  left join embeddings.product_embedding e on e.product_id = p.product_id and e.model_id = m.model_id
    and not exists (select from stale s where s.product_id = p.product_id)
  where not queue_texts.forced or not exists (
    select from embeddings.product_embedding b
    where b.product_id = p.product_id and b.model_id = queue_texts.model_id and b.embedded_at >= queue_texts.as_of
  )
  order by p.product_id
  on conflict on constraint job_pkey do update
  -- A worker may hold a text that was written since we looked.
  set forced = j.forced or excluded.forced and coalesce(j.content_hash, excluded.content_hash) = excluded.content_hash,
    generation = j.generation, -- named, so that workers are told
    attempts = 0,
    error = null,
    parked_at = null,
    retry_at = null
  where j.parked_at is not null or queue_texts.forced and not j.forced;
  get diagnostics v_queued = row_count;
  return v_queued;
end
$$;

ALTER FUNCTION embeddings.queue_texts(model_id bigint, product_ids bigint[], forced boolean, as_of timestamp with time zone) OWNER TO trueshelf_data;

COMMENT ON FUNCTION embeddings.queue_texts(model_id bigint, product_ids bigint[], forced boolean, as_of timestamp with time zone) IS 'Queues those of the products whose vector is not that of their present text, or forced all that were not embedded since as_of, and returns how many. A row that is there keeps its edit and its instant; one that was parked is put back. Only what has a vector of its present text is marked as forced.';

CREATE FUNCTION embeddings.read_vector(given jsonb) RETURNS public.vector
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  return read_vector.given::text::vector;
exception when data_exception or program_limit_exceeded then
  raise exception using errcode = 'TSVEC',
    message = 'the vector has numbers that four bytes cannot hold, expected finite ones',
    hint = 'Give it as the model gave it; vectors of length 1 have numbers from -1 to 1.';
end
$$;

ALTER FUNCTION embeddings.read_vector(given jsonb) OWNER TO trueshelf_data;

COMMENT ON FUNCTION embeddings.read_vector(given jsonb) IS 'An array of numbers as a vector. Raises TSVEC where they are too large for one.';

CREATE FUNCTION embeddings.release_products(model_id bigint, worker text, product_ids bigint[], generations bigint[], error jsonb, park boolean, retry_after interval, as_of timestamp with time zone) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    SET lock_timeout TO '100ms'
    AS $$
declare
  v_one record;
  v_released integer := 0;
begin
  begin
    return embeddings.free_jobs(
      release_products.model_id, release_products.worker, release_products.product_ids, release_products.generations,
      release_products.error, release_products.park, release_products.retry_after, release_products.as_of);
  exception when lock_not_available then
    null; -- somebody is editing one of them
  end;
  for v_one in
    select g.product_id, g.generation
    from unnest(release_products.product_ids, release_products.generations) g (product_id, generation)
    order by g.product_id
  loop
    perform from embeddings.job j
    where j.product_id = v_one.product_id and j.model_id = release_products.model_id
    for update skip locked;
    if found then
      v_released := v_released + embeddings.free_jobs(
        release_products.model_id, release_products.worker, array[v_one.product_id], array[v_one.generation],
        release_products.error, release_products.park, release_products.retry_after, release_products.as_of);
    end if;
  end loop;
  return v_released;
exception when lock_not_available then
  return v_released; -- a model is being added; the leases run out by themselves
end
$$;

ALTER FUNCTION embeddings.release_products(model_id bigint, worker text, product_ids bigint[], generations bigint[], error jsonb, park boolean, retry_after interval, as_of timestamp with time zone) OWNER TO trueshelf_data;

COMMENT ON FUNCTION embeddings.release_products(model_id bigint, worker text, product_ids bigint[], generations bigint[], error jsonb, park boolean, retry_after interval, as_of timestamp with time zone) IS 'The work behind api.release_embeddings(): embeddings.free_jobs() without waiting for those who edit; what is being edited stays leased.';

CREATE FUNCTION embeddings.renew_leases(model_id bigint, worker text, product_ids bigint[], lease interval, as_of timestamp with time zone) RETURNS bigint[]
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    SET lock_timeout TO '100ms'
    AS $$
declare
  v_product_id bigint;
  v_renewed bigint[] := '{}';
begin
  begin
    return embeddings.extend_leases(
      renew_leases.model_id, renew_leases.worker, renew_leases.product_ids, renew_leases.lease, renew_leases.as_of);
  exception when lock_not_available then
    null; -- somebody is editing one of them
  end;
  for v_product_id in select distinct g.product_id from unnest(renew_leases.product_ids) g (product_id) order by 1 loop
    perform from embeddings.job j
    where j.product_id = v_product_id and j.model_id = renew_leases.model_id
    for update skip locked;
    if found then
      v_renewed := v_renewed || embeddings.extend_leases(
        renew_leases.model_id, renew_leases.worker, array[v_product_id], renew_leases.lease, renew_leases.as_of);
    end if;
  end loop;
  return v_renewed;
exception when lock_not_available then
  return v_renewed; -- a model is being added
end
$$;

ALTER FUNCTION embeddings.renew_leases(model_id bigint, worker text, product_ids bigint[], lease interval, as_of timestamp with time zone) OWNER TO trueshelf_data;

COMMENT ON FUNCTION embeddings.renew_leases(model_id bigint, worker text, product_ids bigint[], lease interval, as_of timestamp with time zone) IS 'The work behind api.renew_embeddings(): embeddings.extend_leases() without waiting for those who edit; what is being edited is not renewed.';

CREATE FUNCTION embeddings.resolve_tokens(model_id bigint, tokens text[]) RETURNS TABLE(written text, meant text, token text, weight real, how text)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $_$
  with word as (
    select distinct w.token from unnest(resolve_tokens.tokens) w (token)
  ),
  known as (
    select t.token
    from word w
    join embeddings.token t on t.model_id = resolve_tokens.model_id and t.token = w.token
  ),
  term as (
    select s.term as whole, embeddings.fold_plural(s.term) as term, s.targets from product.synonym s
  ),
  synonym as (
    select w.token as written, target.token
    from word w
    join term s on s.term = w.token
    cross join lateral unnest(s.targets) as named (target)
    cross join lateral unnest(embeddings.tokens(named.target)) as target (token)
  ),
  unknown as (
    select w.token
    from word w
    where length(w.token) between 3 and 40 -- nothing longer is a misspelt word, and its slips would be thousands
      and w.token ~ '[a-z]'
      and ts_lexize('english_stem', w.token) <> '{}' -- "don" of "don't": the search by words passes over it
      and not exists (select from known k where k.token = w.token)
      and not exists (select from synonym s where s.written = w.token)
  ),
  -- Words with a vector are found by their forms without a letter.
  vocabulary as (
    select distinct u.token as written, d.token as meant
    from unknown u
    join embeddings.token_delete d
      on d.model_id = resolve_tokens.model_id and d.deleted = any (embeddings.deletions(u.token))
  ),
  -- Half a millisecond for each word: a question that is full of unknown ones has no slip in it.
  slip as materialized (
    select u.token as written, f.form
    from (select w.token from unknown w order by w.token limit 8) u
    cross join lateral unnest(embeddings.slips(u.token)) f (form)
  ),
  -- A slip in the ending of a plural hides that it was one, so that a term counts as it is written, too.
  jargon as (
    select l.written, s.whole as meant, l.form, s.targets
    from slip l
    join (select s.term, s.whole, s.targets from term s union select s.whole, s.whole, s.targets from term s) s on s.term = l.form
  ),
  meaning as (
    select v.written, v.meant, v.meant as form, t.token, t.document_frequency
    from vocabulary v
    join embeddings.token t on t.model_id = resolve_tokens.model_id and t.token = v.meant
    where embeddings.slip_likelihood(v.written, v.meant) > 0
    union all
    select j.written, j.meant, j.form, t.token, t.document_frequency
    from jargon j
    cross join lateral unnest(j.targets) as named (target)
    cross join lateral unnest(embeddings.tokens(named.target)) as target (token)
    join embeddings.token t on t.model_id = resolve_tokens.model_id and t.token = target.token
  ),
  -- Words of a single product have no vector, and will do where no other does.
  rare as (
    select l.written, t.token as meant, t.token as form, t.token, t.document_frequency
    from slip l
    join embeddings.token t on t.model_id = resolve_tokens.model_id and t.token = l.form
    where length(l.written) >= 4
      and l.written ~ '^[a-z]+$'
      and not exists (select from meaning m where m.written = l.written)
  ),
  candidate as (
    select c.written, c.meant, c.form, c.token, c.document_frequency
    from (select m.* from meaning m union all select r.* from rare r) c
    -- What is left of a short word says too little, unless nothing but a letter is missing.
    where length(c.written) > 3 or c.written || c.form ~ '^[a-z]+$' and length(c.form) > length(c.written)
  ),
  weighed as (
    select c.written, c.meant,
      min(c.document_frequency) * max(embeddings.slip_likelihood(c.written, c.form)) as likelihood
    from candidate c
    group by c.written, c.meant
  ),
  ranked as (
    select w.written, w.meant, w.likelihood,
      w.likelihood / max(w.likelihood) over (partition by w.written) as share,
      row_number() over (partition by w.written order by w.likelihood desc, w.meant collate "C") as rank
    from weighed w
  ),
  repaired as (
    select r.written, r.meant, (r.likelihood / sum(r.likelihood) over (partition by r.written))::real as weight
    from ranked r
    where r.rank <= 3 and r.share >= 0.05
  )
  select k.token, k.token, k.token, 1::real, 'KNOWN' from known k
  union all
  select s.written, s.written, s.token, 1::real, 'SYNONYM' from synonym s
  union all
  select distinct r.written, r.meant, c.token, r.weight, 'REPAIRED'
  from repaired r
  join candidate c on c.written = r.written and c.meant = r.meant;
$_$;

ALTER FUNCTION embeddings.resolve_tokens(model_id bigint, tokens text[]) OWNER TO trueshelf_data;

COMMENT ON FUNCTION embeddings.resolve_tokens(model_id bigint, tokens text[]) IS 'What the words of a question stand for in the catalogue: themselves, the targets of a synonym, or, for a word that is in no catalogue text, up to three words one slip away and what these stand for, weighted to a sum of 1 by the number of products that have them and by the kind of slip (embeddings.slip_likelihood); none that is twenty times less likely than the best. A word that means nothing has no row. Numbers are never repaired; of words of three letters only what lacks a letter.';

CREATE FUNCTION embeddings.retire_model(name text, as_of timestamp with time zone) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_model_id bigint;
  v_state text;
begin
  perform embeddings.lock_models();
  select m.model_id, m.state into v_model_id, v_state from embeddings.model m where m.name = retire_model.name;
  if not found then
    raise exception using errcode = 'TSNFD',
      message = format('there is no model %s', coalesce('"' || left(retire_model.name, 60) || '"', 'without a name')),
      hint = 'select model, state from api.embedding_status(); lists those in use.';
  end if;
  if v_state = 'active' then
    raise exception using errcode = 'TSMOD',
      message = format('model "%s" answers questions now', retire_model.name),
      hint = 'Switch to another model first.';
  end if;
  -- Before the model's own row, in the order in which api.cancel_job() writes them. Those that run end as soon as they hear of
  -- it, and say that their model was retired.
  perform work.cancel_job(j.job_id, retire_model.as_of)
  from work.job j
  where j.state in ('queued', 'running') and j.kind in ('build', 'refresh') and j.parameters ->> 'modelId' = v_model_id::text;
  update embeddings.model m set state = 'retired', failure = null where m.model_id = v_model_id and m.state <> 'retired';
  return jsonb_build_object('model', retire_model.name, 'vectors', embeddings.clear_retired());
end
$$;

ALTER FUNCTION embeddings.retire_model(name text, as_of timestamp with time zone) OWNER TO trueshelf_data;

COMMENT ON FUNCTION embeddings.retire_model(name text, as_of timestamp with time zone) IS 'The work behind api.retire_model().';

CREATE FUNCTION embeddings.retry_parked(model_id bigint, as_of timestamp with time zone, parked_until timestamp with time zone DEFAULT NULL::timestamp with time zone) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    SET lock_timeout TO '10s'
    AS $$
declare
  v_one record;
  v_retried integer := 0;
begin
  begin
    lock table embeddings.job in row exclusive mode;
  exception when lock_not_available then
    raise exception using errcode = 'TSMOD',
      message = 'a model has been being added for ten seconds, and the queue waits for that',
      hint = 'Try again once it is done.';
  end;
  for v_one in
    select j.product_id, j.model_id
    from embeddings.job j
    where j.parked_at is not null
      and (retry_parked.model_id is null or j.model_id = retry_parked.model_id)
      and (retry_parked.parked_until is null or j.parked_at <= retry_parked.parked_until)
    order by j.product_id, j.model_id
  loop
    -- Somebody may sit on it for an hour. If that is an edit, its commit puts it back.
    perform from embeddings.job j
    where j.product_id = v_one.product_id and j.model_id = v_one.model_id and j.parked_at is not null
    for update skip locked;
    continue when not found;
    -- A new generation: it wakes workers, and who still has the text in hand is too late.
    update embeddings.job j
    set generation = default,
      -- It has waited since its edit all the same; who waits for what was queued until then waits for it.
      enqueued_at = least(j.enqueued_at, retry_parked.as_of),
      leased_until = null,
      attempts = 0,
      error = null,
      retry_at = null,
      parked_at = null
    where j.product_id = v_one.product_id and j.model_id = v_one.model_id;
    v_retried := v_retried + 1;
  end loop;
  return v_retried;
end
$$;

ALTER FUNCTION embeddings.retry_parked(model_id bigint, as_of timestamp with time zone, parked_until timestamp with time zone) OWNER TO trueshelf_data;

COMMENT ON FUNCTION embeddings.retry_parked(model_id bigint, as_of timestamp with time zone, parked_until timestamp with time zone) IS 'Puts what was parked for a model (null: for any) by that instant (null: whenever) back into the queue, where it waits since its oldest change that is not embedded, as_of at the latest, and counts it. What somebody is writing is passed by and stays parked. Raises TSMOD where the queue is locked for more than ten seconds.';

CREATE FUNCTION embeddings.slip_likelihood(written text, meant text) RETURNS real
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
  with common as (
    select coalesce(
      (
        select min(i) - 1
        from generate_series(1, least(length(slip_likelihood.written), length(slip_likelihood.meant))) i
        where substr(slip_likelihood.written, i, 1) <> substr(slip_likelihood.meant, i, 1)
      ),
      least(length(slip_likelihood.written), length(slip_likelihood.meant))
    ) as n
  )
  -- A letter can be left out, or swapped with the next, in one way at each place; a wrong or additional one is any of 25
  -- or 26. That they are made about as often leaves little to each. 10 stands between this and the few keys that lie near.
  select case
    when slip_likelihood.written = slip_likelihood.meant then 10
    when length(slip_likelihood.written) = length(slip_likelihood.meant) then
      case
        when substr(slip_likelihood.written, n + 2) = substr(slip_likelihood.meant, n + 2) then 1
        when substr(slip_likelihood.written, n + 1, 1) = substr(slip_likelihood.meant, n + 2, 1)
          and substr(slip_likelihood.written, n + 2, 1) = substr(slip_likelihood.meant, n + 1, 1)
          and substr(slip_likelihood.written, n + 3) = substr(slip_likelihood.meant, n + 3) then 10
        else 0
      end
    when length(slip_likelihood.written) = length(slip_likelihood.meant) + 1
      and substr(slip_likelihood.written, n + 2) = substr(slip_likelihood.meant, n + 1) then 1
    when length(slip_likelihood.meant) = length(slip_likelihood.written) + 1
      and substr(slip_likelihood.written, n + 1) = substr(slip_likelihood.meant, n + 2) then 10
    else 0
  end
  from common;
$$;

ALTER FUNCTION embeddings.slip_likelihood(written text, meant text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION embeddings.slip_likelihood(written text, meant text) IS 'How likely one slip turns the word that was meant into the one written, by the kind of slip: 10 where a letter was left out or two neighbours were swapped, 1 where a letter is wrong or too many, 0 where it takes more than one slip (optimal string alignment distance above 1).';

CREATE FUNCTION embeddings.slips(written text) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
  select array_agg(distinct f.form)
  from generate_series(1, length(slips.written) + 1) i
  cross join lateral (
    select overlay(slips.written placing chr(97 + c) from i for n)
    from generate_series(0, 25) c
    cross join generate_series(0, 1) n
    union all
    select overlay(slips.written placing substr(slips.written, i + 1, 1) || substr(slips.written, i, 1) from i for 2)
    where i < length(slips.written)
    union all
    select overlay(slips.written placing '' from i for 1)
  ) f (form);
$$;

ALTER FUNCTION embeddings.slips(written text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION embeddings.slips(written text) IS 'Every word that one slip turns into this one (a letter a to z left out, wrong or too many, or two neighbours swapped), and the word itself: 53 for each letter of it.';

CREATE FUNCTION embeddings.stale_products(model_id bigint, product_ids bigint[]) RETURNS bigint[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  return (
    select coalesce(array_agg(d.product_id order by d.product_id), '{}')
    from embeddings.documents(stale_products.model_id, stale_products.product_ids) d
    left join embeddings.product_embedding e on e.product_id = d.product_id and e.model_id = stale_products.model_id
    where e.content_hash is distinct from d.content_hash
  );
end
$$;

ALTER FUNCTION embeddings.stale_products(model_id bigint, product_ids bigint[]) OWNER TO trueshelf_data;

COMMENT ON FUNCTION embeddings.stale_products(model_id bigint, product_ids bigint[]) IS 'Those of the products whose vector of a model is missing or not of their present text, by id.';

CREATE FUNCTION embeddings.status(everyone boolean, as_of timestamp with time zone) RETURNS TABLE(model text, provider text, state text, dimensions integer, products bigint, embedded bigint, stale bigint, coverage double precision, backlog bigint, in_progress bigint, parked bigint, oldest_pending timestamp with time zone, last_embedded_at timestamp with time zone, lag_p50 double precision, lag_p95 double precision, similarity_floor real, failure jsonb, last_error jsonb)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    SET random_page_cost TO '1.1'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $$
  with product_count as materialized (
    select count(*) as products
    from product.product p
    where status.everyone or p.status = 'active' and p.audience is null
  ),
  -- In one pass, because each costs a tenth of a second on 200,000 products.
  held as materialized (
    select
      h.model_id,
      count(h.vector_id) as embedded,
      count(h.job_id) filter (where h.vector_id is not null and not h.renewed) as stale,
      count(h.job_id) filter (where h.parked_at is null) as backlog,
      count(h.job_id) filter (where h.parked_at is null and h.leased_until > status.as_of) as in_progress,
      count(h.job_id) filter (where h.parked_at is not null) as parked,
      count(h.error) as failing,
      min(h.enqueued_at) filter (where h.parked_at is null) as oldest_pending
    from (
      select product_id, model_id, e.product_id as vector_id, j.product_id as job_id, j.parked_at, j.leased_until, j.error, j.enqueued_at,
        -- Embedded anew without an edit: an edit takes the hash away, and a worker who sees another text the force.
        j.forced and j.content_hash is not null as renewed
      from embeddings.product_embedding e
      full join embeddings.job j using (product_id, model_id)
    ) h
    left join product.product p on p.product_id = h.product_id and p.status = 'active' and p.audience is null
    where status.everyone or p.product_id is not null
    group by h.model_id
  )
  select
    m.name,
    m.provider,
    m.state,
    m.dimensions,
    c.products,
    coalesce(h.embedded, 0),
    coalesce(h.stale, 0),
    case when c.products = 0 then 1 else (coalesce(h.embedded, 0) - coalesce(h.stale, 0)) / c.products::double precision end,
    coalesce(h.backlog, 0),
    coalesce(h.in_progress, 0),
    coalesce(h.parked, 0),
    h.oldest_pending,
    n.embedded_at,
    l.lag[1],
    l.lag[2],
    m.similarity_floor,
    case when status.everyone or m.failure is null then m.failure
      else jsonb_build_object('code', m.failure -> 'code', 'at', m.failure -> 'at') end,
    r.last_error
  from embeddings.model m
  cross join product_count c
  left join held h on h.model_id = m.model_id
  left join lateral (
    select e.embedded_at
    from embeddings.product_embedding e
    left join product.product p on p.product_id = e.product_id and p.status = 'active' and p.audience is null
    where e.model_id = m.model_id
      and (status.everyone or p.product_id is not null)
    order by e.embedded_at desc
    limit 1
  ) n on true
  -- A model that was just built has all its products in the last hour; the newest two thousand tell as much.
  left join lateral (
    select percentile_cont('{0.5,0.95}'::double precision[]) within group (order by s.seconds) as lag
    from (
      select greatest(extract(epoch from e.embedded_at - e.enqueued_at), 0)::double precision as seconds
      from embeddings.product_embedding e
      left join product.product p on p.product_id = e.product_id and p.status = 'active' and p.audience is null
      where e.model_id = m.model_id
        and (status.everyone or p.product_id is not null)
        and e.embedded_at > status.as_of - interval '1 hour'
        and e.enqueued_at is not null
      order by e.embedded_at desc
      limit 2000
    ) s
  ) l on true
  left join lateral (
    select jsonb_build_object('code', j.error -> 'code', 'at', j.error -> 'at')
      || case when status.everyone then jsonb_build_object('message', j.error -> 'message') else '{}' end as last_error
    from embeddings.job j
    left join product.product p on p.product_id = j.product_id and p.status = 'active' and p.audience is null
    where j.model_id = m.model_id
      and h.failing > 0
      and j.error is not null
      and (status.everyone or p.product_id is not null)
    order by j.error ->> 'at' desc nulls last, j.product_id
    limit 1
  ) r on true
  where m.state <> 'retired'
  order by m.state <> 'active', m.model_id;
$$;

ALTER FUNCTION embeddings.status(everyone boolean, as_of timestamp with time zone) OWNER TO trueshelf_data;

COMMENT ON FUNCTION embeddings.status(everyone boolean, as_of timestamp with time zone) IS 'The figures behind api.embedding_status(), of all products or of those that everybody may see. stale: embedded ones that wait or are parked and whose text has changed since, as far as the queue tells (one that was edited and edited back counts until a worker has looked at it); what is only embedded anew waits without being stale; coverage: the share of products that are embedded and not stale.';

CREATE FUNCTION embeddings.store_vectors(model_id bigint, worker text, product_ids bigint[], generations bigint[], vectors public.vector[], as_of timestamp with time zone) RETURNS TABLE(product_id bigint, outcome text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    SET lock_timeout TO '100ms'
    AS $$
declare
  v_stored constant bigint[] := embeddings.deliver_vectors(
    store_vectors.model_id, store_vectors.worker, store_vectors.product_ids, store_vectors.generations,
    store_vectors.vectors, store_vectors.as_of);
begin
  -- What was edited meanwhile is free at once, not only when its lease has run out.
  if cardinality(v_stored) < cardinality(store_vectors.product_ids) then
    begin
      update embeddings.job j
      set leased_until = null
      from unnest(store_vectors.product_ids, store_vectors.generations) g (product_id, generation)
      where j.product_id = g.product_id
        and j.model_id = store_vectors.model_id
        and j.generation <> g.generation
        and j.leased_by = store_vectors.worker
        and j.leased_until is not null;
    exception when lock_not_available then
      null; -- being edited again
    end;
  end if;
  if cardinality(v_stored) > 0 then
    perform embeddings.note_failure(store_vectors.model_id, null);
  end if;
  return query
    select g.product_id, case when g.product_id = any (v_stored) then 'STORED' else 'SUPERSEDED' end
    from unnest(store_vectors.product_ids) with ordinality g (product_id, position)
    order by g.position;
end
$$;

ALTER FUNCTION embeddings.store_vectors(model_id bigint, worker text, product_ids bigint[], generations bigint[], vectors public.vector[], as_of timestamp with time zone) OWNER TO trueshelf_data;

COMMENT ON FUNCTION embeddings.store_vectors(model_id bigint, worker text, product_ids bigint[], generations bigint[], vectors public.vector[], as_of timestamp with time zone) IS 'The work behind api.store_embeddings(), after its checks.';

CREATE FUNCTION embeddings.sweep_products(model_id bigint, after_product_id bigint, batch_size integer, as_of timestamp with time zone) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_product_ids constant bigint[] := array(
    select p.product_id
    from product.product p
    where p.product_id > sweep_products.after_product_id
    order by p.product_id
    limit sweep_products.batch_size
  );
  v_looked constant integer := cardinality(v_product_ids);
  v_model_id bigint;
  v_alone bigint[];
  v_queued integer := 0;
begin
  for v_model_id in
    select m.model_id
    from embeddings.model m
    where m.state <> 'retired' and (sweep_products.model_id is null or m.model_id = sweep_products.model_id)
    order by m.model_id
  loop
    -- What waits already is not touched: a parked product stays parked.
    v_alone := array(
      select a.product_id
      from unnest(v_product_ids) a (product_id)
      where not exists (select from embeddings.job j where j.product_id = a.product_id and j.model_id = v_model_id)
    );
    v_queued := v_queued + (
      select s.queued from embeddings.queue_stale(v_model_id, v_alone, false, sweep_products.as_of) s
    );
  end loop;
  return jsonb_build_object(
    'next', case when v_looked = sweep_products.batch_size then v_product_ids[v_looked]::text end,
    'looked', v_looked,
    'queued', v_queued);
end
$$;

ALTER FUNCTION embeddings.sweep_products(model_id bigint, after_product_id bigint, batch_size integer, as_of timestamp with time zone) OWNER TO trueshelf_data;

COMMENT ON FUNCTION embeddings.sweep_products(model_id bigint, after_product_id bigint, batch_size integer, as_of timestamp with time zone) IS 'The work behind api.sweep_embeddings(); of a model, or (null) of all in use.';

CREATE FUNCTION embeddings.switch_model(name text, force boolean, as_of timestamp with time zone) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_model_id bigint;
  v_calibrated boolean;
  v_replaced text;
  v_status record;
  v_parked bigint := 0;
  v_late bigint := 0;
  v_many boolean;
begin
  perform embeddings.lock_models();
  select m.model_id, m.similarity_floor is not null into v_model_id, v_calibrated
  from embeddings.model m
  where m.name = switch_model.name and m.state <> 'retired';
  if not found then
    if exists (select from embeddings.model m where m.name = switch_model.name) then
      raise exception using errcode = 'TSMOD',
        message = format('model "%s" is retired: its vectors are gone', switch_model.name), hint = case
          when exists (select from embeddings.model m where m.name = switch_model.name and m.provider = 'builtin')
            then 'trueshelf fit makes a new built-in model.'
          else 'Add it again.' end;
    end if;
    raise exception using errcode = 'TSNFD',
      message = format('there is no model %s', coalesce('"' || left(switch_model.name, 60) || '"', 'without a name')),
      hint = 'select model, state, coverage from api.embedding_status(); lists them.';
  end if;
  select s.state, s.products, s.embedded - s.stale as fresh, s.coverage into v_status
  from embeddings.status(true, switch_model.as_of) s
  where s.model = switch_model.name;

  if v_status.state <> 'active' then
    if v_status.fresh < v_status.products then
      -- What is only embedded anew has a vector of its present text; parked or late, it holds nothing up.
      select count(*) filter (where l.parked), count(*) filter (where not l.parked)
      into v_parked, v_late
      from (
        select coalesce(j.parked_at is not null, false) as parked
        from product.product p
        left join embeddings.product_embedding e on e.product_id = p.product_id and e.model_id = v_model_id
        left join embeddings.job j on j.product_id = p.product_id and j.model_id = v_model_id
        where case when j.product_id is null or j.forced and j.content_hash is not null then e.product_id is null
          else j.parked_at is not null or j.enqueued_at <= switch_model.as_of - interval '1 minute' end
      ) l;
    end if;
    v_many := v_status.products - v_status.fresh > greatest(100, v_status.products / 20);
    if (v_status.state <> 'standby' or v_parked > 0 or v_late > 0 or v_many) and switch_model.force is not true then
      raise exception using errcode = 'TSMOD',
        message = format('model "%s" is %s: %s of %s products have a vector of their present text, %s are parked after failing, %s others wait for more than a minute',
          switch_model.name, v_status.state, v_status.fresh, v_status.products, v_parked, v_late),
        detail = 'Expected a model that stands by, nothing parked, nothing that waits for more than a minute, and no more than 100 products or a twentieth of all that wait at all.',
        hint = case
          when v_parked > 0 then 'See why with trueshelf model status, and put them back with api.retry_embeddings(); or force it: what has no vector is then found by words alone.'
          when v_status.state = 'paused' then 'Retry its build (trueshelf jobs), and switch when it is complete; or force it: what has no vector is then found by words alone.'
          when v_status.state = 'building' then format('A build ends the building: select api.start_job(''build'', ''{"model": "%s"}''); unless api.jobs() lists one already, and wait until a worker is done with it; or force it: what has no vector is then found by words alone.', switch_model.name)
          else 'Wait until a worker is done with it (trueshelf model status); or force it: what has no vector is then found by words alone.' end;
    end if;
    if not v_calibrated then
      perform embeddings.calibrate_model(v_model_id);
    end if;
    -- Two statements, because only one model may be active at any moment, and one transaction, so that no question sees between them.
    update embeddings.model m set state = 'standby' where m.state = 'active' returning m.name into v_replaced;
    update embeddings.model m set state = 'active', activated_at = switch_model.as_of where m.model_id = v_model_id;
  end if;
  return jsonb_build_object(
    'model', switch_model.name, 'replaced', v_replaced, 'coverage', v_status.coverage, 'pending', v_status.products - v_status.fresh);
end
$$;

ALTER FUNCTION embeddings.switch_model(name text, force boolean, as_of timestamp with time zone) OWNER TO trueshelf_data;

COMMENT ON FUNCTION embeddings.switch_model(name text, force boolean, as_of timestamp with time zone) IS 'The work behind api.switch_model(). What was queued within the last minute holds no switch up, first vectors included: in a busy shop there is always something, and the active model lacks it as well, or did a moment ago. An import of everything is more than that: at most 100 products or a twentieth of all, whichever is more.';

CREATE FUNCTION embeddings.take_jobs(model_id bigint, worker text, batch_size integer, lease interval, as_of timestamp with time zone) RETURNS bigint[]
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    SET lock_timeout TO '100ms'
    AS $$
declare
  v_picked bigint[];
  v_taken bigint[];
  v_product_id bigint;
  v_after timestamptz := '-infinity';
  v_after_id bigint := 0;
  v_passed integer := 0;
  v_one_by_one boolean := false;
begin
  -- Held while a model is being added; whoever embeds can come again.
  begin
    lock table embeddings.job in row exclusive mode;
  exception when lock_not_available then
    return '{}';
  end;
  loop
    with free as (
      select j.product_id, j.enqueued_at
      from embeddings.job j
      where j.model_id = take_jobs.model_id
        and j.parked_at is null
        and (j.enqueued_at, j.product_id) > (v_after, v_after_id)
        and (j.leased_until is null or j.leased_until <= take_jobs.as_of)
        and (j.retry_at is null or j.retry_at <= take_jobs.as_of)
      order by j.enqueued_at, j.product_id
      limit case when v_one_by_one then 1000 else take_jobs.batch_size end
    )
    select array_agg(f.product_id order by f.enqueued_at, f.product_id), max(f.enqueued_at)
    into v_picked, v_after
    from free f;
    if v_picked is null then
      return '{}';
    end if;
    v_after_id := v_picked[cardinality(v_picked)];

    v_taken := '{}';
    if not v_one_by_one then
      begin
        v_taken := embeddings.lease_jobs(take_jobs.model_id, v_picked, take_jobs.worker, take_jobs.lease, take_jobs.as_of);
      exception when lock_not_available then
        v_one_by_one := true;
      end;
    end if;
    if v_one_by_one then
      -- Somebody sits on some of them, perhaps for an hour: what is free is taken, the rest passed by.
      foreach v_product_id in array v_picked loop
        perform from embeddings.job j
        where j.product_id = v_product_id and j.model_id = take_jobs.model_id
        for update skip locked;
        if found then
          v_taken := v_taken
            || embeddings.lease_jobs(take_jobs.model_id, array[v_product_id], take_jobs.worker, take_jobs.lease, take_jobs.as_of);
          exit when cardinality(v_taken) >= take_jobs.batch_size;
        else
          v_passed := v_passed + 1;
        end if;
      end loop;
    end if;
    -- All of them went to somebody else: on to the next ones.
    if cardinality(v_taken) > 0 or v_passed >= 100000 then
      return v_taken;
    end if;
  end loop;
end
$$;

ALTER FUNCTION embeddings.take_jobs(model_id bigint, worker text, batch_size integer, lease interval, as_of timestamp with time zone) OWNER TO trueshelf_data;

COMMENT ON FUNCTION embeddings.take_jobs(model_id bigint, worker text, batch_size integer, lease interval, as_of timestamp with time zone) IS 'Leases up to batch_size waiting products of a model, oldest first, and returns their ids; none when nothing is free. Two callers never get the same one. Rows that somebody is writing for long are passed by, at most 100,000 of them.';

CREATE FUNCTION embeddings.take_products(model_id bigint, worker text, batch_size integer, lease interval, as_of timestamp with time zone, OUT product_ids bigint[], OUT contents text[], OUT completed integer) RETURNS record
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_taken bigint[];
  v_changed bigint[];
  v_contents text[];
  v_empty bigint[];
  v_generations bigint[];
begin
  product_ids := '{}';
  contents := '{}';
  completed := 0;
  while cardinality(product_ids) < take_products.batch_size and completed < 10000 loop
    v_taken := embeddings.take_jobs(
      take_products.model_id, take_products.worker, take_products.batch_size - cardinality(product_ids),
      take_products.lease, take_products.as_of);
    exit when cardinality(v_taken) = 0;

    -- Read after the rows were locked: who edits one of these texts has committed before or waits for us, so that the text
    -- is exactly that of the generation.
    with document as materialized (
      select d.* from embeddings.documents(take_products.model_id, v_taken) d
    ),
    changed as (
      update embeddings.job j
      set content_hash = d.content_hash,
        -- What is stale is embedded anyhow, and counts as stale: see embeddings.status.
        forced = j.forced and h.is_vectors
      from document d
      cross join lateral (
        select exists (
          select from embeddings.product_embedding e
          where e.product_id = d.product_id and e.model_id = take_products.model_id and e.content_hash = d.content_hash
        ) as is_vectors
      ) h
      where j.product_id = d.product_id
        and j.model_id = take_products.model_id
        and (j.forced or not h.is_vectors)
      returning j.product_id, j.generation, j.enqueued_at, d.content, d.content is distinct from '' as is_text
    )
    select
      coalesce(array_agg(c.product_id order by c.enqueued_at, c.product_id) filter (where c.is_text), '{}'),
      coalesce(array_agg(c.content order by c.enqueued_at, c.product_id) filter (where c.is_text), '{}'),
      coalesce(array_agg(c.product_id order by c.product_id) filter (where not c.is_text), '{}'),
      coalesce(array_agg(c.generation order by c.product_id) filter (where not c.is_text), '{}')
    into v_changed, v_contents, v_empty, v_generations
    from changed c;

    product_ids := product_ids || v_changed;
    contents := contents || v_contents;
    completed := completed + cardinality(v_taken) - cardinality(v_changed);

    -- A template may leave nothing of a product, and no provider embeds an empty text.
    if cardinality(v_empty) > 0 then
      perform embeddings.deliver_vectors(
        take_products.model_id, take_products.worker, v_empty, v_generations,
        array_fill(null::vector, array[cardinality(v_empty)]), take_products.as_of);
    end if;
    delete from embeddings.job j
    where j.product_id = any (array(select unnest(v_taken) except select unnest(v_changed || v_empty)))
      and j.model_id = take_products.model_id;
  end loop;
end
$$;

ALTER FUNCTION embeddings.take_products(model_id bigint, worker text, batch_size integer, lease interval, as_of timestamp with time zone, OUT product_ids bigint[], OUT contents text[], OUT completed integer) OWNER TO trueshelf_data;

COMMENT ON FUNCTION embeddings.take_products(model_id bigint, worker text, batch_size integer, lease interval, as_of timestamp with time zone, OUT product_ids bigint[], OUT contents text[], OUT completed integer) IS 'Leases up to batch_size products whose text is not that of their vector (or that are to be embedded anyhow), oldest first, with their texts; those for which there is nothing to embed are completed on the way and counted, at most 10,000 and a batch.';

CREATE FUNCTION embeddings.template_format(line text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
  select replace(replace(replace(replace(replace(replace(replace(
    template_format.line,
    '%', '%%'),
    '{title}', '%1$s'), '{brand}', '%2$s'), '{category}', '%3$s'), '{description}', '%4$s'),
    '{attributes}', '%5$s'), '{options}', '%6$s');
$_$;

ALTER FUNCTION embeddings.template_format(line text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION embeddings.template_format(line text) IS 'A line of a document template as a format string for title, brand, category, description, attributes and options, in this order.';

CREATE FUNCTION embeddings.text_hash(title text, brand text, category text, description text) RETURNS bytea
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
  select sha256(convert_to(
    jsonb_build_array(text_hash.title, text_hash.brand, text_hash.category, text_hash.description)::text, 'UTF8'));
$$;

ALTER FUNCTION embeddings.text_hash(title text, brand text, category text, description text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION embeddings.text_hash(title text, brand text, category text, description text) IS 'The content hash of what the built-in model reads. Changed, it would have every product embedded anew.';

CREATE FUNCTION embeddings.tokens(content text) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select coalesce(array_agg(embeddings.fold_plural(m.word[1]) order by m.position), '{}')
  from regexp_matches(
    lower(regexp_replace(normalize(tokens.content, NFKD), '[\u0300-\u036F]', '', 'g')),
    '[a-z0-9]+', 'g'
  ) with ordinality m (word, position)
  where m.word[1] <> all ('{a,an,and,are,as,at,be,but,by,for,from,if,in,into,is,it,its,no,not,of,on,or,such,that,the,their,then,there,these,they,this,to,was,will,with,w,your,you,our}'::text[]);
$$;

ALTER FUNCTION embeddings.tokens(content text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION embeddings.tokens(content text) IS 'The one tokenizer, for the fit, for documents and for questions: NFKD without combining marks, lower case, runs of a-z and 0-9, without 45 English stop words, plurals folded; in the order of the text.';

CREATE FUNCTION embeddings.used_model(name text, otherwise text) RETURNS bigint
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_model_id bigint;
begin
  select m.model_id into v_model_id from embeddings.model m where m.name = used_model.name and m.state <> 'retired';
  if not found then
    raise exception using errcode = 'TSNFD',
      message = format('there is no model "%s" in use', left(used_model.name, 100)),
      hint = format('%s %s', coalesce(
        'Models in use: ' || (
          select string_agg(m.name, ', ' order by m.model_id) from embeddings.model m where m.state <> 'retired'
        ) || '.',
        'No model is in use.'), used_model.otherwise);
  end if;
  return v_model_id;
end
$$;

ALTER FUNCTION embeddings.used_model(name text, otherwise text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION embeddings.used_model(name text, otherwise text) IS 'The id of a model in use, by its name. Raises TSNFD, with the names of those in use and what to do otherwise.';

CREATE FUNCTION embeddings.values_text(given jsonb) RETURNS text
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
declare
  v_value constant jsonb := values_text.given -> 0;
begin
  -- One text, as most are, costs nothing more.
  if jsonb_array_length(values_text.given) = 1 and jsonb_typeof(v_value) = 'string' then
    return nullif(btrim(v_value #>> '{}'), '');
  end if;
  return (
    select string_agg(distinct w.written, ', ' order by w.written)
    from jsonb_path_query(values_text.given, 'strict $.**') s (value)
    -- 1.0 equals 1, so that no trigger sees one become the other: they are written alike.
    cross join lateral (
      select case jsonb_typeof(s.value)
        when 'string' then nullif(btrim(s.value #>> '{}'), '')
        when 'boolean' then s.value #>> '{}'
        when 'number' then trim_scale(s.value::numeric)::text
      end collate "C"
    ) w (written)
  );
end
$_$;

ALTER FUNCTION embeddings.values_text(given jsonb) OWNER TO trueshelf_data;

COMMENT ON FUNCTION embeddings.values_text(given jsonb) IS 'Texts, numbers and truth values of an array, those within arrays and objects with them: distinct, sorted by bytes, with commas; null where there are none.';

CREATE FUNCTION embeddings.word_queries(model_id bigint, content text, OUT all_words tsquery, OUT any_word tsquery, OUT each_word tsquery[], OUT repairs jsonb, OUT known_share double precision) RETURNS record
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    SET client_min_messages TO 'warning'
    AS $$
declare
  v_word record;
  v_query tsquery;
  v_matches bigint := 0;
  v_term text;
  v_products constant bigint := coalesce((select m.document_count from embeddings.model m where m.model_id = word_queries.model_id), 0);
  v_known double precision := 0;
  v_all double precision := 0;
  v_rarity double precision;
begin
  repairs := '[]';
  for v_word in
    with written as (
      select w.word, w.position, embeddings.tokens(w.word) as tokens
      from regexp_split_to_table(lower(word_queries.content), '[^[:alnum:]./+#-]+') with ordinality w (word, position)
      where w.word <> ''
    ),
    resolved as (
      select r.*
      from embeddings.resolve_tokens(
        word_queries.model_id, (select array_agg(t.token) from written w cross join lateral unnest(w.tokens) t (token))) r
    )
    select
      w.word,
      -- Whatever it may have been meant for is an alternative: the other words of the question tell which it was.
      (select array_agg(m.meant order by m.weight desc, m.meant)
        from (
          select distinct r.meant, r.weight from resolved r
          where r.written = w.tokens[1] and r.how = 'REPAIRED' and cardinality(w.tokens) = 1
        ) m
      ) as meant,
      (select array_agg(r.token) from resolved r
        where r.written = any (w.tokens) and (r.how = 'SYNONYM' or r.how = 'REPAIRED' and r.token <> r.meant)) as targets,
      f.matches,
      f.likely_matches,
      coalesce((
        select sum(m.weight ^ 2) from (select distinct r.meant, r.weight from resolved r where r.written = any (w.tokens)) m
      ), 0) as certainty
    from written w
    cross join lateral (
      select
        coalesce(sum(t.document_frequency), 0) as matches,
        coalesce(sum(t.document_frequency * r.weight), 0) as likely_matches
      from resolved r
      join embeddings.token t on t.model_id = word_queries.model_id and t.token = r.token
      where r.written = any (w.tokens)
    ) f
    order by f.matches, w.position
  loop
    v_query := null;
    foreach v_term in array coalesce(v_word.meant, array[v_word.word]) || v_word.targets loop
      v_query := coalesce(v_query || plainto_tsquery('product.search_english', v_term), plainto_tsquery('product.search_english', v_term));
    end loop;
    continue when numnode(v_query) = 0; -- stop words
    if v_word.meant is not null then
      repairs := repairs || (
        select jsonb_agg(jsonb_build_object('from', v_word.word, 'to', m.meant) order by m.position)
        from unnest(v_word.meant) with ordinality m (meant, position));
    end if;
    -- Squared inverse document frequency, as in the length of a vector; a word in no text weighs as much as the rarest.
    -- One that may have been meant for several is as short as the mixture of their vectors, which have little in common.
    v_rarity := ln(1 + v_products / greatest(v_word.likely_matches, 1)) ^ 2;
    v_all := v_all + v_rarity;
    v_known := v_known + v_rarity * least(v_word.certainty, 1);
    all_words := coalesce(all_words && v_query, v_query);
    each_word := each_word || v_query;
    -- Rarest first, and no further word once enough products can match: a common word would rank the whole catalogue.
    if v_matches < 20000 then
      v_query := replace(v_query::text, '&', '|')::tsquery;
      any_word := coalesce(any_word || v_query, v_query);
      v_matches := v_matches + v_word.matches;
    end if;
  end loop;
  known_share := case when v_all > 0 then sqrt(v_known / v_all) else 1 end;
end
$$;

ALTER FUNCTION embeddings.word_queries(model_id bigint, content text, OUT all_words tsquery, OUT any_word tsquery, OUT each_word tsquery[], OUT repairs jsonb, OUT known_share double precision) OWNER TO trueshelf_data;

COMMENT ON FUNCTION embeddings.word_queries(model_id bigint, content text, OUT all_words tsquery, OUT any_word tsquery, OUT each_word tsquery[], OUT repairs jsonb, OUT known_share double precision) IS 'The full-text queries of a question: all_words (every word, or a synonym of it), any_word (the rarest words, bounded), each_word (one for each word), the words that were repaired, [{from, to}], as many for a word as it may have been meant for, best first, and known_share: the length of the question''s vector that the catalogue''s words make up, 0..1, less the rarer the words are that it never uses. Null queries when only stop words are left.';

CREATE FUNCTION embeddings.word_repairs(model_id bigint, content text) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_unknown text;
begin
  select string_agg(w.word, ' ' order by w.position)
  into v_unknown
  from regexp_split_to_table(lower(word_repairs.content), '[^[:alnum:]./+#-]+') with ordinality w (word, position)
  where exists (
    select from unnest(embeddings.tokens(w.word)) t (token)
    where not exists (
      select from embeddings.token k where k.model_id = word_repairs.model_id and k.token = t.token)
  );
  if v_unknown is null then
    return '[]';
  end if;
  return (select q.repairs from embeddings.word_queries(word_repairs.model_id, v_unknown) q);
end
$$;

ALTER FUNCTION embeddings.word_repairs(model_id bigint, content text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION embeddings.word_repairs(model_id bigint, content text) IS 'The repairs of embeddings.word_queries without its queries: only words that no catalogue text has can be repaired, so that most questions are done in a fifth of a millisecond.';

CREATE FUNCTION memory.complete_turn(turn_id uuid, narration text, decision_id uuid) RETURNS void
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  update memory.turn t
  set narration = complete_turn.narration, decision_id = complete_turn.decision_id
  where t.turn_id = complete_turn.turn_id;
$$;

ALTER FUNCTION memory.complete_turn(turn_id uuid, narration text, decision_id uuid) OWNER TO trueshelf_data;

COMMENT ON FUNCTION memory.complete_turn(turn_id uuid, narration text, decision_id uuid) IS 'Adds to a reserved turn what was answered.';

CREATE FUNCTION memory.reserve_turn(question text, now timestamp with time zone, OUT conversation_id uuid, OUT turn_id uuid) RETURNS record
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  insert into memory.conversation as c (principal, expires_at)
  values (current_setting('trueshelf.principal'), reserve_turn.now + interval '30 days')
  returning c.conversation_id into reserve_turn.conversation_id;

  insert into memory.turn as t (conversation_id, principal, request_digest, question)
  values (
    reserve_turn.conversation_id,
    current_setting('trueshelf.principal'),
    sha256(convert_to(reserve_turn.question, 'UTF8')),
    reserve_turn.question
  )
  returning t.turn_id into reserve_turn.turn_id;
end
$$;

ALTER FUNCTION memory.reserve_turn(question text, now timestamp with time zone, OUT conversation_id uuid, OUT turn_id uuid) OWNER TO trueshelf_data;

COMMENT ON FUNCTION memory.reserve_turn(question text, now timestamp with time zone, OUT conversation_id uuid, OUT turn_id uuid) IS 'Begins a conversation of the caller of the moment with this question as its first turn. It expires after 30 days.';

CREATE FUNCTION product.accept_proposals(reading product.reading, proposals jsonb) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_reading product.reading := accept_proposals.reading;
  v_by_rules jsonb := (accept_proposals.reading).constraints;
  v_proposal jsonb;
  v_kind text;
  v_key text;
  v_quoted text[];
  v_place record;
  v_filter jsonb;
  v_reason text;
  v_constraint jsonb;
  v_same jsonb; -- the constraint of the same key that is there already
  v_span jsonb;
  v_wishes jsonb; -- the preferences that other words of the text said
  v_accepted jsonb := '[]';
  v_refused integer := 0;
begin
  for v_proposal in
    select e.value
    from jsonb_array_elements(coalesce(accept_proposals.proposals -> 'constraints', '[]')) with ordinality e (value, position)
    order by e.position
  loop
    v_kind := v_proposal ->> 'kind';
    v_quoted := array(select s.form from product.scan_words(v_proposal ->> 'quote') s order by s.place);
    -- Whole words, alike but for case and accents; where they stand twice, the first that no rule has read.
    select w.first, w.last, w.is_free,
      array(
        select l from unnest(v_reading.lexemes) l
        -- "in 27 cm" is no inch
        where l.first between w.first and w.last and (l.class <> 'UNIT' or l.first > w.first and v_reading.forms[l.first - 1] ~ '^[0-9]')
      ) as lexemes,
      array(
        select a.amount from unnest(v_reading.forms[w.first:w.last]) f (form)
        cross join product.parse_amount(f.form) a (amount)
        where f.form ~ '^[0-9]' and a.amount is not null
      ) as numbers
    into v_place
    from (
      select f.first, f.last,
        true <> all (v_reading.taken[f.first:f.last]) and false = any (v_reading.known[f.first:f.last])
          and not exists (
            select from unnest(v_reading.lexemes) l
            where l.class = 'PHRASE' and l.meaning = 'LITERAL' and l.first <= f.last and l.last >= f.first
          ) as is_free
      from (
        select g.first, g.first + cardinality(v_quoted) - 1 as last
        from generate_series(1, cardinality(v_reading.forms) - cardinality(v_quoted) + 1) g (first)
        where v_quoted <> '{}'
      ) f
      where v_reading.forms[f.first:f.last] = v_quoted
    ) w
    order by w.is_free desc, w.first
    limit 1;
    if not found then
      v_refused := v_refused + 1; -- of words that are not in the text nothing can be shown
      continue;
    end if;

    select p.value -> 'filter', p.value ->> 'reason' into v_filter, v_reason
    from product.proposed_filter(v_proposal, v_place.lexemes, v_place.numbers) p (value);
    v_span := product.word_span(v_reading, v_place.first, v_place.last);
    v_constraint := jsonb_build_object(
      'kind', v_kind, 'source', 'MODEL', 'origin', 'model: ' || (accept_proposals.proposals ->> 'model'), 'span', v_span, 'filter', v_filter);
    v_key := case when v_filter is not null then product.constraint_key(v_constraint) end;
    select c.value into v_same
    from jsonb_array_elements(v_reading.constraints) c (value)
    where product.constraint_key(c.value) = v_key
    order by product.says_same(c.value -> 'filter', v_filter) desc
    limit 1;
    continue when product.says_same(v_same -> 'filter', v_filter);

    v_wishes := (
      select coalesce(jsonb_agg(p.value order by p.position), '[]')
      from jsonb_array_elements(v_reading.preferences) with ordinality p (value, position)
      where (p.value #>> '{span,start}')::integer >= (v_span ->> 'end')::integer
        or (p.value #>> '{span,end}')::integer <= (v_span ->> 'start')::integer);
    v_reason := case
      when not v_place.is_free then 'the rules have read these words'
      when v_filter is not null and v_same is not null and v_kind not like 'EXCLUDE%' then 'something else in the text says otherwise'
      when v_filter is not null and product.contradicts(v_constraint, v_by_rules || v_wishes) then 'the rules read the contrary'
      else v_reason
    end;
    if v_reason is null then
      v_reading := product.take_words(v_reading, v_place.first, v_place.last);
      v_reading.constraints := v_reading.constraints || jsonb_build_array(v_constraint);
      v_reading.preferences := v_wishes; -- what was a wish is a demand now
      v_accepted := v_accepted || jsonb_build_array(v_proposal);
    else
      v_refused := v_refused + 1;
      v_reading.ignored := v_reading.ignored || jsonb_build_array(jsonb_build_object(
        'span', v_span, 'kind', case when v_filter is null and v_place.is_free then 'NOT_POSSIBLE' else 'OVERRIDDEN' end, 'key', v_key,
        'reason', format('a language model took it for a demand, but %s', v_reason)));
    end if;
  end loop;
  return jsonb_build_object(
    'residue', product.read_residue(v_reading),
    'constraints', v_reading.constraints,
    'preferences', v_reading.preferences,
    'ignored', v_reading.ignored,
    'model', jsonb_build_object(
      'name', accept_proposals.proposals -> 'model', 'outcome', accept_proposals.proposals -> 'outcome',
      'accepted', jsonb_array_length(v_accepted), 'refused', v_refused),
    'proposals', accept_proposals.proposals || jsonb_build_object('constraints', v_accepted));
end
$$;

ALTER FUNCTION product.accept_proposals(reading product.reading, proposals jsonb) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.accept_proposals(reading product.reading, proposals jsonb) IS 'What a language model may add to a reading that the rules have finished: residue, constraints, preferences and ignored as they are then, model ({name, outcome, accepted, refused}) and proposals (with those constraints alone that were taken). proposals: as product.check_proposals lets them pass. Each must quote whole words of the text that no rule has read, a bare wish alone is not enough, and mean something by product.proposed_filter; what disagrees with the rules is ignored (OVERRIDDEN), what the catalogue lacks as well (NOT_POSSIBLE); what repeats a constraint adds none, and words that are not in the text are counted as refused and no more.';

CREATE FUNCTION product.amount_text(amount numeric, currency text) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select round(
    amount_text.amount,
    greatest(
      scale(trim_scale(amount_text.amount)),
      coalesce((select c.minor_units from product.currency c where c.code = amount_text.currency), 2)
    )
  )::text;
$$;

ALTER FUNCTION product.amount_text(amount numeric, currency text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.amount_text(amount numeric, currency text) IS 'An amount as it travels: a decimal string with at least the currency''s minor units, "129.00". Null for null.';

CREATE FUNCTION product.anchor_measures(question product.question, measures text[]) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    SET random_page_cost TO '1.1'
    AS $$
declare
  -- Whatever is asked of the answer: the anchor is no part of it.
  v_demand constant product.demand := product.build_demand('[]', (anchor_measures.question).currency, (anchor_measures.question).as_of);
begin
  return (
    select jsonb_object_agg(m.name, product.held_measure(m.name, v.attributes, v.weight_grams, o.amount, p.released_on, p.rating))
    from product.product p
    left join lateral (
      select q.variant_id, q.amount
      from product.qualifying_offers(v_demand) q
      where q.product_id = p.product_id
      order by q.amount, q.variant_id
      limit 1
    ) o on true
    left join lateral (
      select x.attributes, x.weight_grams
      from product.variant x
      where x.product_id = p.product_id
      order by (x.variant_id = o.variant_id) is true desc, x.variant_id
      limit 1
    ) v on true
    cross join unnest(anchor_measures.measures) m (name)
    where p.product_id = (anchor_measures.question).anchor_id);
end
$$;

ALTER FUNCTION product.anchor_measures(question product.question, measures text[]) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.anchor_measures(question product.question, measures text[]) IS 'What comparatives compare with beside an anchor: its own measures by name (see product.held_measure), of its cheapest current offer in the currency of the answer that the caller may see; null in it where unknown, null as a whole without an anchor.';

CREATE FUNCTION product.answer_currency(filter jsonb, options jsonb, interpretation jsonb) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select coalesce(
    answer_currency.filter #>> '{price,currency}',
    answer_currency.options ->> 'currency',
    (
      select c.value #>> '{filter,price,currency}'
      from jsonb_array_elements(answer_currency.interpretation -> 'constraints') with ordinality c (value, position)
      where exists (select from product.price_list l where l.currency = c.value #>> '{filter,price,currency}')
      order by c.position
      limit 1
    ),
    product.default_currency());
$$;

ALTER FUNCTION product.answer_currency(filter jsonb, options jsonb, interpretation jsonb) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.answer_currency(filter jsonb, options jsonb, interpretation jsonb) IS 'The currency of an answer: the filter''s, else the options'', else one named in the text that has a price list, else the default.';

CREATE FUNCTION product.apply_policy(question product.question, anchor_category_id bigint) RETURNS product.question
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_question product.question := apply_policy.question;
begin
  v_question.demand.excluded_product_ids := nullif(
    coalesce((v_question.demand).excluded_product_ids, '{}') || coalesce(v_question.curated_out_ids, '{}')
      || array_remove(array[v_question.anchor_id], null),
    '{}');
  if v_question.options ? 'goesWith' then
    with recursive above as (
      select c.category_id, c.parent_id, c.slug from product.category c where c.category_id = apply_policy.anchor_category_id
      union all
      select c.category_id, c.parent_id, c.slug from product.category c join above a on a.parent_id = c.category_id
    ),
    rule as (
      select r.complement_id, max(r.weight) as weight
      from above a
      join product.complement r on r.category_id = a.category_id
      group by r.complement_id
    )
    select coalesce(jsonb_agg(jsonb_build_object(
      'weight', r.weight, 'categoryIds', to_jsonb(product.find_categories(array[c.slug]))) order by r.weight desc, c.slug), '[]')
    into v_question.complements
    from rule r
    join product.category c on c.category_id = r.complement_id;
    v_question.demand.category_ids := product.common_ids((v_question.demand).category_ids, coalesce((
      select array_agg(distinct i.id::bigint)
      from jsonb_array_elements(v_question.complements) r
      cross join lateral jsonb_array_elements_text(r -> 'categoryIds') i (id)
    ), '{}'));
  end if;
  return v_question;
end
$$;

ALTER FUNCTION product.apply_policy(question product.question, anchor_category_id bigint) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.apply_policy(question product.question, anchor_category_id bigint) IS 'The question with what rules and merchants add to its demand: neither the anchor itself nor what was curated out, and for options.goesWith only the categories that go with the anchor''s or with one above it.';

CREATE FUNCTION product.argument_constraint(kind text, filter jsonb) RETURNS jsonb
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
  select jsonb_build_object(
    'kind', argument_constraint.kind, 'source', 'ARGUMENT', 'span', null, 'filter', argument_constraint.filter
  );
$$;

ALTER FUNCTION product.argument_constraint(kind text, filter jsonb) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.argument_constraint(kind text, filter jsonb) IS 'A constraint that the caller gave as an argument.';

CREATE FUNCTION product.attribute_label(name text) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select case attribute_label.name
    when 'weight_grams' then 'weight'
    else coalesce((select lower(a.label) from product.attribute a where a.name = attribute_label.name), attribute_label.name)
  end;
$$;

ALTER FUNCTION product.attribute_label(name text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.attribute_label(name text) IS 'An attribute''s label in lower case; weight_grams, which every variant may have, is the weight.';

CREATE FUNCTION product.attribute_path(demanded jsonb, joiner text) RETURNS jsonpath
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $_$
  -- A JSON string is a jsonpath string as well, so names and values are quoted by to_json.
  select ('$ ? (' || string_agg('(' || c.condition || ')', attribute_path.joiner order by d.position) || ')')::jsonpath
  from jsonb_array_elements(attribute_path.demanded) with ordinality d (value, position)
  cross join lateral (
    select case
      when d.value ? 'values' then (
        select string_agg(format('@.%s[*] == %s', to_json(d.value ->> 'name'), to_json(v.value)), ' || ' order by v.value)
        from jsonb_array_elements_text(d.value -> 'values') v (value))
      -- Value by value: one that is no number is no match, and hides no other.
      else format('exists(@.%s[*] ? (%s))', to_json(d.value ->> 'name'), concat_ws(' && ',
        '@.number() ' || case when (d.value ->> 'minExclusive')::boolean then '>' else '>=' end || ' ' || (d.value ->> 'min'),
        '@.number() ' || case when (d.value ->> 'maxExclusive')::boolean then '<' else '<=' end || ' ' || (d.value ->> 'max')))
    end as condition
  ) c;
$_$;

ALTER FUNCTION product.attribute_path(demanded jsonb, joiner text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.attribute_path(demanded jsonb, joiner text) IS 'Attribute demands, as product.read_attributes has them but for those of weight_grams, as a path over product.variant.attributes: any value of an entry, or a number in its range; entries joined by joiner ('' && '': all of them, '' || '': any). The GIN index serves values; a range is read variant by variant. Null for no demands.';

CREATE FUNCTION product.attribute_unit(name text) RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select case attribute_unit.name
    when 'weight_grams' then 'g'
    else (select a.unit from product.attribute a where a.name = attribute_unit.name)
  end;
$$;

ALTER FUNCTION product.attribute_unit(name text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.attribute_unit(name text) IS 'The unit that an attribute''s values are in, as it is registered; g for weight_grams; null for none.';

CREATE FUNCTION product.bound_before(reading product.reading, measure product.measure) RETURNS product.measure
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $_$
declare
  v_measure product.measure := bound_before.measure;
  v_forms text[] := (bound_before.reading).forms;
  v_lexemes product.lexeme[] := (bound_before.reading).lexemes;
  v_behind integer := (bound_before.measure).first - 1;
  v_sign text;
  v_bound product.lexeme;
begin
  -- "smaller than my 40 l backpack"
  if v_forms[v_behind] in ('my', 'our', 'the', 'this', 'a') and v_forms[v_behind - 1] = 'than' then
    v_behind := v_behind - 1;
  end if;
  if (bound_before.reading).gaps[v_measure.first] ~ '^\s*-?$' then
    select l.* into v_bound
    from unnest(v_lexemes) l
    where l.last = v_behind
      and (l.class = 'PHRASE' and l.meaning like 'PRICE\_%' or l.class = 'ATTRIBUTE' and l.value is not null)
      and product.is_free(bound_before.reading, l.first, v_measure.first - 1)
    order by l.first, l.class desc, l.name = v_measure.attribute desc nulls last, l.name
    limit 1;
    if v_forms[v_behind] in ('than', 'then') and v_bound.class is null then
      -- "lighter than 2 kg": what it compares has to be measured so.
      select l.* into v_bound
      from unnest(v_lexemes) l
      left join product.measured_attributes(bound_before.reading, v_measure.first, v_measure.last, v_measure.unit) m on m.attribute = l.name
      where l.class = 'COMPARATIVE' and l.last = v_behind - 1
        and (l.name = v_measure.attribute or m.attribute is not null
          or product.convert_measure(1, v_measure.unit, product.attribute_unit(l.name)) is not null)
        and product.is_free(bound_before.reading, l.first, v_measure.first - 1)
      order by l.first, l.name = v_measure.attribute desc nulls last, m.certainty = 'NAMED' desc nulls last, l.name
      limit 1;
    end if;
  end if;
  if v_bound.class is not null then
    v_measure.bound := case
      when v_bound.class = 'ATTRIBUTE' then 'PRICE_' || v_bound.value
      when v_bound.class = 'COMPARATIVE' then case v_bound.meaning when 'LESS' then 'PRICE_BELOW' else 'PRICE_ABOVE' end
      when v_measure.bound is not null then v_measure.bound
      when v_bound.meaning = 'PRICE_BETWEEN' then 'PRICE_AT_LEAST'
      else v_bound.meaning end;
    v_measure.attribute := case when v_bound.class = 'PHRASE' then v_measure.attribute else v_bound.name end;
    v_measure.worded := true;
    v_measure.first := v_bound.first;
    v_measure.start := (bound_before.reading).starts[v_bound.first];
    v_measure.origin := v_bound.origin;
    -- "nothing over 2 kg", "not heavier than 2 kg": the bound is turned round.
    if v_measure.bound in ('PRICE_BELOW', 'PRICE_AT_MOST', 'PRICE_ABOVE', 'PRICE_AT_LEAST')
      and product.is_free(bound_before.reading, v_measure.first - 1, v_measure.first - 1)
      and (v_forms[v_measure.first - 1] in ('nothing', 'none') or exists (
        select from unnest(v_lexemes) l
        where l.class = 'PHRASE' and l.meaning = 'NOT' and l.first = v_measure.first - 1 and l.last = v_measure.first - 1))
    then
      v_measure.first := v_measure.first - 1;
      v_measure.start := (bound_before.reading).starts[v_measure.first];
      v_measure.bound := case v_measure.bound when 'PRICE_BELOW' then 'PRICE_AT_LEAST' when 'PRICE_AT_MOST' then 'PRICE_ABOVE'
        when 'PRICE_ABOVE' then 'PRICE_AT_MOST' else 'PRICE_BELOW' end;
    end if;
  elsif v_measure.bound is null then
    v_sign := substring((bound_before.reading).gaps[v_measure.first] from '[<>]=?\s*$');
    v_measure.bound := case rtrim(v_sign) when '<' then 'PRICE_BELOW' when '<=' then 'PRICE_AT_MOST'
      when '>' then 'PRICE_ABOVE' when '>=' then 'PRICE_AT_LEAST' end;
    v_measure.worded := v_sign is not null;
    v_measure.start := v_measure.start - coalesce(length(v_sign), 0);
  end if;

  -- What is counted may be named before the number: "sleeps at least 4".
  if v_measure.unit is null and v_measure.attribute is null
    and (bound_before.reading).gaps[v_measure.first] ~ '^[\s:<>=]*$'
  then
    select l.* into v_bound
    from unnest(v_lexemes) l
    join product.attribute a on a.name = l.name and a.type = 'number' and a.unit is null
    where l.class = 'ATTRIBUTE'
      and (l.last = v_measure.first - 1 or l.last = v_measure.first - 2 and v_forms[v_measure.first - 1] in ('of', 'is', 'at'))
      and product.is_free(bound_before.reading, l.first, v_measure.first - 1)
    order by l.first, l.name
    limit 1;
    if v_bound.name is not null then
      v_measure.attribute := v_bound.name;
      v_measure.first := v_bound.first;
      v_measure.start := (bound_before.reading).starts[v_bound.first];
      v_measure.origin := v_bound.origin;
    end if;
  end if;
  return v_measure;
end
$_$;

ALTER FUNCTION product.bound_before(reading product.reading, measure product.measure) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.bound_before(reading product.reading, measure product.measure) IS 'A measure with what stands before it: a bound ("at least", "waterproof to", "lighter than", "<", "nothing over"), and the name of what is counted where it has no unit ("sleeps 4").';

CREATE FUNCTION product.bound_behind(reading product.reading, measure product.measure) RETURNS product.measure
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $_$
declare
  v_measure product.measure := bound_behind.measure;
  v_forms text[] := (bound_behind.reading).forms;
  v_gaps text[] := (bound_behind.reading).gaps;
  v_bound product.lexeme;
begin
  select l.* into v_bound
  from unnest((bound_behind.reading).lexemes) l
  where l.class = 'PHRASE' and l.meaning in ('AT_MOST_BEHIND', 'AT_LEAST_BEHIND', 'AROUND_BEHIND')
    and l.first between v_measure.number_first + 1 and v_measure.last + 1
    and product.is_free(bound_behind.reading, l.first, l.last)
    -- "under 20 l and over 10 l": a bound before the next number.
    and coalesce(v_forms[l.last + 1] !~ '^[0-9$€£]', true)
  order by l.last desc
  limit 1;
  if v_bound.class is not null and v_measure.bound is distinct from 'PRICE_BETWEEN' then
    if v_measure.bound is null then
      v_measure.bound := 'PRICE_' || replace(v_bound.meaning, '_BEHIND', '');
      v_measure.origin := v_bound.origin;
    end if;
    v_measure.worded := true;
    if v_bound.last > v_measure.last then
      v_measure.last := v_bound.last;
      v_measure.behind := (bound_behind.reading).behinds[v_bound.last];
    end if;
  elsif v_measure.plus and v_measure.bound is null then
    v_measure.bound := 'PRICE_AT_LEAST';
    v_measure.worded := true;
    v_measure.behind := greatest(v_measure.behind, (bound_behind.reading).behinds[v_measure.last]
      + coalesce(length(substring(v_gaps[v_measure.last + 1] from '^[^+\s]*\+')), 0));
  end if;
  -- "30 mm wide": the word that ties a bounded measure to its name means nothing without it.
  if v_measure.bound is not null
    and v_forms[v_measure.last + 1] in ('wide', 'long', 'high', 'tall', 'deep', 'thick', 'heavy')
    and v_gaps[v_measure.last + 1] ~ '^\s+$'
    and product.is_free(bound_behind.reading, v_measure.last + 1, v_measure.last + 1)
  then
    v_measure.last := v_measure.last + 1;
    v_measure.behind := (bound_behind.reading).behinds[v_measure.last];
  end if;
  return v_measure;
end
$_$;

ALTER FUNCTION product.bound_behind(reading product.reading, measure product.measure) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.bound_behind(reading product.reading, measure product.measure) IS 'A measure with what stands behind it: a bound, if it has none yet ("or more", "+"), and behind a bounded one the word of its direction ("wide").';

CREATE FUNCTION product.bounded_range(entry jsonb) RETURNS numrange
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
  select numrange(
    (bounded_range.entry ->> 'min')::numeric,
    (bounded_range.entry ->> 'max')::numeric,
    case when (bounded_range.entry ->> 'minExclusive')::boolean then '(' else '[' end
      || case when (bounded_range.entry ->> 'maxExclusive')::boolean then ')' else ']' end);
$$;

ALTER FUNCTION product.bounded_range(entry jsonb) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.bounded_range(entry jsonb) IS 'The amounts that a range of an attribute filter allows ({min, max, minExclusive, maxExclusive}), open where it names no bound. min must not be above max.';

CREATE FUNCTION product.brand_names(brands jsonb) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select string_agg(b.name, ' or ' order by b.name)
  from product.brand b
  where exists (
    select from jsonb_array_elements_text(brand_names.brands) n (name)
    where lower(n.name) = lower(b.name) or n.name = b.slug
  );
$$;

ALTER FUNCTION product.brand_names(brands jsonb) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.brand_names(brands jsonb) IS 'The brands of a filter, given by slug or by name, as "Acme or Nordhem"; null for none.';

CREATE FUNCTION product.browse_candidates(question product.question, demand product.demand) RETURNS product.candidates
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_candidates product.candidates;
  -- Offers up to which the qualifying products are listed, and products that stand for them where they are more.
  v_listed_limit constant bigint := 30000;
  v_first constant integer := 2000;
begin
  v_candidates.near_ids := product.qualified_products(browse_candidates.demand, v_listed_limit);
  v_candidates.exhausted := v_candidates.near_ids is not null;
  if v_candidates.near_ids is null then
    v_candidates.near_ids := product.browsed_products(
      browse_candidates.demand, null, (browse_candidates.question).sort, (browse_candidates.question).unavailable, null, v_first);
  end if;
  v_candidates.scanned := cardinality(v_candidates.near_ids);
  v_candidates.total := v_candidates.scanned;
  v_candidates.approximate := false;
  v_candidates.nothing_qualifies := v_candidates.near_ids = '{}';
  return v_candidates;
end
$$;

ALTER FUNCTION product.browse_candidates(question product.question, demand product.demand) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.browse_candidates(question product.question, demand product.demand) IS 'The products that meet a demand, without a question: all of them, or where they have 30,000 offers and more the first 2,000 in the order of the page (exhausted false).';

CREATE FUNCTION product.browsed_products(demand product.demand, product_ids bigint[], sort text, unavailable text, after jsonb, row_limit integer) RETURNS bigint[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    SET random_page_cost TO '1.1'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $_$
declare
  -- Stock first, as product.evidence_page has it.
  v_group constant text := case
    when browsed_products.unavailable = 'SHOW' then '0'
    else 'case when o.available > 0 then 0 when o.available is null then 1 else 2 end' end;
  v_key constant text := case browsed_products.sort
    when 'PRICE_ASC' then 'o.amount'
    when 'PRICE_DESC' then '-o.amount'
    when 'RATING' then 'coalesce(-p.rating, 1)'
    when 'WEIGHT_ASC' then 'coalesce(v.weight_grams, 1e9)'
    when 'WEIGHT_DESC' then 'coalesce(-v.weight_grams, 1)'
    else 'coalesce(-(p.released_on - date ''2000-01-01''), 1000000)::numeric' end;
  v_chosen constant text := 'select q.* from product.qualifying_offers($1) q where q.product_id = %s.product_id
    order by coalesce(q.available, 0) > 0 desc, q.amount, q.variant_id limit 1';
  v_by_weight constant boolean := browsed_products.sort in ('WEIGHT_ASC', 'WEIGHT_DESC');
  v_after_group constant integer := coalesce((browsed_products.after ->> 'group')::integer, -1);
  v_after_key constant numeric := browsed_products.after ->> 'sort';
  v_after_id constant bigint := browsed_products.after ->> 'id';
  v_found bigint[];
  v_ids bigint[] := '{}';
begin
  if browsed_products.product_ids is not null then
    execute format(
      $query$
        select array(
          select k.product_id
          from (
            select o.product_id, %1$s as stock_group, %2$s as key
            from (
              select distinct on (q.product_id) q.*
              from product.qualifying_offers($1) q
              where q.product_id = any ($2)
              order by q.product_id, coalesce(q.available, 0) > 0 desc, q.amount, q.variant_id
            ) o
            -- By key: as a join it reads the whole catalogue in the order of an index.
            cross join lateral (select x.* from product.product x where x.product_id = o.product_id offset 0) p
            %3$s
          ) k
          where $3 < 0 or (k.stock_group, k.key, k.product_id) > ($3, $4, $5)
          order by k.stock_group, k.key, k.product_id
          limit $6
        )
      $query$, v_group, v_key, case when v_by_weight then
        'cross join lateral (select x.* from product.variant x where x.product_id = o.product_id and x.variant_id = o.variant_id offset 0) v' end)
    into v_ids
    using browsed_products.demand, browsed_products.product_ids, v_after_group, v_after_key, v_after_id, browsed_products.row_limit;
    return v_ids;
  end if;

  -- Many qualify: along the index of the order, until there are enough.
  for v_stock_group in greatest(v_after_group, 0) .. case browsed_products.unavailable when 'SHOW' then 0 else 2 end loop
    execute format(
      case when v_by_weight then
        $query$
          select array(
            select v.product_id
            from product.variant v
            cross join lateral (%3$s offset 0) o
            where o.variant_id = v.variant_id
              and %1$s = $2
              and ($3 is null or (%2$s, o.product_id) > ($3, $4))
            order by v.weight_grams %4$s nulls last, v.product_id
            limit $5
          )
        $query$
      when browsed_products.sort in ('PRICE_ASC', 'PRICE_DESC') then
        $query$
          select array(
            select a.product_id
            from product.qualifying_offers($1) a
            cross join lateral (%3$s offset 0) o
            where o.variant_id = a.variant_id and o.valid_from = a.valid_from and o.price_list_id = a.price_list_id
              and %1$s = $2
              and ($3 is null or (%2$s, o.product_id) > ($3, $4))
            order by a.amount %4$s, a.product_id
            limit $5
          )
        $query$
      else
        $query$
          select array(
            select p.product_id
            from product.product p
            cross join lateral (%3$s) o
            where %1$s = $2
              and ($3 is null or (%2$s, p.product_id) > ($3, $4))
            order by %5$s desc nulls last, p.product_id
            limit $5
          )
        $query$
      end,
      v_group, v_key, format(v_chosen, case
        when v_by_weight then 'v'
        when browsed_products.sort in ('PRICE_ASC', 'PRICE_DESC') then 'a'
        else 'p' end),
      case when browsed_products.sort in ('PRICE_DESC', 'WEIGHT_DESC') then 'desc' else 'asc' end,
      case browsed_products.sort when 'RATING' then 'p.rating' else 'p.released_on' end)
    into v_found
    using browsed_products.demand, v_stock_group,
      case when v_stock_group = v_after_group then v_after_key end, v_after_id,
      browsed_products.row_limit - cardinality(v_ids);
    v_ids := v_ids || v_found;
    exit when cardinality(v_ids) >= browsed_products.row_limit;
  end loop;
  return v_ids;
end
$_$;

ALTER FUNCTION product.browsed_products(demand product.demand, product_ids bigint[], sort text, unavailable text, after jsonb, row_limit integer) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.browsed_products(demand product.demand, product_ids bigint[], sort text, unavailable text, after jsonb, row_limit integer) IS 'The arm of browsing: the first row_limit of the products that meet a demand, in the order of the page, behind a cursor''s group, sort and id (null: from the beginning). product_ids: all that qualify where they are known, else null. sort: not RELEVANCE.';

CREATE FUNCTION product.build_demand(constraints jsonb, currency text, as_of timestamp with time zone) RETURNS product.demand
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_demand product.demand;
  v_constraint jsonb;
  v_filter jsonb;
  v_price jsonb;
  v_attributes jsonb := '[]';
  v_excluded_attributes jsonb := '[]';
  v_entry jsonb;
  v_group text := nullif(current_setting('trueshelf.customer_group', true), '');
  v_public_list_id bigint;
begin
  v_demand.as_of := build_demand.as_of;
  v_demand.customer_group := v_group;
  v_demand.sees_all := coalesce(current_setting('trueshelf.role', true) = 'merchant', false);

  select l.price_list_id into v_public_list_id
  from product.price_list l
  where l.currency = build_demand.currency and l.customer_group is null;
  select l.price_list_id into v_demand.price_list_id
  from product.price_list l
  where l.currency = build_demand.currency and l.customer_group = v_group;
  if v_demand.price_list_id is null then
    v_demand.price_list_id := v_public_list_id;
  else
    v_demand.fallback_list_id := v_public_list_id;
  end if;

  for v_constraint in select e.value from jsonb_array_elements(build_demand.constraints) e (value) loop
    v_filter := v_constraint -> 'filter';
    v_price := v_filter -> 'price';
    case v_constraint ->> 'kind'
      when 'CURRENT_PRICE' then
        null; -- holds for every offer: the demand's instant is always judged
      when 'PRICE_MIN' then
        if v_demand.min_amount is null or (v_price ->> 'min')::numeric > v_demand.min_amount
          or ((v_price ->> 'min')::numeric = v_demand.min_amount and not v_demand.min_exclusive)
        then
          v_demand.min_amount := v_price ->> 'min';
          v_demand.min_exclusive := coalesce((v_price ->> 'minExclusive')::boolean, false);
        end if;
      when 'PRICE_MAX' then
        if v_demand.max_amount is null or (v_price ->> 'max')::numeric < v_demand.max_amount
          or ((v_price ->> 'max')::numeric = v_demand.max_amount and not v_demand.max_exclusive)
        then
          v_demand.max_amount := v_price ->> 'max';
          v_demand.max_exclusive := coalesce((v_price ->> 'maxExclusive')::boolean, false);
        end if;
      when 'IN_STOCK' then
        v_demand.in_stock := true;
      when 'IN_STOCK_AT' then
        v_demand.location_ids := product.find_locations(product.read_texts(v_filter -> 'inStockAt', 'inStockAt'));
      when 'CATEGORY' then
        v_demand.category_ids := product.common_ids(v_demand.category_ids,
          product.find_categories(product.read_texts(v_filter -> 'categories', 'categories')));
      when 'BRAND' then
        v_demand.brand_ids := product.common_ids(v_demand.brand_ids,
          product.find_brands(product.read_texts(v_filter -> 'brands', 'brands')));
      when 'ATTRIBUTE' then
        for v_entry in select e.value from jsonb_array_elements(product.read_attributes(v_filter -> 'attributes', 'attributes')) e (value) loop
          if v_entry ->> 'name' = 'weight_grams' then
            v_demand.weight := coalesce(v_demand.weight * product.bounded_range(v_entry), product.bounded_range(v_entry));
          else
            v_attributes := v_attributes || v_entry;
          end if;
        end loop;
      when 'EXCLUDE_CATEGORY' then
        v_demand.excluded_category_ids := coalesce(v_demand.excluded_category_ids, '{}')
          || product.find_categories(product.read_texts(v_filter #> '{exclude,categories}', 'exclude.categories'));
      when 'EXCLUDE_BRAND' then
        v_demand.excluded_brand_ids := coalesce(v_demand.excluded_brand_ids, '{}')
          || product.find_brands(product.read_texts(v_filter #> '{exclude,brands}', 'exclude.brands'));
      when 'EXCLUDE_ATTRIBUTE' then
        v_excluded_attributes := v_excluded_attributes
          || product.read_attributes(v_filter #> '{exclude,attributes}', 'exclude.attributes');
      when 'EXCLUDE_PRODUCT' then
        v_demand.excluded_product_ids := coalesce(v_demand.excluded_product_ids, '{}') || coalesce((
          select array_agg(p.product_id)
          from product.product p
          where p.handle = any (product.read_texts(v_filter #> '{exclude,products}', 'exclude.products'))
        ), '{}');
    end case;
  end loop;
  v_demand.attributes := product.attribute_path(v_attributes, ' && ');
  v_demand.excluded_attributes := product.attribute_path(v_excluded_attributes, ' || ');
  return v_demand;
end
$$;

ALTER FUNCTION product.build_demand(constraints jsonb, currency text, as_of timestamp with time zone) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.build_demand(constraints jsonb, currency text, as_of timestamp with time zone) IS 'Resolves constraints and the caller''s settings to the ids and bounds that offers are judged by. price_list_id is null where the currency has no list; then nothing qualifies.';

CREATE FUNCTION product.category_path(category_id bigint) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  with recursive ancestor as (
    select c.category_id, c.parent_id, c.slug, 0 as depth
    from product.category c
    where c.category_id = category_path.category_id
    union all
    select c.category_id, c.parent_id, c.slug, a.depth + 1
    from product.category c
    join ancestor a on c.category_id = a.parent_id
    where a.depth < 20
  )
  select jsonb_agg(a.slug order by a.depth desc) from ancestor a;
$$;

ALTER FUNCTION product.category_path(category_id bigint) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.category_path(category_id bigint) IS 'Slugs of a category and of all above it, root first.';

CREATE FUNCTION product.check_constraint(item_constraint jsonb, facts jsonb) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $_$
declare
  v_kind constant text := check_constraint.item_constraint ->> 'kind';
  v_filter constant jsonb := check_constraint.item_constraint -> 'filter';
  v_excluded constant jsonb := v_filter -> 'exclude';
  v_amount numeric := check_constraint.facts ->> 'amount';
  v_bound numeric;
  v_demanded jsonb;
  v_held jsonb;
  v_recorded boolean;
  v_actual text;
  v_satisfied boolean;
begin
  -- A branch a kind, in PL/pgSQL: as one SQL expression every kind is prepared anew for every row of a page.
  case v_kind
    when 'PRICE_MIN' then
      v_bound := v_filter #>> '{price,min}';
      v_actual := product.format_money(v_amount, check_constraint.facts ->> 'currency');
      v_satisfied := v_amount > v_bound
        or v_amount = v_bound and not coalesce((v_filter #>> '{price,minExclusive}')::boolean, false);
    when 'PRICE_MAX' then
      v_bound := v_filter #>> '{price,max}';
      v_actual := product.format_money(v_amount, check_constraint.facts ->> 'currency');
      v_satisfied := v_amount < v_bound
        or v_amount = v_bound and not coalesce((v_filter #>> '{price,maxExclusive}')::boolean, false);
    when 'CURRENT_PRICE' then
      v_actual := 'valid ' || coalesce('from ' || (check_constraint.facts ->> 'validFrom'), 'since ever')
        || coalesce(' until ' || (check_constraint.facts ->> 'validTo'), ', no end set');
      v_satisfied := coalesce((check_constraint.facts ->> 'validFrom')::timestamptz, '-infinity') <= (check_constraint.facts ->> 'asOf')::timestamptz
        and coalesce((check_constraint.facts ->> 'validTo')::timestamptz, 'infinity') > (check_constraint.facts ->> 'asOf')::timestamptz;
    when 'IN_STOCK' then
      v_actual := coalesce((check_constraint.facts ->> 'available') || ' available', 'no stock recorded');
      v_satisfied := coalesce((check_constraint.facts ->> 'available')::integer > 0, false);
    when 'IN_STOCK_AT' then
      select
        count(*) > 0,
        string_agg((p.value ->> 'available') || ' available at ' || (p.value ->> 'name'), ' and ' order by p.position)
          filter (where (p.value ->> 'available')::integer > 0)
      into v_recorded, v_actual
      from jsonb_array_elements(check_constraint.facts -> 'locations') with ordinality p (value, position)
      where v_filter -> 'inStockAt' ? (p.value ->> 'code');
      v_satisfied := v_actual is not null;
      v_actual := coalesce(v_actual, case when v_recorded then 'none there' else 'no stock recorded there' end);
    when 'CATEGORY', 'EXCLUDE_CATEGORY' then
      v_demanded := coalesce(v_excluded -> 'categories', v_filter -> 'categories');
      v_actual := check_constraint.facts ->> 'category';
      v_satisfied := (v_demanded ?| array(select jsonb_array_elements_text(check_constraint.facts -> 'categoryPath')))
        <> (v_kind = 'EXCLUDE_CATEGORY');
    when 'BRAND', 'EXCLUDE_BRAND' then
      v_demanded := coalesce(v_excluded -> 'brands', v_filter -> 'brands');
      v_actual := coalesce(check_constraint.facts ->> 'brand', 'no brand');
      v_satisfied := exists (
        select from jsonb_array_elements_text(v_demanded) b (name)
        where lower(b.name) = lower(check_constraint.facts ->> 'brand') or b.name = check_constraint.facts ->> 'brandSlug')
        <> (v_kind = 'EXCLUDE_BRAND');
    when 'ATTRIBUTE', 'EXCLUDE_ATTRIBUTE' then
      v_demanded := coalesce(v_excluded -> 'attributes', v_filter -> 'attributes') -> 0;
      v_held := check_constraint.facts -> 'attributes' -> (v_demanded ->> 'name');
      if v_demanded ? 'values' then
        v_actual := coalesce(product.joined(v_held), 'not stated');
        v_satisfied := coalesce(
          v_held ?| array(select lower(v.value) from jsonb_array_elements_text(v_demanded -> 'values') v (value)), false)
          <> (v_kind = 'EXCLUDE_ATTRIBUTE');
      elsif v_demanded ->> 'name' = 'weight_grams' then
        v_amount := check_constraint.facts ->> 'weightGrams';
        v_actual := coalesce(product.format_weight(v_amount), 'not stated');
        v_satisfied := coalesce(v_amount <@ product.bounded_range(v_demanded), false);
      else
        select string_agg(
          case when h.value ~ '^-?[0-9]{1,12}([.][0-9]{1,12})?$' then product.measure_label(v_demanded ->> 'name', h.value::numeric) else h.value end,
          ' or ' order by h.position)
        into v_actual
        from jsonb_array_elements_text(v_held) with ordinality h (value, position);
        v_actual := coalesce(v_actual, 'not stated');
        v_satisfied := check_constraint.facts -> 'attributes' @? product.attribute_path(jsonb_build_array(v_demanded), ' && ');
      end if;
    when 'EXCLUDE_PRODUCT' then
      v_actual := check_constraint.facts ->> 'handle';
      v_satisfied := not v_excluded -> 'products' ? v_actual;
  end case;
  return jsonb_build_object(
    'constraintId', check_constraint.item_constraint ->> 'id',
    'kind', v_kind,
    'required', check_constraint.item_constraint ->> 'label',
    'actual', v_actual,
    'satisfied', v_satisfied);
end
$_$;

ALTER FUNCTION product.check_constraint(item_constraint jsonb, facts jsonb) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.check_constraint(item_constraint jsonb, facts jsonb) IS 'One constraint held against the facts of one offer, judged anew from those facts and not from the fact that the row was found.';

CREATE FUNCTION product.check_currency(code text, place text) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  if not exists (select from product.currency c where c.code = check_currency.code) then
    raise exception using errcode = 'TSCCY',
      message = format('%s is the unknown currency "%s"', check_currency.place, left(check_currency.code, 60)),
      hint = (select format('Known currencies: %s.', string_agg(c.code, ', ' order by c.code)) from product.currency c);
  end if;
end
$$;

ALTER FUNCTION product.check_currency(code text, place text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.check_currency(code text, place text) IS 'Raises TSCCY for a code that is not in product.currency.';

CREATE FUNCTION product.check_instant(as_of timestamp with time zone, now timestamp with time zone) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  if check_instant.as_of > check_instant.now and coalesce(current_setting('trueshelf.role', true), '') <> 'merchant' then
    raise exception using errcode = 'TSFOR',
      message = format('the instant %s lies in the future', product.rfc3339(check_instant.as_of)),
      hint = 'Scheduled prices are for merchants; ask as of now or the past.';
  end if;
end
$$;

ALTER FUNCTION product.check_instant(as_of timestamp with time zone, now timestamp with time zone) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.check_instant(as_of timestamp with time zone, now timestamp with time zone) IS 'Raises TSFOR when a caller who is no merchant asks for the future.';

CREATE FUNCTION product.check_key_count(key_count integer, bound integer) RETURNS void
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  if check_key_count.key_count > check_key_count.bound then
    raise exception using errcode = 'TSLIM',
      message = format('%s keys were asked for at once, expected at most %s', check_key_count.key_count, check_key_count.bound),
      hint = 'Load them in several calls.';
  end if;
end
$$;

ALTER FUNCTION product.check_key_count(key_count integer, bound integer) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.check_key_count(key_count integer, bound integer) IS 'Raises TSLIM when one batched load names more keys than its bound.';

CREATE FUNCTION product.check_keys(given jsonb, allowed text[], place text, code text) RETURNS void
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_unknown text;
begin
  if jsonb_typeof(check_keys.given) is distinct from 'object' then
    raise exception using errcode = check_keys.code,
      message = format('%s is %s, expected an object', check_keys.place, coalesce(jsonb_typeof(check_keys.given), 'missing')),
      hint = case when cardinality(check_keys.allowed) = 0 then 'Give {}: it has no keys.'
        else format('Give a JSON object with any of: %s.', array_to_string(check_keys.allowed, ', ')) end;
  end if;
  select k.key into v_unknown
  from jsonb_object_keys(check_keys.given) k (key)
  where k.key <> all (check_keys.allowed)
  order by k.key
  limit 1;
  if found then
    raise exception using errcode = check_keys.code,
      message = format('%s has the unknown key "%s"', check_keys.place, left(v_unknown, 100)),
      hint = case when cardinality(check_keys.allowed) = 0 then 'Give {}: it has no keys.'
        else format('Known keys: %s.', array_to_string(check_keys.allowed, ', ')) end;
  end if;
end
$$;

ALTER FUNCTION product.check_keys(given jsonb, allowed text[], place text, code text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.check_keys(given jsonb, allowed text[], place text, code text) IS 'Raises code when given is no object or has a key that is not allowed; the message names the place and the key.';

CREATE FUNCTION product.check_preference(preference jsonb, compared jsonb, facts jsonb) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_check jsonb;
  v_measure constant text := check_preference.compared ->> 'measure';
  v_typical constant double precision := check_preference.compared ->> 'typical';
  v_less constant boolean := check_preference.preference ->> 'direction' = 'LESS';
  v_currency constant text := check_preference.facts ->> 'currency';
  v_held double precision;
begin
  if check_preference.preference ->> 'kind' <> 'COMPARATIVE' then
    v_check := product.check_constraint(check_preference.preference, check_preference.facts);
    return v_check - 'constraintId' || jsonb_build_object(
      'preferenceId', check_preference.preference ->> 'id', 'measure', null, 'typical', null);
  end if;
  v_held := product.held_measure(v_measure, check_preference.facts -> 'attributes', (check_preference.facts ->> 'weightGrams')::numeric,
    (check_preference.facts ->> 'amount')::numeric, (check_preference.facts ->> 'releasedOn')::date, (check_preference.facts ->> 'rating')::numeric);
  return jsonb_build_object(
    'preferenceId', check_preference.preference ->> 'id',
    'kind', 'COMPARATIVE',
    'measure', v_measure,
    'required', coalesce(
      case
        when v_measure in ('weight_grams', 'price', 'released_on', 'rating') then
          product.comparative_label(jsonb_build_object('measures', jsonb_build_array(v_measure), 'direction', check_preference.preference -> 'direction'))
        else product.attribute_label(v_measure) || case when v_less then ' less' else ' more' end
      end || ' than ' || product.format_measure(v_measure, v_typical, v_currency),
      check_preference.preference ->> 'label'),
    'actual', coalesce(product.format_measure(v_measure, v_held, v_currency), 'not recorded'),
    'typical', product.format_measure(v_measure, v_typical, v_currency),
    'satisfied', coalesce(case when v_less then v_held < v_typical else v_held > v_typical end, false));
end
$$;

ALTER FUNCTION product.check_preference(preference jsonb, compared jsonb, facts jsonb) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.check_preference(preference jsonb, compared jsonb, facts jsonb) IS 'One preference held against the facts of one offer (see product.prove_offer; for comparatives also weightGrams, releasedOn, rating). compared: {measure, typical}, what a comparative is measured by and compared with; null where nothing tells.';

CREATE FUNCTION product.check_product_key(key jsonb, place text, example jsonb) RETURNS void
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $_$
begin
  perform product.check_keys(check_product_key.key, '{handle,productId}', check_product_key.place, 'TSOPT');
  if num_nonnulls(check_product_key.key ->> 'handle', check_product_key.key ->> 'productId') <> 1
    or coalesce(check_product_key.key ->> 'productId', '1') !~ '^[0-9]{1,18}$'
  then
    raise exception using errcode = 'TSOPT',
      message = format('%s is %s, expected either a handle or a product id', check_product_key.place, left(check_product_key.key::text, 100)),
      hint = format('For example %s.', check_product_key.example);
  end if;
end
$_$;

ALTER FUNCTION product.check_product_key(key jsonb, place text, example jsonb) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.check_product_key(key jsonb, place text, example jsonb) IS 'Raises TSOPT unless a product is named by {"handle"} or {"productId"}, one of them. place: how the message names it; example: what the hint shows.';

CREATE FUNCTION product.check_proposals(given jsonb) RETURNS void
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $_$
declare
  v_proposals jsonb := coalesce(check_proposals.given -> 'constraints', '[]');
  v_key text;
  v_found jsonb;
  v_expected text;
begin
  if check_proposals.given is null then
    return;
  end if;
  perform product.check_keys(check_proposals.given, '{model,outcome,constraints}', 'options.proposals', 'TSOPT');
  if jsonb_typeof(v_proposals) = 'array' and jsonb_array_length(v_proposals) <= 20 then
    perform product.check_keys(e.value, '{quote,kind,amount,exclusive,currency,attribute,values,min,max,unit}',
      'options.proposals.constraints[]', 'TSOPT')
    from jsonb_array_elements(v_proposals) e (value);
  end if;

  select m.key, m.value, m.expected into v_key, v_found, v_expected
  from (
    select 'model', check_proposals.given -> 'model', 'TEXT'
    union all
    select 'outcome', check_proposals.given -> 'outcome', 'ANSWERED, TIMED_OUT or FAILED'
    union all
    select 'constraints', v_proposals, 'an array of at most 20 objects'
    union all
    select 'constraints[].' || k.key, p.value -> k.key, k.expected
    from jsonb_array_elements(case jsonb_typeof(v_proposals) when 'array' then v_proposals else '[]' end) p (value)
    cross join (values
      ('quote', 'TEXT'),
      ('kind', 'PRICE_MIN, PRICE_MAX, IN_STOCK, BRAND, CATEGORY, ATTRIBUTE, EXCLUDE_BRAND, EXCLUDE_CATEGORY or EXCLUDE_ATTRIBUTE'),
      ('amount', 'a decimal number as text'), ('min', 'a decimal number as text'), ('max', 'a decimal number as text'),
      ('exclusive', 'true or false'), ('currency', 'TEXT'), ('attribute', 'TEXT'), ('unit', 'TEXT'),
      ('values', 'an array of at most 50 texts of 1 to 200 characters')
    ) k (key, expected)
    where p.value ? k.key or k.key in ('quote', 'kind')
  ) m (key, value, expected)
  where not coalesce(case
    when m.expected = 'TEXT' then jsonb_typeof(m.value) = 'string' and length(m.value #>> '{}') between 1 and 200
    when m.expected = 'true or false' then jsonb_typeof(m.value) = 'boolean'
    when m.expected = 'a decimal number as text' then jsonb_typeof(m.value) = 'string' and m.value #>> '{}' ~ '^-?[0-9]{1,12}(\.[0-9]{1,6})?$'
    when m.key = 'constraints' then jsonb_typeof(m.value) = 'array' and jsonb_array_length(m.value) <= 20
    when m.key = 'constraints[].values' then
      jsonb_typeof(m.value) = 'array' and jsonb_array_length(m.value) <= 50 and not jsonb_path_exists(m.value, '$[*] ? (@.type() != "string")')
        and not exists (select from jsonb_array_elements_text(m.value) v (value) where length(v.value) not between 1 and 200)
    else jsonb_typeof(m.value) = 'string' and m.value #>> '{}' = any (string_to_array(replace(m.expected, ' or ', ', '), ', '))
  end, false)
  limit 1;
  if found then
    raise exception using errcode = 'TSOPT',
      message = format('options.proposals.%s is %s, expected %s', v_key, coalesce(left(v_found::text, 60), 'missing'),
        case v_expected when 'TEXT' then 'a text of 1 to 200 characters' else v_expected end),
      hint = 'For example {"model": "name", "outcome": "ANSWERED", "constraints": [{"quote": "30 is all I have", "kind": "PRICE_MAX", "amount": "30"}]}.';
  end if;
end
$_$;

ALTER FUNCTION product.check_proposals(given jsonb) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.check_proposals(given jsonb) IS 'Raises TSOPT unless options.proposals has the shape that product.accept_proposals takes; nothing given is well. Whether a proposal is true of the text and the catalogue is not looked at.';

CREATE FUNCTION product.check_query_embedding(given jsonb) RETURNS void
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $_$
declare
  v_wrong record;
begin
  if check_query_embedding.given is null then
    return;
  end if;
  perform product.check_keys(check_query_embedding.given, '{model,modelId,text,vector,reason}', 'options.queryEmbedding', 'TSOPT');
  select m.key, m.expected into v_wrong
  from (values
    (1, 'model', 'the name of a model'),
    (2, 'modelId', 'the id of that model as text'),
    (3, 'text', 'the text that was embedded'),
    (4, 'vector', 'an array of 1 to 2000 numbers'),
    (5, 'reason', 'TIMED_OUT, FAILED, PAUSED, ASKED_TO_WAIT or BUSY')
  ) m (position, key, expected)
  cross join lateral (select check_query_embedding.given -> m.key as value) g
  where not coalesce(case m.key
    when 'vector' then g.value is null or jsonb_typeof(g.value) = 'array'
      and jsonb_array_length(g.value) between 1 and 2000 and not jsonb_path_exists(g.value, 'strict $[*] ? (@.type() != "number")')
    when 'modelId' then g.value is null or jsonb_typeof(g.value) = 'string'
    when 'reason' then jsonb_typeof(g.value) = 'string' and g.value #>> '{}' in ('TIMED_OUT', 'FAILED', 'PAUSED', 'ASKED_TO_WAIT', 'BUSY')
      or g.value is null and check_query_embedding.given ? 'vector'
    else jsonb_typeof(g.value) = 'string' end, false)
  order by m.position
  limit 1;
  if found then
    -- Not the value itself: it is a text that somebody asked, or has thousands of figures.
    raise exception using errcode = 'TSOPT',
      message = format('options.queryEmbedding.%s is %s, expected %s', v_wrong.key,
        coalesce('another ' || jsonb_typeof(check_query_embedding.given -> v_wrong.key), 'missing'), v_wrong.expected),
      hint = 'For example {"model": "small", "text": "leather jacket", "vector": [0.6, 0.8]}, with "reason": "FAILED" in place of a vector where there is none. api.question_text says for which model and text.';
  end if;
end
$_$;

ALTER FUNCTION product.check_query_embedding(given jsonb) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.check_query_embedding(given jsonb) IS 'Raises TSOPT unless options.queryEmbedding has model, text, and a vector or a reason; nothing given is well. Whether the vector is one of the model''s is not looked at.';

CREATE FUNCTION product.check_text(content text) RETURNS void
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $_$
begin
  if length(check_text.content) > 1000 then
    raise exception using errcode = 'TSTXT',
      message = format('the text has %s characters, expected at most 1000', length(check_text.content)),
      hint = 'Shorten the question.';
  end if;
  -- \s knows the blanks of ASCII only.
  if check_text.content !~ '[^\s\u0085\u00a0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff]' then
    raise exception using errcode = 'TSTXT',
      message = 'the text is empty',
      hint = 'Ask for something, for example "leather jacket under $150". To browse without a question, give no text.';
  end if;
end
$_$;

ALTER FUNCTION product.check_text(content text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.check_text(content text) IS 'Raises TSTXT for a text of more than 1000 characters or of white space only. Null passes.';

CREATE FUNCTION product.check_text_array(given jsonb, place text, allowed text[]) RETURNS void
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_wrong jsonb;
begin
  if check_text_array.given is null then
    return;
  end if;
  if jsonb_typeof(check_text_array.given) <> 'array' or jsonb_array_length(check_text_array.given) > 200 then
    raise exception using errcode = 'TSOPT',
      message = format('%s is %s, expected an array of at most 200 texts', check_text_array.place, left(check_text_array.given::text, 60)),
      hint = format('For example %s.', to_jsonb(coalesce(check_text_array.allowed, '{PRICE_MAX}')));
  end if;
  select e.value into v_wrong
  from jsonb_array_elements(check_text_array.given) e (value)
  where jsonb_typeof(e.value) <> 'string'
    or length(e.value #>> '{}') not between 1 and 200
    or check_text_array.allowed is not null and e.value #>> '{}' <> all (check_text_array.allowed)
  limit 1;
  if found then
    raise exception using errcode = 'TSOPT',
      message = format('%s has %s', check_text_array.place, left(v_wrong::text, 60)),
      hint = case
        when check_text_array.allowed is null then 'Give texts of 1 to 200 characters.'
        else format('Use %s.', array_to_string(check_text_array.allowed, ', '))
      end;
  end if;
end
$$;

ALTER FUNCTION product.check_text_array(given jsonb, place text, allowed text[]) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.check_text_array(given jsonb, place text, allowed text[]) IS 'Raises TSOPT unless an option is an array of at most 200 texts, each one of allowed (null: any); nothing given is well. place: how the message names it.';

CREATE FUNCTION product.common_ids(one bigint[], other bigint[]) RETURNS bigint[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
  select case
    when common_ids.one is null then common_ids.other
    else coalesce((select array_agg(i.id) from unnest(common_ids.one) i (id) where i.id = any (common_ids.other)), '{}')
  end;
$$;

ALTER FUNCTION product.common_ids(one bigint[], other bigint[]) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.common_ids(one bigint[], other bigint[]) IS 'The ids in both; one null means no demand yet, so the other.';

CREATE FUNCTION product.comparative_label(preference jsonb) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $_$
  select case f.measure || ' ' || f.direction
    when 'price LESS' then 'cheaper'
    when 'price MORE' then 'more expensive'
    when 'weight_grams LESS' then 'lighter'
    when 'weight_grams MORE' then 'heavier'
    when 'released_on LESS' then 'older'
    when 'released_on MORE' then 'newer'
    when 'rating LESS' then 'lower rated'
    when 'rating MORE' then 'better rated'
    -- "quieter", "smaller": the word of the row says it better than the attribute does.
    else coalesce(substring(f.origin from '^comparative: (.+)$'), lower(f.direction) || ' ' || product.attribute_label(f.measure))
  end
  from (
    select comparative_label.preference #>> '{measures,0}' as measure, comparative_label.preference ->> 'direction' as direction,
      comparative_label.preference ->> 'origin' as origin
  ) f;
$_$;

ALTER FUNCTION product.comparative_label(preference jsonb) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.comparative_label(preference jsonb) IS 'A COMPARATIVE in a word: "lighter", "cheaper", "newer"; of a number attribute as its row has it, "quieter", else "less noise".';

CREATE FUNCTION product.constraint_group(key text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
  select case
    when constraint_group.key in ('PRICE_MIN', 'PRICE_MAX') then 'PRICE'
    when constraint_group.key = 'IN_STOCK' then 'AVAILABILITY'
    else constraint_group.key
  end;
$$;

ALTER FUNCTION product.constraint_group(key text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.constraint_group(key text) IS 'The facet that a constraint with this key selects in, by name: CATEGORY, BRAND, PRICE, AVAILABILITY, ATTRIBUTE:colour; for what no facet shows the key itself.';

CREATE FUNCTION product.constraint_key(item_constraint jsonb) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
  select (constraint_key.item_constraint ->> 'kind') || coalesce(':' || coalesce(
    constraint_key.item_constraint #>> '{filter,attributes,0,name}',
    constraint_key.item_constraint #>> '{filter,exclude,attributes,0,name}'), '');
$$;

ALTER FUNCTION product.constraint_key(item_constraint jsonb) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.constraint_key(item_constraint jsonb) IS 'What a constraint is about, in a form that outlives a change of the question: its kind, with the attribute where it has one, such as PRICE_MAX or ATTRIBUTE:colour. Ranges of an attribute have the key of its values. Several constraints of an answer may share a key.';

CREATE FUNCTION product.constraint_label(kind text, filter jsonb, currency text) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select case constraint_label.kind
    when 'CURRENT_PRICE' then 'at a current price'
    when 'PRICE_MIN' then
      case when (constraint_label.filter #>> '{price,minExclusive}')::boolean then 'over ' else 'at least ' end
      || product.format_money((constraint_label.filter #>> '{price,min}')::numeric, constraint_label.currency)
    when 'PRICE_MAX' then
      case when (constraint_label.filter #>> '{price,maxExclusive}')::boolean then 'under ' else 'at most ' end
      || product.format_money((constraint_label.filter #>> '{price,max}')::numeric, constraint_label.currency)
    when 'IN_STOCK' then 'in stock'
    when 'IN_STOCK_AT' then 'in stock at ' || (
      select string_agg(l.name, ' or ' order by l.name) from product.location l
      where constraint_label.filter -> 'inStockAt' ? l.code)
    when 'CATEGORY' then 'in ' || (
      select string_agg(c.name, ' or ' order by c.name) from product.category c
      where constraint_label.filter -> 'categories' ? c.slug)
    when 'BRAND' then 'by ' || product.brand_names(constraint_label.filter -> 'brands')
    when 'ATTRIBUTE' then case when not constraint_label.filter #> '{attributes,0}' ? 'values' then
      product.range_label(constraint_label.filter #> '{attributes,0}')
    else
      product.attribute_label(constraint_label.filter #>> '{attributes,0,name}') || ': '
      || product.joined(constraint_label.filter #> '{attributes,0,values}')
    end
    when 'EXCLUDE_CATEGORY' then 'not in ' || (
      select string_agg(c.name, ' or ' order by c.name) from product.category c
      where constraint_label.filter #> '{exclude,categories}' ? c.slug)
    when 'EXCLUDE_BRAND' then 'not by ' || product.brand_names(constraint_label.filter #> '{exclude,brands}')
    when 'EXCLUDE_ATTRIBUTE' then
      product.attribute_label(constraint_label.filter #>> '{exclude,attributes,0,name}') || ' not '
      || product.joined(constraint_label.filter #> '{exclude,attributes,0,values}')
    when 'EXCLUDE_PRODUCT' then 'other than ' || product.joined(constraint_label.filter #> '{exclude,products}')
  end;
$$;

ALTER FUNCTION product.constraint_label(kind text, filter jsonb, currency text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.constraint_label(kind text, filter jsonb, currency text) IS 'A constraint in words, for chips and narration: "under $150.00", "material: leather or suede", "capacity at least 20 l", "in stock at Berlin or Porto".';

CREATE FUNCTION product.contradicts(proposed jsonb, read jsonb) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select exists (
    select from jsonb_array_elements(contradicts.read) r (value)
    where product.is_contradicted(r.value, jsonb_build_array(contradicts.proposed))
  );
$$;

ALTER FUNCTION product.contradicts(proposed jsonb, read jsonb) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.contradicts(proposed jsonb, read jsonb) IS 'Whether a proposed constraint leaves nothing of what the constraints and preferences in read ask for, or they nothing of it.';

CREATE FUNCTION product.convert_measure(amount numeric, from_code text, to_code text) RETURNS numeric
    LANGUAGE sql STABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  -- Nine places: what two thirds of a °F round to is no other temperature then.
  select trim_scale(round((convert_measure.amount * f.factor + f.zero - t.zero) / t.factor, 9))
  from product.unit f
  join product.unit t on t.dimension = f.dimension
  where f.code = convert_measure.from_code and t.code = convert_measure.to_code;
$$;

ALTER FUNCTION product.convert_measure(amount numeric, from_code text, to_code text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.convert_measure(amount numeric, from_code text, to_code text) IS 'An amount of one unit in another, both by product.unit.code: (1.5, kg, g) is 1500; to nine places, without trailing zeros. Null where a unit is unknown, or of another dimension.';

CREATE FUNCTION product.count_funnel(question product.question, offers product.judged_offer[], product_ids bigint[], sets integer[]) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  with asked as materialized (
    -- A current price is asked first: without one there is no offer to judge.
    select c.value, row_number() over (order by c.value ->> 'kind' <> 'CURRENT_PRICE', c.position) as step
    from jsonb_array_elements((count_funnel.question).interpretation -> 'constraints') with ordinality c (value, position)
  ),
  candidate as materialized (
    select c.product_id
    from unnest(count_funnel.product_ids, count_funnel.sets) c (product_id, sets)
    where c.sets & 1 = 1
  ),
  -- How far the offer of a product that gets farthest gets: the first step that turns it away, or one past the last.
  reached as materialized (
    select o.product_id,
      max(1 + coalesce(nullif(position(B'1' in o.fails), 0), length(o.fails) + 1)) as step
    from unnest(count_funnel.offers) o
    where o.sets & 1 = 1
    group by o.product_id
  ),
  -- Under row security, and without what policy leaves out from the start.
  counted as materialized (
    select c.product_id, coalesce(r.step, 1) as step
    from candidate c
    join product.product p on p.product_id = c.product_id and p.status = 'active'
    left join reached r on r.product_id = c.product_id
    where c.product_id <> all (coalesce(((count_funnel.question).demand).excluded_product_ids, '{}')) or r.product_id is not null
  ),
  counts as (
    select a.step, a.value,
      (select count(*) from counted d where d.step = a.step) as turned_away,
      (select count(*) from counted d where d.step > a.step) as remaining
    from asked a
  )
  select jsonb_build_object(
    'candidates', (select count(*) from counted),
    'steps', (
      select jsonb_agg(jsonb_build_object(
        'constraintId', n.value -> 'id', 'kind', n.value -> 'kind', 'label', n.value -> 'label',
        'turnedAway', n.turned_away, 'remaining', n.remaining) order by n.step)
      from counts n),
    'remaining', (select n.remaining from counts n order by n.step desc limit 1));
$$;

ALTER FUNCTION product.count_funnel(question product.question, offers product.judged_offer[], product_ids bigint[], sets integer[]) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.count_funnel(question product.question, offers product.judged_offer[], product_ids bigint[], sets integer[]) IS 'A waterfall: of the candidates, how many products each constraint turned away of what those before it left; one offer has to pass them all. {candidates, steps, remaining}. CURRENT_PRICE comes first and mostly turns away 0: words and meaning propose only what has a price, so it is what was named or pinned. remaining is the total of the answer, before options.maxPerBrand.';

CREATE FUNCTION product.counts_something(reading product.reading, first integer, amount numeric) RETURNS boolean
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $_$
declare
  v_last integer := counts_something.first - 1;
begin
  while (counts_something.reading).forms[v_last] in ('is', 'are', 'of', 'at') and (counts_something.reading).gaps[v_last + 1] ~ '^\s+$' loop
    v_last := v_last - 1;
  end loop;
  return (counts_something.reading).gaps[v_last + 1] ~ '^[\s:-]*$' and exists (
    select from unnest((counts_something.reading).lexemes) l
    where l.last = v_last
      and (l.class = 'ATTRIBUTE' and l.meaning = 'number' and l.origin like 'attribute: %'
        or l.class = 'PHRASE' and (l.meaning = 'NO_PRICE' or l.meaning = 'CHILD' and counts_something.amount <= 18)));
end
$_$;

ALTER FUNCTION product.counts_something(reading product.reading, first integer, amount numeric) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.counts_something(reading product.reading, first integer, amount numeric) IS 'Whether what stands before word first, which starts a bound, says that its bare number is no money: "rated over 4", "sizes from 38 to 40", "toys for kids under 5".';

CREATE FUNCTION product.curated_products(written text[], as_of timestamp with time zone, OUT pinned_ids bigint[], OUT curated_out_ids bigint[]) RETURNS record
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  with row_of as (
    -- Both forms of the question may have a row for one product: leaving out goes before pinning.
    select distinct on (c.product_id) c.product_id, c.action, c.position
    from product.curation c
    join product.product p on p.product_id = c.product_id and p.status = 'active'
    where c.query_text = any (curated_products.written)
      and c.valid @> curated_products.as_of
      and (c.audience is null
        or current_setting('trueshelf.customer_group', true) = any (c.audience)
        or current_setting('trueshelf.role', true) = 'merchant')
    order by c.product_id, c.action, c.position
  )
  select
    array_agg(r.product_id order by r.position, r.product_id) filter (where r.action = 'PIN'),
    array_agg(r.product_id order by r.product_id) filter (where r.action = 'EXCLUDE')
  from row_of r;
$$;

ALTER FUNCTION product.curated_products(written text[], as_of timestamp with time zone, OUT pinned_ids bigint[], OUT curated_out_ids bigint[]) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.curated_products(written text[], as_of timestamp with time zone, OUT pinned_ids bigint[], OUT curated_out_ids bigint[]) IS 'What a merchant pinned to the top of a question''s answer, in order, and what was left out of it, at the instant; null for none. written: the question as asked and as read, lower case with single spaces.';

CREATE FUNCTION product.default_currency() RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select l.currency
  from product.price_list l
  where l.customer_group is null
  order by l.is_default desc, l.price_list_id
  limit 1;
$$;

ALTER FUNCTION product.default_currency() OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.default_currency() IS 'The currency of a question that names none: the default price list''s, else the oldest public list''s; null in a shop without lists.';

CREATE FUNCTION product.demand_without(question product.question, keys text[]) RETURNS product.demand
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_question product.question := demand_without.question;
begin
  v_question.demand := product.build_demand(
    (
      select coalesce(jsonb_agg(c.value order by c.position), '[]')
      from jsonb_array_elements(v_question.interpretation -> 'constraints') with ordinality c (value, position)
      where demand_without.keys is not null
        and c.value ->> 'key' <> all (demand_without.keys)
    ),
    v_question.currency, v_question.as_of);
  return (product.apply_policy(
    v_question, (select p.category_id from product.product p where p.product_id = v_question.anchor_id))).demand;
end
$$;

ALTER FUNCTION product.demand_without(question product.question, keys text[]) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.demand_without(question product.question, keys text[]) IS 'The demand of a question without its constraints of these keys; null: without any. What rules and merchants add to it stays.';

CREATE FUNCTION product.demanded_products(demand product.demand, row_limit integer) RETURNS bigint[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    SET random_page_cost TO '1.1'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $$
declare
  v_product_ids bigint[];
begin
  -- A demand upon the product or the variant can be far rarer than any price; PostgreSQL would not find its index behind
  -- the alternatives of product.qualifying_offers. The rarest kinds first.
  if num_nonnulls((demanded_products.demand).attributes, (demanded_products.demand).weight) > 0 then
    select array_agg(distinct q.product_id)
    into v_product_ids
    from (
      select v.product_id
      from product.variant v
      where ((demanded_products.demand).attributes is null or v.attributes @? (demanded_products.demand).attributes)
        and ((demanded_products.demand).weight is null or v.weight_grams <@ (demanded_products.demand).weight)
      limit 10 * demanded_products.row_limit
    ) q;
    if coalesce(cardinality(v_product_ids), 0) < demanded_products.row_limit then
      return coalesce(v_product_ids, '{}');
    end if;
  end if;
  if num_nonnulls((demanded_products.demand).category_ids, (demanded_products.demand).brand_ids) > 0 then
    select array_agg(q.product_id)
    into v_product_ids
    from (
      select p.product_id
      from product.product p
      where ((demanded_products.demand).category_ids is null or p.category_id = any ((demanded_products.demand).category_ids))
        and ((demanded_products.demand).brand_ids is null or p.brand_id = any ((demanded_products.demand).brand_ids))
      limit demanded_products.row_limit
    ) q;
    if coalesce(cardinality(v_product_ids), 0) < demanded_products.row_limit then
      return coalesce(v_product_ids, '{}');
    end if;
  end if;
  if (demanded_products.demand).location_ids is not null then
    select array_agg(distinct q.product_id)
    into v_product_ids
    from (
      select s.product_id
      from product.stock s
      where s.location_id = any ((demanded_products.demand).location_ids) and s.available > 0
      limit 10 * demanded_products.row_limit
    ) q;
    if coalesce(cardinality(v_product_ids), 0) < demanded_products.row_limit then
      return coalesce(v_product_ids, '{}');
    end if;
  end if;
  return null;
end
$$;

ALTER FUNCTION product.demanded_products(demand product.demand, row_limit integer) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.demanded_products(demand product.demand, row_limit integer) IS 'Ids of the products that have the attributes and the weight, or are of the category and brand, or are at the location demanded, whichever are fewer than row_limit; null where there is no such demand or it leaves more. Says nothing of price, stock or entitlement, so only ids that product.qualifying_offers goes through may come of it.';

CREATE FUNCTION product.denied_noun(reading product.reading, first integer, is_floor boolean) RETURNS product.lexeme
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $_$
declare
  v_reading product.reading := denied_noun.reading;
  v_first integer := denied_noun.first;
  v_not product.lexeme;
  v_opens boolean;
begin
  -- "no jackets for over $50"
  if v_reading.forms[v_first - 1] in ('at', 'for') then
    v_first := v_first - 1;
  end if;
  select l.* into v_not
  from unnest(v_reading.lexemes) l
  where l.class = 'PHRASE' and l.meaning = 'NOT' and l.last between v_first - 5 and v_first - 2
    -- "not" and "without" are said of what a thing is or has: "a dress without sleeves over $50".
    and l.value ~ '(?:^|\s)(?:no|(?:do not|don''t) .*)$'
    and product.is_free(v_reading, l.first, v_first - 1)
    and '' = all (array(select trim(g.gap) from unnest(v_reading.gaps[l.first + 1:v_first]) g (gap)))
    and not exists (
      select from unnest(v_reading.lexemes) p
      where p.class = 'PHRASE' and p.meaning not in ('STOCK_AT', 'PRIVATIVE', 'PERSON') and p.first > l.last and p.last < v_first)
  order by l.first
  limit 1;
  if v_not.first is null then
    return null;
  end if;
  while v_reading.forms[v_not.last + 1] in ('any', 'a', 'the') and v_not.last < v_first - 2 loop
    v_not.last := v_not.last + 1;
  end loop;
  -- Something wished before makes it a part that may be missing: "a shirt with no logo under $20".
  v_opens := not exists (
    select from generate_series(1, product.negation_lead(v_reading, v_not.first) - 1) w (word)
    where product.is_free(v_reading, w.word, w.word)
      and not exists (
        select from unnest(v_reading.lexemes) l
        where l.class = 'PHRASE' and l.meaning = 'FILLER' and w.word between l.first and l.last));
  return case when exists (
      select from unnest(v_reading.lexemes) l
      where l.class = 'CATEGORY' and l.last = v_first - 1 and l.first > v_not.last)
    then case when v_opens or denied_noun.is_floor then v_not end
    else case when v_opens and not exists (
        select from unnest(v_reading.lexemes) l
        where l.class in ('BRAND', 'VALUE') and l.last = v_first - 1)
      and ts_lexize('pg_catalog.english_stem', v_reading.forms[v_first - 1]) <> '{}'
      then v_not end
    end;
end
$_$;

ALTER FUNCTION product.denied_noun(reading product.reading, first integer, is_floor boolean) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.denied_noun(reading product.reading, first integer, is_floor boolean) IS 'The "no" that denies things on one side of a bound which starts with word first ("no jackets over $50"): such a bound is turned round, and the things are wished still. Null without one, and where it may say that something wished lacks a part. is_floor: of the bound.';

CREATE FUNCTION product.describe_item(item jsonb) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select concat_ws(', ',
    product.format_money((describe_item.item #>> '{price,amount}')::numeric, describe_item.item #>> '{price,currency}'),
    case describe_item.item #>> '{stock,status}'
      when 'IN_STOCK' then (describe_item.item #>> '{stock,available}') || ' in stock'
      when 'LOW' then 'only ' || (describe_item.item #>> '{stock,available}') || ' left'
      when 'OUT_OF_STOCK' then 'sold out'
      else 'stock unknown'
    end,
    product.format_weight((describe_item.item ->> 'weightGrams')::numeric));
$$;

ALTER FUNCTION product.describe_item(item jsonb) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.describe_item(item jsonb) IS 'The facts of an evidence item in a few words: "$129.00, 12 in stock, 840 g".';

CREATE FUNCTION product.describe_retrieval(question product.question, candidates product.candidates, is_empty boolean, pinned bigint) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select jsonb_build_object(
    'mode', (describe_retrieval.question).mode,
    'strategy', case
      when (describe_retrieval.question).query_vector is null or (describe_retrieval.candidates).nothing_qualifies then 'NONE'
      when (describe_retrieval.candidates).approximate then 'APPROXIMATE'
      else 'EXACT' end,
    -- By words alone nothing is compared but what they propose.
    'candidatesScanned', coalesce(case
      when (describe_retrieval.question).query_vector is null and (describe_retrieval.question).mode <> 'BROWSE' then
        cardinality((describe_retrieval.candidates).word_ids)
      else (describe_retrieval.candidates).scanned end, 0),
    'exhausted', (describe_retrieval.candidates).exhausted,
    'embeddingModel', case when (describe_retrieval.question).query_vector is not null then ((describe_retrieval.question).model).name end,
    'similarityFloor', case when (describe_retrieval.question).query_vector is not null
      and (describe_retrieval.question).complements is null then
      round((describe_retrieval.question).similarity_floor::numeric, 4) end,
    'anchor', case when (describe_retrieval.question).anchor_id is not null then (
      select jsonb_build_object('productId', p.product_id::text, 'handle', p.handle, 'title', p.title)
      from product.product p
      where p.product_id = (describe_retrieval.question).anchor_id) end,
    'curation', case when describe_retrieval.pinned > 0 or (describe_retrieval.question).curated_out_ids is not null then
      jsonb_build_object(
        'pinned', describe_retrieval.pinned,
        'excluded', coalesce(cardinality((describe_retrieval.question).curated_out_ids), 0)) end,
    'degraded', (describe_retrieval.question).degraded,
    'emptyReason', case when describe_retrieval.is_empty then
      case
        when (describe_retrieval.question).cursor is not null then 'there is nothing behind this cursor'
        when ((describe_retrieval.question).demand).price_list_id is null then
          format('nothing is priced in %s here', coalesce((describe_retrieval.question).currency, 'any currency'))
        when (describe_retrieval.question).complements = '[]' then 'no rule says what goes with this product'
        when (describe_retrieval.candidates).nothing_qualifies then (
          select format('no product is %s', string_agg(c ->> 'label', ', ' order by length(c ->> 'id'), c ->> 'id'))
          from jsonb_array_elements((describe_retrieval.question).interpretation -> 'constraints') c)
        -- A provider that gave no vector says nothing of what the catalogue has.
        when (describe_retrieval.question).degraded is not null and (describe_retrieval.question).anchor_id is null
          and ((describe_retrieval.question).model).provider <> 'builtin' then
          case when (describe_retrieval.question).options ->> 'mode' = 'SEMANTIC' then 'there is no vector to compare anything with'
            else 'nothing that qualifies has words of the question, and its meaning was not compared' end
        when (describe_retrieval.question).all_words is null and (describe_retrieval.question).query_vector is null then
          case when (describe_retrieval.question).anchor_id is not null then 'there is nothing to compare this product by'
            else 'no word of the question means anything in this catalogue' end
        -- Its own model has a vector for every word that the catalogue knows.
        when (describe_retrieval.question).query_vector is null and (describe_retrieval.question).anchor_id is null
          and ((describe_retrieval.question).model).provider = 'builtin'
          and (describe_retrieval.question).options ->> 'mode' is distinct from 'LEXICAL'
          then 'no word of the question means anything in this catalogue'
        else (
          select format(
            case when (describe_retrieval.question).query_vector is null then 'nothing %s is like the question'
              else 'nothing %s has all words of the question, or is nearer to it in meaning than %s' end,
            coalesce('that is ' || string_agg(c ->> 'label', ', ' order by length(c ->> 'id'), c ->> 'id'), 'in this catalogue'),
            round((describe_retrieval.question).similarity_floor::numeric, 2))
          from jsonb_array_elements((describe_retrieval.question).interpretation -> 'constraints') c
          where c ->> 'kind' <> 'CURRENT_PRICE')
      end
    end);
$$;

ALTER FUNCTION product.describe_retrieval(question product.question, candidates product.candidates, is_empty boolean, pinned bigint) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.describe_retrieval(question product.question, candidates product.candidates, is_empty boolean, pinned bigint) IS 'How an answer was found, as its page says it: mode, strategy, bounds, model, floor, the product that it is compared with, curation, and why it is empty where it is.';

CREATE FUNCTION product.dismiss_constraints(interpretation jsonb, dismissed text[]) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $_$
declare
  v_left jsonb := dismiss_constraints.interpretation;
begin
  if coalesce(dismiss_constraints.dismissed, '{}') = '{}' then
    return v_left;
  end if;
  with read as (
    select 'constraints' as part, e.value, e.position, product.constraint_key(e.value) as key
    from jsonb_array_elements(dismiss_constraints.interpretation -> 'constraints') with ordinality e (value, position)
    union all
    select 'preferences', e.value, e.position, product.preference_key(e.value)
    from jsonb_array_elements(dismiss_constraints.interpretation -> 'preferences') with ordinality e (value, position)
    union all
    select 'sort', s.value, 1, 'SORT'
    from (select dismiss_constraints.interpretation -> 'sort' as value) s
    where jsonb_typeof(s.value) = 'object'
  ),
  judged as (
    -- A current price is no wish that one could do without: it is demanded of every offer, whatever the text says.
    select r.*, r.key <> 'CURRENT_PRICE' and r.key = any (dismiss_constraints.dismissed) as dismissed from read r
  ),
  -- A piece of text under each key that it speaks of: "between $20 and $50" under two, which are taken back one by one.
  piece as (
    select j.value -> 'span' as span, j.key, min(j.part) as part, min(j.position) as position
    from judged j
    where j.dismissed
    group by j.value -> 'span', j.key
  )
  select v_left || jsonb_build_object(
    'constraints', (
      select coalesce(jsonb_agg(j.value order by j.position), '[]') from judged j where j.part = 'constraints' and not j.dismissed),
    'preferences', (
      select coalesce(jsonb_agg(j.value order by j.position), '[]') from judged j where j.part = 'preferences' and not j.dismissed),
    'sort', (select j.value from judged j where j.part = 'sort' and not j.dismissed),
    'ignored', (v_left -> 'ignored') || (
      select coalesce(
        jsonb_agg(jsonb_build_object('span', p.span, 'kind', 'DISMISSED', 'key', p.key, 'reason', 'left aside on request')
          order by p.part, p.position), '[]')
      from piece p))
  into v_left;
  return v_left;
end
$_$;

ALTER FUNCTION product.dismiss_constraints(interpretation jsonb, dismissed text[]) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.dismiss_constraints(interpretation jsonb, dismissed text[]) IS 'What product.interpret_text read, without the constraints, preferences and sort that have one of these keys (see product.constraint_key, product.preference_key; SORT): their pieces of text are listed as ignored, and the residue stays. To be called before anything is decided by what the text says, the currency of the answer included. A key that nothing has changes nothing; null dismisses nothing.';

CREATE FUNCTION product.effective_attributes(product_attributes jsonb, options jsonb) RETURNS jsonb
    LANGUAGE sql STABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select coalesce(jsonb_object_agg(e.name, e.held), '{}')
  from (
    select a.name, jsonb_agg(distinct lower(item.value #>> '{}')) as held
    from jsonb_each(effective_attributes.product_attributes || effective_attributes.options) given (name, value)
    join product.attribute a on a.name = given.name
    cross join lateral jsonb_array_elements(
      case jsonb_typeof(given.value) when 'array' then given.value else jsonb_build_array(given.value) end
    ) item (value)
    where jsonb_typeof(item.value) in ('string', 'number', 'boolean')
    group by a.name
  ) e;
$$;

ALTER FUNCTION product.effective_attributes(product_attributes jsonb, options jsonb) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.effective_attributes(product_attributes jsonb, options jsonb) IS 'What a variant is held to be by filters: the product''s attributes overlaid by the variant''s options, registered names only, each value a lower-case text in an array.';

CREATE FUNCTION product.ends_amount(reading product.reading, last integer) RETURNS boolean
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $_$
declare
  v_form text := (ends_amount.reading).forms[ends_amount.last + 1];
  v_gap text := (ends_amount.reading).gaps[ends_amount.last + 1];
  v_lexemes product.lexeme[] := (ends_amount.reading).lexemes;
begin
  if v_form is null or v_gap ~ '[,;:!?.()…\n]|\s[-–—]\s' then
    return true;
  elsif v_gap !~ '^\s+$' then
    return false;
  elsif exists (select from unnest(v_lexemes) l where l.class = 'UNIT' and l.first = ends_amount.last + 1)
    -- "under 13 in", "over 13 in wide", but "under 13 in black".
    and (v_form <> 'in' or ends_amount.last + 2 > cardinality((ends_amount.reading).forms) or exists (
      select from unnest(v_lexemes) l where l.class = 'ATTRIBUTE' and l.meaning = 'number' and l.first = ends_amount.last + 2))
  then
    return false;
  end if;
  return (ends_amount.reading).taken[ends_amount.last + 1]
    or v_form in ('and', 'or', 'in', 'but', 'with', 'without', 'for', 'that', 'which', 'please', 'only', 'at', 'is', 'are', 'if', 'so', 'from', 'by')
    or v_form ~ '^[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]+$'
    or exists (
      select from unnest(v_lexemes) l
      where l.class = 'PHRASE' and l.meaning not in ('LITERAL', 'PRIVATIVE', 'PRICED', 'NO_PRICE', 'CHILD', 'PERSON', 'BUDGET')
        and l.first = ends_amount.last + 1);
end
$_$;

ALTER FUNCTION product.ends_amount(reading product.reading, last integer) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.ends_amount(reading product.reading, last integer) IS 'Whether nothing behind a bare number, whose last word is given, makes it a count or a measure: the text ends, or a mark, a connecting word, a phrase of ours or something understood already follows.';

CREATE FUNCTION product.estimated_offers(demand product.demand) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    SET random_page_cost TO '1.1'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $_$
declare
  v_plan json;
begin
  execute 'explain (format json) select from product.qualifying_offers($1) o' into v_plan using estimated_offers.demand;
  return (v_plan #>> '{0,Plan,Plan Rows}')::numeric::bigint;
end
$_$;

ALTER FUNCTION product.estimated_offers(demand product.demand) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.estimated_offers(demand product.demand) IS 'How many offers meet a demand, as the planner estimates it from its statistics: half a millisecond, within some 30 % for bounds of price and stock, a guess for the rest. Chooses a plan, never an answer.';

CREATE FUNCTION product.evidence_page(question product.question, candidates product.candidates, k integer, only_product_id bigint, now timestamp with time zone) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    SET random_page_cost TO '1.1'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $_$
declare
  v_demand constant product.demand := (evidence_page.question).demand;
  v_model constant embeddings.model := (evidence_page.question).model;
  v_vector constant vector := (evidence_page.question).query_vector;
  v_mode constant text := (evidence_page.question).mode;
  v_sort constant text := (evidence_page.question).sort;
  v_cursor constant jsonb := (evidence_page.question).cursor;
  v_currency constant text := (evidence_page.question).currency;
  v_interpretation constant jsonb := (evidence_page.question).interpretation;
  v_exact_variant_id constant bigint := (evidence_page.question).exact_variant_id;
  -- An exact match comes first; words and meaning add up to 1, comparatives to 0.2 of that, bare words to 0.1: of the shares
  -- that were tried, 0.05 is as good and 0.2 harms one of two catalogues (docs/evaluation.md).
  v_exact_boost constant numeric := 2;
  v_comparative_share constant double precision := 0.2;
  v_wish_share constant double precision := 0.1;
  v_prefers constant boolean := v_interpretation -> 'preferences' <> '[]' and v_mode <> 'BROWSE';
  v_comparatives jsonb := '[]';
  v_wishes product.demand[];
  -- Those that can tell one variant from another; not where the caller wants the cheapest shown.
  v_variant_wishes product.demand[] := '{}';
  v_anchor_measures jsonb;
  v_resembled jsonb;
  -- Beside an anchor, what is like it and differs as it should stands before the rest.
  v_differs boolean := false;
  -- A sort that the text asks for orders what fits well and has all the words that were wished for as far as anything has, then
  -- what has half of them, then what fits less, then the rest, by shares of what the best has. Of the first five answers to
  -- "cheapest X", for 24 judged X of up to four words, 0.90 were related and 0.79 good; without bands it is a third.
  v_banded constant boolean := v_mode <> 'BROWSE' and jsonb_typeof(v_interpretation -> 'sort') = 'object';
  v_fits_well constant double precision := 0.75;
  v_fits constant double precision := 0.5;
  -- A page that follows another is ordered by the stock that the first one saw.
  v_first_seen constant timestamptz := coalesce((v_cursor ->> 'at')::timestamptz, evidence_page.now);
  v_then_demand product.demand := v_demand;
  v_cursor_base jsonb;
  v_page jsonb;
begin
  v_then_demand.in_stock := null;
  if v_prefers then
    v_comparatives := jsonb_path_query_array(v_interpretation, '$.preferences[*] ? (@.kind == "COMPARATIVE")');
    v_wishes := product.wished_demands(evidence_page.question);
    if v_banded or v_sort not in ('PRICE_ASC', 'PRICE_DESC') then
      v_variant_wishes := array(select w from unnest(v_wishes) w where num_nonnulls((w).attributes, (w).weight) > 0);
    end if;
    if v_comparatives <> '[]' and (evidence_page.question).anchor_id is not null and v_cursor is null then
      v_anchor_measures := product.anchor_measures(evidence_page.question,
        array(select distinct m #>> '{}' from jsonb_path_query(v_comparatives, '$[*].measures[*]') m));
    end if;
    v_differs := v_comparatives <> '[]' and (evidence_page.question).anchor_id is not null and v_sort = 'RELEVANCE';
    if v_comparatives <> '[]' and (evidence_page.question).anchor_id is null and v_cursor is null
      and jsonb_path_exists(v_interpretation, '$.constraints[*] ? (@.kind != "CURRENT_PRICE")')
    then
      v_resembled := product.resembled_measures(evidence_page.question, v_comparatives);
    end if;
  end if;
  v_cursor_base := jsonb_strip_nulls(jsonb_build_object(
    'question', (evidence_page.question).fingerprint,
    'asOf', product.rfc3339((evidence_page.question).as_of),
    'proposals', (evidence_page.question).options -> 'proposals',
    'at', product.rfc3339(v_first_seen),
    -- The first page had to do without a vector, and so do those that follow.
    'byWords', case when v_cursor is null then
      case when v_vector is null and product.vector_text(evidence_page.question) is not null then true end
      else (v_cursor -> 'byWords')::boolean end,
    'bestAll', (evidence_page.candidates).best_all,
    'bestAny', (evidence_page.candidates).best_any));

  -- Materialized, so that its key is a column: row security takes the expression for leaky and keeps it out of the index
  -- conditions below.
  with proposed as materialized (
    select coalesce(n.product_id, w.product_id) as product_id, n.product_id is not null and v_mode <> 'BROWSE' as near,
      w.score as lexical, w.position as lexical_rank
    from unnest((evidence_page.candidates).near_ids) n (product_id)
    full join unnest((evidence_page.candidates).word_ids, (evidence_page.candidates).word_scores)
      with ordinality w (product_id, score, position) on w.product_id = n.product_id
  ),
  named as materialized (
    select coalesce(x.product_id, p.product_id) as product_id, x.match, p.position as pin
    from unnest((evidence_page.question).exact_ids, (evidence_page.question).exact_matches) x (product_id, match)
    full join unnest((evidence_page.question).pinned_ids) with ordinality p (product_id, position) on p.product_id = x.product_id
    where v_mode <> 'BROWSE'
  ),
  candidate as materialized (
    select coalesce(c.product_id, n.product_id) as product_id, coalesce(c.near, false) as near, c.lexical, c.lexical_rank, n.match, n.pin
    from proposed c
    full join named n on n.product_id = c.product_id
  ),
  stock_then as materialized (
    select s.product_id, s.variant_id, s.available
    from product.stock_before(array(select c.product_id from candidate c), v_first_seen) s
    where v_cursor is not null
  ),
  -- One offer a product: the one asked for by its SKU, then one that is in stock before one that is not, then the one that has
  -- most of what was wished for, then the cheapest. product.explained_offers has the same order.
  offered as (
    select
      c.*, o.variant_id, o.price_list_id, o.valid_from, o.valid_to, o.amount, o.compare_at, o.available,
      p.brand_id, p.category_id, p.released_on, p.rating, v.weight_grams,
      case when v_prefers then v.attributes end as attributes, -- copied by each step below
      case when v_vector is not null then 1 - (e.embedding <=> v_vector) end as similarity,
      coalesce(t.amount, o.amount) as place_amount,
      case when t.variant_id is not null then t.available else o.available end as place_available
    from candidate c
    join product.product p on p.product_id = c.product_id and p.status = 'active'
    -- A product at a time, by its key: as a join, a wrong estimate reads all offers again for each product (20 s for 19,406).
    cross join lateral (
      select q.*
      from product.qualifying_offers(v_demand) q
      where q.product_id = c.product_id
      order by (q.variant_id = v_exact_variant_id) is true desc, coalesce(q.available, 0) > 0 desc,
        case when cardinality(v_variant_wishes) > 0 then (
          select count(*)
          from product.variant h
          cross join unnest(v_variant_wishes) w
          where h.product_id = q.product_id and h.variant_id = q.variant_id
            and (w.attributes is null or h.attributes @? w.attributes)
            and (w.weight is null or h.weight_grams <@ w.weight)
        ) end desc,
        q.amount, q.variant_id
      limit 1
    ) o
    left join (select distinct s.product_id from stock_then s) x on x.product_id = c.product_id
    left join lateral (
      select q.variant_id, q.amount, case when s.variant_id is not null then s.available else q.available end as available
      from product.qualifying_offers(v_then_demand) q
      left join stock_then s on s.product_id = q.product_id and s.variant_id = q.variant_id
      where q.product_id = x.product_id
        and (v_demand.in_stock is not true or case when s.variant_id is not null then s.available else q.available end > 0)
      order by (q.variant_id = v_exact_variant_id) is true desc,
        coalesce(case when s.variant_id is not null then s.available else q.available end, 0) > 0 desc,
        case when cardinality(v_variant_wishes) > 0 then (
          select count(*)
          from product.variant h
          cross join unnest(v_variant_wishes) w
          where h.product_id = q.product_id and h.variant_id = q.variant_id
            and (w.attributes is null or h.attributes @? w.attributes)
            and (w.weight is null or h.weight_grams <@ w.weight)
        ) end desc,
        q.amount, q.variant_id
      limit 1
    ) t on true
    join product.variant v on v.product_id = o.product_id and v.variant_id = coalesce(t.variant_id, o.variant_id)
    left join embeddings.product_embedding e on e.product_id = c.product_id and e.model_id = v_model.model_id
  ),
  scaled as (
    select o.*,
      coalesce((v_cursor ->> 'bestMeaning')::double precision, nullif(greatest(max(o.similarity) over (), 0), 0)) as best_meaning,
      case when o.similarity is not null then rank() over (order by o.similarity desc nulls last) end as semantic_rank
    from offered o
  ),
  based as (
    select s.*,
      case when (evidence_page.question).complements is null then
        coalesce(0.5 * s.lexical, 0) + coalesce(0.5 * greatest(s.similarity, 0) / s.best_meaning, 0)
      else
        -- Each category's best in turn, the better rule first: how near two categories are says nothing about what goes with what.
        r.weight / row_number() over (partition by r.rule order by s.similarity desc nulls last, s.product_id)
      end as base
    from scaled s
    left join lateral (
      select c.position as rule, (c.value ->> 'weight')::double precision as weight
      from jsonb_array_elements((evidence_page.question).complements) with ordinality c (value, position)
      where c.value -> 'categoryIds' @> to_jsonb(s.category_id)
      order by c.position
      limit 1
    ) r on true
  ),
  -- What each comparative compares: of its measures the one that most of the twenty have that fit best, with their middle; beside
  -- an anchor the anchor's own, and where the question demands more what it resembles without. Later pages keep it.
  best as materialized (
    select b.* from based b where v_comparatives <> '[]' order by b.base desc, b.product_id limit 20
  ),
  compared as (
    select distinct on (w.value ->> 'id') w.value ->> 'id' as preference_id,
      jsonb_build_object('measure', m.name, 'typical', t.typical) as measured_by
    from jsonb_array_elements(v_comparatives) w (value)
    cross join lateral jsonb_array_elements_text(w.value -> 'measures') with ordinality m (name, position)
    cross join lateral (
      select count(h.held) as holders,
        case when (evidence_page.question).anchor_id is null then percentile_cont(0.5) within group (order by h.held)
          else (v_anchor_measures ->> m.name)::double precision end as typical
      from best b
      cross join lateral (
        select product.held_measure(m.name, b.attributes, b.weight_grams, b.place_amount, b.released_on, b.rating) as held
      ) h
    ) t
    where v_cursor is null and v_resembled is null
    order by 1, t.typical is null, t.holders desc, m.position
  ),
  typical as materialized (
    select coalesce(v_cursor -> 'typical', v_resembled, jsonb_object_agg(c.preference_id, c.measured_by)) as measures
    from compared c
  ),
  measured as materialized (
    select t.measures -> (w.value ->> 'id') ->> 'measure' as measure,
      (t.measures -> (w.value ->> 'id') ->> 'typical')::double precision as typical,
      w.value ->> 'direction' = 'LESS' as less
    from typical t
    cross join jsonb_array_elements(v_comparatives) w (value)
  ),
  -- How many of the words each meets that were wished for.
  met as (
    select b.*, t.measures,
      case when v_wishes is null then 0 else (
        -- What it is says more than how it is: a shirt that is not of linen before a top that is.
        select coalesce(sum(case when w.category_ids is null then 1 else 2 end) filter (
          where (w.category_ids is null or b.category_id = any (w.category_ids))
            and (w.brand_ids is null or b.brand_id = any (w.brand_ids))
            and (w.attributes is null or b.attributes @? w.attributes)
            and (w.weight is null or b.weight_grams <@ w.weight)), 0)::double precision / sum(case when w.category_ids is null then 1 else 2 end)
        from unnest(v_wishes) w
      ) end as wishes_met
    from based b
    cross join typical t
  ),
  -- A preference moves a candidate by how it compares, or by the words it meets, in proportion to how well it fits at all.
  wished as (
    select m.*,
      case when v_banded or v_differs then coalesce((v_cursor ->> 'bestBase')::double precision, max(m.base) over ()) end as best_base,
      case when v_banded and v_wishes is not null then coalesce((v_cursor ->> 'mostMet')::double precision, max(m.wishes_met) over ()) else 0 end as most_met,
      m.base * (
        case when v_comparatives = '[]' then 0 else coalesce((
          select v_comparative_share * avg(case when c.less then 1 - r.more else r.more end)
          from measured c
          cross join lateral (
            select product.held_measure(c.measure, m.attributes, m.weight_grams, m.place_amount, m.released_on, m.rating) as held offset 0
          ) h
          cross join lateral (select product.share_more(c.measure, c.typical, h.held) as more offset 0) r
        ), 0) end
        + v_wish_share * m.wishes_met) as preference
    from met m
  ),
  fused as (
    select w.*,
      round((w.base + w.preference)::numeric, 9) + case when w.match is not null then v_exact_boost else 0 end as fused
    from wished w
  ),
  keyed as (
    select w.*,
      case
        when v_sort = 'RELEVANCE' and w.pin is not null then -2
        when v_sort = 'RELEVANCE' and w.match is not null then -1
        when (evidence_page.question).unavailable = 'SHOW' or w.place_available > 0 then 0
        when w.place_available is null then 1
        else 2
      end * case when v_banded or v_differs then 8 else 1 end
      + case when v_differs and not (w.base >= v_fits * w.best_base and exists (
        select from measured c
        cross join lateral (
          select product.held_measure(c.measure, w.attributes, w.weight_grams, w.place_amount, w.released_on, w.rating) as held offset 0
        ) h
        having bool_and(case when c.less then h.held < c.typical else h.held > c.typical end)
      )) then 4 else 0 end
      + case
        when not v_banded or w.match is not null or w.pin is not null
          or w.base >= v_fits_well * w.best_base and w.wishes_met >= w.most_met then 0
        when w.base >= v_fits_well * w.best_base and w.wishes_met >= w.most_met / 2 then 1
        when w.base >= v_fits * w.best_base then 2
        else 3
      end as stock_group,
      case
        when v_sort = 'PRICE_ASC' then w.place_amount
        when v_sort = 'PRICE_DESC' then -w.place_amount
        when v_sort = 'NEWEST' then coalesce(-(w.released_on - date '2000-01-01'), 1000000)::numeric
        when v_sort = 'RATING' then coalesce(-w.rating, 1)
        when v_sort = 'WEIGHT_ASC' then coalesce(w.weight_grams, 1e9)
        when v_sort = 'WEIGHT_DESC' then coalesce(-w.weight_grams, 1)
        when w.pin is not null then w.pin
        else -w.fused
      end as sort_value
    from fused w
  ),
  limited as (
    select d.*,
      row_number() over (partition by d.brand_id order by d.stock_group, d.sort_value, d.product_id) as brand_rank
    from keyed d
  ),
  ordered as (
    select d.*,
      row_number() over (order by d.stock_group, d.sort_value, d.product_id) as position,
      count(*) over () as total
    from limited d
    where (evidence_page.question).max_per_brand is null
      or d.brand_id is null
      or d.brand_rank <= (evidence_page.question).max_per_brand
  ),
  page as (
    select o.*,
      case when v_cursor is null or evidence_page.only_product_id is not null then o.position
        else (v_cursor ->> 'rank')::bigint + row_number() over (order by o.position) end as rank
    from ordered o
    where (evidence_page.only_product_id is null or o.product_id = evidence_page.only_product_id)
      and (v_cursor is null or evidence_page.only_product_id is not null
        or (o.stock_group, o.sort_value, o.product_id)
          > ((v_cursor ->> 'group')::integer, (v_cursor ->> 'sort')::numeric, (v_cursor ->> 'id')::bigint))
    order by o.position
    limit evidence_page.k + 1
  ),
  stale as materialized (
    select coalesce(embeddings.stale_products(v_model.model_id, array(select g.product_id from page g)), '{}') as product_ids
  ),
  item as (
    select g.rank, jsonb_build_object(
      'rank', g.rank,
      'cursor', product.write_cursor(v_cursor_base || jsonb_strip_nulls(jsonb_build_object(
        'bestMeaning', g.best_meaning, 'bestBase', g.best_base, 'mostMet', g.most_met, 'typical', g.measures, 'rank', g.rank,
        'group', g.stock_group, 'sort', g.sort_value, 'id', g.product_id))),
      'productId', g.product_id::text,
      'handle', p.handle,
      'title', p.title,
      'brand', b.name,
      'category', c.name,
      'variantId', g.variant_id::text,
      'sku', v.sku,
      'options', v.options,
      'weightGrams', v.weight_grams::text,
      'score', jsonb_build_object(
        'fused', g.fused,
        'semantic', case when g.similarity is not null then
          jsonb_build_object('similarity', round(g.similarity::numeric, 6), 'rank', g.semantic_rank) end,
        'lexical', case when g.lexical is not null then
          jsonb_build_object('score', round(g.lexical::numeric, 6), 'rank', g.lexical_rank) end,
        'exact', case when g.match is not null then jsonb_build_object('match', g.match, 'boost', v_exact_boost) end,
        'preference', round(g.preference::numeric, 6),
        'pinned', g.pin is not null),
      'matchedBy', array_remove(array[
        case when g.match is not null then 'EXACT' end, case when g.near then 'MEANING' end,
        case when g.lexical is not null then 'WORDS' end, case when g.pin is not null then 'CURATION' end], null),
      'embedding', case when e.embedding is not null then
        jsonb_build_object('model', v_model.name, 'embeddedAt', product.rfc3339(e.embedded_at),
          'fresh', g.product_id <> all (x.product_ids)) end
    ) || product.prove_offer(v_interpretation -> 'constraints', f.facts) || jsonb_build_object('preferences',
      case when v_interpretation -> 'preferences' = '[]' then '[]' else (
        select jsonb_agg(product.check_preference(w.value, g.measures -> (w.value ->> 'id'), f.facts) order by w.position)
        from jsonb_array_elements(v_interpretation -> 'preferences') with ordinality w (value, position)
      ) end) as content
    from page g
    cross join stale x
    join product.product p on p.product_id = g.product_id
    join product.variant v on v.product_id = g.product_id and v.variant_id = g.variant_id
    join product.category c on c.category_id = p.category_id
    join product.price_list l on l.price_list_id = g.price_list_id
    cross join lateral (select product.category_path(p.category_id) as slugs offset 0) t
    cross join lateral (select product.stock_by_location(g.product_id, g.variant_id) as locations offset 0) s
    left join product.brand b on b.brand_id = p.brand_id
    left join embeddings.product_embedding e on e.product_id = g.product_id and e.model_id = v_model.model_id
    cross join lateral (
      select jsonb_build_object(
        'amount', g.amount::text, 'compareAt', g.compare_at::text, 'currency', v_currency, 'priceList', l.code,
        'validFrom', product.rfc3339(g.valid_from), 'validTo', product.rfc3339(g.valid_to), 'asOf', v_demand.as_of,
        'available', g.available, 'locations', s.locations, 'attributes', v.attributes, 'weightGrams', v.weight_grams::text,
        'releasedOn', p.released_on, 'rating', p.rating,
        'brand', b.name, 'brandSlug', b.slug, 'handle', p.handle, 'category', c.name, 'categoryPath', t.slugs) as facts
      offset 0
    ) f
    order by g.rank
    limit evidence_page.k
  )
  select jsonb_build_object(
    'items', (select coalesce(jsonb_agg(i.content order by i.rank), '[]') from item i),
    'pinned', (select count(*) from ordered o where o.pin is not null),
    'hasNextPage', (select count(*) > evidence_page.k from page),
    'total', coalesce((evidence_page.candidates).total, (select max(o.total) from ordered o), 0))
  into v_page;
  return v_page;
end
$_$;

ALTER FUNCTION product.evidence_page(question product.question, candidates product.candidates, k integer, only_product_id bigint, now timestamp with time zone) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.evidence_page(question product.question, candidates product.candidates, k integer, only_product_id bigint, now timestamp with time zone) IS 'Orders candidates and proves a page of them: {items, pinned (how many pins are in the whole order), hasNextPage, total}. Runs under row security and judges price, stock and every demand again. Order under RELEVANCE: pinned, exactly named, then in stock, unknown, sold out (unavailable SHOW: all alike), by score; other sorts: stock as before, then the sort, where the text asked for it among those with at least 0.75 of the best score first, then with at least 0.5; ties by id. only_product_id: not a page, but this product with its rank, where it is in the order.';

CREATE FUNCTION product.exact_matches(written text) RETURNS TABLE(product_id bigint, variant_id bigint, match text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  -- What the caller may see, before each limit: twenty hidden namesakes must not crowd out the one that is sold.
  with visible as not materialized (
    select p.product_id, p.handle, p.title
    from product.product p
    where p.status = 'active'
      and (p.audience is null
        or current_setting('trueshelf.customer_group', true) = any (p.audience)
        or current_setting('trueshelf.role', true) = 'merchant')
  ),
  named as (
    (
      select k.product_id, k.variant_id, 'SKU' as match, 1 as position
      from product.sku k
      join visible v on v.product_id = k.product_id
      where lower(k.sku) = exact_matches.written
      limit 20
    )
    union all
    (
      select v.product_id, null, 'HANDLE', 2
      from visible v
      where lower(v.handle) = exact_matches.written
      limit 20
    )
    union all
    (
      select v.product_id, null, 'TITLE', 3
      from visible v
      where left(lower(v.title), 200) = left(exact_matches.written, 200)
        and lower(v.title) = exact_matches.written
      order by v.product_id + 0 -- by the key alone the whole table would be walked for the first twenty
      limit 20
    )
  )
  select distinct on (n.product_id) n.product_id, n.variant_id, n.match
  from named n
  order by n.product_id, n.position;
$$;

ALTER FUNCTION product.exact_matches(written text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.exact_matches(written text) IS 'The products that the caller may see whose SKU (then with its variant), handle or title is the text itself, whatever the case; written in lower case with single spaces. At most 20 of each. By index; states the entitlement itself, being owned by the tables'' owner.';

CREATE FUNCTION product.explain_match(product jsonb, query_text text, filter jsonb, options jsonb, query_vector public.vector, now timestamp with time zone) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_question product.question;
  v_candidates product.candidates;
  v_product_id bigint;
  v_product record;
  v_page jsonb;
  v_item jsonb;
  v_retrieval jsonb;
  v_offers jsonb;
  v_failed text[];
  v_similarity double precision;
  v_semantic jsonb;
  v_has_words boolean;
  v_is_candidate boolean;
  v_verdict text;
begin
  perform product.check_product_key(explain_match.product, 'product', '{"handle": "harbour-leather-jacket"}');
  v_question := product.read_question(
    explain_match.query_text, explain_match.filter,
    case jsonb_typeof(explain_match.options) when 'object' then explain_match.options - 'after' else explain_match.options end,
    explain_match.query_vector, explain_match.now);
  v_product_id := product.find_product(explain_match.product);
  select p.product_id, p.handle, p.title, p.search, e.embedding into v_product
  from product.product p
  left join embeddings.product_embedding e on e.product_id = p.product_id and e.model_id = (v_question.model).model_id
  where p.product_id = v_product_id;
  v_candidates := product.find_candidates(v_question, v_question.demand);
  v_page := product.evidence_page(v_question, v_candidates, 1, v_product.product_id, explain_match.now);
  v_item := v_page #> '{items,0}';
  v_retrieval := product.describe_retrieval(v_question, v_candidates, false, (v_page ->> 'pinned')::bigint);
  select coalesce(jsonb_agg(o.content order by o.position), '[]'), (array_agg(to_jsonb(o.failed_ids) order by o.position))[1]
  into v_offers, v_semantic
  from product.explained_offers(v_question, v_product.product_id) with ordinality o (failed_ids, content, position);
  v_failed := array(select jsonb_array_elements_text(v_semantic));

  v_similarity := 1 - (v_product.embedding <=> v_question.query_vector);
  v_has_words := coalesce(v_product.search @@ v_question.any_word, false);
  v_is_candidate := coalesce(v_product.product_id = any (v_candidates.near_ids || v_candidates.word_ids
    || case when v_question.mode <> 'BROWSE' then v_question.exact_ids || v_question.pinned_ids end), false);
  v_verdict := case
    when v_item is not null then 'IN_ANSWER'
    when v_product.product_id = v_question.anchor_id then 'IS_ANCHOR'
    when v_offers = '[]' then 'NOT_FOR_SALE'
    when v_failed <> '{}' then 'FAILS_CONSTRAINTS'
    when v_product.product_id = any (v_question.curated_out_ids) then 'CURATED_OUT'
    when v_is_candidate then 'OVER_BRAND_LIMIT'
    when not v_candidates.exhausted and v_question.complements is null
      and (v_has_words or coalesce(v_similarity > v_question.similarity_floor, false)) then 'BEYOND_CANDIDATES'
    else 'NOT_RELEVANT'
  end;
  if v_item is null and v_similarity is not null then
    v_semantic := jsonb_build_object('similarity', round(v_similarity::numeric, 6), 'rank', 1 + (
      select count(*)
      from embeddings.product_embedding e
      where e.product_id = any (v_candidates.near_ids || v_candidates.word_ids)
        and e.model_id = (v_question.model).model_id
        and 1 - (e.embedding <=> v_question.query_vector) > v_similarity));
  else
    v_semantic := null;
  end if;

  return jsonb_build_object(
    'productId', v_product.product_id::text,
    'handle', v_product.handle,
    'title', v_product.title,
    'verdict', v_verdict,
    'reason', product.match_reason(v_question, v_candidates, v_verdict, v_item, v_similarity, v_has_words, v_failed, v_offers -> 0),
    'rank', v_item -> 'rank',
    'score', coalesce(v_item -> 'score', jsonb_build_object(
      'fused', 0, 'semantic', v_semantic, 'lexical', null, 'exact', null, 'preference', 0, 'pinned', false)),
    'matchedBy', coalesce(v_item -> 'matchedBy', '[]'),
    'asOf', product.rfc3339(v_question.as_of),
    'currency', v_question.currency,
    'interpretation', product.with_removals(v_question),
    'retrieval', v_retrieval,
    'offers', v_offers);
end
$$;

ALTER FUNCTION product.explain_match(product jsonb, query_text text, filter jsonb, options jsonb, query_vector public.vector, now timestamp with time zone) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.explain_match(product jsonb, query_text text, filter jsonb, options jsonb, query_vector public.vector, now timestamp with time zone) IS 'Why one product is, or is not, in the answer to a question, behind api.explain_match. rank: its place in the whole answer, null outside it; then score.fused is 0 and score.semantic.rank the place that its similarity would have among the candidates. options.after is left aside.';

CREATE FUNCTION product.explain_page(question product.question, candidates product.candidates, k integer, total bigint) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_include constant text[] := array(select jsonb_array_elements_text((explain_page.question).options -> 'include'));
  -- A full page needs no advice.
  v_is_thin constant boolean := 'RELAXATIONS' = any (v_include) and explain_page.total < explain_page.k;
  v_set record;
  v_offers product.judged_offer[];
  v_basis constant text := case (explain_page.question).mode when 'BROWSE' then 'QUALIFYING' else 'CANDIDATES' end;
  v_exact boolean;
  v_explained jsonb := '{}';
begin
  if 'RELAXATIONS' = any (v_include) then
    v_explained := '{"relaxations": []}';
  end if;
  if not (v_is_thin or v_include && '{FACETS,FUNNEL}') then
    return v_explained;
  end if;

  v_set := product.gather_candidates(explain_page.question, explain_page.candidates, v_is_thin or 'FACETS' = any (v_include));
  v_offers := product.judge_offers(
    product.demand_without(explain_page.question, null), product.single_demands(explain_page.question), v_set.product_ids, v_set.sets, 'FACETS' = any (v_include));
  v_exact := v_set.exhausted or (explain_page.candidates).exhausted;

  if 'FACETS' = any (v_include) then
    v_explained := v_explained || jsonb_build_object('facets',
      product.list_facets(explain_page.question, v_offers, v_set.groups, v_exact, v_basis));
  end if;
  if 'FUNNEL' = any (v_include) then
    v_explained := v_explained || jsonb_build_object('funnel',
      product.count_funnel(explain_page.question, v_offers, v_set.product_ids, v_set.sets)
      || jsonb_build_object('basis', v_basis, 'exact', v_set.exhausted));
  end if;
  if v_is_thin then
    v_explained := v_explained || jsonb_build_object('relaxations',
      product.find_relaxations(explain_page.question, v_offers, v_set.groups, v_set.exhausted));
  end if;
  return v_explained;
end
$$;

ALTER FUNCTION product.explain_page(question product.question, candidates product.candidates, k integer, total bigint) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.explain_page(question product.question, candidates product.candidates, k integer, total bigint) IS 'What stands around a page: {facets, funnel, relaxations}, each where options.include names it. Every current offer of every candidate, whatever the constraints, is judged once; relaxations only for a total below k, else []. candidates: those of the question''s own demand.';

CREATE FUNCTION product.explained_offers(question product.question, product_id bigint) RETURNS TABLE(failed_ids text[], content jsonb)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    SET random_page_cost TO '1.1'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $$
declare
  v_asked constant jsonb := (explained_offers.question).interpretation -> 'constraints';
  v_currency constant text := (explained_offers.question).currency;
  -- No constraint and no policy, which leaves products out, not offers.
  v_demand constant product.demand := product.build_demand('[]', v_currency, (explained_offers.question).as_of);
  -- As product.evidence_page chooses the offer that it shows.
  v_wishes constant product.demand[] := case
    when (explained_offers.question).sort not in ('PRICE_ASC', 'PRICE_DESC')
      or jsonb_typeof((explained_offers.question).interpretation -> 'sort') = 'object'
    then product.wished_demands(explained_offers.question) end;
begin
  return query
  with judged as materialized (
    select o.*
    from unnest(product.judge_offers(
      v_demand, product.single_demands(explained_offers.question),
      array[explained_offers.product_id], '{1}', false)) o
  ),
  nearest as (
    select j.variant_id, j.fails, j.amount, length(replace(j.fails::text, '0', '')) as failures, (
        select count(*)
        from product.variant h
        cross join unnest(v_wishes) w
        where h.product_id = j.product_id and h.variant_id = j.variant_id
          and num_nonnulls(w.attributes, w.weight) > 0
          and (w.attributes is null or h.attributes @? w.attributes)
          and (w.weight is null or h.weight_grams <@ w.weight)
      ) as wishes
    from judged j
    order by failures, coalesce(j.available, 0) > 0 desc, wishes desc, j.amount, j.variant_id
    limit 50
  ),
  path as materialized (
    select p.product_id, p.handle, b.name as brand, b.slug as brand_slug, c.name as category, product.category_path(p.category_id) as slugs
    from product.product p
    join product.category c on c.category_id = p.category_id
    left join product.brand b on b.brand_id = p.brand_id
    where p.product_id = explained_offers.product_id
  )
  select
    array(
      select a.id
      from (
        select c.value ->> 'id' as id, row_number() over (order by c.position)::integer as number
        from jsonb_array_elements(v_asked) with ordinality c (value, position)
        where c.value ->> 'kind' <> 'CURRENT_PRICE'
      ) a
      where substring(n.fails from a.number for 1) = B'1'
      order by a.number),
    jsonb_build_object(
      'variantId', n.variant_id::text,
      'sku', v.sku,
      'options', v.options,
      'weightGrams', v.weight_grams::text
    ) || product.prove_offer(v_asked, jsonb_build_object(
      'amount', o.amount::text, 'compareAt', o.compare_at::text, 'currency', v_currency, 'priceList', l.code,
      'validFrom', product.rfc3339(o.valid_from), 'validTo', product.rfc3339(o.valid_to), 'asOf', v_demand.as_of,
      'available', o.available, 'locations', s.locations, 'attributes', v.attributes, 'weightGrams', v.weight_grams::text,
      'brand', h.brand, 'brandSlug', h.brand_slug, 'handle', h.handle, 'category', h.category, 'categoryPath', h.slugs))
  from nearest n
  cross join path h
  cross join lateral (
    select q.*
    from product.qualifying_offers(v_demand) q
    where q.product_id = explained_offers.product_id and q.variant_id = n.variant_id
    offset 0
  ) o
  join product.variant v on v.product_id = o.product_id and v.variant_id = o.variant_id
  join product.price_list l on l.price_list_id = o.price_list_id
  cross join lateral (select product.stock_by_location(o.product_id, o.variant_id) as locations offset 0) s
  order by n.failures, coalesce(o.available, 0) > 0 desc, n.wishes desc, n.amount, n.variant_id;
end
$$;

ALTER FUNCTION product.explained_offers(question product.question, product_id bigint) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.explained_offers(question product.question, product_id bigint) IS 'The current offers of one product, each held against every constraint of a question: those that fail fewest first, then in stock, then with most of what bare words of the question name (where it is not sorted by price), then cheapest; at most 50. failed_ids: of the constraints that it does not meet.';

CREATE FUNCTION product.facet_attributes(question product.question, counts jsonb, holders jsonb) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $_$
  with valued as materialized (
    select f.key as facet, a.name, a.label, a.type, a.unit, v.value, coalesce((f.value ->> v.value)::bigint, 0) as products,
      h.selected, v.value = any (h.selected) as is_selected
    from jsonb_each(facet_attributes.counts) f
    join product.attribute a on 'ATTRIBUTE:' || a.name = f.key and a.facetable
    cross join lateral (select product.selected_values(facet_attributes.question, f.key) as selected offset 0) h
    cross join lateral (
      select jsonb_object_keys(f.value - '') as value
      union
      select unnest(h.selected)
    ) v
  ),
  facet as materialized (
    select v.facet, v.name, v.label, count(*) as known, sum(v.products) as held, bool_or(v.is_selected) or exists (
        -- A range of it chooses no single value.
        select from jsonb_array_elements((facet_attributes.question).interpretation -> 'constraints') c
        where c ->> 'key' = v.facet) as selected,
      bool_and(v.value ~ '^-?\d{1,15}(\.\d{1,10})?$') as numeric,
      -- How evenly the values divide what has one: 0 for a single value, towards 1 for many of the same weight.
      1 - sum(power(v.products, 2)) / nullif(power(sum(v.products), 2), 0) as evenness,
      (facet_attributes.counts #>> array[v.facet, ''])::numeric as holders,
      (facet_attributes.counts #>> array['ANY', ''])::numeric as all_products
    from valued v
    group by v.facet, v.name, v.label
  ),
  best as materialized (
    select f.*, row_number() over (
      order by f.selected desc, least(f.holders / greatest(f.all_products, 1), 1) * f.evenness desc nulls last, f.name) as position
    from facet f
    where f.selected
      or (f.known >= 2 and 4 * f.holders >= f.all_products)
    order by position
    limit 6
  ),
  ranked as (
    select v.*, row_number() over (partition by v.facet order by v.is_selected desc, v.products desc, v.value) as place
    from valued v
  )
  select jsonb_agg(l.facet order by l.position)
  from (
    select b.position, product.facet_frame(b.facet, b.label,
      jsonb_agg(jsonb_build_object(
        'value', r.value,
        'label', case
          when r.value ~ '^-?[0-9.]+$' then concat_ws(' ', r.value, r.unit) -- no dash is taken from a number
          when r.type = 'boolean' and r.value in ('true', 'false') then case r.value when 'true' then 'Yes' else 'No' end
          else product.value_label(coalesce(
            product.written_value((facet_attributes.holders #>> array[r.facet, r.value])::bigint, r.name, r.value), r.value)) end,
        'count', r.products, 'selected', r.is_selected, 'parent', null, 'min', null, 'max', null,
        'apply', product.refinement(
          facet_attributes.question,
          product.filter_with_values((facet_attributes.question).filter, r.facet, t.selected),
          case when t.selected = '{}' then array[r.facet] end)
        ) order by case when b.numeric then r.value::numeric end, r.products desc, r.value),
      b.known - count(*)) as facet
    from best b
    join ranked r on r.facet = b.facet and r.place <= 20
    cross join lateral (
      select case when r.is_selected then array_remove(r.selected, r.value) else r.selected || r.value end as selected
    ) t
    group by b.position, b.facet, b.label, b.known
  ) l;
$_$;

ALTER FUNCTION product.facet_attributes(question product.question, counts jsonb, holders jsonb) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.facet_attributes(question product.question, counts jsonb, holders jsonb) IS 'The facets of the attributes that tell the products apart best: chosen ones, then those of the highest share of products with a value times evenness of the values; at most six, 20 values each. Null for none. counts: {"ATTRIBUTE:colour": {"red": products, "": products with any value}, "ANY": {"": products}}; holders: the same with a product that has the value, whose spelling is shown.';

CREATE FUNCTION product.facet_availability(question product.question, counts jsonb) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select product.facet_frame('AVAILABILITY', 'Availability',
    jsonb_build_array(jsonb_build_object(
      'value', 'in-stock', 'label', 'In stock', 'count', coalesce((facet_availability.counts ->> 'in-stock')::bigint, 0),
      'selected', s.selected, 'parent', null, 'min', null, 'max', null,
      'apply', case
        when s.selected then product.refinement(
          facet_availability.question, product.filter_without((facet_availability.question).filter, '{IN_STOCK}'), '{IN_STOCK}')
        else product.refinement(facet_availability.question, (facet_availability.question).filter || '{"inStock": true}', null)
      end)),
    0)
  from (
    select exists (
      select from jsonb_array_elements((facet_availability.question).interpretation -> 'constraints') c
      where c ->> 'kind' = 'IN_STOCK'
    ) as selected
  ) s
  where (facet_availability.question).unavailable <> 'HIDE'
    and (s.selected or facet_availability.counts <> '{}');
$$;

ALTER FUNCTION product.facet_availability(question product.question, counts jsonb) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.facet_availability(question product.question, counts jsonb) IS 'The facet of what is in stock; null where unavailable items are hidden anyway, since a filter cannot undo that. counts: {"in-stock": products}.';

CREATE FUNCTION product.facet_brands(question product.question, counts jsonb) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  with chosen as materialized (
    select product.selected_values(facet_brands.question, 'BRAND') as slugs
  ),
  valued as (
    select b.slug, b.name, coalesce((facet_brands.counts ->> b.brand_id::text)::bigint, 0) as products, b.slug = any (h.slugs) as selected, h.slugs
    from product.brand b
    cross join chosen h
    where facet_brands.counts ? b.brand_id::text or b.slug = any (h.slugs)
  ),
  shown as materialized (
    select v.*, count(*) over () as known
    from valued v
    order by v.selected desc, v.products desc, v.name, v.slug
    limit 20
  )
  select product.facet_frame('BRAND', 'Brand',
    jsonb_agg(jsonb_build_object(
      'value', s.slug, 'label', s.name, 'count', s.products, 'selected', s.selected, 'parent', null, 'min', null, 'max', null,
      'apply', product.refinement(
        facet_brands.question,
        product.filter_with_values((facet_brands.question).filter, 'BRAND', t.slugs),
        case when t.slugs = '{}' then '{BRAND}'::text[] end)
      ) order by s.products desc, s.name, s.slug),
    max(s.known) - count(*))
  from shown s
  cross join lateral (
    select case when s.selected then array_remove(s.slugs, s.slug) else s.slugs || s.slug end as slugs
  ) t
  having count(*) > 0;
$$;

ALTER FUNCTION product.facet_brands(question product.question, counts jsonb) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.facet_brands(question product.question, counts jsonb) IS 'The facet of brands, at most 20 with most products first; null where there is none. counts: {brand id: products}.';

CREATE FUNCTION product.facet_categories(question product.question, counts jsonb) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  with recursive chosen as materialized (
    select s.slug from unnest(product.selected_values(facet_categories.question, 'CATEGORY')) s (slug)
  ),
  -- Every category with all above it, itself included.
  above as (
    select c.category_id, c.slug, c.slug as ancestor, c.parent_id from product.category c
    union all
    select a.category_id, a.slug, c.slug, c.parent_id
    from above a
    join product.category c on c.category_id = a.parent_id
  ),
  -- "jackets" read beside "leather jackets" is no second choice: both hold.
  selection as materialized (
    select h.slug from chosen h
    where not exists (select from above a join chosen o on o.slug = a.slug where a.ancestor = h.slug and a.slug <> h.slug)
  ),
  valued as (
    select c.category_id, c.parent_id, c.slug, c.name, coalesce((facet_categories.counts ->> c.category_id::text)::bigint, 0) as products,
      c.slug in (select s.slug from selection s) as selected
    from product.category c
    where facet_categories.counts ? c.category_id::text or c.slug in (select s.slug from selection s)
  ),
  shown as materialized (
    select v.*, count(*) over () as known
    from valued v
    order by v.selected desc, v.products desc, (select count(*) from above a where a.category_id = v.category_id), v.name, v.slug
    limit 50
  ),
  placed as materialized (
    select s.*, row_number() over (order by s.products desc, s.name, s.slug) as place from shown s
  ),
  walk as (
    select p.category_id, array[p.place] as path
    from placed p
    where not exists (select from placed u where u.category_id = p.parent_id)
    union all
    select p.category_id, w.path || p.place
    from walk w
    join placed p on p.parent_id = w.category_id
  )
  select product.facet_frame('CATEGORY', 'Category',
    jsonb_agg(jsonb_build_object(
      'value', s.slug, 'label', s.name, 'count', s.products, 'selected', s.selected,
      'parent', (select u.slug from shown u where u.category_id = s.parent_id),
      'min', null, 'max', null,
      'apply', product.refinement(
        facet_categories.question,
        product.filter_with_values((facet_categories.question).filter, 'CATEGORY', t.slugs),
        case when t.slugs = '{}' then '{CATEGORY}'::text[] end)
      ) order by w.path),
    max(s.known) - count(*))
  from shown s
  join walk w on w.category_id = s.category_id
  -- A category takes the place of a chosen one above or below it: going down a tree narrows.
  cross join lateral (
    select array(
      select n.slug
      from selection n
      where n.slug <> s.slug
        and (s.selected or not exists (
          select from above a
          where a.slug = n.slug and a.ancestor = s.slug or a.slug = s.slug and a.ancestor = n.slug))
      union
      select s.slug where not s.selected
      order by 1
    ) as slugs
  ) t
  having count(*) > 0;
$$;

ALTER FUNCTION product.facet_categories(question product.question, counts jsonb) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.facet_categories(question product.question, counts jsonb) IS 'The facet of categories, at most 50 of those with most products, counted with their subtrees; as a tree, each before those below it, siblings with most products first. Null where there is none. counts: {category id: products}.';

CREATE FUNCTION product.facet_counts(offers product.judged_offer[], groups jsonb, max_per_brand integer) RETURNS TABLE(facet text, value text, products bigint, holder_id bigint)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $$
begin
  return query
  with recursive demanded as materialized (
    select g.key as facet, (g.value ->> 'bits')::bit varying as bits, (g.value ->> 'sets')::integer as sets
    from jsonb_each(facet_counts.groups) g
  ),
  offer as materialized (
    select o.* from unnest(facet_counts.offers) o
  ),
  -- An offer that fails constraints of one facet only counts in that one, one that meets all counts everywhere.
  failing as materialized (
    select f.fails, position(B'1' in f.fails) = 0 as meets_all, d.facet, coalesce(d.sets, 1) as sets
    from (select distinct o.fails from offer o) f
    left join demanded d on position(B'1' in f.fails) > 0 and f.fails & ~d.bits = repeat('0', length(f.fails))::bit varying
    where position(B'1' in f.fails) = 0 or d.facet is not null
  ),
  counted as materialized (
    select o.product_id, o.category_id, o.brand_id, o.available, o.attributes, f.facet as only_facet
    from offer o
    join failing f on f.fails = o.fails
    where o.sets & f.sets <> 0
  ),
  above as (
    select c.category_id, c.category_id as ancestor_id
    from (select distinct d.category_id from counted d) c
    union all
    select a.category_id, c.parent_id
    from above a
    join product.category c on c.category_id = a.ancestor_id
    where c.parent_id is not null
  ),
  product_row as materialized (
    select distinct c.product_id, c.category_id, c.brand_id, c.only_facet from counted c
  ),
  entry (facet, value, product_id, brand_id) as (
    select 'CATEGORY', a.ancestor_id::text, p.product_id, p.brand_id
    from product_row p
    join above a on a.category_id = p.category_id
    where coalesce(p.only_facet, 'CATEGORY') = 'CATEGORY'
    union all
    select 'BRAND', p.brand_id::text, p.product_id, p.brand_id
    from product_row p
    where p.brand_id is not null and coalesce(p.only_facet, 'BRAND') = 'BRAND'
    union all
    select 'AVAILABILITY', 'in-stock', c.product_id, c.brand_id
    from counted c
    where c.available > 0 and coalesce(c.only_facet, 'AVAILABILITY') = 'AVAILABILITY'
    union all
    select 'ATTRIBUTE:' || t.name, v.value, c.product_id, c.brand_id
    from counted c
    cross join lateral jsonb_each(c.attributes) h (name, held)
    join product.attribute t on t.name = h.name and t.facetable
    cross join lateral jsonb_array_elements_text(h.held) v (value)
    where length(v.value) between 1 and 200 -- what a filter takes
      and coalesce(c.only_facet, 'ATTRIBUTE:' || t.name) = 'ATTRIBUTE:' || t.name
    union all
    select 'ANY', '', p.product_id, p.brand_id from product_row p where p.only_facet is null
  ),
  distinct_entry as materialized (
    select distinct e.* from entry e
  ),
  by_brand as (
    select e.facet, e.value, e.brand_id, count(*) as products, min(e.product_id) as holder_id
    from (
      select d.* from distinct_entry d
      union all
      select distinct d.facet, '', d.product_id, d.brand_id from distinct_entry d where d.facet like 'ATTRIBUTE:%'
    ) e
    group by e.facet, e.value, e.brand_id
  )
  select b.facet, b.value,
    sum(case when b.brand_id is null then b.products else least(b.products, facet_counts.max_per_brand) end)::bigint,
    min(b.holder_id)
  from by_brand b
  group by b.facet, b.value;
end
$$;

ALTER FUNCTION product.facet_counts(offers product.judged_offer[], groups jsonb, max_per_brand integer) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.facet_counts(offers product.judged_offer[], groups jsonb, max_per_brand integer) IS 'How many products have a value by an offer that meets every constraint outside the facet, in no order: CATEGORY (a category id, its subtree counted), BRAND (a brand id), AVAILABILITY, ATTRIBUTE:colour and so on. With the value '': ANY, what meets all constraints, and for an attribute what of it has any value. holder_id: the first of these products. groups: of product.gather_candidates. max_per_brand: no brand counts more than that; null: no limit.';

CREATE FUNCTION product.facet_frame(facet text, label text, shown jsonb, more bigint) RETURNS jsonb
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select jsonb_build_object(
    'group', split_part(facet_frame.facet, ':', 1),
    'name', nullif(substr(facet_frame.facet, strpos(facet_frame.facet, ':') + 1), facet_frame.facet),
    'label', facet_frame.label,
    'values', coalesce(facet_frame.shown, '[]'),
    'more', coalesce(facet_frame.more, 0),
    'min', null,
    'max', null);
$$;

ALTER FUNCTION product.facet_frame(facet text, label text, shown jsonb, more bigint) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.facet_frame(facet text, label text, shown jsonb, more bigint) IS 'A facet around its values, without basis and exact. facet: as in product.facet_counts. more: values left out.';

CREATE FUNCTION product.facet_prices(question product.question, offers product.judged_offer[], groups jsonb) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_currency constant text := (facet_prices.question).currency;
  v_demand constant product.demand := (facet_prices.question).demand;
  v_filter constant jsonb := product.filter_without((facet_prices.question).filter, '{PRICE_MIN,PRICE_MAX}');
  v_is_bounded constant boolean := num_nonnulls(v_demand.min_amount, v_demand.max_amount) > 0;
  v_bits constant bit varying := facet_prices.groups #>> '{PRICE,bits}';
  v_sets constant integer := coalesce((facet_prices.groups #>> '{PRICE,sets}')::integer, 1);
  v_lowest numeric;
  v_highest numeric;
  v_bounds numeric[];
  v_values jsonb;
begin
  select min(p.lowest), max(p.highest), product.price_bounds(array_agg(p.lowest), v_currency) into v_lowest, v_highest, v_bounds
  from (
    select min(o.amount) as lowest, max(o.amount) as highest
    from unnest(facet_prices.offers) o
    where position(B'1' in case when v_bits is null then o.fails else o.fails & ~v_bits end) = 0
      and o.sets & v_sets <> 0
    group by o.product_id
  ) p;

  with cut as (
    select c.bound from unnest(v_bounds) c (bound)
  ),
  span as (
    select lag(c.bound) over (order by c.bound) as low, c.bound as high from cut c
    union all
    select max(c.bound), null from cut c having count(*) > 0
  ),
  range as (
    select s.low, s.high,
      v_is_bounded
        and s.low is not distinct from v_demand.min_amount and s.high is not distinct from v_demand.max_amount
        and v_demand.min_exclusive is not true and (s.high is null or v_demand.max_exclusive) as selected,
      false as is_own
    from span s
  ),
  -- A price that is demanded is a value, also where it is none of the round ones.
  valued as (
    select r.* from range r
    union all
    select v_demand.min_amount, v_demand.max_amount, true, true
    where v_is_bounded and not exists (select from range r where r.selected)
  ),
  counted as (
    select v.*, coalesce(n.products, 0) as products
    from valued v
    cross join lateral (
      select sum(case when b.brand_id is null then b.products else least(b.products, (facet_prices.question).max_per_brand) end)::bigint as products
      from (
        select o.brand_id, count(distinct o.product_id) as products
        from unnest(facet_prices.offers) o
        where case
          when v.is_own then position(B'1' in o.fails) = 0 and o.sets & 1 = 1
          else position(B'1' in case when v_bits is null then o.fails else o.fails & ~v_bits end) = 0
            and o.sets & v_sets <> 0
            and (v.low is null or o.amount >= v.low)
            and (v.high is null or o.amount < v.high)
          end
        group by o.brand_id
      ) b
    ) n
  )
  select jsonb_agg(jsonb_build_object(
    'value', concat(c.low, '..', c.high),
    'label', case
      when c.is_own then (
        select string_agg(d ->> 'label', ', ' order by d ->> 'kind' desc)
        from jsonb_array_elements((facet_prices.question).interpretation -> 'constraints') d
        where d ->> 'kind' in ('PRICE_MIN', 'PRICE_MAX'))
      when c.low is null then 'under ' || product.format_money(c.high, v_currency)
      when c.high is null then product.format_money(c.low, v_currency) || ' and more'
      else product.format_money(c.low, v_currency) || ' to ' || product.format_money(c.high, v_currency) end,
    'count', c.products, 'selected', c.selected, 'parent', null,
    'min', product.amount_text(c.low, v_currency), 'max', product.amount_text(c.high, v_currency),
    'apply', case
      when c.selected then product.refinement(facet_prices.question, v_filter, '{PRICE_MIN,PRICE_MAX}')
      else product.refinement(facet_prices.question,
        v_filter || jsonb_build_object('price', jsonb_strip_nulls(jsonb_build_object(
          'min', c.low::text, 'max', c.high::text, 'maxExclusive', case when c.high is not null then true end, 'currency', v_currency))),
        array_remove(array[case when c.low is null then 'PRICE_MIN' end, case when c.high is null then 'PRICE_MAX' end], null))
    end) order by c.is_own desc, c.low nulls first, c.high)
  into v_values
  from counted c;
  return case when v_values is not null then
    product.facet_frame('PRICE', 'Price', v_values, 0) || jsonb_build_object(
      'min', product.amount_text(v_lowest, v_currency), 'max', product.amount_text(v_highest, v_currency))
  end;
end
$$;

ALTER FUNCTION product.facet_prices(question product.question, offers product.judged_offer[], groups jsonb) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.facet_prices(question product.question, offers product.judged_offer[], groups jsonb) IS 'The facet of prices: up to five ranges between round amounts, and the demanded price where it is none of them; a range takes the place of the one that is demanded. min and max: the lowest and highest amount of what meets all other constraints. Null where prices divide nothing. groups: of product.gather_candidates.';

CREATE FUNCTION product.filter_constraints(filter jsonb) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $_$
declare
  v_filter jsonb := jsonb_strip_nulls(coalesce(filter_constraints.filter, '{}'));
  v_price jsonb;
  v_exclude jsonb;
  v_min numeric;
  v_max numeric;
  v_currency jsonb := '{}';
  v_made jsonb := '[]';
  v_texts text[];
  v_attributes jsonb;
begin
  perform product.check_keys(v_filter, '{price,inStock,inStockAt,categories,brands,attributes,exclude}', 'the filter', 'TSFLT');

  if v_filter ? 'price' then
    v_price := v_filter -> 'price';
    perform product.check_keys(v_price, '{min,max,minExclusive,maxExclusive,currency}', 'filter.price', 'TSFLT');
    v_min := product.read_amount(v_price -> 'min', 'filter.price.min');
    v_max := product.read_amount(v_price -> 'max', 'filter.price.max');
    if v_min > v_max then
      raise exception using errcode = 'TSFLT',
        message = format('filter.price.min %s is above filter.price.max %s', v_min, v_max),
        hint = 'Swap them, or leave one out.';
    end if;
    if v_price ? 'currency' then
      perform product.check_currency(v_price ->> 'currency', 'filter.price.currency');
      v_currency := jsonb_build_object('currency', v_price -> 'currency');
    end if;
    if jsonb_typeof(coalesce(v_price -> 'minExclusive', 'true')) <> 'boolean'
      or jsonb_typeof(coalesce(v_price -> 'maxExclusive', 'true')) <> 'boolean'
    then
      raise exception using errcode = 'TSFLT',
        message = 'filter.price.minExclusive and maxExclusive must be true or false', hint = 'Leave them out for inclusive bounds.';
    end if;
    if v_min is not null then
      v_made := v_made || jsonb_build_array(product.argument_constraint('PRICE_MIN', jsonb_build_object('price',
        jsonb_build_object('min', v_min::text, 'minExclusive', coalesce(v_price -> 'minExclusive', 'false')) || v_currency)));
    end if;
    if v_max is not null then
      v_made := v_made || jsonb_build_array(product.argument_constraint('PRICE_MAX', jsonb_build_object('price',
        jsonb_build_object('max', v_max::text, 'maxExclusive', coalesce(v_price -> 'maxExclusive', 'false')) || v_currency)));
    end if;
  end if;

  if v_filter ? 'inStock' then
    if jsonb_typeof(v_filter -> 'inStock') <> 'boolean' then
      raise exception using errcode = 'TSFLT',
        message = format('filter.inStock is %s, expected true or false', left((v_filter -> 'inStock')::text, 60)),
        hint = 'Leave it out to have sold-out items as well.';
    end if;
    if (v_filter -> 'inStock')::boolean then
      v_made := v_made || jsonb_build_array(product.argument_constraint('IN_STOCK', '{"inStock": true}'));
    end if;
  end if;

  v_texts := product.read_texts(v_filter -> 'inStockAt', 'filter.inStockAt');
  if v_texts is not null then
    perform product.find_locations(v_texts);
    v_made := v_made || jsonb_build_array(product.argument_constraint('IN_STOCK_AT', jsonb_build_object('inStockAt', v_texts)));
  end if;
  v_texts := product.read_texts(v_filter -> 'categories', 'filter.categories');
  if v_texts is not null then
    perform product.find_categories(v_texts);
    v_made := v_made || jsonb_build_array(product.argument_constraint('CATEGORY', jsonb_build_object('categories', v_texts)));
  end if;
  v_texts := product.read_texts(v_filter -> 'brands', 'filter.brands');
  if v_texts is not null then
    perform product.find_brands(v_texts);
    v_made := v_made || jsonb_build_array(product.argument_constraint('BRAND', jsonb_build_object('brands', v_texts)));
  end if;
  v_attributes := product.read_attributes(v_filter -> 'attributes', 'filter.attributes');
  if v_attributes is not null then
    v_made := v_made || (
      select jsonb_agg(product.argument_constraint('ATTRIBUTE',
        jsonb_build_object('attributes', jsonb_build_array(a.value))) order by a.position)
      from jsonb_array_elements(v_attributes) with ordinality a (value, position)
    );
  end if;

  if v_filter ? 'exclude' then
    v_exclude := v_filter -> 'exclude';
    perform product.check_keys(v_exclude, '{categories,brands,attributes,products}', 'filter.exclude', 'TSFLT');
    v_texts := product.read_texts(v_exclude -> 'categories', 'filter.exclude.categories');
    if v_texts is not null then
      perform product.find_categories(v_texts);
      v_made := v_made || jsonb_build_array(product.argument_constraint('EXCLUDE_CATEGORY',
        jsonb_build_object('exclude', jsonb_build_object('categories', v_texts))));
    end if;
    v_texts := product.read_texts(v_exclude -> 'brands', 'filter.exclude.brands');
    if v_texts is not null then
      perform product.find_brands(v_texts);
      v_made := v_made || jsonb_build_array(product.argument_constraint('EXCLUDE_BRAND',
        jsonb_build_object('exclude', jsonb_build_object('brands', v_texts))));
    end if;
    v_attributes := product.read_attributes(v_exclude -> 'attributes', 'filter.exclude.attributes');
    if jsonb_path_exists(v_attributes, '$[*] ? (!exists(@.values))') then
      raise exception using errcode = 'TSFLT',
        message = 'filter.exclude.attributes has a range, expected values',
        hint = 'Demand the other side of the bound in filter.attributes: in place of "not over 5 kg" at most 5 kg.';
    end if;
    if v_attributes is not null then
      v_made := v_made || (
        select jsonb_agg(product.argument_constraint('EXCLUDE_ATTRIBUTE', jsonb_build_object('exclude', jsonb_build_object(
          'attributes', jsonb_build_array(a.value)))) order by a.position)
        from jsonb_array_elements(v_attributes) with ordinality a (value, position)
      );
    end if;
    v_texts := product.read_texts(v_exclude -> 'products', 'filter.exclude.products');
    if v_texts is not null then
      v_made := v_made || jsonb_build_array(product.argument_constraint('EXCLUDE_PRODUCT',
        jsonb_build_object('exclude', jsonb_build_object('products', v_texts))));
    end if;
  end if;
  return v_made;
end
$_$;

ALTER FUNCTION product.filter_constraints(filter jsonb) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.filter_constraints(filter jsonb) IS 'Checks a filter and takes it apart into constraints, each with the filter that says it alone. Raises TSFLT or TSCCY and names the key.';

CREATE FUNCTION product.filter_with_values(filter jsonb, key text, selected text[]) RETURNS jsonb
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select case
    when cardinality(filter_with_values.selected) = 0 then b.filter
    when filter_with_values.key = 'CATEGORY' then b.filter || jsonb_build_object('categories', filter_with_values.selected)
    when filter_with_values.key = 'BRAND' then b.filter || jsonb_build_object('brands', filter_with_values.selected)
    else b.filter || jsonb_build_object('attributes', coalesce(b.filter -> 'attributes', '[]') || jsonb_build_array(jsonb_build_object(
      'name', substr(filter_with_values.key, strpos(filter_with_values.key, ':') + 1), 'values', filter_with_values.selected)))
  end
  from (select product.filter_without(filter_with_values.filter, array[filter_with_values.key]) as filter) b;
$$;

ALTER FUNCTION product.filter_with_values(filter jsonb, key text, selected text[]) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.filter_with_values(filter jsonb, key text, selected text[]) IS 'A filter that demands any of these values under a key, CATEGORY (slugs), BRAND (slugs) or ATTRIBUTE:colour, in place of what it demanded there, a range included; none: nothing there.';

CREATE FUNCTION product.filter_without(filter jsonb, keys text[]) RETURNS jsonb
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_filter jsonb := filter_without.filter;
  v_key text;
  v_path text[];
begin
  foreach v_key in array filter_without.keys loop
    case split_part(v_key, ':', 1)
      when 'PRICE_MIN' then v_filter := v_filter #- '{price,min}' #- '{price,minExclusive}';
      when 'PRICE_MAX' then v_filter := v_filter #- '{price,max}' #- '{price,maxExclusive}';
      when 'IN_STOCK' then v_filter := v_filter - 'inStock';
      when 'IN_STOCK_AT' then v_filter := v_filter - 'inStockAt';
      when 'CATEGORY' then v_filter := v_filter - 'categories';
      when 'BRAND' then v_filter := v_filter - 'brands';
      when 'EXCLUDE_CATEGORY' then v_filter := v_filter #- '{exclude,categories}';
      when 'EXCLUDE_BRAND' then v_filter := v_filter #- '{exclude,brands}';
      when 'EXCLUDE_PRODUCT' then v_filter := v_filter #- '{exclude,products}';
      when 'ATTRIBUTE', 'EXCLUDE_ATTRIBUTE' then
        v_path := case when v_key like 'EXCLUDE%' then '{exclude,attributes}' else '{attributes}' end::text[];
        if v_filter #> v_path is not null then
          v_filter := jsonb_set(v_filter, v_path, (
            select coalesce(jsonb_agg(a.value order by a.position), '[]')
            from jsonb_array_elements(v_filter #> v_path) with ordinality a (value, position)
            where a.value ->> 'name' <> substr(v_key, strpos(v_key, ':') + 1)));
          if v_filter #> v_path = '[]' then
            v_filter := v_filter #- v_path;
          end if;
        end if;
    end case;
  end loop;
  return v_filter;
end
$$;

ALTER FUNCTION product.filter_without(filter jsonb, keys text[]) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.filter_without(filter jsonb, keys text[]) IS 'A filter without what it demands under these constraint keys, such as PRICE_MAX or ATTRIBUTE:colour, values and ranges alike; what it does not have changes nothing. The currency stays.';

CREATE FUNCTION product.find_brands(names text[]) RETURNS bigint[]
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_unknown text;
begin
  select n.name into v_unknown
  from unnest(find_brands.names) n (name)
  where not exists (
    select from product.brand b
    join product.product p on p.brand_id = b.brand_id and p.status = 'active'
    where lower(b.name) = lower(n.name) or b.slug = n.name
  )
  limit 1;
  if found then
    raise exception using errcode = 'TSFLT',
      message = format('there is no brand "%s"', left(v_unknown, 100)),
      hint = coalesce(
        (select 'Some that exist: ' || string_agg(b.name, ', ' order by b.name) || '.'
          from (
            select b.name from product.brand b
            where exists (select from product.product p where p.brand_id = b.brand_id and p.status = 'active')
            order by b.name
            limit 20
          ) b),
        'This catalogue has no brands yet.');
  end if;
  return (
    select array_agg(b.brand_id order by b.brand_id)
    from product.brand b
    where lower(b.name) in (select lower(n.name) from unnest(find_brands.names) n (name))
      or b.slug = any (find_brands.names)
  );
end
$$;

ALTER FUNCTION product.find_brands(names text[]) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.find_brands(names text[]) IS 'Ids of the brands with these names (whatever their case) or slugs; null for none. A brand of which the caller may see no active product is unknown: raises TSFLT.';

CREATE FUNCTION product.find_candidates(question product.question, demand product.demand) RETURNS product.candidates
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_candidates product.candidates;
  v_model embeddings.model := (find_candidates.question).model;
  v_vector constant vector := (find_candidates.question).query_vector;
  v_all_words constant tsquery := (find_candidates.question).all_words;
  v_any_word constant tsquery := (find_candidates.question).any_word;
  v_cursor constant jsonb := (find_candidates.question).cursor;
  v_floor constant double precision := (find_candidates.question).similarity_floor;
  v_arm_limit constant integer := 500;
  -- A setting, so that a database can tune the bounds below, and a test can force either plan.
  v_tuned constant bigint := nullif(current_setting('trueshelf.exact_offer_limit', true), '')::bigint;
  v_listed_limit bigint;
  -- Products up to which comparing each is the faster plan: 0.17 s for 40,000 of 200,000, against 0.22 by the vector index.
  v_exact_limit constant bigint := coalesce(v_tuned, 50000);
  v_product_ids bigint[];
  v_complement jsonb;
  v_demand product.demand;
  v_near_ids bigint[];
begin
  if (find_candidates.question).mode = 'BROWSE' then
    return product.browse_candidates(find_candidates.question, find_candidates.demand);
  end if;

  -- Which products qualify: few are ranked exactly, many by index where there is one.
  v_candidates.approximate := false;
  if (find_candidates.question).complements is null and embeddings.has_index(v_model.model_id) then
    -- Offers up to which the qualifying products are listed, not to read many for nothing: along the index of amounts that is
    -- quick, where the statistics say that it ends; a demand upon the product itself is read for each offer.
    v_listed_limit := coalesce(v_tuned, case
      when num_nonnulls((find_candidates.demand).category_ids, (find_candidates.demand).brand_ids, (find_candidates.demand).attributes,
        (find_candidates.demand).location_ids, (find_candidates.demand).excluded_category_ids,
        (find_candidates.demand).excluded_brand_ids, (find_candidates.demand).excluded_attributes,
        (find_candidates.demand).weight) > 0 then 30000
      when product.estimated_offers(find_candidates.demand) < 250000 then 400000
      else 8000
    end);
    v_product_ids := product.qualified_products(find_candidates.demand, v_listed_limit);
    v_candidates.approximate := coalesce(cardinality(v_product_ids), v_exact_limit + 1) > v_exact_limit;
  else
    v_product_ids := product.qualified_products(find_candidates.demand, null);
  end if;
  v_candidates.nothing_qualifies := coalesce(v_product_ids = '{}', false);
  v_candidates.scanned := cardinality(v_product_ids);
  v_candidates.exhausted := true;
  if v_candidates.nothing_qualifies then
    return v_candidates;
  end if;

  -- Constraints and entitlement hold inside each arm, before its limit.
  if v_all_words is not null then
    select array_agg(m.product_id order by m.rank desc, m.product_id),
      array_agg(0.5 + 0.5 * m.rank / m.best order by m.rank desc, m.product_id),
      max(m.best)
    into v_candidates.word_ids, v_candidates.word_scores, v_candidates.best_all
    from (
      select f.product_id, f.rank::double precision as rank,
        coalesce((v_cursor ->> 'bestAll')::double precision, nullif(max(f.rank) over (), 0), 1) as best
      from product.matching_products(find_candidates.demand, v_product_ids, v_all_words, v_any_word, v_arm_limit) f
    ) m;
    v_candidates.exhausted := coalesce(cardinality(v_candidates.word_ids), 0) < v_arm_limit;
    if v_candidates.exhausted and v_any_word::text <> v_all_words::text then
      -- Worth less the fewer words it has: one of nine in common, however close together, says little; nothing at all where
      -- its meaning is no nearer than any product's.
      select coalesce(v_candidates.word_ids, '{}') || array_agg(m.product_id order by m.rank * m.coverage desc, m.product_id),
        coalesce(v_candidates.word_scores, '{}') || array_agg(0.5 * m.rank / m.best * m.coverage order by m.rank * m.coverage desc, m.product_id),
        max(m.best),
        -- What is near enough is proposed by meaning as well, so that only what has no vector can be missing.
        coalesce(max(m.found), 0) < v_arm_limit - coalesce(cardinality(v_candidates.word_ids), 0)
          or v_vector is not null and not bool_or(m.unembedded)
      into v_candidates.word_ids, v_candidates.word_scores, v_candidates.best_any, v_candidates.exhausted
      from (
        select f.product_id, f.rank, f.best, f.found, e.embedding is null as unembedded, c.coverage
        from (
          select a.product_id, a.rank::double precision as rank, count(*) over () as found,
            coalesce((v_cursor ->> 'bestAny')::double precision, nullif(max(a.rank) over (), 0), 1) as best
          from product.matching_products(find_candidates.demand, v_product_ids, v_any_word, v_any_word, 2 * v_arm_limit) a
          where a.product_id <> all (coalesce(v_candidates.word_ids, '{}'))
          order by a.rank desc, a.product_id
          limit v_arm_limit - coalesce(cardinality(v_candidates.word_ids), 0)
        ) f
        left join embeddings.product_embedding e on e.product_id = f.product_id and e.model_id = v_model.model_id
        -- A copy, since a long text's words are unpacked anew for each test of the original; and by key, not as a join.
        cross join lateral (select p.search || ''::tsvector as search from product.product p where p.product_id = f.product_id offset 0) t
        cross join lateral (
          select count(*) filter (where t.search @@ w.word)::double precision / count(*) as coverage
          from unnest((find_candidates.question).each_word) w (word)
        ) c
        where c.coverage > 0
          and (v_vector is null or e.embedding is null or 1 - (e.embedding <=> v_vector) > v_floor)
      ) m;
    end if;
  end if;
  if v_vector is not null and (find_candidates.question).complements is null then
    select array_agg(n.product_id) into v_candidates.near_ids
    from embeddings.nearest_products(
      v_model.model_id, v_vector, v_floor::real, find_candidates.demand, v_product_ids, v_candidates.approximate, v_arm_limit) n;
    -- An index may miss some, and stops at a bound: it never proves that there are no more.
    v_candidates.exhausted := v_candidates.exhausted and not v_candidates.approximate
      and coalesce(cardinality(v_candidates.near_ids), 0) < v_arm_limit;
  elsif v_vector is not null then
    -- Each category that goes with the anchor's has its own share, or the nearest one would fill the answer.
    v_demand := find_candidates.demand;
    for v_complement in select r.value from jsonb_array_elements((find_candidates.question).complements) r (value) loop
      v_demand.category_ids := product.common_ids((find_candidates.demand).category_ids,
        array(select i.id::bigint from jsonb_array_elements_text(v_complement -> 'categoryIds') i (id)));
      v_product_ids := product.qualified_products(v_demand, null);
      select array_agg(n.product_id) into v_near_ids
      from embeddings.nearest_products(v_model.model_id, v_vector, v_floor::real, v_demand, v_product_ids, false, 25) n
      where n.product_id <> all (coalesce(v_candidates.near_ids, '{}'));
      v_candidates.near_ids := coalesce(v_candidates.near_ids, '{}') || coalesce(v_near_ids, '{}');
      v_candidates.exhausted := v_candidates.exhausted and coalesce(cardinality(v_near_ids), 0) < 25;
    end loop;
  end if;
  if v_candidates.approximate then
    v_candidates.scanned := (
      select count(distinct i.id)
      from unnest(coalesce(v_candidates.near_ids, '{}') || coalesce(v_candidates.word_ids, '{}')) i (id));
  end if;
  return v_candidates;
end
$$;

ALTER FUNCTION product.find_candidates(question product.question, demand product.demand) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.find_candidates(question product.question, demand product.demand) IS 'What words and meaning propose for a question among the products that meet a demand, which is the question''s own or one with less in it. At most 500 of each; exhausted false when there may be more.';

CREATE FUNCTION product.find_categories(slugs text[]) RETURNS bigint[]
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_unknown text;
begin
  select s.slug into v_unknown
  from unnest(find_categories.slugs) s (slug)
  where not exists (select from product.category c where c.slug = s.slug)
  limit 1;
  if found then
    raise exception using errcode = 'TSFLT',
      message = format('there is no category with the slug "%s"', left(v_unknown, 100)),
      hint = coalesce(
        (select 'Some that exist: ' || string_agg(c.slug, ', ' order by c.slug) || '.'
          from (select c.slug from product.category c order by c.slug limit 20) c),
        'This catalogue has no categories yet.');
  end if;
  return (
    with recursive subtree as (
      select c.category_id from product.category c where c.slug = any (find_categories.slugs)
      union
      select c.category_id from product.category c join subtree s on c.parent_id = s.category_id
    )
    select array_agg(s.category_id order by s.category_id) from subtree s
  );
end
$$;

ALTER FUNCTION product.find_categories(slugs text[]) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.find_categories(slugs text[]) IS 'Ids of the categories with these slugs and of all below them; null for no slugs. Raises TSFLT for an unknown slug.';

CREATE FUNCTION product.find_lexemes(forms text[], gaps text[]) RETURNS product.lexeme[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    SET enable_seqscan TO 'off'
    AS $_$
declare
  v_firsts integer[];
  v_lasts integer[];
  v_terms text[];
  v_words text[];
  v_found product.lexeme[];
begin
  -- Runs of up to six words that no mark parts, the last one in the singular.
  with word as (
    select w.position::integer as position, w.form,
      count(*) filter (where w.gap ~ '[,;:!?()\n]' and w.position > 1) over (order by w.position) as run
    from unnest(find_lexemes.forms, find_lexemes.gaps[:cardinality(find_lexemes.forms)]) with ordinality w (form, gap, position)
  )
  select array_agg(f.position), array_agg(l.position),
    array_agg(array_to_string(find_lexemes.forms[f.position:l.position - 1] || embeddings.fold_plural(l.form), ' '))
  into v_firsts, v_lasts, v_terms
  from word f
  join word l on l.position between f.position and f.position + 5 and l.run = f.run;
  -- "knife" is found under the folded plural "knive".
  select v_firsts || array_agg(g.first), v_lasts || array_agg(g.last), v_terms || array_agg(regexp_replace(g.term, 'fe?$', 've'))
  into v_firsts, v_lasts, v_terms
  from unnest(v_firsts, v_lasts, v_terms) g (first, last, term)
  where g.term ~ '[a-z](?:l|r|i|a|o|e)fe?$';
  -- "160x230" is found under "160 x 230 cm".
  if 'x' = any (find_lexemes.forms) then
    select v_firsts || array_agg(g.first), v_lasts || array_agg(g.last), v_terms || array_agg(g.term || ' ' || u.code)
    into v_firsts, v_lasts, v_terms
    from unnest(v_firsts, v_lasts, v_terms) g (first, last, term)
    join product.unit u on u.dimension = 'length'
    where g.term ~ '^[0-9]+ x [0-9]+$';
  end if;
  v_words := array(
    select distinct t.term
    from unnest(v_terms) t (term)
    where t.term !~ '[^a-z]' and length(t.term) >= 3
      and t.term <> all ('{and,the,with,for,from,not,but,without,size,free}'::text[]));

  with synonymous as materialized (
    select s.attribute, s.term, s.value from product.value_synonym s where s.term = any (v_terms)
  ),
  wanted as materialized (
    select v.attribute, v.value, v.term, v.words, v.example_id
    from product.attribute_value v
    where v.term = any (v_terms) or v.words && v_words
    union
    select v.attribute, v.value, v.term, v.words, v.example_id
    from synonymous s
    cross join lateral (
      select k.* from product.attribute_value k where k.attribute = s.attribute and k.value = s.value offset 0
    ) v
    union
    select v.attribute, v.value, v.term, v.words, v.example_id
    from product.synonym s
    join product.attribute_value v on v.term = product.term(array_to_string(s.targets, ' '))
    where s.term = any (v_terms) or s.term = any (find_lexemes.forms)
  ),
  written as materialized (
    select w.attribute, w.value, w.term, w.words, w.term = any (v_terms) as named,
      exists (
        select from product.variant o
        join product.product p on p.product_id = o.product_id and p.status = 'active'
        where o.product_id = w.example_id and o.audience is null and o.attributes -> w.attribute ? w.value
      ) as sold
    from wanted w
    join product.attribute a on a.name = w.attribute and a.interpretable
  ),
  value as (
    select w.attribute, w.value, w.term, w.words, w.named
    from written w
    -- Where the example shows it no more, any other will do.
    where w.sold or product.value_weight(w.attribute, w.value) > 0
  ),
  found as (
    select p.term, 'PHRASE' as class, p.meaning, null as name, p.phrase as value, 'phrase: ' || p.phrase as origin
    from product.phrase p
    where p.term = any (v_terms)
    union all
    select c.term, 'COMPARATIVE', c.direction, c.measure, c.bare::text, format('comparative: %s', c.word)
    from product.comparative c
    where c.term = any (v_terms)
    union all
    select t.term, 'CURRENCY', null, null, c.code, 'currency: ' || c.code
    from product.currency c
    cross join lateral unnest(c.terms) t (term)
    where c.terms && v_terms
    union all
    select t.term, 'UNIT', null, u.dimension, u.code, 'unit: ' || u.code
    from product.unit u
    cross join lateral unnest(u.terms) t (term)
    where u.terms && v_terms
    union all
    select n.word, 'NUMERAL', case when n.multiplies then 'MULTIPLIES' else 'ADDS' end, null, n.value::text, 'numeral: ' || n.word
    from product.numeral n
    where n.word = any (v_terms)
    union all
    select t.term, 'LOCATION', null, l.name, l.code, 'location: ' || l.code
    from product.location l
    cross join lateral (values (l.term), (replace(l.code, '-', ' '))) t (term)
    where t.term = any (v_terms)
    union all
    select t.term, 'ATTRIBUTE', a.type, a.name, null, 'attribute: ' || a.name
    from product.attribute a
    cross join lateral (values (a.term), (replace(a.name, '_', ' '))) t (term)
    where a.interpretable and t.term = any (v_terms)
    union all
    select w.term, 'ATTRIBUTE', coalesce(a.type, 'number'), w.attribute, w.bound, 'attribute_word: ' || w.phrase
    from product.attribute_word w
    left join product.attribute a on a.name = w.attribute
    where w.term = any (v_terms) and (a.interpretable or w.attribute = 'weight_grams')
    union all
    select b.term, 'BRAND', 'VOCABULARY', b.name, b.slug, 'brand: ' || b.slug
    from product.brand b
    where b.term = any (v_terms)
      and exists (select from product.product p where p.brand_id = b.brand_id and p.audience is null and p.status = 'active')
    union all
    select c.term, 'CATEGORY', 'VOCABULARY', c.name, c.slug, 'category: ' || c.slug
    from product.category c
    where c.term = any (v_terms)
    union all
    select v.term, 'VALUE', 'VOCABULARY', v.attribute, v.value, format('attribute_value: %s %s', v.attribute, v.value)
    from value v
    where v.named
    union all
    select s.term, 'VALUE', 'SYNONYM', s.attribute, s.value, format('value_synonym: %s %s → %s', s.attribute, s.term, s.value)
    from synonymous s
    join value v on v.attribute = s.attribute and v.value = s.value
    union all
    -- "recycled wool" is a wool, "navy and white" white in part; "faux leather" is no leather, and "light blue" nothing to who says light.
    select w.word, 'VALUE', case when w.word = v.words[cardinality(v.words)] and 'and' <> all (v.words) then 'KIND' else 'PART' end,
      v.attribute, v.value, format('attribute_value: %s %s', v.attribute, v.value)
    from value v
    cross join lateral (select distinct u.word, min(u.position) as position from unnest(v.words) with ordinality u (word, position) group by u.word) w
    where cardinality(v.words) > 1
      and w.word = any (v_words)
      and not exists (
        select from product.phrase p
        where p.meaning = 'PRIVATIVE' and p.term = v.words[w.position - 1]
      )
      and (w.word = v.words[cardinality(v.words)]
        or exists (select from value plain where plain.attribute = v.attribute and plain.term = w.word))
    union all
    select embeddings.fold_plural(s.term), m.class, 'SYNONYM', m.name, m.value, format('synonym: %s → %s', s.term, t.targets)
    from product.synonym s
    cross join lateral (select array_to_string(s.targets, ' ') as targets) j
    cross join lateral (select j.targets, product.term(j.targets) as term) t
    cross join lateral (
      select 'CATEGORY' as class, c.name, c.slug as value from product.category c where c.term = t.term
      union all
      select 'BRAND', b.name, b.slug from product.brand b
      where b.term = t.term
        and exists (select from product.product p where p.brand_id = b.brand_id and p.audience is null and p.status = 'active')
      union all
      select 'VALUE', v.attribute, v.value from value v where v.term = t.term
    ) m
    where s.term = any (v_terms) or s.term = any (find_lexemes.forms)
  )
  select array_agg(row(g.first, g.last, f.class, f.meaning, f.name, f.value, f.origin)::product.lexeme
    order by g.first, g.last desc, f.class, f.meaning, f.name, f.value)
  into v_found
  from found f
  join unnest(v_firsts, v_lasts, v_terms) g (first, last, term) on g.term = f.term;
  return coalesce(v_found, '{}');
end
$_$;

ALTER FUNCTION product.find_lexemes(forms text[], gaps text[]) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.find_lexemes(forms text[], gaps text[]) IS 'Which rows know runs of up to six words of a question: forms and gaps as product.scan_words gives them. In the order of the text, the longest first. By class: PHRASE (meaning: what product.phrase says; value: the phrase), COMPARATIVE (meaning: LESS, MORE; name: measure; value: whether it counts bare), CURRENCY and UNIT (value: code; name: dimension), NUMERAL (value; meaning: ADDS, MULTIPLIES), LOCATION (value: code; name), ATTRIBUTE (name; meaning: its type; value: the bound that the phrase says), BRAND and CATEGORY (value: slug; name), VALUE (name: attribute; value; meaning: VOCABULARY for the value itself, SYNONYM, KIND for a longer value of which this is the last word, PART for one that has the word elsewhere). Learns from the live, unrestricted catalogue only.';

CREATE FUNCTION product.find_locations(codes text[]) RETURNS bigint[]
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_unknown text;
begin
  select c.code into v_unknown
  from unnest(find_locations.codes) c (code)
  where not exists (select from product.location l where l.code = c.code)
  limit 1;
  if found then
    raise exception using errcode = 'TSFLT',
      message = format('there is no location with the code "%s"', left(v_unknown, 100)),
      hint = coalesce(
        (select 'Some that exist: ' || string_agg(l.code, ', ' order by l.code) || '.'
          from (select l.code from product.location l order by l.code limit 20) l),
        'This catalogue has no locations yet.');
  end if;
  return (
    select array_agg(l.location_id order by l.location_id)
    from product.location l
    where l.code = any (find_locations.codes)
  );
end
$$;

ALTER FUNCTION product.find_locations(codes text[]) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.find_locations(codes text[]) IS 'Ids of the locations with these codes; null for no codes. Raises TSFLT for an unknown code.';

CREATE FUNCTION product.find_numbers(reading product.reading) RETURNS TABLE(first integer, last integer, amount numeric)
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $_$
declare
  v_forms text[] := (find_numbers.reading).forms;
  v_gaps text[] := (find_numbers.reading).gaps;
  v_numerals integer[];
  v_values numeric[];
  v_word integer := 1;
  v_fraction numeric;
begin
  select array_agg(l.first), array_agg(l.value::numeric) into v_numerals, v_values
  from unnest((find_numbers.reading).lexemes) l
  where l.class = 'NUMERAL' and l.meaning = 'ADDS';

  while v_word <= cardinality(v_forms) loop
    first := v_word;
    last := v_word;
    amount := null;
    if v_forms[v_word] ~ '^[0-9]' then
      amount := case when v_forms[v_word] ~ '^0[.,][0-9]{1,9}$' then replace(v_forms[v_word], ',', '.')::numeric
        else product.parse_amount(v_forms[v_word]) end;
      -- "5 1/2 inch", "½ inch".
      if v_forms[v_word] ~ '^[0-9]{1,3}$' and v_gaps[v_word + 1] ~ '^[\s-]?$' and v_forms[v_word + 1] ~ '^[0-9]' then
        v_fraction := product.fraction_at(v_forms, v_gaps, v_word + 1);
        last := v_word + (v_fraction is not null)::integer;
      else
        v_fraction := product.fraction_at(v_forms, v_gaps, v_word);
        amount := case when v_fraction is null then amount else 0 end;
      end if;
      if v_fraction is not null then
        amount := amount + v_fraction;
        last := last + (v_gaps[last + 1] = '/')::integer;
      end if;
    elsif v_word = any (v_numerals) then
      amount := v_values[array_position(v_numerals, v_word)];
      -- "twenty five", "twenty-five"; hundreds and thousands are said of money.
      if amount between 20 and 90 and v_values[array_position(v_numerals, v_word + 1)] < 10 then
        last := v_word + 1;
        amount := amount + v_values[array_position(v_numerals, last)];
      end if;
    elsif v_forms[v_word] in ('a', 'an', 'half') then
      if v_forms[v_word] = 'half' then
        amount := 0.5;
        last := v_word + coalesce(v_forms[v_word + 1] in ('a', 'an'), false)::integer;
      else
        amount := 1;
      end if;
      -- Single letters and "in" say too much else.
      amount := case when length(v_forms[last + 1]) > 1 and v_forms[last + 1] <> 'in' and exists (
        select from unnest((find_numbers.reading).lexemes) l
        where l.class = 'UNIT' and l.first = find_numbers.last + 1) then amount end;
    end if;
    if v_forms[last + 1:last + 3] = '{and,a,half}' then
      amount := amount + 0.5;
      last := last + 3;
    end if;
    -- "minus 5 celsius"; a mark in its place is read with the measure.
    if v_forms[first - 1] = 'minus' and v_gaps[first] ~ '^\s+$' then
      amount := -amount;
      first := first - 1;
    end if;
    if amount is not null then
      return next;
    end if;
    v_word := last + 1;
  end loop;
end
$_$;

ALTER FUNCTION product.find_numbers(reading product.reading) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.find_numbers(reading product.reading) IS 'The numbers of a question in its order, whatever they count: of which words, and the amount. In digits, as a fraction, in words up to ninety-nine ("two and a half"), and where a unit follows "half", "a" and "an".';

CREATE FUNCTION product.find_product(key jsonb) RETURNS bigint
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_product_id bigint;
begin
  select p.product_id into v_product_id
  from product.product p
  where (p.handle = find_product.key ->> 'handle' or p.product_id = (find_product.key ->> 'productId')::bigint)
    and p.status = 'active';
  if not found then
    raise exception using errcode = 'TSNFD',
      message = format('there is no product "%s"', left(coalesce(find_product.key ->> 'handle', find_product.key ->> 'productId'), 100)),
      hint = 'Give the handle or the id of a product of this catalogue.';
  end if;
  return v_product_id;
end
$$;

ALTER FUNCTION product.find_product(key jsonb) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.find_product(key jsonb) IS 'The id of an active product by a key that product.check_product_key let pass, under the caller''s row security. Raises TSNFD, alike for what does not exist and what may not be seen.';

CREATE FUNCTION product.find_relaxations(question product.question, offers product.judged_offer[], groups jsonb, exhausted boolean) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $$
declare
  v_currency constant text := (find_relaxations.question).currency;
  v_limit constant integer := (find_relaxations.question).max_per_brand;
  v_found jsonb;
begin
  with asked as materialized (
    select c.value, c.value ->> 'key' as key, row_number() over (order by c.position) as number
    from jsonb_array_elements((find_relaxations.question).interpretation -> 'constraints') with ordinality c (value, position)
    where c.value ->> 'kind' <> 'CURRENT_PRICE'
  ),
  standing as materialized (
    select o.product_id, o.brand_id, o.fails, o.sets, min(o.amount) as lowest, max(o.amount) as highest
    from unnest(find_relaxations.offers) o
    group by o.product_id, o.brand_id, o.fails, o.sets
  ),
  inside as materialized (
    select distinct s.product_id, s.brand_id from standing s where position(B'1' in s.fails) = 0
  ),
  -- What is dropped goes by key, since a dismissal does; hidden by policy is not the filter's to give back.
  failing as materialized (
    select f.fails, array_agg(distinct a.key order by a.key) as keys,
      bool_and(a.key <> 'EXCLUDE_PRODUCT' and (a.key <> 'IN_STOCK' or (find_relaxations.question).unavailable <> 'HIDE')) as may_go
    from (select distinct s.fails from standing s where position(B'1' in s.fails) > 0) f
    join asked a on substring(f.fails from a.number::integer for 1) = B'1'
    group by f.fails
  ),
  proposal as materialized (
    select distinct f.keys, cardinality(f.keys) as size,
      1 | (select bit_or((find_relaxations.groups #>> array[product.constraint_group(g.key), 'sets'])::integer) from unnest(f.keys) g (key)) as sets
    from failing f
    where f.may_go and cardinality(f.keys) <= 3
  ),
  entering as materialized (
    select p.keys, p.size, s.product_id, s.brand_id, min(s.lowest) as lowest, max(s.highest) as highest
    from proposal p
    join failing f on f.keys <@ p.keys
    join standing s on s.fails = f.fails and s.sets & p.sets <> 0
    where not exists (select from inside i where i.product_id = s.product_id)
    group by p.keys, p.size, s.product_id, s.brand_id
  ),
  -- The amount that lets five in, or all where there are fewer.
  widened as (
    select e.keys,
      (array_agg(e.lowest order by e.lowest))[least(5, count(*))] as highest_asked,
      (array_agg(e.highest order by e.highest desc))[least(5, count(*))] as lowest_asked
    from entering e
    where e.keys in ('{PRICE_MAX}', '{PRICE_MIN}')
    group by e.keys
  ),
  offered as (
    select e.keys, e.size, null::numeric as amount, e.product_id, e.brand_id from entering e
    union all
    select e.keys, e.size, case e.keys when '{PRICE_MAX}' then w.highest_asked else w.lowest_asked end, e.product_id, e.brand_id
    from entering e
    join widened w on w.keys = e.keys
    where case e.keys when '{PRICE_MAX}' then e.lowest <= w.highest_asked else e.highest >= w.lowest_asked end
  ),
  by_brand as (
    select o.keys, o.size, o.amount, o.brand_id, count(*) as entering,
      (select count(*) from inside i where i.brand_id = o.brand_id) as inside
    from offered o
    group by o.keys, o.size, o.amount, o.brand_id
  ),
  gained as materialized (
    select b.keys, b.size, b.amount,
      sum(case when b.brand_id is null then b.entering
        else least(b.inside + b.entering, v_limit) - least(b.inside, v_limit) end)::bigint as more
    from by_brand b
    group by b.keys, b.size, b.amount
  ),
  -- Only where no single one helps: the fewest that do together, the best three of them.
  chosen as (
    select g.*, row_number() over (
      order by g.more desc, (select array_agg(a.number order by a.number) from asked a where a.key = any (g.keys)), g.amount nulls first) as position
    from gained g
    where g.more > 0
      and g.size = (select min(m.size) from gained m where m.more > 0)
    order by position
    limit case (select min(m.size) from gained m where m.more > 0) when 1 then 8 else 3 end
  )
  select jsonb_agg(jsonb_build_object(
    'constraintIds', d.ids,
    'label', case when c.amount is null then d.label
      else product.constraint_label(c.keys[1], w.filter, v_currency) end,
    'more', c.more,
    'exact', find_relaxations.exhausted
      or c.size = 1 and (find_relaxations.groups #> array[product.constraint_group(c.keys[1]), 'exact'])::boolean,
    'apply', product.refinement(
      find_relaxations.question,
      case when c.amount is null then product.filter_without((find_relaxations.question).filter, c.keys)
        else product.filter_without((find_relaxations.question).filter, c.keys) || jsonb_build_object('price',
          coalesce(product.filter_without((find_relaxations.question).filter, c.keys) -> 'price', '{}')
            || (w.filter -> 'price') || jsonb_build_object('currency', v_currency)) end,
      case when c.amount is null then c.keys end)
    ) order by c.position)
  into v_found
  from chosen c
  cross join lateral (
    select jsonb_agg(a.value -> 'id' order by a.number) as ids,
      string_agg(a.label, ' and ' order by a.number) filter (where a.is_first) as label
    from (
      select o.value, o.number, l.label, row_number() over (partition by l.label order by o.number) = 1 as is_first
      from asked o
      cross join lateral (select product.relaxation_label(o.value, v_currency) as label offset 0) l
      where o.key = any (c.keys)
    ) a
  ) d
  cross join lateral (
    select jsonb_build_object('price', jsonb_build_object(
      case c.keys when '{PRICE_MAX}' then 'max' else 'min' end, product.amount_text(c.amount, v_currency))) as filter
  ) w;
  return coalesce(v_found, '[]');
end
$$;

ALTER FUNCTION product.find_relaxations(question product.question, offers product.judged_offer[], groups jsonb, exhausted boolean) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.find_relaxations(question product.question, offers product.judged_offer[], groups jsonb, exhausted boolean) IS 'What would be found besides if constraints were given up, or a price widened to let five more in: most first, at most eight; where no single constraint helps, three of the smallest sets of two, or of three. Not proposed: what excludes single products, and stock where unavailable items are hidden by an option. groups, exhausted: of product.gather_candidates.';

CREATE FUNCTION product.find_unit(written text) RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select u.code
  from product.unit u
  where u.code = find_unit.written or lower(find_unit.written) = any (u.signs)
  order by u.code = find_unit.written desc, u.code
  limit 1;
$$;

ALTER FUNCTION product.find_unit(written text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.find_unit(written text) IS 'The code of the unit that has this code, or this sign in any case: "KG", "kilos" and "kg" are kg; null for none.';

CREATE FUNCTION product.folded_words(content text) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select array_agg(embeddings.fold_plural(s.form) order by s.place)
  from product.scan_words(folded_words.content) s;
$$;

ALTER FUNCTION product.folded_words(content text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.folded_words(content text) IS 'The words of a name in its order (product.scan_words), each in the singular; null without any. A generated column is made of it: to change it takes a migration.';

CREATE FUNCTION product.format_measure(measure text, held double precision, currency text) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select case format_measure.measure
    when 'weight_grams' then product.format_weight(format_measure.held::numeric)
    when 'price' then product.format_money(
      (select round(format_measure.held::numeric, c.minor_units) from product.currency c where c.code = format_measure.currency),
      format_measure.currency)
    when 'released_on' then to_char(date '2000-01-01' + floor(format_measure.held)::integer, 'FMDD FMMonth YYYY')
    when 'rating' then trim_scale(round(format_measure.held::numeric, 2))::text
    else trim_scale(round(format_measure.held::numeric, 2))::text
      || coalesce(' ' || (select a.unit from product.attribute a where a.name = format_measure.measure), '')
  end;
$$;

ALTER FUNCTION product.format_measure(measure text, held double precision, currency text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.format_measure(measure text, held double precision, currency text) IS 'What product.held_measure gives, as a shopper reads it: "1.2 kg", "$129.00", "12 March 2025", "4.2", "72 dB"; null for unknown.';

CREATE FUNCTION product.format_money(amount numeric, currency text) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select c.prefix || to_char(format_money.amount,
    case
      when c.minor_units = 0 then 'FM999,999,990'
      else 'FM999,999,990.' || repeat('0', greatest(c.minor_units, least(4, scale(trim_scale(format_money.amount)))))
    end)
  from product.currency c
  where c.code = format_money.currency;
$$;

ALTER FUNCTION product.format_money(amount numeric, currency text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.format_money(amount numeric, currency text) IS 'An amount as a shopper reads it: $1,299.00. Null for an unknown currency.';

CREATE FUNCTION product.format_weight(grams numeric) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
  select case
    when format_weight.grams >= 1000 then trim_scale(round(format_weight.grams / 1000, 2))::text || ' kg'
    else trim_scale(round(format_weight.grams, 1))::text || ' g'
  end;
$$;

ALTER FUNCTION product.format_weight(grams numeric) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.format_weight(grams numeric) IS 'Grams as a shopper reads them: "840 g", "1.25 kg"; null for unknown.';

CREATE FUNCTION product.fraction_at(forms text[], gaps text[], place integer) RETURNS numeric
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $_$
  select f.above / f.below
  from (
    select split_part(fraction_at.forms[fraction_at.place], chr(8260), 1)::numeric as above,
      split_part(fraction_at.forms[fraction_at.place], chr(8260), 2)::numeric as below
    where fraction_at.forms[fraction_at.place] ~ format('^[0-9]{1,2}%s[1-9][0-9]?$', chr(8260))
    union all
    select fraction_at.forms[fraction_at.place]::numeric, fraction_at.forms[fraction_at.place + 1]::numeric
    where fraction_at.gaps[fraction_at.place + 1] = '/'
      and fraction_at.forms[fraction_at.place] ~ '^[0-9]{1,2}$'
      and fraction_at.forms[fraction_at.place + 1] in ('2', '3', '4', '8', '16', '32')
  ) f
  where f.above < f.below;
$_$;

ALTER FUNCTION product.fraction_at(forms text[], gaps text[], place integer) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.fraction_at(forms text[], gaps text[], place integer) IS 'The fraction that the word at place is, or begins: "½" as it is folded, or "1/2" as inches are written; null for anything else, such as the size 30/34.';

CREATE FUNCTION product.gather_candidates(question product.question, candidates product.candidates, by_group boolean, OUT product_ids bigint[], OUT sets integer[], OUT groups jsonb, OUT exhausted boolean) RETURNS record
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_constraints constant jsonb := (
    select coalesce(jsonb_agg(c.value order by c.position), '[]')
    from jsonb_array_elements((gather_candidates.question).interpretation -> 'constraints') with ordinality c (value, position)
    where c.value ->> 'kind' <> 'CURRENT_PRICE');
  v_found product.candidates := gather_candidates.candidates;
  v_group record;
  v_set integer := 0;
  v_own_set integer;
  -- A page never needs more, and each group costs as much as a page's own search.
  v_group_limit constant integer := 8;
begin
  gather_candidates.product_ids := (gather_candidates.candidates).near_ids || (gather_candidates.candidates).word_ids;
  if (gather_candidates.question).mode <> 'BROWSE' then
    -- What is named or pinned stands in the answer whether words or meaning propose it or not.
    gather_candidates.product_ids := gather_candidates.product_ids
      || (gather_candidates.question).exact_ids || (gather_candidates.question).pinned_ids;
  end if;
  if v_constraints <> '[]' then
    v_found := product.find_candidates(gather_candidates.question, product.demand_without(gather_candidates.question, null));
  end if;
  gather_candidates.product_ids := gather_candidates.product_ids || v_found.near_ids || v_found.word_ids;
  gather_candidates.sets := array_fill(1, array[coalesce(cardinality(gather_candidates.product_ids), 0)]);
  gather_candidates.exhausted := v_found.exhausted;
  gather_candidates.groups := '{}';

  for v_group in
    select product.constraint_group(c.value ->> 'key') as name, min(c.position) as position, array_agg(c.value ->> 'key') as keys,
      string_agg(repeat('0', c.position::integer - 1) || '1' || repeat('0', jsonb_array_length(v_constraints) - c.position::integer), ' ') as bits
    from jsonb_array_elements(v_constraints) with ordinality c (value, position)
    group by 1
    order by 2
  loop
    v_found.exhausted := gather_candidates.exhausted;
    v_own_set := 0;
    if not gather_candidates.exhausted and gather_candidates.by_group and v_set < v_group_limit
      and v_group.name <> 'EXCLUDE_PRODUCT'
    then
      v_set := v_set + 1;
      v_own_set := 1 << v_set;
      v_found := product.find_candidates(
        gather_candidates.question, product.demand_without(gather_candidates.question, v_group.keys));
      gather_candidates.product_ids := gather_candidates.product_ids || v_found.near_ids || v_found.word_ids;
      gather_candidates.sets := gather_candidates.sets || array_fill(
        v_own_set, array[coalesce(cardinality(gather_candidates.product_ids), 0) - cardinality(gather_candidates.sets)]);
    end if;
    gather_candidates.groups := gather_candidates.groups || jsonb_build_object(v_group.name, jsonb_build_object(
      'bits', (select bit_or(b.bits::bit varying) from unnest(string_to_array(v_group.bits, ' ')) b (bits))::text,
      'sets', 1 | v_own_set,
      'exact', v_found.exhausted));
  end loop;

  select array_agg(m.product_id), array_agg(m.sets)
  into gather_candidates.product_ids, gather_candidates.sets
  from (
    select i.product_id, bit_or(i.set) as sets
    from unnest(gather_candidates.product_ids, gather_candidates.sets) i (product_id, set)
    where i.product_id is not null
    group by i.product_id
  ) m;
end
$$;

ALTER FUNCTION product.gather_candidates(question product.question, candidates product.candidates, by_group boolean, OUT product_ids bigint[], OUT sets integer[], OUT groups jsonb, OUT exhausted boolean) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.gather_candidates(question product.question, candidates product.candidates, by_group boolean, OUT product_ids bigint[], OUT sets integer[], OUT groups jsonb, OUT exhausted boolean) IS 'The set that facets, funnel and relaxations count over: what words and meaning propose for a question without any constraint; where that is more than is looked at (exhausted false), also what they propose for the question as it is and, by_group, without each of its first eight groups of constraints. product_ids and sets are parallel: bit 0 for the first two, bit g for group g. groups: {"BRAND": {"bits": its constraints, "sets": the sets that its numbers come from, "exact": nothing they depend on hit a bound}}.';

CREATE FUNCTION product.held_measure(measure text, attributes jsonb, weight_grams numeric, amount numeric, released_on date, rating numeric) RETURNS double precision
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $_$
  select case held_measure.measure
    when 'weight_grams' then held_measure.weight_grams
    when 'price' then held_measure.amount
    when 'released_on' then held_measure.released_on - date '2000-01-01'
    when 'rating' then held_measure.rating
    -- Beyond is no measure of anything, and more than a double precision number may be. In the path: a subquery would keep this
    -- from being inlined.
    else (jsonb_path_query_first(
      held_measure.attributes -> held_measure.measure, '$[*].number() ? (@ < 1e15 && @ > -1e15)', '{}', true) #>> '{}')::numeric
  end::double precision;
$_$;

ALTER FUNCTION product.held_measure(measure text, attributes jsonb, weight_grams numeric, amount numeric, released_on date, rating numeric) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.held_measure(measure text, attributes jsonb, weight_grams numeric, amount numeric, released_on date, rating numeric) IS 'What an offer has of a measure that comparatives compare: grams, the amount, days since 2000, stars, or the first value of a number attribute; null where that is unknown. attributes: of the variant, as filters hold it.';

CREATE FUNCTION product.humanise(name text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
  select upper(left(humanise.name, 1)) || translate(substr(humanise.name, 2), '-_', '  ');
$$;

ALTER FUNCTION product.humanise(name text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.humanise(name text) IS 'A name to show for a slug or an attribute: "leather-jackets" -> "Leather jackets".';

CREATE FUNCTION product.ignore_place(reading product.reading, first integer, last integer) RETURNS product.reading
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $_$
declare
  v_reading product.reading := ignore_place.reading;
  v_first integer := ignore_place.last + 1;
  v_last integer := ignore_place.last;
begin
  if v_reading.forms[v_first] in ('the', 'our', 'your') and v_reading.gaps[v_first] ~ '^\s+$' then
    v_first := v_first + 1;
  end if;
  -- How far an unknown name goes nobody can tell: up to three words that no phrase begins at, and no "for" or "with".
  for v_word in v_first..least(v_first + 2, cardinality(v_reading.forms)) loop
    exit when v_reading.gaps[v_word] !~ '^\s+$' or not product.is_free(v_reading, v_word, v_word)
      or v_reading.forms[v_word] ~ '^[^[:alpha:]]'
      or ts_lexize('pg_catalog.english_stem', v_reading.forms[v_word]) = '{}'
      or exists (select from unnest(v_reading.lexemes) l where l.first = v_word and l.class in ('PHRASE', 'COMPARATIVE', 'CURRENCY'));
    v_last := v_word;
  end loop;
  if v_last < v_first then
    return v_reading;
  end if;
  v_reading.ignored := v_reading.ignored || jsonb_build_array(jsonb_build_object(
    'span', product.word_span(v_reading, ignore_place.first, v_last),
    'reason', format('no location of this catalogue is called "%s"; %s',
      product.word_span(v_reading, v_first, v_last) ->> 'text',
      coalesce((
        select 'it has ' || string_agg(l.name, ', ' order by l.name)
        from (select l.name from product.location l order by l.name limit 20) l
      ), 'it has none yet'))));
  return product.take_words(v_reading, ignore_place.first, v_last);
end
$_$;

ALTER FUNCTION product.ignore_place(reading product.reading, first integer, last integer) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.ignore_place(reading product.reading, first integer, last integer) IS 'A reading in which the phrase from word first to last and the unknown place behind it are ignored, with the locations that there are; the same reading where no name stands behind it.';

CREATE FUNCTION product.import_accepted(items jsonb, rejections jsonb) RETURNS jsonb
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select case
    when import_accepted.rejections = '[]' then import_accepted.items
    else (
      select coalesce(jsonb_agg(i.value order by i.position), '[]')
      from jsonb_array_elements(import_accepted.items) with ordinality i (value, position)
      where not exists (
        select from jsonb_array_elements(import_accepted.rejections) r (value)
        where r.value -> 'index' = i.value -> 'index'
      )
    )
  end;
$$;

ALTER FUNCTION product.import_accepted(items jsonb, rejections jsonb) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.import_accepted(items jsonb, rejections jsonb) IS 'The items, in order, whose index no rejection has.';

CREATE FUNCTION product.import_attribute_record(item jsonb, OUT created integer, OUT updated integer, OUT field text, OUT reason text) RETURNS record
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_old product.attribute;
  v_new product.attribute;
begin
  created := 0;
  updated := 0;
  select a.* into v_old from product.attribute a where a.name = import_attribute_record.item ->> 'name';
  v_new := row(
    import_attribute_record.item ->> 'name',
    coalesce(import_attribute_record.item ->> 'label', v_old.label, product.humanise(import_attribute_record.item ->> 'name')),
    coalesce(import_attribute_record.item ->> 'valueType', v_old.type, 'text'),
    case when import_attribute_record.item ? 'unit' then import_attribute_record.item ->> 'unit' else v_old.unit end,
    coalesce((import_attribute_record.item ->> 'facetable')::boolean, v_old.facetable, true),
    coalesce((import_attribute_record.item ->> 'interpretable')::boolean, v_old.interpretable, true)
  );
  v_new.term := v_old.term; -- generated: no change of its own
  if v_old.name is null then
    insert into product.attribute as a (name, label, type, unit, facetable, interpretable)
    values (v_new.name, v_new.label, v_new.type, v_new.unit, v_new.facetable, v_new.interpretable);
    created := 1;
  elsif v_old is distinct from v_new then
    update product.attribute a
    set label = v_new.label,
      type = v_new.type,
      unit = v_new.unit,
      facetable = v_new.facetable,
      interpretable = v_new.interpretable
    where a.name = v_new.name;
    updated := 1;
  end if;
end
$$;

ALTER FUNCTION product.import_attribute_record(item jsonb, OUT created integer, OUT updated integer, OUT field text, OUT reason text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.import_attribute_record(item jsonb, OUT created integer, OUT updated integer, OUT field text, OUT reason text) IS 'Registers an attribute or changes how it is registered. Never refused (reason is null).';

CREATE FUNCTION product.import_attribute_word_record(item jsonb, OUT created integer, OUT updated integer, OUT field text, OUT reason text) RETURNS record
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_phrase text := import_attribute_word_record.item ->> 'phrase';
  v_attribute text := import_attribute_word_record.item ->> 'attribute';
  v_bound text := import_attribute_word_record.item ->> 'bound';
begin
  created := 0;
  updated := 0;
  if v_attribute <> 'weight_grams' and not exists (select from product.attribute a where a.name = v_attribute) then
    field := 'attribute';
    reason := 'unknown attribute; an attribute line, or a product that has it, has to come before this one';
    return;
  end if;
  update product.attribute_word w
  set bound = v_bound
  where w.phrase = v_phrase and w.attribute = v_attribute
    and import_attribute_word_record.item ? 'bound' and w.bound is distinct from v_bound;
  get diagnostics updated = row_count;
  insert into product.attribute_word as w (phrase, attribute, bound)
  values (v_phrase, v_attribute, v_bound)
  on conflict on constraint attribute_word_pkey do nothing;
  get diagnostics created = row_count;
end
$$;

ALTER FUNCTION product.import_attribute_word_record(item jsonb, OUT created integer, OUT updated integer, OUT field text, OUT reason text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.import_attribute_word_record(item jsonb, OUT created integer, OUT updated integer, OUT field text, OUT reason text) IS 'Creates a phrase that names an attribute, or changes what it demands of an amount behind it. reason: why the record is refused, null when it is not.';

CREATE FUNCTION product.import_attributes(items jsonb) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_created integer;
  v_rejections jsonb;
begin
  insert into product.attribute as a (name, label, type)
  select distinct on (g.name) g.name, product.humanise(g.name), g.type
  from jsonb_array_elements(import_attributes.items) i (value)
  cross join lateral jsonb_each_text(i.value -> 'registers') g (name, type)
  where not exists (select from product.attribute a where a.name = g.name)
  order by g.name, (i.value ->> 'index')::integer;
  get diagnostics v_created = row_count;

  select coalesce(jsonb_agg(to_jsonb(f) order by f.index), '[]')
  into v_rejections
  from (
    select distinct on ((i.value ->> 'index')::integer)
      (i.value ->> 'index')::integer as index,
      'attributes.' || g.name as field,
      format(
        'the attribute is registered as %s and this value is a %s; correct the value, or register the attribute as text',
        a.type, g.type
      ) as reason,
      i.value -> 'attributes' ->> g.name as found
    from jsonb_array_elements(import_attributes.items) i (value)
    cross join lateral jsonb_each_text(i.value -> 'registers') g (name, type)
    join product.attribute a on a.name = g.name
    where a.type <> 'text' and a.type <> g.type and i.value -> 'attributes' ? g.name
    order by (i.value ->> 'index')::integer, g.name
  ) f;

  return jsonb_build_object(
    'rejections', v_rejections,
    'counts', jsonb_build_array(
      jsonb_build_object('kind', 'attribute', 'created', v_created, 'updated', 0, 'unchanged', 0)
    )
  );
end
$$;

ALTER FUNCTION product.import_attributes(items jsonb) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.import_attributes(items jsonb) IS 'Registers the attributes that the products of a batch name for the first time, with the type of the first value, and refuses products whose value is not of the registered type; an attribute of type text takes every value.';

CREATE FUNCTION product.import_audience(items jsonb) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_changed jsonb;
  v_given integer;
begin
  select
    count(*),
    coalesce(
      jsonb_agg(i.value) filter (where i.value -> 'audience' <> held.groups),
      '[]'
    )
  into v_given, v_changed
  from jsonb_array_elements(import_audience.items) i (value)
  cross join lateral (
    select coalesce(jsonb_agg(a.customer_group order by a.customer_group collate "C"), '[]') as groups
    from product.audience a
    where a.product_id = (i.value ->> 'productId')::bigint
  ) held
  where i.value ? 'audience';

  -- Added before removed: in between, a product is never open to everyone.
  insert into product.audience as a (product_id, customer_group)
  select (i.value ->> 'productId')::bigint, g.customer_group
  from jsonb_array_elements(v_changed) i (value)
  cross join jsonb_array_elements_text(i.value -> 'audience') g (customer_group)
  on conflict on constraint audience_pkey do nothing;

  delete from product.audience a
  using jsonb_array_elements(v_changed) i (value)
  where a.product_id = (i.value ->> 'productId')::bigint
    and not i.value -> 'audience' ? a.customer_group;

  return jsonb_build_object(
    'kind', 'audience', 'created', 0, 'updated', jsonb_array_length(v_changed),
    'unchanged', v_given - jsonb_array_length(v_changed)
  );
end
$$;

ALTER FUNCTION product.import_audience(items jsonb) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.import_audience(items jsonb) IS 'Replaces the customer groups that may see a product by those of its record (sorted and distinct); none: everyone. A record without an audience changes nothing. Returns counts of products.';

CREATE FUNCTION product.import_batch(records jsonb, source text, imported_at timestamp with time zone) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $_$
declare
  v_items jsonb;
  v_products jsonb;
  v_prices jsonb;
  v_step jsonb;
  v_rejections jsonb;
  v_counts jsonb;
begin
  -- Two imports at once would meet only at the key tables, after most of their work, and one of them would fail.
  perform pg_advisory_xact_lock(hashtextextended('trueshelf.import', 0));
  perform set_config('trueshelf.cause', 'import:' || import_batch.source, true);

  v_items := product.import_resolve(import_batch.records);
  v_step := product.import_references(v_items);
  v_rejections := v_step -> 'rejections';
  v_counts := v_step -> 'counts';

  v_products := jsonb_path_query_array(v_items, '$[*] ? (@.type == "product")');
  if v_products <> '[]' then
    -- First what refuses a record without a trace, then what may leave an attribute or a category behind.
    v_step := product.import_conflicts(v_products);
    v_rejections := v_rejections || v_step;
    v_products := product.import_accepted(v_products, v_step);

    v_prices := product.import_price_plan(v_products, import_batch.imported_at);
    v_step := product.import_overlaps(v_prices);
    v_rejections := v_rejections || v_step;
    v_products := product.import_accepted(v_products, v_step);
    v_prices := product.import_accepted(v_prices, v_step);

    v_step := product.import_attributes(v_products);
    v_rejections := v_rejections || (v_step -> 'rejections');
    v_counts := v_counts || (v_step -> 'counts');
    v_products := product.import_accepted(v_products, v_step -> 'rejections');
    v_prices := product.import_accepted(v_prices, v_step -> 'rejections');

    v_step := product.import_categories(v_products);
    v_rejections := v_rejections || (v_step -> 'rejections');
    v_counts := v_counts || (v_step -> 'counts');
    v_products := product.import_accepted(v_products, v_step -> 'rejections');
    v_prices := product.import_accepted(v_prices, v_step -> 'rejections');

    -- Reference tables before facts, and a product before its restriction before its prices: row security and a
    -- sharded engine both depend on that order. Stock before prices: each level would rewrite the offers that were there.
    v_counts := v_counts
      || product.import_lookups(v_products)
      || product.import_products(v_products)
      || product.import_variants(v_products)
      || product.import_audience(v_products)
      || product.import_stock(v_products)
      || product.import_prices(v_products, v_prices);
  end if;

  return jsonb_build_object(
    'rejections', v_rejections,
    'counts', (
      select coalesce(jsonb_object_agg(k.kind, to_jsonb(k) - 'kind'), '{}')
      from (
        select
          c.kind,
          sum(c.created) as created,
          sum(c.updated) as updated,
          sum(c.unchanged) as unchanged
        from jsonb_to_recordset(v_counts) as c (kind text, created integer, updated integer, unchanged integer)
        group by c.kind
        having sum(c.created + c.updated + c.unchanged) > 0
      ) k
    )
  );
end
$_$;

ALTER FUNCTION product.import_batch(records jsonb, source text, imported_at timestamp with time zone) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.import_batch(records jsonb, source text, imported_at timestamp with time zone) IS 'Adds and changes what the records say, and never deletes. records: what src/import/prepare-record.ts makes of the documented format (docs/import.md), already validated; each handle and SKU at most once in a batch. What is no product is written first, so a curation record needs its product from an earlier batch. source: goes into the change log as "import:SOURCE". imported_at: when prices without a date begin. Returns {"counts": {kind: {created, updated, unchanged}}, "rejections": [{index, field, reason, found}]}: index is the position in records, from 0. A rejected record leaves nothing behind but, at most, an attribute or a category that it was first to name. The same records again change nothing.';

CREATE FUNCTION product.import_brand_record(item jsonb, OUT created integer, OUT updated integer, OUT field text, OUT reason text) RETURNS record
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_slug text := import_brand_record.item ->> 'slug';
  v_name text := import_brand_record.item ->> 'name';
  v_named product.brand;
  v_slugged product.brand;
begin
  created := 0;
  updated := 0;
  select b.* into v_named from product.brand b where lower(b.name) = lower(v_name);
  select b.* into v_slugged from product.brand b where b.slug = v_slug;

  if v_named.brand_id <> v_slugged.brand_id then
    field := 'slug';
    reason := format('is the brand "%s", and "%s" is another brand', v_slugged.name, v_named.name);
  elsif v_named.brand_id is null and v_slugged.brand_id is null then
    created := (product.import_lookups(
      jsonb_build_array(
        jsonb_build_object(
          'index', 0,
          'brand', v_name,
          'brandSlug', coalesce(v_slug, import_brand_record.item ->> 'brandSlug'),
          'variants', '[]'::jsonb
        )
      )
    ) -> 0 ->> 'created')::integer;
  else
    update product.brand b
    set name = v_name, slug = coalesce(v_slug, b.slug)
    where b.brand_id = coalesce(v_slugged.brand_id, v_named.brand_id)
      and (b.name, b.slug) is distinct from (v_name, coalesce(v_slug, b.slug));
    get diagnostics updated = row_count;
  end if;
end
$$;

ALTER FUNCTION product.import_brand_record(item jsonb, OUT created integer, OUT updated integer, OUT field text, OUT reason text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.import_brand_record(item jsonb, OUT created integer, OUT updated integer, OUT field text, OUT reason text) IS 'Creates a brand, or renames the one that its slug or, without a slug, its name finds. reason: why the record is refused, null when it is not.';

CREATE FUNCTION product.import_categories(items jsonb) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_path record;
  v_outcome record;
  v_created integer := 0;
  v_rejections jsonb := '[]';
begin
  for v_path in
    select i.value ->> 'category' as path, array_agg((i.value ->> 'index')::integer) as indexes
    from jsonb_array_elements(import_categories.items) i (value)
    group by i.value ->> 'category'
    order by min((i.value ->> 'index')::integer)
  loop
    select c.* into v_outcome from product.import_category(v_path.path) c;
    v_created := v_created + v_outcome.created;
    if v_outcome.conflict is not null then
      select v_rejections || jsonb_agg(
        jsonb_build_object('index', n.index, 'field', 'category', 'reason', v_outcome.conflict, 'found', v_path.path)
        order by n.index
      )
      into v_rejections
      from unnest(v_path.indexes) n (index);
    end if;
  end loop;

  return jsonb_build_object(
    'rejections', v_rejections,
    'counts', jsonb_build_array(
      jsonb_build_object('kind', 'category', 'created', v_created, 'updated', 0, 'unchanged', 0)
    )
  );
end
$$;

ALTER FUNCTION product.import_categories(items jsonb) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.import_categories(items jsonb) IS 'Finds or creates the category of each product of a batch, in their order, and refuses the products whose path contradicts the tree.';

CREATE FUNCTION product.import_category(path text, OUT created integer, OUT conflict text) RETURNS record
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_parent_id bigint;
  v_category_id bigint;
  v_slug text;
begin
  created := 0;
  select format(
    '"%s" is %s already; a category keeps its place',
    s.slug, coalesce('under "' || parent.slug || '"', 'at the root')
  )
  into conflict
  from (
    select s.slug, s.position, lag(s.slug) over (order by s.position) as parent_slug
    from unnest(string_to_array(import_category.path, '/')) with ordinality s (slug, position)
  ) s
  join product.category c on c.slug = s.slug
  left join product.category parent on parent.category_id = c.parent_id
  where parent.slug is distinct from s.parent_slug
  order by s.position
  limit 1;

  if conflict is not null then
    return;
  end if;

  foreach v_slug in array string_to_array(import_category.path, '/') loop
    select c.category_id into v_category_id from product.category c where c.slug = v_slug;
    if not found then
      insert into product.category as c (parent_id, slug, name)
      values (v_parent_id, v_slug, product.humanise(v_slug))
      returning c.category_id into v_category_id;
      created := created + 1;
    end if;
    v_parent_id := v_category_id;
  end loop;
end
$$;

ALTER FUNCTION product.import_category(path text, OUT created integer, OUT conflict text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.import_category(path text, OUT created integer, OUT conflict text) IS 'Finds or creates the categories of a slug path, root first ("apparel/jackets"). created: how many; conflict: why the path is refused, null when it is not. A refused path creates nothing.';

CREATE FUNCTION product.import_category_record(item jsonb, OUT created integer, OUT updated integer, OUT field text, OUT reason text) RETURNS record
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  updated := 0;
  select c.created, c.conflict into created, reason from product.import_category(import_category_record.item ->> 'path') c;
  if reason is not null then
    field := 'path';
    return;
  end if;
  update product.category c
  set name = import_category_record.item ->> 'name'
  where c.slug = split_part(import_category_record.item ->> 'path', '/', -1) and c.name <> import_category_record.item ->> 'name';
  if found and created = 0 then
    updated := 1;
  end if;
end
$$;

ALTER FUNCTION product.import_category_record(item jsonb, OUT created integer, OUT updated integer, OUT field text, OUT reason text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.import_category_record(item jsonb, OUT created integer, OUT updated integer, OUT field text, OUT reason text) IS 'Finds or creates the categories of a path and names the last. reason: why the record is refused, null when it is not.';

CREATE FUNCTION product.import_comparative_record(item jsonb, OUT created integer, OUT updated integer, OUT field text, OUT reason text) RETURNS record
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_word text := import_comparative_record.item ->> 'word';
  v_measure text := import_comparative_record.item ->> 'measure';
  v_direction text := import_comparative_record.item ->> 'direction';
  v_bare boolean := (import_comparative_record.item ->> 'bare')::boolean;
begin
  created := 0;
  updated := 0;
  if v_measure not in ('weight_grams', 'price', 'released_on', 'rating')
    and not exists (select from product.attribute a where a.name = v_measure and a.type = 'number')
  then
    field := 'measure';
    reason := 'expected weight_grams, price, released_on, rating or a number attribute, whose line has to come before this one';
    return;
  end if;
  update product.comparative c
  set direction = v_direction, bare = coalesce(v_bare, c.bare)
  where c.word = v_word and c.measure = v_measure and (c.direction <> v_direction or c.bare <> v_bare);
  get diagnostics updated = row_count;
  insert into product.comparative as c (word, measure, direction, bare)
  values (v_word, v_measure, v_direction, coalesce(v_bare, true))
  on conflict on constraint comparative_pkey do nothing;
  get diagnostics created = row_count;
end
$$;

ALTER FUNCTION product.import_comparative_record(item jsonb, OUT created integer, OUT updated integer, OUT field text, OUT reason text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.import_comparative_record(item jsonb, OUT created integer, OUT updated integer, OUT field text, OUT reason text) IS 'Creates what a comparative compares, or changes its direction or whether it counts bare (true for a new one that does not say). reason: why the record is refused, null when it is not.';

CREATE FUNCTION product.import_complement_record(item jsonb, OUT created integer, OUT updated integer, OUT field text, OUT reason text) RETURNS record
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_category_id bigint;
  v_complement_ids bigint[];
  v_weights numeric[];
  v_fields text[];
  v_is_new boolean;
  v_removed integer;
  v_written integer;
begin
  created := 0;
  updated := 0;
  select c.category_id into v_category_id from product.category c where c.slug = import_complement_record.item ->> 'category';
  if not found then
    field := 'category';
  end if;
  select
    coalesce(array_agg(c.category_id order by g.position), '{}'),
    coalesce(array_agg(coalesce((g.value ->> 'weight')::numeric, 1) order by g.position), '{}'),
    array_agg(
      format('goesWith[%s]', g.position - 1) || case jsonb_typeof(g.value) when 'object' then '.category' else '' end
      order by g.position
    )
  into v_complement_ids, v_weights, v_fields
  from jsonb_array_elements(import_complement_record.item -> 'goesWith') with ordinality g (value, position)
  left join product.category c on c.slug = case jsonb_typeof(g.value) when 'object' then g.value ->> 'category' else g.value #>> '{}' end;
  field := coalesce(field, v_fields[array_position(v_complement_ids, null)]);
  if field is not null then
    reason := 'unknown category; a category line, or a product in it, has to come before this one';
    return;
  end if;

  v_is_new := not exists (select from product.complement m where m.category_id = v_category_id);
  delete from product.complement m
  where m.category_id = v_category_id and m.complement_id <> all (v_complement_ids);
  get diagnostics v_removed = row_count;
  insert into product.complement as m (category_id, complement_id, weight)
  select v_category_id, g.complement_id, g.weight
  from unnest(v_complement_ids, v_weights) g (complement_id, weight)
  on conflict on constraint complement_pkey do update
  set weight = excluded.weight
  where m.weight <> excluded.weight;
  get diagnostics v_written = row_count;
  if v_removed + v_written > 0 then
    created := v_is_new::integer;
    updated := 1 - created;
  end if;
end
$$;

ALTER FUNCTION product.import_complement_record(item jsonb, OUT created integer, OUT updated integer, OUT field text, OUT reason text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.import_complement_record(item jsonb, OUT created integer, OUT updated integer, OUT field text, OUT reason text) IS 'Replaces what goes with a category; counts the category, not its rules. reason: why the record is refused, null when it is not.';

CREATE FUNCTION product.import_conflicts(items jsonb) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  with item as (
    select
      (i.value ->> 'index')::integer as index,
      (i.value ->> 'productId')::bigint as product_id,
      i.value ->> 'handle' as handle,
      i.value -> 'variants' as variants,
      row_number() over (partition by i.value ->> 'handle' order by (i.value ->> 'index')::integer) as occurrence
    from jsonb_array_elements(import_conflicts.items) i (value)
  ),
  variant as (
    select
      i.index,
      i.product_id,
      format('variants[%s]', v.position - 1) as field,
      v.value ->> 'sku' as sku,
      (v.value ->> 'ownerId')::bigint as owner_id,
      v.value -> 'prices' as prices,
      row_number() over (partition by v.value ->> 'sku' order by i.index, v.position) as occurrence
    from item i
    cross join jsonb_array_elements(i.variants) with ordinality v (value, position)
  ),
  price as (
    select
      v.index,
      format('%s.prices[%s]', v.field, p.position - 1) as field,
      p.value ->> 'currency' as currency,
      p.value ->> 'amount' as amount,
      p.value ->> 'compareAt' as compare_at
    from variant v
    cross join jsonb_array_elements(v.prices) with ordinality p (value, position)
  ),
  fault as (
    select i.index, 'handle' as field, 'occurs twice in one batch' as reason, i.handle as found
    from item i
    where i.occurrence > 1
    union all
    select v.index, v.field || '.sku', 'occurs twice in one batch', v.sku
    from variant v
    where v.occurrence > 1
    union all
    select
      v.index,
      v.field || '.sku',
      format('belongs to the product "%s" already; a SKU stays with its product', o.handle),
      v.sku
    from variant v
    join product.product o on o.product_id = v.owner_id
    where v.owner_id <> v.product_id
    union all
    select
      p.index,
      p.field || '.currency',
      format(
        'unknown currency; known are %s (a row in product.currency adds one)',
        (select string_agg(c.code, ', ' order by c.code) from product.currency c)
      ),
      p.currency
    from price p
    where not exists (select from product.currency c where c.code = p.currency)
    union all
    select
      p.index,
      p.field || a.field,
      format('%s has %s decimals', c.code, c.minor_units),
      a.given
    from price p
    join product.currency c on c.code = p.currency
    cross join lateral (values ('.amount', p.amount), ('.compareAt', p.compare_at)) a (field, given)
    where min_scale(a.given::numeric) > c.minor_units
  )
  select coalesce(jsonb_agg(to_jsonb(f) order by f.index), '[]')
  from (
    select distinct on (f.index) f.*
    from fault f
    order by f.index, f.field
  ) f;
$$;

ALTER FUNCTION product.import_conflicts(items jsonb) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.import_conflicts(items jsonb) IS 'What the catalogue holds against the products of a batch: a rejection {index, field, reason, found} per product, for the first fault found. Of two products with one handle or SKU the later is refused.';

CREATE FUNCTION product.import_curation_record(item jsonb, OUT created integer, OUT updated integer, OUT field text, OUT reason text) RETURNS record
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_query_text text := product.normalise_question(import_curation_record.item ->> 'query');
  v_action text := upper(import_curation_record.item ->> 'action');
  v_position integer;
  v_valid tstzrange := tstzrange(
    (import_curation_record.item ->> 'validFrom')::timestamptz, (import_curation_record.item ->> 'validTo')::timestamptz
  );
  v_product_id bigint;
begin
  created := 0;
  updated := 0;
  if length(v_query_text) not between 1 and 1000 then
    field := 'query';
    reason := format('has %s characters in lower case; expected 1 to 1000', length(v_query_text));
    return;
  end if;
  select h.product_id
  into v_product_id
  from product.product_handle h
  where h.handle = import_curation_record.item ->> 'handle';
  if not found then
    field := 'handle';
    reason := 'unknown product; its own line has to come before this one';
    return;
  end if;

  if v_action = 'REMOVE' then
    delete from product.curation c where c.product_id = v_product_id and c.query_text = v_query_text;
    get diagnostics updated = row_count;
    return;
  end if;
  v_position := case when v_action = 'PIN' then coalesce((import_curation_record.item ->> 'position')::integer, 1) end;
  update product.curation c
  set action = v_action, position = v_position, valid = v_valid
  where c.product_id = v_product_id
    and c.query_text = v_query_text
    and (c.action, c.position, c.valid) is distinct from (v_action, v_position, v_valid);
  get diagnostics updated = row_count;
  insert into product.curation as c (product_id, query_text, action, position, valid)
  select v_product_id, v_query_text, v_action, v_position, v_valid
  where not exists (select from product.curation c where c.product_id = v_product_id and c.query_text = v_query_text);
  get diagnostics created = row_count;
end
$$;

ALTER FUNCTION product.import_curation_record(item jsonb, OUT created integer, OUT updated integer, OUT field text, OUT reason text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.import_curation_record(item jsonb, OUT created integer, OUT updated integer, OUT field text, OUT reason text) IS 'Pins a product in the answer to a question, leaves it out or, with the action remove, takes that away again; replaces the row of the same product and question. updated counts a row that was taken away. reason: why the record is refused, null when it is not.';

CREATE FUNCTION product.import_location_record(item jsonb, OUT created integer, OUT updated integer, OUT field text, OUT reason text) RETURNS record
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  created := 0;
  updated := 0;
  update product.location l
  set name = import_location_record.item ->> 'name'
  where l.code = import_location_record.item ->> 'code' and l.name <> import_location_record.item ->> 'name';
  get diagnostics updated = row_count;
  insert into product.location as l (code, name)
  select import_location_record.item ->> 'code', import_location_record.item ->> 'name'
  where not exists (select from product.location l where l.code = import_location_record.item ->> 'code');
  get diagnostics created = row_count;
end
$$;

ALTER FUNCTION product.import_location_record(item jsonb, OUT created integer, OUT updated integer, OUT field text, OUT reason text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.import_location_record(item jsonb, OUT created integer, OUT updated integer, OUT field text, OUT reason text) IS 'Creates or renames a location. Never refused (reason is null).';

CREATE FUNCTION product.import_lookups(items jsonb) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_brands integer;
  v_lists integer;
  v_locations integer;
begin
  insert into product.brand as b (slug, name)
  select
    case
      when g.slug is null or exists (select from product.brand t where t.slug = g.slug)
        or row_number() over (partition by g.slug order by g.index) > 1
      then left(coalesce(g.slug, 'brand'), 93) || '-' || left(md5(lower(g.name)), 6)
      else g.slug
    end,
    g.name
  from (
    select distinct on (lower(i.value ->> 'brand'))
      (i.value ->> 'index')::integer as index,
      i.value ->> 'brand' as name,
      i.value ->> 'brandSlug' as slug
    from jsonb_array_elements(import_lookups.items) i (value)
    where i.value ->> 'brand' is not null
    order by lower(i.value ->> 'brand'), (i.value ->> 'index')::integer
  ) g
  where not exists (select from product.brand b where lower(b.name) = lower(g.name))
  order by g.index;
  get diagnostics v_brands = row_count;

  with given as (
    select
      p.value ->> 'currency' as currency,
      p.value ->> 'customerGroup' as customer_group,
      concat_ws('-', coalesce(p.value ->> 'customerGroup', 'public'), lower(p.value ->> 'currency')) as code,
      min((i.value ->> 'index')::integer) as index
    from jsonb_array_elements(import_lookups.items) i (value)
    cross join jsonb_array_elements(i.value -> 'variants') v (value)
    cross join jsonb_array_elements(v.value -> 'prices') p (value)
    group by 1, 2
  )
  insert into product.price_list as l (code, name, currency, customer_group, is_default)
  select
    g.code || case when exists (select from product.price_list t where t.code = g.code) then '-2' else '' end,
    product.humanise(coalesce(g.customer_group, 'public')) || ' ' || g.currency,
    g.currency,
    g.customer_group,
    g.customer_group is null
      and not exists (select from product.price_list t where t.is_default)
      and row_number() over (partition by g.customer_group order by g.index, g.currency) = 1
  from given g
  where not exists (
    select from product.price_list l
    where l.currency = g.currency and l.customer_group is not distinct from g.customer_group
  )
  order by g.index, g.code;
  get diagnostics v_lists = row_count;

  insert into product.location as l (code, name)
  select distinct s.value ->> 'location', product.humanise(s.value ->> 'location')
  from jsonb_array_elements(import_lookups.items) i (value)
  cross join jsonb_array_elements(i.value -> 'variants') v (value)
  cross join jsonb_array_elements(v.value -> 'stock') s (value)
  where not exists (select from product.location l where l.code = s.value ->> 'location');
  get diagnostics v_locations = row_count;

  return jsonb_build_array(
    jsonb_build_object('kind', 'brand', 'created', v_brands, 'updated', 0, 'unchanged', 0),
    jsonb_build_object('kind', 'price_list', 'created', v_lists, 'updated', 0, 'unchanged', 0),
    jsonb_build_object('kind', 'location', 'created', v_locations, 'updated', 0, 'unchanged', 0)
  );
end
$$;

ALTER FUNCTION product.import_lookups(items jsonb) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.import_lookups(items jsonb) IS 'Creates the brands (equal whatever their case), price lists ("public-usd"; the first public one becomes the default if there is none) and locations that the products of a batch name for the first time. Returns counts.';

CREATE FUNCTION product.import_overlaps(planned jsonb) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select coalesce(jsonb_agg(to_jsonb(f) order by f.index), '[]')
  from (
    select distinct on (p.index)
      p.index,
      p.field || '.validTo' as field,
      format(
        'overlaps the later price period that begins %s; end it by then, or begin at that instant to replace that period',
        product.rfc3339(p.next_starts)
      ) as reason,
      product.rfc3339(p.ends) as found
    from jsonb_to_recordset(import_overlaps.planned) as p (
      index integer,
      field text,
      action text,
      ends timestamptz,
      next_starts timestamptz
    )
    where p.action = 'overlap'
    order by p.index, p.field
  ) f;
$$;

ALTER FUNCTION product.import_overlaps(planned jsonb) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.import_overlaps(planned jsonb) IS 'The rejections in a price plan, the first per product: a period that would run into a later one is refused, for which of the two is meant nobody can tell.';

CREATE FUNCTION product.import_price_list_record(item jsonb, OUT created integer, OUT updated integer, OUT field text, OUT reason text) RETURNS record
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_currency text := import_price_list_record.item ->> 'currency';
  v_customer_group text := import_price_list_record.item ->> 'customerGroup';
  v_code text := import_price_list_record.item ->> 'code';
  v_name text := import_price_list_record.item ->> 'name';
  v_list product.price_list;
  v_is_default boolean;
begin
  created := 0;
  updated := 0;
  if not exists (select from product.currency c where c.code = v_currency) then
    field := 'currency';
    reason := format(
      'unknown currency; known are %s (a row in product.currency adds one)',
      (select string_agg(c.code, ', ' order by c.code) from product.currency c)
    );
    return;
  end if;

  select l.* into v_list
  from product.price_list l
  where l.currency = v_currency and l.customer_group is not distinct from v_customer_group;
  v_code := coalesce(v_code, v_list.code, concat_ws('-', coalesce(v_customer_group, 'public'), lower(v_currency)));
  v_name := coalesce(
    v_name, v_list.name, product.humanise(coalesce(v_customer_group, 'public')) || ' ' || v_currency
  );
  v_is_default := coalesce(
    (import_price_list_record.item ->> 'isDefault')::boolean,
    v_list.is_default,
    v_customer_group is null and not exists (select from product.price_list l where l.is_default)
  );

  if exists (
    select from product.price_list l where l.code = v_code and l.price_list_id is distinct from v_list.price_list_id
  ) then
    field := 'code';
    reason := format('"%s" is the code of another price list', v_code);
    return;
  end if;

  if v_is_default then
    update product.price_list l
    set is_default = false
    where l.is_default and l.price_list_id is distinct from v_list.price_list_id;
  end if;
  if v_list.price_list_id is null then
    insert into product.price_list as l (code, name, currency, customer_group, is_default)
    values (v_code, v_name, v_currency, v_customer_group, v_is_default);
    created := 1;
  else
    update product.price_list l
    set code = v_code, name = v_name, is_default = v_is_default
    where l.price_list_id = v_list.price_list_id
      and (l.code, l.name, l.is_default) is distinct from (v_code, v_name, v_is_default);
    get diagnostics updated = row_count;
  end if;
end
$$;

ALTER FUNCTION product.import_price_list_record(item jsonb, OUT created integer, OUT updated integer, OUT field text, OUT reason text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.import_price_list_record(item jsonb, OUT created integer, OUT updated integer, OUT field text, OUT reason text) IS 'Creates or changes the price list of a currency and customer group; a new default takes the place of the old one. reason: why the record is refused, null when it is not.';

CREATE FUNCTION product.import_price_plan(items jsonb, imported_at timestamp with time zone) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  with given as (
    select
      (i.value ->> 'index')::integer as index,
      (i.value ->> 'productId')::bigint as product_id,
      (v.value ->> 'variantId')::bigint as variant_id,
      format('variants[%s].prices[%s]', v.position - 1, p.position - 1) as field,
      c.code as currency,
      coalesce(p.value ->> 'customerGroup', '') as customer_group, -- '': the public list
      round((p.value ->> 'amount')::numeric, c.minor_units) as amount,
      round((p.value ->> 'compareAt')::numeric, c.minor_units) as compare_at,
      (p.value ->> 'validFrom')::timestamptz as valid_from,
      (p.value ->> 'validTo')::timestamptz as valid_to
    from jsonb_array_elements(import_price_plan.items) i (value)
    cross join jsonb_array_elements(i.value -> 'variants') with ordinality v (value, position)
    cross join jsonb_array_elements(v.value -> 'prices') with ordinality p (value, position)
    join product.currency c on c.code = p.value ->> 'currency'
  ),
  existing as (
    select
      g.index,
      g.product_id,
      g.variant_id,
      g.currency,
      g.customer_group,
      e.amount,
      e.compare_at,
      lower(e.valid) as starts,
      upper(e.valid) as ends
    from (select distinct g.index, g.product_id, g.variant_id, g.currency, g.customer_group from given g) g
    join product.price_list l on l.currency = g.currency and coalesce(l.customer_group, '') = g.customer_group
    cross join lateral (
      select e.amount, e.compare_at, e.valid
      from product.price e
      where e.product_id = g.product_id and e.variant_id = g.variant_id and e.price_list_id = l.price_list_id
      offset 0
    ) e
  ),
  dated as (
    select
      g.*,
      coalesce(
        g.valid_to,
        lead(g.valid_from) over (partition by g.variant_id, g.currency, g.customer_group order by g.valid_from)
      ) as runs_to
    from given g
    where g.valid_from is not null
  ),
  undated as (
    select g.*
    from given g
    where g.valid_from is null
  ),
  -- An undated price is the regular one: it runs from now on, except where a dated price of the same record does.
  wanted as (
    select d.index, d.product_id, d.variant_id, d.field, d.currency, d.customer_group, d.amount, d.compare_at,
      d.valid_from as starts, d.valid_to
    from dated d
    union all
    select u.index, u.product_id, u.variant_id, u.field, u.currency, u.customer_group, u.amount, u.compare_at,
      import_price_plan.imported_at, null
    from undated u
    where not exists (
        select from dated d
        where (d.variant_id, d.currency, d.customer_group) = (u.variant_id, u.currency, u.customer_group)
          and d.valid_from <= import_price_plan.imported_at
          and coalesce(d.runs_to, 'infinity') > import_price_plan.imported_at
      )
      and not exists (
        select from existing e
        where (e.variant_id, e.currency, e.customer_group) = (u.variant_id, u.currency, u.customer_group)
          and e.starts <= import_price_plan.imported_at
          and coalesce(e.ends, 'infinity') > import_price_plan.imported_at
          and (e.amount, e.compare_at) is not distinct from (u.amount, u.compare_at)
      )
    union all
    select u.index, u.product_id, u.variant_id, u.field, u.currency, u.customer_group, u.amount, u.compare_at,
      ended.valid_to, null
    from undated u
    join dated ended
      on (ended.variant_id, ended.currency, ended.customer_group) = (u.variant_id, u.currency, u.customer_group)
      and ended.valid_to > import_price_plan.imported_at
    where not exists (
      select from dated d
      where (d.variant_id, d.currency, d.customer_group) = (u.variant_id, u.currency, u.customer_group)
        and d.valid_from <= ended.valid_to
        and coalesce(d.runs_to, 'infinity') > ended.valid_to
    )
  ),
  timeline as (
    select
      coalesce(w.index, e.index) as index,
      w.field,
      coalesce(w.product_id, e.product_id) as product_id,
      coalesce(w.variant_id, e.variant_id) as variant_id,
      coalesce(w.currency, e.currency) as currency,
      coalesce(w.customer_group, e.customer_group) as customer_group,
      coalesce(w.starts, e.starts) as starts,
      w.amount,
      w.compare_at,
      w.valid_to,
      w.index is not null as is_wanted,
      e.index is not null as is_existing,
      e.amount as old_amount,
      e.compare_at as old_compare_at,
      e.ends as old_ends
    from wanted w
    full join existing e
      on e.variant_id = w.variant_id
      and e.currency = w.currency
      and e.customer_group = w.customer_group
      and e.starts = w.starts
  ),
  followed as (
    select
      t.*,
      lead(t.starts) over (partition by t.variant_id, t.currency, t.customer_group order by t.starts) as next_starts
    from timeline t
  ),
  planned as (
    select
      f.*,
      case when f.is_wanted then coalesce(f.valid_to, f.next_starts) else least(f.old_ends, f.next_starts) end as ends
    from followed f
  ),
  judged as (
    select
      p.index,
      p.field,
      p.product_id,
      p.variant_id,
      p.currency,
      p.customer_group,
      p.starts,
      p.ends,
      p.next_starts,
      case when p.is_wanted then p.amount else p.old_amount end as amount,
      case when p.is_wanted then p.compare_at else p.old_compare_at end as compare_at,
      case
        when p.is_wanted and p.ends > p.next_starts then 'overlap'
        when not p.is_existing then 'create'
        when p.is_wanted
          and (p.amount, p.compare_at) is distinct from (p.old_amount, p.old_compare_at) then 'update'
        when p.ends is distinct from p.old_ends then 'update'
        else 'keep'
      end as action
    from planned p
  )
  select coalesce(jsonb_agg(to_jsonb(j) order by j.index, j.variant_id, j.starts), '[]')
  from judged j
  where j.action <> 'keep';
$$;

ALTER FUNCTION product.import_price_plan(items jsonb, imported_at timestamp with time zone) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.import_price_plan(items jsonb, imported_at timestamp with time zone) IS 'What the prices of a batch do to the price periods: objects with the period (starts, ends; null: open), its amounts and action create, update (the period that starts then) or overlap (refused). An undated price runs from imported_at, and again after each dated price of its record, until the next known period; nothing happens if the running period says the same. A dated price runs to validTo or until the next known period, and ends an earlier one that is still running then. field is null where a period is only ended.';

CREATE FUNCTION product.import_prices(items jsonb, planned jsonb) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_given integer;
  v_touched integer;
  v_created integer;
  v_updated integer;
begin
  select count(*)
  into v_given
  from jsonb_array_elements(import_prices.items) i (value)
  cross join jsonb_array_elements(i.value -> 'variants') v (value)
  cross join jsonb_array_elements(v.value -> 'prices') p (value);

  select count(distinct (p.value -> 'index', p.value -> 'field'))
  into v_touched
  from jsonb_array_elements(import_prices.planned) p (value)
  where p.value ->> 'field' is not null;

  -- Ended before begun: the key refuses an overlap at once, not at the end.
  update product.price e
  set amount = p.amount,
    compare_at = p.compare_at,
    valid = tstzrange(p.starts, p.ends)
  from jsonb_to_recordset(import_prices.planned) as p (
    action text,
    product_id bigint,
    variant_id bigint,
    currency text,
    customer_group text,
    starts timestamptz,
    ends timestamptz,
    amount numeric,
    compare_at numeric
  )
  join product.price_list l on l.currency = p.currency and coalesce(l.customer_group, '') = p.customer_group
  where p.action = 'update'
    and e.product_id = p.product_id
    and e.variant_id = p.variant_id
    and e.price_list_id = l.price_list_id
    and lower(e.valid) = p.starts;
  get diagnostics v_updated = row_count;

  insert into product.price as e (product_id, variant_id, price_list_id, amount, compare_at, valid)
  select p.product_id, p.variant_id, l.price_list_id, p.amount, p.compare_at, tstzrange(p.starts, p.ends)
  from jsonb_to_recordset(import_prices.planned) as p (
    action text,
    product_id bigint,
    variant_id bigint,
    currency text,
    customer_group text,
    starts timestamptz,
    ends timestamptz,
    amount numeric,
    compare_at numeric
  )
  join product.price_list l on l.currency = p.currency and coalesce(l.customer_group, '') = p.customer_group
  where p.action = 'create';
  get diagnostics v_created = row_count;

  return jsonb_build_object(
    'kind', 'price', 'created', v_created, 'updated', v_updated, 'unchanged', v_given - v_touched
  );
end
$$;

ALTER FUNCTION product.import_prices(items jsonb, planned jsonb) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.import_prices(items jsonb, planned jsonb) IS 'Carries out a price plan. Returns counts: created and updated are periods (one that was ended early counts as updated), unchanged are prices of the records that asked for nothing new.';

CREATE FUNCTION product.import_products(items jsonb) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_created integer;
  v_updated integer;
begin
  insert into product.product as p (
    product_id, handle, title, description, category_id, brand_id, attributes, status, released_on, rating
  )
  select
    (i.value ->> 'productId')::bigint,
    i.value ->> 'handle',
    i.value ->> 'title',
    coalesce(i.value ->> 'description', ''),
    c.category_id,
    b.brand_id,
    coalesce(i.value -> 'attributes', '{}'),
    coalesce(i.value ->> 'status', 'active'),
    (i.value ->> 'releasedOn')::date,
    (i.value ->> 'rating')::numeric
  from jsonb_array_elements(import_products.items) i (value)
  join product.category c on c.slug = split_part(i.value ->> 'category', '/', -1)
  left join product.brand b on lower(b.name) = lower(i.value ->> 'brand')
  where (i.value ->> 'isNew')::boolean;
  get diagnostics v_created = row_count;

  with wanted as (
    select
      p.product_id,
      i.value ->> 'title' as title,
      case when i.value ? 'description' then coalesce(i.value ->> 'description', '') else p.description end as description,
      c.category_id,
      case when i.value ? 'brand' then b.brand_id else p.brand_id end as brand_id,
      coalesce(i.value -> 'attributes', p.attributes) as attributes,
      coalesce(i.value ->> 'status', p.status) as status,
      case when i.value ? 'releasedOn' then (i.value ->> 'releasedOn')::date else p.released_on end as released_on,
      case when i.value ? 'rating' then (i.value ->> 'rating')::numeric(3, 2) else p.rating end as rating
    from jsonb_array_elements(import_products.items) i (value)
    cross join lateral (
      select p.* from product.product p where p.product_id = (i.value ->> 'productId')::bigint offset 0
    ) p
    join product.category c on c.slug = split_part(i.value ->> 'category', '/', -1)
    left join product.brand b on lower(b.name) = lower(i.value ->> 'brand')
    where not (i.value ->> 'isNew')::boolean
  )
  update product.product p
  set title = w.title,
    description = w.description,
    category_id = w.category_id,
    brand_id = w.brand_id,
    attributes = w.attributes,
    status = w.status,
    released_on = w.released_on,
    rating = w.rating
  from wanted w
  where p.product_id = w.product_id
    and (p.title, p.description, p.category_id, p.brand_id, p.attributes, p.status, p.released_on, p.rating)
      is distinct from
      (w.title, w.description, w.category_id, w.brand_id, w.attributes, w.status, w.released_on, w.rating);
  get diagnostics v_updated = row_count;

  return jsonb_build_object(
    'kind', 'product', 'created', v_created, 'updated', v_updated,
    'unchanged', jsonb_array_length(import_products.items) - v_created - v_updated
  );
end
$$;

ALTER FUNCTION product.import_products(items jsonb) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.import_products(items jsonb) IS 'Writes the products of a batch. What a record leaves out stays as it is; null empties it; attributes are replaced as a whole. Returns counts.';

CREATE FUNCTION product.import_references(items jsonb) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $_$
declare
  v_item jsonb;
  v_outcome record;
  v_counts jsonb := '[]';
  v_rejections jsonb := '[]';
begin
  -- Row by row: these lines are few, and each may contradict the one before it.
  for v_item in
    select i.value
    from jsonb_array_elements(import_references.items) with ordinality i (value, position)
    where i.value ->> 'type' <> 'product'
    order by i.position
  loop
    case v_item ->> 'type'
      when 'category' then
        select o.* into v_outcome from product.import_category_record(v_item) o;
      when 'brand' then
        select o.* into v_outcome from product.import_brand_record(v_item) o;
      when 'price_list' then
        select o.* into v_outcome from product.import_price_list_record(v_item) o;
      when 'location' then
        select o.* into v_outcome from product.import_location_record(v_item) o;
      when 'attribute' then
        select o.* into v_outcome from product.import_attribute_record(v_item) o;
      when 'synonym' then
        select o.* into v_outcome from product.import_synonym_record(v_item) o;
      when 'comparative' then
        select o.* into v_outcome from product.import_comparative_record(v_item) o;
      when 'attribute_word' then
        select o.* into v_outcome from product.import_attribute_word_record(v_item) o;
      when 'complement' then
        select o.* into v_outcome from product.import_complement_record(v_item) o;
      when 'curation' then
        select o.* into v_outcome from product.import_curation_record(v_item) o;
    end case;

    if v_outcome.reason is not null then
      v_rejections := v_rejections || jsonb_build_object(
        'index', v_item -> 'index', 'field', v_outcome.field, 'reason', v_outcome.reason,
        'found', jsonb_path_query_first(v_item, ('$.' || v_outcome.field)::jsonpath) #>> '{}'
      );
    else
      v_counts := v_counts || jsonb_build_object(
        'kind', v_item ->> 'type',
        'created', v_outcome.created,
        'updated', v_outcome.updated,
        'unchanged', case when v_outcome.created + v_outcome.updated = 0 then 1 else 0 end
      );
    end if;
  end loop;
  return jsonb_build_object('rejections', v_rejections, 'counts', v_counts);
end
$_$;

ALTER FUNCTION product.import_references(items jsonb) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.import_references(items jsonb) IS 'Writes the records of a batch that are not products: categories, brands, price lists, locations, attributes, synonyms, comparatives, words of attributes, complements, curation. Returns rejections and counts.';

CREATE FUNCTION product.import_resolve(records jsonb) RETURNS jsonb
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select coalesce(
    jsonb_agg(
      r.value
        || jsonb_build_object('index', r.position - 1)
        || case when r.value ->> 'type' = 'product' then
          jsonb_build_object(
            'productId', coalesce(h.product_id, nextval('product.product_id_seq')),
            'isNew', h.product_id is null,
            'variants', (
              select jsonb_agg(
                v.value || jsonb_build_object(
                  'variantId', coalesce(s.variant_id, nextval('product.variant_id_seq')),
                  'isNew', s.variant_id is null,
                  'ownerId', s.product_id
                )
                order by v.position
              )
              from jsonb_array_elements(r.value -> 'variants') with ordinality v (value, position)
              left join lateral (
                select s.product_id, s.variant_id from product.sku s where s.sku = v.value ->> 'sku' offset 0
              ) s on true
            )
          )
        else '{}' end
      order by r.position
    ),
    '[]'
  )
  from jsonb_array_elements(import_resolve.records) with ordinality r (value, position)
  -- "offset 0" here and in the other steps: one index probe a record. The planner cannot know how few records there
  -- are, and would read the whole key table for each of them [650 ms a batch at 20 k products, 10 ms so].
  left join lateral (
    select h.product_id from product.product_handle h where h.handle = r.value ->> 'handle' offset 0
  ) h on true;
$$;

ALTER FUNCTION product.import_resolve(records jsonb) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.import_resolve(records jsonb) IS 'The records of a batch, in order, each with its index from 0; products and variants with the id that their handle and SKU have, or a fresh one (isNew), and the product that owns the SKU already.';

CREATE FUNCTION product.import_stock(items jsonb) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_given integer;
  v_created integer;
  v_updated integer;
begin
  with given as (
    select
      (i.value ->> 'productId')::bigint as product_id,
      (v.value ->> 'variantId')::bigint as variant_id,
      l.location_id,
      (s.value ->> 'onHand')::integer as on_hand,
      (s.value ->> 'reserved')::integer as reserved
    from jsonb_array_elements(import_stock.items) i (value)
    cross join jsonb_array_elements(i.value -> 'variants') v (value)
    cross join jsonb_array_elements(v.value -> 'stock') s (value)
    join product.location l on l.code = s.value ->> 'location'
  ),
  written as (
    insert into product.stock as k (product_id, variant_id, location_id, on_hand, reserved)
    select g.product_id, g.variant_id, g.location_id, g.on_hand, coalesce(g.reserved, held.reserved, 0)
    from given g
    left join lateral (
      select k.product_id, k.on_hand, k.reserved
      from product.stock k
      where k.product_id = g.product_id and k.variant_id = g.variant_id and k.location_id = g.location_id
      offset 0
    ) held on true
    where held.product_id is null
      or (held.on_hand, held.reserved) is distinct from (g.on_hand, coalesce(g.reserved, held.reserved))
    on conflict on constraint stock_pkey do update
    set on_hand = excluded.on_hand, reserved = excluded.reserved
    returning old.product_id is null as is_new
  )
  select
    (select count(*) from given),
    (select count(*) from written w where w.is_new),
    (select count(*) from written w where not w.is_new)
  into v_given, v_created, v_updated;

  return jsonb_build_object(
    'kind', 'stock', 'created', v_created, 'updated', v_updated, 'unchanged', v_given - v_created - v_updated
  );
end
$$;

ALTER FUNCTION product.import_stock(items jsonb) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.import_stock(items jsonb) IS 'Writes the stock levels of a batch; a level that no record names stays, and so does what is reserved where a record does not say. Returns counts.';

CREATE FUNCTION product.import_synonym_record(item jsonb, OUT created integer, OUT updated integer, OUT field text, OUT reason text) RETURNS record
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_targets text[] := array(select t.target from jsonb_array_elements_text(import_synonym_record.item -> 'targets') t (target));
  v_attribute text := import_synonym_record.item ->> 'attribute';
  v_term text := import_synonym_record.item ->> 'term';
  v_is_new boolean;
  v_removed integer;
  v_written integer;
begin
  created := 0;
  updated := 0;
  if v_attribute is not null then
    if not exists (select from product.attribute a where a.name = v_attribute and a.type = 'text') then
      field := 'attribute';
      reason := 'expected a text attribute; its line, or a product that has it, has to come before this one';
      return;
    end if;
    v_term := product.term(v_term);
    v_is_new := not exists (select from product.value_synonym s where s.attribute = v_attribute and s.term = v_term);
    delete from product.value_synonym s
    where s.attribute = v_attribute and s.term = v_term and s.value <> all (v_targets);
    get diagnostics v_removed = row_count;
    insert into product.value_synonym as s (attribute, term, value)
    select distinct v_attribute, v_term, t.target
    from unnest(v_targets) t (target)
    on conflict on constraint value_synonym_pkey do nothing;
    get diagnostics v_written = row_count;
    if v_removed + v_written > 0 then
      created := v_is_new::integer;
      updated := 1 - created;
    end if;
    return;
  end if;

  update product.synonym s
  set targets = v_targets
  where s.term = v_term and s.targets <> v_targets;
  get diagnostics updated = row_count;
  insert into product.synonym as s (term, targets)
  select v_term, v_targets
  where not exists (select from product.synonym s where s.term = v_term);
  get diagnostics created = row_count;
end
$$;

ALTER FUNCTION product.import_synonym_record(item jsonb, OUT created integer, OUT updated integer, OUT field text, OUT reason text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.import_synonym_record(item jsonb, OUT created integer, OUT updated integer, OUT field text, OUT reason text) IS 'Creates a synonym or replaces its words; with an attribute, the values of it that the term means as well. Counts the term, not its values. reason: why the record is refused, null when it is not.';

CREATE FUNCTION product.import_variants(items jsonb) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_given integer;
  v_created integer;
  v_updated integer;
begin
  select coalesce(sum(jsonb_array_length(i.value -> 'variants')), 0)
  into v_given
  from jsonb_array_elements(import_variants.items) i (value);

  insert into product.variant as v (product_id, variant_id, sku, options, weight_grams)
  select
    (i.value ->> 'productId')::bigint,
    (g.value ->> 'variantId')::bigint,
    g.value ->> 'sku',
    coalesce(g.value -> 'options', '{}'),
    (g.value ->> 'weightGrams')::numeric
  from jsonb_array_elements(import_variants.items) i (value)
  cross join jsonb_array_elements(i.value -> 'variants') g (value)
  where (g.value ->> 'isNew')::boolean;
  get diagnostics v_created = row_count;

  with wanted as (
    select
      v.product_id,
      v.variant_id,
      coalesce(g.value -> 'options', v.options) as options,
      case when g.value ? 'weightGrams' then (g.value ->> 'weightGrams')::numeric else v.weight_grams end as weight_grams
    from jsonb_array_elements(import_variants.items) i (value)
    cross join jsonb_array_elements(i.value -> 'variants') g (value)
    cross join lateral (
      select v.*
      from product.variant v
      where v.product_id = (i.value ->> 'productId')::bigint and v.variant_id = (g.value ->> 'variantId')::bigint
      offset 0
    ) v
    where not (g.value ->> 'isNew')::boolean
  )
  update product.variant v
  set options = w.options,
    weight_grams = w.weight_grams
  from wanted w
  where v.product_id = w.product_id
    and v.variant_id = w.variant_id
    and (v.options, v.weight_grams) is distinct from (w.options, w.weight_grams);
  get diagnostics v_updated = row_count;

  return jsonb_build_object(
    'kind', 'variant', 'created', v_created, 'updated', v_updated, 'unchanged', v_given - v_created - v_updated
  );
end
$$;

ALTER FUNCTION product.import_variants(items jsonb) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.import_variants(items jsonb) IS 'Writes the variants of a batch. What a record leaves out stays as it is; a variant that it does not name stays. Returns counts.';

CREATE FUNCTION product.inherit_audience() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  if tg_table_schema = 'product' then
    -- Waits for a restriction that is being written; see product.refresh_offers. A vector is guarded by the offers.
    perform from product.product p where p.product_id = new.product_id for no key update;
  end if;
  select p.audience into new.audience from product.product p where p.product_id = new.product_id;
  return new;
end
$$;

ALTER FUNCTION product.inherit_audience() OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.inherit_audience() IS 'Trigger: a fact of a restricted product is restricted from the start and stays so, so that row security needs no other table.';

CREATE FUNCTION product.interpret_bare_words(reading product.reading) RETURNS product.reading
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $_$
declare
  v_reading product.reading := interpret_bare_words.reading;
  v_run record;
  v_found jsonb;
begin
  for v_run in
    select l.first, l.last
    from unnest(v_reading.lexemes) l
    where (l.class in ('BRAND', 'CATEGORY')
        or l.class = 'VALUE' and l.meaning in ('VOCABULARY', 'SYNONYM')
        or l.class = 'ATTRIBUTE' and l.meaning = 'boolean')
      -- "m", "l", "42", "one" and "it" say too much else where nothing marks them.
      and (l.last > l.first or not (
        length(v_reading.forms[l.first]) < 2 or v_reading.forms[l.first] ~ '^[\d.,]+$'
        or length(v_reading.forms[l.first]) <= 3 and ts_lexize('pg_catalog.english_stem', v_reading.forms[l.first]) = '{}'
        or exists (
          select from unnest(v_reading.lexemes) o
          where o.class in ('UNIT', 'NUMERAL') and o.first = l.first and o.last = l.last)))
      -- No part of a compound: of "over-ear" it is neither word, of "cotton-linen" not sure which.
      and (l.first = 1 or v_reading.gaps[l.first] !~ '^[-\u2010-\u2015]$')
      and v_reading.gaps[l.last + 1] !~ '^[-\u2010-\u2015]$'
    group by l.first, l.last
    order by l.last - l.first desc, l.first
  loop
    continue when not product.is_free(v_reading, v_run.first, v_run.last);
    v_found := product.recognise_words(v_reading, v_run.first, '{BRAND,ATTRIBUTE,CATEGORY}', null, false, false);
    continue when (v_found ->> 'last')::integer is distinct from v_run.last;
    v_reading.preferences := v_reading.preferences || jsonb_build_array(
      v_found - '{last,attribute}'::text[] || jsonb_build_object('span', product.word_span(v_reading, v_run.first, v_run.last)));
    v_reading.known[v_run.first:v_run.last] := array_fill(true, array[v_run.last - v_run.first + 1]);
  end loop;
  return v_reading;
end
$_$;

ALTER FUNCTION product.interpret_bare_words(reading product.reading) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.interpret_bare_words(reading product.reading) IS 'Reads the brands, categories and attribute values that nothing marks as preferences, the longest first; their words stay in the residue.';

CREATE FUNCTION product.interpret_comparatives(reading product.reading) RETURNS product.reading
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $_$
declare
  v_reading product.reading := interpret_comparatives.reading;
  v_forms text[] := (interpret_comparatives.reading).forms;
  v_word record;
  v_wish record;
  v_first integer;
  v_last integer;
  v_start integer;
  v_listed boolean;
  v_contrasted boolean;
  v_before integer := 0;
  v_denied integer;
begin
  for v_word in
    select l.first, l.last, bool_or(l.value::boolean) as bare, min(l.origin) as origin
    from unnest(v_reading.lexemes) l
    where l.class = 'COMPARATIVE'
    group by l.first, l.last
    order by l.first, l.last desc
  loop
    continue when not product.is_free(v_reading, v_word.first, v_word.last) or product.tells_shade(v_reading, v_word.last);
    -- "a bit", "much", and the "but" before it belong to the wish.
    v_first := v_word.first;
    while product.is_free(v_reading, v_first - 1, v_first - 1)
      and v_forms[v_first - 1] in ('bit', 'little', 'lot', 'much', 'slightly', 'even', 'far', 'somewhat', 'considerably', 'way')
    loop
      v_first := v_first - 1;
    end loop;
    if v_first < v_word.first and v_forms[v_first] in ('bit', 'little', 'lot') and v_forms[v_first - 1] = 'a'
      and product.is_free(v_reading, v_first - 1, v_first - 1)
    then
      v_first := v_first - 1;
    end if;
    v_contrasted := v_first < v_word.first;
    if v_forms[v_first - 1] = 'but' and product.is_free(v_reading, v_first - 1, v_first - 1) then
      v_first := v_first - 1;
      v_contrasted := true;
    end if;
    v_last := v_word.last;
    if v_forms[v_last + 1] = 'than' and product.is_free(v_reading, v_last + 1, v_last + 1) then
      v_last := v_last + 1;
      v_contrasted := true;
      -- "than this one": what it is like is asked for elsewhere.
      if v_forms[v_last + 1] in ('this', 'that', 'these', 'those', 'it', 'mine') and product.is_free(v_reading, v_last + 1, v_last + 1) then
        v_last := v_last + 1;
      end if;
    end if;
    if v_forms[v_first - 1] = 'the' and v_forms[v_last + 1:v_last + 2] = '{the,better}' and product.is_free(v_reading, v_first - 1, v_last + 2) then
      v_first := v_first - 1;
      v_last := v_last + 2;
      v_contrasted := true;
    end if;
    -- "lighter and cheaper", "cheaper, lighter".
    v_listed := v_before > 0 and (v_first = v_before + 1
        or v_first = v_before + 2 and v_forms[v_before + 1] in ('and', 'or'))
      or exists (
        select from unnest(v_reading.lexemes) l
        where l.class = 'COMPARATIVE'
          and (l.first = v_last + 1 and v_reading.gaps[l.first] ~ ','
            or l.first = v_last + 2 and v_forms[v_last + 1] in ('and', 'or')));
    -- "a bag that doesn't look cheap", "nothing cheap", "cheap looking" ask for nothing else, and "no lighter" for the thing.
    v_denied := v_first - 1;
    while v_forms[v_denied] in ('look', 'looks', 'looking', 'feel', 'feels', 'seem', 'seems', 'be', 'too', 'so', 'very')
      and v_reading.gaps[v_denied + 1] ~ '^\s+$'
    loop
      v_denied := v_denied - 1;
    end loop;
    if exists (select from unnest(v_reading.lexemes) l where l.class = 'PHRASE' and l.meaning = 'NOT' and l.last = v_denied)
      or v_reading.gaps[v_denied + 1] ~ '^\s+$'
        and v_forms[v_denied] ~ '^(?:nothing|none|(?:do|does|did|is|are|was|were|wo|should|must|ca|could|would)nt)$'
    then
      -- Nor does it refuse anything by that name, as "no lighter" may.
      if v_word.bare and product.is_free(v_reading, v_denied, v_last) then
        v_reading.known[v_denied:v_last] := array_fill(true, array[v_last - v_denied + 1]);
      end if;
      continue;
    end if;
    continue when v_forms[v_last + 1] = 'looking' and v_reading.gaps[v_last + 1] ~ '^[\s-]$';
    if not v_word.bare and not v_contrasted and not v_listed
      and not coalesce(v_forms[v_first - 1] in ('something', 'anything', 'and', 'or') and (
        v_last = cardinality(v_forms) or v_reading.gaps[v_last + 1] ~ '[,;.!?]'), false)
    then
      -- Before what it describes ("a lighter tent"); as a thing it ends its part ("gas lighter", "lighter for the grill").
      continue when v_last = cardinality(v_forms) or not product.is_free(v_reading, v_last + 1, v_last + 1)
        or v_reading.gaps[v_last + 1] ~ '\S'
        or v_forms[v_last + 1] in ('for', 'with', 'of', 'and', 'or', 'to', 'on', 'in', 'that', 'which', 'is', 'by', 'from', 'at')
        or exists (
          select from unnest(v_reading.lexemes) l
          where l.class = 'PHRASE' and l.first = v_last + 1
            and l.meaning not in ('LITERAL', 'PRIVATIVE', 'PRICED', 'NO_PRICE', 'CHILD', 'PERSON'))
        or not (v_first = 1 or v_reading.gaps[v_first] ~ '[,;.!?:]' or v_reading.taken[v_first - 1]
          or v_forms[v_first - 1] in ('a', 'an', 'the', 'some', 'any', 'like', 'with', 'and', 'or', 'for', 'but')
          or exists (
            select from unnest(v_reading.lexemes) l
            where l.class = 'PHRASE' and l.meaning = 'FILLER' and l.last = v_first - 1));
    end if;
    v_start := v_first;
    if v_forms[v_first - 1] in ('something', 'anything') and product.is_free(v_reading, v_first - 1, v_first - 1) then
      v_start := v_first - 1;
    elsif v_before > 0 and v_listed and v_first = v_before + 2 then
      v_start := v_before + 1;
    end if;

    -- One wish for each direction: a warmer duvet has more tog, a warmer sleeping bag a lower temperature.
    for v_wish in
      select l.meaning as direction,
        array_agg(l.name order by array_position('{weight_grams,price,released_on,rating}', l.name), l.name)
          filter (where l.name in ('weight_grams', 'price', 'released_on', 'rating') or a.name is not null) as measures
      from unnest(v_reading.lexemes) l
      left join product.attribute a on a.name = l.name and a.type = 'number'
      where l.class = 'COMPARATIVE' and l.first = v_word.first and l.last = v_word.last
      group by l.meaning
      having bool_or(l.name in ('weight_grams', 'price', 'released_on', 'rating') or a.name is not null)
      order by l.meaning
    loop
      -- "cheaper and not too expensive" is one wish; "cheaper but dearer" is none.
      if exists (
        select from jsonb_array_elements(v_reading.preferences) p
        where p -> 'measures' -> 0 = to_jsonb(v_wish.measures[1]))
      then
        v_reading.ignored := v_reading.ignored || jsonb_build_array(jsonb_build_object(
          'span', product.word_span(v_reading, v_first, v_last),
          'reason', 'the question has asked for that, or for its opposite, before'));
      else
        v_reading.preferences := v_reading.preferences || jsonb_build_array(jsonb_build_object(
          'kind', 'COMPARATIVE', 'source', 'RULE', 'origin', v_word.origin,
          'span', product.word_span(v_reading, v_first, v_last),
          'measures', to_jsonb(v_wish.measures), 'direction', v_wish.direction, 'filter', null));
      end if;
    end loop;
    if not found then
      v_reading.ignored := v_reading.ignored || jsonb_build_array(jsonb_build_object(
        'span', product.word_span(v_reading, v_first, v_last),
        'reason', format('nothing is recorded here that “%s” could be told by', array_to_string(v_forms[v_word.first:v_word.last], ' '))));
    end if;
    v_reading := product.take_words(v_reading, v_start, v_last);
    if v_forms[v_last + 1] in ('one', 'ones') and product.is_free(v_reading, v_last + 1, v_last + 1) then
      v_reading := product.take_words(v_reading, v_last + 1, v_last + 1);
    end if;
    v_before := v_last;
  end loop;
  return v_reading;
end
$_$;

ALTER FUNCTION product.interpret_comparatives(reading product.reading) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.interpret_comparatives(reading product.reading) IS 'Comparatives of a question ("but lighter", "a bit cheaper", "quieter kettle"), by product.comparative: wishes that move the order and turn nothing away. A word that may be a thing ("lighter") counts only where it is contrasted, listed, or stands before what it describes. One that no attribute here could tell is ignored.';

CREATE FUNCTION product.interpret_discounts(reading product.reading) RETURNS product.reading
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $_$
declare
  v_reading product.reading := interpret_discounts.reading;
  v_forms text[] := (interpret_discounts.reading).forms;
  v_gaps text[] := (interpret_discounts.reading).gaps;
  v_wish record;
  v_firsts integer[];
  v_lasts integer[];
  v_bound product.lexeme;
  v_behind product.lexeme;
  v_next integer;
  v_first integer;
  v_last integer;
begin
  for v_wish in
    select l.first, l.last, l.meaning
    from unnest(v_reading.lexemes) l
    where l.class = 'PHRASE' and l.meaning in ('DISCOUNT', 'DELIVERY')
    union all
    -- "$20 off", not "off-white" nor "off the shoulder"; "save over $20", not "save water".
    select w.position, w.position, upper(w.form)
    from unnest(v_forms) with ordinality w (form, position)
    where w.form in ('off', 'save') and v_gaps[w.position + 1] !~ '^-'
      and not exists (
        select from unnest(v_reading.lexemes) l
        where l.first = w.position and l.last > l.first and l.class <> 'PHRASE')
    order by 1
  loop
    if v_firsts is null then
      select coalesce(array_agg(m.first), '{}'), coalesce(array_agg(m.last), '{}') into v_firsts, v_lasts
      from product.read_money(v_reading) m
      where m.currencies <> '{}';
    end if;
    v_first := v_wish.first;
    v_last := v_wish.last;
    if v_first > 1 and v_gaps[v_first] ~ '^[\s-]*$' and v_wish.meaning in ('DISCOUNT', 'OFF') then
      if v_forms[v_first - 1] in ('%', 'percent') and v_forms[v_first - 2] ~ '^[0-9]' then
        v_first := v_first - 2;
      else
        v_first := coalesce(v_firsts[array_position(v_lasts, v_first - 1)], v_first);
      end if;
    end if;
    if v_first < v_wish.first then
      v_bound := product.phrase_before(v_reading.lexemes, v_first - 1,
        '{PRICE_BELOW,PRICE_AT_MOST,PRICE_ABOVE,PRICE_AT_LEAST,PRICE_AROUND}');
      -- "under $50 off the shoulder dress"
      continue when v_wish.meaning = 'OFF' and v_bound.first is not null and v_forms[v_last + 1] = 'the';
      v_first := coalesce(v_bound.first, v_first);
    elsif v_wish.meaning <> 'OFF' and v_gaps[v_last + 1] ~ '^\s+$' then
      -- "a discount of 20%", "save over $10", "free delivery on orders of $50 or more"
      v_next := v_last + case when v_forms[v_last + 1] = 'of' then 2 else 1 end;
      v_bound := product.phrase_behind(v_reading.lexemes, v_next,
        '{PRICE_BELOW,PRICE_AT_MOST,PRICE_ABOVE,PRICE_AT_LEAST,PRICE_BETWEEN,PRICE_AROUND}');
      v_next := coalesce(v_bound.last + 1, v_next);
      v_next := case
        when v_forms[v_next] ~ '^[0-9]' and v_forms[v_next + 1] in ('%', 'percent') then v_next + 1
        when v_wish.meaning = 'DELIVERY' and v_forms[v_next] ~ '^[0-9]' and product.ends_amount(v_reading, v_next) then v_next
        else v_lasts[array_position(v_firsts, v_next)] end;
      if v_wish.meaning = 'DELIVERY' then
        -- What is sent free is never bound from above: "a lamp with free delivery under $50".
        v_behind := case when v_gaps[v_next + 1] ~ '^\s+$' then
          product.phrase_behind(v_reading.lexemes, v_next + 1, '{AT_LEAST_BEHIND}') end;
        v_next := case when v_bound.meaning in ('PRICE_ABOVE', 'PRICE_AT_LEAST', 'PRICE_BETWEEN') then v_next
          when v_bound.meaning is null then v_behind.last end;
      elsif v_wish.meaning = 'DISCOUNT' and v_forms[v_last + 1] <> 'of' and v_forms[v_last] <> 'from' or v_wish.meaning = 'SAVE' and v_bound.first is null then
        v_next := null;
      end if;
      v_last := coalesce(v_next, v_last);
    end if;
    continue when v_wish.meaning = 'OFF' and v_first = v_wish.first or v_wish.meaning = 'SAVE' and v_last = v_wish.last
      or not product.is_free(v_reading, v_first, v_last);
    v_reading.ignored := v_reading.ignored || jsonb_build_array(jsonb_build_object(
      'span', product.word_span(v_reading, v_first, v_last),
      'reason', case when v_wish.meaning = 'DELIVERY' then 'how an order is delivered is not known'
        else 'how far a price was lowered is not known; a price can be demanded' end));
    v_reading := product.take_words(v_reading, v_first, v_last);
  end loop;
  return v_reading;
end
$_$;

ALTER FUNCTION product.interpret_discounts(reading product.reading) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.interpret_discounts(reading product.reading) IS 'Takes wishes for a discount ("20% off", "on sale") or a way of delivery ("free shipping over $50") out of a question and lists them as ignored: no row can meet them.';

CREATE FUNCTION product.interpret_free_of(reading product.reading) RETURNS product.reading
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $_$
declare
  v_reading product.reading := interpret_free_of.reading;
  v_free integer := array_position(v_reading.forms, 'free');
  v_found jsonb;
begin
  while v_free is not null loop
    -- "pvc-free tarpaulin" is a material, "free delivery" another wish.
    if product.is_free(v_reading, v_free - 1, v_free) and v_reading.gaps[v_free] ~ '^(\s+|[-\u2010-\u2015])$'
      and not exists (
        select from unnest(v_reading.lexemes) l
        where v_free between l.first and l.last and l.last > l.first)
    then
      for v_first in greatest(v_free - 3, 1)..v_free - 1 loop
        v_found := product.recognise_words(v_reading, v_first, '{ATTRIBUTE}', null, true, true);
        if (v_found ->> 'last')::integer = v_free - 1 then
          v_reading.constraints := v_reading.constraints || jsonb_build_array(
            v_found - '{last,attribute}'::text[] || jsonb_build_object('span', product.word_span(v_reading, v_first, v_free)));
          v_reading := product.take_words(v_reading, v_first, v_free);
          exit;
        end if;
      end loop;
    end if;
    v_free := array_position(v_reading.forms, 'free', v_free + 1);
  end loop;
  return v_reading;
end
$_$;

ALTER FUNCTION product.interpret_free_of(reading product.reading) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.interpret_free_of(reading product.reading) IS 'Reads "leather-free" and "wool free" as exclusions of the value before "free". Before anything else it is left alone: "hands-free".';

CREATE FUNCTION product.interpret_marked_words(reading product.reading) RETURNS product.reading
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $_$
declare
  v_reading product.reading := interpret_marked_words.reading;
  v_marker record;
  v_only product.lexeme;
  v_first integer;
  v_last integer;
  v_found jsonb;
begin
  for v_marker in
    select l.first, l.last, l.name as attribute, '{ATTRIBUTE}'::text[] as kinds, true as loose, true as mended, true as behind, 0 as part
    from unnest(v_reading.lexemes) l
    where l.class = 'ATTRIBUTE' and l.meaning = 'text'
    union all
    select l.first, l.last, null, '{BRAND,ATTRIBUTE,CATEGORY}', false, false, l.last = l.first, 2
    from unnest(v_reading.lexemes) l
    where l.class = 'PHRASE' and l.meaning = 'ONLY'
    union all
    -- "made in china" says where, and no kind of china.
    select w.first, w.last, null, w.kinds, w.last > w.first and v_reading.forms[w.last] <> 'in', true, false, case when w.last > w.first then 1 else 2 end
    from (
      select f.form, f.position::integer as first, f.position::integer + (f.form = 'made')::integer as last,
        case
          when f.form in ('by', 'from', 'brand') or f.form = 'made' and v_reading.forms[f.position + 1] = 'by' then '{BRAND}'
          when f.form = 'in' or f.form = 'made' and v_reading.forms[f.position + 1] in ('of', 'from', 'in') then '{ATTRIBUTE}'
          -- No category behind a bare "in": "a speaker for the evenings in the kitchen" is not cookware.
          when f.form = 'category' then '{CATEGORY}'
        end::text[] as kinds
      from unnest(v_reading.forms) with ordinality f (form, position)
      where f.form in ('by', 'from', 'brand', 'made', 'in', 'category')
    ) w
    where w.kinds is not null
    -- An attribute's own name marks more surely than "in", and "made by" is longer than "by".
    order by part, first, last desc, attribute
  loop
    continue when not product.is_free(v_reading, v_marker.first, v_marker.last);
    v_first := v_marker.first;
    v_last := v_marker.last + 1;
    v_found := null;
    if v_reading.gaps[v_last] ~ '^\s*:?\s+["''\u2018-\u201f]?$' then
      if v_marker.kinds = '{BRAND}' then
        -- "from the brand Acme"
        while v_reading.forms[v_last] in ('the', 'brand') loop
          v_last := v_last + 1;
        end loop;
      end if;
      v_found := product.read_list(v_reading, v_last, v_marker.kinds, v_marker.attribute, v_marker.loose, v_marker.mended);
    end if;
    v_last := (v_found ->> 'last')::integer;
    if v_found is null and v_marker.behind and v_reading.gaps[v_first] ~ '^\s+$'
      -- "navy colour", and "leather only" where the question or its part ends.
      and (v_marker.part = 0 or v_reading.gaps[v_marker.last + 1] !~ '^\s+$'
        or (product.phrase_behind(v_reading.lexemes, v_marker.last + 1, '{FILLER}')).first is not null)
    then
      for v_word in greatest(v_first - 4, 1)..v_first - 1 loop
        v_found := product.recognise_words(v_reading, v_word, v_marker.kinds, v_marker.attribute, false, false);
        if (v_found ->> 'last')::integer = v_first - 1 then
          v_first := v_word;
          v_last := v_marker.last;
          exit;
        end if;
        v_found := null;
      end loop;
    end if;
    continue when v_found is null;
    if v_marker.part = 0 or v_marker.kinds = '{CATEGORY}' then
      -- "in the category shoes", "in a size M"
      if v_reading.forms[v_first - 1] in ('the', 'a') and v_reading.forms[v_first - 2] in ('in', 'from') and product.is_free(v_reading, v_first - 2, v_first - 1) then
        v_first := v_first - 2;
      elsif v_reading.forms[v_first - 1] in ('in', 'from') and product.is_free(v_reading, v_first - 1, v_first - 1) then
        v_first := v_first - 1;
      end if;
    end if;
    v_reading.constraints := v_reading.constraints || jsonb_build_array(
      v_found - '{last,attribute}'::text[] || jsonb_build_object('span', product.word_span(v_reading, v_first, v_last)));
    -- "in black only", "exclusively by Acme"
    if v_reading.gaps[v_last + 1] ~ '^\s+$' and product.is_free(v_reading, v_last + 1, v_last + 1)
      and (product.phrase_before(v_reading.lexemes, v_last + 1, '{ONLY}')).first = v_last + 1
    then
      v_last := v_last + 1;
    end if;
    if v_reading.gaps[v_first] ~ '^\s+$' then
      v_only := product.phrase_before(v_reading.lexemes, v_first - 1, '{ONLY}');
      if product.is_free(v_reading, v_only.first, v_only.last) then
        v_first := v_only.first;
      end if;
    end if;
    v_reading := product.take_words(v_reading, v_first, v_last);
  end loop;
  return v_reading;
end
$_$;

ALTER FUNCTION product.interpret_marked_words(reading product.reading) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.interpret_marked_words(reading product.reading) IS 'Reads brands, categories and attribute values that the question marks as demanded ("by Acme", "in black or navy", "size M", "only wool"). A bare word stays a wish.';

CREATE FUNCTION product.interpret_measures(reading product.reading) RETURNS product.reading
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
declare
  v_reading product.reading := interpret_measures.reading;
  v_measure product.measure;
  v_denied product.lexeme;
  v_from integer;
  v_whether text;
  v_attributes text[];
  v_certainty text;
  v_value boolean;
  v_people boolean;
  v_range jsonb;
begin
  -- Most questions have no number.
  if not exists (select from unnest(v_reading.forms) w (form) where w.form ~ '^[0-9]')
    and not exists (
      select from unnest(v_reading.lexemes) l
      where l.class = 'NUMERAL' or l.class = 'UNIT' and v_reading.forms[l.first - 1] in ('a', 'an', 'half'))
  then
    return v_reading;
  end if;

  v_people := exists (select from unnest(v_reading.lexemes) l where l.class = 'PHRASE' and l.meaning = 'PERSON');
  for v_measure in
    select * from product.join_measures(v_reading)
  loop
    continue when not product.is_free(v_reading, v_measure.first, v_measure.last);
    -- A value that the catalogue knows as it stands ("24 cm") is that value, if nothing bounds it.
    v_value := v_measure.behind = v_reading.behinds[v_measure.last] and exists (
      select from unnest(v_reading.lexemes) l
      where l.class = 'VALUE' and l.meaning in ('VOCABULARY', 'SYNONYM')
        and l.first <= v_measure.last - (coalesce(v_measure.unit, v_measure.attribute) is not null)::integer and l.last >= v_measure.last);
    v_measure := product.bound_before(v_reading, v_measure);
    continue when v_measure.unit is null and v_measure.attribute is null;
    v_measure := product.bound_behind(v_reading, v_measure);
    continue when v_value and not v_measure.worded
      or v_measure.bound is null and v_reading.forms[v_measure.number_first] in ('a', 'an')
      or v_people and v_measure.worded and product.is_of_person(v_reading, v_measure.first);
    v_whether := case when v_reading.forms[v_measure.first - 1] = 'to' then product.told_only_whether(v_reading, v_measure) end;
    if v_whether is not null then
      v_reading.ignored := v_reading.ignored || jsonb_build_array(jsonb_build_object(
        'span', product.take_span(v_reading.content, v_reading.starts[v_measure.first - 1], v_measure.behind),
        'reason', format('of “%s” the catalogue says only whether, not how much', v_whether)));
      v_reading := product.take_words(v_reading, v_measure.first - 1, v_measure.last);
      continue;
    end if;

    v_certainty := 'NAMED';
    v_attributes := array[v_measure.attribute];
    if v_measure.attribute is null then
      select array_agg(m.attribute), min(m.certainty) into v_attributes, v_certainty
      from product.measured_attributes(v_reading, v_measure.first, v_measure.last, v_measure.unit) m;
      -- "goes up in under 10 minutes" is of what it does, and "around a bar" no pressure.
      continue when v_certainty is distinct from 'NAMED' and v_measure.bound is not null and (
        exists (select from product.unit u where u.code = v_measure.unit and u.dimension = 'time')
        or v_certainty = 'UNIT' and cardinality(v_attributes) = 1 and v_reading.forms[v_measure.number_first] in ('a', 'an'));
      v_measure.attribute := case when cardinality(v_attributes) = 1 then v_attributes[1] end;
    end if;
    continue when v_measure.attribute is null and not v_measure.worded;

    if v_measure.bound is null then
      v_range := product.measure_range(v_measure);
      -- Unless it was named, what nothing could meet was hardly meant: "10k run", "5g phone case", "1000 piece jigsaw".
      continue when v_range is null or v_certainty = 'WEIGHT'
        or (v_certainty = 'UNIT' or v_measure.unit is null) and product.value_weight(v_measure.attribute, v_range ->> 'min') = 0;
      v_reading.preferences := v_reading.preferences || jsonb_build_array(jsonb_build_object(
        'kind', 'ATTRIBUTE', 'source', 'RULE', 'origin', v_measure.origin,
        'span', product.take_span(v_reading.content, v_measure.start, v_measure.behind),
        'filter', jsonb_build_object('attributes', jsonb_build_array(v_range))));
      for v_word in v_measure.first..v_measure.last loop
        v_reading.known[v_word] := true;
      end loop;
      continue;
    end if;

    -- "no tents over 3 kg" denies as "nothing over 3 kg" does, and tents are wished.
    v_denied := case when product.turned_bound(v_measure.bound) <> v_measure.bound then
      product.denied_noun(v_reading, v_measure.first, v_measure.bound in ('PRICE_ABOVE', 'PRICE_AT_LEAST')) end;
    if v_denied.first is not null then
      v_measure.start := v_reading.starts[v_denied.first];
      v_measure.bound := product.turned_bound(v_measure.bound);
    end if;
    -- "a load of 100 kg", "weight under 2 kg": what ties it to its name means nothing without it.
    v_from := v_measure.first - (product.is_free(v_reading, v_measure.first - 1, v_measure.first - 1)
      and (v_reading.forms[v_measure.first - 1] = 'of' or exists (
        select from unnest(v_reading.lexemes) l
        where l.class = 'ATTRIBUTE' and l.name = 'weight_grams' and l.first = v_measure.first - 1 and l.last = v_measure.first - 1)))::integer;
    if v_measure.attribute is null then
      v_reading.ignored := v_reading.ignored || jsonb_build_array(jsonb_build_object(
        'span', product.take_span(v_reading.content, v_measure.start, v_measure.behind),
        'reason', case
          when v_attributes is null then format('nothing here is measured in “%s”', v_measure.unit)
          else 'several could be meant: ' || (
            select string_agg(format('%s (%s)', a.label, a.unit), ', ' order by a.label collate "C", a.unit)
            from product.attribute a where a.name = any (v_attributes[:4]))
            || case when cardinality(v_attributes) > 4 then ' …' else '' end || '; say which' end));
    else
      v_range := product.measure_range(v_measure);
      -- A comparison with a word of another dimension, "lighter than 5 m", and what nothing weighs, "under -5 kg".
      continue when v_range is null;
      v_reading.constraints := v_reading.constraints || jsonb_build_array(jsonb_build_object(
        'kind', 'ATTRIBUTE', 'source', 'RULE', 'origin', v_measure.origin,
        'span', product.take_span(v_reading.content, v_measure.start, v_measure.behind),
        'filter', jsonb_build_object('attributes', jsonb_build_array(v_range))));
    end if;
    v_reading := product.take_words(v_reading, v_from, v_measure.last);
    if v_denied.first is not null then
      v_reading := product.take_words(v_reading, product.negation_lead(v_reading, v_denied.first), v_denied.last);
    end if;
  end loop;
  return v_reading;
end
$$;

ALTER FUNCTION product.interpret_measures(reading product.reading) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.interpret_measures(reading product.reading) IS 'Measures of a question ("at least 20 litres", "27 inch monitor", "sleeps 4"), by the units of product.unit and the number attributes: with a bound a constraint in the attribute''s own unit, bare a preference whose words stay. Values that the catalogue knows as they stand, amounts of money, spans of time that name nothing, and what is said of a person are no measures. A bound that several attributes could be meant by is ignored, with their labels.';

CREATE FUNCTION product.interpret_negations(reading product.reading) RETURNS product.reading
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $_$
declare
  v_reading product.reading := product.interpret_free_of(interpret_negations.reading);
  v_count integer := cardinality(v_reading.forms);
  v_not record;
  v_named jsonb;
  v_start integer;
  v_word integer;
  v_last integer;
  v_both integer;
  v_strong boolean;
  v_earlier jsonb;
begin
  for v_not in
    select l.first, l.last, v_reading.forms[l.last] = 'non' as joins,
      -- "so I'm not cold" tells of the asker, "that is not shiny" of the thing.
      case when v_reading.forms[l.first] ~ '^(?:is|are|was|were|have|has)nt$' then v_reading.forms[l.first - 1] ~ '^(?:i|we|you|he|she|they)$'
        else v_reading.forms[l.first - 1] ~ '^(?:(?:i|we|you|they)ve|im|were|youre|theyre|hes|shes)$'
          or v_reading.forms[l.first - 2] ~ '^(?:i|we|you|he|she|they)$'
            and v_reading.forms[l.first - 1] ~ '^(?:am|is|are|was|were|have|has|had)$' end is true as personal
    from unnest(v_reading.lexemes) l
    where l.class = 'PHRASE' and l.meaning = 'NOT'
      -- "non-stick" is what things are, not what they are without.
      and not exists (
        select from unnest(v_reading.lexemes) n
        where n.class <> 'PHRASE' and n.first = l.first and n.last > l.last
      )
    order by l.first, l.last desc
  loop
    v_word := v_not.last + 1;
    -- "no 5 perfume", "no-iron shirt"; but "no 24 cm pans".
    continue when v_word > v_count or not product.is_free(v_reading, v_not.first, v_word)
      or v_reading.gaps[v_word] !~ case when v_not.joins then '^(\s+|[-\u2010-\u2015])$' else '^\s+["''\u2018-\u201f]?$' end
      or v_reading.forms[v_word] ~ '^\d' and not exists (
        select from unnest(v_reading.lexemes) l where l.class = 'VALUE' and l.first = v_word and l.last > v_word);
    -- "denim but not jeans": the "but" says nothing without it, and is no part of what is shown.
    v_start := case when v_reading.forms[v_not.first] = 'but' then v_not.first + 1 else v_not.first end;
    v_earlier := null;
    v_strong := true;
    loop
      v_named := product.name_ahead(v_reading, v_word,
        case when v_not.joins then '{ATTRIBUTE}' else '{BRAND,ATTRIBUTE,CATEGORY}' end::text[], true,
        -- Nothing is bone china for not being from China.
        not v_not.joins and v_reading.forms[v_not.last] <> 'from', v_strong and not v_not.joins and not v_not.personal);
      if v_named ? 'last' then
        -- Behind a mere comma or "and" only more of the same is refused: "black" in "not leather, black" may well be wanted.
        exit when not v_strong and (v_named -> 'kind' is distinct from v_earlier -> 'kind'
          or v_named ->> 'attribute' is distinct from v_earlier ->> 'attribute');
        v_last := (v_named ->> 'last')::integer;
        v_both := null;
        if v_named ->> 'kind' = 'EXCLUDE_CATEGORY' and v_reading.gaps[v_last + 1] ~ '^\s+$' and v_reading.forms[v_last + 1] in ('by', 'from') then
          v_both := coalesce((product.recognise_words(v_reading, v_last + 2, '{BRAND}', null, false, false) ->> 'last')::integer,
            case when v_reading.forms[v_last + 1] = 'by' and v_last < v_count - 1 then v_last + 2 end);
        end if;
        if v_both is not null then
          v_last := v_both;
          v_reading.ignored := v_reading.ignored || jsonb_build_array(jsonb_build_object(
            'span', product.word_span(v_reading, v_start, v_last),
            'reason', 'a category can be excluded and a brand can, but not only what is of both'));
        else
          v_reading.constraints := v_reading.constraints || jsonb_build_array(
            v_named - '{first,last,attribute}'::text[] || jsonb_build_object('span',
              product.word_span(v_reading, coalesce(v_start, (v_named ->> 'first')::integer), v_last)));
        end if;
        v_earlier := v_named;
      else
        exit when v_not.joins or not v_strong or v_not.personal and v_earlier is null;
        v_last := product.unknown_name(v_reading, (v_named ->> 'first')::integer);
        exit when v_last is null;
        v_reading.ignored := v_reading.ignored || jsonb_build_array(jsonb_build_object(
          'span', product.word_span(v_reading, coalesce(v_start, (v_named ->> 'first')::integer), v_last),
          'reason', format('no brand, category or attribute value of this catalogue is called "%s", so it cannot be excluded',
            product.word_span(v_reading, (v_named ->> 'first')::integer, v_last) ->> 'text')));
        v_earlier := '{}';
      end if;
      v_reading := product.take_words(v_reading, product.negation_lead(v_reading, v_not.first), v_last);
      v_start := null;
      select s.word, s.strong into v_word, v_strong from product.list_step(v_reading, v_last) s;
      exit when v_word is null;
      if v_reading.forms[v_word] in ('not', 'no', 'without') then
        v_reading := product.take_words(v_reading, v_last + 1, v_word - 1);
        exit;
      end if;
    end loop;
  end loop;
  return v_reading;
end
$_$;

ALTER FUNCTION product.interpret_negations(reading product.reading) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.interpret_negations(reading product.reading) IS 'Reads what stands behind "not", "without" and the other phrases that mean NOT, and before "free", as exclusions: of brands, categories and values of the live vocabulary, with every longer value that has the words in it. What the catalogue does not know is ignored with the reason, and not searched for either.';

CREATE FUNCTION product.interpret_places(reading product.reading) RETURNS product.reading
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $_$
declare
  v_located constant boolean := exists (select from unnest((interpret_places.reading).lexemes) l where l.class = 'LOCATION');
  v_reading product.reading := interpret_places.reading;
  v_count integer := cardinality(v_reading.forms);
  v_phrase record;
  v_place record;
  v_codes text[];
  v_origin text;
  v_word integer;
  v_last integer;
begin
  for v_phrase in
    -- What goes before many things ("in", "at the", "available in") marks a place only where one is known to stand behind it.
    select l.first, l.last,
      (select max(s.last) + 1 from unnest(v_reading.lexemes) s
        where s.class = 'PHRASE' and s.meaning = 'IN_STOCK' and s.first = l.first and s.last < l.last) as preposition,
      l.value ~ '^((in|at|from)( the)?|available (in|from)|in stock in)$' as vague,
      l.value ~ '^(in|at|from)( the)?$' as bare
    from unnest(v_reading.lexemes) l
    where l.class = 'PHRASE' and l.meaning = 'STOCK_AT'
    order by l.last - l.first desc, l.first
  loop
    -- "in", "at" and "from" stand in every other question.
    continue when v_phrase.bare and not v_located or not product.is_free(v_reading, v_phrase.first, v_phrase.last);
    v_codes := '{}';
    v_origin := null;
    v_last := null;
    v_word := v_phrase.last + 1;
    loop
      exit when v_word > v_count or v_reading.gaps[v_word] !~ '^\s+$|^\s*,\s*$' or v_codes = '{}' and v_reading.gaps[v_word] ~ ',';
      if v_reading.forms[v_word] in ('the', 'our', 'your') then
        v_word := v_word + 1;
      end if;
      select f.last, f.code, f.origin
      into v_place
      from (
        select l.last, l.value as code, l.origin, 0 as part
        from unnest(v_reading.lexemes) l
        where l.class = 'LOCATION' and l.first = v_word
        union all
        -- "Lyon" is the Lyon store, and "the depot" the only one with such a name.
        select w.last, min(c.code), 'location: ' || min(c.code), 1
        from generate_series(v_word, least(v_word + 2, v_count)) w (last)
        cross join lateral (select array_to_string(v_reading.forms[v_word:w.last], ' ') as term) said
        join product.location c on starts_with(c.term, said.term || ' ') or right(c.term, length(said.term) + 1) = ' ' || said.term
        where not v_phrase.bare
        group by w.last
        having count(*) = 1
      ) f
      where product.is_free(v_reading, v_word, f.last)
        -- A thing behind it makes it another place: "ship in the harbour painting".
        and (not v_phrase.bare or f.last = v_count or v_reading.gaps[f.last + 1] !~ '^\s+$' or product.is_closing(v_reading, f.last + 1))
      order by f.part, f.last desc, f.code
      limit 1;
      exit when not found;
      if v_place.code <> all (v_codes) then
        v_codes := v_codes || v_place.code;
      end if;
      v_origin := coalesce(v_origin, v_place.origin);
      v_last := v_place.last;
      -- Any of several will do: "in Porto or Berlin".
      select s.word into v_word from product.list_step(v_reading, v_last) s;
      exit when v_word is null;
    end loop;

    if v_last is not null then
      v_reading.constraints := v_reading.constraints || jsonb_build_array(jsonb_build_object(
        'kind', 'IN_STOCK_AT', 'source', 'VOCABULARY', 'origin', v_origin,
        'span', product.word_span(v_reading, v_phrase.first, v_last),
        'filter', jsonb_build_object('inStockAt', v_codes)));
      v_reading := product.take_words(v_reading, v_phrase.first, v_last);
    elsif v_phrase.preposition = v_phrase.last and v_word = v_phrase.last + 1 and v_reading.forms[v_phrase.last] in ('in', 'at')
      and product.is_capitalised(v_reading, v_word)
      and not exists (select from unnest(v_reading.lexemes) l where v_word between l.first and l.last)
    then
      -- "in stock in Leeds": what is in stock anywhere is still demanded.
      v_reading := product.ignore_place(v_reading, v_phrase.preposition, v_phrase.last);
    elsif not v_phrase.vague then
      v_reading := product.ignore_place(v_reading, v_phrase.first, v_phrase.last);
    end if;
  end loop;
  return v_reading;
end
$_$;

ALTER FUNCTION product.interpret_places(reading product.reading) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.interpret_places(reading product.reading) IS 'Reads "in stock at", "ships from" and the like before known locations, or words that begin or end the name of only one, as IN_STOCK_AT; before any other place they are ignored with those that are known.';

CREATE FUNCTION product.interpret_prices(reading product.reading) RETURNS product.reading
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $_$
declare
  v_reading product.reading := product.interpret_discounts(interpret_prices.reading);
  v_forms text[] := (interpret_prices.reading).forms;
  v_gaps text[] := (interpret_prices.reading).gaps;
  v_lexemes product.lexeme[] := (interpret_prices.reading).lexemes;
  v_money jsonb;
  v_one record;
  v_two record;
  v_index integer := 0;
  v_bound product.lexeme;
  v_behind product.lexeme;
  v_denied product.lexeme;
  v_lead record;
  v_link text;
  v_sign text;
  v_meaning text;
  v_origin text;
  v_currency text;
  v_first integer;
  v_last integer;
  v_start integer;
  v_end integer;
  v_taken_to integer := 0;
  v_bare boolean;
  v_priced boolean;
begin
  v_money := (select jsonb_agg(to_jsonb(m) order by m.first) from product.read_money(v_reading) m);
  while v_index < jsonb_array_length(v_money) loop
    select * into v_one from jsonb_to_record(v_money -> v_index) m (first integer, last integer, amount numeric, currencies text[]);
    select * into v_two from jsonb_to_record(v_money -> v_index + 1) m (first integer, last integer, amount numeric, currencies text[]);
    v_index := v_index + 1;
    continue when not product.is_free(v_reading, v_one.first, v_one.last);
    v_first := v_one.first;
    v_last := v_one.last;
    v_currency := v_one.currencies[1];
    v_bare := v_currency is null;
    v_meaning := null;
    v_origin := 'currency: ' || v_currency;

    -- What stands before: a sign, or a phrase, perhaps with an article or an "about" between.
    v_sign := substring(v_gaps[v_first] from '(<=|>=|=<|=>|<|>|~)\s*$');
    v_bound := null;
    if v_sign is null and v_first > 1 and v_gaps[v_first] ~ '^[\s:.-]*$' then
      if not v_bare and v_forms[v_first - 1] in ('a', 'an', 'the') then
        v_first := v_first - 1;
      end if;
      v_bound := product.phrase_before(v_lexemes, v_first - 1,
        '{PRICE_BELOW,PRICE_AT_MOST,PRICE_ABOVE,PRICE_AT_LEAST,PRICE_AROUND,PRICE_BETWEEN,BUDGET}');
      if v_bound.meaning = 'PRICE_AROUND' then
        v_bound := coalesce(product.phrase_before(v_lexemes, v_bound.first - 1,
          '{PRICE_BELOW,PRICE_AT_MOST,PRICE_ABOVE,PRICE_AT_LEAST,PRICE_BETWEEN}'), v_bound);
      end if;
      if not product.is_free(v_reading, v_bound.first, v_bound.last) then
        v_bound := null;
      end if;
      v_first := coalesce(v_bound.first, v_one.first);
    end if;

    -- A range: "between $20 and $50", "from 100 up to 300", "$20-50".
    if v_two.first > v_last then
      v_link := case
        when v_two.first = v_last + 1 then substring(v_gaps[v_two.first] from '^\s*[-‐‑–—]\s*$')
        when array_to_string(v_gaps[v_last + 1:v_two.first], '') ~ '^\s+$' then
          substring(array_to_string(v_forms[v_last + 1:coalesce(
            (product.phrase_before(v_lexemes, v_two.first - 1, '{PRICE_AROUND}')).first, v_two.first) - 1], ' ')
            from '^(?:and|to|up to|and up to|till|until)$') end;
      if v_link is not null and (v_link <> 'and' or v_bound.meaning = 'PRICE_BETWEEN')
        and (v_bare or v_two.currencies = '{}' or v_one.currencies && v_two.currencies)
        and product.is_free(v_reading, v_last + 1, v_two.last)
      then
        v_meaning := 'PRICE_BETWEEN';
        v_currency := coalesce((
          select c.code from unnest(v_one.currencies) with ordinality c (code, position)
          where v_two.currencies = '{}' or c.code = any (v_two.currencies)
          order by c.position limit 1), v_two.currencies[1]);
        v_origin := coalesce(v_bound.origin, 'currency: ' || v_currency);
        v_bare := v_currency is null;
        v_last := v_two.last;
        v_index := v_index + 1;
      end if;
    end if;
    v_end := v_reading.behinds[v_last];

    -- What stands behind: "ish", "give or take"; "or less", "max", "+".
    v_behind := case when v_gaps[v_last + 1] ~ '^(?:[\s-]*|,\s+)$' then
      product.phrase_behind(v_lexemes, v_last + 1, '{AROUND_BEHIND}') end;
    if not product.is_free(v_reading, v_behind.first, v_behind.last) then
      v_behind := null;
    end if;
    if v_behind.first is null and v_meaning is null and v_gaps[v_last + 1] ~ '^[\s-]+$' then
      v_behind := product.phrase_behind(v_lexemes, v_last + 1,
        case when v_bare then '{AT_MOST_BEHIND,AT_LEAST_BEHIND}' else '{AT_MOST_BEHIND,AT_LEAST_BEHIND,BUDGET}' end::text[]);
      -- "$50 max", but "over $30 and under $60", and "30 plus sizes".
      if not product.is_free(v_reading, v_behind.first, v_behind.last)
        or v_two.first = v_behind.last + 1 and v_gaps[v_two.first] ~ '^\s*$'
        or v_bare and not product.ends_amount(v_reading, v_behind.last)
      then
        v_behind := null;
      end if;
    end if;
    if v_sign is not null then
      v_meaning := coalesce(v_meaning, case v_sign when '<' then 'PRICE_BELOW' when '>' then 'PRICE_ABOVE' when '~' then 'PRICE_AROUND'
        when '<=' then 'PRICE_AT_MOST' when '=<' then 'PRICE_AT_MOST' else 'PRICE_AT_LEAST' end);
      v_origin := 'sign: ' || v_sign;
    elsif v_meaning is not null then
      null; -- a range
    elsif v_bound.meaning = 'PRICE_BETWEEN' and v_forms[v_last + 1] = 'and'
      and (v_forms[v_last + 2] ~ '^[0-9]' or exists (select from unnest(v_lexemes) l where l.class = 'CURRENCY' and l.first = v_last + 2))
    then
      -- "between $1 and $99999999999": one of them is no price.
      continue;
    elsif v_bound.meaning = 'PRICE_BETWEEN' then
      -- "from $150"; a bare one takes more: "from 1950".
      v_meaning := 'PRICE_AT_LEAST';
      v_origin := v_bound.origin;
    elsif v_bound.meaning like 'PRICE_%' then
      v_meaning := v_bound.meaning;
      v_origin := v_bound.origin;
    elsif v_behind.first is not null then
      v_meaning := case v_behind.meaning when 'AT_LEAST_BEHIND' then 'PRICE_AT_LEAST' when 'AROUND_BEHIND' then 'PRICE_AROUND'
        else 'PRICE_AT_MOST' end;
      v_origin := v_behind.origin;
    elsif not v_bare and v_gaps[v_last + 1] ~ '^\+(?:[\s,;:!?.)]|$)' then
      v_meaning := 'PRICE_AT_LEAST';
      v_origin := 'sign: +';
      v_end := v_end + 1;
    elsif v_bound.meaning = 'BUDGET' then
      v_meaning := 'PRICE_AT_MOST';
      v_origin := v_bound.origin;
    elsif not v_bare and v_forms[v_first - 1] = 'for' and v_gaps[v_first] ~ '^\s+$' and product.ends_amount(v_reading, v_last)
      and product.is_free(v_reading, v_first - 1, v_first - 1)
      -- "2 for $40", "voucher for $50"
      and not exists (
        select from unnest(v_lexemes) l
        where l.last = v_first - 2 and (l.class = 'NUMERAL' or l.class = 'PHRASE' and l.meaning = 'NO_PRICE'))
      and coalesce(v_forms[v_first - 2], '') !~ '^[0-9]'
    then
      v_meaning := 'PRICE_AT_MOST';
      v_first := v_first - 1;
    end if;
    continue when v_meaning is null;
    if v_behind.first is not null then
      v_last := v_behind.last;
      v_end := v_reading.behinds[v_last];
    end if;

    select * into v_lead from product.price_lead(v_reading, v_first);
    v_priced := v_lead.priced is not null or coalesce(v_bound.meaning = 'BUDGET', false);
    -- "at least 50 in stock" counts; "under 50 in stock" is a price.
    if v_bare and v_bound.meaning in ('PRICE_AT_LEAST', 'PRICE_ABOVE')
      and (product.phrase_behind(v_lexemes, v_last + 1, '{IN_STOCK}')).first is not null
    then
      v_reading.ignored := v_reading.ignored || jsonb_build_array(jsonb_build_object(
        'span', product.word_span(v_reading, v_first, v_last),
        'reason', 'a number of pieces cannot be demanded; “in stock” can'));
      v_reading := product.take_words(v_reading, v_first, v_last);
      continue;
    elsif v_bare then
      continue when v_one.amount <= 0 or not product.ends_amount(v_reading, v_last);
      continue when not v_priced and (
        -- "from 1950"; "iphone 15 plus": a bound behind a bare number counts where both stand alone, or as "50 or less".
        v_bound.meaning = 'PRICE_BETWEEN' and v_meaning = 'PRICE_AT_LEAST' and v_behind.first is null
        or v_bound.first is null and v_sign is null and (
          v_behind.first is null or v_behind.meaning = 'AROUND_BEHIND' or v_first > 1 and v_gaps[v_first] !~ '[,;:!?.(\n]|\s[-–—]\s'
            and (v_meaning <> 'PRICE_AT_MOST' or v_behind.first = v_behind.last or v_one.amount < 20))
        or product.counts_something(v_reading, v_first,
          case v_meaning when 'PRICE_BETWEEN' then greatest(v_one.amount, v_two.amount) else v_one.amount end)
        -- Few, and no ceiling: "sleeps at least 4", "from 2 to 4", "for up to 6".
        or v_one.amount < 10 and (v_meaning not in ('PRICE_BELOW', 'PRICE_AT_MOST') or v_forms[v_first - 1] in ('for', 'of'))
          and (v_meaning <> 'PRICE_BETWEEN' or v_two.amount < 10)
        or v_one.amount < 10 and v_forms[v_one.first] !~ '^[0-9]'
        -- "from 2019 to 2023"
        or v_meaning = 'PRICE_BETWEEN' and v_one.amount between 1900 and 2099 and v_two.amount between 1900 and 2099);
    end if;

    v_denied := null;
    if v_lead.denied is not null then
      v_first := v_lead.denied;
      if product.turned_bound(v_meaning) = v_meaning then
        v_reading.ignored := v_reading.ignored || jsonb_build_array(jsonb_build_object(
          'span', product.word_span(v_reading, v_first, v_last),
          'reason', 'prices on both sides of a gap cannot be demanded at once'));
        v_reading := product.take_words(v_reading, v_first, v_last);
        continue;
      end if;
    elsif product.turned_bound(v_meaning) <> v_meaning then
      v_denied := product.denied_noun(v_reading, coalesce(v_lead.priced, v_first), v_meaning in ('PRICE_ABOVE', 'PRICE_AT_LEAST'));
    end if;
    if v_lead.denied is not null or v_denied.first is not null then
      -- Turned round, never kept as it stands: "nothing over $100", "no jackets over $100".
      v_meaning := product.turned_bound(v_meaning);
    end if;
    v_start := case when v_denied.first is not null then v_reading.starts[v_denied.first] when v_sign is not null and v_lead.denied is null
      then v_reading.starts[v_first] - length(substring(v_gaps[v_first] from '(?:<=|>=|=<|=>|<|>|~)\s*$'))
      else v_reading.starts[v_first] end;
    v_reading.constraints := v_reading.constraints || product.price_constraints(
      v_meaning,
      case v_meaning when 'PRICE_BETWEEN' then least(v_one.amount, v_two.amount) else v_one.amount end,
      case v_meaning when 'PRICE_BETWEEN' then greatest(v_one.amount, v_two.amount) else v_one.amount end,
      v_currency, v_origin, product.take_span(v_reading.content, v_start, v_end));
    if v_meaning = 'PRICE_BETWEEN' and v_gaps[v_last + 1] ~ '^\s+$' then
      -- "in the $20 to $50 range"
      v_behind := product.phrase_behind(v_lexemes, v_last + 1, '{PRICED}');
      if product.is_free(v_reading, v_behind.first, v_behind.last) and product.ends_amount(v_reading, v_behind.last) then
        v_last := v_behind.last;
      end if;
    end if;
    v_first := least(v_lead.priced, v_lead.denied, v_first);
    if v_lead.denied is not null then
      v_first := product.negation_lead(v_reading, v_first);
    end if;
    -- "over $30 and under $60"
    if v_taken_to > 0 and v_taken_to = v_first - 2 and v_forms[v_first - 1] in ('and', 'but')
    then
      v_first := v_first - 1;
    end if;
    -- "a tablecloth at no more than $35 in linen", "a $50 budget for boots"
    if (v_forms[v_first - 1] in ('at', 'for') or v_behind.meaning = 'BUDGET' and v_forms[v_first - 1] in ('a', 'the', 'my', 'our')) and v_gaps[v_first] ~ '^\s+$' and product.is_free(v_reading, v_first - 1, v_first - 1)
      and (product.phrase_before(v_lexemes, v_first - 1, '{FILLER}')).first is null
    then
      v_first := v_first - 1;
    end if;
    v_reading := product.take_words(v_reading, v_first, v_last);
    if v_denied.first is not null then
      v_reading := product.take_words(v_reading, product.negation_lead(v_reading, v_denied.first), v_denied.last);
    end if;
    v_taken_to := v_last;
  end loop;
  return v_reading;
end
$_$;

ALTER FUNCTION product.interpret_prices(reading product.reading) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.interpret_prices(reading product.reading) IS 'The price bounds of a question, and the wishes for discounts that no row can meet. An amount without a bound ("television $1,299.00") says nothing, but behind "for" or a word of product.phrase''s meaning BUDGET it is a ceiling. A number without a currency counts behind a bound where a sentence part ends ("under 30 for mum", not "under 5 kg") and nothing says that it counts something else.';

CREATE FUNCTION product.interpret_sort(reading product.reading) RETURNS product.reading
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
declare
  v_reading product.reading := interpret_sort.reading;
  v_phrase record;
  v_first integer;
begin
  for v_phrase in
    select l.first, l.last, substr(l.meaning, 6) as sort, l.origin
    from unnest(v_reading.lexemes) l
    where l.class = 'PHRASE' and l.meaning like 'SORT\_%'
    order by l.first, l.last desc
  loop
    v_first := v_phrase.first;
    continue when not product.is_free(v_reading, v_first, v_phrase.last) or product.tells_shade(v_reading, v_phrase.last);
    if v_reading.forms[v_first - 1] = 'the' and product.is_free(v_reading, v_first - 1, v_first - 1)
      -- "what is the cheapest": the whole of it goes with the filler.
      and (product.phrase_before(v_reading.lexemes, v_first - 1, '{FILLER}')).first is null
    then
      v_first := v_first - 1;
    end if;
    -- "not the cheapest" asks for no order.
    continue when exists (
      select from unnest(v_reading.lexemes) l
      where l.class = 'PHRASE' and l.meaning = 'NOT' and l.last = v_first - 1);
    if jsonb_typeof(v_reading.sort) = 'object' then
      v_reading.ignored := v_reading.ignored || jsonb_build_array(jsonb_build_object(
        'span', product.word_span(v_reading, v_phrase.first, v_phrase.last),
        'reason', format('the answer has one order, and “%s” says it already', v_reading.sort -> 'span' ->> 'text')));
    else
      v_reading.sort := jsonb_build_object('sort', v_phrase.sort, 'source', 'RULE', 'origin', v_phrase.origin,
        'span', product.word_span(v_reading, v_phrase.first, v_phrase.last));
    end if;
    v_reading := product.take_words(v_reading, v_first, v_phrase.last);
  end loop;
  return v_reading;
end
$$;

ALTER FUNCTION product.interpret_sort(reading product.reading) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.interpret_sort(reading product.reading) IS 'The order that a question asks for ("cheapest", "best rated"), by the SORT phrases; the first wins, the others are ignored.';

CREATE FUNCTION product.interpret_stock(reading product.reading) RETURNS product.reading
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $_$
declare
  v_reading product.reading := product.interpret_places(interpret_stock.reading);
  v_phrase record;
  v_first integer;
  v_last integer;
  v_denied boolean;
begin
  for v_phrase in
    select l.first, l.last, l.meaning, l.origin
    from unnest(v_reading.lexemes) l
    where l.class = 'PHRASE' and l.meaning in ('IN_STOCK', 'CURRENT_PRICE')
    order by l.last - l.first desc, l.first, l.origin
  loop
    continue when not product.is_free(v_reading, v_phrase.first, v_phrase.last);
    -- "available light": of what is sold, a word says that it is in stock.
    continue when v_phrase.first = v_phrase.last and v_reading.gaps[v_phrase.last + 1] ~ '^\s+$'
      and not product.is_closing(v_reading, v_phrase.last + 1)
      and product.recognise_words(v_reading, v_phrase.last + 1, '{BRAND,ATTRIBUTE,CATEGORY}', null, false, false) is null;
    v_first := v_phrase.first;
    v_last := v_phrase.last;
    -- "must be in stock", "only in stock", "in stock only".
    while v_first > 1 and v_reading.gaps[v_first] ~ '^\s+$' and product.is_free(v_reading, v_first - 1, v_first - 1)
      and v_reading.forms[v_first - 1] in ('be', 'to', 'must', 'should', 'need', 'needs', 'have', 'has', 'only', 'currently', 'necessarily')
    loop
      v_first := v_first - 1;
    end loop;
    if v_reading.forms[v_last + 1] = 'only' and v_reading.gaps[v_last + 1] ~ '^\s+$' and product.is_free(v_reading, v_last + 1, v_last + 1) then
      v_last := v_last + 1;
    end if;

    if v_phrase.meaning = 'IN_STOCK' then
      -- "not in stock", "need not be in stock", "in stock or not" demand nothing, least of all stock.
      v_denied := v_reading.forms[v_phrase.last + 1] = 'or' and v_reading.forms[v_phrase.last + 2] = 'not';
      if v_denied then
        v_last := v_phrase.last + 2;
        v_first := v_phrase.first;
      elsif v_reading.gaps[v_first] ~ '^\s+$' and (
        v_reading.forms[v_first - 1] ~ '^(do|does|is|are|must|need|have|has|should)nt$'
        or exists (
          select from unnest(v_reading.lexemes) l
          where l.class = 'PHRASE' and l.meaning = 'NOT'
            -- "not in" of "not in stock" is a phrase itself.
            and (l.last = v_first - 1 or l.first = v_first - 1 and l.last = v_first)))
      then
        v_denied := true;
        v_first := v_first - 1;
        if v_reading.forms[v_first - 1] in ('need', 'needs', 'does', 'do', 'must') and v_reading.gaps[v_first] ~ '^\s+$' then
          v_first := v_first - 1;
        end if;
      end if;
      if v_denied then
        v_reading.ignored := v_reading.ignored || jsonb_build_array(jsonb_build_object(
          'span', product.word_span(v_reading, v_first, v_last),
          'reason', 'what is in stock comes first, and the rest is left out only where that is asked for'));
        v_reading := product.take_words(v_reading, v_first, v_last);
        continue;
      end if;
    end if;
    -- Said twice is demanded once.
    if not v_reading.constraints @> jsonb_build_array(jsonb_build_object('kind', v_phrase.meaning)) then
      v_reading.constraints := v_reading.constraints || jsonb_build_array(jsonb_build_object(
        'kind', v_phrase.meaning, 'source', 'RULE', 'origin', v_phrase.origin,
        'span', product.word_span(v_reading, v_phrase.first, v_phrase.last),
        'filter', case when v_phrase.meaning = 'IN_STOCK' then '{"inStock": true}'::jsonb end));
    end if;
    v_reading := product.take_words(v_reading, v_first, v_last);
  end loop;
  return v_reading;
end
$_$;

ALTER FUNCTION product.interpret_stock(reading product.reading) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.interpret_stock(reading product.reading) IS 'Reads stock, places and currentness by the phrases of product.phrase, the longest first: IN_STOCK, IN_STOCK_AT and CURRENT_PRICE. Stock that is denied is ignored with the reason.';

CREATE FUNCTION product.interpret_text(content text, proposals jsonb DEFAULT NULL::jsonb) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_reading product.reading := product.read_words(interpret_text.content);
begin
  -- Each rule takes the words that it understands, so that what is surest goes first.
  v_reading := product.interpret_stock(v_reading);
  v_reading := product.interpret_prices(v_reading);
  v_reading := product.interpret_measures(v_reading);
  v_reading := product.interpret_comparatives(v_reading);
  v_reading := product.interpret_sort(v_reading);
  v_reading := product.interpret_negations(v_reading);
  v_reading := product.interpret_marked_words(v_reading);
  v_reading := product.interpret_bare_words(v_reading);
  return jsonb_build_object(
    'text', interpret_text.content,
    'residue', product.read_residue(v_reading),
    'constraints', v_reading.constraints,
    'preferences', v_reading.preferences,
    'sort', v_reading.sort,
    'ignored', v_reading.ignored)
    || case when interpret_text.proposals is not null then product.accept_proposals(v_reading, interpret_text.proposals) else '{}' end;
end
$$;

ALTER FUNCTION product.interpret_text(content text, proposals jsonb) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.interpret_text(content text, proposals jsonb) IS 'Reads a question by the rows of product.phrase, comparative, unit, currency, attribute_word, synonym and the catalogue''s live vocabulary: {text, residue (lower case), constraints, preferences (both without id, key and label), sort, ignored}. Spans count code points of text, end exclusive. proposals: options.proposals, which product.accept_proposals adds.';

CREATE FUNCTION product.interpretation(query_text text, options jsonb) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_options jsonb := product.read_options(interpretation.options, '{proposals,dismiss}');
  v_read jsonb;
  v_question product.question;
begin
  if interpretation.query_text is null then
    raise exception using errcode = 'TSTXT', message = 'there is no text to interpret', hint = 'Give the question.';
  end if;
  perform product.check_text(interpretation.query_text);
  v_read := product.dismiss_constraints(
    product.interpret_text(interpretation.query_text, v_options -> 'proposals'),
    array(select jsonb_array_elements_text(v_options -> 'dismiss')));
  v_question.filter := '{}';
  v_question.options := v_options - 'proposals';
  v_question.currency := product.answer_currency('{}', '{}', v_read);
  v_question.interpretation := product.merge_constraints('[]', v_read - 'proposals', v_question.currency);
  return product.with_removals(v_question) || jsonb_build_object(
    'repairs', embeddings.word_repairs(embeddings.lexicon_model(), v_read ->> 'residue'));
end
$$;

ALTER FUNCTION product.interpretation(query_text text, options jsonb) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.interpretation(query_text text, options jsonb) IS 'The interpretation of a question asked without a filter. options: proposals and dismiss, as api.search takes them. Raises TSTXT, TSOPT.';

CREATE FUNCTION product.is_capitalised(reading product.reading, word integer) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select coalesce(substr((is_capitalised.reading).content, (is_capitalised.reading).starts[is_capitalised.word], 1) ~ '[[:upper:]]', false)
    and exists (
      select from unnest((is_capitalised.reading).starts) w (start)
      where substr((is_capitalised.reading).content, w.start, 1) ~ '[[:lower:]]');
$$;

ALTER FUNCTION product.is_capitalised(reading product.reading, word integer) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.is_capitalised(reading product.reading, word integer) IS 'Whether a word is written as a name is: with a capital, in a question that does not begin every word with one.';

CREATE FUNCTION product.is_closing(reading product.reading, word integer) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select is_closing.word > cardinality((is_closing.reading).forms)
    or (is_closing.reading).taken[is_closing.word]
    or ts_lexize('pg_catalog.english_stem', (is_closing.reading).forms[is_closing.word]) = '{}'
    or exists (
      select from unnest((is_closing.reading).lexemes) l
      where l.class in ('PHRASE', 'COMPARATIVE') and l.first = is_closing.word);
$$;

ALTER FUNCTION product.is_closing(reading product.reading, word integer) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.is_closing(reading product.reading, word integer) IS 'Whether what stands before a word is said in full: the text ends there, or the word begins a phrase or names nothing ("for", "with").';

CREATE FUNCTION product.is_contradicted(wish jsonb, demanded jsonb) RETURNS boolean
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_kind constant text := is_contradicted.wish ->> 'kind';
  v_opposites constant text[] := case
    when v_kind in ('BRAND', 'CATEGORY', 'ATTRIBUTE') then array[v_kind, 'EXCLUDE_' || v_kind]
    when v_kind in ('EXCLUDE_BRAND', 'EXCLUDE_CATEGORY', 'EXCLUDE_ATTRIBUTE') then array[replace(v_kind, 'EXCLUDE_', '')]
    when v_kind = 'PRICE_MIN' then '{PRICE_MAX}'
    when v_kind = 'PRICE_MAX' then '{PRICE_MIN}'
  end;
  v_demand jsonb;
  v_pair text;
  v_wished jsonb;
  v_held jsonb;
  v_lost text[];
  v_is_met boolean;
begin
  for v_demand in
    select d.value from jsonb_array_elements(is_contradicted.demanded) d (value)
    where d.value ->> 'kind' = any (v_opposites)
  loop
    v_wished := is_contradicted.wish -> 'filter';
    v_held := v_demand -> 'filter';
    v_pair := v_demand ->> 'kind';
    -- An exclusion and a demand, or a floor and a ceiling, exclude each other whichever is the wish.
    if v_kind like 'EXCLUDE%' or v_kind = 'PRICE_MAX' then
      v_wished := v_demand -> 'filter';
      v_held := is_contradicted.wish -> 'filter';
      v_pair := v_kind;
    end if;
    case v_pair
      when 'PRICE_MIN', 'PRICE_MAX' then
        v_is_met := case
          when (v_wished #>> '{price,minExclusive}')::boolean or (v_held #>> '{price,maxExclusive}')::boolean then
            (v_wished #>> '{price,min}')::numeric < (v_held #>> '{price,max}')::numeric
          else (v_wished #>> '{price,min}')::numeric <= (v_held #>> '{price,max}')::numeric
        end;
      when 'BRAND' then
        v_is_met := product.find_brands(product.read_texts(v_wished -> 'brands', 'brands'))
          && product.find_brands(product.read_texts(v_held -> 'brands', 'brands'));
      when 'EXCLUDE_BRAND' then
        v_is_met := not product.find_brands(product.read_texts(v_wished -> 'brands', 'brands'))
          <@ product.find_brands(product.read_texts(v_held #> '{exclude,brands}', 'brands'));
      when 'CATEGORY' then
        v_is_met := product.find_categories(product.read_texts(v_wished -> 'categories', 'categories'))
          && product.find_categories(product.read_texts(v_held -> 'categories', 'categories'));
      when 'EXCLUDE_CATEGORY' then
        v_is_met := not product.find_categories(product.read_texts(v_wished -> 'categories', 'categories'))
          <@ product.find_categories(product.read_texts(v_held #> '{exclude,categories}', 'categories'));
      when 'ATTRIBUTE' then
        v_wished := v_wished #> '{attributes,0}';
        v_held := v_held #> '{attributes,0}';
        v_is_met := v_held ->> 'name' <> v_wished ->> 'name' or case
          when v_held ? 'values' and v_wished ? 'values' then
            v_held -> 'values' ?| array(select jsonb_array_elements_text(v_wished -> 'values'))
          when v_held ? 'values' or v_wished ? 'values' then
            -- Values as a variant would hold them, against the range.
            coalesce(jsonb_build_object(v_held ->> 'name', coalesce(v_held -> 'values', v_wished -> 'values'))
              @? product.attribute_path(jsonb_build_array(case when v_held ? 'values' then v_wished else v_held end), ' && '), false)
          else product.bounded_range(v_held) && product.bounded_range(v_wished)
        end;
      when 'EXCLUDE_ATTRIBUTE' then
        v_wished := v_wished #> '{attributes,0}';
        v_held := v_held #> '{exclude,attributes,0}';
        -- Who says black wishes for matt black as well; to whom black is excluded, that is not left of it.
        v_lost := array(
          select h.value from jsonb_array_elements_text(v_held -> 'values') h (value) where v_wished -> 'values' ? h.value);
        v_is_met := v_held ->> 'name' <> v_wished ->> 'name' or not v_wished ? 'values' or exists (
          select from jsonb_array_elements_text(v_wished -> 'values') w (value)
          where w.value <> all (v_lost)
            and not exists (select from unnest(v_lost) l (value) where right(w.value, length(l.value) + 1) = ' ' || l.value));
    end case;
    if not v_is_met then
      return true;
    end if;
  end loop;
  return false;
end
$$;

ALTER FUNCTION product.is_contradicted(wish jsonb, demanded jsonb) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.is_contradicted(wish jsonb, demanded jsonb) IS 'Whether nothing that meets one of the demanded constraints can be what a preference or constraint of a text wishes for: another brand, another category, other values, what is excluded or all that is demanded to be excluded, a price beyond. False for what they leave open, such as one of several values that is not only a longer one (matt black) of what is excluded (black).';

CREATE FUNCTION product.is_free(reading product.reading, first integer, last integer) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
  select is_free.first >= 1 and is_free.last <= cardinality((is_free.reading).forms)
    and true <> all ((is_free.reading).taken[is_free.first:is_free.last])
    and true <> all ((is_free.reading).known[is_free.first:is_free.last]);
$$;

ALTER FUNCTION product.is_free(reading product.reading, first integer, last integer) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.is_free(reading product.reading, first integer, last integer) IS 'Whether there are such words, from first to last, and no rule has read any of them.';

CREATE FUNCTION product.is_of_person(reading product.reading, first integer) RETURNS boolean
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_forms text[] := (is_of_person.reading).forms;
  v_word integer := is_of_person.first - 1;
begin
  while v_forms[v_word] in ('who', 'whos', 'that', 'thats', 'which', 'is', 'are', 'weighs', 'weigh', 'weighing') loop
    v_word := v_word - 1;
  end loop;
  return exists (
    select from unnest((is_of_person.reading).lexemes) l
    where l.class = 'PHRASE' and l.meaning = 'PERSON' and l.last = v_word
      and array_to_string(v_forms[l.first:l.last], ' ') = l.value
      and '' = all (array(select trim(g.gap) from unnest((is_of_person.reading).gaps[v_word + 1:is_of_person.first]) g (gap)))
      -- "a tent for 4 people under 3 kg": there they are counted.
      and not exists (
        select from unnest((is_of_person.reading).lexemes) n
        where n.class = 'NUMERAL' and n.last = l.first - 1)
      and coalesce(v_forms[l.first - 1] !~ '^[0-9]', true));
end
$$;

ALTER FUNCTION product.is_of_person(reading product.reading, first integer) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.is_of_person(reading product.reading, first integer) IS 'Whether a measure whose bound starts with word first is of the person or the animal right before it, whom the thing is for: "a bed for a dog over 30 kg", "someone who weighs over 100 kg".';

CREATE FUNCTION product.join_measures(reading product.reading) RETURNS SETOF product.measure
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $_$
declare
  v_read record;
  v_low numeric;
  v_ranges boolean;
  v_small numeric;
  v_measure product.measure;
begin
  for v_read in
    select m.* from product.read_measures(join_measures.reading) m order by m.first
  loop
    -- "20-30 litres", "13 in to 15 in", "between 20 and 30": the number before belongs to the same range.
    v_ranges := v_measure.attribute is null and v_measure.bound is null
      and (v_read.unit is not null or v_read.attribute is not null and v_measure.unit is null)
      and (v_read.first = v_measure.last + 1 and (join_measures.reading).gaps[v_read.first] ~ '^["”]?\s*[-‐‑‒–—]\s*$'
        or v_read.first = v_measure.last + 2 and ((join_measures.reading).forms[v_read.first - 1] = 'to'
          or (join_measures.reading).forms[v_read.first - 1] = 'and' and exists (
            select from unnest((join_measures.reading).lexemes) l
            where l.class = 'PHRASE' and l.meaning = 'PRICE_BETWEEN' and l.last = v_measure.first - 1)));
    -- "2 lb 3 oz", "6 ft 2 in": less than one of the greater unit.
    v_small := case when v_measure.unit <> v_read.unit and v_read.first = v_measure.last + 1
        and (join_measures.reading).gaps[v_read.first] ~ '^\s*$'
      then product.convert_measure(v_read.amount, v_read.unit, v_measure.unit) end;
    if v_small < 1 then
      v_measure.high := v_measure.high + v_small;
      v_measure.low := case when v_measure.bound is null then v_measure.high else v_measure.low end;
      v_measure.number_last := v_read.last;
      v_measure.last := v_read.last;
      v_measure.behind := v_read.behind;
      v_measure.plus := v_read.plus;
      continue;
    end if;
    if v_ranges then
      v_low := case when v_measure.unit is null then v_measure.low
        else product.convert_measure(v_measure.low, v_measure.unit, v_read.unit) end;
      v_ranges := v_low < v_read.amount;
    end if;
    if v_ranges then
      v_measure.low := v_low;
      v_measure.bound := 'PRICE_BETWEEN';
    else
      if v_measure.first is not null then
        return next v_measure;
      end if;
      v_measure.number_first := v_read.first;
      v_measure.first := v_read.first;
      v_measure.start := v_read.start;
      v_measure.low := v_read.amount;
      v_measure.bound := null;
    end if;
    v_measure.number_last := v_read.last;
    v_measure.last := v_read.last;
    v_measure.behind := v_read.behind;
    v_measure.high := v_read.amount;
    v_measure.unit := v_read.unit;
    v_measure.attribute := v_read.attribute;
    v_measure.worded := false;
    v_measure.plus := v_read.plus;
    v_measure.origin := v_read.origin;
  end loop;
  if v_measure.first is not null then
    return next v_measure;
  end if;
end
$_$;

ALTER FUNCTION product.join_measures(reading product.reading) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.join_measures(reading product.reading) IS 'The numbers of product.read_measures in their order, those of a range, and "2 lb 3 oz", joined into one measure: nothing but the dash or "to" of a range bounds it yet.';

CREATE FUNCTION product.joined(items jsonb) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
  select string_agg(i.value, ' or ' order by i.position)
    || case when jsonb_array_length(joined.items) > 5 then format(' or %s more', jsonb_array_length(joined.items) - 4) else '' end
  from jsonb_array_elements_text(joined.items) with ordinality i (value, position)
  where i.position <= case when jsonb_array_length(joined.items) > 5 then 4 else 5 end;
$$;

ALTER FUNCTION product.joined(items jsonb) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.joined(items jsonb) IS 'A list of texts as "one or two or three"; of more than five the first four and how many more.';

CREATE FUNCTION product.judge_offers(demand product.demand, demands product.demand[], product_ids bigint[], sets integer[], with_attributes boolean) RETURNS product.judged_offer[]
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    SET random_page_cost TO '1.1'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $$
declare
  v_none constant bit varying := repeat('0', cardinality(judge_offers.demands))::bit varying;
  v_offers product.judged_offer[];
begin
  -- Materialized, so that its key is a column: see product.evidence_page.
  with candidate as materialized (
    select c.product_id, c.sets
    from unnest(judge_offers.product_ids, judge_offers.sets) c (product_id, sets)
  ),
  asked as materialized (
    select set_bit(v_none, a.ordinality::integer - 1, 1) as bit, a.*,
      num_nonnulls(a.category_ids, a.brand_ids, a.excluded_category_ids, a.excluded_brand_ids, a.excluded_product_ids) > 0 as of_product
    from unnest(judge_offers.demands) with ordinality a
  ),
  -- What concerns the product is judged once for all its offers.
  held as materialized (
    select p.product_id, p.category_id, p.brand_id, c.sets, coalesce((
      select bit_or(a.bit)
      from asked a
      where a.of_product
        and (
          (a.category_ids is null or p.category_id = any (a.category_ids))
          and (a.excluded_category_ids is null or p.category_id <> all (a.excluded_category_ids))
          and (a.brand_ids is null or p.brand_id = any (a.brand_ids))
          and (a.excluded_brand_ids is null or p.brand_id is null or p.brand_id <> all (a.excluded_brand_ids))
          and (a.excluded_product_ids is null or p.product_id <> all (a.excluded_product_ids))
        ) is not true
    ), v_none) as fails
    from candidate c
    join product.product p on p.product_id = c.product_id and p.status = 'active'
  )
  select array_agg(row(
    h.product_id, o.variant_id, h.category_id, h.brand_id, h.sets,
    h.fails | coalesce((
      select bit_or(a.bit)
      from asked a
      where not a.of_product
        and (
          (a.min_amount is null or o.amount > a.min_amount or (o.amount = a.min_amount and not a.min_exclusive))
          and (a.max_amount is null or o.amount < a.max_amount or (o.amount = a.max_amount and not a.max_exclusive))
          and (a.in_stock is not true or o.available > 0)
          and (a.attributes is null or v.attributes @? a.attributes)
          and (a.excluded_attributes is null or not v.attributes @? a.excluded_attributes)
          and (a.weight is null or v.weight_grams <@ a.weight)
          and (a.location_ids is null or exists (
            select from product.stock s
            where s.product_id = o.product_id
              and s.variant_id = o.variant_id
              and s.location_id = any (a.location_ids)
              and s.available > 0))
        ) is not true
    ), v_none),
    o.amount, o.available, case when judge_offers.with_attributes then v.attributes end)::product.judged_offer)
  into v_offers
  from held h
  cross join lateral (
    select q.* from product.qualifying_offers(judge_offers.demand) q where q.product_id = h.product_id offset 0
  ) o
  join product.variant v on v.product_id = o.product_id and v.variant_id = o.variant_id;
  return coalesce(v_offers, '{}');
end
$$;

ALTER FUNCTION product.judge_offers(demand product.demand, demands product.demand[], product_ids bigint[], sets integer[], with_attributes boolean) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.judge_offers(demand product.demand, demands product.demand[], product_ids bigint[], sets integer[], with_attributes boolean) IS 'Every offer of these products that meets demand, held against each of demands, which are one constraint each; in no order. The same truth as product.qualifying_offers, told apart by constraint, under row security.';

CREATE FUNCTION product.keep_attribute_values() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  -- In one order, or two imports that meet the same new values could wait for each other.
  insert into product.attribute_value (attribute, value, example_id)
  select n.attribute, n.value, n.example_id
  from (
    select h.attribute, v.value,
      coalesce(min(o.product_id) filter (where o.audience is null and p.status = 'active'), min(o.product_id)) as example_id
    from written o
    join product.product p on p.product_id = o.product_id
    cross join lateral jsonb_each(o.attributes) h (attribute, held)
    cross join lateral jsonb_array_elements_text(h.held) v (value)
    group by h.attribute, v.value
    offset 0 -- each value is looked up once, not for every variant that has it
  ) n
  join product.attribute a on a.name = n.attribute and a.type = 'text'
  where not exists (
      select from product.attribute_value k where k.attribute = n.attribute and k.value = n.value
    )
    and product.term(n.value) is not null
  order by n.attribute, n.value
  on conflict do nothing;
  return null;
end
$$;

ALTER FUNCTION product.keep_attribute_values() OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.keep_attribute_values() IS 'Trigger: makes values of text attributes known to questions, in the transaction that first writes them.';

CREATE FUNCTION product.keep_handle() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  if tg_op = 'UPDATE' then
    if old.handle = new.handle then
      return null;
    end if;
    delete from product.product_handle h where h.handle = old.handle and h.product_id = old.product_id;
  end if;
  insert into product.product_handle (handle, product_id) values (new.handle, new.product_id);
  return null;
end
$$;

ALTER FUNCTION product.keep_handle() OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.keep_handle() IS 'Trigger: keeps handles unique in their key table, in the statement that writes them. Raises unique_violation.';

CREATE FUNCTION product.keep_offers() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  -- A price is one offer: refreshing all of its variant's for each of many rows would be their number squared.
  if tg_table_name = 'price' then
    if tg_op <> 'INSERT' then
      perform product.refresh_offer(old.product_id, old.variant_id, old.price_list_id, coalesce(lower(old.valid), '-infinity'));
    end if;
    if tg_op = 'INSERT' or tg_op = 'UPDATE' and (old.product_id, old.variant_id, old.price_list_id, lower(old.valid))
      is distinct from (new.product_id, new.variant_id, new.price_list_id, lower(new.valid))
    then
      perform product.refresh_offer(new.product_id, new.variant_id, new.price_list_id, coalesce(lower(new.valid), '-infinity'));
    end if;
    return null;
  end if;
  if tg_op <> 'INSERT' then
    perform product.refresh_offers(old.product_id, old.variant_id);
  end if;
  if tg_op = 'INSERT'
    or (tg_op = 'UPDATE' and (old.product_id, old.variant_id) is distinct from (new.product_id, new.variant_id))
  then
    perform product.refresh_offers(new.product_id, new.variant_id);
  end if;
  return null;
end
$$;

ALTER FUNCTION product.keep_offers() OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.keep_offers() IS 'Trigger: keeps product.offer equal to the facts, in the transaction that writes the price or the stock.';

CREATE FUNCTION product.keep_price_list() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  if (old.currency, old.customer_group) is distinct from (new.currency, new.customer_group)
    and exists (select from product.price p where p.price_list_id = old.price_list_id)
  then
    raise exception 'price list "%" has prices, so its currency and customer group are fixed', old.code
      using errcode = 'restrict_violation', hint = 'Make a new price list and move the prices there.';
  end if;
  return new;
end
$$;

ALTER FUNCTION product.keep_price_list() OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.keep_price_list() IS 'Trigger: offers carry their list''s currency, so a list with prices keeps it. Raises restrict_violation.';

CREATE FUNCTION product.keep_sku() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  if tg_op = 'UPDATE' then
    if old.sku = new.sku then
      return null;
    end if;
    delete from product.sku s where s.sku = old.sku and s.product_id = old.product_id;
  end if;
  insert into product.sku (sku, product_id, variant_id) values (new.sku, new.product_id, new.variant_id);
  return null;
end
$$;

ALTER FUNCTION product.keep_sku() OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.keep_sku() IS 'Trigger: keeps SKUs unique in their key table, in the statement that writes them. Raises unique_violation.';

CREATE FUNCTION product.label_alternatives(alternatives jsonb, currency text) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  if coalesce(label_alternatives.alternatives, '[]') = '[]' then
    return '[]';
  end if;
  return (
    select jsonb_agg(jsonb_build_object(
      'kind', a.value -> 'kind',
      'label', product.constraint_label(a.value ->> 'kind', a.value -> 'filter', label_alternatives.currency),
      'filter', a.value -> 'filter') order by a.position)
    from jsonb_array_elements(label_alternatives.alternatives) with ordinality a (value, position)
  );
end
$$;

ALTER FUNCTION product.label_alternatives(alternatives jsonb, currency text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.label_alternatives(alternatives jsonb, currency text) IS 'Other readings of the same words, [{kind, filter}] or null, with their labels.';

CREATE FUNCTION product.list_facets(question product.question, offers product.judged_offer[], groups jsonb, exact boolean, basis text) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_counts jsonb;
  v_holders jsonb;
  v_facets jsonb;
begin
  select coalesce(jsonb_object_agg(c.facet, c.counts), '{}'), coalesce(jsonb_object_agg(c.facet, c.holders), '{}')
  into v_counts, v_holders
  from (
    select f.facet, jsonb_object_agg(f.value, f.products) as counts, jsonb_object_agg(f.value, f.holder_id) as holders
    from product.facet_counts(list_facets.offers, list_facets.groups, (list_facets.question).max_per_brand) f
    group by f.facet
  ) c;
  -- A chosen attribute is listed also where nothing has it.
  select v_counts || coalesce(jsonb_object_agg(c.value ->> 'key', '{}'::jsonb), '{}') into v_counts
  from jsonb_array_elements((list_facets.question).interpretation -> 'constraints') c (value)
  where c.value ->> 'kind' = 'ATTRIBUTE'
    and not v_counts ? (c.value ->> 'key');

  v_facets := jsonb_build_array(
      product.facet_categories(list_facets.question, coalesce(v_counts -> 'CATEGORY', '{}')),
      product.facet_brands(list_facets.question, coalesce(v_counts -> 'BRAND', '{}')),
      product.facet_prices(list_facets.question, list_facets.offers, list_facets.groups),
      product.facet_availability(list_facets.question, coalesce(v_counts -> 'AVAILABILITY', '{}')))
    || coalesce(product.facet_attributes(list_facets.question, v_counts, v_holders), '[]');
  return (
    select coalesce(jsonb_agg(f.value || jsonb_build_object(
      'basis', list_facets.basis,
      'exact', coalesce(
        (list_facets.groups #> array[concat_ws(':', f.value ->> 'group', f.value ->> 'name'), 'exact'])::boolean, list_facets.exact)
      ) order by f.position), '[]')
    from jsonb_array_elements(v_facets) with ordinality f (value, position)
    where f.value <> 'null'
  );
end
$$;

ALTER FUNCTION product.list_facets(question product.question, offers product.judged_offer[], groups jsonb, exact boolean, basis text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.list_facets(question product.question, offers product.judged_offer[], groups jsonb, exact boolean, basis text) IS 'The facets around a page: category, brand, price, availability, then attributes. A count is the total of the answer with this value alone in its facet; beside other chosen values the total grows by at most it. exact: of the facets that no constraint is about.';

CREATE FUNCTION product.list_step(reading product.reading, last integer, OUT word integer, OUT strong boolean) RETURNS record
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $_$
declare
  v_forms text[] := (list_step.reading).forms;
  v_gaps text[] := (list_step.reading).gaps;
  v_word integer := list_step.last + 1;
  v_comma boolean := v_gaps[v_word] ~ '^\s*,\s*$';
begin
  if v_gaps[v_word] = '/' and v_word <= cardinality(v_forms) then
    strong := true;
    word := v_word;
    return;
  end if;
  if v_word > cardinality(v_forms) or not (v_comma or v_gaps[v_word] ~ '^\s+$') then
    return;
  end if;
  strong := v_forms[v_word] in ('or', 'nor');
  if strong or v_forms[v_word] = 'and' then
    v_word := v_word + 1;
    if v_word <= cardinality(v_forms) and v_gaps[v_word] ~ '^\s+$' then
      word := v_word;
    end if;
  elsif v_comma then
    word := v_word;
  end if;
end
$_$;

ALTER FUNCTION product.list_step(reading product.reading, last integer, OUT word integer, OUT strong boolean) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.list_step(reading product.reading, last integer, OUT word integer, OUT strong boolean) IS 'Where a list goes on behind the word last: word is the next thing''s first word, null where no comma, "/", "or", "nor" or "and" follows; strong: an "or" or "/" says that what follows is one more of them.';

CREATE FUNCTION product.match_reason(question product.question, candidates product.candidates, verdict text, item jsonb, similarity double precision, has_words boolean, failed_ids text[], nearest_offer jsonb) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  with figures as (
    select
      case when match_reason.similarity is not null then format('its similarity to the question is %s', round(match_reason.similarity::numeric, 2)) end as similarity,
      round((match_reason.question).similarity_floor::numeric, 2) as floor
  )
  select case match_reason.verdict
    when 'IN_ANSWER' then format('It is number %s of the answer, %s.', match_reason.item ->> 'rank',
      case
        when (match_reason.question).mode = 'BROWSE' then 'which is everything that meets the filter'
        else 'found ' || (
          select string_agg(case m.value
            when 'EXACT' then 'by its ' || case match_reason.item #>> '{score,exact,match}' when 'SKU' then 'SKU' else lower(match_reason.item #>> '{score,exact,match}') end
            when 'MEANING' then 'by meaning (similarity ' || round((match_reason.item #>> '{score,semantic,similarity}')::numeric, 2) || ')'
            when 'WORDS' then 'by words'
            else 'by a merchant''s pin' end, ' and ' order by m.position)
          from jsonb_array_elements_text(match_reason.item -> 'matchedBy') with ordinality m (value, position))
      end)
    when 'IS_ANCHOR' then 'It is the product that the question compares with, which is never in its own answer.'
    when 'NOT_FOR_SALE' then format('It has no price in %s at %s for this caller.',
      coalesce((match_reason.question).currency, 'any currency'), product.rfc3339((match_reason.question).as_of))
    when 'FAILS_CONSTRAINTS' then format('No offer meets every constraint; the nearest, %s, fails %s.',
      match_reason.nearest_offer ->> 'sku', (
        select string_agg(format('%s (%s)', c ->> 'required', c ->> 'actual'), ' and ' order by i.position)
        from unnest(match_reason.failed_ids) with ordinality i (id, position)
        join jsonb_array_elements(match_reason.nearest_offer -> 'checks') c on c ->> 'constraintId' = i.id))
    when 'CURATED_OUT' then 'A merchant left it out of the answer to this question.'
    when 'OVER_BRAND_LIMIT' then format('It meets the question, but the answer shows at most %s of a brand, and others of its brand come first.',
      (match_reason.question).max_per_brand)
    when 'BEYOND_CANDIDATES' then (
      select concat_ws(', ', 'It meets every constraint', f.similarity) || ', but too many products fit better to be ranked at all: a question looks at 200 by words and 200 by meaning.'
      from figures f)
    when 'NOT_RELEVANT' then (
      select case
        when (match_reason.question).complements is not null then 'It meets every constraint, but it is not among the 25 nearest of a category that goes with the product.'
        when (match_reason.question).query_vector is null and (match_reason.question).degraded is not null
          and (match_reason.question).anchor_id is null and ((match_reason.question).model).provider <> 'builtin' then
          format('It meets every constraint, but there was no meaning to compare: %s.', (match_reason.question).degraded)
        when (match_reason.question).query_vector is null then
          case when (match_reason.question).any_word is null then 'It meets every constraint, but no word of the question means anything in this catalogue.'
            else 'It meets every constraint, but has none of the words of the question.' end
        else concat_ws(', ', 'It meets every constraint', case when match_reason.has_words then 'and has words of the question, but not enough of them'
          else 'but has none of its words' end)
          || case
            when f.similarity is null then ', and has no vector yet to compare by meaning.'
            else format(', and %s, not above the floor of %s.', f.similarity, f.floor) end
      end
      from figures f)
  end;
$$;

ALTER FUNCTION product.match_reason(question product.question, candidates product.candidates, verdict text, item jsonb, similarity double precision, has_words boolean, failed_ids text[], nearest_offer jsonb) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.match_reason(question product.question, candidates product.candidates, verdict text, item jsonb, similarity double precision, has_words boolean, failed_ids text[], nearest_offer jsonb) IS 'The verdict of product.explain_match as one plain sentence with its figures. item: of product.evidence_page; failed_ids: constraints that nearest_offer fails.';

CREATE FUNCTION product.matching_products(demand product.demand, product_ids bigint[], words tsquery, ranking tsquery, row_limit integer) RETURNS TABLE(product_id bigint, rank real)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    SET random_page_cost TO '1.1'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $$
begin
  if matching_products.product_ids is not null then
    return query
    select p.product_id, ts_rank_cd(p.search, matching_products.ranking, 1) as rank
    from product.product p
    where p.search @@ matching_products.words
      and p.product_id = any (matching_products.product_ids)
    order by 2 desc, 1
    limit matching_products.row_limit;
    return;
  end if;
  -- Best first, and each held against the demand by its key only until there are enough.
  return query
  select m.product_id, m.rank
  from (
    select p.product_id, ts_rank_cd(p.search, matching_products.ranking, 1) as rank
    from product.product p
    where p.search @@ matching_products.words
    order by 2 desc, 1
    offset 0
  ) m
  cross join lateral (
    select from product.qualifying_offers(matching_products.demand) o where o.product_id = m.product_id limit 1
  ) o
  order by m.rank desc, m.product_id
  limit matching_products.row_limit;
end
$$;

ALTER FUNCTION product.matching_products(demand product.demand, product_ids bigint[], words tsquery, ranking tsquery, row_limit integer) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.matching_products(demand product.demand, product_ids bigint[], words tsquery, ranking tsquery, row_limit integer) IS 'The arm of words: qualifying products that match words, best rank first, ties by id. product_ids: the qualifying products where they are known, else null and the demand is judged row by row. Rank is ts_rank_cd of ranking, divided by 1 + log(length).';

CREATE FUNCTION product.measure_label(name text, amount numeric) RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select case measure_label.name
    when 'weight_grams' then product.format_weight(measure_label.amount)
    -- 10 ft are 304.8 cm, but 10 cm are 0.328083990 ft.
    else concat_ws(' ', trim_scale(round(measure_label.amount, case when abs(measure_label.amount) < 1 then 6 else 3 end)), product.attribute_unit(measure_label.name))
  end;
$$;

ALTER FUNCTION product.measure_label(name text, amount numeric) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.measure_label(name text, amount numeric) IS 'An amount of a number attribute, in its own unit, as a shopper reads it: "24 l", "1.2 kg" for weight_grams, "4" where it has no unit.';

CREATE FUNCTION product.measure_range(measure product.measure) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_bound constant text := coalesce((measure_range.measure).bound, 'PRICE_BETWEEN');
  v_low numeric := (measure_range.measure).low;
  v_high numeric := (measure_range.measure).high;
  v_unit text;
begin
  if v_bound = 'PRICE_AROUND' then
    v_low := v_low - abs(v_low) * 0.2;
    v_high := v_high + abs(v_high) * 0.2;
  end if;
  if (measure_range.measure).unit is not null then
    v_unit := product.attribute_unit((measure_range.measure).attribute);
    v_low := product.convert_measure(v_low, (measure_range.measure).unit, v_unit);
    v_high := case when v_high > (measure_range.measure).low
      then product.convert_measure(v_high, (measure_range.measure).unit, v_unit) else v_low end;
  end if;
  if (measure_range.measure).attribute <> 'weight_grams' and not exists (
    select from product.attribute a where a.name = (measure_range.measure).attribute and a.type = 'number')
  then
    return null;
  end if;
  -- Nine places, as of what is converted: a filter takes twelve digits before the point and twelve behind it.
  v_low := trim_scale(round(v_low, 9));
  v_high := trim_scale(round(v_high, 9));
  if v_low is null or greatest(abs(v_low), abs(v_high)) >= 1e12
    or (measure_range.measure).attribute = 'weight_grams' and (v_high <= 0 or v_low < 0)
  then
    return null;
  end if;
  return jsonb_build_object('name', (measure_range.measure).attribute)
    || case when v_bound not in ('PRICE_BELOW', 'PRICE_AT_MOST') then jsonb_build_object('min', v_low::text) else '{}' end
    || case when v_bound not in ('PRICE_ABOVE', 'PRICE_AT_LEAST') then jsonb_build_object('max', v_high::text) else '{}' end
    || case v_bound when 'PRICE_ABOVE' then '{"minExclusive": true}'::jsonb
      when 'PRICE_BELOW' then '{"maxExclusive": true}' else '{}' end;
end
$$;

ALTER FUNCTION product.measure_range(measure product.measure) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.measure_range(measure product.measure) IS 'A measure as a range of its attribute, for a filter: {name, min, max, minExclusive, maxExclusive} in the attribute''s own unit; around is within 20 %, no bound is exactly so. Null where the attribute has no numbers or is not measured in such units, for more than twelve digits before the point, and for a weight that is not above 0.';

CREATE FUNCTION product.measured_attributes(reading product.reading, first integer, last integer, unit text) RETURNS TABLE(attribute text, certainty text)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
  with measured as (
    select a.name, a.unit
    from product.attribute a
    join product.unit u on u.code = a.unit
    join product.unit m on m.dimension = u.dimension and m.code = measured_attributes.unit
    where a.type = 'number' and a.interpretable
    union all
    select 'weight_grams', 'g'
    from product.unit m
    where m.dimension = 'mass' and m.code = measured_attributes.unit
  ),
  named as (
    select m.name, m.unit, max(case
      when l.last >= measured_attributes.first and l.first <= measured_attributes.last then 8
      when d.distance is null or d.between ~ '[,;:!?()]' then 1
      when d.distance <= 2 then 6 - 2 * d.distance + case when d.is_behind then 1 else 0 end
      else 1 end) as nearness
    from measured m
    join unnest((measured_attributes.reading).lexemes) l on l.class = 'ATTRIBUTE' and l.name = m.name
    cross join lateral (
      select case when l.first > measured_attributes.last then l.first - measured_attributes.last - 1
          else measured_attributes.first - l.last - 1 end as distance,
        l.first > measured_attributes.last as is_behind,
        array_to_string(case when l.first > measured_attributes.last
          then (measured_attributes.reading).gaps[measured_attributes.last + 1:l.first]
          else (measured_attributes.reading).gaps[l.last + 1:measured_attributes.first] end, '') as between
    ) d
    group by m.name, m.unit
  ),
  best as (
    select n.name
    from (
      -- Of attributes named alike, such as "capacity", the one that is held in the very unit.
      select n.name, rank() over (order by n.nearness desc, n.unit = measured_attributes.unit desc) as place
      from named n
    ) n
    where n.place = 1
  )
  select b.name, 'NAMED' from best b
  union all
  select m.name, case when m.name = 'weight_grams' then 'WEIGHT' else 'UNIT' end
  from measured m
  where not exists (select from best)
    and (m.name = 'weight_grams'
      or not exists (select from measured w where w.name = 'weight_grams')
        -- Everything has a length: the one that is recorded is meant only where it is held in the very unit.
        and (m.unit = measured_attributes.unit or (select u.dimension from product.unit u where u.code = m.unit) <> 'length'
          or (select count(*) from measured) > 1))
  order by 1;
$$;

ALTER FUNCTION product.measured_attributes(reading product.reading, first integer, last integer, unit text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.measured_attributes(reading product.reading, first integer, last integer, unit text) IS 'Which attributes a measure in that unit, of the words from first to last, may be meant of, by name: NAMED beside it or else anywhere in the question; otherwise WEIGHT for a mass, or UNIT, for each that is held in a unit of the kind; several rows leave it open. No row: nothing is measured so.';

CREATE FUNCTION product.mend_words(reading product.reading, first integer, kinds text[], attribute text) RETURNS product.reading
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $_$
declare
  v_reading product.reading := mend_words.reading;
  v_first integer := mend_words.first;
  v_word text := embeddings.fold_plural(v_reading.forms[v_first]);
  v_slips text[];
  v_candidate record;
  v_found product.lexeme[];
begin
  -- A word that the catalogue's texts have is spelt as it was meant: "in line" says neither lime nor linen.
  if v_word is null or v_word !~ '^[a-z]{4,30}$' or not product.is_free(v_reading, v_first, v_first)
    or exists (select from unnest(v_reading.lexemes) l where v_first between l.first and l.last)
    or exists (
      select from embeddings.token t
      where t.model_id = embeddings.lexicon_model() and t.token = v_word
    )
    -- "in Leeds" is a place.
    -- "in Leeds" is a place; a maker's name may well have a capital.
    or v_reading.forms[v_first - 1] in ('in', 'from', 'at') and product.is_capitalised(v_reading, v_first)
      and not ('BRAND' = any (mend_words.kinds) and v_reading.forms[v_first - 1] = 'from')
  then
    return v_reading;
  end if;
  v_slips := embeddings.slips(v_word);
  for v_candidate in
    with run as (
      select l.last, ' ' || array_to_string(v_reading.forms[v_first + 1:l.last - 1] || embeddings.fold_plural(v_reading.forms[l.last]), ' ') as rest
      from generate_series(v_first + 1, least(v_first + 2, cardinality(v_reading.forms))) l (last)
      where not exists (select from generate_series(v_first + 1, l.last) g (word) where v_reading.gaps[g.word] !~ '^\s+$')
    ),
    meant as (
      select v.term, v_first as last, v_word as written, v.term as word
      from product.attribute_value v
      join product.attribute a on a.name = v.attribute and a.interpretable
      where 'ATTRIBUTE' = any (mend_words.kinds) and v.attribute = coalesce(mend_words.attribute, v.attribute) and v.term = any (v_slips)
      union
      select b.term, v_first, v_word, b.term from product.brand b
      where 'BRAND' = any (mend_words.kinds) and b.term = any (v_slips)
      union
      select c.term, v_first, v_word, c.term from product.category c
      where 'CATEGORY' = any (mend_words.kinds) and c.term = any (v_slips)
      union
      select v.term, r.last, v_reading.forms[v_first], left(v.term, -length(r.rest))
      from run r
      join product.attribute_value v on right(v.term, length(r.rest)) = r.rest
      join product.attribute a on a.name = v.attribute and a.interpretable
      where 'ATTRIBUTE' = any (mend_words.kinds) and v.attribute = coalesce(mend_words.attribute, v.attribute)
      union
      select b.term, r.last, v_reading.forms[v_first], left(b.term, -length(r.rest))
      from run r
      join product.brand b on right(b.term, length(r.rest)) = r.rest
      where 'BRAND' = any (mend_words.kinds)
      union
      select c.term, r.last, v_reading.forms[v_first], left(c.term, -length(r.rest))
      from run r
      join product.category c on right(c.term, length(r.rest)) = r.rest
      where 'CATEGORY' = any (mend_words.kinds)
    )
    select l.term, l.last
    from (
      select m.term, m.last, embeddings.slip_likelihood(m.written, m.word) as likelihood
      from meant m
      -- Nobody mistakes the first letter, but many a word differs from a value in it; and from one of three letters in any.
      where length(m.word) >= 4 and left(m.word, 1) = left(v_word, 1) and abs(length(m.word) - length(m.written)) <= 1
    ) l
    where l.likelihood > 0
    order by l.last desc, l.likelihood desc, l.term
    limit 50 -- what nobody may see takes no place of what is found below
  loop
    -- What nobody may see is not found, and so not told by mending either.
    select array_agg(row(v_first + l.first - 1, v_first + l.last - 1, l.class, l.meaning, l.name, l.value,
      format('repair: %s → %s', (select string_agg(f.form, ' ') from unnest(v_reading.forms[v_first:v_candidate.last]) f (form)),
        v_candidate.term))::product.lexeme)
    into v_found
    from unnest(product.find_lexemes(string_to_array(v_candidate.term, ' '),
      array_fill(' '::text, array[v_candidate.last - v_first + 2]))) l
    where l.first = 1 and l.last = v_candidate.last - v_first + 1
      and case l.class when 'VALUE' then 'ATTRIBUTE' else l.class end = any (mend_words.kinds);
    if v_found is not null then
      v_reading.lexemes := v_reading.lexemes || v_found;
      return v_reading;
    end if;
  end loop;
  return v_reading;
end
$_$;

ALTER FUNCTION product.mend_words(reading product.reading, first integer, kinds text[], attribute text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.mend_words(reading product.reading, first integer, kinds text[], attribute text) IS 'A reading in which a word that nothing knows and no text of the catalogue has stands for the likeliest brand, attribute value or category (what kinds says, or only values of an attribute) that is one slip away, alone or with up to two words behind it; origin: "repair: blakc → black". For words that the question demands or refuses.';

CREATE FUNCTION product.merge_constraints(demanded jsonb, interpretation jsonb, currency text) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_item jsonb;
  v_kind text;
  v_key text;
  v_currency text;
  v_list text;
  v_place integer;
  v_places jsonb := '{}';
  v_read jsonb[] := '{}';
  v_overridden text[];
  v_constraints jsonb := '[]';
  v_preferences jsonb := '[]';
  v_ignored jsonb;
  v_sort jsonb := nullif(merge_constraints.interpretation -> 'sort', 'null');
  v_has_current boolean := false;
begin
  select coalesce(jsonb_agg('{"kind": "NOT_POSSIBLE", "key": null}'::jsonb || i.value order by i.position), '[]')
  into v_ignored
  from jsonb_array_elements(merge_constraints.interpretation -> 'ignored') with ordinality i (value, position);
  v_overridden := array(
    select product.constraint_key(d.value)
    from jsonb_array_elements(merge_constraints.demanded) d (value)
    where d.value ->> 'kind' in ('PRICE_MIN', 'PRICE_MAX', 'IN_STOCK', 'IN_STOCK_AT', 'CATEGORY', 'BRAND', 'ATTRIBUTE'));

  -- What the text demands, in its order.
  for v_item in
    select e.value
    from jsonb_array_elements(merge_constraints.interpretation -> 'constraints') with ordinality e (value, position)
    order by (e.value #>> '{span,start}')::integer, e.position
  loop
    v_kind := v_item ->> 'kind';
    v_key := product.constraint_key(v_item);
    v_currency := v_item #>> '{filter,price,currency}';
    if v_currency <> merge_constraints.currency then
      v_ignored := v_ignored || jsonb_build_object('span', v_item -> 'span', 'kind', 'NOT_POSSIBLE', 'key', v_key, 'reason',
        case
          when exists (select from product.price_list l where l.currency = v_currency and l.customer_group is null) then
            format('this answer is in %s, and amounts are never converted', merge_constraints.currency)
          else format('there is no price list in %s, and amounts are never converted', v_currency)
        end);
      continue;
    end if;
    if v_key = any (v_overridden) then
      v_ignored := v_ignored || jsonb_build_object('span', v_item -> 'span', 'kind', 'OVERRIDDEN', 'key', v_key,
        'reason', 'the filter given beside the text says this already, and it goes first');
      continue;
    end if;
    if merge_constraints.demanded <> '[]' and product.is_contradicted(v_item, merge_constraints.demanded) then
      v_ignored := v_ignored || jsonb_build_object('span', v_item -> 'span', 'kind', 'OVERRIDDEN', 'key', v_key,
        'reason', 'the filter given beside the text says otherwise, and it goes first');
      continue;
    end if;
    v_has_current := v_has_current or v_kind = 'CURRENT_PRICE';
    -- Two values of one attribute ("size m or size l") are alternatives, not a contradiction; two ranges of it both hold.
    v_list := case v_kind
      when 'ATTRIBUTE' then case when v_item #> '{filter,attributes,0}' ? 'values' then '{attributes,0,values}' end
      when 'BRAND' then '{brands}'
      when 'CATEGORY' then '{categories}'
      when 'IN_STOCK_AT' then '{inStockAt}'
    end;
    v_place := v_places -> v_key;
    if v_list is not null and v_place is not null then
      v_read[v_place] := jsonb_set(v_read[v_place], ('{filter,' || substr(v_list, 2))::text[], (
        select jsonb_agg(v.value order by v.position)
        from (
          select e.value, min(e.position) as position
          from jsonb_array_elements((v_read[v_place] -> 'filter' #> v_list::text[]) || (v_item -> 'filter' #> v_list::text[]))
            with ordinality e (value, position)
          group by e.value
          order by position
          limit 1000 -- as many as a filter takes
        ) v));
      continue;
    end if;
    v_read := v_read || v_item;
    if v_list is not null then
      v_places := v_places || jsonb_build_object(v_key, cardinality(v_read));
    end if;
  end loop;

  for v_item in
    select '{"kind": "CURRENT_PRICE", "source": "DEFAULT", "span": null, "filter": null}'::jsonb where not v_has_current
    union all
    (select d.value from jsonb_array_elements(merge_constraints.demanded) with ordinality d (value, position) order by d.position)
    union all
    (select r.value from unnest(v_read) with ordinality r (value, position) order by r.position)
  loop
    v_constraints := v_constraints || (
      '{"origin": null}'::jsonb || v_item || jsonb_build_object(
        'id', 'c' || jsonb_array_length(v_constraints) + 1,
        'key', product.constraint_key(v_item),
        'label', product.constraint_label(v_item ->> 'kind', v_item -> 'filter', merge_constraints.currency),
        'alternatives', product.label_alternatives(v_item -> 'alternatives', merge_constraints.currency)));
  end loop;

  for v_item in
    select e.value
    from jsonb_array_elements(merge_constraints.interpretation -> 'preferences') with ordinality e (value, position)
    order by (e.value #>> '{span,start}')::integer, e.position
  loop
    v_key := product.preference_key(v_item);
    if merge_constraints.demanded <> '[]' and product.is_contradicted(v_item, merge_constraints.demanded) then
      v_ignored := v_ignored || jsonb_build_object('span', v_item -> 'span', 'kind', 'OVERRIDDEN', 'key', v_key,
        'reason', 'the filter given beside the text says otherwise, and it goes first');
      continue;
    end if;
    v_preferences := v_preferences || (
      '{"origin": null, "filter": null, "measures": [], "direction": null}'::jsonb || v_item || jsonb_build_object(
        'id', 'p' || jsonb_array_length(v_preferences) + 1,
        'key', v_key,
        'label', case v_item ->> 'kind'
          when 'COMPARATIVE' then product.comparative_label(v_item)
          else product.constraint_label(v_item ->> 'kind', v_item -> 'filter', merge_constraints.currency)
        end,
        'alternatives', product.label_alternatives(v_item -> 'alternatives', merge_constraints.currency)));
  end loop;

  return '{"model": null}'::jsonb || merge_constraints.interpretation || jsonb_build_object(
    'constraints', v_constraints,
    'preferences', v_preferences,
    'sort', '{"key": "SORT", "origin": null}'::jsonb || v_sort || jsonb_build_object('label', product.sort_label(v_sort ->> 'sort')),
    'ignored', v_ignored);
end
$$;

ALTER FUNCTION product.merge_constraints(demanded jsonb, interpretation jsonb, currency text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.merge_constraints(demanded jsonb, interpretation jsonb, currency text) IS 'The whole interpretation of a question: the constraints given as arguments, which go first, then those read from its text in its order, and its preferences, each with id, key and label, and its sort; what is not honoured is ignored with the reason and a kind, DISMISSED, OVERRIDDEN or NOT_POSSIBLE, and with its key where one is known. Several values that the text demands under one key are alternatives, several ranges hold together. What of the text says the same as an argument, or leaves nothing of it, is overridden; a demand of the text that no offer can meet beside another of the text stands: the funnel shows what each leaves. A current price is always demanded.';

CREATE FUNCTION product.missing_vector(question product.question, vector_text text, reason text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select case
    when (missing_vector.question).query_vector is not null
      or (missing_vector.question).options ->> 'mode' = 'LEXICAL'
      or coalesce((missing_vector.question).interpretation ->> 'residue', '') = ''
      or w.why is null then null
    else w.why || case
      when (missing_vector.question).options ->> 'mode' = 'SEMANTIC' then '; compared with nothing'
      when missing_vector.vector_text is not null and (missing_vector.question).cursor is not null
        and not coalesce((missing_vector.question).cursor -> 'byWords' = 'true', false)
        then '; searched by words, and the pages before by meaning too: rows may come twice or be missing'
      else '; searched by words' end
  end
  from (
    select case
      when ((missing_vector.question).model).model_id is null then 'no embedding model is active'
      when ((missing_vector.question).model).provider = 'builtin' then 'no word of the question is known to the model'
      when missing_vector.vector_text is not null then format(
        case missing_vector.reason
          when 'TIMED_OUT' then 'the provider of %s did not answer in time'
          when 'FAILED' then 'the provider of %s failed'
          when 'PAUSED' then 'the provider of %s is not asked again for a while after failures'
          when 'ASKED_TO_WAIT' then 'the provider of %s asked us to wait'
          when 'BUSY' then 'the provider of %s is being asked too many questions at once'
          else 'no vector of the question is cached for %s' end, ((missing_vector.question).model).name)
      when (missing_vector.question).cursor -> 'byWords' = 'true' then 'the first page had no vector of the question'
    end as why
  ) w;
$$;

ALTER FUNCTION product.missing_vector(question product.question, vector_text text, reason text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.missing_vector(question product.question, vector_text text, reason text) IS 'Why a question goes without a vector that would have made its answer better, and what is done instead; null where it has one or wants none. vector_text: of product.vector_text; reason: of options.queryEmbedding.';

CREATE FUNCTION product.name_ahead(reading product.reading, first integer, kinds text[], refused boolean, loose boolean, mend boolean) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $_$
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
$_$;

ALTER FUNCTION product.name_ahead(reading product.reading, first integer, kinds text[], refused boolean, loose boolean, mend boolean) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.name_ahead(reading product.reading, first integer, kinds text[], refused boolean, loose boolean, mend boolean) IS 'What product.recognise_words finds from a position on, behind "a", "made of", "in the" and the like, or behind the attribute''s name; with first, the word that it stands at, which alone is there when nothing is found. mend: a misspelt word is mended.';

CREATE FUNCTION product.narrate(page jsonb) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_items jsonb := narrate.page -> 'items';
  v_interpretation jsonb := narrate.page -> 'interpretation';
  v_count integer := jsonb_array_length(narrate.page -> 'items');
  v_total integer := (narrate.page #>> '{total,value}')::integer;
  v_subject text;
  v_demands text;
  v_best jsonb := narrate.page #> '{items,0}';
  v_sentences jsonb := '[]';
begin
  v_subject := case when v_interpretation ->> 'residue' <> '' then format(' like “%s”', v_interpretation ->> 'residue') else '' end;
  select ' ' || string_agg(c.value ->> 'label', case when c.last > 2 then ', ' else ' and ' end order by c.position)
  into v_demands
  from (
    select e.value, e.position, count(*) over () as last
    from jsonb_array_elements(v_interpretation -> 'constraints') with ordinality e (value, position)
    where e.value ->> 'source' <> 'DEFAULT'
  ) c;
  v_demands := concat(v_demands, ', ' || (v_interpretation #>> '{sort,label}'));

  if v_count = 0 then
    v_sentences := v_sentences || jsonb_build_array(jsonb_build_object('cites', '[]'::jsonb, 'text',
      format('I found nothing%s%s: %s.', v_subject, v_demands, narrate.page #>> '{retrieval,emptyReason}')));
  else
    v_sentences := v_sentences || jsonb_build_array(
      jsonb_build_object(
        'cites', (select jsonb_agg(i.value -> 'productId' order by i.position) from jsonb_array_elements(v_items) with ordinality i (value, position)),
        'text', case
          when v_total = 1 then format('I found one product%s%s.', v_subject, v_demands)
          when v_count = v_total and (narrate.page #>> '{total,exact}')::boolean then
            format('I found %s products%s%s.', v_total, v_subject, v_demands)
          when v_count = 1 then format('This is the best of %s%s products%s%s.',
            case when (narrate.page #>> '{total,exact}')::boolean then '' else 'at least ' end, v_total, v_subject, v_demands)
          else format('Here are the best %s of %s%s products%s%s.', v_count,
            case when (narrate.page #>> '{total,exact}')::boolean then '' else 'at least ' end, v_total, v_subject, v_demands)
        end),
      jsonb_build_object(
        'cites', jsonb_build_array(v_best -> 'productId'),
        'text', format('%s %s%s: %s%s.',
          case when v_count = 1 then 'It is' when v_interpretation #>> '{sort,sort}' is null then 'The closest is' else 'The first is' end,
          v_best ->> 'title', ' by ' || (v_best ->> 'brand'), product.describe_item(v_best),
          ', at a price valid until ' || left(v_best #>> '{price,validTo}', 10))));
    v_sentences := v_sentences || coalesce((
      select jsonb_agg(jsonb_build_object('cites', jsonb_build_array(v_best -> 'productId'), 'text', product.narrate_comparison(
        c.value, v_interpretation, narrate.page #>> '{retrieval,anchor,title}')) order by c.position)
      from jsonb_array_elements(v_best -> 'preferences') with ordinality c (value, position)
      where c.value ->> 'kind' = 'COMPARATIVE'
    ), '[]');
    if v_count > 1 then
      v_sentences := v_sentences || (
        select jsonb_build_array(jsonb_build_object(
          'cites', jsonb_agg(i.value -> 'productId' order by i.position),
          'text', format('Then %s.', string_agg(
            format('%s (%s)', i.value ->> 'title', product.describe_item(i.value)),
            case when i.position = least(v_count, 3) then ' and ' else ', ' end order by i.position))))
        from jsonb_array_elements(v_items) with ordinality i (value, position)
        where i.position between 2 and 3);
    end if;
  end if;

  v_sentences := v_sentences
    || coalesce((
      select jsonb_agg(jsonb_build_object('cites', '[]'::jsonb, 'text',
        format('I read “%s” as “%s”.', r.word, r.meant)) order by r.position)
      from (
        select e.value ->> 'from' as word, string_agg(e.value ->> 'to', '” or “' order by e.position) as meant, min(e.position) as position
        from jsonb_array_elements(v_interpretation -> 'repairs') with ordinality e (value, position)
        group by 1
      ) r
    ), '[]')
    || coalesce((
      select jsonb_agg(jsonb_build_object('cites', '[]'::jsonb, 'text', g.sentence) order by g.position)
      from (
        select min(e.position) as position,
          format('I left “%s” aside: %s.', e.value #>> '{span,text}', e.value ->> 'reason') as sentence
        from jsonb_array_elements(v_interpretation -> 'ignored') with ordinality e (value, position)
        group by 2
      ) g
    ), '[]');
  return jsonb_build_object(
    'sentences', v_sentences,
    'text', (
      select string_agg(s.value ->> 'text', ' ' order by s.position)
      from jsonb_array_elements(v_sentences) with ordinality s (value, position)));
end
$$;

ALTER FUNCTION product.narrate(page jsonb) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.narrate(page jsonb) IS 'The template narrator: a page of api.search in plain English, {text, sentences: [{text, cites}]}. It says only what the page holds, and every product it names is cited.';

CREATE FUNCTION product.narrate_comparison(comparison jsonb, interpretation jsonb, anchor_title text) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $_$
  select case
    when narrate_comparison.comparison ->> 'typical' is null or narrate_comparison.comparison ->> 'actual' = 'not recorded' then
      format('What “%s” asks for cannot be told: %s.', (
        select p.value #>> '{span,text}'
        from jsonb_array_elements(narrate_comparison.interpretation -> 'preferences') p (value)
        where p.value ->> 'id' = narrate_comparison.comparison ->> 'preferenceId'),
        case when narrate_comparison.comparison ->> 'typical' is not null then 'nothing is recorded of this one'
          when narrate_comparison.anchor_title is not null then format('nothing is recorded of %s', narrate_comparison.anchor_title)
          else 'nothing is recorded to compare by' end)
    else format(
      case
        when narrate_comparison.comparison ->> 'measure' = 'released_on' then 'Released on %s, it is %s%s%s.'
        when narrate_comparison.comparison ->> 'measure' in ('weight_grams', 'price', 'rating') then 'At %s it is %s%s%s.'
        else 'At %s its %s%s%s.'
      end,
      narrate_comparison.comparison ->> 'actual',
      -- "noise less than 72 dB": its noise is less.
      case when narrate_comparison.comparison ->> 'measure' not in ('weight_grams', 'price', 'rating', 'released_on')
        then product.attribute_label(narrate_comparison.comparison ->> 'measure') || ' is ' end,
      case when (narrate_comparison.comparison ->> 'satisfied')::boolean then '' else 'not ' end,
      r.relation || case
        when narrate_comparison.anchor_title is not null then
          format(' than %s (%s)', narrate_comparison.anchor_title, narrate_comparison.comparison ->> 'typical')
        else format(' than the typical %s', narrate_comparison.comparison ->> 'typical') end)
  end
  from (
    select case
      when narrate_comparison.comparison ->> 'measure' in ('weight_grams', 'price', 'rating', 'released_on') then
        split_part(narrate_comparison.comparison ->> 'required', ' than ', 1)
      else substring(split_part(narrate_comparison.comparison ->> 'required', ' than ', 1) from '\S+$') end as relation
  ) r;
$_$;

ALTER FUNCTION product.narrate_comparison(comparison jsonb, interpretation jsonb, anchor_title text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.narrate_comparison(comparison jsonb, interpretation jsonb, anchor_title text) IS 'What the evidence of an item says of a comparative, as a sentence with both numbers: "At 840 g it is lighter than the typical 1.2 kg." anchor_title: of the product that was compared with, null for the middle of what is like the question.';

CREATE FUNCTION product.negation_lead(reading product.reading, first integer) RETURNS integer
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $_$
declare
  v_forms text[] := (negation_lead.reading).forms;
  v_gaps text[] := (negation_lead.reading).gaps;
  v_first integer := negation_lead.first;
begin
  if v_forms[v_first - 1] in ('is', 'are') and v_forms[v_first - 2] in ('it', 'they') and v_gaps[v_first] ~ '^\s+$'
    and product.is_free(negation_lead.reading, v_first - 1, v_first - 1)
  then
    v_first := v_first - 1;
  end if;
  if v_forms[v_first - 1] in ('i', 'we', 'it', 'they') and v_gaps[v_first] ~ '^\s+$'
    and product.is_free(negation_lead.reading, v_first - 1, v_first - 1)
  then
    v_first := v_first - 1;
    if v_forms[v_first - 1] in ('but', 'and') and v_gaps[v_first] ~ '^\s+$' and product.is_free(negation_lead.reading, v_first - 1, v_first - 1) then
      v_first := v_first - 1;
    end if;
  end if;
  return v_first;
end
$_$;

ALTER FUNCTION product.negation_lead(reading product.reading, first integer) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.negation_lead(reading product.reading, first integer) IS 'The first word of who says a negation that starts with word first, with what ties it to the rest: "but I" of "but I don''t want", "it is" of "it is not"; the word itself where nobody says it.';

CREATE FUNCTION product.normalise_question(question text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  -- The blanks of product.check_text; \s alone knows those of ASCII.
  select lower(
    btrim(
      regexp_replace(
        normalise_question.question,
        '[\s\u0085\u00a0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff]+', ' ', 'g'
      ),
      ' '
    )
  );
$$;

ALTER FUNCTION product.normalise_question(question text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.normalise_question(question text) IS 'A question as product.curation.query_text has it: lower case, single spaces, none at the ends. Empty for white space only, null for null.';

CREATE FUNCTION product.offer_drift() RETURNS TABLE(product_id bigint, variant_id bigint, price_list_id bigint, valid_from timestamp with time zone, fault text)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select
    coalesce(o.product_id, t.product_id),
    coalesce(o.variant_id, t.variant_id),
    coalesce(o.price_list_id, t.price_list_id),
    coalesce(o.valid_from, t.valid_from),
    case when o.product_id is null then 'MISSING' when t.product_id is null then 'LEFT OVER' else 'DIFFERENT' end
  from product.offer o
  full join product.offer_truth t
    on (t.product_id, t.variant_id, t.price_list_id, t.valid_from)
      = (o.product_id, o.variant_id, o.price_list_id, o.valid_from)
  where o.product_id is null
    or t.product_id is null
    or (o.valid_to, o.amount, o.compare_at, o.currency, o.available, o.audience)
      is distinct from (t.valid_to, t.amount, t.compare_at, t.currency, t.available, t.audience);
$$;

ALTER FUNCTION product.offer_drift() OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.offer_drift() IS 'Offers that disagree with the facts; no row on a sound database. To mend one: select product.refresh_offers(product_id, null).';

CREATE FUNCTION product.offer_rows(product_ids bigint[], variant_ids bigint[], as_of timestamp with time zone, currency text, now timestamp with time zone) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_as_of timestamptz := coalesce(offer_rows.as_of, offer_rows.now);
begin
  perform product.check_key_count(cardinality(offer_rows.product_ids), 10000);
  if cardinality(offer_rows.product_ids) is distinct from cardinality(offer_rows.variant_ids) then
    raise exception using errcode = 'TSLIM',
      message = 'product_ids and variant_ids differ in length', hint = 'Name each variant by one id in either array.';
  end if;
  if offer_rows.currency is not null then
    perform product.check_currency(offer_rows.currency, 'currency');
  end if;
  perform product.check_instant(v_as_of, offer_rows.now);
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
      'productId', f.product_id::text,
      'variantId', f.variant_id::text,
      'amount', product.amount_text(f.amount, f.currency),
      'currency', f.currency,
      'compareAt', product.amount_text(f.compare_at, f.currency),
      'priceList', f.code,
      'validFrom', product.rfc3339(f.valid_from),
      'validTo', product.rfc3339(f.valid_to),
      'available', f.available,
      'status', product.stock_status(f.available),
      'locations', product.stock_by_location(f.product_id, f.variant_id)
    ) order by f.product_id, f.variant_id, f.currency), '[]')
    from (
      select distinct on (o.product_id, o.variant_id, o.currency) o.*, l.code
      from unnest(offer_rows.product_ids, offer_rows.variant_ids) key (product_id, variant_id)
      join product.offer o on o.product_id = key.product_id and o.variant_id = key.variant_id
      join product.price_list l on l.price_list_id = o.price_list_id
      where o.valid_from <= v_as_of
        and o.valid_to > v_as_of
        and (offer_rows.currency is null or o.currency = offer_rows.currency)
        and (l.customer_group is null or l.customer_group = current_setting('trueshelf.customer_group', true))
      order by o.product_id, o.variant_id, o.currency, l.customer_group is null
    ) f
  );
end
$$;

ALTER FUNCTION product.offer_rows(product_ids bigint[], variant_ids bigint[], as_of timestamp with time zone, currency text, now timestamp with time zone) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.offer_rows(product_ids bigint[], variant_ids bigint[], as_of timestamp with time zone, currency text, now timestamp with time zone) IS 'The rows behind api.load_offers, under the caller''s row security.';

CREATE FUNCTION product.operator_status(as_of timestamp with time zone) RETURNS jsonb
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    SET random_page_cost TO '1.1'
    AS $$
  select jsonb_build_object(
    'at', product.rfc3339(operator_status.as_of),
    'server', jsonb_build_object(
      'version', current_setting('server_version'),
      'standby', pg_is_in_recovery(),
      -- With everything replayed that arrived there is no lag, however long ago the last commit was.
      'replayLagSeconds', case when pg_is_in_recovery() then
        case when pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() then 0
          else round(extract(epoch from operator_status.as_of - pg_last_xact_replay_timestamp()), 3) end
      end),
    'migrated', true,
    'catalogue', jsonb_build_object(
      'products', (select count(*) from product.product p),
      'active', (select count(*) from product.product p where p.status = 'active'),
      'public', (select count(*) from product.product p where p.status = 'active' and p.audience is null),
      'variants', (select count(*) from product.variant v),
      'offers', (select count(*) from product.offer o)),
    'activeModel', (select m.name from embeddings.model m where m.state = 'active'),
    'models', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'model', s.model, 'provider', s.provider, 'state', s.state, 'dimensions', s.dimensions, 'products', s.products,
        'embedded', s.embedded, 'stale', s.stale, 'coverage', round(s.coverage::numeric, 6), 'backlog', s.backlog,
        'inProgress', s.in_progress, 'parked', s.parked, 'oldestPending', product.rfc3339(s.oldest_pending),
        'lastEmbeddedAt', product.rfc3339(s.last_embedded_at), 'lagP50Seconds', round(s.lag_p50::numeric, 3),
        'lagP95Seconds', round(s.lag_p95::numeric, 3), 'similarityFloor', s.similarity_floor,
        'failure', s.failure, 'lastError', s.last_error)), '[]')
      from embeddings.status(true, operator_status.as_of) s
    ),
    'parkedErrors', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'model', e.model, 'code', e.code, 'products', e.products, 'message', e.message, 'hint', e.hint,
        'parkedAt', product.rfc3339(e.parked_at))), '[]')
      from embeddings.parked_errors() e
    ),
    'jobs', work.summarise_jobs(operator_status.as_of));
$$;

ALTER FUNCTION product.operator_status(as_of timestamp with time zone) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.operator_status(as_of timestamp with time zone) IS 'What api.status(''json'') says: {at, server, migrated, catalogue, activeModel, models, parkedErrors, jobs}. Reads only, on a standby as well; 300 ms for 200,000 products.';

CREATE FUNCTION product.operator_status_text(status jsonb) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  with figure as (
    select
      to_char((operator_status_text.status #>> '{catalogue,products}')::bigint, 'FM999,999,999,990') as products,
      to_char((operator_status_text.status #>> '{catalogue,active}')::bigint, 'FM999,999,999,990') as active,
      to_char((operator_status_text.status #>> '{catalogue,public}')::bigint, 'FM999,999,999,990') as everybodys,
      to_char((operator_status_text.status #>> '{catalogue,variants}')::bigint, 'FM999,999,999,990') as variants,
      to_char((operator_status_text.status #>> '{catalogue,offers}')::bigint, 'FM999,999,999,990') as offers
  ),
  line (part, position, content) as (
    select 1, 0::bigint, format('server     PostgreSQL %s, %s, at %s', operator_status_text.status #>> '{server,version}',
      case when (operator_status_text.status #> '{server,standby}')::boolean
        then format('standby, %s s behind', coalesce(operator_status_text.status #>> '{server,replayLagSeconds}', 'an unknown number of'))
        else 'takes writes' end,
      operator_status_text.status ->> 'at')
    union all
    select 2, 0, format('catalogue  %s products (%s active, %s of them for everybody), %s variants, %s offers',
      f.products, f.active, f.everybodys, f.variants, f.offers)
    from figure f
    union all
    select 3, 0, 'model      none is active: questions are answered by words alone'
    where operator_status_text.status -> 'activeModel' = 'null'
    union all
    select 4, m.position, format('model      %s, %s: %s of %s products have a vector of their present text (%s %%), %s wait%s, %s in progress, %s parked; lag p50 %s, p95 %s',
      m.value ->> 'model', m.value ->> 'state',
      (m.value ->> 'embedded')::bigint - (m.value ->> 'stale')::bigint, m.value ->> 'products',
      -- Never 100 while anything is missing.
      trunc((m.value ->> 'coverage')::numeric * 100, 1), m.value ->> 'backlog',
      case when m.value -> 'oldestPending' <> 'null' then format(' since %s', m.value ->> 'oldestPending') end,
      m.value ->> 'inProgress', m.value ->> 'parked',
      coalesce((m.value ->> 'lagP50Seconds') || ' s', '–'), coalesce((m.value ->> 'lagP95Seconds') || ' s', '–'))
    from jsonb_array_elements(operator_status_text.status -> 'models') with ordinality m (value, position)
    union all
    select 5, m.position, format('provider   of %s gives nothing: %s%s (%s)', m.value ->> 'model', m.value #>> '{failure,code}',
      ': ' || (m.value #>> '{failure,message}'), coalesce(m.value #>> '{failure,at}', 'at an unknown time'))
    from jsonb_array_elements(operator_status_text.status -> 'models') with ordinality m (value, position)
    where m.value -> 'failure' <> 'null'
    union all
    select 6, e.position, format('parked     %s of %s: %s%s', e.value ->> 'products', e.value ->> 'model', e.value ->> 'code',
      ': ' || (e.value ->> 'message'))
    from jsonb_array_elements(operator_status_text.status -> 'parkedErrors') with ordinality e (value, position)
    union all
    select 7, 0, format('jobs       %s queued, %s running, %s failed in the last day', operator_status_text.status #>> '{jobs,queued}',
      operator_status_text.status #>> '{jobs,running}', operator_status_text.status #>> '{jobs,failedInLastDay}')
    union all
    select 8, j.position, format('job        %s %s %s%s%s', j.value ->> 'jobId', j.value ->> 'label', j.value ->> 'state',
      ': ' || (j.value ->> 'step'),
      case when (j.value ->> 'rowsDone')::bigint > 0 then
        format(', %s%s rows', j.value ->> 'rowsDone', ' of ' || (j.value ->> 'rowsTotal')) end)
    from jsonb_array_elements(operator_status_text.status #> '{jobs,open}') with ordinality j (value, position)
    union all
    select 9, j.position, format('failed     %s %s: %s%s', j.value ->> 'jobId', j.value ->> 'label', j.value ->> 'errorCode',
      ': ' || (j.value ->> 'errorMessage'))
    from jsonb_array_elements(operator_status_text.status #> '{jobs,failed}') with ordinality j (value, position)
  )
  select string_agg(l.content, E'\n' order by l.part, l.position) || E'\n' from line l;
$$;

ALTER FUNCTION product.operator_status_text(status jsonb) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.operator_status_text(status jsonb) IS 'What product.operator_status() says, for people: a line a fact, each beginning with what it is about.';

CREATE FUNCTION product.page_candidates(question product.question, candidates product.candidates, k integer) RETURNS product.candidates
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_candidates product.candidates := page_candidates.candidates;
  v_changed_ids bigint[] := '{}';
  -- Beyond, a list is looked at as a whole; where there is none, the walk may miss what changed after that many.
  v_changed_limit constant integer := 5000;
begin
  -- Every place in a brand's own order counts.
  if (page_candidates.question).mode <> 'BROWSE' or (page_candidates.question).max_per_brand is not null then
    v_candidates.total := null;
    return v_candidates;
  end if;
  -- Listed in this very order.
  if (page_candidates.question).cursor is null and not v_candidates.exhausted then
    v_candidates.near_ids := v_candidates.near_ids[1 : page_candidates.k + 1];
    return v_candidates;
  end if;
  -- A page keeps to the stock that the first one saw: what was sold or delivered since may stand elsewhere now.
  if (page_candidates.question).cursor is not null then
    v_changed_ids := product.restocked_products(((page_candidates.question).cursor ->> 'at')::timestamptz, v_changed_limit + 1);
    if cardinality(v_changed_ids) > v_changed_limit and v_candidates.exhausted then
      return v_candidates;
    end if;
  end if;
  v_candidates.near_ids := array(
    select i.id from unnest(product.browsed_products(
      (page_candidates.question).demand, case when v_candidates.exhausted then v_candidates.near_ids end,
      (page_candidates.question).sort, (page_candidates.question).unavailable, (page_candidates.question).cursor,
      page_candidates.k + 1 + cardinality(v_changed_ids))) i (id)
    union
    select c.id from unnest(v_changed_ids) c (id));
  return v_candidates;
end
$$;

ALTER FUNCTION product.page_candidates(question product.question, candidates product.candidates, k integer) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.page_candidates(question product.question, candidates product.candidates, k integer) IS 'What one page has to look at: all candidates of a question, and of browsing only those that can be on this page. total then says how many there are in all.';

CREATE FUNCTION product.parse_amount(written text) RETURNS numeric
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $_$
  -- Digits with points and commas. The last separator is the decimal one if it differs from the others or if one or two
  -- digits follow it; three digits after it make it a thousands separator ("1,299", "1.299", "1,299,000").
  select case
    when length(parse_amount.written) > 20 then null
    when parse_amount.written ~ '^\d+$' then parse_amount.written::numeric
    when parse_amount.written ~ '^\d{1,3}(,\d{3})+(\.\d{1,4})?$' then replace(parse_amount.written, ',', '')::numeric
    when parse_amount.written ~ '^\d{1,3}(\.\d{3})+(,\d{1,4})?$' then
      replace(replace(parse_amount.written, '.', ''), ',', '.')::numeric
    when parse_amount.written ~ '^\d+[.,]\d{1,2}$' then replace(parse_amount.written, ',', '.')::numeric
  end;
$_$;

ALTER FUNCTION product.parse_amount(written text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.parse_amount(written text) IS 'An amount as people write it, in either style of separators; null where it is none.';

CREATE FUNCTION product.phrase_before(lexemes product.lexeme[], last integer, meanings text[]) RETURNS product.lexeme
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
  select l.*
  from unnest(phrase_before.lexemes) l
  where l.last = phrase_before.last and l.class = 'PHRASE' and l.meaning = any (phrase_before.meanings)
  order by l.first, array_position(phrase_before.meanings, l.meaning)
  limit 1;
$$;

ALTER FUNCTION product.phrase_before(lexemes product.lexeme[], last integer, meanings text[]) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.phrase_before(lexemes product.lexeme[], last integer, meanings text[]) IS 'The longest phrase that ends with word last and means one of meanings; of two as long the one whose meaning is listed first. Null without one.';

CREATE FUNCTION product.phrase_behind(lexemes product.lexeme[], first integer, meanings text[]) RETURNS product.lexeme
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
  select l.*
  from unnest(phrase_behind.lexemes) l
  where l.first = phrase_behind.first and l.class = 'PHRASE' and l.meaning = any (phrase_behind.meanings)
  order by l.last desc, array_position(phrase_behind.meanings, l.meaning)
  limit 1;
$$;

ALTER FUNCTION product.phrase_behind(lexemes product.lexeme[], first integer, meanings text[]) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.phrase_behind(lexemes product.lexeme[], first integer, meanings text[]) IS 'The longest phrase that starts with word first and means one of meanings; of two as long the one whose meaning is listed first. Null without one.';

CREATE FUNCTION product.preference_key(preference jsonb) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
  select case preference_key.preference ->> 'kind'
    when 'COMPARATIVE' then 'COMPARATIVE:' || (preference_key.preference #>> '{measures,0}')
    when 'ATTRIBUTE' then 'PREFER_ATTRIBUTE:' || (preference_key.preference #>> '{filter,attributes,0,name}')
    else 'PREFER_' || (preference_key.preference ->> 'kind')
  end;
$$;

ALTER FUNCTION product.preference_key(preference jsonb) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.preference_key(preference jsonb) IS 'What a preference is about, as options.dismiss takes it: COMPARATIVE:weight_grams (its first measure), PREFER_ATTRIBUTE:colour, PREFER_BRAND or PREFER_CATEGORY.';

CREATE FUNCTION product.prepare_product() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  -- Waits for a new name being written, which would not see this product and leave it the old one.
  if tg_op = 'INSERT' or (new.brand_id, new.category_id) is distinct from (old.brand_id, old.category_id) then
    perform from product.brand b where b.brand_id = new.brand_id for share;
    perform from product.category c where c.category_id = new.category_id for share;
  end if;
  new.search := product.search_vector(
    new.title,
    (select b.name from product.brand b where b.brand_id = new.brand_id),
    (select c.name from product.category c where c.category_id = new.category_id),
    new.description,
    new.attributes
  );
  -- Whoever writes the copy directly, as a tool that saves whole rows does, must not open a restricted product.
  new.audience := (
    select array_agg(a.customer_group order by a.customer_group)
    from product.audience a
    where a.product_id = new.product_id
  );
  new.updated_at := now();
  return new;
end
$$;

ALTER FUNCTION product.prepare_product() OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.prepare_product() IS 'Trigger: keeps the weighted words of a product and its copy of product.audience.';

CREATE FUNCTION product.prepare_variant() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  -- Waits for attributes or a restriction being written, which would not see this variant; see product.refresh_offers.
  perform from product.product p where p.product_id = new.product_id for no key update;
  select product.effective_attributes(p.attributes, new.options), p.audience
  into new.attributes, new.audience
  from product.product p
  where p.product_id = new.product_id;
  return new;
end
$$;

ALTER FUNCTION product.prepare_variant() OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.prepare_variant() IS 'Trigger: gives a variant the attributes that filters hold it to, and its product''s audience.';

CREATE FUNCTION product.price_bounds(amounts numeric[], currency text) RETURNS numeric[]
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  with minor as (
    select coalesce((select c.minor_units from product.currency c where c.code = price_bounds.currency), 2) as units
  ),
  spread as (
    select min(a.amount) as lowest, max(a.amount) as highest,
      percentile_disc('{0.2,0.4,0.6,0.8}'::double precision[]) within group (order by a.amount) as cuts
    from unnest(price_bounds.amounts) a (amount)
  ),
  rounded as (
    -- To a half of the leading digit's place: 37.40 to 35, 142 to 150, 980 to 1000.
    select distinct trim_scale(round(c.cut / r.step) * r.step) as bound, s.lowest, s.highest
    from spread s
    cross join minor m
    cross join lateral unnest(s.cuts) c (cut)
    cross join lateral (
      select greatest(5 * power(10::numeric, floor(log(c.cut)) - 1), power(10::numeric, -m.units)) as step
    ) r
  )
  select coalesce(array_agg(r.bound order by r.bound), '{}')
  from rounded r
  where r.bound > r.lowest and r.bound <= r.highest;
$$;

ALTER FUNCTION product.price_bounds(amounts numeric[], currency text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.price_bounds(amounts numeric[], currency text) IS 'At most four round amounts, ascending, that cut these into ranges of about as many each, none of them empty at the ends; {} where they are too much alike.';

CREATE FUNCTION product.price_constraints(bound text, low numeric, high numeric, currency text, origin text, span jsonb) RETURNS jsonb
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select coalesce(jsonb_agg(jsonb_build_object('kind', c.kind, 'source', 'RULE', 'origin', price_constraints.origin,
    'span', price_constraints.span, 'filter', jsonb_build_object('price', c.price
      || jsonb_strip_nulls(jsonb_build_object('currency', price_constraints.currency)))) order by c.kind desc), '[]')
  from (
    select 'PRICE_MIN' as kind, jsonb_build_object(
      'min', trim_scale(case when price_constraints.bound = 'PRICE_AROUND' then round(price_constraints.low * 0.8, 2)
        else price_constraints.low end)::text,
      'minExclusive', price_constraints.bound = 'PRICE_ABOVE') as price
    where price_constraints.bound in ('PRICE_ABOVE', 'PRICE_AT_LEAST', 'PRICE_BETWEEN', 'PRICE_AROUND')
    union all
    select 'PRICE_MAX', jsonb_build_object(
      'max', trim_scale(case when price_constraints.bound = 'PRICE_AROUND' then least(round(price_constraints.high * 1.2, 2), 999999999)
        else price_constraints.high end)::text,
      'maxExclusive', price_constraints.bound = 'PRICE_BELOW')
    where price_constraints.bound in ('PRICE_BELOW', 'PRICE_AT_MOST', 'PRICE_BETWEEN', 'PRICE_AROUND')
  ) c;
$$;

ALTER FUNCTION product.price_constraints(bound text, low numeric, high numeric, currency text, origin text, span jsonb) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.price_constraints(bound text, low numeric, high numeric, currency text, origin text, span jsonb) IS 'Constraints upon the price that a bound makes (PRICE_BELOW and its like, as product.phrase says them), the lowest price first. high: of a range its end, else low again; around is within 20 %. No currency: that of the price list.';

CREATE FUNCTION product.price_lead(reading product.reading, first integer) RETURNS TABLE(priced integer, denied integer)
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $_$
declare
  v_forms text[] := (price_lead.reading).forms;
  v_gaps text[] := (price_lead.reading).gaps;
  v_word integer := price_lead.first - 1;
  v_phrase product.lexeme;
begin
  while v_word >= 1
    and v_gaps[v_word + 1] ~ '^(?:\s+|\s*[:-]\s*)$'
    and product.is_free(price_lead.reading, v_word, v_word)
  loop
    v_phrase := product.phrase_before((price_lead.reading).lexemes, v_word, '{PRICED,BUDGET,FILLER}');
    -- "do not want" and "want to spend" share a word.
    denied := (
      select min(l.first) from unnest((price_lead.reading).lexemes) l
      where l.class = 'PHRASE' and l.meaning = 'NOT' and l.first <= v_word and l.last >= coalesce(v_phrase.first, v_word));
    if denied is null and v_forms[v_word] ~ '^(?:nothing|none|cannot|(?:do|does|did|is|are|wo|would|ca|could|should|must)nt)$' then
      denied := v_word;
    end if;
    if denied is not null then
      -- "do not exceed", "it should not cost more than", "I don't want to pay more than"
      if v_forms[denied - 1] in ('do', 'does', 'did', 'is', 'are', 'should', 'must', 'will', 'can', 'would') and v_gaps[denied] ~ '^\s+$' then
        denied := denied - 1;
      end if;
      exit;
    elsif v_phrase.first is not null then
      if v_phrase.meaning <> 'FILLER' then
        priced := v_phrase.first;
      end if;
      v_word := v_phrase.first - 1;
    elsif v_forms[v_word] in ('a', 'an', 'the', 'at', 'for', 'of', 'to', 'on', 'with', 'be', 'is', 'are', 'it', 'that', 'which', 'any', 'anything', 'me', 'currently', 'go', 'going') then
      v_word := v_word - 1;
    else
      exit;
    end if;
  end loop;
  -- "that costs", "with a price": the words that hold on to it.
  while priced > 1 and v_gaps[priced] ~ '^\s+$' and v_forms[priced - 1] in ('a', 'an', 'the', 'at', 'on', 'with', 'that', 'which')
    and product.is_free(price_lead.reading, priced - 1, priced - 1)
  loop
    priced := priced - 1;
  end loop;
  return next;
end
$_$;

ALTER FUNCTION product.price_lead(reading product.reading, first integer) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.price_lead(reading product.reading, first integer) IS 'One row: what leads to a bound or an amount that starts with word first. priced: the first of the words that say it is money ("that costs", "with a budget of"); denied: the first of those that turn the bound round ("I do not want to pay"). Null where there are none.';

CREATE FUNCTION product.product_rows(product_ids bigint[], handles text[], skus text[]) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_product_ids bigint[] := coalesce(product_rows.product_ids, '{}');
begin
  perform product.check_key_count(
    coalesce(cardinality(product_rows.product_ids), 0) + coalesce(cardinality(product_rows.handles), 0)
    + coalesce(cardinality(product_rows.skus), 0), 1000);
  if product_rows.handles is not null then
    v_product_ids := v_product_ids || coalesce(
      (select array_agg(p.product_id) from product.product p where p.handle = any (product_rows.handles)), '{}');
  end if;
  if product_rows.skus is not null then
    v_product_ids := v_product_ids || product.products_of_skus(product_rows.skus);
  end if;
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
      'productId', p.product_id::text,
      'handle', p.handle,
      'title', p.title,
      'description', p.description,
      'attributes', p.attributes,
      'releasedOn', p.released_on,
      'rating', p.rating::text,
      'brand', case when b.brand_id is not null then jsonb_build_object('slug', b.slug, 'name', b.name) end,
      'category', jsonb_build_object('slug', c.slug, 'name', c.name, 'path', (
        select coalesce(jsonb_agg(jsonb_build_object('slug', a.slug, 'name', a.name) order by s.position), '[]')
        from jsonb_array_elements_text(product.category_path(c.category_id)) with ordinality s (slug, position)
        join product.category a on a.slug = s.slug
        where a.category_id <> c.category_id))
    ) order by p.product_id), '[]')
    from product.product p
    join product.category c on c.category_id = p.category_id
    left join product.brand b on b.brand_id = p.brand_id
    where p.product_id = any (v_product_ids) and p.status = 'active'
  );
end
$$;

ALTER FUNCTION product.product_rows(product_ids bigint[], handles text[], skus text[]) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.product_rows(product_ids bigint[], handles text[], skus text[]) IS 'The rows behind api.load_products, under the caller''s row security.';

CREATE FUNCTION product.products_of_skus(skus text[]) RETURNS bigint[]
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select coalesce(array_agg(distinct s.product_id), '{}') from product.sku s where s.sku = any (products_of_skus.skus);
$$;

ALTER FUNCTION product.products_of_skus(skus text[]) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.products_of_skus(skus text[]) IS 'Ids of the products with these SKUs, whoever may see them; callers join them to row-secured tables.';

CREATE FUNCTION product.proposed_filter(proposal jsonb, lexemes product.lexeme[], numbers numeric[]) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    SET random_page_cost TO '1.1'
    AS $_$
declare
  v_kind text := replace(proposed_filter.proposal ->> 'kind', 'EXCLUDE_', '');
  v_price_key text := case v_kind when 'PRICE_MIN' then 'min' when 'PRICE_MAX' then 'max' end;
  v_exclusive jsonb := coalesce(proposed_filter.proposal -> 'exclusive', 'false');
  v_currency text := upper(proposed_filter.proposal ->> 'currency');
  v_attribute text := proposed_filter.proposal ->> 'attribute';
  v_given text[] := array(
    select distinct lower(v.value) from jsonb_array_elements_text(proposed_filter.proposal -> 'values') v (value) order by 1);
  v_known text[];
  v_amount numeric := proposed_filter.proposal ->> 'amount';
  v_min numeric := proposed_filter.proposal ->> 'min';
  v_max numeric := proposed_filter.proposal ->> 'max';
  v_type text;
  v_own_unit text;
  v_units text[];
  v_unit text;
  v_filter jsonb;
begin
  if v_kind = 'IN_STOCK' then
    return '{"filter": {"inStock": true}}';
  end if;

  if v_price_key is not null then
    if v_amount is null or v_amount <= 0 or v_amount >= 1e9 or v_amount <> all (proposed_filter.numbers) then
      return '{"reason": "the amount does not stand in these words"}';
    end if;
    if v_currency is not null and not exists (
      select from unnest(proposed_filter.lexemes) l where l.class = 'CURRENCY' and l.value = v_currency)
    then
      return '{"reason": "the currency does not stand in these words"}';
    end if;
    return jsonb_build_object('filter', jsonb_build_object('price', jsonb_strip_nulls(jsonb_build_object(
      v_price_key, trim_scale(v_amount)::text, v_price_key || 'Exclusive', v_exclusive, 'currency', v_currency))));
  end if;

  if v_kind in ('BRAND', 'CATEGORY') then
    v_known := case v_kind
      when 'BRAND' then array(
        select b.slug
        from product.brand b
        where (lower(b.name) = any (v_given) or b.slug = any (v_given))
          and exists (select from product.product p where p.brand_id = b.brand_id and p.audience is null and p.status = 'active')
        order by b.slug)
      else array(
        select c.slug from product.category c where c.slug = any (v_given) order by c.slug)
    end;
    if v_known = '{}' or cardinality(v_known) < cardinality(v_given) then
      return jsonb_build_object('reason', format('the catalogue has no such %s', lower(v_kind)));
    end if;
    v_filter := jsonb_build_object(case v_kind when 'BRAND' then 'brands' else 'categories' end, v_known);
  else
    select a.type, a.unit into v_type, v_own_unit
    from (
      select r.name, r.type, r.unit from product.attribute r where r.interpretable
      union all
      select 'weight_grams', 'number', 'g'
    ) a
    where a.name = v_attribute;
    if not found then
      return '{"reason": "the catalogue has no such attribute"}';
    end if;
    if v_min is null and v_max is null then
      v_known := array(
        select g.value
        from unnest(v_given) g (value)
        where exists (
          select from product.attribute_value e
          join product.variant o on o.product_id = e.example_id and o.audience is null
          join product.product p on p.product_id = o.product_id and p.status = 'active'
          where e.attribute = v_attribute and e.value = g.value and o.attributes -> v_attribute ? g.value
        ) or (
          -- Counted, since the first of few is looked for along the key.
          select count(*)
          from product.variant o
          join product.product p on p.product_id = o.product_id and p.status = 'active'
          where o.attributes @> jsonb_build_object(v_attribute, jsonb_build_array(g.value)) and o.audience is null
        ) > 0);
      if v_known = '{}' or cardinality(v_known) < cardinality(v_given) then
        return jsonb_build_object('reason', format('nothing has such a value of %s', product.attribute_label(v_attribute)));
      end if;
      if v_type = 'number' and exists (
        select from unnest(v_known) k (value)
        where k.value !~ '^\d{1,12}(\.\d{1,6})?$' or k.value::numeric <> all (proposed_filter.numbers))
      then
        return '{"reason": "the amount does not stand in these words"}';
      end if;
      v_filter := jsonb_build_object('attributes', jsonb_build_array(jsonb_build_object('name', v_attribute, 'values', v_known)));
    else
      if v_type <> 'number' or proposed_filter.proposal ->> 'kind' = 'EXCLUDE_ATTRIBUTE' then
        return jsonb_build_object('reason', format('%s cannot be bounded so', product.attribute_label(v_attribute)));
      end if;
      if coalesce(v_min <> all (proposed_filter.numbers), false) or coalesce(v_max <> all (proposed_filter.numbers), false) then
        return '{"reason": "the amount does not stand in these words"}';
      end if;
      -- The unit is that of the words: kilograms taken for grams would be a lie. Nobody weighs in bare numbers.
      v_units := array(
        select distinct u.code
        from unnest(proposed_filter.lexemes) l
        join product.unit u on u.code = l.value
        join product.unit own on own.code = v_own_unit and own.dimension = u.dimension
        where l.class = 'UNIT');
      v_unit := case
        when cardinality(v_units) = 1 then v_units[1]
        when v_units = '{}' and v_attribute <> 'weight_grams' then v_own_unit
      end;
      if v_unit is null and v_own_unit is not null
        or proposed_filter.proposal ? 'unit' and not exists (
          select from product.unit u
          where u.code = v_unit and (u.code = proposed_filter.proposal ->> 'unit' or lower(proposed_filter.proposal ->> 'unit') = any (u.signs)))
      then
        return '{"reason": "the unit is not that of these words"}';
      end if;
      if v_unit <> v_own_unit then
        v_min := product.convert_measure(v_min, v_unit, v_own_unit);
        v_max := product.convert_measure(v_max, v_unit, v_own_unit);
      end if;
      v_min := round(v_min, 9);
      v_max := round(v_max, 9);
      if greatest(abs(v_min), abs(v_max)) >= 1e12 then
        return '{"reason": "no filter takes such an amount"}';
      end if;
      if v_min > v_max then
        return '{"reason": "its least is above its most"}';
      end if;
      v_filter := jsonb_build_object('attributes', jsonb_build_array(jsonb_strip_nulls(jsonb_build_object(
        'name', v_attribute,
        'min', trim_scale(v_min)::text, 'minExclusive', case when v_min is not null then v_exclusive end,
        'max', trim_scale(v_max)::text, 'maxExclusive', case when v_max is not null then v_exclusive end))));
    end if;
  end if;
  return jsonb_build_object('filter',
    case when proposed_filter.proposal ->> 'kind' like 'EXCLUDE%' then jsonb_build_object('exclude', v_filter) else v_filter end);
end
$_$;

ALTER FUNCTION product.proposed_filter(proposal jsonb, lexemes product.lexeme[], numbers numeric[]) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.proposed_filter(proposal jsonb, lexemes product.lexeme[], numbers numeric[]) IS 'The filter that a model''s proposal means, {filter}, or why it has none, {reason}, in words that never repeat the model''s. lexemes and numbers: of the words that it quotes. Brands, categories and values must be those of the live, unrestricted catalogue; amounts, currencies and units must stand in the words.';

CREATE FUNCTION product.prove_offer(constraints jsonb, facts jsonb) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  return jsonb_build_object(
    'price', jsonb_build_object(
      'amount', product.amount_text((prove_offer.facts ->> 'amount')::numeric, prove_offer.facts ->> 'currency'),
      'currency', prove_offer.facts -> 'currency',
      'compareAt', product.amount_text((prove_offer.facts ->> 'compareAt')::numeric, prove_offer.facts ->> 'currency'),
      'priceList', prove_offer.facts -> 'priceList',
      'validFrom', prove_offer.facts -> 'validFrom',
      'validTo', prove_offer.facts -> 'validTo'),
    'stock', jsonb_build_object(
      'available', prove_offer.facts -> 'available',
      'status', product.stock_status((prove_offer.facts ->> 'available')::integer),
      'locations', prove_offer.facts -> 'locations'),
    'checks', (
      select jsonb_agg(product.check_constraint(c.value, prove_offer.facts) order by c.position)
      from jsonb_array_elements(prove_offer.constraints) with ordinality c (value, position)));
end
$$;

ALTER FUNCTION product.prove_offer(constraints jsonb, facts jsonb) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.prove_offer(constraints jsonb, facts jsonb) IS 'What an answer shows of one offer: {price, stock, checks}, from its facts (amount, compareAt, currency, priceList, validFrom, validTo, asOf, available, locations, attributes, weightGrams, brand, brandSlug, handle, category, categoryPath; amounts as texts), a check for each constraint in their order.';

CREATE FUNCTION product.public_demand(now timestamp with time zone) RETURNS product.demand
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_demand product.demand;
begin
  v_demand.as_of := public_demand.now;
  v_demand.sees_all := false;
  select l.price_list_id into v_demand.price_list_id
  from product.price_list l
  where l.customer_group is null
  order by l.is_default desc, l.price_list_id
  limit 1;
  return v_demand;
end
$$;

ALTER FUNCTION product.public_demand(now timestamp with time zone) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.public_demand(now timestamp with time zone) IS 'What anybody may buy at an instant: a price of the default public list, and no other demand. In a shop without public lists nothing meets it.';

CREATE FUNCTION product.qualified_products(demand product.demand, offer_limit bigint) RETURNS bigint[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    SET random_page_cost TO '1.1'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $$
declare
  -- Products up to which each is looked up by its key; above, all offers of the list are read in one go.
  v_scope_limit constant integer := 10000;
  v_scope_ids bigint[] := product.demanded_products(qualified_products.demand, v_scope_limit);
  v_product_ids bigint[];
  v_offers bigint;
begin
  if v_scope_ids is not null then
    select array_agg(distinct o.product_id)
    into v_product_ids
    from product.qualifying_offers(qualified_products.demand) o
    where o.product_id = any (v_scope_ids);
    return coalesce(v_product_ids, '{}');
  end if;
  select array_agg(g.product_id), sum(g.offers)
  into v_product_ids, v_offers
  from (
    select q.product_id, count(*) as offers
    from (
      select o.product_id
      from product.qualifying_offers(qualified_products.demand) o
      limit qualified_products.offer_limit
    ) q
    group by q.product_id
  ) g;
  return case when v_offers >= qualified_products.offer_limit then null else coalesce(v_product_ids, '{}') end;
end
$$;

ALTER FUNCTION product.qualified_products(demand product.demand, offer_limit bigint) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.qualified_products(demand product.demand, offer_limit bigint) IS 'Ids of the products with a qualifying offer, in no order; null when there are offer_limit such offers or more, so that the count is bounded. A first wall of decision 4: it states the entitlement itself, being owned by the tables'' owner.';

CREATE TABLE product.offer (
    product_id bigint NOT NULL,
    variant_id bigint NOT NULL,
    price_list_id bigint NOT NULL,
    valid_from timestamp with time zone NOT NULL,
    valid_to timestamp with time zone NOT NULL,
    amount numeric NOT NULL,
    compare_at numeric,
    currency text NOT NULL,
    available integer,
    audience text[]
);

ALTER TABLE product.offer OWNER TO trueshelf_data;

COMMENT ON TABLE product.offer IS 'What retrieval filters on: a row per variant, price list and price period of active products, with the stock of the moment (null: unknown). It stores periods, never "the price now": whether a period runs is judged by each query at its own instant. Kept by trigger in the transaction that writes the price or the stock; trueshelf doctor proves it against product.offer_truth.';

CREATE FUNCTION product.qualifying_offers(demand product.demand) RETURNS SETOF product.offer
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
  select o.*
  from product.offer o
  -- Not in (…, …): where there is no second list the first is a plain condition, and an index on amounts is in order.
  where (o.price_list_id = (qualifying_offers.demand).price_list_id
      or ((qualifying_offers.demand).fallback_list_id is not null
        and o.price_list_id = (qualifying_offers.demand).fallback_list_id))
    and o.valid_from <= (qualifying_offers.demand).as_of
    and o.valid_to > (qualifying_offers.demand).as_of
    -- A customer group's own list goes first, variant by variant; the public list fills what it leaves out.
    and (
      (qualifying_offers.demand).fallback_list_id is null
      or o.price_list_id = (qualifying_offers.demand).price_list_id
      or not exists (
        select from product.offer own
        where own.product_id = o.product_id
          and own.variant_id = o.variant_id
          and own.price_list_id = (qualifying_offers.demand).price_list_id
          and own.valid_from <= (qualifying_offers.demand).as_of
          and own.valid_to > (qualifying_offers.demand).as_of
      )
    )
    -- Each bound first as one range, which the index on amounts can read, then without its end.
    and ((qualifying_offers.demand).min_amount is null or o.amount >= (qualifying_offers.demand).min_amount)
    and ((qualifying_offers.demand).min_exclusive is not true or o.amount <> (qualifying_offers.demand).min_amount)
    and ((qualifying_offers.demand).max_amount is null or o.amount <= (qualifying_offers.demand).max_amount)
    and ((qualifying_offers.demand).max_exclusive is not true or o.amount <> (qualifying_offers.demand).max_amount)
    and ((qualifying_offers.demand).in_stock is not true or o.available > 0)
    and ((qualifying_offers.demand).location_ids is null
      or exists (
        select from product.stock s
        where s.product_id = o.product_id
          and s.variant_id = o.variant_id
          and s.location_id = any ((qualifying_offers.demand).location_ids)
          and s.available > 0
      ))
    and ((qualifying_offers.demand).sees_all
      or o.audience is null
      or (qualifying_offers.demand).customer_group = any (o.audience))
    and ((qualifying_offers.demand).excluded_product_ids is null
      or o.product_id <> all ((qualifying_offers.demand).excluded_product_ids))
    and (
      num_nulls((qualifying_offers.demand).category_ids, (qualifying_offers.demand).brand_ids,
        (qualifying_offers.demand).excluded_category_ids, (qualifying_offers.demand).excluded_brand_ids) = 4
      or exists (
        select from product.product p
        where p.product_id = o.product_id
          and ((qualifying_offers.demand).category_ids is null
            or p.category_id = any ((qualifying_offers.demand).category_ids))
          and ((qualifying_offers.demand).excluded_category_ids is null
            or p.category_id <> all ((qualifying_offers.demand).excluded_category_ids))
          and ((qualifying_offers.demand).brand_ids is null
            or p.brand_id = any ((qualifying_offers.demand).brand_ids))
          and ((qualifying_offers.demand).excluded_brand_ids is null
            or p.brand_id is null
            or p.brand_id <> all ((qualifying_offers.demand).excluded_brand_ids))
      )
    )
    and (
      num_nulls((qualifying_offers.demand).attributes, (qualifying_offers.demand).excluded_attributes,
        (qualifying_offers.demand).weight) = 3
      or exists (
        select from product.variant v
        where v.product_id = o.product_id
          and v.variant_id = o.variant_id
          and ((qualifying_offers.demand).attributes is null
            or v.attributes @? (qualifying_offers.demand).attributes)
          and ((qualifying_offers.demand).excluded_attributes is null
            or not v.attributes @? (qualifying_offers.demand).excluded_attributes)
          and ((qualifying_offers.demand).weight is null
            or v.weight_grams <@ (qualifying_offers.demand).weight)
      )
    );
$$;

ALTER FUNCTION product.qualifying_offers(demand product.demand) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.qualifying_offers(demand product.demand) IS 'The offers that meet the whole demand at once. The single place where truth is judged: inlined into every retrieval arm before its limit, and again, under row security, into the last step.';

CREATE FUNCTION product.range_label(demanded jsonb) RETURNS text
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_name constant text := range_label.demanded ->> 'name';
  v_min constant numeric := range_label.demanded ->> 'min';
  v_max constant numeric := range_label.demanded ->> 'max';
  v_low constant text := product.measure_label(v_name, v_min);
  v_high constant text := product.measure_label(v_name, v_max);
  v_over constant boolean := coalesce((range_label.demanded ->> 'minExclusive')::boolean, false);
  v_under constant boolean := coalesce((range_label.demanded ->> 'maxExclusive')::boolean, false);
begin
  return product.attribute_label(v_name) || ' ' || case
    when v_min is null or v_max is null or v_over or v_under then concat_ws(' and ',
      case when v_min is not null then case when v_over then 'over ' else 'at least ' end || v_low end,
      case when v_max is not null then case when v_under then 'under ' else 'at most ' end || v_high end)
    when v_min = v_max then v_high
    -- A unit that both have is said once: "20 to 30 l", but "800 g to 1 kg".
    else case when substring(v_low from ' .*') = substring(v_high from ' .*') then split_part(v_low, ' ', 1) else v_low end || ' to ' || v_high
  end;
end
$$;

ALTER FUNCTION product.range_label(demanded jsonb) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.range_label(demanded jsonb) IS 'A range out of product.read_attributes in words: "weight under 1 kg", "capacity at least 20 l", "capacity 20 to 30 l", "screen 27 in".';

CREATE FUNCTION product.read_amount(given jsonb, place text) RETURNS numeric
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $_$
begin
  if read_amount.given is null or read_amount.given = 'null' then
    return null;
  end if;
  if jsonb_typeof(read_amount.given) not in ('string', 'number')
    or read_amount.given #>> '{}' !~ '^[0-9]{1,9}(\.[0-9]{1,4})?$'
  then
    raise exception using errcode = 'TSFLT',
      message = format('%s is %s, expected an amount from 0 to 999999999 with up to 4 decimals',
        read_amount.place, left(read_amount.given::text, 60)),
      hint = format('Write it as a decimal string, for example "%s": "149.99".', read_amount.place);
  end if;
  return (read_amount.given #>> '{}')::numeric;
end
$_$;

ALTER FUNCTION product.read_amount(given jsonb, place text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.read_amount(given jsonb, place text) IS 'An amount of money out of a filter: a decimal string (a JSON number serves too); null for none. Raises TSFLT.';

CREATE FUNCTION product.read_attributes(given jsonb, place text) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_values jsonb := '{}';
  v_ranges jsonb := '[]';
  v_item jsonb;
  v_name text;
  v_given text[];
begin
  if read_attributes.given is null or read_attributes.given = 'null' then
    return null;
  end if;
  if jsonb_typeof(read_attributes.given) <> 'array' or jsonb_array_length(read_attributes.given) > 50 then
    raise exception using errcode = 'TSFLT',
      message = format('%s must be a list of at most 50 {name, values} or {name, min, max, unit}', read_attributes.place),
      hint = format('For example "%s": [{"name": "material", "values": ["leather"]}].', read_attributes.place);
  end if;
  for v_item in select e.value from jsonb_array_elements(read_attributes.given) e (value) loop
    perform product.check_keys(
      v_item, '{name,values,min,max,minExclusive,maxExclusive,unit}', read_attributes.place || '[]', 'TSFLT');
    v_name := v_item ->> 'name';
    v_given := product.read_texts(v_item -> 'values', read_attributes.place || '[].values');
    if v_name is null or v_given is null and not v_item ?| '{min,max}' then
      raise exception using errcode = 'TSFLT',
        message = format('%s has an entry without a name, or without values and bounds', read_attributes.place),
        hint = 'Give both: {"name": "material", "values": ["leather"]}, or for a number {"name": "weight_grams", "max": "1.5", "unit": "kg"}.';
    end if;
    if v_name <> 'weight_grams' and not exists (select from product.attribute a where a.name = v_name) then
      raise exception using errcode = 'TSFLT',
        message = format('%s names the unknown attribute "%s"', read_attributes.place, left(v_name, 100)),
        hint = coalesce(
          (select format('Registered attributes: %s.', string_agg(a.name, ', ' order by a.name))
            from (select a.name from product.attribute a order by a.name limit 30) a),
          'This catalogue has no registered attributes.');
    end if;
    if v_given is null then
      v_ranges := v_ranges || product.read_range(v_item, read_attributes.place);
    elsif v_item ?| '{min,max,minExclusive,maxExclusive,unit}' then
      raise exception using errcode = 'TSFLT',
        message = format('%s[] "%s" has both values and a range', read_attributes.place, left(v_name, 100)),
        hint = 'Give one of them, or two entries: both will hold.';
    elsif v_name = 'weight_grams' then
      raise exception using errcode = 'TSFLT',
        message = format('%s[] "weight_grams" has values, expected min, max or both', read_attributes.place),
        hint = 'The weight of a variant is compared: {"name": "weight_grams", "max": "1.5", "unit": "kg"}.';
    else
      v_values := v_values || jsonb_build_object(v_name, (
        select jsonb_agg(distinct lower(u.value))
        from (
          select unnest(v_given) as value
          union all
          select jsonb_array_elements_text(v_values -> v_name)
        ) u
      ));
    end if;
  end loop;
  return nullif((
    select coalesce(jsonb_agg(d.demanded order by d.demanded ->> 'name', d.position), '[]')
    from (
      select jsonb_build_object('name', v.key, 'values', v.value) as demanded, 0::bigint as position
      from jsonb_each(v_values) v
      union all
      select r.value, r.position from jsonb_array_elements(v_ranges) with ordinality r (value, position)
    ) d
  ), '[]');
end
$$;

ALTER FUNCTION product.read_attributes(given jsonb, place text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.read_attributes(given jsonb, place text) IS 'Attribute demands out of a filter by name: [{name, values}], one for all values of a name, in lower case, and the ranges behind it, each as product.read_range has it; null for none. Raises TSFLT, also for a name that is not registered.';

CREATE FUNCTION product.read_bound(given jsonb, from_unit text, to_unit text, place text) RETURNS text
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $_$
declare
  v_amount numeric;
begin
  if read_bound.given is null then
    return null;
  end if;
  -- Twelve places: an ounce is 28.349523125 g.
  if jsonb_typeof(read_bound.given) not in ('string', 'number')
    or read_bound.given #>> '{}' !~ '^-?[0-9]{1,12}(\.[0-9]{1,12})?$'
  then
    raise exception using errcode = 'TSFLT',
      message = format('%s is %s, expected a number of up to 12 digits and 12 decimals', read_bound.place, left(read_bound.given::text, 60)),
      hint = 'Write it as a decimal string, for example "1.5"; the unit goes beside it.';
  end if;
  v_amount := read_bound.given #>> '{}';
  return trim_scale(case
    when read_bound.from_unit is not distinct from read_bound.to_unit then v_amount
    else product.convert_measure(v_amount, read_bound.from_unit, read_bound.to_unit)
  end)::text;
end
$_$;

ALTER FUNCTION product.read_bound(given jsonb, from_unit text, to_unit text, place text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.read_bound(given jsonb, from_unit text, to_unit text, place text) IS 'One end of a range out of a filter, given in one unit, as a decimal string in another, both codes of product.unit and of one dimension, or alike; null for none. Raises TSFLT.';

CREATE FUNCTION product.read_cursor(cursor text) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $_$
declare
  v_content jsonb;
begin
  begin
    v_content := convert_from(decode(
      translate(read_cursor.cursor, '-_', '+/') || repeat('=', (4 - length(read_cursor.cursor) % 4) % 4), 'base64'), 'UTF8')::jsonb;
    if jsonb_typeof(v_content) <> 'object'
      or v_content ->> 'question' is null
      or not isfinite((v_content ->> 'asOf')::timestamptz)
      or num_nulls((v_content ->> 'group')::integer, (v_content ->> 'sort')::numeric, (v_content ->> 'id')::bigint) > 0
      or jsonb_typeof(v_content -> 'byWords') <> 'boolean'
      or not isfinite(coalesce((v_content ->> 'at')::timestamptz, 'infinity'))
      or coalesce((v_content ->> 'rank')::bigint, 0) not between 1 and 1e9
      or jsonb_path_exists(v_content, '$.typical.* ? (!(@.measure.type() == "string")
        || exists (@.typical) && !(@.typical.type() == "number" && @.typical < 1e15 && @.typical > -1e15)
        || @.measure == "released_on" && (@.typical < -1e6 || @.typical > 1e6))')
      or coalesce((v_content ->> 'bestBase')::double precision, 1) not between 0 and 2
      or coalesce((v_content ->> 'mostMet')::double precision, 1) not between 0 and 1
      or (v_content ->> 'sort')::numeric in ('NaN', 'Infinity', '-Infinity')
      or coalesce((v_content ->> 'bestMeaning')::double precision, 1) not between 1e-6 and 1.01
      or coalesce((v_content ->> 'bestAll')::double precision, 1) not between 1e-12 and 1e6
      or coalesce((v_content ->> 'bestAny')::double precision, 1) not between 1e-12 and 1e6
    then
      raise exception 'incomplete';
    end if;
    perform product.check_proposals(v_content -> 'proposals');
  exception when others then
    raise exception using errcode = 'TSCUR',
      message = 'the cursor is not one of ours',
      hint = 'Pass on the cursor of an item as it was received, or start again without one.';
  end;
  return v_content;
end
$_$;

ALTER FUNCTION product.read_cursor(cursor text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.read_cursor(cursor text) IS 'The content of a cursor. Raises TSCUR for anything else.';

CREATE FUNCTION product.read_list(reading product.reading, first integer, kinds text[], attribute text, loose boolean, mended boolean) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_read product.reading := read_list.reading;
  v_found jsonb;
  v_next jsonb;
  v_path text[];
  v_word integer;
  v_strong boolean;
begin
  v_found := product.recognise_words(v_read, read_list.first, read_list.kinds, read_list.attribute, false, read_list.loose);
  if v_found is null and read_list.mended then
    v_read := product.mend_words(v_read, read_list.first, read_list.kinds, read_list.attribute);
    v_found := product.recognise_words(v_read, read_list.first, read_list.kinds, read_list.attribute, false, read_list.loose);
  end if;
  if v_found is null then
    return null;
  end if;
  v_path := case v_found ->> 'kind' when 'BRAND' then '{brands}' when 'CATEGORY' then '{categories}' else '{attributes,0,values}' end;
  -- "in black, navy or blue": any of them will do. Only more of the same kind joins, and of the same attribute.
  loop
    select s.word, s.strong into v_word, v_strong from product.list_step(v_read, (v_found ->> 'last')::integer) s;
    exit when v_word is null;
    v_next := product.recognise_words(v_read, v_word, array[v_found ->> 'kind'], v_found ->> 'attribute', false, read_list.loose);
    if v_next is null and v_strong and read_list.mended then
      v_read := product.mend_words(v_read, v_word, array[v_found ->> 'kind'], v_found ->> 'attribute');
      v_next := product.recognise_words(v_read, v_word, array[v_found ->> 'kind'], v_found ->> 'attribute', false, read_list.loose);
    end if;
    exit when v_next is null;
    v_found := v_found || jsonb_build_object(
      'last', v_next -> 'last',
      'alternatives', '[]'::jsonb, -- another reading of one of several would be none of them all
      'filter', jsonb_set(v_found -> 'filter', v_path, (
        select jsonb_agg(v.value order by v.position)
        from (
          select e.value, min(e.position) as position
          from jsonb_array_elements((v_found -> 'filter' #> v_path) || (v_next -> 'filter' #> v_path)) with ordinality e (value, position)
          group by e.value
          order by position
          limit 1000 -- as many as a filter takes
        ) v
      )));
  end loop;
  return v_found;
end
$$;

ALTER FUNCTION product.read_list(reading product.reading, first integer, kinds text[], attribute text, loose boolean, mended boolean) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.read_list(reading product.reading, first integer, kinds text[], attribute text, loose boolean, mended boolean) IS 'What product.recognise_words finds from a position on, joined with more of its kind behind commas, "or" and "and"; last: of the last one. mended: misspelt words are mended.';

CREATE FUNCTION product.read_measures(reading product.reading) RETURNS TABLE(first integer, last integer, start integer, behind integer, amount numeric, unit text, attribute text, origin text, plus boolean)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $_$
declare
  v_reading product.reading := read_measures.reading;
  v_lexemes product.lexeme[] := (read_measures.reading).lexemes;
  v_forms text[] := (read_measures.reading).forms;
  v_gaps text[] := (read_measures.reading).gaps;
  v_number record;
  v_named record;
  v_glue text;
  v_next integer;
  v_behinds product.lexeme[];
begin
  select array_agg(l) into v_behinds
  from unnest(v_lexemes) l
  where l.class = 'PHRASE' and l.meaning in ('AT_MOST_BEHIND', 'AT_LEAST_BEHIND', 'AROUND_BEHIND');
  for v_number in
    select n.first, n.last, n.amount from product.find_numbers(v_reading) n
  loop
    continue when not product.is_free(v_reading, v_number.first, v_number.last);
    first := v_number.first;
    last := v_number.last;
    amount := v_number.amount;
    start := v_reading.starts[first];
    behind := v_reading.behinds[last];
    unit := null;
    attribute := null;
    origin := null;
    plus := false;
    -- "-10", "to -10", never "20-30" nor "iphone-10".
    if v_gaps[first] ~ '\s-$' or first = 1 and v_gaps[first] = '-' then
      amount := -amount;
      start := start - 1;
    elsif first > 1 and v_forms[first - 1] = chr(8722) and v_gaps[first] = '' then
      amount := -amount;
      first := first - 1;
      start := v_reading.starts[first];
    end if;
    continue when v_gaps[first] = '/' or first > 1 and (
      v_gaps[first] ~ '^[''’]\s?$' and v_forms[first - 1] ~ '^[0-9]' -- the inches of 6'2"
      or v_forms[first - 1] = 'x' -- one side of what is 50 x 70 cm
      or exists ( -- "size 13 in black", "sizes 10 L"
        select from unnest(v_lexemes) l
        where l.last = read_measures.first - 1 and (l.class = 'CURRENCY' or l.class = 'ATTRIBUTE' and l.meaning = 'text')));

    v_glue := v_gaps[last + 1];
    if v_glue ~ '^\+' then
      plus := true;
      v_glue := substr(v_glue, 2);
    end if;
    -- 13" and 13'', unless the mark closes a quotation.
    if v_glue ~ '^(?:["”]|''''|’’)'
      and substr(v_reading.content, 1, start - 1) !~ '(?:^|\s)["“][^"”]*$'
    then
      select u.code, 'unit: ' || u.code into unit, origin from product.unit u where 'in' = any (u.signs);
      behind := behind + case when v_glue ~ '^["”]' then 1 else 2 end;
    end if;
    if unit is null and v_glue ~ '^\s*[-‐‑]?\s*$' then
      -- "20 or more litres": the bound may stand before the unit.
      v_next := null;
      if v_behinds is not null then
        select l.last + 1 into v_next
        from unnest(v_behinds) l
        where l.first = read_measures.last + 1 and product.is_free(v_reading, l.first, l.last)
        order by l.last desc
        limit 1;
      end if;
      v_next := coalesce(v_next, last + 1);
      select l.class, l.name, l.value, l.last, l.origin into v_named
      from unnest(v_lexemes) l
      where l.first = v_next and product.is_free(v_reading, l.first, l.last)
        and case l.class
          -- "13 in screen", but "2 in 1", "5 in black", "10 in the box".
          when 'UNIT' then v_forms[v_next] <> 'in' or v_glue = '' or not coalesce(
            v_forms[v_next + 1] ~ '^(?:[0-9].*|the|a|an|one|my|stock|total|sizes?|any|all)$'
            or exists (
              select from unnest(v_lexemes) n
              where n.first = v_next + 1 and (n.class = 'LOCATION' or n.class = 'VALUE' and n.meaning in ('VOCABULARY', 'SYNONYM'))), false)
          -- What is counted needs no unit: "4 seats", "4 or more ports".
          when 'ATTRIBUTE' then l.meaning = 'number' and exists (select from product.attribute a where a.name = l.name and a.unit is null)
          else false end
      order by l.class desc, l.last desc, l.name, l.value
      limit 1;
      if found then
        last := v_named.last;
        behind := v_reading.behinds[last];
        origin := v_named.origin;
        if v_named.class = 'UNIT' then
          unit := v_named.value;
        else
          attribute := v_named.name;
        end if;
      end if;
    end if;
    -- A value that has a unit in it ("20 cm") hides it.
    if unit is null and attribute is null and v_glue ~ '^\s*$' and exists (
      select from unnest(v_lexemes) l
      where l.class = 'VALUE' and l.meaning = 'VOCABULARY' and l.first <= read_measures.first and l.last > read_measures.last)
    then
      select u.code, 'unit: ' || u.code into unit, origin
      from product.unit u
      where embeddings.fold_plural(v_forms[last + 1]) = any (u.terms);
      if found then
        last := last + 1;
        behind := v_reading.behinds[last];
      end if;
    end if;
    continue when v_forms[last + 1] = 'x' or v_forms[last + 1:last + 3] = '{and,a,half}';
    plus := plus or v_gaps[last + 1] ~ '^(?:["”’]|'')*\+';
    return next;
  end loop;
end
$_$;

ALTER FUNCTION product.read_measures(reading product.reading) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.read_measures(reading product.reading) IS 'The numbers of a question that no rule has read, in its order: of which words (with the unit, or what is counted), at which positions (with a minus, with the marks of inches), the amount, the code of its unit or the attribute that it counts (both null: a bare number), the row that says so, and whether a plus stands behind it ("55+ inch").';

CREATE FUNCTION product.read_money(reading product.reading) RETURNS TABLE(first integer, last integer, amount numeric, currencies text[])
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $_$
declare
  v_forms text[] := (read_money.reading).forms;
  v_gaps text[] := (read_money.reading).gaps;
  v_lexemes product.lexeme[] := (read_money.reading).lexemes;
  v_signs product.lexeme[] := array(select l from unnest(v_lexemes) l where l.class = 'CURRENCY');
  v_starts integer[] := array(
    select w.position from unnest(v_forms) with ordinality w (form, position) where w.form ~ '^[0-9]'
    union
    select l.first from unnest(v_lexemes) l where l.class = 'NUMERAL'
    union
    select l.first - 1 from unnest(v_lexemes) l where l.class = 'NUMERAL' and v_forms[l.first - 1] in ('a', 'an')
    order by 1);
  v_default text;
  v_word integer;
  v_read_to integer := 0;
  v_number record;
  v_before text[];
  v_behind text[];
  v_term text[];
begin
  if v_starts = '{}' then
    return;
  end if;
  foreach v_word in array v_starts loop
    continue when v_word <= v_read_to;
    select * into v_number from product.read_number(read_money.reading, v_word, true);
    continue when not found;
    -- "between one hundred and two thousand"
    if 'and' = any (v_forms[v_word:v_number.last]) and (product.phrase_before(v_lexemes, v_word - 1, '{PRICE_BETWEEN}')).first is not null
      and v_forms[v_number.last + 1] is distinct from 'and' and v_forms[v_number.last + 1] is distinct from 'to'
    then
      select * into v_number from product.read_number(read_money.reading, v_word, false);
    end if;
    first := v_word;
    last := v_number.last;
    amount := v_number.amount;
    v_before := '{}';
    v_behind := '{}';

    if v_gaps[first] ~ '^\s*$' then
      select coalesce(min(l.first), v_word), coalesce(array_agg(l.value), '{}')
      into first, v_before
      from (
        select l.first, l.value, min(l.first) over () as longest
        from unnest(v_signs) l
        where l.last = v_word - 1 and l.first > v_read_to
          -- "US$" is written in one, unlike "us $".
          and (l.first = l.last or v_gaps[l.last] = '' or v_forms[l.last] ~ '[a-z]')
      ) l
      where l.first = l.longest;
    end if;
    -- m3, wh-1000 and 30/34 are no amounts, unlike under150.
    continue when first = v_word and first > 1 and (
      v_gaps[first] ~ '^-?$' and v_forms[first - 1] !~ '^[0-9]' and first - 1 > v_read_to
        and not exists (select from unnest(v_lexemes) l where l.last = read_money.first - 1 and l.class = 'PHRASE')
      or v_gaps[first] ~ '/' and v_forms[first - 1] ~ '^[0-9]');

    if v_gaps[last + 1] ~ '^[\s-]?$' then
      select coalesce(max(l.last), v_number.last), coalesce(array_agg(l.value), '{}')
      into last, v_behind
      from (
        select l.last, l.value, max(l.last) over () as longest
        from unnest(v_signs) l
        where l.first = v_number.last + 1
          and (l.first = l.last or v_gaps[l.last] = '' or v_forms[l.last] ~ '[a-z]')
          -- In "20 $50" the sign is that of the 50.
          and not (v_gaps[l.first] <> '' and v_gaps[l.last + 1] = '' and coalesce(v_forms[l.last + 1], '') ~ '^[0-9]')
          -- A pound is money where there are prices in it, else a weight.
          and (
            not exists (select from unnest(v_lexemes) u where u.class = 'UNIT' and u.first = l.first and u.last = l.last)
            or exists (select from product.price_list p where p.currency = l.value))
      ) l
      where l.last = l.longest;
    end if;
    -- "150gb", "18s", "20%", "5'10", "30/34", "13" laptop", "2 20".
    if v_behind = '{}' and (
      last < cardinality(v_forms) and (v_gaps[last + 1] ~ '^(?:$|[/*])'
          -- "$30ish"
          and (product.phrase_behind(v_lexemes, last + 1, '{AROUND_BEHIND}')).first is null
        or v_forms[last + 1] in ('%', 'percent'))
      -- Feet and inches, unless the mark closes a quotation.
      or v_gaps[last + 1] ~ '^[''’"”]'
        and substr((read_money.reading).content, 1, (read_money.reading).starts[v_word] - 1) !~ '(?:^|\s)[''‘"“][^''’"”]*$'
      or last < cardinality(v_forms) and v_before = '{}' and v_gaps[last + 1] ~ '^\s+$' and (v_forms[last + 1] ~ '^[0-9]'
          or exists (select from unnest(v_lexemes) l where l.class = 'NUMERAL' and l.first = v_number.last + 1)))
    then
      v_read_to := last;
      continue;
    end if;

    currencies := case when v_before = '{}' then v_behind else v_before end;
    if v_before && v_behind then
      currencies := array(select b.code from unnest(v_before) b (code) where b.code = any (v_behind));
    end if;
    if cardinality(currencies) > 1 then
      v_default := coalesce(v_default, product.default_currency());
      v_term := case when v_before = '{}' then v_forms[v_number.last + 1:last] else v_forms[first:v_word - 1] end;
      v_term[cardinality(v_term)] := embeddings.fold_plural(v_term[cardinality(v_term)]);
      currencies := array(
        select c.code
        from product.currency c
        where c.code = any (read_money.currencies)
        order by c.code = v_default desc,
          exists (select from product.price_list p where p.currency = c.code) desc,
          array_position(c.terms, array_to_string(v_term, ' ')), c.code);
    end if;
    v_read_to := last;
    return next;
  end loop;
end
$_$;

ALTER FUNCTION product.read_money(reading product.reading) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.read_money(reading product.reading) IS 'What may be an amount of money in a question, in its order: words from first to last, with the sign or word of a currency before and behind. currencies: what that may mean, the likeliest first (the default one, then those with a price list, then as their rows list it); none for a bare number.';

CREATE FUNCTION product.read_number(reading product.reading, first integer, joined boolean) RETURNS TABLE(last integer, amount numeric)
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $_$
declare
  v_forms text[] := (read_number.reading).forms;
  v_gaps text[] := (read_number.reading).gaps;
  v_values numeric[] := array_fill(null::numeric, array[cardinality(v_forms) + 3]);
  v_multiplies boolean[] := array_fill(false, array[cardinality(v_forms) + 3]);
  v_word integer := read_number.first;
  v_next integer;
  v_written text;
  v_total numeric := 0;
  v_part numeric := 0;
  -- What may be added must be less: 100 behind a hundred, 10 behind "twenty", 0 behind digits.
  v_room numeric := 1e9;
  v_lexeme product.lexeme;
begin
  foreach v_lexeme in array (read_number.reading).lexemes loop
    -- Looked up in the singular: "hundreds" is no number.
    if v_lexeme.class = 'NUMERAL' and v_lexeme.origin = 'numeral: ' || v_forms[v_lexeme.first] then
      v_values[v_lexeme.first] := v_lexeme.value::numeric;
      v_multiplies[v_lexeme.first] := v_lexeme.meaning = 'MULTIPLIES';
    end if;
  end loop;

  if v_forms[v_word] ~ '^[0-9]' then
    v_written := v_forms[v_word];
    if v_written ~ '^[1-9][0-9]{0,2}$' then
      -- "1 299", "1'299": groups of three, with whichever blank or apostrophe.
      while v_forms[v_word + 1] ~ '^[0-9]{3}(?:[.,][0-9]{1,2})?$'
        and v_gaps[v_word + 1] ~ '^[ \u00a0\u2009\u202f''\u2019]$'
        and v_written !~ '[.,]'
      loop
        v_word := v_word + 1;
        v_written := v_written || v_forms[v_word];
      end loop;
    end if;
    v_part := case when v_written ~ '^0[.,][0-9]{1,9}$' then replace(v_written, ',', '.')::numeric
      else product.parse_amount(v_written) end;
    v_room := 0;
  elsif v_forms[v_word] in ('a', 'an') and v_multiplies[v_word + 1] and length(v_forms[v_word + 1]) > 1
    and v_gaps[v_word + 1] ~ '^\s+$'
  then
    v_part := 1;
  elsif v_values[v_word] is null or length(v_forms[v_word]) = 1 then
    return;
  elsif v_multiplies[v_word] then
    v_part := 1;
    v_word := v_word - 1;
  else
    v_part := v_values[v_word];
    v_room := case when v_part between 20 and 90 and v_part % 10 = 0 then 10 else 0 end;
  end if;
  if v_part is null or v_part >= 1e9 then
    return;
  end if;

  loop
    v_next := v_word + 1;
    if read_number.joined and v_forms[v_next] = 'and' and v_multiplies[v_word] and not v_multiplies[v_next + 1]
      and v_gaps[v_next] ~ '^\s+$' and v_gaps[v_next + 1] ~ '^\s+$'
      -- "two hundred and three hundred" are two numbers.
      and not coalesce(v_multiplies[v_next + 2] and (v_values[v_next + 2] <= 100 or v_total > 0), false)
      and not coalesce(v_multiplies[v_next + 3] and v_values[v_next + 2] < 10 and (v_values[v_next + 3] <= 100 or v_total > 0), false)
    then
      v_next := v_next + 1;
    end if;
    exit when v_values[v_next] is null
      -- A letter multiplies the digits that it touches: "2k", never "2 k", which may be kelvins.
      or v_next > read_number.first and length(v_forms[v_next]) = 1 and not (v_gaps[v_next] = '' and v_forms[v_word] ~ '^[0-9]')
      or v_next > read_number.first and v_gaps[v_next] !~ '^(?:\s+|-)?$';
    if not v_multiplies[v_next] then
      exit when v_values[v_next] >= v_room;
      v_part := v_part + v_values[v_next];
      v_room := case when v_values[v_next] between 20 and 90 and v_values[v_next] % 10 = 0 then 10 else 0 end;
    elsif v_values[v_next] >= 1000 then
      exit when v_total > 0 or v_part = 0;
      v_total := v_part * v_values[v_next];
      v_part := 0;
      v_room := 1000;
    else
      exit when v_part = 0 or v_part >= 100;
      v_part := v_part * v_values[v_next];
      v_room := 100;
    end if;
    v_word := v_next;
    exit when v_total + v_part >= 1e9;
  end loop;
  if v_total + v_part < 1e9 and v_word >= read_number.first then
    last := v_word;
    amount := trim_scale(v_total + v_part);
    return next;
  end if;
end
$_$;

ALTER FUNCTION product.read_number(reading product.reading, first integer, joined boolean) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.read_number(reading product.reading, first integer, joined boolean) IS 'The number that starts with word first, in digits ("1,299.00", "1 299", "1.5k") or in words ("a hundred", "two hundred and fifty"): its last word and how much; no row where none starts or it is 1e9 or more. joined: whether an "and" may be part of it.';

CREATE FUNCTION product.read_options(options jsonb, allowed text[]) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $_$
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
$_$;

ALTER FUNCTION product.read_options(options jsonb, allowed text[]) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.read_options(options jsonb, allowed text[]) IS 'Checks the options object and returns it without nulls. allowed: the keys that the caller takes. Raises TSOPT, TSCUR or TSCCY and names the key.';

CREATE FUNCTION product.read_question(query_text text, filter jsonb, options jsonb, query_vector public.vector, now timestamp with time zone) RETURNS product.question
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $_$
declare
  v_question product.question;
  v_demanded jsonb;
  v_by text;
  v_anchor jsonb;
  v_anchor_title text;
  v_anchor_category_id bigint;
  v_written text := product.normalise_question(read_question.query_text);
  v_residue text;
  v_known_share double precision := 1;
  v_embedded jsonb; -- options.queryEmbedding
  v_vector_text text;
  v_says boolean := false; -- whether a word of the question is more than a stop word
  v_browses boolean;
  v_repairs jsonb := '[]';
begin
  perform product.check_text(read_question.query_text);
  v_question.options := product.read_options(read_question.options,
    '{like,goesWith,asOf,sort,mode,unavailable,interpret,dismiss,after,currency,minSimilarity,maxPerBrand,curation,include,proposals,model,queryEmbedding}');
  v_embedded := v_question.options -> 'queryEmbedding';
  v_question.options := v_question.options - 'queryEmbedding';
  -- A model may answer otherwise the next time: a later page holds to what the first one was told.
  if v_question.options ? 'after' then
    v_question.cursor := product.read_cursor(v_question.options ->> 'after');
    v_question.options := v_question.options - 'proposals' || jsonb_strip_nulls(jsonb_build_object('proposals', v_question.cursor -> 'proposals'));
  end if;
  v_question.filter := jsonb_strip_nulls(coalesce(read_question.filter, '{}'));
  v_demanded := product.filter_constraints(read_question.filter);
  v_anchor := coalesce(v_question.options -> 'like', v_question.options -> 'goesWith');
  -- A text beside options.like says in what the answer is to differ from that product.
  if num_nonnulls(v_question.options -> 'like', v_question.options -> 'goesWith', read_question.query_vector) > 1
    or v_question.options ? 'goesWith' and read_question.query_text is not null
  then
    raise exception using errcode = 'TSOPT',
      message = format('options.%s stands beside %s', case when v_question.options ? 'like' then 'like' else 'goesWith' end,
        case when v_question.options ?& '{like,goesWith}' then 'options.goesWith'
          when v_question.options ? 'like' then 'a vector'
          else 'a text or a vector' end),
      hint = 'Ask for one: similar to a product (a text may say how to differ), what goes with it, or like a text.';
  end if;
  v_by := coalesce(v_question.options ->> 'mode', 'HYBRID');
  if v_by = 'LEXICAL' and read_question.query_vector is not null then
    raise exception using errcode = 'TSOPT',
      message = 'options.mode is LEXICAL beside a vector', hint = 'Leave the vector out, or ask for HYBRID or SEMANTIC.';
  end if;
  v_question.max_per_brand := (v_question.options ->> 'maxPerBrand')::integer;

  -- What is asked. A text that is a SKU, a handle or a title from end to end names that product and demands nothing.
  select array_agg(e.product_id order by e.product_id), array_agg(e.match order by e.product_id), min(e.variant_id)
  into v_question.exact_ids, v_question.exact_matches, v_question.exact_variant_id
  from product.exact_matches(v_written) e
  where v_by <> 'SEMANTIC' and v_anchor is null;
  v_question.interpretation := case
    when read_question.query_text is null then
      '{"text": "", "residue": "", "constraints": [], "preferences": [], "sort": null, "ignored": []}'::jsonb
    when coalesce((v_question.options -> 'interpret')::boolean, true) and v_question.exact_ids is null then
      product.dismiss_constraints(
        product.interpret_text(read_question.query_text, v_question.options -> 'proposals'),
        array(select jsonb_array_elements_text(v_question.options -> 'dismiss')))
    else jsonb_build_object('text', read_question.query_text, 'residue', lower(read_question.query_text),
      'constraints', '[]'::jsonb, 'preferences', '[]'::jsonb, 'sort', null, 'ignored', '[]'::jsonb)
  end;
  -- Those that were taken; none where the text was not read.
  v_question.options := v_question.options - 'proposals'
    || jsonb_strip_nulls(jsonb_build_object('proposals', v_question.interpretation -> 'proposals'));
  v_question.interpretation := v_question.interpretation - 'proposals';
  if v_anchor is not null and read_question.query_text is not null then
    v_question.interpretation := v_question.interpretation || jsonb_build_object('residue', '',
      'ignored', v_question.interpretation -> 'ignored' || product.residue_spans(
        v_question.interpretation, 'beside a product to compare with, a text says only in what the answer is to differ from it'));
  end if;
  v_residue := v_question.interpretation ->> 'residue';
  if v_question.exact_ids is null and v_by <> 'SEMANTIC' and v_residue not in ('', v_written) then
    select array_agg(e.product_id order by e.product_id), array_agg(e.match order by e.product_id), min(e.variant_id)
    into v_question.exact_ids, v_question.exact_matches, v_question.exact_variant_id
    from product.exact_matches(v_residue) e;
    -- "like the Biker leather jacket but cheaper": its words are a name, and it is what is compared with.
    if cardinality(v_question.exact_ids) = 1
      and jsonb_path_exists(v_question.interpretation, '$.preferences[*] ? (@.kind == "COMPARATIVE")')
    then
      v_anchor := jsonb_build_object('productId', v_question.exact_ids[1]::text);
      v_question.exact_ids := null;
      v_question.exact_matches := null;
      v_question.exact_variant_id := null;
      v_question.interpretation := v_question.interpretation || jsonb_build_object('preferences',
        jsonb_path_query_array(v_question.interpretation, '$.preferences[*] ? (@.kind == "COMPARATIVE")'));
    end if;
  end if;
  v_question.currency := product.answer_currency(read_question.filter, v_question.options, v_question.interpretation);
  if v_anchor is not null then
    v_question.anchor_id := product.find_product(v_anchor);
    select p.title, p.category_id into v_anchor_title, v_anchor_category_id
    from product.product p
    where p.product_id = v_question.anchor_id;
  end if;
  -- Policy: sold-out things are no use as "similar to this".
  v_question.unavailable := coalesce(v_question.options ->> 'unavailable', case when v_anchor is not null then 'HIDE' else 'LAST' end);
  if v_question.unavailable = 'HIDE' and not exists (select from jsonb_array_elements(v_demanded) d where d ->> 'kind' = 'IN_STOCK') then
    v_demanded := v_demanded || jsonb_build_object('kind', 'IN_STOCK', 'span', null, 'filter', '{"inStock": true}'::jsonb,
      'source', case when v_question.options ? 'unavailable' then 'ARGUMENT' else 'DEFAULT' end);
  end if;
  v_question.sort := coalesce(v_question.options ->> 'sort', v_question.interpretation #>> '{sort,sort}', 'RELEVANCE');
  if v_question.options ? 'sort' and v_question.interpretation -> 'sort' <> 'null' then
    v_question.interpretation := v_question.interpretation || jsonb_build_object('sort', null,
      'ignored', v_question.interpretation -> 'ignored' || jsonb_build_array(jsonb_build_object(
        'span', v_question.interpretation #> '{sort,span}', 'kind', 'OVERRIDDEN', 'key', 'SORT',
        'reason', 'the sort given beside the text goes first')));
  end if;
  v_question.interpretation := product.merge_constraints(v_demanded, v_question.interpretation, v_question.currency);

  -- Of which instant, and from where on. What is shown beside the page is no part of what it belongs to.
  v_question.model := (
    select m
    from embeddings.model m
    where case when v_question.options ? 'model' then m.name = v_question.options ->> 'model' and m.state <> 'retired'
      else m.state = 'active' end);
  if v_question.options ? 'model' and (v_question.model).model_id is null then
    raise exception using errcode = 'TSNFD',
      message = format('options.model is "%s", and no model in use has that name', left(v_question.options ->> 'model', 60)),
      hint = 'Leave it out for the active one; api.embedding_status() lists those in use.';
  end if;
  v_question.fingerprint := md5(jsonb_build_array(
    read_question.query_text, v_question.filter,
    '{"interpret": true}'::jsonb || v_question.options - '{after,include,proposals}'::text[] || jsonb_build_object(
      'mode', v_by, 'unavailable', v_question.unavailable, 'sort', v_question.sort, 'sortOfText', v_question.interpretation -> 'sort' <> 'null'),
    read_question.query_vector::text, (v_question.model).model_id,
    current_setting('trueshelf.customer_group', true), current_setting('trueshelf.role', true))::text);
  if v_question.options ? 'after' then
    if v_question.cursor ->> 'question' <> v_question.fingerprint then
      raise exception using errcode = 'TSCUR',
        message = 'the cursor belongs to another question',
        hint = 'A cursor goes on with the same text, filter and options, for the same caller; start again without one.';
    end if;
    -- Later pages look at all that was sold or delivered since the first one.
    if (v_question.cursor ->> 'at')::timestamptz < read_question.now - interval '1 day' then
      raise exception using errcode = 'TSCUR',
        message = 'the cursor is older than a day', hint = 'Start again without one.';
    end if;
  end if;
  v_question.as_of := coalesce(
    (v_question.options ->> 'asOf')::timestamptz, (v_question.cursor ->> 'asOf')::timestamptz, read_question.now);
  perform product.check_instant(v_question.as_of, read_question.now);
  v_question.demand := product.build_demand(v_question.interpretation -> 'constraints', v_question.currency, v_question.as_of);
  if read_question.query_text is not null and not v_question.options ? 'like' and coalesce((v_question.options -> 'curation')::boolean, true) then
    select c.pinned_ids, c.curated_out_ids into v_question.pinned_ids, v_question.curated_out_ids
    from product.curated_products(array[v_written, v_residue], v_question.as_of) c;
  end if;
  v_question := product.apply_policy(v_question, v_anchor_category_id);

  -- What it is like.
  if v_question.anchor_id is not null then
    if v_by <> 'LEXICAL' then
      select e.embedding into v_question.query_vector
      from embeddings.product_embedding e
      where e.product_id = v_question.anchor_id and e.model_id = (v_question.model).model_id;
      v_question.degraded := case
        when v_question.query_vector is not null then null
        when v_by = 'SEMANTIC' then 'the anchor product has no vector yet; compared with nothing'
        else 'the anchor product has no vector yet; compared by the words of its title' end;
    end if;
    if v_question.query_vector is null and v_by <> 'SEMANTIC' then
      select q.all_words, q.any_word, q.each_word, q.repairs
      into v_question.all_words, v_question.any_word, v_question.each_word, v_repairs
      from embeddings.word_queries(embeddings.lexicon_model(), v_anchor_title) q;
    end if;
  elsif v_residue <> '' then
    select q.all_words, q.any_word, q.each_word, q.repairs, q.known_share
    into v_question.all_words, v_question.any_word, v_question.each_word, v_repairs, v_known_share
    from embeddings.word_queries(embeddings.lexicon_model(), v_residue) q;
    v_says := v_question.all_words is not null;
    if v_by = 'SEMANTIC' then
      v_question.all_words := null;
      v_question.any_word := null;
    end if;
  end if;
  -- "is it available in blue": only stop words are left beside what is demanded, so whatever meets it is the answer.
  -- What was understood and then ignored or dismissed leaves no question behind either.
  v_browses := v_question.anchor_id is null and (v_residue = '' or not v_says and (
    v_question.interpretation -> 'ignored' <> '[]' or v_question.interpretation -> 'sort' <> 'null' or exists (
      select from jsonb_array_elements(v_question.interpretation -> 'constraints') c where c ->> 'source' <> 'DEFAULT')));
  if v_question.anchor_id is null and read_question.query_vector is not null then
    v_question.query_vector := embeddings.check_query_vector(v_question.model, read_question.query_vector);
  elsif v_question.anchor_id is null then
    -- A provider's model has a vector for stop words too, and it would be like anything.
    if v_browses and (v_question.model).provider <> 'builtin' then
      v_question.mode := 'BROWSE';
    end if;
    v_vector_text := product.vector_text(v_question);
    if v_vector_text is not null then
      v_embedded := case when v_embedded ->> 'model' = (v_question.model).name
        and coalesce(v_embedded ->> 'modelId' = (v_question.model).model_id::text, true)
        and product.normalise_question(v_embedded ->> 'text') = v_vector_text then v_embedded end;
      v_question.query_vector := case when v_embedded ? 'vector'
        then embeddings.check_query_vector(v_question.model, embeddings.read_vector(v_embedded -> 'vector'))
        else embeddings.query_vector((v_question.model).model_id, v_vector_text) end;
    end if;
    v_question.degraded := product.missing_vector(v_question, v_vector_text, v_embedded ->> 'reason');
  end if;
  -- A word that the built-in model never read would have turned the vector away from everything it knows; as it is left
  -- out of the vector, the floor is raised by as much.
  v_question.similarity_floor := coalesce(
    round((v_question.options ->> 'minSimilarity')::numeric, 6)::double precision,
    least(coalesce((v_question.model).similarity_floor, 0) / case
      when (v_question.model).provider = 'builtin' and read_question.query_vector is null then greatest(v_known_share, 0.01) else 1 end, 1));
  if v_question.complements is not null and not v_question.options ? 'minSimilarity' then
    v_question.similarity_floor := -1; -- a rule says that it goes; meaning only says how well
  end if;
  v_question.interpretation := v_question.interpretation
    || jsonb_build_object('repairs', case when v_question.anchor_id is null then v_repairs else '[]' end);
  v_question.mode := case
    when v_question.query_vector is not null and v_question.all_words is not null then 'HYBRID'
    when v_question.query_vector is not null then 'SEMANTIC'
    when v_question.all_words is not null or v_question.anchor_id is not null and v_by <> 'SEMANTIC' then 'LEXICAL'
    when v_question.anchor_id is not null then 'SEMANTIC'
    when v_browses then 'BROWSE'
    when v_by = 'SEMANTIC' then 'SEMANTIC'
    else 'LEXICAL'
  end;
  if v_question.mode = 'BROWSE' then
    v_question.interpretation := v_question.interpretation || jsonb_build_object('residue', '', 'preferences', '[]'::jsonb,
      'ignored', v_question.interpretation -> 'ignored' || (
        select coalesce(jsonb_agg(jsonb_build_object(
          'span', w.value -> 'span', 'kind', 'NOT_POSSIBLE', 'key', w.value -> 'key',
          'reason', 'the question names nothing that it could be compared with') order by w.position), '[]')
        from jsonb_array_elements(v_question.interpretation -> 'preferences') with ordinality w (value, position)));
    v_question.degraded := null;
    v_question.sort := case v_question.sort when 'RELEVANCE' then 'NEWEST' else v_question.sort end;
  end if;
  return v_question;
end
$_$;

ALTER FUNCTION product.read_question(query_text text, filter jsonb, options jsonb, query_vector public.vector, now timestamp with time zone) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.read_question(query_text text, filter jsonb, options jsonb, query_vector public.vector, now timestamp with time zone) IS 'Reads and checks a question with all its arguments: what it demands, what it is like, how its answer is ordered. now: the instant of a question that names none. Raises TSTXT, TSFLT, TSCCY, TSOPT, TSCUR, TSVEC, TSNFD, TSFOR.';

CREATE FUNCTION product.read_range(given jsonb, place text) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_name constant text := read_range.given ->> 'name';
  v_at constant text := format('%s[] "%s"', read_range.place, left(v_name, 100));
  v_own constant text := product.attribute_unit(v_name);
  v_type constant text := case v_name when 'weight_grams' then 'number'
    else (select a.type from product.attribute a where a.name = v_name) end;
  v_from text := v_own;
  v_to text := v_own;
  v_dimension text;
  v_units text;
  v_flag text;
  v_min text;
  v_max text;
begin
  if v_type <> 'number' then
    raise exception using errcode = 'TSFLT',
      message = format('%s has a range, but it is an attribute of type %s', v_at, v_type),
      hint = format('Give values: {"name": "%s", "values": ["one", "two"]}. Attributes with numbers: %s.', v_name, (
        select string_agg(n.name, ', ' order by n.position)
        from (
          select 'weight_grams' as name, 0 as position
          union all
          (select a.name, row_number() over (order by a.name) from product.attribute a where a.type = 'number' order by a.name limit 30)
        ) n));
  end if;
  if jsonb_typeof(coalesce(read_range.given -> 'unit', '""')) <> 'string' then
    raise exception using errcode = 'TSFLT',
      message = format('%s has the unit %s, expected a text', v_at, left((read_range.given -> 'unit')::text, 60)),
      hint = 'Give the code or a sign of a unit, for example "unit": "kg".';
  end if;
  -- An attribute may be in what no table knows ("pieces of eight"); then that alone is its unit.
  if read_range.given ? 'unit' and lower(read_range.given ->> 'unit') is distinct from lower(v_own) then
    v_from := product.find_unit(read_range.given ->> 'unit');
    v_to := product.find_unit(v_own);
    select u.dimension into v_dimension from product.unit u where u.code = v_to;
    select 'Units of ' || v_dimension || ': ' || string_agg(u.code, ', ' order by u.factor, u.code) || '.'
    into v_units
    from product.unit u
    where u.dimension = v_dimension;
    if v_from is null then
      raise exception using errcode = 'TSFLT',
        message = format('%s has the unknown unit "%s"', v_at, left(read_range.given ->> 'unit', 60)),
        hint = coalesce(v_units,
          case when v_own is null then 'Its numbers have no unit: leave unit out.' else format('Its numbers are in %s: leave unit out.', v_own) end);
    end if;
    if product.convert_measure(0, v_from, v_to) is null then
      raise exception using errcode = 'TSFLT',
        message = format('%s has the unit "%s", of %s, but is measured in %s', v_at, left(read_range.given ->> 'unit', 60),
          (select u.dimension from product.unit u where u.code = v_from),
          coalesce(v_own || coalesce(', of ' || v_dimension, ''), 'numbers without a unit')),
        hint = coalesce(v_units, 'Leave unit out.');
    end if;
  end if;
  foreach v_flag in array '{minExclusive,maxExclusive}'::text[] loop
    if jsonb_typeof(coalesce(read_range.given -> v_flag, 'true')) <> 'boolean' then
      raise exception using errcode = 'TSFLT',
        message = format('%s has %s %s, expected true or false', v_at, v_flag, left((read_range.given -> v_flag)::text, 60)),
        hint = 'Leave it out for an inclusive bound.';
    end if;
  end loop;
  v_min := product.read_bound(read_range.given -> 'min', v_from, v_to, v_at || '.min');
  v_max := product.read_bound(read_range.given -> 'max', v_from, v_to, v_at || '.max');
  if v_min::numeric > v_max::numeric then
    raise exception using errcode = 'TSFLT',
      message = format('%s.min %s is above its max %s', v_at, read_range.given ->> 'min', read_range.given ->> 'max'),
      hint = 'Swap them, or leave one out.';
  end if;
  return jsonb_strip_nulls(jsonb_build_object(
    'name', v_name, 'min', v_min, 'max', v_max,
    'minExclusive', case when v_min is not null and (read_range.given -> 'minExclusive')::boolean then true end,
    'maxExclusive', case when v_max is not null and (read_range.given -> 'maxExclusive')::boolean then true end));
end
$$;

ALTER FUNCTION product.read_range(given jsonb, place text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.read_range(given jsonb, place text) IS 'A range of a number attribute, or of weight_grams, out of a filter: {name, min, max, minExclusive, maxExclusive}, what is not demanded left out, amounts as decimal strings in the attribute''s own unit. Raises TSFLT.';

CREATE FUNCTION product.read_residue(reading product.reading) RETURNS text
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $_$
declare
  v_content text := lower((read_residue.reading).content);
  v_taken boolean[] := (read_residue.reading).taken;
  v_filler record;
  v_rest text := '';
  v_gap text;
  v_pictures boolean[];
begin
  if length(v_content) <> length((read_residue.reading).content) then
    -- A few letters change their length with their case; positions must not move.
    v_content := translate((read_residue.reading).content, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz');
  end if;
  for v_filler in
    select l.first, l.last
    from unnest((read_residue.reading).lexemes) l
    where l.class = 'PHRASE' and l.meaning = 'FILLER' and product.is_free(read_residue.reading, l.first, l.last)
  loop
    for v_word in v_filler.first..v_filler.last loop
      v_taken[v_word] := true;
    end loop;
  end loop;
  -- Pictures beside words are no words; alone they are all that was asked.
  v_pictures := array(
    select w.form ~ '^[\u2190-\u2bff\ufe0f\u200d\U0001f000-\U0001faff]+$'
    from unnest((read_residue.reading).forms) with ordinality w (form, position)
    order by w.position);
  if false = any (v_pictures) then
    for v_word in 1..cardinality(v_taken) loop
      v_taken[v_word] := v_taken[v_word] or v_pictures[v_word];
    end loop;
  end if;
  for v_word in 1..cardinality(v_taken) loop
    v_gap := (read_residue.reading).gaps[v_word];
    -- Where something was taken out, of the marks around it a comma at most is kept.
    v_rest := v_rest || case
      when v_taken[v_word] or v_word > 1 and v_taken[v_word - 1] then case when v_gap ~ '[,;]' then ', ' else ' ' end
      else v_gap end
      || case when v_taken[v_word] then '' else
        substr(v_content, (read_residue.reading).starts[v_word],
          (read_residue.reading).behinds[v_word] - (read_residue.reading).starts[v_word]) end;
  end loop;
  v_rest := v_rest || case when v_taken[cardinality(v_taken)] then '' else (read_residue.reading).gaps[cardinality(v_taken) + 1] end;
  v_rest := regexp_replace(v_rest, '\s+', ' ', 'g');
  v_rest := regexp_replace(v_rest, '\s*,(?:\s*,)*', ',', 'g');
  -- Connecting words that lost what they connected, and marks around all of it.
  v_rest := regexp_replace(v_rest, case when v_taken[1]
    then '^(?:[\s,;:.!?&“”"-]|\m(?:something|anything|everything|like|and|or|but|with|a|an|the|some|any|at(?!\s+(?:least|most)\M)|for|of|by|from|in|that|thats|that[''’]s|which|is|are|there|only)\M)+'
    else '^(?:[\s,;:.!?&“”"-]|\m(?:something|anything|like|a|an|the|some|any|which)\M)+' end, '');
  return regexp_replace(v_rest, case when v_taken[cardinality(v_taken)]
    then '(?:[\s,;:.!?&“”-]|(?<![0-9])"|\m(?:and|or|but|with|a|an|the|some|at|for|of|by|from|in|that|that[''’]s|which|is|are|its|it[''’]s|only)\M)+$'
    else '(?:[\s,;:.!?&“”-]|(?<![0-9])")+$' end, '');
end
$_$;

ALTER FUNCTION product.read_residue(reading product.reading) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.read_residue(reading product.reading) IS 'What is left of a question for words and meaning: without what rules took, without filler, without connecting words that dangle at either end; lower case, single spaces.';

CREATE FUNCTION product.read_texts(given jsonb, place text) RETURNS text[]
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  if read_texts.given is null or read_texts.given = 'null' then
    return null;
  end if;
  if jsonb_typeof(read_texts.given) <> 'array'
    or jsonb_array_length(read_texts.given) > 1000
    or exists (
      select from jsonb_array_elements(read_texts.given) e (value)
      where jsonb_typeof(e.value) <> 'string' or length(e.value #>> '{}') not between 1 and 1000
    )
  then
    raise exception using errcode = 'TSFLT',
      message = format('%s is %s, expected a list of at most 1000 texts of 1 to 1000 characters', read_texts.place,
        case when jsonb_typeof(read_texts.given) = 'array' and jsonb_array_length(read_texts.given) > 1000
          then format('a list of %s', jsonb_array_length(read_texts.given))
          else left(read_texts.given::text, 100) end),
      hint = format('For example "%s": ["one", "two"].', read_texts.place);
  end if;
  return (select array_agg(distinct e.value order by e.value) from jsonb_array_elements_text(read_texts.given) e (value));
end
$$;

ALTER FUNCTION product.read_texts(given jsonb, place text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.read_texts(given jsonb, place text) IS 'A list of texts out of a filter, sorted and without doubles; null for none or an empty list. Raises TSFLT.';

CREATE FUNCTION product.read_words(content text) RETURNS product.reading
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_reading product.reading;
  v_end integer;
  -- No wish has more; a thousand letters of repeated demands would take seconds.
  v_limit constant integer := 120;
begin
  select coalesce(array_agg(s.form order by s.place), '{}'), coalesce(array_agg(s.start order by s.place), '{}'),
    coalesce(array_agg(s.behind order by s.place), '{}'), coalesce(array_agg(s.gap order by s.place), '{}'),
    coalesce(array_agg(false), '{}'), coalesce(max(s.behind), 1)
  into v_reading.forms, v_reading.starts, v_reading.behinds, v_reading.gaps, v_reading.taken, v_end
  from product.scan_words(read_words.content) s;
  v_reading.content := read_words.content;
  v_reading.gaps := v_reading.gaps || substr(read_words.content, v_end);
  v_reading.known := v_reading.taken;
  v_reading.constraints := '[]';
  v_reading.preferences := '[]';
  v_reading.ignored := '[]';
  if v_reading.forms = '{}' then
    v_reading.lexemes := '{}';
    return v_reading;
  end if;

  -- A name of several words hides what its words say alone ("Under Armour", "less is more"), a longer phrase the shorter ones in it.
  with found as (
    select l.*,
      case when l.class = 'PHRASE' and l.meaning = 'LITERAL'
          or l.class in ('BRAND', 'CATEGORY', 'VALUE') and l.meaning in ('VOCABULARY', 'SYNONYM') and l.last > l.first then 'NAME'
        when l.class = 'COMPARATIVE' or l.class = 'PHRASE' and l.meaning not in ('STOCK_AT', 'AT_MOST_BEHIND', 'AT_LEAST_BEHIND', 'AROUND_BEHIND') then 'RULE'
        else l.class end as part
    from unnest(product.find_lexemes(v_reading.forms[:v_limit], v_reading.gaps)) l
    -- "men in black costume", but "boots for men in black".
    where not (l.class = 'PHRASE' and l.meaning = 'LITERAL' and l.value like '% in %' and l.first > 1 and v_reading.forms[l.first - 1] = 'for')
  ),
  long as materialized (
    select distinct f.first, f.last, f.part, f.class, f.meaning
    from found f
    where f.part in ('NAME', 'RULE') and f.last > f.first
  )
  select coalesce(array_agg(
    row(f.first, f.last, f.class, case f.meaning when 'GREETING' then 'FILLER' else f.meaning end, f.name, f.value, f.origin)::product.lexeme
    order by f.first, f.last desc, f.class, f.meaning, f.name, f.value), '{}')
  into v_reading.lexemes
  from found f
  where not (
    -- "hello, a jacket" and "hi, could you", but "hello kitty" and "thank you card".
    f.class = 'PHRASE' and f.meaning = 'GREETING' and not (
      (f.first = 1 or v_reading.gaps[f.first] ~ '[,;:!?.\n]'
        or exists (select from found o where o.last = f.first - 1 and o.meaning in ('FILLER', 'GREETING')))
      and (f.last = cardinality(v_reading.forms) or v_reading.gaps[f.last + 1] ~ '[,;:!?.\n]'
        or exists (select from found o where o.first = f.last + 1 and o.meaning in ('FILLER', 'GREETING')))))
  -- Of "but no more than" the bound is meant, not "but no".
  and not (f.class = 'PHRASE' and f.meaning = 'NOT' and exists (
    select from long n
    where n.class = 'PHRASE' and n.meaning like 'PRICE\_%' and n.first > f.first and n.first <= f.last and n.last > f.last
  ))
  and not exists (
    select from long n
    where n.first <= f.first and n.last >= f.last and n.last - n.first > f.last - f.first
      and (n.part = 'NAME' or n.part = 'RULE' and f.part = 'RULE'
        -- "cheaper than" bounds an amount, and where none follows it compares.
        and not (f.class = 'COMPARATIVE' and n.class = 'PHRASE' and n.meaning like 'PRICE\_%'))
  );
  select array_agg(k.position is not null or w.position > v_limit order by w.position)
  into v_reading.known
  from generate_series(1, cardinality(v_reading.forms)) w (position)
  left join (
    select distinct generate_series(l.first, l.last) as position
    from unnest(v_reading.lexemes) l
    where l.class = 'PHRASE' and l.meaning = 'LITERAL'
  ) k on k.position = w.position;
  return v_reading;
end
$$;

ALTER FUNCTION product.read_words(content text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.read_words(content text) IS 'A question cut into words, with what each of them is known as; nothing is read yet. Words of literal phrases are known from the start, and so are all behind the first 120.';

CREATE FUNCTION product.recognise_words(reading product.reading, first integer, kinds text[], attribute text, refused boolean, loose boolean) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $_$
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
$_$;

ALTER FUNCTION product.recognise_words(reading product.reading, first integer, kinds text[], attribute text, refused boolean, loose boolean) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.recognise_words(reading product.reading, first integer, kinds text[], attribute text, refused boolean, loose boolean) IS 'What the longest run of free words from a position on names: {kind, filter, source, origin, alternatives, last (word), attribute}; null for nothing. kinds: of BRAND, ATTRIBUTE, CATEGORY, what may be; attribute (else null): of its values alone; refused: as an exclusion, of longer values with the word anywhere in them as well; loose: longer values of which it is the last word will do without one that it names itself.';

CREATE FUNCTION product.refinement(question product.question, filter jsonb, keys text[]) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $_$
declare
  v_filter jsonb := refinement.filter;
  v_dismiss jsonb := coalesce((refinement.question).options -> 'dismiss', '[]');
begin
  if v_filter -> 'price' = '{}' then
    v_filter := v_filter - 'price';
  end if;
  if v_filter -> 'exclude' = '{}' then
    v_filter := v_filter - 'exclude';
  end if;
  -- The text may have decided the currency, by what is dismissed now.
  if not coalesce(v_filter -> 'price' ? 'currency', false)
    and not (refinement.question).options ? 'currency'
    and jsonb_path_exists((refinement.question).interpretation, '$.constraints[*].filter.price.currency')
    and (refinement.question).currency is distinct from product.default_currency()
  then
    v_filter := v_filter || jsonb_build_object('price',
      coalesce(v_filter -> 'price', '{}') || jsonb_build_object('currency', (refinement.question).currency));
  end if;
  -- Also what an argument demanded: the text may say it as well, or the contrary that the argument overrode, and would take its
  -- place.
  if (refinement.question).interpretation ->> 'text' <> '' and refinement.keys <> '{}' then
    v_dismiss := v_dismiss || coalesce((
      select jsonb_agg(distinct d.key)
      from (
        select k.key from unnest(refinement.keys) k (key)
        union all
        select i.value ->> 'key'
        from jsonb_array_elements((refinement.question).interpretation -> 'ignored') i (value)
        where i.value ->> 'kind' = 'OVERRIDDEN' and i.value ->> 'key' <> 'SORT'
      ) d
      where not v_dismiss ? d.key), '[]');
  end if;
  return jsonb_build_object('where', v_filter, 'dismiss', v_dismiss);
end
$_$;

ALTER FUNCTION product.refinement(question product.question, filter jsonb, keys text[]) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.refinement(question product.question, filter jsonb, keys text[]) IS 'The filter and the dismissals to send in place of the ones of a question: {where, dismiss}. keys: constraints that are not to hold any more, of which filter is free already.';

CREATE FUNCTION product.refresh_attribute_values() RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_missing bigint;
begin
  insert into product.attribute_value (attribute, value, example_id)
  select n.attribute, n.value, n.example_id
  from (
    select h.attribute, v.value, min(o.product_id) as example_id
    from product.variant o
    cross join lateral jsonb_each(o.attributes) h (attribute, held)
    cross join lateral jsonb_array_elements_text(h.held) v (value)
    group by h.attribute, v.value
    offset 0 -- each value is looked up once, not for every variant that has it
  ) n
  join product.attribute a on a.name = n.attribute and a.type = 'text'
  where not exists (
      select from product.attribute_value k where k.attribute = n.attribute and k.value = n.value
    )
    and product.term(n.value) is not null
  order by n.attribute, n.value
  on conflict do nothing;
  get diagnostics v_missing = row_count;
  return v_missing + product.refresh_examples();
end
$$;

ALTER FUNCTION product.refresh_attribute_values() OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.refresh_attribute_values() IS 'Adds values that variants have and product.attribute_value does not, which the triggers never leave, then product.refresh_examples. Returns how many changed.';

CREATE FUNCTION product.refresh_examples() RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_changed bigint;
begin
  with gone as (
    select k.attribute, k.value
    from product.attribute_value k
    where not exists (
      select from product.variant o
      join product.product p on p.product_id = o.product_id and p.status = 'active'
      where o.product_id = k.example_id and o.audience is null and o.attributes -> k.attribute ? k.value
    )
  ),
  live as (
    select g.attribute, g.value, min(o.product_id) as product_id
    from gone g
    join product.variant o
      on o.attributes @> jsonb_build_object(g.attribute, jsonb_build_array(g.value)) and o.audience is null
    join product.product p on p.product_id = o.product_id and p.status = 'active'
    group by g.attribute, g.value
  )
  update product.attribute_value as k
  set example_id = l.product_id
  from live l
  where l.attribute = k.attribute and l.value = k.value;
  get diagnostics v_changed = row_count;
  return v_changed;
end
$$;

ALTER FUNCTION product.refresh_examples() OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.refresh_examples() IS 'Gives values of product.attribute_value whose example product is not sold any more another one, so that questions are read fast; answers are the same without. Returns how many changed.';

CREATE FUNCTION product.refresh_offer(product_id bigint, variant_id bigint, price_list_id bigint, valid_from timestamp with time zone) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
begin
  -- One writer of a product's offers at a time, as in product.refresh_offers.
  perform from product.product p where p.product_id = refresh_offer.product_id for no key update;

  insert into product.offer as o (
    product_id, variant_id, price_list_id, valid_from, valid_to, amount, compare_at, currency, available, audience
  )
  select
    t.product_id, t.variant_id, t.price_list_id, t.valid_from, t.valid_to,
    t.amount, t.compare_at, t.currency, t.available, t.audience
  from product.offer_truth t
  where t.product_id = refresh_offer.product_id
    and t.variant_id = refresh_offer.variant_id
    and t.price_list_id = refresh_offer.price_list_id
    and t.valid_from = refresh_offer.valid_from
  on conflict on constraint offer_pkey do update
  set valid_to = excluded.valid_to,
    amount = excluded.amount,
    compare_at = excluded.compare_at,
    currency = excluded.currency,
    available = excluded.available,
    audience = excluded.audience;
  if not found then
    delete from product.offer o
    where o.product_id = refresh_offer.product_id
      and o.variant_id = refresh_offer.variant_id
      and o.price_list_id = refresh_offer.price_list_id
      and o.valid_from = refresh_offer.valid_from;
  end if;
end
$$;

ALTER FUNCTION product.refresh_offer(product_id bigint, variant_id bigint, price_list_id bigint, valid_from timestamp with time zone) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.refresh_offer(product_id bigint, variant_id bigint, price_list_id bigint, valid_from timestamp with time zone) IS 'Makes the offer of one price period equal to product.offer_truth; valid_from is its beginning, -infinity where it has none.';

CREATE FUNCTION product.refresh_offers(product_id bigint, variant_id bigint) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
begin
  -- One writer of a product's offers at a time. Without it a price and a stock written at once would each keep the
  -- other's old value: the second waits on the offer's row and then writes what it had read before.
  perform from product.product p where p.product_id = refresh_offers.product_id for no key update;

  delete from product.offer o
  where o.product_id = refresh_offers.product_id
    and (refresh_offers.variant_id is null or o.variant_id = refresh_offers.variant_id)
    and not exists (
      select from product.offer_truth t
      where t.product_id = o.product_id
        and t.variant_id = o.variant_id
        and t.price_list_id = o.price_list_id
        and t.valid_from = o.valid_from
    );

  insert into product.offer as o (
    product_id, variant_id, price_list_id, valid_from, valid_to, amount, compare_at, currency, available, audience
  )
  select
    t.product_id, t.variant_id, t.price_list_id, t.valid_from, t.valid_to,
    t.amount, t.compare_at, t.currency, t.available, t.audience
  from product.offer_truth t
  where t.product_id = refresh_offers.product_id
    and (refresh_offers.variant_id is null or t.variant_id = refresh_offers.variant_id)
  on conflict on constraint offer_pkey do update
  set valid_to = excluded.valid_to,
    amount = excluded.amount,
    compare_at = excluded.compare_at,
    currency = excluded.currency,
    available = excluded.available,
    audience = excluded.audience
  where (o.valid_to, o.amount, o.compare_at, o.currency, o.available, o.audience)
    is distinct from
    (excluded.valid_to, excluded.amount, excluded.compare_at, excluded.currency, excluded.available, excluded.audience);
end
$$;

ALTER FUNCTION product.refresh_offers(product_id bigint, variant_id bigint) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.refresh_offers(product_id bigint, variant_id bigint) IS 'Makes the offers of one variant (variant null: of the whole product) equal to product.offer_truth.';

CREATE FUNCTION product.refuse_truncate() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  raise exception '%.% cannot be truncated: its offers and its history would not follow', tg_table_schema, tg_table_name
    using errcode = 'restrict_violation', hint = 'Delete the rows.';
end
$$;

ALTER FUNCTION product.refuse_truncate() OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.refuse_truncate() IS 'Trigger: truncate passes by the row triggers that keep product.offer and audit.change. Raises restrict_violation.';

CREATE FUNCTION product.relaxation_label(item_constraint jsonb, currency text) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select case relaxation_label.item_constraint ->> 'kind'
    when 'PRICE_MIN' then format(
      case when (f.filter #>> '{price,minExclusive}')::boolean then 'also %s and below' else 'also below %s' end,
      product.format_money((f.filter #>> '{price,min}')::numeric, relaxation_label.currency))
    when 'PRICE_MAX' then format(
      case when (f.filter #>> '{price,maxExclusive}')::boolean then 'also %s and above' else 'also above %s' end,
      product.format_money((f.filter #>> '{price,max}')::numeric, relaxation_label.currency))
    when 'IN_STOCK' then 'also sold out'
    when 'IN_STOCK_AT' then 'also not ' || (relaxation_label.item_constraint ->> 'label')
    when 'CATEGORY' then 'any category'
    when 'BRAND' then 'any brand'
    when 'ATTRIBUTE' then 'any ' || product.attribute_label(f.filter #>> '{attributes,0,name}')
    when 'EXCLUDE_ATTRIBUTE' then 'also ' || product.joined(f.filter #> '{exclude,attributes,0,values}')
    -- EXCLUDE_CATEGORY, EXCLUDE_BRAND: "not in Jackets", "not by Acme".
    else 'also ' || regexp_replace(relaxation_label.item_constraint ->> 'label', '^not ', '')
  end
  from (select relaxation_label.item_constraint -> 'filter' as filter) f;
$$;

ALTER FUNCTION product.relaxation_label(item_constraint jsonb, currency text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.relaxation_label(item_constraint jsonb, currency text) IS 'What giving up a constraint lets in, in words: "any brand", "also above $80.00", "also sold out", "also leather".';

CREATE FUNCTION product.repair_words(words text[]) RETURNS text[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_model_id bigint := embeddings.lexicon_model();
  v_last text := repair_words.words[cardinality(repair_words.words)];
  v_repaired text[];
begin
  select array_agg(coalesce(r.token, w.word) order by w.position)
  into v_repaired
  from unnest(repair_words.words) with ordinality w (word, position)
  left join lateral (
    select t.token
    from embeddings.resolve_tokens(v_model_id, embeddings.tokens(w.word)) t
    where t.how = 'REPAIRED'
      and t.token = t.meant -- not a synonym: its targets begin no word that was typed
      -- The beginning of a known word is no mistake but unfinished.
      and not (w.position = cardinality(repair_words.words) and exists (
        select from embeddings.token k where k.model_id = v_model_id and starts_with(k.token, v_last)))
    order by t.weight desc, t.token collate "C"
    limit 1
  ) r on length(w.word) >= 4;
  return nullif(v_repaired, repair_words.words);
end
$$;

ALTER FUNCTION product.repair_words(words text[]) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.repair_words(words text[]) IS 'The words with each that is in no catalogue text replaced by the most frequent one that is an edit away; null when there is nothing to repair. Words of fewer than four letters stay, and so does a last word that begins a known one.';

CREATE FUNCTION product.resembled_measures(question product.question, comparatives jsonb) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    SET random_page_cost TO '1.1'
    AS $_$
declare
  v_question product.question := resembled_measures.question;
  v_model constant embeddings.model := (resembled_measures.question).model;
  v_vector constant vector := (resembled_measures.question).query_vector;
  -- What is demanded besides says nothing of what the thing is like: of leather jackets under $150 the heavy ones are missing.
  v_demand constant product.demand := product.build_demand('[]', (resembled_measures.question).currency, (resembled_measures.question).as_of);
  v_candidates product.candidates;
  v_measures jsonb;
begin
  v_question.demand := v_demand;
  v_candidates := product.find_candidates(v_question, v_demand);
  with proposed as materialized (
    select coalesce(n.product_id, w.product_id) as product_id, w.score as lexical
    from unnest(v_candidates.near_ids) n (product_id)
    full join unnest(v_candidates.word_ids, v_candidates.word_scores) w (product_id, score) on w.product_id = n.product_id
  ),
  compared as (
    select p.product_id, p.lexical, 1 - (e.embedding <=> v_vector) as similarity
    from proposed p
    left join embeddings.product_embedding e on e.product_id = p.product_id and e.model_id = v_model.model_id
  ),
  best as materialized (
    select c.product_id
    from (
      select o.product_id,
        coalesce(0.5 * o.lexical, 0)
          + coalesce(0.5 * greatest(o.similarity, 0) / nullif(greatest(max(o.similarity) over (), 0), 0), 0) as base
      from compared o
    ) c
    order by c.base desc, c.product_id
    limit 20
  ),
  fact as materialized (
    select p.released_on, p.rating, o.amount, v.attributes, v.weight_grams
    from best b
    join product.product p on p.product_id = b.product_id
    cross join lateral (
      select q.variant_id, q.amount
      from product.qualifying_offers(v_demand) q
      where q.product_id = b.product_id
      order by q.amount, q.variant_id
      limit 1
    ) o
    join product.variant v on v.product_id = b.product_id and v.variant_id = o.variant_id
  ),
  typical as (
    select distinct on (w.value ->> 'id') w.value ->> 'id' as preference_id,
      jsonb_build_object('measure', m.name, 'typical', t.typical) as measured_by
    from jsonb_array_elements(resembled_measures.comparatives) w (value)
    cross join lateral jsonb_array_elements_text(w.value -> 'measures') with ordinality m (name, position)
    cross join lateral (
      select count(h.held) as holders, percentile_cont(0.5) within group (order by h.held) as typical
      from fact f
      cross join lateral (
        select product.held_measure(m.name, f.attributes, f.weight_grams, f.amount, f.released_on, f.rating) as held
      ) h
    ) t
    order by 1, t.typical is null, t.holders desc, m.position
  )
  select jsonb_object_agg(t.preference_id, t.measured_by) into v_measures from typical t;
  return v_measures;
end
$_$;

ALTER FUNCTION product.resembled_measures(question product.question, comparatives jsonb) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.resembled_measures(question product.question, comparatives jsonb) IS 'What comparatives compare with: by preference id {measure, typical}, the measure that most of the twenty products have that the question is most like, whatever else it demands, and its middle among their cheapest current offers; typical null where nothing is recorded.';

CREATE FUNCTION product.residue_spans(interpretation jsonb, reason text) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $_$
declare
  v_content constant text := residue_spans.interpretation ->> 'text';
  v_left text[] := array(select s.form from product.scan_words(residue_spans.interpretation ->> 'residue') s order by s.place);
  v_word record;
  v_start integer;
  v_behind integer;
  v_pieces jsonb := '[]';
begin
  -- The residue has words of the text in their order, and none that something understood is made of.
  for v_word in
    select s.form, s.start, s.behind, exists (
      select
      from jsonb_path_query(residue_spans.interpretation, '$.*[*].span') u (span)
      where s.start > (u.span ->> 'start')::integer and s.behind <= (u.span ->> 'end')::integer + 1
    ) as is_read
    from product.scan_words(v_content) s
    order by s.place
  loop
    if not v_word.is_read and v_word.form = v_left[1] then
      v_start := coalesce(v_start, v_word.start);
      v_behind := v_word.behind;
      v_left := v_left[2:];
    else
      if v_start is not null then
        v_pieces := v_pieces || jsonb_build_object('span', product.take_span(v_content, v_start, v_behind), 'reason', residue_spans.reason);
      end if;
      v_start := null;
      -- A bare word that is a preference stands in the residue as well.
      v_left := case when v_word.form = v_left[1] then v_left[2:] else v_left end;
    end if;
  end loop;
  if v_start is not null then
    v_pieces := v_pieces || jsonb_build_object('span', product.take_span(v_content, v_start, v_behind), 'reason', residue_spans.reason);
  end if;
  return v_pieces;
end
$_$;

ALTER FUNCTION product.residue_spans(interpretation jsonb, reason text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.residue_spans(interpretation jsonb, reason text) IS 'The pieces of a text that its residue is made of and that say nothing which was understood, as ignored for a reason: [{span, reason}], in their order. interpretation: {text, residue, constraints, preferences, sort, ignored}.';

CREATE FUNCTION product.restocked_products(since timestamp with time zone, row_limit integer) RETURNS bigint[]
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    SET random_page_cost TO '1.1'
    AS $$
  select array(
    select c.product_id
    from audit.change c
    join product.product p on p.product_id = c.product_id
    where c.changed_at > restocked_products.since
      and c.relation = 'product.stock'
      and p.status = 'active'
      and (p.audience is null
        or current_setting('trueshelf.customer_group', true) = any (p.audience)
        or current_setting('trueshelf.role', true) = 'merchant')
    group by c.product_id
    order by c.product_id
    limit restocked_products.row_limit);
$$;

ALTER FUNCTION product.restocked_products(since timestamp with time zone, row_limit integer) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.restocked_products(since timestamp with time zone, row_limit integer) IS 'The products that the caller may see whose stock changed since an instant, at most row_limit.';

CREATE FUNCTION product.rfc3339(instant timestamp with time zone) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
  select case when isfinite(rfc3339.instant) and rfc3339.instant >= '0001-01-01Z' and rfc3339.instant < '10000-01-01Z'
    then to_char(rfc3339.instant at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') end;
$$;

ALTER FUNCTION product.rfc3339(instant timestamp with time zone) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.rfc3339(instant timestamp with time zone) IS 'An instant in UTC to the microsecond; null for an infinite one, and outside the years 1 to 9999, which RFC 3339 cannot write.';

CREATE FUNCTION product.says_same(one jsonb, other jsonb) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select coalesce(case
    when says_same.one ? 'price' then
      (says_same.one #>> '{price,min}')::numeric is not distinct from (says_same.other #>> '{price,min}')::numeric
      and (says_same.one #>> '{price,max}')::numeric is not distinct from (says_same.other #>> '{price,max}')::numeric
    -- Of two exclusions the longer says the shorter as well.
    when says_same.one ? 'exclude' then says_same.one @> says_same.other
    else b.one @> b.other and b.one <@ b.other
  end, false)
  from (
    select
      says_same.one #- '{attributes,0,minExclusive}' #- '{attributes,0,maxExclusive}' as one,
      says_same.other #- '{attributes,0,minExclusive}' #- '{attributes,0,maxExclusive}' as other
  ) b;
$$;

ALTER FUNCTION product.says_same(one jsonb, other jsonb) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.says_same(one jsonb, other jsonb) IS 'Whether the filter of one constraint says what that of another does, both of the same key; whether a bound is exclusive is no difference. False where either is null.';

CREATE FUNCTION product.scan_words(content text) RETURNS TABLE(place integer, form text, start integer, behind integer, gap text)
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $_$
  with piece as (
    select m.piece[1] as gap, m.piece[2] as word, m.position
    from regexp_matches(
      scan_words.content,
      '([\s\u0085\u00a0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff!"#''()*+,./:;<=>?@\[\\\]^_`{|}~\u00a1\u00ab\u00b7\u00bb\u00bf\u2010-\u201f\u2022\u2026\u2039\u203a-]*)'
      '([0-9]+(?:[.,][0-9]+)*|[&$%\u00a2-\u00a5\u00b0\u2032\u2033\u20a0-\u20bf]'
      '|[^0-9&$%\u00a2-\u00a5\u00b0\u2032\u2033\u20a0-\u20bf\s\u0085\u00a0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff!"#''()*+,./:;<=>?@\[\\\]^_`{|}~\u00a1\u00ab\u00b7\u00bb\u00bf\u2010-\u201f\u2022\u2026\u2039\u203a-]+'
      '(?:[''\u2019][^0-9&$%\u00a2-\u00a5\u00b0\u2032\u2033\u20a0-\u20bf\s\u0085\u00a0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff!"#''()*+,./:;<=>?@\[\\\]^_`{|}~\u00a1\u00ab\u00b7\u00bb\u00bf\u2010-\u201f\u2022\u2026\u2039\u203a-]+)*)',
      'g') with ordinality m (piece, position)
  )
  select p.position::integer,
    case when p.word = '&' then 'and' else
      translate(lower(regexp_replace(normalize(p.word, NFKD), '[\u0300-\u036F''\u2019]', '', 'g')), '×', 'x') end,
    (sum(length(p.gap) + length(p.word)) over reading - length(p.word) + 1)::integer,
    (sum(length(p.gap) + length(p.word)) over reading + 1)::integer,
    p.gap
  from piece p
  window reading as (order by p.position);
$_$;

ALTER FUNCTION product.scan_words(content text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.scan_words(content text) IS 'The words of a text in its order: form (lower case, without accents and apostrophes, "&" as "and"; a number with its separators, a sign of money or measure), where it starts and the position behind it (code points from 1), and the gap before it. product.term, which columns are made of, cuts names the same way: to change this takes a migration.';

CREATE FUNCTION product.search_page(query_text text, k integer, filter jsonb, options jsonb, query_vector public.vector, now timestamp with time zone) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_question product.question;
  v_candidates product.candidates;
  v_result jsonb;
  v_page jsonb;
begin
  if search_page.k is null or search_page.k not between 1 and 200 then
    raise exception using errcode = 'TSLIM',
      message = format('k is %s, expected 1 to 200', coalesce(search_page.k::text, 'null')),
      hint = 'Ask for 1 to 200 rows, and page on with the cursor of the last one.';
  end if;
  v_question := product.read_question(
    search_page.query_text, search_page.filter, search_page.options, search_page.query_vector, search_page.now);
  v_candidates := product.find_candidates(v_question, v_question.demand);
  -- Order, page and evidence, from the row-secured tables; the demand is judged once more.
  v_result := product.evidence_page(
    v_question, product.page_candidates(v_question, v_candidates, search_page.k), search_page.k, null, search_page.now);

  v_page := jsonb_build_object(
    'asOf', product.rfc3339(v_question.as_of),
    'currency', v_question.currency,
    'items', v_result -> 'items',
    'hasNextPage', v_result -> 'hasNextPage',
    'total', jsonb_build_object('value', v_result -> 'total', 'exact', v_candidates.exhausted),
    'interpretation', product.with_removals(v_question),
    'retrieval', product.describe_retrieval(
      v_question, v_candidates, v_result -> 'items' = '[]', (v_result ->> 'pinned')::bigint));
  if v_question.options ? 'include' then
    v_page := v_page || product.explain_page(v_question, v_candidates, search_page.k, (v_result ->> 'total')::bigint);
  end if;
  return v_page;
end
$$;

ALTER FUNCTION product.search_page(query_text text, k integer, filter jsonb, options jsonb, query_vector public.vector, now timestamp with time zone) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.search_page(query_text text, k integer, filter jsonb, options jsonb, query_vector public.vector, now timestamp with time zone) IS 'The whole page behind api.search, in one snapshot: reads the question, finds candidates by words and by meaning among what qualifies, proves each row, and explains the set where options.include asks for it. now: the instant of a question that names none.';

CREATE FUNCTION product.search_vector(title text, brand text, category text, description text, attributes jsonb) RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select setweight(to_tsvector('product.search_english', search_vector.title), 'A')
    || setweight(to_tsvector('product.search_english', concat_ws(' ', search_vector.brand, search_vector.category)), 'B')
    || setweight(to_tsvector('product.search_english', search_vector.description), 'C')
    || setweight(to_tsvector('product.search_english', search_vector.attributes), 'D');
$$;

ALTER FUNCTION product.search_vector(title text, brand text, category text, description text, attributes jsonb) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.search_vector(title text, brand text, category text, description text, attributes jsonb) IS 'The words of a product with their weights: title A, brand and category B, description C, text values of attributes D. Accents are folded.';

CREATE FUNCTION product.selected_values(question product.question, key text) RETURNS text[]
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select coalesce(array_agg(distinct coalesce(b.slug, lower(v.value)) order by coalesce(b.slug, lower(v.value))), '{}')
  from jsonb_array_elements((selected_values.question).interpretation -> 'constraints') c (value)
  cross join lateral jsonb_array_elements_text(
    coalesce(c.value #> '{filter,categories}', c.value #> '{filter,brands}', c.value #> '{filter,attributes,0,values}', '[]')) v (value)
  left join product.brand b on selected_values.key = 'BRAND' and (lower(b.name) = lower(v.value) or b.slug = v.value)
  where c.value ->> 'key' = selected_values.key;
$$;

ALTER FUNCTION product.selected_values(question product.question, key text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.selected_values(question product.question, key text) IS 'What a question demands under a key, by argument or by its text: slugs of categories or brands, or attribute values in lower case; {} for nothing.';

CREATE FUNCTION product.set_claims(claims jsonb) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $_$
declare
  v_claims jsonb := jsonb_strip_nulls(coalesce(set_claims.claims, '{}'));
  v_wrong record;
begin
  perform product.check_keys(v_claims, '{sub,role,group}', 'the claims', 'TSCLM');
  select c.key, c.value into v_wrong
  from jsonb_each(v_claims) c
  where jsonb_typeof(c.value) <> 'string'
    or length(c.value #>> '{}') not between 1 and 200
    or c.key = 'role' and c.value #>> '{}' not in ('shopper', 'merchant')
    or c.key = 'group' and c.value #>> '{}' !~ '^[a-z0-9]+(-[a-z0-9]+)*$'
  order by c.key
  limit 1;
  if found then
    raise exception using errcode = 'TSCLM',
      message = format('the claim "%s" is %s', v_wrong.key, left(v_wrong.value::text, 60)),
      hint = 'Give {"sub": text, "role": "shopper" or "merchant", "group": the slug of a customer group}, or nothing for an anonymous shopper.';
  end if;
  -- SET LOCAL, not set_config: it reaches the workers of a sharded engine as well.
  execute format('set local trueshelf.principal = %L', coalesce(v_claims ->> 'sub', 'anonymous'));
  execute format('set local trueshelf.role = %L', coalesce(v_claims ->> 'role', 'shopper'));
  execute format('set local trueshelf.customer_group = %L', coalesce(v_claims ->> 'group', ''));
end
$_$;

ALTER FUNCTION product.set_claims(claims jsonb) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.set_claims(claims jsonb) IS 'Says for the rest of the transaction who asks; null: an anonymous shopper of the public price list. Raises TSCLM for malformed claims, which are never taken for an anonymous caller.';

CREATE FUNCTION product.share_more(measure text, typical double precision, held double precision) RETURNS double precision
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
  select case when num_nulls(share_more.typical, share_more.held) = 0 then 1 / (1 + exp(-least(greatest(case
    when share_more.measure = 'released_on' then (share_more.held - share_more.typical) / 180
    when share_more.measure = 'rating' then 4 * (share_more.held - share_more.typical)
    when share_more.held = share_more.typical then 0
    when share_more.held > 0 and share_more.typical > 0 then 3 * (ln(share_more.held) - ln(share_more.typical))
    -- -10 °C against -5 °C: no ratio means anything there. Near the typical this is what the ratio says.
    else 3 * (share_more.held - share_more.typical) / greatest(abs(share_more.held), abs(share_more.typical))
  end, -50), 50))) end;
$$;

ALTER FUNCTION product.share_more(measure text, typical double precision, held double precision) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.share_more(measure text, typical double precision, held double precision) IS 'How clearly a measure is more than what is typical: 0.5 for the same, towards 1 for more, towards 0 for less; null where either is unknown. Weight, price and number attributes count by their ratio (twice as much: 0.89), where one of both is not above 0 by their difference in proportion to the larger; dates in half years, ratings in quarters of a star.';

CREATE FUNCTION product.similar_pages(product_ids bigint[], k integer, filter jsonb, options jsonb, now timestamp with time zone) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_options jsonb := jsonb_strip_nulls(coalesce(similar_pages.options, '{}'));
  v_relation text;
  v_product_id bigint;
  v_page jsonb;
  v_pages jsonb := '{}';
begin
  perform product.check_keys(v_options, '{relation,asOf,currency}', 'the options', 'TSOPT');
  v_relation := coalesce(v_options ->> 'relation', 'SIMILAR');
  if v_relation not in ('SIMILAR', 'COMPLEMENT') then
    raise exception using errcode = 'TSOPT',
      message = format('options.relation is "%s"', left(v_relation, 60)),
      hint = 'Use SIMILAR (like the product) or COMPLEMENT (goes with it).';
  end if;
  if similar_pages.k is null or similar_pages.k not between 1 and 200 then
    raise exception using errcode = 'TSLIM',
      message = format('k is %s, expected 1 to 200', coalesce(similar_pages.k::text, 'null')), hint = 'Ask for 1 to 200 rows.';
  end if;
  perform product.check_key_count(cardinality(similar_pages.product_ids), 100);
  perform product.filter_constraints(similar_pages.filter); -- a wrong one is one also where no product is found
  for v_product_id in
    select p.product_id from product.product p
    where p.product_id = any (similar_pages.product_ids) and p.status = 'active'
    order by p.product_id
  loop
    v_page := product.search_page(null, similar_pages.k, similar_pages.filter,
      v_options - 'relation' || jsonb_build_object(
        case v_relation when 'SIMILAR' then 'like' else 'goesWith' end, jsonb_build_object('productId', v_product_id::text)),
      null, similar_pages.now);
    v_pages := v_pages || jsonb_build_object(v_product_id, jsonb_build_object(
      'asOf', v_page -> 'asOf', 'currency', v_page -> 'currency', 'items', v_page -> 'items'));
  end loop;
  return v_pages;
end
$$;

ALTER FUNCTION product.similar_pages(product_ids bigint[], k integer, filter jsonb, options jsonb, now timestamp with time zone) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.similar_pages(product_ids bigint[], k integer, filter jsonb, options jsonb, now timestamp with time zone) IS 'The pages behind api.similar_to, one product after the other in one snapshot.';

CREATE FUNCTION product.single_demands(question product.question) RETURNS product.demand[]
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select coalesce(array_agg(
    product.build_demand(jsonb_build_array(c.value), (single_demands.question).currency, (single_demands.question).as_of)
    order by c.position), '{}')
  from jsonb_array_elements((single_demands.question).interpretation -> 'constraints') with ordinality c (value, position)
  where c.value ->> 'kind' <> 'CURRENT_PRICE';
$$;

ALTER FUNCTION product.single_demands(question product.question) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.single_demands(question product.question) IS 'The constraints of a question, CURRENT_PRICE apart, each as a demand of its own, in their order: the bits of product.judged_offer.';

CREATE FUNCTION product.sort_label(sort text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
  select case sort_label.sort
    when 'PRICE_ASC' then 'cheapest first'
    when 'PRICE_DESC' then 'most expensive first'
    when 'NEWEST' then 'newest first'
    when 'RATING' then 'best rated first'
    when 'WEIGHT_ASC' then 'lightest first'
    when 'WEIGHT_DESC' then 'heaviest first'
  end;
$$;

ALTER FUNCTION product.sort_label(sort text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.sort_label(sort text) IS 'An order in words: "cheapest first".';

CREATE FUNCTION product.spread_attribute() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_names text[] := array_remove(array[
    case when tg_op <> 'INSERT' then old.name end,
    case when tg_op <> 'DELETE' then new.name end], null);
begin
  -- A variant being written knows nothing of this change, nor this of it: one waits for the other.
  lock table product.variant in share row exclusive mode;
  update product.variant v
  set options = v.options
  from product.product p
  where p.product_id = v.product_id
    and (p.attributes ?| v_names or v.options ?| v_names);
  return null;
end
$$;

ALTER FUNCTION product.spread_attribute() OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.spread_attribute() IS 'Trigger on a reference table: a newly registered or renamed attribute can be filtered by at once. A sharded install leaves it out and touches the variants itself.';

CREATE FUNCTION product.spread_audience() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  -- prepare_product writes the copy, from the restrictions as they are once the product is this transaction's.
  update product.product p
  set audience = p.audience
  where p.product_id in (
    case when tg_op <> 'INSERT' then old.product_id end,
    case when tg_op <> 'DELETE' then new.product_id end
  );
  return null;
end
$$;

ALTER FUNCTION product.spread_audience() OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.spread_audience() IS 'Trigger: carries the restriction rows of a product onto the product itself; a row that moves to another product touches both.';

CREATE FUNCTION product.spread_product() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  if old.attributes is distinct from new.attributes then
    update product.variant v set options = v.options where v.product_id = new.product_id;
  end if;
  if old.audience is distinct from new.audience then
    update product.variant v set audience = new.audience where v.product_id = new.product_id;
    update product.price p set audience = new.audience where p.product_id = new.product_id;
    update product.stock s set audience = new.audience where s.product_id = new.product_id;
    update product.offer o set audience = new.audience where o.product_id = new.product_id;
    update product.curation c set audience = new.audience where c.product_id = new.product_id;
    update embeddings.product_embedding e set audience = new.audience where e.product_id = new.product_id;
  end if;
  if old.status is distinct from new.status then
    perform product.refresh_offers(new.product_id, null);
  end if;
  return null;
end
$$;

ALTER FUNCTION product.spread_product() OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.spread_product() IS 'Trigger: carries a product''s attributes, audience and status to its own variants, prices, stock, offers, curation and vectors.';

CREATE FUNCTION product.spread_reference_name() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_product_ids bigint[];
  v_model_ids bigint[];
begin
  if old.name is distinct from new.name then
    if tg_table_name = 'brand' then
      with touched as (
        update product.product p set brand_id = p.brand_id where p.brand_id = new.brand_id returning p.product_id
      )
      select array_agg(t.product_id) into v_product_ids from touched t;
    else
      with touched as (
        update product.product p set category_id = p.category_id where p.category_id = new.category_id returning p.product_id
      )
      select array_agg(t.product_id) into v_product_ids from touched t;
    end if;
    -- Queued here, for the trigger on products compares what they say themselves.
    select array_agg(t.product_id), array_agg(m.model_id)
    into v_product_ids, v_model_ids
    from unnest(v_product_ids) t (product_id)
    join embeddings.model m on m.state <> 'retired' and tg_table_name = any (m.document_fields);
    if v_product_ids is not null then
      perform embeddings.enqueue_jobs(v_product_ids, v_model_ids);
    end if;
  end if;
  return null;
end
$$;

ALTER FUNCTION product.spread_reference_name() OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.spread_reference_name() IS 'Trigger on reference tables: a renamed brand or category changes the words and the meaning of its products. A sharded install leaves it out (it writes many shards), and touches and queues the products itself.';

CREATE FUNCTION product.stock_before(product_ids bigint[], at timestamp with time zone) RETURNS TABLE(product_id bigint, variant_id bigint, available bigint)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    SET random_page_cost TO '1.1'
    AS $$
  with first_change as (
    select distinct on (c.product_id, c.key)
      c.product_id, (c.key ->> 'variant_id')::bigint as variant_id, (c.key ->> 'location_id')::bigint as location_id,
      case when c.before is not null then
        greatest((c.before ->> 'on_hand')::bigint - (c.before ->> 'reserved')::bigint, 0) end as available
    from audit.change c
    where c.product_id = any (stock_before.product_ids)
      and c.changed_at > stock_before.at
      and c.relation = 'product.stock'
    order by c.product_id, c.key, c.change_id
  )
  select t.product_id, t.variant_id, (
    select sum(l.available)
    from (
      select s.available
      from product.stock s
      where s.product_id = t.product_id and s.variant_id = t.variant_id
        and not exists (
          select from first_change f
          where f.product_id = s.product_id and f.variant_id = s.variant_id and f.location_id = s.location_id)
      union all
      select f.available from first_change f where f.product_id = t.product_id and f.variant_id = t.variant_id
    ) l)
  from (select distinct f.product_id, f.variant_id from first_change f) t;
$$;

ALTER FUNCTION product.stock_before(product_ids bigint[], at timestamp with time zone) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.stock_before(product_ids bigint[], at timestamp with time zone) IS 'What was available, over all locations, at an instant of the past, for those variants of the products whose stock changed since, from audit.change; null: unknown then. A page that follows another is ordered by it, so that a sale in between moves nothing. A change that was written before the instant and committed after it is not seen.';

CREATE FUNCTION product.stock_by_location(product_id bigint, variant_id bigint) RETURNS jsonb
    LANGUAGE sql STABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select coalesce(
    jsonb_agg(jsonb_build_object('code', l.code, 'name', l.name, 'available', s.available) order by l.code collate "C"),
    '[]')
  from product.stock s
  join product.location l on l.location_id = s.location_id
  where s.product_id = stock_by_location.product_id
    and s.variant_id = stock_by_location.variant_id;
$$;

ALTER FUNCTION product.stock_by_location(product_id bigint, variant_id bigint) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.stock_by_location(product_id bigint, variant_id bigint) IS 'What of a variant can be sold where: [{code, name, available}] by code, also where nothing is left; [] where no stock is recorded or the caller may see none.';

CREATE FUNCTION product.stock_status(available integer) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
  select case
    when stock_status.available is null then 'UNKNOWN'
    when stock_status.available = 0 then 'OUT_OF_STOCK'
    when stock_status.available <= 3 then 'LOW'
    else 'IN_STOCK'
  end;
$$;

ALTER FUNCTION product.stock_status(available integer) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.stock_status(available integer) IS 'IN_STOCK, LOW (1 to 3 left), OUT_OF_STOCK, or UNKNOWN where no stock is recorded.';

CREATE FUNCTION product.suggested_brands(prefix text, all_words tsquery, own_words tsquery, row_limit integer, now timestamp with time zone) RETURNS TABLE(brand_id bigint, match integer)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    SET random_page_cost TO '1.1'
    SET plan_cache_mode TO 'force_custom_plan'
    SET enable_seqscan TO 'off'
    AS $$
declare
  v_folded text := lower(public.unaccent(regexp_replace(btrim(suggested_brands.prefix), '\s+', ' ', 'g')));
  v_demand product.demand := product.public_demand(suggested_brands.now);
begin
  return query
  with matched as (
    select
      n.brand_id,
      n.name,
      case
        when starts_with(lower(public.unaccent(n.name)), v_folded) then 1
        when to_tsvector('product.search_simple', n.name) @@ suggested_brands.own_words then 2
        else 3
      end as match
    from product.brand n
    where to_tsvector('product.search_simple', n.name) @@ suggested_brands.all_words
    order by 3, length(n.name), n.name collate "C", n.brand_id
    limit 20
  )
  select m.brand_id, m.match
  from matched m
  where exists (
    select
    from (
      select p.product_id
      from product.product p
      where p.brand_id = m.brand_id and p.status = 'active' and p.audience is null
      limit 200
    ) few
    join product.qualifying_offers(v_demand) o on o.product_id = few.product_id
  )
  order by m.match, length(m.name), m.name collate "C", m.brand_id
  limit suggested_brands.row_limit;
end
$$;

ALTER FUNCTION product.suggested_brands(prefix text, all_words tsquery, own_words tsquery, row_limit integer, now timestamp with time zone) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.suggested_brands(prefix text, all_words tsquery, own_words tsquery, row_limit integer, now timestamp with time zone) IS 'The brands to suggest, best first: match (1: the name begins with the prefix, 2: it has the words, 3: only other forms or synonyms of them), short names, name, id. Of the 20 best, those of whose first 200 unrestricted, active products one has a price of the default public list.';

CREATE FUNCTION product.suggested_categories(prefix text, all_words tsquery, own_words tsquery, row_limit integer, now timestamp with time zone) RETURNS TABLE(category_id bigint, match integer)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    SET random_page_cost TO '1.1'
    SET plan_cache_mode TO 'force_custom_plan'
    SET enable_seqscan TO 'off'
    AS $$
declare
  v_folded text := lower(public.unaccent(regexp_replace(btrim(suggested_categories.prefix), '\s+', ' ', 'g')));
  v_demand product.demand := product.public_demand(suggested_categories.now);
begin
  return query
  with matched as (
    select
      n.category_id,
      n.name,
      case
        when starts_with(lower(public.unaccent(n.name)), v_folded) then 1
        when to_tsvector('product.search_simple', n.name) @@ suggested_categories.own_words then 2
        else 3
      end as match
    from product.category n
    where to_tsvector('product.search_simple', n.name) @@ suggested_categories.all_words
    order by 3, length(n.name), n.name collate "C", n.category_id
    limit 20
  )
  select m.category_id, m.match
  from matched m
  where exists (
    select
    from (
      select p.product_id
      from (
        with recursive subtree as (
          select m.category_id, 0 as depth
          union all
          select c.category_id, t.depth + 1
          from product.category c
          join subtree t on c.parent_id = t.category_id
          where t.depth < 20
        )
        select t.category_id from subtree t
      ) t
      join product.product p on p.category_id = t.category_id and p.status = 'active' and p.audience is null
      limit 200
    ) few
    join product.qualifying_offers(v_demand) o on o.product_id = few.product_id
  )
  order by m.match, length(m.name), m.name collate "C", m.category_id
  limit suggested_categories.row_limit;
end
$$;

ALTER FUNCTION product.suggested_categories(prefix text, all_words tsquery, own_words tsquery, row_limit integer, now timestamp with time zone) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.suggested_categories(prefix text, all_words tsquery, own_words tsquery, row_limit integer, now timestamp with time zone) IS 'The categories to suggest, best first: match (1: the name begins with the prefix, 2: it has the words, 3: only other forms or synonyms of them), short names, name, id. Of the 20 best, those in whose subtree, among its first 200 unrestricted, active products, one has a price of the default public list.';

CREATE FUNCTION product.suggested_products(prefix text, all_words tsquery, own_words tsquery, row_limit integer, now timestamp with time zone) RETURNS TABLE(product_id bigint, in_stock boolean, match integer)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    SET random_page_cost TO '1.1'
    SET plan_cache_mode TO 'force_custom_plan'
    SET enable_seqscan TO 'off'
    AS $$
declare
  v_typed text := left(lower(regexp_replace(ltrim(suggested_products.prefix), '\s+', ' ', 'g')), 200);
  v_folded text := rtrim(lower(public.unaccent(v_typed)));
  v_looked_at integer := least(100, 6 * suggested_products.row_limit);
  v_demand product.demand := product.public_demand(suggested_products.now);
begin
  return query
  with beginning as materialized (
    -- Only what everybody may see, before the limit: hidden titles must not crowd out the others.
    select p.product_id, p.title
    from product.product p
    where left(lower(p.title), 200) ~>=~ v_typed
      and left(lower(p.title), 200) ~<~ (v_typed || chr(1114111))
      and p.status = 'active'
      and p.audience is null
    order by left(lower(p.title), 200) using ~<~, p.product_id
    limit v_looked_at
  ),
  worded as materialized (
    select w.product_id, w.title
    from product.suggested_titles(suggested_products.own_words, v_looked_at) w
    where (select count(*) from beginning b) < v_looked_at
  ),
  -- After the others, so that the short titles of a synonym leave them room.
  meant as (
    select w.product_id, w.title
    from product.suggested_titles(suggested_products.all_words, v_looked_at) w
    where suggested_products.own_words <> suggested_products.all_words
      and (select count(*) from beginning b) + (select count(*) from worded w) < v_looked_at
  ),
  proposed as (
    select b.product_id, b.title from beginning b
    union
    select w.product_id, w.title from worded w
    union
    select m.product_id, m.title from meant m
  ),
  sold as (
    select p.product_id, p.title, offer.in_stock
    from proposed p
    cross join lateral (
      select bool_or(coalesce(o.available, 0) > 0) as in_stock
      from product.qualifying_offers(v_demand) o
      where o.product_id = p.product_id
    ) offer
    where offer.in_stock is not null
  ),
  matched as (
    select
      s.product_id,
      s.title,
      s.in_stock,
      case
        when starts_with(lower(public.unaccent(s.title)), v_folded) then 1
        when suggested_products.own_words = suggested_products.all_words
          or to_tsvector('product.search_simple', s.title) @@ suggested_products.own_words then 2
        else 3
      end as match
    from sold s
  )
  select m.product_id, m.in_stock, m.match
  from matched m
  order by m.in_stock desc, m.match, length(m.title), m.title collate "C", m.product_id
  limit suggested_products.row_limit;
end
$$;

ALTER FUNCTION product.suggested_products(prefix text, all_words tsquery, own_words tsquery, row_limit integer, now timestamp with time zone) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.suggested_products(prefix text, all_words tsquery, own_words tsquery, row_limit integer, now timestamp with time zone) IS 'The products to suggest, best first: in stock before not, match (1: the title begins with the prefix, 2: it has the words, 3: only other forms or synonyms of them), short titles, title, id. Of the first titles that begin with the prefix, six times the row limit and at most 100, and where there are fewer as many of product.suggested_titles that have own_words, then all_words: those of unrestricted, active products that have a price of the default public list. The same for all callers.';

CREATE FUNCTION product.suggested_titles(words tsquery, row_limit integer) RETURNS TABLE(product_id bigint, title text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    SET random_page_cost TO '1.1'
    SET plan_cache_mode TO 'force_custom_plan'
    SET enable_seqscan TO 'off'
    AS $$
  with found as materialized (
    select p.product_id, p.title
    from product.product p
    where to_tsvector('product.search_simple', p.title) @@ suggested_titles.words
      and p.status = 'active'
      and p.audience is null
    -- 1 ms per thousand titles: to sort the 13,000 of 200,000 that have "steel" takes longer than a keystroke allows. The
    -- index gives them as they are stored, whatever the row limit, so that a shorter list is the beginning of a longer one.
    limit 5000
  )
  select f.product_id, f.title
  from found f
  order by length(f.title), f.title collate "C", f.product_id
  limit suggested_titles.row_limit;
$$;

ALTER FUNCTION product.suggested_titles(words tsquery, row_limit integer) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.suggested_titles(words tsquery, row_limit integer) IS 'The unrestricted, active products whose titles have the words: short titles first, then title, id. Of more than 5,000, those among the first 5,000 as they are stored, which the rewriting of rows may change.';

CREATE FUNCTION product.suggestion_query(words text[], with_synonyms boolean) RETURNS tsquery
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $_$
  with word as (
    select w.word, w.position, w.position = cardinality(suggestion_query.words) as is_last
    from unnest(suggestion_query.words) with ordinality w (word, position)
  ),
  alternative as (
    select w.position, format('''%s''%s', w.word, case when w.is_last or length(w.word) >= 3 then ':*' end) as query
    from word w
    union
    -- product.search_simple does not stem: "jackets" has to find a jacket, and "battery" the batteries. A whole word only:
    -- as a beginning the singular of "flas" would be that of a flat cap.
    select w.position, format('''%s''', f.form)
    from word w
    cross join lateral (
      values (embeddings.fold_plural(w.word)), (regexp_replace(w.word, '([^aeiou])y$', '\1ies'))
    ) f (form)
    where f.form <> w.word
      and (suggestion_query.with_synonyms or not w.is_last)
    union
    select w.position, t.query
    from word w
    join product.synonym s on s.term in (w.word, embeddings.fold_plural(w.word))
    cross join lateral unnest(s.targets) n (target)
    cross join lateral (
      select format('(%s)', string_agg(format('''%s''%s', p.part, case when length(p.part) >= 3 then ':*' end), ' & ')) as query
      from unnest(product.typed_words(n.target)) p (part)
    ) t
    where suggestion_query.with_synonyms and t.query is not null
  ),
  choice as (
    select a.position, format('(%s)', string_agg(a.query, ' | ' order by a.query)) as query
    from alternative a
    group by a.position
  )
  select string_agg(c.query, ' & ' order by c.position)::tsquery from choice c;
$_$;

ALTER FUNCTION product.suggestion_query(words text[], with_synonyms boolean) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.suggestion_query(words text[], with_synonyms boolean) IS 'A query of product.search_simple for typed words (of product.typed_words): all of them, in any order. The last word, and those of three letters or more, may be the beginning of a word, as they were typed. The words before the last may also be a whole word in the plural or singular; with synonyms so may the last, and each its synonyms. Null for no words.';

CREATE FUNCTION product.suggestion_rows(prefix text, words text[], k integer, now timestamp with time zone) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_all tsquery := product.suggestion_query(suggestion_rows.words, true);
  v_own tsquery := product.suggestion_query(suggestion_rows.words, false);
  -- So that products remain.
  v_of_a_kind integer := least(3, ceil(suggestion_rows.k / 3.0));
  v_all_in_titles tsquery := v_all;
  v_own_in_titles tsquery := v_own;
begin
  -- One or two letters begin words of half the catalogue: alone they have to be a word of a title, or its beginning.
  if cardinality(suggestion_rows.words) = 1 and length(suggestion_rows.words[1]) < 3 then
    v_all_in_titles := replace(v_all::text, ':*', '')::tsquery;
    v_own_in_titles := replace(v_own::text, ':*', '')::tsquery;
  end if;
  return (
    with named as (
      select 1 as kind, c.category_id as id, true as in_stock, c.match, c.position
      from product.suggested_categories(suggestion_rows.prefix, v_all, v_own, v_of_a_kind, suggestion_rows.now)
        with ordinality c (category_id, match, position)
      union all
      select 2, b.brand_id, true, b.match, b.position
      from product.suggested_brands(suggestion_rows.prefix, v_all, v_own, v_of_a_kind, suggestion_rows.now)
        with ordinality b (brand_id, match, position)
      union all
      select 3, p.product_id, p.in_stock, p.match, p.position
      from product.suggested_products(
        suggestion_rows.prefix, v_all_in_titles, v_own_in_titles, suggestion_rows.k, suggestion_rows.now)
        with ordinality p (product_id, in_stock, match, position)
    ),
    best as (
      select n.*, row_number() over (order by n.in_stock desc, n.match, n.kind, n.position) as place
      from named n
      order by place
      limit suggestion_rows.k
    ),
    written as (
      select n.place, jsonb_build_object(
        'kind', 'CATEGORY', 'text', c.name, 'slug', c.slug, 'handle', null, 'productId', null,
        'path', above.names,
        'category', jsonb_build_object('slug', c.slug, 'name', c.name, 'path', above.steps),
        'where', jsonb_build_object('categories', jsonb_build_array(c.slug))) as suggestion
      from best n
      join product.category c on n.kind = 1 and c.category_id = n.id
      cross join lateral (
        select
          string_agg(a.name, ' › ' order by s.position) as names,
          coalesce(jsonb_agg(jsonb_build_object('slug', a.slug, 'name', a.name) order by s.position), '[]') as steps
        from jsonb_array_elements_text(product.category_path(c.category_id)) with ordinality s (slug, position)
        join product.category a on a.slug = s.slug
        where a.category_id <> c.category_id
      ) above
      union all
      select n.place, jsonb_build_object(
        'kind', 'BRAND', 'text', b.name, 'slug', b.slug, 'handle', null, 'productId', null,
        'path', null, 'category', null,
        'where', jsonb_build_object('brands', jsonb_build_array(b.slug)))
      from best n
      join product.brand b on n.kind = 2 and b.brand_id = n.id
      union all
      select n.place, jsonb_build_object(
        'kind', 'PRODUCT', 'text', p.title, 'slug', null, 'handle', p.handle, 'productId', p.product_id::text,
        'path', null, 'category', null, 'where', null)
      from best n
      join product.product p on n.kind = 3 and p.product_id = n.id
    )
    select coalesce(jsonb_agg(w.suggestion order by w.place), '[]') from written w
  );
end
$$;

ALTER FUNCTION product.suggestion_rows(prefix text, words text[], k integer, now timestamp with time zone) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.suggestion_rows(prefix text, words text[], k integer, now timestamp with time zone) IS 'Suggestions for words as they stand, as an array, best first: products that are not in stock last, then by match, then categories (at most a third, and 3), brands (the same), products. Products are read under the caller''s row security.';

CREATE FUNCTION product.suggestions(prefix text, k integer, now timestamp with time zone) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_words text[];
  v_found jsonb;
begin
  if suggestions.k is null or suggestions.k not between 1 and 50 then
    raise exception using errcode = 'TSLIM',
      message = format('k is %s, expected 1 to 50', coalesce(suggestions.k::text, 'null')),
      hint = 'Ask for 1 to 50 suggestions.';
  end if;
  if suggestions.prefix is null then
    raise exception using errcode = 'TSTXT',
      message = 'there is no text to complete', hint = 'Give what has been typed, at least one letter.';
  end if;
  perform product.check_text(suggestions.prefix);
  v_words := product.typed_words(suggestions.prefix);
  v_found := product.suggestion_rows(suggestions.prefix, v_words, suggestions.k, suggestions.now);
  if v_found = '[]' then
    v_words := product.repair_words(v_words);
    if v_words is not null then
      v_found := product.suggestion_rows(array_to_string(v_words, ' '), v_words, suggestions.k, suggestions.now);
    end if;
  end if;
  return v_found;
end
$$;

ALTER FUNCTION product.suggestions(prefix text, k integer, now timestamp with time zone) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.suggestions(prefix text, k integer, now timestamp with time zone) IS 'The answer of api.suggest. Where nothing at all matches, the words are repaired and tried again, once. Raises TSLIM, TSTXT.';

CREATE FUNCTION product.take_span(content text, start integer, behind integer) RETURNS jsonb
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
  select jsonb_build_object(
    'start', take_span.start - 1,
    'end', take_span.behind - 1,
    'text', substr(take_span.content, take_span.start, take_span.behind - take_span.start)
  );
$$;

ALTER FUNCTION product.take_span(content text, start integer, behind integer) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.take_span(content text, start integer, behind integer) IS 'The span of a text between two positions counted from 1, as callers see it: code points from 0, end exclusive.';

CREATE FUNCTION product.take_words(reading product.reading, first integer, last integer) RETURNS product.reading
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_reading product.reading := take_words.reading;
begin
  for v_word in take_words.first..take_words.last loop
    v_reading.taken[v_word] := true;
  end loop;
  return v_reading;
end
$$;

ALTER FUNCTION product.take_words(reading product.reading, first integer, last integer) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.take_words(reading product.reading, first integer, last integer) IS 'A reading in which the words from first to last are understood: no later rule reads them, and they are no part of the residue.';

CREATE FUNCTION product.tells_shade(reading product.reading, place integer) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
  select exists (
    select from unnest((tells_shade.reading).lexemes) l
    where l.class = 'VALUE' and l.meaning = 'KIND' and l.first = tells_shade.place + 1
      and starts_with((tells_shade.reading).forms[tells_shade.place], split_part(l.value, ' ', 1))
  );
$$;

ALTER FUNCTION product.tells_shade(reading product.reading, place integer) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.tells_shade(reading product.reading, place integer) IS 'Whether the word at place belongs to the value behind it: "lightest grey", "lighter blue", since there are light greys and light blues.';

CREATE FUNCTION product.term(content text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select string_agg(case when w.is_last then embeddings.fold_plural(w.form) else w.form end, ' ' order by w.place)
  from (
    select s.form, s.place, s.place = max(s.place) over () as is_last
    from product.scan_words(term.content) s
  ) w;
$$;

ALTER FUNCTION product.term(content text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.term(content text) IS 'A name as questions are held against it: its words (product.scan_words) with single spaces, the last one in the singular; null without any word. Generated columns are made of it: to change it takes a migration.';

CREATE FUNCTION product.terms(contents text[]) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select coalesce(array_agg(product.term(c.content) order by c.position), '{}')
  from unnest(terms.contents) with ordinality c (content, position);
$$;

ALTER FUNCTION product.terms(contents text[]) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.terms(contents text[]) IS 'product.term of each, in the order given.';

CREATE FUNCTION product.told_only_whether(reading product.reading, measure product.measure) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select a.label
  from unnest((told_only_whether.reading).lexemes) l
  join product.attribute a on a.name = l.name
  where (told_only_whether.measure).bound is null
    and (told_only_whether.measure).unit is not null
    and (told_only_whether.reading).forms[(told_only_whether.measure).first - 1] = 'to'
    and product.is_free(told_only_whether.reading, (told_only_whether.measure).first - 1, (told_only_whether.measure).first - 1)
    and l.class = 'ATTRIBUTE' and l.meaning = 'boolean' and l.last = (told_only_whether.measure).first - 2
  order by a.label
  limit 1;
$$;

ALTER FUNCTION product.told_only_whether(reading product.reading, measure product.measure) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.told_only_whether(reading product.reading, measure product.measure) IS 'The label of the attribute that leads to a measure with "to" and has none: "waterproof to 50 m" where only whether is recorded. Null otherwise.';

CREATE FUNCTION product.turned_bound(bound text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
  select case turned_bound.bound
    when 'PRICE_BELOW' then 'PRICE_AT_LEAST' when 'PRICE_AT_MOST' then 'PRICE_ABOVE'
    when 'PRICE_ABOVE' then 'PRICE_AT_MOST' when 'PRICE_AT_LEAST' then 'PRICE_BELOW'
    else turned_bound.bound end;
$$;

ALTER FUNCTION product.turned_bound(bound text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.turned_bound(bound text) IS 'What a bound (PRICE_BELOW and its like, as product.phrase says them) is where it is denied; one of both sides cannot be turned round and stays as it is.';

CREATE FUNCTION product.typed_words(content text) RETURNS text[]
    LANGUAGE sql STABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  with word as (
    -- Letters of other scripts are named one range at a time: in the locale "C" [:alnum:] knows ASCII only.
    -- A hundred letters find a longer word, by its beginning; a word of 2,048 bytes would be refused.
    select left(w.word, 100) as word, max(w.position) as position
    from regexp_split_to_table(
      lower(public.unaccent(typed_words.content)),
      '[^[:alnum:]\u00c0-\u1fff\u2c00-\u2fff\u3040-\ud7ff\uf900-\ufdff]+') with ordinality w (word, position)
    where w.word <> ''
    group by 1
  )
  -- Twelve words find a title; what is being typed is the last of them.
  select coalesce(array_agg(last.word order by last.position), '{}')
  from (select w.word, w.position from word w order by w.position desc limit 12) last;
$$;

ALTER FUNCTION product.typed_words(content text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.typed_words(content text) IS 'The words of what was typed, lower case and without accents, each once, at most the last twelve and a hundred letters of each, in order: lexemes of product.search_simple.';

CREATE FUNCTION product.unknown_name(reading product.reading, first integer) RETURNS integer
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $_$
declare
  v_read product.reading := unknown_name.reading;
  v_last integer := unknown_name.first;
begin
  -- "not too shiny": how much is no part of what is refused.
  while v_read.forms[v_last] in ('too', 'very', 'so', 'really') and v_read.gaps[v_last + 1] ~ '^\s+$' loop
    v_last := v_last + 1;
  end loop;
  -- "not for me", "without that": nothing that a shop could leave out.
  if not product.is_free(v_read, unknown_name.first, v_last) or v_read.forms[v_last] !~ '^[[:alpha:]]'
    or ts_lexize('pg_catalog.english_stem', v_read.forms[v_last]) = '{}'
  then
    return null;
  end if;
  while v_read.gaps[v_last + 1] ~ '^[-\u2010-\u2015]$' and product.is_free(v_read, v_last + 1, v_last + 1) loop
    v_last := v_last + 1;
  end loop;
  return v_last;
end
$_$;

ALTER FUNCTION product.unknown_name(reading product.reading, first integer) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.unknown_name(reading product.reading, first integer) IS 'The last word of what is refused from a position on where nothing knows it: one word, with what tells how much before it and what hyphens join to it; null where a word stands there that names nothing.';

CREATE FUNCTION product.value_label(written text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $_$
  select case
    when value_label.written <> lower(value_label.written) then value_label.written
    when value_label.written ~ '^(?:(?:[0-9]{1,2}x|x{0,4})[sl]|m)$' then upper(value_label.written) -- sizes: xs, 3xl
    else upper(left(value_label.written, 1)) || translate(substr(value_label.written, 2), '_', ' ')
  end;
$_$;

ALTER FUNCTION product.value_label(written text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.value_label(written text) IS 'A value of an attribute to show: as it is written where that has capitals ("USB-C"), sizes in capitals ("XXL"), else with a first capital ("Pull-on").';

CREATE FUNCTION product.value_weight(attribute text, value text) RETURNS bigint
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    SET random_page_cost TO '1.1'
    AS $$
  with held as materialized (
    select v.product_id
    from product.variant v
    where v.attributes @> jsonb_build_object(value_weight.attribute, jsonb_build_array(value_weight.value))
      and v.audience is null
  )
  select count(*)
  from (
    select from held h
    join product.product p on p.product_id = h.product_id and p.status = 'active'
    limit 100
  ) example;
$$;

ALTER FUNCTION product.value_weight(attribute text, value text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.value_weight(attribute text, value text) IS 'How many unrestricted variants of active products have a value in an attribute, up to 100: of several attributes with the value the one is meant that most have.';

CREATE FUNCTION product.variant_rows(product_ids bigint[]) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  perform product.check_key_count(cardinality(variant_rows.product_ids), 1000);
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
      'variantId', v.variant_id::text,
      'productId', v.product_id::text,
      'sku', v.sku,
      'options', v.options,
      'weightGrams', v.weight_grams::text
    ) order by v.product_id, v.variant_id), '[]')
    from product.variant v
    join product.product p on p.product_id = v.product_id
    where v.product_id = any (variant_rows.product_ids) and p.status = 'active'
  );
end
$$;

ALTER FUNCTION product.variant_rows(product_ids bigint[]) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.variant_rows(product_ids bigint[]) IS 'The rows behind api.load_variants, under the caller''s row security.';

CREATE FUNCTION product.vector_text(question product.question) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select case
    when (vector_text.question).anchor_id is null
      and ((vector_text.question).model).model_id is not null
      and (vector_text.question).mode is distinct from 'BROWSE'
      and (vector_text.question).options ->> 'mode' is distinct from 'LEXICAL'
      -- What a provider is asked costs time and money: not for a SKU, which means nothing; a title may be what others are called
      -- as well. And pages that follow one without a vector go on so, or rows would come twice.
      and (((vector_text.question).model).provider = 'builtin'
        or not coalesce((vector_text.question).exact_matches && '{SKU,HANDLE}', false)
          and not coalesce((vector_text.question).cursor -> 'byWords' = 'true', false))
    then nullif(product.normalise_question((vector_text.question).interpretation ->> 'residue'), '')
  end;
$$;

ALTER FUNCTION product.vector_text(question product.question) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.vector_text(question product.question) IS 'What a vector is wanted for: the words of a question that are left once everything understood is taken out, in lower case with single spaces; null where none is wanted.';

CREATE FUNCTION product.vocabulary() RETURNS jsonb
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  with live as materialized (
    select p.product_id, p.brand_id, p.category_id
    from product.product p
    where p.audience is null and p.status = 'active'
  ),
  value as (
    select h.attribute, v.value, count(distinct o.product_id) as products
    from product.variant o
    join live l on l.product_id = o.product_id
    cross join lateral jsonb_each(o.attributes) h (attribute, held)
    cross join lateral jsonb_array_elements_text(h.held) v (value)
    where o.audience is null
    group by h.attribute, v.value
  ),
  attribute as (
    select a.name, a.label, a.type, a.unit, sum(v.products) as products,
      case when a.type <> 'number' then (array_agg(v.value order by v.products desc, v.value))[:30] end as values
    from product.attribute a
    join value v on v.attribute = a.name
    where a.interpretable
    group by a.name
    order by products desc, a.name
    limit 100
  ),
  brand as (
    select b.name, count(*) as products
    from live l
    join product.brand b on b.brand_id = l.brand_id
    group by b.brand_id
    order by products desc, b.name
    limit 200
  ),
  category as (
    select c.slug, c.name, count(l.product_id) as products
    from product.category c
    left join live l on l.category_id = c.category_id
    group by c.category_id
    order by products desc, c.slug
    limit 200
  )
  select jsonb_build_object(
    'currency', product.default_currency(),
    'attributes', (
      select coalesce(jsonb_agg(
        jsonb_strip_nulls(jsonb_build_object('name', a.name, 'label', a.label, 'type', a.type, 'unit', a.unit, 'values', to_jsonb(a.values)))
        order by a.products desc, a.name), '[]')
      from attribute a
    ) || '[{"name": "weight_grams", "label": "Weight", "type": "number", "unit": "g"}]',
    'categories', (
      select coalesce(jsonb_agg(jsonb_build_object('slug', c.slug, 'name', c.name) order by c.products desc, c.slug), '[]') from category c),
    'brands', (select coalesce(jsonb_agg(b.name order by b.products desc, b.name), '[]') from brand b));
$$;

ALTER FUNCTION product.vocabulary() OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.vocabulary() IS 'The live, unrestricted vocabulary, the commonest first: currency (the default), attributes (at most 100 interpretable ones: name, label, type, unit, and of text and boolean ones up to 30 values; weight_grams is the weight of any variant), categories (up to 200: slug, name), brands (up to 200 names).';

CREATE FUNCTION product.wished_demands(question product.question) RETURNS product.demand[]
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select array_agg(
    product.build_demand(jsonb_build_array(p.value), (wished_demands.question).currency, (wished_demands.question).as_of)
    order by p.position)
  from jsonb_array_elements((wished_demands.question).interpretation -> 'preferences') with ordinality p (value, position)
  where p.value ->> 'kind' in ('ATTRIBUTE', 'BRAND', 'CATEGORY');
$$;

ALTER FUNCTION product.wished_demands(question product.question) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.wished_demands(question product.question) IS 'The bare words of a question, each as the demand that it would be if it were a constraint, in their order; null for none. What an offer meets of them moves it up, and turns nothing away.';

CREATE FUNCTION product.with_removals(question product.question) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_read constant jsonb := (with_removals.question).interpretation;
  v_filter constant jsonb := (with_removals.question).filter;
  v_constraints jsonb := '[]';
  v_preferences jsonb := '[]';
  v_item jsonb;
  v_remove jsonb;
begin
  for v_item in
    select c.value from jsonb_array_elements(v_read -> 'constraints') with ordinality c (value, position) order by c.position
  loop
    v_remove := null;
    -- A filter cannot undo what policy demands.
    if v_item ->> 'kind' <> 'CURRENT_PRICE'
      and (v_item ->> 'kind' <> 'IN_STOCK' or (with_removals.question).unavailable is distinct from 'HIDE')
    then
      v_remove := product.refinement(
        with_removals.question, product.filter_without(v_filter, array[v_item ->> 'key']), array[v_item ->> 'key']);
    end if;
    v_constraints := v_constraints || (v_item || jsonb_build_object('remove', v_remove));
  end loop;
  -- The filter says neither preferences nor an order.
  for v_item in
    select p.value from jsonb_array_elements(v_read -> 'preferences') with ordinality p (value, position) order by p.position
  loop
    v_preferences := v_preferences || (v_item
      || jsonb_build_object('remove', product.refinement(with_removals.question, v_filter, array[v_item ->> 'key'])));
  end loop;
  return v_read || jsonb_build_object(
    'constraints', v_constraints,
    'preferences', v_preferences,
    'sort', nullif(v_read -> 'sort', 'null')
      || jsonb_build_object('remove', product.refinement(with_removals.question, v_filter, '{SORT}')));
end
$$;

ALTER FUNCTION product.with_removals(question product.question) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.with_removals(question product.question) IS 'The interpretation of a question as it is handed out: each constraint and preference, and the sort, with remove, the refinement that takes it off, and with it all else under its key. Null for CURRENT_PRICE, and for IN_STOCK where options.unavailable hides the rest.';

CREATE FUNCTION product.word_span(reading product.reading, first integer, last integer) RETURNS jsonb
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
  select product.take_span((word_span.reading).content,
    (word_span.reading).starts[word_span.first], (word_span.reading).behinds[word_span.last]);
$$;

ALTER FUNCTION product.word_span(reading product.reading, first integer, last integer) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.word_span(reading product.reading, first integer, last integer) IS 'The span of the words from first to last, as callers see it.';

CREATE FUNCTION product.write_cursor(content jsonb) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
  select rtrim(translate(encode(convert_to(write_cursor.content::text, 'UTF8'), 'base64'), E'+/\n', '-_'), '=');
$$;

ALTER FUNCTION product.write_cursor(content jsonb) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.write_cursor(content jsonb) IS 'A cursor as callers carry it: base64url of its content.';

CREATE FUNCTION product.written_value(product_id bigint, attribute text, value text) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select i.value #>> '{}'
  from product.product p
  left join product.variant v on v.product_id = p.product_id
  cross join lateral (
    select (p.attributes || coalesce(v.options, '{}')) -> written_value.attribute as held
  ) h
  cross join lateral jsonb_array_elements(
    case jsonb_typeof(h.held) when 'array' then h.held else jsonb_build_array(h.held) end
  ) i (value)
  where p.product_id = written_value.product_id
    and lower(i.value #>> '{}') = written_value.value
  order by v.variant_id
  limit 1;
$$;

ALTER FUNCTION product.written_value(product_id bigint, attribute text, value text) OWNER TO trueshelf_data;

COMMENT ON FUNCTION product.written_value(product_id bigint, attribute text, value text) IS 'How a product, or the first of its variants that does, writes a value of an attribute, which product.effective_attributes holds in lower case; null where none has it.';

CREATE FUNCTION work.begin_job(kind text, label text, parameters jsonb, runner text, as_of timestamp with time zone) RETURNS uuid
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_job_id uuid;
begin
  perform work.settle_jobs(begin_job.as_of);
  insert into work.job as j (kind, label, state, parameters, runner, attempts, created_at, started_at, heartbeat_at)
  values (
    begin_job.kind, begin_job.label, 'running', begin_job.parameters, begin_job.runner, 1,
    begin_job.as_of, begin_job.as_of, begin_job.as_of
  )
  returning j.job_id into v_job_id;
  return v_job_id;
end
$$;

ALTER FUNCTION work.begin_job(kind text, label text, parameters jsonb, runner text, as_of timestamp with time zone) OWNER TO trueshelf_data;

COMMENT ON FUNCTION work.begin_job(kind text, label text, parameters jsonb, runner text, as_of timestamp with time zone) IS 'Records long work that its caller does itself, running from now on, and returns its id. For commands of the owner.';

CREATE FUNCTION work.cancel_job(job_id uuid, as_of timestamp with time zone) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_job work.job;
begin
  perform from work.job j where j.job_id = cancel_job.job_id for update;
  v_job := work.find_job(cancel_job.job_id, cancel_job.as_of);
  if v_job.state in ('queued', 'running') then
    v_job.cancel_requested_at := coalesce(v_job.cancel_requested_at, cancel_job.as_of);
    if v_job.state = 'queued' then
      v_job.state := 'cancelled';
      v_job.finished_at := cancel_job.as_of;
    end if;
    update work.job j
    set cancel_requested_at = v_job.cancel_requested_at, state = v_job.state, finished_at = v_job.finished_at
    where j.job_id = v_job.job_id;
  end if;
  return v_job.state;
end
$$;

ALTER FUNCTION work.cancel_job(job_id uuid, as_of timestamp with time zone) OWNER TO trueshelf_data;

COMMENT ON FUNCTION work.cancel_job(job_id uuid, as_of timestamp with time zone) IS 'Cancels a queued job at once, and so one whose runner died and that would be taken again; asks the runner of a running one to stop. Returns the state it has then; one that has ended stays as it is. Raises TSNFD.';

CREATE FUNCTION work.cancel_jobs(as_of timestamp with time zone) RETURNS integer
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select count(*)::integer
  from (
    select j.job_id
    from work.job j
    cross join lateral work.judge_job(j, cancel_jobs.as_of) t
    where j.state in ('queued', 'running') and t.state in ('queued', 'running') and j.cancel_requested_at is null
    order by j.created_at, j.job_id
  ) o
  cross join lateral work.cancel_job(o.job_id, cancel_jobs.as_of) s (state)
  where s.state in ('cancelled', 'running');
$$;

ALTER FUNCTION work.cancel_jobs(as_of timestamp with time zone) OWNER TO trueshelf_data;

COMMENT ON FUNCTION work.cancel_jobs(as_of timestamp with time zone) IS 'Cancels every job that is queued or running, as work.cancel_job does, and returns how many: those that were asked to stop before are not counted again.';

CREATE FUNCTION work.check_parameters(kind text, parameters jsonb) RETURNS void
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_given jsonb := coalesce(check_parameters.parameters, '{}');
  v_model jsonb;
  v_wrong jsonb;
begin
  if check_parameters.kind is null or check_parameters.kind not in ('build', 'fit', 'refresh') then
    raise exception using errcode = 'TSOPT',
      message = format('the kind of job is %s, expected build, fit or refresh', coalesce(format('"%s"', left(check_parameters.kind, 60)), 'null')),
      hint = case when check_parameters.kind in ('import', 'seed')
        then format('Only its command does it: trueshelf %s.', check_parameters.kind)
        else 'refresh embeds products anew, fit makes the built-in model anew, build makes the vectors of a model that was added.' end;
  end if;
  perform product.check_keys(
    v_given,
    case check_parameters.kind when 'refresh' then '{model,products,force}' when 'build' then '{model}' else '{}' end::text[],
    format('the parameters of a %s', check_parameters.kind),
    'TSOPT');

  v_model := nullif(v_given -> 'model', 'null');
  if v_model is null and check_parameters.kind = 'build' then
    raise exception using errcode = 'TSOPT', message = 'a build names no model', hint = 'Give {"model": name}, of a model that was added.';
  end if;
  if v_model is not null then
    if jsonb_typeof(v_model) <> 'string' then
      raise exception using errcode = 'TSOPT',
        message = format('model is %s, expected text', left(v_model::text, 60)), hint = 'Give the name of a model.';
    end if;
    perform embeddings.used_model(v_model #>> '{}', 'Add it first.');
  end if;

  if jsonb_typeof(v_given -> 'force') not in ('boolean', 'null') then
    raise exception using errcode = 'TSOPT',
      message = format('force is %s, expected true or false', left((v_given -> 'force')::text, 60)),
      hint = 'true: embed also what has the vector of its present text.';
  end if;

  if jsonb_typeof(v_given -> 'products') <> 'null' then
    if jsonb_typeof(v_given -> 'products') <> 'array' then
      raise exception using errcode = 'TSOPT',
        message = format('products is %s, expected an array of handles', left((v_given -> 'products')::text, 60)),
        hint = 'Leave it out to refresh every product.';
    end if;
    if jsonb_array_length(v_given -> 'products') not between 1 and 10000 then
      raise exception using errcode = 'TSLIM',
        message = format('%s products are named, expected 1 to 10000', jsonb_array_length(v_given -> 'products')),
        hint = 'Name fewer at once, or leave products out to refresh every product.';
    end if;
    select p.value into v_wrong
    from jsonb_array_elements(v_given -> 'products') with ordinality p (value, position)
    where jsonb_typeof(p.value) <> 'string'
      or not exists (select from product.product_handle h where h.handle = p.value #>> '{}')
    order by p.position
    limit 1;
    if found then
      raise exception using
        errcode = case jsonb_typeof(v_wrong) when 'string' then 'TSNFD' else 'TSOPT' end,
        message = case jsonb_typeof(v_wrong)
          when 'string' then format('there is no product "%s"', left(v_wrong #>> '{}', 100))
          else format('products holds %s, expected handles', left(v_wrong::text, 60)) end,
        hint = 'Name products by their handles.';
    end if;
  end if;
end
$$;

ALTER FUNCTION work.check_parameters(kind text, parameters jsonb) OWNER TO trueshelf_data;

COMMENT ON FUNCTION work.check_parameters(kind text, parameters jsonb) IS 'Whether a job of this kind, with these parameters, can be queued. Raises TSOPT, TSLIM, and TSNFD for a model that is not in use or a product that does not exist.';

CREATE TABLE work.job (
    job_id uuid DEFAULT uuidv7() NOT NULL,
    kind text NOT NULL,
    label text NOT NULL,
    state text DEFAULT 'queued'::text NOT NULL,
    parameters jsonb DEFAULT '{}'::jsonb NOT NULL,
    step text,
    rows_done bigint DEFAULT 0 NOT NULL,
    rows_total bigint,
    result jsonb,
    error jsonb,
    retry_of uuid,
    attempts integer DEFAULT 0 NOT NULL,
    requested_by text DEFAULT SESSION_USER NOT NULL,
    runner text,
    cancel_requested_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    started_at timestamp with time zone,
    heartbeat_at timestamp with time zone,
    finished_at timestamp with time zone,
    CONSTRAINT job_check CHECK (((finished_at IS NOT NULL) = (state = ANY (ARRAY['succeeded'::text, 'failed'::text, 'cancelled'::text])))),
    CONSTRAINT job_check1 CHECK (((error IS NOT NULL) = (state = 'failed'::text))),
    CONSTRAINT job_error_check CHECK ((jsonb_typeof(error) = 'object'::text)),
    CONSTRAINT job_kind_check CHECK ((kind = ANY (ARRAY['build'::text, 'fit'::text, 'import'::text, 'refresh'::text, 'seed'::text]))),
    CONSTRAINT job_label_check CHECK (((label ~ '^[^/[:space:]]+/[^/[:space:]]+/[^/[:space:]]+$'::text) AND (octet_length(label) <= 63))),
    CONSTRAINT job_parameters_check CHECK ((jsonb_typeof(parameters) = 'object'::text)),
    CONSTRAINT job_result_check CHECK ((jsonb_typeof(result) = 'object'::text)),
    CONSTRAINT job_rows_done_check CHECK ((rows_done >= 0)),
    CONSTRAINT job_rows_total_check CHECK ((rows_total >= 0)),
    CONSTRAINT job_runner_check CHECK (((length(runner) >= 1) AND (length(runner) <= 200))),
    CONSTRAINT job_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'running'::text, 'succeeded'::text, 'failed'::text, 'cancelled'::text]))),
    CONSTRAINT job_step_check CHECK (((length(step) >= 1) AND (length(step) <= 200)))
);

ALTER TABLE work.job OWNER TO trueshelf_data;

COMMENT ON TABLE work.job IS 'Long work, one row a run: queued for a worker or begun by a command. How it ended stays to be read.';

COMMENT ON COLUMN work.job.label IS 'feature/environment/request id; also the application_name of the connections that do the work.';

COMMENT ON COLUMN work.job.step IS 'What it is doing now, for people.';

COMMENT ON COLUMN work.job.rows_total IS 'Null: not known.';

COMMENT ON COLUMN work.job.error IS '{code, message, detail, hint, context}, of the last attempt.';

COMMENT ON COLUMN work.job.runner IS 'The process that does it, or did it last. One that has not been heard of for a minute is taken for dead.';

COMMENT ON COLUMN work.job.cancel_requested_at IS 'Somebody wants it to stop; the runner does so between two steps.';

CREATE FUNCTION work.claim_job(runner text, kinds text[], as_of timestamp with time zone, held uuid[] DEFAULT '{}'::uuid[]) RETURNS work.job
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_job_id uuid;
  v_job work.job;
begin
  perform work.settle_jobs(claim_job.as_of, claim_job.held);
  loop
    select j.job_id into v_job_id
    from work.job j
    where j.state = 'queued' and j.kind = any (claim_job.kinds) and j.job_id <> all (claim_job.held)
    order by j.created_at, j.job_id
    limit 1;
    if not found then
      return null;
    end if;
    -- Of two that picked the same, the second finds the state changed, and picks again.
    update work.job j
    set state = 'running', runner = claim_job.runner, attempts = j.attempts + 1, step = null, rows_done = 0, rows_total = null,
      started_at = coalesce(j.started_at, claim_job.as_of), heartbeat_at = claim_job.as_of
    where j.job_id = v_job_id and j.state = 'queued'
    returning j.* into v_job;
    if found then
      return v_job;
    end if;
  end loop;
end
$$;

ALTER FUNCTION work.claim_job(runner text, kinds text[], as_of timestamp with time zone, held uuid[]) OWNER TO trueshelf_data;

COMMENT ON FUNCTION work.claim_job(runner text, kinds text[], as_of timestamp with time zone, held uuid[]) IS 'Takes the oldest queued job of these kinds for the runner and returns it; a row of nulls when there is none. Those whose runner died are judged before: build, fit and refresh are queued again, the others have failed. held: jobs that the caller has under way itself; they are neither judged nor taken, so that one whose single connection was busy for a minute does not do them twice.';

CREATE FUNCTION work.find_job(job_id uuid, as_of timestamp with time zone) RETURNS work.job
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_job work.job;
begin
  select j.* into v_job from work.job j where j.job_id = find_job.job_id;
  if not found then
    raise exception using errcode = 'TSNFD',
      message = format('there is no job %s', coalesce(find_job.job_id::text, 'null')), hint = 'api.jobs() lists them.';
  end if;
  return work.judge_job(v_job, find_job.as_of);
end
$$;

ALTER FUNCTION work.find_job(job_id uuid, as_of timestamp with time zone) OWNER TO trueshelf_data;

COMMENT ON FUNCTION work.find_job(job_id uuid, as_of timestamp with time zone) IS 'A job as it stands in truth. Raises TSNFD.';

CREATE FUNCTION work.finish_job(job_id uuid, runner text, state text, result jsonb, error jsonb, as_of timestamp with time zone) RETURNS boolean
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  update work.job j
  set state = finish_job.state,
    result = finish_job.result,
    error = finish_job.error,
    heartbeat_at = finish_job.as_of,
    attempts = case when finish_job.state = 'queued' then greatest(j.attempts - 1, 0) else j.attempts end,
    finished_at = case when finish_job.state = 'queued' then null else finish_job.as_of end
  where j.job_id = finish_job.job_id and j.runner = finish_job.runner and j.state = 'running';
  return found;
end
$$;

ALTER FUNCTION work.finish_job(job_id uuid, runner text, state text, result jsonb, error jsonb, as_of timestamp with time zone) OWNER TO trueshelf_data;

COMMENT ON FUNCTION work.finish_job(job_id uuid, runner text, state text, result jsonb, error jsonb, as_of timestamp with time zone) IS 'Records how the runner''s job ended: succeeded or cancelled with what was done, failed with its error {code, message, detail, hint, context}; or queued, given back for another runner without counting as an attempt. False where it had ended already or another runner has it: then nothing is written.';

CREATE FUNCTION work.follow_build() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  update embeddings.model m
  set state = case when new.state = 'cancelled' then 'paused' else 'building' end
  where m.model_id = (new.parameters ->> 'modelId')::bigint
    and m.state = case when new.state = 'cancelled' then 'building' else 'paused' end;
  return null;
end
$$;

ALTER FUNCTION work.follow_build() OWNER TO trueshelf_data;

COMMENT ON FUNCTION work.follow_build() IS 'Trigger: a model whose build is cancelled is paused, so that no worker goes on with it; a new build takes the pause away.';

CREATE FUNCTION work.judge_job(job work.job, as_of timestamp with time zone) RETURNS work.job
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_job work.job := judge_job.job;
begin
  if v_job.state <> 'running' or v_job.heartbeat_at >= judge_job.as_of - interval '1 minute' then
    return v_job;
  end if;
  if v_job.cancel_requested_at is not null then
    v_job.state := 'cancelled';
    v_job.finished_at := v_job.heartbeat_at;
  elsif v_job.kind in ('build', 'fit', 'refresh') and v_job.attempts < 5 then
    v_job.state := 'queued';
  else
    v_job.state := 'failed';
    v_job.finished_at := v_job.heartbeat_at;
    v_job.error := jsonb_build_object(
      'code', 'RUNNER_LOST',
      'message', format('the process that did it was last heard of at %s and did not say how it ended', to_char(v_job.heartbeat_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS "UTC"')),
      'detail', case when v_job.attempts > 1 then format('It was tried %s times.', v_job.attempts) end,
      'hint', case
        when v_job.kind in ('build', 'fit', 'refresh') then 'See why its processes end (memory, restarts), then retry it: trueshelf jobs retry ID.'
        else 'What was committed stays: run the command again to go on.' end,
      'context', jsonb_build_object('runner', v_job.runner, 'step', v_job.step));
  end if;
  return v_job;
end
$$;

ALTER FUNCTION work.judge_job(job work.job, as_of timestamp with time zone) OWNER TO trueshelf_data;

COMMENT ON FUNCTION work.judge_job(job work.job, as_of timestamp with time zone) IS 'The row as it stands in truth: one whose runner has not been heard of for a minute is cancelled where that was wanted, queued again where another worker can take it (build, fit, refresh, up to five attempts), and else failed with RUNNER_LOST. Writes nothing, so that lists are true on a standby too.';

CREATE FUNCTION work.list_jobs(with_state text, k integer, as_of timestamp with time zone) RETURNS SETOF work.job
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select t.*
  from work.job j
  cross join lateral work.judge_job(j, list_jobs.as_of) t
  where list_jobs.with_state is null or t.state = list_jobs.with_state
  order by j.created_at desc, j.job_id desc
  limit list_jobs.k;
$$;

ALTER FUNCTION work.list_jobs(with_state text, k integer, as_of timestamp with time zone) OWNER TO trueshelf_data;

COMMENT ON FUNCTION work.list_jobs(with_state text, k integer, as_of timestamp with time zone) IS 'The newest jobs, as they stand in truth; with a state only those in it.';

CREATE FUNCTION work.notify_runner() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  perform pg_notify('trueshelf_jobs', '');
  return null;
end
$$;

ALTER FUNCTION work.notify_runner() OWNER TO trueshelf_data;

COMMENT ON FUNCTION work.notify_runner() IS 'Wakes who waits for work, or is to stop it. A sharded install leaves this trigger out; runners look by themselves as well.';

CREATE FUNCTION work.prune_jobs(finished_before timestamp with time zone, at_most integer) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_gone integer;
begin
  delete from work.job j
  where j.job_id = any (array(
    select o.job_id
    from work.job o
    where o.finished_at < prune_jobs.finished_before
    order by o.finished_at, o.job_id
    limit prune_jobs.at_most
  ));
  get diagnostics v_gone = row_count;
  return v_gone;
end
$$;

ALTER FUNCTION work.prune_jobs(finished_before timestamp with time zone, at_most integer) OWNER TO trueshelf_data;

COMMENT ON FUNCTION work.prune_jobs(finished_before timestamp with time zone, at_most integer) IS 'Removes jobs that ended before that instant, the oldest first, at_most so many, and returns how many.';

CREATE FUNCTION work.queue_job(kind text, parameters jsonb, label text, retry_of uuid, as_of timestamp with time zone) RETURNS uuid
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $_$
declare
  v_job_id uuid := uuidv7();
  v_own text := format('%s/sql/%s', queue_job.kind, left(right(v_job_id::text, 12), 8));
  v_parameters jsonb := jsonb_strip_nulls(coalesce(queue_job.parameters, '{}'));
  v_model_id bigint;
  v_other uuid;
begin
  perform work.check_parameters(queue_job.kind, queue_job.parameters);
  if queue_job.label !~ '^[!-.0-~]+/[!-.0-~]+/[!-.0-~]+$' or length(queue_job.label) > 63 then
    raise exception using errcode = 'TSOPT',
      message = format('the label is "%s", expected feature/environment/request id', left(queue_job.label, 100)),
      hint = 'Three words of visible ASCII characters with a slash between, at most 63 characters in all, as import/production/3f9c2a81.';
  end if;
  if v_parameters ? 'model' then
    -- By name alone it would be for the next model of that name, should this one be retired.
    v_model_id := embeddings.used_model(v_parameters ->> 'model', 'It has just been retired.');
    v_parameters := v_parameters || jsonb_build_object('modelId', v_model_id::text);
  end if;
  if queue_job.kind = 'build' then
    -- To the end of the transaction: who asks for a build of the same model at the same time sees this one.
    perform pg_advisory_xact_lock(hashtextextended('trueshelf build of a model', v_model_id));
  end if;
  perform work.settle_jobs(queue_job.as_of);
  select j.job_id into v_other
  from work.job j
  where j.state in ('queued', 'running') and j.kind = 'build' and queue_job.kind = 'build'
    and j.parameters ->> 'modelId' = v_parameters ->> 'modelId'
  limit 1;
  if found then
    raise exception using errcode = 'TSJOB',
      message = format('the job %s builds "%s" already', v_other, v_parameters ->> 'model'),
      hint = 'Wait for it, or cancel it first.';
  end if;

  insert into work.job as j (job_id, kind, label, parameters, retry_of, created_at)
  values (v_job_id, queue_job.kind, coalesce(queue_job.label, v_own), v_parameters, queue_job.retry_of, queue_job.as_of);
  return v_job_id;
end
$_$;

ALTER FUNCTION work.queue_job(kind text, parameters jsonb, label text, retry_of uuid, as_of timestamp with time zone) OWNER TO trueshelf_data;

COMMENT ON FUNCTION work.queue_job(kind text, parameters jsonb, label text, retry_of uuid, as_of timestamp with time zone) IS 'Queues a job for a worker and returns its id; without a label it gets <kind>/sql/<eight digits of its id>. Raises what work.check_parameters raises, TSOPT for a label of another form, and TSJOB where the model is being built already.';

CREATE FUNCTION work.report_job(job_id uuid, runner text, step text, rows_done bigint, rows_total bigint, as_of timestamp with time zone) RETURNS text
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  v_cancel_requested_at timestamptz;
begin
  update work.job j
  set heartbeat_at = report_job.as_of,
    step = coalesce(report_job.step, j.step),
    rows_done = coalesce(report_job.rows_done, j.rows_done),
    rows_total = case when report_job.step is null then j.rows_total else report_job.rows_total end
  where j.job_id = report_job.job_id and j.runner = report_job.runner and j.state = 'running'
  returning j.cancel_requested_at into v_cancel_requested_at;
  if not found then
    return 'LOST';
  end if;
  return case when v_cancel_requested_at is null then 'GO_ON' else 'CANCEL' end;
end
$$;

ALTER FUNCTION work.report_job(job_id uuid, runner text, step text, rows_done bigint, rows_total bigint, as_of timestamp with time zone) OWNER TO trueshelf_data;

COMMENT ON FUNCTION work.report_job(job_id uuid, runner text, step text, rows_done bigint, rows_total bigint, as_of timestamp with time zone) IS 'Says that the runner lives and how far it is, and returns what it is to do: GO_ON, CANCEL (somebody wants it to stop), or LOST (it has ended, or another runner has it: stop at once and write nothing more). A null step is a sign of life only.';

CREATE FUNCTION work.retry_job(job_id uuid, as_of timestamp with time zone) RETURNS uuid
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $_$
declare
  v_job work.job;
  v_again uuid;
  v_label text;
begin
  perform from work.job j where j.job_id = retry_job.job_id for update;
  v_job := work.find_job(retry_job.job_id, retry_job.as_of);
  if v_job.state not in ('failed', 'cancelled') then
    raise exception using errcode = 'TSJOB',
      message = format('the job %s is %s, expected one that failed or was cancelled', v_job.job_id, v_job.state),
      hint = case v_job.state when 'succeeded' then 'Start a new one.' else 'Wait for it, or cancel it first.' end;
  end if;
  if v_job.kind in ('import', 'seed') then
    raise exception using errcode = 'TSJOB',
      message = format('the job %s is a%s %s, which only its command can do again', v_job.job_id, case v_job.kind when 'import' then 'n' else '' end, v_job.kind),
      hint = format('Run trueshelf %s again: what was committed is found unchanged.', v_job.kind);
  end if;
  if v_job.parameters ? 'modelId' and not exists (
    select from embeddings.model m where m.model_id = (v_job.parameters ->> 'modelId')::bigint and m.state <> 'retired'
  ) then
    raise exception using errcode = 'TSJOB',
      message = format('the model "%s" of the job %s was retired', v_job.parameters ->> 'model', v_job.job_id),
      hint = 'Start a new job for a model in use.';
  end if;
  select j.job_id into v_again
  from work.job j
  where j.retry_of = v_job.job_id and j.state in ('queued', 'running')
  limit 1;
  if found then
    raise exception using errcode = 'TSJOB',
      message = format('the job %s is retried already, by %s', v_job.job_id, v_again),
      hint = 'Wait for that one, or cancel it first.';
  end if;
  v_again := work.queue_job(v_job.kind, v_job.parameters - 'modelId', null, v_job.job_id, retry_job.as_of);
  -- Who reads labels finds the two under one feature and environment.
  v_label := regexp_replace(v_job.label, '[^/]*$', '') || left(right(v_again::text, 12), 8);
  if length(v_label) <= 63 then
    update work.job j set label = v_label where j.job_id = v_again;
  end if;
  return v_again;
end
$_$;

ALTER FUNCTION work.retry_job(job_id uuid, as_of timestamp with time zone) OWNER TO trueshelf_data;

COMMENT ON FUNCTION work.retry_job(job_id uuid, as_of timestamp with time zone) IS 'Queues again what failed or was cancelled, as a job of its own that names the old one, and returns its id. Raises TSNFD, TSJOB where it has not ended, succeeded, is retried already or is an import or a seeding, and what work.queue_job raises.';

CREATE FUNCTION work.settle_jobs(as_of timestamp with time zone, held uuid[] DEFAULT '{}'::uuid[]) RETURNS void
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  -- Both conditions are the update's own: where a sign of life is being written, they are looked at again once it is.
  update work.job j
  set (state, finished_at, error) = (
    select t.state, t.finished_at, t.error
    from work.judge_job(j, settle_jobs.as_of) t
  )
  where j.state = 'running'
    and j.heartbeat_at < settle_jobs.as_of - interval '1 minute'
    and j.job_id <> all (settle_jobs.held);
$$;

ALTER FUNCTION work.settle_jobs(as_of timestamp with time zone, held uuid[]) OWNER TO trueshelf_data;

COMMENT ON FUNCTION work.settle_jobs(as_of timestamp with time zone, held uuid[]) IS 'Writes down what work.judge_job says of jobs whose runner has died; not of those that the caller holds itself.';

CREATE FUNCTION work.summarise_jobs(as_of timestamp with time zone) RETURNS jsonb
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  with judged as materialized (
    select t.*
    from work.job j
    cross join lateral work.judge_job(j, summarise_jobs.as_of) t
    where (j.finished_at is null or j.finished_at > summarise_jobs.as_of - interval '1 day')
      -- Again, since one whose runner died days ago ended then.
      and (t.finished_at is null or t.finished_at > summarise_jobs.as_of - interval '1 day')
  ),
  told as (
    select
      case when t.state in ('queued', 'running') then 'open' else t.state end as list,
      row_number() over (
        partition by case when t.state in ('queued', 'running') then 'open' else t.state end order by t.created_at desc, t.job_id desc
      ) as position,
      jsonb_build_object(
        'jobId', t.job_id, 'kind', t.kind, 'label', t.label, 'state', t.state, 'step', t.step, 'rowsDone', t.rows_done,
        'rowsTotal', t.rows_total, 'createdAt', product.rfc3339(t.created_at),
        'errorCode', t.error -> 'code', 'errorMessage', t.error -> 'message') as job
    from judged t
  )
  select jsonb_build_object(
    'queued', (select count(*) from judged t where t.state = 'queued'),
    'running', (select count(*) from judged t where t.state = 'running'),
    'failedInLastDay', (select count(*) from judged t where t.state = 'failed'),
    'open', (select coalesce(jsonb_agg(t.job order by t.position), '[]') from told t where t.list = 'open' and t.position <= 10),
    'failed', (select coalesce(jsonb_agg(t.job order by t.position), '[]') from told t where t.list = 'failed' and t.position <= 5));
$$;

ALTER FUNCTION work.summarise_jobs(as_of timestamp with time zone) OWNER TO trueshelf_data;

COMMENT ON FUNCTION work.summarise_jobs(as_of timestamp with time zone) IS 'The long work as api.status() shows it: how many jobs wait, run and failed in the last day, the newest ten that are open and the newest five that failed; as work.judge_job sees them, and so as api.jobs() shows them.';

CREATE TEXT SEARCH CONFIGURATION product.search_english (
    PARSER = pg_catalog."default" );

ALTER TEXT SEARCH CONFIGURATION product.search_english
    ADD MAPPING FOR asciiword WITH english_stem;

ALTER TEXT SEARCH CONFIGURATION product.search_english
    ADD MAPPING FOR word WITH public.unaccent, english_stem;

ALTER TEXT SEARCH CONFIGURATION product.search_english
    ADD MAPPING FOR numword WITH simple;

ALTER TEXT SEARCH CONFIGURATION product.search_english
    ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION product.search_english
    ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION product.search_english
    ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION product.search_english
    ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION product.search_english
    ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION product.search_english
    ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION product.search_english
    ADD MAPPING FOR hword_part WITH public.unaccent, english_stem;

ALTER TEXT SEARCH CONFIGURATION product.search_english
    ADD MAPPING FOR hword_asciipart WITH english_stem;

ALTER TEXT SEARCH CONFIGURATION product.search_english
    ADD MAPPING FOR numhword WITH simple;

ALTER TEXT SEARCH CONFIGURATION product.search_english
    ADD MAPPING FOR asciihword WITH english_stem;

ALTER TEXT SEARCH CONFIGURATION product.search_english
    ADD MAPPING FOR hword WITH public.unaccent, english_stem;

ALTER TEXT SEARCH CONFIGURATION product.search_english
    ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION product.search_english
    ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION product.search_english
    ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION product.search_english
    ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION product.search_english
    ADD MAPPING FOR uint WITH simple;

ALTER TEXT SEARCH CONFIGURATION product.search_english OWNER TO trueshelf_data;

CREATE TEXT SEARCH CONFIGURATION product.search_simple (
    PARSER = pg_catalog."default" );

ALTER TEXT SEARCH CONFIGURATION product.search_simple
    ADD MAPPING FOR asciiword WITH simple;

ALTER TEXT SEARCH CONFIGURATION product.search_simple
    ADD MAPPING FOR word WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION product.search_simple
    ADD MAPPING FOR numword WITH simple;

ALTER TEXT SEARCH CONFIGURATION product.search_simple
    ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION product.search_simple
    ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION product.search_simple
    ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION product.search_simple
    ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION product.search_simple
    ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION product.search_simple
    ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION product.search_simple
    ADD MAPPING FOR hword_part WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION product.search_simple
    ADD MAPPING FOR hword_asciipart WITH simple;

ALTER TEXT SEARCH CONFIGURATION product.search_simple
    ADD MAPPING FOR numhword WITH simple;

ALTER TEXT SEARCH CONFIGURATION product.search_simple
    ADD MAPPING FOR asciihword WITH simple;

ALTER TEXT SEARCH CONFIGURATION product.search_simple
    ADD MAPPING FOR hword WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION product.search_simple
    ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION product.search_simple
    ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION product.search_simple
    ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION product.search_simple
    ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION product.search_simple
    ADD MAPPING FOR uint WITH simple;

ALTER TEXT SEARCH CONFIGURATION product.search_simple OWNER TO trueshelf_data;

CREATE SEQUENCE audit.change_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE audit.change_id_seq OWNER TO trueshelf_data;

CREATE TABLE audit.change (
    product_id bigint NOT NULL,
    change_id bigint DEFAULT nextval('audit.change_id_seq'::regclass) NOT NULL,
    changed_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    actor text NOT NULL,
    cause text,
    relation text NOT NULL,
    key jsonb NOT NULL,
    before jsonb,
    after jsonb
);

ALTER TABLE audit.change OWNER TO trueshelf_data;

COMMENT ON TABLE audit.change IS 'Who changed which price, stock, text or restriction, from what to what, when. before null: created; after null: removed. Outlives the product.';

CREATE TABLE audit.decision (
    decision_id uuid DEFAULT uuidv7() NOT NULL,
    turn_id uuid,
    principal text NOT NULL,
    customer_group text,
    decided_at timestamp with time zone DEFAULT now() NOT NULL,
    as_of timestamp with time zone NOT NULL,
    question_digest bytea NOT NULL,
    interpretation jsonb NOT NULL,
    retrieval jsonb NOT NULL,
    evidence jsonb NOT NULL,
    narration_source text,
    narration_digest bytea,
    verdicts jsonb DEFAULT '[]'::jsonb NOT NULL,
    error jsonb
);

ALTER TABLE audit.decision OWNER TO trueshelf_data;

COMMENT ON TABLE audit.decision IS 'One row per answered or failed question: typed constraints with spans, evidence and digests. Never the text itself, which may identify a person.';

CREATE SEQUENCE embeddings.job_generation_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE embeddings.job_generation_seq OWNER TO trueshelf_data;

CREATE TABLE embeddings.job (
    product_id bigint NOT NULL,
    model_id bigint NOT NULL,
    generation bigint DEFAULT nextval('embeddings.job_generation_seq'::regclass) NOT NULL,
    enqueued_at timestamp with time zone DEFAULT now() NOT NULL,
    leased_until timestamp with time zone,
    attempts integer DEFAULT 0 NOT NULL,
    error jsonb,
    leased_by text,
    content_hash bytea,
    forced boolean DEFAULT false NOT NULL,
    retry_at timestamp with time zone,
    parked_at timestamp with time zone,
    CONSTRAINT job_error_check CHECK (((jsonb_typeof(error) = 'object'::text) AND ((parked_at IS NULL) OR (error IS NOT NULL)))),
    CONSTRAINT job_leased_by_check CHECK (((length(leased_by) >= 1) AND (length(leased_by) <= 200)))
);

ALTER TABLE embeddings.job OWNER TO trueshelf_data;

COMMENT ON TABLE embeddings.job IS 'What is to be embedded: a row per product and model, so that edits coalesce. generation counts the edits; a row goes only if no edit came meanwhile.';

COMMENT ON COLUMN embeddings.job.generation IS 'Changes with every edit, to a number that no row has had before: who delivers for another one is too late.';

COMMENT ON COLUMN embeddings.job.enqueued_at IS 'When the oldest change that is not embedded yet was written; later edits do not move it.';

COMMENT ON COLUMN embeddings.job.leased_until IS 'Until then nobody else takes it; null or past: free. Who dies gives it back by letting it run out.';

COMMENT ON COLUMN embeddings.job.attempts IS 'How often it was taken since its text last changed.';

COMMENT ON COLUMN embeddings.job.error IS 'What went wrong the last time: {code, message, detail, hint, context, attempts, at}; null: nothing yet.';

COMMENT ON COLUMN embeddings.job.leased_by IS 'Who holds the lease, or held it last; only they may deliver, renew and give back.';

COMMENT ON COLUMN embeddings.job.content_hash IS 'Of the text that the holder of the lease was given; where forced, also that of its vector from the start. An edit takes it away.';

COMMENT ON COLUMN embeddings.job.forced IS 'Embed it although its text is the same as that of its vector.';

COMMENT ON COLUMN embeddings.job.retry_at IS 'Not to be taken before; null: at once.';

COMMENT ON COLUMN embeddings.job.parked_at IS 'Set aside since then, for it failed by itself and not with its provider. An edit or an operator puts it back.';

CREATE TABLE embeddings.product_embedding (
    product_id bigint NOT NULL,
    model_id bigint NOT NULL,
    content_hash bytea NOT NULL,
    embedding public.vector,
    embedded_at timestamp with time zone DEFAULT now() NOT NULL,
    audience text[],
    enqueued_at timestamp with time zone
);

ALTER TABLE embeddings.product_embedding OWNER TO trueshelf_data;

COMMENT ON COLUMN embeddings.product_embedding.embedding IS 'Unit length, of the model''s dimensions; null where the text has no word that the model knows.';

COMMENT ON COLUMN embeddings.product_embedding.enqueued_at IS 'When the oldest change that this vector was made for was written; embedded_at less that is the lag.';

CREATE TABLE embeddings.query_embedding (
    model_id bigint NOT NULL,
    text_digest bytea NOT NULL,
    embedding public.vector NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT query_embedding_text_digest_check CHECK ((length(text_digest) = 32))
);

ALTER TABLE embeddings.query_embedding OWNER TO trueshelf_data;

COMMENT ON TABLE embeddings.query_embedding IS 'Vectors of questions for models that need a provider, keyed by model and the SHA-256 of the normalised text. A cache: whatever is lost is asked for again.';

CREATE TABLE embeddings.token (
    model_id bigint NOT NULL,
    token text NOT NULL,
    document_frequency integer NOT NULL,
    embedding public.vector,
    CONSTRAINT token_document_frequency_check CHECK ((document_frequency > 0))
);

ALTER TABLE embeddings.token OWNER TO trueshelf_data;

COMMENT ON TABLE embeddings.token IS 'Every word of the public catalogue at the time of the fit; those in too few products have no vector, but are known and so never repaired.';

CREATE TABLE embeddings.token_delete (
    model_id bigint NOT NULL,
    deleted text NOT NULL,
    token text NOT NULL
);

ALTER TABLE embeddings.token_delete OWNER TO trueshelf_data;

COMMENT ON TABLE embeddings.token_delete IS 'Symmetric-delete index for word repair: each fitted token under itself with each one letter left out.';

CREATE TABLE memory.conversation (
    conversation_id uuid DEFAULT uuidv7() NOT NULL,
    principal text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone NOT NULL
);

ALTER TABLE memory.conversation OWNER TO trueshelf_data;

CREATE TABLE memory.fact (
    fact_id uuid DEFAULT uuidv7() NOT NULL,
    conversation_id uuid NOT NULL,
    turn_id uuid NOT NULL,
    kind text NOT NULL,
    value jsonb NOT NULL,
    superseded_by uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE memory.fact OWNER TO trueshelf_data;

COMMENT ON TABLE memory.fact IS 'Constraints and preferences that carry over, each with its source turn; superseded, never overwritten.';

CREATE TABLE memory.turn (
    turn_id uuid DEFAULT uuidv7() NOT NULL,
    conversation_id uuid NOT NULL,
    principal text NOT NULL,
    idempotency_key text,
    request_digest bytea NOT NULL,
    question text NOT NULL,
    narration text,
    decision_id uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE memory.turn OWNER TO trueshelf_data;

CREATE TABLE product.attribute (
    name text NOT NULL,
    label text NOT NULL,
    type text DEFAULT 'text'::text NOT NULL,
    unit text,
    facetable boolean DEFAULT true NOT NULL,
    interpretable boolean DEFAULT true NOT NULL,
    term text GENERATED ALWAYS AS (product.term(label)) STORED,
    CONSTRAINT attribute_name_check CHECK (((name ~ '^[a-z][a-z0-9_]*$'::text) AND (length(name) <= 63))),
    CONSTRAINT attribute_type_check CHECK ((type = ANY (ARRAY['text'::text, 'number'::text, 'boolean'::text])))
);

ALTER TABLE product.attribute OWNER TO trueshelf_data;

COMMENT ON TABLE product.attribute IS 'Registered attributes: those a filter may name. interpretable: its values are recognised in questions.';

CREATE TABLE product.attribute_value (
    attribute text NOT NULL,
    value text NOT NULL,
    example_id bigint NOT NULL,
    term text GENERATED ALWAYS AS (product.term(value)) STORED,
    words text[] GENERATED ALWAYS AS (product.folded_words(value)) STORED
);

ALTER TABLE product.attribute_value OWNER TO trueshelf_data;

COMMENT ON TABLE product.attribute_value IS 'Values that variants have or had in registered text attributes: where a question''s words are looked up. Whether one is sold still is asked of the variants, of those of product example_id first. Kept by trigger; nothing is ever taken out.';

CREATE TABLE product.attribute_word (
    phrase text NOT NULL,
    attribute text NOT NULL,
    bound text,
    term text GENERATED ALWAYS AS (product.term(phrase)) STORED,
    CONSTRAINT attribute_word_attribute_check CHECK ((attribute ~ '^[a-z][a-z0-9_]*$'::text)),
    CONSTRAINT attribute_word_bound_check CHECK ((bound = ANY (ARRAY['BELOW'::text, 'AT_MOST'::text, 'ABOVE'::text, 'AT_LEAST'::text]))),
    CONSTRAINT attribute_word_phrase_check CHECK (((phrase = lower(phrase)) AND (phrase ~ '^\S+( \S+)*$'::text) AND (length(phrase) <= 100)))
);

ALTER TABLE product.attribute_word OWNER TO trueshelf_data;

COMMENT ON TABLE product.attribute_word IS 'A phrase that names an attribute beside its label ("wide": width_cm; weight_grams is the weight of the variant), or the kind of thing whose measure it is ("monitor": screen_in), with what it demands of an amount behind it ("waterproof to 50 m": AT_LEAST).';

CREATE TABLE product.audience (
    product_id bigint NOT NULL,
    customer_group text NOT NULL,
    CONSTRAINT audience_customer_group_check CHECK ((customer_group ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text))
);

ALTER TABLE product.audience OWNER TO trueshelf_data;

COMMENT ON TABLE product.audience IS 'Restricted products: only these customer groups may see them. No row: everyone.';

CREATE SEQUENCE product.brand_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE product.brand_id_seq OWNER TO trueshelf_data;

CREATE TABLE product.brand (
    brand_id bigint DEFAULT nextval('product.brand_id_seq'::regclass) NOT NULL,
    slug text NOT NULL,
    name text NOT NULL,
    term text GENERATED ALWAYS AS (product.term(name)) STORED,
    CONSTRAINT brand_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
    CONSTRAINT brand_slug_check CHECK (((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (length(slug) <= 100)))
);

ALTER TABLE product.brand OWNER TO trueshelf_data;

COMMENT ON TABLE product.brand IS 'Brands. Names are unique whatever their case.';

CREATE SEQUENCE product.category_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE product.category_id_seq OWNER TO trueshelf_data;

CREATE TABLE product.category (
    category_id bigint DEFAULT nextval('product.category_id_seq'::regclass) NOT NULL,
    parent_id bigint,
    slug text NOT NULL,
    name text NOT NULL,
    term text GENERATED ALWAYS AS (product.term(name)) STORED,
    CONSTRAINT category_check CHECK ((parent_id <> category_id)),
    CONSTRAINT category_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
    CONSTRAINT category_slug_check CHECK (((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (length(slug) <= 100)))
);

ALTER TABLE product.category OWNER TO trueshelf_data;

COMMENT ON TABLE product.category IS 'The category tree. A filter names a slug and means its whole subtree.';

CREATE TABLE product.comparative (
    word text NOT NULL,
    measure text NOT NULL,
    direction text NOT NULL,
    bare boolean DEFAULT true NOT NULL,
    term text GENERATED ALWAYS AS (product.term(word)) STORED,
    CONSTRAINT comparative_direction_check CHECK ((direction = ANY (ARRAY['LESS'::text, 'MORE'::text]))),
    CONSTRAINT comparative_measure_check CHECK ((measure ~ '^[a-z][a-z0-9_]*$'::text)),
    CONSTRAINT comparative_word_check CHECK (((word = lower(word)) AND (word ~ '^\S+( \S+)*$'::text)))
);

ALTER TABLE product.comparative OWNER TO trueshelf_data;

COMMENT ON TABLE product.comparative IS 'What a comparative compares: lighter -> weight_grams LESS. measure: weight_grams, price, released_on, rating or a number attribute; a word may have several, of which that counts which most of the products have that the question is like. bare: counts without "but" or "than" as well; false for what may be a thing ("lighter").';

CREATE TABLE product.complement (
    category_id bigint NOT NULL,
    complement_id bigint NOT NULL,
    weight numeric(3,2) DEFAULT 1 NOT NULL,
    CONSTRAINT complement_check CHECK ((category_id <> complement_id)),
    CONSTRAINT complement_weight_check CHECK (((weight > (0)::numeric) AND (weight <= (1)::numeric)))
);

ALTER TABLE product.complement OWNER TO trueshelf_data;

COMMENT ON TABLE product.complement IS 'What goes with what: products of the first category, its subtree included, are shown with products of the second. weight: how well, 1 best.';

CREATE TABLE product.curation (
    product_id bigint NOT NULL,
    query_text text NOT NULL,
    action text NOT NULL,
    "position" integer,
    valid tstzrange DEFAULT tstzrange(NULL::timestamp with time zone, NULL::timestamp with time zone) NOT NULL,
    audience text[],
    CONSTRAINT curation_action_check CHECK ((action = ANY (ARRAY['PIN'::text, 'EXCLUDE'::text]))),
    CONSTRAINT curation_check CHECK (((action = 'PIN'::text) = ("position" IS NOT NULL))),
    CONSTRAINT curation_position_check CHECK ((("position" >= 1) AND ("position" <= 100))),
    CONSTRAINT curation_query_text_check CHECK (((query_text = lower(query_text)) AND (query_text ~ '^\S+( \S+)*$'::text) AND (length(query_text) <= 1000))),
    CONSTRAINT curation_valid_check CHECK ((NOT isempty(valid)))
);

ALTER TABLE product.curation OWNER TO trueshelf_data;

COMMENT ON TABLE product.curation IS 'A merchant''s hand in the answer to one question (lower case, single spaces): a product pinned to the top, in the order of positions, or left out, while valid. Pinned products have to meet every constraint all the same.';

CREATE TABLE product.currency (
    code text NOT NULL,
    minor_units integer NOT NULL,
    signs text[] DEFAULT '{}'::text[] NOT NULL,
    prefix text DEFAULT ''::text NOT NULL,
    terms text[] GENERATED ALWAYS AS (product.terms(signs)) STORED,
    CONSTRAINT currency_code_check CHECK ((code ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT currency_minor_units_check CHECK (((minor_units >= 0) AND (minor_units <= 4)))
);

ALTER TABLE product.currency OWNER TO trueshelf_data;

COMMENT ON TABLE product.currency IS 'Currencies that prices may have. signs: lower-case words and signs that name it in a question ($, usd, dollars); prefix: how an amount is written.';

CREATE SEQUENCE product.location_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE product.location_id_seq OWNER TO trueshelf_data;

CREATE TABLE product.location (
    location_id bigint DEFAULT nextval('product.location_id_seq'::regclass) NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    term text GENERATED ALWAYS AS (product.term(name)) STORED,
    CONSTRAINT location_code_check CHECK ((code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text))
);

ALTER TABLE product.location OWNER TO trueshelf_data;

CREATE TABLE product.numeral (
    word text NOT NULL,
    value numeric NOT NULL,
    multiplies boolean DEFAULT false NOT NULL,
    CONSTRAINT numeral_value_check CHECK (((value > (0)::numeric) AND (value < '1000000000'::numeric))),
    CONSTRAINT numeral_word_check CHECK ((word ~ '^[a-z]+$'::text))
);

ALTER TABLE product.numeral OWNER TO trueshelf_data;

COMMENT ON TABLE product.numeral IS 'Numbers in words. multiplies: what stands before it is multiplied ("two hundred"), as against added ("twenty five").';

CREATE TABLE product.price (
    product_id bigint NOT NULL,
    variant_id bigint NOT NULL,
    price_list_id bigint NOT NULL,
    amount numeric NOT NULL,
    compare_at numeric,
    valid tstzrange DEFAULT tstzrange(now(), NULL::timestamp with time zone) NOT NULL,
    audience text[],
    CONSTRAINT price_amount_check CHECK (((amount > (0)::numeric) AND (amount < '1000000000'::numeric) AND (scale(amount) <= 4))),
    CONSTRAINT price_compare_at_check CHECK (((compare_at > (0)::numeric) AND (compare_at < '1000000000'::numeric) AND (scale(compare_at) <= 4))),
    CONSTRAINT price_valid_check CHECK ((lower_inc(valid) AND (NOT upper_inc(valid))))
);

ALTER TABLE product.price OWNER TO trueshelf_data;

COMMENT ON TABLE product.price IS 'Price periods, [from, to). At most one price per variant and list at any instant: the key forbids overlaps.';

CREATE SEQUENCE product.price_list_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE product.price_list_id_seq OWNER TO trueshelf_data;

CREATE TABLE product.price_list (
    price_list_id bigint DEFAULT nextval('product.price_list_id_seq'::regclass) NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    currency text NOT NULL,
    customer_group text,
    is_default boolean DEFAULT false NOT NULL,
    CONSTRAINT price_list_check CHECK (((NOT is_default) OR (customer_group IS NULL))),
    CONSTRAINT price_list_code_check CHECK ((code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text)),
    CONSTRAINT price_list_customer_group_check CHECK ((customer_group ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text))
);

ALTER TABLE product.price_list OWNER TO trueshelf_data;

COMMENT ON TABLE product.price_list IS 'One list per currency and customer group; customer_group null is the public list. The default list gives the currency of a question that names none.';

CREATE SEQUENCE product.product_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE product.product_id_seq OWNER TO trueshelf_data;

CREATE TABLE product.product (
    product_id bigint DEFAULT nextval('product.product_id_seq'::regclass) NOT NULL,
    handle text NOT NULL,
    title text NOT NULL,
    description text DEFAULT ''::text NOT NULL,
    category_id bigint NOT NULL,
    brand_id bigint,
    attributes jsonb DEFAULT '{}'::jsonb NOT NULL,
    status text DEFAULT 'active'::text NOT NULL,
    released_on date,
    rating numeric(3,2),
    audience text[],
    search tsvector DEFAULT ''::tsvector NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT product_attributes_check CHECK ((jsonb_typeof(attributes) = 'object'::text)),
    CONSTRAINT product_description_check CHECK ((length(description) <= 20000)),
    CONSTRAINT product_handle_check CHECK (((length(handle) >= 1) AND (length(handle) <= 200))),
    CONSTRAINT product_rating_check CHECK (((rating >= (0)::numeric) AND (rating <= (5)::numeric))),
    CONSTRAINT product_status_check CHECK ((status = ANY (ARRAY['active'::text, 'draft'::text, 'archived'::text]))),
    CONSTRAINT product_title_check CHECK (((length(title) >= 1) AND (length(title) <= 1000)))
);

ALTER TABLE product.product OWNER TO trueshelf_data;

COMMENT ON COLUMN product.product.audience IS 'Customer groups that may see the product, from product.audience; null: everyone. Kept by trigger, on every table that can propose a product.';

COMMENT ON COLUMN product.product.search IS 'Weighted words: title A, brand and category B, description C, attribute values D. Kept by trigger.';

CREATE TABLE product.stock (
    product_id bigint NOT NULL,
    variant_id bigint NOT NULL,
    location_id bigint NOT NULL,
    on_hand integer NOT NULL,
    reserved integer DEFAULT 0 NOT NULL,
    available integer GENERATED ALWAYS AS (GREATEST((on_hand - reserved), 0)) STORED NOT NULL,
    audience text[],
    CONSTRAINT stock_on_hand_check CHECK ((on_hand >= 0)),
    CONSTRAINT stock_reserved_check CHECK ((reserved >= 0))
);

ALTER TABLE product.stock OWNER TO trueshelf_data;

COMMENT ON TABLE product.stock IS 'Stock by location. No row at all means unknown, which is not in stock.';

CREATE VIEW product.offer_truth AS
 SELECT p.product_id,
    p.variant_id,
    p.price_list_id,
    COALESCE(lower(p.valid), '-infinity'::timestamp with time zone) AS valid_from,
    COALESCE(upper(p.valid), 'infinity'::timestamp with time zone) AS valid_to,
    p.amount,
    p.compare_at,
    l.currency,
    ( SELECT (LEAST(sum(s.available), (2147483647)::bigint))::integer AS "least"
           FROM product.stock s
          WHERE ((s.product_id = p.product_id) AND (s.variant_id = p.variant_id))
         HAVING (count(*) > 0)) AS available,
    o.audience
   FROM ((product.price p
     JOIN product.product o ON ((o.product_id = p.product_id)))
     JOIN product.price_list l ON ((l.price_list_id = p.price_list_id)))
  WHERE (o.status = 'active'::text);

ALTER VIEW product.offer_truth OWNER TO trueshelf_data;

COMMENT ON VIEW product.offer_truth IS 'What product.offer must hold, from the facts. The triggers keep it so; product.offer_drift() proves it.';

CREATE TABLE product.phrase (
    phrase text NOT NULL,
    meaning text NOT NULL,
    term text GENERATED ALWAYS AS (product.term(phrase)) STORED,
    CONSTRAINT phrase_meaning_check CHECK ((meaning = ANY (ARRAY['PRICE_BELOW'::text, 'PRICE_AT_MOST'::text, 'PRICE_ABOVE'::text, 'PRICE_AT_LEAST'::text, 'PRICE_BETWEEN'::text, 'PRICE_AROUND'::text, 'IN_STOCK'::text, 'CURRENT_PRICE'::text, 'NOT'::text, 'ONLY'::text, 'FILLER'::text, 'GREETING'::text, 'AT_MOST_BEHIND'::text, 'AT_LEAST_BEHIND'::text, 'AROUND_BEHIND'::text, 'STOCK_AT'::text, 'LITERAL'::text, 'PRIVATIVE'::text, 'DISCOUNT'::text, 'DELIVERY'::text, 'PRICED'::text, 'BUDGET'::text, 'NO_PRICE'::text, 'CHILD'::text, 'PERSON'::text, 'SORT_PRICE_ASC'::text, 'SORT_PRICE_DESC'::text, 'SORT_NEWEST'::text, 'SORT_RATING'::text, 'SORT_WEIGHT_ASC'::text, 'SORT_WEIGHT_DESC'::text]))),
    CONSTRAINT phrase_phrase_check CHECK (((phrase = lower(phrase)) AND (phrase <> ''::text)))
);

ALTER TABLE product.phrase OWNER TO trueshelf_data;

COMMENT ON TABLE product.phrase IS 'English phrases that the interpretation knows. A row added here is understood by the next question.';

COMMENT ON COLUMN product.phrase.meaning IS 'PRICE_…: bounds before an amount, of money or of a measure. …_BEHIND: bounds behind it ("or less"). ONLY: marks what stands behind it as demanded. GREETING: filler where it stands apart ("hello, ..."). STOCK_AT: before a location. LITERAL: words that no rule may read ("black tie"). PRIVATIVE: what it stands before is none ("faux leather"). DISCOUNT and DELIVERY: wishes that no row can meet. PRICED: leads to an amount of money ("priced", "want to pay"). BUDGET: before or behind an amount of money, which then is a ceiling. NO_PRICE: a bare number behind is no money ("size"), nor, up to 18, behind CHILD. PERSON: a measure right behind it, said in just this form, is of whom the thing is for ("a dog over 30 kg").';

CREATE TABLE product.product_handle (
    handle text NOT NULL,
    product_id bigint NOT NULL
);

ALTER TABLE product.product_handle OWNER TO trueshelf_data;

COMMENT ON TABLE product.product_handle IS 'Keeps handles unique across shards. Kept by trigger.';

CREATE TABLE product.sku (
    sku text NOT NULL,
    product_id bigint NOT NULL,
    variant_id bigint NOT NULL
);

ALTER TABLE product.sku OWNER TO trueshelf_data;

COMMENT ON TABLE product.sku IS 'Keeps SKUs unique across shards. Kept by trigger.';

CREATE TABLE product.synonym (
    term text NOT NULL,
    targets text[] NOT NULL,
    CONSTRAINT synonym_targets_check CHECK (((cardinality(targets) >= 1) AND (cardinality(targets) <= 8))),
    CONSTRAINT synonym_term_check CHECK ((term ~ '^[a-z0-9]+$'::text))
);

ALTER TABLE product.synonym OWNER TO trueshelf_data;

COMMENT ON TABLE product.synonym IS 'A word of shoppers and the catalogue words that mean it ("telly" -> {tv,television}). Read by the next query; no refit.';

CREATE TABLE product.unit (
    code text NOT NULL,
    dimension text NOT NULL,
    factor numeric NOT NULL,
    zero numeric DEFAULT 0 NOT NULL,
    signs text[] NOT NULL,
    terms text[] GENERATED ALWAYS AS (product.terms(signs)) STORED,
    CONSTRAINT unit_factor_check CHECK (((factor > (0)::numeric) AND (factor < '1000000000000'::numeric))),
    CONSTRAINT unit_zero_check CHECK (((zero >= '-1000000'::numeric) AND (zero <= '1000000'::numeric)))
);

ALTER TABLE product.unit OWNER TO trueshelf_data;

COMMENT ON TABLE product.unit IS 'Units of measures. An amount in the dimension''s base is amount * factor + zero. signs: lower-case words and signs that name it in a question; an attribute names its unit by the code.';

CREATE TABLE product.value_synonym (
    attribute text NOT NULL,
    term text NOT NULL,
    value text NOT NULL,
    CONSTRAINT value_synonym_term_check CHECK (((term = lower(term)) AND (term ~ '^\S+( \S+)*$'::text) AND (length(term) <= 100))),
    CONSTRAINT value_synonym_value_check CHECK (((value = lower(value)) AND ((length(value) >= 1) AND (length(value) <= 200))))
);

ALTER TABLE product.value_synonym OWNER TO trueshelf_data;

COMMENT ON TABLE product.value_synonym IS 'Who says term means value as well: (colour, blue, navy) has navy things shown to who asks for blue, and kept from who wants none.';

CREATE SEQUENCE product.variant_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE product.variant_id_seq OWNER TO trueshelf_data;

CREATE TABLE product.variant (
    product_id bigint NOT NULL,
    variant_id bigint DEFAULT nextval('product.variant_id_seq'::regclass) NOT NULL,
    sku text NOT NULL,
    options jsonb DEFAULT '{}'::jsonb NOT NULL,
    weight_grams numeric,
    attributes jsonb DEFAULT '{}'::jsonb NOT NULL,
    audience text[],
    CONSTRAINT variant_options_check CHECK ((jsonb_typeof(options) = 'object'::text)),
    CONSTRAINT variant_sku_check CHECK (((length(sku) >= 1) AND (length(sku) <= 200))),
    CONSTRAINT variant_weight_grams_check CHECK (((weight_grams > (0)::numeric) AND (weight_grams < '1000000000'::numeric)))
);

ALTER TABLE product.variant OWNER TO trueshelf_data;

COMMENT ON COLUMN product.variant.attributes IS 'The registered attributes that hold for this variant: the product''s, overlaid by its options; each value a lower-case text in an array. Kept by trigger.';

CREATE TABLE trueshelf.current_state (
    checksum text NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE trueshelf.current_state OWNER TO CURRENT_USER;

COMMENT ON TABLE trueshelf.current_state IS 'One row: the checksum of sql/current as applied last.';

CREATE TABLE trueshelf.migration (
    name text NOT NULL,
    checksum text NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE trueshelf.migration OWNER TO CURRENT_USER;

COMMENT ON TABLE trueshelf.migration IS 'Files of sql/migrations that have run, each once.';

CREATE TABLE trueshelf.milestone (
    name text NOT NULL,
    reached_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE trueshelf.milestone OWNER TO CURRENT_USER;

COMMENT ON TABLE trueshelf.milestone IS 'Steps of a first start that are done, so that a killed start resumes.';

ALTER TABLE ONLY audit.change
    ADD CONSTRAINT change_pkey PRIMARY KEY (product_id, change_id);

ALTER TABLE ONLY audit.decision
    ADD CONSTRAINT decision_pkey PRIMARY KEY (decision_id);

ALTER TABLE ONLY embeddings.job
    ADD CONSTRAINT job_pkey PRIMARY KEY (product_id, model_id);

ALTER TABLE ONLY embeddings.model
    ADD CONSTRAINT model_name_key UNIQUE (name);

ALTER TABLE ONLY embeddings.model
    ADD CONSTRAINT model_pkey PRIMARY KEY (model_id);

ALTER TABLE ONLY embeddings.product_embedding
    ADD CONSTRAINT product_embedding_pkey PRIMARY KEY (product_id, model_id);

ALTER TABLE ONLY embeddings.query_embedding
    ADD CONSTRAINT query_embedding_pkey PRIMARY KEY (model_id, text_digest);

ALTER TABLE ONLY embeddings.token_delete
    ADD CONSTRAINT token_delete_pkey PRIMARY KEY (model_id, deleted, token);

ALTER TABLE ONLY embeddings.token
    ADD CONSTRAINT token_pkey PRIMARY KEY (model_id, token);

ALTER TABLE ONLY memory.conversation
    ADD CONSTRAINT conversation_pkey PRIMARY KEY (conversation_id);

ALTER TABLE ONLY memory.fact
    ADD CONSTRAINT fact_pkey PRIMARY KEY (fact_id);

ALTER TABLE ONLY memory.turn
    ADD CONSTRAINT turn_pkey PRIMARY KEY (turn_id);

ALTER TABLE product.attribute
    ADD CONSTRAINT attribute_name_free CHECK ((name <> ALL (ARRAY['weight_grams'::text, 'price'::text, 'released_on'::text, 'rating'::text]))) NOT VALID;

ALTER TABLE ONLY product.attribute
    ADD CONSTRAINT attribute_pkey PRIMARY KEY (name);

ALTER TABLE ONLY product.attribute_value
    ADD CONSTRAINT attribute_value_pkey PRIMARY KEY (attribute, value);

ALTER TABLE ONLY product.attribute_word
    ADD CONSTRAINT attribute_word_pkey PRIMARY KEY (phrase, attribute);

ALTER TABLE ONLY product.audience
    ADD CONSTRAINT audience_pkey PRIMARY KEY (product_id, customer_group);

ALTER TABLE ONLY product.brand
    ADD CONSTRAINT brand_pkey PRIMARY KEY (brand_id);

ALTER TABLE ONLY product.brand
    ADD CONSTRAINT brand_slug_key UNIQUE (slug);

ALTER TABLE ONLY product.category
    ADD CONSTRAINT category_pkey PRIMARY KEY (category_id);

ALTER TABLE ONLY product.category
    ADD CONSTRAINT category_slug_key UNIQUE (slug);

ALTER TABLE ONLY product.comparative
    ADD CONSTRAINT comparative_pkey PRIMARY KEY (word, measure);

ALTER TABLE ONLY product.complement
    ADD CONSTRAINT complement_pkey PRIMARY KEY (category_id, complement_id);

ALTER TABLE ONLY product.curation
    ADD CONSTRAINT curation_pkey PRIMARY KEY (product_id, query_text);

ALTER TABLE ONLY product.currency
    ADD CONSTRAINT currency_pkey PRIMARY KEY (code);

ALTER TABLE ONLY product.location
    ADD CONSTRAINT location_code_key UNIQUE (code);

ALTER TABLE ONLY product.location
    ADD CONSTRAINT location_pkey PRIMARY KEY (location_id);

ALTER TABLE ONLY product.numeral
    ADD CONSTRAINT numeral_pkey PRIMARY KEY (word);

ALTER TABLE ONLY product.offer
    ADD CONSTRAINT offer_pkey PRIMARY KEY (product_id, variant_id, price_list_id, valid_from);

ALTER TABLE ONLY product.phrase
    ADD CONSTRAINT phrase_pkey PRIMARY KEY (phrase, meaning);

ALTER TABLE ONLY product.price_list
    ADD CONSTRAINT price_list_code_key UNIQUE (code);

ALTER TABLE ONLY product.price_list
    ADD CONSTRAINT price_list_currency_customer_group_key UNIQUE NULLS NOT DISTINCT (currency, customer_group);

ALTER TABLE ONLY product.price_list
    ADD CONSTRAINT price_list_pkey PRIMARY KEY (price_list_id);

ALTER TABLE ONLY product.price
    ADD CONSTRAINT price_pkey PRIMARY KEY (product_id, variant_id, price_list_id, valid WITHOUT OVERLAPS);

ALTER TABLE ONLY product.product_handle
    ADD CONSTRAINT product_handle_pkey PRIMARY KEY (handle);

ALTER TABLE ONLY product.product
    ADD CONSTRAINT product_pkey PRIMARY KEY (product_id);

ALTER TABLE ONLY product.sku
    ADD CONSTRAINT sku_pkey PRIMARY KEY (sku);

ALTER TABLE ONLY product.stock
    ADD CONSTRAINT stock_pkey PRIMARY KEY (product_id, variant_id, location_id);

ALTER TABLE ONLY product.synonym
    ADD CONSTRAINT synonym_pkey PRIMARY KEY (term);

ALTER TABLE ONLY product.unit
    ADD CONSTRAINT unit_pkey PRIMARY KEY (code);

ALTER TABLE ONLY product.value_synonym
    ADD CONSTRAINT value_synonym_pkey PRIMARY KEY (attribute, term, value);

ALTER TABLE ONLY product.variant
    ADD CONSTRAINT variant_pkey PRIMARY KEY (product_id, variant_id);

ALTER TABLE ONLY trueshelf.migration
    ADD CONSTRAINT migration_pkey PRIMARY KEY (name);

ALTER TABLE ONLY trueshelf.milestone
    ADD CONSTRAINT milestone_pkey PRIMARY KEY (name);

ALTER TABLE ONLY work.job
    ADD CONSTRAINT job_pkey PRIMARY KEY (job_id);

CREATE INDEX change_at_idx ON audit.change USING brin (changed_at) WITH (pages_per_range='32');

CREATE INDEX change_time_idx ON audit.change USING btree (product_id, changed_at);

CREATE INDEX decision_principal_idx ON audit.decision USING btree (principal, decision_id DESC);

CREATE INDEX job_claim_idx ON embeddings.job USING btree (model_id, enqueued_at, product_id) WHERE (parked_at IS NULL);

CREATE INDEX job_parked_idx ON embeddings.job USING btree (model_id, parked_at) WHERE (parked_at IS NOT NULL);

CREATE UNIQUE INDEX model_active_key ON embeddings.model USING btree (state) WHERE (state = 'active'::text);

CREATE INDEX product_embedding_model_idx ON embeddings.product_embedding USING btree (model_id, embedded_at);

CREATE INDEX query_embedding_age_idx ON embeddings.query_embedding USING btree (created_at);

CREATE INDEX fact_conversation_idx ON memory.fact USING btree (conversation_id, fact_id);

CREATE INDEX turn_conversation_idx ON memory.turn USING btree (conversation_id, turn_id);

CREATE UNIQUE INDEX turn_idempotency_key ON memory.turn USING btree (principal, idempotency_key) WHERE (idempotency_key IS NOT NULL);

CREATE INDEX attribute_value_term_idx ON product.attribute_value USING btree (term);

CREATE INDEX attribute_value_words_idx ON product.attribute_value USING gin (words);

CREATE INDEX attribute_word_term_idx ON product.attribute_word USING btree (term);

CREATE UNIQUE INDEX brand_name_key ON product.brand USING btree (lower(name));

CREATE INDEX brand_name_words_idx ON product.brand USING gin (to_tsvector('product.search_simple'::regconfig, name));

CREATE INDEX brand_term_idx ON product.brand USING btree (term);

CREATE INDEX category_name_words_idx ON product.category USING gin (to_tsvector('product.search_simple'::regconfig, name));

CREATE INDEX category_parent_idx ON product.category USING btree (parent_id);

CREATE INDEX category_term_idx ON product.category USING btree (term);

CREATE INDEX comparative_term_idx ON product.comparative USING btree (term);

CREATE INDEX complement_complement_idx ON product.complement USING btree (complement_id);

CREATE INDEX curation_query_idx ON product.curation USING btree (query_text);

CREATE INDEX offer_amount_idx ON product.offer USING btree (price_list_id, amount) INCLUDE (product_id, variant_id, valid_from, valid_to, available, audience);

CREATE INDEX phrase_term_idx ON product.phrase USING btree (term);

CREATE UNIQUE INDEX price_list_default_key ON product.price_list USING btree (is_default) WHERE is_default;

CREATE INDEX price_variant_idx ON product.price USING btree (product_id, variant_id, price_list_id);

CREATE INDEX product_brand_idx ON product.product USING btree (brand_id);

CREATE INDEX product_category_idx ON product.product USING btree (category_id);

CREATE INDEX product_handle_idx ON product.product USING btree (handle);

CREATE INDEX product_handle_lower_idx ON product.product USING btree (lower(handle));

CREATE INDEX product_handle_product_idx ON product.product_handle USING btree (product_id);

CREATE INDEX product_rating_idx ON product.product USING btree (rating DESC NULLS LAST, product_id);

CREATE INDEX product_released_idx ON product.product USING btree (released_on DESC NULLS LAST, product_id);

CREATE INDEX product_search_idx ON product.product USING gin (search);

CREATE INDEX product_title_idx ON product.product USING btree ("left"(lower(title), 200) text_pattern_ops);

CREATE INDEX product_title_start_idx ON product.product USING btree ("left"(lower(title), 200) text_pattern_ops, product_id) WHERE ((status = 'active'::text) AND (audience IS NULL));

CREATE INDEX product_title_words_idx ON product.product USING gin (to_tsvector('product.search_simple'::regconfig, title)) WHERE ((status = 'active'::text) AND (audience IS NULL));

CREATE INDEX sku_lower_idx ON product.sku USING btree (lower(sku));

CREATE INDEX sku_variant_idx ON product.sku USING btree (product_id, variant_id);

CREATE INDEX stock_location_idx ON product.stock USING btree (location_id) INCLUDE (product_id, variant_id) WHERE (available > 0);

CREATE INDEX value_synonym_term_idx ON product.value_synonym USING btree (term);

CREATE INDEX variant_attributes_idx ON product.variant USING gin (attributes jsonb_path_ops);

CREATE INDEX variant_heaviest_idx ON product.variant USING btree (weight_grams DESC NULLS LAST, product_id);

CREATE INDEX variant_id_idx ON product.variant USING btree (variant_id);

CREATE INDEX variant_weight_idx ON product.variant USING btree (weight_grams, product_id);

CREATE INDEX job_finished_idx ON work.job USING btree (finished_at) WHERE (finished_at IS NOT NULL);

CREATE INDEX job_open_idx ON work.job USING btree (created_at) WHERE (state = ANY (ARRAY['queued'::text, 'running'::text]));

CREATE INDEX job_retry_of_idx ON work.job USING btree (retry_of) WHERE (retry_of IS NOT NULL);

CREATE TRIGGER refuse_rewriting BEFORE DELETE OR UPDATE ON audit.change FOR EACH ROW EXECUTE FUNCTION audit.refuse_rewriting();

CREATE TRIGGER refuse_rewriting BEFORE DELETE OR UPDATE ON audit.decision FOR EACH ROW EXECUTE FUNCTION audit.refuse_rewriting();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON audit.change FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_rewriting();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON audit.decision FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_rewriting();

CREATE TRIGGER inherit_audience BEFORE INSERT OR UPDATE OF audience ON embeddings.product_embedding FOR EACH ROW EXECUTE FUNCTION product.inherit_audience();

CREATE TRIGGER notify_worker AFTER INSERT OR UPDATE OF generation ON embeddings.job FOR EACH STATEMENT EXECUTE FUNCTION embeddings.notify_worker();

CREATE TRIGGER enqueue_changed_product AFTER UPDATE ON product.product REFERENCING OLD TABLE AS replaced NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION embeddings.enqueue_product();

CREATE TRIGGER enqueue_changed_variant AFTER UPDATE ON product.variant REFERENCING OLD TABLE AS replaced NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION embeddings.enqueue_variant();

CREATE TRIGGER enqueue_gone_variant AFTER DELETE ON product.variant REFERENCING OLD TABLE AS replaced FOR EACH STATEMENT EXECUTE FUNCTION embeddings.enqueue_variant();

CREATE TRIGGER enqueue_product AFTER INSERT ON product.product REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION embeddings.enqueue_product();

CREATE TRIGGER enqueue_variant AFTER INSERT ON product.variant REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION embeddings.enqueue_variant();

CREATE TRIGGER inherit_audience BEFORE INSERT OR UPDATE OF audience ON product.curation FOR EACH ROW EXECUTE FUNCTION product.inherit_audience();

CREATE TRIGGER inherit_audience BEFORE INSERT OR UPDATE OF audience ON product.price FOR EACH ROW EXECUTE FUNCTION product.inherit_audience();

CREATE TRIGGER inherit_audience BEFORE INSERT OR UPDATE OF audience ON product.stock FOR EACH ROW EXECUTE FUNCTION product.inherit_audience();

CREATE TRIGGER keep_attribute_values AFTER INSERT ON product.variant REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION product.keep_attribute_values();

CREATE TRIGGER keep_changed_attribute_values AFTER UPDATE ON product.variant REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION product.keep_attribute_values();

CREATE TRIGGER keep_handle AFTER INSERT OR UPDATE OF handle ON product.product FOR EACH ROW EXECUTE FUNCTION product.keep_handle();

CREATE TRIGGER keep_offers AFTER INSERT OR DELETE OR UPDATE OF product_id, variant_id, price_list_id, amount, compare_at, valid ON product.price FOR EACH ROW EXECUTE FUNCTION product.keep_offers();

CREATE TRIGGER keep_offers AFTER INSERT OR DELETE OR UPDATE OF product_id, variant_id, location_id, on_hand, reserved ON product.stock FOR EACH ROW EXECUTE FUNCTION product.keep_offers();

CREATE TRIGGER keep_price_list BEFORE UPDATE OF currency, customer_group ON product.price_list FOR EACH ROW EXECUTE FUNCTION product.keep_price_list();

CREATE TRIGGER keep_sku AFTER INSERT OR UPDATE OF sku ON product.variant FOR EACH ROW EXECUTE FUNCTION product.keep_sku();

CREATE TRIGGER prepare_product BEFORE INSERT OR UPDATE OF title, brand_id, category_id, description, attributes, audience ON product.product FOR EACH ROW EXECUTE FUNCTION product.prepare_product();

CREATE TRIGGER prepare_variant BEFORE INSERT OR UPDATE OF product_id, options, audience ON product.variant FOR EACH ROW EXECUTE FUNCTION product.prepare_variant();

CREATE TRIGGER record_change AFTER INSERT OR DELETE OR UPDATE ON product.audience FOR EACH ROW EXECUTE FUNCTION audit.record_change('customer_group', 'customer_group');

CREATE TRIGGER record_change AFTER INSERT OR DELETE OR UPDATE ON product.curation FOR EACH ROW EXECUTE FUNCTION audit.record_change('query_text', 'action position valid');

CREATE TRIGGER record_change AFTER INSERT OR DELETE OR UPDATE ON product.price FOR EACH ROW EXECUTE FUNCTION audit.record_change('variant_id price_list_id', 'amount compare_at valid');

CREATE TRIGGER record_change AFTER INSERT OR DELETE OR UPDATE ON product.product FOR EACH ROW EXECUTE FUNCTION audit.record_change('product_id', 'handle title description category_id brand_id attributes status');

CREATE TRIGGER record_change AFTER INSERT OR DELETE OR UPDATE ON product.stock FOR EACH ROW EXECUTE FUNCTION audit.record_change('variant_id location_id', 'on_hand reserved');

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON product.audience FOR EACH STATEMENT EXECUTE FUNCTION product.refuse_truncate();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON product.curation FOR EACH STATEMENT EXECUTE FUNCTION product.refuse_truncate();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON product.price FOR EACH STATEMENT EXECUTE FUNCTION product.refuse_truncate();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON product.product FOR EACH STATEMENT EXECUTE FUNCTION product.refuse_truncate();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON product.stock FOR EACH STATEMENT EXECUTE FUNCTION product.refuse_truncate();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON product.variant FOR EACH STATEMENT EXECUTE FUNCTION product.refuse_truncate();

CREATE TRIGGER spread_attribute AFTER INSERT OR DELETE OR UPDATE OF name ON product.attribute FOR EACH ROW EXECUTE FUNCTION product.spread_attribute();

CREATE TRIGGER spread_audience AFTER INSERT OR DELETE OR UPDATE ON product.audience FOR EACH ROW EXECUTE FUNCTION product.spread_audience();

CREATE TRIGGER spread_product AFTER UPDATE OF attributes, audience, status ON product.product FOR EACH ROW EXECUTE FUNCTION product.spread_product();

CREATE TRIGGER spread_reference_name AFTER UPDATE OF name ON product.brand FOR EACH ROW EXECUTE FUNCTION product.spread_reference_name();

CREATE TRIGGER spread_reference_name AFTER UPDATE OF name ON product.category FOR EACH ROW EXECUTE FUNCTION product.spread_reference_name();

CREATE TRIGGER follow_build AFTER INSERT OR UPDATE OF state ON work.job FOR EACH ROW WHEN (((new.kind = 'build'::text) AND (new.state = ANY (ARRAY['queued'::text, 'cancelled'::text])))) EXECUTE FUNCTION work.follow_build();

CREATE TRIGGER notify_runner AFTER INSERT OR UPDATE OF cancel_requested_at ON work.job FOR EACH STATEMENT EXECUTE FUNCTION work.notify_runner();

ALTER TABLE ONLY embeddings.job
    ADD CONSTRAINT job_model_id_fkey FOREIGN KEY (model_id) REFERENCES embeddings.model(model_id) ON DELETE CASCADE;

ALTER TABLE ONLY embeddings.job
    ADD CONSTRAINT job_product_id_fkey FOREIGN KEY (product_id) REFERENCES product.product(product_id) ON DELETE CASCADE;

ALTER TABLE ONLY embeddings.product_embedding
    ADD CONSTRAINT product_embedding_model_id_fkey FOREIGN KEY (model_id) REFERENCES embeddings.model(model_id) ON DELETE CASCADE;

ALTER TABLE ONLY embeddings.product_embedding
    ADD CONSTRAINT product_embedding_product_id_fkey FOREIGN KEY (product_id) REFERENCES product.product(product_id) ON DELETE CASCADE;

ALTER TABLE ONLY embeddings.query_embedding
    ADD CONSTRAINT query_embedding_model_id_fkey FOREIGN KEY (model_id) REFERENCES embeddings.model(model_id) ON DELETE CASCADE;

ALTER TABLE ONLY embeddings.token_delete
    ADD CONSTRAINT token_delete_model_id_fkey FOREIGN KEY (model_id) REFERENCES embeddings.model(model_id) ON DELETE CASCADE;

ALTER TABLE ONLY embeddings.token
    ADD CONSTRAINT token_model_id_fkey FOREIGN KEY (model_id) REFERENCES embeddings.model(model_id) ON DELETE CASCADE;

ALTER TABLE ONLY memory.fact
    ADD CONSTRAINT fact_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES memory.conversation(conversation_id) ON DELETE CASCADE;

ALTER TABLE ONLY memory.fact
    ADD CONSTRAINT fact_superseded_by_fkey FOREIGN KEY (superseded_by) REFERENCES memory.fact(fact_id);

ALTER TABLE ONLY memory.fact
    ADD CONSTRAINT fact_turn_id_fkey FOREIGN KEY (turn_id) REFERENCES memory.turn(turn_id) ON DELETE CASCADE;

ALTER TABLE ONLY memory.turn
    ADD CONSTRAINT turn_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES memory.conversation(conversation_id) ON DELETE CASCADE;

ALTER TABLE ONLY product.audience
    ADD CONSTRAINT audience_product_id_fkey FOREIGN KEY (product_id) REFERENCES product.product(product_id) ON DELETE CASCADE;

ALTER TABLE ONLY product.category
    ADD CONSTRAINT category_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES product.category(category_id);

ALTER TABLE ONLY product.complement
    ADD CONSTRAINT complement_category_id_fkey FOREIGN KEY (category_id) REFERENCES product.category(category_id) ON DELETE CASCADE;

ALTER TABLE ONLY product.complement
    ADD CONSTRAINT complement_complement_id_fkey FOREIGN KEY (complement_id) REFERENCES product.category(category_id) ON DELETE CASCADE;

ALTER TABLE ONLY product.curation
    ADD CONSTRAINT curation_product_id_fkey FOREIGN KEY (product_id) REFERENCES product.product(product_id) ON DELETE CASCADE;

ALTER TABLE ONLY product.offer
    ADD CONSTRAINT offer_price_list_id_fkey FOREIGN KEY (price_list_id) REFERENCES product.price_list(price_list_id);

ALTER TABLE ONLY product.offer
    ADD CONSTRAINT offer_product_id_variant_id_fkey FOREIGN KEY (product_id, variant_id) REFERENCES product.variant(product_id, variant_id) ON DELETE CASCADE;

ALTER TABLE ONLY product.price_list
    ADD CONSTRAINT price_list_currency_fkey FOREIGN KEY (currency) REFERENCES product.currency(code);

ALTER TABLE ONLY product.price
    ADD CONSTRAINT price_price_list_id_fkey FOREIGN KEY (price_list_id) REFERENCES product.price_list(price_list_id);

ALTER TABLE ONLY product.price
    ADD CONSTRAINT price_product_id_variant_id_fkey FOREIGN KEY (product_id, variant_id) REFERENCES product.variant(product_id, variant_id) ON DELETE CASCADE;

ALTER TABLE ONLY product.product
    ADD CONSTRAINT product_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES product.brand(brand_id);

ALTER TABLE ONLY product.product
    ADD CONSTRAINT product_category_id_fkey FOREIGN KEY (category_id) REFERENCES product.category(category_id);

ALTER TABLE ONLY product.product_handle
    ADD CONSTRAINT product_handle_product_id_fkey FOREIGN KEY (product_id) REFERENCES product.product(product_id) ON DELETE CASCADE;

ALTER TABLE ONLY product.sku
    ADD CONSTRAINT sku_product_id_variant_id_fkey FOREIGN KEY (product_id, variant_id) REFERENCES product.variant(product_id, variant_id) ON DELETE CASCADE;

ALTER TABLE ONLY product.stock
    ADD CONSTRAINT stock_location_id_fkey FOREIGN KEY (location_id) REFERENCES product.location(location_id);

ALTER TABLE ONLY product.stock
    ADD CONSTRAINT stock_product_id_variant_id_fkey FOREIGN KEY (product_id, variant_id) REFERENCES product.variant(product_id, variant_id) ON DELETE CASCADE;

ALTER TABLE ONLY product.value_synonym
    ADD CONSTRAINT value_synonym_attribute_fkey FOREIGN KEY (attribute) REFERENCES product.attribute(name) ON DELETE CASCADE;

ALTER TABLE ONLY product.variant
    ADD CONSTRAINT variant_product_id_fkey FOREIGN KEY (product_id) REFERENCES product.product(product_id) ON DELETE CASCADE;

ALTER TABLE ONLY work.job
    ADD CONSTRAINT job_retry_of_fkey FOREIGN KEY (retry_of) REFERENCES work.job(job_id) ON DELETE SET NULL;

ALTER TABLE audit.change ENABLE ROW LEVEL SECURITY;

CREATE POLICY change_closed ON audit.change FOR SELECT TO trueshelf_api USING (false);

ALTER TABLE audit.decision ENABLE ROW LEVEL SECURITY;

CREATE POLICY decision_insert ON audit.decision FOR INSERT TO trueshelf_api WITH CHECK ((principal = current_setting('trueshelf.principal'::text, true)));

CREATE POLICY decision_read ON audit.decision FOR SELECT TO trueshelf_api USING (((principal = current_setting('trueshelf.principal'::text, true)) OR (current_setting('trueshelf.role'::text, true) = 'merchant'::text)));

ALTER TABLE embeddings.job ENABLE ROW LEVEL SECURITY;

CREATE POLICY job_closed ON embeddings.job FOR SELECT TO trueshelf_api USING (false);

ALTER TABLE embeddings.model ENABLE ROW LEVEL SECURITY;

CREATE POLICY model_public ON embeddings.model FOR SELECT TO trueshelf_api USING (true);

ALTER TABLE embeddings.product_embedding ENABLE ROW LEVEL SECURITY;

CREATE POLICY product_embedding_audience ON embeddings.product_embedding FOR SELECT TO trueshelf_api USING (((audience IS NULL) OR (current_setting('trueshelf.customer_group'::text, true) = ANY (audience)) OR (current_setting('trueshelf.role'::text, true) = 'merchant'::text)));

ALTER TABLE embeddings.query_embedding ENABLE ROW LEVEL SECURITY;

CREATE POLICY query_embedding_closed ON embeddings.query_embedding FOR SELECT TO trueshelf_api USING (false);

ALTER TABLE embeddings.token ENABLE ROW LEVEL SECURITY;

CREATE POLICY token_closed ON embeddings.token FOR SELECT TO trueshelf_api USING (false);

ALTER TABLE embeddings.token_delete ENABLE ROW LEVEL SECURITY;

CREATE POLICY token_delete_closed ON embeddings.token_delete FOR SELECT TO trueshelf_api USING (false);

ALTER TABLE memory.conversation ENABLE ROW LEVEL SECURITY;

CREATE POLICY conversation_own ON memory.conversation TO trueshelf_api USING ((principal = current_setting('trueshelf.principal'::text, true))) WITH CHECK ((principal = current_setting('trueshelf.principal'::text, true)));

ALTER TABLE memory.fact ENABLE ROW LEVEL SECURITY;

CREATE POLICY fact_closed ON memory.fact FOR SELECT TO trueshelf_api USING (false);

ALTER TABLE memory.turn ENABLE ROW LEVEL SECURITY;

CREATE POLICY turn_own ON memory.turn TO trueshelf_api USING ((principal = current_setting('trueshelf.principal'::text, true))) WITH CHECK ((principal = current_setting('trueshelf.principal'::text, true)));

ALTER TABLE product.attribute ENABLE ROW LEVEL SECURITY;

CREATE POLICY attribute_public ON product.attribute FOR SELECT TO trueshelf_api USING (true);

ALTER TABLE product.attribute_value ENABLE ROW LEVEL SECURITY;

CREATE POLICY attribute_value_closed ON product.attribute_value FOR SELECT TO trueshelf_api USING (false);

ALTER TABLE product.attribute_word ENABLE ROW LEVEL SECURITY;

CREATE POLICY attribute_word_public ON product.attribute_word FOR SELECT TO trueshelf_api USING (true);

ALTER TABLE product.audience ENABLE ROW LEVEL SECURITY;

CREATE POLICY audience_closed ON product.audience FOR SELECT TO trueshelf_api USING (false);

ALTER TABLE product.brand ENABLE ROW LEVEL SECURITY;

CREATE POLICY brand_public ON product.brand FOR SELECT TO trueshelf_api USING (true);

ALTER TABLE product.category ENABLE ROW LEVEL SECURITY;

CREATE POLICY category_public ON product.category FOR SELECT TO trueshelf_api USING (true);

ALTER TABLE product.comparative ENABLE ROW LEVEL SECURITY;

CREATE POLICY comparative_public ON product.comparative FOR SELECT TO trueshelf_api USING (true);

ALTER TABLE product.complement ENABLE ROW LEVEL SECURITY;

CREATE POLICY complement_public ON product.complement FOR SELECT TO trueshelf_api USING (true);

ALTER TABLE product.curation ENABLE ROW LEVEL SECURITY;

CREATE POLICY curation_closed ON product.curation FOR SELECT TO trueshelf_api USING (false);

ALTER TABLE product.currency ENABLE ROW LEVEL SECURITY;

CREATE POLICY currency_public ON product.currency FOR SELECT TO trueshelf_api USING (true);

ALTER TABLE product.location ENABLE ROW LEVEL SECURITY;

CREATE POLICY location_public ON product.location FOR SELECT TO trueshelf_api USING (true);

ALTER TABLE product.numeral ENABLE ROW LEVEL SECURITY;

CREATE POLICY numeral_public ON product.numeral FOR SELECT TO trueshelf_api USING (true);

ALTER TABLE product.offer ENABLE ROW LEVEL SECURITY;

CREATE POLICY offer_audience ON product.offer FOR SELECT TO trueshelf_api USING (((audience IS NULL) OR (current_setting('trueshelf.customer_group'::text, true) = ANY (audience)) OR (current_setting('trueshelf.role'::text, true) = 'merchant'::text)));

ALTER TABLE product.phrase ENABLE ROW LEVEL SECURITY;

CREATE POLICY phrase_public ON product.phrase FOR SELECT TO trueshelf_api USING (true);

ALTER TABLE product.price ENABLE ROW LEVEL SECURITY;

CREATE POLICY price_audience ON product.price FOR SELECT TO trueshelf_api USING (((audience IS NULL) OR (current_setting('trueshelf.customer_group'::text, true) = ANY (audience)) OR (current_setting('trueshelf.role'::text, true) = 'merchant'::text)));

ALTER TABLE product.price_list ENABLE ROW LEVEL SECURITY;

CREATE POLICY price_list_public ON product.price_list FOR SELECT TO trueshelf_api USING (true);

ALTER TABLE product.product ENABLE ROW LEVEL SECURITY;

CREATE POLICY product_audience ON product.product FOR SELECT TO trueshelf_api USING (((audience IS NULL) OR (current_setting('trueshelf.customer_group'::text, true) = ANY (audience)) OR (current_setting('trueshelf.role'::text, true) = 'merchant'::text)));

ALTER TABLE product.product_handle ENABLE ROW LEVEL SECURITY;

CREATE POLICY product_handle_closed ON product.product_handle FOR SELECT TO trueshelf_api USING (false);

ALTER TABLE product.sku ENABLE ROW LEVEL SECURITY;

CREATE POLICY sku_closed ON product.sku FOR SELECT TO trueshelf_api USING (false);

ALTER TABLE product.stock ENABLE ROW LEVEL SECURITY;

CREATE POLICY stock_audience ON product.stock FOR SELECT TO trueshelf_api USING (((audience IS NULL) OR (current_setting('trueshelf.customer_group'::text, true) = ANY (audience)) OR (current_setting('trueshelf.role'::text, true) = 'merchant'::text)));

ALTER TABLE product.synonym ENABLE ROW LEVEL SECURITY;

CREATE POLICY synonym_public ON product.synonym FOR SELECT TO trueshelf_api USING (true);

ALTER TABLE product.unit ENABLE ROW LEVEL SECURITY;

CREATE POLICY unit_public ON product.unit FOR SELECT TO trueshelf_api USING (true);

ALTER TABLE product.value_synonym ENABLE ROW LEVEL SECURITY;

CREATE POLICY value_synonym_public ON product.value_synonym FOR SELECT TO trueshelf_api USING (true);

ALTER TABLE product.variant ENABLE ROW LEVEL SECURITY;

CREATE POLICY variant_audience ON product.variant FOR SELECT TO trueshelf_api USING (((audience IS NULL) OR (current_setting('trueshelf.customer_group'::text, true) = ANY (audience)) OR (current_setting('trueshelf.role'::text, true) = 'merchant'::text)));

ALTER TABLE work.job ENABLE ROW LEVEL SECURITY;

CREATE POLICY job_closed ON work.job FOR SELECT TO trueshelf_api USING (false);

GRANT USAGE ON SCHEMA api TO trueshelf_gateway;
GRANT USAGE ON SCHEMA api TO trueshelf_worker;
GRANT USAGE ON SCHEMA api TO trueshelf_operator;

GRANT USAGE ON SCHEMA audit TO trueshelf_api;

GRANT USAGE ON SCHEMA embeddings TO trueshelf_api;

GRANT USAGE ON SCHEMA memory TO trueshelf_api;

GRANT USAGE ON SCHEMA product TO trueshelf_api;

GRANT USAGE ON SCHEMA trueshelf TO trueshelf_gateway;

GRANT USAGE ON SCHEMA work TO trueshelf_api;

REVOKE ALL ON FUNCTION embeddings.template_fields(document_template text) FROM PUBLIC;

GRANT SELECT ON TABLE embeddings.model TO trueshelf_api;

REVOKE ALL ON FUNCTION api.add_model(name text, settings jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION api.add_model(name text, settings jsonb) TO trueshelf_operator;

REVOKE ALL ON FUNCTION api.cancel_job(job_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION api.cancel_job(job_id uuid) TO trueshelf_operator;

REVOKE ALL ON FUNCTION api.cancel_jobs() FROM PUBLIC;
GRANT ALL ON FUNCTION api.cancel_jobs() TO trueshelf_operator;

REVOKE ALL ON FUNCTION api.chat(question text, k integer, filter jsonb, options jsonb, query_vector public.vector, claims jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION api.chat(question text, k integer, filter jsonb, options jsonb, query_vector public.vector, claims jsonb) TO trueshelf_gateway;

REVOKE ALL ON FUNCTION api.claim_embeddings(model text, worker text, batch_size integer, lease interval) FROM PUBLIC;
GRANT ALL ON FUNCTION api.claim_embeddings(model text, worker text, batch_size integer, lease interval) TO trueshelf_worker;

REVOKE ALL ON FUNCTION api.embed_products(batch_size integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION api.embedding_models() FROM PUBLIC;
GRANT ALL ON FUNCTION api.embedding_models() TO trueshelf_gateway;
GRANT ALL ON FUNCTION api.embedding_models() TO trueshelf_worker;

REVOKE ALL ON FUNCTION api.embedding_status(claims jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION api.embedding_status(claims jsonb) TO trueshelf_gateway;
GRANT ALL ON FUNCTION api.embedding_status(claims jsonb) TO trueshelf_operator;

REVOKE ALL ON FUNCTION api.explain_match(product jsonb, query_text text, filter jsonb, options jsonb, query_vector public.vector, claims jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION api.explain_match(product jsonb, query_text text, filter jsonb, options jsonb, query_vector public.vector, claims jsonb) TO trueshelf_gateway;

REVOKE ALL ON FUNCTION api.interpret(query_text text, options jsonb, claims jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION api.interpret(query_text text, options jsonb, claims jsonb) TO trueshelf_gateway;

REVOKE ALL ON FUNCTION api.job(job_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION api.job(job_id uuid) TO trueshelf_operator;

REVOKE ALL ON FUNCTION api.jobs(with_state text, k integer) FROM PUBLIC;
GRANT ALL ON FUNCTION api.jobs(with_state text, k integer) TO trueshelf_operator;

REVOKE ALL ON FUNCTION api.load_offers(product_ids bigint[], variant_ids bigint[], as_of timestamp with time zone, currency text, claims jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION api.load_offers(product_ids bigint[], variant_ids bigint[], as_of timestamp with time zone, currency text, claims jsonb) TO trueshelf_gateway;

REVOKE ALL ON FUNCTION api.load_products(product_ids bigint[], handles text[], skus text[], claims jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION api.load_products(product_ids bigint[], handles text[], skus text[], claims jsonb) TO trueshelf_gateway;

REVOKE ALL ON FUNCTION api.load_variants(product_ids bigint[], claims jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION api.load_variants(product_ids bigint[], claims jsonb) TO trueshelf_gateway;

REVOKE ALL ON FUNCTION api.prune(older_than jsonb, at_most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION api.prune(older_than jsonb, at_most integer) TO trueshelf_operator;

REVOKE ALL ON FUNCTION api.question_text(query_text text, filter jsonb, options jsonb, claims jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION api.question_text(query_text text, filter jsonb, options jsonb, claims jsonb) TO trueshelf_gateway;

REVOKE ALL ON FUNCTION api.ready() FROM PUBLIC;
GRANT ALL ON FUNCTION api.ready() TO trueshelf_gateway;

REVOKE ALL ON FUNCTION api.release_embeddings(model text, worker text, product_ids bigint[], generations bigint[], error jsonb, park boolean, retry_after interval) FROM PUBLIC;
GRANT ALL ON FUNCTION api.release_embeddings(model text, worker text, product_ids bigint[], generations bigint[], error jsonb, park boolean, retry_after interval) TO trueshelf_worker;

REVOKE ALL ON FUNCTION api.remember_question(model text, query_text text, query_vector public.vector, model_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION api.remember_question(model text, query_text text, query_vector public.vector, model_id bigint) TO trueshelf_gateway;

REVOKE ALL ON FUNCTION api.renew_embeddings(model text, worker text, product_ids bigint[], lease interval) FROM PUBLIC;
GRANT ALL ON FUNCTION api.renew_embeddings(model text, worker text, product_ids bigint[], lease interval) TO trueshelf_worker;

REVOKE ALL ON FUNCTION api.report_provider(model text, failure jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION api.report_provider(model text, failure jsonb) TO trueshelf_worker;

REVOKE ALL ON FUNCTION api.report_question_failure(model text, code text, model_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION api.report_question_failure(model text, code text, model_id bigint) TO trueshelf_gateway;

REVOKE ALL ON FUNCTION api.retire_model(name text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.retire_model(name text) TO trueshelf_operator;

REVOKE ALL ON FUNCTION api.retry_embeddings(model text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.retry_embeddings(model text) TO trueshelf_operator;

REVOKE ALL ON FUNCTION api.retry_job(job_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION api.retry_job(job_id uuid) TO trueshelf_operator;

REVOKE ALL ON FUNCTION api.search(query_text text, k integer, filter jsonb, options jsonb, query_vector public.vector, claims jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION api.search(query_text text, k integer, filter jsonb, options jsonb, query_vector public.vector, claims jsonb) TO trueshelf_gateway;

REVOKE ALL ON FUNCTION api.similar_items(query_text text, k integer, filter jsonb, options jsonb, query_vector public.vector, claims jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION api.similar_items(query_text text, k integer, filter jsonb, options jsonb, query_vector public.vector, claims jsonb) TO trueshelf_gateway;

REVOKE ALL ON FUNCTION api.similar_to(product_ids bigint[], k integer, filter jsonb, options jsonb, claims jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION api.similar_to(product_ids bigint[], k integer, filter jsonb, options jsonb, claims jsonb) TO trueshelf_gateway;

REVOKE ALL ON FUNCTION api.start_job(kind text, parameters jsonb, label text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.start_job(kind text, parameters jsonb, label text) TO trueshelf_operator;

REVOKE ALL ON FUNCTION api.status(format text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.status(format text) TO trueshelf_operator;

REVOKE ALL ON FUNCTION api.store_embeddings(model text, worker text, product_ids bigint[], generations bigint[], embeddings public.vector[]) FROM PUBLIC;
GRANT ALL ON FUNCTION api.store_embeddings(model text, worker text, product_ids bigint[], generations bigint[], embeddings public.vector[]) TO trueshelf_worker;

REVOKE ALL ON FUNCTION api.suggest(prefix text, k integer, claims jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION api.suggest(prefix text, k integer, claims jsonb) TO trueshelf_gateway;

REVOKE ALL ON FUNCTION api.sweep_embeddings(model text, after_product_id bigint, batch_size integer) FROM PUBLIC;
GRANT ALL ON FUNCTION api.sweep_embeddings(model text, after_product_id bigint, batch_size integer) TO trueshelf_operator;
GRANT ALL ON FUNCTION api.sweep_embeddings(model text, after_product_id bigint, batch_size integer) TO trueshelf_worker;

REVOKE ALL ON FUNCTION api.switch_model(name text, force boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION api.switch_model(name text, force boolean) TO trueshelf_operator;

REVOKE ALL ON FUNCTION api.vocabulary(claims jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION api.vocabulary(claims jsonb) TO trueshelf_gateway;

REVOKE ALL ON FUNCTION audit.record_change() FROM PUBLIC;

REVOKE ALL ON FUNCTION audit.record_decision(turn_id uuid, question text, page jsonb, narration text, narration_source text) FROM PUBLIC;
GRANT ALL ON FUNCTION audit.record_decision(turn_id uuid, question text, page jsonb, narration text, narration_source text) TO trueshelf_api;

REVOKE ALL ON FUNCTION audit.refuse_rewriting() FROM PUBLIC;

REVOKE ALL ON FUNCTION audit.without_text(interpretation jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION audit.without_text(interpretation jsonb) TO trueshelf_api;

REVOKE ALL ON FUNCTION embeddings.add_model(name text, settings jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION embeddings.add_model(name text, settings jsonb) TO trueshelf_api;

REVOKE ALL ON FUNCTION embeddings.calibrate_model(model_id bigint, question_ids bigint[], question_embeddings public.vector[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION embeddings.calibration_sample(model_id bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION embeddings.check_failure(name text, failure jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION embeddings.check_failure(name text, failure jsonb) TO trueshelf_api;

REVOKE ALL ON FUNCTION embeddings.check_flat(name text, dimensions integer) FROM PUBLIC;
GRANT ALL ON FUNCTION embeddings.check_flat(name text, dimensions integer) TO trueshelf_api;

REVOKE ALL ON FUNCTION embeddings.check_held(product_ids bigint[], beside_name text, beside integer) FROM PUBLIC;
GRANT ALL ON FUNCTION embeddings.check_held(product_ids bigint[], beside_name text, beside integer) TO trueshelf_api;

REVOKE ALL ON FUNCTION embeddings.check_lease(name text, duration interval, shortest interval) FROM PUBLIC;
GRANT ALL ON FUNCTION embeddings.check_lease(name text, duration interval, shortest interval) TO trueshelf_api;

REVOKE ALL ON FUNCTION embeddings.check_query_vector(model embeddings.model, query_vector public.vector) FROM PUBLIC;
GRANT ALL ON FUNCTION embeddings.check_query_vector(model embeddings.model, query_vector public.vector) TO trueshelf_api;

REVOKE ALL ON FUNCTION embeddings.check_vectors(model_id bigint, product_ids bigint[], vectors public.vector[]) FROM PUBLIC;
GRANT ALL ON FUNCTION embeddings.check_vectors(model_id bigint, product_ids bigint[], vectors public.vector[]) TO trueshelf_api;

REVOKE ALL ON FUNCTION embeddings.check_worker(worker text) FROM PUBLIC;
GRANT ALL ON FUNCTION embeddings.check_worker(worker text) TO trueshelf_api;

REVOKE ALL ON FUNCTION embeddings.claim_products(model_id bigint, worker text, batch_size integer, lease interval, as_of timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION embeddings.claim_products(model_id bigint, worker text, batch_size integer, lease interval, as_of timestamp with time zone) TO trueshelf_api;

REVOKE ALL ON FUNCTION embeddings.clear_retired() FROM PUBLIC;
GRANT ALL ON FUNCTION embeddings.clear_retired() TO trueshelf_api;

REVOKE ALL ON FUNCTION embeddings.deletions(token text) FROM PUBLIC;

REVOKE ALL ON FUNCTION embeddings.deliver_vectors(model_id bigint, worker text, product_ids bigint[], generations bigint[], vectors public.vector[], as_of timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION embeddings.document_tokens(product_ids bigint[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION embeddings.documents(model_id bigint, product_ids bigint[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION embeddings.drop_rows(relation regclass, model_id bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION embeddings.embed_documents(model_id bigint, product_ids bigint[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION embeddings.embed_products(model_id bigint, batch_size integer, as_of timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION embeddings.embed_products(model_id bigint, batch_size integer, as_of timestamp with time zone) TO trueshelf_api;

REVOKE ALL ON FUNCTION embeddings.embed_tokens(model_id bigint, tokens text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION embeddings.embed_tokens(model_id bigint, tokens text[]) TO trueshelf_api;

REVOKE ALL ON FUNCTION embeddings.enqueue_jobs(product_ids bigint[], model_ids bigint[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION embeddings.enqueue_product() FROM PUBLIC;

REVOKE ALL ON FUNCTION embeddings.enqueue_variant() FROM PUBLIC;

REVOKE ALL ON FUNCTION embeddings.extend_leases(model_id bigint, worker text, product_ids bigint[], lease interval, as_of timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION embeddings.finish_build(model_id bigint, as_of timestamp with time zone, queued_until timestamp with time zone, question_ids bigint[], question_embeddings public.vector[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION embeddings.fit_documents(after_product_id bigint, row_limit integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION embeddings.fold_plural(word text) FROM PUBLIC;
GRANT ALL ON FUNCTION embeddings.fold_plural(word text) TO trueshelf_api;

REVOKE ALL ON FUNCTION embeddings.free_jobs(model_id bigint, worker text, product_ids bigint[], generations bigint[], error jsonb, park boolean, retry_after interval, as_of timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION embeddings.has_index(model_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION embeddings.has_index(model_id bigint) TO trueshelf_api;

REVOKE ALL ON FUNCTION embeddings.keep_question(model_id bigint, content text, query_vector public.vector) FROM PUBLIC;
GRANT ALL ON FUNCTION embeddings.keep_question(model_id bigint, content text, query_vector public.vector) TO trueshelf_api;

REVOKE ALL ON FUNCTION embeddings.lease_jobs(model_id bigint, product_ids bigint[], worker text, lease interval, as_of timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION embeddings.lexicon_model() FROM PUBLIC;
GRANT ALL ON FUNCTION embeddings.lexicon_model() TO trueshelf_api;

REVOKE ALL ON FUNCTION embeddings.lock_models() FROM PUBLIC;

REVOKE ALL ON FUNCTION embeddings.model_settings(name text, settings jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION embeddings.nearest_products(model_id bigint, query_vector public.vector, similarity_floor real, demand product.demand, product_ids bigint[], approximate boolean, row_limit integer) FROM PUBLIC;
GRANT ALL ON FUNCTION embeddings.nearest_products(model_id bigint, query_vector public.vector, similarity_floor real, demand product.demand, product_ids bigint[], approximate boolean, row_limit integer) TO trueshelf_api;

REVOKE ALL ON FUNCTION embeddings.note_failure(model_id bigint, failure jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION embeddings.note_failure(model_id bigint, failure jsonb) TO trueshelf_api;

REVOKE ALL ON FUNCTION embeddings.notify_worker() FROM PUBLIC;

REVOKE ALL ON FUNCTION embeddings.parked_errors() FROM PUBLIC;

REVOKE ALL ON FUNCTION embeddings.provider_model(name text) FROM PUBLIC;
GRANT ALL ON FUNCTION embeddings.provider_model(name text) TO trueshelf_api;

REVOKE ALL ON FUNCTION embeddings.prune_questions(created_before timestamp with time zone, at_most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION embeddings.prune_questions(created_before timestamp with time zone, at_most integer) TO trueshelf_api;

REVOKE ALL ON FUNCTION embeddings.put_vectors(model_id bigint, worker text, product_ids bigint[], generations bigint[], vectors public.vector[], as_of timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION embeddings.query_vector(model_id bigint, content text) FROM PUBLIC;
GRANT ALL ON FUNCTION embeddings.query_vector(model_id bigint, content text) TO trueshelf_api;

REVOKE ALL ON FUNCTION embeddings.question_digest(content text) FROM PUBLIC;

REVOKE ALL ON FUNCTION embeddings.queue_products(model_id bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION embeddings.queue_stale(model_id bigint, product_ids bigint[], forced boolean, as_of timestamp with time zone, OUT queued integer, OUT skipped bigint[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION embeddings.queue_texts(model_id bigint, product_ids bigint[], forced boolean, as_of timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION embeddings.read_vector(given jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION embeddings.read_vector(given jsonb) TO trueshelf_api;

REVOKE ALL ON FUNCTION embeddings.release_products(model_id bigint, worker text, product_ids bigint[], generations bigint[], error jsonb, park boolean, retry_after interval, as_of timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION embeddings.release_products(model_id bigint, worker text, product_ids bigint[], generations bigint[], error jsonb, park boolean, retry_after interval, as_of timestamp with time zone) TO trueshelf_api;

REVOKE ALL ON FUNCTION embeddings.renew_leases(model_id bigint, worker text, product_ids bigint[], lease interval, as_of timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION embeddings.renew_leases(model_id bigint, worker text, product_ids bigint[], lease interval, as_of timestamp with time zone) TO trueshelf_api;

REVOKE ALL ON FUNCTION embeddings.resolve_tokens(model_id bigint, tokens text[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION embeddings.retire_model(name text, as_of timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION embeddings.retire_model(name text, as_of timestamp with time zone) TO trueshelf_api;

REVOKE ALL ON FUNCTION embeddings.retry_parked(model_id bigint, as_of timestamp with time zone, parked_until timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION embeddings.retry_parked(model_id bigint, as_of timestamp with time zone, parked_until timestamp with time zone) TO trueshelf_api;

REVOKE ALL ON FUNCTION embeddings.slip_likelihood(written text, meant text) FROM PUBLIC;

REVOKE ALL ON FUNCTION embeddings.slips(written text) FROM PUBLIC;

REVOKE ALL ON FUNCTION embeddings.stale_products(model_id bigint, product_ids bigint[]) FROM PUBLIC;
GRANT ALL ON FUNCTION embeddings.stale_products(model_id bigint, product_ids bigint[]) TO trueshelf_api;

REVOKE ALL ON FUNCTION embeddings.status(everyone boolean, as_of timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION embeddings.status(everyone boolean, as_of timestamp with time zone) TO trueshelf_api;

REVOKE ALL ON FUNCTION embeddings.store_vectors(model_id bigint, worker text, product_ids bigint[], generations bigint[], vectors public.vector[], as_of timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION embeddings.store_vectors(model_id bigint, worker text, product_ids bigint[], generations bigint[], vectors public.vector[], as_of timestamp with time zone) TO trueshelf_api;

REVOKE ALL ON FUNCTION embeddings.sweep_products(model_id bigint, after_product_id bigint, batch_size integer, as_of timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION embeddings.sweep_products(model_id bigint, after_product_id bigint, batch_size integer, as_of timestamp with time zone) TO trueshelf_api;

REVOKE ALL ON FUNCTION embeddings.switch_model(name text, force boolean, as_of timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION embeddings.switch_model(name text, force boolean, as_of timestamp with time zone) TO trueshelf_api;

REVOKE ALL ON FUNCTION embeddings.take_jobs(model_id bigint, worker text, batch_size integer, lease interval, as_of timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION embeddings.take_products(model_id bigint, worker text, batch_size integer, lease interval, as_of timestamp with time zone, OUT product_ids bigint[], OUT contents text[], OUT completed integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION embeddings.template_format(line text) FROM PUBLIC;

REVOKE ALL ON FUNCTION embeddings.text_hash(title text, brand text, category text, description text) FROM PUBLIC;

REVOKE ALL ON FUNCTION embeddings.tokens(content text) FROM PUBLIC;

REVOKE ALL ON FUNCTION embeddings.used_model(name text, otherwise text) FROM PUBLIC;
GRANT ALL ON FUNCTION embeddings.used_model(name text, otherwise text) TO trueshelf_api;

REVOKE ALL ON FUNCTION embeddings.values_text(given jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION embeddings.word_queries(model_id bigint, content text, OUT all_words tsquery, OUT any_word tsquery, OUT each_word tsquery[], OUT repairs jsonb, OUT known_share double precision) FROM PUBLIC;
GRANT ALL ON FUNCTION embeddings.word_queries(model_id bigint, content text, OUT all_words tsquery, OUT any_word tsquery, OUT each_word tsquery[], OUT repairs jsonb, OUT known_share double precision) TO trueshelf_api;

REVOKE ALL ON FUNCTION embeddings.word_repairs(model_id bigint, content text) FROM PUBLIC;
GRANT ALL ON FUNCTION embeddings.word_repairs(model_id bigint, content text) TO trueshelf_api;

REVOKE ALL ON FUNCTION memory.complete_turn(turn_id uuid, narration text, decision_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION memory.complete_turn(turn_id uuid, narration text, decision_id uuid) TO trueshelf_api;

REVOKE ALL ON FUNCTION memory.reserve_turn(question text, now timestamp with time zone, OUT conversation_id uuid, OUT turn_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION memory.reserve_turn(question text, now timestamp with time zone, OUT conversation_id uuid, OUT turn_id uuid) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.accept_proposals(reading product.reading, proposals jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION product.accept_proposals(reading product.reading, proposals jsonb) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.amount_text(amount numeric, currency text) FROM PUBLIC;
GRANT ALL ON FUNCTION product.amount_text(amount numeric, currency text) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.anchor_measures(question product.question, measures text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION product.anchor_measures(question product.question, measures text[]) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.answer_currency(filter jsonb, options jsonb, interpretation jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION product.answer_currency(filter jsonb, options jsonb, interpretation jsonb) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.apply_policy(question product.question, anchor_category_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION product.apply_policy(question product.question, anchor_category_id bigint) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.argument_constraint(kind text, filter jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION product.argument_constraint(kind text, filter jsonb) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.attribute_label(name text) FROM PUBLIC;
GRANT ALL ON FUNCTION product.attribute_label(name text) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.attribute_path(demanded jsonb, joiner text) FROM PUBLIC;
GRANT ALL ON FUNCTION product.attribute_path(demanded jsonb, joiner text) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.attribute_unit(name text) FROM PUBLIC;
GRANT ALL ON FUNCTION product.attribute_unit(name text) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.bound_before(reading product.reading, measure product.measure) FROM PUBLIC;
GRANT ALL ON FUNCTION product.bound_before(reading product.reading, measure product.measure) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.bound_behind(reading product.reading, measure product.measure) FROM PUBLIC;
GRANT ALL ON FUNCTION product.bound_behind(reading product.reading, measure product.measure) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.bounded_range(entry jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION product.bounded_range(entry jsonb) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.brand_names(brands jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION product.brand_names(brands jsonb) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.browse_candidates(question product.question, demand product.demand) FROM PUBLIC;
GRANT ALL ON FUNCTION product.browse_candidates(question product.question, demand product.demand) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.browsed_products(demand product.demand, product_ids bigint[], sort text, unavailable text, after jsonb, row_limit integer) FROM PUBLIC;
GRANT ALL ON FUNCTION product.browsed_products(demand product.demand, product_ids bigint[], sort text, unavailable text, after jsonb, row_limit integer) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.build_demand(constraints jsonb, currency text, as_of timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION product.build_demand(constraints jsonb, currency text, as_of timestamp with time zone) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.category_path(category_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION product.category_path(category_id bigint) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.check_constraint(item_constraint jsonb, facts jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION product.check_constraint(item_constraint jsonb, facts jsonb) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.check_currency(code text, place text) FROM PUBLIC;
GRANT ALL ON FUNCTION product.check_currency(code text, place text) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.check_instant(as_of timestamp with time zone, now timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION product.check_instant(as_of timestamp with time zone, now timestamp with time zone) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.check_key_count(key_count integer, bound integer) FROM PUBLIC;
GRANT ALL ON FUNCTION product.check_key_count(key_count integer, bound integer) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.check_keys(given jsonb, allowed text[], place text, code text) FROM PUBLIC;
GRANT ALL ON FUNCTION product.check_keys(given jsonb, allowed text[], place text, code text) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.check_preference(preference jsonb, compared jsonb, facts jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION product.check_preference(preference jsonb, compared jsonb, facts jsonb) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.check_product_key(key jsonb, place text, example jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION product.check_product_key(key jsonb, place text, example jsonb) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.check_proposals(given jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION product.check_proposals(given jsonb) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.check_query_embedding(given jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION product.check_query_embedding(given jsonb) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.check_text(content text) FROM PUBLIC;
GRANT ALL ON FUNCTION product.check_text(content text) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.check_text_array(given jsonb, place text, allowed text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION product.check_text_array(given jsonb, place text, allowed text[]) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.common_ids(one bigint[], other bigint[]) FROM PUBLIC;
GRANT ALL ON FUNCTION product.common_ids(one bigint[], other bigint[]) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.comparative_label(preference jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION product.comparative_label(preference jsonb) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.constraint_group(key text) FROM PUBLIC;
GRANT ALL ON FUNCTION product.constraint_group(key text) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.constraint_key(item_constraint jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION product.constraint_key(item_constraint jsonb) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.constraint_label(kind text, filter jsonb, currency text) FROM PUBLIC;
GRANT ALL ON FUNCTION product.constraint_label(kind text, filter jsonb, currency text) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.contradicts(proposed jsonb, read jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION product.contradicts(proposed jsonb, read jsonb) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.convert_measure(amount numeric, from_code text, to_code text) FROM PUBLIC;
GRANT ALL ON FUNCTION product.convert_measure(amount numeric, from_code text, to_code text) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.count_funnel(question product.question, offers product.judged_offer[], product_ids bigint[], sets integer[]) FROM PUBLIC;
GRANT ALL ON FUNCTION product.count_funnel(question product.question, offers product.judged_offer[], product_ids bigint[], sets integer[]) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.counts_something(reading product.reading, first integer, amount numeric) FROM PUBLIC;
GRANT ALL ON FUNCTION product.counts_something(reading product.reading, first integer, amount numeric) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.curated_products(written text[], as_of timestamp with time zone, OUT pinned_ids bigint[], OUT curated_out_ids bigint[]) FROM PUBLIC;
GRANT ALL ON FUNCTION product.curated_products(written text[], as_of timestamp with time zone, OUT pinned_ids bigint[], OUT curated_out_ids bigint[]) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.default_currency() FROM PUBLIC;
GRANT ALL ON FUNCTION product.default_currency() TO trueshelf_api;

REVOKE ALL ON FUNCTION product.demand_without(question product.question, keys text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION product.demand_without(question product.question, keys text[]) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.demanded_products(demand product.demand, row_limit integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION product.denied_noun(reading product.reading, first integer, is_floor boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION product.denied_noun(reading product.reading, first integer, is_floor boolean) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.describe_item(item jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION product.describe_item(item jsonb) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.describe_retrieval(question product.question, candidates product.candidates, is_empty boolean, pinned bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION product.describe_retrieval(question product.question, candidates product.candidates, is_empty boolean, pinned bigint) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.dismiss_constraints(interpretation jsonb, dismissed text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION product.dismiss_constraints(interpretation jsonb, dismissed text[]) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.effective_attributes(product_attributes jsonb, options jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION product.ends_amount(reading product.reading, last integer) FROM PUBLIC;
GRANT ALL ON FUNCTION product.ends_amount(reading product.reading, last integer) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.estimated_offers(demand product.demand) FROM PUBLIC;
GRANT ALL ON FUNCTION product.estimated_offers(demand product.demand) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.evidence_page(question product.question, candidates product.candidates, k integer, only_product_id bigint, now timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION product.evidence_page(question product.question, candidates product.candidates, k integer, only_product_id bigint, now timestamp with time zone) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.exact_matches(written text) FROM PUBLIC;
GRANT ALL ON FUNCTION product.exact_matches(written text) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.explain_match(product jsonb, query_text text, filter jsonb, options jsonb, query_vector public.vector, now timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION product.explain_match(product jsonb, query_text text, filter jsonb, options jsonb, query_vector public.vector, now timestamp with time zone) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.explain_page(question product.question, candidates product.candidates, k integer, total bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION product.explain_page(question product.question, candidates product.candidates, k integer, total bigint) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.explained_offers(question product.question, product_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION product.explained_offers(question product.question, product_id bigint) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.facet_attributes(question product.question, counts jsonb, holders jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION product.facet_attributes(question product.question, counts jsonb, holders jsonb) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.facet_availability(question product.question, counts jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION product.facet_availability(question product.question, counts jsonb) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.facet_brands(question product.question, counts jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION product.facet_brands(question product.question, counts jsonb) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.facet_categories(question product.question, counts jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION product.facet_categories(question product.question, counts jsonb) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.facet_counts(offers product.judged_offer[], groups jsonb, max_per_brand integer) FROM PUBLIC;
GRANT ALL ON FUNCTION product.facet_counts(offers product.judged_offer[], groups jsonb, max_per_brand integer) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.facet_frame(facet text, label text, shown jsonb, more bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION product.facet_frame(facet text, label text, shown jsonb, more bigint) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.facet_prices(question product.question, offers product.judged_offer[], groups jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION product.facet_prices(question product.question, offers product.judged_offer[], groups jsonb) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.filter_constraints(filter jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION product.filter_constraints(filter jsonb) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.filter_with_values(filter jsonb, key text, selected text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION product.filter_with_values(filter jsonb, key text, selected text[]) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.filter_without(filter jsonb, keys text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION product.filter_without(filter jsonb, keys text[]) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.find_brands(names text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION product.find_brands(names text[]) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.find_candidates(question product.question, demand product.demand) FROM PUBLIC;
GRANT ALL ON FUNCTION product.find_candidates(question product.question, demand product.demand) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.find_categories(slugs text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION product.find_categories(slugs text[]) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.find_lexemes(forms text[], gaps text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION product.find_lexemes(forms text[], gaps text[]) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.find_locations(codes text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION product.find_locations(codes text[]) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.find_numbers(reading product.reading) FROM PUBLIC;
GRANT ALL ON FUNCTION product.find_numbers(reading product.reading) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.find_product(key jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION product.find_product(key jsonb) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.find_relaxations(question product.question, offers product.judged_offer[], groups jsonb, exhausted boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION product.find_relaxations(question product.question, offers product.judged_offer[], groups jsonb, exhausted boolean) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.find_unit(written text) FROM PUBLIC;
GRANT ALL ON FUNCTION product.find_unit(written text) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.folded_words(content text) FROM PUBLIC;
GRANT ALL ON FUNCTION product.folded_words(content text) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.format_measure(measure text, held double precision, currency text) FROM PUBLIC;
GRANT ALL ON FUNCTION product.format_measure(measure text, held double precision, currency text) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.format_money(amount numeric, currency text) FROM PUBLIC;
GRANT ALL ON FUNCTION product.format_money(amount numeric, currency text) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.format_weight(grams numeric) FROM PUBLIC;
GRANT ALL ON FUNCTION product.format_weight(grams numeric) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.fraction_at(forms text[], gaps text[], place integer) FROM PUBLIC;
GRANT ALL ON FUNCTION product.fraction_at(forms text[], gaps text[], place integer) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.gather_candidates(question product.question, candidates product.candidates, by_group boolean, OUT product_ids bigint[], OUT sets integer[], OUT groups jsonb, OUT exhausted boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION product.gather_candidates(question product.question, candidates product.candidates, by_group boolean, OUT product_ids bigint[], OUT sets integer[], OUT groups jsonb, OUT exhausted boolean) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.held_measure(measure text, attributes jsonb, weight_grams numeric, amount numeric, released_on date, rating numeric) FROM PUBLIC;
GRANT ALL ON FUNCTION product.held_measure(measure text, attributes jsonb, weight_grams numeric, amount numeric, released_on date, rating numeric) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.humanise(name text) FROM PUBLIC;
GRANT ALL ON FUNCTION product.humanise(name text) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.ignore_place(reading product.reading, first integer, last integer) FROM PUBLIC;
GRANT ALL ON FUNCTION product.ignore_place(reading product.reading, first integer, last integer) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.import_accepted(items jsonb, rejections jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION product.import_attribute_record(item jsonb, OUT created integer, OUT updated integer, OUT field text, OUT reason text) FROM PUBLIC;

REVOKE ALL ON FUNCTION product.import_attribute_word_record(item jsonb, OUT created integer, OUT updated integer, OUT field text, OUT reason text) FROM PUBLIC;

REVOKE ALL ON FUNCTION product.import_attributes(items jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION product.import_audience(items jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION product.import_batch(records jsonb, source text, imported_at timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION product.import_brand_record(item jsonb, OUT created integer, OUT updated integer, OUT field text, OUT reason text) FROM PUBLIC;

REVOKE ALL ON FUNCTION product.import_categories(items jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION product.import_category(path text, OUT created integer, OUT conflict text) FROM PUBLIC;

REVOKE ALL ON FUNCTION product.import_category_record(item jsonb, OUT created integer, OUT updated integer, OUT field text, OUT reason text) FROM PUBLIC;

REVOKE ALL ON FUNCTION product.import_comparative_record(item jsonb, OUT created integer, OUT updated integer, OUT field text, OUT reason text) FROM PUBLIC;

REVOKE ALL ON FUNCTION product.import_complement_record(item jsonb, OUT created integer, OUT updated integer, OUT field text, OUT reason text) FROM PUBLIC;

REVOKE ALL ON FUNCTION product.import_conflicts(items jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION product.import_curation_record(item jsonb, OUT created integer, OUT updated integer, OUT field text, OUT reason text) FROM PUBLIC;

REVOKE ALL ON FUNCTION product.import_location_record(item jsonb, OUT created integer, OUT updated integer, OUT field text, OUT reason text) FROM PUBLIC;

REVOKE ALL ON FUNCTION product.import_lookups(items jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION product.import_overlaps(planned jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION product.import_price_list_record(item jsonb, OUT created integer, OUT updated integer, OUT field text, OUT reason text) FROM PUBLIC;

REVOKE ALL ON FUNCTION product.import_price_plan(items jsonb, imported_at timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION product.import_prices(items jsonb, planned jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION product.import_products(items jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION product.import_references(items jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION product.import_resolve(records jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION product.import_stock(items jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION product.import_synonym_record(item jsonb, OUT created integer, OUT updated integer, OUT field text, OUT reason text) FROM PUBLIC;

REVOKE ALL ON FUNCTION product.import_variants(items jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION product.inherit_audience() FROM PUBLIC;

REVOKE ALL ON FUNCTION product.interpret_bare_words(reading product.reading) FROM PUBLIC;
GRANT ALL ON FUNCTION product.interpret_bare_words(reading product.reading) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.interpret_comparatives(reading product.reading) FROM PUBLIC;
GRANT ALL ON FUNCTION product.interpret_comparatives(reading product.reading) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.interpret_discounts(reading product.reading) FROM PUBLIC;
GRANT ALL ON FUNCTION product.interpret_discounts(reading product.reading) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.interpret_free_of(reading product.reading) FROM PUBLIC;
GRANT ALL ON FUNCTION product.interpret_free_of(reading product.reading) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.interpret_marked_words(reading product.reading) FROM PUBLIC;
GRANT ALL ON FUNCTION product.interpret_marked_words(reading product.reading) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.interpret_measures(reading product.reading) FROM PUBLIC;
GRANT ALL ON FUNCTION product.interpret_measures(reading product.reading) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.interpret_negations(reading product.reading) FROM PUBLIC;
GRANT ALL ON FUNCTION product.interpret_negations(reading product.reading) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.interpret_places(reading product.reading) FROM PUBLIC;
GRANT ALL ON FUNCTION product.interpret_places(reading product.reading) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.interpret_prices(reading product.reading) FROM PUBLIC;
GRANT ALL ON FUNCTION product.interpret_prices(reading product.reading) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.interpret_sort(reading product.reading) FROM PUBLIC;
GRANT ALL ON FUNCTION product.interpret_sort(reading product.reading) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.interpret_stock(reading product.reading) FROM PUBLIC;
GRANT ALL ON FUNCTION product.interpret_stock(reading product.reading) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.interpret_text(content text, proposals jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION product.interpret_text(content text, proposals jsonb) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.interpretation(query_text text, options jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION product.interpretation(query_text text, options jsonb) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.is_capitalised(reading product.reading, word integer) FROM PUBLIC;
GRANT ALL ON FUNCTION product.is_capitalised(reading product.reading, word integer) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.is_closing(reading product.reading, word integer) FROM PUBLIC;
GRANT ALL ON FUNCTION product.is_closing(reading product.reading, word integer) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.is_contradicted(wish jsonb, demanded jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION product.is_contradicted(wish jsonb, demanded jsonb) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.is_free(reading product.reading, first integer, last integer) FROM PUBLIC;
GRANT ALL ON FUNCTION product.is_free(reading product.reading, first integer, last integer) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.is_of_person(reading product.reading, first integer) FROM PUBLIC;
GRANT ALL ON FUNCTION product.is_of_person(reading product.reading, first integer) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.join_measures(reading product.reading) FROM PUBLIC;
GRANT ALL ON FUNCTION product.join_measures(reading product.reading) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.joined(items jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION product.joined(items jsonb) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.judge_offers(demand product.demand, demands product.demand[], product_ids bigint[], sets integer[], with_attributes boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION product.judge_offers(demand product.demand, demands product.demand[], product_ids bigint[], sets integer[], with_attributes boolean) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.keep_attribute_values() FROM PUBLIC;

REVOKE ALL ON FUNCTION product.keep_handle() FROM PUBLIC;

REVOKE ALL ON FUNCTION product.keep_offers() FROM PUBLIC;

REVOKE ALL ON FUNCTION product.keep_price_list() FROM PUBLIC;

REVOKE ALL ON FUNCTION product.keep_sku() FROM PUBLIC;

REVOKE ALL ON FUNCTION product.label_alternatives(alternatives jsonb, currency text) FROM PUBLIC;
GRANT ALL ON FUNCTION product.label_alternatives(alternatives jsonb, currency text) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.list_facets(question product.question, offers product.judged_offer[], groups jsonb, exact boolean, basis text) FROM PUBLIC;
GRANT ALL ON FUNCTION product.list_facets(question product.question, offers product.judged_offer[], groups jsonb, exact boolean, basis text) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.list_step(reading product.reading, last integer, OUT word integer, OUT strong boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION product.list_step(reading product.reading, last integer, OUT word integer, OUT strong boolean) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.match_reason(question product.question, candidates product.candidates, verdict text, item jsonb, similarity double precision, has_words boolean, failed_ids text[], nearest_offer jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION product.match_reason(question product.question, candidates product.candidates, verdict text, item jsonb, similarity double precision, has_words boolean, failed_ids text[], nearest_offer jsonb) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.matching_products(demand product.demand, product_ids bigint[], words tsquery, ranking tsquery, row_limit integer) FROM PUBLIC;
GRANT ALL ON FUNCTION product.matching_products(demand product.demand, product_ids bigint[], words tsquery, ranking tsquery, row_limit integer) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.measure_label(name text, amount numeric) FROM PUBLIC;
GRANT ALL ON FUNCTION product.measure_label(name text, amount numeric) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.measure_range(measure product.measure) FROM PUBLIC;
GRANT ALL ON FUNCTION product.measure_range(measure product.measure) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.measured_attributes(reading product.reading, first integer, last integer, unit text) FROM PUBLIC;
GRANT ALL ON FUNCTION product.measured_attributes(reading product.reading, first integer, last integer, unit text) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.mend_words(reading product.reading, first integer, kinds text[], attribute text) FROM PUBLIC;
GRANT ALL ON FUNCTION product.mend_words(reading product.reading, first integer, kinds text[], attribute text) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.merge_constraints(demanded jsonb, interpretation jsonb, currency text) FROM PUBLIC;
GRANT ALL ON FUNCTION product.merge_constraints(demanded jsonb, interpretation jsonb, currency text) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.missing_vector(question product.question, vector_text text, reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION product.missing_vector(question product.question, vector_text text, reason text) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.name_ahead(reading product.reading, first integer, kinds text[], refused boolean, loose boolean, mend boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION product.name_ahead(reading product.reading, first integer, kinds text[], refused boolean, loose boolean, mend boolean) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.narrate(page jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION product.narrate(page jsonb) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.narrate_comparison(comparison jsonb, interpretation jsonb, anchor_title text) FROM PUBLIC;
GRANT ALL ON FUNCTION product.narrate_comparison(comparison jsonb, interpretation jsonb, anchor_title text) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.negation_lead(reading product.reading, first integer) FROM PUBLIC;
GRANT ALL ON FUNCTION product.negation_lead(reading product.reading, first integer) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.normalise_question(question text) FROM PUBLIC;
GRANT ALL ON FUNCTION product.normalise_question(question text) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.offer_drift() FROM PUBLIC;

REVOKE ALL ON FUNCTION product.offer_rows(product_ids bigint[], variant_ids bigint[], as_of timestamp with time zone, currency text, now timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION product.offer_rows(product_ids bigint[], variant_ids bigint[], as_of timestamp with time zone, currency text, now timestamp with time zone) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.operator_status(as_of timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION product.operator_status(as_of timestamp with time zone) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.operator_status_text(status jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION product.operator_status_text(status jsonb) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.page_candidates(question product.question, candidates product.candidates, k integer) FROM PUBLIC;
GRANT ALL ON FUNCTION product.page_candidates(question product.question, candidates product.candidates, k integer) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.parse_amount(written text) FROM PUBLIC;
GRANT ALL ON FUNCTION product.parse_amount(written text) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.phrase_before(lexemes product.lexeme[], last integer, meanings text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION product.phrase_before(lexemes product.lexeme[], last integer, meanings text[]) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.phrase_behind(lexemes product.lexeme[], first integer, meanings text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION product.phrase_behind(lexemes product.lexeme[], first integer, meanings text[]) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.preference_key(preference jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION product.preference_key(preference jsonb) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.prepare_product() FROM PUBLIC;

REVOKE ALL ON FUNCTION product.prepare_variant() FROM PUBLIC;

REVOKE ALL ON FUNCTION product.price_bounds(amounts numeric[], currency text) FROM PUBLIC;
GRANT ALL ON FUNCTION product.price_bounds(amounts numeric[], currency text) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.price_constraints(bound text, low numeric, high numeric, currency text, origin text, span jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION product.price_constraints(bound text, low numeric, high numeric, currency text, origin text, span jsonb) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.price_lead(reading product.reading, first integer) FROM PUBLIC;
GRANT ALL ON FUNCTION product.price_lead(reading product.reading, first integer) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.product_rows(product_ids bigint[], handles text[], skus text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION product.product_rows(product_ids bigint[], handles text[], skus text[]) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.products_of_skus(skus text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION product.products_of_skus(skus text[]) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.proposed_filter(proposal jsonb, lexemes product.lexeme[], numbers numeric[]) FROM PUBLIC;
GRANT ALL ON FUNCTION product.proposed_filter(proposal jsonb, lexemes product.lexeme[], numbers numeric[]) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.prove_offer(constraints jsonb, facts jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION product.prove_offer(constraints jsonb, facts jsonb) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.public_demand(now timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION product.public_demand(now timestamp with time zone) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.qualified_products(demand product.demand, offer_limit bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION product.qualified_products(demand product.demand, offer_limit bigint) TO trueshelf_api;

GRANT SELECT ON TABLE product.offer TO trueshelf_api;

REVOKE ALL ON FUNCTION product.qualifying_offers(demand product.demand) FROM PUBLIC;
GRANT ALL ON FUNCTION product.qualifying_offers(demand product.demand) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.range_label(demanded jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION product.range_label(demanded jsonb) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.read_amount(given jsonb, place text) FROM PUBLIC;
GRANT ALL ON FUNCTION product.read_amount(given jsonb, place text) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.read_attributes(given jsonb, place text) FROM PUBLIC;
GRANT ALL ON FUNCTION product.read_attributes(given jsonb, place text) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.read_bound(given jsonb, from_unit text, to_unit text, place text) FROM PUBLIC;
GRANT ALL ON FUNCTION product.read_bound(given jsonb, from_unit text, to_unit text, place text) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.read_cursor(cursor text) FROM PUBLIC;
GRANT ALL ON FUNCTION product.read_cursor(cursor text) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.read_list(reading product.reading, first integer, kinds text[], attribute text, loose boolean, mended boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION product.read_list(reading product.reading, first integer, kinds text[], attribute text, loose boolean, mended boolean) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.read_measures(reading product.reading) FROM PUBLIC;
GRANT ALL ON FUNCTION product.read_measures(reading product.reading) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.read_money(reading product.reading) FROM PUBLIC;
GRANT ALL ON FUNCTION product.read_money(reading product.reading) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.read_number(reading product.reading, first integer, joined boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION product.read_number(reading product.reading, first integer, joined boolean) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.read_options(options jsonb, allowed text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION product.read_options(options jsonb, allowed text[]) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.read_question(query_text text, filter jsonb, options jsonb, query_vector public.vector, now timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION product.read_question(query_text text, filter jsonb, options jsonb, query_vector public.vector, now timestamp with time zone) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.read_range(given jsonb, place text) FROM PUBLIC;
GRANT ALL ON FUNCTION product.read_range(given jsonb, place text) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.read_residue(reading product.reading) FROM PUBLIC;
GRANT ALL ON FUNCTION product.read_residue(reading product.reading) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.read_texts(given jsonb, place text) FROM PUBLIC;
GRANT ALL ON FUNCTION product.read_texts(given jsonb, place text) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.read_words(content text) FROM PUBLIC;
GRANT ALL ON FUNCTION product.read_words(content text) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.recognise_words(reading product.reading, first integer, kinds text[], attribute text, refused boolean, loose boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION product.recognise_words(reading product.reading, first integer, kinds text[], attribute text, refused boolean, loose boolean) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.refinement(question product.question, filter jsonb, keys text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION product.refinement(question product.question, filter jsonb, keys text[]) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.refresh_attribute_values() FROM PUBLIC;

REVOKE ALL ON FUNCTION product.refresh_examples() FROM PUBLIC;

REVOKE ALL ON FUNCTION product.refresh_offer(product_id bigint, variant_id bigint, price_list_id bigint, valid_from timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION product.refresh_offers(product_id bigint, variant_id bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION product.refuse_truncate() FROM PUBLIC;

REVOKE ALL ON FUNCTION product.relaxation_label(item_constraint jsonb, currency text) FROM PUBLIC;
GRANT ALL ON FUNCTION product.relaxation_label(item_constraint jsonb, currency text) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.repair_words(words text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION product.repair_words(words text[]) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.resembled_measures(question product.question, comparatives jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION product.resembled_measures(question product.question, comparatives jsonb) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.residue_spans(interpretation jsonb, reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION product.residue_spans(interpretation jsonb, reason text) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.restocked_products(since timestamp with time zone, row_limit integer) FROM PUBLIC;
GRANT ALL ON FUNCTION product.restocked_products(since timestamp with time zone, row_limit integer) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.rfc3339(instant timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION product.rfc3339(instant timestamp with time zone) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.says_same(one jsonb, other jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION product.says_same(one jsonb, other jsonb) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.scan_words(content text) FROM PUBLIC;
GRANT ALL ON FUNCTION product.scan_words(content text) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.search_page(query_text text, k integer, filter jsonb, options jsonb, query_vector public.vector, now timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION product.search_page(query_text text, k integer, filter jsonb, options jsonb, query_vector public.vector, now timestamp with time zone) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.search_vector(title text, brand text, category text, description text, attributes jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION product.selected_values(question product.question, key text) FROM PUBLIC;
GRANT ALL ON FUNCTION product.selected_values(question product.question, key text) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.set_claims(claims jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION product.set_claims(claims jsonb) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.share_more(measure text, typical double precision, held double precision) FROM PUBLIC;
GRANT ALL ON FUNCTION product.share_more(measure text, typical double precision, held double precision) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.similar_pages(product_ids bigint[], k integer, filter jsonb, options jsonb, now timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION product.similar_pages(product_ids bigint[], k integer, filter jsonb, options jsonb, now timestamp with time zone) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.single_demands(question product.question) FROM PUBLIC;
GRANT ALL ON FUNCTION product.single_demands(question product.question) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.sort_label(sort text) FROM PUBLIC;
GRANT ALL ON FUNCTION product.sort_label(sort text) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.spread_attribute() FROM PUBLIC;

REVOKE ALL ON FUNCTION product.spread_audience() FROM PUBLIC;

REVOKE ALL ON FUNCTION product.spread_product() FROM PUBLIC;

REVOKE ALL ON FUNCTION product.spread_reference_name() FROM PUBLIC;

REVOKE ALL ON FUNCTION product.stock_before(product_ids bigint[], at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION product.stock_before(product_ids bigint[], at timestamp with time zone) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.stock_by_location(product_id bigint, variant_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION product.stock_by_location(product_id bigint, variant_id bigint) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.stock_status(available integer) FROM PUBLIC;
GRANT ALL ON FUNCTION product.stock_status(available integer) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.suggested_brands(prefix text, all_words tsquery, own_words tsquery, row_limit integer, now timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION product.suggested_brands(prefix text, all_words tsquery, own_words tsquery, row_limit integer, now timestamp with time zone) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.suggested_categories(prefix text, all_words tsquery, own_words tsquery, row_limit integer, now timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION product.suggested_categories(prefix text, all_words tsquery, own_words tsquery, row_limit integer, now timestamp with time zone) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.suggested_products(prefix text, all_words tsquery, own_words tsquery, row_limit integer, now timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION product.suggested_products(prefix text, all_words tsquery, own_words tsquery, row_limit integer, now timestamp with time zone) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.suggested_titles(words tsquery, row_limit integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION product.suggestion_query(words text[], with_synonyms boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION product.suggestion_query(words text[], with_synonyms boolean) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.suggestion_rows(prefix text, words text[], k integer, now timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION product.suggestion_rows(prefix text, words text[], k integer, now timestamp with time zone) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.suggestions(prefix text, k integer, now timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION product.suggestions(prefix text, k integer, now timestamp with time zone) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.take_span(content text, start integer, behind integer) FROM PUBLIC;
GRANT ALL ON FUNCTION product.take_span(content text, start integer, behind integer) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.take_words(reading product.reading, first integer, last integer) FROM PUBLIC;
GRANT ALL ON FUNCTION product.take_words(reading product.reading, first integer, last integer) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.tells_shade(reading product.reading, place integer) FROM PUBLIC;
GRANT ALL ON FUNCTION product.tells_shade(reading product.reading, place integer) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.term(content text) FROM PUBLIC;
GRANT ALL ON FUNCTION product.term(content text) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.terms(contents text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION product.terms(contents text[]) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.told_only_whether(reading product.reading, measure product.measure) FROM PUBLIC;
GRANT ALL ON FUNCTION product.told_only_whether(reading product.reading, measure product.measure) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.turned_bound(bound text) FROM PUBLIC;
GRANT ALL ON FUNCTION product.turned_bound(bound text) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.typed_words(content text) FROM PUBLIC;
GRANT ALL ON FUNCTION product.typed_words(content text) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.unknown_name(reading product.reading, first integer) FROM PUBLIC;
GRANT ALL ON FUNCTION product.unknown_name(reading product.reading, first integer) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.value_label(written text) FROM PUBLIC;
GRANT ALL ON FUNCTION product.value_label(written text) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.value_weight(attribute text, value text) FROM PUBLIC;
GRANT ALL ON FUNCTION product.value_weight(attribute text, value text) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.variant_rows(product_ids bigint[]) FROM PUBLIC;
GRANT ALL ON FUNCTION product.variant_rows(product_ids bigint[]) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.vector_text(question product.question) FROM PUBLIC;
GRANT ALL ON FUNCTION product.vector_text(question product.question) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.vocabulary() FROM PUBLIC;
GRANT ALL ON FUNCTION product.vocabulary() TO trueshelf_api;

REVOKE ALL ON FUNCTION product.wished_demands(question product.question) FROM PUBLIC;
GRANT ALL ON FUNCTION product.wished_demands(question product.question) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.with_removals(question product.question) FROM PUBLIC;
GRANT ALL ON FUNCTION product.with_removals(question product.question) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.word_span(reading product.reading, first integer, last integer) FROM PUBLIC;
GRANT ALL ON FUNCTION product.word_span(reading product.reading, first integer, last integer) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.write_cursor(content jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION product.write_cursor(content jsonb) TO trueshelf_api;

REVOKE ALL ON FUNCTION product.written_value(product_id bigint, attribute text, value text) FROM PUBLIC;
GRANT ALL ON FUNCTION product.written_value(product_id bigint, attribute text, value text) TO trueshelf_api;

REVOKE ALL ON FUNCTION work.begin_job(kind text, label text, parameters jsonb, runner text, as_of timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION work.cancel_job(job_id uuid, as_of timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION work.cancel_job(job_id uuid, as_of timestamp with time zone) TO trueshelf_api;

REVOKE ALL ON FUNCTION work.cancel_jobs(as_of timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION work.cancel_jobs(as_of timestamp with time zone) TO trueshelf_api;

REVOKE ALL ON FUNCTION work.check_parameters(kind text, parameters jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION work.claim_job(runner text, kinds text[], as_of timestamp with time zone, held uuid[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION work.find_job(job_id uuid, as_of timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION work.find_job(job_id uuid, as_of timestamp with time zone) TO trueshelf_api;

REVOKE ALL ON FUNCTION work.finish_job(job_id uuid, runner text, state text, result jsonb, error jsonb, as_of timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION work.follow_build() FROM PUBLIC;

REVOKE ALL ON FUNCTION work.judge_job(job work.job, as_of timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION work.list_jobs(with_state text, k integer, as_of timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION work.list_jobs(with_state text, k integer, as_of timestamp with time zone) TO trueshelf_api;

REVOKE ALL ON FUNCTION work.notify_runner() FROM PUBLIC;

REVOKE ALL ON FUNCTION work.prune_jobs(finished_before timestamp with time zone, at_most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION work.prune_jobs(finished_before timestamp with time zone, at_most integer) TO trueshelf_api;

REVOKE ALL ON FUNCTION work.queue_job(kind text, parameters jsonb, label text, retry_of uuid, as_of timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION work.queue_job(kind text, parameters jsonb, label text, retry_of uuid, as_of timestamp with time zone) TO trueshelf_api;

REVOKE ALL ON FUNCTION work.report_job(job_id uuid, runner text, step text, rows_done bigint, rows_total bigint, as_of timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION work.retry_job(job_id uuid, as_of timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION work.retry_job(job_id uuid, as_of timestamp with time zone) TO trueshelf_api;

REVOKE ALL ON FUNCTION work.settle_jobs(as_of timestamp with time zone, held uuid[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION work.summarise_jobs(as_of timestamp with time zone) FROM PUBLIC;

GRANT SELECT,INSERT ON TABLE audit.decision TO trueshelf_api;

GRANT SELECT ON TABLE embeddings.product_embedding TO trueshelf_api;

GRANT SELECT,INSERT ON TABLE memory.conversation TO trueshelf_api;

GRANT SELECT,INSERT ON TABLE memory.fact TO trueshelf_api;

GRANT SELECT,INSERT ON TABLE memory.turn TO trueshelf_api;

GRANT UPDATE(narration) ON TABLE memory.turn TO trueshelf_api;

GRANT UPDATE(decision_id) ON TABLE memory.turn TO trueshelf_api;

GRANT SELECT ON TABLE product.attribute TO trueshelf_api;

GRANT SELECT ON TABLE product.attribute_word TO trueshelf_api;

GRANT SELECT ON TABLE product.brand TO trueshelf_api;

GRANT SELECT ON TABLE product.category TO trueshelf_api;

GRANT SELECT ON TABLE product.comparative TO trueshelf_api;

GRANT SELECT ON TABLE product.complement TO trueshelf_api;

GRANT SELECT ON TABLE product.currency TO trueshelf_api;

GRANT SELECT ON TABLE product.location TO trueshelf_api;

GRANT SELECT ON TABLE product.numeral TO trueshelf_api;

GRANT SELECT ON TABLE product.price_list TO trueshelf_api;

GRANT SELECT ON TABLE product.product TO trueshelf_api;

GRANT SELECT ON TABLE product.stock TO trueshelf_api;

GRANT SELECT ON TABLE product.phrase TO trueshelf_api;

GRANT SELECT ON TABLE product.product_handle TO trueshelf_api;

GRANT SELECT ON TABLE product.sku TO trueshelf_api;

GRANT SELECT ON TABLE product.synonym TO trueshelf_api;

GRANT SELECT ON TABLE product.unit TO trueshelf_api;

GRANT SELECT ON TABLE product.value_synonym TO trueshelf_api;

GRANT SELECT ON TABLE product.variant TO trueshelf_api;

GRANT SELECT ON TABLE trueshelf.current_state TO trueshelf_gateway;

GRANT SELECT ON TABLE trueshelf.migration TO trueshelf_gateway;

GRANT SELECT ON TABLE trueshelf.milestone TO trueshelf_gateway;

ALTER DEFAULT PRIVILEGES FOR ROLE trueshelf_api REVOKE ALL ON FUNCTIONS FROM PUBLIC;

ALTER DEFAULT PRIVILEGES FOR ROLE trueshelf_data REVOKE ALL ON FUNCTIONS FROM PUBLIC;
