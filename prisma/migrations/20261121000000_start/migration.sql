-- The log, agents and access. Foreign keys of tenant-owned rows carry the tenant; ids come first in the keys, so that
-- look-ups by id need no second index.

CREATE TABLE tenants (
  id uuid NOT NULL,
  name text NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT tenants_pkey PRIMARY KEY (id)
);

CREATE TABLE settings (
  scope text NOT NULL,
  name text NOT NULL,
  value text NOT NULL,
  CONSTRAINT settings_pkey PRIMARY KEY (scope, name)
);

CREATE TABLE nonces (
  scope text NOT NULL,
  value text NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  CONSTRAINT nonces_pkey PRIMARY KEY (scope, value)
);

CREATE TABLE api_keys (
  id uuid NOT NULL,
  tenant_id uuid NOT NULL,
  name text NOT NULL,
  secret_cipher text NOT NULL,
  created_at timestamptz(3) NOT NULL,
  last_used_at timestamptz(3),
  revoked_at timestamptz(3),
  CONSTRAINT api_keys_pkey PRIMARY KEY (id, tenant_id),
  CONSTRAINT api_keys_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants (id) ON DELETE CASCADE
);

CREATE TABLE people (
  id uuid NOT NULL,
  tenant_id uuid NOT NULL,
  email text NOT NULL,
  password_hash text NOT NULL,
  role text NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT people_pkey PRIMARY KEY (id, tenant_id),
  CONSTRAINT people_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants (id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX people_email_tenant_id_key ON people (email, tenant_id);

CREATE TABLE agents (
  id uuid NOT NULL,
  tenant_id uuid NOT NULL,
  slug text,
  kind text NOT NULL,
  name text NOT NULL,
  active_version integer,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  CONSTRAINT agents_pkey PRIMARY KEY (id, tenant_id),
  CONSTRAINT agents_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants (id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX agents_tenant_id_slug_key ON agents (tenant_id, slug);

CREATE TABLE agent_versions (
  agent_id uuid NOT NULL,
  tenant_id uuid NOT NULL,
  version integer NOT NULL,
  kind text NOT NULL,
  name text NOT NULL,
  document text NOT NULL,
  notes text,
  created_by text NOT NULL,
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT agent_versions_pkey PRIMARY KEY (agent_id, tenant_id, version),
  CONSTRAINT agent_versions_agent_id_tenant_id_fkey FOREIGN KEY (agent_id, tenant_id)
    REFERENCES agents (id, tenant_id) ON DELETE CASCADE
);

-- One row a conversation. Agents are named without a foreign key: the log outlives them.
CREATE TABLE text_conversations (
  id uuid NOT NULL,
  tenant_id uuid NOT NULL,
  dialect text NOT NULL,
  session_id text NOT NULL,
  access text NOT NULL,
  channel text NOT NULL DEFAULT 'text_chat',
  agent_config_id uuid NOT NULL,
  agent_name text NOT NULL,
  agent_version integer NOT NULL,
  agent_version_id text GENERATED ALWAYS AS (agent_config_id::text || '@' || agent_version::text) STORED,
  is_active_version boolean NOT NULL,
  initial_workflow text NOT NULL,
  initial_node_id text NOT NULL,
  final_node_id text,
  metadata jsonb NOT NULL,
  title text,
  status text NOT NULL,
  collected_data jsonb NOT NULL,
  state jsonb NOT NULL,
  state_version integer NOT NULL,
  total_turns integer NOT NULL,
  total_messages integer NOT NULL,
  total_transitions integer NOT NULL,
  last_sequence integer NOT NULL,
  history_limit integer NOT NULL,
  fence bigint NOT NULL,
  lease_owner text,
  lease_until timestamptz(3),
  running_turn uuid,
  wake_at timestamptz(3),
  created_at timestamptz(3) NOT NULL,
  started_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  ended_at timestamptz(3),
  CONSTRAINT text_conversations_pkey PRIMARY KEY (id, tenant_id),
  CONSTRAINT text_conversations_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants (id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX text_conversations_session_id_dialect_tenant_id_key
  ON text_conversations (session_id, dialect, tenant_id);
CREATE INDEX text_conversations_wake_at_idx ON text_conversations (wake_at) WHERE wake_at IS NOT NULL;

-- External ids of deleted conversations, hashed: they do not come back.
CREATE TABLE deleted_conversation_ids (
  external_id_hash bytea NOT NULL,
  dialect text NOT NULL,
  tenant_id uuid NOT NULL,
  deleted_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT deleted_conversation_ids_pkey PRIMARY KEY (external_id_hash, dialect, tenant_id),
  CONSTRAINT deleted_conversation_ids_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants (id) ON DELETE CASCADE
);

-- The log. Not partitioned: it owns what must be unique over all months.
CREATE TABLE turns (
  id uuid NOT NULL,
  tenant_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  number integer NOT NULL,
  attempt integer NOT NULL,
  kind text NOT NULL,
  status text NOT NULL,
  events jsonb NOT NULL DEFAULT '[]',
  message_id uuid,
  message_sequence integer,
  first_sequence integer,
  last_sequence integer,
  idempotency_key text,
  request_hash text,
  started_at timestamptz(3) NOT NULL,
  ended_at timestamptz(3),
  CONSTRAINT turns_pkey PRIMARY KEY (id, tenant_id),
  CONSTRAINT turns_conversation_id_tenant_id_fkey FOREIGN KEY (conversation_id, tenant_id)
    REFERENCES text_conversations (id, tenant_id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX turns_conversation_id_number_attempt_key ON turns (conversation_id, number, attempt);
CREATE UNIQUE INDEX turns_idempotency_key_tenant_id_attempt_key
  ON turns (idempotency_key, tenant_id, attempt) WHERE idempotency_key IS NOT NULL;
CREATE INDEX turns_conversation_id_idx ON turns (conversation_id) WHERE status = 'running';

CREATE TABLE turn_tickets (
  id bigserial NOT NULL,
  tenant_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  CONSTRAINT turn_tickets_pkey PRIMARY KEY (id),
  CONSTRAINT turn_tickets_conversation_id_tenant_id_fkey FOREIGN KEY (conversation_id, tenant_id)
    REFERENCES text_conversations (id, tenant_id) ON DELETE CASCADE
);
CREATE INDEX turn_tickets_conversation_id_id_idx ON turn_tickets (conversation_id, id);

CREATE TABLE text_conversation_messages (
  id uuid NOT NULL,
  tenant_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  turn_id uuid NOT NULL,
  role text NOT NULL,
  content text NOT NULL,
  node_id text,
  sequence_number integer NOT NULL,
  sequence integer GENERATED ALWAYS AS (sequence_number) STORED,
  latency_ms integer,
  hidden_at timestamptz(3),
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT text_conversation_messages_pkey PRIMARY KEY (id, created_at),
  CONSTRAINT text_conversation_messages_conversation_id_tenant_id_fkey FOREIGN KEY (conversation_id, tenant_id)
    REFERENCES text_conversations (id, tenant_id) ON DELETE CASCADE
) PARTITION BY RANGE (created_at);
CREATE INDEX text_conversation_messages_conversation_id_sequence_number_idx
  ON text_conversation_messages (conversation_id, sequence_number);
CREATE TABLE text_conversation_messages_default PARTITION OF text_conversation_messages DEFAULT;

CREATE TABLE text_conversation_transitions (
  id uuid NOT NULL,
  tenant_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  turn_id uuid NOT NULL,
  from_node_id text NOT NULL,
  to_node_id text NOT NULL,
  trigger text NOT NULL,
  sequence_number integer NOT NULL,
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT text_conversation_transitions_pkey PRIMARY KEY (id, created_at),
  CONSTRAINT text_conversation_transitions_conversation_id_tenant_id_fkey FOREIGN KEY (conversation_id, tenant_id)
    REFERENCES text_conversations (id, tenant_id) ON DELETE CASCADE
) PARTITION BY RANGE (created_at);
CREATE INDEX text_conversation_transitions_conversation_id_idx ON text_conversation_transitions (conversation_id);
CREATE TABLE text_conversation_transitions_default PARTITION OF text_conversation_transitions DEFAULT;

CREATE TABLE text_conversation_variables (
  id uuid NOT NULL,
  tenant_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  turn_id uuid NOT NULL,
  variable_name text NOT NULL,
  variable_value jsonb NOT NULL,
  extraction_method text NOT NULL,
  confidence double precision,
  node_id text,
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT text_conversation_variables_pkey PRIMARY KEY (id, created_at),
  CONSTRAINT text_conversation_variables_conversation_id_tenant_id_fkey FOREIGN KEY (conversation_id, tenant_id)
    REFERENCES text_conversations (id, tenant_id) ON DELETE CASCADE
) PARTITION BY RANGE (created_at);
CREATE INDEX text_conversation_variables_conversation_id_idx ON text_conversation_variables (conversation_id);
CREATE TABLE text_conversation_variables_default PARTITION OF text_conversation_variables DEFAULT;

-- Numbered by their place among the turn's events: calls of failed turns count too.
CREATE TABLE model_calls (
  turn_id uuid NOT NULL,
  tenant_id uuid NOT NULL,
  position integer NOT NULL,
  call_id text NOT NULL,
  purpose text NOT NULL,
  provider text NOT NULL,
  model text NOT NULL,
  input_tokens integer,
  output_tokens integer,
  first_token_ms double precision,
  ms double precision NOT NULL,
  cost double precision,
  retries integer NOT NULL,
  error text,
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT model_calls_pkey PRIMARY KEY (turn_id, tenant_id, position),
  CONSTRAINT model_calls_turn_id_tenant_id_fkey FOREIGN KEY (turn_id, tenant_id)
    REFERENCES turns (id, tenant_id) ON DELETE CASCADE
);

CREATE TABLE tool_calls (
  turn_id uuid NOT NULL,
  tenant_id uuid NOT NULL,
  position integer NOT NULL,
  call_id text NOT NULL,
  node_id text NOT NULL,
  name text NOT NULL,
  args jsonb NOT NULL,
  output text,
  is_error boolean,
  ms double precision,
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT tool_calls_pkey PRIMARY KEY (turn_id, tenant_id, position),
  CONSTRAINT tool_calls_turn_id_tenant_id_fkey FOREIGN KEY (turn_id, tenant_id)
    REFERENCES turns (id, tenant_id) ON DELETE CASCADE
);

CREATE TABLE deliveries (
  id uuid NOT NULL,
  tenant_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  kind text NOT NULL,
  event text NOT NULL,
  url text NOT NULL,
  workflow text,
  body text,
  status text NOT NULL DEFAULT 'pending',
  attempts integer NOT NULL DEFAULT 0,
  next_attempt_at timestamptz(3),
  last_attempt_at timestamptz(3),
  last_status integer,
  last_error text,
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT deliveries_pkey PRIMARY KEY (id, tenant_id),
  CONSTRAINT deliveries_conversation_id_tenant_id_fkey FOREIGN KEY (conversation_id, tenant_id)
    REFERENCES text_conversations (id, tenant_id) ON DELETE CASCADE
);
CREATE INDEX deliveries_conversation_id_idx ON deliveries (conversation_id);
CREATE INDEX deliveries_next_attempt_at_idx ON deliveries (next_attempt_at) WHERE next_attempt_at IS NOT NULL;
