-- The numbers that forms are known by, and what lists of responses and deliveries are read along.

CREATE TABLE forms (
  id integer NOT NULL,
  tenant_id uuid NOT NULL,
  agent_id uuid NOT NULL,
  is_active boolean NOT NULL DEFAULT true,
  callback_disabled_at timestamptz(3),
  callback_disabled_why text,
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT forms_pkey PRIMARY KEY (id, tenant_id),
  CONSTRAINT forms_agent_id_tenant_id_fkey FOREIGN KEY (agent_id, tenant_id)
    REFERENCES agents (id, tenant_id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX forms_agent_id_tenant_id_key ON forms (agent_id, tenant_id);

CREATE INDEX text_conversations_tenant_id_agent_config_id_created_at_id_idx
  ON text_conversations (tenant_id, agent_config_id, created_at DESC, id DESC);

CREATE INDEX deliveries_tenant_id_created_at_id_idx ON deliveries (tenant_id, created_at DESC, id DESC);
