-- Forms that were made in the console had no name for addresses: all others are called by their number.
UPDATE agents a SET slug = 'form-' || f.id
FROM forms f
WHERE f.agent_id = a.id AND f.tenant_id = a.tenant_id AND a.slug IS NULL
  AND NOT EXISTS (SELECT FROM agents o WHERE o.tenant_id = a.tenant_id AND o.slug = 'form-' || f.id);
