-- Each try of a delivery, oldest first: [{"at", "status", "error", "ms"}]. What was tried before this is known by its last try alone.
ALTER TABLE deliveries ADD COLUMN tries jsonb NOT NULL DEFAULT '[]';
