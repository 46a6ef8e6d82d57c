import type pg from 'pg'
import { functions, operators, types } from './query-vocabulary'
import { quoteName } from './quote'

type Row = { signature: string }

/**
 * Takes away what everybody may do in a new database: all functions but those that queries may be made of, the catalogue,
 * temporary tables, languages, large objects. Rights on built-in things are per database; only their owner can take them,
 * so where the server's role is no superuser they stay, and it answers false.
 */
export async function hardenDatabase(client: pg.ClientBase, reader: string): Promise<boolean> {
  const { rows } = await client.query<{ super: boolean }>(
    'SELECT rolsuper AS super FROM pg_roles WHERE rolname = current_user',
  )
  if (!rows[0]?.super) return false
  const signatures = await allowedSignatures(client)
  await client.query(`
    REVOKE ALL ON ALL FUNCTIONS IN SCHEMA pg_catalog, information_schema FROM PUBLIC;
    REVOKE ALL ON ALL TABLES IN SCHEMA pg_catalog, information_schema FROM PUBLIC;
    REVOKE ALL ON SCHEMA information_schema FROM PUBLIC;
    REVOKE ALL ON LANGUAGE plpgsql, sql FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION ${signatures.join(', ')} TO ${quoteName(reader)}`)
  return true
}

// Operators, casts and the texts of values are functions underneath, and are checked as such.
async function allowedSignatures(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<Row>(
    `SELECT DISTINCT p.oid::regprocedure::text AS signature FROM pg_proc p
     WHERE p.pronamespace = 'pg_catalog'::regnamespace AND p.prokind <> 'p' AND (
       p.proname = ANY ($1) OR p.proname = 'pg_backend_pid'
       OR p.oid IN (SELECT oprcode FROM pg_operator WHERE oprnamespace = 'pg_catalog'::regnamespace AND oprname = ANY ($2))
       OR p.oid IN (SELECT castfunc FROM pg_cast)
       OR p.proname = ANY ('{enum_in,enum_out,array_in,array_out}')
       OR p.oid IN (SELECT unnest(ARRAY[typinput, typoutput]) FROM pg_type WHERE typname = ANY ($3)))
       AND NOT p.oid IN (SELECT castfunc FROM pg_cast WHERE casttarget::regtype::text LIKE 'reg%' OR casttarget = 'xml'::regtype)`,
    [functions, operators, [...types]],
  )
  return rows.map(({ signature }) => signature)
}
