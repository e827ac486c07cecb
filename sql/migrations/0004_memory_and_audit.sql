set local role trueshelf_data;

create table memory.conversation (
  conversation_id uuid primary key default uuidv7(),
  principal text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);

create table memory.turn (
  turn_id uuid primary key default uuidv7(),
  conversation_id uuid not null references memory.conversation on delete cascade,
  principal text not null,
  idempotency_key text,
  request_digest bytea not null,
  question text not null,
  narration text,
  decision_id uuid,
  created_at timestamptz not null default now()
);
create unique index turn_idempotency_key on memory.turn (principal, idempotency_key) where idempotency_key is not null;
create index turn_conversation_idx on memory.turn (conversation_id, turn_id);

create table memory.fact (
  fact_id uuid primary key default uuidv7(),
  conversation_id uuid not null references memory.conversation on delete cascade,
  turn_id uuid not null references memory.turn on delete cascade,
  kind text not null,
  value jsonb not null,
  superseded_by uuid references memory.fact,
  created_at timestamptz not null default now()
);
create index fact_conversation_idx on memory.fact (conversation_id, fact_id);
comment on table memory.fact is 'Constraints and preferences that carry over, each with its source turn; superseded, never overwritten.';

create table audit.decision (
  decision_id uuid primary key default uuidv7(),
  turn_id uuid,
  principal text not null,
  customer_group text,
  decided_at timestamptz not null default now(),
  as_of timestamptz not null,
  question_digest bytea not null,
  interpretation jsonb not null,
  retrieval jsonb not null,
  evidence jsonb not null,
  narration_source text,
  narration_digest bytea,
  verdicts jsonb not null default '[]',
  error jsonb
);
create index decision_principal_idx on audit.decision (principal, decision_id desc);
comment on table audit.decision is
  'One row per answered or failed question: typed constraints with spans, evidence and digests. Never the text itself, which may identify a person.';

create sequence audit.change_id_seq;
create table audit.change (
  product_id bigint not null,
  change_id bigint not null default nextval('audit.change_id_seq'),
  changed_at timestamptz not null default clock_timestamp(),
  actor text not null,
  cause text,
  relation text not null,
  key jsonb not null,
  before jsonb,
  after jsonb,
  primary key (product_id, change_id)
);
create index change_time_idx on audit.change (product_id, changed_at);
comment on table audit.change is
  'Who changed which price, stock, text or restriction, from what to what, when. before null: created; after null: removed. Outlives the product.';

alter table memory.conversation enable row level security;
alter table memory.turn enable row level security;
alter table memory.fact enable row level security;
alter table audit.decision enable row level security;
alter table audit.change enable row level security;

grant select, insert on memory.conversation, memory.turn, memory.fact to trueshelf_api;
grant update (narration, decision_id) on memory.turn to trueshelf_api;
grant select, insert on audit.decision to trueshelf_api;
