CREATE TABLE knowledge_bases (
  id uuid NOT NULL,
  tenant_id uuid NOT NULL,
  name text NOT NULL,
  settings jsonb NOT NULL,
  revision integer NOT NULL DEFAULT 0,
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT knowledge_bases_pkey PRIMARY KEY (id, tenant_id),
  CONSTRAINT knowledge_bases_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants (id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX knowledge_bases_tenant_id_name_key ON knowledge_bases (tenant_id, name);

CREATE TABLE knowledge_documents (
  id uuid NOT NULL,
  tenant_id uuid NOT NULL,
  base_id uuid NOT NULL,
  file_name text NOT NULL,
  title text NOT NULL,
  format text NOT NULL,
  size integer NOT NULL,
  hash text NOT NULL,
  original bytea NOT NULL,
  state text NOT NULL,
  failure text,
  attempt integer NOT NULL DEFAULT 0,
  held_until timestamptz(3),
  done integer NOT NULL DEFAULT 0,
  total integer NOT NULL DEFAULT 0,
  pages integer,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  CONSTRAINT knowledge_documents_pkey PRIMARY KEY (id, tenant_id),
  CONSTRAINT knowledge_documents_base_id_tenant_id_fkey FOREIGN KEY (base_id, tenant_id)
    REFERENCES knowledge_bases (id, tenant_id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX knowledge_documents_base_id_tenant_id_hash_key ON knowledge_documents (base_id, tenant_id, hash);
CREATE INDEX knowledge_documents_created_at_idx ON knowledge_documents (created_at)
  WHERE state IN ('queued', 'parsing', 'indexing');

CREATE TABLE knowledge_passages (
  document_id uuid NOT NULL,
  tenant_id uuid NOT NULL,
  position integer NOT NULL,
  page integer,
  heading text,
  sentences text[],
  vectors bytea NOT NULL,
  CONSTRAINT knowledge_passages_pkey PRIMARY KEY (document_id, tenant_id, position),
  CONSTRAINT knowledge_passages_document_id_tenant_id_fkey FOREIGN KEY (document_id, tenant_id)
    REFERENCES knowledge_documents (id, tenant_id) ON DELETE CASCADE
);
