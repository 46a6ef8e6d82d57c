-- Chatbots, who may use them and their sessions; what tokens are issued and revoked by; failed tries of passwords.

-- A removed one keeps its row, without its base: its agent and conversations stay.
CREATE TABLE chatbots (
  agent_id uuid NOT NULL,
  tenant_id uuid NOT NULL,
  owner text NOT NULL,
  base_id uuid,
  created_at timestamptz(3) NOT NULL,
  removed_at timestamptz(3),
  CONSTRAINT chatbots_pkey PRIMARY KEY (agent_id, tenant_id),
  CONSTRAINT chatbots_agent_id_tenant_id_fkey FOREIGN KEY (agent_id, tenant_id)
    REFERENCES agents (id, tenant_id) ON DELETE CASCADE,
  CONSTRAINT chatbots_base_id_tenant_id_fkey FOREIGN KEY (base_id, tenant_id) REFERENCES knowledge_bases (id, tenant_id)
);
CREATE INDEX chatbots_base_id_tenant_id_idx ON chatbots (base_id, tenant_id);

CREATE TABLE chatbot_bases (
  agent_id uuid NOT NULL,
  tenant_id uuid NOT NULL,
  base_id uuid NOT NULL,
  position integer NOT NULL,
  CONSTRAINT chatbot_bases_pkey PRIMARY KEY (agent_id, tenant_id, base_id),
  CONSTRAINT chatbot_bases_agent_id_tenant_id_fkey FOREIGN KEY (agent_id, tenant_id)
    REFERENCES chatbots (agent_id, tenant_id) ON DELETE CASCADE,
  CONSTRAINT chatbot_bases_base_id_tenant_id_fkey FOREIGN KEY (base_id, tenant_id)
    REFERENCES knowledge_bases (id, tenant_id) ON DELETE CASCADE
);
CREATE INDEX chatbot_bases_base_id_tenant_id_idx ON chatbot_bases (base_id, tenant_id);

CREATE TABLE chatbot_members (
  agent_id uuid NOT NULL,
  tenant_id uuid NOT NULL,
  subject text NOT NULL,
  role text NOT NULL,
  since timestamptz(3) NOT NULL,
  CONSTRAINT chatbot_members_pkey PRIMARY KEY (agent_id, tenant_id, subject),
  CONSTRAINT chatbot_members_agent_id_tenant_id_fkey FOREIGN KEY (agent_id, tenant_id)
    REFERENCES chatbots (agent_id, tenant_id) ON DELETE CASCADE
);
CREATE INDEX chatbot_members_tenant_id_subject_idx ON chatbot_members (tenant_id, subject);

CREATE TABLE chatbot_sessions (
  id uuid NOT NULL,
  tenant_id uuid NOT NULL,
  agent_id uuid NOT NULL,
  subject text NOT NULL,
  conversation_id uuid NOT NULL,
  created_at timestamptz(3) NOT NULL,
  resumable_until timestamptz(3) NOT NULL,
  closed_at timestamptz(3),
  end_reason text,
  CONSTRAINT chatbot_sessions_pkey PRIMARY KEY (id, tenant_id),
  CONSTRAINT chatbot_sessions_agent_id_tenant_id_fkey FOREIGN KEY (agent_id, tenant_id)
    REFERENCES chatbots (agent_id, tenant_id) ON DELETE CASCADE,
  CONSTRAINT chatbot_sessions_conversation_id_tenant_id_fkey FOREIGN KEY (conversation_id, tenant_id)
    REFERENCES text_conversations (id, tenant_id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX chatbot_sessions_tenant_id_agent_id_subject_key
  ON chatbot_sessions (tenant_id, agent_id, subject) WHERE (closed_at IS NULL);
CREATE INDEX chatbot_sessions_resumable_until_idx ON chatbot_sessions (resumable_until) WHERE (closed_at IS NULL);
CREATE INDEX chatbot_sessions_conversation_id_tenant_id_idx ON chatbot_sessions (conversation_id, tenant_id);

CREATE TABLE token_families (
  id uuid NOT NULL,
  tenant_id uuid NOT NULL,
  subject text NOT NULL,
  current_hash text NOT NULL,
  given_up_hash text,
  rotated_at timestamptz(3),
  created_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  revoked_at timestamptz(3),
  CONSTRAINT token_families_pkey PRIMARY KEY (id, tenant_id),
  CONSTRAINT token_families_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants (id) ON DELETE CASCADE
);
CREATE INDEX token_families_tenant_id_subject_idx ON token_families (tenant_id, subject);
CREATE INDEX token_families_expires_at_idx ON token_families (expires_at);

-- The keys themselves are derived from the root secret.
CREATE TABLE signing_keys (
  id text NOT NULL,
  created_at timestamptz(3) NOT NULL,
  retired_at timestamptz(3),
  CONSTRAINT signing_keys_pkey PRIMARY KEY (id)
);

CREATE TABLE sign_in_failures (
  scope text NOT NULL,
  key text NOT NULL,
  failures integer NOT NULL,
  counted_until timestamptz(3) NOT NULL,
  locked_until timestamptz(3),
  CONSTRAINT sign_in_failures_pkey PRIMARY KEY (scope, key)
);
