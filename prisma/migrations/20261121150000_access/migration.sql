-- Keys that are shown in requests themselves, and who changed what.

CREATE TABLE bearer_keys (
  id uuid NOT NULL,
  tenant_id uuid NOT NULL,
  name text NOT NULL,
  hash text NOT NULL,
  created_at timestamptz(3) NOT NULL,
  last_used_at timestamptz(3),
  revoked_at timestamptz(3),
  CONSTRAINT bearer_keys_pkey PRIMARY KEY (id, tenant_id),
  CONSTRAINT bearer_keys_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants (id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX bearer_keys_hash_key ON bearer_keys (hash);

-- Without a tenant: something of the server itself.
CREATE TABLE audit_entries (
  id uuid NOT NULL,
  tenant_id uuid,
  at timestamptz(3) NOT NULL,
  actor text NOT NULL,
  action text NOT NULL,
  target text NOT NULL,
  fields text[],
  CONSTRAINT audit_entries_pkey PRIMARY KEY (id),
  CONSTRAINT audit_entries_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants (id) ON DELETE CASCADE
);
CREATE INDEX audit_entries_tenant_id_at_id_idx ON audit_entries (tenant_id, at DESC, id DESC);
