-- What the console keeps of an agent beside its versions: its draft, who is editing it, and its tests.

-- `document` null: there is no draft. The row stays, so that the numbers of revisions never repeat.
CREATE TABLE agent_drafts (
  agent_id uuid NOT NULL,
  tenant_id uuid NOT NULL,
  document text,
  revision integer NOT NULL,
  based_on integer,
  updated_by text NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  CONSTRAINT agent_drafts_pkey PRIMARY KEY (agent_id, tenant_id),
  CONSTRAINT agent_drafts_agent_id_tenant_id_fkey FOREIGN KEY (agent_id, tenant_id)
    REFERENCES agents (id, tenant_id) ON DELETE CASCADE
);

CREATE TABLE agent_editors (
  agent_id uuid NOT NULL,
  tenant_id uuid NOT NULL,
  editor text NOT NULL,
  seen_at timestamptz(3) NOT NULL,
  CONSTRAINT agent_editors_pkey PRIMARY KEY (agent_id, tenant_id, editor),
  CONSTRAINT agent_editors_agent_id_tenant_id_fkey FOREIGN KEY (agent_id, tenant_id)
    REFERENCES agents (id, tenant_id) ON DELETE CASCADE
);

CREATE TABLE agent_tests (
  id uuid NOT NULL,
  tenant_id uuid NOT NULL,
  agent_id uuid NOT NULL,
  name text NOT NULL,
  document jsonb NOT NULL,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  CONSTRAINT agent_tests_pkey PRIMARY KEY (id, tenant_id),
  CONSTRAINT agent_tests_agent_id_tenant_id_fkey FOREIGN KEY (agent_id, tenant_id)
    REFERENCES agents (id, tenant_id) ON DELETE CASCADE
);
CREATE INDEX agent_tests_agent_id_tenant_id_idx ON agent_tests (agent_id, tenant_id);
