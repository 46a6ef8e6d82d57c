-- A turn is stopped by the process that runs it: others leave word here.

ALTER TABLE turns ADD COLUMN stop_requested boolean NOT NULL DEFAULT false;
